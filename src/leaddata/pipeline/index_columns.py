"""Who wrote a post that is a row of a table: the cell below the header "Author", or a name in a row with a date."""

from __future__ import annotations

import re
from typing import Any

from leaddata.clean.bylines import listed_names
from leaddata.clean.printed_dates import is_date_alone
from leaddata.model import Author
from leaddata.pipeline.page_parts import link_text

__all__ = ["column_authors"]

_AUTHOR = re.compile(
    r"(?:(?:guest|blog)\s+)?(?:authors?(?:\(s\))?|by|bloggers?|writers?|written by|posted by|contributors?|name|autor(?:en|in)?|auteure?s?)\W*",
    re.IGNORECASE,
)
_HEADS = ("th", "td")


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
