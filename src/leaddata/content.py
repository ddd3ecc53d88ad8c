"""Hashes of a table: of its file's bytes, and of what it says, whatever wrote the file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

__all__ = ["canonical", "content_sha256", "file_sha256"]


def content_sha256(content: pl.DataFrame, schema: Mapping[str, Any]) -> str:
    r"""
    Return the logical content hash of a table, which neither polars nor Parquet has a part in.

    It is the sha256 of lines of JSON in UTF-8, each ended by a line feed. The first is an array of [field, type] in
    the schema's order. Then comes one array of values per row, fields in that order, lines sorted by their bytes.
    JSON is without blanks, characters unescaped but for what JSON demands; a number is written with the fewest digits
    that read back the same, a whole one of type number with ``.0``; a date is ``YYYY-MM-DD``; a datetime is
    ``YYYY-MM-DDThh:mm:ss.ffffffZ``; a list is an array; what is not stated is null.

    Args:
        content: The rows, in any order; columns that the schema does not have are left out.
        schema: A Table Schema, as a release's descriptor has it.

    Raises:
        KeyError: If the table lacks a field of the schema.
        ValueError: If a number is none (not a number, or infinite).

    Examples:
        >>> import polars as pl
        >>> schema = {"fields": [{"name": "n_id", "type": "integer"}]}
        >>> hashed = content_sha256(pl.DataFrame({"n_id": [10, 9]}), schema)
        >>> hashed == hashlib.sha256(b'[["n_id","integer"]]\n[10]\n[9]\n').hexdigest()
        True
    """
    fields = schema["fields"]
    names = [field["name"] for field in fields]
    missing = [name for name in names if name not in content.columns]
    if missing:
        raise KeyError(missing[0])
    head = canonical([[field["name"], field["type"]] for field in fields])
    lines = sorted(canonical([_plain(value) for value in row]).encode() for row in content.select(names).iter_rows())
    digest = hashlib.sha256(head.encode() + b"\n")
    for line in lines:
        digest.update(line + b"\n")
    return digest.hexdigest()


def canonical(value: Any) -> str:
    """Return *value* as JSON without blanks, keys sorted."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def file_sha256(path: Path) -> str:
    """Return the hexadecimal sha256 of a file's bytes, which may be more than fit into memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value.isoformat() if isinstance(value, date) else value
