"""Where the lines of tables stand in a flow, as far as a search for headings has to know."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from leaddata.layout.flow import Flow, Row
from leaddata.layout.heading_numbers import is_lone_number
from leaddata.layout.lines import box_of
from leaddata.layout.lists import is_bullet

__all__ = ["table_zones"]

_GAP = 0.9  # of the type size, between cells
_NEAR = 6.0  # type sizes between two rows of one table
_SAME = 3.0  # points


def table_zones(flow: Flow) -> frozenset[int]:
    """Return the indices of the rows from the first to the last line of each table."""
    found: set[int] = set()
    last: tuple[int, list[float]] | None = None
    for index, row in enumerate(flow.rows):
        starts = _starts(row)
        if len(starts) < 2:
            continue
        if last is not None and _belongs(flow.rows, last, index, starts):
            found |= set(range(last[0], index + 1))
            found |= set(_wrapped(flow, index))
        last = index, starts
    return frozenset(found)


def _starts(row: Row) -> list[float]:
    """Return where the cells of a row begin."""
    words = row.line.words
    starts = [box_of(words[0]).x0]
    for index, (before, word) in enumerate(pairwise(words)):
        if index == 0 and (is_lone_number(before.text) or is_bullet(row.line)):
            continue
        if box_of(word).x0 - box_of(before).x1 > _GAP * max(word.size, before.size):
            starts.append(box_of(word).x0)
    return starts


def _belongs(rows: Sequence[Row], last: tuple[int, list[float]], index: int, starts: Sequence[float]) -> bool:
    above, row = rows[last[0]], rows[index]
    if above.page != row.page or row.box.bottom - above.box.bottom > _NEAR * row.style.size:
        return False
    shared = [start for start in starts[1:] if any(abs(start - one) < _SAME for one in last[1])]
    return bool(shared)


def _wrapped(flow: Flow, index: int) -> list[int]:
    """Return the rows below a table's last line that are set as closely as lines of a cell."""
    found = []
    for below in range(index + 1, len(flow.rows)):
        row = flow.rows[below]
        if row.step > 1.15 * flow.pitch or len(_starts(row)) > 1:
            break
        found.append(below)
    return found
