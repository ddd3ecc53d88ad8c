"""When a post was published, as the part of a page that holds it says: marked as a date, or printed in a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from leaddata.clean.name_words import PARTICLES
from leaddata.clean.partial_dates import Span, completed_day
from leaddata.clean.printed_dates import PrintedDate, find_dates, first_date
from leaddata.pipeline.day_words import PUBLISHED, UPDATED
from leaddata.pipeline.html_lines import HtmlLine, lines_of, tokens_of
from leaddata.pipeline.index_short import printed_short
from leaddata.pipeline.index_spans import Spans
from leaddata.pipeline.page_parts import link_text

__all__ = [
    "Stated",
    "day_of_address",
    "is_of_change",
    "modified_in",
    "printed_days",
    "published_in",
    "stands_out",
    "states_day",
]

_MACHINE_FORMS = ("datetime", "content", "title")
_DATED_BY = frozenset(_MACHINE_FORMS)
_TIMES = frozenset({"time", "relative-time", "local-time"})
_FEW_WORDS = 14
_MOST_WORDS = 40
_STAMP = 20
_STACKED = 9
_LABEL = 30
# What is said before the day of a change, and not of publication.
_CHANGED = re.compile(
    r"\b(?:updated|modified|edited|amended|reviewed|revised|changed|aktualisiert|geändert|mis à jour|actualizado|aggiornato)"
    r"(?:\s+(?:on|am|le|el|il|at))?[\s:|]*$",
    re.IGNORECASE,
)
_FEWEST_SMALL = 5
_LONGEST_PART = 20
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?:/|$)")
_BARS = re.compile(r"[|\u00b7\u2022]|\s[/\u2013\u2014-]\s")
_DATED = re.compile(
    r"[\W_]*(?:(?:first |last )?(?:posted|published|publié|publicado|pubblicato|veröffentlicht|date|datum)?:?\s*"
    r"(?:on|am|le|el|il|em|op|den)?:?\s*(?:[^\W\d_]+day,?|[^\W\d_]{2,3}[.,])?[\W_]*)",
    re.IGNORECASE,
)


class Stated(NamedTuple):
    """A date as stated, and where it stands: an element, the attribute of it, if it is one; what is printed if that is but a part."""

    text: str
    element: Any
    attribute: str = ""
    part: str = ""


def printed_days(root: Any) -> list[str]:
    """Return what the elements below *root* that are dates say, in order: their text before their machine form."""
    return [day.text for day in _days(root)]


def _days(root: Any) -> Iterator[Stated]:
    for element in root.iter(*_TIMES, "abbr", "meta", "span"):
        tag = element.tag
        if tag == "span" and _DATED_BY.isdisjoint(element.keys()):
            continue
        name, stated = _machine_form(element)
        if not name and tag not in _TIMES:
            continue
        words = tokens_of(element) if tag != "time" or element.get("class") or element.get("itemprop") else frozenset()
        if words.isdisjoint(PUBLISHED) and (tag not in _TIMES or not words.isdisjoint(UPDATED)):
            continue
        text = link_text(element)
        day = first_date(text[:200])
        # Of two that name one day, the machine form is the one that cannot be read otherwise.
        if stated and (day is None or states_day(stated, day)):
            yield Stated(stated, element, name)
        elif day:
            yield Stated(text, element)


def _machine_form(element: Any) -> tuple[str, str]:
    """Return the first attribute of an element that says a date to machines, and what it says."""
    for name in _MACHINE_FORMS:
        if stated := element.get(name):
            return name, str(stated)
    return "", ""


def states_day(stated: str, day: date) -> bool:
    """True if what is stated for machines is a day."""
    return stated.startswith(day.isoformat()) or first_date(stated) == day


def published_in(
    roots: Sequence[Any], lines: Sequence[HtmlLine], dated: Any, spans: Spans, groups: frozenset[str]
) -> Stated | None:
    """
    Return the date of the post that stands in *roots*, or None.

    Args:
        lines: Of *roots*.
        dated: The element of a date that stands above it and others, or None.
        spans: The headings of years and months of the page.
        groups: Words of groups, in small letters.
    """
    for root in roots:
        day = next(_days(root), None)
        if day:
            return day
    found = _printed(lines, "updated", "modified") or _stacked(lines)
    if found is None and any(line.has("updated") for line in lines):
        # Old themes call the day of publication so, too, and print no other.
        found = _printed(lines, "modified")
    if found is not None:
        return found
    if dated is not None:
        return _of_heading(dated, spans)
    completed = spans.completed(roots[0], lines)
    completed = completed or printed_short(lines, groups)
    return None if completed is None else Stated(completed[0], completed[1], part=completed[2])


def day_of_address(href: str, lines: Sequence[HtmlLine]) -> Stated | None:
    """Return the day of which a line prints day and month, and an address all: ``12/07`` beside ``/2024/12/07/``."""
    found = _DAY_IN_ADDRESS.search(href)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    with suppress(ValueError):
        stated = date(year, month, day).isoformat()
        either = {f"{year} {one:02}{sign}{two:02}" for one, two in ((day, month), (month, day)) for sign in "/-."}
        for line in lines:
            text = line.text("title", "more")
            if len(text) <= _LONGEST_PART and completed_day(text, Span(year, None)) in {stated, *either}:
                return Stated(stated, line.element, part=text)
    return None


def _of_heading(dated: Any, spans: Spans) -> Stated | None:
    """Return the day that stands above a post: as it is marked or printed, or with the year of a heading above."""
    day = next(_days(dated), None)
    text = link_text(dated)
    if day is not None or first_date(text) is not None or find_dates(text):
        return day or Stated(text, dated)
    completed = spans.completed(dated, lines_of((dated,), None))
    return None if completed is None else Stated(completed[0], completed[1], part=completed[2])


def _printed(lines: Sequence[HtmlLine], *without: str) -> Stated | None:
    """Return the first date that is printed in a line of its own, at an edge, or else at the end of a text."""
    loose: Stated | None = None
    for line in lines:
        rest = line.parted("title", "more", *without)
        dates = find_dates(rest[:400])
        if not dates:
            # Day, month and year may stand in an element each.
            rest, dates = _stamp(line, *without)
        dates = tuple([one for one in dates if not is_of_change(rest, one)])
        if not dates:
            continue
        found = dates[0]
        stated = Stated(rest[found.start : found.end], line.element)
        # A date in a line of its own, or at an edge, is the post's; one in running text may be any.
        if stands_out(rest, found) or line.has("author"):
            return stated
        if len(rest) - found.end < 3 and loose is None:
            loose = stated
    return loose


def _stands_between(line: str, found: PrintedDate) -> bool:
    """True of a date that has little more than a label beside it between two bars, or a bar and an edge."""
    before = _BARS.split(line[: found.start])
    after = _BARS.split(line[found.end :])
    return len(before) + len(after) > 2 and len(before[-1].split()) + len(after[0].split()) <= _FEWEST_SMALL


def _stamp(line: HtmlLine, *without: str) -> tuple[str, tuple[PrintedDate, ...]]:
    """Return a short line, its pieces together or a blank apart, and the dates in it."""
    rest = line.text("title", "more", *without)
    if len(rest) > _STAMP:
        return rest, ()
    if dates := find_dates(rest):
        return rest, dates
    kinds = {"title", "more", *without}
    apart = " ".join(" ".join([text for text, kind, _ in line.pieces if kind not in kinds]).split())
    return apart, find_dates(apart)


def _stacked(lines: Sequence[HtmlLine]) -> Stated | None:
    """Return the date whose day, month and year stand in a line each."""
    for number, line in enumerate(lines):
        if not 0 < len(first := line.text("title", "more")) <= _STACKED:
            continue
        parts = [first, *[one.text("title", "more") for one in lines[number + 1 : number + 3]]]
        for joined in (" ".join(parts[:count]) for count in (2, 3) if len(parts) >= count):
            dates = find_dates(joined) if len(joined) <= _STAMP else ()
            if dates and dates[0].start == 0 and dates[0].end == len(joined):
                return Stated(joined, line.element)
    return None


def is_of_change(text: str, day: PrintedDate) -> bool:
    """True of a day that a line says is that of a change."""
    return _CHANGED.search(text[max(0, day.start - _LABEL) : day.start]) is not None


def stands_out(text: str, day: PrintedDate) -> bool:
    """True of a day in a line of few words, at the start of one, or between its bars."""
    return _is_short(text) or _DATED.fullmatch(text[: day.start]) is not None or _stands_between(text, day)


def _is_short(line: str) -> bool:
    """True of a line of few words, those of names not counted."""
    words = line.split()
    return len(words) <= _FEW_WORDS or (
        len(words) <= _MOST_WORDS
        and sum(word[0].islower() and word not in PARTICLES for word in words) <= _FEWEST_SMALL
    )


def modified_in(roots: Sequence[Any]) -> str | None:
    """Return when the post that stands in *roots* was changed, or None."""
    for root in roots:
        for element in root.iter("time"):
            words = tokens_of(element)
            if words & UPDATED and not words & PUBLISHED and element.get("datetime"):
                return str(element.get("datetime"))
    return None
