"""Names that metadata state, in the form that the page prints: the given name before, with the degrees after."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from leaddata.clean.names import are_degrees
from leaddata.model import Author
from leaddata.pipeline.article_head import ArticleHead
from leaddata.pipeline.article_keys import text_key
from leaddata.pipeline.article_names import Names
from leaddata.pipeline.html_lines import HtmlLine

__all__ = ["as_printed"]

_INVERTED = re.compile(r"(?P<family>[^,]+),\s*(?P<given>[^,]+)")
_LONGEST = 400  # letters
_EDGE = 3  # paragraphs
_SIGNS = str.maketrans(dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'") | dict.fromkeys("\u2010\u2011", "-"))


def as_printed(names: Names, head: ArticleHead, text: Sequence[str], stated: Sequence[Author]) -> tuple[Author, ...]:
    """
    Return the authors as the lines around the title print them: the given name first, with the signs of the page; as they are stated where none does.

    Args:
        text: Paragraphs of the article: its first and last may print them, too.
    """
    turned = [_turned(one.name) for one in stated]
    if not all(turned):
        return _with_signs(head, text, stated)
    keys = [text_key(one) for one in turned]
    for lines in (head.after, head.before, head.below):
        for found in _listed(names, lines):
            if [text_key(_without_degrees(one.name)) for one in found] == keys:
                return found
    printed = text_key(" ".join(line.text() for lines in (head.after, head.before, head.below) for line in lines))
    named = [
        Author(name, one.kind) if key in printed else one for name, key, one in zip(turned, keys, stated, strict=True)
    ]
    return _with_signs(head, text, named)


def _with_signs(head: ArticleHead, text: Sequence[str], stated: Sequence[Author]) -> tuple[Author, ...]:
    """Return names with the apostrophes, hyphens and accents of the page, where it prints them elsewhere than metadata do."""
    edges = [*text[:_EDGE], *text[-_EDGE:]]
    lines = [line.text() for lines in (head.after, head.before, head.below) for line in lines]
    printed = [unicodedata.normalize("NFC", one) for one in (*lines, *edges)]
    folded = [_plain(one) for one in printed]
    return tuple(Author(_as_in(one.name, printed, folded), one.kind) for one in stated)


def _as_in(name: str, printed: Sequence[str], folded: Sequence[str]) -> str:
    if any(name in one for one in printed):
        return name
    key = _plain(unicodedata.normalize("NFC", name))
    for line, plain in zip(printed, folded, strict=True):
        at = plain.find(key) if len(plain) == len(line) else -1
        if at >= 0:
            return line[at : at + len(key)]
    return name


def _plain(text: str) -> str:
    """Return a text, sign by sign, without accents and with one form of apostrophe and of hyphen."""
    return "".join(unicodedata.normalize("NFD", one)[0] for one in text.translate(_SIGNS))


def _turned(name: str) -> str:
    """Return ``Other, Ann`` as ``Ann Other``; nothing of a name that is not inverted, or that has degrees behind it."""
    found = _INVERTED.fullmatch(name)
    return f"{found['given'].strip()} {found['family'].strip()}" if found and not are_degrees(found["given"]) else ""


def _listed(names: Names, lines: Sequence[HtmlLine]) -> Iterator[tuple[Author, ...]]:
    """Yield the lists of names in the lines, and that of all names in lines of one each."""
    alone: list[Author] = []
    for line in lines:
        text = line.text("topic", "more")
        if len(text) <= _LONGEST and (found := names.listed(text)):
            yield found
            alone += found
    yield tuple(alone)


def _without_degrees(name: str) -> str:
    parts = name.split(",")
    while len(parts) > 1 and are_degrees(parts[-1].strip()):
        parts.pop()
    return ",".join(parts)
