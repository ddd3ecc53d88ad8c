"""
The reading order of a page that is set in columns.

A gutter is an edge at which many lines begin, right of a strip that no line crosses over a band of the page, where most
lines on either side fill their column: cells of a table do not. A column of few lines is one if it was drawn as a whole after
the one on its left. What crosses the gutter (a title, a wide figure) parts one band from the next. Columns are read
from left to right, each from top to bottom.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from leaddata.layout.lines import box_of
from leaddata.model import Box, Line, Word

__all__ = ["columns_of", "in_reading_order"]

_GAP = 0.7  # of the type size: a gap that may be a gutter
_FEWEST = 5  # lines on either side
_FEWEST_AFTER = 2  # lines of a right column that was drawn after the left one
_FULL = 0.65  # of the column's width: a line that fills it
_MOSTLY = 0.55  # share of lines that do
_EVEN = 0.5  # share of lines as far below the one above as most are
_NARROWEST = 85.0  # points
_LETTERS = 26  # of half of the lines of a column, at least
_SLACK = 2.5
_INDENT = 24.0  # points that lines of a column may stand in from its edge


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a line between wide gaps."""

    words: tuple[Word, ...]
    line: int
    x0: float
    x1: float
    top: float
    bottom: float


def in_reading_order(lines: Sequence[Line], rules: Sequence[Box] = ()) -> tuple[Line, ...]:
    """Return the lines of a page in the order in which they are read, cut at gutters; *rules* are drawn lines."""
    return tuple(line for column in columns_of(lines, rules) for line in column)


def columns_of(lines: Sequence[Line], rules: Sequence[Box] = ()) -> list[list[Line]]:
    """Return the same, as runs of lines that stand above one another."""
    pieces = [piece for index, line in enumerate(lines) if line.words for piece in _pieces(line, index)]
    runs = _ordered(pieces, rules)
    return [list(lines)] if len(runs) == 1 else [_joined(run) for run in runs if run]


def _pieces(line: Line, index: int) -> list[_Piece]:
    groups: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if box_of(word).x0 - box_of(before).x1 > _GAP * max(word.size, before.size):
            groups.append([])
        groups[-1].append(word)
    return [_piece(group, index) for group in groups]


def _piece(words: Sequence[Word], index: int) -> _Piece:
    boxes = [box_of(word) for word in words]
    return _Piece(
        tuple(words), index, boxes[0].x0, boxes[-1].x1, min(box.top for box in boxes), max(box.bottom for box in boxes)
    )


def _ordered(pieces: Sequence[_Piece], rules: Sequence[Box]) -> list[list[_Piece]]:
    edge = _gutter(pieces, rules)
    if edge is None:
        return [list(pieces)]
    runs: list[list[_Piece]] = []
    for band in _bands(pieces, edge):
        left, right = [one for one in band if one.x0 < edge - _SLACK], [one for one in band if one.x0 >= edge - _SLACK]
        if any(_crosses(one, edge) for one in band) or not _is_set_in_columns(left, right, edge, fewest=1):
            runs.append(list(band))
        else:
            runs += [*_ordered(left, rules), *_ordered(right, rules)]
    return runs


def _gutter(pieces: Sequence[_Piece], rules: Sequence[Box]) -> float | None:
    """Return where the right column of the page's main gutter begins, or None."""
    if len(pieces) < _FEWEST + _FEWEST_AFTER:
        return None
    first, last = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    starts = sorted(piece.x0 for piece in pieces if first + _NARROWEST < piece.x0 < last - _NARROWEST)
    best, most = None, 0
    for edge in sorted({round(start) for start in starts}):
        near = [start for start in starts if -_SLACK <= start - edge <= _INDENT]
        if len(near) < _FEWEST_AFTER or sum(rule.x0 < edge - 20 and rule.x1 > edge + 20 for rule in rules) > 3:
            continue
        lines = 0
        for band in _bands(pieces, min(near)):
            left = [one for one in band if one.x0 < min(near) - _SLACK]
            right = [one for one in band if one.x0 >= min(near) - _SLACK]
            if _is_set_in_columns(left, right, min(near)):
                lines += len(band)
        if lines > most:
            best, most = min(near), lines
    return best


def _crosses(piece: _Piece, edge: float) -> bool:
    return piece.x0 < edge - _SLACK and piece.x1 > edge - _SLACK


def _bands(pieces: Sequence[_Piece], edge: float) -> list[list[_Piece]]:
    """Part the pieces, top to bottom, into what crosses the gutter and what lies between."""
    crossing = {piece.line for piece in pieces if _crosses(piece, edge)}
    bands: list[list[_Piece]] = []
    last: bool | None = None
    for piece in pieces:
        crosses = piece.line in crossing
        if crosses != last:
            bands.append([])
        bands[-1].append(piece)
        last = crosses
    return bands


def _is_set_in_columns(left: Sequence[_Piece], right: Sequence[_Piece], edge: float, *, fewest: int = _FEWEST) -> bool:
    if len({one.line for one in left}) < fewest or len({one.line for one in right}) < min(fewest, _FEWEST_AFTER):
        return False
    if fewest == 1 or (_is_drawn_after(left, right) and _is_filled(left)):
        return True
    if min(len({one.line for one in side}) for side in (left, right)) < _FEWEST:
        return False
    return all(_is_filled(side) for side in (left, right)) and any(one.x0 - edge < _SLACK for one in right)


def _is_drawn_after(left: Sequence[_Piece], right: Sequence[_Piece]) -> bool:
    """True if all of the right side was drawn after all of the left: so are columns, and no table row by row."""
    before, after = (
        [word.order for one in left for word in one.words],
        [word.order for one in right for word in one.words],
    )
    return max(before) < min(after)


def _is_filled(side: Sequence[_Piece]) -> bool:
    """True if most lines are as long as the column is wide, as words of prose make them, and evenly far apart."""
    lengths: Counter[int] = Counter()
    letters: Counter[int] = Counter()
    for piece in side:
        # Without the gaps between pieces: two cells with a gap between them fill nothing.
        lengths[piece.line] += round(piece.x1 - piece.x0)
        letters[piece.line] += sum(len(word.text) + 1 for word in piece.words)
    longest = sorted(lengths.values())
    width = longest[-1 - len(longest) // 20]
    bottoms = sorted({piece.line: piece.bottom for piece in side}.values())
    steps = Counter(round(below - above) for above, below in pairwise(bottoms))
    step, _ = steps.most_common(1)[0]
    if steps[step - 1] + steps[step] + steps[step + 1] < _EVEN * steps.total():
        return False
    if width < _NARROWEST or median(letters.values()) < _LETTERS:
        return False
    return sum(length >= _FULL * width for length in longest) >= _MOSTLY * len(longest)


def _joined(run: Sequence[_Piece]) -> list[Line]:
    """Put the pieces of a line in one column together again."""
    words: dict[int, list[Word]] = {}
    for piece in run:
        words.setdefault(piece.line, []).extend(piece.words)
    return [_line(group) for group in words.values()]


def _line(words: Sequence[Word]) -> Line:
    at, box = words[0].at, box_of(words[0])
    for word in words[1:]:
        at, box = at | word.at, box | box_of(word)
    return Line(" ".join(word.text for word in words), at, tuple(words), box)
