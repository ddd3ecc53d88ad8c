"""Printed dates to values, as precise as printed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

__all__ = ["find_partial_date", "parse_date", "parse_partial_date"]

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
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?!\d)(?:[ /.-]+(?P<month>\d{1,2}(?![\w])|[A-Za-z]{3,})\.?(?:[ /.-]+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\w))?)?"
    r"(?P<rest>.*)"
)
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s?[-\u2013]\s?\d{1,2})?\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})"
)
_MONTH_FIRST = re.compile(r"(?P<month>[A-Za-z]{3,9})\.?,?\s+(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>\d{4})")
_TIMED = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)[T ]\d\d:?\d\d.*")
_NUMBERS = re.compile(r"(?P<first>\d{1,2})(?P<sign>[/.-])(?:(?P<second>\d{1,2})(?P=sign))?(?P<year>(?:1[5-9]|20)\d\d)")
# "Jul/Aug 2019", "15-Oct-2019", "Oct-2019", "2019, Oct": of a span its beginning.
_SPAN = re.compile(
    r"(?:(?P<day>\d{1,2})[- ])?(?P<month>[A-Za-z]{3,9})\.?(?:\s?[/\u2013-]\s?[A-Za-z]{3,9}\.?)?(?:,? |-)(?P<year>(?:1[5-9]|20)\d\d)"
)
_COMMA_YEAR = re.compile(r"(\d{4}),\s+(?=[A-Za-z])")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# What a bibliographic date may hold besides: seasons, quarters, the end of a span.
_NO_MONTH = re.compile(
    r"spring|summer|autumn|fall|winter|1st|2nd|3rd|4th|first|second|third|fourth|quart(?:er)?|q[1-4]|suppl\w*|part|"
    r"christmas|easter|[\d\W_]+",
    re.IGNORECASE,
)
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
    Read a bibliographic date, year first, as ISO 8601 of the precision printed; of a span, its beginning.

    Raises:
        ValueError: If *text* does not begin with a year, or holds a word that is of no date.

    Examples:
        >>> parse_partial_date("2024 Sep 30"), parse_partial_date("2024 Sep"), parse_partial_date("2024")
        ('2024-09-30', '2024-09', '2024')
        >>> parse_partial_date("2019 Sep-Oct"), parse_partial_date("1998 Dec-1999 Jan"), parse_partial_date("1998 Spring")
        ('2019-09', '1998-12', '1998')
        >>> parse_partial_date("2001/09/01/"), parse_partial_date("2001///")
        ('2001-09-01', '2001')
    """
    match = _YEAR_FIRST.fullmatch(" ".join(text.split()))
    if match is None:
        msg = f"expected a year, or a year, month and day, got {text!r}"
        raise ValueError(msg)
    year, month, day = match["year"], match["month"], match["day"]
    _check_words(match["rest"], text)
    if month is None or (month.isalpha() and _NO_MONTH.fullmatch(month)):
        return str(year)
    number = int(month) if month.isdigit() else _month(month, text)
    if not 1 <= number <= 12:
        return str(year)  # 1975-76 is a span of years
    if day is None or not 1 <= int(day) <= monthrange(max(1, int(year)), number)[1]:
        return f"{year}-{number:02d}"
    return f"{year}-{number:02d}-{int(day):02d}"


@lru_cache(maxsize=4096)
def find_partial_date(text: str) -> str | None:
    """
    Return what of a bibliographic date is certain, as `parse_partial_date`, else its year, else None.

    Examples:
        >>> find_partial_date("2024 Sep 30"), find_partial_date("Spring 2019"), find_partial_date("in press")
        ('2024-09-30', '2019', None)
        >>> find_partial_date("4-8 Aug. 2020"), find_partial_date("March 7, 2019"), find_partial_date("Mar 2017")
        ('2020-08-04', '2019-03-07', '2017-03')
        >>> find_partial_date("10/15/2019"), find_partial_date("15.10.2019"), find_partial_date("10/2019"), find_partial_date("5/6/2019")
        ('2019-10-15', '2019-10-15', '2019-10', '2019')
        >>> find_partial_date("2019-10-15T00:00:00Z"), find_partial_date("Jul/Aug 2019"), find_partial_date("2019, Oct")
        ('2019-10-15', '2019-07', '2019-10')
        >>> find_partial_date("3 mai 2012"), find_partial_date("Dec 2012-Jan 2013"), find_partial_date("2012\u5e745\u6708")
        ('2012-05-03', '2012-12', '2012-05')
    """
    printed = _COMMA_YEAR.sub(r"\1 ", " ".join(text.split()))
    if "\u5e74" in text:  # the sign for a year, behind it
        return _rare_form(printed)
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        if match := pattern.fullmatch(printed):
            printed = " ".join(part for part in (match["year"], match["month"], match["day"]) if part)
    try:
        return parse_partial_date(printed)
    except ValueError:
        pass
    return _other_form(printed) or _rare_form(printed)


def _rare_form(text: str) -> str | None:
    """Return a date in another language, or a span with the year last; else the year."""
    from leaddata.clean.other_dates import other_date  # here, as it is long to load and hardly ever needed

    year = _YEAR.search(text)
    return year and (other_date(text) or year[0])


def _other_form(text: str) -> str | None:
    """Return a date with a time, one in numbers with the year last, or a span of months with the year last."""
    if match := _TIMED.fullmatch(text):
        return find_partial_date(match["date"])
    if match := _NUMBERS.fullmatch(text):
        first, second = int(match["first"]), int(match["second"] or 0)
        if not match["second"]:
            return find_partial_date(f"{match['year']}-{first}")
        if first > 12 or second > 12 or first == second:
            month, day = (second, first) if first > 12 else (first, second)
            return find_partial_date(f"{match['year']}-{month}-{day}")
        return match["year"]  # either may be the month
    if match := _SPAN.fullmatch(text):
        return find_partial_date(f"{match['year']} {match['month']} {match['day'] or ''}")
    return None


def _check_words(rest: str, text: str) -> None:
    for word in re.findall(r"[A-Za-z]\w*|\d+[a-z]+", rest):
        if word.lower() not in _MONTHS and not _NO_MONTH.fullmatch(word):
            msg = f"expected a year, or a year, month and day, got {text!r}"
            raise ValueError(msg)


def _month(name: str, text: str) -> int:
    number = _MONTHS.get(name.lower())
    if number is None:
        msg = f"expected the name of a month, got {text!r}"
        raise ValueError(msg)
    return number
