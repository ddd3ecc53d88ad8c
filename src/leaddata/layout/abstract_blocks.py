"""The abstract that a web page prints: below a heading that says so, or in a part of the page that is called so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaddata.clean.languages import language_of, parse_language
from leaddata.layout.articles import AbstractPart
from leaddata.model import Cell, Node

__all__ = ["printed_abstract"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ABSTRACT = re.compile(
    r"(?:structured |extended )?(?:abstract|summary|r\u00e9sum\u00e9|zusammenfassung|resumen|\u6458\u8981)(?: in [A-Z][\w, ]+)?\s*:?",
    re.IGNORECASE,
)
_CALLED = re.compile(r"(?:^|[\s_-])(?:[a-z]{2,3}-)?abstracts?(?:$|[\s_-])", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:key ?words?|conflict of interest|copyright|\u00a9|funding|trial registration|references|introduction)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\n:]{2,60}:?\s*")
_CODE = re.compile(r"([a-z]{2,3})-abstract$")
_LEAVES = ("p", "li", "dd")


def printed_abstract(root: Node, languages: tuple[Cell, ...]) -> Iterator[AbstractPart[Cell]]:
    """Yield the sections of the abstract on a page, with the titles that stand above or before them as labels."""
    label: Cell | None = None
    codes = dict(_codes(root))
    for node in _blocks(root):
        if node.tag in _HEADINGS:
            label = None if _ABSTRACT.fullmatch(node.text) else Cell(node.text.rstrip(": "), node.at)
            continue
        own, text = _labelled(node)
        if _AFTER.match((own or text).text):
            continue
        found = own or label
        code = codes.get(id(node)) or language_of(text.text, tuple(one.text for one in languages) or ("en",))
        yield AbstractPart(code, text, found)
        label = None if own is not None else label


def _codes(root: Node) -> Iterator[tuple[int, str]]:
    """Yield the language of each node in a part of the page that is called by one ("fre-abstract")."""
    for node in root.walk():
        if (match := _CODE.match(node.get("id") or "")) and (code := parse_language(match[1])):
            yield from ((id(below), code) for below in node.walk())


def _blocks(root: Node) -> list[Node]:
    called = [
        node
        for node in root.walk()
        if node.tag in {"div", "section", "article"}
        and any(_CALLED.search(node.get(name) or "") for name in ("id", "class"))
    ]
    for node in called:
        blocks = list(_leaves(node))
        if sum(len(one.text) for one in blocks if one.tag not in _HEADINGS) >= 40:
            return blocks
    nodes = [node for node in root.walk() if node.tag in (*_HEADINGS, *_LEAVES)]
    start = next((n for n, node in enumerate(nodes) if node.tag in _HEADINGS and _ABSTRACT.fullmatch(node.text)), None)
    if start is None:
        return []
    level = nodes[start].tag
    below = nodes[start + 1 :]
    end = next((n for n, node in enumerate(below) if node.tag in _HEADINGS and node.tag <= level), len(below))
    return [node for node in below[:end] if node.text]


def _leaves(node: Node) -> Iterator[Node]:
    """Yield headings and paragraphs; a part without any of these below it is a paragraph."""
    for child in node:
        if child.tag in (*_HEADINGS, *_LEAVES):
            if child.text:
                yield child
        elif any(one.tag in (*_HEADINGS, *_LEAVES, "div", "section") for one in child.walk() if one is not child):
            yield from _leaves(child)
        elif child.tag in {"div", "section"} and child.text:
            yield child


def _labelled(node: Node) -> tuple[Cell | None, Cell]:
    """Return the label that a paragraph begins with in bold, and the rest of it."""
    first = next(iter(node), None)
    before = next((part for part in node.content if isinstance(part, str) and part.strip()), "")
    is_first = first is not None and node.content and (node.content[0] is first or not str(node.content[0]).strip())
    if first is None or first.tag not in {"strong", "b", "em", "i", "span"} or not is_first or not before.strip():
        return None, node.cell
    label = first.text
    text = node.text
    if (
        not label
        or not _LABEL.fullmatch(label)
        or not (label.endswith(":") or text[len(label) :].lstrip().startswith(":") or first.tag in {"strong", "b"})
    ):
        return None, node.cell
    rest = text[len(label) :].lstrip(": .\u2014\u2013-") if text.startswith(label) else text
    return Cell(label.rstrip(": "), first.at), Cell(rest.strip(), node.at)
