"""Black out on a page what names a person who is left out, before anything else is drawn on it or cut from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import ImageDraw

from leaddata.model import Box
from leaddata.pipeline.left_out import DIVIDED, names_left_out
from leaddata.pipeline.picture import Shown
from leaddata.pipeline.redacted_names import Mask, mask_of
from leaddata.views import Tombstone

__all__ = ["black_out", "hidden_names"]

_BLACK = "#000000"
_AROUND = 1.0  # points: letters reach over the box of their line


def hidden_names(raw: Path, tombstones: Iterable[Tombstone]) -> Mask | None:
    """
    Return what finds the names of those left out, read from the documents at hand where their rows stood; None for nobody.

    A release does not hold these names. The documents do, and a page may name somebody where no row was read.
    """
    names = [name for name in names_left_out(raw, tombstones).values() if name]
    return mask_of(names) if names else None


def black_out(page: Shown, drawn_from: pypdfium2.PdfPage, hidden: Iterable[Tombstone], names: Mask | None) -> None:
    """
    Fill on the picture of a page the boxes of tombstones, and every other place where one of *names* is printed.

    Args:
        hidden: Tombstones of this page.
    """
    boxes = [Box(*one.box) for one in hidden if one.box is not None]
    if names is not None:
        boxes += _printed(drawn_from, names)
    pen = ImageDraw.Draw(page.image)
    for box in boxes:
        x0, top, x1, bottom = page.pixels(box, _AROUND)
        pen.rectangle((x0, top, x1 - 1, bottom - 1), fill=_BLACK)


def _printed(page: pypdfium2.PdfPage, names: Mask) -> Iterator[Box]:
    """Yield a box for each line, or part of one, on which a name is printed."""
    text = page.get_textpage()
    try:
        signs = [(text.get_text_range(index, 1) or " ").translate(DIVIDED) for index in range(text.count_chars())]
        starts = _starts(signs)
        for start, end in names.spans("".join(signs)):
            places = [text.get_charbox(index) for index in starts[start:end] if signs[index].strip()]
            height = page.get_height()
            for left, bottom, right, top in _lines(places):
                yield Box(left, height - top, right, height - bottom)
    finally:
        text.close()


def _starts(signs: Sequence[str]) -> list[int]:
    """Return for each letter of the text the number of the sign that it is of: a ligature is several letters."""
    return [index for index, sign in enumerate(signs) for _ in sign]


def _lines(places: Iterable[tuple[float, float, float, float]]) -> list[tuple[float, float, float, float]]:
    lines: list[tuple[float, float, float, float]] = []
    for left, bottom, right, top in places:
        if lines and lines[-1][1] < top and bottom < lines[-1][3] and left >= lines[-1][0]:
            before = lines[-1]
            lines[-1] = before[0], min(bottom, before[1]), max(right, before[2]), max(top, before[3])
        else:
            lines.append((left, bottom, right, top))
    return lines
