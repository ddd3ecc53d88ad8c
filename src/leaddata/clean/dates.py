"""Printed dates to values, as precise as printed."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["parse_date", "parse_partial_date"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2}) ([A-Za-z]+)\.? (\d{4})")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})(?: ([A-Za-z]+|\d{1,2})\.?(?: (\d{1,2}))?)?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")


def parse_date(text: str) -> date:
    """
    Read a full date: ``24 February 2012``, or ISO 8601 (a time of day is left out, not converted).

    Raises:
        ValueError: If *text* is anything else, or no day of the calendar.

    Examples:
        >>> parse_date("24 February 2012")
        datetime.date(2012, 2, 24)
        >>> parse_date("2022-09-21T23:30:00-03:00")
        datetime.date(2022, 9, 21)
    """
    printed = " ".join(text.split())
    if match := _ISO.fullmatch(printed):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH_YEAR.fullmatch(printed):
        return date(int(match[3]), _month(match[2], text), int(match[1]))
    msg = f"expected a day, month and year, got {text!r}"
    raise ValueError(msg)


def parse_partial_date(text: str) -> str:
    """
    Read a bibliographic date, year first, as ISO 8601 of the precision printed.

    Raises:
        ValueError: If *text* is anything else.

    Examples:
        >>> parse_partial_date("2024 Sep 30")
        '2024-09-30'
        >>> parse_partial_date("2024 Sep"), parse_partial_date("2024")
        ('2024-09', '2024')
    """
    match = _YEAR_MONTH_DAY.fullmatch(" ".join(text.split()))
    if match is None:
        msg = f"expected a year, or a year, month and day, got {text!r}"
        raise ValueError(msg)
    year, month, day = match.groups()
    if month is None:
        return str(year)
    number = int(month) if month.isdigit() else _month(month, text)
    if day is None:
        return f"{year}-{number:02d}"
    return date(int(year), number, int(day)).isoformat()


def _month(name: str, text: str) -> int:
    number = _MONTHS.get(name.lower())
    if number is None:
        msg = f"expected the name of a month, got {text!r}"
        raise ValueError(msg)
    return number
