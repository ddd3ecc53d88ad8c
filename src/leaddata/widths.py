"""How much room text takes on a terminal, where some letters take two columns and some none, and text in columns there."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence

__all__ = ["UNWRAPPED", "aligned", "cut", "padded", "shown", "wide", "width_of", "wrapped"]

UNWRAPPED = sys.maxsize
_NARROWEST, _WIDEST = 40, 120  # longer lines are hard to read
_CONTROLS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_MORE = "…"


def wide(otherwise: int = 100) -> int:
    """Return the columns that text may take: those of the terminal, or *otherwise* where standard output is none."""
    try:
        if not sys.stdout.isatty():
            return otherwise
    except (AttributeError, ValueError):  # there is no standard output, or it is closed
        return otherwise
    return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)


def aligned(
    rows: Sequence[tuple[str, str, str]], *, right: int | None = None, gap: int = 2, otherwise: int = 100
) -> str:
    """
    Return rows in columns, the last of which is wrapped below itself.

    Args:
        right: The column whose text stands at its right edge.
        gap: Blanks between two columns.
        otherwise: The columns of a line that goes to no terminal.

    Examples:
        >>> print(aligned([("a", "12", "one"), ("bcd", "3", "two " * 30)], right=1, otherwise=40))
        a    12  one
        bcd   3  two two two two two two two two
                 two two two two two two two two
                 two two two two two two two two
                 two two two two two two
    """
    if not rows:
        return ""
    widths = [max(width_of(row[column]) for row in rows) for column in (0, 1)]
    left = sum(widths) + 2 * gap
    room = max(wide(otherwise) - left, 20)
    lines = []
    for *starts, text in rows:
        parts = [
            padded(start, width, is_right=column == right)
            for column, (start, width) in enumerate(zip(starts, widths, strict=True))
        ]
        first = (" " * gap).join([*parts, ""])
        whole = [text] if width_of(text) <= room else wrapped(text, room)
        lines += [f"{first}{whole[0]}".rstrip(), *(" " * left + more for more in whole[1:])]
    return "\n".join(lines)


def shown(text: str) -> str:
    r"""
    Return a line for a terminal: what controls one, in the name of a file or in a document, stands as a code.

    Examples:
        >>> shown("a\x1b[31m.pdf: expected a PDF")
        'a\\x1b[31m.pdf: expected a PDF'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        sign.encode("unicode_escape").decode("ascii") if unicodedata.category(sign) in _CONTROLS else sign
        for sign in text
    )


def width_of(text: str) -> int:
    """
    Return the columns that *text* takes: two for a wide letter (East Asian Width, UAX #11), none for a combining mark.

    Examples:
        >>> width_of("abc"), width_of("领导力"), width_of("e\u0301")
        (3, 6, 1)
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


def cut(text: str, room: int) -> str:
    """
    Return *text*, or as much of it as fits before an ellipsis; *room* is at least one column.

    Examples:
        >>> cut("Registrar", 5), cut("领导力", 5)
        ('Regi…', '领导…')
    """
    if width_of(text) <= room:
        return text
    start, _ = _parted(text, room - 1)
    return start + _MORE


def padded(text: str, width: int, *, is_right: bool = False) -> str:
    """Return *text* with blanks behind it, or before it, up to *width* columns."""
    blanks = " " * (width - width_of(text))
    return blanks + text if is_right else text + blanks


def wrapped(text: str, room: int) -> list[str]:
    """
    Return *text* as lines of at most *room* columns, parted at blanks where there are any. At least one line.

    Examples:
        >>> wrapped("one two three", 8), wrapped("领导力", 4)
        (['one two', 'three'], ['领导', '力'])
    """
    lines = [""]
    for word in text.split():
        for piece in _pieces(word, max(2, room)):
            joined = f"{lines[-1]} {piece}" if lines[-1] else piece
            if width_of(joined) <= max(2, room) and (piece is word or not lines[-1]):
                lines[-1] = joined
            elif lines[-1]:
                lines.append(piece)
            else:
                lines[-1] = piece
    return lines


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1


def _parted(text: str, room: int) -> tuple[str, str]:
    """Return the start of *text* that takes at most *room* columns, with the marks of its last letter, and the rest."""
    taken = 0
    for index, sign in enumerate(text):
        taken += _columns(sign)
        if taken > room:
            return text[:index], text[index:]
    return text, ""


def _pieces(word: str, room: int) -> Iterator[str]:
    if width_of(word) <= room:
        yield word
        return
    while word:
        piece, word = _parted(word, room)
        yield piece
