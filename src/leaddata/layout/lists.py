"""
Signs of lists: bullets and numbers before the points of a list.

A bullet may be a letter of a symbol font (U+F0B7 of Symbol, U+F0A7 of Wingdings), a hyphen or dash, or a small ``o``
set apart; and some text layers put it on a line of its own, at the end of the point's first line, or before its last
word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from leaddata.layout.blocks import BULLETS
from leaddata.layout.lines import box_of
from leaddata.model import Line, Word

__all__ = ["is_bullet", "is_bullet_sign", "without_sign"]

_SIGNS = frozenset(
    BULLETS
    + "\u25a1\u25ab\u25b6\u25b8\u25ba\u25c6\u25c7\u25fc\u25fe\u2043\u2219\u00b7\u27a2\u2192\u2713\u2714\u2756\u25fb\u2610\u203a\u00bb"
)
_DASHES = frozenset("-\u2010\u2013\u2014*o")
_POINT = re.compile(r"\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})\)")
_APART = 0.4  # of the type size


def is_bullet_sign(text: str) -> bool:
    """
    True of a sign that does nothing but begin a point of a list; one of a font's private signs too.

    Examples:
        >>> [is_bullet_sign(sign) for sign in ("\u2022", "\uf0b7", "-", "NHS")]
        [True, True, False, False]
    """
    return len(text) == 1 and (text in _SIGNS or "\ue000" <= text <= "\uf8ff")


def is_bullet(line: Line) -> bool:
    """True of a line that begins a point of a list, wherever on it the sign stands."""
    words = line.words
    first = words[0].text
    if is_bullet_sign(first) or _POINT.fullmatch(first):
        return True
    if any(_is_sure_sign(word.text) for word in words[-2:]):
        return True
    if first not in _DASHES:
        return False
    return (
        len(words) == 1
        or box_of(words[1]).x0 - box_of(words[0]).x1 > (0.15 if first != "o" else _APART) * words[1].size
    )


def without_sign(words: Sequence[Word]) -> list[Word]:
    """Return the words of a point without the sign that begins it, wherever that stands; a number or letter stays."""
    bare = [word for word in words if not is_bullet_sign(word.text)]
    if len(bare) == len(words) and words[0].text in _DASHES:
        bare = list(words[1:])
    if bare and len(bare) < len(words):
        bare[-1] = replace(bare[-1], ends_line=True)  # the sign may have stood behind it
    return bare


def _is_sure_sign(text: str) -> bool:
    return len(text) == 1 and (text in BULLETS or "\ue000" <= text <= "\uf8ff")
