"""A post that is a row of a table: its title below a header that says so, who wrote it in the cell below "Author", or in a row with a date."""

from __future__ import annotations

import re
from typing import Any

from leaddata.clean.bylines import listed_names
from leaddata.clean.printed_dates import is_date_alone
from leaddata.model import Author
from leaddata.pipeline.page_parts import link_text

__all__ = ["TitleColumns", "column_authors"]

_AUTHOR = re.compile(
    r"(?:(?:guest|blog)\s+)?(?:authors?(?:\(s\))?|by|bloggers?|writers?|written by|posted by|contributors?|name|autor(?:en|in)?|auteure?s?)\W*",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:(?:blog|post|article|news)\s+)?(?:title|headline|heading|subject|titel|titre|t\u00edtulo|titolo|t\u00edtol|tittel|rubrik|otsikko|tytu\u0142)s?\W*",
    re.IGNORECASE,
)
_HEADS = ("th", "td")


class TitleColumns:
    """The columns of titles of the tables of a page; each table is looked at once."""

    def __init__(self) -> None:
        self._known: dict[Any, int | None] = {}

    def is_beside(self, link: Any, row: Any) -> bool:
        """True of a link in a row of a table that does not stand in the cell of the title, where that has a link."""
        table = row.getparent()
        table = table if table is None or table.tag == "table" else table.getparent()
        if table is None or table.tag != "table":
            return False
        if table not in self._known:
            first = next(table.iter("tr"), None)
            heads = [] if first is None else [_TITLE.fullmatch(link_text(cell)) is not None for cell in _cells(first)]
            self._known[table] = heads.index(True) if heads.count(True) == 1 else None
        column = self._known[table]
        cells = [] if column is None else _cells(row)
        if column is None or len(cells) <= column or next(cells[column].iter("a"), None) is None:
            return False
        return all(above is not cells[column] for above in link.iterancestors())


def column_authors(row: Any, title: Any, groups: frozenset[str]) -> tuple[tuple[Author, ...], Any]:
    """
    Return who wrote the post in *row*, a row of a table, and the cell that says so; nothing and None if none does.

    Args:
        title: The element of its title.
        groups: Words of groups, in small letters.
    """
    cells = _cells(row)
    table = next(row.iterancestors("table"), None)
    first = next(table.iter("tr"), None) if table is not None else None
    heads = [link_text(cell) for cell in _cells(first)] if first is not None and first is not row else []
    if len(heads) == len(cells) and any(cell.tag == "th" for cell in _cells(first)):
        told = [cell for head, cell in zip(heads, cells, strict=True) if _AUTHOR.fullmatch(head)]
        return next(((found, cell) for cell in told if (found := _named(cell, groups))), ((), None))
    if not any(is_date_alone(link_text(cell)) for cell in cells):
        return (), None
    told = [cell for cell in cells if cell is not title and cell not in title.iterancestors()]
    return next(((found, cell) for cell in told if (found := _named(cell, groups))), ((), None))


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if cell.tag in _HEADS]


def _named(cell: Any, groups: frozenset[str]) -> tuple[Author, ...]:
    text = link_text(cell)
    return tuple([Author(text[one.start : one.end], one.kind) for one in listed_names(text, groups)])
