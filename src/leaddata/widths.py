"""Text in columns, as wide as the terminal that it is printed to."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence

__all__ = ["UNWRAPPED", "aligned", "wide"]

UNWRAPPED = sys.maxsize
_NARROWEST, _WIDEST = 40, 120  # longer lines are hard to read


def wide(otherwise: int = 100) -> int:
    """Return the columns that text may take: those of the terminal, or *otherwise* where standard output is none."""
    try:
        if not sys.stdout.isatty():
            return otherwise
    except (AttributeError, ValueError):  # there is no standard output, or it is closed
        return otherwise
    return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)


def aligned(
    rows: Sequence[tuple[str, str, str]], *, right: int | None = None, gap: int = 2, otherwise: int = 100
) -> str:
    """
    Return rows in columns, the last of which is wrapped below itself.

    Args:
        right: The column whose text stands at its right edge.
        gap: Blanks between two columns.
        otherwise: The columns of a line that goes to no terminal.

    Examples:
        >>> print(aligned([("a", "12", "one"), ("bcd", "3", "two " * 30)], right=1, otherwise=40))
        a    12  one
        bcd   3  two two two two two two two two
                 two two two two two two two two
                 two two two two two two two two
                 two two two two two two
    """
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    left = sum(widths) + 2 * gap
    room = max(wide(otherwise) - left, 20)
    lines = []
    for *starts, text in rows:
        parts = [
            start.rjust(width) if column == right else start.ljust(width)
            for column, (start, width) in enumerate(zip(starts, widths, strict=True))
        ]
        first = (" " * gap).join([*parts, ""])
        whole = [text] if len(text) <= room else textwrap.wrap(text, room, break_on_hyphens=False)
        lines += [f"{first}{whole[0]}".rstrip(), *(" " * left + more for more in whole[1:])]
    return "\n".join(lines)
