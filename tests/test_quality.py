"""Golden rows are set beside what is read, and the page says what came of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "tests" / "golden"))

import passages

from leaddata.errors import SchemaFileError
from leaddata.pipeline.quality import Golden, Miss, goldens, measure, score
from leaddata.pipeline.quality_page import page_text
from leaddata.pipeline.row_pairs import aligned

GOLDEN = REPOSITORY / "tests" / "golden"
RAW = REPOSITORY / "data" / "raw"
ORIGINALS = REPOSITORY.parent / "shared" / "originals"
PAGE = REPOSITORY / "docs" / "quality.md"
PEOPLE = (("Ann Other", "Dean", ""), ("Bo Example", "", "alpha"), ("Cy Sample", "Clerk", "beta"))


def people(*rows: tuple[str, str, str], table: str = "stakeholders") -> Golden:
    return Golden("made_up_2001", table, ("name", "role_printed", "programme_id"), rows or PEOPLE)


def counts(golden: Golden, *found: tuple[str, str, str]) -> tuple[int, ...]:
    result = score(golden, found)
    return result.right, result.wrong, result.missing, result.spurious, result.silent


def test_rows_as_they_should_be() -> None:
    """Every value is right, every null silent, and every row exact."""
    result = score(people(), PEOPLE)

    assert (3, 3, 3) == (result.rows, result.found, result.exact)
    assert (7, 0, 0, 0, 2) == counts(people(), *PEOPLE)
    assert (1.0, 1.0, 7) == (result.precision, result.recall, result.cells)


def test_nulls_are_cells() -> None:
    """A golden null that is filled is spurious, a golden value that is null is missing, another value is wrong."""
    filled, emptied = ("Ann Other", "Dean", "alpha"), ("Cy Sample", "", "beta")
    changed = ("Cy Sample", "Cook", "beta")

    assert (7, 0, 0, 1, 1) == counts(people(), filled, *PEOPLE[1:])
    assert (6, 0, 1, 0, 2) == counts(people(), *PEOPLE[:2], emptied)
    assert (6, 1, 0, 0, 2) == counts(people(), *PEOPLE[:2], changed)
    result = score(people(), [filled, PEOPLE[1], changed])
    assert (6 / 8, 6 / 7, 1) == (result.precision, result.recall, result.exact)


def test_a_row_too_few_and_a_row_too_many() -> None:
    """What stands in a row that is not read is missing; what stands in one that is not golden is spurious."""
    assert (5, 0, 2, 0, 2) == counts(people(), PEOPLE[0], PEOPLE[2])
    assert (7, 0, 0, 2, 3) == counts(people(), *PEOPLE, ("Di Different", "Nurse", ""))
    assert (7, 0, 0, 2, 3) == counts(people(), PEOPLE[0], PEOPLE[0], *PEOPLE[1:])


def test_the_order_counts_where_rows_stand_in_printed_order() -> None:
    """A swap costs one of the two rows in a table in printed order, and nothing in one without."""
    swapped = (PEOPLE[0], PEOPLE[2], PEOPLE[1])

    assert [(0, 0), (2, 1), (1, None), (None, 2)] == aligned(PEOPLE, swapped, in_order=True)
    assert [(0, 0), (1, 2), (2, 1)] == aligned(PEOPLE, swapped, in_order=False)
    assert score(people(table="stakeholders"), swapped).exact == 2
    assert score(people(table="cohorts"), swapped).exact == 3


def test_a_shifted_column_is_wrong_in_every_row() -> None:
    """Rows are paired by what they have in common, not by being equal; then each cell is judged."""
    rows = tuple((f"Person {number}", f"Post {number}", f"p{number}") for number in range(6))
    shifted = [(name, post, f"p{(number + 1) % 6}") for number, (name, post, _) in enumerate(rows)]

    assert (12, 6, 0, 0, 0) == counts(people(*rows), *shifted)


def test_nothing_read_and_nothing_to_read() -> None:
    """Without values there is no share: neither 0% nor 100%."""
    nothing = Golden("made_up_2001", "organisations", ("name",), ())

    assert score(people(), []).precision is None
    assert score(people(), []).recall == 0
    assert score(nothing, []).recall is None
    assert (0, 0, 0, 1, 0) == (lambda one: (one.right, one.wrong, one.missing, one.spurious, one.exact))(
        score(nothing, [("Ann",)])
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("participants.csv", "name,wrong\nAnn,1\n", "expected columns of participants, got 'wrong'"),
        ("made_up.csv", "name\nAnn\n", "expected columns of made_up, got 'name'"),
        ("misses.csv", "table,row,reason\nparticipants,2,lost\n", "expected the number of a row of participants.csv"),
    ],
)
def test_golden_files_are_checked(name: str, text: str, said: str, tmp_path: Path) -> None:
    """A column that no schema has, and a known miss of no row, are told with the file."""
    (tmp_path / "alpha").mkdir()
    (tmp_path / "alpha" / "participants.csv").write_text("name\nAnn\n", encoding="utf-8")
    (tmp_path / "alpha" / name).write_text(text, encoding="utf-8")

    with pytest.raises(SchemaFileError, match=re.escape(said)) as error:
        list(goldens(tmp_path))
    assert str(error.value).startswith(str(tmp_path / "alpha" / name))


def test_known_misses_are_rows_of_their_table() -> None:
    """They are found with their table, and every one says why."""
    found = {(one.table, miss.row): miss for one in goldens(GOLDEN) for miss in one.misses}

    assert found
    assert all(isinstance(miss, Miss) and len(miss.reason) > 20 for miss in found.values())


def test_the_page_has_the_figures_of_now() -> None:
    """The page is what the program would write: of the originals, too, where they are at hand."""
    before = PAGE.read_text(encoding="utf-8")

    assert before == page_text(GOLDEN, RAW, ORIGINALS if ORIGINALS.is_dir() else None, before), (
        "run `python -m leaddata.pipeline.quality --originals FOLDER_OF_ORIGINALS`"
    )


def test_the_page_keeps_what_cannot_be_measured(tmp_path: Path) -> None:
    """Without the originals their figures stay as they were; a page that never had any says so."""
    golden, raw = tmp_path / "golden", tmp_path / "raw"
    for source, target in ((GOLDEN, golden), (RAW, raw)):
        shutil.copytree(source / "harding_2024", target / "harding_2024")
    fresh = page_text(golden, raw, None)
    told = fresh.replace("Not measured: the originals were not at hand.", "| 1 | 2 |")

    assert "Not measured: the originals were not at hand." in fresh
    assert told == page_text(golden, raw, tmp_path / "nowhere", told)
    assert "| harding_2024 | article_authors | 5 | 5 | 5 | 15 | 15 | 0 | 0 | 0 | 100.0% | 100.0% |" in fresh


def test_a_wrong_cell_is_seen_on_the_page(tmp_path: Path) -> None:
    """A golden cell that is not what is read costs precision, recall and an exact row."""
    golden, raw = tmp_path / "golden", tmp_path / "raw"
    for source, target in ((GOLDEN, golden), (RAW, raw)):
        shutil.copytree(source / "harding_2024", target / "harding_2024")
    path = golden / "harding_2024" / "article_authors.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Lycett", "Licett"), encoding="utf-8")
    authors = next(one for one in measure(golden, raw) if one.table == "article_authors")

    assert (4, 14, 1) == (authors.exact, authors.right, authors.wrong)
    assert "| harding_2024 | article_authors | 5 | 5 | 4 | 15 | 14 | 1 | 0 | 0 | 93.3% | 93.3% |" in page_text(
        golden, raw, None
    )


@pytest.mark.slow
def test_it_runs_as_a_program(tmp_path: Path) -> None:
    """A maintainer calls it with folders of their own, and gets the page there."""
    golden, raw, page = tmp_path / "golden", tmp_path / "raw", tmp_path / "quality.md"
    for source, target in ((GOLDEN, golden), (RAW, raw)):
        shutil.copytree(source / "harding_2024", target / "harding_2024")
    command = [sys.executable, "-m", "leaddata.pipeline.quality", "--raw", raw, "--golden", golden, "-o", page]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (0, f"{page}\n") == (done.returncode, done.stdout), done.stderr
    assert page.read_text(encoding="utf-8") == page_text(golden, raw, None)


@pytest.mark.parametrize("golden", sorted(GOLDEN.glob("*/passages.csv")), ids=lambda path: path.parent.name)
def test_counts_and_hashes_are_those_of_the_lines(golden: Path) -> None:
    """The golden word counts and hashes come from the original's lines, without any code of the program."""
    if not ORIGINALS.is_dir():
        pytest.skip("the originals are not beside this checkout")
    lines = passages.lines_of(ORIGINALS / golden.parent.name / "original")
    files = {one.table: one for one in goldens(GOLDEN) if one.source_id == golden.parent.name}
    wrong = []
    for passage in passages.passages(golden.parent):
        table = files[passage.table]
        row = dict(zip(table.columns, table.rows[passage.row - 1], strict=True))
        wrong += [(passage, name) for name, value in passage.values(lines).items() if row[name] != value]

    assert [] == wrong


def test_every_count_has_its_passage() -> None:
    """No golden word count or hash stands without the lines that it is of."""
    for golden in goldens(GOLDEN):
        path = GOLDEN / golden.source_id / "passages.csv"
        told = {(one.table, one.row, one.field) for one in passages.passages(path.parent)} if path.exists() else set()
        for field, (count, digest) in passages.COLUMNS.items():
            if digest not in golden.columns:
                continue
            for number, row in enumerate(golden.rows, start=1):
                cells = dict(zip(golden.columns, row, strict=True))
                assert bool(cells[digest]) == ((golden.table, number, field) in told), (golden.table, number)
                assert cells[count] == "0" or cells[digest], (golden.table, number)
