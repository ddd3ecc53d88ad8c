"""What `diff` shows at a terminal: new in green, gone in red, and of what is another the old value in red, the new in green."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaddata.cli.screen import Screen
from leaddata.widths import shown

if TYPE_CHECKING:
    from leaddata.releases import ReleaseDiff

__all__ = ["diff_lines"]

_MARKS = {"+": "good", "-": "bad", "~": "other"}
_TO = " → "


def diff_lines(found: ReleaseDiff, at: Screen) -> Iterator[str]:
    """Yield every difference as a line; the words are the same with and without colours."""
    from leaddata.changes import cell_lines

    cells = cell_lines(found.changes)
    for kind, line in found.lines():
        if pair := cells.get(line):
            start = shown(line.removesuffix(_TO.join(pair)))
            values = (at.marked(shown(value), mark) for value, mark in zip(pair, ("bad", "good"), strict=True))
            yield start.replace("~", at.marked("~", "other"), 1) + _TO.join(values)
        elif kind:
            yield at.marked(shown(line), _MARKS[kind])
        else:
            yield at.marked(shown(line), "" if line.startswith(" ") else "head")
