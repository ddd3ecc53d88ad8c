"""A stretch of a web page to its lines: each with its pieces, and what the markup says that a piece is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from leaddata.pipeline.web_text import BLOCKS, folded

__all__ = ["HtmlLine", "LinePiece", "lines_of", "link_kind", "tokens_of"]

_SKIPPED = frozenset(
    "script style noscript template svg iframe object button select textarea form nav figure picture video audio img input".split()  # noqa: SIM905
)
_GLUED = frozenset(
    {"em", "i", "strong", "b", "u", "sup", "sub", "q", "abbr", "mark", "code", "wbr", "s", "font", "ruby", "rt", "bdi"}
)
_AUTHOR = frozenset(
    {"author", "authors", "byline", "vcard", "fn", "contributor", "contributors", "writer", "autor", "auteur"}
)
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|people|profiles?|contributors?|staff|users?|autor(?:en|es)?|auteurs?|team|by)/[^/]", re.IGNORECASE
)
_TOPIC_PATH = re.compile(
    r"/(?:category|categories|tags?|topics?|sections?|themen?|kategorie|cat|thema|rubrique)/|[?&](?:cat|tag)=",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:\(?(?:continue reading|read more|read on|read the|read full|full story|more|more\W+|view post|view article|learn more|see more"
    r"|weiterlesen|mehr|weiter|zum artikel|lire la suite|lire|en savoir plus|la suite|leer más|seguir leyendo|leggi(?: tutto)?|lees (?:meer|verder)"
    r"|läs mer|les mer|czytaj)\b.*|[\u2192\u00bb\u203a>\u2026.\s]+)",
    re.IGNORECASE | re.DOTALL,
)
_COMMENTS = re.compile(
    r"(?:\d+|no|leave a|add|one) (?:comments?|repl(?:y|ies)|responses?)|comments? off.*|permalink|edit|share.*|reply",
    re.IGNORECASE,
)
_DEPTH = 200
_MOST_PIECES = 4000


@dataclass(frozen=True, slots=True)
class LinePiece:
    """
    A run of text in a line.

    Attributes:
        kind: ``title``, ``author``, ``time``, ``topic``, ``more``, or empty where the markup says nothing.
    """

    text: str
    kind: str = ""
    starts: bool = False


@dataclass(slots=True)
class HtmlLine:
    """
    A line as a browser would show it.

    Attributes:
        tag: Of the block that begins it.
        element: That it stands in.
    """

    tag: str
    element: Any = None
    pieces: list[LinePiece] = field(default_factory=list)
    _texts: dict[tuple[bool, tuple[str, ...]], str] = field(default_factory=dict)

    def text(self, *without: str) -> str:
        """Return the text of the pieces whose kind is none of *without*."""
        return self._text(False, without)

    def parted(self, *without: str) -> str:
        """Return the same with a bar where the markup parts one piece from the next."""
        return self._text(True, without)

    def _text(self, parted: bool, without: tuple[str, ...]) -> str:
        known = self._texts.get((parted, without))
        if known is None:
            kept = [piece for piece in self.pieces if piece.kind not in without]
            known = folded("".join(f" | {one.text}" if parted and one.starts else one.text for one in kept))
            self._texts[parted, without] = known
        return known

    def is_author_alone(self) -> bool:
        """True if there is nothing in it but what the markup calls an author."""
        return all(piece.kind == "author" or not piece.text.strip(" ,;|\n\t") for piece in self.pieces)

    def has(self, kind: str) -> bool:
        """True if a piece is of that kind."""
        return any(piece.kind == kind for piece in self.pieces)


@dataclass(slots=True)
class _Reading:
    lines: list[HtmlLine]
    title: Any
    count: int = 0


def lines_of(roots: Iterable[Any], title: Any = None) -> list[HtmlLine]:
    """
    Return the lines of *roots*, in order.

    Args:
        title: The element that holds the title of a post.
    """
    reading = _Reading([], title)
    for root in roots:
        reading.lines.append(HtmlLine(_tag(root), root))
        _visit(root, "", reading, 0)
    return [line for line in reading.lines if any(not piece.text.isspace() for piece in line.pieces)]


def tokens_of(element: Any) -> frozenset[str]:
    """Return the words that the class, id, rel and itemprop of an element are made of, in small letters."""
    attributes = element.attrib
    if not attributes:
        return frozenset()
    return _tokens(attributes.get("class"), attributes.get("id"), attributes.get("rel"), attributes.get("itemprop"))


@lru_cache(maxsize=4096)
def _tokens(*said: str | None) -> frozenset[str]:
    return frozenset(re.split(r"[^a-z0-9]+", " ".join(one for one in said if one).lower())) - {""}


def _visit(element: Any, kind: str, reading: _Reading, depth: int) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED or depth > _DEPTH or reading.count > _MOST_PIECES:
        return
    block = tag in BLOCKS
    if block:
        reading.lines.append(HtmlLine(tag, element))
    kind = _kind(element, tag, reading) or kind
    if element.text:
        _add(element.text, kind, reading, starts=not block and tag not in _GLUED and tag != "br")
    for child in element:
        _visit(child, kind, reading, depth + 1)
        child_tag = child.tag
        if child_tag == "br":
            reading.lines.append(HtmlLine(tag if block else "br", element))
        if child.tail:
            starts = isinstance(child_tag, str) and child_tag not in _GLUED and child_tag not in BLOCKS
            _add(child.tail, kind, reading, starts=starts)
    if block:
        reading.lines.append(HtmlLine("div", element.getparent()))


def _add(text: str, kind: str, reading: _Reading, *, starts: bool) -> None:
    reading.count += 1
    reading.lines[-1].pieces.append(LinePiece(text, kind, starts))


def _kind(element: Any, tag: str, reading: _Reading) -> str:
    if element is reading.title:
        return "title"
    if tag == "time":
        return "time"
    attributes = element.attrib
    if not attributes:
        return ""
    if tag == "a":
        return link_kind(element)
    if "class" in attributes or "itemprop" in attributes or "rel" in attributes:
        words = tokens_of(element)
        if words & _AUTHOR and not words & {"bio", "avatar", "description", "box"}:
            return "author"
        if ("screen" in words and "reader" in words) or "more" in words:
            return "more" if _MORE.fullmatch("".join(element.itertext()).strip()) or "reader" in words else ""
    return "author" if tag in ("address", "author", "cite") and "author" in str(attributes) else ""


def link_kind(element: Any) -> str:
    """Return ``author``, ``topic`` or ``more`` of a link that leads there, else nothing."""
    href = element.get("href") or ""
    rel = element.get("rel") or ""
    if "author" in rel or _AUTHOR_PATH.search(href):
        return "author"
    if "tag" in rel.split() or _TOPIC_PATH.search(href):
        return "topic"
    text = "".join(element.itertext()).strip()
    return "more" if _MORE.fullmatch(text) or _COMMENTS.fullmatch(text) else ""


def _tag(element: Any) -> str:
    return element.tag if isinstance(element.tag, str) else "div"
