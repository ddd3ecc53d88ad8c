"""Words on a page to printed lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from leaddata.model import Box, Line, Word

__all__ = ["box_of", "group_lines"]


def group_lines(words: Iterable[Word]) -> tuple[Line, ...]:
    """
    Group words that stand on one base line, over the whole width of the page, top to bottom, left to right.

    Two words are on one line if the bottom of the smaller lies in the lower half of the other: so that a raised mark
    joins the line it is raised from, and lines set solid do not run together.
    """
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (_middle(box_of(one)), box_of(one).x0)):
        if rows and _same_line(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple(_line(sorted(row, key=lambda one: box_of(one).x0)) for row in rows)


def box_of(word: Word) -> Box:
    """
    Return the box of a word on a page with geometry.

    Raises:
        ValueError: If the word has none.
    """
    if word.at.box is None:
        msg = f"expected a word with a box, got {word.text!r} at {word.at}"
        raise ValueError(msg)
    return word.at.box


def _line(row: Sequence[Word]) -> Line:
    at = row[0].at
    for word in row[1:]:
        at = at | word.at
    return Line(" ".join(word.text for word in row), at, tuple(row))


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _same_line(row: Sequence[Word], word: Word) -> bool:
    largest = max(row, key=lambda one: box_of(one).bottom - box_of(one).top)
    outer = box_of(largest)
    inner = box_of(word)
    if inner.bottom - inner.top > outer.bottom - outer.top:
        outer, inner = inner, outer
    return (
        _middle(inner) > outer.top
        and _middle(inner) < outer.bottom
        and abs(inner.bottom - outer.bottom) < 0.45 * (outer.bottom - outer.top)
    )
