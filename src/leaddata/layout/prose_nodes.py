"""Headings and paragraphs of a web page's main part, or of the records in an XML file."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from leaddata.layout.prose_tables import Row, html_rows
from leaddata.layout.web import main_part
from leaddata.model import Locator, Node

__all__ = ["NodePassage", "node_passages"]

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FURNITURE = frozenset(
    {
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "figure",
        "svg",
        "iframe",
        "blockquote",
        "q",
        "textarea",
        "head",
    }
)
_FURNITURE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sidebar|breadcrumbs?|cookies?|related|comments?|share|sharing|menu|pagination|navigation|nav|footer|newsletter|banner|advert|tags)(?:$|[\s_-])",
    re.IGNORECASE,
)
_INLINE = frozenset([
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr", "q", "italic", "bold", "xref", "ext-link", "styled-content",
])  # fmt: skip
_RECORDS = frozenset({"PubmedArticle", "PubmedBookArticle", "article", "item", "entry", "record", "result"})
_XML_TITLES = frozenset({"ArticleTitle", "article-title", "title", "BookTitle"})
_XML_TEXTS = frozenset(
    {
        "AbstractText",
        "p",
        "description",
        "encoded",
        "content",
        "summary",
        "abstractText",
        "abstract",
        "CopyrightInformation",
    }
    - {"CopyrightInformation"}
)
_XML_SKIPPED = frozenset({
    "ref-list", "ReferenceList", "CommentsCorrectionsList", "back", "fn-group", "references", "author-notes", "permissions",
    "journal-meta", "Journal", "AuthorList", "table-wrap", "fig", "disp-quote", "MedlineJournalInfo", "GrantList",
})  # fmt: skip
# In the order in which they are taken: an excerpt says again what the text says.
_JSON_TEXTS = (
    "content", "content_html", "content_text", "articleBody", "body", "abstractText", "abstract", "text", "description",
    "summary", "excerpt",
)  # fmt: skip
_JSON_TITLES = ("title", "headline", "name")
_JSON_SKIPPED = frozenset({"_links", "_embedded", "yoast_head_json", "author", "authors", "comments"})
_FEWEST_WORDS = 4
_FEWEST_OF_SENTENCE = 6
_LINE_ENDS = re.compile(r"[.:;!?]\s*$|:\s*\S[^.]{0,80}$")


@dataclass(frozen=True, slots=True)
class NodePassage:
    """A heading (level from 1), paragraph (0), or *row* of a table; *fresh* where another record begins."""

    text: str
    at: Locator
    level: int = 0
    fresh: bool = False
    row: Row | None = None


def node_passages(root: Node, form: str, fragment: Callable[[str], Node | None]) -> Iterator[NodePassage]:
    """
    Yield headings, paragraphs and rows of tables, in document order; navigation, quotations set apart and lists of
    references are left out.

    Args:
        form: ``html``, ``xml`` or ``json``.
        fragment: Reads a piece of HTML that stands inside a record; returns None of plain text.
    """
    if form == "html":
        yield from _title(root)
        yield from _of_html(main_part(root))
        return
    found = list(_of_json(root) if form == "json" else _of_xml(root, 1))
    for one in found or _leaves(root):
        yield from _unfolded(one, fragment)


def _unfolded(one: NodePassage, fragment: Callable[[str], Node | None]) -> Iterator[NodePassage]:
    """Yield what a passage of a record holds: feeds carry HTML, escaped once, or twice."""
    if "<" not in one.text and "&" not in one.text:
        yield one
        return
    text = one.text if "<" in one.text else html.unescape(one.text)
    tree = fragment(text)
    if tree is not None and tree.text.lstrip().startswith("<"):
        tree = fragment(tree.text)
    if tree is None:
        yield replace(one, text=html.unescape(text))
    elif one.level:
        yield replace(one, text=tree.text)
    else:
        for inner in _of_html(main_part(tree)):
            row = inner.row and replace(inner.row, cells=tuple(replace(cell, at=one.at) for cell in inner.row.cells))
            # Below the title of the record.
            yield replace(inner, at=one.at, level=inner.level and inner.level + 1, row=row)


def _of_json(node: Node) -> Iterator[NodePassage]:
    """Yield title and text of each object that has a text; of several texts that which holds most of it."""
    by_key = {child.tag: child for child in reversed(node.children)}
    text = next((by_key[key] for key in _JSON_TEXTS if key in by_key and _said(by_key[key])), None)
    if text is None:
        for child in node.children:
            if child.tag not in _JSON_SKIPPED:
                yield from _of_json(child)
        return
    title = next((by_key[key] for key in _JSON_TITLES if key in by_key and _said(by_key[key])), None)
    yield NodePassage("", node.at, 1, fresh=True)
    if title is not None:
        yield NodePassage(_said(title), title.at, 1)
    yield NodePassage(_said(text), text.at)


def _said(node: Node) -> str:
    """Return the text of a member: a string, or an object with the string as WordPress has it."""
    inner = next((child for child in node.children if child.tag in {"rendered", "raw"}), None)
    if inner is not None:
        return inner.text
    return "" if node.children else node.text


def _title(root: Node) -> Iterator[NodePassage]:
    """Yield the title of a page whose main part has none."""
    part = main_part(root)
    if part.first("h1") is not None:
        return
    heading = root.first("h1") or root.first("title")
    if heading is not None and heading.text:
        # What stands after a bar is the name of the site.
        yield NodePassage(re.split(r"\s[|\u2013\u2014-]\s", heading.text)[0], heading.at, 1)


def _of_html(node: Node) -> Iterator[NodePassage]:
    if _is_furniture(node):
        return
    if node.tag in _HEADINGS:
        if node.text:
            yield NodePassage(node.text, node.at, _HEADINGS[node.tag])
        return
    if node.tag == "table" and (rows := html_rows(node)) is not None:
        yield from _table(node, rows)
        return
    if node.tag == "tr":
        yield from _row(node)
        return
    if node.tag == "dl":
        yield from _definitions(node)
        return
    yield from _mixed(node)


def _mixed(node: Node) -> Iterator[NodePassage]:
    """Yield the text that stands directly in *node*, parted by the blocks in it, and what they hold."""
    parts: list[str] = []
    for part in node.content:
        if isinstance(part, str):
            parts.append(part)
        elif part.tag in _INLINE and not _has_block(part):
            parts.append("" if _is_note(part) else "".join(part.strings()))
        elif part.tag == "br" and not _LINE_ENDS.search("".join(parts)[-120:]):
            parts.append(" ")
        else:
            yield from _flush(parts, node.at)
            parts = []
            yield from _of_html(part)
    yield from _flush(parts, node.at)


def _is_note(node: Node) -> bool:
    return node.tag == "sup" and node.text.strip("[]").isdigit()


def _flush(parts: list[str], at: Locator) -> Iterator[NodePassage]:
    text = " ".join("".join(parts).split())
    if text:
        yield NodePassage(text, at)


def _is_furniture(node: Node) -> bool:
    if node.tag in _FURNITURE or node.attributes.get("role") in {
        "navigation",
        "complementary",
        "contentinfo",
        "search",
    }:
        return True
    if node.tag in {"body", "main", "article", "html"}:
        return False
    names = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"
    return (
        _FURNITURE_CLASS.search(names) is not None
        or "hidden" in node.attributes
        or node.attributes.get("aria-hidden") == "true"
    )


def _has_block(node: Node) -> bool:
    return any(child.tag not in _INLINE or _has_block(child) for child in node.children)


def _table(node: Node, rows: list[Row]) -> Iterator[NodePassage]:
    """Yield the rows of a table with heads of columns; a cell with as many words as a sentence is read as one, too."""
    if (caption := node.first("caption")) is not None:
        yield from _flush([caption.text], caption.at)
    for row in rows:
        yield NodePassage("", row.cells[0].at, row=row)
        for cell in dict.fromkeys(row.cells):
            if len(cell.text.split()) >= _FEWEST_OF_SENTENCE:
                yield NodePassage(cell.text, cell.at)


def _row(node: Node) -> Iterator[NodePassage]:
    """Yield a row of two cells as "label: value"; of a wider one, in a table without heads, each cell."""
    cells = [child for child in node.children if child.tag in {"td", "th"}]
    if len(cells) == 2 and len(cells[0].text.split()) <= 6 and not cells[0].text.endswith("."):
        yield NodePassage(f"{cells[0].text.rstrip(': ')}: {cells[1].text}", node.at)
        return
    for cell in cells:
        if len(cell.text.split()) >= _FEWEST_WORDS:
            yield from _of_html(Node("div", cell.at, {}, cell.content))


def _definitions(node: Node) -> Iterator[NodePassage]:
    label = ""
    for child in node.children:
        if child.tag == "dt":
            label = child.text.rstrip(": ")
        elif child.tag == "dd" and len(child.text.split()) <= 30:
            yield NodePassage(f"{label}: {child.text}" if label else child.text, child.at)
            label = ""
        else:
            yield from _of_html(child)


def _of_xml(node: Node, level: int) -> Iterator[NodePassage]:
    # The summary of an item says again what its full text says.
    whole = node.tag in {"item", "entry"} and any(
        child.tag.endswith(("encoded", "content")) and child.text for child in node.children
    )
    for child in node.children:
        if whole and child.tag in {"description", "summary"}:
            continue
        if child.tag in _XML_SKIPPED or child.attributes.get("Language", "eng") not in {"eng", "en"}:
            continue
        if child.tag in _RECORDS:
            yield NodePassage("", child.at, 1, fresh=True)
            yield from _of_xml(child, 1)
        elif child.tag in _XML_TITLES:
            if child.text:
                yield NodePassage(child.text, child.at, level)
        elif child.tag in _XML_TEXTS and not any(
            one.tag in _XML_TEXTS | {"sec"} for one in child.walk() if one is not child
        ):
            if child.text:
                yield NodePassage(child.text, child.at)
        else:
            yield from _of_xml(child, level + 1 if child.tag in {"sec", "section"} else level)


def _leaves(root: Node) -> Iterator[NodePassage]:
    """Yield whatever has some words directly inside, of XML in a form that nobody knows."""
    for node in root.walk():
        own = " ".join(part for part in node.content if isinstance(part, str))
        if len(own.split()) >= _FEWEST_WORDS:
            yield NodePassage(node.text, node.at)
