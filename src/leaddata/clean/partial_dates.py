"""A day printed without its year, or month, and the heading above it that says them: ``25 Oct`` under ``October 2020``."""

from __future__ import annotations

import re
from typing import NamedTuple

from leaddata.clean.printed_dates import is_weekday, month_of

__all__ = ["Span", "completed_day", "is_part_of_day", "parse_span", "short_day", "without_month"]

_WORD = r"[^\W\d_]{3,11}|(?:meán|deireadh) fómhair"
_SPAN = re.compile(
    rf"\W*(?:(?:archives?|posts?|news|blogs?|articles|year)\W+(?:(?:from|for|in|of)\s+)?)?(?:(?P<m1>{_WORD})\.?,?\s+(?:de\s+)?)?"
    rf"(?P<y>(?:19|20)\d\d)(?:[/-](?P<m2>\d\d)|\s+(?P<m3>{_WORD})|\u5e74(?:\s?(?P<m4>\d\d?)\s?\u6708)?)?\W*(?:\d{{1,4}}(?:\s+posts)?\W*)?",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"\W*(?P<m>{_WORD})\W*", re.IGNORECASE)
_EDGE = r"[\s|:,;\u00b7\u2022\u2013\u2014\u00bb()-]*"
_DAY = re.compile(
    rf"{_EDGE}(?:(?P<before>[^\W\d_]{{2,12}}[.,]*)\s*)?(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?:[\s-]+(?:(?:of|de)\s+)?(?P<m>{_WORD})\.?)?{_EDGE}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_EDGE}(?:(?P<before>[^\W\d_]{{2,12}}[.,]*)\s+)?(?P<m>{_WORD})\.?[\s-]+(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?{_EDGE}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\s*(?P<one>\d\d?)(?P<sign>[-/.])(?P<two>\d\d?)\.?\s*")
_ANY_YEAR, _LONGEST_PART = 2000, 20
_SHORTEST = 10
_CENTURIES = (" 19", " 20")
_TURN = 70  # years of two digits before are of this century
# A year of two digits: of numbers, or behind the name of a month, most with an apostrophe before it.
_SHORT = re.compile(r"(?:\d\d?/\d\d?/|\d\d\.\d\d\.)(?P<year>\d\d)")
_SHORT_NAMED = re.compile(
    rf"(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-]+(?P<m>{_WORD})\.?|(?P<m2>{_WORD})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,|(?=\s+['\u2018\u2019]))),?[\s-]+['\u2018\u2019]?(?P<y>\d\d)",
    re.IGNORECASE,
)


# A month and its year at an end of a line, parted from what is beside them.
_SIGN = r"[|,;:\u00b7\u2022\u2013\u2014/()-]"
_MONTH_AT_END = re.compile(
    rf"(?:(?:\s*{_SIGN}+\s*|\s+(?:in|on)\s+)(?P<m>{_WORD})\.?,?\s+(?:19|20)\d\d\)?\s*$|^\s*(?P<m2>{_WORD})\.?,?\s+(?:19|20)\d\d\s*{_SIGN}+\s*)",
    re.IGNORECASE,
)


class Span(NamedTuple):
    """What a heading says of the days below it: year, month, or both; None of what it does not say."""

    year: int | None
    month: int | None


def parse_span(text: str) -> Span | None:
    """
    Return the year and month that a heading consists of, or None if it is anything else.

    Examples:
        >>> parse_span("October 2020"), parse_span("2022 (14)"), parse_span("May"), parse_span("Plans for 2020")
        (Span(year=2020, month=10), Span(year=2022, month=None), Span(year=None, month=5), None)
    """
    found = _SPAN.fullmatch(text)
    if found:
        printed = next((found[name] for name in ("m1", "m2", "m3", "m4") if found[name]), None)
        month = None if printed is None else int(printed) if printed.isdigit() else month_of(printed)
        return None if printed is not None and (month is None or not 0 < month < 13) else Span(int(found["y"]), month)
    alone = _MONTH.fullmatch(text)
    named = month_of(alone["m"]) if alone else None
    return None if named is None else Span(None, named)


def completed_day(text: str, span: Span) -> str | None:
    """
    Return a printed day with what *span* says of it: ``25 Oct`` as ``2020-10-25``; None if it is no day, or does not fit.

    Of two numbers either may be the month: they are returned as printed behind the year, for whoever knows the others.

    Examples:
        >>> completed_day("Sun 25 Oct", Span(2020, None)), completed_day("25th", Span(2020, 10)), completed_day("25", Span(2020, None))
        ('2020-10-25', '2020-10-25', None)
        >>> completed_day("25 Oct", Span(2020, 9)), completed_day("09-05", Span(2015, None))
        (None, '2015 09-05')
    """
    digits = _DIGITS.fullmatch(text)
    if digits:
        return f"{span.year} {digits['one']}{digits['sign']}{digits['two']}"
    # "Mar 24" is a day of March, or a Tuesday.
    for form in (_MONTH_FIRST, _DAY):
        found = form.fullmatch(text)
        if found is None or (found["before"] and not is_weekday(found["before"])):
            continue
        month = month_of(found["m"]) if found["m"] else span.month
        if month is not None and span.month in (None, month):
            return f"{span.year:04}-{month:02}-{int(found['d']):02}"
    return None


def is_part_of_day(text: str, *, of_month: bool = False) -> bool:
    """
    True of a day and its month without the year.

    Args:
        of_month: True if a day without its month counts, too.

    Examples:
        >>> is_part_of_day("Thu 14 March"), is_part_of_day("14th"), is_part_of_day("14th", of_month=True), is_part_of_day("Room 14")
        (True, False, True, False)
    """
    spans = (Span(_ANY_YEAR, None), Span(_ANY_YEAR, 1)) if of_month else (Span(_ANY_YEAR, None),)
    return len(text) <= _LONGEST_PART and any(completed_day(text, span) for span in spans)


def short_day(text: str) -> str | None:
    """
    Return a day whose year is printed with two digits, the year whole: ``17 Jun '24`` as ``2024-06-17``; None if it is none.

    Of three numbers the last is taken for the year, and which of the others is the month is left open: they are returned
    as printed behind the year, for whoever knows the others.

    Examples:
        >>> short_day("17 Jun '24"), short_day("13/10/16"), short_day("03.09.16"), short_day("1.2.10"), short_day("May 24")
        ('2024-06-17', '16 13/10', '16 03.09', None, None)
    """
    numbers = _SHORT.fullmatch(text)
    if numbers:
        return f"{numbers['year']} {text[: -len(numbers['year']) - 1]}"
    named = _SHORT_NAMED.fullmatch(text)
    month = month_of(named["m"] or named["m2"]) if named else None
    if named is None or month is None:
        return None
    year = int(named["y"])
    return f"{year + (2000 if year < _TURN else 1900)}-{month:02}-{int(named['d'] or named['d2']):02}"


def without_month(text: str) -> str | None:
    """
    Return a line without the month and year with which it ends or begins; None if it does not.

    Examples:
        >>> without_month("Ann Other \u00b7 Nov 2024"), without_month("March 2021 | Ann Other"), without_month("Plans for 2020")
        ('Ann Other', 'Ann Other', None)
    """
    found = _MONTH_AT_END.search(text) if len(text) > _SHORTEST and any(map(text.__contains__, _CENTURIES)) else None
    if found is None or month_of(found["m"] or found["m2"]) is None:
        return None
    return f"{text[: found.start()]}{text[found.end() :]}".strip()
