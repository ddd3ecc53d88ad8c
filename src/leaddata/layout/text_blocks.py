"""
Running text out of a text dump.

What the dump keeps of the layout: a blank line between paragraphs; a trailing blank where a line was wrapped by the
typesetter (none where the author ended it); a bullet glyph that the text layer put at the end of the bullet's first
line, or before its last word; one blank more before that glyph where the bullet goes on below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from leaddata.layout.blocks import BULLETS, Block, Blocks, Region, make_block
from leaddata.layout.join import join_words
from leaddata.layout.text_pages import FOOTER
from leaddata.model import Cell, Document, Line, Page, Word

__all__ = ["text_blocks"]

_BULLET = re.compile(rf"(?P<head>.*?)(?P<gap>\s+)[{BULLETS}]\s*(?P<tail>.*)")
_LONE_NUMBER = re.compile(r"\s*\d{1,2}\s*")
_SENTENCE_END = (".", "?", "!", ":", ";")
_HEADING_WORDS = 16


@dataclass
class _Paragraph:
    """Lines between two blank ones."""

    words: list[Word] = field(default_factory=list)
    bullet: bool = False
    goes_on: bool = False
    table: Region | None = None


def text_blocks(document: Document, regions: Sequence[Region] = ()) -> Blocks:
    """Return the blocks of a document without geometry."""
    numbers: dict[int, Cell] = {}
    paragraphs: list[_Paragraph] = []
    for page in document.pages:
        for paragraph in _paragraphs(page, regions, numbers):
            _append(paragraphs, paragraph)
    return Blocks(tuple(_block(paragraph) for paragraph in paragraphs), numbers)


def _append(paragraphs: list[_Paragraph], paragraph: _Paragraph) -> None:
    before = paragraphs[-1] if paragraphs else None
    if before and before.goes_on and not (paragraph.bullet or paragraph.table):
        before.words += paragraph.words
        before.goes_on = paragraph.goes_on
        return
    paragraphs.append(paragraph)


def _paragraphs(page: Page, regions: Sequence[Region], numbers: dict[int, Cell]) -> Iterator[_Paragraph]:
    tables = [region for region in regions if region.page == page.number and region.lines]
    current = _Paragraph()
    for line in _without_furniture(page, numbers):
        table = next((region for region in tables if _covers(region, line)), None)
        if table is not None or not line.words:
            if current.words:
                yield current
            current = _Paragraph()
            if table is not None and line.words:
                yield _Paragraph(list(line.words), table=table)
            continue
        if match := _BULLET.fullmatch(line.text):
            if current.words:
                yield current
            yield _bullet(line, match)
            current = _Paragraph()
            continue
        current.words += line.words
        current.goes_on = _is_wrapped(line)
    if current.words:
        yield current


def _covers(region: Region, line: Line) -> bool:
    first, last = region.lines or (0, 0)
    count = (line.at.lines or (0, 0))[0]
    return first <= count <= last


def _without_furniture(page: Page, numbers: dict[int, Cell]) -> Iterator[Line]:
    printed = [line for line in page.lines if line.words]
    for line in page.lines:
        if FOOTER.fullmatch(line.text):
            continue
        if line is (printed[-1] if printed else None) and _LONE_NUMBER.fullmatch(line.text):
            numbers[page.number] = join_words(line.words)
            continue
        yield line


def _bullet(line: Line, match: re.Match[str]) -> _Paragraph:
    words = [word for word in line.words if word.text not in BULLETS]
    wraps = not match["tail"] and (len(match["gap"]) > 1 or match["head"].endswith(("-", "\u2013")))
    return _Paragraph(words, bullet=True, goes_on=wraps)


def _is_wrapped(line: Line) -> bool:
    text = line.text.rstrip()
    if text.endswith("-"):
        return True
    return line.text != text and not text.endswith(_SENTENCE_END)


def _block(paragraph: _Paragraph) -> Block:
    if paragraph.table is not None:
        return make_block("table", paragraph.words)
    if paragraph.bullet:
        return make_block("bullet", paragraph.words)
    block = make_block("paragraph", paragraph.words)
    return make_block("heading", paragraph.words) if _is_heading(block.text) else block


def _is_heading(text: str) -> bool:
    """A heading begins with a capital, ends without a stop, and is short; a text dump keeps no more of it."""
    return (
        text[:1].isupper()
        and not text.endswith((*_SENTENCE_END, ",", ")", "]", "\u2019", "\u201d"))
        and len(text.split()) <= _HEADING_WORDS
    )
