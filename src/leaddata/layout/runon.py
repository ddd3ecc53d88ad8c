"""
Tables in a text dump, where the columns run together on a line.

The one thing left to tell columns by is vocabulary: the last column of the table is a closed list, so a row ends where
one of its terms ends a printed line; the second begins where the first of its own words stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leaddata.clean.vocabulary import find_terms
from leaddata.errors import LayoutError
from leaddata.layout.blocks import Region
from leaddata.layout.join import end_line, join_words
from leaddata.model import Cell, Document, Line, Vocabulary, Word

__all__ = ["RunOnTable", "run_on_rows", "run_on_table"]


@dataclass(frozen=True, slots=True)
class RunOnTable:
    """The lines of a table in a text dump, repeated headers left out, and where they stand."""

    words: tuple[Word, ...]
    regions: tuple[Region, ...]


def run_on_table(
    document: Document, header: Sequence[str] | None, *, after: str, until: Callable[[str], bool]
) -> RunOnTable:
    """
    Return the lines between the line *after* and the first line for which *until* holds.

    Args:
        header: Titles of a header line that stands there and may be repeated, or None for a table without one.

    Raises:
        LayoutError: If there is no line *after*, or no header where one is expected.
    """
    printed = [line for page in document.pages for line in page.lines if line.words]
    first = next((index for index, line in enumerate(printed) if line.text.split() == after.split()), None)
    if first is None:
        msg = f"expected a line {after!r}, got none"
        raise LayoutError(msg, at=document.start)
    body: list[Line] = []
    for line in printed[first + 1 :]:
        if until(" ".join(line.text.split())):
            break
        body.append(line)
    titles = " ".join(header).split() if header else []
    rows = [line for line in body if not titles or line.text.split() != titles]
    if titles and len(rows) == len(body):
        msg = f"expected the header {' | '.join(header or ())}, got none"
        raise LayoutError(msg, at=printed[first].at)
    words = tuple(word for line in rows for word in end_line(line.words))
    return RunOnTable(words, tuple(_regions(body)))


def run_on_rows(
    table: RunOnTable, middle: Sequence[Vocabulary], last: Sequence[Vocabulary]
) -> list[tuple[Cell, Cell, Cell]]:
    """
    Cut a three-column table into rows.

    Args:
        middle: Vocabularies whose terms begin the second column.
        last: Vocabularies of the third column, which ends a row.

    Raises:
        LayoutError: If words are left over after the last row, or a row's second column cannot be found.
    """
    cell = join_words(table.words)
    rows: list[tuple[Cell, Cell, Cell]] = []
    start = 0
    for match in find_terms(cell.text, *last):
        if match.start < start or not _ends_line(cell, match.end):
            continue
        rows.append((*_split(cell.part(start, match.start), middle), cell.part(match.start, match.end)))
        start = match.end
    rest = cell.text[start:].strip()
    if rest:
        names = " or ".join(vocabulary.name for vocabulary in last)
        msg = f"expected a term of {names} at the end of the row, got {rest!r}"
        raise LayoutError(msg, at=cell.part(start, len(cell.text)).at)
    return rows


def _split(cell: Cell, middle: Sequence[Vocabulary]) -> tuple[Cell, Cell]:
    match = next((match for match in find_terms(cell.text, *middle) if match.start > 0), None)
    if match is None:
        names = ", ".join(vocabulary.name for vocabulary in middle)
        msg = f"expected a name and then a term of {names}, got {cell.text!r}"
        raise LayoutError(msg, at=cell.at)
    return cell.part(0, match.start), cell.part(match.start, len(cell.text))


def _ends_line(cell: Cell, end: int) -> bool:
    last = max(index for index, start in enumerate(cell.starts) if start < end)
    return cell.words[last].ends_line and cell.starts[last] + len(cell.words[last].text) == end


def _regions(lines: Sequence[Line]) -> list[Region]:
    spans: dict[int, tuple[int, int]] = {}
    for line in lines:
        page, count = line.at.page or 1, (line.at.lines or (0, 0))[0]
        first, _ = spans.get(page, (count, count))
        spans[page] = (first, count)
    return [Region(page, lines=span) for page, span in spans.items()]
