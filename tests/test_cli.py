"""The command line: output, exit codes, and the form of errors."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from conftest import REPOSITORY, Run

import leaddata
from leaddata.cli import building
from leaddata.cli.rows import header, rows_to_text
from leaddata.cli.run import commands
from leaddata.errors import LayoutError, UsageError
from leaddata.model import Box, Cell, Locator

COMMANDS = tuple(commands.commands.values())


def test_tables_lists_names_and_row_counts(releases: Path, run: Run) -> None:
    """One line per table: name, rows, description."""
    code, out, err = run("tables")

    assert (code, err) == (0, "")
    assert "participants  2  Rows of participants." in out
    assert len(out.splitlines()) == 4


def test_describe_prints_the_dictionary_page(releases: Path, run: Run) -> None:
    """The command prints what the library answers."""
    assert run("describe", "participants") == (0, f"{leaddata.describe('participants')}\n", "")


def test_load_as_csv(releases: Path, run: Run) -> None:
    """CSV has a header, one line per row, lists joined by semicolons, nothing where the value is null."""
    code, out, err = run("load", "participants", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))

    assert (code, err) == (0, "")
    assert ["Ann Öther", "Bo Example"] == [row["name"] for row in rows]
    assert (rows[0]["roles"], rows[1]["roles"]) == ("chair; clerk", "")


def test_load_as_json(releases: Path, run: Run) -> None:
    """JSON is one array of objects with lists and nulls as such."""
    code, out, _ = run("load", "participants", "--format", "json")

    assert code == 0
    assert json.loads(out) == leaddata.load("participants").to_dicts()


def test_load_as_table_shows_every_row_and_value(releases: Path, run: Run) -> None:
    """The drawn table is not cut when it goes to a pipe."""
    code, out, _ = run("load", "evidence")

    assert code == 0
    assert "Ann Öther (Registrar)" in out
    assert "…" not in out
    assert out.endswith("4 rows\n")


def test_load_writes_parquet(releases: Path, run: Run, tmp_path: Path) -> None:
    """Parquet goes to a file and reads back the same."""
    code, out, err = run("load", "participants", "--format", "parquet", "-o", str(tmp_path / "p.parquet"))

    assert (code, out, err) == (0, "", "")
    assert pl.read_parquet(tmp_path / "p.parquet").equals(leaddata.load("participants"))


def test_load_columns_and_without_names(releases: Path, run: Run) -> None:
    """Columns can be chosen, and those that name a person left out."""
    _, out, _ = run("load", "participants", "--columns", "participant_id, job", "--without-names", "--format", "csv")
    _, whole, _ = run("load", "participants", "--without-names", "--format", "csv")

    assert out == "participant_id,job\np.001,Registrar\np.002,\n"
    assert whole.splitlines()[0] == "participant_id,source_id,job,roles,word_count,remark"


def test_load_to_a_folder_that_is_not_there(releases: Path, run: Run, tmp_path: Path) -> None:
    """An output that cannot be written is wrong usage, and names the file."""
    for form in ("csv", "parquet"):
        code, out, err = run("load", "sources", "--format", form, "-o", str(tmp_path / "no" / "file"))
        assert (code, out) == (2, "")
        assert "no/file: expected a file that can be written, got No such file" in err


def test_trace_cite_sources(releases: Path, run: Run) -> None:
    """Each prints what the library answers, and nothing else."""
    assert run("trace", "participants", "p.001", "job") == (
        0,
        f"{leaddata.trace('participants', 'p.001', 'job')}\n",
        "",
    )
    assert run("cite", "--style", "apa") == (0, f"{leaddata.cite('apa')}\n", "")
    assert run("sources") == (0, "made_up_2001  report  restated  A report made up\n", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "expected a command, got none: see `leaddata --help`"),
        (["--debug"], "expected a command, got none: see `leaddata --help`"),
        (["lod"], "expected a command, got 'lod': did you mean 'load'?"),
        (["load", "x", "--columns"], "load: expected a value of --columns, got nothing: see `leaddata load --help`"),
        (["load"], "load: expected TABLE, got nothing: see `leaddata load --help`"),
        (["load", "participant"], "expected the name of a table, got 'participant': did you mean 'participants'?"),
        (
            ["load", "sources", "--fromat", "csv"],
            "load: expected an option of `leaddata load`, got '--fromat': did you mean",
        ),
        (
            ["load", "sources", "--format", "xml"],
            "load: expected --format to be table, csv, json, parquet, got 'xml': see",
        ),
        (["load", "sources", "surplus"], "load: expected no more arguments, got 'surplus'"),
        (["load", "sources", "--columns", ""], "expected at least one column, got none"),
        (["load", "sources", "-o", ""], "load: expected -o to be a path, got ''"),
        (["export", ""], "export: expected DIR to be a path, got ''"),
        (
            ["trace", "participants", "p.01"],
            "participants: expected the id of a row, got 'p.01': did you mean 'p.001'?",
        ),
        (["cite", "--style", "mla"], "expected a style of citation, got 'mla'"),
        (
            ["extract", "x.pdf", "--as", "outline", "--columns", "A|B"],
            "extract: expected --as outline or --columns, got both: leave out one of them",
        ),
        (["extract", "x.pdf", "--columns", "A||B"], "--columns: expected different names separated by |, got 'A||B'"),
    ],
)
def test_wrong_usage(releases: Path, run: Run, arguments: list[str], message: str) -> None:
    """Wrong usage exits with 2, one line on standard error that says what was expected and got, and no data."""
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    told = err.splitlines()[-1:] if "--debug" in arguments else err.splitlines()
    assert len(told) == 1
    assert told[0].startswith(f"leaddata: {message}")


def test_debug_shows_the_traceback(releases: Path, run: Run) -> None:
    """--debug works before and after the command; without it there is no traceback."""
    for arguments in (["--debug", "load", "nothing"], ["load", "nothing", "--debug"]):
        code, _, err = run(*arguments)
        assert code == 2
        assert "Traceback" in err
    assert "Traceback" not in run("load", "nothing")[2]


def test_a_fault_of_the_program_is_told_as_such(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error nobody foresaw is one line with exit code 1, not a traceback."""
    monkeypatch.setattr(leaddata, "tables", lambda: 1 / 0)
    code, out, err = run("tables")

    assert (code, out) == (1, "")
    assert (
        err
        == "leaddata: expected no fault, got ZeroDivisionError: division by zero: run again with --debug and report it\n"
    )


def test_an_error_carries_its_exit_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each error of errors.py ends with its own exit code."""

    def stop() -> None:
        msg = "expected a table, got none"
        raise LayoutError(msg, at="page 2")

    monkeypatch.setattr(leaddata, "tables", stop)

    assert run("tables") == (4, "", "leaddata: page 2: expected a table, got none\n")


def test_without_the_extra_the_message_names_it(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without the extra `pipeline`, refresh says what to install, and exits with 2."""
    monkeypatch.setitem(sys.modules, "leaddata.pipeline.refresh", None)
    monkeypatch.setitem(sys.modules, "pandera", None)

    class Missing:
        @staticmethod
        def find_spec(name: str, *_: object) -> None:
            if name == "leaddata.pipeline.refresh":
                raise ModuleNotFoundError(name="pandera")

    monkeypatch.delitem(sys.modules, "leaddata.pipeline.refresh")
    monkeypatch.setattr(sys, "meta_path", [Missing, *sys.meta_path])
    code, out, err = run("refresh", "--out", str(tmp_path))

    assert (code, out) == (2, "")
    assert "expected the extra 'pipeline', got an installation without pandera: install it with" in err


def _script(releases: Path, form: str) -> str:
    return (
        "import sys; from pathlib import Path; from leaddata import installed; from leaddata.cli import main\n"
        f"installed._ROOTS = (Path({str(releases)!r}),)\n"
        f"sys.exit(main(['load', 'participants', '--format', {form!r}]))"
    )


FORMS = ["table", "csv", "json", "parquet"]


@pytest.mark.parametrize("form", FORMS)
def test_a_closed_pipe_is_no_error(releases: Path, form: str) -> None:
    """`leaddata load ... | head` ends in silence."""
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [sys.executable, "-c", _script(releases, form)], stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)

    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, which only Linux has")
@pytest.mark.parametrize("form", FORMS)
def test_an_output_that_is_full_is_told_as_such(releases: Path, form: str) -> None:
    """A disk without room is no document that cannot be read: one line, exit code 2."""
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-c", _script(releases, form)], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )

    assert ended.returncode == 2
    assert ended.stderr == (
        "leaddata: standard output: expected to write it, got No space left on device: "
        "make room, or write to another place\n"
    )


def test_parquet_goes_to_a_pipe(releases: Path) -> None:
    """What is written to standard output is the file."""
    ended = subprocess.run(
        [sys.executable, "-c", _script(releases, "parquet")], capture_output=True, check=True, timeout=60
    )

    assert pl.read_parquet(io.BytesIO(ended.stdout)).equals(pl.read_parquet(next(releases.rglob("participants.*"))))


def test_output_is_utf8_whatever_the_locale(releases: Path) -> None:
    """Names with letters beyond ASCII are printed in an ASCII locale too."""
    script = _script(releases, "csv")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=False)

    assert ended.returncode == 0
    assert "Ann Öther" in ended.stdout.decode("utf-8")


def test_help_lists_every_command_and_exit_code(run: Run) -> None:
    """The main help names each command once, below what one wants of it, and all exit codes."""
    code, out, _ = run("--help")

    assert code == 0
    assert all(len(re.findall(rf"^  {command.name} ", out, re.MULTILINE)) == 1 for command in COMMANDS)
    assert all(f"  {number} " in out for number in (0, 1, 2, 3, 4, 5))
    assert [command for section in commands.sections.values() for command in section] == sorted(
        COMMANDS, key=lambda command: list(commands.commands).index(str(command.name))
    )


def test_version(run: Run) -> None:
    """--version prints the version of the package."""
    assert run("--version") == (0, f"leaddata {leaddata.__version__}\n", "")


@dataclass
class _Row:
    """A row as the pipeline reads it."""

    cells: dict[str, Cell | None]
    page: int = 2
    box: Box | None = None


def _row(name: str, post: str | None, box: Box | None = None) -> _Row:
    at = Locator("s@1", 2)
    return _Row({"Name": Cell(name, at), "Post": None if post is None else Cell(post, at)}, box=box)


def test_rows_as_csv_and_json() -> None:
    """Rows come under the names asked for, quoted where they must be; an empty cell is nothing in CSV, null in JSON."""
    rows = [_row("Ann, Dr", "Registrar"), _row("Bo", None), _row("Cy", "")]

    assert rows_to_text(rows, ["Name", "Post"], "csv", places=False) == 'Name,Post\n"Ann, Dr",Registrar\nBo,\nCy,\n'
    assert json.loads(rows_to_text(rows, ["Name", "Post"], "json", places=False))[1:] == [
        {"Name": "Bo", "Post": None},
        {"Name": "Cy", "Post": None},
    ]


def test_rows_with_places() -> None:
    """A row's place is the page where it begins and the box around it there."""
    row = _row("Ann", "Registrar", Box(10.0, 5.0, 28.123, 17.0))
    (record,) = json.loads(rows_to_text([row], ["Name", "Post"], "json", places=True))

    assert record == {
        "Name": "Ann",
        "Post": "Registrar",
        "page": 2,
        "x0": 10.0,
        "top": 5.0,
        "x1": 28.12,
        "bottom": 17.0,
    }


def test_rows_without_geometry_have_a_page_alone() -> None:
    """Where no box is known, its columns are there and empty."""
    assert rows_to_text([_row("Ann", "R")], ["Name", "Post"], "csv", places=True).endswith("Ann,R,2,,,,\n")


def test_a_place_does_not_write_over_a_cell() -> None:
    """Where a printed title is called as a part of the place is, that part has another name."""
    row = _Row({"page": Cell("iv", Locator("s@1", 2))})

    assert rows_to_text([row], ["page"], "csv", places=True) == "page,page_of_row,x0,top,x1,bottom\niv,2,,,,\n"


def test_header_wants_different_names() -> None:
    """A name that stands twice could not be told apart in the output."""
    with pytest.raises(UsageError, match="expected different names"):
        header("Name|Name")


REPORT = REPOSITORY / "data" / "raw" / "kings_fund_2012" / "restated" / "report.pdf"


def test_extract_reads_a_table_of_a_report(run: Run, tmp_path: Path) -> None:
    """Every row under the header comes out, in order, wrapped cells joined; with -o standard output stays empty."""
    columns = "Name|Job and location|Leadership programme"
    code, out, err = run("extract", str(REPORT), "--columns", columns)
    rows = list(csv.DictReader(io.StringIO(out)))

    assert (code, err) == (0, "")
    assert len(rows) >= 27
    assert list(rows[0]) == ["Name", "Job and location", "Leadership programme"]
    assert rows[0]["Job and location"] == "Padeiatric Registrar Royal Bolton"
    assert rows[0]["Leadership programme"] == "NHS North West"
    target = tmp_path / "rows.json"
    assert run("extract", str(REPORT), "--columns", columns, "--places", "--format", "json", "-o", str(target)) == (
        0,
        "",
        "",
    )
    assert [row["Name"] for row in json.loads(target.read_text(encoding="utf-8"))] == [row["Name"] for row in rows]


@pytest.mark.parametrize(
    ("name", "content", "exit_code"),
    [
        ("missing.pdf", None, 3),
        ("empty.pdf", b"", 3),
        ("broken.pdf", b"%PDF-1.7\n1 0 obj\n", 3),
        ("notes.txt", b"Name Post\n", 3),
        ("page.html", b"<!doctype html><p>Name", 3),
        ("report.pdf", REPORT.read_bytes(), 4),
    ],
)
def test_extract_of_what_it_cannot_read(
    run: Run, tmp_path: Path, name: str, content: bytes | None, exit_code: int
) -> None:
    """A document that cannot be read ends with 3, one without that table with 4, each in one line and without data."""
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, out, err = run("extract", str(tmp_path / name), "--columns", "No such|Header")

    assert (code, out) == (exit_code, "")
    assert err.startswith("leaddata: ")
    assert name in err
    assert len(err.splitlines()) == 1


@pytest.mark.slow
def test_refresh_publishes_once(run: Run, tmp_path: Path) -> None:
    """A first refresh publishes, a second says that nothing changed; progress is on standard error."""
    raw, out = REPOSITORY / "data" / "raw", tmp_path / "processed"
    first, second = (run("refresh", "--raw", str(raw), "--out", str(out)) for _ in range(2))

    assert first[0] == second[0] == 0
    assert "published 0.1.0" in first[1]
    assert "nothing changed, no new release: 0.1.0 is still the current one" in second[1]
    assert "reading harding_2024" in first[2]

    code, printed, _ = run("verify", str(out), "--raw", str(raw))
    assert code == 0
    assert "quotes: " in printed
    assert printed.endswith(
        f"stand at their places in {raw}, 42 are not published, 0 are of documents that are not there\n"
    )

    code, printed, _ = run("status", "--raw", str(raw), "--out", str(out))
    assert code == 0
    assert printed.startswith("release: 0.1.0\n")
    assert printed.count(" published") == 4


@pytest.mark.slow
def test_compare_of_a_folder_with_itself(run: Run) -> None:
    """A folder has the facts that it has."""
    raw = str(REPOSITORY / "data" / "raw")
    code, out, err = run("compare", raw, raw)

    assert (code, err) == (0, "")
    assert "0 differ" in out


@pytest.mark.slow
def test_compare_of_folders_that_differ(run: Run, tmp_path: Path) -> None:
    """A source that cannot be read on one side is a difference, and the exit code is 5."""
    raw = REPOSITORY / "data" / "raw"
    shutil.copytree(raw, tmp_path / "raw", ignore=shutil.ignore_patterns("original"))
    (tmp_path / "raw" / "harding_2024" / "restated" / "pubmed.xml").write_bytes(b"<PubmedArticleSet>")
    code, out, _ = run("compare", str(raw), str(tmp_path / "raw"), "--format", "json")
    (one,) = json.loads(out)["differences"]

    assert code == 5
    assert ("unreadable", "harding_2024", "read") == (one["kind"], one["table"], one["value_a"])


def test_add_keeps_a_document_with_its_hash(run: Run, tmp_path: Path) -> None:
    """A document is copied beside a snapshot.json; one of another content under the same name is set aside."""
    given, raw = tmp_path / "page.html", tmp_path / "raw"
    folder = raw / "harding_2024" / "original"
    for text in ("<html>one</html>", "<html>two</html>", "<html>two</html>"):
        given.write_text(text, encoding="utf-8")
        code, out, err = run("add", "harding_2024", str(given), "--raw", str(raw))
        assert (code, err) == (0, "")
        assert "text/html, 16 bytes" in out
    sidecar = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))

    assert (sidecar["file"], sidecar["edition"], sidecar["bytes"]) == ("page.html", "original", 16)
    assert sidecar["sha256"] == hashlib.sha256(b"<html>two</html>").hexdigest()
    assert sorted(path.read_text(encoding="utf-8")[6:9] for path in folder.glob("page*.html")) == ["one", "two"]


@pytest.mark.parametrize(
    ("source_id", "content", "exit_code", "message"),
    [
        ("harding_2042", b"<html>", 2, "expected the id of a source, got 'harding_2042': did you mean 'harding_2024'?"),
        ("harding_2024", b" \n", 3, "expected a document, got an empty file"),
        ("harding_2024", b"\x00\x01\x02", 3, "expected PDF, HTML, XML, JSON or text, got application/octet-stream"),
        ("harding_2024", None, 3, "expected a readable file, got No such file or directory"),
    ],
)
def test_add_refuses(
    run: Run, tmp_path: Path, source_id: str, content: bytes | None, exit_code: int, message: str
) -> None:
    """An unknown source, an empty file or one of no readable type is refused, and nothing is written."""
    given = tmp_path / "given"
    if content is not None:
        given.write_bytes(content)
    code, out, err = run("add", source_id, str(given), "--raw", str(tmp_path / "raw"))

    assert (code, out) == (exit_code, "")
    assert message in err
    assert not (tmp_path / "raw").exists()


def test_refresh_tells_on_standard_error_why_it_failed(run: Run, tmp_path: Path) -> None:
    """Each source that failed, and why nothing was published, is one line on standard error: place, got, next step."""
    (tmp_path / "raw" / "harding_2024" / "restated").mkdir(parents=True)
    (tmp_path / "raw" / "harding_2024" / "restated" / "snapshot.json").write_text("[]", encoding="utf-8")
    code, out, err = run("refresh", "--raw", str(tmp_path / "raw"), "--out", str(tmp_path / "out"))
    told = [line for line in err.splitlines() if line.startswith("leaddata: ")]

    assert code == 5
    assert re.search(r"^harding_2024 +- +0 +0  failed$", out, re.MULTILINE)
    assert out.endswith("nothing published\n")
    # Two that have no document, one whose sidecar is broken, and why there is no release; what can be fetched is no failure.
    assert len(told) == 4
    assert (
        f"leaddata: {tmp_path}/raw/bridging_the_divide_2009: expected a snapshot, got none: run `leaddata add"
        in told[0]
    )
    assert "harding_2024/restated/snapshot.json: expected a JSON object, got list: restore it" in told[1]
    assert "expected every source to be read for a first release, got 3 that failed: see their errors" in told[3]


def test_status_of_folders_that_are_not_there(run: Run, tmp_path: Path) -> None:
    """A folder that was named and is not there is wrong usage; one without a release has none yet."""
    missing, there = str(tmp_path / "no"), str(tmp_path)

    for arguments, message in (
        (("--raw", missing, "--out", there), "no: expected a folder of documents, got no such folder: name another"),
        (("--raw", there, "--out", missing), "no: expected a folder of releases, got no such folder: name another"),
    ):
        code, out, err = run("status", *arguments)
        assert (code, out) == (2, "")
        assert message in err
        assert len(err.splitlines()) == 1
    assert run("status", "--raw", there, "--out", there)[1].startswith("release: none yet\nbmj_leader_blog ")


def test_status_of_an_installation_alone(
    releases: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Away from any repository the release is the one that the package carries, and no document is at hand."""
    monkeypatch.setattr(building, "_folder_at_hand", lambda name: None)

    assert run("status") == (
        0,
        "release: 1.0.0 (installed)\ndocuments: none at hand, name their folder with --raw\n",
        "",
    )


def test_status_of_a_changed_release(releases: Path, run: Run) -> None:
    """A release that was tampered with is not one that is not there yet."""
    (releases / "current.json").write_text("{", encoding="utf-8")
    code, out, err = run("status", "--raw", str(releases), "--out", str(releases))

    assert (code, out) == (5, "")
    assert "current.json: expected JSON" in err


def test_compare_of_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    """It is one error before anything is read, and wrong usage."""
    code, out, err = run("compare", str(tmp_path), str(tmp_path / "no"))

    assert (code, out) == (2, "")
    assert err.startswith(f"leaddata: {tmp_path}/no: expected a folder of documents, got no such folder: name")
    assert len(err.splitlines()) == 1


def test_names_with_controls_are_shown_as_codes(run: Run, tmp_path: Path) -> None:
    """What controls a terminal, in the name of a file, does not reach it, and an error stays one line."""
    code, out, err = run("extract", str(tmp_path / "a\x1b[31m\nb.pdf"), "--columns", "Name|Post")

    assert (3, "") == (code, out)
    assert "a\\x1b[31m\\nb.pdf: expected a readable file" in err
    assert 1 == len(err.splitlines())


def test_a_closed_output_is_wrong_usage() -> None:
    """Without a standard output there is no room for data: told in one line."""
    command = f"exec '{sys.executable}' -m leaddata tables >&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)

    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("leaddata: standard output: expected to write it, got a closed one")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("verify", "nowhere"), "nowhere: expected a folder with a release, got no such folder: name "),
        (("verify", "."), "expected a release (current.json or SHA256SUMS), got a folder with neither: name "),
        (("diff", "nowhere"), "expected one of the releases at hand"),
        (("load", "sources", "--release", "9.9.9"), "expected one of the releases at hand"),
        (("export", "there", "--release", "9.9.9"), "expected one of the releases at hand"),
    ],
)
def test_a_release_that_is_not_there_is_wrong_usage(
    run: Run, releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    """It ends with 2: 5 would say that a release differs, or is not as it was published."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert told in err
