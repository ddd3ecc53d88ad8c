"""Title, container and publisher of a reference: by quotation marks, italics, and what stands between full stops."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leaddata.model import Cell

__all__ = ["Parts", "dated_parts", "vancouver_parts"]

_Span = tuple[int, int]
_QUOTED = re.compile(r"[\u2018\u201c'\"](?P<title>.+?[\w?!.)\u2019'])[,.]?[\u2019\u201d'\"](?![\w])[.,;:]?\s*")
# A full stop that ends a title: not that of an abbreviation or an initial.
_STOP = re.compile(
    r"(?<!\bvol)(?<!\bVol)(?<!\bno)(?<!\bNo)(?<!\bSt)(?<!\bDr)(?<!\bvs)(?<!\b[A-Z])(?<!\bed)(?<!\beds)(?<!\bpp)[.?!](?=\s|$)"
)
_VOLUME = r"(?:,?\s*(?:[Vv]ol(?:ume)?\.?|[Nn]o\.?|[Ii]ssue)?\s*\(?\d+[A-Z]?\)?(?:\s?\(|\s?:|\s?,|\s?;|\s?[-\u2013]|\s?\[|\s?pp?\.|\.|$))"
_JOURNAL = re.compile(
    rf"(?:[Ii]n:? )?(?P<name>[A-Z][^.;:]*?[^\s,.;:\d(])(?=\s*[,;]?{_VOLUME}|[.,]?\s+(?:19|20)\d\d\s?[;,])"
)
_DAY = re.compile(r"(?P<name>[A-Z].*?), (?P<day>\d{1,2} [A-Z][a-z]+)\.?")
_SERIES = re.compile(r"(?:Cm|Cmnd|Cd|No)\.? \d+")
_IN_BOOK = re.compile(
    r"[Ii]n:? (?:(?P<editors>[^()]{3,200}?) ?\([Ee]ds?\.?\)[.,:]? *)(?P<name>[^.(]+?)(?= ?\(pp| ?\(\d|[.,] |\.?$)"
)
_PUBLISHER = re.compile(
    r"(?P<name>[A-Z][\w .,&/\u2019'()-]{1,60}: [A-Z][^.;:]{2,80}?)(?=[.;,]?\s*(?:(?:19|20)\d\d\b|pp?\.|$|\.))"
)
# Authors of Vancouver style: family name, initials without stops.
_VANCOUVER = re.compile(r"(?:(?:[\w\u2019'-]+ ){1,3}[A-Z]{1,4}(?:, |(?=\.)))+(?:et al)?")
_STOP_BLANK = re.compile(r"\.\s+")
_NAMES_END = re.compile(r"(?<![\s.][A-Z])\.\s+(?=[\w\u2018\u201c\"'])")
_EDITION = re.compile(
    r"\(?(?:\d+(?:st|nd|rd|th)|[Rr]evised|[Ss]econd|[Tt]hird)\s+(?:ed\b|edn\b|edition\b)\.?\)?|\(?[Rr]eport [^.)]*\)?|\[[^\]]*\]|\([^)]*\)"
)
_NOTHING: _Span = (-1, -1)


@dataclass
class Parts:
    """Where the parts of a reference stand in its text."""

    title: _Span | None = None
    container: _Span | None = None
    publisher: _Span | None = None
    number: _Span | None = None
    issued: _Span | None = None


def dated_parts(cell: Cell, start: int, end: int) -> Parts:
    """Return the parts of characters *start* to *end*, which follow author and year."""
    text = cell.text
    parts = Parts()
    if quoted := _QUOTED.match(text, start, end):
        parts.title = quoted.span("title")
        _place_rest(cell, quoted.end(), end, parts, quoted=True)
        return parts
    italic = _italics(cell, start, end)
    if italic and italic[0][0] - start <= 1:
        first, last = italic[0]
        stop = _STOP.search(text, first, last)
        parts.title = (first, stop.start() if stop and stop.end() < last and text[stop.start()] == "." else last)
        parts.title = _without_stop(text, *parts.title)
        _place_rest(cell, parts.title[1], end, parts, quoted=False)
        return parts
    stop = _STOP.search(text, start, end)
    if stop is None:
        comma = text.find(",", start, end)
        before = italic[0][0] if italic else -1
        if before > start and text[start:before].rstrip().endswith(","):
            parts.title = (start, start + len(text[start:before].rstrip()) - 1)
            _place_rest(cell, before, end, parts, quoted=True)
        elif comma < 0:
            parts.title = _without_stop(text, start, end)
        return parts
    parts.title = (start, stop.start() + (text[stop.start()] in "?!"))
    _place_rest(cell, stop.end(), end, parts, quoted=False)
    return parts


def vancouver_parts(text: str, end: int) -> tuple[_Span, Parts, _Span]:
    """Return authors, parts and year of a reference with the year behind the title; nothing where it has not that form."""
    parts = Parts()
    names = _VANCOUVER.match(text, 0, end)
    stop = _STOP_BLANK.match(text, names.end(), end) if names else _NAMES_END.search(text, 0, end)
    dated = re.compile(r"[;,.(]?\s*(?P<year>(?:19|20)\d\d)\b").search(text, stop.end() if stop else 0, end)
    if stop is None or dated is None or "(" in text[: stop.start()].replace("(ed", ""):
        return _NOTHING, parts, _NOTHING
    begin = stop.end()
    quoted = _QUOTED.match(text, begin, end)
    title_end = _STOP.search(text, begin, end)
    if quoted:
        parts.title, after = quoted.span("title"), quoted.end()
    elif title_end is None or title_end.end() >= end - 1:
        return _NOTHING, parts, _NOTHING
    else:
        parts.title = (begin, title_end.start() + (text[title_end.start()] in "?!"))
        after = title_end.end()
    journal = re.compile(r"\s*(?:[Ii]n:? )?(?P<name>[A-Z][^.;:]*[^\s.;:,])[.,]?\s+\(?(?P<year>(?:19|20)\d\d)\b").match(
        text, after, end
    )
    if journal and not re.search(r"[;:,]", text[journal.start("name") : journal.end("name")]):
        parts.container = journal.span("name")
        return (0, stop.start()), parts, journal.span("year")
    publisher = re.compile(
        r"(?:.*?(?:ed|edn|edition)\.?[;,.]? )?(?P<name>[A-Z][^.;:]*: [^;.]+?|[A-Z][^.;:\d]*?)[;,.]\s*(?P<year>(?:19|20)\d\d)\b"
    ).match(text, after + (text[after : after + 1] == " "), end)
    if publisher:
        parts.publisher = publisher.span("name")
        return (0, stop.start()), parts, publisher.span("year")
    return (0, stop.start()), parts, dated.span("year")


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


def _without_stop(text: str, start: int, end: int) -> _Span:
    while end > start and text[end - 1] in ".,;: ":
        end -= 1
    return start, end


def _place_rest(cell: Cell, start: int, end: int, parts: Parts, *, quoted: bool) -> None:
    """Share out what stands behind the title."""
    text = cell.text
    while start < end and text[start] in " .,;:":
        start += 1
    if book := _IN_BOOK.match(text, start, end):
        parts.container = book.span("name")
        start = book.end()
    elif italic := next(iter(_italics(cell, start, end)), None):
        if text[start : italic[0]].strip(" .,:").casefold() in {"", "in"}:
            day = _DAY.fullmatch(text, *_without_stop(text, italic[0], end))
            volume = re.compile(r",? \d").search(text, *italic)
            parts.container = _without_stop(text, italic[0], volume.start() if volume else italic[1])
            if day is not None:
                parts.issued = day.span("day")
                return
            start = italic[1]
            if re.match(rf"{_VOLUME}", text[start:end]) or re.match(r"[\s.,]*\d", text[start:end]):
                return
    elif journal := _JOURNAL.match(text, start, end):
        parts.container = journal.span("name")
        return
    _pieces(text, start, end, parts, quoted=quoted)


def _pieces(text: str, start: int, end: int, parts: Parts, *, quoted: bool) -> None:
    """Read what stands between full stops: series number, journal with a day, publisher."""
    place = start
    for stop in [*(one.start() for one in _STOP.finditer(text, start, end)), end]:
        first, last = _without_stop(text, place + len(text[place:stop]) - len(text[place:stop].lstrip(" .,;:")), stop)
        place = stop + 1
        piece = text[first:last]
        if not piece or _EDITION.fullmatch(piece) or re.match(r"pp?\.? ?\d|\d|\(", piece):
            continue
        if _SERIES.fullmatch(piece):
            parts.number = (first, last)
        elif (day := _DAY.fullmatch(text, first, last)) and parts.container is None:
            parts.container, parts.issued = day.span("name"), day.span("day")
        elif quoted and parts.container is None and _PUBLISHER.match(text, first, last) is None:
            parts.container = (first, last)
        elif parts.publisher is None and not re.search(r"\d", piece):
            parts.publisher = (first, last)
