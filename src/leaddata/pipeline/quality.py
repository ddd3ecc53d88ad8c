"""
How well the sources are read: every golden row, keyed by hand, beside the row that would be published.

    python -m leaddata.pipeline.quality [--raw DIR] [--originals DIR] [--golden DIR] [-o docs/quality.md]
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from leaddata.errors import SchemaFileError
from leaddata.pipeline.compare import side
from leaddata.pipeline.extract import extract
from leaddata.pipeline.row_pairs import Cells, aligned
from leaddata.pipeline.rows import Row
from leaddata.pipeline.schemas import load_schemas
from leaddata.pipeline.vocabularies import load_vocabularies

__all__ = [
    "Golden",
    "Miss",
    "Score",
    "as_text",
    "cells_of",
    "goldens",
    "is_in_order",
    "measure",
    "published_rows",
    "score",
]

# Files of a golden folder that hold no rows: where passages stand, and which rows are known not to be read.
_NOT_TABLES = frozenset({"passages", "misses"})

# Tables whose golden rows stand in printed order.
_IN_ORDER = frozenset(
    {
        *("abstracts", "activities", "article_authors", "cited_works", "participants", "post_authors", "posts"),
        *("questions", "quotations", "sections", "stakeholders"),
    }
)
# Columns of a golden file that stand for an id: the title of the row that it leads to.
_TITLES = {"section": "section_id", "post": "post_id"}


@dataclass(frozen=True, slots=True)
class Miss:
    """
    A golden row that is known not to be read.

    Attributes:
        row: Counted from 1 in the golden file.
    """

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Golden:
    """
    The rows of one table of one source, keyed by hand. A column that is not there was not keyed; "" is null.

    Attributes:
        misses: Those of its rows that are known not to be read.
    """

    source_id: str
    table: str
    columns: tuple[str, ...]
    rows: tuple[Cells, ...]
    misses: tuple[Miss, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """
    One table of one source against its golden rows.

    Attributes:
        rows: Golden rows.
        found: Rows read.
        exact: Golden rows that are read with every cell right, nulls included.
        right: Cells with the same value on both sides.
        wrong: Cells with another value.
        missing: Golden values where a null was read, or no row.
        spurious: Values read where the golden cell is null, or in a row that no golden row is.
        silent: Cells that are null on both sides; they count for nothing else.
    """

    source_id: str
    table: str
    rows: int
    found: int
    exact: int
    right: int
    wrong: int
    missing: int
    spurious: int
    silent: int

    @property
    def cells(self) -> int:
        """Cells compared: all but those that are null on both sides."""
        return self.right + self.wrong + self.missing + self.spurious

    @property
    def precision(self) -> float | None:
        """Share of the values read that are right; None where none was read."""
        return _share(self.right, self.right + self.wrong + self.spurious)

    @property
    def recall(self) -> float | None:
        """Share of the golden values that are read right; None where there is none."""
        return _share(self.right, self.right + self.wrong + self.missing)


def measure(golden: Path, raw: Path) -> list[Score]:
    """
    Score every table of the golden rows in *golden* against what is read from the folder of documents *raw*.

    A source of which *raw* has no folder is left out.

    Raises:
        LeadDataError: If a document cannot be read: there is nothing to measure then.
        SchemaFileError: If a golden file has a column that its table has not.
    """
    scores = []
    read: dict[str, Sequence[Row]] = {}
    for one in goldens(golden):
        if not (raw / one.source_id).is_dir():
            continue
        if one.source_id not in read:
            read[one.source_id] = published_rows(raw, one.source_id)
        scores.append(score(one, cells_of(read[one.source_id], one.table, one.columns)))
    return scores


def goldens(folder: Path) -> Iterator[Golden]:
    """
    Yield the golden files of a folder, in order of sources and tables.

    Raises:
        SchemaFileError: If a file has a column that its table has not, or a known miss is of no row.
    """
    schemas = load_schemas()
    for path in sorted(folder.glob("*/*.csv")):
        if path.stem in _NOT_TABLES:
            continue
        columns, *rows = _lines(path)
        known = {*schemas[path.stem].names, *_TITLES} if path.stem in schemas else set()
        if unknown := [column for column in columns if column not in known]:
            msg = f"expected columns of {path.stem}, got {unknown[0]!r}"
            raise SchemaFileError(msg, at=path, next_step="name the columns as the schema does")
        misses = tuple(_misses(path, len(rows)))
        yield Golden(path.parent.name, path.stem, columns, tuple(rows), misses)


def score(golden: Golden, found: Sequence[Cells]) -> Score:
    """
    Count right and wrong cells.

    Examples:
        >>> golden = Golden("alpha", "stakeholders", ("name", "role_printed"), (("Ann", "Dean"), ("Bo", "")))
        >>> result = score(golden, [("Bo", "Clerk"), ("Cy", "")])
        >>> result.right, result.wrong, result.missing, result.spurious
        (1, 0, 2, 2)
    """
    empty = ("",) * len(golden.columns)
    pairs = aligned(golden.rows, found, in_order=is_in_order(golden.table))
    counts = dict.fromkeys(("right", "wrong", "missing", "spurious", "silent"), 0)
    for ours, theirs in pairs:
        expected = empty if ours is None else golden.rows[ours]
        actual = empty if theirs is None else found[theirs]
        for cell, value in zip(expected, actual, strict=True):
            counts[_verdict(cell, value)] += 1
    exact = sum(
        ours is not None and theirs is not None and golden.rows[ours] == found[theirs] for ours, theirs in pairs
    )
    return Score(golden.source_id, golden.table, len(golden.rows), len(found), exact, **counts)


def is_in_order(table: str) -> bool:
    """Return whether the golden rows of a table stand in printed order, so that the order is compared, too."""
    return table in _IN_ORDER


def cells_of(rows: Sequence[Row], table: str, columns: Sequence[str]) -> list[Cells]:
    """Return the rows of a table as texts, in the order of *rows*; ``section`` and ``post`` are titles."""
    titles = {row.row_id: row.values["title"] for row in rows if row.table in {"sections", "posts"}}
    return [
        tuple(
            as_text(titles.get(row.values[_TITLES[column]]) if column in _TITLES else row.values[column])
            for column in columns
        )
        for row in rows
        if row.table == table
    ]


def published_rows(raw: Path, source_id: str) -> Sequence[Row]:
    """
    Return the rows that would be published of the newest document in *raw*, if this source were the only one.

    Raises:
        LeadDataError: If it cannot be read.
    """
    return side([extract(raw, source_id, load_vocabularies())], {}).rows


def as_text(value: Any) -> str:
    """
    Return a value as golden files write it: "" for null, a list joined by "; ".

    Examples:
        >>> [as_text(value) for value in (None, True, 12.0, date(2012, 2, 24), ["a", "b"])]
        ['', 'true', '12', '2012-02-24', 'a; b']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _lines(path: Path) -> list[Cells]:
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(line) for line in csv.reader(file)]


def _misses(path: Path, row_count: int) -> Iterator[Miss]:
    listing = path.with_name("misses.csv")
    for table, row, reason in _lines(listing)[1:] if listing.exists() else ():
        if table != path.stem:
            continue
        if not row.isdigit() or not 1 <= int(row) <= row_count:
            msg = f"expected the number of a row of {path.name}, 1 to {row_count}, got {row!r}"
            raise SchemaFileError(msg, at=listing, next_step="correct or remove the line")
        yield Miss(int(row), reason)


def _verdict(expected: str, actual: str) -> str:
    if expected == actual:
        return "right" if expected else "silent"
    if not actual:
        return "missing"
    return "wrong" if expected else "spurious"


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def main() -> None:
    """Measure, and write the page."""
    from leaddata.pipeline.quality_page import page_text  # it imports this module

    arguments = argparse.ArgumentParser(description="Measure how well the sources are read, and write the page on it.")
    arguments.add_argument("--raw", type=Path, default=Path("data/raw"), help="folder with the restated editions")
    arguments.add_argument("--originals", type=Path, help="folder with the originals, in the layout of data/raw")
    arguments.add_argument("--golden", type=Path, default=Path("tests/golden"), help="folder of golden rows")
    arguments.add_argument("-o", "--output", type=Path, default=Path("docs/quality.md"), help="page to write")
    given = arguments.parse_args()
    before = given.output.read_text(encoding="utf-8") if given.output.exists() else ""
    text = page_text(given.golden, given.raw, given.originals, before)
    given.output.write_text(text, encoding="utf-8")
    print(given.output)


if __name__ == "__main__":
    main()
