"""
Random tables, read back: any number and order of columns, any words, wrapped, aligned, spaced and ruled in any way.

What a careful person could not tell is not generated, or is held to precision alone. Those are

- a table without rules whose rows are no further apart than the lines of a cell, if the key may wrap or stands in the
  middle of its row, or if there are only some: two short rows, and one long one, look the same;
- an empty key: its row looks like the rest of the row above;
- a row with one cell alone: it looks like a heading;
- one, two or three rows without rules of which cells wrap or are empty: nothing shows which step is the wider one;
- a row that goes on overleaf if its key does so too, or stands in its middle;
- a word that is as wide as the column beside it is far: nothing parts the two.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typeset import Alignment, Height, Look, Setting, broken, typeset

from leaddata.errors import LayoutError
from leaddata.pipeline.tables import extract_tables

Row = tuple[str | None, ...]
Made = tuple[Setting, tuple[str, ...], list[Row]]

TITLES = ("Name", "Job and location", "Leadership programme", "Employing trust", "Year", "Scheme", "Fellow’s mentor",
          "Place of work", "Started on", "Clinical supervisor", "Grade", "What was done")  # fmt: skip
SYLLABLES = (
    "ba",
    "ko",
    "ri",
    "mé",
    "sö",
    "tal",
    "ner",
    "wyn",
    "hu",
    "çi",
    "lo",
    "fitz",
    "gar",
    "ñu",
    "pen",
    "dra",
    "vel",
    "is",
)
SMALL = ("of", "and", "for", "in", "to", "the", "at")
PROSE = (
    "All those who took part are listed here with what was known of them when the report was written. Some had moved on "
    "by then, and others had not yet begun; where nothing was known of a point its place was left open by us. "
)
COMMON = {"deadline": None, "suppress_health_check": list(HealthCheck), "database": None, "derandomize": True}


def word(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.12:
        return chance.choice(SMALL)
    if kind < 0.18:
        return str(chance.randint(1, 2015))
    if kind < 0.24:
        return chance.choice(("NHS", "PCT", "GP", "ST5", "(locum)", "A&E", "Ward 7,", "2010–11", "St."))
    one = "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, 4))).capitalize()
    if kind < 0.31:
        one += "-" + "".join(chance.choice(SYLLABLES) for _ in range(2)).capitalize()
    elif kind < 0.37:
        one = chance.choice(("O’", "D'", "Mc")) + one
    elif kind < 0.55:
        one = one.lower()
    return one + chance.choice(("", "", "", "", ",", ";", "."))


def phrase(chance: random.Random, longest: int) -> str:
    return " ".join(word(chance) for _ in range(chance.randint(1, longest)))


def name(chance: random.Random) -> str:
    return " ".join(
        "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 3))).capitalize() for _ in range(2)
    )


def rows_of(chance: random.Random, columns: int, key: int, count: int, longest: int, empty: float) -> list[Row]:
    """Return rows whose key is never empty, and at least one other cell is not."""
    rows: list[Row] = []
    for _ in range(count):
        row = [None if chance.random() < empty else phrase(chance, longest) for _ in range(columns)]
        row[key] = name(chance)
        if sum(cell is not None for cell in row) < 2:
            row[(key + 1) % columns] = phrase(chance, longest)
        rows.append(tuple(row))
    return rows


def wraps(setting: Setting, rows: Sequence[Row], column: int) -> bool:
    """True if a cell of a column may take more than one line; its width is the least that it has."""
    width = setting.widths[column]
    return any(len(broken(row[column] or "", setting.font, setting.size, width)) > 1 for row in rows)


@st.composite
def settings_of(draw: st.DrawFn, columns: int) -> Setting:
    """Return a setting; `clear_tables` takes out what cannot be told."""
    size = draw(st.sampled_from((7.0, 8.0, 9.0, 10.0, 11.0)))
    return Setting(
        widths=tuple(draw(st.integers(35, 150)) for _ in range(columns)),
        gutter=draw(st.sampled_from((6.0, 8.0, 12.0, 24.0))),
        font=draw(st.sampled_from(("Helvetica", "Times-Roman"))),
        size=size,
        leading=draw(st.sampled_from((1.0, 1.1, 1.2, 1.35, 1.5))),
        gap=draw(st.sampled_from((0.0, 2.0, 3.0, 4.0, 6.0, 10.0))),
        alignments=tuple(draw(st.sampled_from(("left", "left", "left", *get_args(Alignment)))) for _ in range(columns)),
        height=draw(st.sampled_from(("top", "top", *get_args(Height)))),
        look=draw(st.sampled_from(("plain", *get_args(Look)))),
        bold=draw(st.booleans()),
        titles_down=draw(st.booleans()),
        repeats=draw(st.booleans()),
        splits=draw(st.booleans()),
        page_height=draw(st.sampled_from((400.0, 600.0, 842.0))),
        before=draw(st.sampled_from(("", PROSE, PROSE * 3))),
        after=draw(st.sampled_from(("", PROSE, PROSE * 2))),
        numbered=draw(st.booleans()),
        order=draw(st.sampled_from(("cells", "cells", "lines", "columns", "words"))),
        seed=draw(st.integers(0, 99)),
        hyphens=draw(st.booleans()),
    )


@st.composite
def tables(draw: st.DrawFn) -> tuple[Setting, tuple[str, ...], list[Row], int]:
    """Return any table: its setting, titles, rows, and which column holds the key."""
    columns = draw(st.integers(2, 8))
    titles = tuple(draw(st.permutations(TITLES))[:columns])
    chance = random.Random(draw(st.integers(0, 10_000)))
    key = draw(st.integers(0, columns - 1))
    count = draw(st.one_of(st.integers(1, 12), st.integers(1, 60)))
    longest = draw(st.integers(1, 9 if columns < 5 else 5))
    empty = draw(st.sampled_from((0.0, 0.0, 0.1, 0.3)))
    return (
        replace(draw(settings_of(columns)), key=key),
        titles,
        rows_of(chance, columns, key, count, longest, empty),
        key,
    )


@st.composite
def clear_tables(draw: st.DrawFn) -> Made:
    """Return a table whose rows a careful person can tell; see above for what that leaves out."""
    setting, titles, rows, key = draw(tables())
    if setting.look in {"grid", "hairlines", "zebra"}:
        return replace(setting, gap=max(setting.gap, 2.0)), titles, _enough(setting, rows, key)
    # The gap has to be seen beside the leading, which is the wider the larger the type.
    least = max(3.0, 0.3 * setting.size)
    if setting.height != "top":
        setting = replace(setting, gap=max(setting.gap, 5.0, 0.5 * setting.leading * setting.size))
    elif setting.gap >= least or wraps(setting, rows, key):
        setting = replace(setting, gap=max(setting.gap, least))
    else:
        # Told by their keys alone, each on a line of its own.
        rows = [*rows, *rows_of(random.Random(setting.seed), len(titles), key, 12, 3, 0.0)]
    return setting, titles, _enough(setting, rows, key)


@st.composite
def vague_tables(draw: st.DrawFn) -> Made:
    """Return a table without rules whose rows are hardly further apart than the lines of a cell."""
    setting, titles, rows, _ = draw(tables())
    return replace(setting, look="plain", gap=draw(st.sampled_from((0.0, 0.5, 1.0, 2.0)))), titles, rows


def _enough(setting: Setting, rows: list[Row], key: int) -> list[Row]:
    """Return four rows or more, if cells wrap or are empty: fewer do not show how far apart rows are."""
    vague = any(wraps(setting, rows, column) for column in range(len(setting.widths))) or any(
        None in row for row in rows
    )
    if len(rows) > 3 or not vague:
        return rows
    return [*rows, *rows_of(random.Random(setting.seed), len(setting.widths), key, 4, 3, 0.0)]


def read(data: bytes, titles: Sequence[str]) -> tuple[list[Row], list[str]]:
    """Return the rows that are read, and what is printed where the reader is in doubt."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.pdf")
        path.write_bytes(data)
        found = extract_tables(path, titles)
    rows = [tuple(cell.text if cell else None for cell in row.cells) for table in found for row in table.rows]
    return rows, [doubt.printed for table in found for doubt in table.doubts]


@dataclass
class Score:
    """How many rows were printed, given, and right, and how many tables had no fault."""

    printed: int = 0
    given: int = 0
    right: int = 0
    tables: int = 0
    perfect: int = 0

    def add(self, rows: Sequence[Row], found: Sequence[Row]) -> None:
        """Count one table; the order of rows counts for a perfect one alone."""
        self.printed += len(rows)
        self.given += len(found)
        self.right += (Counter(rows) & Counter(found)).total()
        self.tables += 1
        self.perfect += list(found) == list(rows)


def score_of(strategy: st.SearchStrategy[Made], count: int) -> Score:
    """Typeset and read back *count* tables, the same ones each time."""
    score = Score()

    @settings(max_examples=count, **COMMON)
    @given(strategy)
    def run(made: Made) -> None:
        setting, titles, rows = made
        try:
            found, _ = read(typeset(setting, titles, rows), titles)
        except LayoutError:
            found = []
        score.add(rows, found)

    run()
    return score


def check(score: Score, perfect: float, recall: float, precision: float) -> None:
    assert score.perfect >= perfect * score.tables, score
    assert score.right >= recall * score.printed, score
    assert score.right >= precision * score.given, score


@settings(max_examples=40, **COMMON)
@given(clear_tables())
def test_clear_tables(made: Made) -> None:
    """Tables whose rows a careful person can tell, set at random and at their worst, are read exactly."""
    setting, titles, rows = made
    found, doubts = read(typeset(setting, titles, rows), titles)
    assert found == rows
    assert not doubts


@pytest.mark.slow
def test_many_clear_tables() -> None:
    """Of many more, nearly all are."""
    check(score_of(clear_tables(), 600), perfect=0.97, recall=0.99, precision=0.995)


@pytest.mark.slow
def test_vague_tables() -> None:
    """Of tables whose rows can hardly be told, most are read exactly, and nearly all of what comes out is right."""
    check(score_of(vague_tables(), 100), perfect=0.9, recall=0.97, precision=0.98)
