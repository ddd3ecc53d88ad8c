"""Schema files are read strictly, and compile to checks."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from leaddata.errors import SchemaFileError
from leaddata.pipeline.schemas import descriptor, load_schemas

GOOD = {
    "name": "things",
    "title": "Things",
    "description": "A thing.",
    "primaryKey": ["thing_id"],
    "fields": [
        {
            "name": "thing_id",
            "type": "string",
            "rights": "fact",
            "description": "Id.",
            "constraints": {"required": True, "unique": True, "pattern": "[a-z]+"},
        },
        {"name": "weight", "type": "number", "rights": "fact", "description": "Weight.", "unit": "kg"},
    ],
}


def write(folder: Path, **changes: object) -> Path:
    (folder / "things.yaml").write_text(yaml.safe_dump({**GOOD, **changes}), encoding="utf-8")
    return folder


def with_field(**changes: object) -> list[dict[str, object]]:
    field = {**GOOD["fields"][1], **changes}  # type: ignore[dict-item]
    return [GOOD["fields"][0], {name: value for name, value in field.items() if value is not None}]  # type: ignore[list-item]


def test_every_schema_of_the_project_is_understood() -> None:
    """The project's own schemas load, and each table has the fields that every table has."""
    schemas = load_schemas()

    assert {"participants", "evidence", "quarantine"} <= set(schemas)
    assert all(schema.field(schema.primary_key).required for schema in schemas.values())
    assert all("source_id" in schema.names for name, schema in schemas.items() if name != "evidence")


def test_a_schema_comes_back_as_table_schema(tmp_path: Path) -> None:
    """The descriptor is Table Schema with our rights and unit."""
    schema = load_schemas(write(tmp_path))["things"]

    assert ["thing_id"] == descriptor(schema)["primaryKey"]
    assert {
        "name": "weight",
        "type": "number",
        "description": "Weight.",
        "rights": "fact",
        "unit": "kg",
    } == descriptor(schema)["fields"][1]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"titel": "Things"}, "did you mean 'title'?"),
        ({"name": "thing"}, "expected the name 'things'"),
        ({"description": " "}, "expected description to be a text"),
        ({"primaryKey": ["thing"]}, "did you mean 'thing_id'?"),
        ({"primaryKey": "thing_id"}, "expected primaryKey to be a list of one field's name"),
        ({"fields": with_field(type="nummer")}, "did you mean 'number'?"),
        ({"fields": with_field(rights=None)}, "expected the key 'rights'"),
        ({"fields": with_field(rights="facts")}, "did you mean 'fact'?"),
        ({"fields": with_field(description=None)}, "expected the key 'description'"),
        ({"fields": with_field(units="kg")}, "did you mean 'unit'?"),
        ({"fields": with_field(constraints={"minimun": 1})}, "did you mean 'minimum'?"),
        ({"fields": with_field(constraints={"minimum": "one"})}, "expected minimum to fit"),
        ({"fields": with_field(constraints={"minimum": True})}, "expected minimum to fit"),
        ({"fields": with_field(constraints={"pattern": "a"})}, "expected pattern on a field of type string"),
        ({"fields": with_field(type="string", constraints={"pattern": "(?<=a)b"})}, "without look-around"),
        ({"fields": with_field(type="string", constraints={"pattern": "(a"})}, "that compiles"),
        ({"fields": with_field(type="string", constraints={"enum": []})}, "expected enum to list values"),
        ({"fields": with_field(constraints={"unique": True})}, "expected a unique field to be required"),
        ({"fields": with_field(personal="yes")}, "expected personal to be true or false"),
        ({"fields": with_field(name="thing_id")}, "expected every field once"),
        (
            {"foreignKeys": [{"fields": ["weight"], "reference": {"resource": "thing", "fields": ["thing_id"]}}]},
            "did you mean 'things'?",
        ),
        (
            {"foreignKeys": [{"fields": ["wait"], "reference": {"resource": "things", "fields": ["thing_id"]}}]},
            "a field of this table",
        ),
        (
            {"foreignKeys": [{"fields": ["weight"], "reference": {"resource": "things", "fields": ["id"]}}]},
            "a field of things",
        ),
    ],
)
def test_what_is_not_understood_stops(tmp_path: Path, changes: dict[str, object], expected: str) -> None:
    """Each thing that a schema should not hold is named, with its file and what was expected."""
    with pytest.raises(SchemaFileError) as caught:
        load_schemas(write(tmp_path, **changes))

    assert expected in str(caught.value)
    assert "things.yaml" in str(caught.value)


def test_a_key_twice_stops(tmp_path: Path) -> None:
    """YAML would keep the last of two equal keys; we stop."""
    path = write(tmp_path) / "things.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "title: Other\n", encoding="utf-8")

    with pytest.raises(SchemaFileError, match="'title' stands twice"):
        load_schemas(tmp_path)


def test_an_empty_folder_stops(tmp_path: Path) -> None:
    """No schema at all is a wrong folder, not a project without tables."""
    with pytest.raises(SchemaFileError, match=r"got no \.yaml file"):
        load_schemas(tmp_path)
