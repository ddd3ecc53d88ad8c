"""
The markup that a long list of posts repeats, read from its source: an element after the other, each a shape with slots.

A shape is a sequence of tags. What differs between two posts of one shape stands in its slots: texts, and values of
attributes. Shapes are taken from a stretch of the page; all else of the page is then matched against them, without a tree.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from leaddata.pipeline.web_text import BLOCKS

__all__ = ["Shape", "Slot", "shapes_in"]

_TOKEN = re.compile(
    r"<!--(?P<comment>(?:[^-]|-(?!->))*)-->|<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<rest>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>"
)
_ATTRIBUTE = re.compile(r"\s+(?P<name>[^\s=/>\"'<]+)(?:=(?P<value>\"[^\"<]*\"|'[^'<]*'|[^\s\"'<>=]+))?")
_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr param".split()  # noqa: SIM905
)
# What is in these is no markup, or breaks a line in a way of its own.
_REFUSED = frozenset("script style textarea title template xmp plaintext noscript math svg select option".split())  # noqa: SIM905
_DAYS = frozenset({"datetime", "content", "title"})
_DAY_TAGS = frozenset({"time", "abbr", "span", "meta", "relative-time", "local-time"})
_UNASKED = frozenset(
    "src srcset sizes width height alt target loading decoding title aria-label aria-labelledby aria-describedby onclick fetchpriority".split()  # noqa: SIM905
)
_UNREAD = r"\x00-\x08\x0b\x0e-\x1f"  # of these readers of HTML make what they like
_WINDOW = 160_000
_FEWEST = 8
_MOST_SHAPES = 24
_MOST_TOKENS = 150


class Slot(NamedTuple):
    """
    What a slot of a shape holds.

    Attributes:
        kind: ``text``, ``href``, ``day`` (a day for machines) or ``name`` (of a class and the like).
        line: Of a text, the number of the line that it is a part of; else -1.
    """

    kind: str
    line: int = -1


@dataclass(frozen=True, slots=True)
class Shape:
    """
    An element of a list.

    Attributes:
        pattern: Matches one and the blanks behind it; a group for each slot.
        slots: What the groups hold.
    """

    pattern: re.Pattern[str]
    slots: tuple[Slot, ...]


class _Tag(NamedTuple):
    """A tag: ``end`` is ``/`` of an end tag; attributes by name with their values as printed, quotes and all."""

    end: str
    name: str
    attributes: tuple[tuple[str, str], ...]
    is_closed: bool


class _Element(NamedTuple):
    start: int
    end: int
    name: str


def shapes_in(text: str) -> tuple[str, tuple[Shape, ...]]:
    """Return how the elements of the longest list in the middle of a page begin, and their shapes; none if there is no list."""
    run = max(
        _runs(text, len(text) // 2, min(len(text), len(text) // 2 + _WINDOW)),
        key=lambda ones: ones[-1].end - ones[0].start,
        default=[],
    )
    groups: dict[tuple[object, ...], list[list[_Tag | str]]] = defaultdict(list)
    for element in run:
        parts = _parts(text[element.start : element.end])
        if parts is not None:
            groups[_built(parts)].append(parts)
    counted = Counter({built: len(ones) for built, ones in groups.items()})
    shapes = [_shape(groups[built]) for built, _ in counted.most_common(_MOST_SHAPES)]
    names = {text[one.start : one.start + 1 + len(one.name)] for one in run}
    return (names.pop(), tuple(shapes)) if len(names) == 1 and shapes else ("", ())


def _runs(text: str, start: int, stop: int) -> Iterator[list[_Element]]:
    """Yield the elements of one name that follow one another, nothing between them, of each list in a stretch."""
    open_ones: list[tuple[str, int]] = []
    children: list[list[_Element]] = [[]]
    for token in _TOKEN.finditer(text, text.find("<", start), stop):
        name = (token["name"] or "").lower()
        if not name or name in _VOID or (token["rest"].endswith("/") and not token["end"]):
            continue
        if not token["end"]:
            open_ones.append((name, token.start()))
            children.append([])
            continue
        if not open_ones:  # the end of what began before the stretch
            yield from _in_row(text, children[0])
            children = [[]]
            continue
        began = open_ones.pop()
        yield from _in_row(text, children.pop())
        if began[0] == name:
            children[-1].append(_Element(began[1], token.end(), name))
            continue
        # An element without its end tag: what it stands in is none of a list.
        while open_ones and open_ones[-1][0] != name:
            open_ones.pop()
            yield from _in_row(text, children.pop())
        if open_ones:
            open_ones.pop()
            yield from _in_row(text, children.pop())
    for ones in children:
        yield from _in_row(text, ones)


def _in_row(text: str, ones: Sequence[_Element]) -> Iterator[list[_Element]]:
    row: list[_Element] = []
    for one in ones:
        if row and (row[-1].name != one.name or not _is_blank(text[row[-1].end : one.start])):
            if len(row) >= _FEWEST:
                yield row
            row = []
        row.append(one)
    if len(row) >= _FEWEST:
        yield row


def _is_blank(text: str) -> bool:
    return not text or text.isspace()


def _parts(source: str) -> list[_Tag | str] | None:
    """Return texts and tags of an element in turn, comments left out; None if it holds what is no markup, or very much."""
    parts: list[_Tag | str] = []
    at = 0
    for token in _TOKEN.finditer(source):
        parts.append(source[at : token.start()])
        at = token.end()
        if token["name"] is None:
            parts.append(_Tag("!", "", (), is_closed=True))
            continue
        name = token["name"].lower()
        rest = token["rest"]
        if name in _REFUSED or len(parts) > 2 * _MOST_TOKENS:
            return None
        attributes = _ATTRIBUTE.findall(rest)
        told = "".join([match[0] for match in _ATTRIBUTE.finditer(rest)])
        closed = rest.removeprefix(told)
        if closed.strip() not in ("", "/") or len({one.lower() for one, _ in attributes}) != len(attributes):
            return None
        parts.append(_Tag(token["end"], token["name"], tuple(attributes), is_closed="/" in closed))
    return None if any("<" in part for part in parts if isinstance(part, str)) else parts


def _built(parts: Sequence[_Tag | str]) -> tuple[object, ...]:
    """Return what elements of one shape have alike: their tags, the names and quotes of attributes."""
    return tuple(
        [
            (
                one.end,
                one.name,
                one.is_closed,
                tuple([(name, value[:1] in "\"'" and value[:1]) for name, value in one.attributes]),
            )
            for one in parts
            if not isinstance(one, str)
        ]
    )


def _shape(ones: Sequence[Sequence[_Tag | str]]) -> Shape:
    """Return the shape of elements that are built alike."""
    pattern: list[str] = []
    slots: list[Slot] = []
    line = 0
    for column in zip(*ones, strict=True):
        first = column[0]
        if isinstance(first, str):
            if any(one and not one.isspace() for one in column if isinstance(one, str)):
                pattern.append(f"([^<{_UNREAD}]*)")
                slots.append(Slot("text", line))
            else:
                pattern.append(r"\s*")
            continue
        if first.end == "!":
            pattern.append("<!--(?:[^-]|-(?!->))*-->")
            continue
        name = first.name.lower()
        if name in BLOCKS or name == "br":
            line += 1
        pattern.append(f"<{first.end}{re.escape(first.name)}")
        for number, (attribute, value) in enumerate(first.attributes):
            pattern.append(rf"\s+{re.escape(attribute)}")
            if not value:
                continue
            values = {one.attributes[number][1] for one in column if isinstance(one, _Tag)}
            _add_attribute(pattern, slots, name, attribute.lower(), values)
        pattern.append(r"\s*/>" if first.is_closed else r"\s*>")
    return Shape(re.compile("".join(pattern) + r"\s*"), tuple(slots))


def _add_attribute(pattern: list[str], slots: list[Slot], tag: str, name: str, values: set[str]) -> None:
    """Add the value of an attribute to a pattern: as it is where all have one value, else as a slot if somebody asks for it."""
    first = next(iter(values))
    quote = first[0] if first[0] in "\"'" else ""
    inside = f"[^{quote}<{_UNREAD}]*" if quote else f"[^\\s\"'<>={_UNREAD}]+"
    if name == "href":
        kind = "href"
    elif name in _DAYS and tag in _DAY_TAGS:
        kind = "day"
    elif name in _UNASKED or name.startswith(("data-", "on")):
        kind = ""
    elif len(values) == 1:
        pattern.append(f"={re.escape(first)}")
        return
    else:
        kind = "name"
    pattern.append(f"={quote}({inside}){quote}" if kind else f"={quote}{inside}{quote}")
    if kind:
        slots.append(Slot(kind))
