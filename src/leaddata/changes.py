"""A diff as text for people (`CHANGES.md`) and for programs (`changes.json`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from leaddata.diffing import CellChange, Diff, Size, TableDiff
from leaddata.table_kinds import BOOKKEEPING, DERIVED

__all__ = ["cell_lines", "changes_json", "changes_markdown", "changes_text", "described", "summary", "vanished"]

_TO = " → "
_DESCRIBING = "files that describe the release"
_KINDS = {"new": "+", "gone": "-"}
_NAMED = 10  # rows that a message names


def summary(diff: Diff) -> tuple[str, ...]:
    """Return one line for each table that differs."""
    lines = [f"{name}: new table, {_counted(count, 'row')}" for name, count in diff.tables_added.items()]
    lines += [f"{name}: table removed, {_counted(count, 'row')}" for name, count in diff.tables_removed.items()]
    for name, table in diff.tables.items():
        counts = {
            "field changed": len(_fields_changed(table)),
            "row added": len(table.rows_added),
            "row removed": len(table.rows_removed),
            "row redacted": len(table.rows_redacted),
            "cell changed": len(table.cells_changed),
        }
        stated = ", ".join(_counted(count, what) for what, count in counts.items() if count)
        lines.append(f"{name}: {stated or 'wording of the schema changed'}")
    return tuple(lines)


def changes_json(
    diff: Diff, version: str, previous: str | None, size: Size, descriptions: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """
    Return every difference, keyed by table, row and field. Values of expression are left out.

    Args:
        descriptions: Files that describe the release and are new, gone, or say something else, by name.
    """
    return {
        "version": version,
        "previous": previous,
        "size": size,
        "tables_added": dict(diff.tables_added),
        "tables_removed": dict(diff.tables_removed),
        "tables": {name: _table_json(table) for name, table in diff.tables.items()},
        "descriptions": dict(descriptions or {}),
    }


def changes_markdown(
    diff: Diff,
    version: str,
    previous: str | None,
    size: Size,
    descriptions: Mapping[str, str] | None = None,
    *,
    is_whole: bool = False,
) -> str:
    """Return every difference as Markdown; those of tables about the release itself are only counted if not *is_whole*."""
    lines = [f"# Changes in {version}", ""]
    lines += [f"Against {previous} ({size})." if previous else "The first release.", ""]
    if diff.is_empty:
        lines += ["The tables are the same." if descriptions else "No difference.", ""]
    if descriptions:
        lines += ["## Files that describe the release", ""]
        lines += [f"- {line}" for line in described(descriptions, _coded)]
        lines.append("")
    if diff.tables_added:
        lines += ["## New tables", ""]
        lines += [f"- `{name}`: {_counted(count, 'row')}" for name, count in diff.tables_added.items()]
        lines.append("")
    if diff.tables_removed:
        lines += ["## Tables removed", ""]
        lines += [f"- `{name}`: {_counted(count, 'row')}" for name, count in diff.tables_removed.items()]
        lines.append("")
    for name, table in diff.tables.items():
        lines += [f"## {name}", "", *(f"- {line}" for _, line in _table_lines(table, _coded, is_whole=is_whole)), ""]
    return "\n".join(lines)


def changes_text(
    diff: Diff, version: str, previous: str, size: Size, descriptions: Mapping[str, str] | None = None
) -> Iterator[tuple[str, str]]:
    """
    Yield every difference as a line for a terminal, behind what kind it is of: ``+`` new, ``-`` gone, ``~`` another.

    The first line, the counts up to the first empty one, and the names of tables are of no kind.
    """
    if diff.is_empty and not descriptions:
        yield "", f"{previous} → {version}: no difference"
        return
    yield "", f"{previous} → {version}: {size}"
    if diff.is_empty:
        yield "", "  tables: the same"
    yield from (("", f"  {line}") for line in summary(diff))
    if descriptions:
        counts = Counter(descriptions.values()).items()
        yield "", f"  {_DESCRIBING}: {', '.join(f'{count} {what}' for what, count in sorted(counts))}"
    yield from (("+", f"+ table {name}: {_counted(count, 'row')}") for name, count in diff.tables_added.items())
    yield from (("-", f"- table {name}: {_counted(count, 'row')}") for name, count in diff.tables_removed.items())
    for name, table in diff.tables.items():
        yield "", ""
        yield "", name
        yield from ((kind, f"  {kind} {line}") for kind, line in _table_lines(table, str, is_whole=True))
    if descriptions:
        yield "", ""
        yield "", _DESCRIBING
        kinds = [_KINDS.get(what, "~") for what in descriptions.values()]
        yield from ((kind, f"  {kind} {line}") for kind, line in zip(kinds, described(descriptions), strict=True))


def described(descriptions: Mapping[str, str], written: Callable[[str], str] = str) -> tuple[str, ...]:
    """
    Return one line for each file that describes a release and is another than before for other reasons than its version.

    Examples:
        >>> described({"croissant.json": "new"})
        ('croissant.json: new',)
    """
    return tuple(f"{written(name)}: {what}" for name, what in descriptions.items())


def cell_lines(diff: Diff) -> dict[str, tuple[str, str]]:
    """Return what a cell said before and what it says now, by the line of `changes_text` that ends with both."""
    return {
        f"  ~ {_cell_line(cell, str)}": (_shown(cell.before, str), _shown(cell.after, str))
        for table in diff.tables.values()
        for cell in table.cells_changed
        if not (cell.before is None and cell.after is None)
    }


def vanished(diff: Diff) -> tuple[str, ...]:
    """Return a line for each table that would lose something by which others know it, with the ids of lost rows."""
    lines = [f"{name}: table removed, {_counted(count, 'row')}" for name, count in diff.tables_removed.items()]
    for name, table in diff.tables.items():
        gone = [*(f"field removed: {field}" for field in table.fields_removed)]
        gone += [f"field of another type or unit: {field}" for field in table.fields_retyped]
        gone += ["keys changed"] if table.is_rekeyed else []
        if table.rows_removed and name not in BOOKKEEPING | DERIVED:
            gone.append(f"{_counted(len(table.rows_removed), 'row removed')}: {_first(table.rows_removed)}")
        lines += [f"{name}: {line}" for line in gone]
    return tuple(lines)


def _counted(count: int, what: str) -> str:
    """
    Return a count and its noun, in the plural where it needs one.

    Examples:
        >>> _counted(1, "row added"), _counted(2, "row added")
        ('1 row added', '2 rows added')
    """
    noun, *more = what.split(" ", 1)
    return " ".join([str(count), noun if count == 1 else f"{noun}s", *more])


def _first(row_ids: Sequence[str]) -> str:
    more = f" and {len(row_ids) - _NAMED} more" if len(row_ids) > _NAMED else ""
    return f"{', '.join(row_ids[:_NAMED])}{more}"


def _table_lines(diff: TableDiff, written: Callable[[str], str], *, is_whole: bool) -> Iterator[tuple[str, str]]:
    """Yield each difference of a table behind its kind; *written* marks up what is not a word of ours."""
    yield from _fields_changed(diff, written)
    for line in diff.text_changed:
        yield "~", f"wording of {written(line)}"
    if diff.table in BOOKKEEPING and not is_whole:
        if diff.rows_added or diff.rows_removed or diff.cells_changed:
            added, cells = (
                _counted(len(diff.rows_added), "row added"),
                _counted(len(diff.cells_changed), "cell changed"),
            )
            counts = f"{added}, {len(diff.rows_removed)} removed, {cells}"
            yield "~", f"{counts}: `changes.json` lists them"
        return
    for row_id in diff.rows_added:
        yield "+", f"row added: {written(row_id)}"
    for row_id in diff.rows_removed:
        yield "-", f"row removed: {written(row_id)}"
    for row_id, ground in diff.rows_redacted:
        yield "-", f"row redacted: {written(row_id)} ({ground})"
    for cell in diff.cells_changed:
        yield "~", _cell_line(cell, written)


def _fields_changed(diff: TableDiff, written: Callable[[str], str] = str) -> list[tuple[str, str]]:
    lines = [("+", f"field added: {written(name)}") for name in diff.fields_added]
    lines += [("-", f"field removed: {written(name)}") for name in diff.fields_removed]
    lines += [("~", f"field of another type or unit: {written(name)}") for name in diff.fields_retyped]
    lines += [("~", f"other values allowed: {written(name)}") for name in diff.constraints_changed]
    if diff.is_rekeyed:
        lines.append(("~", "keys changed"))
    if diff.is_reordered:
        lines.append(("~", "fields in another order"))
    return lines


def _cell_line(cell: CellChange, written: Callable[[str], str]) -> str:
    words = "text changed"
    if not (cell.before is None and cell.after is None):
        words = _TO.join(_shown(value, written) for value in (cell.before, cell.after))
    return f"{written(cell.row_id)} {cell.field}: {words}"


def _shown(value: Any, written: Callable[[str], str]) -> str:
    return "null" if value is None else written(" ".join(str(value).split()))


def _coded(text: str) -> str:
    return f"`{text}`"


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
        "rows_redacted": [{"row_id": row_id, "ground": ground} for row_id, ground in diff.rows_redacted],
        "cells_changed": [
            {"row_id": cell.row_id, "field": cell.field, "before": _plain(cell.before), "after": _plain(cell.after)}
            for cell in diff.cells_changed
        ],
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
