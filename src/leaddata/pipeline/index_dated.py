"""Titles that all begin, or all end, with the day of the post: ``2021-07-18 - Title``, ``Title (18 July 2021)``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from leaddata.clean.printed_dates import find_dates
from leaddata.model import Entry

__all__ = ["with_days_of_titles"]

_FEWEST = 3
_AFTER = re.compile(r"\s*[:|\u00b7\u2022\u2013\u2014\u00bb-]\s+|\s+[/\u2013\u2014-]\s*|\]\s*")
_BEFORE = re.compile(r"(?:\s+[|\u00b7\u2022\u2013\u2014/-]\s*|\s*[(\[])$")
_END = re.compile(r"\s*[)\]]?\s*")


def with_days_of_titles(entries: list[Entry]) -> list[Entry]:
    """
    Return *entries*, the day taken out of their titles if each of three or more has one at the same end, and none elsewhere.

    A single title may well have a day in it that is no day of a post.
    """
    if len(entries) < _FEWEST or entries[0].published:
        return entries
    for parted in (_day_first, _day_last):
        parts = _all_parted(entries, parted)
        if parts:
            return [_dated(entry, *part) for entry, part in zip(entries, parts, strict=True)]
    return entries


def _all_parted(entries: Sequence[Entry], parted: Callable[[str], tuple[str, str] | None]) -> list[tuple[str, str]]:
    parts = []
    for entry in entries:
        part = None if entry.published or not entry.title else parted(entry.title)
        if part is None:
            return []
        parts.append(part)
    return parts


def _day_first(title: str) -> tuple[str, str] | None:
    """Return the day that a title begins with, and the rest."""
    dates = find_dates(title)
    sign = _AFTER.match(title, dates[0].end) if dates and not title[: dates[0].start].strip("[( ") else None
    rest = title[sign.end() :].strip() if sign else ""
    return (title[dates[0].start : dates[0].end], rest) if rest else None


def _day_last(title: str) -> tuple[str, str] | None:
    """Return the day that a title ends with, and what stands before it."""
    dates = find_dates(title)
    sign = _BEFORE.search(title[: dates[-1].start]) if dates and _END.fullmatch(title, dates[-1].end) else None
    rest = title[: sign.start()].strip() if sign else ""
    return (title[dates[-1].start : dates[-1].end], rest) if rest else None


def _dated(entry: Entry, day: str, title: str) -> Entry:
    place = entry.places.get("title")
    return entry._replace(
        title=title, published=day, places={**entry.places, **({"published": place} if place is not None else {})}
    )
