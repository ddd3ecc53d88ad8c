"""
Pages set in three columns or more of one width, as newsletters are.

Told by three strong signs together: text begins at edges that are equally far apart, hardly a line crosses them, and most of a
column was drawn before the next. Lines that cross an edge part one band of columns from the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from leaddata.layout.lines import box_of
from leaddata.model import Line, Word

__all__ = ["in_equal_columns"]

_EQUAL = 4.0  # points by which distances of edges may differ
_NEAR = 2.5
_GAP = 0.6  # of the type size: a gutter is wider
_FEWEST = 6  # lines that begin at each edge
_MOST_CROSS = 0.2  # share of lines that do
_COLUMNS = 2  # fewer are read by their gutter
_NARROWEST = 90.0  # points from edge to edge
_FILLED = 0.6  # of the width of a column: half of its lines are as long
_DRAWN = 0.6  # share of a column's words drawn before as many of the next: boxes are drawn last, tables row by row
_Bands = list[list[Line]]


def in_equal_columns(lines: Sequence[Line]) -> _Bands | None:
    """Return the lines in reading order, as runs that stand above one another; None if the page is not set so."""
    begins: Counter[int] = Counter()
    for line in lines:
        for index, word in enumerate(line.words):
            if index == 0 or box_of(word).x0 - box_of(line.words[index - 1]).x1 > _GAP * word.size:
                begins[round(box_of(word).x0)] += 1
    places = [place for place, count in begins.items() if count >= _FEWEST]
    for edges in _equal(sorted(places), begins):
        runs = _runs(lines, edges)
        if runs is not None:
            return runs
    return None


def _equal(places: Sequence[int], begins: Counter[int]) -> list[tuple[int, ...]]:
    """Return the equally spaced edges, those at which most lines begin first."""
    found: list[tuple[int, ...]] = []
    for index, first in enumerate(places):
        for second in places[index + 1 :]:
            step = second - first
            if step < _NARROWEST:
                continue
            edges = [first, second]
            while near := [one for one in places if abs(one - edges[-1] - step) <= _EQUAL]:
                edges.append(min(near, key=lambda one, at=edges[-1] + step: abs(one - at)))  # type: ignore[misc]
            if len(edges) > _COLUMNS:
                found.append(tuple(edges))
    return sorted(found, key=lambda edges: -sum(begins[edge] for edge in edges))


def _runs(lines: Sequence[Line], edges: Sequence[int]) -> _Bands | None:
    bands: list[list[Line]] = [[]]
    crossing = 0
    for line in lines:
        if _crosses(line, edges):
            crossing += 1
            bands += [[line], []]
        else:
            bands[-1].append(line)
    if crossing > _MOST_CROSS * len(lines):
        return None
    runs: _Bands = []
    columns: list[list[Line]] = [[] for _ in edges]
    for band in bands:
        if len(band) == 1 and _crosses(band[0], edges):
            runs.append(band)
            continue
        for index, column in enumerate(_cut(band, edges)):
            columns[index] += column
            if column:
                runs.append(column)
    return runs if _is_set_so(columns, edges) else None


def _crosses(line: Line, edges: Sequence[int]) -> bool:
    for edge in edges[1:]:
        left = [word for word in line.words if box_of(word).x0 < edge - _NEAR]
        right = [word for word in line.words if box_of(word).x0 >= edge - _NEAR]
        if left and box_of(left[-1]).x1 > edge - _NEAR:
            return True
        if left and right and box_of(right[0]).x0 - box_of(left[-1]).x1 < _GAP * right[0].size:
            return True
    return False


def _cut(band: Sequence[Line], edges: Sequence[int]) -> list[list[Line]]:
    columns: list[list[Line]] = [[] for _ in edges]
    for line in band:
        parts: list[list[Word]] = [[] for _ in edges]
        for word in line.words:
            parts[sum(box_of(word).x0 >= edge - _NEAR for edge in edges[1:])].append(word)
        for column, words in zip(columns, parts, strict=True):
            if words:
                column.append(_line(words))
    return columns


def _is_set_so(columns: Sequence[Sequence[Line]], edges: Sequence[int]) -> bool:
    width = min(after - before for before, after in pairwise(edges))
    for column in columns:
        long = sum(
            len(line.text) and box_of(line.words[-1]).x1 - box_of(line.words[0]).x0 > _FILLED * width for line in column
        )
        if len(column) < _FEWEST or long < len(column) / 2:
            return False
    return all(_is_drawn_before(left, right) for left, right in pairwise(columns))


def _is_drawn_before(left: Sequence[Line], right: Sequence[Line]) -> bool:
    before = sorted(word.order for line in left for word in line.words)
    after = sorted(word.order for line in right for word in line.words)
    return before[round(_DRAWN * (len(before) - 1))] < after[round((1 - _DRAWN) * (len(after) - 1))]


def _line(words: Sequence[Word]) -> Line:
    at, box = words[0].at, box_of(words[0])
    for word in words[1:]:
        at, box = at | word.at, box | box_of(word)
    return Line(" ".join(word.text for word in words), at, tuple(words), box)
