"""Days of which a page prints the year, or year and month, once: as a heading above those that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import Any

from leaddata.clean.partial_dates import Span, completed_day, is_part_of_day, parse_span
from leaddata.clean.printed_dates import day_first_in
from leaddata.model import Entry
from leaddata.pipeline.html_lines import HtmlLine
from leaddata.pipeline.index_dated import with_days_of_titles
from leaddata.pipeline.index_signed import with_names_of_titles

__all__ = ["Spans", "settled"]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TOP = frozenset({"html", "body"})
_LONGEST = 24  # letters of such a heading
_LONGEST_DAY = 20
_OTHERS = frozenset({"title", "more", "author", "topic", "updated", "modified"})
_STRINGS = 8
_BARS = re.compile(r"[|\u00b7\u2022\u2013\u2014\u00bb()]|\s-\s|:\s")
_TURN = 70  # years of two digits before are of this century
_NUMBERS = re.compile(r"(?P<year>\d\d(?:\d\d)?) (?P<one>\d\d?)(?P<sign>[-/.])(?P<two>\d\d?)")


class Spans:
    """The headings of years and months above elements of a page; each element before them is looked at once."""

    def __init__(self) -> None:
        self._nearest: dict[Any, tuple[Any, Span | None]] = {}
        self._years: dict[Any, tuple[Any, Span | None]] = {}

    def completed(self, root: Any, lines: Sequence[HtmlLine]) -> tuple[str, Any, str] | None:
        """
        Return the day that one of *lines* prints in part, with the rest from the heading above *root*; its element; the part.

        None if no line is such a day, or no heading says the year.
        """
        lines = [line for line in lines if not line.kinds <= _OTHERS]
        parts = [(part, line.element) for line in lines for part in _parts(line)]
        # Day and month may stand in a line each.
        parts += [(f"{one} {other}", line.element) for (one, line), (other, _) in pairwise(_short_lines(lines))]
        if not parts or (span := self._of(root, lines)) is None:
            return None
        return next(((day, element, part) for part, element in parts if (day := completed_day(part, span))), None)

    def _of(self, root: Any, lines: Sequence[HtmlLine]) -> Span | None:
        """Return what the heading says that a post has to itself, where it is the one post below it, or the heading above."""
        own = next((span for line in lines if line.tag in _HEADINGS and (span := parse_span(line.text()))), None)
        if own is not None and own.year is not None:
            return own
        above = self._above(root)
        return above if own is None or above is None else Span(above.year, own.month)

    def _above(self, element: Any) -> Span | None:
        label, span = _found(element, self._nearest, years=False)
        if span is None or span.year is not None:
            return span
        _, year = _found(label, self._years, years=True)
        return None if year is None else Span(year.year, span.month) if year.month in (None, span.month) else None


def _found(element: Any, known: dict[Any, tuple[Any, Span | None]], *, years: bool) -> tuple[Any, Span | None]:
    """Return the nearest heading above *element* that is a span, a month alone only unless *years*; None behind any other."""
    chain = []
    answer: tuple[Any, Span | None] = (None, None)
    while element is not None:
        if element in known:
            answer = known[element]
            break
        chain.append(element)
        before = element.getprevious()
        if before is None:
            before = element.getparent()
            if before is None or before.tag in _TOP:
                break
            said = before.text or ""
        else:
            said = _text_of_small(before)
        span = parse_span(said) if 3 <= len(said) <= _LONGEST else None
        if span is not None and (span.year is not None or not years):
            answer = (before, span)
            break
        if before.tag in _HEADINGS and span is None and _ends_search(before, said):
            break
        element = before
    for one in chain:
        known[one] = answer
    return answer


def _ends_search(heading: Any, said: str) -> bool:
    """True of a heading that begins another part of a page: it is no title of a post, and no day."""
    if next(heading.iter("a"), None) is not None:
        return False
    return not is_part_of_day(said)


def _text_of_small(element: Any) -> str:
    """Return the text of an element that may be a label, else nothing."""
    if not isinstance(element.tag, str) or len(element) > 3:
        return ""
    strings = list(islice(element.itertext(), _STRINGS))
    return "" if len(strings) == _STRINGS else " ".join("".join(strings).split())


def _short_lines(lines: Sequence[HtmlLine]) -> list[tuple[str, HtmlLine]]:
    return [(text, line) for line in lines if len(text := line.text(*_OTHERS)) <= _LONGEST_DAY // 2]


def _parts(line: HtmlLine) -> list[str]:
    """Return what may be a day in a line: all of it, or what stands between bars."""
    text = line.parted(*_OTHERS)
    apart = " ".join(" ".join([piece for piece, kind, _ in line.pieces if kind not in _OTHERS]).split())
    parts = [text, *(part.strip() for part in _BARS.split(text)), *([apart] if apart != text else ())]
    return [part for part in parts if len(part) <= _LONGEST_DAY and any(sign.isdigit() for sign in part)]


def settled(entries: list[Entry], language: str | None) -> list[Entry]:
    """
    Return *entries*, days and names taken out of titles where all have one, days of two numbers read: by one of them that can be read one way only, else as the sign says.

    A day between points is before its month; between strokes the language says which is first; between hyphens nothing does.
    """
    entries = with_names_of_titles(with_days_of_titles(entries))
    found = {
        number: match
        for number, entry in enumerate(entries)
        if entry.published and (match := _NUMBERS.fullmatch(entry.published))
    }
    if not found:
        return entries
    if _is_year_first([match for match in found.values() if len(match["year"]) == 2], language):
        found = {number: match for number, match in found.items() if len(match["year"]) == 4}
    orders: dict[str, bool | None] = {}
    for sign in {match["sign"] for match in found.values()}:
        ones = [match for match in found.values() if match["sign"] == sign]
        first, second = (any(int(match[name]) > 12 for match in ones) for name in ("one", "two"))
        told = None if first and second else True if first else False if second else None
        by_use = True if sign == "." else day_first_in(language) if sign == "/" else None
        orders[sign] = told if first or second else by_use
    return [
        entry._replace(published=_day(found[number], orders[found[number]["sign"]])) if number in found else entry
        for number, entry in enumerate(entries)
    ]


def _day(match: re.Match[str], day_first: bool | None) -> str | None:
    if day_first is None:
        return None
    day, month = (match["one"], match["two"]) if day_first else (match["two"], match["one"])
    year = int(match["year"])
    whole = year if len(match["year"]) == 4 else year + (2000 if year < _TURN else 1900)
    return f"{whole}-{int(month):02}-{int(day):02}"


def _is_year_first(matches: Sequence[re.Match[str]], language: str | None) -> bool:
    """True of three numbers of two digits whose first is the year: so the language has it, or so alone they are in order."""
    if language and not language.lower().startswith("en") and day_first_in(language) is None:
        return True
    days = [(int(match["one"]), int(match["two"]), int(match["year"])) for match in matches]
    orders = ([(year, two, one) for one, two, year in days], [(year, one, two) for one, two, year in days])
    return len(days) > 2 and _is_sorted(days) and not any(_is_sorted(order) for order in orders)


def _is_sorted(days: Sequence[tuple[int, int, int]]) -> bool:
    return list(days) in (sorted(days), sorted(days, reverse=True))
