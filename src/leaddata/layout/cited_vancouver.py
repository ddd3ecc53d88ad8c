"""
References of Vancouver style, with the year behind the title.

``Names. Title. Journal. Year;volume:pages.``, ``Names. Title. Edition. Place: Publisher; Year.`` and
``Names. Title. In: Names, editors. Book. Place: Publisher; Year. p. pages.`` What has not one of these forms, like that of
IEEE with initials first and commas between the parts, is not guessed.
"""

from __future__ import annotations

import re

from leaddata.layout.cited_pieces import bare_title, rest_start, title_end, without_stop
from leaddata.layout.cited_titles import Parts, quoted_title

__all__ = ["vancouver_parts"]

_Span = tuple[int, int]
_NOTHING: _Span = (-1, -1)
_FAMILY = r"(?:(?:[\w\u2019'-]+ ){1,3}(?=[A-Z]{1,4}(?:,|\.|;| et\b| \()))"
# Authors: family name, initials without stops.
_NAMES = re.compile(
    rf"{_FAMILY}[A-Z]{{1,4}}(?:[,;] {_FAMILY}[A-Z]{{1,4}})*(?:,? et al)?(?:,? \(?[Ee]ds?\)?|, editors?)?\.\s+"
)
_FULL_NAME = re.compile(r"[A-Z][\w\u2019'-]+, [A-Z][\w\u2019'-]+(?: [A-Z]\.?)*$")
_BODY_END = re.compile(r"(?<![\s.][A-Z])\.\s+(?=[\w\u2018\u201c\"'])")
_INITIAL_FIRST = re.compile(r"(?:[A-Z]\.[ -]?)+ ?(?:[a-z]+ )*[A-Z][\w\u2019'-]+")
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_JOURNAL = re.compile(rf"(?P<name>[A-Z][^.;:,]*?)(?: \([^()]+\))?[.,]?\s+\(?{_YEAR}(?=[a-z]?(?:\)|;|:|\.|,|$|\s))")
_PUBLISHED = re.compile(rf"(?P<name>[A-Z][^.;:]*: [^;.]+?|[A-Z][^.;:\d]*?)\s?[;,]\s*{_YEAR}")
_PRESS = re.compile(r"(?P<name>[A-Z][^.;:]*?)\.\s+(?:[Ii]n press|[Ff]orthcoming)\b")
_DATED = re.compile(rf"{_YEAR}")
_UNDATED = re.compile(r"\[(?:date unknown|no date|n\.?\s?d\.?)\]", re.IGNORECASE)
_BOOK = re.compile(
    r"[Ii]n:? (?P<names>[^:]{3,200}?),? \(?(?:[Ee]ds?\b\.?|[Ee]ditors?)\)?[.:,]\s*(?P<name>[A-Z][^.]*?)\.\s+"
)


def vancouver_parts(text: str, end: int) -> tuple[_Span, Parts, _Span]:
    """Return authors, parts and year of a reference with the year behind the title; nothing where it has not that form."""
    nothing = _NOTHING, Parts(), _NOTHING
    names = _NAMES.match(text, 0, end)
    stop = names or _BODY_END.search(text, 0, end)
    if stop is None or _INITIAL_FIRST.match(text) or "(" in text[: stop.start()].replace("(ed", ""):
        return nothing
    begin = stop.end()
    authors = (0, len(text[:begin].rstrip(" .")))
    if names is None and (re.search(r"[\d:;\u201c\u2018]", text[: authors[1]]) or _is_listed(text[: authors[1]])):
        return nothing
    parts = Parts()
    if quoted := quoted_title(text, begin, end):
        parts.title, after = quoted
    else:
        ends = title_end(text, begin, end)
        if ends is None or ends[1] >= end - 1:
            return nothing
        (first, last), _ = bare_title(text, begin, ends[0])
        parts.title, after = (first, last), ends[1]
        if not re.search(r"[^\W\d_]{2}", text[first:last]):
            return nothing
    year = _behind(text, after, end, parts)
    if year is None:
        return nothing
    return authors, parts, year


def _is_listed(names: str) -> bool:
    """True of a part with commas that is no name written out."""
    return "," in names and not _FULL_NAME.match(names)


def _behind(text: str, start: int, end: int, parts: Parts) -> _Span | None:
    """Read what follows the title; return the year, or None where it has no known form."""
    place = rest_start(text, start, end)
    if book := _BOOK.match(text, place, end):
        place = rest_start(text, book.end(), end)
        published = _PUBLISHED.match(text, place, end)
        if published is None:
            return None
        parts.container, parts.publisher = book.span("name"), published.span("name")
        return published.span("year")
    if press := _PRESS.match(text, place, end):
        parts.container = press.span("name")
        return _NOTHING
    if journal := re.compile(rf"(?:[Ii]n:? )?{_JOURNAL.pattern}").match(text, place, end):
        parts.container = without_stop(text, *journal.span("name"))
        return journal.span("year")
    if published := _PUBLISHED.match(text, place, end):
        parts.publisher = published.span("name")
        return published.span("year")
    if dated := _DATED.match(text, place, end):
        return dated.span("year")
    return _NOTHING if _UNDATED.match(text, place, end) else None
