"""
Stated numbers in prose: a number, up to two words between, and a noun of the vocabulary of units.

A lone "one" is left out except before a unit of time, since it is mostly a pronoun ("one participant said").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leaddata.clean.numbers import NUMBER, parse_number
from leaddata.clean.text import fold
from leaddata.clean.vocabulary import find_terms
from leaddata.layout.records import STAND_IN
from leaddata.model import Cell, Vocabulary

__all__ = ["StatedNumber", "stated_numbers"]

_AT_MOST = {"up to", "at most", "under"}
_AT_LEAST = {"at least", "more than", "over"}
_TIME = {"day", "week", "month", "year", "decade"}
_QUALIFIER = (
    r"approximately|about|around|at least|at most|up to|more than|over|under|almost|nearly|only|just|every|the past|"
    r"past|a further|in every"
)
_RANGE = re.compile(
    rf"(?:\b(?P<qualifier>{_QUALIFIER})\s+)?(?P<low>{NUMBER})(?:\s*(?:to|\u2013|-)\s*(?P<high>{NUMBER}))?"
    r"(?P<between>(?:[-\s]+(?!to\b|and\b|or\b)(?:of the\b|[A-Za-z\u2019'-]+)){0,2}?)[-\s]+$",
    re.IGNORECASE,
)
_FEW = re.compile(r"\ba few (?P<low>\w+) to a (?:full |whole )?(?P<unit>\w+)")
_COUPLE = re.compile(r"\b[Aa] couple of\s+$")


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """
    A number that a text states.

    Attributes:
        low, high: The number twice, or a range; None for an open end.
        unit: Term of the vocabulary of units.
        what: The cell of what is counted.
        statement: The cell of number and noun.
        qualifier: Cell of the word that limits it.
    """

    low: float | None
    high: float | None
    unit: str
    what: Cell
    statement: Cell
    qualifier: Cell | None


def stated_numbers(cell: Cell, units: Vocabulary) -> Iterator[StatedNumber]:
    """Yield the numbers that *cell* states, in printed order; stand-ins for quotations state none."""
    hidden = [match.span() for match in STAND_IN.finditer(cell.text)]
    taken = 0
    for match in find_terms(cell.text, units):
        if match.start < taken or any(start <= match.start < end for start, end in hidden):
            continue
        unit = match.term.id
        found = _few(cell, match.start, match.end, unit) or _number(cell, match.start, match.end, unit, units)
        if found is not None:
            taken = match.end
            yield found


def _number(cell: Cell, start: int, end: int, unit: str, units: Vocabulary) -> StatedNumber | None:
    # A statement has at most eight words; sixty signs before the noun hold them.
    offset = max(0, start - 60)
    before = cell.text[offset:start]
    if couple := _COUPLE.search(before):
        where = offset + couple.start()
        return StatedNumber(2.0, 2.0, unit, cell.part(start, end), cell.part(where, end), cell.part(where, start))
    found = _RANGE.search(before)
    if found is None or find_terms(found["between"], units) or re.search(r"[.;:!?(]\s", found["between"] + " "):
        return None
    low = parse_number(found["low"])
    high = parse_number(found["high"]) if found["high"] else low
    if low == 1 and high == 1 and unit not in _TIME:
        return None
    limit = (found["qualifier"] or "").lower()
    if limit == "over" and unit in _TIME:
        limit = ""  # "over seven decades" says during, not more than
    return StatedNumber(
        None if limit in _AT_MOST else low,
        None if limit in _AT_LEAST else high,
        unit,
        _counted(cell, offset, found, start, end),
        cell.part(offset + found.start("low"), end),
        cell.part(offset + found.start("qualifier"), offset + found.end("qualifier")) if limit else None,
    )


def _counted(cell: Cell, offset: int, found: re.Match[str], start: int, end: int) -> Cell:
    """Return the cell of what is counted: the noun and the words before it, without "of the" or a hyphen."""
    between = found["between"]
    if fold(between).startswith("of the"):
        return cell.part(offset + found.start("between") + between.index("of the") + 6, end)
    if between.lstrip().startswith("-") or not between.strip():
        return cell.part(start, end)
    return cell.part(offset + found.start("between"), end)


def _few(cell: Cell, start: int, end: int, unit: str) -> StatedNumber | None:
    """Read ``a few days to a full year``: the lower end is no number, the upper is one."""
    match = next(
        (one for one in _FEW.finditer(cell.text) if one.start("unit") == start and one.end("unit") == end), None
    )
    if match is None:
        return None
    statement = cell.part(match.start(), end)
    return StatedNumber(None, 1.0, unit, statement, statement, cell.part(match.start(), match.end("low")))
