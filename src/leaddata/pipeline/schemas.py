"""The schema of every table: ``schemas/<table>.yaml``, Table Schema plus rights and unit, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from leaddata.errors import SchemaFileError
from leaddata.pipeline.nouns import Field, ForeignKey, TableSchema
from leaddata.pipeline.schema_files import check_foreign_keys, read_schema

__all__ = [
    "DTYPES",
    "Field",
    "ForeignKey",
    "TableSchema",
    "descriptor",
    "frame_schema",
    "load_schemas",
    "schema_folder",
]

DTYPES: Mapping[str, pl.DataType] = {
    "string": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "datetime": pl.Datetime("us", "UTC"),
    "list": pl.List(pl.String()),
}

_PACKAGE = Path(__file__).resolve().parent.parent


def schema_folder() -> Path:
    """Return the folder of the schemas: inside the installed package, else in the repository."""
    installed = _PACKAGE / "_schemas"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / "schemas"


@cache
def load_schemas(folder: Path | None = None) -> dict[str, TableSchema]:
    """
    Load every schema, in order of names.

    Raises:
        SchemaFileError: If a file holds anything that is not understood. Nothing in a schema is passed over, so that
            a misspelt constraint is not a constraint silently lost.
    """
    folder = folder or schema_folder()
    schemas = {path.stem: read_schema(path) for path in sorted(folder.glob("*.yaml"))}
    if not schemas:
        msg = "expected a schema for each table, got no .yaml file"
        raise SchemaFileError(msg, at=folder, next_step="install leaddata again, or restore the folder")
    for schema in schemas.values():
        check_foreign_keys(schema, schemas, folder / f"{schema.name}.yaml")
    return schemas


def frame_schema(schema: TableSchema) -> dict[str, pl.DataType]:
    """Return the polars type of each column."""
    return {field.name: DTYPES[field.type] for field in schema.fields}


def descriptor(schema: TableSchema) -> dict[str, Any]:
    """Return the schema as Table Schema v2, as the data package and the Parquet files carry it."""
    found: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "name": schema.name,
        "title": schema.title,
        "description": schema.description,
        "fields": [_field_descriptor(field) for field in schema.fields],
        "primaryKey": [schema.primary_key],
    }
    if schema.foreign_keys:
        found["foreignKeys"] = [
            {"fields": [key.field], "reference": {"resource": key.table, "fields": [key.target]}}
            for key in schema.foreign_keys
        ]
    return found


def _field_descriptor(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"name": field.name, "type": field.type}
    if field.type == "list":
        found["itemType"] = "string"
    if field.title:
        found["title"] = field.title
    found |= {"description": field.description, "rights": field.rights}
    if field.unit:
        found["unit"] = field.unit
    if field.personal:
        found["personal"] = True
    if field.constraints:
        found["constraints"] = dict(field.constraints)
    return found
