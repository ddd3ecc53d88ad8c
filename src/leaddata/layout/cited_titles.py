"""Title, container and publisher of a reference: by quotation marks, italics, and what stands between full stops."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leaddata.layout.cited_pieces import (
    EDITION,
    JOURNAL,
    PAGES,
    PUBLISHER,
    SERIES,
    STOP,
    THESIS,
    VOLUME,
    bare_title,
    rest_start,
    title_end,
    without_stop,
)
from leaddata.model import Cell

__all__ = ["Parts", "dated_parts", "quoted_title", "untitled_parts"]

_Span = tuple[int, int]
_CLOSED = r"(?!\w)(?!\s+(?!in\b)[a-z])[.,;:]?\s*"
_QUOTED = re.compile(
    rf"(?:\u2018(?P<one>.+?[\w?!.)\u2019\u201d'])[,.]?\u2019{_CLOSED}"
    rf"|\u201c(?P<two>.+?[\w?!.)\u2019'])[,.]?\u201d{_CLOSED}"
    rf"|(?P<sign>['\"])(?P<plain>.+?[\w?!.)\u2019'])[,.]?(?P=sign){_CLOSED})"
)
_DAY = re.compile(r"(?P<name>[A-Z].*?), (?P<day>\d{1,2} [A-Z][a-z]+)\.?")
_LONE_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+")
_IN_BOOK = re.compile(
    r"[Ii]n:? (?:(?P<editors>[^()]{3,200}?) ?\([Ee]ds?\.?\)[.,:]? *)(?P<name>[^.(]+?)(?= ?\(pp| ?\(\d|[.,] |\.?$)"
)
_SEASON = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Spring|Summer|Autumn|Fall|Winter)\b"
)


@dataclass
class Parts:
    """Where the parts of a reference stand in its text."""

    title: _Span | None = None
    container: _Span | None = None
    publisher: _Span | None = None
    number: _Span | None = None
    issued: _Span | None = None


def quoted_title(text: str, start: int, end: int) -> tuple[_Span, int] | None:
    """
    Return a title in quotation marks at *start*, and where what follows it begins.

    Examples:
        >>> text = "\u2018Doctors\u2019 rest and \u201cwork\u201d\u2019, Rota Review"
        >>> text[slice(*quoted_title(text, 0, len(text))[0])]
        'Doctors\u2019 rest and \u201cwork\u201d'
    """
    quoted = _QUOTED.match(text, start, end)
    if quoted is None:
        return None
    return quoted.span(next(name for name in ("one", "two", "plain") if quoted[name])), quoted.end()


def dated_parts(cell: Cell, start: int, end: int) -> Parts:
    """Return the parts of characters *start* to *end*, which follow author and year."""
    text = cell.text
    parts = Parts()
    if quoted := quoted_title(text, start, end):
        parts.title, after = quoted
        _place_rest(cell, after, end, parts, quoted=True)
        return parts
    italic = _italics(cell, start, end)
    if italic and italic[0][0] - start <= 1:
        first, last = italic[0]
        stop = STOP.search(text, first, last)
        last = stop.start() if stop and stop.end() < last and text[stop.start()] == "." else last
        parts.title, after = bare_title(text, first, last)
        _place_rest(cell, after, end, parts, quoted=False)
        return parts
    ends = title_end(text, start, end)
    if ends is None:
        comma = text.find(",", start, end)
        before = italic[0][0] if italic else -1
        if before > start and text[start:before].rstrip().endswith(","):
            parts.title = (start, start + len(text[start:before].rstrip()) - 1)
            _place_rest(cell, before, end, parts, quoted=True)
        elif comma < 0:
            parts.title, _ = bare_title(text, start, end)
        return parts
    parts.title, after = bare_title(text, start, ends[0])
    _place_rest(cell, min(after, ends[1]) if after < ends[0] else ends[1], end, parts, quoted=False)
    return parts


def untitled_parts(cell: Cell, start: int, end: int) -> Parts:
    """Return the parts of characters *start* to *end* of an entry whose title stands before the year."""
    parts = Parts()
    _place_rest(cell, start, end, parts, quoted=True)
    return parts


def _italics(cell: Cell, start: int, end: int) -> list[_Span]:
    """Return the stretches in italics."""
    found: list[_Span] = []
    ends = (*cell.starts[1:], len(cell.text) + 1)
    open_run = False
    for word, first, after in zip(cell.words, cell.starts, ends, strict=True):
        last = min(first + len(word.text), after, end)
        if first < start or first >= end or not word.italic:
            open_run = False
            continue
        if open_run:
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
        open_run = True
    return found


def _place_rest(cell: Cell, start: int, end: int, parts: Parts, *, quoted: bool) -> None:
    """Share out what stands behind the title."""
    text = cell.text
    start = rest_start(text, start, end)
    if book := _IN_BOOK.match(text, start, end):
        parts.container = book.span("name")
        start = book.end()
    elif italic := next(iter(_italics(cell, start, end)), None):
        if text[start : italic[0]].strip(" .,:").casefold() in {"", "in"}:
            day = _DAY.fullmatch(text, *without_stop(text, italic[0], end))
            volume = re.compile(r",? \d").search(text, *italic)
            parts.container = without_stop(text, italic[0], volume.start() if volume else italic[1])
            if day is not None:
                parts.issued = day.span("day")
                return
            start = italic[1]
            if re.match(rf"{VOLUME}", text[start:end]) or re.match(r"[\s.,]*\d", text[start:end]):
                return
    elif (
        SERIES.match(text, start, end) is None
        and THESIS.match(text, start, end) is None
        and (journal := JOURNAL.match(text, start, end)) is not None
    ):
        parts.container = journal.span("name")
        return
    _pieces(text, start, end, parts, quoted=quoted)


def _pieces(text: str, start: int, end: int, parts: Parts, *, quoted: bool) -> None:
    """Read what stands between full stops: series number, thesis, journal with a day, publisher."""
    place = start
    for stop in [*(one.start() for one in STOP.finditer(text, start, end)), end]:
        first, last = without_stop(text, rest_start(text, place, stop), stop)
        place = stop + 1
        if pages := PAGES.search(text, first, last):
            first, last = without_stop(text, first, pages.start())
        thesis = THESIS.match(text, first, last)
        first = thesis.end() if thesis else first
        first = _behind_series(text, first, last, parts)
        piece = text[first:last]
        if not piece or EDITION.fullmatch(piece) or re.match(r"pp?\.? ?\d|\d|\(", piece):
            parts.issued = (first, last) if _LONE_DAY.fullmatch(piece) else parts.issued
            continue
        if (day := _DAY.fullmatch(text, first, last)) and parts.container is None:
            parts.container, parts.issued = day.span("name"), day.span("day")
        elif parts.container is None and (
            re.search(r"\b[Bb]log$", piece)
            or (quoted and thesis is None and PUBLISHER.match(text, first, last) is None)
        ):
            parts.container = (first, last)
        elif parts.publisher is None and not re.search(r"\d", piece) and not _SEASON.match(piece):
            parts.publisher = (first, last)


def _behind_series(text: str, start: int, end: int, parts: Parts) -> int:
    """Note the number of a series at *start*, and return where what follows it begins."""
    series = SERIES.match(text, start, end)
    if series is None or (series.end() != end and text[series.end()] != ","):
        return start
    parts.number = series.span()
    return rest_start(text, series.end(), end)
