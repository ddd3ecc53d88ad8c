"""Where a table ends on a page: notes and prose that happen to keep to its columns, and lines that look like rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from leaddata.layout.lines import box_of
from leaddata.layout.open_space import stretches_of
from leaddata.layout.table_columns import Columns
from leaddata.layout.table_lines import at_row_pitch, is_note, is_other_header, is_parted
from leaddata.model import Line, Word

__all__ = ["drop_notes", "give_back", "is_far_above", "is_set_alike", "looks_like_row", "step_between"]

_ROOM = 1.2  # type sizes of open space that part two cells for sure
_NOTES = 0.97  # of the type size of the first column's cells: what stands alone below them in smaller type is a note
_CLOSE = 1.35  # type sizes from a line to the next of its cell, at most
_PARAGRAPH = 2.0  # type sizes from line to line of a paragraph, at most
_NEAREST = 12  # lines at the top of a page that show how far apart its lines are
_APART = 1.15
_ALIKE = 0.3  # points within which two type sizes are one
_KNOWN = 3  # lines that an edge is known from
_SIZES = 0.06  # share by which the type size of the rows of one table may vary
_PLACED = 1.5  # points by which cells that begin, end or are centred at one place may be off it


def drop_notes(taken: list[Line], rows: list[Line], columns: Columns) -> None:
    """Leave out the last lines if they stand in the first column alone, in smaller type than its cells: notes."""
    sizes = [max(word.size for word in cells[0]) for line in taken if all(cells := columns.split(line.words))]
    while len(rows) > 1 and sizes and len(columns.gutters) > 0:
        cells = columns.split(rows[-1].words)
        last, before = rows[-1].box, rows[-2].box
        if any(cells[1:]) or not cells[0] or last is None or before is None:
            return
        size = max(word.size for word in cells[0])
        if size >= _NOTES * median(sizes):
            return
        if last.bottom - before.bottom < _CLOSE * size or _is_usual_below(rows[-1], taken, columns):
            return  # the second line of a cell
        taken.remove(rows.pop())


def looks_like_row(line: Line, columns: Columns, taken: Sequence[Line]) -> bool:
    """True of a line that open space parts as the columns do, no further down than rows are: it is not lost in silence."""
    return (
        len(taken) >= _KNOWN
        and at_row_pitch(line, taken)
        and is_parted(line, columns)
        and not is_other_header(line, columns, taken)
        and not is_note(line, columns, taken)
    )


def is_set_alike(lines: Sequence[Line], columns: Columns, taken: Sequence[Line]) -> bool:
    """
    True if *lines*, below a heading, are set as the rows *taken* above it are; else another table stands there.

    The first one is no header: not bold or italic throughout where the rows and the next line are not. Most of its cells
    begin, end or are centred where cells above are; all of them, if it is of another size.
    """
    if len(taken) < _KNOWN or not lines:
        return True
    first = lines[0]
    styles = [_style(line) for line in (*lines[1:2], *taken)]
    if _style(first) != (False, False) and _style(first) not in styles:
        return False
    above = [columns.split(line.words) for line in taken]
    placed = []
    for column, cell in enumerate(columns.split(first.words)):
        others = [cells[column] for cells in above if cells[column]]
        if not cell or not others:
            continue
        exact = max([_PLACED, *(2 * gutter.exact for gutter in columns.gutters)])
        placed.append(any(_places_off(cell, other) < exact for other in others))
    usual = median(word.size for line in taken for word in line.words)
    if abs(median(word.size for word in first.words) - usual) > _SIZES * usual:
        return all(placed) and len(placed) > 1
    return sum(placed) * 2 > len(placed) or len(placed) < 2


def _style(line: Line) -> tuple[bool, bool]:
    return all(word.bold for word in line.words), all(word.italic for word in line.words)


def _places_off(cell: Sequence[Word], other: Sequence[Word]) -> float:
    """Return how far apart two cells begin, end, or have their middles: the least of these, in points."""
    left, right = (box_of(cell[0]).x0 - box_of(other[0]).x0), (box_of(cell[-1]).x1 - box_of(other[-1]).x1)
    return min(abs(left), abs(right), abs(left + right) / 2)


def is_far_above(lines: Sequence[Line]) -> bool:
    """True if the first of *lines* is further above the second than any other is above the next: a running title."""
    steps = [step_between(above, below) for above, below in pairwise(lines[:_NEAREST])]
    return len(steps) > _KNOWN and steps[0] > _APART * max(steps[1:])


def _is_usual_below(line: Line, taken: Sequence[Line], columns: Columns) -> bool:
    """True if other lines in the first column alone stand as far below the one above, in type of the same size."""
    size = max(word.size for word in line.words)
    step = step_between(taken[taken.index(line) - 1], line)
    return any(
        other is not line
        and not any(columns.split(other.words)[1:])
        and abs(max(word.size for word in other.words) - size) < _ALIKE
        and abs(step_between(above, other) - step) < 2 * _ALIKE
        for above, other in pairwise(taken)
    )


def step_between(above: Line, below: Line) -> float:
    """Return how much further down on the page the lower of two lines stands, in points."""
    return below.box.bottom - above.box.bottom if above.box and below.box else 0.0


def give_back(line: Line, below: Sequence[Line], taken: list[Line], rows: list[Line], columns: Columns) -> None:
    """Give back the lines just above *line*, which is prose, that are of its paragraph but happen to fit the columns."""
    size = max(word.size for word in line.words)
    leading = step_between(line, below[0]) if below else step_between(rows[-1], line) if rows else 0.0
    if not 0.0 < leading < _PARAGRAPH * size:
        return
    count = 0
    under = line
    for last, before in zip(reversed(rows), reversed(rows[:-1]), strict=False):
        solid = len(stretches_of(last.words, _ROOM * columns.size)) == 1 and last.words[-1].size <= 1.05 * size
        if (
            not solid
            or abs(step_between(last, under) - leading) > 0.6
            or box_of(last.words[-1]).x1 < box_of(line.words[-1]).x1 - 4 * columns.size
        ):
            return
        count, under = count + 1, last
        if step_between(before, last) > leading + 1:
            break
    else:
        return
    del rows[-count:]
    del taken[-count:]
