"""What an export holds: the tables of a release, and the description of their fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from leaddata.errors import ReleaseError
from leaddata.watching import each
from leaddata.withheld import listed

if TYPE_CHECKING:
    import polars as pl

__all__ = ["ABOUT", "ABOUT_FIELDS", "DESCRIPTION", "DESCRIPTION_FIELDS", "ExportedRelease", "ExportedTable", "iso"]

DESCRIPTION = "data_description"
DESCRIPTION_FIELDS = (
    *("table", "field", "type", "unit", "rights", "description", "constraints"),
    *("is_personal", "leads_to"),
)
ABOUT = "release_description"
ABOUT_FIELDS = ("name", "value")


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """
    A table to write.

    Attributes:
        published: The bytes of the published Parquet file; None where something is left out of it.
    """

    name: str
    frame: pl.DataFrame
    schema: Mapping[str, Any]
    published: bytes | None

    def check_numbers(self) -> None:
        """Raise ReleaseError if a number is not finite: many formats have no word for it, and null means another thing."""
        import polars as pl  # here, so that `import leaddata` stays instant

        for field in (name for name, kind in self.frame.schema.items() if kind.is_float()):
            if not (wrong := self.frame.filter(~pl.col(field).is_finite())).is_empty():
                msg = f"expected a finite number, got {wrong[field][0]}"
                raise ReleaseError(msg, at=f"{self.name} {wrong.row(0)[0]} {field}", next_step="take csv or parquet")

    @property
    def primary_key(self) -> tuple[str, ...]:
        """The fields of the primary key; none where one of them is left out."""
        return _all_of(self.schema.get("primaryKey", ()), self.frame)

    @property
    def foreign_keys(self) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
        """The foreign keys whose fields are all there, as fields, table meant, and fields there."""
        found = []
        for key in self.schema.get("foreignKeys", ()):
            fields, there = _all_of(key["fields"], self.frame), key["reference"]
            if fields:
                found.append((fields, there["resource"] or self.name, listed(there["fields"])))
        return found

    def leads_to(self, field: str) -> str | None:
        """Return the table and field that a key of one field names."""
        return next((f"{there}.{keys[0]}" for fields, there, keys in self.foreign_keys if fields == (field,)), None)


@dataclass(frozen=True, slots=True)
class ExportedRelease:
    """
    The tables of a release, by alphabet.

    Attributes:
        made: Day of the release, for the dates that a file format asks for.
        about: What a copy has to say of itself, as rows of `ABOUT_FIELDS`.
    """

    version: str
    names: bool
    made: datetime
    tables: tuple[ExportedTable, ...]
    about: tuple[tuple[str, str], ...] = ()

    def told(self, form: str) -> Iterator[ExportedTable]:
        """Yield the tables, and tell whoever watches which one is being written as *form*."""
        return each(self.tables, lambda table: f"{form}: {table.name}")

    def description(self) -> list[tuple[str | bool | None, ...]]:
        """Return a row of `DESCRIPTION_FIELDS` for each field of each table."""
        return [
            (
                table.name,
                field["name"],
                field["type"],
                field.get("unit"),
                field.get("rights"),
                field.get("description"),
                json.dumps(field["constraints"], ensure_ascii=False, sort_keys=True)
                if field.get("constraints")
                else None,
                bool(field.get("personal")),
                table.leads_to(field["name"]),
            )
            for table in self.tables
            for field in table.schema["fields"]
        ]


def iso(value: date) -> str:
    """
    Return a date, or a time in UTC, as ISO 8601 writes it.

    Examples:
        >>> iso(date(2026, 11, 29)), iso(datetime(2026, 11, 29, 22, 5, tzinfo=UTC))
        ('2026-11-29', '2026-11-29T22:05:00Z')
    """
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        return value.isoformat()
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _all_of(names: str | list[str] | tuple[str, ...], frame: pl.DataFrame) -> tuple[str, ...]:
    fields = listed(names)
    return fields if set(fields) <= set(frame.columns) else ()
