"""The first rows of a table as a page holds them, before and without any script: the same cells as the explorer makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from leaddata.pipeline.site.columns import Column, link, written
from leaddata.pipeline.site.links import row_link

__all__ = ["Cell", "first_rows"]

_LONG = 180  # characters, from which a cell is cut


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """
    A cell of a page.

    Attributes:
        text: What it says; of null, what that means.
        stem: Beginning of an id that other rows share; the text goes on after it.
        link: Where it leads, from the top of the site, or elsewhere with ``https:``; empty where it leads nowhere.
        kind: ``null``, ``empty``, ``long``, ``key`` or, for all others, nothing.
    """

    text: str
    stem: str = ""
    link: str = ""
    kind: str = ""
    is_number: bool = False

    @property
    def is_outside(self) -> bool:
        """True where it leads out of the site."""
        return self.link.lower().startswith(("https:", "http:"))


def first_rows(table: str, columns: Sequence[Column], rows: pl.DataFrame, count: int) -> list[list[Cell]]:
    """Return the cells of the columns that are shown, of the first *count* rows."""
    shown = [column for column in columns if column.is_shown]
    return [
        [_cell(table, column, row, number) for column in shown]
        for number, row in enumerate(rows.head(count).iter_rows(named=True))
    ]


def _cell(table: str, column: Column, row: Mapping[str, Any], number: int) -> Cell:
    value = row[column.name]
    if value is None:
        return Cell(
            text="redacted" if number in column.redacted else column.null, kind="null", is_number=column.is_number
        )
    text = written(value)
    if column.is_key:
        stem, text = _stem(text)
        return Cell(text=text, stem=stem, link=row_link(table, stem + text), kind="key")
    if not text:
        return Cell(text="empty text" if column.type != "list" else "empty list", kind="empty")
    named = row[column.named_by] if column.named_by else ""
    return Cell(
        text=text,
        link="" if column.is_number or column.type == "list" else link(column, text, named or ""),
        kind="long" if len(text) > _LONG else "",
        is_number=column.is_number,
    )


def _stem(row_id: str) -> tuple[str, str]:
    """Part an id after its last full stop."""
    head, stop, tail = row_id.rpartition(".")
    return (head + stop, tail) if tail else ("", row_id)
