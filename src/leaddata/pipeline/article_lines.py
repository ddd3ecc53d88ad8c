"""The lines around the title and the text of an article: which are its own, which have a day, and what pieces they are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from leaddata.clean.byline_labels import NOT_WRITTEN
from leaddata.clean.page_words import OTHERS
from leaddata.clean.printed_dates import find_dates, undated
from leaddata.pipeline.article_keys import short_key, text_key
from leaddata.pipeline.article_names import EDGE
from leaddata.pipeline.html_lines import HtmlLine, tokens_of
from leaddata.pipeline.link_kinds import link_kind
from leaddata.pipeline.page_parts import leads_nowhere, link_text
from leaddata.pipeline.web_text import folded

__all__ = [
    "BARS",
    "LONGEST_LINE",
    "WEEKDAY",
    "in_comment",
    "is_dated",
    "is_of_card",
    "is_prose",
    "may_name",
    "own_lines",
    "parts_of",
    "segments_of",
    "spaced",
]

BARS = re.compile(r"\s*[|\u00b7\u2022\u2013\u2014/]\s*|\s+-\s+|\s*[()]\s*|\s{3,}")
WEEKDAY = re.compile(
    r"\b(?:(?:on|am|le|el|il|em|på|den|op) )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\b,?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b\d+ (?:minutes?|hours?|days?|weeks?|months?|years?) ago\b|\bvor \d+ \w+|\bil y a \d+ \w+|\bhace \d+ \w+|\bhá \d+ \w+|\b\d+ \w+ fa\b|\byesterday\b",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_MARKED_WORDS = 28
LONGEST_LINE = 300  # letters
_PROSE = 18  # words
_LEVELS_OF_CARD = 2
_MOST_OF_CARD = 250  # letters
_TITLE = 4  # words
_WORD = re.compile(r"[^\W\d_]{2,}|\b[aAI]\b")
_OF_AUTHOR = re.compile(
    r"(?:more|all|other|follow|see|view|read|about|e-?mail|contact|share|leave|add|alle|mehr|tous|plus|todos|más)\b",
    re.IGNORECASE,
)
_OTHERS_OF_PAGE = frozenset(
    {"comment", "comments", "commentlist", "related", "recommended", "popular", "trending", "mostread"}
)
_LONGEST_DATED = 200


def own_lines(lines: Sequence[HtmlLine]) -> Sequence[HtmlLine]:
    """Return the lines below a title without those of other articles: from the label of these on, or from a heading below names or a day."""
    seen = False
    for number, line in enumerate(lines):
        if OTHERS.fullmatch(line.text()) or (seen and line.tag in _HEADINGS):
            return lines[:number]
        seen = seen or ((line.has("author") or is_dated(line)) and may_name(line))
    return lines


def may_name(line: HtmlLine) -> bool:
    """False of a paragraph, and of what is told of pictures; an element around all of an article may be called after who wrote it."""
    text = line.text()
    return len(text) <= LONGEST_LINE and len(text.split()) <= _MARKED_WORDS and not NOT_WRITTEN.search(text)


def is_prose(line: HtmlLine) -> bool:
    """True of a sentence of the text: most of its words are in small letters. A "by" in it, or before a link in it, is no label."""
    words = line.text().split()
    return len(words) >= _PROSE and 2 * sum(word[0].islower() for word in words) > len(words)


def is_of_card(line: HtmlLine) -> bool:
    """True of a line behind the title of another article: a link of some words in the same small box, or before it in the line."""
    box = line.element
    for _ in range(_LEVELS_OF_CARD):
        if box is None or box.tag in ("body", "main", "article", "header") or any(True for _ in box.iter("h1")):
            return False
        if short_key(box, _MOST_OF_CARD) is None:
            return False
        if _behind_title(box, line):
            return True
        box = box.getparent()
    return False


def _behind_title(box: Any, line: HtmlLine) -> bool:
    key = text_key(line.text())
    whole = text_key("".join(box.itertext()))
    for link in box.iter("a"):
        said = link_text(link)
        if len(_WORD.findall(said)) < _TITLE or _OF_AUTHOR.match(said) or find_dates(said):
            continue
        if not link_kind(link) and not leads_nowhere(link.get("href") or ""):
            at = text_key(said)
            return key.startswith(at) or (at not in key and whole.find(at) < whole.find(key))
    return False


def in_comment(element: Any) -> bool:
    """True of what stands in comments, among related articles."""
    return any(
        tokens_of(above) & _OTHERS_OF_PAGE
        for above in (element, *element.iterancestors())
        if above.get("class") or above.get("id")
    )


def is_dated(line: HtmlLine) -> bool:
    """True of a line with a day, or with how long ago it was."""
    text = line.parted()
    return bool(find_dates(text)) or line.has("time") or (len(text) < _LONGEST_DATED and _AGO.search(text) is not None)


def spaced(line: HtmlLine) -> str:
    """Return the text of a line without topics and buttons, with a blank where the markup alone parts two words."""
    said = ""
    for text, kind, starts in line.pieces:
        if kind not in ("topic", "more"):
            said += f" {text}" if starts and said[-1:].isalnum() and text[:1].isalnum() else text
    return folded(said)


def segments_of(line: HtmlLine) -> list[tuple[str, str]]:
    """Return the runs of text that the markup parts, and what it says that each is."""
    runs: list[tuple[str, str]] = []
    for text, kind, starts in line.pieces:
        if runs and not runs[-1][0].strip():
            runs[-1] = (runs[-1][0] + text, kind)
        elif runs and not starts:
            runs[-1] = (runs[-1][0] + text, runs[-1][1] or kind)
        else:
            runs.append((text, kind))
    return [(" ".join(text.split()), kind) for text, kind in runs if text.strip()]


def parts_of(line: HtmlLine) -> list[str]:
    """Return the pieces of a line: as the markup parts them, and without dates."""
    parted = undated(line.parted("topic", "more"))
    parts = [
        *line.parted("topic", "more").split(" | "),
        *BARS.split(parted),
        *undated(line.text("topic", "more")).split("|"),
    ]
    return [text for part in parts if (text := EDGE.sub("", WEEKDAY.sub("", part)))]
