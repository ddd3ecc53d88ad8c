"""The nouns of a table's schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Field", "ForeignKey", "TableSchema"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """
    A column.

    Attributes:
        type: A word of Table Schema; ``list`` is a list of strings.
        rights: ``fact``, or ``expression``: words that may be somebody else's.
        personal: True where it names or finds a person.
        verbatim: True where it holds a title, a name or the like as printed, which is a fact at any length.
        constraints: As in Table Schema; ``pattern`` has to match the whole value.
    """

    name: str
    type: str
    rights: str
    description: str
    title: str | None = None
    unit: str | None = None
    personal: bool = False
    verbatim: bool = False
    constraints: Mapping[str, Any]

    @property
    def required(self) -> bool:
        """True if it may not be null."""
        return bool(self.constraints.get("required", False))


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A field whose values are keys of another table."""

    field: str
    table: str
    target: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TableSchema:
    """The only list of a table's columns."""

    name: str
    title: str
    description: str
    primary_key: str
    foreign_keys: tuple[ForeignKey, ...]
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields, in order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """Return the field of that name. Raises KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)
