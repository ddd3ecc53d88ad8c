"""
Tables under a named header, on pages with geometry.

The header's titles are looked for on each page (`leaddata.layout.header`), then the strip of the page that the table
stands in (`strip`), its columns (`table_columns`), the lines that are its rows' and the headings inside it
(`table_part`), on as many pages as it goes on over. The lines of all pages are parted into rows together
(`table_rows`), because one page shows what another does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaddata.layout.blocks import Region
from leaddata.layout.table_drafts import Draft, drafts_under
from leaddata.layout.table_logical import Doubt, TableRow, logical_rows
from leaddata.model import Document

__all__ = ["Doubt", "Table", "TableRow", "tables_of", "tables_under"]

_BEYOND = "words set as rows are, where the table seems to end"


@dataclass(frozen=True, slots=True)
class Table:
    """
    The rows under one header, or under a heading inside such a table.

    Attributes:
        title: The heading inside the table, None for the first part.
        regions: Where its header and its rows stand, a box for each page or block.
        doubts: Rows that are left out because it is not clear what they are, and why.
    """

    columns: tuple[str, ...]
    title: str | None
    rows: tuple[TableRow, ...]
    regions: tuple[Region, ...]
    doubts: tuple[Doubt, ...] = ()


def tables_under(document: Document, columns: Sequence[str], *, repeated: frozenset[str] = frozenset()) -> list[Table]:
    """
    Return every table of *document* under the header *columns* (white space and case do not count).

    Args:
        repeated: See `find_furniture`.

    Raises:
        LayoutError: If no page has that header.
    """
    return tables_of(columns, drafts_under(document, columns, repeated=repeated))


def tables_of(columns: Sequence[str], drafts: Sequence[Draft]) -> list[Table]:
    """Part the lines of all drafts into rows; those that are set alike together, as one shows what another does not."""
    found: dict[int, tuple[list[TableRow], list[Doubt]]] = {}
    for setting in dict.fromkeys(draft.setting for draft in drafts):
        alike = [draft for draft in drafts if draft.setting == setting]
        parts = [part for draft in alike for part in draft.parts]
        rows = logical_rows([part.stretches for part in parts], len(columns), alike[0].blank)
        found |= {id(part): own for part, own in zip(parts, rows, strict=True)}
    tables = []
    for part in (part for draft in drafts for part in draft.parts):
        rows_of_part, doubts = found[id(part)]
        doubts = [*doubts, *(Doubt(_BEYOND, line.at, line.text) for line in part.beyond)]
        if rows_of_part or doubts or part.title is None:
            tables.append(Table(tuple(columns), part.title, tuple(rows_of_part), tuple(part.regions), tuple(doubts)))
    return tables
