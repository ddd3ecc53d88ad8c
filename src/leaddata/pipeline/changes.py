"""A diff as text for people (`CHANGES.md`) and for programs (`changes.json`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from leaddata.pipeline.diff import CellChange, Diff, Size, TableDiff
from leaddata.pipeline.rows import BOOKKEEPING

__all__ = ["changes_json", "changes_markdown", "summary"]


def summary(diff: Diff) -> tuple[str, ...]:
    """Return one line for each table that differs."""
    lines = [f"{name}: new table, {count} rows" for name, count in diff.tables_added.items()]
    lines += [f"{name}: table removed, {count} rows" for name, count in diff.tables_removed.items()]
    for name, table in diff.tables.items():
        counts = {
            "fields changed": len(_fields_changed(table)),
            "rows added": len(table.rows_added),
            "rows removed": len(table.rows_removed),
            "cells changed": len(table.cells_changed),
        }
        stated = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        lines.append(f"{name}: {stated or 'wording of the schema changed'}")
    return tuple(lines)


def changes_json(diff: Diff, version: str, previous: str | None, size: Size) -> dict[str, Any]:
    """Return every difference, keyed by table, row and field. Values of expression are left out."""
    return {
        "version": version,
        "previous": previous,
        "size": size,
        "tables_added": dict(diff.tables_added),
        "tables_removed": dict(diff.tables_removed),
        "tables": {name: _table_json(table) for name, table in diff.tables.items()},
    }


def changes_markdown(diff: Diff, version: str, previous: str | None, size: Size) -> str:
    """Return every difference as Markdown; those of tables about the release itself are counted here, listed in JSON."""
    lines = [f"# Changes in {version}", ""]
    lines += [f"Against {previous} ({size})." if previous else "The first release.", ""]
    if diff.tables_added:
        lines += ["## New tables", ""]
        lines += [f"- `{name}`: {count} rows" for name, count in diff.tables_added.items()]
        lines.append("")
    if diff.tables_removed:
        lines += ["## Tables removed", ""]
        lines += [f"- `{name}`: {count} rows" for name, count in diff.tables_removed.items()]
        lines.append("")
    for name, table in diff.tables.items():
        lines += [f"## {name}", "", *_table_lines(table), ""]
    return "\n".join(lines)


def _table_lines(diff: TableDiff) -> Iterator[str]:
    for line in _fields_changed(diff):
        yield f"- {line}"
    for line in diff.text_changed:
        yield f"- wording of `{line}`"
    if diff.table in BOOKKEEPING:
        yield (
            f"- {len(diff.rows_added)} rows added, {len(diff.rows_removed)} removed, {len(diff.cells_changed)} cells "
            "changed: `changes.json` lists them"
        )
        return
    for row_id in diff.rows_added:
        yield f"- row added: `{row_id}`"
    for row_id in diff.rows_removed:
        yield f"- row removed: `{row_id}`"
    for cell in diff.cells_changed:
        yield f"- `{cell.row_id}` {cell.field}: {_words(cell)}"


def _fields_changed(diff: TableDiff) -> list[str]:
    lines = [f"field added: `{name}`" for name in diff.fields_added]
    lines += [f"field removed: `{name}`" for name in diff.fields_removed]
    lines += [f"field of another type or unit: `{name}`" for name in diff.fields_retyped]
    lines += [f"other values allowed: `{name}`" for name in diff.constraints_changed]
    if diff.is_rekeyed:
        lines.append("keys changed")
    if diff.is_reordered:
        lines.append("fields in another order")
    return lines


def _words(cell: CellChange) -> str:
    if cell.before is None and cell.after is None:
        return "text changed"
    return f"{_shown(cell.before)} → {_shown(cell.after)}"


def _shown(value: Any) -> str:
    return "null" if value is None else f"`{' '.join(str(value).split())}`"


def _table_json(diff: TableDiff) -> dict[str, Any]:
    return {
        "fields_added": list(diff.fields_added),
        "fields_removed": list(diff.fields_removed),
        "fields_retyped": list(diff.fields_retyped),
        "constraints_changed": list(diff.constraints_changed),
        "text_changed": list(diff.text_changed),
        "is_rekeyed": diff.is_rekeyed,
        "is_reordered": diff.is_reordered,
        "rows_added": list(diff.rows_added),
        "rows_removed": list(diff.rows_removed),
        "cells_changed": [
            {"row_id": cell.row_id, "field": cell.field, "before": _plain(cell.before), "after": _plain(cell.after)}
            for cell in diff.cells_changed
        ],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
