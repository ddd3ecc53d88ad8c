"""What a PDF page draws, as pdfminer interprets it, with the texts that marked content stands for."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, resolve1, resolve_all
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import decode_text

__all__ = ["Device", "Interpreter", "Span", "colour_of", "is_seen", "layers_off"]

# Glyphs, and letters that are about as wide.
_WIDE = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u00a0": " "}


class Span:
    """A stretch of marked content with a text of its own."""

    def __init__(self, text: str) -> None:
        self.text = text


_UNSEEN = Span("")


class Interpreter(PDFPageInterpreter):
    """Tells its device of which layer marked content is (ISO 32000-1, 8.11.3.2)."""

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802  (the operator's name)
        """Begin a stretch of marked content with properties."""
        if literal_name(tag) == "OC" and isinstance(props, PSLiteral):
            properties = resolve1(self.resources.get("Properties")) or {}
            layer = properties.get(literal_name(props)) if isinstance(properties, dict) else None
            props = layer.objid if isinstance(layer, PDFObjRef) else props
        super().do_BDC(tag, props)


def layers_off(catalog: Mapping[str, Any]) -> frozenset[int]:
    """
    Return the numbers of the layers (optional content groups) that are switched off in a document as it is opened.

    Args:
        catalog: The document's; see ISO 32000-1, 8.11.4.
    """
    properties = resolve1(catalog.get("OCProperties"))
    settings = resolve1(properties.get("D")) if isinstance(properties, dict) else None
    if not isinstance(settings, dict):
        return frozenset()
    off = _numbers(settings.get("OFF"))
    state = resolve1(settings.get("BaseState"))
    if isinstance(state, PSLiteral) and literal_name(state) == "OFF":
        off |= _numbers(properties.get("OCGs")) - _numbers(settings.get("ON"))
    return off


def _numbers(references: Any) -> frozenset[int]:
    known = resolve1(references)
    return (
        frozenset(one.objid for one in known if isinstance(one, PDFObjRef)) if isinstance(known, list) else frozenset()
    )


class Device(PDFPageAggregator):
    """
    Collects what is drawn, with the text that marked content stands for.

    Where glyphs have no letters of their own (small capitals, ligatures of some typesetters), the file gives their
    text as ``ActualText`` (ISO 32000-1, 14.9.4); neither pdfminer nor pdfplumber reads it.

    Args:
        off: Numbers of the layers that are switched off: see `layers_off`.
    """

    def __init__(self, *arguments: Any, off: Container[int] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._spans: list[Span | None] = []
        self._off = off

    def begin_tag(self, tag: Any, props: Any = None) -> None:  # noqa: ARG002  (pdfminer's signature)
        """Begin a stretch of marked content; *props* is its properties, or the number of a layer."""
        if isinstance(props, int):
            self._spans.append(_UNSEEN if props in self._off else None)
            return
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
        if _UNSEEN in self._spans:
            drawn.pop()
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


def colour_of(color: Any) -> str:
    """
    Return a colour as ``#rrggbb``, empty for a pattern or what cannot be told; of four inks, as far as screens show them.

    Examples:
        >>> colour_of(0), colour_of((1, 0, 0)), colour_of((0, 1, 1, 0)), colour_of("/P1")
        ('#000000', '#ff0000', '#ff0000', '')
    """
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if not parts or not all(isinstance(part, (int, float)) and 0 <= part <= 1 for part in parts):
        return ""
    if len(parts) == 4:
        parts = tuple((1 - ink) * (1 - parts[3]) for ink in parts[:3])
    shades = parts if len(parts) == 3 else (parts[0],) * 3
    return "#" + "".join(f"{round(255 * shade):02x}" for shade in shades)


def is_seen(color: Any) -> bool:
    """Return False of white, on which nothing is to be seen; True of what cannot be told."""
    parts = color if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return True
    return any(part > 0.001 for part in parts) if len(parts) == 4 else any(part < 0.999 for part in parts)
