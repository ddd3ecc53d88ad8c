"""
Fonts that say too little: the letters of TeX's fonts of dots, and the widths of fonts without any.

Where TeX has no outlines of a font, the PDF holds pictures of its glyphs (a Type 3 font), named by their codes alone:
``a27``. Which letters the codes stand for is a matter of TeX's encodings OT1 and T1, as "LaTeX font encodings"
(https://ctan.org/pkg/encguide) lists them. A font with a code of 128 or more is in T1, as OT1 has none.

A font without widths is shown by viewers in a standard font; its letters are taken to be as wide as that one's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, cast

from pdfminer.fontmetrics import FONT_METRICS
from pdfminer.pdffont import PDFFont, PDFSimpleFont, PDFType3Font
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

__all__ = ["Fonts", "letters_of"]

_OT1 = {
    **dict(enumerate(("\u0393", "\u0394", "\u0398", "\u039b", "\u039e", "\u03a0", "\u03a3", "\u03a5", "\u03a6", "\u03a8",
                      "\u03a9", "ff", "fi", "fl", "ffi", "ffl", "\u0131", "\u0237", "`", "\u00b4", "\u02c7", "\u02d8",
                      "\u00af", "\u02da", "\u00b8", "\u00df", "\u00e6", "\u0153", "\u00f8", "\u00c6", "\u0152",
                      "\u00d8"))),
    34: "\u201d", 39: "\u2019", 60: "\u00a1", 62: "\u00bf", 92: "\u201c", 94: "\u02c6", 95: "\u02d9", 96: "\u2018",
    123: "\u2013", 124: "\u2014", 125: "\u02dd", 126: "\u02dc", 127: "\u00a8",
}  # fmt: skip
_T1 = {
    **dict(enumerate(("`", "\u00b4", "\u02c6", "\u02dc", "\u00a8", "\u02dd", "\u02da", "\u02c7", "\u02d8", "\u00af",
                      "\u02d9", "\u00b8", "\u02db", "\u201a", "\u2039", "\u203a", "\u201c", "\u201d", "\u201e", "\u00ab",
                      "\u00bb", "\u2013", "\u2014", "\u200c", "\u2080", "\u0131", "\u0237", "ff", "fi", "fl", "ffi",
                      "ffl"))),
    39: "\u2019", 96: "\u2018", 127: "-",
    **dict(enumerate("ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£", start=128)),
    **{code: chr(code) for code in range(192, 256)},
    215: "\u0152", 223: "SS", 247: "\u0153", 255: "\u00df",
}  # fmt: skip
_NAME = re.compile(r"a(\d{1,3})")
_WIDEST = 10_000  # thousandths of the type size: no letter is wider
_TEXT = 5  # letters in a font of text, at least: the signs of formulas have encodings of their own
_LIGATURES_OF_OT1, _LIGATURES_OF_T1 = range(11, 16), range(27, 32)


class Fonts(PDFResourceManager):
    """Hands out the fonts of a PDF; those that say too little with what is missing."""

    def get_font(self, objid: object, spec: Mapping[str, Any]) -> PDFFont:
        """Return a font, by its number in the file and its dictionary."""
        font = super().get_font(objid, spec)
        if isinstance(font, PDFSimpleFont) and not isinstance(font, PDFType3Font) and not _has_widths(font):
            font.widths = cast("dict[int | str, float]", dict(FONT_METRICS[_alike(str(spec.get("BaseFont", "")))][1]))
        if isinstance(font, PDFType3Font) and "ToUnicode" not in spec:
            codes = _codes(resolve1(spec.get("Encoding")))
            if codes:
                font.cid2unicode = letters_of(codes)
        return font


def _has_widths(font: PDFSimpleFont) -> bool:
    widths: Mapping[Any, Any] = font.widths  # in a broken file anything may stand there
    return any(isinstance(width, (int, float)) and 0 < width < _WIDEST for width in widths.values())


def _alike(name: str) -> str:
    """Return the standard font that a viewer takes for one that says not how wide its letters are."""
    kind = next((kind for kind in ("Courier", "Times") if kind.lower() in name.lower()), "Helvetica")
    return {"Courier": "Courier", "Times": "Times-Roman", "Helvetica": "Helvetica"}[kind]


def letters_of(codes: Collection[int]) -> dict[int, str]:
    """
    Return the letters that the codes of a font stand for; those of a font of signs are left out.

    Examples:
        >>> letters_of([*range(97, 110), 28, 233])[28], letters_of([*range(97, 110), 12])[12], letters_of([12, 27])
        ('fi', 'fi', {})
    """
    if sum(chr(code).isascii() and chr(code).isalpha() for code in codes) < _TEXT:
        return {}
    is_t1 = max(codes) > 127 or (
        any(code in _LIGATURES_OF_T1 for code in codes) and not any(code in _LIGATURES_OF_OT1 for code in codes)
    )
    table = _T1 if is_t1 else _OT1
    return {code: table.get(code, chr(code)) for code in codes}


def _codes(encoding: object) -> list[int]:
    """Return the codes that an encoding names by themselves alone, nothing if it names any otherwise."""
    differences = resolve1(encoding.get("Differences")) if isinstance(encoding, dict) else None
    codes: list[int] = []
    code = 0
    for entry in differences if isinstance(differences, list) else ():
        if isinstance(entry, int):
            code = entry
            continue
        name = entry.name if isinstance(entry, PSLiteral) and isinstance(entry.name, str) else ""
        match = _NAME.fullmatch(name)
        if match is None:
            if name != ".notdef":
                return []
        elif int(match[1]) != code:
            return []
        else:
            codes.append(code)
        code += 1
    return codes
