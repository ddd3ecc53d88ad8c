"""Weight and slope of a font from its name and flags."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Font", "font_of"]

_ITALIC_FLAG = 1 << 6
_FORCE_BOLD_FLAG = 1 << 18
_SUBSET = re.compile(r"[A-Z]{6}\+")
# TeX's Computer Modern tells weight and slope by two letters: cmbx10, SFTI1000, cmssbx10.
_TEX_BOLD = re.compile(
    r"(?:cm|sf|ec|ecss|lm)(?:ss)?(?:bx|b|bxti|bxsl|bxdo)\d+|cmssdc\d+|[a-z]{2,4}rb\d[a-z]", re.IGNORECASE
)
_TEX_ITALIC = re.compile(r"(?:cm|sf|ec|lm)(?:ss)?(?:ti|sl|i|bxti|bxsl|si|mi)\d+", re.IGNORECASE)
_BOLD = re.compile(
    r"bold|black|heavy|(?<![a-z])(?:semi|demi|ultra|extra)?bd(?![a-z])|demi|-medi(?!um)|extrabold", re.IGNORECASE
)
_ITALIC = re.compile(
    r"ital|obli|slanted|kursiv|cursive|-(?:bold|semibold|black|light|medium)?it$|-(?:\w*)ObL?$", re.IGNORECASE
)
_STYLE = re.compile(r"[-,](?:[A-Za-z]+)$|(?:PS)?MT$|PSMT$")


@dataclass(frozen=True, slots=True)
class Font:
    """A font's family, as far as its name tells it, its weight and its slope."""

    family: str
    bold: bool
    italic: bool


def font_of(name: str, flags: int = 0) -> Font:
    """
    Read a PDF font name; *flags* are those of its descriptor.

    Examples:
        >>> font_of("ABCDEF+LibertinusSerif-BoldItalic")
        Font(family='LibertinusSerif', bold=True, italic=True)
        >>> font_of("CMBX12")
        Font(family='CM', bold=True, italic=False)
        >>> font_of("Arial,Italic")
        Font(family='Arial', bold=False, italic=True)
    """
    bare = _SUBSET.sub("", name)
    tex_bold, tex_italic = _TEX_BOLD.fullmatch(bare), _TEX_ITALIC.fullmatch(bare)
    bold = bool(tex_bold or _BOLD.search(bare) or flags & _FORCE_BOLD_FLAG)
    italic = bool(tex_italic or _ITALIC.search(bare) or flags & _ITALIC_FLAG)
    family = re.match(r"(?:cm|sf|lm)(?=[a-z]+\d+$)", bare, re.IGNORECASE)
    return Font(family[0].upper() if family else _STYLE.sub("", bare), bold, italic)
