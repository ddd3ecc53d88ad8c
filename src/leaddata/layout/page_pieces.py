"""Part of a web page as titles and texts, with the labels that texts begin with, whatever elements they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaddata.clean.abstract_titles import is_abstract_title, is_main_title
from leaddata.layout.inline_labels import is_label
from leaddata.model import Cell, Node

__all__ = ["Piece", "names_of", "pieces"]

_LOOKS = 7  # the level of what only looks like a heading
_BLOCKS = frozenset(
    [
        "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "h1",
        "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody",
        "td", "tfoot", "th", "thead", "tr", "ul",
    ]
)  # fmt: skip
_PASSED_OVER = frozenset(
    [
        "aside", "button", "dialog", "figure", "footer", "form", "head", "input", "nav", "select", "textarea", "svg",
    ]
)  # fmt: skip
_ROLES = {"navigation", "complementary", "contentinfo", "button", "dialog"}
_TITLES = {"title", "heading", "subtitle", "subheading", "subhead", "label", "head", "h1", "h2", "h3", "h4", "h5", "h6"}
_LABEL = re.compile(r"[^\n:.?!]{2,60}[:.]?\s*")
_BOLD = {"b", "strong"}
_MARKS = {*_BOLD, "em", "i", "u", "span", "font"}
_SENTENCE_ENDS = frozenset('.?!)]\u201d"')


@dataclass(frozen=True, slots=True)
class Piece:
    """
    A title or a text.

    Attributes:
        level: Of a title that of its heading, 7 if it only looks like one; 0 of a text.
        label: What a text begins with.
        within: The elements that hold it, from the outermost.
    """

    level: int
    label: Cell | None
    text: Cell
    within: tuple[Node, ...]


def names_of(node: Node) -> frozenset[str]:
    """Return the words that an element is called by, in small letters: ``hlFld-Abstract`` has three."""
    called = " ".join(node.get(name) or "" for name in ("id", "class", "property", "itemprop", "role"))
    return frozenset(word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+(?:(?<=[hH])\d)?", called))


def pieces(node: Node, within: tuple[Node, ...] = ()) -> Iterator[Piece]:
    """Yield titles and texts in a part of a page, in its order; menus, buttons, figures and asides are passed over."""
    within = (*within, node)
    run: list[str | Node] = []
    for part in (*node.content, None):
        if isinstance(part, str) or (part is not None and not _is_apart(part)):
            run.append(part)
            continue
        yield from _of_run(run, node, within)
        run = []
        if part is None or _is_passed_over(part):
            continue
        level = _level(part)
        text = _text(part).strip()
        if level and text:
            yield Piece(level, None, Cell(text.rstrip(": "), part.at), within)
        elif text:
            yield from pieces(part, within)


def _is_passed_over(node: Node) -> bool:
    return node.tag in _PASSED_OVER or node.get("role") in _ROLES or node.get("aria-hidden") == "true"


def _is_apart(node: Node) -> bool:
    return any(one.tag in _BLOCKS for one in node.walk())


def _text(node: Node) -> str:
    """Return the text of an element but for what is passed over, blanks folded."""
    return " ".join("".join(one if isinstance(one, str) else _raw(one) for one in _tokens(node.content)).split())


def _raw(token: Node | None) -> str:
    return " " if token is None else "".join(token.strings())


def _level(node: Node) -> int:
    """Return the level of a title, 0 of what is none."""
    if re.fullmatch(r"h[1-6]", node.tag):
        return int(node.tag[1])
    if any(one.tag in _BLOCKS for one in node.walk() if one is not node):
        return 0
    text = _text(node)
    if node.tag in {"dt", "summary"} or node.get("role") == "heading":
        return _LOOKS
    if node.tag == "li" or not _LABEL.fullmatch(text):
        return 0
    bold = next(iter(node), None)
    is_bold = bold is not None and bold.tag in _BOLD and bold.text == node.text
    is_known = is_abstract_title(text) and node.first("a") is None
    is_titled = bool(names_of(node) & _TITLES) and not text.endswith(".")
    is_label_alone = not node.children and is_label(text.rstrip(": "))
    return _LOOKS if is_titled or is_bold or is_known or is_label_alone else 0


def _tokens(content: Sequence[str | Node]) -> Iterator[str | Node | None]:
    """Yield text, elements that may be a label, and None for each end of a line."""
    for part in content:
        if isinstance(part, str):
            yield part
        elif _is_passed_over(part):
            continue
        elif part.tag == "br":
            yield None
        elif _may_be_label(part):
            yield part
        else:
            yield from _tokens(part.content)


def _may_be_label(node: Node) -> bool:
    if (
        node.tag not in _MARKS
        or not _LABEL.fullmatch(node.text)
        or any(one.tag in {"br", "a", "sup", "sub"} for one in node.walk())
    ):
        return False
    return node.tag not in {"span", "font"} or node.text.endswith(":") or bool(names_of(node) & _TITLES)


def _of_run(run: list[str | Node], node: Node, within: tuple[Node, ...]) -> Iterator[Piece]:
    """Yield the texts of a paragraph: it is cut where a label stands in bold or slanted letters."""
    tokens = list(_tokens(run))
    said = [one for one in tokens if one is not None and (isinstance(one, Node) or one.strip(" \t\r\n\u00a0:"))]
    if len(said) == 1 and isinstance(said[0], Node) and _is_bold(said[0]):
        yield Piece(_LOOKS, None, Cell(said[0].text.rstrip(": ."), said[0].at), within)
        return
    label: Node | None = None
    is_labelled = False
    text = ""
    is_line_start = True
    for number, token in enumerate(tokens):
        if isinstance(token, Node):
            rest = _after(tokens, number)
            is_begin = not text.strip() and label is None
            can_begin = (
                is_begin or (is_labelled and (is_line_start or text.rstrip()[-1:] in _SENTENCE_ENDS)) or is_line_start
            )
            if rest.lstrip(":. ") and can_begin and _is_label(token, rest):
                yield from _labelled(label, text, node, within)
                label, text, is_labelled = token, "", True
                continue
        text += token if isinstance(token, str) else _raw(token)
        is_line_start = token is None or (is_line_start and isinstance(token, str) and not token.strip())
    yield from _labelled(label, text, node, within)


def _after(tokens: Sequence[str | Node | None], number: int) -> str:
    """Return how the text goes on after a token: enough of it to tell whether the token is a label."""
    text = ""
    for at in range(number + 1, len(tokens)):
        one = tokens[at]
        text += one if isinstance(one, str) else _raw(one)
        if len(text.strip()) > 20:
            break
    return text.strip()


def _is_bold(node: Node) -> bool:
    return node.tag in _BOLD or bool(names_of(node) & _TITLES)


def _is_label(node: Node, rest: str) -> bool:
    """Return whether a mark is the label of the *rest*: by a colon, by its words, or in bold before a capital."""
    text = node.text
    if text.endswith(":") or rest.startswith(":"):
        return True
    is_known = is_label(text.rstrip(". ")) or is_abstract_title(text)
    if text.endswith(".") or rest.startswith("."):
        return is_known
    return _is_bold(node) and (is_known or not rest[0].islower())


def _labelled(label: Node | None, text: str, node: Node, within: tuple[Node, ...]) -> Iterator[Piece]:
    text = " ".join(text.split())
    if label is not None and is_main_title(label.text):
        yield Piece(_LOOKS, None, Cell(label.text.rstrip(": ."), label.at), within)
        label, text = None, text.lstrip(": .\u2014\u2013-")
    elif label is not None:
        text = text.lstrip(": .\u2014\u2013-")
    if text:
        yield Piece(
            0, Cell(label.text.rstrip(": ."), label.at) if label is not None else None, Cell(text, node.at), within
        )
