"""Tables in running text, web pages and PDFs, row by row under the heads of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaddata.layout.discover import find_titles
from leaddata.layout.prose_nouns import Passage, TableCell
from leaddata.layout.table import Table, tables_under
from leaddata.model import Cell, Document, Locator, Node, Word

__all__ = ["Row", "html_rows", "pdf_tables", "row_passage", "rows_of", "text_rows"]

_GAP = re.compile(r"\s*\|\s*|\t+|\s{2,}")
_RULE = re.compile(r"[\s|+:=_-]+")
_NUMBER = re.compile(r"(?:c\.?|about|~|<|>)?\s*\d[\d,./\u2013-]*(?:\+|\*|\s*\([^()]*\))?")
_LONGEST_HEAD = 7  # words
_PARTED = " | "


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the heads of its columns, and its cells, empty ones among them."""

    columns: tuple[str, ...]
    cells: tuple[Cell, ...]
    caption: str = ""


def row_passage(row: Row) -> tuple[Passage, Cell]:
    """Return a row as a passage, its cells parted by bars, and where its words stand."""
    pieces: list[str] = []
    cells: list[TableCell] = []
    words: list[Word] = []
    starts: list[int] = []
    length = 0
    for column, cell in zip(row.columns, row.cells, strict=True):
        if not cell.text:
            continue
        length += len(_PARTED) if pieces else 0
        cells.append(TableCell(column, length, length + len(cell.text)))
        words += cell.words or (Word(cell.text, cell.at),)
        starts += [length + start for start in cell.starts] if cell.words else [length]
        pieces.append(cell.text)
        length += len(cell.text)
    text = _PARTED.join(pieces)
    at = words[0].at if words else Locator("")
    return Passage(text, cells=tuple(cells), caption=row.caption), Cell(text, at, tuple(words), tuple(starts))


def text_rows(lines: Sequence[str], index: int, snapshot_id: str) -> tuple[list[Row], int]:
    """
    Return the rows of the table whose head stands on line *index*, and how many lines it takes; none if there is no table.

    Columns are parted by bars, tabs or two blanks. Each line below the head has a number, and no more cells than the head.

    Examples:
        >>> rows, taken = text_rows(["Year  Fellows appointed", "2014  12", "2015  14", ""], 0, "a")
        >>> [[cell.text for cell in row.cells] for row in rows], taken
        ([['2014', '12'], ['2015', '14']], 3)
    """
    head = _split(lines[index])
    if len(head) < 2 or not all(map(_is_head, head)) or len(list(filter(None, head))) < len(head) - 1:
        return [], 0
    rows: list[Row] = []
    at = index + 1
    while at < len(lines) and lines[at].strip():
        if _RULE.fullmatch(lines[at]):
            at += 1
            continue
        cells = _split(lines[at])
        if not 2 <= len(cells) <= len(head) or not any(map(_NUMBER.fullmatch, cells)):
            break
        place = Locator(snapshot_id, lines=(at + 1, at + 1))
        padded = [*cells, *[""] * (len(head) - len(cells))]
        rows.append(Row(tuple(head), tuple(Cell(cell, place) for cell in padded)))
        at += 1
    return (rows, at - index) if rows else ([], 0)


def html_rows(table: Node) -> list[Row] | None:
    """
    Return the rows of a table of a web page that has heads of columns; None of any other.

    A cell that spans several columns or rows stands in each.
    """
    lines = list(_grid(table))
    if len(lines) < 2 or max(map(len, lines)) < 2:
        return None
    first = lines[0]
    is_head = all(node.tag == "th" or not node.text for node in first)
    plain = len({id(node) for node in first}) == len(first) and all(_is_head(node.text) for node in first)
    body = [line for line in lines[1:] if len({id(node) for node in line}) > 1]
    numbers = [any(_NUMBER.fullmatch(node.text) for node in line[1:]) for line in body]
    if not is_head and not (plain and body and all(numbers) and (len(first) > 2 or _is_head(first[0].text))):
        return None
    if not is_head and len(first) == 2 and not all(_NUMBER.fullmatch(line[0].text) for line in body):
        return None  # "Host: ...": its first column is the head
    columns = [node.text for node in first]
    while body and all(node.tag == "th" for node in body[0]):
        # A second line of heads says more of the first.
        columns = [_joined(above, node.text) for above, node in zip(columns, body[0], strict=False)]
        body = body[1:]
    caption = table.first("caption")
    said = caption.text if caption is not None else ""
    return [
        Row(
            tuple(columns[: len(line)]) + ("",) * (len(line) - len(columns)),
            tuple(Cell(" ".join(node.text.split()), node.at) for node in line),
            said,
        )
        for line in body
    ]


def pdf_tables(document: Document) -> list[Table]:
    """Return the tables of a document with geometry that hold numbers, each with the place that it takes up."""
    found: list[Table] = []
    for titles in dict.fromkeys(one.titles for one in find_titles(document)):
        found += [
            table
            for table in tables_under(document, titles)
            if any(cell is not None and _NUMBER.fullmatch(cell.text) for row in table.rows for cell in row.cells)
        ]
    return found


def rows_of(table: Table) -> Iterator[Row]:
    """Yield the rows of a table of a PDF."""
    for row in table.rows:
        cells = tuple(cell or Cell("", Locator("")) for cell in row.cells)
        yield Row(tuple(table.columns), cells, table.title or "")


def _split(line: str) -> list[str]:
    printed = line.strip()
    if "|" in printed:
        printed = printed.removeprefix("|").removesuffix("|")
        return [cell.strip() for cell in printed.split("|")]
    return [cell.strip() for cell in _GAP.split(printed)]


def _is_head(cell: str) -> bool:
    words = cell.split()
    is_year = len(words) == 1 and cell[:2] in {"19", "20"} and cell[:4].isdigit()
    return (
        len(words) <= _LONGEST_HEAD and not cell.endswith((".", ";", ",")) and (is_year or not _NUMBER.fullmatch(cell))
    )


def _grid(table: Node) -> Iterator[list[Node]]:
    """Yield the cells of each row of a table, those that come down from the row above among them."""
    hanging: dict[int, tuple[Node, int]] = {}
    for row in _rows(table):
        line: list[Node] = []
        cells = [child for child in row.children if child.tag in {"td", "th"}]
        while cells or len(line) in hanging:
            if len(line) in hanging:
                node, left = hanging.pop(len(line))
                if left > 1:
                    hanging[len(line)] = (node, left - 1)
                line.append(node)
                continue
            node = cells.pop(0)
            for _ in range(_span(node, "colspan")):
                if (down := _span(node, "rowspan")) > 1:
                    hanging[len(line)] = (node, down - 1)
                line.append(node)
        if line:
            yield line


def _rows(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(child)


def _span(node: Node, name: str) -> int:
    printed = node.attributes.get(name, "1").strip()
    return max(1, min(int(printed), 50)) if printed.isdigit() else 1


def _joined(above: str, below: str) -> str:
    return above if above == below or not below else f"{above} {below}"
