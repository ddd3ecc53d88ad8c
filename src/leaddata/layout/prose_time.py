"""When something took place that a sentence does not date: what the heading above it or the sentence before it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from leaddata.layout.prose_nouns import Fact
from leaddata.layout.prose_years import CohortMark, YearMark, cohort_marks, year_marks

__all__ = ["Time"]

_DATED = frozenset({"applied", "shortlisted", "selected", "started"})
_ORDER = ("applied", "shortlisted", "selected", "started")
# What is said of no one year.
_TIMELESS = re.compile(
    r"\b(?:to\s+date|so\s+far|thus\s+far|since|now|currently|today|at\s+present|each|every|annual|annually|an?\s+year|per\s+year|yearly|in\s+(?:total|all)"
    r"|altogether|overall|usually|typically|normally|generally|always|first|second|third|fourth|fifth|next|later|following|previous|previously|earlier"
    r"|last\s+year|this\s+year|subsequent|subsequently|eventually|ever|years|future|original|originally|alumni|will|would|could|may|might|have|has|is|are)\b",
    re.IGNORECASE,
)
_TIMELESS_UNDER = re.compile(
    r"\b(?:to\s+date|so\s+far|thus\s+far|since|now|currently|each|every|annually|an?\s+year|per\s+year|altogether|overall|over\s+the\s+years|last\s+year)\b",
    re.IGNORECASE,
)
# "Recruitment took place in spring 2017."
_ROUND = re.compile(
    r"\b(?:recruitment|applications|selection|interviews|shortlisting|adverts?|advertis\w+|appointments?|the\s+(?:\w+\s+)?(?:round|intake|competition)|call)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(r"^(?:since|by|until|before|after|between)\b")
_DATE = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]{2,}")
_FEW = 3  # other words in a heading that is a year, or a cohort


@dataclass
class Time:
    """
    What is known of the time of the next sentence.

    Attributes:
        anchor: The year last named in this paragraph: "that year" is that one, "the following year" the next.
    """

    anchor: int | None = None
    _year: YearMark | None = None
    _started: dict[str | None, YearMark] = field(default_factory=dict)
    _heads: dict[int, tuple[YearMark | None, CohortMark | None]] = field(default_factory=dict)

    def heading(self, level: int, text: str) -> None:
        """Take in a heading: one that is hardly more than a year or a cohort holds for its section."""
        for deeper in [one for one in self._heads if one >= level]:
            del self._heads[deeper]
        self.paragraph()
        if level == 1:
            return  # the title of a document tells when it was written
        cohorts, years = cohort_marks(f"{text} had"), year_marks(text)
        covered = [(one.start, one.end) for one in cohorts] + [(one.start, one.end) for one in years]
        rest = "".join(sign for place, sign in enumerate(text) if not any(a <= place < b for a, b in covered))
        if _DATE.search(text) and not cohorts:
            return  # the day of a meeting, or of publication
        if len(_WORD.findall(rest)) <= _FEW and max(len(cohorts), len(years)) == 1:
            self._heads[level] = (years[0] if years else None, cohorts[0] if cohorts else None)

    def paragraph(self) -> None:
        """Begin a paragraph."""
        self.anchor, self._year, self._started = None, None, {}

    def sentence(self, text: str, years: Sequence[YearMark], facts: Sequence[Fact]) -> None:
        """Take in a sentence that has been read, with its years and the facts that it states."""
        known = [mark for mark in years if mark.year_end is None]
        self.anchor = known[-1].year if known else None if years else self.anchor
        alone = years[0] if len({(mark.year, mark.year_end) for mark in years}) == 1 else None
        is_told = alone is not None and not _BOUND.match(alone.lead)
        self._year = alone if alone and is_told and (alone.front or _ROUND.search(text)) else None
        self._started = {}
        if alone is not None and is_told:
            self._started = {fact.status: alone for fact in facts if fact.status in _DATED and fact.year == alone.year}

    def dated(self, text: str, years: Sequence[YearMark], facts: list[Fact]) -> list[Fact]:
        """Return *facts* of the sentence *text*; those without a year have that of what they go on from."""
        return [self._dated(text, fact) if not years else self._in_cohort(text, fact) for fact in facts]

    def _dated(self, text: str, fact: Fact) -> Fact:
        is_count = (fact.count, fact.count_min, fact.count_max) != (None, None, None)
        if not is_count or not fact.certain or fact.year is not None:
            return fact
        if fact.status in _DATED and fact.cohort is None and not _TIMELESS.search(text):
            mark = self._year or self._before(fact.status)
            if mark is not None:
                return replace(fact, year=mark.year, year_end=mark.year_end)
        if not self._heads or _TIMELESS_UNDER.search(text):
            return fact
        fact = self._in_cohort(text, fact)
        year, _ = self._heads[max(self._heads)]
        return fact if year is None or fact.year is not None else replace(fact, year=year.year, year_end=year.year_end)

    def _in_cohort(self, text: str, fact: Fact) -> Fact:
        cohort = self._heads[max(self._heads)][1] if self._heads else None
        is_count = (fact.count, fact.count_min, fact.count_max) != (None, None, None)
        if (
            cohort is None
            or not is_count
            or fact.cohort is not None
            or not fact.certain
            or _TIMELESS_UNDER.search(text)
        ):
            return fact
        if cohort.year is None:
            return replace(fact, cohort=cohort.name)
        if fact.year not in {None, cohort.year}:
            return fact  # another year is another cohort
        return replace(fact, cohort=cohort.name, year=cohort.year, year_end=cohort.year_end)

    def _before(self, status: str | None) -> YearMark | None:
        """Return the year of what led to it: those who are selected had applied."""
        if status not in _ORDER:
            return None
        earlier = [self._started[one] for one in _ORDER[: _ORDER.index(status)] if one in self._started]
        return earlier[-1] if earlier else None
