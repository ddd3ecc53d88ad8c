"""Many documents into Parquet parts: the same bytes whoever reads them, nothing read twice, and no document stops another."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from clusters import dask_cluster
from conftest import REPOSITORY, Run, rest_slow

from leaddata.cli.kinds import KINDS
from leaddata.cli.many import documents_in
from leaddata.content import file_sha256
from leaddata.errors import DocumentError, LeadDataError
from leaddata.pipeline import row_parts
from leaddata.pipeline.asked import Asked, column_types
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.mapping import Job

RAW = REPOSITORY / "data" / "raw"
REPORT = RAW / "kings_fund_2012" / "restated" / "report.pdf"
COLUMNS = "Name|Job and location|Leadership programme"


def _reports(folder: Path, count: int) -> Path:
    """Return a folder of reports, whose third is broken and whose fourth has no such table."""
    folder.mkdir()
    for number in range(count):
        shutil.copy(REPORT, folder / f"{number:03}.pdf")
    (folder / "002.pdf").write_bytes(REPORT.read_bytes()[:3000])
    _pdf_without_table(folder / "003.pdf")
    return folder


def _pdf_without_table(path: Path) -> None:
    import pikepdf

    with pikepdf.open(REPORT) as report, pikepdf.new() as short:
        short.pages.append(report.pages[0])
        short.save(path, deterministic_id=True)


def _bytes(out: Path) -> dict[str, str]:
    return {path.name: file_sha256(path) for path in sorted(out.iterdir()) if path.name != ".lock"}


def test_good_and_bad_documents_are_read_into_parts(run: Run, tmp_path: Path) -> None:
    """Rows with their file and place, failures by file, and the highest code of a failure as the exit code."""
    reports, out = _reports(tmp_path / "reports", 5), tmp_path / "rows"
    code, said, told = run(
        "extract", str(reports), "--columns", COLUMNS, "--places", "--out", str(out), "--part-size", "2"
    )

    assert 4 == code
    assert f"{out}: 5 documents in 3 parts, 0 as they were read before, 102 rows, 2 failures, 0 notes\n" == said
    assert 2 == told.count("leaddata: ")
    rows = pl.concat(pl.read_parquet(path) for path in sorted(out.glob("part-*.parquet")))
    assert ["file", *COLUMNS.split("|"), "page", "x0", "top", "x1", "bottom"] == rows.columns
    assert [f"{reports}/{name}.pdf" for name in ("000", "001", "004")] == rows["file"].unique().sort().to_list()
    alone = json.loads(run("extract", str(REPORT), "--columns", COLUMNS, "--places", "--format", "json")[1])
    assert alone == rows.filter(pl.col("file") == f"{reports}/004.pdf").drop("file").to_dicts()
    failures = pl.read_parquet(out / "failures.parquet")
    assert [f"{reports}/002.pdf", f"{reports}/003.pdf"] == failures["file"].to_list()
    assert "expected a PDF, got a broken one" in failures["error"][0]
    assert "expected a table with the header" in failures["error"][1]


@pytest.mark.slow
def test_what_has_not_changed_is_not_read_again(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is read again if a document, the options, or the part itself has changed, and then it alone."""
    reports, out = _reports(tmp_path / "reports", 6), tmp_path / "rows"
    call = ("extract", str(reports), "--columns", COLUMNS, "--out", str(out), "--part-size", "2", "--workers", "1")
    run(*call)
    first, times = _bytes(out), {path: path.stat().st_mtime_ns for path in out.glob("part-*")}

    assert "6 as they were read before" in run(*call)[1]
    assert first == _bytes(out)
    assert times == {path: path.stat().st_mtime_ns for path in out.glob("part-*")}

    shutil.copy(REPORT, reports / "002.pdf")
    assert "4 as they were read before, 170 rows, 1 failure" in run(*call)[1]
    (out / "part-00001.parquet").write_bytes(b"changed")
    assert "4 as they were read before" in run(*call)[1]
    assert "0 as they were read before" in run(*call, "--full")[1]
    assert "0 as they were read before" in run(*call, "--pages", "500")[1]
    assert "0 as they were read before" in run(*call, "--places")[1]
    monkeypatch.setattr(row_parts, "reading_inputs", lambda _: {"code": "other"})
    assert "0 as they were read before" in run(*call, "--places")[1]


@pytest.mark.slow
def test_parts_of_documents_that_are_gone_are_removed(run: Run, tmp_path: Path) -> None:
    """A folder holds the parts of what was asked for last, and files that are no parts stay."""
    reports, out = _reports(tmp_path / "reports", 5), tmp_path / "rows"
    call = ("extract", str(reports), "--as", "outline", "--out", str(out), "--part-size", "2")
    run(*call)
    (out / "part-of-mine.txt").write_text("mine", encoding="utf-8")
    for name in ("002", "003", "004"):
        (reports / f"{name}.pdf").unlink()

    assert "2 documents in 1 part, 2 as they were read before" in run(*call)[1]
    assert ["failures.parquet", "notes.parquet", "part-00001.json", "part-00001.parquet", "part-of-mine.txt"] == list(
        _bytes(out)
    )


@pytest.mark.slow
def test_rows_of_other_documents_are_not_lost(run: Run, tmp_path: Path) -> None:
    """A folder with none of the documents that are asked for stays as it is; one with some of them goes on."""
    for name in ("a1/1", "a1/2", "a1/3", "a2/1"):
        path = tmp_path / f"{name}.pdf"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"%PDF-1.7 broken")
    out, first, second = tmp_path / "rows", str(tmp_path / "a1"), str(tmp_path / "a2")
    call = ("--as", "outline", "--part-size", "2", "--workers", "1", "--out", str(out))
    run("extract", first, *call)
    before = _bytes(out)

    for more in ((), ("--full",)):
        code, said, told = run("extract", second, *call, *more)
        assert (2, "") == (code, said)
        assert f"{out}: expected a folder for these documents, got one with the rows of 3 others: take another" in told
        assert before == _bytes(out)
    assert "4 documents in 2 parts" in run("extract", first, second, *call)[1]
    assert "1 document in 1 part" in run("extract", os.path.relpath(second), *call)[1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.slow
def test_every_kind_has_its_columns(run: Run, tmp_path: Path, kind: str) -> None:
    """The rows of a kind are those that one file gives alone, in columns of fixed types, whatever else fails."""
    out = tmp_path / "rows"
    code = run("extract", str(RAW), "--as", kind, "--places", "--out", str(out))[0]

    assert code in {0, 3, 4}
    rows = pl.read_parquet(out / "part-00001.parquet")
    assert list(column_types(Asked(kind, (), places=True))) == rows.columns
    assert rows.height
    for file in rows["file"].unique():
        alone = json.loads(run("extract", file, "--as", kind, "--places", "--format", "json")[1])
        here = rows.filter(pl.col("file") == file).drop("file").to_dicts()
        assert alone == [{name: row[name] for name in alone[0]} for row in here]


@pytest.mark.slow
def test_every_runner_writes_the_same_bytes(run: Run, tmp_path: Path) -> None:
    """Threads, processes and a cluster, one worker or two."""
    reports = _reports(tmp_path / "reports", 12)
    call = ("extract", str(reports), "--columns", COLUMNS, "--places", "--part-size", "5", "--out")
    assert 4 == run(*call, str(tmp_path / "one"), "--runner", "processes", "--workers", "1")[0]
    expected = _bytes(tmp_path / "one")
    assert 8 == len(expected)

    run(*call, str(tmp_path / "two"), "--runner", "processes", "--workers", "2")
    run(*call, str(tmp_path / "threads"), "--runner", "threads", "--workers", "2")
    with dask_cluster(tmp_path, 2) as cluster:
        run(*call, str(tmp_path / "dask"), "--runner", "dask", "--dask-address", cluster.address)

    assert [expected] * 3 == [_bytes(tmp_path / name) for name in ("two", "threads", "dask")]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills")
def test_a_scheduler_that_goes_away_is_told_in_a_line(tmp_path: Path) -> None:
    """The program says it in its own words, once, and Dask says nothing; what it says of the parts is true."""
    reports, out = _reports(tmp_path / "reports", 120), tmp_path / "rows"
    with dask_cluster(tmp_path, 1) as cluster:
        call = ["extract", str(reports), "--columns", COLUMNS, "--out", str(out), "--part-size", "10"]
        program = subprocess.Popen(
            [sys.executable, "-m", "leaddata", *call, "--runner", "dask", "--dask-address", cluster.address],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        deadline = time.monotonic() + 120
        while not list(out.glob("part-*.json")):
            assert time.monotonic() < deadline
            assert program.poll() is None
            time.sleep(0.01)
        cluster.programs[0].kill()
        said, told = program.communicate(timeout=120)

    assert (2, "") == (program.returncode, said)
    assert 1 == told.count("\n")
    assert "expected the scheduler to stay, got no connection to it any more" in told
    assert told.endswith("parts that were written are kept\n")
    assert list(out.glob("part-*.json"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills")
def test_a_run_that_is_killed_goes_on_where_it_was(run: Run, tmp_path: Path) -> None:
    """Parts that were written stay, the one in the making leaves nothing, and the end is as without the kill."""
    reports, out, whole = _reports(tmp_path / "reports", 30), tmp_path / "rows", tmp_path / "whole"
    call = ["extract", str(reports), "--columns", COLUMNS, "--part-size", "3", "--out"]
    run(*call, str(whole))
    program = subprocess.Popen([sys.executable, "-m", "leaddata", *call, str(out)], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while len(list(out.glob("part-*.json"))) < 3:
        assert time.monotonic() < deadline
        assert program.poll() is None
        time.sleep(0.01)
    program.send_signal(signal.SIGKILL)
    program.wait()
    (out / ".part-00009.parquet.unfinished").write_bytes(b"half")

    said = run(*call, str(out))[1]
    assert "0 as they were read before" not in said
    assert _bytes(whole) == _bytes(out)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.pdf", "b.pdf"], "expected one FILE without --out, got 2: add --out DIR"),
        (["FOLDER"], "expected a readable file, got Is a directory: check the path, or add --out DIR"),
        (["a.pdf", "--out", "OUT"], "expected --columns or --as with --out, got neither"),
        (["FOLDER", "--out", "OUT", "--as", "posts"], "expected a document, got none in"),
        (["a.pdf", "--out", "OUT", "--as", "posts", "-o", "x"], "expected --out or -o, got both"),
        (["a.pdf", "--out", "OUT", "--as", "posts", "--format", "csv"], "expected --out or --format, got both"),
        (["a.pdf", "--as", "posts", "--workers", "2"], "expected --out with --workers, got --workers alone"),
        (["a.pdf", "--out", "OUT", "--as", "posts", "--runner", "dask"], "expected --dask-address with --runner dask"),
        (["a.pdf", "--out", "FILE/rows", "--as", "posts"], "expected a folder that can be written"),
    ],
)
def test_what_does_not_go_together(run: Run, tmp_path: Path, arguments: list[str], message: str) -> None:
    """Wrong usage is told before anything is read or written."""
    (tmp_path / "FOLDER").mkdir()
    (tmp_path / "FILE").touch()
    words = {name: str(tmp_path / name) for name in ("FOLDER", "OUT", "FILE/rows")}
    code, out, err = run("extract", *(words.get(one, one) for one in arguments))

    assert "" == out
    assert message in err
    assert code in {2, 3, 5}


def test_a_folder_that_is_written_to_is_not_read(run: Run, tmp_path: Path) -> None:
    """Hidden files and the rows themselves are no documents, and what is named twice is read once."""
    shutil.copy(REPORT, tmp_path / "a.pdf")
    (tmp_path / ".hidden.pdf").touch()
    out = tmp_path / "rows"
    call = ("extract", str(tmp_path), str(tmp_path / "a.pdf"), "--as", "outline", "--out", str(out))

    assert 0 == run(*call)[0]
    assert "1 document in 1 part, 1 as they were read before" in run(*call)[1]


@pytest.mark.skipif(sys.platform == "win32", reason="makes links")
def test_links_to_folders_are_followed_once(tmp_path: Path) -> None:
    """A folder has one name, its own where it has one; no loop is endless, and what is hidden or written to is left out."""
    folder, elsewhere, out = tmp_path / "in", tmp_path / "elsewhere", tmp_path / "in" / "rows"
    for path in (folder / "z" / "own.pdf", elsewhere / "far.pdf", elsewhere / ".hidden.pdf", out / "part-00001.json"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (folder / "a").symlink_to(folder / "z")
    (folder / "b").symlink_to(elsewhere)
    (folder / "c").symlink_to(elsewhere)
    (folder / "z" / "up").symlink_to(folder)
    (folder / "d").symlink_to(out)
    (folder / "e.json").symlink_to(out / "part-00001.json")
    (folder / "nowhere").symlink_to(folder / "none")
    (folder / "self").symlink_to(folder / "self")

    found = [path.relative_to(folder).as_posix() for path in documents_in([folder], out)]
    assert ["b/far.pdf", "nowhere", "self", "z/own.pdf"] == found


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="makes pipes and sockets")
@pytest.mark.parametrize("kind", ["outline", "articles"])
def test_what_is_no_file_is_never_opened(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """A pipe, a socket, a device and a link that leads nowhere are failures, named or found, and hold up nothing."""
    folder = tmp_path / "in"
    folder.mkdir()
    os.mkfifo(folder / "pipe")
    (folder / "link to pipe").symlink_to(folder / "pipe")
    (folder / "nowhere").symlink_to(folder / "none")
    monkeypatch.chdir(folder)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket")
    call = ("--as", kind, "--workers", "1", "--out", str(tmp_path / "rows"))
    code, said, told = run("extract", str(folder), "/dev/zero", *call)

    assert 3 == code
    assert "5 documents in 1 part, 0 as they were read before, 0 rows, 5 failures" in said
    for path in (folder / "pipe", folder / "link to pipe", folder / "socket", Path("/dev/zero")):
        assert f"leaddata: {path}: expected a readable file, got a pipe or device: check the path" in told
    assert f"leaddata: {folder / 'nowhere'}: expected a readable file, got No such file" in told


def test_an_error_names_its_document_by_path(run: Run, tmp_path: Path) -> None:
    """Of two documents of one name it can be seen which has no such table."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        _pdf_without_table(tmp_path / name / "report.pdf")
    told = run("extract", str(tmp_path), "--columns", COLUMNS, "--out", str(tmp_path / "rows"))[2]

    assert [f"leaddata: {tmp_path}/{name}/report.pdf" for name in ("one", "two")] == [
        line.split(": report.pdf@")[0] for line in told.splitlines()
    ]


def test_a_missing_file_and_an_odd_name_are_told(run: Run, tmp_path: Path) -> None:
    """A file that is not there is a failure like another; a name that is no text is written as near as can be."""
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/od\xff.pdf"))
    shutil.copy(REPORT, odd)
    missing = tmp_path / "missing.pdf"
    code, said, told = run("extract", str(missing), str(odd), "--as", "outline", "--out", str(tmp_path / "rows"))

    assert 3 == code
    assert "1 failure" in said
    assert f"leaddata: {missing}: expected a readable file" in told
    assert [f"{tmp_path}/od\ufffd.pdf"] == pl.read_parquet(tmp_path / "rows" / "part-00001.parquet")[
        "file"
    ].unique().to_list()


@pytest.mark.slow
def test_a_name_that_is_no_text_stops_nothing(run: Run, tmp_path: Path) -> None:
    """A document of such a name that cannot be read, not whole, or not found is a failure; so is such a title."""
    folder, out = tmp_path / "in", tmp_path / "rows"
    folder.mkdir()
    shutil.copy(REPORT, folder / "good.pdf")
    for name in (b"/bad\xff.pdf", b"/b\xff.pdf"):
        odd = Path(os.fsdecode(os.fsencode(folder) + name))
        odd.write_bytes(b"%PDF-1.7 no more")
    articles = '<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation>'
    Path(os.fsdecode(os.fsencode(folder) + b"/cut\xff.xml")).write_text(articles, encoding="utf-8")

    title = os.fsdecode(b"x\xff")
    for call in (("--as", "articles"), ("--columns", f"{COLUMNS}|{title}")):
        code, said, told = run("extract", str(folder), *call, "--out", str(out), "--workers", "1")
        assert 3 <= code <= 4
        assert "4 documents in 1 part" in said
        assert f"leaddata: {folder}/bad\ufffd.pdf: " in told
        failures = pl.read_parquet(out / "failures.parquet")
        assert f"{folder}/bad\ufffd.pdf" in failures["file"]
        assert failures.height == len(json.loads((out / "part-00001.json").read_text(encoding="utf-8"))["failures"])
    assert "x\ufffd" in pl.read_parquet(out / "part-00001.parquet").columns


def test_two_at_once_do_not_write_to_one_folder(run: Run, tmp_path: Path) -> None:
    """The second is told who the first is."""
    from leaddata.pipeline.lock import only_one

    with only_one(tmp_path, "extraction to"):
        code, _, told = run("extract", str(REPORT), "--as", "outline", "--out", str(tmp_path))

    assert 5 == code
    assert "expected no other extraction to this folder, got one: process" in told


def test_titles_that_are_called_as_ours_keep_their_names() -> None:
    """A printed column `file` or `page` is not written over."""
    types = column_types(Asked(None, ("file", "page"), places=True))

    assert ["file_of_row", "file", "page", "page_of_row", "x0", "top", "x1", "bottom"] == list(types)


@pytest.mark.parametrize("kind", rest_slow([None, *KINDS], 2))
def test_a_reader_makes_ready_what_its_children_need(kind: str | None) -> None:
    """Before it forks a reader reads a document of our own, of the kind that is asked for, and goes through with it."""
    asked = Asked(kind, () if kind else ("Name", "Job (and) location", "Prögramm"))
    code = (
        "import sys\nfrom leaddata.pipeline import document_rows as module\nfrom leaddata.pipeline.asked import Asked\n"
        "whole, said = module.document_rows, []\n"
        "module.document_rows = lambda *given: said.append(module.unpacked(whole(*given)).rows)\n"
        f"module.warm_up({asked!r}, 100)\nprint(len(said[0]) if said else 'none')\nsys.exit('polars' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert {None: "3", "references": "1", "posts": "1", "articles": "1", "article_authors": "1", "abstracts": "1"}.get(
        kind, done.stdout.strip()
    ) == done.stdout.strip()


class _Outcomes:
    """An engine that has an outcome for each document by its name, and counts what it is asked."""

    workers = 1

    def __init__(self, outcomes: dict[str, bytes | LeadDataError]) -> None:
        self.found, self.asked = outcomes, list[str]()

    def one(self, job: Job, limits: Limits) -> Any:
        raise NotImplementedError

    def outcomes(self, jobs: Iterable[Job], limits: Limits) -> Iterator[Any]:
        for job in jobs:
            self.asked.append(job.path.name)
            yield self.found[job.path.name]


def test_a_failure_that_may_pass_is_read_again(tmp_path: Path) -> None:
    """A document over a limit, or whose reader ended, is read with the next run, and its part alone; a broken one is not."""
    paths = [tmp_path / name for name in ("good", "late", "broken", "other")]
    for path in paths:
        path.touch()
    empty = b'{"rows":[],"notes":[],"fault":null}'
    one = _Outcomes(
        {
            "good": empty,
            "late": DocumentError("expected an end, got none", at=paths[1], may_pass=True),
            "broken": DocumentError("expected a PDF, got a broken one", at=paths[2]),
            "other": empty,
        }
    )

    def written() -> row_parts.Written:
        one.asked.clear()
        return row_parts.write_parts(
            tmp_path / "rows", paths, Asked("outline"), one, limits=Limits(), documents_per_part=2
        )

    assert (0, 2) == (written().kept_count, len(written().failures))
    assert ["good", "late"] == one.asked
    one.found["late"] = empty
    assert (2, 1) == ((now := written()).kept_count, len(now.failures))
    assert ["good", "late"] == one.asked
    assert (4, 1) == ((now := written()).kept_count, len(now.failures))
    assert [] == one.asked


@pytest.mark.slow
def test_a_limit_that_is_reached_is_tried_again(run: Run, tmp_path: Path) -> None:
    """A limit that is reached may be the machine's fault: the same command reads the document again."""
    shutil.copy(REPORT, tmp_path / "a.pdf")
    call = ("extract", str(tmp_path / "a.pdf"), "--as", "outline", "--out", str(tmp_path / "rows"))
    assert 3 == run(*call, "--timeout", "0.001")[0]
    asked_again = run(*call, "--timeout", "0.001")[1]

    assert "0 as they were read before" in asked_again
