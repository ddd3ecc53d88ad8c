"""What rules and fills drawn in a table say of its rows: where they part them, and which cells span several."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from leaddata.layout.lines import base_of, box_of
from leaddata.layout.table_bits import Bit, Stretch
from leaddata.layout.table_measures import Measures
from leaddata.model import Box, Line

__all__ = ["Ruling", "parts_groups", "ruling_of", "without_underlines"]

_UNDER = 0.3  # type sizes below a base line within which a rule underlines
_OPEN = 0.8  # type sizes: no blank between underlined words is as wide
_ENDS = 1.2  # points by which an underline may be longer or shorter than its words
_NEAR = 2.0  # points within which rules are at one height
_COVERED = 0.6  # share of a column's width that a rule has to cover
_ANEW = 1.12  # leadings further down than which a column begins anew
_OUTSIDE = 14.0  # points from the outer lines within which a rule encloses the table


@dataclass(frozen=True, slots=True)
class Ruling:
    """
    Where rules part the lines of a table on a page.

    Attributes:
        heights: Of each rule that parts rows, and
        covered: the columns that it runs through.
        proven: True if the rules surely part every row from the next.
        closed: True if rules are drawn at all, though none parts lines here.
        boxed: True if there are upright rules between the columns as well.
    """

    heights: tuple[float, ...] = ()
    covered: tuple[frozenset[int], ...] = ()
    proven: bool = False
    boxed: bool = False

    def between(self, above: float, below: float) -> list[int]:
        """Return which of the rules lie between two heights."""
        return [index for index, height in enumerate(self.heights) if above < height <= below]


def without_underlines(rules: Sequence[Box], lines: Sequence[Line]) -> list[Box]:
    """Return *rules* without those that underline words: just below them, and as long as they are."""
    by_height: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.box is not None:
            by_height[round(line.box.bottom)].append(line)
    return [
        rule
        for rule in rules
        if rule.bottom - rule.top >= _NEAR
        or rule.x1 - rule.x0 < _NEAR
        or not any(
            _underlines(rule, line)
            for height in range(round(rule.top) - 4, round(rule.top) + 8)
            for line in by_height.get(height, ())
        )
    ]


def _underlines(rule: Box, line: Line) -> bool:
    own = [word for word in line.words if box_of(word).x1 > rule.x0 + 1 and box_of(word).x0 < rule.x1 - 1]
    if not own or max(abs(box_of(own[0]).x0 - rule.x0), abs(box_of(own[-1]).x1 - rule.x1)) > _ENDS:
        return False
    below = (rule.top + rule.bottom) / 2 - base_of(own[0])
    blank = max((box_of(right).x0 - box_of(left).x1 for left, right in pairwise(own)), default=0.0)
    return 0 < below < _UNDER * own[0].size and blank < _OPEN * own[0].size


def ruling_of(stretch: Stretch, *, ruled_before: bool = False) -> Ruling:
    """
    Return what the rules of a page say.

    Args:
        ruled_before: True if rules part the rows on a page before: then they do here, be there only one row.
    """
    bits = [bit for line in stretch.lines for bit in line]
    if not bits:
        return Ruling()
    top = min(box_of(word).top for bit in bits for word in bit.words)
    bottom = max(box_of(word).bottom for bit in bits for word in bit.words)
    levels = _levels(stretch, top - _OUTSIDE, bottom + _OUTSIDE)
    inside = [(height, covered) for height, covered in levels if _parts(height, covered, bits, top, bottom)]
    enclosing = [height for height, _ in levels if height <= top + _NEAR or height >= bottom - _NEAR]
    boxed = _is_boxed(stretch, top, bottom)
    # A table between three rules (above the header, below it, at the end) has none inside.
    proven = len(inside) >= 2 or (len(inside) >= 1 and (boxed or bool(enclosing))) or (ruled_before and bool(levels))
    if not proven:
        return Ruling(boxed=boxed)
    return Ruling(tuple(height for height, _ in inside), tuple(covered for _, covered in inside), True, boxed)


def parts_groups(stretch: Stretch, ruling: Ruling, measures: Measures) -> bool:
    """True if rules seem to part groups of rows: between many of them, several columns begin anew at one height."""
    if not ruling.proven:
        return False
    bounds = [float("-inf"), *ruling.heights, float("inf")]
    regions = several = 0
    for top, bottom in pairwise(bounds):
        lines = [line for line in stretch.lines if top < line[0].base - 0.3 * line[0].size < bottom]
        if not lines:
            continue
        regions += 1
        last: dict[int, Bit] = {}
        anew = 0
        for line in lines:
            wide = [
                bit
                for bit in line
                if (above := last.get(bit.column)) and bit.base - above.base > _ANEW * measures.leading[bit.column]
            ]
            # As full as the line above, though there was room on that: another row.
            again = [bit for bit in line if (above := last.get(bit.column)) and measures.would_fit(above, bit)]
            anew += len(wide) > 1 or (len(again) > 1 and len(again) == len(line))
            last |= {bit.column: bit for bit in line}
        several += anew > 0
    return several * 3 >= regions and several > 0


def _levels(stretch: Stretch, top: float, bottom: float) -> list[tuple[float, frozenset[int]]]:
    """Return the heights at which rules run through half of the columns, or again and again through a few, with these."""
    flat = sorted(
        (rule for rule in stretch.rules if rule.bottom - rule.top < _NEAR and top <= rule.top <= bottom),
        key=lambda rule: rule.top + rule.bottom,
    )
    groups: list[list[Box]] = []
    for rule in flat:
        middle = (rule.top + rule.bottom) / 2
        if groups and middle - (groups[-1][-1].top + groups[-1][-1].bottom) / 2 < _NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    found = []
    for group in groups:
        covered = frozenset(
            column for column, extent in enumerate(stretch.extents) if _share(group, extent) >= _COVERED
        )
        if covered:
            found.append((sum((rule.top + rule.bottom) / 2 for rule in group) / len(group), covered))
    # Where most cells span rows, the rules between these run through few columns, but again and again.
    often = Counter(covered for _, covered in found)
    return [level for level in found if len(level[1]) * 2 >= len(stretch.extents) or often[level[1]] > 1]


def _share(rules: Sequence[Box], extent: tuple[float, float]) -> float:
    left, right = extent
    if right <= left:
        return 0.0
    covered, reach = 0.0, left
    for rule in sorted(rules, key=lambda one: one.x0):
        start, end = max(rule.x0, reach), min(rule.x1, right)
        if end > start:
            covered += end - start
            reach = end
    return covered / (right - left)


def _parts(height: float, covered: frozenset[int], bits: Sequence[Bit], top: float, bottom: float) -> bool:
    """True of a rule between lines: no word of the columns that it runs through stands across it."""
    if height <= top + _NEAR or height >= bottom - _NEAR:
        return False
    above = below = False
    for bit in bits:
        if bit.column not in covered:
            continue
        if bit.base - 0.35 * bit.size < height < bit.base - 0.05 * bit.size:
            return False
        above = above or bit.base <= height + 0.05 * bit.size
        below = below or bit.base > height
    return above and below


def _is_boxed(stretch: Stretch, top: float, bottom: float) -> bool:
    upright = [
        rule
        for rule in stretch.rules
        if rule.x1 - rule.x0 < _NEAR and rule.bottom - rule.top > 6 and rule.top < bottom and rule.bottom > top
    ]
    return len({round(rule.x0 / 4) for rule in upright}) >= 3
