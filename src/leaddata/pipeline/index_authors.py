"""Who wrote a post, as the part of a page that holds it says: by markup, after "by", beside the date, or in a line of names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any, TypeAlias

from leaddata.clean.byline_starts import labelled_names
from leaddata.clean.bylines import is_plain_list, listed_names
from leaddata.clean.names import is_person
from leaddata.clean.partial_dates import without_month
from leaddata.clean.printed_dates import find_dates, undated
from leaddata.layout.post_entries import byline_authors, is_account
from leaddata.model import Author
from leaddata.pipeline.html_lines import HtmlLine
from leaddata.pipeline.index_names import (
    found_ago,
    is_between,
    is_post_line,
    lines_of_names,
    names_alone,
    names_below_posts,
    without_end,
)

__all__ = ["DAYS", "LABELS", "edged", "named_beside", "named_beside_month", "named_in", "signed_in", "undated_parts"]

# Kinds of pieces that are days.
DAYS = ("time", "updated", "modified")
LABELS = re.compile(
    r"(?:posted in|filed (?:under|in)|tags?|categor(?:y|ies)|tagged|topics?|veröffentlicht in|kategorie|schlagwörter|publié dans|classé dans"
    r"|étiquettes?|share(?: this)?|\d+ min(?:ute)?s? read|\d+ views?|source|photo|image)\b",
    re.IGNORECASE,
)
_BLANKS = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
_EDGE = f"{_BLANKS}|\u00b7\u2022\u2013\u2014,:/(-"
_BARS = re.compile(
    r"(?=[\s|\u00b7\u2022\u2013\u2014/,()])(?:\s+@(?=\s)|\s*[|\u00b7\u2022\u2013\u2014/]\s*|\s+-\s+|,\s+(?=\d)|\s*[()]\s*)"
)
_BAR = re.compile(r"[|\u00b7\u2022\u2013\u2014/()@]")
_COMMA = re.compile(r",\s+\d")
_WEEKDAY = re.compile(r"(?:on |am |le )?(?:mon|tues|wednes|thurs|fri|satur|sun)day,?", re.IGNORECASE)
_IRISH_BY = "Le "  # an article in other languages
_BESIDE_NAME = re.compile(r"(?<=[^\W\d_])\s*\((?!by\b)[^()]*\)")
_NAME = re.compile(r"[^\W\d_]{3,}")
_LONGEST = 300
_LONG_LINE = 25


# Who signs, the lines that say so, and the element of the only one.
_Signed: TypeAlias = tuple[tuple[Author, ...], list[HtmlLine], Any]


def edged(text: str) -> str:
    """Return *text* without the signs that part it from what is beside it."""
    text = text.lstrip(_EDGE + ")").rstrip(_EDGE)
    # The bracket before it was an edge, too.
    return text[:-1].rstrip(_EDGE) if text.endswith(")") and "(" not in text else text


def _parts(text: str) -> list[str]:
    """Return what bars, dates and brackets part *text* into."""
    return _BARS.split(text) if _BAR.search(text) or "-" in text or _COMMA.search(text) else [text]


@lru_cache(maxsize=64)
def undated_parts(text: str) -> tuple[str, ...]:
    """Return the parts of a line without its dates: it is asked for them by whoever looks for names in it."""
    return tuple(_parts(edged(undated(text))))


def _without_day(text: str) -> str:
    return _WEEKDAY.sub("", text) if "day" in text.lower() else text


def signed_in(lines: Sequence[HtmlLine], groups: frozenset[str], language: str | None, *, day: str | None) -> _Signed:
    """
    Return who signs, the lines that say so, and where: by markup, by "by", or beside the date.

    Args:
        lines: Of the post.
        groups: Words of groups, in small letters.
        language: Of the page.
        day: What is printed of its day if that is but a part, empty if it is whole; None if there is none.
    """
    if marked := _signed_by_markup(lines, groups):
        return marked
    for number, line in enumerate(lines):
        if found := _labelled_authors(line, groups, is_irish=(language or "").lower().startswith("ga")):
            below = names_below_posts(lines[number + 1 :], groups)
            more = [author for each in below for author in names_alone(each, groups)]
            return (*found, *more), [line, *below], None if below else line.element
    for line in lines:
        if found := _beside_date(line, groups, day or ""):
            return found, [line], line.element
    own = lines_of_names(lines, groups, day=day)
    named = tuple([author for line in own for author in names_alone(line, groups)])
    return named, own, own[0].element if len(own) == 1 else None


def _signed_by_markup(lines: Sequence[HtmlLine], groups: frozenset[str]) -> _Signed | None:
    account: _Signed | None = None
    for number, line in enumerate(lines):
        found = _marked_authors(line, groups)
        # An account says nothing of who wrote.
        if found and all(is_account(one.name) for one in found):
            account = account or (found, [line], line.element)
            continue
        if not found:
            continue
        if line.is_author_alone() or is_between(line.text("author", "role")):
            # A list of authors has each on a line of its own.
            run = [line, *takewhile(_is_of_authors, lines[number + 1 :])]
            told = [
                one for each in run[1:] if not is_post_line(each.text("role")) for one in _marked_authors(each, groups)
            ]
            found = tuple(dict.fromkeys([*found, *told]))
        else:
            run = [line]
        if written := _written(lines, run, found, groups):
            return written
        signed = run if len(line.text("title").split()) < _LONG_LINE else []
        return found, signed, line.element if len(run) == 1 else None
    if account is None:
        return None
    return _written(lines, account[1], account[0], groups) or account


def _marked_authors(line: HtmlLine, groups: frozenset[str]) -> tuple[Author, ...]:
    return tuple(author for text in _marked(line) for author in named_in(text, groups)) if line.has("author") else ()


def _written(
    lines: Sequence[HtmlLine], marked: Sequence[HtmlLine], found: Sequence[Author], groups: frozenset[str]
) -> _Signed | None:
    """Return who signs a text in a line of its own, where others are marked: an editor, or the house that posts it."""
    known = {word for one in found for word in _NAME.findall(one.name)}
    certain = all(is_person(one.name) for one in found)
    for line in lines:
        text = line.text("title", "more")
        if certain and len(text.split()) >= _LONG_LINE:
            return None
        if line in marked or len(text) > _LONGEST:
            continue
        told = byline_authors(text, groups)
        if told and known.isdisjoint(word for one in told for word in _NAME.findall(one.name)):
            sure = not certain or all(is_person(one.name) for one in told)
            return (told, [line], line.element) if sure else None
    return None


def _is_of_authors(line: HtmlLine) -> bool:
    return line.is_author_alone() or (line.has("role") and not line.text("role"))


def _labelled_authors(line: HtmlLine, groups: frozenset[str], *, is_irish: bool) -> tuple[Author, ...]:
    rest = edged(line.text("title", "more"))
    if not rest:
        return ()
    if is_irish and rest.startswith(_IRISH_BY):
        rest = f"by {rest.removeprefix(_IRISH_BY)}"
    found = byline_authors(rest, groups)
    if found or len(rest) > _LONGEST:
        return found
    parts = undated_parts(line.parted("title", "more", "topic"))
    if parts == (rest,):
        return ()
    for part in parts:
        if found := byline_authors(without_end(part), groups):
            return found
    return ()


def _marked(line: HtmlLine) -> list[str]:
    """Return the texts that the markup says are authors; pieces that stand together are one."""
    texts: list[str] = []
    open_piece = False
    for text, kind, starts in line.pieces:
        if kind == "author":
            if open_piece and not starts:
                texts[-1] += text
            else:
                texts.append(text)
        open_piece = kind == "author"
    whole = " ".join(texts)
    # "By <a>Ann Other</a> and <a>Jo Bloggs</a>": the words between are no names.
    named = [text for text in map(edged, texts) if is_person(text)] if len(texts) > 1 else []
    if len(named) > 1 or (named and all(text in named or is_between(text) for text in map(edged, texts))):
        return named
    return [edged(whole)]


def named_in(text: str, groups: frozenset[str]) -> tuple[Author, ...]:
    """Return who is named in what the markup says is an author."""
    if found := _plainly_named(text, groups):
        return found
    dates = find_dates(text)
    text = undated(text)
    text = without_end(text)
    for part in [text, *_parts(text)]:
        found_names = byline_authors(_without_day(without_end(edged(part))), groups, labelled=True)
        if found_names:
            return found_names
    short = edged(
        re.sub(r"^(?:(?:posted |written )?by|von|par)\b:?\s*", "", " ".join(text.split()), flags=re.IGNORECASE)
    )
    return (Author(short),) if short and not dates and len(short.split()) <= 4 and not LABELS.match(short) else ()


def _plainly_named(text: str, groups: frozenset[str]) -> tuple[Author, ...]:
    """Return who is named in a text that is names alone, or "By" and such, as most are: there is nothing to strip."""
    start = labelled_names(text)
    names = text[start.start : start.end] if start else text
    if not is_plain_list(names) or (start and start.end < len(text)):
        return ()
    if "day" in text.lower() or without_end(text) != text:
        return ()
    return tuple([Author(names[one.start : one.end], one.kind) for one in listed_names(names, groups)])


def _beside_date(line: HtmlLine, groups: frozenset[str], day: str) -> tuple[Author, ...]:
    """Return the names that stand in a line with a date and nothing else that could be a name."""
    timed = not line.kinds.isdisjoint(DAYS)
    rest = line.parted("title", "more", "topic", *DAYS) if timed else line.parted("title", "more", "topic")
    if day and len(rest) <= _LONGEST and day in rest:
        rest = rest.replace(day, "|", 1)
    elif len(rest) <= _LONGEST and (ago := found_ago(rest)):
        rest = f"{rest[: ago.start()]}|{rest[ago.end() :]}"
    elif len(rest) > _LONGEST:
        return ()
    elif not (timed or find_dates(rest)):
        return named_beside_month(rest, groups)
    return named_beside(rest, groups)


def named_beside_month(text: str, groups: frozenset[str]) -> tuple[Author, ...]:
    """Return the names in a line with a month and its year and nothing else: ``Ann Other | Nov 2024``."""
    rest = without_month(text)
    return byline_authors(edged(rest), groups, labelled=True) if rest else ()


def named_beside(text: str, groups: frozenset[str]) -> tuple[Author, ...]:
    """Return the names in the parts of a line with a date."""
    # What stands in brackets behind a name says where somebody is from.
    rest = _BESIDE_NAME.sub("", text) if "(" in text else text
    names: list[Author] = []
    for part in undated_parts(rest):
        text = edged(without_end(_without_day(part)))
        names += byline_authors(text, groups, labelled=True)
    return tuple(names)
