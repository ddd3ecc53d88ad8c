"""
What the reader of a list asks of a text, an address and a class before it says what they are.

Two posts of one shape whose texts answer alike are read alike: by these answers one is known to be like those that were read.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from html.entities import html5, name2codepoint
from typing import TypeAlias

from leaddata.clean.byline_starts import labelled_names
from leaddata.clean.bylines import listed_names
from leaddata.clean.printed_dates import PrintedDate, find_dates, find_short_dates, first_date, is_date_alone
from leaddata.layout.post_entries import byline_authors
from leaddata.pipeline.index_authors import LABELS, edged, named_beside, named_beside_month, undated_parts
from leaddata.pipeline.index_dates import is_of_change, stands_out, states_day
from leaddata.pipeline.index_names import found_ago, is_month, without_end
from leaddata.pipeline.link_kinds import address_kind, is_of_comments, says_more
from leaddata.pipeline.page_parts import is_pager_text, leads_nowhere

__all__ = [
    "Answers",
    "Questions",
    "asked_of_address",
    "day_in",
    "length_of",
    "marked_words",
    "names_day",
    "of_day",
    "unescaped",
]

Answers: TypeAlias = tuple[object, ...]

# What readers of lists count.
_WORDS, _WORDS_BESIDE_DAYS = (1, 2, 3, 4, 8, 26), (1, 2, 3, 4, 8, 15, 26, 41)
_LENGTHS, _LENGTHS_BESIDE_DAYS = (4, 301, 401), (4, 10, 21, 41, 61, 121, 201, 301, 401)
_LONGEST_KNOWN, _SHORT = 300, 120
_MOST_KNOWN = 20_000
_LINE = 300
_HEAD = 400
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
_SIGNS = re.compile(r"[|\u00b7\u2022\u2013\u2014/()@-]|,\s+\d")
# Numbers of which one is read as the other; those that are no day of some months are not among them.
_ALIKE = {
    **{form: "1" for number in range(1, 13) for form in (f"{number}", f"{number:02}")},
    **{f"{number}": "13" for number in range(13, 29)},
    **{f"{number}": "2000" for number in range(1970, 2030)},
}
_ENTITY = re.compile(
    r"&(?:#(?P<decimal>\d{2,6});|#[xX](?P<hex>[\da-fA-F]{2,5});|(?P<name>[A-Za-z][A-Za-z\d]*)(?P<end>;?)|(?P<other>#?))"
)
_UNENDED = frozenset(name for name in html5 if not name.endswith(";"))
_LONGEST_UNENDED = max(map(len, _UNENDED))
_WORD = re.compile(r"[^\W\d_]+")


class Questions:
    """
    Asks texts without blanks at their ends or twice; short ones that differ by a number or not at all are asked once.

    Args:
        groups: Words of groups, in small letters.
    """

    def __init__(self, groups: frozenset[str]) -> None:
        self.groups = groups
        self._known: dict[str, Answers] = {}

    def of(self, text: str) -> Answers:
        """Return the answers of a text."""
        has_digit = _has_digit(text)
        if len(text) > _LONGEST_KNOWN:
            return _asked(text, self.groups, has_digit=has_digit)
        key = _NUMBER.sub(_alike, text) if has_digit and len(text) < _SHORT else text
        known = self._known.get(key)
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = _asked(text, self.groups, has_digit=has_digit)
        return known


def _alike(number: re.Match[str]) -> str:
    return _ALIKE.get(number[0], number[0])


def _asked(text: str, groups: frozenset[str], *, has_digit: bool) -> Answers:
    bare = edged(text)
    dates = find_dates(text[:_HEAD]) if has_digit else ()
    is_line = len(text) <= _LINE
    day: Answers = ()
    if dates:
        day = _of_dates(text, dates)
        day += tuple([one.kind for one in named_beside(text, groups)]) if is_line else ()
    elif has_digit and is_line:
        day = (bool(find_short_dates(text)), is_month(text), *[one.kind for one in named_beside_month(text, groups)])
    parts = undated_parts(text) if is_line and (dates or _has_sign(text)) else ()
    label = labelled_names(text)
    return (
        *length_of(text, has_number=has_digit),
        day,
        label is not None and tuple([one.kind for one in byline_authors(text, groups)]),
        len(parts) > 1 and any(byline_authors(without_end(part), groups) for part in parts),
        LABELS.match(text) is not None,
        says_more(text),
        tuple([one.kind for one in listed_names(bare, groups)]) if is_line else (),
        found_ago(text) is not None,
        text.endswith(("\u2026", "...", "]")),
        is_pager_text(text),
        bare == text,
    )


def _has_digit(text: str) -> bool:
    # Of ASCII the ten digits are looked for, each at once: most texts have none.
    return any(map(text.__contains__, "0123456789")) if text.isascii() else _NUMBER.search(text) is not None


def _has_sign(text: str) -> bool:
    if text.isascii() and not any(map(text.__contains__, "|/()@-,")):
        return False
    return _SIGNS.search(text) is not None


def day_in(text: str) -> Answers:
    """Return what is asked of a line for the days in it."""
    return _of_dates(text, find_dates(text[:_HEAD]))


def _of_dates(text: str, dates: Sequence[PrintedDate]) -> Answers:
    if not dates:
        return ()
    first = dates[0]
    alone = (first.start < 3, len(text) - dates[-1].end < 3, first.value is None, is_date_alone(text))
    return (*alone, *[(is_of_change(text, one), stands_out(text, one)) for one in dates])


def asked_of_address(href: str) -> Answers:
    """Return the answers of an address."""
    return (
        address_kind(href), leads_nowhere(href), is_of_comments(href), href.startswith(("https://", "http://")), href[:1] in "/.?#",
        href == href.strip(),
    )  # fmt: skip


def length_of(text: str, *, has_number: bool = False) -> Answers:
    """
    Return how long a text is, in words and letters, as far as readers ask.

    Args:
        has_number: True if it may be, or hold, a day: of such more is asked.
    """
    words = text.count(" ") + 1 if text else 0
    if has_number:
        return bisect(_WORDS_BESIDE_DAYS, words), bisect(_LENGTHS_BESIDE_DAYS, len(text))
    return bisect(_WORDS, words), bisect(_LENGTHS, len(text))


def names_day(text: str) -> bool:
    """True of a text that names a day."""
    return first_date(text[:200]) is not None


def of_day(stated: str, texts: Sequence[str]) -> Answers:
    """Return the form of a day that is stated for machines, and of each text whether it names that day; None if it names none."""
    told = [first_date(text[:200]) for text in texts]
    agree = [None if day is None else states_day(stated, day) for day in told]
    return _DIGIT.sub("0", stated), *agree


def marked_words(value: str) -> frozenset[str]:
    """Return the words of a class, an id and the like: letters alone."""
    return frozenset(_WORD.findall(value.lower()))


def unescaped(text: str) -> str | None:
    """Return a text without entities; None if it has one that readers of HTML may read in several ways."""
    if "&" not in text:
        return text
    at = 0
    pieces = []
    for found in _ENTITY.finditer(text):
        sign = _sign(found)
        if sign is None:
            return None
        pieces += [text[at : found.start()], sign]
        at = found.end()
    return "".join([*pieces, text[at:]])


def _sign(found: re.Match[str]) -> str | None:
    if (number := found["decimal"] or found["hex"]) is not None:
        code = int(number, 10 if found["decimal"] else 16)
        return chr(code) if 32 <= code < 127 or 160 <= code < 0xD800 or 0xE000 <= code < 0xFFFD else None
    name = found["name"]
    if name is None:
        return None if found["other"] else found[0]
    if found["end"] and name in name2codepoint:
        return chr(name2codepoint[name])
    # An entity without its end may be one, or none; and what is new in HTML 5 is not known to all.
    if f"{name};" in html5 or any(name[:length] in _UNENDED for length in range(2, _LONGEST_UNENDED + 1)):
        return None
    return found[0]
