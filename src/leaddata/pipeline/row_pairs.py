"""Which row of one list is which of another, where neither is quite like its own."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["Cells", "aligned"]

Cells = tuple[str, ...]

# Share of the cells of two rows, those that are null in both left out, that are the same if they are one row.
_SAME = 0.5


def aligned(
    expected: Sequence[Cells], found: Sequence[Cells], *, in_order: bool
) -> list[tuple[int | None, int | None]]:
    """
    Pair golden rows with the rows read, by index; None stands for a row that is on one side only.

    Two rows may be one if at least half of their cells are the same. Of tables in printed order the pairs are those
    that have most cells in common without crossing each other, of others the best pair is taken first, then the next.
    """
    alike = [[_alike(row, other) for other in found] for row in expected]
    pairs = _in_order(alike, len(found)) if in_order else _best_first(alike)
    left = {pair[0] for pair in pairs}
    right = {pair[1] for pair in pairs}
    return [
        *pairs,
        *((index, None) for index in range(len(expected)) if index not in left),
        *((None, index) for index in range(len(found)) if index not in right),
    ]


def _alike(row: Cells, other: Cells) -> int:
    """Return the number of values that two rows have in common, or 0 where they are not one row."""
    stated = [(cell, value) for cell, value in zip(row, other, strict=True) if cell or value]
    same = sum(cell == value for cell, value in stated)
    return same if stated and same >= _SAME * len(stated) else 0


def _in_order(alike: Sequence[Sequence[int]], width: int) -> list[tuple[int | None, int | None]]:
    """Return the pairs that do not cross and have most in common: a longest common subsequence, weighted."""
    best = [[0] * (width + 1) for _ in range(len(alike) + 1)]
    for i in reversed(range(len(alike))):
        for j in reversed(range(width)):
            together = alike[i][j] + best[i + 1][j + 1] if alike[i][j] else 0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(alike) and j < width:
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _best_first(alike: Sequence[Sequence[int]]) -> list[tuple[int | None, int | None]]:
    ranked = sorted((-value, i, j) for i, row in enumerate(alike) for j, value in enumerate(row) if value)
    left: set[int] = set()
    right: set[int] = set()
    pairs: list[tuple[int | None, int | None]] = []
    for _, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return sorted(pairs)
