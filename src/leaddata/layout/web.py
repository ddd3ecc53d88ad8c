"""The main text of a web page, or of a text dump of one, as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from leaddata.layout.join import join_words
from leaddata.model import Cell, Document, Node, Word

__all__ = ["main_part", "text_paragraphs", "web_paragraphs"]

_FURNITURE = {"nav", "header", "footer", "aside", "form"}
_SENTENCE_END = (".", "?", "!", "\u2026]", "\u2026", ":", "\u201d", "\u2019", "'", '"')


def main_part(root: Node) -> Node:
    """Return the part of a page that holds its content: the main element, else the body, else all."""
    return root.first("main") or root.first("body") or root


def web_paragraphs(document: Document) -> list[Cell]:
    """Return the paragraphs of the main part, doubled ones once, at their first place."""
    if document.pages[0].root is None:
        cells = text_paragraphs(document)
    else:
        cells = [node.cell for node in _outside_furniture(main_part(document.root)) if node.tag == "p" and node.text]
    return list({cell.text: cell for cell in reversed(cells)}.values())[::-1]


def text_paragraphs(document: Document) -> list[Cell]:
    """Return the paragraphs of a text dump: a line that does not end a sentence goes on on the next one."""
    cells: list[Cell] = []
    words: list[Word] = []
    for line in (line for page in document.pages for line in page.lines):
        words += line.words
        if words and (not line.words or line.text.rstrip().endswith(_SENTENCE_END)):
            cells.append(join_words(words))
            words = []
    if words:
        cells.append(join_words(words))
    return cells


def _outside_furniture(node: Node) -> Iterator[Node]:
    """Yield *node* and what is below it, navigation, sidebars, forms and footers left out."""
    yield node
    for child in node.children:
        if child.tag not in _FURNITURE:
            yield from _outside_furniture(child)
