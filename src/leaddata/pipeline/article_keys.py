"""By what a paragraph is known again, and how long it is."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["short_key", "text_key", "word_count"]

_UNPARTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


def text_key(text: str) -> str:
    """Return the letters and digits of *text* in small letters: by these a paragraph is known again."""
    return re.sub(r"[\W_]+", "", text).casefold()


def short_key(element: Any, most: int) -> str | None:
    """Return `text_key` of what an element says, or None of one that says more than *most* letters."""
    strings: list[str] = []
    length = 0
    for one in element.itertext():
        strings.append(one)
        length += len(one)
        if length > most:
            return None
    return text_key("".join(strings))


def word_count(*paragraphs: str) -> int:
    """Return the number of words; two signs count for one where words are not parted."""
    return sum(
        len(one.split()) if one.isascii() else len(one.split()) + len(_UNPARTED.findall(one)) // 2 for one in paragraphs
    )
