"""Words to cells: how printed lines are joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from leaddata.model import Cell, Word

__all__ = ["end_line", "join_lines", "join_words"]

_HYPHENS = ("-", "\u2010")
_SOFT_HYPHEN = "\u00ad"
_EN_DASH = "\u2013"
_ADDRESS = re.compile(r"https?://|www\.|doi:\s?10\.|10\.\d{4,9}/")
# What begins a line and is no word: the rest of an address that was broken within a word.
_MORE = re.compile(
    r"[\w%~-]*[/=_?&][\w/=_?&%.~-]|[\w-]+\.(?:pdf|html?|aspx?|php|docx?|xlsx?|org|com|uk|eu|net|gov|nhs)\b|\w*-\w*-\w|\w*[a-z]\d\w*|\d+[a-z]\w*"
)


def join_words(words: Sequence[Word], *, address_breaks: bool = False) -> Cell:
    """
    Join the words of a cell: one blank between them, and over a line end by its last sign.

    A line that ends in a hyphen, hard or soft, is joined without a blank; the hyphen stays before a capital or a digit
    and goes before a lower-case letter.

    Args:
        words: At least one.
        address_breaks: Also close a web address that is broken over lines; a hyphen in it stays.
    """
    text = ""
    starts: list[int] = []
    for index, word in enumerate(words):
        before = words[index - 1] if index else None
        if before is not None:
            if address_breaks and before.ends_line and _is_broken_address(text.rsplit(" ", 1)[-1], word.text):
                starts.append(len(text))
                text += word.text
                continue
            text += _glue(text, before)
            if before.ends_line and text.endswith((*_HYPHENS, _SOFT_HYPHEN)):
                # Some typesetters draw every hyphen at a line end as a soft one.
                text = text[:-1] if word.text[:1].islower() else text[:-1] + text[-1].replace(_SOFT_HYPHEN, "-")
        starts.append(len(text))
        text += word.text
    at = words[0].at
    for word in words[1:]:
        if word.at.page == at.page:
            at = at | word.at
    # What is drawn is a hyphen, whatever the file calls it.
    text = text.replace(_SOFT_HYPHEN, "-")
    return Cell(text, at, tuple(words), tuple(starts))


def join_lines(lines: Iterable[Sequence[Word]]) -> Cell:
    """Join printed lines, each a sequence of words, to one cell."""
    return join_words([word for line in lines for word in end_line(line)])


def end_line(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return *words* with only the last marked as the end of its line."""
    return tuple(replace(word, ends_line=index == len(words) - 1) for index, word in enumerate(words))


def _glue(text: str, before: Word) -> str:
    if not before.ends_line:
        return " "
    if text.endswith((*_HYPHENS, _SOFT_HYPHEN, _EN_DASH)) and len(text) > 1 and text[-2].isalnum():
        return ""
    return " "


def _is_broken_address(token: str, rest: str) -> bool:
    """
    True if *token* is the beginning of a web address or DOI, and *rest*, on the next line, can be nothing but more of it.

    Examples:
        >>> _is_broken_address("www.example.org/a_", "b.pdf"), _is_broken_address("(https://example.org/a", "/b")
        (True, True)
        >>> _is_broken_address("www.example.org/a", "(accessed"), _is_broken_address("www.example.org.", "Accessed")
        (False, False)
    """
    if token.lstrip("(<[") in {"http:", "https:"}:
        return rest.startswith("//")
    if not _ADDRESS.match(token.lstrip("(<[")) or not rest:
        return False
    if token[-1] in "/_-=&?%#~@+\u2010":
        return rest[0].isalnum() or rest[0] in "/_-=&?%#~.+"
    if token[-1] == "." or token[-1] == ":":
        return rest[0].islower() or rest[0].isdigit()
    if not token[-1].isalnum():
        return False
    return (rest[0] in "/?&=#%_~.-" and len(rest) > 1) or _MORE.match(rest) is not None
