"""Pictures of the pages that evidence points to, and cuts of them with a place outlined. Those left out are black."""

from __future__ import annotations

import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl
from PIL import Image, ImageChops

from leaddata.errors import DocumentError
from leaddata.model import Box
from leaddata.pipeline.picture import PALETTE, Shown, opened, outline, png_bytes, shown, tint
from leaddata.pipeline.picture_hidden import black_out
from leaddata.pipeline.picture_trace import blank_row
from leaddata.pipeline.site.stored import Shelf, Stored

__all__ = ["Cut", "DrawnPage", "draw", "pages_of"]

_GREYS = 4  # enough for print, and a third of the size of 256
_GROWN = 1.5  # points between print and outline
_BESIDE, _ABOVE = 30.0, 26.0  # points around what a cut is of
_MARGIN = 10.0  # points between the print and the edge of a cut
_NARROWEST = 340.0  # points: a column's width


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """
    A part of a page with outlined places.

    Attributes:
        boxes: x0, top, x1, bottom in points from the top left.
    """

    snapshot_id: str
    page: int
    boxes: tuple[tuple[float, float, float, float], ...]

    @property
    def path(self) -> str:
        """Where its picture stands in the site: the same for the same places."""
        said = f"{self.snapshot_id} {self.page} {self.boxes}"
        return f"pictures/cuts/{hashlib.sha256(said.encode()).hexdigest()[:16]}.png"


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnPage:
    """
    A page as it is shown, in points.

    Attributes:
        picture: A PNG.
        cuts: Picture, width and height in pixels of each cut that was asked for.
    """

    snapshot_id: str
    number: int
    width: float
    height: float
    picture: bytes
    cuts: Mapping[Cut, tuple[bytes, int, int]]


def pages_of(evidence: pl.DataFrame) -> dict[str, list[int]]:
    """Return the pages on which evidence has boxes, by snapshot."""
    if evidence.is_empty():
        return {}
    places = evidence.filter(pl.col("x0").is_not_null() & pl.col("page").is_not_null())
    found: defaultdict[str, list[int]] = defaultdict(list)
    for snapshot_id, page in places.select("snapshot_id", "page").unique().sort("snapshot_id", "page").rows():
        found[snapshot_id].append(page)
    return found


def draw(shelf: Shelf, pages: Mapping[str, Iterable[int]], cuts: Iterable[Cut] = ()) -> Iterator[DrawnPage]:
    """Yield a picture of each page of those documents that are at hand and may be shown; what cannot be drawn is left out."""
    wanted: defaultdict[tuple[str, int], list[Cut]] = defaultdict(list)
    for cut in dict.fromkeys(cuts):
        wanted[cut.snapshot_id, cut.page].append(cut)
    for snapshot_id, numbers in sorted(pages.items()):
        document = shelf.get(snapshot_id)
        if document is None or document.why_not or not document.is_pdf:
            continue
        try:
            yield from _drawn(shelf, document, numbers, wanted)
        except DocumentError:
            continue


def _drawn(
    shelf: Shelf, document: Stored, numbers: Iterable[int], wanted: Mapping[tuple[str, int], list[Cut]]
) -> Iterator[DrawnPage]:
    with opened(document.parts[0], document.snapshot_id) as file:
        for number in numbers:
            if number > len(file):
                continue
            page = shown(file, number)
            hidden = [one for one in shelf.hidden if (one.snapshot_id, one.page) == (document.snapshot_id, number)]
            black_out(page, file[number - 1], hidden, shelf.names)
            yield DrawnPage(
                snapshot_id=document.snapshot_id,
                number=number,
                width=round(page.image.width / page.scale, 2),
                height=round(page.height, 2),
                picture=_grey_png(page.image),
                cuts={cut: _cut_out(page, cut) for cut in wanted.get((document.snapshot_id, number), ())},
            )


def _grey_png(image: Image.Image) -> bytes:
    """Return *image* as a PNG of few greys, evenly spaced; of the same picture, the same bytes."""
    steps = [round(grey * (_GREYS - 1) / 255) for grey in range(256)]
    few = Image.frombytes("P", image.size, image.convert("L").point(steps).tobytes())
    few.putpalette([round(step * 255 / (_GREYS - 1)) for step in range(_GREYS) for _ in range(3)])
    buffer = io.BytesIO()
    few.save(buffer, "PNG", bits=2, compress_level=9)
    return buffer.getvalue()


def _cut_out(page: Shown, cut: Cut) -> tuple[bytes, int, int]:
    boxes = [Box(*box) for box in cut.boxes]
    whole = boxes[0]
    for box in boxes[1:]:
        whole |= box
    drawn = page.image.copy()
    for box in boxes:
        tint(drawn, page.pixels(box, _GROWN), PALETTE[0])
        outline(drawn, page.pixels(box, _GROWN), PALETTE[0])
    top, bottom = blank_row(page, whole.top - _ABOVE, -1), blank_row(page, whole.bottom + _ABOVE, 1)
    left, right = _across(page, whole, top, bottom)
    part = drawn.crop((left, top, right, bottom))
    return png_bytes(part, 32), part.width, part.height


def _across(page: Shown, box: Box, top: int, bottom: int) -> tuple[int, int]:
    """
    Return where a cut begins and ends, in pixels: at an edge of the print if it can, else around *box*.

    It is as wide as a column, so that it can be read beside another one.
    """
    scale, width = page.scale, page.image.width
    room = min(width, round(max(box.x1 - box.x0 + 2 * _BESIDE, _NARROWEST) * scale))
    ink = ImageChops.invert(page.image.crop((0, top, width, bottom)).convert("L")).getbbox()
    first, last = (ink[0], ink[2]) if ink else (0, width)
    first, last = max(0, first - round(_MARGIN * scale)), min(width, last + round(_MARGIN * scale))
    if box.x1 * scale <= first + room - _MARGIN * scale:
        left = first
    elif box.x0 * scale >= last - room + _MARGIN * scale:
        left = last - room
    else:
        left = round((box.x0 + box.x1) * scale / 2 - room / 2)
    left = min(max(0, left), width - room)
    return left, left + room
