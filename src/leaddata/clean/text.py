"""Folding, counting and hashing of text."""

from __future__ import annotations

import hashlib
import re

__all__ = ["count_and_sha256", "count_words", "fold", "sha256_text", "single_blanks"]

_BULLET = "\u25a0"
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def single_blanks(text: str) -> str:
    r"""
    Return *text* with white space folded to single blanks, and none at its ends.

    Examples:
        >>> single_blanks(" Leadership  in\nBMJ ")
        'Leadership in BMJ'
    """
    # Most texts are so already; of those in ASCII that is seen at once.
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(text.split())


def fold(text: str) -> str:
    r"""
    Return *text* with bullet glyphs left out and white space folded to single blanks.

    Examples:
        >>> fold("Leadership in  \u25a0 BMJ\n")
        'Leadership in BMJ'
    """
    return single_blanks(text.replace(_BULLET, " ") if _BULLET in text else text)


def sha256_text(text: str) -> str:
    """Return the sha256 of the folded text (UTF-8), in hexadecimal digits."""
    return hashlib.sha256(fold(text).encode()).hexdigest()


def count_and_sha256(text: str) -> tuple[int, str]:
    """Return what `count_words` and `sha256_text` do, with one look at the words of a text without Han characters, as most are."""
    folded = fold(text)
    count = folded.count(" ") + bool(folded) if text.isascii() or not _HAN.search(folded) else count_words(text)
    return count, hashlib.sha256(folded.encode()).hexdigest()


def count_words(text: str) -> int:
    """
    Count words: runs without white space, or, in text that is mostly Han script, Han characters.

    Examples:
        >>> count_words("a full year \u2013 or more")
        6
        >>> count_words("\u4e34\u5e8a\u9886\u5bfc\u529b (NHS)")
        5
    """
    if text.isascii():
        return len(text.split())
    folded = fold(text)
    if not _HAN.search(folded):
        return len(folded.split())
    han = len(_HAN.findall(folded))
    return han if han * 2 >= len(folded.replace(" ", "")) else len(folded.split())
