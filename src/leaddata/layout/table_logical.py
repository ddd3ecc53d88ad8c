"""Stretches of a table to logical rows: parted, joined over page breaks, cells that span rows given to each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leaddata.layout.table_bits import Bit, Stretch
from leaddata.layout.table_cells import cell_of
from leaddata.layout.table_costs import costs_as_rest
from leaddata.layout.table_groups import Grouping, cells_of, group_spans, sparse_columns
from leaddata.layout.table_measures import Measures, measure
from leaddata.layout.table_rows import Parting, part_rows, rows_of
from leaddata.layout.table_rules import Ruling, ruling_of
from leaddata.layout.table_spans import Span, spans_of
from leaddata.model import Box, Cell, Locator

__all__ = ["Doubt", "TableRow", "logical_rows"]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A logical row: one cell per column, None where the row prints nothing there."""

    cells: tuple[Cell | None, ...]
    page: int

    @property
    def box(self) -> Box | None:
        """The box around the row's cells on its first page."""
        boxes = [cell.at.box for cell in self.cells if cell is not None and cell.at.page == self.page and cell.at.box]
        result = boxes[0] if boxes else None
        for box in boxes[1:]:
            result = result | box if result else box
        return result


@dataclass(frozen=True, slots=True)
class Doubt:
    """Lines that may be one row or several, or none: what is not clear, where, and what is printed there."""

    reason: str
    at: Locator
    printed: str


_FEW = 3  # rows that show nothing of what is never empty
_NEVER_EMPTY = 2.0  # odds against an empty cell from which one is a sign that the row began on the page before


@dataclass(frozen=True, slots=True)
class _Row:
    """The bits of a row, and the columns whose cell it shares with its neighbours."""

    bits: tuple[Bit, ...]
    page: int
    stretch: int
    spanned: tuple[Bit, ...] = ()
    reason: str | None = None
    boxed: bool = False

    def of(self, column: int) -> list[Bit]:
        return [bit for bit in (*self.bits, *self.spanned) if bit.column == column]

    @property
    def filled(self) -> set[int]:
        return {bit.column for bit in (*self.bits, *self.spanned)}


def logical_rows(
    parts: Sequence[Sequence[Stretch]], columns: int, blank: float
) -> list[tuple[list[TableRow], list[Doubt]]]:
    """
    Return for each part of one table its rows, and what is left out because it is not clear what it is.

    Args:
        parts: Per part, its stretches in reading order.
        blank: Usual width of a blank in points.
    """
    whole = [stretch for part in parts for stretch in part]
    rulings: list[Ruling] = []
    for stretch in whole:
        rulings.append(ruling_of(stretch, ruled_before=any(ruling.proven for ruling in rulings)))
    spans = [spans_of(stretch, ruling) for stretch, ruling in zip(whole, rulings, strict=True)]
    plain = [_without(stretch, own) for stretch, own in zip(whole, spans, strict=True)]
    measures = measure(plain, columns, blank)
    partings, learned = part_rows(plain, measures, rulings)
    seeming = [
        stretch.lines[start:end]
        for stretch, parting in zip(plain, partings, strict=True)
        for start, end in rows_of(parting, len(stretch.lines))
    ]
    are_grouped = False
    for column in sparse_columns(seeming, columns):
        grouped = _grouped(plain, column, measures, rulings, columns, blank)
        if grouped is not None:
            are_grouped = True
            spans = [[*own, *more] for own, more in zip(spans, grouped, strict=True)]
            plain = [_without(stretch, own) for stretch, own in zip(plain, grouped, strict=True)]
    if are_grouped:
        partings, learned = part_rows(plain, measure(plain, columns, blank), rulings)
    full = _full(plain, partings, columns)
    found: list[tuple[list[TableRow], list[Doubt]]] = []
    index = 0
    for part in parts:
        rows: list[_Row] = []
        for _ in part:
            new = _rows(plain[index], index, partings[index], spans[index], rulings[index])
            if rows and new and _is_rest(rows[-1], new[0], learned, full):
                first = new.pop(0)
                rows[-1] = replace(rows[-1], bits=(*rows[-1].bits, *first.bits), reason=rows[-1].reason or first.reason)
            rows += new
            index += 1
        found.append(_finished(rows, columns))
    return found


def _grouped(
    stretches: Sequence[Stretch],
    column: int,
    measures: Measures,
    rulings: Sequence[Ruling],
    columns: int,
    blank: float,
) -> list[list[Span]] | None:
    """Return which rows the cells of a sparse column belong to, by the rows that the other columns make."""
    others = [_without(stretch, [Span(tuple(stretch.of(column)), 0.0, 0.0)]) for stretch in stretches]
    if not all(stretch.lines for stretch in others):
        return None
    partings, _ = part_rows(others, measure(others, columns, blank), rulings)
    groupings = []
    for stretch, other, parting, ruling in zip(stretches, others, partings, rulings, strict=True):
        rows = tuple(
            (
                min(bit.base for bit in other.lines[start]),
                max(bit.base for line in other.lines[start:end] for bit in line),
            )
            for start, end in rows_of(parting, len(other.lines))
        )
        groupings.append(Grouping(rows, tuple(cells_of(stretch.of(column), measures, ruling)), ruling))
    return group_spans(groupings, measures.leading[column])


def _without(stretch: Stretch, spans: Sequence[Span]) -> Stretch:
    """Return the stretch without the bits of cells that span rows."""
    taken = {id(bit) for span in spans for bit in span.bits}
    if not taken:
        return stretch
    lines = [tuple(bit for bit in line if id(bit) not in taken) for line in stretch.lines]
    kept = [line for line in lines if line]
    renumbered = tuple(tuple(replace(bit, line=index) for bit in line) for index, line in enumerate(kept))
    return replace(stretch, lines=renumbered)


def _rows(stretch: Stretch, index: int, parting: Parting, spans: Sequence[Span], ruling: Ruling) -> list[_Row]:
    rows = []
    for start, end in rows_of(parting, len(stretch.lines)):
        bits = tuple(bit for line in stretch.lines[start:end] for bit in line)
        reason = None
        if any(start <= line <= end and 0 < line < len(stretch.lines) for line in parting.doubtful):
            reason = "one row or more"
        top, bottom = min(bit.base for bit in bits), max(bit.base for bit in bits)
        spanned = tuple(bit for span in spans if span.top < (top + bottom) / 2 < span.bottom for bit in span.bits)
        rows.append(_Row(bits, stretch.page, index, spanned, reason, ruling.boxed))
    return rows


def _full(stretches: Sequence[Stretch], partings: Sequence[Parting], columns: int) -> frozenset[int]:
    """Return the columns that every row fills, those at the top of a page aside; none if there are but a few rows."""
    rows = [
        {bit.column for line in stretch.lines[start:end] for bit in line}
        for index, (stretch, parting) in enumerate(zip(stretches, partings, strict=True))
        for start, end in rows_of(parting, len(stretch.lines))
        if start or not index
    ]
    return frozenset(range(columns)).intersection(*rows) if len(rows) > _FEW else frozenset()


def _is_rest(last: _Row, first: _Row, measures: Measures, full: frozenset[int]) -> bool:
    """
    True if the first row of a page or block is the rest of the last one before: the break took its key, or a word.

    The key stands overleaf where cells stand in the middle or at the bottom of their rows, and where short cells stay
    behind and the others go over as a whole.
    """
    sure = [column for column, weight in enumerate(measures.weights) if weight > _NEVER_EMPTY]
    if any(column not in last.filled for column in sure) and not first.filled & last.filled:
        return True
    rest, alone = costs_as_rest((*last.bits, *last.spanned), (*first.bits, *first.spanned), measures, full)
    return rest < alone


def _finished(rows: Sequence[_Row], columns: int) -> tuple[list[TableRow], list[Doubt]]:
    done: list[TableRow] = []
    doubts: list[Doubt] = []
    several = sum(len(row.filled) > 1 for row in rows)
    for row in rows:
        reason = row.reason
        if reason is None and len(row.filled) == 1 and columns > 2 and not row.boxed and several * 2 > len(rows):
            reason = "a heading, or a row with one cell alone"
        cells = tuple(cell_of(row.of(column)) for column in range(columns))
        if reason is None and any(cell is not None and "\ufffd" in cell.text for cell in cells):
            reason = "letters: a glyph says not which it is"
        if all(cell is None for cell in cells):
            continue
        if reason is None:
            done.append(TableRow(cells, row.page))
            continue
        place = next(cell.at for cell in cells if cell is not None)
        printed = " | ".join(cell.quote if cell is not None else "" for cell in cells)
        doubts.append(Doubt(reason, place, printed))
    return done, doubts
