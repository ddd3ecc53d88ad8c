"""What a person sees at a terminal, and that a pipe sees none of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import polars as pl
import pytest
from conftest import Run, make_release, reseal, rest_slow

from leaddata.cli.drawing import Marked, grid, listing
from leaddata.cli.run import commands
from leaddata.cli.screen import Screen, colour_wish
from leaddata.cli.shares import bar
from leaddata.matrix import table_matrix
from leaddata.widths import cut, shown, width_of, wrapped

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
if sys.platform != "win32":
    from terminals import at_terminal, script, seen

ANSI = "\x1b"


@pytest.fixture
def wide_letters(releases: Path) -> Path:
    """Return a release with Chinese letters, a combining mark, a control code, an empty text and a null."""
    path = releases / "releases" / "1.0.0" / "participants.parquet"
    row = {"participant_id": "p.003", "source_id": "made_up_2001", "name": "领导力\x1b[31m", "job": "", "roles": None,
           "word_count": 12345, "remark": "e\u0301 " + "long text " * 30}  # fmt: skip
    known = pl.read_parquet(path)
    pl.concat([known, pl.DataFrame([row], schema=known.schema)]).write_parquet(path)
    reseal(releases, "1.0.0")
    return releases


def _width(line: str) -> int:
    """Return the columns of a line, counted without the code under test."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line
    )


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_table_fits_the_terminal(wide_letters: Path, columns: int) -> None:
    """No line is wider than the terminal, whatever letters it has; what has no room is named."""
    code, told = at_terminal(script(wide_letters, "load", "participants"), columns=columns)
    lines = seen(told).splitlines()

    assert code == 0
    assert max(map(_width, lines)) <= columns
    assert lines[0].startswith("participant_id")
    assert set(lines[1]) == {"─", " "}
    assert ("no room for" in told) == (columns == 40)
    hidden = re.findall(r"\w+", seen(told).partition("no room for")[2].partition(":")[0])
    named = {*re.findall(r"\w+", lines[0].replace("…", "")), *hidden}
    assert all(any(name.startswith(one) for one in named) for name in ("name", "job", "roles", "word_count", "remark"))


def test_null_is_another_thing_than_an_empty_text(wide_letters: Path) -> None:
    """Null is a dim dot, with a line that says so; an empty text is nothing; neither is in a pipe."""
    told = at_terminal(script(wide_letters, "load", "participants", "--columns", "participant_id,job"))[1]
    lines = seen(told).splitlines()

    assert "p.002           ·" in lines
    assert "p.003" in lines
    assert f"p.002           {ANSI}[2m·{ANSI}[0m" in told
    assert lines[-2:] == ["3 rows", "· is null: the source does not say"]


def test_numbers_stand_right_and_whole(wide_letters: Path) -> None:
    """A number is never cut, and its digits stand below one another; a text is cut with an ellipsis."""
    lines = seen(at_terminal(script(wide_letters, "load", "participants"), columns=90)[1]).splitlines()
    last = next(line for line in lines if line.startswith("p.003"))
    first = next(line for line in lines if line.startswith("p.001"))

    assert "12345" in last
    assert _width(first[: first.index(" 3 ") + 2]) == _width(last[: last.index("12345") + 5])
    assert "…" in last


def test_a_control_code_in_a_value_is_harmless(wide_letters: Path) -> None:
    """What a document prints cannot colour the terminal, or worse; nor where the table goes to a pipe."""
    told = at_terminal(script(wide_letters, "load", "participants", "--columns", "name"), columns=80)[1]

    assert r"领导力\x1b[31m" in told
    assert f"{ANSI}[31m" not in told


def test_a_pipe_gets_plain_data(wide_letters: Path, run: Run) -> None:
    """No codes, no ellipsis, every row; csv and json hold the values as they are."""
    code, out, err = run("load", "participants")
    rows = json.loads(run("load", "participants", "--format", "json")[1])

    assert (code, err) == (0, "")
    assert ANSI not in out
    assert "…" not in out
    assert "long text " * 29 in out
    assert out.endswith("3 rows\n")
    assert rows[2]["name"] == "领导力\x1b[31m"
    assert len(re.findall(r"^p\.00\d ", out, re.MULTILINE)) == 3


def test_a_long_table_ends_after_forty_rows(releases: Path, run: Run) -> None:
    """At a terminal only: a line says how many there are and what to add; --rows is heeded in every form."""
    path = releases / "releases" / "1.0.0" / "sources.parquet"
    pl.DataFrame({"source_id": [f"s{n}" for n in range(50)], "kind": "report", "title": "T"}).write_parquet(path)
    reseal(releases, "1.0.0")
    told = seen(at_terminal(script(releases, "load", "sources"))[1])

    assert len(re.findall(r"^s\d+ ", told, re.MULTILINE)) == 40
    assert "40 of 50 rows: add --rows 50 for all" in told
    whole = seen(at_terminal(script(releases, "load", "sources", "--rows", "50"))[1])
    assert len(re.findall(r"^s\d+ ", whole, re.MULTILINE)) == 50
    assert run("load", "sources")[1].endswith("50 rows\n")
    assert len(json.loads(run("load", "sources", "--rows", "3", "--format", "json")[1])) == 3


@pytest.mark.parametrize(
    ("settings", "arguments", "is_coloured"),
    rest_slow(
        [
            ({}, (), True),
            ({"NO_COLOR": "1"}, (), False),
            ({"TERM": "dumb", "FORCE_COLOR": "1"}, (), True),
            ({"NO_COLOR": "1"}, ("--color", "always"), True),
            ({"FORCE_COLOR": "1"}, ("--color=never",), False),
            ({"NO_COLOR": ""}, (), True),
            ({"TERM": "dumb"}, (), False),
            ({"CLICOLOR": "0"}, (), False),
            ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, (), False),
            ({}, ("--color", "never"), False),
            ({}, ("--color", "auto"), True),
        ],
        5,
    ),
)
def test_colours_at_a_terminal(
    releases: Path, settings: dict[str, str], arguments: tuple[str, ...], is_coloured: bool
) -> None:
    """--color comes before NO_COLOR, that before FORCE_COLOR, that before the kind of terminal; in data, help and errors."""
    for command, code in ((("tables",), 0), (("load", "--help"), 0), (("load", "nothing"), 2)):
        line = (*arguments, *command) if code else (*command, *arguments)
        ended, told = at_terminal(script(releases, *line), **settings)
        assert ended == code
        assert (ANSI in told) == is_coloured, line


@pytest.mark.parametrize(
    ("settings", "arguments", "is_coloured"),
    [
        ({}, (), False),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"CLICOLOR_FORCE": "1"}, (), True),
        ({"FORCE_COLOR": "0"}, (), False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({}, ("--color", "always"), True),
        ({"FORCE_COLOR": "1"}, ("--color", "never"), False),
    ],
)
def test_colours_in_a_pipe(
    run: Run,
    releases: Path,
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, str],
    arguments: tuple[str, ...],
    is_coloured: bool,
) -> None:
    """A pipe has colours only where they are asked for, and then nothing is cut all the same."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    for command in (("load", "evidence"), ("tables",), ("trace", "participants", "p.001"), ("load", "--help")):
        code, out, _ = run(*command, *arguments)
        assert code == 0
        assert (ANSI in out) == is_coloured, command
        assert "…" not in out


def test_a_file_has_no_colours(run: Run, releases: Path, tmp_path: Path) -> None:
    """What -o names is data, whatever colours are asked for."""
    for form in ("table", "csv", "json"):
        assert run("load", "sources", "--format", form, "-o", str(tmp_path / form), "--color", "always")[0] == 0
        assert ANSI not in (tmp_path / form).read_text(encoding="utf-8")


def test_a_dash_is_standard_output(run: Run, releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``-o -`` writes no file of that name."""
    monkeypatch.chdir(tmp_path)

    assert run("load", "sources", "--format", "json", "-o", "-") == run("load", "sources", "--format", "json")
    assert not Path("-").exists()


@pytest.mark.parametrize("columns", [40, 160])
@pytest.mark.parametrize(
    "arguments",
    [
        ("tables",),
        ("describe", "participants"),
        ("sources",),
        ("trace", "participants", "p.001"),
        ("verify",),
        ("help",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_every_answer_fits_the_terminal(releases: Path, arguments: tuple[str, ...], columns: int) -> None:
    """Answers are wrapped where the terminal ends."""
    code, told = at_terminal(script(releases, *arguments), columns=columns)
    lines = seen(told).splitlines()
    examples = [line for line in lines if line.startswith("  leaddata ") or re.match(r"  \d |   +or a release", line)]

    assert code == 0
    assert [line for line in lines if _width(line) > columns and line not in examples] == []
    assert ANSI in told


def test_a_trace_is_a_tree(releases: Path) -> None:
    """Field and value, below it the printed words, below these the place; fields that are null at the end."""
    told = seen(at_terminal(script(releases, "trace", "participants", "p.001"))[1]).splitlines()

    assert told[0] == "participants p.001"
    at = told.index("├─ name = 'Ann Öther'")
    assert told[at + 1 : at + 4] == [
        "│  └─ 'Ann Öther'",
        "│     page 3, box (72.0, 100.0, 130.2, 111.0)",
        "│     made_up_2001@0123456789ab, restated edition, printed",
    ]
    assert "└─ remark: the words are not ours to pass on" in told
    assert told[-1] == "made_up_2001 A report made up"


def test_an_export_tells_sizes(releases: Path, tmp_path: Path, run: Run) -> None:
    """At a terminal each file has its size, and the last line is their sum; a pipe gets the paths alone."""
    told = seen(at_terminal(script(releases, "export", str(tmp_path / "a")), columns=400)[1]).splitlines()
    sizes = {path.name: path.stat().st_size for path in (tmp_path / "a").glob("*.csv")}

    assert f"{sizes['sources.csv']} B  {tmp_path / 'a' / 'sources.csv'}" in [line.strip() for line in told]
    assert told[-1].startswith("4 files, ")
    assert run("export", str(tmp_path / "a"))[1].splitlines() == sorted(map(str, (tmp_path / "a").glob("*.csv")))


def test_verify_marks_what_holds(releases: Path) -> None:
    """At a terminal what was found to hold stands behind a green mark."""
    told = at_terminal([*script(releases, "verify", str(releases), "--raw", str(releases / "releases"))])[1]

    assert f"{ANSI}[32m✓{ANSI}[0m release 1.0.0: " in told


def test_lists_for_programs(releases: Path, run: Run) -> None:
    """What lists something also gives csv and json, with the same rows."""
    calls = (("tables",), ("describe", "participants"), ("sources",), ("trace", "participants", "p.001"))
    for call in calls:
        rows = json.loads(run(*call, "--format", "json")[1])
        lines = pl.read_csv(run(*call, "--format", "csv")[1].encode(), infer_schema_length=0).to_dicts()
        rows = rows[0]["fields"] if call[0] == "describe" else rows
        assert len(rows) == len(lines)
        assert list(rows[0]) == list(lines[0])
    traced = json.loads(run("trace", "participants", "p.001", "--format", "json")[1])
    assert {"job": ("stated", 3), "remark": ("withheld", None)} == {
        row["field"]: (row["state"], row["page"]) for row in traced if row["field"] in {"job", "remark"}
    }
    table = json.loads(run("tables", "--format", "json")[1])[1]
    assert (table["table"], table["rows"]) == ("participants", 2)


def test_a_piped_list_has_a_line_for_each(releases: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is wrapped in a pipe, however narrow the terminal is that the pipe was made at."""
    monkeypatch.setenv("COLUMNS", "20")

    assert len(run("tables")[1].splitlines()) == 4
    assert run("sources")[1] == "made_up_2001  report  restated  A report made up\n"


def test_leaddata_alone(releases: Path, run: Run) -> None:
    """At a terminal it shows the help; elsewhere it is an error of one line. Both end with 2."""
    code, told = at_terminal(script(releases))

    assert code == 2
    assert seen(told).startswith("Usage: leaddata ")
    assert run() == (2, "", "leaddata: expected a command, got none: see `leaddata --help`\n")


def test_help_is_a_command(run: Run) -> None:
    """`leaddata help` and `leaddata help load` say what --help says; of no command it suggests the one meant."""
    assert run("help") == run("--help")
    for name in commands.commands:
        assert run("help", name) == run(name, "--help")
    assert run("help", "lod") == (2, "", "leaddata: expected a command, got 'lod': did you mean 'load'?\n")


def test_bars_of_coverage() -> None:
    """A share has a bar as long as it is, one that is all of it is full, and none has a dot."""
    counts = pl.DataFrame(
        {"table": ["a", "b"], "source_id": ["s", "s"], "stated": [1, 4], "rows": [2, 4], "field": ["x", "y"]}
    )

    assert [("table", "s"), ("a", "50 %"), ("b", "100 %")] == table_matrix(counts)
    assert ["     ", "▏    ", "██▌  ", "████▉", "█████"] == [bar(share) for share in (0, 0.03, 0.5, 0.99, 1)]


def test_widths_of_letters() -> None:
    """Wide letters take two columns, marks none; texts are cut and wrapped by columns, and marks stay with their letter."""
    assert (6, 1, 2, 0) == (width_of("领导力"), width_of("e\u0301"), width_of("Ａ"), width_of(""))
    assert ("领…", "ab…", "e\u0301…", "abc") == (
        cut("领导力", 4), cut("abcd", 3), cut("e\u0301x\u0301yz", 2), cut("abc", 3))  # fmt: skip
    assert ["领导", "力 ab", "c"] == wrapped("领导力 ab c", 5)
    assert [""] == wrapped("", 10)
    assert shown("a\u202eb\x07\u2028") == r"a\u202eb\x07\u2028"


def test_columns_share_the_room() -> None:
    """Each column is as wide as can be; those at the right that have no room are counted."""
    plain = Screen(is_coloured=False, width=30)
    lines, left_out = grid(["id", "text"], [[Marked("a"), Marked("x" * 50)]], plain)
    assert ([30, 30, 30], 0) == ([len(line) if number != 0 else 30 for number, line in enumerate(lines)], left_out)
    _, left_out = grid([f"column{n}" for n in range(9)], [[Marked("x" * 20)] * 9], plain)
    assert left_out == 7
    narrow = list(listing([[Marked("a" * 20), Marked("one two three")]], Screen(is_coloured=False, width=30)))
    assert narrow == ["a" * 20, "    one two three"]


def test_an_empty_table_is_drawn(tmp_path: Path) -> None:
    """A table of no rows has its header, and says that there are none."""
    make_release(tmp_path)
    path = tmp_path / "releases" / "1.0.0" / "sources.parquet"
    pl.read_parquet(path).clear().write_parquet(path)
    reseal(tmp_path, "1.0.0")
    lines = seen(at_terminal(script(tmp_path, "load", "sources"))[1]).splitlines()

    assert lines[0].split() == ["source_id", "kind", "title"]
    assert lines[2:] == ["0 rows"]


def test_the_wish_ends_where_the_options_end() -> None:
    """What stands after -- is no option; an unknown wish is left to the command to refuse."""
    assert colour_wish(["load", "--", "--color=always"], {}) is None
    assert colour_wish(["--color", "sometimes"], {"NO_COLOR": "1"}) is False


def test_a_closed_standard_error_is_no_fault(releases: Path) -> None:
    """Without standard error the data come all the same."""
    command = script(releases, "load", "sources", "--format", "csv")
    ended = subprocess.run(
        ["sh", "-c", 'exec "$@" 2>&-', "sh", *command], stdout=subprocess.PIPE, check=False, timeout=60
    )

    assert (ended.returncode, ended.stdout.decode().splitlines()[0]) == (0, "source_id,kind,title")
