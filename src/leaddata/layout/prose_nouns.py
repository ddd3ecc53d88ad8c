"""What is read out of prose: passages, numbers of people, facts."""

from __future__ import annotations

from dataclasses import dataclass

from leaddata.clean.count_words import Numeral
from leaddata.layout.prose_names import Programme
from leaddata.layout.prose_years import CohortMark, YearMark

__all__ = ["Count", "Fact", "Passage", "TableCell"]


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table's row, from *start* to *end* of its passage, and what stands at the head of its column."""

    column: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """
    A paragraph, a heading, or a row of a table.

    Attributes:
        level: Of a heading, 1 for the title of the document; 0 of a paragraph.
        fresh: True where another document begins, such as the next article of a file of several.
        cells: Of a row of a table, its cells that are not empty.
        caption: What the table is called, if it says so.
    """

    text: str
    level: int = 0
    fresh: bool = False
    cells: tuple[TableCell, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """
    A number of people in a sentence.

    Attributes:
        numeral: The number.
        start, end: The words that state it.
        role: Where those counted are named in the sentence.
        kind: Of the noun (see `People`); empty where none is printed with the number.
        certain: False of places, mentors and the like.
        year, cohort: Of what number they are the year and the cohort.
    """

    numeral: Numeral
    start: int
    end: int
    role: tuple[int, int] | None
    kind: str
    status: str | None = None
    certain: bool = True
    year: YearMark | None = None
    cohort: CohortMark | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """
    One stated fact, in the columns of the table, and where in its passage it is stated.

    Attributes:
        passage: Number of the passage, from 0.
        start, end: The words that state it.
    """

    passage: int
    start: int
    end: int
    programme: Programme | None
    year: int | None = None
    year_end: int | None = None
    cohort: str | None = None
    count: int | None = None
    count_min: int | None = None
    count_max: int | None = None
    qualifier: str | None = None
    role: str | None = None
    status: str | None = None
    duration_months: int | None = None
    audience: str | None = None
    host: str | None = None
    sponsor: str | None = None
    certain: bool = True
