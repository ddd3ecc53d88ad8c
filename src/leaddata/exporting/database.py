"""All tables as one SQLite database, with their keys."""

from __future__ import annotations

import errno
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaddata.errors import ReleaseError
from leaddata.exporting.content import (
    ABOUT,
    ABOUT_FIELDS,
    DESCRIPTION,
    DESCRIPTION_FIELDS,
    ExportedRelease,
    ExportedTable,
    iso,
)

if TYPE_CHECKING:
    import sqlite3

    import polars as pl

__all__ = ["write_database"]


def write_database(content: ExportedRelease, path: Path) -> None:
    """
    Write *content* to a new database.

    Lists are JSON text, true and false 1 and 0, dates and times ISO 8601. A foreign key is there where the fields and
    the table it means are.

    Raises:
        ReleaseError: If a row breaks a key of its table, or a number is not finite.
    """
    import sqlite3

    path.unlink(missing_ok=True)
    path.touch()  # says what is wrong with the folder in the words of all other formats
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # No journal beside the file: what is not whole is thrown away as a whole.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        primary = {table.name: table.primary_key for table in content.tables}
        for table in content.told("sqlite"):
            table.check_numbers()
            _write_table(connection, table, primary)
        fields = [f"{_quoted(name)} {'INTEGER' if name.startswith('is_') else 'TEXT'}" for name in DESCRIPTION_FIELDS]
        described = [tuple(map(_stored, row)) for row in content.description()]
        _write_rows(connection, DESCRIPTION, [*fields, 'PRIMARY KEY ("table", "field")'], described)
        _write_rows(connection, ABOUT, [f"{_quoted(name)} TEXT" for name in ABOUT_FIELDS], content.about)
        connection.execute("COMMIT")
        if broken := connection.execute("PRAGMA foreign_key_check").fetchone():
            msg = f"expected every key to name a row of {broken[2]}, got row {broken[1]}, which does not"
            raise ReleaseError(msg, at=broken[0], next_step="take csv, json or parquet, and report it")
        connection.execute("VACUUM")
    except sqlite3.IntegrityError as error:
        msg = f"expected rows that keep the keys of the table, got {error}"
        raise ReleaseError(msg, next_step="take csv, json or parquet, and report it") from error
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(path)) from error
    finally:
        connection.close()


def _write_table(connection: sqlite3.Connection, table: ExportedTable, primary: dict[str, tuple[str, ...]]) -> None:
    columns = [f"{_quoted(name)} {_type_of(kind)}" for name, kind in table.frame.schema.items()]
    if table.primary_key:
        columns.append(f"PRIMARY KEY ({_names(table.primary_key)})")
    columns += [
        f"FOREIGN KEY ({_names(fields)}) REFERENCES {_quoted(there)} ({_names(keys)})"
        for fields, there, keys in table.foreign_keys
        # SQLite asks for a key on the other side.
        if keys and keys == primary.get(there)
    ]
    _write_rows(connection, table.name, columns, [tuple(map(_stored, row)) for row in table.frame.iter_rows()])


def _write_rows(
    connection: sqlite3.Connection, name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    listed = ",\n  ".join(columns)
    connection.execute(f"CREATE TABLE {_quoted(name)} (\n  {listed}\n)")
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})", rows)  # noqa: S608  (a quoted name)


def _stored(value: Any) -> Any:
    match value:
        case bool():
            return int(value)
        case date():
            return iso(value)
        case list():
            return json.dumps(value, ensure_ascii=False, default=str)
    return value


def _type_of(kind: pl.DataType) -> str:
    if kind.is_integer() or kind.to_python() is bool:
        return "INTEGER"
    return "REAL" if kind.is_float() else "TEXT"


def _names(fields: Sequence[str]) -> str:
    return ", ".join(map(_quoted, fields))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
