"""
Stated cohorts in prose: how many people, in which year, of which cohort.

A statement is a number of people, or a named cohort ("second cohort"), in a sentence. Its year is the nearest one
before it in the sentence; it is null where the sentence gives none: years do not carry over a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leaddata.clean.numbers import ORDINALS
from leaddata.layout.programmes import sentences
from leaddata.layout.statistics import stated_numbers
from leaddata.model import Cell, Vocabulary

__all__ = ["StatedCohort", "stated_cohorts"]

_YEAR = re.compile(r"(?<![\w.-])(?:19|20)\d\d(?![\w-])")
_NAMED = re.compile(
    rf"\b(?P<name>{'|'.join(ORDINALS)}|pilot|(?:19|20)\d\d)\s+(?:[`'\u2018][^`'\u2019]+['\u2019]\s+)?cohort\b"
    r"|\b(?P<pilot>(?:first )?pilot year)\b",
    re.IGNORECASE,
)
_PILOT = re.compile(r"\bpilot\b")


@dataclass(frozen=True, slots=True)
class StatedCohort:
    """One statement: the cells of year, name, count and role that it prints."""

    statement: Cell
    year: Cell | None
    cohort: str | None
    name: Cell | None
    count: int | None
    role: Cell | None


def stated_cohorts(cell: Cell, units: Vocabulary) -> Iterator[StatedCohort]:
    """Yield the cohorts that *cell* states, sentence by sentence, in printed order."""
    for sentence in sentences(cell):
        found = [*_counts(sentence, units), *_names(sentence)]
        yield from (cohort for _, cohort in sorted(found, key=lambda one: one[0]))


def _counts(sentence: Cell, units: Vocabulary) -> Iterator[tuple[int, StatedCohort]]:
    begin = 0
    for number in stated_numbers(sentence, units):
        if number.unit != "person" or number.low is None or number.low != number.high:
            continue
        start = sentence.text.index(number.statement.text, begin)
        years = list(_YEAR.finditer(sentence.text[:start]))
        since = years[-1].end() if years else begin
        pilot = _PILOT.search(sentence.text, since, start)
        begin = start + len(number.statement.text)
        yield (
            start,
            StatedCohort(
                number.statement,
                sentence.part(*years[-1].span()) if years else None,
                "pilot" if pilot else None,
                sentence.part(*pilot.span()) if pilot else None,
                int(number.low),
                number.what,
            ),
        )


def _names(sentence: Cell) -> Iterator[tuple[int, StatedCohort]]:
    for match in _NAMED.finditer(sentence.text):
        printed = match["name"] or "pilot"
        years = list(_YEAR.finditer(sentence.text[: match.end("name") if match["name"] else match.start()]))
        yield (
            match.start(),
            StatedCohort(
                sentence.part(*match.span()),
                sentence.part(*years[-1].span()) if years else None,
                printed.lower(),
                sentence.part(*match.span("name" if match["name"] else "pilot")),
                None,
                None,
            ),
        )
