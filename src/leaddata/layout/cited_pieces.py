"""
The pieces between the full stops of a reference: edition, thesis, series, medium, publisher; and where a title ends.

A question or exclamation mark ends a title only if what follows cannot be more of it.
"""

from __future__ import annotations

import re

__all__ = [
    "EDITION",
    "JOURNAL",
    "MEDIUM",
    "PAGES",
    "PUBLISHER",
    "SERIES",
    "STOP",
    "THESIS",
    "VOLUME",
    "bare_title",
    "rest_start",
    "title_end",
    "without_stop",
]

_Span = tuple[int, int]
# A full stop that ends a title: not that of an abbreviation or an initial.
STOP = re.compile(
    r"(?<!\bvol)(?<!\bVol)(?<!\bno)(?<!\bNo)(?<!\bSt)(?<!\bDr)(?<!\bvs)(?<!\b[A-Z])(?<!\bed)(?<!\beds)(?<!\bpp)(?<!\bp)[.?!](?=\s|$)"
)
VOLUME = r"(?:,?\s*(?:[Vv]ol(?:ume)?\.?|[Nn]o\.?|[Ii]ssue)?\s*\(?\d+[A-Z]?\)?(?:\s?\(|\s?:|\s?,|\s?;|\s?[-\u2013]|\s?\[|\s?pp?\.|\.|$))"
JOURNAL = re.compile(
    rf"(?:[Ii]n:? )?(?P<name>[A-Z][^.;:?!]*?[^\s,.;:\d(])(?=\s*[,;]?{VOLUME}|[.,]?\s+(?:19|20)\d\d\s?[;,])"
)
PUBLISHER = re.compile(
    r"(?P<name>[A-Z][\w .,&/\u2019'()-]{1,60}: [A-Z][^.;:]{2,80}?)(?=[.;,]?\s*(?:(?:19|20)\d\d\b|pp?\.|$|\.))"
)
_ORDINAL = (
    r"(?:\d+(?:st|nd|rd|th)|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Rr]evised|[Rr]ev\.|[Nn]ew|[Ii]nternational)"
)
_EDITED = rf"\(?{_ORDINAL}(?: (?:and )?(?:[Rr]evised|[Rr]ev\.))? (?:ed\b|edn\b|[Ee]dition\b)\.?\)?"
EDITION = re.compile(rf"{_EDITED}|\(?[Rr]eport [^.)]*\)?|\[[^\]]*\]|\([^)]*\)")
_EDITION_WITHIN = re.compile(rf"(?:[,.:;]\s*|\s+(?=\()){_EDITED}")
_SKIPPED = re.compile(rf"{_EDITED}")
_DEGREE = (
    r"(?:PhD|Ph\.D\.?|DPhil|EdD|MD|MSc|MA|MBA|MPhil|MRes|MEd|[Dd]octoral|[Mm]aster[\u2019']?s?|[Bb]achelor[\u2019']?s?)"
)
THESIS = re.compile(rf"(?:[Uu]npublished )?{_DEGREE} (?:thesis|dissertation|Thesis|Dissertation)\b(?:,\s*|$)")
_KINDS = r"(?:Paper|Papers|Briefing|Memorandum|Report|Monograph|Series|Publication|Command)"
SERIES = re.compile(
    rf"(?:Cm|Cmnd|Cd|Cmd|No|HC|HL|SI)\.? \d+(?:[/-]\w+)*|(?:[A-Z][\w&\u2019'-]+ ){{0,5}}{_KINDS}(?: (?:[Nn]o\.?|[Nn]umber|[Ss]eries))? [A-Z]?\d+(?:[/.-]\w+)*"
)
_MEDIA = (
    r"internet|online|web ?page|web ?site|blog|blog post|e-?book|data ?set|data|data file|report|press release|lecture|"
    r"speech|video|film|podcast|broadcast|cd-rom|dvd|map|letter|editorial|abstract|poster|conference paper|"
    r"(?:un)?published [\w ]+|interview|computer (?:program|software)|software|tweet|serial online|monograph"
)
MEDIUM = re.compile(
    rf"\s*\[(?:{_MEDIA}|[^\[\]]{{0,30}}(?:thesis|dissertation)|[^\[\]]{{0,20}}on the internet)\]", re.IGNORECASE
)
PAGES = re.compile(r"[,.]?\s*\(?pp?\.? ?[a-z]?\d+(?:\s?[-\u2013]\s?[a-z]?\d+)?\)?$")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf", \d{{1,2}} (?:{_MONTHS})$")
_BOOK = re.compile(r"[Ii]n:? [A-Z]")
_SMALL = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})


def title_end(text: str, start: int, end: int) -> _Span | None:
    """
    Return where a title that begins at *start* ends, and where the rest begins; None if no stop ends it.

    Examples:
        >>> text = "Who pays? Lessons from Leeds. York: Press. Who leads? York: Press."
        >>> [text[a:title_end(text, a, b)[0]] for a, b in ((0, 42), (43, len(text)))]
        ['Who pays? Lessons from Leeds', 'Who leads?']
    """
    for stop in STOP.finditer(text, start, end):
        if text[stop.start()] == ".":
            return stop.start(), stop.end()
        if stop.end() >= end - 1 or _is_rest(text, stop.end() + 1, end):
            return stop.end(), stop.end()
    return None


def bare_title(text: str, start: int, end: int) -> tuple[_Span, int]:
    """
    Return a title without medium, edition and date at its end, and where the first of these begins (else *end*).

    Examples:
        >>> [text[slice(*bare_title(text, 0, len(text))[0])] for text in ("Rest, 2nd ed. York: Press", "Rest [Internet]")]
        ['Rest', 'Rest']
    """
    last = end
    edition = _EDITION_WITHIN.search(text, start + 1, end)
    if edition is not None:
        last = edition.start()
    if (medium := MEDIUM.search(text, start + 1, last)) and not text[medium.end() : last].strip(" .,;:"):
        last = medium.start()
    if day := _DAY.search(text, start + 1, last):
        last = day.start()
    return without_stop(text, start, last), last


def rest_start(text: str, start: int, end: int) -> int:
    """
    Return where what follows a title begins: stops, medium and edition left out.

    Examples:
        >>> text = ". 2nd ed. [Internet]. York: Press"
        >>> text[rest_start(text, 0, len(text)) :]
        'York: Press'
    """
    while True:
        while start < end and text[start] in " .,;:":
            start += 1
        skipped = MEDIUM.match(text, start, end) or _SKIPPED.match(text, start, end)
        if skipped is None:
            return start
        start = skipped.end()


def without_stop(text: str, start: int, end: int) -> _Span:
    """Return characters *start* to *end* without stops, commas and blanks at their end."""
    while end > start and text[end - 1] in ".,;: ":
        end -= 1
    return start, end


def _is_rest(text: str, start: int, end: int) -> bool:
    """True if what stands at *start*, behind a question mark, is no more of the title."""
    following = STOP.search(text, start, end)
    last = following.start() if following else end
    piece = text[start:last].strip()
    if not piece or piece[0] in "([\u2018\u201c" or _BOOK.match(piece) or EDITION.match(piece):
        return True
    if THESIS.match(piece) or SERIES.match(piece) or JOURNAL.match(text, start, end):
        return True
    if (placed := PUBLISHER.fullmatch(piece)) is not None:
        return _is_name(placed["name"].split(":", 1)[0])
    if following is None or following.end() >= end - 1:
        return _is_name(piece)  # a publisher, where a subtitle has small words
    return re.match(r"[.\s]+(?:19|20)\d\d\b", text[following.start() : end]) is not None


def _is_name(text: str) -> bool:
    words = [word for word in re.findall(r"[\w\u2019'-]+", text) if word.lower() not in _SMALL]
    return bool(words) and all(not word[0].islower() for word in words)
