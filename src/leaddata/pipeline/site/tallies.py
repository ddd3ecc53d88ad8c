"""How many rows have each value of a field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
from markupsafe import Markup

from leaddata.pipeline.site.addresses import view_link
from leaddata.pipeline.site.svg import bar

__all__ = ["Bar", "Grid", "grid", "tally"]

_STEPS = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """
    The rows that have a value; of *value* None, those of which the source does not state it.

    Attributes:
        words: The value for a reader.
        address: The table with these rows chosen.
        drawn: A bar against the longest of its kind.
    """

    value: str | None
    words: str
    count: int
    address: str
    drawn: Markup


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """
    The rows that have each pair of values of two fields.

    Attributes:
        lines: For each value of the first field its words, its cells and their sum. A cell is its count, its address and
            how dark it is, 0 to 5.
        sums: The sum of each column, and of all.
    """

    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[tuple[int, str, int], ...], int], ...]
    sums: tuple[int, ...]


def tally(rows: pl.DataFrame, table: str, field: str, names: Mapping[str, str] | None = None) -> list[Bar]:
    """
    Return a bar for each value of a field, the longest first, and one for the rows without a value last.

    The counts add up to the rows.

    Args:
        names: What a reader calls a value, and the values that are shown even if no row has them.
    """
    counts: Counter[str | None] = Counter(dict.fromkeys(names or {}, 0))
    counts.update(rows[field].to_list() if field in rows.columns else [None] * rows.height)
    if not counts[None]:
        del counts[None]
    largest = max(counts.values(), default=0) or 1
    return [
        Bar(
            value=value,
            words=_words(value, names),
            count=count,
            address=view_link(table, **{field: value}),
            drawn=bar(count / largest, "silent" if value is None else "stated"),
        )
        for value, count in sorted(counts.items(), key=lambda pair: _order(pair[0], pair[1], names))
    ]


def grid(rows: pl.DataFrame, table: str, down: str, across: str, names: Mapping[str, str]) -> Grid | None:
    """Return the rows by two fields; None where the table lacks one of them, or has no rows."""
    if rows.is_empty() or not {down, across} <= set(rows.columns):
        return None
    counts = Counter(rows.select(down, across).iter_rows())
    by_down, by_across = (Counter(rows[field]) for field in (down, across))
    first = sorted(by_down, key=lambda value: _order(value, by_down[value], names))
    second = sorted(by_across, key=lambda value: _order(value, by_across[value], names))
    largest = max(counts.values())
    lines = tuple(
        (
            _words(value, names),
            tuple(
                (
                    count := counts[value, other],
                    view_link(table, **{down: value, across: other}),
                    -(-_STEPS * count // largest),
                )
                for other in second
            ),
            by_down[value],
        )
        for value in first
    )
    return Grid(
        columns=tuple(_words(value, names) for value in second),
        lines=lines,
        sums=(*(by_across[value] for value in second), rows.height),
    )


def _words(value: str | None, names: Mapping[str, str] | None) -> str:
    if value is None:
        return "not stated"
    return (names or {}).get(value, value.replace("-", " "))


def _order(value: str | None, count: int, names: Mapping[str, str] | None) -> tuple[bool, int, str]:
    return (value is None, -count, _words(value, names).casefold())
