"""What it costs to take lines of a table for one row, or to begin a row at one: see `leaddata.layout.table_rows`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from math import log

from leaddata.layout.table_bits import Bit, Stretch
from leaddata.layout.table_measures import Measures
from leaddata.layout.table_order import Order
from leaddata.layout.table_rules import Ruling

__all__ = ["Costs", "costs_as_rest", "costs_of", "is_askew", "ruled_lines"]

_TOO_MUCH = 60.0  # a row that costs more is none
_FITS, _FITS_AT_BREAK = 2.0, 1.0
_SET_IN, _SET_IN_ONCE = 3.0, 1.5  # where lines that go on are set in, and where hardly any line is
_NEW_BELOW = 0.4  # a cell that begins where its row goes on overleaf
_LOWER = 1.0
_NEVER_EMPTY, _BOTH = 2.0, 0.4  # a column that every row fills is filled above and below a page break
_HANGS = 4.0
_ASKEW = 4.5
_NUMBERS = 3.0  # a number does not go on with the next one
_FAR, _APART = 8.0, 1.5  # a line further down than this, in leadings, is of no cell above it
_ALONE = 1.0
_TOGETHER = 0.35
_REST = 1.5  # a row that goes on overleaf
_KEYLESS = 2.5  # and one at the top of a page that leaves a column empty which all others fill


@dataclass(frozen=True, slots=True)
class Costs:
    """
    The costs of a page in one setting.

    Attributes:
        rows: By first and last line, the cost of a row; not there if it is too much.
        cuts: By line, the cost of a row's beginning there.
    """

    rows: dict[tuple[int, int], float]
    cuts: tuple[float, ...]


def costs_of(
    stretch: Stretch,
    measures: Measures,
    ruling: Ruling,
    order: Order,
    modes: tuple[str, ...],
    tallest: int,
    *,
    resumed: bool = False,
) -> Costs:
    """
    Return what rows and cuts cost on a page, with cells that stand in their rows as *modes* say per column.

    Args:
        tallest: Lines of a row, at most.
        resumed: True if the table began before: the first row may be the rest of one, and its cells no longer full.
    """
    lines = stretch.lines
    ruled = ruled_lines(stretch, ruling)
    cuts = tuple(
        0.0 if index == 0 else _cut(lines, index, measures, order, ruling, ruled) for index in range(len(lines))
    )
    rows: dict[tuple[int, int], float] = {}
    for start in range(len(lines)):
        most_empty = _REST if resumed and start == 0 else _TOO_MUCH
        _add_rows_from(rows, start, stretch, measures, order, modes, ruled, tallest, most_empty)
    return Costs(rows, cuts)


def ruled_lines(stretch: Stretch, ruling: Ruling) -> frozenset[int]:
    """Return the lines above which a rule parts rows."""
    bases = [min(bit.base - 0.3 * bit.size for bit in line) for line in stretch.lines]
    return frozenset(index for index in range(1, len(bases)) if ruling.between(bases[index - 1], bases[index]))


def _cut(
    lines: Sequence[Sequence[Bit]],
    index: int,
    measures: Measures,
    order: Order,
    ruling: Ruling,
    ruled: frozenset[int],
) -> float:
    """Return the cost of a row's beginning at a line."""
    if ruling.proven and index in ruled:
        return 0.0
    cost = order.cuts.get(index, 0.0) + (measures.unruled if ruling.proven else 0.0)
    for bit in lines[index]:
        above = _above(lines, index, bit.column)
        if above is None:
            continue
        if above.hangs:
            cost += _HANGS
        cost += measures.pitch(above, bit)[1]
        if not measures.goes_on(above, bit):
            continue
        cost += _odds(1 - measures.wraps[bit.column])
        if not measures.would_fit(above, bit):
            cost += measures.tight[bit.column]
        if measures.is_set_in(bit):
            cost += _SET_IN if measures.hangs[bit.column] else _SET_IN_ONCE
        if measures.capital[bit.column] and bit.words[0].text[:1].islower() and not above.breaks:
            cost += _LOWER
    return cost


def _above(lines: Sequence[Sequence[Bit]], index: int, column: int) -> Bit | None:
    """Return the bit of a column that stands next above a line."""
    for line in reversed(lines[max(0, index - 3) : index]):
        for bit in line:
            if bit.column == column:
                return bit
    return None


def _add_rows_from(
    rows: dict[tuple[int, int], float],
    start: int,
    stretch: Stretch,
    measures: Measures,
    order: Order,
    modes: tuple[str, ...],
    ruled: frozenset[int],
    tallest: int,
    most_empty: float,
) -> None:
    """Add the cost of every row that begins at line *start*; its empty cells cost no more than *most_empty*."""
    first: dict[int, Bit] = {}
    last: dict[int, Bit] = {}
    depth: Counter[int] = Counter()
    inside = 0.0
    columns = len(measures.leading)
    for end in range(start, min(len(stretch.lines), start + tallest)):
        if end > start and end in ruled:
            return
        inside += sum(cost for begin, cost in order.apart.get(end, ()) if begin >= start)
        line = stretch.lines[end]
        if end > start and len(line) > 1 and len(line) == len(first) and all(bit.column in first for bit in line):
            inside += measures.grid * len(line)  # as full as the lines above: it looks like another row
        if end > start and all(bit.column not in last for bit in line):
            gap = min(bit.base for bit in line) - max(bit.base for bit in last.values())
            inside += min(_FAR, measures.wide) if gap > _APART * max(measures.leading) else 0.0
        wrapped: list[float] = []
        for bit in line:
            above = last.get(bit.column)
            if above is not None:
                inside += _step(above, bit, measures)
                wrapped.append(_odds(measures.wraps[bit.column]))
            first.setdefault(bit.column, bit)
            last[bit.column] = bit
            depth[bit.column] += 1
        inside += _together(wrapped)
        if inside > _TOO_MUCH:
            return
        empty = min(
            most_empty, _together([measures.weights[column] for column in range(columns) if column not in first])
        )
        alone = _ALONE if len(first) == 1 and columns > 1 else 0.0
        deep = sum(measures.depth(column, lines) for column, lines in depth.items())
        rows[start, end] = inside + empty + alone + deep + _askew(first, last, modes, measures)


def _together(costs: Sequence[float]) -> float:
    """
    Return what empty cells of a row, or cells that wrap at one line, cost together.

    They do not come one by one: where little is known of somebody several cells are empty, and where much is, several
    wrap.
    """
    return sum(cost / (1 + _TOGETHER * max(0, index - 1)) for index, cost in enumerate(sorted(costs, reverse=True)))


def _step(above: Bit, below: Bit, measures: Measures) -> float:
    """Return the cost of two bits being neighbours in one cell."""
    cost = measures.pitch(above, below)[0]
    if measures.hangs[below.column] and not measures.is_set_in(below):
        cost += _SET_IN
    if above.is_number and below.is_number:
        cost += _NUMBERS
    if measures.would_fit(above, below):
        lower = below.words[0].text[:1].islower()
        cost += _FITS_AT_BREAK if above.breaks or lower else _FITS
    return cost


def _askew(first: dict[int, Bit], last: dict[int, Bit], modes: tuple[str, ...], measures: Measures) -> float:
    """Return the cost of cells that do not stand in their row as *modes* say."""
    if len(first) < 2:
        return 0.0
    return _ASKEW * sum(is_askew(column, first, last, modes[column], measures) for column in first)


def is_askew(column: int, first: dict[int, Bit], last: dict[int, Bit], mode: str, measures: Measures) -> bool:
    """True if a cell does not stand in its row as *mode* says."""
    top = min(bit.base for bit in first.values())
    bottom = max(bit.base for bit in last.values())
    match mode:
        case "top":
            off = first[column].base - top
        case "bottom":
            off = bottom - last[column].base
        case _:
            off = abs((first[column].base + last[column].base) - (top + bottom)) / 2
    return off > 0.3 * max(measures.leading)


def costs_as_rest(
    last: Sequence[Bit], first: Sequence[Bit], measures: Measures, full: Container[int] = ()
) -> tuple[float, float]:
    """
    Return what it costs to take *first*, the first row of a page or block, for the rest of the row before, and for a
    row of its own.

    Args:
        full: Columns that all other rows fill.
    """
    filled = {bit.column for bit in first}
    alone = sum(weight for column, weight in enumerate(measures.weights) if column not in filled)
    if any(column not in filled and column in full for column in range(len(measures.weights))):
        alone += _KEYLESS
    rest = _REST
    for column in filled:
        upper = [bit for bit in last if bit.column == column]
        rest += _odds(measures.wraps[column]) if upper else 0.0
        lower = [bit for bit in first if bit.column == column]
        if upper:
            rest += measures.depth(column, len(upper) + len(lower))
            alone += measures.depth(column, len(upper)) + measures.depth(column, len(lower))
        below = next(bit for bit in first if bit.column == column)
        if not upper:
            rest += _NEW_BELOW
        elif upper[-1].hangs:
            alone += _HANGS
        elif measures.would_fit(upper[-1], below):
            rest += _FITS_AT_BREAK if upper[-1].breaks or below.words[0].text[:1].islower() else _FITS
        elif measures.capital[column] and below.words[0].text[:1].islower():
            alone += _LOWER
        elif measures.weights[column] > _NEVER_EMPTY:
            rest += _BOTH
    return rest, alone


def _odds(probability: float) -> float:
    """Return the cost of what has this probability, over even odds."""
    return min(8.0, max(-0.6, log(0.5 / max(probability, 1e-9))))
