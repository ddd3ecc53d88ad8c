"""What the tables are, in values that print as a reader would want them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from leaddata import notebook
from leaddata.widths import aligned, wide
from leaddata.withheld import listed

if TYPE_CHECKING:
    import polars as pl

__all__ = ["FieldDescription", "TableDescription", "TableList", "table_description"]


class TableList(list[str]):
    """Names of tables, which a prompt or notebook shows with what they are."""

    def __init__(self, resources: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__(resources)
        self._rows = {
            name: (resource["row_count"], resource["description"].split(". ")[0].rstrip("."))
            for name, resource in resources.items()
        }

    def __repr__(self) -> str:
        return aligned([(name, f"{count:,}", text) for name, count, text in self._shown()], right=1)

    def _repr_html_(self) -> str:
        rows = [(name, f"{count:,}", text) for name, count, text in self._shown()]
        return notebook.table(f"{len(self)} tables", ("table", "rows", "a row is"), rows, right=1)

    def _shown(self) -> Iterator[tuple[str, int, str]]:
        return ((name, *self._rows[name]) for name in self if name in self._rows)


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """
    A column, as the release's data dictionary has it.

    Attributes:
        rights: ``fact``, or ``expression`` (somebody's words; null where they may not be passed on).
        unit: What a number counts; None where it has no unit.
        is_personal: True if it names a person; `load(..., names=False)` leaves it out.
        constraints: As in Table Schema: ``required``, ``enum``, ``minimum`` ...
    """

    name: str
    type: str
    description: str
    rights: str
    unit: str | None
    is_personal: bool
    constraints: dict[str, Any]

    @property
    def notes(self) -> str:
        """Type, unit and what holds of every value, in words."""
        notes = [self.type]
        notes += [self.unit] if self.unit else []
        notes += ["never null"] if self.constraints.get("required") else []
        notes += [self.rights] if self.rights != "fact" else []
        notes += ["names a person"] if self.is_personal else []
        if terms := self.constraints.get("enum"):
            notes.append("one of " + ", ".join(map(str, terms)))
        return "; ".join(notes)


@dataclass(frozen=True, slots=True)
class TableDescription:
    """A table, as the release's data dictionary has it."""

    name: str
    title: str
    description: str
    row_count: int
    primary_key: tuple[str, ...]
    foreign_keys: tuple[str, ...]
    fields: tuple[FieldDescription, ...]

    def __str__(self) -> str:
        lines = [f"{self.name}: {self.title}, {self.row_count} rows", *textwrap.wrap(self.description, wide()), ""]
        lines.append(aligned([("", one.name, f"{one.description} ({one.notes})") for one in self.fields]))
        lines += ["", f"primary key: {', '.join(self.primary_key)}"]
        lines += [f"foreign key: {key}" for key in self.foreign_keys]
        return "\n".join(lines)

    __repr__ = __str__

    def to_frame(self) -> pl.DataFrame:
        """Return one row per field: name, type, unit, whether it may be null or names a person, rights, description."""
        import polars as pl  # here, so that `import leaddata` stays instant

        rows = [asdict(field) | {"is_required": bool(field.constraints.get("required"))} for field in self.fields]
        columns = ("name", "type", "unit", "is_required", "is_personal", "rights", "description")
        kinds = {name: pl.Boolean if name.startswith("is_") else pl.String for name in columns}
        return pl.DataFrame([{name: row[name] for name in columns} for row in rows], schema=kinds)

    def _repr_html_(self) -> str:
        rows = [(field.name, field.notes, field.description) for field in self.fields]
        keys = [f"primary key: {', '.join(self.primary_key)}", *(f"foreign key: {key}" for key in self.foreign_keys)]
        caption = f"{self.name}: {self.title}, {self.row_count:,} rows"
        return notebook.table(caption, ("field", "type", "what it means"), rows, above=[self.description], below=keys)


def table_description(resource: Mapping[str, Any]) -> TableDescription:
    """Return what the descriptor of a table says."""
    schema = resource["schema"]
    return TableDescription(
        name=resource["name"],
        title=resource["title"],
        description=resource["description"],
        row_count=resource["row_count"],
        primary_key=listed(schema["primaryKey"]),
        foreign_keys=tuple(
            f"{', '.join(listed(key['fields']))} -> "
            f"{key['reference']['resource']}.{', '.join(listed(key['reference']['fields']))}"
            for key in schema.get("foreignKeys", ())
        ),
        fields=tuple(
            FieldDescription(
                name=field["name"],
                type=field["type"],
                description=field["description"],
                rights=field["rights"],
                unit=field.get("unit"),
                is_personal=field.get("personal", False),
                constraints=dict(field.get("constraints", {})),
            )
            for field in schema["fields"]
        ),
    )
