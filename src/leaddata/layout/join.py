"""Words to cells: how printed lines are joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from leaddata.model import Cell, Word

__all__ = ["end_line", "join_lines", "join_words"]

_HYPHENS = ("-", "\u2010")
_SOFT_HYPHEN = "\u00ad"


def join_words(words: Sequence[Word], *, address_breaks: bool = False) -> Cell:
    """
    Join the words of a cell: one blank between them, and over a line end by its last sign.

    A line that ends in a hyphen, hard or soft, is joined without a blank; the hyphen stays before a capital or a digit
    and goes before a lower-case letter.

    Args:
        words: At least one.
        address_breaks: Also join without a blank after ``/`` or ``_`` inside a web address.
    """
    text = ""
    starts: list[int] = []
    for index, word in enumerate(words):
        before = words[index - 1] if index else None
        if before is not None:
            text += _glue(text, before, address_breaks)
            if before.ends_line and text.endswith((*_HYPHENS, _SOFT_HYPHEN)):
                # Some typesetters draw every hyphen at a line end as a soft one.
                text = text[:-1] if word.text[:1].islower() else text[:-1] + text[-1].replace(_SOFT_HYPHEN, "-")
        starts.append(len(text))
        text += word.text
    at = words[0].at
    for word in words[1:]:
        if word.at.page == at.page:
            at = at | word.at
    return Cell(text, at, tuple(words), tuple(starts))


def join_lines(lines: Iterable[Sequence[Word]]) -> Cell:
    """Join printed lines, each a sequence of words, to one cell."""
    return join_words([word for line in lines for word in end_line(line)])


def end_line(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return *words* with only the last marked as the end of its line."""
    return tuple(replace(word, ends_line=index == len(words) - 1) for index, word in enumerate(words))


def _glue(text: str, before: Word, address_breaks: bool) -> str:
    if not before.ends_line:
        return " "
    if text.endswith((*_HYPHENS, _SOFT_HYPHEN)) and len(text) > 1 and text[-2].isalnum():
        return ""
    if address_breaks and text.endswith(("/", "_")) and _is_address(text.rsplit(" ", 1)[-1]):
        return ""
    return " "


def _is_address(token: str) -> bool:
    return token.startswith(("http://", "https://", "www."))
