"""A picture of the places that a row, or one field of it, was read from: each outlined, with what stands around it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from leaddata.errors import LayoutError, SnapshotError
from leaddata.model import Box
from leaddata.pipeline.picture import (
    BADGE,
    MUTED,
    PALETTE,
    Paragraph,
    Shown,
    badge,
    caption,
    opened,
    outline,
    png_bytes,
    shown,
    stacked,
    tint,
)
from leaddata.pipeline.picture_hidden import black_out, hidden_names
from leaddata.pipeline.read import media_type_of
from leaddata.views import Spot, Trace

__all__ = ["blank_row", "trace_picture"]

_AROUND = 64.0  # points above and below a place: some five lines
_GROWN = 1.5  # points between print and outline
_SNAP = 8.0  # points that the edge of a region moves so as not to cut a line of print
_CLEAR = 4  # rows of pixels without print on each side of an edge
_CUT = "#b9b9b4"
_LONGEST = 90  # letters of a value in the caption


@dataclass(frozen=True, slots=True)
class _Mark:
    """A box to outline, and the cells that were read from it."""

    number: int
    snapshot_id: str
    page: int
    box: Box
    spots: tuple[Spot, ...]

    @property
    def colour(self) -> str:
        return PALETTE[(self.number - 1) % len(PALETTE)]


def trace_picture(raw: Path, trace: Trace) -> bytes:
    """
    Draw the places of *trace* as a PNG: the page around each, the places outlined, below them what was read there.

    The same trace of the same document gives the same bytes. Places are numbered where there are several; those without a
    page (our own registers, HTML, XML, text) are left out. What names a person who is left out of the release is black.

    Raises:
        LayoutError: If none of the places is on a page that can be drawn, or the row is left out.
        SnapshotError: If the document that was read is not in *raw*.
        DocumentError: If it cannot be drawn.
    """
    marks = _marks(trace)
    if not marks:
        raise _nothing_to_draw(raw, trace)
    names = hidden_names(raw, trace.hidden)
    panels: list[Image.Image] = []
    for snapshot_id in dict.fromkeys(mark.snapshot_id for mark in marks):
        here = [mark for mark in marks if mark.snapshot_id == snapshot_id]
        with opened(_document(raw, snapshot_id), snapshot_id) as document:
            for number in sorted({mark.page for mark in here}):
                page = shown(document, number)
                hidden = [one for one in trace.hidden if (one.snapshot_id, one.page) == (snapshot_id, number)]
                black_out(page, document[number - 1], hidden, names)
                panels += _panels(page, [mark for mark in here if mark.page == number], marks)
    return png_bytes(stacked([*panels, _caption(trace, marks)]))


def _marks(trace: Trace) -> list[_Mark]:
    """Number the boxes of a trace as they follow one another on the pages; cells read from one box share it."""
    groups: dict[tuple[str, int, tuple[float, float, float, float]], list[Spot]] = {}
    for spot in trace:
        if spot.page is not None and spot.box is not None:
            groups.setdefault((spot.snapshot_id, spot.page, spot.box), []).append(spot)
    documents = list(dict.fromkeys(snapshot_id for snapshot_id, _, _ in groups))
    # Down the page; of those that begin at one height, a whole before its parts.
    order = sorted(
        groups, key=lambda key: (documents.index(key[0]), key[1], round(key[2][1]), key[2][0], -key[2][2], -key[2][3])
    )
    return [
        _Mark(number, snapshot_id, page, Box(*box), tuple(groups[snapshot_id, page, box]))
        for number, (snapshot_id, page, box) in enumerate(order, start=1)
    ]


def _nothing_to_draw(raw: Path, trace: Trace) -> LayoutError:
    spots = [spot for spot in trace if spot.method != "registry"] or list(trace)
    cell = f"{trace.table} {trace.row_id}"
    if not spots and trace.removed:
        told = trace.removed[0]
        msg = f"expected a row of the release, got one left out on {told.date} (ground: {told.ground})"
        return LayoutError(msg, at=cell, next_step="nobody's picture is drawn who is left out")
    if not spots:
        return LayoutError("expected a printed place, got a null cell", at=cell, next_step="name another field")
    spot = spots[0]
    place = f"{cell} {spot.field}: {' '.join(filter(None, (spot.snapshot_id, spot.place)))}"
    if spot.method == "registry":
        msg, step = "expected a place on a page, got an entry of our own registers", "name another field"
    else:
        kind = media_type_of(_document(raw, spot.snapshot_id))
        unit = "this path" if spot.path else "these lines"
        msg = f"expected a page with geometry (PDF), got {kind}"
        step = f"open the document at {unit}; without --picture the text there is printed"
    return LayoutError(msg, at=place, next_step=step)


def _document(raw: Path, snapshot_id: str) -> bytes:
    """Return the document that was read: whatever its name, its sha256 is in the snapshot's id."""
    source_id, _, digest = snapshot_id.partition("@")
    folder = raw / source_id
    for path in sorted(folder.rglob("*")):
        if path.is_file() and hashlib.sha256(data := path.read_bytes()).hexdigest().startswith(digest):
            return data
    msg = f"expected the document whose sha256 begins with {digest}, got none in {folder}"
    step = f"put it there with `leaddata add {source_id} FILE`, or name the folder that has it with --raw"
    raise SnapshotError(msg, at=snapshot_id, next_step=step)


def _panels(page: Shown, here: Sequence[_Mark], marks: Sequence[_Mark]) -> Iterator[Image.Image]:
    drawn = page.image.copy()
    frames = {mark.number: page.pixels(mark.box, _GROWN * (1 + _inside(mark, here))) for mark in here}
    for mark in here:
        # Not of a part: two colours over one another are a third.
        if not any(other is not mark and (other.box | mark.box) == other.box for other in here):
            tint(drawn, frames[mark.number], mark.colour)
    for mark in here:
        outline(drawn, frames[mark.number], mark.colour)
    if len(marks) > 1:
        _number(drawn, page.image, here, frames)
    for top, bottom in _regions(page, here):
        yield caption([Paragraph(f"page {page.number}", size=16, colour=MUTED)], around=5)
        yield _cut(drawn, top, bottom)


def _inside(mark: _Mark, others: Iterable[_Mark]) -> int:
    """Return how many outlines one inside the other *mark* holds: a whole is drawn around its parts."""
    within = [other for other in others if other.number > mark.number and (mark.box | other.box) == mark.box]
    return 1 + max(_inside(other, within) for other in within) if within else 0


def _regions(page: Shown, here: Sequence[_Mark]) -> Iterator[tuple[int, int]]:
    """Yield the rows of pixels to show: each place with what is around it, neighbours together."""
    spans: list[tuple[float, float]] = []
    for mark in sorted(here, key=lambda one: one.box.top):
        top, bottom = mark.box.top - _AROUND, mark.box.bottom + _AROUND
        if spans and top <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], bottom)
        else:
            spans.append((top, bottom))
    for top, bottom in spans:
        yield blank_row(page, top, -1), blank_row(page, bottom, 1)


def blank_row(page: Shown, edge: float, outwards: int) -> int:
    """Return the row of pixels nearest to *edge* that cuts no print, looking outwards first."""
    start = min(max(0, round(edge * page.scale)), page.image.height)
    if start in (0, page.image.height):
        return start
    grey = page.image.convert("L")
    for step in (outwards, -outwards):
        for row in range(start, start + step * round(_SNAP * page.scale), step):
            if not _CLEAR <= row <= page.image.height - _CLEAR:
                return 0 if row < _CLEAR else page.image.height
            least, most = grey.crop((0, row - _CLEAR, grey.width, row + _CLEAR)).getextrema()
            if least == most:
                return row
    return start


def _number(
    drawn: Image.Image, clean: Image.Image, here: Sequence[_Mark], frames: dict[int, tuple[int, int, int, int]]
) -> None:
    """Draw each mark's number on its outline, where it hides least."""
    taken: list[tuple[int, int]] = []
    for mark in here:
        x0, top, x1, bottom = frames[mark.number]
        across, down = (x0 + x1) // 2, (top + bottom) // 2
        corners = [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x1, down), (x0, down), (across, top)]
        spot = min(corners, key=lambda at: (_hidden(clean, at, taken), corners.index(at)))
        taken.append(spot)
        badge(drawn, spot, mark.colour, str(mark.number))


def _hidden(clean: Image.Image, at: tuple[int, int], taken: Iterable[tuple[int, int]]) -> int:
    """Return how many dark pixels, or other numbers, a number at *at* would cover."""
    x, y = at
    ink = clean.crop((x - BADGE, y - BADGE, x + BADGE, y + BADGE)).convert("L").histogram()
    near = sum(abs(x - other_x) < 2 * BADGE and abs(y - other_y) < 2 * BADGE for other_x, other_y in taken)
    return sum(ink[:160]) + 10_000 * near


def _cut(drawn: Image.Image, top: int, bottom: int) -> Image.Image:
    """Return a part of the page; a dotted edge says that the page goes on there."""
    part = drawn.crop((0, top, drawn.width, bottom))
    pen = ImageDraw.Draw(part)
    edges = [y for y, is_cut in ((0, top > 0), (part.height - 2, bottom < drawn.height)) if is_cut]
    for y in edges:
        for x in range(0, part.width, 12):
            pen.rectangle((x, y, x + 5, y + 1), fill=_CUT)
    return part


def _caption(trace: Trace, marks: Sequence[_Mark]) -> Image.Image:
    """Return what stands below: the row, each mark with its fields, place and quote, and the document."""
    rows = [Paragraph(f"{trace.table}  {trace.row_id}", size=22)]
    for mark in marks:
        number = str(mark.number) if len(marks) > 1 else ""
        rows.append(Paragraph(_fields(mark), indent=36, above=10, badge=mark.colour, number=number))
        rows.append(Paragraph(_printed(mark), indent=36, colour=MUTED, most=3))
    first = True
    for spot in {mark.snapshot_id: mark.spots[0] for mark in marks}.values():
        text = f"{spot.source_title} ({spot.source_id}, {spot.edition} edition)"
        rows.append(Paragraph(text, size=16, above=16 if first else 0, colour=MUTED))
        rows.append(Paragraph(f"snapshot {spot.snapshot_id}", size=16, colour=MUTED))
        first = False
    return caption(rows)


def _fields(mark: _Mark) -> str:
    """Return the fields read from a box, with the value where it is not the quote itself."""
    return "  ·  ".join(
        spot.field if spot.value == spot.quote else f"{spot.field} = {_short(spot.value)}" for spot in mark.spots
    )


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _printed(mark: _Mark) -> str:
    quotes = dict.fromkeys("(not passed on)" if spot.quote is None else repr(spot.quote) for spot in mark.spots)
    return f"{mark.spots[0].place}: printed {' / '.join(quotes)}"
