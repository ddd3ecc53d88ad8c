"""Strict reading of a schema file: whatever is not understood is an error that names file, field and what was meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from leaddata.errors import SchemaFileError
from leaddata.pipeline.nouns import Field, ForeignKey, TableSchema

__all__ = ["check_foreign_keys", "check_keys", "check_known", "read_mapping", "read_schema", "strict_yaml"]

_PYTHON: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "date": date,
    "datetime": datetime,
    "list": str,
}
_CONSTRAINTS: Mapping[str, frozenset[str]] = {
    "required": frozenset(_PYTHON),
    "unique": frozenset(_PYTHON) - {"list"},
    "minimum": frozenset({"integer", "number", "date", "datetime"}),
    "maximum": frozenset({"integer", "number", "date", "datetime"}),
    "minLength": frozenset({"string"}),
    "maxLength": frozenset({"string"}),
    "pattern": frozenset({"string"}),
    "enum": frozenset({"string", "integer"}),
}
_TABLE_KEYS = ("name", "title", "description", "primaryKey", "foreignKeys", "fields")
_FIELD_KEYS = ("name", "type", "rights", "title", "description", "unit", "personal", "verbatim", "constraints")
_TEXTS = ("string", "list")
_RIGHTS = ("fact", "expression")


def read_schema(path: Path) -> TableSchema:
    """
    Read one schema file.

    Raises:
        SchemaFileError: If it holds an unknown key, type, rights or constraint, or lacks a description or rights.
    """
    content = read_mapping(path)
    check_keys(content, _TABLE_KEYS, ("name", "title", "description", "primaryKey", "fields"), path)
    if content["name"] != path.stem:
        raise _wrong(
            path, f"expected the name {path.stem!r} as in the file's own name, got {content['name']!r}", "rename one"
        )
    for key in ("title", "description"):
        _check_text(content[key], key, path)
    if not isinstance(content["fields"], list) or not content["fields"]:
        raise _wrong(path, f"expected fields to be a list of fields, got {content['fields']!r}")
    fields = tuple(_field(entry, f"{path}#/fields/{index}") for index, entry in enumerate(content["fields"]))
    names = [field.name for field in fields]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise _wrong(path, f"expected every field once, got {twice[0]!r} {names.count(twice[0])} times", "rename one")
    primary_key = _one_name(content["primaryKey"], "primaryKey", path)
    check_known(primary_key, names, f"{path}#/primaryKey", "a field of this table")
    foreign_keys = content.get("foreignKeys", [])
    if not isinstance(foreign_keys, list):
        raise _wrong(path, f"expected foreignKeys to be a list, got {foreign_keys!r}")
    return TableSchema(
        name=content["name"],
        title=content["title"],
        description=content["description"],
        primary_key=primary_key,
        foreign_keys=tuple(_foreign_key(key, f"{path}#/foreignKeys/{i}") for i, key in enumerate(foreign_keys)),
        fields=fields,
    )


def _field(entry: Any, at: str) -> Field:
    if not isinstance(entry, dict):
        raise _wrong(at, f"expected a field, got {entry!r}")
    if isinstance(entry.get("name"), str):
        at = f"{at} ({entry['name']})"
    check_keys(entry, _FIELD_KEYS, ("name", "type", "rights", "description"), at)
    for key in ("name", "description", "title", "unit"):
        if key in entry:
            _check_text(entry[key], key, at)
    check_known(entry["type"], list(_PYTHON), at, "a type")
    check_known(entry["rights"], _RIGHTS, at, "rights")
    _check_marks(entry, at)
    constraints = entry.get("constraints", {})
    if not isinstance(constraints, dict):
        raise _wrong(at, f"expected constraints to be a mapping, got {constraints!r}")
    for name, value in constraints.items():
        _check_constraint(name, value, entry["type"], at)
    if constraints.get("unique") and not constraints.get("required"):
        # Pandera counts two nulls as a duplicate.
        raise _wrong(at, "expected a unique field to be required too, got unique alone", "add required: true")
    return Field(**{**entry, "constraints": constraints})


def _check_marks(entry: Mapping[str, Any], at: str) -> None:
    for key in ("personal", "verbatim"):
        if not isinstance(entry.get(key, False), bool):
            raise _wrong(at, f"expected {key} to be true or false, got {entry[key]!r}")
    if entry.get("verbatim") and (entry["rights"] != "fact" or entry["type"] not in _TEXTS):
        raise _wrong(at, f"expected verbatim on a fact that is text, got it on {entry['rights']}, {entry['type']}")


def _check_constraint(name: Any, value: Any, type_name: str, at: str) -> None:
    check_known(name, list(_CONSTRAINTS), at, "a constraint")
    if type_name not in _CONSTRAINTS[name]:
        raise _wrong(
            at, f"expected {name} on a field of type {' or '.join(sorted(_CONSTRAINTS[name]))}, got {type_name}"
        )
    expected: Any
    match name:
        case "required" | "unique":
            expected = bool
        case "minLength" | "maxLength":
            expected = int
        case "enum":
            expected = list
        case _:
            expected = _PYTHON[type_name]
    if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
        raise _wrong(at, f"expected {name} to fit a field of type {type_name}, got {value!r}")
    if name == "pattern":
        _check_pattern(value, at)
    if name == "enum":
        _check_enum(value, type_name, at)


def _check_pattern(pattern: str, at: str) -> None:
    try:
        # Pandera compiles it with Python, polars runs it in Rust.
        re.compile(pattern)
        pl.select(pl.lit("").str.contains(pattern))
    except (re.error, pl.exceptions.ComputeError) as error:
        raise _wrong(at, f"expected a pattern without look-around that compiles, got {pattern!r}") from error


def _check_enum(words: list[Any], type_name: str, at: str) -> None:
    if not words or not all(type(word) is _PYTHON[type_name] for word in words):
        raise _wrong(at, f"expected enum to list values of type {type_name}, got {words!r}")


def _foreign_key(entry: Any, at: str) -> ForeignKey:
    if not isinstance(entry, dict):
        raise _wrong(at, f"expected a foreign key, got {entry!r}")
    check_keys(entry, ("fields", "reference"), ("fields", "reference"), at)
    reference = entry["reference"]
    if not isinstance(reference, dict):
        raise _wrong(at, f"expected reference to be a mapping, got {reference!r}")
    check_keys(reference, ("resource", "fields"), ("resource", "fields"), at)
    _check_text(reference["resource"], "resource", at)
    return ForeignKey(
        _one_name(entry["fields"], "fields", at), reference["resource"], _one_name(reference["fields"], "fields", at)
    )


def check_foreign_keys(schema: TableSchema, schemas: Mapping[str, TableSchema], path: Path) -> None:
    """
    Check that every foreign key leads from a field of the table to a field of a table.

    Raises:
        SchemaFileError: If one does not.
    """
    for key in schema.foreign_keys:
        at = f"{path}#/foreignKeys ({key.field})"
        check_known(key.field, schema.names, at, "a field of this table")
        check_known(key.table, list(schemas), at, "a table")
        check_known(key.target, schemas[key.table].names, at, f"a field of {key.table}")


class _Once(yaml.SafeLoader):
    """YAML, but a key that stands twice in a mapping is an error, not the last one's value."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                msg = f"the key {key!r} stands twice in one mapping"
                raise yaml.YAMLError(msg)
        return super().construct_mapping(node, deep)


def strict_yaml(path: Path) -> Any:
    """
    Read a YAML file in which no key may stand twice.

    Raises:
        SchemaFileError: If it cannot be read, or is not such YAML.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Once)  # noqa: S506 (a SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _wrong(
            path, f"expected YAML, got {' '.join(str(error).split())}", "correct the line that it names"
        ) from error


def read_mapping(path: Path) -> dict[str, Any]:
    """
    Read a YAML file that holds one mapping.

    Raises:
        SchemaFileError: If it is no YAML, holds anything else, or has a key twice.
    """
    content = strict_yaml(path)
    if not isinstance(content, dict):
        raise _wrong(path, f"expected a mapping, got {content!r}")
    return content


def check_keys(entry: Mapping[str, Any], known: Sequence[str], needed: Sequence[str], at: object) -> None:
    """Check that a mapping has the keys needed, and none that is not known. Raises SchemaFileError."""
    for key in entry:
        check_known(key, known, at, "a key")
    for key in needed:
        if key not in entry:
            raise _wrong(at, f"expected the key {key!r}, got none", "add it")


def check_known(value: Any, known: Collection[str], at: object, what: str) -> None:
    """Check that *value* is one of *known*; the error suggests the one meant. Raises SchemaFileError."""
    if value in known:
        return
    near = difflib.get_close_matches(str(value), known, n=1)
    step = f"did you mean {near[0]!r}?" if near else "write one of these"
    msg = f"expected {what} ({', '.join(known)}), got {value!r}"
    raise SchemaFileError(msg, at=at, next_step=step)


def _check_text(value: Any, key: str, at: object) -> None:
    if not isinstance(value, str) or not value.strip():
        raise _wrong(at, f"expected {key} to be a text, got {value!r}")


def _one_name(value: Any, key: str, at: object) -> str:
    if not isinstance(value, list) or len(value) != 1 or not isinstance(value[0], str):
        raise _wrong(at, f"expected {key} to be a list of one field's name, got {value!r}")
    return value[0]


def _wrong(at: object, message: str, step: str = "write it as the other schemas have it") -> SchemaFileError:
    return SchemaFileError(message, at=at, next_step=step)
