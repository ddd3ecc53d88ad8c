"""Rows that a reader gives against rows that a golden has: exact rows, precision, recall, files without a fault."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["Rows", "Score", "fold", "merged", "rows_under", "score", "total"]

Cell = str | None
Rows = list[tuple[str, ...]]

_HYPHEN = re.compile(r"[-\u00ad\u2010][ \t]*[\r\n]+\s*(?=(\w))")
_WIDEST = 3  # tables side by side on a page, at most


@dataclass(frozen=True, slots=True)
class Score:
    """
    How the rows of some files compare.

    Attributes:
        expected: Rows of the goldens.
        given: Rows that the reader gave.
        exact: Given rows that are rows of the golden, cell by cell.
        loose: The same where cells have the same letters and digits; blanks, hyphens and case do not count.
        files: Files.
        perfect: Files of which every row is given, and no other.
    """

    expected: int = 0
    given: int = 0
    exact: int = 0
    loose: int = 0
    files: int = 0
    perfect: int = 0

    @property
    def precision(self) -> float:
        """Share of the given rows that are exact; 0 where none is given."""
        return self.exact / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the goldens' rows that are given exactly."""
        return self.exact / self.expected if self.expected else 0.0

    @property
    def loose_recall(self) -> float:
        """Share of the goldens' rows that are given with the same letters in the same cells."""
        return self.loose / self.expected if self.expected else 0.0


def total(scores: Iterable[Score]) -> Score:
    """Add the scores of files up."""
    names = Score.__slots__
    sums = dict.fromkeys(names, 0)
    for one in scores:
        for name in names:
            sums[name] += getattr(one, name)
    return Score(**sums)


def score(expected: Iterable[Sequence[Cell]], given: Iterable[Sequence[Cell]]) -> Score:
    """Compare the rows of one file. Their order does not count; how often a row stands there does."""
    right = Counter(tuple(fold(cell) for cell in row) for row in expected)
    found = Counter(tuple(fold(cell) for cell in row) for row in given)
    bare_right, bare_found = _bare_rows(right), _bare_rows(found)
    return Score(
        expected=right.total(),
        given=found.total(),
        exact=(right & found).total(),
        loose=(bare_right & bare_found).total(),
        files=1,
        perfect=int(right == found),
    )


def fold(cell: Cell) -> str:
    r"""
    Fold a cell for comparison: blanks to one, letters to NFC, lines joined as the goldens join them, None to "".

    Examples:
        >>> fold("Ann  Buxton-\nThomas")
        'Ann Buxton-Thomas'
        >>> fold("Regis-\ntrar\nof Wards")
        'Registrar of Wards'
        >>> fold(None)
        ''
    """
    joined = _HYPHEN.sub(lambda match: "-" if match[1].isupper() else "", cell or "")
    return " ".join(unicodedata.normalize("NFC", joined).split())


def rows_under(headers: Sequence[Sequence[str]], tables: Iterable[Sequence[Sequence[Cell]]]) -> Rows:
    """
    Return the body rows of what a reader took for tables, with every allowance that a careful user would make.

    Rows that print nothing but words of a header are dropped, and so are empty rows. Columns that are empty all the way
    down are dropped if that leaves as many as a header has. A table twice or three times as wide as a header is one table
    beside the other, and is cut there. Lines of a cell are kept apart by a line feed.
    """
    printed = frozenset(word for titles in headers for word in _header_words(titles))
    rows: Rows = []
    for table in tables:
        filled = [tuple((cell or "").strip() for cell in row) for row in table]
        body = [row for row in filled if any(row) and not _is_header(row, printed)]
        for block in _blocks(body, [len(titles) for titles in headers]):
            rows += [row for row in block if any(row)]
    return rows


def merged(rows: Iterable[Sequence[str]]) -> Rows:
    r"""
    Join each row without a first cell to the row above, cell by cell: the recipe for rows torn into lines.

    Examples:
        >>> merged([("Ann", "Registrar,"), ("", "Eastmere"), ("Bo", "GP")])
        [('Ann', 'Registrar,\nEastmere'), ('Bo', 'GP')]
    """
    result: Rows = []
    for row in rows:
        if result and not row[0] and len(row) == len(result[-1]):
            result[-1] = tuple("\n".join(part for part in pair if part) for pair in zip(result[-1], row, strict=True))
        else:
            result.append(tuple(row))
    return result


def _bare_rows(rows: Counter[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for row, count in rows.items():
        found[tuple(_bare(cell) for cell in row)] += count
    return found


def _bare(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text).casefold() if letter.isalnum())


def _header_words(titles: Sequence[str]) -> frozenset[str]:
    """Return every run of words of the header, without blanks: readers tear titles apart, and run them together."""
    words = [_bare(word) for word in " ".join(titles).split()]
    ends = range(1, len(words) + 1)
    return frozenset("".join(words[start:end]) for end in ends for start in range(end))


def _is_header(row: Sequence[str], header: frozenset[str]) -> bool:
    bare = [_bare(cell) for cell in row if cell]
    return any(bare) and all(cell in header for cell in bare if cell)


def _blocks(rows: Rows, widths: Sequence[int]) -> list[Rows]:
    """Return a table as the tables of these *widths* that stand side by side in it; itself if that cannot be."""
    columns = len(rows[0]) if rows else 0
    if columns in widths or any(len(row) != columns for row in rows):
        return [rows]
    filled = [index for index, column in enumerate(zip(*rows, strict=True)) if any(column)]
    for kept in (range(columns), filled):
        for width in widths:
            if len(kept) in {times * width for times in range(1, _WIDEST + 1)}:
                starts = range(0, len(kept), width)
                return [[tuple(row[at] for at in kept[start : start + width]) for row in rows] for start in starts]
    return [rows]
