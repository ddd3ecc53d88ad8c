"""Counts of people in a sentence: which numbers are such, of whom, and what became of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaddata.clean.count_words import Numeral, find_numerals
from leaddata.clean.people_words import People, people_after
from leaddata.layout.prose_bare import bare_count
from leaddata.layout.prose_guards import is_of_cohort, is_of_sample, may_count
from leaddata.layout.prose_nouns import Count
from leaddata.layout.prose_shares import AND_ONLY, with_status
from leaddata.layout.prose_status import status_after, status_before, status_of_noun
from leaddata.layout.prose_years import CohortMark, YearMark

__all__ = ["counts_in"]

_ONE = re.compile(r"one|1", re.IGNORECASE)
_OF = re.compile(
    r"\s+(?:(?:out\s+)?of|from(?=\s+(?:the|these|those)\s+(?:original|first|initial)))\s+(?:(?:the|these|those|our|its|their|his|her|all|this|that)\s+)?(?:[A-Za-z]+['\u2019]s\s+)?(?:(?:original|first|initial|last|year's)\s+(?=\w+\s))?",
)
_MORE = re.compile(r"\s+(?:more|others?|further|additional|new\s+(?=ones))\b(?!\s+than)", re.IGNORECASE)
_LEADING = re.compile(r"^(?:more|other|others|further|additional)\s+", re.IGNORECASE)
_IN_FIGURES = re.compile(r"\s*\(\d{1,4}\)")  # "fifteen (15) fellows"
_AGE = re.compile(r"[A-Z][\w'\u2019-]+,\s*$")
_PART_OF = re.compile(r",?\s*\(?(?:of\s+whom|of\s+which|including|among\s+them),?\s*", re.IGNORECASE)
_A_PERSON = re.compile(r"\s*,?\s*(?:and|plus|as\s+well\s+as)\s+(?P<one>an?)\s+(?=[A-Za-z])")
_LOST = re.compile(r"\b(?:lost|losing|loses)\s+(?P<one>an?)\s+(?=[A-Za-z])")
_PAIRED = re.compile(r"\s*(?:,|and|,\s*and)\s*")
_MOST_NUMBERS = 40


def counts_in(
    text: str, years: Sequence[YearMark], cohorts: Sequence[CohortMark], *, is_linked: bool, side_by_side: bool = False
) -> list[Count]:
    """
    Return the numbers of people that a sentence states, from left to right, without year and cohort.

    Args:
        is_linked: True if the sentence names a programme or a cohort, or stands where one is spoken of.
        side_by_side: True if it names two years, cohorts or programmes, which "12 and 15 fellows" may be those of.
    """
    taken = [(mark.start, mark.end) for mark in years] + [
        (mark.start, mark.end) for mark in cohorts if _holds_number(mark)
    ]
    numerals = [
        one
        for one in find_numerals(text)
        if not any(a < one.end and one.start < b for a, b in taken) and may_count(text, one)
    ]
    if len(numerals) > _MOST_NUMBERS:
        return []  # a table that lost its lines
    found: list[Count] = []
    for index, one in enumerate(numerals):
        following = numerals[index + 1] if index + 1 < len(numerals) else None
        if side_by_side and following is not None and _PAIRED.fullmatch(text, one.end, following.begin):
            people = _named(text, following, alone=False)
            count = Count(one, one.start, one.end, (people.start, people.end), people.kind) if people else None
        else:
            count = _count(text, one, found, years, is_linked=is_linked)
        if (lost := _LOST.search(text, found[-1].end if found else 0, one.begin)) is not None:
            found += _a_person(text, lost)
        if count is not None:
            found.append(count)
            if (link := _A_PERSON.match(text, count.end)) is not None:
                found += _a_person(text, link)
    if (lost := _LOST.search(text, found[-1].end if found else 0)) is not None:
        found += _a_person(text, lost)
    return with_status(text, _of_cohort(text, found))


def _a_person(text: str, match: re.Match[str]) -> list[Count]:
    """Read a person counted by the article alone: "lost a fellow", "three dentists and an optometrist"."""
    people = people_after(text, match.end(), one=True)
    if people is None or people.kind not in {"programme", "profession"}:
        return []
    start = match.start("one")
    numeral = Numeral(start, match.end("one"), start, 1, 1)
    return [Count(numeral, start, people.end, (people.start, people.end), people.kind, status_of_noun(people.head))]


def _of_cohort(text: str, found: Sequence[Count]) -> list[Count]:
    """Return the counts of people whom a programme made; who is joined to others by "and" is of the same sort."""
    kept: list[Count] = []
    for index, count in enumerate(found):
        before = found[index - 1] if index else None
        if before is not None and before not in kept and _is_same_sort(text, before, count):
            continue
        if is_of_cohort(text, count, found):
            kept.append(count)
    return kept


def _is_same_sort(text: str, before: Count, count: Count) -> bool:
    """True where what holds for the count before holds for this one: part of a sample is a sample."""
    if AND_ONLY.fullmatch(text, before.end, count.numeral.begin):
        return True
    return _PART_OF.fullmatch(text, before.end, count.numeral.begin) is not None and is_of_sample(text[: before.end])


def _holds_number(mark: CohortMark) -> bool:
    return mark.name != "pilot"


def _count(
    text: str, one: Numeral, found: Sequence[Count], years: Sequence[YearMark], *, is_linked: bool
) -> Count | None:
    if text[one.end : one.end + 1] == "," and _AGE.search(text[max(0, one.begin - 40) : one.begin]):
        return None
    alone = one.high == 1 and _ONE.fullmatch(text[one.start : one.end]) is not None
    named = _named(text, one, alone=alone)
    if alone and named is not None and not _one_counts(text, one, named, found):
        return None
    if named is not None:
        start, end = named.start, named.end
        lead = _LEADING.match(text[start:end])
        start += lead.end() if lead else 0
        end = max(end, one.end)
        role = (start, named.end) if start < named.end else None
        return Count(one, one.start, end, role, named.kind, status_of_noun(named.head), named.kind not in {"faculty"})
    if one.low == one.high == 0 and text[one.start : one.end].lower() == "no":
        return None
    return bare_count(text, one, found, years, is_linked=is_linked, alone=alone)


def _one_counts(text: str, one: Numeral, named: People, found: Sequence[Count]) -> bool:
    """True of "one nurse" in a list of numbers, or where the sentence says what became of her: else it is a remark."""
    if status_before(text[max(0, one.begin - 60) : one.begin]) or status_after(
        text[named.end : named.end + 60], direct=True
    ):
        return True
    if found and AND_ONLY.fullmatch(text, found[-1].end, one.begin):
        return True
    if find_numerals(text[one.end : named.start]) and status_after(text[named.end : named.end + 90], direct=False):
        return True  # "one of the six trainees on the course withdrew"
    link = AND_ONLY.match(text, named.end)
    following = find_numerals(text[link.end() : link.end() + 24]) if link else []
    return (
        bool(following)
        and following[0].begin == 0
        and people_after(text, (link.end() if link else 0) + following[0].end) is not None
    )


def _named(text: str, one: Numeral, *, alone: bool) -> People | None:
    """Return the people whose number this is, named after it."""
    if text[one.end : one.end + 1] == "-":
        return None
    again = _IN_FIGURES.match(text, one.end)
    at = again.end() if again else one.end
    more = _MORE.match(text, at)
    at = more.end() if more else at
    if (part := _OF.match(text, at)) is not None:
        inner = find_numerals(text[part.end() : part.end() + 40])
        if not (inner and inner[0].begin == 0) and part[0].split()[-1] in {"original", "first", "initial", "last"}:
            return people_after(text, part.end() - len(part[0].split()[-1]) - 1)
        at = part.end() + (inner[0].end if inner and inner[0].begin == 0 else 0)
        return people_after(text, at)
    if (
        in_between := re.match(r"\s*,\s+(?:not|rather\s+than)\s+[\w-]+(?:\s+as\s+\w+)?,\s*", text[at : at + 40])
    ) is not None or (
        in_between := re.match(r"\s*,\s+(?:mainly|mostly|all|predominantly)\s+", text[at : at + 30])
    ) is not None:
        at += in_between.end()
    return people_after(text, at, one=alone)
