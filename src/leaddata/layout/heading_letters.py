"""
Words of letter-spaced lines, put together again.

Where letters are set wide apart the text layer has blanks between them; on the page the gaps between words are wider by
far. A line is taken for letter-spaced if many of its "words" are single letters, and pieces in capitals belong together where
the gap is one that no blank would leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from leaddata.layout.lines import box_of
from leaddata.model import Line, Page, Word

__all__ = ["with_whole_words"]

_NO_BLANK = 0.16  # of the type size: a narrower gap is none between words
_WIDER = 2.0  # times: a gap of the same line that is one
_WIDEST = 0.6  # of the type size, between the letters of a word
_TIMES = 1.6  # a gap between words is so much wider than those within
_ALIKE = 1.45  # gaps of one kind differ by no more
_SINGLE = 0.6  # share of words of one letter: more than initials make
_SINGLE_CAPITALS = 0.3  # the same in a line of capitals
_FEWEST = 4  # of such words, where a line is one word


def with_whole_words(pages: Iterable[Page]) -> tuple[Page, ...]:
    """Return *pages* with the words of letter-spaced lines whole, and no blank before a bracket that has no gap."""
    return tuple(replace(page, lines=tuple(_line(line) for line in page.lines)) for page in pages)


def _line(line: Line) -> Line:
    if len(line.words) < 2:
        return line
    gaps = [box_of(after).x0 - box_of(before).x1 for before, after in pairwise(line.words)]
    most, widest = _most_within(line.words, gaps), max(gaps)
    joins = [
        gap <= most or _goes_on(before, after, gap) or _in_capitals(before, after, gap, widest)
        for gap, (before, after) in zip(gaps, pairwise(line.words), strict=True)
    ]
    if not any(joins):
        return line
    words = [line.words[0]]
    for word, joined in zip(line.words[1:], joins, strict=True):
        if joined:
            words[-1] = _joined(words[-1], word)
        else:
            words.append(word)
    return replace(line, text=" ".join(word.text for word in words), words=tuple(words))


def _most_within(words: Sequence[Word], gaps: Sequence[float]) -> float:
    """Return the widest gap within the words of a line; less than any where it is not letter-spaced."""
    size = max(word.size for word in words)
    letters = [word for word in words if any(sign.isalpha() for sign in word.text)]
    if not letters:
        return -size
    single = sum(len(word.text) == 1 for word in letters)
    capitals = all(word.text.isupper() for word in letters)
    ordered = sorted(gaps)
    if single >= (_SINGLE_CAPITALS if capitals else _SINGLE) * len(words) and single > 1:
        for below, above in pairwise(ordered):
            if 0 < below <= _WIDEST * size and above > _TIMES * below and above > _NO_BLANK * 1.5 * size:
                return below
        if single == len(words) >= _FEWEST and 0 < ordered[-1] <= min(_WIDEST * size, _ALIKE * ordered[0]):
            return ordered[-1]
    return -size


def _goes_on(before: Word, after: Word, gap: float) -> bool:
    """True of the number of an issue behind that of a volume, where a change of font alone parts them: ``28(3)``."""
    return (
        after.text.startswith("(")
        and before.text[-1].isdigit()
        and not (before.raised or after.raised)
        and gap < _NO_BLANK * after.size
    )


def _in_capitals(before: Word, after: Word, gap: float, widest: float) -> bool:
    """True of two pieces of a word in capitals: ``EXECU TIVE``, beside a gap that is one between words."""
    return (
        before.text.isupper()
        and after.text.isupper()
        and before.text[-1].isalpha()
        and after.text[0].isalpha()
        and 0 < gap < _NO_BLANK * after.size
        and widest >= _WIDER * gap
    )


def _joined(before: Word, after: Word) -> Word:
    box = box_of(before) | box_of(after)
    return replace(
        before,
        text=before.text + after.text,
        at=before.at | after.at,
        ends_line=after.ends_line,
        bold=before.bold and after.bold,
        box=box if before.box is not None else None,
    )
