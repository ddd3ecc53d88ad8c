"""Facts in the rows of a table: each cell that states a number of people, with what its column and its row say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from leaddata.clean.count_words import Numeral, find_numerals
from leaddata.clean.people_words import People, people_after, people_at_end
from leaddata.layout.prose_lengths import Term
from leaddata.layout.prose_names import KIND_WORD, Names, Programme
from leaddata.layout.prose_nouns import Fact, Passage, TableCell
from leaddata.layout.prose_status import status_after, status_of_noun
from leaddata.layout.prose_terms import terms_in
from leaddata.layout.prose_years import cohort_marks, year_marks

__all__ = ["row_facts"]

_YEAR_COLUMN = re.compile(r"\b(?:year|years|cohort|intake|session|period|date|started|start)\b", re.IGNORECASE)
_COHORT_COLUMN = re.compile(r"\b(?:cohort|intake|wave|tranche|round)\b", re.IGNORECASE)
_NAME_COLUMN = re.compile(
    r"^(?:(?:name|title)\s+of\s+(?:the\s+)?)?(?:programme|program|scheme|fellowship|course|award|initiative|pathway)s?(?:\s+(?:name|title))?$",
    re.IGNORECASE,
)
# "Number", "Intake", "Size of cohort": a number of people, though none are named.
_SIZE_COLUMN = re.compile(
    r"^(?:total\s+)?(?:(?:number|no\.?|size|total|n)(?:\s+(?:of|in)\s+(?:the\s+)?(?:cohort|intake))?|(?:cohort|intake|group)\s+size|intakes?|headcount|recruitment|uptake|enrolments?|membership|numbers)$",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"^(?:(?:total|number|no\.?|nos\.?|count)\s+(?:of\s+)?)+(?=[A-Za-z])", re.IGNORECASE)
_NO_COUNT = re.compile(
    r"%|\u00a3|\bper\s?cent|\bpercentage|\brate\b|\bratio\b|\bshare\b|\bmean\b|\bmedian\b|\bage\b|\bscore|\bhours?\b|\bdays?\b|\bweeks?\b"
    r"|\bmonths?\b|\bcosts?\b|\bsites?\b|\btrusts?\b|\bhospitals?\b|\bmodules?\b|\bsessions?\b|\bper\b|\brespon\w+|\bsurvey\w*|\bpage\b"
    r"|\bcohorts\b|\bprojects?\b|\bbeds?\b|\bpatients?\b|\bWTE\b|\bFTE\b|\bsd\b",
    re.IGNORECASE,
)
_STANDING = re.compile(r"(?P<number>.*?)\s*(?:[*\u2020\u2021\u00a7]+|\(\s*\d+(?:\.\d+)?\s*%\s*\)|\[\d{1,2}\])*")
_IN_MONTHS = re.compile(r"\b(?:duration|length)\b.*?\b(?P<unit>months?|years?)\b", re.IGNORECASE)
_TERM_COLUMN = re.compile(
    r"^(?:duration|length|host(?:s|ed\s+by|\s+organi[sz]ations?|\s+sites?|\s+trusts?)?|funders?|funded\s+by|sponsors?|sponsored\s+by"
    r"|funding|open\s+to|audience|eligib(?:le|ility)|who\s+can\s+apply|target\s+(?:audience|group))\b",
    re.IGNORECASE,
)
_AS_AUDIENCE = re.compile(r"^(?:eligib(?:le|ility)|target\s+(?:audience|group)|who\s+can\s+apply)\b.*", re.IGNORECASE)
_NTH = re.compile(r"\d{1,2}|[A-Za-z]+|\d{1,2}(?:st|nd|rd|th)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """What holds for the whole row."""

    programme: Programme | None
    year: tuple[int | None, int | None]
    cohort: str | None
    label: str


def row_facts(passage: Passage, number: int, names: Names, carried: Programme | None) -> Iterator[Fact]:
    """
    Yield the facts that a row of a table states: one for each cell with a number of people, a length, an audience, a body.

    Who is counted is said by the head of the column, or by the first cell of the row; the year by either.
    A number in a column that says neither who nor what became of them is none.

    Args:
        number: Of the passage.
        names: The programmes named so far; a name in the row is added.
        carried: The programme that the table stands under.
    """
    row = _row(passage, names, carried)
    for cell in passage.cells:
        text = passage.text[cell.start : cell.end]
        if _is_about_row(cell, text, row):
            continue
        yield from _terms(passage, cell, text, row, number)
        fact = _count(passage, cell, text, row, number)
        if fact is not None:
            yield fact


def _row(passage: Passage, names: Names, carried: Programme | None) -> _Row:
    year: tuple[int | None, int | None] = (None, None)
    cohort, programme, label = None, None, ""
    for place, cell in enumerate(passage.cells):
        text = passage.text[cell.start : cell.end]
        is_year = _year_in(text)
        if _COHORT_COLUMN.search(cell.column) and (named := _cohort_in(text)) is not None:
            cohort, own = named
            year = own if own[0] else year
        elif is_year is not None and (place == 0 or _YEAR_COLUMN.search(cell.column)):
            year = is_year
        elif programme is None and (_NAME_COLUMN.match(cell.column.strip()) or (place == 0 and KIND_WORD.search(text))):
            mentions = names.mentions(text)
            if len(mentions) == 1:
                programme = mentions[0].programme
            elif _NAME_COLUMN.match(cell.column.strip()) and not find_numerals(text):
                programme = Programme(text, None, "")
        elif place == 0 and (marks := cohort_marks(f"the {text} had")) and re.search(r"[A-Za-z]", text):
            cohort, own = marks[0].name, (marks[0].year, marks[0].year_end)
            year = own if own[0] else year
        elif place == 0 and re.search(r"[A-Za-z]", text):
            label = text
    return _Row(programme or carried, year, cohort, label)


def _is_about_row(cell: TableCell, text: str, row: _Row) -> bool:
    """True of the cell that gives the row its year, cohort, programme or label."""
    if text == row.label or (row.programme is not None and _NAME_COLUMN.match(cell.column.strip())):
        return True
    if _year_in(text) is not None:
        return True
    return _COHORT_COLUMN.search(cell.column) is not None and _cohort_in(text) is not None and row.cohort is not None


def _year_in(text: str) -> tuple[int, int | None] | None:
    marks = year_marks(text)
    return (
        (marks[0].year, marks[0].year_end)
        if len(marks) == 1 and marks[0].end - marks[0].start >= len(text.strip()) - 2
        else None
    )


def _cohort_in(text: str) -> tuple[str, tuple[int | None, int | None]] | None:
    """Return the cohort that a cell of a column of cohorts names: "1", "Pilot", "First", "Cohort 2 (2015)", "2014"."""
    if _year_in(text) is None and not _NTH.fullmatch(text.strip()) and not cohort_marks(f"the {text} had"):
        return None
    for form in (f"the {text} had", f"the {text} cohort had", f"cohort {text}"):
        if marks := cohort_marks(form):
            years = year_marks(text)
            own = (years[0].year, years[0].year_end) if len(years) == 1 else (marks[0].year, marks[0].year_end)
            return marks[0].name, own
    return None


def _count(passage: Passage, cell: TableCell, text: str, row: _Row, number: int) -> Fact | None:
    numeral = _number_in(text)
    head = " ".join(_NUMBER_OF.sub("", cell.column).split())
    if numeral is None or _NO_COUNT.search(cell.column) or _NO_COUNT.search(row.label):
        return None
    columns_year = _year_in(head) or _last_year(head)
    said = row.label if _year_in(head) is not None or _people_in(row.label) else head
    said = " ".join(_NUMBER_OF.sub("", said).split())
    people = _people_in(said) or _people_in(head)
    printed = said if people is not None and people == _people_in(said) else head
    status = _status_in(said) or _status_in(head)
    if people is None and status is None and not _SIZE_COLUMN.match(head):
        people, printed = _people_in(passage.caption), passage.caption
        if people is None:
            return None
    if people is None and status is None and not (row.year[0] or row.cohort or row.programme):
        return None
    if people is not None and (people.kind == "other" or (people.kind == "faculty" and row.programme is None)):
        return None
    exact = numeral.low is not None and numeral.low == numeral.high
    year = row.year if row.year[0] else columns_year or (None, None)
    return Fact(
        number,
        cell.start,
        cell.end,
        row.programme,
        *year,
        row.cohort,
        numeral.low if exact else None,
        None if exact else numeral.low,
        None if exact else numeral.high,
        numeral.qualifier if numeral.qualifier != "+" else "or more",
        printed[people.start : people.end] if people else None,
        status or (status_of_noun(people.head) if people else None),
        certain=people is None or people.kind != "faculty",
    )


def _number_in(text: str) -> Numeral | None:
    """Return the number that is all that a cell says, but for marks of notes and a share in brackets."""
    match = _STANDING.fullmatch(text.strip())
    printed = match["number"] if match else ""
    found = find_numerals(printed)
    if len(found) != 1 or found[0].begin > 0 or found[0].end < len(printed):
        return None
    return found[0]


def _people_in(said: str) -> People | None:
    """Return the people whom a title names: "Fellows appointed", "GP trainees", "Doctors who completed"."""
    words = list(re.finditer(r"(?<!\S)[A-Za-z]", said))
    for match in words[:4]:
        if (found := people_after(said, match.start())) is not None:
            return found
    return people_at_end(said)


def _status_in(said: str) -> str | None:
    return status_after(f" {said.lower()}", direct=False)


def _last_year(head: str) -> tuple[int, int | None] | None:
    marks = year_marks(head)
    return (marks[0].year, marks[0].year_end) if len(marks) == 1 else None


def _terms(passage: Passage, cell: TableCell, text: str, row: _Row, number: int) -> Iterator[Fact]:
    if not _TERM_COLUMN.match(cell.column.strip()):
        return
    label = _AS_AUDIENCE.sub("Open to", cell.column.strip())
    unit = _IN_MONTHS.search(label)
    if unit is not None and _number_in(text) is not None:
        label, text = "Duration", f"{text} {unit['unit']}"
    label = re.sub(r"\s*\(.*\)", "", label)
    for term in terms_in(f"{label}: {text}", speaks_of_programme=True):
        yield _term_fact(passage, cell, term, row, number)


def _term_fact(passage: Passage, cell: TableCell, term: Term, row: _Row, number: int) -> Fact:
    start, end = cell.start, cell.end
    if isinstance(term.value, str) and (at := passage.text.find(term.value, start, end)) >= 0:
        start, end = at, at + len(term.value)
    fact = Fact(number, start, end, row.programme, qualifier=term.qualifier)
    return replace(fact, **{term.column: term.value})  # type: ignore[arg-type]
