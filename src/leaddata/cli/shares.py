"""What `coverage` shows at a terminal: a bar beside each share."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaddata.cli.drawing import Marked, grid, listing
from leaddata.cli.output import write_text
from leaddata.cli.screen import screen
from leaddata.widths import wrapped

__all__ = ["write_matrix"]

_BAR = 5
_EIGHTHS = " ▏▎▍▌▋▊▉"
_SHARE = re.compile(r"(\d+) %|(\d+) of (\d+).*")


def write_matrix(matrix: Sequence[Sequence[str]]) -> None:
    """Write a matrix of `leaddata.matrix`, whose first row holds the headings."""
    head, *rows = matrix
    at = screen()
    if not at.is_drawn:
        write_text("\n".join(listing([[*map(Marked, row)] for row in matrix], at)) + "\n", None)
        return
    cells = [[Marked(row[0]), *(_cell(text) for text in row[1:])] for row in rows]
    lines, left_out = grid(head, cells, at, whole=range(1, len(head)))
    if left_out:
        names = ", ".join(head[-left_out:])
        note = f"no room for {left_out} more source{'s' if left_out != 1 else ''}: {names} (make the terminal wider)"
        lines += [at.marked(line, "dim") for line in wrapped(note, at.width or len(note))]
    write_text("\n".join(lines) + "\n", None)


def bar(share: float) -> str:
    """
    Return a bar as long as *share* of five columns.

    Examples:
        >>> bar(0.5), bar(1.0)
        ('██▌  ', '█████')
    """
    eighths = int(share * _BAR * 8)
    whole = "█" * (eighths // 8)
    return (whole + _EIGHTHS[eighths % 8]).strip().ljust(_BAR)


def _cell(text: str) -> Marked:
    found = _SHARE.fullmatch(text)
    if found is None:
        return Marked("·", "dim")
    share = int(found[1]) / 100 if found[1] else int(found[2]) / max(1, int(found[3]))
    return Marked(f"{bar(share)} {text}", "good" if share == 1 else "name")
