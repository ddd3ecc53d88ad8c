"""The glyphs of a PDF page as pdfium has them: where they stand, and how they are set."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from leaddata.layout.fonts import Font, font_of
from leaddata.model import Box

__all__ = ["GlyphRun", "GlyphStyle", "Glyphs", "Turn"]

_FILL_AND_STROKE = 2
_WORD_GAP = 0.15  # of the type size: a gap between two words
# As a number: a pointer of ctypes costs as much again as the call.
_text_object = ctypes.cast(
    pdfium.FPDFText_GetTextObject, ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
)


@dataclass(frozen=True, slots=True)
class GlyphStyle:
    """How a text object is set: size in points as shown, font, and in which direction it runs."""

    size: float
    bold: bool
    italic: bool
    font: str
    colour: str
    direction: int


# First glyph, and the one behind the last; style; height of the base line on the page as shown; whether it is raised.
GlyphRun = tuple[int, int, GlyphStyle, float, bool]


@dataclass(frozen=True, slots=True)
class Turn:
    """From the coordinates of a page's content to points from the top left of the page as shown."""

    x: tuple[float, float, float]
    y: tuple[float, float, float]

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the content is shown."""
        return self.x[0] * x + self.x[1] * y + self.x[2], self.y[0] * x + self.y[1] * y + self.y[2]


class Glyphs:
    """The glyphs of one page, asked for as seldom as possible."""

    def __init__(self, text_page: pypdfium2.PdfTextPage, turn: Turn) -> None:
        self._page = text_page.raw
        self._turn = turn
        self._styles: dict[int | None, GlyphStyle] = {}
        self._fonts: dict[int | None, Font] = {}
        self._first, self._last = pdfium.FS_RECTF(), pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._shade = tuple(ctypes.c_uint() for _ in range(4))
        self._count = text_page.count_chars()
        self._text_page = text_page

    def text(self) -> str:
        """Return a sign for each glyph."""
        if self._count <= 0:
            return ""
        text: str = self._text_page.get_text_range()
        if len(text) == self._count:
            return text
        return "".join(chr(pdfium.FPDFText_GetUnicode(self._page, index) or 0) for index in range(self._count))

    def runs(self, start: int, end: int, marked: re.Match[str] | None) -> Iterator[GlyphRun]:
        """Cut the glyphs *start* to *end* where the base line changes, as at a raised mark, and at gaps."""
        first = _text_object(self._page, start)
        style = self._style(first, start)
        across = 1 - style.direction % 2
        base = line = self._origin(start)[across]
        if marked and self._is_raised(start + marked.start("mark"), base, style):
            yield start, start + marked.start("mark"), style, base, False
            start += marked.start("mark")
            yield start, end, self._style(_text_object(self._page, start), start), self._origin(start)[across], True
            return
        if end - start > 1 and first != _text_object(self._page, end - 1):
            for index in range(start + 1, end):
                height = self._origin(index)[across]
                if abs(height - base) > 0.15 * style.size or self._gap(index) > _WORD_GAP * style.size:
                    yield start, index, style, base, base < line - 0.15 * style.size
                    start, base = index, height
                    style = self._style(_text_object(self._page, index), index)
        yield start, end, style, base, base < line - 0.15 * style.size

    def _is_raised(self, index: int, base: float, style: GlyphStyle) -> bool:
        """True of a glyph drawn above the base line that it is set on: some fonts have raised figures of their own."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._page, index, left, right, bottom, top)
        return style.direction == 0 and self._turn(left.value, bottom.value)[1] < base - 0.15 * style.size

    def _gap(self, index: int) -> float:
        """Return how far a glyph begins behind the one before it, along the line of the content."""
        pdfium.FPDFText_GetLooseCharBox(self._page, index - 1, self._first)
        pdfium.FPDFText_GetLooseCharBox(self._page, index, self._last)
        return float(self._last.left - self._first.right)

    def place(self, first: int, last: int) -> Box:
        """Return the box of the glyphs *first* to *last* on the page as shown."""
        a, b = self._first, self._last
        pdfium.FPDFText_GetLooseCharBox(self._page, first, a)
        pdfium.FPDFText_GetLooseCharBox(self._page, last, b)
        xa, ya = self._turn(min(a.left, b.left), max(a.top, b.top))
        xb, yb = self._turn(max(a.right, b.right), min(a.bottom, b.bottom))
        return Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    def _origin(self, index: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        return self._turn(self._x.value, self._y.value)

    def _style(self, key: int | None, index: int) -> GlyphStyle:
        if key not in self._styles:
            self._styles[key] = self._read_style(index)
        return self._styles[key]

    def _read_style(self, index: int) -> GlyphStyle:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._page, index, matrix)
        size = float(pdfium.FPDFText_GetFontSize(self._page, index)) * (matrix.c**2 + matrix.d**2) ** 0.5
        along_x, along_y = self._turn.x, self._turn.y
        right = along_x[0] * matrix.a + along_x[1] * matrix.b
        down = along_y[0] * matrix.a + along_y[1] * matrix.b
        text_object = pdfium.FPDFText_GetTextObject(self._page, index)
        font = self._font(text_object)
        stroked = pdfium.FPDFTextObj_GetTextRenderMode(text_object) == _FILL_AND_STROKE
        return GlyphStyle(
            round(size, 2),
            font.bold or stroked,
            font.italic,
            font.family,
            self._colour(index),
            (0 if right > 0 else 2) if abs(right) >= abs(down) else (1 if down > 0 else 3),
        )

    def _font(self, text_object: Any) -> Font:
        found = pdfium.FPDFTextObj_GetFont(text_object)
        key = ctypes.cast(found, ctypes.c_void_p).value
        if key not in self._fonts:
            length = pdfium.FPDFFont_GetBaseFontName(found, None, 0) if key else 0
            name = ctypes.create_string_buffer(max(1, length))
            if length:
                pdfium.FPDFFont_GetBaseFontName(found, name, length)
            flags = pdfium.FPDFFont_GetFlags(found) if key else 0
            self._fonts[key] = font_of(name.value.decode("utf-8", "replace"), max(0, flags))
        return self._fonts[key]

    def _colour(self, index: int) -> str:
        red, green, blue, alpha = self._shade
        if not pdfium.FPDFText_GetFillColor(self._page, index, red, green, blue, alpha):
            return ""
        return f"#{red.value:02x}{green.value:02x}{blue.value:02x}"
