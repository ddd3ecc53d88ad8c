"""What `describe` and `export` show: the fields of a table, and the files that were written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaddata.cli.frames import records_text, write_records
from leaddata.cli.output import write_text
from leaddata.cli.screen import Screen, screen
from leaddata.widths import shown, wrapped

if TYPE_CHECKING:
    from leaddata.descriptions import FieldDescription, TableDescription

__all__ = ["write_description", "write_files"]

_INDENT = "    "
_WIDEST = 100  # columns of a text that is read, not scanned


def write_description(table: TableDescription, form: str) -> None:
    """Write what *table* and its fields mean; as csv the fields alone."""
    rows = [_field(one, table) for one in table.fields]
    if form == "csv":
        write_records(rows, form)
        return
    if form == "json":
        told = {
            "name": table.name,
            "title": table.title,
            "description": table.description,
            "row_count": table.row_count,
            "primary_key": table.primary_key,
            "foreign_keys": table.foreign_keys,
            "fields": rows,
        }
        write_text(records_text([told]), None)
        return
    at = screen()
    write_text("\n".join(_drawn(table, at) if at.is_drawn else [str(table)]) + "\n", None)


def write_files(paths: Sequence[Path]) -> None:
    """Write the paths of files, a line each; at a terminal with their sizes, and how much that is."""
    at = screen()
    if not at.is_drawn:
        write_text("".join(f"{path}\n" for path in paths), None)
        return
    sizes = [path.stat().st_size for path in paths]
    widest = max((len(_size(size)) for size in sizes), default=0)
    lines = [
        f"{at.marked(_size(size).rjust(widest), 'dim')}  {shown(str(path))}"
        for path, size in zip(paths, sizes, strict=True)
    ]
    lines.append(at.marked(f"{len(paths)} files, {_size(sum(sizes))}", "good"))
    write_text("\n".join(lines) + "\n", None)


def _field(field: FieldDescription, table: TableDescription) -> dict[str, Any]:
    return {
        "field": field.name,
        "type": field.type,
        "unit": field.unit,
        "is_key": field.name in table.primary_key,
        "is_required": bool(field.constraints.get("required")),
        "is_personal": field.is_personal,
        "rights": field.rights,
        "one_of": [str(term) for term in field.constraints.get("enum", ())],
        "description": field.description,
    }


def _drawn(table: TableDescription, at: Screen) -> Iterator[str]:
    width = min(at.width or _WIDEST, _WIDEST)
    yield at.marked(table.name, "head") + f"  {table.title}, {table.row_count:,} rows"
    yield from wrapped(table.description, width)
    for field in table.fields:
        yield ""
        yield from _drawn_field(field, at, width)
    yield ""
    keys = [f"primary key: {', '.join(table.primary_key)}", *(f"foreign key: {key}" for key in table.foreign_keys)]
    yield from (at.marked(line, "dim") for key in keys for line in wrapped(key, width))


def _drawn_field(field: FieldDescription, at: Screen, width: int) -> Iterator[str]:
    notes = [field.type, *([field.unit] if field.unit else [])]
    notes += ["never null"] if field.constraints.get("required") else []
    notes += [field.rights] if field.rights != "fact" else []
    notes += ["names a person"] if field.is_personal else []
    first, *more = wrapped(f"{field.name} {', '.join(notes)}", width)
    yield at.marked(field.name, "name") + at.marked(first.removeprefix(field.name), "dim")
    yield from (at.marked(_INDENT + line, "dim") for line in more)
    yield from (_INDENT + line for line in wrapped(field.description, width - len(_INDENT)))
    if terms := field.constraints.get("enum"):
        text = "One of: " + ", ".join(map(str, terms))
        yield from (at.marked(_INDENT + line, "dim") for line in wrapped(text, width - len(_INDENT)))


def _size(byte_count: int) -> str:
    """Return a number of bytes as people say it."""
    if byte_count < 1_000:
        return f"{byte_count} B"
    return f"{byte_count / 1_000:.1f} kB" if byte_count < 1_000_000 else f"{byte_count / 1_000_000:.1f} MB"
