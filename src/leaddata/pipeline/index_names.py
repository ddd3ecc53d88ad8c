"""The line of a post that consists of the names of who wrote it, without a word or a mark that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Any

from leaddata.clean.byline_starts import labelled_names
from leaddata.clean.bylines import listed_names
from leaddata.clean.name_words import HONORIFICS
from leaddata.clean.names import is_role
from leaddata.clean.partial_dates import parse_span
from leaddata.clean.printed_dates import is_date_alone
from leaddata.model import Author
from leaddata.pipeline.html_lines import HtmlLine

__all__ = [
    "found_ago",
    "is_between",
    "is_label",
    "is_month",
    "is_post_line",
    "lines_of_names",
    "names_alone",
    "names_below_posts",
    "without_end",
]

_EDGE = " |\u00b7\u2022\u2013\u2014,:/()-"
_BLANK = " |,\n\t\u00a0"
_ENDS = frozenset(
    "wrote wrote: writes writes: on at am date added le el il op um em den dia dne p\u00e5 pe w dniu the posted published in publicado publicada publicat publi\u00e9 publi\u00e9e publicerad publicerat"  # noqa: SIM905
    " publisert publiceret udgivet pubblicato pubblicata ver\u00f6ffentlicht gepubliceerd geplaatst opublikowano julkaistu postado".split()
)
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
_DAYS = frozenset("mon tue tues wed thu thur thurs fri sat sun".split())  # noqa: SIM905
_FEWEST_BEFORE_DAY = 3
_LONGEST = 300
_LONG_LABEL = 25
_LONG_DAY = 80
_LEVELS = 4
_BESIDE_TITLE = "([\u2013\u2014-/|"
_SENTENCE_ENDS = (".", "!", "?", "\u2026", "]", ":")
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
_IN_AGO = ("ago", "day", "last ", "now")
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


def lines_of_names(lines: Sequence[HtmlLine], groups: frozenset[str], *, day: str | None) -> list[HtmlLine]:
    """
    Return the lines of nothing but names beside one with a date, below the label "Author", above a post, or at the end of a dated post.

    Args:
        lines: Of the post.
        groups: Words of groups, in small letters.
        day: What is printed of its day if that is but a part, empty if it is whole; None if there is none.
    """
    counted = [line for line in lines if not _COUNT_ALONE.fullmatch(line.text())]
    # The day may stand above the title, and the names below it.
    titled = [
        (line, above)
        for above, title, line in zip(counted, counted[1:], counted[2:], strict=False)
        if title.kinds == {"title"}
    ]
    pairs = [*pairwise(counted), *pairwise(reversed(counted)), *titled]
    for line, other in pairs:
        if is_label(other) and names_alone(line, groups):
            return [line, *_others(lines, line, groups, all_of_list=False)]
    for line, other in pairs:
        said = _uncounted(other.text("title"))
        dated = said and (
            is_date_alone(said)
            or (day and said == day)
            or other.kinds == {"time"}
            or is_month(said)
            or AGO.fullmatch(said.strip(_EDGE))
        )
        if dated and names_alone(line, groups):
            return [*_before(lines, line, groups), line, *_others(lines, line, groups, all_of_list=True)]
    for number, line in enumerate(lines):
        if _is_above_post(line, lines[number + 1 : number + 2]) and names_alone(line, groups):
            return [line, *_others(lines, line, groups, all_of_list=False)]
    if day is None:
        return []
    beside = next((line for line in lines if _names_beside_title(line, groups)), None)
    if beside is not None:
        return [beside]
    last = lines[-1] if lines else None
    # What leads somewhere is a button or a topic: an author's link has an address that says so.
    if last is None or next(last.element.iter("a"), None) is not None:
        return []
    return [last] if names_alone(last, groups) else []


def is_month(text: str) -> bool:
    """True of a month with its year: ``March 2021``."""
    span = parse_span(text) if len(text) <= _LONG_DAY and text[-1:].isdigit() else None
    return span is not None and span.year is not None and span.month is not None


def _names_beside_title(line: HtmlLine, groups: frozenset[str]) -> tuple[Author, ...]:
    """Return persons named in brackets behind a title, or behind a dash, where nothing else stands."""
    rest = line.text("title") if line.has("title") and line.kinds <= {"title", ""} else ""
    if not rest or len(rest) > _LONGEST or rest[0] not in _BESIDE_TITLE:
        return ()
    text = rest.strip(_EDGE)
    found = tuple([Author(text[one.start : one.end], one.kind) for one in listed_names(text, groups)])
    return found if all(one.kind == "person" for one in found) else ()


def _is_above_post(line: HtmlLine, below: Sequence[HtmlLine]) -> bool:
    """True of a short line with a post in it, apart from what is before, or in the line below: name and post of an author."""
    if not 0 < len(line.text()) <= _LONG_DAY:
        return False
    parts = _apart(line)
    if len(parts) > 1:
        return _says_post(parts[1])
    return bool(below) and below[0].kinds.isdisjoint(("title", "more", "topic")) and _says_post(below[0].text())


def _says_post(text: str) -> bool:
    """True of a few words that say what somebody is, and are no sentence."""
    return 0 < len(text) <= _LONG_DAY and text[0].isupper() and not text.endswith(_SENTENCE_ENDS) and is_post_line(text)


def _others(lines: Sequence[HtmlLine], own: HtmlLine, groups: frozenset[str], *, all_of_list: bool) -> list[HtmlLine]:
    """Return the lines of names that follow one: a post apart, or in elements like its own; beside a day all of these have to be names."""
    after = lines[lines.index(own) + 1 :]
    if below := names_below_posts(after, groups):
        return below
    alike = list(takewhile(lambda line: _are_alike(own.element, line.element), after))
    named = list(takewhile(lambda line: names_alone(line, groups), alike))
    if all_of_list and (len(named) < len(alike) or own.element.getprevious() is not None):
        return []
    return named


def _before(lines: Sequence[HtmlLine], own: HtmlLine, groups: frozenset[str]) -> list[HtmlLine]:
    """Return the lines of names in elements like its own right before one beside a day; none if any of these holds something else."""
    before = lines[: lines.index(own)]
    alike = list(takewhile(lambda line: _are_alike(line.element, own.element), reversed(before)))
    return alike[::-1] if all(names_alone(line, groups) for line in alike) else []


def _are_alike(element: Any, other: Any) -> bool:
    """True of elements of one tag and class that stand beside one another, or in such that do."""
    for _ in range(_LEVELS):
        if other is None or element is None or element is other or element.tag != other.tag:
            return False
        if element.getparent() is other.getparent():
            return bool(element.get("class") == other.get("class"))
        element, other = element.getparent(), other.getparent()
    return False


def names_below_posts(lines: Sequence[HtmlLine], groups: frozenset[str]) -> list[HtmlLine]:
    """Return the lines of names, below a byline, that stand in one each, above and below one that says what somebody is."""
    found = []
    for above, line, below in zip(lines[0::2], lines[1::2], lines[2::2], strict=False):
        if not all(is_post_line(one.text()) and not _names_person(one, groups) for one in (above, below)):
            break
        if not names_alone(line, groups):
            break
        found.append(line)
    return found


def _uncounted(text: str) -> str:
    """Return a line without what it counts beside a day: "3 May 2021 · 9 min read"."""
    return _COUNT.sub("", text) if len(text) < _LONG_DAY and any(map(str.isdigit, text)) else text


def is_label(line: HtmlLine) -> bool:
    """True of a line that says no more than "Author"."""
    start = labelled_names(text) if len(text := line.text()) < _LONG_LABEL else None
    return start is not None and start.start == len(text)


def names_alone(line: HtmlLine, groups: frozenset[str]) -> tuple[Author, ...]:
    """Return the names that a line above or below a date consists of; a post that the markup sets apart from one is none."""
    if line.has("title"):
        return _names_beside_title(line, groups)
    text = line.text().strip(_EDGE)
    if len(text) > _LONGEST or line.has("topic") or line.has("more"):
        return ()
    if text.partition(" ")[0].lower() in _REGIONS:
        return ()
    named: list[Author] = []
    for part in _apart(line) if len(line.pieces) > 1 else (text,):
        text = part.strip(_EDGE)
        found = listed_names(text, groups)
        if not found and not (named and is_post_line(text)):
            return ()
        named += [Author(text[one.start : one.end], one.kind) for one in found]
    return tuple(named)


def _names_person(line: HtmlLine, groups: frozenset[str]) -> bool:
    return any(one.kind == "person" for one in names_alone(line, groups))


def _apart(line: HtmlLine) -> list[str]:
    """Return the parts of a line between which there is nothing but markup, and neither a blank nor a sign."""
    parts: list[str] = []
    for text, _, starts in line.pieces:
        before = parts[-1][-1:] if parts else ""
        glued = before.isalnum() and text[:1].isalnum()
        if not parts or (glued and (starts or (before.islower() and text[:1].isupper()))):
            parts.append(text)
        else:
            parts[-1] += text
    return [" ".join(part.split()) for part in parts]


def found_ago(text: str) -> re.Match[str] | None:
    """Return where a day that depends on today stands in a line, or None: looked for at a glance first, for most have none."""
    return AGO.search(text) if any(map(text.__contains__, _IN_AGO)) else None


def is_between(text: str) -> bool:
    """True of what stands before, between and after names that are elements each: "by", "and", "on"."""
    return _WORDS_BETWEEN.issuperset(text.lower().strip(":").split())


def without_end(text: str) -> str:
    """Return a byline without the words before a date that is an element of its own: "by Ann Other on", "by Ann Other, Fri"."""
    words = text.rstrip(_BLANK).rsplit(None, 2)
    while len(words) > 1 and words[-1].lower().rstrip(":") in _ENDS:
        text = text.rstrip(_BLANK)[: -len(words[-1])]
        words = text.rstrip(_BLANK).rsplit(None, 2)
    # "Wei Sun" is a name.
    if len(words) > 2 and words[-1].lower().rstrip(".,") in _DAYS and len(text.split()) > _FEWEST_BEFORE_DAY:
        text = text.rstrip(_BLANK)[: -len(words[-1])]
    return text


def is_post_line(text: str) -> bool:
    """True of a line that says what somebody is: it begins with no title of honour, and is no name but one of a post."""
    first, *rest = [word.lower().strip(".") for word in text.split(None, 2)] or [""]
    return (first not in _HONOURS or rest[:1] == ["of"]) and is_role(text)
