"""A stretch of a web page to its lines: each with its pieces, and what the markup says that a piece is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeAlias

from leaddata.pipeline.day_words import change_in
from leaddata.pipeline.link_kinds import MORE, link_kind
from leaddata.pipeline.web_text import BLOCKS, folded

__all__ = ["HtmlLine", "LinePiece", "lines_of", "tokens_of"]

_SKIPPED = frozenset(
    "script style noscript template svg iframe object button select textarea form nav figure picture video audio img input".split()  # noqa: SIM905
)
_GLUED = frozenset(
    {"em", "i", "strong", "b", "u", "sup", "sub", "q", "abbr", "mark", "code", "wbr", "s", "font", "ruby", "rt", "bdi"}
)
_AUTHOR = frozenset(
    "author authors byline vcard fn contrib contributor contributors writer autor auteur".split()  # noqa: SIM905
)
# What stands beside a name: who somebody is, or the label before.
_NO_NAMES = frozenset({"bio", "avatar", "description", "box", "prep", "label", "prefix", "sep", "hentry"})
_POSTS = frozenset("role roles job jobtitle position affiliation affiliations org organisation organization".split())  # noqa: SIM905
# Of what stands within an author: who that is, and no name.
_TELLING = _POSTS | frozenset(
    "bio description designation company employer institution location tagline label prefix place workplace".split()  # noqa: SIM905
)
_SAYING = ("aut", "byline", "vcard", "fn", "contrib", "writer", "more", "screen", "categor", "topic", "kicker", "eyebrow", "badge", "updated", "modified")  # fmt: skip
_TOPICS = frozenset({"category", "categories", "topic", "topics", "kicker", "eyebrow", "badge"})
_MARKS = frozenset({"span", "small", "strong", "p"})  # a box may have a class for the topic of all that is in it
_ICONS, _PERSONS = frozenset({"i", "span"}), frozenset({"user", "author", "person", "writer", "admin"})
_OF_ICONS = frozenset({"icon", "icons", "ico", "fa", "fas", "far", "glyphicon", "bi", "dashicons", "svg"})
_DEPTH = 200
_MOST_PIECES = 4000
_HIDDEN = "hidden"
_UNSEEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")
_UNPARTED = _GLUED | BLOCKS  # the text behind is not parted from that before, or a line of its own anyway
# What an element does to the line that it stands in.
_SKIP, _BLOCK, _JOINED, _INLINE = range(4)
_FORMS = {
    **dict.fromkeys(_GLUED | {"br"}, _JOINED),
    **dict.fromkeys(BLOCKS, _BLOCK),
    **dict.fromkeys(_SKIPPED, _SKIP),
}


# A run of text in a line; what it is: ``title``, ``author``, ``role`` (who an author is), ``time``, ``updated`` and ``modified`` (the day of a change), ``topic``,
# ``more``, or empty where the markup says nothing; and whether the markup parts it from the piece before. No class: a large page has a million of them.
LinePiece: TypeAlias = tuple[str, str, bool]


class HtmlLine:
    """
    A line as a browser would show it.

    Attributes:
        tag: Of the block that begins it.
        element: That it stands in.
        pieces: Its text.
        kinds: Of its pieces.
    """

    __slots__ = ("_parted", "_plain", "_texts", "element", "kinds", "pieces", "tag")

    def __init__(self, tag: str, element: Any, pieces: list[LinePiece]) -> None:
        self.tag = tag
        self.element = element
        self.pieces = pieces
        self.kinds = {kind for _, kind, _ in pieces} if len(pieces) > 1 else {pieces[0][1]}
        self._plain: str | None = None
        self._parted: str | None = None
        self._texts: dict[tuple[bool, tuple[str, ...]], str] = {}

    def text(self, *without: str) -> str:
        """Return the text of the pieces whose kind is none of *without*."""
        if not self.kinds.isdisjoint(without):
            return self._without(False, without)
        if self._plain is None:
            self._plain = _plain(self.pieces)
        return self._plain

    def parted(self, *without: str) -> str:
        """Return the same with a bar where the markup parts one piece from the next."""
        if not self.kinds.isdisjoint(without):
            return self._without(True, without)
        if self._parted is None:
            self._parted = _parted(self.pieces) or self.text()
        return self._parted

    def _without(self, parted: bool, without: tuple[str, ...]) -> str:
        known = self._texts.get((parted, without))
        if known is None:
            kept = [piece for piece in self.pieces if piece[1] not in without]
            known = (_parted(kept) if parted else None) or _plain(kept)
            self._texts[parted, without] = known
        return known

    def is_author_alone(self) -> bool:
        """True if there is nothing in it but what the markup calls an author."""
        if "author" not in self.kinds:
            return False
        return all(kind in ("author", "role") or not text.strip(" ,;|\n\t") for text, kind, _ in self.pieces)

    def has(self, kind: str) -> bool:
        """True if a piece is of that kind."""
        return kind in self.kinds


def _plain(pieces: list[LinePiece]) -> str:
    return folded(pieces[0][0] if len(pieces) == 1 else "".join([text for text, _, _ in pieces]))


def _parted(pieces: list[LinePiece]) -> str | None:
    """Return the text of *pieces* with bars, or None if the markup parts none."""
    for _, _, starts in pieces:
        if starts:
            return folded("".join([f" | {text}" if starts else text for text, _, starts in pieces]))
    return None


def lines_of(roots: Iterable[Any], title: Any = None, *, tails: bool = False) -> list[HtmlLine]:
    """
    Return the lines of *roots*, in order.

    Args:
        title: The element that holds the title of a post.
        tails: True if the text behind each root counts, and only a block or a break begins a line.
    """
    reading = _Reading(title)
    for root in roots:
        tag = root.tag
        if isinstance(tag, str):
            form = _FORMS.get(tag, _INLINE)
            if not tails or form == _BLOCK or tag == "br" or reading.element is None:
                reading.end_line(tag, root)
            reading.visit(root, tag, form, "", 0)
            if tails and root.tail:
                reading.add(root.tail, "", form == _INLINE)
    reading.end_line("", None)
    return reading.lines


def tokens_of(element: Any) -> frozenset[str]:
    """Return the words that class, id, rel and itemprop of an element are made of, in small letters; no number at the end."""
    if not element.keys():
        return frozenset()
    name = element.get("id")
    # The ids of a list differ by their numbers.
    name = name.rstrip("0123456789") if name else None
    return _tokens(element.get("class"), element.get("rel"), element.get("itemprop"), name)


@lru_cache(maxsize=4096)
def _tokens(*said: str | None) -> frozenset[str]:
    return frozenset(_WORD.findall(" ".join([one for one in said if one]).lower()))


class _Reading:
    """Lines as they are read, the last of them still open."""

    __slots__ = ("around", "count", "element", "is_blank", "lines", "named_in", "pieces", "tag", "title")

    def __init__(self, title: Any) -> None:
        self.lines: list[HtmlLine] = []
        self.title = title
        # A post may be a figure, with all that is said of it below the picture.
        self.around = frozenset() if title is None else frozenset(title.iterancestors("figure"))
        self.count = 0
        self.tag = ""
        self.element: Any = None
        self.pieces: list[LinePiece] = []
        self.is_blank = True
        self.named_in: Any = None

    def end_line(self, tag: str, element: Any) -> None:
        """End the line that is open, and open one of a block *tag* in *element*. What is blank is no line."""
        if not self.is_blank:
            self.lines.append(HtmlLine(self.tag, self.element, self.pieces))
            self.is_blank = True
        if self.pieces:
            self.pieces = []
        self.named_in = None
        self.tag = tag
        self.element = element

    def visit(self, element: Any, tag: str, form: int, kind: str, depth: int) -> None:
        """Read what stands in an element; *form* is that of its tag, *kind* that of what it stands in."""
        is_skipped = (form == _SKIP and element not in self.around) or depth > _DEPTH or self.count > _MOST_PIECES
        if is_skipped or self._is_icon(element, tag):
            return
        if form == _BLOCK:
            self.end_line(tag, element)
        said = "title" if element is self.title else _kind(element, tag)
        # Within what is called an author, a place or a post is called so, too.
        kind = said or ("role" if kind == "author" and _is_post(element) else kind)
        if kind == _HIDDEN:
            return
        if text := element.text:
            self.add(text, kind, form == _INLINE)
        for child in element:
            child_tag = child.tag
            if is_element := isinstance(child_tag, str):
                self.visit(child, child_tag, _FORMS.get(child_tag, _INLINE), kind, depth + 1)
                if child_tag == "br":
                    self.end_line(tag if form == _BLOCK else "br", element)
            if tail := child.tail:
                self.add(tail, kind, is_element and child_tag not in _UNPARTED)
        self._leave(element)
        if form == _BLOCK:
            self.end_line("div", element.getparent())

    def _is_icon(self, element: Any, tag: str) -> bool:
        """Say whether it is the picture of a person, which stands for "by"."""
        if tag not in _ICONS or len(element) or element.text or not element.get("class"):
            return False
        holder = element.getparent() if _is_person(element) else None
        if holder is not None and not "".join(holder.itertext()).strip():
            holder = holder.getparent()
        self.named_in = holder
        return holder is not None

    def _leave(self, element: Any) -> None:
        if self.named_in is element:
            self.named_in = None

    def add(self, text: str, kind: str, starts: bool) -> None:
        """Add a piece to the line that is open; behind the picture of a person what is in one element with it is an author's, up to another picture."""
        self.count += 1
        if self.named_in is not None and not text.isspace():
            kind = kind or "author"
        self.pieces.append((text, kind, starts))
        if self.is_blank and not text.isspace():
            self.is_blank = False


def _is_person(element: Any) -> bool:
    """True of the picture of a person that stands for "by": ``<i class="fa fa-user">``, and no empty ``<span class="author">``."""
    named = _tokens(element.get("class"))
    return not _PERSONS.isdisjoint(named) and (element.tag == "i" or not _OF_ICONS.isdisjoint(named))


def _is_post(element: Any) -> bool:
    """True if the markup says that an element tells what somebody is."""
    named = element.get("class") or element.get("itemprop")
    return bool(named) and not _TELLING.isdisjoint(_tokens(named))


def _kind(element: Any, tag: str) -> str:
    """Return what the markup of an element says that it is."""
    if tag == "time":
        words = tokens_of(element) if element.get("class") or element.get("itemprop") else frozenset()
        return change_in(words) or "time"
    if tag == "a":
        return link_kind(element)
    names = element.keys()
    # A post may have a class with the name of who wrote it.
    if not names or tag == "article":
        return ""
    if "style" in names and tag not in BLOCKS and _UNSEEN.search(element.get("style")):
        return _HIDDEN
    if "class" in names or "itemprop" in names or "rel" in names:
        said = (
            _said_of(element.get("class"))
            if len(names) == 1 and names[0] == "class"
            else _said_of(element.get("class"), element.get("id"), element.get("rel"), element.get("itemprop"))
        )
        if said in ("author", "role"):
            return said
        if said in ("topic", "updated", "modified"):
            return said if tag in _MARKS else ""
        if said:
            return "more" if said == "reader" or MORE.fullmatch("".join(element.itertext()).strip()) else ""
    return "author" if tag in ("address", "author", "cite") and "author" in str(element.attrib) else ""


@lru_cache(maxsize=4096)
def _said_of(*said: str | None) -> str:
    """Return ``author``, ``topic``, ``more`` or ``reader`` (of "more", for those who do not see) if the words say so."""
    joined = " ".join([one for one in said if one]).lower()
    if not any(sign in joined for sign in _SAYING):
        return ""
    words = frozenset(_WORD.findall(joined))
    if words & _AUTHOR and words.isdisjoint(_NO_NAMES):
        return "author" if words.isdisjoint(_POSTS) else "role"
    if change := change_in(words):
        return change
    if words & _TOPICS:
        return "topic"
    if "screen" in words and "reader" in words:
        return "reader"
    if "more" in words:
        return "reader" if "reader" in words else "more"
    return ""
