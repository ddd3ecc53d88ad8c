"""Which year and which cohort a number of people belongs to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from leaddata.layout.prose_nouns import Count
from leaddata.layout.prose_status import relative_status
from leaddata.layout.prose_years import CohortMark, YearMark

__all__ = ["with_cohorts", "with_years"]

_WITH = re.compile(
    r"^,?\s*(?:with|as|when|and\s+(?:took|recruited|had|trained)|by\s+(?:recruiting|taking)|for)\b", re.IGNORECASE
)
_PERFECT = re.compile(r"\b(?:has|have|had\s+since|since|now|to\s+date|so\s+far|currently|today)\b", re.IGNORECASE)
_LIST = re.compile(
    r"\s*(?:,|and|or|plus|\(|,\s*and|as\s+well\s+as|for|of\s+(?:the|these|those|our|its)|of|,?\s*of\s+(?:whom|which)|including|with)\s*",
    re.IGNORECASE,
)
_SET_UP = re.compile(
    r"\b(?:establish\w*|founded|launch\w*|set\s+up|creation|created|introduc\w+|inception|formed|initiated)\b"
)
_GOES_ON = re.compile(
    r"^,?\s*(?:\(|(?:leaving|of\s+whom|of\s+these|of\s+them|including|comprising|all|both)\b)", re.IGNORECASE
)
_PART = re.compile(
    r"\s+(?:out\s+)?of\s+(?:(?:the|these|those|our|its|their|all)\s+)?(?:(?:original|first|initial|last)\s+)?"
)
# "60 people since it began in 2008"
_SINCE_IT = re.compile(r"\bsince\s+(?:it|they|the|its|their|then)\b", re.IGNORECASE)
_COHORT_BEGAN = re.compile(r"\b(?:cohort|intake|wave|group)\b[^.;]{0,30}$")
_NEXT_CLAUSE = re.compile(r"\b(?:and|,)\s+(?:the|its|their|our|a|an)\s")
_AND_THAT = re.compile(r"\band\s+that\b")
_FULL_STOP = re.compile(r";|\bbut\b|\bwhile\b|\bwhereas\b")
_NO_YEAR = re.compile(
    r"\b(?:in|for|by|during|over|within)\s+(?:the|its|their)\s+(?:first|second|third|fourth|fifth|sixth|next|final|last|following|previous)(?:\s+(?:and\s+\w+\s+)?(?:\w+\s+)?years?)?,?\s*(?:(?:it|they|there|the\s+\w+)\s+(?:was|were|had|has|took|recruited|trained|appointed)\s+)?$",
    re.IGNORECASE,
)


def with_years(
    text: str, counts: Sequence[Count], years: Sequence[YearMark], cohorts: Sequence[CohortMark]
) -> list[Count]:
    """
    Give each count its year: the one that follows it in its part of the sentence, or the last that opened a clause.

    Two lists of the same length ("in 2009 and 2010, 12 and 15") are read side by side.
    """
    named = [(mark.start, mark.end) for mark in cohorts if mark.year is not None]
    free = [mark for mark in years if not any(a < mark.end and mark.start < b for a, b in named)]
    if not free or not counts:
        return list(counts)
    if (paired := _side_by_side(text, counts, free)) is not None:
        return paired
    free = _as_spans(text, free)
    found: list[YearMark | None] = [_own(text, counts, index, free) for index in range(len(counts))]
    for index in range(len(counts) - 1):  # "nine of the twelve met in 2019" does not say when the twelve were chosen
        mark = found[index + 1]
        if (
            mark is not None
            and mark.start > counts[index].end
            and _PART.fullmatch(text, counts[index].numeral.end, counts[index + 1].numeral.begin)
        ):
            found[index], found[index + 1] = found[index] or mark, None
            if (relative := relative_status(text[counts[index + 1].end :])) is not None:
                goes_on = counts[index + 1].end + relative[2]
                inside = [one for one in free if counts[index + 1].end <= one.start < goes_on]
                after = [one for one in free if one.start >= goes_on]
                found[index] = after[0] if after else None
                found[index + 1] = inside[0] if inside else None
    for index in range(len(counts) - 2, -1, -1):
        following = found[index + 1]
        if (
            found[index] is None
            and following is not None
            and following.start > counts[index].start
            and _listed(text, counts, index)
        ):
            found[index] = following
    for index in range(1, len(counts)):
        opened = text.rfind("(", 0, counts[index].start)
        if (
            found[index] is None
            and opened > text.rfind(")", 0, counts[index].start)
            and counts[index - 1].start > opened
        ):
            found[index] = found[index - 1]
    return [
        count if mark is None else replace(count, year=mark)
        for count, mark in zip(
            counts, (_allowed(text, one, mark) for one, mark in zip(counts, found, strict=True)), strict=True
        )
    ]


def with_cohorts(text: str, counts: Sequence[Count], cohorts: Sequence[CohortMark]) -> list[Count]:
    """Give each count the cohort that is named before it, or, where none is, the first named after it."""
    if not cohorts or not counts:
        return list(counts)
    if len(cohorts) == len(counts) > 1 and (cohorts[-1].end <= counts[0].start or cohorts[0].start >= counts[-1].end):
        return [replace(count, cohort=mark) for count, mark in zip(counts, cohorts, strict=True)]
    if len(cohorts) == len(counts) > 1 and all(
        count.end <= mark.start and (index + 1 == len(counts) or mark.end <= counts[index + 1].start)
        for index, (count, mark) in enumerate(zip(counts, cohorts, strict=True))
    ):
        return [replace(count, cohort=mark) for count, mark in zip(counts, cohorts, strict=True)]
    found = [replace(count, cohort=_cohort(text, count, counts, cohorts)) for count in counts]
    for index in range(1, len(found)):  # a cohort has one year: "a pilot with five in 2007, then 15 in 2008"
        mark, own = found[index].cohort, found[index].year
        first = next(one for one in found if one.cohort == mark)
        if mark is not None and own is not None and first.year is not None and own.year != first.year.year:
            found[index] = replace(found[index], cohort=None)
    return found


def _cohort(text: str, count: Count, counts: Sequence[Count], cohorts: Sequence[CohortMark]) -> CohortMark | None:
    before = [mark for mark in cohorts if mark.start <= count.start]
    if before:
        between = text[before[-1].end : count.start]
        others = [one for one in counts if one.start < count.start]
        if others and (";" in between or re.search(r"\b(?:compared|up\s+from|from)\b", between)):
            return None
        if count.year is not None and before[-1].year is not None and count.year.start > before[-1].end:
            return None
        return before[-1]
    after = [mark for mark in cohorts if mark.start > count.start]
    if not after or ";" in text[count.end : after[0].start]:
        return None
    if len(after) > 1 and after[0].start == after[1].start:
        return None  # of two cohorts together
    return (
        after[0] if len(after) == 1 or not [one for one in counts if count.start < one.start < after[0].start] else None
    )


def _side_by_side(text: str, counts: Sequence[Count], years: Sequence[YearMark]) -> list[Count] | None:
    if len(years) != len(counts) or len(counts) < 2:
        return None
    before, after = years[-1].end <= counts[0].start, years[0].start >= counts[-1].end
    if not (before or after):
        return None
    if not all(re.fullmatch(r",?\s*(?:and)?\s*", text[a.end : b.start]) for a, b in itertools.pairwise(years)):
        return None
    return [replace(count, year=mark) for count, mark in zip(counts, years, strict=True)]


def _as_spans(text: str, years: Sequence[YearMark]) -> list[YearMark]:
    """Join "2016 and 2017", said of one count, to a span."""
    joined: list[YearMark] = []
    for mark in years:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.year_end is None
            and mark.lead == "and"
            and mark.year == last.year + 1
            and re.fullmatch(r"\s+(?:and\s+)?", text[last.end : mark.start])
        ):
            joined[-1] = replace(last, end=mark.end, year_end=mark.year)
        else:
            joined.append(mark)
    return joined


def _own(text: str, counts: Sequence[Count], index: int, years: Sequence[YearMark]) -> YearMark | None:
    count = counts[index]
    end = counts[index + 1].numeral.begin if index + 1 < len(counts) else len(text)
    if _NO_YEAR.search(text[max(0, count.numeral.begin - 40) : count.numeral.begin]):
        return None
    following = [
        mark
        for mark in years
        if count.numeral.end <= mark.start < end and not (mark.front and _opens(text, mark, end, counts, index))
    ]
    if following and index + 1 < len(counts) and _heads_list(text, following[0], count.end, end):
        following = []  # "57 in all (2008, 16; 2009, 20)"
    if following and _AND_THAT.search(text[count.end : following[0].start]):
        following = []
    if following and not _FULL_STOP.search(text[count.end : following[0].start]):
        own = _bracketed(text, counts, index, years)
        if own is None or not _NEXT_CLAUSE.search(text[count.end : following[0].start]):
            return following[0]
        return own
    fronted = [mark for mark in years if mark.end <= count.numeral.begin and (mark.front or _near(text, mark, count))]
    if fronted:
        return fronted[-1] if _reaches(text, fronted[-1], count, counts, index, years) else None
    before = [mark for mark in years if mark.end <= count.numeral.begin]
    if (
        before
        and index
        and before[-1].start >= counts[index - 1].end
        and _GOES_ON.match(text[before[-1].end : count.numeral.begin])
    ):
        return before[-1]
    earlier = [one for one in counts[:index] if not before or one.start > before[-1].end]
    inside = before and not [one for one in counts[:index] if one.end <= before[-1].start]
    return (
        before[-1]
        if before and (inside or not earlier) and _reaches(text, before[-1], count, counts, index, years)
        else None
    )


def _bracketed(text: str, counts: Sequence[Count], index: int, years: Sequence[YearMark]) -> YearMark | None:
    """Return the year in brackets that the clause of a count has before it: "the second year (2011/12) had 13"."""
    begin = counts[index - 1].end if index else 0
    before = [mark for mark in years if begin <= mark.start and mark.end <= counts[index].numeral.begin]
    inside = (
        before
        and text[before[-1].start - 1 : before[-1].start] == "("
        and text[before[-1].end : before[-1].end + 1] == ")"
    )
    return before[-1] if inside else None


def _heads_list(text: str, mark: YearMark, start: int, end: int) -> bool:
    """True of the first year of a list of years and numbers, in a bracket or after a colon."""
    opens = re.search(r"[(:]", text[start : mark.start]) is not None
    return opens and re.fullmatch(r"\s*[,:\u2013-]\s*(?:[nN]\s*=\s*)?", text[mark.end : end]) is not None


def _opens(text: str, mark: YearMark, end: int, counts: Sequence[Count], index: int) -> bool:
    """True if a year that stands after a clause's end opens the clause of the next count."""
    return (
        index + 1 < len(counts)
        and not re.match(r"\s*[,.;)]\s*$", text[mark.end : end])
        and text[mark.start - 1 : mark.start] != "("
    )


def _near(text: str, mark: YearMark, count: Count) -> bool:
    return (
        count.start - mark.end <= 30
        and re.fullmatch(r"\s*[,:(\u2013-]?\s*(?:with\s+)?(?:a\s+total\s+of\s+)?", text[mark.end : count.numeral.begin])
        is not None
    )


def _reaches(
    text: str, mark: YearMark, count: Count, counts: Sequence[Count], index: int, years: Sequence[YearMark]
) -> bool:
    """True if a year still holds at a later count: not beyond a clause that has a year of its own, or a full stop."""
    between = text[mark.end : count.start]
    if ";" in between and [one for one in years if one.start > mark.end]:
        return False
    closing = [one for one in counts[:index] if one.end <= mark.start]
    return not (closing and not mark.front and not _near(text, mark, count))


def _allowed(text: str, count: Count, mark: YearMark | None) -> YearMark | None:
    """Return *mark*, unless it is only the year in which something began."""
    if mark is None or not mark.begins:
        return mark
    if mark.end <= count.start:
        between = text[mark.end : count.start]
        if mark.lead == "in" and _COHORT_BEGAN.search(text[: mark.start][-50:]):
            return mark
        return mark if _WITH.match(between) and not _PERFECT.search(between) and "since" not in mark.lead else None
    bound = re.match(r"(?:since|by|until|before|after)\b", mark.lead) is not None
    bound = bound or _SINCE_IT.search(text[count.end : mark.start]) is not None
    return None if bound or _SET_UP.search(text[count.end : mark.start]) else mark


def _listed(text: str, counts: Sequence[Count], index: int) -> bool:
    if counts[index].kind == "faculty" and counts[index + 1].kind != "faculty":
        return False
    if re.match(r"\s+of\s+(?:them|these|those|whom)\b", text[counts[index + 1].numeral.end :]):
        return False
    return (
        _LIST.fullmatch(text, counts[index].end, min(counts[index + 1].start, counts[index + 1].numeral.begin))
        is not None
    )
