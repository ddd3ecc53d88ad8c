"""The order of the documentation, as its first page lists it: the only list of what belongs where."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["Chapter", "Entry", "chapters", "plain"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the documentation: its path below ``docs/``, without ending, and its title."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """What stands under one heading of the first page; the title is empty for what stands above all of them."""

    title: str
    entries: tuple[Entry, ...]


def chapters(index: str, titles: dict[str, str]) -> tuple[Chapter, ...]:
    """
    Return the chapters of the documentation.

    Args:
        index: The first page, Markdown: every link to a page of ``docs/`` names one, under the heading above it.
        titles: The title of every page by its path without ending. Pages that the first page does not name come last.
    """
    found: dict[str, list[str]] = {}
    seen = {"index"}
    for heading, target in _links(MarkdownIt("commonmark").parse(index)):
        if target in titles and target not in seen:
            seen.add(target)
            found.setdefault(heading, []).append(target)
    if left := sorted(set(titles) - seen):
        found["More"] = left
    return tuple(Chapter(title, tuple(Entry(name, titles[name]) for name in names)) for title, names in found.items())


def plain(token: Token) -> str:
    """Return the words of a heading or paragraph, without their markup."""
    return "".join(" " if one.type == "softbreak" else one.content for one in token.children or ())


def _links(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    heading = ""
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag != "h1":
            heading = plain(tokens[number + 1])
        for target in _targets(token.children or ()):
            yield heading, target


def _targets(children: Iterable[Token]) -> Iterator[str]:
    for child in children:
        parts = urlsplit(str(child.attrGet("href") or "")) if child.type == "link_open" else None
        if parts and not parts.scheme and not parts.netloc and parts.path.endswith(".md"):
            yield posixpath.normpath(parts.path).removesuffix(".md")
