"""Dates of records in a form that is not usual there: another language, a span with the year last, a weekday or a time."""

from __future__ import annotations

import re

from leaddata.clean.partial_dates import parse_span
from leaddata.clean.printed_dates import first_date, is_date_alone, month_of

__all__ = ["other_date"]

_BETWEEN = re.compile(r"\s*(?:[-\u2013\u2014/&]|\b(?:and|to|y|e|et|und)\b)\s*")
_POINT = re.compile(
    r"(?:(?P<d>\d{1,2})(?!\d)(?:st|nd|rd|th|\.)?)?\s*(?:(?:de|of)\s+)?(?P<m>[^\W\d_]{3,11})?\.?\s*(?P<d2>\d{1,2}(?!\d))?,?\s*"
    r"(?:de\s+)?(?P<y>(?:1[5-9]|20)\d\d)?"
)


def other_date(text: str) -> str | None:
    """
    Return the day or the month that *text* is, as ISO 8601, of a span its beginning; None if it is no such date.

    Examples:
        >>> other_date("15 de mayo de 2012"), other_date("Okt. 2012"), other_date("Friday, November 30, 2012")
        ('2012-05-15', '2012-10', '2012-11-30')
        >>> other_date("28 May - 3 June 2012"), other_date("Dec 2012-Jan 2013"), other_date("May and June 2012")
        ('2012-05-28', '2012-12', '2012-05')
        >>> other_date("Summer 2012"), other_date("3/5/2012")
        (None, None)
    """
    if is_date_alone(text):
        day = first_date(text)
        return None if day is None else day.isoformat()
    month = parse_span(text)
    if month is not None and month.year and month.month:
        return f"{month.year}-{month.month:02}"
    between = _BETWEEN.search(text)
    first = _POINT.fullmatch(text, 0, between.start()) if between else None
    last = _POINT.fullmatch(text, between.end()) if between else None
    if first is None or last is None:
        return None
    year, name, day_of = first["y"] or last["y"], first["m"] or last["m"], first["d"] or first["d2"]
    number = month_of(name) if name else None
    if not year or number is None or (first["d"] and first["d2"]) or (last["m"] and month_of(last["m"]) is None):
        return None
    whole = f"{year}-{number:02}"
    return whole if day_of is None or not 1 <= int(day_of) <= 31 else f"{whole}-{int(day_of):02}"
