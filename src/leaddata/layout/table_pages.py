"""How a page goes on with the table of the page before: as far right, between the same rules, under the same header."""

from __future__ import annotations

from collections.abc import Sequence

from leaddata.layout.furniture import in_margin
from leaddata.layout.header import Header
from leaddata.layout.lines import box_of, group_lines
from leaddata.layout.strip import Strip
from leaddata.layout.table_columns import Columns
from leaddata.model import Line, Page

__all__ = ["is_rows", "is_ruled_alike", "is_running", "of_size", "same_place", "shift"]

_MARGIN = 0.09  # share of the height of a page that is margin for sure
_MIRRORED = 60.0  # points by which the margins of left and right pages may differ
_EDGES = 2  # places where cells begin, from which it shows that they all stand further right
_FITTING = 3  # words that have to begin there
_UPRIGHT = (2.0, 6.0, 4.0)  # points: widest, shortest, and how far off, of a rule between two columns


def same_place(one: Header, other: Header) -> float | None:
    """Return how much further right another header stands if its titles are as far apart, else None."""
    by = other.x0 - one.x0
    near = all(abs(right.x0 - left.x0 - by) < 1.0 for left, right in zip(one.boxes, other.boxes, strict=True))
    return by if near else None


def shift(strip: Strip, columns: Columns, left: float, lines: Sequence[Line]) -> float:
    """
    Return by how much the lines of a page stand further right than the table of the page before, as left and right
    pages do: as far as brings most words to the places where cells begin.
    """
    edges = [left, *(gutter.edge for gutter in columns.gutters if gutter.edge is not None and not gutter.is_rule)]
    if len(edges) < _EDGES:
        return 0.0
    words = [box_of(word).x0 for line in lines for word in line.words if strip.left <= box_of(word).x0]

    def fitting(by: float) -> int:
        return sum(any(abs(start - edge - by) < 1.0 for edge in edges) for start in words)

    def on_edges(by: float) -> int:
        return sum(any(abs(start - edge - by) < 1.0 for start in words) for edge in edges)

    lefts = {round(box_of(line.words[0]).x0 - left, 1) for line in lines if line.words}
    best = max((by for by in lefts if abs(by) < _MIRRORED), key=fitting, default=0.0)
    enough = fitting(best) >= _FITTING and on_edges(best) > 1
    return best if enough and fitting(best) > 1.5 * fitting(0.0) else 0.0


def is_ruled_alike(columns: Columns, page: Page) -> bool:
    """True unless upright rules part the columns, but none stands there on this page: then its lines are no rows."""
    ruled = [gutter.edge for gutter in columns.gutters if gutter.is_rule and gutter.edge is not None]
    upright = [rule for rule in page.rules if rule.x1 - rule.x0 < _UPRIGHT[0] and rule.bottom - rule.top > _UPRIGHT[1]]
    return not ruled or any(abs(rule.x0 - edge) < _UPRIGHT[2] for rule in upright for edge in ruled)


def of_size(lines: Sequence[Line], most: float) -> list[Line]:
    """Return *lines* without words much larger than the table's, such as a stamp behind it."""
    if all(word.size <= most for line in lines for word in line.words):
        return list(lines)
    return list(group_lines([word for line in lines for word in line.words if word.size <= most]))


def is_rows(line: Line, columns: Columns) -> bool:
    """True of a line that is no mere heading or note: it fills two columns, or one other than the first."""
    cells = columns.split(line.words)
    return any(cells[1:]) or len(cells) == 1


def is_running(body: Sequence[Line], columns: Columns, page: Page) -> bool:
    """True of one line above a header, in the margin and in one column: the rest of a row would stand below the header."""
    return len(body) == 1 and in_margin(body[0], page, _MARGIN) and sum(map(bool, columns.split(body[0].words))) == 1
