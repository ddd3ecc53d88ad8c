"""What rows, as they seem to part, show of a table's setting: for the next parting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log

from leaddata.layout.table_bits import Bit
from leaddata.layout.table_measures import Measures

__all__ = ["learned"]

_GUESSED = 4.0  # cells that one would have to see before the odds of wrapping alone say no more
_GRID = 0.65  # of `Measures.grid`, after rows are known


def learned(measures: Measures, rows: Sequence[Sequence[Sequence[Bit]]]) -> Measures:
    """
    Return what *rows*, each a list of lines of bits, show of how cells wrap and how often they are empty.

    Counts are smoothed, so that a few rows prove little.
    """
    weights, wraps, depths = [], [], []
    for column in range(len(measures.leading)):
        counts = [sum(bit.column == column for line in row for bit in line) for row in rows]
        filled = sum(count > 0 for count in counts)
        empty = (len(rows) - filled + 0.7) / (len(rows) + 1.4)
        weights.append(min(3.0, max(0.3, -log(empty) + 0.3)) if filled else 0.0)
        more = sum(count - 1 for count in counts if count)
        wraps.append((more + 1.0) / (more + filled + 2.0))
        depths.append(_depths(counts, wraps[-1]))
    return replace(
        measures,
        weights=tuple(weights),
        wraps=tuple(wraps),
        steps=_learned_steps(measures, rows),
        grid=min(measures.grid, _GRID),
        depths=tuple(depths),
    )


def _depths(counts: Sequence[int], wraps: float) -> tuple[float, ...]:
    """Return what cells of one line, two and so on cost by how often they are found, over what they cost by *wraps*."""
    filled = sum(count > 0 for count in counts)
    found = []
    for lines in range(1, max([1, *counts]) + 2):
        likely = (1 - wraps) * wraps ** (lines - 1)
        share = (sum(count == lines for count in counts) + _GUESSED * likely) / (filled + _GUESSED)
        found.append(max(-0.4, min(1.5, log(likely / share))))
    return tuple(found)


def _learned_steps(
    measures: Measures, rows: Sequence[Sequence[Sequence[Bit]]]
) -> tuple[tuple[float, float, float, float], ...]:
    """Return the kinds of steps with what they cost after how often each is found inside a cell and between rows."""
    counts = [[0, 0] for _ in measures.steps]
    others = 0
    last: dict[int, tuple[int, Bit]] = {}
    for index, row in enumerate(rows):
        for line in row:
            for bit in line:
                before = last.get(bit.column)
                last[bit.column] = (index, bit)
                if before is None or bit.base <= before[1].base:
                    continue
                step = (bit.base - before[1].base) / measures.leading[bit.column]
                for own, kind in zip(counts, measures.steps, strict=True):
                    if kind[0] - 1e-6 <= step <= kind[1] + 1e-6:
                        own[before[0] == index] += 1
                        break
                else:
                    others += before[0] != index
    inside = sum(own[1] for own in counts) + 1.0
    between = sum(own[0] for own in counts) + others + 1.0
    share = 1.0 / max(1, len(counts))
    return tuple(
        (start, end, -log((own[1] + share) / inside), -log((own[0] + share) / between))
        for (start, end, _, _), own in zip(measures.steps, counts, strict=True)
    )
