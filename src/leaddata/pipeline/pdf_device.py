"""What a PDF page draws, as pdfminer interprets it, with the texts that marked content stands for."""

from __future__ import annotations

from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdftypes import resolve_all
from pdfminer.utils import decode_text

__all__ = ["Device", "Span", "is_seen"]

# Glyphs, and letters that are about as wide.
_WIDE = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u00a0": " "}


class Span:
    """A stretch of marked content with a text of its own."""

    def __init__(self, text: str) -> None:
        self.text = text


class Device(PDFPageAggregator):
    """
    Collects what is drawn, with the text that marked content stands for.

    Where glyphs have no letters of their own (small capitals, ligatures of some typesetters), the file gives their
    text as ``ActualText`` (ISO 32000-1, 14.9.4); neither pdfminer nor pdfplumber reads it.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._spans: list[Span | None] = []

    def begin_tag(self, tag: Any, props: Any = None) -> None:  # noqa: ARG002  (pdfminer's signature)
        """Begin a stretch of marked content."""
        text = resolve_all(props).get("ActualText") if isinstance(props, dict) else None
        self._spans.append(Span(decode_text(text)) if isinstance(text, bytes) else None)

    def end_tag(self) -> None:
        """End the stretch begun last."""
        if self._spans:
            self._spans.pop()

    def render_char(self, matrix: Any, font: Any, *arguments: Any, **options: Any) -> float:
        """Draw a glyph, and return how far it moves the pen, in text space."""
        advance: float = super().render_char(matrix, font, *arguments, **options)
        drawn = self.cur_item._objs  # noqa: SLF001  (pdfplumber does so too: pdfminer hands out no glyph)
        if not drawn:
            return advance
        glyph: Any = drawn[-1]
        glyph.flat = font.ascent == 0 and font.descent == 0
        text = glyph.get_text()
        letters = _WIDE.get(text, text if len(text) > 1 and text.isalpha() else "")
        if advance == 0 and letters:
            # pdfminer knows no width of these in the standard fonts: what follows would be drawn over them.
            size, scaling = arguments[0], arguments[1]
            advance = sum(font.char_width(ord(letter)) for letter in letters) * size * scaling
            glyph.adv = advance
            x0, y0, x1, y1 = glyph.bbox
            glyph.set_bbox((x0, y0, x1 + advance * matrix[0], y1 + advance * matrix[1]))
        span = next((one for one in reversed(self._spans) if one is not None), None)
        if span is not None:
            glyph.span = span
        return advance


def is_seen(color: Any) -> bool:
    """Return False of white, on which nothing is to be seen; True of what cannot be told."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return True
    return any(part > 0.001 for part in parts) if len(parts) == 4 else any(part < 0.999 for part in parts)
