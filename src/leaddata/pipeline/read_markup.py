"""HTML and XML to a tree of nodes with paths. No network, no DTD, no entities from outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from leaddata.errors import DocumentError
from leaddata.model import Locator, Node, Page
from leaddata.pipeline.web_text import decode_web

__all__ = ["check_no_entities", "own_entity", "read_html", "read_xml"]

_SKIPPED = {"script", "style", "noscript", "template"}
# Elements whose text does not run on into the text beside them.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_DEPTH_LIMIT = 256


def read_html(data: bytes, snapshot_id: str, part: int | None = None) -> tuple[Page, ...]:
    """
    Read an HTML page.

    Args:
        part: Its number among the parts of a snapshot, which places then name; None of a single document.

    Raises:
        DocumentError: If there is no element in it, or it is nested too deeply.
    """
    try:
        root = html.document_fromstring(decode_web(data), parser=html.HTMLParser(no_network=True, remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        msg = f"expected HTML, got {error}"
        raise DocumentError(msg, at=snapshot_id) from error
    return _page(root, snapshot_id, _BLOCKS, part)


def read_xml(data: bytes, snapshot_id: str, part: int | None = None) -> tuple[Page, ...]:
    """
    Read an XML record or feed.

    Args:
        part: As of `read_html`.

    Raises:
        DocumentError: If it is not well-formed, defines entities, or is nested too deeply.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        msg = f"expected well-formed XML, got {error.msg}"
        raise DocumentError(msg, at=Locator(snapshot_id, lines=(line, line)), next_step="fetch it again") from error
    check_no_entities(root, snapshot_id)
    return _page(root, snapshot_id, frozenset(), part)


def check_no_entities(element: Any, snapshot_id: str) -> None:
    """
    Hold the document of an element to the entities of XML itself.

    Raises:
        DocumentError: If it defines one: a few lines of them can mean gigabytes, or a file of the reader's.
    """
    subset = element.getroottree().docinfo.internalDTD
    entity = next(iter(subset.iterentities()), None) if subset is not None else None
    if entity is not None:
        raise own_entity(entity.name, snapshot_id)


def own_entity(name: str, at: str) -> DocumentError:
    """Return the error of a document that defines an entity."""
    msg = f"expected XML without entities of its own, got a definition of {name!r}"
    return DocumentError(msg, at=at, next_step="fetch it again from its publisher")


def _page(root: Any, snapshot_id: str, blocks: frozenset[str], part: int | None) -> tuple[Page, ...]:
    tree = root.getroottree()
    return (Page(part or 1, root=_Walk(tree, snapshot_id, blocks, part).node(root, tree.getpath(root), 0)),)


@dataclass(frozen=True, slots=True)
class _Walk:
    """
    What stays the same on the way down a tree.

    Attributes:
        blocks: Elements whose text does not run on into the text beside them.
    """

    tree: Any
    snapshot_id: str
    blocks: frozenset[str]
    part: int | None

    def node(self, element: Any, path: str, depth: int) -> Node:
        at = Locator(self.snapshot_id, self.part, path=path)
        if depth > _DEPTH_LIMIT:
            msg = f"expected at most {_DEPTH_LIMIT} nested elements, got more"
            raise DocumentError(msg, at=at)
        content: list[str | Node] = [element.text or ""]
        for child, below in self.children(element, path):
            # An entity that was not resolved, or an instruction, has no path: only the text after it is content.
            tag = _local(child.tag) if below else ""
            if below and tag not in _SKIPPED:
                gap = " " if tag in self.blocks else ""
                content += [gap, self.node(child, below, depth + 1), gap]
            content.append(child.tail or "")
        attributes = {_local(name): str(value) for name, value in element.attrib.items()}
        strings = tuple(part for part in content if part != "")
        return Node(_local(element.tag), at, attributes, strings)

    def children(self, element: Any, path: str) -> Iterator[tuple[Any, str]]:
        """Yield what stands in an element, each with its path, made as the library's `getpath` makes it, which counts anew each time."""
        children = list(element)
        counts = Counter(child.tag for child in children)
        number: dict[str, int] = {}
        for child in children:
            tag = child.tag
            if not isinstance(tag, str):
                yield child, ""
            elif tag.startswith("{"):
                yield child, self.tree.getpath(child)
            elif counts[tag] == 1:
                yield child, f"{path}/{tag}"
            else:
                number[tag] = number.get(tag, 0) + 1
                yield child, f"{path}/{tag}[{number[tag]}]"


def _local(name: Any) -> str:
    """Return a name without its namespace; HTML has names with a colon (``o:p``, ``xml:lang``) that have none."""
    return str(name).rpartition("}")[2]
