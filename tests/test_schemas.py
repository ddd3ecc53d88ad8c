"""Schemas, vocabularies and sidecars are read strictly, and each error says what to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from made import REPORT, extraction, participant, snapshot

from leaddata.errors import SchemaFileError, SnapshotError
from leaddata.pipeline.schemas import descriptor, load_schemas
from leaddata.pipeline.snapshots import load_sidecar
from leaddata.pipeline.tabulate import tabulate
from leaddata.pipeline.vocabularies import load_vocabularies

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
    assert caught.value.next_step


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("description: [\n", "expected YAML, got while parsing a flow node .*: correct the line"),
        ("- a\n", "expected the keys description and terms, got .*: write it as the other"),
        ("description: a\nterms: {a: b}\n", "expected terms to be a list, got .*: write it as the other"),
        ("description: a\nterms: [{printed: [A]}]\n", "expected a term with an id, got .*: give it an id"),
        (
            "description: a\nterms: [{id: a, printed: A}]\n",
            "expected printed to be a list of texts, got 'A': write the",
        ),
        ("description: a\nterms: [{id: a}, {id: a}]\n", "got 'a' twice: remove one of the two"),
    ],
)
def test_a_vocabulary_that_is_none_says_what_to_do(tmp_path: Path, text: str, expected: str) -> None:
    """Each error of a vocabulary is one line with a next step."""
    (tmp_path / "colours.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(SchemaFileError, match=rf"colours\.yaml.*: .*{expected}") as caught:
        load_vocabularies(tmp_path)
    assert len(str(caught.value).splitlines()) == 1


SIDECAR = {
    "source_id": REPORT,
    "edition": "restated",
    "file": "report.pdf",
    "media_type": "application/pdf",
    "sha256": "0" * 64,
    "bytes": 3,
}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ([], "expected a JSON object, got list: restore it"),
        ({**SIDECAR, "bytes": "many"}, "expected bytes to be an integer, got 'many': restore it"),
        ({**SIDECAR, "url": 5}, "expected url to be a text, got 5: restore it"),
        ({**SIDECAR, "file": "../report.pdf"}, "expected a file name without folders, got .*: put the document beside"),
        ({**SIDECAR, "edition": "original"}, "expected the source and edition of the folder, got .*: move the folder"),
        ({"edition": "restated"}, "expected the field 'source_id', got none: restore it"),
        ({**SIDECAR, "passages": {"a#text": 3}}, "expected word_count and sha256, got 3: run `python -m"),
        ({**SIDECAR, "notes": "a"}, r"got 'notes': did you mean 'note'\?"),
    ],
)
def test_a_sidecar_that_is_none_says_what_to_do(tmp_path: Path, content: Any, expected: str) -> None:
    """Each error of a snapshot.json is one line with a next step."""
    path = tmp_path / REPORT / "restated" / "snapshot.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(content), encoding="utf-8")

    with pytest.raises(SnapshotError, match=rf"snapshot\.json.*: .*{expected}") as caught:
        load_sidecar(path, tmp_path)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(("field", "expected"), [("position", "an integer"), ("name", "a string")])
def test_a_value_of_another_type_is_told_in_words(field: str, expected: str) -> None:
    """The reason of a stopped row reads as a sentence."""
    where = snapshot(REPORT)
    found = tabulate(extraction(REPORT, [participant(where, 1, **{field: True})], where=where), load_schemas())

    assert [f"{field}: expected {expected}, got True"] == [
        row.reason for row in found.quarantined if row.table == "participants"
    ]
