"""A table as a script: what the explorer reads, also from a folder without a server, where no other way is open."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import polars as pl

from leaddata.pipeline.site.columns import Column, plain

__all__ = ["as_script", "table_script"]

_LARGEST = 2**53 - 1  # the greatest number to which a browser counts without gaps


def table_script(table: str, columns: Sequence[Column], rows: pl.DataFrame) -> bytes:
    """
    Return the script that gives a table to the explorer, column by column.

    A column is ``values``, one per row, or where it is shorter ``words``, each different text once, and ``values`` as
    places in these; -1 is null. Of a list there are always words.
    """
    content = {
        "table": table,
        "rows": rows.height,
        "columns": [{**_described(column), **_values(column, rows[column.name])} for column in columns],
    }
    return as_script("leaddata.receiveTable", content)


def as_script(function: str, content: Any) -> bytes:
    r"""
    Return a script that calls *function* with *content*; nothing in it can end the script or begin another one.

    Examples:
        >>> as_script("f", ["</script>", "\u2028"])
        b'f(["\\u003c/script>","\\u2028"]);\n'
    """
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in ("<", "\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"{function}({text});\n".encode()


def _described(column: Column) -> dict[str, Any]:
    said = {
        "name": column.name,
        "type": column.type,
        "unit": column.unit,
        "description": column.description,
        "isKey": column.is_key,
        "isShown": column.is_shown,
        "isHash": column.is_hash,
        "hasChoices": column.has_choices,
        "leadsTo": column.leads_to,
        "namedBy": column.named_by,
        "resolver": column.resolver,
        "null": column.null,
        "redacted": list(column.redacted),
        "width": column.width,
    }
    return {name: value for name, value in said.items() if value or name in {"name", "type"}}


def _values(column: Column, values: pl.Series) -> dict[str, Any]:
    listed = [plain(value) for value in values]
    if column.type == "list":
        places: dict[str, int] = {}
        shared: list[Any] = [
            -1 if value is None else [places.setdefault(str(one), len(places)) for one in value] for value in listed
        ]
        return {"words": list(places), "values": shared}
    if column.is_number:
        is_exact = column.type == "number" or all(value is None or abs(value) <= _LARGEST for value in listed)
        return {"values": listed if is_exact else [value if value is None else str(value) for value in listed]}
    if column.type == "boolean":
        return {"values": listed}
    places = {}
    shared = [-1 if value is None else places.setdefault(value, len(places)) for value in listed]
    dictionary = {"words": list(places), "values": shared}
    whole = {"values": listed}
    return min(whole, dictionary, key=_length)


def _length(content: Any) -> int:
    return len(json.dumps(content, ensure_ascii=False, separators=(",", ":")))
