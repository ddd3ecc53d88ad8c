"""The line of a post that consists of the names of who wrote it, without a word or a mark that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from leaddata.clean.bylines import labelled_names, listed_names
from leaddata.clean.name_words import HONORIFICS
from leaddata.clean.names import is_role
from leaddata.clean.printed_dates import is_date_alone
from leaddata.model import Author
from leaddata.pipeline.html_lines import HtmlLine

__all__ = ["AGO", "is_between", "is_label", "is_post_line", "line_of_names", "names_alone", "without_end"]

_EDGE = " |\u00b7\u2022\u2013\u2014,:/()-"
_BLANK = " |,\n\t\u00a0"
_ENDS = frozenset("on at am le el il op um den the posted published in".split())  # noqa: SIM905
_WORDS_BETWEEN = _ENDS | frozenset(
    [
        "by",
        "and",
        "&",
        "und",
        "et",
        "y",
        "e",
        "och",
        "og",
        "ja",
        "with",
        "von",
        "par",
        "por",
        "di",
        "door",
        "av",
        "af",
        "written",
        "guest",
        "post",
    ]
)
_HONOURS = HONORIFICS - {"associate", "assistant", "general", "major", "commander"}
_LONGEST = 300
_LONG_LABEL = 25
_LONG_DAY = 80
_COUNTED = r"\d+(?:[ -]*min(?:ute)?n?s?\b\.?(?: (?:read|to read|de lecture|lesezeit|leestijd))?| (?:views?|comments?|likes?|words))"
_COUNT = re.compile(
    rf"^\W*{_COUNTED}\s*[|\u00b7\u2022\u2013\u2014,/-]\s*|\s*[|\u00b7\u2022\u2013\u2014,(/-]?\s*{_COUNTED}\W*$",
    re.IGNORECASE,
)
_COUNT_ALONE = re.compile(rf"\W*{_COUNTED}\W*", re.IGNORECASE)
# A day that depends on today.
AGO = re.compile(
    r"(?:(?:\d+|an?|one) ?(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?) ago|yesterday|today|just now|last (?:week|month|year))",
    re.IGNORECASE,
)
# First words of places and bodies, and of no given name.
_REGIONS = frozenset(
    [
        "greater",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "royal",
        "new",
        "great",
        "united",
    ]
)


def line_of_names(lines: Sequence[HtmlLine], groups: frozenset[str], *, day: str | None) -> HtmlLine | None:
    """
    Return a line of nothing but names beside one with a date, below the label "Author", or at the end of a dated post.

    Args:
        lines: Of the post.
        groups: Words of groups, in small letters.
        day: What is printed of its day if that is but a part, empty if it is whole; None if there is none.
    """
    counted = [line for line in lines if not _COUNT_ALONE.fullmatch(line.text())]
    for line, other in (*pairwise(counted), *pairwise(reversed(counted))):
        said = _uncounted(other.text())
        dated = is_date_alone(said) or (day and said == day) or AGO.fullmatch(said.strip(_EDGE))
        if (dated or is_label(other)) and names_alone(line, groups):
            return line
    last = lines[-1] if day is not None and lines else None
    # What leads somewhere is a button or a topic: an author's link has an address that says so.
    if last is None or next(last.element.iter("a"), None) is not None:
        return None
    return last if names_alone(last, groups) else None


def _uncounted(text: str) -> str:
    """Return a line without what it counts beside a day: "3 May 2021 · 9 min read"."""
    return _COUNT.sub("", text) if len(text) < _LONG_DAY and any(map(str.isdigit, text)) else text


def is_label(line: HtmlLine) -> bool:
    """True of a line that says no more than "Author"."""
    start = labelled_names(text) if len(text := line.text()) < _LONG_LABEL else None
    return start is not None and start.start == len(text)


def names_alone(line: HtmlLine, groups: frozenset[str]) -> tuple[Author, ...]:
    """Return the names that a line above or below a date consists of."""
    text = line.text().strip(_EDGE)
    if len(text) > _LONGEST or line.has("title") or line.has("topic") or line.has("more"):
        return ()
    if text.partition(" ")[0].lower() in _REGIONS:
        return ()
    return tuple([Author(text[one.start : one.end], one.kind) for one in listed_names(text, groups)])


def is_between(text: str) -> bool:
    """True of what stands before, between and after names that are elements each: "by", "and", "on"."""
    return _WORDS_BETWEEN.issuperset(text.lower().strip(":").split())


def without_end(text: str) -> str:
    """Return a byline without the words before a date that is an element of its own: "by Ann Other on"."""
    words = text.rstrip(_BLANK).rsplit(None, 2)
    while len(words) > 1 and words[-1].lower() in _ENDS:
        text = text.rstrip(_BLANK)[: -len(words[-1])]
        words = text.rstrip(_BLANK).rsplit(None, 2)
    return text


def is_post_line(text: str) -> bool:
    """True of a line that says what somebody is: it begins with no title of honour, and is no name but one of a post."""
    first, *rest = [word.lower().strip(".") for word in text.split(None, 2)] or [""]
    return (first not in _HONOURS or rest[:1] == ["of"]) and is_role(text)
