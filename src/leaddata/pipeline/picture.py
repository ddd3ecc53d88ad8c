"""What every picture is made of: pages as pdfium shows them, boxes on them, lettering, PNG bytes."""

from __future__ import annotations

import io
import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

from leaddata.errors import DocumentError
from leaddata.model import Box

__all__ = [
    "BADGE",
    "INK",
    "MUTED",
    "PALETTE",
    "Paragraph",
    "Shown",
    "badge",
    "caption",
    "letters",
    "opened",
    "outline",
    "png_bytes",
    "shown",
    "stacked",
    "tint",
]

BADGE = 11  # pixels, half the width of a badge
INK, MUTED = "#1a1a1a", "#5c5c5c"
# Told apart by colour-blind eyes too (Okabe and Ito), the strongest first.
PALETTE = ("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
_WIDTH = 1240  # pixels of a page's width
_MARGIN = 24  # pixels left and right of a caption
_PAPER, _STRIP = "#ffffff", "#f1f1ee"
_MOST_PIXELS = 24_000_000  # a poster is drawn smaller
# One of our own: no two machines have the same fonts, and the one that comes with Pillow has no accents.
_FONT = Path(__file__).parent / "fonts" / "DejaVuSansCondensed.ttf"


@dataclass(frozen=True, slots=True)
class Shown:
    """
    A page as a reader sees it: rotated, and cut to its crop box.

    Attributes:
        scale: Pixels per point.
    """

    number: int
    image: Image.Image
    scale: float

    @property
    def height(self) -> float:
        """In points."""
        return self.image.height / self.scale

    def pixels(self, box: Box, around: float = 0.0) -> tuple[int, int, int, int]:
        """Return *box*, grown by *around* points on each side, in pixels."""
        return (
            math.floor((box.x0 - around) * self.scale),
            math.floor((box.top - around) * self.scale),
            math.ceil((box.x1 + around) * self.scale),
            math.ceil((box.bottom + around) * self.scale),
        )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """
    A paragraph of a caption.

    Attributes:
        most: Lines that it may take; what is too long ends in an ellipsis.
        above: Pixels left free above it.
        badge: Colour of the badge before it; empty for none, and
        number: what stands on it.
    """

    text: str
    size: int = 18
    colour: str = INK
    most: int = 2
    indent: int = 0
    above: int = 0
    badge: str = ""
    number: str = ""


@contextmanager
def opened(data: bytes, at: object) -> Iterator[pypdfium2.PdfDocument]:
    """
    Open a PDF for drawing.

    Raises:
        DocumentError: If pdfium cannot open it, or cannot draw one of its pages.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        msg = f"expected a PDF whose pages can be drawn, got a broken or encrypted one ({error})"
        raise DocumentError(msg, at=at, next_step="fetch it again, or decrypt it") from error


def shown(document: pypdfium2.PdfDocument, number: int) -> Shown:
    """Draw a page, counted from 1."""
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(_WIDTH / width, math.sqrt(_MOST_PIXELS / (width * height)))
    bitmap = page.render(scale=scale)
    image = bitmap.to_pil().convert("RGB")
    page.close()
    return Shown(number, image, scale)


def tint(image: Image.Image, box: tuple[int, int, int, int], colour: str, strength: float = 0.16) -> None:
    """Lay *colour* over a part of *image* as a marker pen does: what is dark stays dark."""
    part = image.crop(box)
    pale = tuple(round(255 - (255 - channel) * strength) for channel in ImageColor.getrgb(colour)[:3])
    image.paste(ImageChops.multiply(part, Image.new("RGB", part.size, pale)), box[:2])


def outline(image: Image.Image, box: tuple[int, int, int, int], colour: str, width: int = 3) -> None:
    """Draw a frame inside the edges of *box*."""
    x0, top, x1, bottom = box
    ImageDraw.Draw(image).rectangle((x0, top, x1 - 1, bottom - 1), outline=colour, width=width)


@cache
def letters(size: int) -> ImageFont.FreeTypeFont:
    """Return the font of the captions in a size, in pixels."""
    # The basic layout: the other one is a library that is not there everywhere, and sets otherwise.
    return ImageFont.truetype(_FONT, size, layout_engine=ImageFont.Layout.BASIC)


def badge(image: Image.Image, at: tuple[int, int], colour: str, text: str = "") -> None:
    """Draw a round badge around *at*, with a number or nothing on it."""
    x, y = at
    pen = ImageDraw.Draw(image)
    pen.ellipse((x - BADGE, y - BADGE, x + BADGE, y + BADGE), fill=colour, outline=_PAPER, width=1)
    red, green, blue = ImageColor.getrgb(colour)[:3]
    is_light = 0.3 * red + 0.6 * green + 0.1 * blue > 150
    pen.text((x, y), text, font=letters(15), fill=INK if is_light else _PAPER, anchor="mm")


def caption(rows: Sequence[Paragraph], around: int = 20) -> Image.Image:
    """Return paragraphs one below the other on a strip as wide as a page, with *around* pixels above and below."""
    wrapped = [
        (row, _wrapped(row.text, letters(row.size), _WIDTH - 2 * _MARGIN - row.indent, row.most)) for row in rows
    ]
    height = sum(row.above + len(lines) * _leading(row.size) for row, lines in wrapped)
    strip = Image.new("RGB", (_WIDTH, height + 2 * around), _STRIP)
    pen = ImageDraw.Draw(strip)
    y = around
    for row, lines in wrapped:
        y += row.above
        if row.badge:
            badge(strip, (_MARGIN + BADGE, y + _leading(row.size) // 2), row.badge, row.number)
        for line in lines:
            middle = (_MARGIN + row.indent, y + _leading(row.size) // 2)
            pen.text(middle, line, font=letters(row.size), fill=row.colour, anchor="lm")
            y += _leading(row.size)
    return strip


def _leading(size: int) -> int:
    return round(size * 1.4)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, room: int, most: int = 3) -> list[str]:
    """Return *text* as at most *most* lines that are no wider than *room* pixels; what is too long ends in an ellipsis."""
    lines = [""]
    # Measuring takes as long as the text is; no line holds more letters than this.
    for word in text[: most * room].split():
        for part in _broken(word, font, room):
            longer = f"{lines[-1]} {part}".strip()
            if font.getlength(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(part)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and font.getlength(f"{last}…") > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def stacked(parts: Sequence[Image.Image]) -> Image.Image:
    """Return the pictures one below the other, flush left, on paper."""
    whole = Image.new("RGB", (max(part.width for part in parts), sum(part.height for part in parts)), _PAPER)
    top = 0
    for part in parts:
        whole.paste(part, (0, top))
        top += part.height
    return whole


def png_bytes(image: Image.Image, colours: int = 256) -> bytes:
    """Return *image* as a PNG; of the same picture, the same bytes."""
    buffer = io.BytesIO()
    # 256 colours are enough for print and a few tints, and a quarter of the size.
    few = image.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _broken(word: str, font: ImageFont.FreeTypeFont, room: int) -> Iterator[str]:
    """Yield *word*, in pieces if it is wider than the room: a path has no blanks."""
    while font.getlength(word) > room:
        end = max(
            1, bisect_right(range(len(word)), room, key=lambda length: math.ceil(font.getlength(word[:length]))) - 1
        )
        yield word[:end]
        word = word[end:]
    yield word
