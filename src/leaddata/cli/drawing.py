"""Tables for a terminal: a header, columns that fit its width, and colours."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from leaddata.cli.screen import Screen
from leaddata.widths import cut, padded, shown, width_of, wrapped

__all__ = ["Marked", "grid", "listing"]

_GAP = 2
_LEAST = 10  # columns of a text that is cut
_LEAST_UNCUT = 4  # columns of a number, whose heading is cut
_LEAST_WRAPPED = 24  # columns of a text that is wrapped beside others; with less it stands below them
_INDENT = 4


class Marked(NamedTuple):
    """A text, and what it is: see `Screen.marked`."""

    text: str
    mark: str = ""


def grid(
    head: Sequence[str],
    rows: Sequence[Sequence[Marked]],
    screen: Screen,
    *,
    right: Collection[int] = (),
    whole: Collection[int] = (),
) -> tuple[list[str], int]:
    """
    Return *rows* below *head* and a rule, cut to the screen; and how many columns were left out at the right for that.

    Args:
        right: Columns that are aligned to the right.
        whole: Columns of which nothing may be cut: half a number is another number.
    """
    cells = [[Marked(shown(cell.text), cell.mark) for cell in row] for row in rows]
    body = _widths([[cell.text for cell in row] for row in cells], len(head))
    widths = [max(width_of(name), width) for name, width in zip(head, body, strict=True)]
    # The first column says which row it is: where there is room, it stays as it is.
    uncut = {*whole, *([0] if screen.width and widths[0] <= screen.width // 2 else [])}
    least = [max(width, _LEAST_UNCUT) if index in uncut else _LEAST for index, width in enumerate(body)]
    least[0] = widths[0] if 0 in uncut else least[0]
    kept = widths if screen.width is None else _fitted(widths, least, screen.width)
    lines = [
        _line([Marked(name, "head") for name in head], kept, screen, right),
        screen.marked((" " * _GAP).join("─" * width for width in kept), "dim"),
        *(_line(row, kept, screen, right) for row in cells),
    ]
    return lines, len(widths) - len(kept)


def listing(rows: Sequence[Sequence[Marked]], screen: Screen, right: Collection[int] = ()) -> Iterator[str]:
    """Yield *rows* in columns, the last of them wrapped: beside the others, or below them where there is no room."""
    cells = [[Marked(shown(cell.text), cell.mark) for cell in row] for row in rows]
    widths = _widths([[cell.text for cell in row[:-1]] for row in cells], len(cells[0]) - 1)
    left = sum(widths) + _GAP * len(widths)
    is_below = screen.width is not None and screen.width - left < _LEAST_WRAPPED
    if is_below and screen.width is not None:
        widths = _fitted(widths, widths, screen.width)
        left = _INDENT
    for *first, last in cells:
        start = _line(first, widths, screen, right)
        text = [last.text] if screen.width is None else wrapped(last.text, screen.width - left)
        parts = [screen.marked(part, last.mark) for part in text]
        if is_below:
            yield start
            yield from (" " * left + part for part in parts if part)
            continue
        bare = sum(widths) + _GAP * (len(widths) - 1)
        filled = _line(first, widths, screen, right, is_filled=True)
        yield (filled + " " * (left - bare) + parts[0]) if parts[0] else start
        yield from (" " * left + part for part in parts[1:])


def _line(
    cells: Sequence[Marked], widths: Sequence[int], screen: Screen, right: Collection[int], *, is_filled: bool = False
) -> str:
    texts = []
    for index, (cell, width) in enumerate(zip(cells, widths, strict=False)):
        text = cut(cell.text, width)
        blanks = padded("", width - width_of(text))
        styled = screen.marked(text, cell.mark)
        texts.append(blanks + styled if index in right else styled + blanks)
    line = (" " * _GAP).join(texts)
    return line if is_filled else line.rstrip()


def _widths(rows: Sequence[Sequence[str]], count: int) -> list[int]:
    return [max((width_of(row[index]) for row in rows), default=0) for index in range(count)]


def _fitted(widths: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return the widths of as many of the first columns as fit into *room*, each as wide as can be."""
    fitted = [min(pair) for pair in zip(widths, least, strict=True)]
    while len(fitted) > 1 and sum(fitted) + _GAP * (len(fitted) - 1) > room:
        fitted.pop()
    spare = room - sum(fitted) - _GAP * (len(fitted) - 1)
    while spare > 0 and (narrow := [index for index, width in enumerate(fitted) if width < widths[index]]):
        for index in narrow[:spare]:
            fitted[index] += 1
        spare -= len(narrow[:spare])
    return [min(width, room) for width in fitted]
