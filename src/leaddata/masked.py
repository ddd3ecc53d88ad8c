"""What a diff of two releases may show where one of them leaves somebody out: ids, and no value that may be a name."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

__all__ = ["MASK", "left_out", "masked_pair"]

# What stands in the place of a name.
MASK = "[redacted]"


def left_out(tables: Container[str], read: Callable[[str], pl.DataFrame]) -> Mapping[tuple[str, str], str]:
    """Return the ground of each row that a release leaves out, by table and id."""
    if "redactions" not in tables:
        return {}
    rows = read("redactions")
    rows = rows.filter(rows["field"].is_null())
    return {(table, row_id): ground for table, row_id, ground in rows.select("table", "row_id", "ground").rows()}


def masked_pair(before: Any, after: Any) -> tuple[Any, Any]:
    """
    Return two values of a cell, each masked where the other release masks it, has nothing, or a shorter list.

    The name itself is known to neither release.

    Examples:
        >>> masked_pair("by Ann Other", "by [redacted]")
        ('[redacted]', 'by [redacted]')
        >>> masked_pair(["Ann Other", "Bo Else"], ["Bo Else"])
        ('[redacted]', ['Bo Else'])
        >>> masked_pair(12, 13)
        (12, 13)
    """
    return _masked(before, after), _masked(after, before)


def _masked(value: Any, other: Any) -> Any:
    return MASK if isinstance(value, str | list) and _may_mask(other, value) else value


def _may_mask(other: Any, value: Any) -> bool:
    if isinstance(other, list):
        return isinstance(value, list) and (len(other) < len(value) or any(map(_holds_mask, other)))
    return other is None or _holds_mask(other)


def _holds_mask(value: Any) -> bool:
    return isinstance(value, str) and MASK in value
