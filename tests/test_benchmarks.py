"""The comparison of the benchmark, and its page. Nothing is timed here, and no peer is needed."""

from __future__ import annotations

import doctest
import re
import shutil
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from conftest import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "benchmarks"))

import chart
import goldens
import measure
import results_page
import scoring
from peers import SETUPS
from results import Results, Scored, Timed, best_of
from scoring import Score, merged, rows_under, score, total

PAGE = REPOSITORY / "docs" / "benchmarks.md"
HEADER = ("Name", "Job and location")
_NUMBER = re.compile(r"(over |at (least|most) |under )?-?[\d,]+(\.\d+)?")


def test_the_examples_of_the_comparison_run() -> None:
    """The examples in the docstrings give what stands there."""
    assert doctest.testmod(scoring) == doctest.TestResults(failed=0, attempted=4)


def test_rows_count_if_every_cell_is_right() -> None:
    """Precision is of the given rows, recall of the expected ones; blanks do not count, and no cell is an empty one."""
    expected = [("Ann Öther", "GP"), ("Bo", None), ("Cy", "Dean")]
    given = [("Ann  O\u0308ther ", "GP"), ("Bo", ""), ("Cy", "Dean of Wards"), ("Cy Dean", "")]

    found = score(expected, given)

    assert (3, 4, 2) == (found.expected, found.given, found.exact)
    assert found.precision == 2 / 4
    assert found.recall == 2 / 3
    assert found.perfect == 0


def test_a_file_is_perfect_without_a_row_too_many() -> None:
    """A file is perfect if it gives each row as often as it is printed, in any order, and nothing else."""
    rows = [("Ann", "GP"), ("Ann", "GP"), ("Bo", None)]

    assert score(rows, [("Bo", ""), ("Ann", "GP"), ("Ann", "GP")]).perfect == 1
    assert score(rows, rows[1:]).perfect == 0
    assert score(rows, [*rows, ("Those who took part", "")]).perfect == 0
    assert score(rows, [("Ann", "GP")] * 3).exact == 2


def test_the_same_letters_are_not_the_same_row() -> None:
    """Blanks, hyphens, accents and case are left aside in the loose comparison alone."""
    found = score([("Ann Öther-Bell", "GP")], [("AnnOther Bell", "gp")])

    assert (0, 1) == (found.exact, found.loose)
    assert score([("Ann", "GP")], [("Ann GP", "")]).loose == 0


def test_nothing_given_is_nothing_right() -> None:
    """A reader that gives no rows has neither precision nor recall, and no error is raised."""
    assert (0.0, 0.0, 0.0) == (
        score([("Ann",)], []).precision,
        score([("Ann",)], []).recall,
        score([], []).recall,
    )


def test_headers_are_dropped_in_all_their_forms() -> None:
    """A repeated header is no row, nor one torn into lines or words, nor one without its blanks."""
    table = [
        ["Name", "Job and"],
        ["", "location"],
        ["Name", "Jobandlocation"],
        ["Name Job", "and location"],
        ["Ann", "GP"],
    ]

    assert [("Ann", "GP")] == rows_under([HEADER], [table])


def test_rows_of_data_are_kept() -> None:
    """A row is dropped only if all that it prints is in the header."""
    assert [("Name", "GP"), ("Job Anderson", "")] == rows_under([HEADER], [[["Name", "GP"], ["Job Anderson", None]]])


def test_tables_side_by_side_are_cut_apart() -> None:
    """A table twice as wide as the header is two, the left one first; short ends give no empty rows."""
    table = [["Name", "Job and location"] * 2, ["Ann", "GP", "Cy", "Dean"], ["Bo", "", "", ""]]

    assert [("Ann", "GP"), ("Bo", ""), ("Cy", "Dean")] == rows_under([HEADER], [table])


def test_empty_columns_are_dropped_where_that_fits() -> None:
    """Columns that are empty all the way down go if as many stay as the header has, and not otherwise."""
    assert [("Ann", "GP"), ("Bo", "")] == rows_under([HEADER], [[["Ann", None, "GP"], ["Bo", None, ""]]])
    assert [("Ann", "")] == rows_under([HEADER], [[["Ann", ""]]])
    assert [("Ann", "", "G", "P", "")] == rows_under([HEADER], [[["Ann", "", "G", "P", ""]]])


def test_torn_rows_are_merged() -> None:
    """A row without a first cell goes on with the row above; the first row has none above it."""
    rows = [("", "of Wards"), ("Ann", "Regis-"), ("", "trar"), ("", "Eastmere"), ("Bo", "")]

    assert [("", "of Wards"), ("Ann", "Regis-\ntrar\nEastmere"), ("Bo", "")] == merged(rows)
    assert score([("Ann", "Registrar Eastmere")], merged(rows)).exact == 1


def test_scores_add_up() -> None:
    """The score of some files is the sum of theirs, and the best of all readers is taken file by file."""
    one = {"a": Score(10, 10, 9, 9, 1, 0), "b": Score(5, 50, 4, 5, 1, 0)}
    two = {"a": Score(10, 10, 10, 10, 1, 1), "b": Score(5, 5, 4, 4, 1, 0)}

    assert Score(15, 60, 13, 14, 2, 0) == total(one.values())
    assert two == best_of([Scored("one", "one", one), Scored("two", "two", two)])


def test_pages_are_those_that_print_rows() -> None:
    """Peers are told the pages that print most of the words of a row; all pages if none does."""
    golden = goldens.Golden("made-up", (HEADER,), ((("Ann Öther", "Ward Sister"), ("Bo Bell", None)),))

    assert [2, 3] == goldens.pages_of(golden, ["On wards", "Ann O\u0308ther  Ward Sis-\r\nter", "Bo\r\nBell", "Ann"])
    assert [1, 2] == goldens.pages_of(golden, ["", ""])


def test_every_file_of_the_corpus_is_read() -> None:
    """The benchmark takes all of tests/corpus; each file has its PDF, and rows as wide as their header."""
    files = goldens.goldens()

    assert {path.stem for path in (REPOSITORY / "tests" / "corpus").glob("*.pdf")} == {golden.name for golden in files}
    for golden in files:
        for header, rows in zip(golden.headers, golden.rows, strict=True):
            assert {len(header)} == {len(row) for row in rows}, golden.name


def test_a_peer_that_crashes_is_started_anew() -> None:
    """A peer that dies on a file has no tables there, and reads the next one."""
    peer = measure.Worker(
        [sys.executable, "-c", "if 'bad' in input(): raise SystemExit(1)\nprint('{\"readings\": [[]]}')"], 60
    )

    assert [None, [[]]] == [peer.readings(Path(name), None) for name in ("bad.pdf", "good.pdf")]
    peer.close()
    assert {"bad": "crash"} == peer.errors


def test_no_peer_is_needed_by_leaddata() -> None:
    """No module of the package and no flow imports a peer, and none is a dependency, but for trafilatura: see docs/posts.md."""
    pattern = re.compile(
        r"^\s*(import|from) (Bio|camelot|feedparser|fitz|jpype|pubmed_parser|pymupdf|tabula)\b",
        re.MULTILINE,
    )
    modules = [*(REPOSITORY / "src").rglob("*.py"), *(REPOSITORY / "flows").glob("*.py")]
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = str([project["dependencies"], project["optional-dependencies"]]).lower()

    assert pattern.search("def read():\n    import camelot\n")
    assert not [path for path in modules if pattern.search(path.read_text(encoding="utf-8"))]
    assert not [
        name
        for name in (
            "biopython",
            "camelot-py",
            "feedparser",
            "jpype1",
            "pubmed-parser",
            "pymupdf",
            "tabula-py",
        )
        if name in needed
    ]


def _tables(text: str) -> list[list[list[str]]]:
    """Return the Markdown tables of a page as rows of cells, the line of dashes left out."""
    found = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    rows = [[[cell.strip() for cell in line[1:-1].split(" | ")] for line in table.splitlines()] for table in found]
    return [[header, *body] for header, _, *body in rows]


def _check(text: str) -> None:
    scores, *others = _tables(text)
    assert {label for setup in SETUPS.values() for label in setup.labels} <= {row[0] for row in scores}
    assert scores[1][0].startswith("**leaddata")
    assert len(others) >= 3
    for header, *body in (scores, *others):
        assert body
        for row in body:
            assert len(header) == len(row), row
            values = zip(header[1:], row[1:], strict=True)
            assert all(
                not cell or _NUMBER.fullmatch(cell) for title, cell in values if title not in {"holds", "error"}
            ), row
    assert "{{" not in text


def test_the_page_can_be_read_by_a_program() -> None:
    """Every table of docs/benchmarks.md is whole, has numbers where numbers belong, and each reader has its row."""
    _check(PAGE.read_text(encoding="utf-8"))


def test_the_plot_is_whole() -> None:
    """The plot is well-formed, names the readers for those who cannot see it, and has a light and a dark dress."""
    text = (REPOSITORY / "docs" / "pictures" / "benchmarks.svg").read_text(encoding="utf-8")

    title = ET.fromstring(text).findtext("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert all(setup.tool in title for setup in SETUPS.values())
    assert "prefers-color-scheme: dark" in text


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> Results:
    """Return results of a run that never was."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    scores = {"a": Score(10, 12, 6, 7, 1, 0), "b": Score(2, 2, 2, 2, 1, 1)}
    scored = [Scored("leaddata", "leaddata", scores, 1.0)]
    for name, setup in SETUPS.items():
        scored += [
            Scored(name, label, {"a": Score(10, 0, 0, 0, 1, 0), "b": Score(2, 3, 1, 1, 1, 0)}, 2.0, {"a": "crash"})
            for label in setup.labels
        ]
    names = ["start", "pass 300", "pass 5000", "leaddata 300", "leaddata 5000", "pdfplumber"]
    timed = {name: Timed([measure.Cost(cpu, cpu, 100.0) for cpu in (1.0, 2.0, 3.0)], 48) for name in names}
    timed["camelot-stream"] = Timed([measure.Cost(60.0, 70.0, 100.0, is_late=True)], 0)
    return Results(scored, timed, 3, 60)


def test_a_new_page_has_all_that_was_measured(made_up: Results) -> None:
    """The page of a run has whole tables, names what failed and what does not hold, and its plot is well-formed."""
    text = results_page.page(made_up)

    _check(text)
    assert "crash on `a`" in text
    assert "| `a` | 10 | 12 | 6 |" in text
    assert "| at least 25 | 1.0 | **no** |" in text
    assert "| at most 2 | 1.00 | yes |" in text
    assert "| over 60.00 | over 30.0 | over 70.00 |" in text
    assert ET.fromstring(chart.draw(made_up)).tag.endswith("svg")


def test_ratios_are_taken_within_a_round() -> None:
    """A round in which the machine was busy for both changes no ratio; what ran once is set against every round."""
    ours, theirs, once = (
        Timed([measure.Cost(cpu, 0, 0) for cpu in costs]) for costs in ((1.0, 9.0, 2.0), (10.0, 90.0, 20.0), (4.0,))
    )

    assert theirs.ratio(ours) == 10
    assert once.ratio(ours) == 2
