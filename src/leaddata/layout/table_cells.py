"""Bits to cells: lines joined, the marks of notes kept apart from the value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leaddata.layout.join import join_lines
from leaddata.layout.table_bits import Bit
from leaddata.model import Cell, Word

__all__ = ["cell_of"]

_MARKS = "*\u2020\u2021\u00a7\u00b6\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"


def cell_of(bits: Sequence[Bit]) -> Cell | None:
    """Return the cell that *bits*, top to bottom, make; None if they print nothing but marks of notes."""
    lines: list[list[Word]] = []
    marks: list[Word] = []
    for bit in bits:
        line: list[Word] = []
        for word in bit.words:
            plain, own = _apart(word)
            marks += own
            if plain is not None:
                line.append(plain)
        if line:
            lines.append(line)
    if not lines:
        return None
    cell = join_lines(lines)
    return replace(cell, marks=tuple(marks)) if marks else cell


def _apart(word: Word) -> tuple[Word | None, list[Word]]:
    """Return a word without the marks of notes at its ends, and these."""
    if word.raised:
        return None, [word]
    bare = word.text.strip(_MARKS)
    if bare == word.text:
        return word, []
    mark = replace(word, text=word.text.removeprefix(bare) if bare else word.text, raised=True)
    return (replace(word, text=bare) if bare else None), [mark]
