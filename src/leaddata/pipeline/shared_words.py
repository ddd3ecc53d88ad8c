"""
Which words one text shares with another, in a row, whatever stands between them in print.

Texts are compared letter by letter: case, accents, quotation marks, hyphens, blanks, line ends, ligatures and full-width
forms make no difference. Words are counted in the text that is searched for, where blanks divide them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

__all__ = ["FIFTHS", "MOST_WORDS", "Printed", "Run", "borders", "first_words", "letters_of", "weight_of"]

MOST_WORDS = 8

# A word of Chinese or Japanese is mostly one or two characters long, and no blank divides them: five count as three words.
FIFTHS, _HAN_WEIGHT = 5, 3
_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_SIGN = re.compile(f"[{_HAN}]")
_LETTERS = re.compile(r"[^\W_]+")
_NO_LETTER = re.compile(r"[\W_]+")
_PIECE = re.compile(f"[{_HAN}]|[^\\s{_HAN}]+")
# Some readers give U+0002 or U+FFFE for a hyphen that divides a word.
_DIVIDED = re.compile("(?<=\\w)[-\u00ad\u2010\u2011\u0002\ufffe][ \t]*\r?\n\\s*(?=\\w)")
# Nine words have more letters than this; of signs without blanks fewer are enough.
_ANCHOR, _HAN_ANCHOR = 18, 12
_COPIES = 20


def letters_of(text: str) -> str:
    r"""
    Return the letters and digits of *text*, folded.

    Examples:
        >>> letters_of("The Eﬃcient\u00ad leaders’ “ＮＨＳ”, re-\nvisited")
        'theefficientleadersnhsrevisited'
    """
    return _NO_LETTER.sub("", _plain(text))


def borders(text: str) -> frozenset[int]:
    """Return where in its letters a word of *text* begins or ends: at anything that is no letter, or beside a Han sign."""
    found = {0}
    at = 0
    for match in _LETTERS.finditer(_plain(text)):
        word = match[0]
        found |= {at, at + len(word)}
        for sign in _HAN_SIGN.finditer(word):
            found |= {at + sign.start(), at + sign.end()}
        at += len(word)
    return frozenset(found)


def weight_of(text: str) -> int:
    """
    Return how much *text* counts, in fifths of a word.

    Examples:
        >>> weight_of("one, two - three") // FIFTHS, weight_of("\u4e34\u5e8a\u9886\u5bfc\u529b") // FIFTHS
        (3, 3)
    """
    return sum(
        _HAN_WEIGHT if _HAN_SIGN.match(piece) else FIFTHS for piece in _PIECE.findall(text) if _LETTERS.search(piece)
    )


def first_words(text: str, most: int = MOST_WORDS) -> str:
    """
    Return *text* as far as its first *most* words go.

    Examples:
        >>> first_words("one, two - three", 2), first_words("\u4e34\u5e8a\u9886\u5bfc\u529b", 2)
        ('one, two', '\u4e34\u5e8a\u9886')
    """
    room = most * FIFTHS
    end = 0
    for piece in _PIECE.finditer(text):
        if _LETTERS.search(piece[0]):
            room -= _HAN_WEIGHT if _HAN_SIGN.match(piece[0]) else FIFTHS
            if room < 0:
                return text[:end]
            end = piece.end()
    return text


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    # Accents and signs without width.
    return "".join(sign for sign in apart if unicodedata.category(sign) not in {"Mn", "Cf"}).casefold()


@dataclass(frozen=True, slots=True)
class Run:
    """
    Words of a printed text that stand in another text too, in that order.

    Attributes:
        first: The number of the first word, in the printed text.
        last: The number of the last.
        spans: Where each of the words is in the letters of the other text.
        weights: What each counts, in fifths of a word.
    """

    first: int
    last: int
    spans: tuple[tuple[int, int], ...]
    weights: tuple[int, ...]


class Printed:
    """
    The words of a printed text, ready to be looked for.

    Attributes:
        words: As printed, with the signs around them; a Han sign is one.
        block_of: The number of the block that each stands in.
    """

    def __init__(self, blocks: Sequence[str]) -> None:
        self.words: list[str] = []
        self.block_of: list[int] = []
        parts: list[str] = []
        for number, block in enumerate(blocks):
            # NFKC here, so that a sign which stands for several words is divided as they are.
            for word in _PIECE.findall(unicodedata.normalize("NFKC", _DIVIDED.sub("", block))):
                # Most words are nothing but letters: that is seen at once.
                if letters := word.lower() if word.isascii() and word.isalnum() else letters_of(word):
                    self.words.append(word)
                    self.block_of.append(number)
                    parts.append(letters)
        self._letters = "".join(parts)
        self._starts = [0, *accumulate(len(part) for part in parts)]
        self._has_han = _HAN_SIGN.search(self._letters) is not None
        self._weights = [FIFTHS] * len(parts)
        if self._has_han:
            self._weights = [_HAN_WEIGHT if _HAN_SIGN.match(word) else FIFTHS for word in self.words]
        self._at = self._anchors(blocks)

    def _anchors(self, blocks: Sequence[str]) -> dict[str, list[int]]:
        """Return by the first letters from each word on, the numbers of such words; of a block that comes again and again the first."""
        found: dict[str, list[int]] = {}
        copies: Counter[str] = Counter()
        skipped = {number for number, block in enumerate(blocks) if _counted(copies, block) > _COPIES}
        for number, start in enumerate(self._starts[:-1]):
            if self.block_of[number] not in skipped:
                found.setdefault(self._anchor(start), []).append(number)
        return found

    def _anchor(self, start: int) -> str:
        short = self._letters[start : start + _HAN_ANCHOR]
        if self._has_han and _HAN_SIGN.search(short):
            return short
        return self._letters[start : start + _ANCHOR]

    def runs(self, letters: str, text: str) -> Iterator[Run]:
        """
        Yield each run of more than `MOST_WORDS` words of the printed text in another.

        Args:
            letters: Of the other text.
            text: That text.
        """
        edges: frozenset[int] | None = None
        until: dict[int, int] = {}
        at = self._at
        has_han = self._has_han and _HAN_SIGN.search(letters) is not None
        for place in range(len(letters) - _HAN_ANCHOR + 1):
            numbers = at.get(letters[place : place + _ANCHOR])
            if has_han and numbers is None:
                numbers = at.get(letters[place : place + _HAN_ANCHOR])
            for number in numbers or ():
                start = self._starts[number]
                # What begins within a run goes no further than the run does.
                if until.get(start - place, 0) > place:
                    continue
                length = _shared(letters, place, self._letters, start)
                until[start - place] = place + length
                end = bisect_left(self._starts, start + length + 1) - 1
                if sum(self._weights[number:end]) <= MOST_WORDS * FIFTHS:
                    continue
                edges = borders(text) if edges is None else edges
                run = self._run(number, end, place - start, edges)
                if run is not None:
                    yield run

    def _run(self, first: int, end: int, shift: int, edges: frozenset[int]) -> Run | None:
        """Return the run of the words from *first* up to *end*, without a word that is a part of one in the other text."""
        if self._starts[first] + shift not in edges:
            first += 1
        if self._starts[end] + shift not in edges:
            end -= 1
        weights = tuple(self._weights[first:end])
        if sum(weights) <= MOST_WORDS * FIFTHS:
            return None
        spans = tuple((start + shift, stop + shift) for start, stop in pairwise(self._starts[first : end + 1]))
        return Run(first, end - 1, spans, weights)


def _counted(copies: Counter[str], block: str) -> int:
    copies[block] += 1
    return copies[block]


def _shared(a: str, at_a: int, b: str, at_b: int) -> int:
    """Return how many letters are the same in both from there on."""
    length, step = 0, 32
    while step:
        piece = a[at_a + length : at_a + length + step]
        if len(piece) == step and piece == b[at_b + length : at_b + length + step]:
            length += step
            step *= 2
        else:
            step //= 2
    return length
