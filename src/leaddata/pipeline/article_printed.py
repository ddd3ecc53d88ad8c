"""Names that metadata state, in the form that the page prints: the given name before, with the degrees after."""

from __future__ import annotations

import re
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


def as_printed(names: Names, head: ArticleHead, stated: Sequence[Author]) -> tuple[Author, ...]:
    """Return the authors as a line around the title prints them, if they are stated family name first; as they are stated where none does."""
    turned = [_turned(one.name) for one in stated]
    if not all(turned):
        return tuple(stated)
    keys = [text_key(one) for one in turned]
    for lines in (head.after, head.before, head.below):
        for found in _listed(names, lines):
            if [text_key(_without_degrees(one.name)) for one in found] == keys:
                return found
    printed = text_key(" ".join(line.text() for lines in (head.after, head.before, head.below) for line in lines))
    return tuple(
        Author(name, one.kind) if key in printed else one for name, key, one in zip(turned, keys, stated, strict=True)
    )


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
