"""Dates as web pages and feeds print them, in many forms and languages, to the day of the calendar that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from leaddata.clean.month_names import MONTHS

__all__ = [
    "PrintedDate",
    "day_first_in",
    "find_dates",
    "find_short_dates",
    "first_date",
    "is_date_alone",
    "is_weekday",
    "month_of",
    "undated",
]

# Two of the months of the Irish have two words.
_MONTH = r"(?P<{}>(?:(?:meán|deireadh)\s(?=f))?[^\W\d_]{{3,11}})\.?"
_YEAR = r"(?P<{}>(?:1[5-9]|2[01])\d\d)(?!\d)"
# "June 3. 2013", and the time and zone that C prints before the year: "Thu Oct 27 10:00:00 UTC 2016".
_TO_YEAR = r"(?:st|nd|rd|th|\.)?(?:,\s*|\s+(?:\d\d?:\d\d(?::\d\d)?\s+(?:(?:[A-Z]{2,5}|[+-]\d{4})\s+)?)?|[/-])"
_FORMS = (
    (r"(?<![\d.,/-])" + _YEAR.format("y1") + r"-(?P<m1>\d\d)-(?P<d1>\d\d)(?![\d-])", "1"),
    (r"(?<![\d.,/-])" + _YEAR.format("y2") + r"(?P<s2>[/.])(?P<m2>\d\d?)(?P=s2)(?P<d2>\d\d?)(?![\d/])", "2"),
    (
        r"(?<!\d)(?P<y3>(?:19|20)\d\d)\s?[\u5e74\ub144]\s?(?P<m3>\d\d?)\s?[\u6708\uc6d4]\s?(?P<d3>\d\d?)\s?[\u65e5\uc77c]",
        "3",
    ),
    (
        r"(?<![\d.,/])(?P<d4>\d{1,2})(?:st|nd|rd|th|er|e|\u00ba|\u00aa|\.|af|ail|il|ydd|fed|eg|ain)?(?:(?:\s+(?:de|of)|,)?[\s-]+|\s+d['\u2019]|/|(?<=\.))"
        + _MONTH.format("m4")
        + r"(?:(?:\s+(?:de|del)|,)?[\s-]+|/|(?<=\.))"
        + _YEAR.format("y4"),
        "4",
    ),
    (
        r"(?<![^\W\d_])" + _MONTH.format("m5") + r"[\s/-]\s*(?P<d5>\d{1,2})" + _TO_YEAR + _YEAR.format("y5"),
        "5",
    ),
    (r"(?<![\d.,/-])(?P<d6>\d\d?)\.\s?(?P<m6>\d\d?)\.\s?" + _YEAR.format("y6"), "6"),
    (
        r"(?<![\d.,/-])(?P<a7>\d\d?)(?P<s7>[/-]|\s[/\u2013-]\s)(?P<b7>\d\d?)(?P=s7)" + _YEAR.format("y7") + r"(?![/-])",
        "7",
    ),
    (r"(?<!\d)(?P<d8>\d{1,2})[\s-]" + _MONTH.format("m8") + r"[\s-](?P<y8>\d\d)(?=\s+\d\d?:\d\d)", "8"),
    (
        _YEAR.format("y9")
        + r"(?:\.| m\.)?(?P<s9>[ /-])"
        + _MONTH.format("m9")
        + r"(?P=s9)(?P<d9>\d\d?)(?![\d:]|,?\s+\d{4})",
        "9",
    ),
    (r"(?P<y0>(?:19|20)\d\d)(?P<m0>0[1-9]|1[0-2])(?P<d0>[0-3]\d)(?=T\d{4})", "0"),
)
_YEARS, _DAYS, _MONTHS_FIRST, _STAMPS = (
    re.compile("|".join(f"(?:{form})" for form, number in _FORMS if number in numbers), re.IGNORECASE)
    for numbers in ("1239", "4678", "5", "0")
)
# Most texts that are a date and nothing else: "3 May 2021", "May 3, 2021".
_PLAIN = re.compile(
    r"(?:(?P<d>\d{1,2}) (?P<m>[A-Z][a-z]{2,8}) |(?P<m2>[A-Z][a-z]{2,8}) (?P<d2>\d{1,2}), )(?P<y>(?:19|20)\d\d)"
)
_SHORT_YEAR = re.compile(r"(?<![\d./-])(?P<a>\d\d?)(?P<s>[./-])(?P<b>\d\d?)(?P=s)(?P<y>\d\d)(?![\d./-])")
_NUMBER = re.compile(r"\d+")
_MAYBE = re.compile(r"\d(?:\d{3}|[ -][^\W\d_]{3,11}[ -]\d\d\s)")
_DAY_AND_YEAR = re.compile(rf"\d{{1,2}}{_TO_YEAR}{_YEAR.format('y')}", re.IGNORECASE)
_MONTH_BEFORE = re.compile(r"(?<![^\W\d_])(?:(?:[Mm]eán|[Dd]eireadh)\s(?=[Ff]))?[^\W\d_]{3,11}\.?(?:\s+|[/-])$")
_YEAR_FIRST = ("ja", "zh", "ko", "hu", "lt", "mn")
_WEEKDAY = (
    r"(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so|mié|jue|vie|sáb|dom|mar|gio|sab)"
    r"[^\W\d_]*[.,]*|(?:m[a\u00e5]n|tir?s|ons|tors|fre|l[\u00f8\u00f6]r|s[\u00f8\u00f6]n|maan|dins|woens|donder|vrij|zater|zon)dag,?"
    r"|(?:segunda|ter\u00e7a|quarta|quinta|sexta)(?:-feira)?,?|poniedzia\u0142ek,?|wtorek,?|\u015broda,?|czwartek,?|pi\u0105tek,?|sobota,?|niedziela,?"
)
_DAY_OF_WEEK = re.compile(_WEEKDAY, re.IGNORECASE)
_AROUND = re.compile(
    rf"(?:(?:first |last )?(?:posted|published|online|publié|publicado|publicada|pubblicato|veröffentlicht|publisert|publicerad|publicerat|publiceret|udgivet|geplaatst|gepubliceerd"
    rf"|opublikowano|publikováno|julkaistu|publicat|date|datum|on|am|le|el|il|em|op|den|at|à|um|the)[: ]*\s*|(?:{_WEEKDAY})\s*|[|,\u00b7\u2022\u2013\u2014()\s-]"
    r"|\d\d?[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?|\d\d?\s*[ap]\.?m\.?|uhr|gmt|bst|utc|[+-]\d\d:?\d\d)*",
    re.IGNORECASE,
)


class PrintedDate(NamedTuple):
    """
    A date and where it stands in a text.

    Attributes:
        value: The day; None of one such as 03/04/2021 whose order is not known.
        day_first: True or False of digits whose order shows; None of all others.
    """

    start: int
    end: int
    value: date | None
    day_first: bool | None = None


def find_dates(text: str, *, day_first: bool | None = None) -> tuple[PrintedDate, ...]:
    """
    Return the full dates in *text*: day, month and year. A time or zone beside one does not move its day.

    Args:
        day_first: Which comes first in 03/04/2021; None if it is not known.

    Examples:
        >>> text = "Wed, 21 Sep 2022 23:30:00 -0300; September 3rd, 2021; 1er mars 2020; 12.05.2019; 31/12/2018; 03/04/2021"
        >>> [str(found.value) for found in find_dates(text)]
        ['2022-09-21', '2021-09-03', '2020-03-01', '2019-05-12', '2018-12-31', 'None']
    """
    return _dates(text, day_first) if _may_hold_one(text) else ()


def _may_hold_one(text: str) -> bool:
    """Say at a glance whether a date may be in *text*: a year begins with 1 or 2, or is one of two digits before a time."""
    return ("2" in text or "1" in text or ":" in text) and _MAYBE.search(text) is not None


@lru_cache(maxsize=32768)
def _dates(text: str, day_first: bool | None) -> tuple[PrintedDate, ...]:
    # A line is asked for its dates again and again, by whoever wants to know what it is.
    if (plain := _PLAIN.fullmatch(text)) and (month := MONTHS.get((plain["m"] or plain["m2"]).lower())):
        with suppress(ValueError):
            return (PrintedDate(0, len(text), date(int(plain["y"]), month, int(plain["d"] or plain["d2"]))),)
    return tuple([found for match in _matches(text) if (found := _value(match, day_first))])


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Yield what has one of the forms, in order: each holds a number at its start, or after its first word."""
    at = 0
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        if start < at:
            continue
        match = None
        if end - start == 4:
            match = _YEARS.match(text, start)
        elif end - start < 3:
            month = _MONTH_BEFORE.search(text, at, start) if _DAY_AND_YEAR.match(text, start) else None
            match = month and _MONTHS_FIRST.match(text, month.start())
            match = match or _DAYS.match(text, start)
        elif end - start == 8:
            match = _STAMPS.match(text, start)
        if match:
            yield match
            at = match.end()


def find_short_dates(text: str, *, day_first: bool | None = None) -> tuple[PrintedDate, ...]:
    """
    Return the dates in *text* whose year has two digits. Versions and numbers of sections look like that too.

    Args:
        day_first: Which comes first in 03/04/21; between dots it is the day, if it can be.

    Examples:
        >>> [str(found.value) for found in find_short_dates("17.7.11; 8/17/13; 03/04/21")]
        ['2011-07-17', '2013-08-17']
    """
    found = []
    for match in _SHORT_YEAR.finditer(text) if _NUMBER.search(text) else ():
        one, two, year = int(match["a"]), int(match["b"]), int(match["y"])
        order = True if one > 12 else False if two > 12 else match["s"] == "." or day_first
        if order is None and one != two:
            continue
        day, month = (one, two) if order or one == two else (two, one)
        with suppress(ValueError):
            found.append(PrintedDate(*match.span(), date(year + (2000 if year < 70 else 1900), month, day)))
    return tuple(found)


def first_date(text: str, *, day_first: bool | None = None) -> date | None:
    """
    Return the first full date in *text*, or None.

    Examples:
        >>> first_date("Posted on 12 May 2021 by Ann Other"), first_date("May 2021"), first_date("30 February 2021")
        (datetime.date(2021, 5, 12), None, None)
    """
    if text[4:5] == text[7:8] == "-" and text[10:11] in ("", "T", " ") and text.startswith(("19", "20")):
        with suppress(ValueError):
            return date.fromisoformat(text[:10])
    for found in find_dates(text[:2000], day_first=day_first):
        if found.value:
            return found.value
    return None


def is_date_alone(text: str) -> bool:
    """
    True if *text* is a date and nothing else but weekday, time and words such as "Posted on".

    Examples:
        >>> is_date_alone("Posted on Wednesday, 12 May 2021 at 10:30"), is_date_alone("12 May 2021: a day to keep")
        (True, False)
    """
    return len(text) <= 80 and _may_hold_one(text) and _is_alone(text)


@lru_cache(maxsize=4096)
def _is_alone(text: str) -> bool:
    dates = _dates(text, None)
    if not dates:
        return False
    found = dates[0]
    return bool(_AROUND.fullmatch(text[: found.start]) and _AROUND.fullmatch(text[found.end :].removeprefix("T")))


def undated(text: str) -> str:
    """
    Return *text* with a bar for each date.

    Examples:
        >>> undated("3 May 2021 by Ann Other")
        '| by Ann Other'
    """
    for found in reversed(find_dates(text)):
        text = f"{text[: found.start]}|{text[found.end :]}"
    return text


def month_of(word: str) -> int | None:
    """
    Return the number of the month that a word, or its first letters, name; None if it names none.

    Examples:
        >>> month_of("Oct"), month_of("märz"), month_of("Octopus")
        (10, 3, None)
    """
    return MONTHS.get("-".join(word.lower().replace("i\u0307", "i").split()))


def is_weekday(word: str) -> bool:
    """True of a day of the week, or its first letters."""
    return _DAY_OF_WEEK.fullmatch(word) is not None


def day_first_in(language: str | None) -> bool | None:
    """
    Say whether the day comes first in dates of digits where *language* is spoken; None if that is not sure.

    Examples:
        >>> day_first_in("en-GB"), day_first_in("en_US"), day_first_in("en"), day_first_in("ja")
        (True, False, None, None)
    """
    known = (language or "").lower().replace("_", "-")
    if known == "en-us":
        return False
    return True if known and known != "en" and known[:2] not in _YEAR_FIRST else None


def _value(match: re.Match[str], day_first: bool | None) -> PrintedDate | None:
    number = str(match.lastgroup)[1:]
    if number != "7":
        return _full(match, match[f"y{number}"], match[f"m{number}"], match[f"d{number}"])
    one, two = int(match["a7"]), int(match["b7"])
    known = True if one > 12 else False if two > 12 else None
    order = known if known is not None else day_first
    if order is None and one != two:
        return PrintedDate(match.start(), match.end(), None)
    day, month = (one, two) if order or one == two else (two, one)
    found = _full(match, match["y7"], str(month), str(day))
    return None if found is None else PrintedDate(found.start, found.end, found.value, known)


def _full(match: re.Match[str], year: str, month: str, day: str) -> PrintedDate | None:
    number = int(month) if month.isdigit() else month_of(month)
    if number is None:
        return None
    # RFC 822 has years of two digits.
    whole = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
    try:
        return PrintedDate(match.start(), match.end(), date(whole, number, int(day)))
    except ValueError:
        return None
