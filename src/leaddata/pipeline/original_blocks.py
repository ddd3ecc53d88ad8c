"""
All the text of an original, block by block: what is printed, and what stands in attributes, scripts and comments too.

This is not how documents are read for their facts: a reader leaves out what it takes for furniture, and here nothing may
be left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import etree, html

from leaddata.errors import DocumentError
from leaddata.pipeline.packed_files import members
from leaddata.pipeline.pdf_file import open_page, open_pdf
from leaddata.pipeline.read import media_type_of
from leaddata.pipeline.web_text import BLOCKS, decode_web

__all__ = ["Block", "blocks_of", "blocks_of_files"]

# What a name of an element, a key or a label says of a text: that it is a title, a name or a place of work.
_FACT_NAME = re.compile(
    r"title|name|headline|journal|affiliation|author|creator|keyword|publisher|organi[sz]ation|heading|subject|source|container",
    re.IGNORECASE,
)
_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "title", "th", "caption"})
_ATTRIBUTES = ("alt", "title", "aria-label", "content", "placeholder", "value")
_INLINE = frozenset({"i", "b", "u", "em", "strong", "sup", "sub", "italic", "bold", "xref", "sc", "span", "r", "t"})
# Of NLM's records and of RIS: titles, journals, names, affiliations, subject headings.
_FACT_LABELS = frozenset(
    {
        "TI", "T1", "T2", "T3", "TT", "BT", "JT", "TA", "JF", "JO", "AD", "AU", "A1", "A2", "FAU", "CN", "IR", "FIR",
        "FED", "ED", "SO", "MH", "KW", "OT", "PB", "CTI",
    }
)  # fmt: skip
_LABEL = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?")
_FEWEST_LABELS = 5
_MARKUP = re.compile(r"<[A-Za-z!/][^<>]*>")
_WORD = re.compile(r"\S+")
# Lines longer than this are not wrapped by whoever set the text.
_WRAPPED = 160
_FULL = 0.88


@dataclass(frozen=True, slots=True)
class Block:
    """
    A piece of text that stands by itself: a heading, a paragraph, a cell, an entry.

    Attributes:
        is_fact: True where the markup says that it is a title, a name or the like; False where it says nothing.
    """

    text: str
    is_fact: bool = False


def blocks_of(data: bytes, at: object) -> tuple[Block, ...]:
    """
    Return the text of a document of any kind; of one that is not understood, whatever reads as text.

    Args:
        at: Its name, for messages.

    Raises:
        DocumentError: If it is a PDF that cannot be opened, or a compressed file that breaks off.
    """
    return tuple(
        block
        for _, member in members(str(at), data)
        for block in _document_blocks(member, at)
        if _WORD.search(block.text)
    )


def blocks_of_files(groups: Iterable[Iterable[Path]]) -> list[tuple[Block, ...] | DocumentError]:
    """Return for each group of files the text of all, one after the other, or what is wrong with one of them."""
    return [_group_blocks(paths) for paths in groups]


def _group_blocks(paths: Iterable[Path]) -> tuple[Block, ...] | DocumentError:
    try:
        return tuple(block for path in paths for block in blocks_of(path.read_bytes(), path))
    except OSError as error:
        return DocumentError(f"expected a readable file, got {error.strerror or error}", at=error.filename)
    except DocumentError as error:
        return error


def _document_blocks(data: bytes, at: object) -> Iterator[Block]:
    match media_type_of(data):
        case "application/pdf":
            yield from _pdf_blocks(data, at)
        case "text/html":
            yield from _html_blocks(decode_web(data))
        case "application/xml":
            yield from _xml_blocks(data)
        case "application/json":
            yield from _json_blocks(decode_web(data))
        case _:
            yield from _text_blocks(decode_web(data))


def _pdf_blocks(data: bytes, at: object) -> Iterator[Block]:
    document = open_pdf(data, at)
    try:
        for index in range(len(document)):
            with open_page(document, index, at) as (_, text_page):
                yield from _text_blocks(text_page.get_text_range())
    finally:
        document.close()


def _text_blocks(text: str) -> Iterator[Block]:
    lines = text.replace("\f", "\n\n").splitlines()
    if sum(_LABEL.match(line) is not None for line in lines) >= _FEWEST_LABELS:
        yield from _labelled_blocks(lines)
        return
    if _MARKUP.search(text):
        yield from _html_blocks(text)
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            group.append(line.strip())
        elif group:
            yield from _paragraphs(group)
            group = []


def _paragraphs(lines: Sequence[str]) -> Iterator[Block]:
    """Yield lines joined where one is so full that the first word of the next had no room in it, or goes on in small letters."""
    width = max(len(line) for line in lines)
    joined = lines[0]
    for before, line in pairwise(lines):
        first = line.split(maxsplit=1)[0]
        is_full = len(before) + 1 + len(first) > width * _FULL
        if width <= _WRAPPED and (is_full or (first[0].islower() and before[-1] not in ".!?:;")):
            joined += f"\n{line}"
        else:
            yield Block(joined)
            joined = line
    yield Block(joined)


def _labelled_blocks(lines: Iterable[str]) -> Iterator[Block]:
    label, parts = "", [""]
    for line in lines:
        if match := _LABEL.match(line):
            yield Block("\n".join(parts), label in _FACT_LABELS)
            label, parts = match[1], [line[match.end() :]]
        else:
            parts.append(line.strip())
    yield Block("\n".join(parts), label in _FACT_LABELS)


def _html_blocks(text: str) -> Iterator[Block]:
    try:
        root = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        yield Block(_MARKUP.sub(" ", text))
        return
    parts: list[str] = []
    heads = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        is_block = element.tag in BLOCKS or element.tag in _HEADS or element.tag in {"br", "script", "style"}
        if is_block or event in {"comment", "pi"}:
            yield Block("".join(parts), heads > 0)
            parts.clear()
        if event == "start":
            heads += element.tag in _HEADS
            yield from _attribute_blocks(element)
            parts.append(element.text or "")
            if element.tag == "a":
                # A title that leads to its post may stand in a line with the teaser.
                yield Block("".join(element.itertext()))
            continue
        if event in {"comment", "pi"}:
            yield Block(element.text or "")
        elif element.tag == "script":
            yield from _script_blocks(element.text or "")
        heads -= event == "end" and element.tag in _HEADS
        parts.append(element.tail or "")
    yield Block("".join(parts), heads > 0)


def _attribute_blocks(element: Any) -> Iterator[Block]:
    what = element.get("property") or element.get("name") or ""
    for name in _ATTRIBUTES:
        if value := element.get(name):
            yield Block(value, name == "content" and _FACT_NAME.search(what) is not None)


def _script_blocks(text: str) -> Iterator[Block]:
    try:
        yield from _value_blocks(json.loads(text), "")
    except (ValueError, RecursionError):
        return


def _xml_blocks(data: bytes) -> Iterator[Block]:
    parser = etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        yield from _html_blocks(decode_web(data))
        return
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        for value in element.attrib.values():
            yield Block(value)
        if name.lower() in _INLINE and element.getparent() is not None:
            continue
        own = [element.text or ""]
        for child in element:
            is_inline = isinstance(child.tag, str) and etree.QName(child).localname.lower() in _INLINE
            own += ["".join(child.itertext()) if is_inline else "\n", child.tail or ""]
        yield from _marked_up("".join(own), _FACT_NAME.search(name) is not None)


def _json_blocks(text: str) -> Iterator[Block]:
    try:
        yield from _value_blocks(json.loads(text), "")
    except (ValueError, RecursionError):
        yield from _text_blocks(text)


def _value_blocks(value: Any, key: str) -> Iterator[Block]:
    """Yield the strings of a JSON value."""
    if isinstance(value, str):
        yield from _marked_up(value, _FACT_NAME.search(key) is not None)
    elif isinstance(value, dict):
        for name, part in value.items():
            # What WordPress calls rendered is what the key above it says.
            yield from _value_blocks(part, key if name in {"rendered", "value"} else name)
    elif isinstance(value, list):
        for part in value:
            yield from _value_blocks(part, key)


def _marked_up(text: str, is_fact: bool) -> Iterator[Block]:
    """Yield a string of a record, which may hold HTML, escaped or not."""
    if not _MARKUP.search(text) and "&" not in text:
        yield Block(text, is_fact)
        return
    for block in _html_blocks(text):
        yield Block(block.text, is_fact or block.is_fact)
