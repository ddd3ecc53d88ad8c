"""Days of a post whose year is printed with two digits: in a line or between bars of their own, or beside a byline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from leaddata.clean.partial_dates import short_day
from leaddata.clean.printed_dates import is_weekday
from leaddata.layout.post_entries import byline_authors
from leaddata.pipeline.html_lines import HtmlLine

__all__ = ["printed_short"]

_OTHERS = ("title", "more", "author", "topic", "updated", "modified")
_LONGEST = 200
_BARS = re.compile(r"[|\u00b7\u2022\u2013\u2014\u00bb()]|\s(?:-|//?|::|~)\s|,\s+(?=\d)")
_DAY = re.compile(
    r"(?<![\w/.-])(?:\d\d?[/.]\d\d?[/.]\d\d|\d\d?(?:st|nd|rd|th|\.)?[\s-]+[^\W\d_]{3,11}\.?,?[\s-]+['\u2018\u2019]?\d\d"
    r"|[^\W\d_]{3,11}\.?\s+\d\d?(?:st|nd|rd|th)?(?:,\s*|\s+(?=['\u2018\u2019]))['\u2018\u2019]?\d\d)(?![\w/-]|[.:]\d)"
)
_BEFORE = re.compile(
    r"\W*(?:(?:posted|published|added|date|publié|publicado|pubblicato|veröffentlicht|datum)\b)?[\s:]*(?:(?:on|am|le|el|il|em|op|den)\b)?[\s:]*(?P<word>[^\W\d_]{2,9}[.,]*)?\s*",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s*$", re.IGNORECASE)
_AFTER = re.compile(r"[\s,.;:]*(?:(?:at\s+)?\d\d?[:.]\d\d(?:\s*[ap]\.?m\.?)?)?\W*", re.IGNORECASE)
_ON = re.compile(r"[\s,]*(?:\b(?:on|am|le|el|il|em|op|den))?[\s,:]*$", re.IGNORECASE)


def printed_short(lines: Sequence[HtmlLine], groups: frozenset[str]) -> tuple[str, Any, str] | None:
    """
    Return the first such day of a post, the element it stands in, and what is printed; None if there is none.

    Args:
        lines: Of the post.
        groups: Words of groups, in small letters.

    A day in running text is none: what stands before and after it has to be a label, a byline or a time of day.
    """
    for line in lines:
        text = "" if line.kinds.issubset(_OTHERS) else line.parted(*_OTHERS)
        if not 6 <= len(text) <= _LONGEST:
            continue
        for printed in _alone(text, groups):
            if (day := short_day(printed)) is not None:
                return day, line.element, printed
    return None


def _alone(text: str, groups: frozenset[str]) -> Iterator[str]:
    for part in _BARS.split(text):
        found = _DAY.search(part) if any(sign.isdigit() for sign in part) else None
        if found and _may_precede(part[: found.start()], groups) and _may_follow(part[found.end() :], groups):
            yield found[0]


def _may_precede(text: str, groups: frozenset[str]) -> bool:
    label = _BEFORE.fullmatch(text)
    if label and (not label["word"] or is_weekday(label["word"])):
        return True
    return bool(byline_authors(_ON.sub("", _WEEKDAY.sub("", text)).strip(), groups, labelled=True))


def _may_follow(text: str, groups: frozenset[str]) -> bool:
    return _AFTER.fullmatch(text) is not None or bool(byline_authors(text.strip(" ,:"), groups))
