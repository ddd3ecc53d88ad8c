"""What rules, fills and open space say of a line that may be the header of a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from leaddata.layout.lines import box_of
from leaddata.model import Box, Line, Word

__all__ = ["around", "edges_of", "is_set_off", "parts"]

_SET_OFF = 1.15  # times the step from line to line below a plain header that is set off by space
_COVERED = 0.8  # share of a header's width that a rule has to cover


def around(words: Sequence[Word]) -> Box:
    """Return the box around words."""
    box = box_of(words[0])
    for word in words[1:]:
        box = box | box_of(word)
    return box


def parts(rule: Box, above: Box, below: Box) -> bool:
    """True of a rule between two lines, as wide as half of the upper one."""
    return (
        rule.bottom - rule.top < 2
        and above.bottom - 2 < (rule.top + rule.bottom) / 2 < below.top + 3
        and rule.x1 - rule.x0 > (above.x1 - above.x0) / 2
    )


def is_set_off(last: Line, below: Sequence[Line]) -> bool:
    """True if there is more room below a header than between the lines below it, most of them."""
    bottoms = [line.box.bottom for line in (last, *below) if line.box is not None]
    steps = [under - over for over, under in pairwise(bottoms)]
    return len(steps) > 2 and steps[0] > _SET_OFF * median(steps[1:])


def edges_of(block: Sequence[Line], below: Sequence[Line], rules: Sequence[Box]) -> tuple[bool, bool]:
    """
    Return whether a rule, or the edge of a fill, stands right below a header; and whether it parts just the header from
    all else, with another one above it.
    """
    box = around([word for line in block for word in line.words])
    size = max(word.size for line in block for word in line.words)
    flat = [
        rule
        for rule in rules
        if rule.bottom - rule.top < 2 and rule.x0 < box.x1 and rule.x1 > box.x0 and rule.x1 - rule.x0 > size
    ]

    def drawn(start: float, end: float) -> bool:
        near = [rule for rule in flat if start < (rule.top + rule.bottom) / 2 < end]
        return sum(min(rule.x1, box.x1) - max(rule.x0, box.x0) for rule in near) > _COVERED * (box.x1 - box.x0)

    if not drawn(box.bottom - 0.3 * size, box.bottom + size):
        return False, False
    rows = [line.box for line in below if line.box is not None]
    ruled = sum(drawn(row.bottom - 0.3 * size, row.bottom + 0.7 * size) for row in rows[:-1])
    return True, ruled * 2 < len(rows) and drawn(box.top - 1.5 * size, box.top + 0.3 * size)
