"""What a line on a page is to the table above it: one of its rows, a heading inside it, or no part of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median_low

from leaddata.layout.lines import box_of
from leaddata.layout.table_columns import Columns
from leaddata.model import Line

__all__ = ["at_row_pitch", "is_heading", "is_off", "stands_apart", "starts_rows"]

_EDGE = 2.5  # points by which a cell may be off the left edge of its column
_RAGGED = 4  # edges' breadths over which the other end has to vary
_KNOWN = 3  # lines that an edge is known from
_APART = 1.15  # a line further below than this, in the widest steps between lines of the table, is not of it


def is_heading(line: Line, columns: Columns, rows: Sequence[Line]) -> bool:
    """
    True of a line that is set apart from *rows*, the lines of rows above or below it: larger, or bold or italic
    throughout where they are not, and not filling all columns as they may.
    """
    if max(word.size for word in line.words) > columns.size * 1.12:
        return True
    if not rows or all(columns.split(line.words)):
        return False
    bold, italic = _style(line)
    rows_bold, rows_italic = _style(rows[0])
    return (bold and not rows_bold) or (italic and not rows_italic)


def _style(line: Line) -> tuple[bool, bool]:
    return all(word.bold for word in line.words), all(word.italic for word in line.words)


def is_off(line: Line, columns: Columns, taken: Sequence[Line]) -> bool:
    """
    True of a line that does not keep to the left edges which the lines above keep to: of another table, or a note.

    The edges count if every column of text is set flush left: four in five of its lines begin at one place, and end at
    different ones (cells of one width begin alike in a centred column as well).
    """
    if len(taken) < _KNOWN:
        return False
    split = [columns.split(one.words) for one in taken]
    edges: dict[int, float] = {}
    for column in range(len(columns.gutters) + 1):
        lefts = [box_of(cells[column][0]).x0 for cells in split if cells[column]]
        rights = [box_of(cells[column][-1]).x1 for cells in split if cells[column]]
        if len(lefts) < _KNOWN or max(rights) - min(rights) < _RAGGED * _EDGE:
            continue
        edges[column] = median_low(lefts)
        if sum(abs(left - edges[column]) < _EDGE / 2 for left in lefts) < 0.8 * len(lefts):
            return False
    words = columns.split(line.words)
    return any(words[column] and abs(box_of(words[column][0]).x0 - edge) > _EDGE for column, edge in edges.items())


def at_row_pitch(line: Line, taken: Sequence[Line]) -> bool:
    """True of a line no further below the last row than rows are below one another."""
    tops = [(one.at.box.bottom if one.at.box else 0.0) for one in (*taken, line)]
    gaps = [below - above for above, below in pairwise(tops)]
    return len(gaps) > 1 and gaps[-1] <= _APART * max(gaps[:-1])


def stands_apart(line: Line, columns: Columns, taken: Sequence[Line]) -> bool:
    """True of a line in one column alone, further below the last row than any row is below another: a note, a caption."""
    tops = [(one.at.box.bottom if one.at.box else 0.0) for one in (*taken, line)]
    gaps = [below - above for above, below in pairwise(tops)]
    alone = sum(bool(words) for words in columns.split(line.words)) < min(2, len(columns.gutters) + 1)
    return alone and len(gaps) > 2 and gaps[-1] > _APART * max(gaps[:-1])


def starts_rows(columns: Columns, lines: Sequence[Line]) -> bool:
    """True if the lines after a heading go on as rows: the first ones fit the columns and fill two of them."""
    filled: set[int] = set()
    for line in lines[:3]:
        narrowed = columns.narrowed(line.words)
        if narrowed is None:
            return False
        filled |= {index for index, words in enumerate(narrowed.split(line.words)) if words}
    return len(filled) >= min(2, len(columns.gutters) + 1)
