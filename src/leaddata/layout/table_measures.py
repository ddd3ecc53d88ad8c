"""What stands on one line in one column, and what can be measured over all of a table before its rows are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log
from statistics import median

from leaddata.layout.table_bits import Bit, Stretch

__all__ = ["Measures", "measure"]

_LEAST_LEADING = 0.75  # type sizes from base line to base line, at least
_WIDEST_LEADING = 1.9  # and at most, inside a cell
_FULL = 0.6  # share of the room that a column has which the widest line of one that wraps takes up, at least
_LEAST_STEP = 0.5  # leadings from line to line of a column, at least
_SET_IN = (0.4, 4.0)  # type sizes by which a line that goes on may be set in
_WRAPS = 0.36  # how likely a line goes on with the one above, before any row is known
_SMALL = 0.2  # share of the lines of a column that begin with a small letter, from which that says nothing
_HANGING = 3  # lines that are set in, from which a column is set so
_CLASSED = 1.45  # leadings above which lines are not of one cell
_GRID = 0.9  # of `Measures.grid`, before rows are known
_WIDE = 12.0  # what a step costs inside a cell that is twice as wide as from line to line
_WIDER = 1.12  # leadings from which lines are further apart than those of a cell, where all are alike
_MOST_SPACED = 2.0  # what a cut between close lines costs before rows are known, at most
_EXACT = 0.3  # points within which two steps are one


@dataclass(frozen=True, slots=True)
class Measures:
    """
    What is known of a table's setting.

    Attributes:
        leading: Per column, points from base line to base line inside a cell.
        tolerance: Points by which steps of one kind may differ.
        steps: The kinds of steps from line to line of a column, in leadings: from, to, and what each costs inside a
            cell and between rows, by how often it is found there.
        widths: Per column, the widest line in points: what fits in it would have been put on one line.
        tight: Per column, what a cut costs below a line that had no room for the next word: little where most have none.
        lefts: Per column, where its lines begin, if most of them begin at one place.
        hangs: Per column, True if lines that go on are set in.
        capital: Per column, True if its cells begin with capitals: a line that begins with a small letter goes on.
        weights: Per column, how odd an empty cell would be, and
        wraps: how likely a line is to go on with the cell above it.
        blank: Width of a blank in points.
        unruled: What it costs to begin a row without a rule where rules part rows.
        depths: Per column, what a cell of one line, of two and so on costs, the last for all deeper ones, over what it
            costs by *wraps* alone: columns of names have two lines again and again, and never four.
        wide: What a step inside a cell costs, at most, that is wider than from line to line: little in a drawn box.
        grid: What a line costs inside a row, per column, if it fills all columns that the row fills, as another row does.
    """

    leading: tuple[float, ...]
    tolerance: float
    steps: tuple[tuple[float, float, float, float], ...]
    widths: tuple[float, ...]
    tight: tuple[float, ...]
    lefts: tuple[float | None, ...]
    hangs: tuple[bool, ...]
    capital: tuple[bool, ...]
    weights: tuple[float, ...]
    wraps: tuple[float, ...]
    blank: float
    unruled: float = 4.0
    grid: float = _GRID
    depths: tuple[tuple[float, ...], ...] = ()
    wide: float = _WIDE

    def pitch(self, above: Bit, below: Bit) -> tuple[float, float]:
        """Return what the distance of two bits, one above the other in a column, costs inside a cell and between rows."""
        step = (below.base - above.base) / self.leading[below.column]
        if step > _CLASSED:
            return min(self.wide, 8.0 if step < 1.9 else _WIDE), 0.0
        if below.base - above.base < _LEAST_LEADING * below.size:
            return 7.0, 0.0
        nearest = min(self.steps, key=lambda kind: max(kind[0] - step, step - kind[1], 0.0), default=None)
        return (nearest[2], nearest[3]) if nearest else (0.0, 0.0)

    def depth(self, column: int, lines: int) -> float:
        """Return what it costs that a cell of a column has so many lines."""
        own = self.depths[column] if self.depths else ()
        return own[min(lines, len(own)) - 1] if own and lines else 0.0

    def goes_on(self, above: Bit, below: Bit) -> bool:
        """True if *below* is just one line further down than *above*, in one column."""
        return below.base - above.base <= _CLASSED * self.leading[above.column]

    def is_wider(self, above: Sequence[Bit], below: Sequence[Bit]) -> bool:
        """True if two lines are further apart than those of a cell are, as a rule."""
        return _between(above, below) > _WIDER * max(self.leading) + self.tolerance

    def is_set_in(self, bit: Bit) -> bool:
        """True of a line that begins right of where the lines of its column do: it goes on with the one above."""
        left = self.lefts[bit.column]
        return left is not None and _SET_IN[0] * bit.size < bit.left - left < _SET_IN[1] * bit.size

    def would_fit(self, above: Bit, below: Bit) -> bool:
        """True if the first word of *below* had room at the end of *above*: so it was not wrapped."""
        return above.width + self.blank + below.first < self.widths[above.column] - 0.5 and not above.hangs


def measure(stretches: Sequence[Stretch], columns: int, blank: float) -> Measures:
    """Return what the lines of a table, on all its pages, show of its setting."""
    by_column = [[bit for stretch in stretches for bit in stretch.of(column)] for column in range(columns)]
    sizes = [median(bit.size for bit in bits) if bits else 0.0 for bits in by_column]
    usual = median([bit.size for bits in by_column for bit in bits] or [10.0])
    ratios = [
        (below.base - above.base) / (sizes[column] or usual)
        for stretch in stretches
        for column in range(columns)
        for above, below in pairwise(stretch.of(column))
    ]
    ratio, spread = _leading(ratios, usual)
    leading = tuple(ratio * (size or usual) for size in sizes)
    tolerance = max(0.4, 3 * spread * usual)
    rooms = [max((stretch.rooms[column] for stretch in stretches), default=0.0) for column in range(columns)]
    # A column that is not half full even where it is fullest does not wrap: the gutter would be as wide as the text.
    widths = tuple(
        max([_FULL * room, *(bit.width for bit in bits)]) for bits, room in zip(by_column, rooms, strict=True)
    )
    spaced = _spaced(stretches, max(leading), _WIDER if spread == 0 else _CLASSED)
    steps = _kinds(
        [
            (below.base - above.base) / leading[column]
            for stretch in stretches
            for column in range(columns)
            for above, below in pairwise(stretch.of(column))
        ],
        tolerance / (ratio * usual),
        spaced,
    )
    draft = Measures(
        leading,
        tolerance,
        steps,
        widths,
        (0.0,) * columns,
        tuple(_left(bits) for bits in by_column),
        (False,) * columns,
        tuple(_begin_large(bits) for bits in by_column),
        tuple(1.2 if bits else 0.0 for bits in by_column),
        (_WRAPS,) * columns,
        blank or 0.25 * usual,
        grid=_GRID - 0.3 * spaced,
    )
    pairs = [
        [pair for stretch in stretches for pair in pairwise(stretch.of(column)) if draft.goes_on(*pair)]
        for column in range(columns)
    ]
    return replace(
        draft,
        tight=tuple(_tight(own, draft) for own in pairs),
        hangs=tuple(_hangs([bit.left for bit in bits if draft.is_set_in(bit)]) for bits in by_column),
    )


def _begin_large(bits: Sequence[Bit]) -> bool:
    """True unless cells of a column begin with small letters, as addresses do: then every third line would."""
    single = [bit for bit in bits if len(bit.words) == 1]
    if 2 * len(single) < len(bits):
        return True
    return sum(bit.words[0].text[:1].islower() for bit in single) <= _SMALL * max(1, len(single))


def _hangs(lefts: Sequence[float]) -> bool:
    """True if lines are set in, again and again by as much."""
    return len(lefts) >= _HANGING and sum(abs(left - median(lefts)) < 1.0 for left in lefts) > 0.8 * len(lefts)


def _left(bits: Sequence[Bit]) -> float | None:
    """Return where most lines of a column begin, None if they begin at many places."""
    if not bits:
        return None
    lefts = sorted(bit.left for bit in bits)
    best = max(lefts, key=lambda left: (sum(abs(one - left) < 1.0 for one in lefts), -left))
    return best if sum(abs(one - best) < 1.0 for one in lefts) * 2 >= len(lefts) else None


def _tight(pairs: Sequence[tuple[Bit, Bit]], measures: Measures) -> float:
    """Return what it costs to cut between two lines of which the upper had no room for the lower one's first word."""
    without = sum(not measures.would_fit(above, below) for above, below in pairs)
    share = (without + 1.0) / (len(pairs) + 2.0)
    return min(1.2, max(0.0, -log(share)))


def _spaced(stretches: Sequence[Stretch], leading: float, wider: float) -> float:
    """Return what it costs to cut between two lines no further apart than those of a cell, if most rows are further."""
    steps = [_between(above, below) / leading for stretch in stretches for above, below in pairwise(stretch.lines)]
    apart = sum(step > wider for step in steps)
    close = sum(_LEAST_LEADING <= step <= wider for step in steps)
    return min(_MOST_SPACED, max(0.0, 2 * log((apart + 1) / (0.5 * close + 1))))


def _between(above: Sequence[Bit], below: Sequence[Bit]) -> float:
    return min(bit.base for bit in below) - max(bit.base for bit in above)


def _kinds(steps: Sequence[float], tolerance: float, between: float) -> tuple[tuple[float, float, float, float], ...]:
    """Return the kinds of steps there are, with what one would think of each before any row is known."""
    near = sorted(step for step in steps if _LEAST_STEP <= step <= _CLASSED)
    kinds: list[list[float]] = []
    for step in near:
        if kinds and step - kinds[-1][-1] <= 0.7 * tolerance:
            kinds[-1].append(step)
        else:
            kinds.append([step])
    found = []
    for index, kind in enumerate(kinds):
        inside = 0.0 if index == 0 or kind[0] < 1.0 else 0.4 if kind[0] < 1.12 else 2.0
        found.append((kind[0], kind[-1], inside, between))
    return tuple(found)


def _leading(ratios: Sequence[float], size: float) -> tuple[float, float]:
    """Return the leading in type sizes, and how much steps of one kind vary."""
    steps = sorted(ratio for ratio in ratios if _LEAST_LEADING <= ratio)
    inside = [step for step in steps if step <= _WIDEST_LEADING]
    if not inside:
        return 1.25, 0.0
    exact = _EXACT / size
    enough = max(2, 0.06 * len(steps))
    for step in inside:
        like = [one for one in inside if step <= one <= step + exact]
        if len(like) >= enough:
            near = [one for one in inside if abs(one - step) < 0.1 * step]
            if len({round(one * size * 10) for one in near}) <= max(4, 0.25 * len(near)):
                return median(like), 0.0
            break
    # OCR sets no two lines alike: take what lies together at the lower end.
    near = [step for step in inside if step <= inside[0] * 1.15]
    middle = median(near)
    return middle, median(abs(step - middle) for step in near)
