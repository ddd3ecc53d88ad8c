"""`leaddata extract` of tables: found by themselves, announced, numbered; what is not clear is told, not dropped."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY

from leaddata.cli import main
from leaddata.cli.tables import found_tables
from leaddata.errors import LayoutError
from leaddata.layout.blocks import Region
from leaddata.layout.people import people_table
from leaddata.layout.table import Doubt, Table, TableRow
from leaddata.model import Box, Cell, Document, Locator, Snapshot
from leaddata.pipeline import discover as pipeline_discover
from leaddata.pipeline.read import read

CORPUS = REPOSITORY / "tests" / "corpus"
PLACES = ["page", "x0", "top", "x1", "bottom"]
PEOPLE = ["Name", "Job and location", "Leadership programme"]
ASSESSORS = ["Assessor", "Town", "Sessions", "Remarks"]
SEVERAL = [
    "table 1, page 1: Name | Job and location | Leadership programme: 13 rows",
    "table 2, pages 1-2: Assessor | Town | Sessions | Remarks: 12 rows",
    "table 3, page 2: Name | Job and location | Leadership programme: 17 rows",
]
_DOUBT = re.compile(
    r"leaddata: (?P<place>\S+\.pdf@[0-9a-f]{12} page \d+ box \([\d., ]+\)): expected one row, got (?P<reason>.+): "
    r"(?P<printed>'.+') is left out: look at it with --picture DIR"
)

Run = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def extract(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that extracts from a PDF of the corpus: exit code, standard output, lines on standard error."""

    def call(stem: str, *options: str) -> tuple[int, str, list[str]]:
        code = main(["extract", str(CORPUS / f"{stem}.pdf"), *options])
        out, err = capfd.readouterr()
        return code, out, err.splitlines()

    return call


def keyed(stem: str, columns: Sequence[str]) -> list[list[str | None]]:
    golden = json.loads((CORPUS / f"{stem}.json").read_text(encoding="utf-8"))
    rows: list[list[str | None]] = next(table["rows"] for table in golden["tables"] if table["columns"] == columns)
    return rows


def test_one_table_is_found(extract: Run) -> None:
    """Without --columns the table comes out as with them, and a line on standard error says which it is."""
    code, out, err = extract("typst-participants")

    assert code == 0
    assert err == ["table 1, pages 1-2: Name | Job and location | Leadership programme: 27 rows"]
    assert [PEOPLE, *keyed("typst-participants", PEOPLE)] == list(csv.reader(io.StringIO(out)))
    assert extract("typst-participants", "--columns", "|".join(PEOPLE)) == (0, out, [])


def test_different_tables_as_json(extract: Run) -> None:
    """JSON is one array: each row begins with the number of its table, then its own titles, then its place."""
    code, out, err = extract("qt-several", "--format", "json", "--places")
    rows = json.loads(out)

    assert (code, err) == (0, SEVERAL)
    assert [1] * 13 + [2] * 12 + [3] * 17 == [row["table"] for row in rows]
    assert ["table", *PEOPLE, *PLACES] == list(rows[0])
    assert ["table", *ASSESSORS, *PLACES] == list(rows[13])
    assert keyed("qt-several", ASSESSORS) == [[row[name] for name in ASSESSORS] for row in rows if row["table"] == 2]
    assert keyed("qt-several", PEOPLE) == [[row[name] for name in PEOPLE] for row in rows if row["table"] != 2]
    assert rows[0]["page"] == 1
    assert 0 < rows[0]["top"] < rows[0]["bottom"] < rows[1]["bottom"]


def test_different_tables_as_csv(extract: Run) -> None:
    """CSV is a block for each table, under its own header line, an empty line between them."""
    code, out, err = extract("qt-several", "--places")
    blocks = [list(csv.reader(io.StringIO(block))) for block in out.split("\n\n")]

    assert (code, err) == (0, SEVERAL)
    assert [[*PEOPLE, *PLACES], [*ASSESSORS, *PLACES], [*PEOPLE, *PLACES]] == [block[0] for block in blocks]
    assert [13, 12, 17] == [len(block) - 1 for block in blocks]


def test_output_and_pictures_of_what_was_found(extract: Run, tmp_path: Path) -> None:
    """With -o standard output stays empty; --picture draws every page with a table that was found."""
    target, pages = tmp_path / "rows.json", tmp_path / "pages"
    code, out, err = extract("qt-several", "--format", "json", "-o", str(target), "--picture", str(pages))

    assert (code, out, err) == (0, "", SEVERAL)
    assert len(json.loads(target.read_text(encoding="utf-8"))) == 42
    assert ["page-001.png", "page-002.png"] == sorted(path.name for path in pages.iterdir())


def test_a_document_without_tables(capfd: pytest.CaptureFixture[str]) -> None:
    """It ends with 4 and one line that says what to do, and without data."""
    code = main(["extract", str(CORPUS / "outlines" / "weasyprint-running.pdf")])
    out, err = capfd.readouterr()

    assert (code, out) == (4, "")
    assert len(err.splitlines()) == 1
    assert re.fullmatch(
        r"leaddata: .+\.pdf@[0-9a-f]{12}: expected a table with a header, got none that can be told from the text "
        r'around it: name its titles with --columns "A\|B\|C"\n',
        err,
    )


@pytest.mark.parametrize("options", [[], ["--columns", "Fellow|Post|Employer|Year"]], ids=["found", "named"])
def test_rows_that_are_left_out_are_told(extract: Run, options: list[str]) -> None:
    """Each row that is not clear is a line on standard error: place, reason, words, next step; it is not in the data."""
    code, out, err = extract("ocr-skewed", *options)
    told = [match for line in err if (match := _DOUBT.fullmatch(line))]

    assert code == 0
    assert len(told) == len(err) - (not options)
    assert ("a heading, or a row with one cell alone", "'Acute trusts | | |'") in [
        (match["reason"], match["printed"]) for match in told
    ]
    assert told[0]["place"].endswith("page 1 box (58.1, 119.9, 122.9, 131.9)")
    assert "Acute trusts" not in out


def _table(columns: Sequence[str], page: int, *texts: str, title: str | None = None, **more: Any) -> Table:
    at = Locator("made.pdf@0123456789ab", page, Box(10, 20, 30, 40))
    rows = tuple(TableRow((Cell(text, at), *(None for _ in columns[1:])), page) for text in texts)
    return Table(tuple(columns), title, rows, (Region(page, box=at.box),), **more)


def _found(monkeypatch: pytest.MonkeyPatch, *tables: Table, form: str = "json") -> tuple[str, tuple[str, ...]]:
    monkeypatch.setattr(pipeline_discover, "discover_tables", lambda *_, **__: list(tables))
    found = found_tables(Path("made.pdf"), form, False, 10)
    return found.text, found.lines


def test_parts_of_a_table_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows one another under one header is one table; headings inside it are named, pages put together."""
    names = ["Name", "Post"]
    parts = [
        _table(names, 3, "Ann"), _table(names, 4, "Bo", "Cy", title="Second intake"),
        _table(names, 5, "Di", title="Second intake"), _table(names, 9, title="Third intake"),
    ]  # fmt: skip
    text, lines = _found(monkeypatch, *parts, _table(["Town", "Days"], 10, "Eastmere"))

    assert lines == (
        "table 1, pages 3-5, 9: Name | Post: 4 rows, 3 under 'Second intake', 0 under 'Third intake'",
        "table 2, page 10: Town | Days: 1 row",
    )
    assert [(1, "Ann"), (1, "Bo"), (1, "Cy"), (1, "Di"), (2, None)] == [
        (row["table"], row.get("Name")) for row in json.loads(text)
    ]
    assert (
        "Name,Post\nAnn,\nBo,\nCy,\nDi,\n\nTown,Days\nEastmere,\n"
        == _found(monkeypatch, *parts, _table(["Town", "Days"], 10, "Eastmere"), form="csv")[0]
    )


def test_a_column_called_table_keeps_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of the table steps aside, in every row; no title is renamed and no cell lost."""
    text, _ = _found(monkeypatch, _table(["table", "Post"], 1, "Oak"), _table(["Name", "Post"], 2, "Ann"))

    assert json.loads(text) == [
        {"table_number": 1, "table": "Oak", "Post": None},
        {"table_number": 2, "Name": "Ann", "Post": None},
    ]


def test_what_is_told_is_one_plain_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signs that a terminal would obey are not passed on, and a long row is cut."""
    at = Locator("made.pdf@0123456789ab", 2, Box(10, 20, 30, 40))
    doubt = Doubt("one row or more", at, "An\x1bn | " + "word " * 100)
    _, lines = _found(monkeypatch, _table(["Na\x1bme", "Post"], 2, doubts=(doubt,)))

    assert lines[0] == "table 1, page 2: Na\ufffdme | Post: 0 rows"
    assert lines[1].startswith(
        "leaddata: made.pdf@0123456789ab page 2 box (10.0, 20.0, 30.0, 40.0): expected one row, got one row or more: "
        "'An\\x1bn | word word"
    )
    assert lines[1].endswith("word …' is left out: look at it with --picture DIR")
    assert len(lines[1]) < 350


def test_a_source_with_a_doubtful_row_is_not_read() -> None:
    """A refresh needs every row of a source's table: one that is not clear stops that source, and is named."""
    data = (CORPUS / "ocr-skewed.pdf").read_bytes()
    snapshot = Snapshot(
        source_id="made", edition="original", path="made.pdf", sha256="0" * 64,
        media_type="application/pdf", byte_count=len(data),
    )  # fmt: skip
    document: Document = read(snapshot, data, {})
    with pytest.raises(LayoutError) as caught:
        people_table(
            document, ["Fellow", "Post", "Employer", "Year"], title=None, after="", before="", middle=[], last=[]
        )

    assert str(caught.value).startswith(
        "made@000000000000 page 1 box (58.1, 119.9, 122.9, 131.9): expected a table of which every row is clear, "
        "got a heading, or a row with one cell alone: 'Acute trusts |  |  | ': look at it with"
    )
