"""
The running text of a report as a stream of blocks: headings, paragraphs, bullets, tables.

The same stream comes out of a PDF (by type size, indent and spacing, `pdf_blocks`) and out of a text dump (by blank
lines, trailing blanks and bullet glyphs, `text_blocks`), without page furniture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaddata.layout.join import join_words
from leaddata.model import Box, Cell, Word

__all__ = ["BULLETS", "Block", "Blocks", "Region", "make_block"]

BULLETS = "\u25a0\u2022\u25aa\u25cf\u25e6\u25cb\u2023"


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page that a table takes up: a box, or lines of text."""

    page: int
    box: Box | None = None
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """
    A stretch of running text.

    Attributes:
        kind: ``heading``, ``paragraph``, ``bullet`` or ``table``.
        page: Page on which it begins.
        last_page: Page on which it ends.
    """

    kind: str
    cell: Cell
    page: int
    last_page: int

    @property
    def text(self) -> str:
        """Its text, lines joined."""
        return self.cell.text


@dataclass(frozen=True, slots=True)
class Blocks:
    """
    The blocks of a document in reading order.

    Attributes:
        section_numbers: ``{page: number}`` of the lone numbers that stand at the foot of a section's first page.
    """

    blocks: tuple[Block, ...]
    section_numbers: dict[int, Cell]


def make_block(kind: str, words: Sequence[Word]) -> Block:
    """Return a block of *words*, which are on one page or on pages that follow one another."""
    cell = join_words(words)
    return Block(kind, cell, words[0].at.page or 1, words[-1].at.page or 1)
