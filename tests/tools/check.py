"""
Read what describes a release with the programs that it is for: run in an environment of theirs, without leaddata.

``check.py WHAT ...`` prints a line of JSON and ends with exit code 0, or with a traceback.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any


def croissant(folder: Path) -> dict[str, Any]:
    """
    Return the rows of every record set, loaded from one object, and what mlcroissant warns of.

    They are loaded in the other order too, from another object: of one object mlcroissant gives no record set with a
    reference a second time.
    """
    import mlcroissant

    dataset, again = (mlcroissant.Dataset(str(folder / "croissant.json")) for _ in range(2))
    issues = dataset.metadata.ctx.issues
    names = [one.id for one in dataset.metadata.record_sets]
    rows = {name: [_plain(row) for row in dataset.records(name)] for name in names}
    backwards = {name: [_plain(row) for row in again.records(name)] for name in reversed(names)}
    return {
        "issues": sorted(issues.errors) + sorted(issues.warnings),
        "version": dataset.metadata.version,
        "rows": rows,
        "is_same_again": rows == backwards,
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name.split("/", 1)[1]: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, list):
        return [_value(one) for one in value]
    if isinstance(value, dt.datetime):
        is_day = value.tzinfo is None and value.time() == dt.time()
        return value.date().isoformat() if is_day else value.isoformat()
    return value


def datapackage(folder: Path) -> dict[str, Any]:
    """Return what the published profile of Data Package 2.0 finds, and what frictionless reads."""
    import jsonschema
    from frictionless import Package

    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    profile = json.loads((_package("dplib") / "profiles" / "2.0" / "datapackage.json").read_text(encoding="utf-8"))
    found = sorted(
        {
            _place(error.absolute_path, descriptor)
            for error in jsonschema.Draft7Validator(profile).iter_errors(descriptor)
        }
    )
    with_lists = [one["name"] for one in descriptor["resources"] if "dialect" in one]
    package = Package(str(folder / "datapackage.json"))
    tables = [one for one in package.resources if one.name not in with_lists]
    return {"profile": found, "row_counts": {f"{one.name}.parquet": len(one.read_rows()) for one in tables}}


def _place(path: Any, descriptor: Any) -> str:
    """Return the last key of a place; for a field its type."""
    at = descriptor
    for part in path:
        at = at[part]
    return f"type {at['type']}" if isinstance(at, dict) and "type" in at else str(path[-1])


def datacite(folder: Path) -> dict[str, Any]:
    """Return what DataCite's JSON schema finds; the same content is then written as its XML."""
    from datacite import schema45

    content = json.loads((folder / "datacite.json").read_text(encoding="utf-8"))
    schema45.tostring(content)
    return {"errors": [error.message for error in schema45.validator.iter_errors(content)], "has_doi": "doi" in content}


def prov(folder: Path) -> dict[str, Any]:
    """Load the provenance, write and read it again in two formats, and return who is derived from whom."""
    from prov.model import ProvDerivation, ProvDocument

    document = ProvDocument.deserialize(str(folder / "prov.json"), format="json")
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    pairs = [[str(one.args[0]), str(one.args[1])] for one in document.get_records(ProvDerivation)]
    return {"is_same_again": document == again, "derived": sorted(pairs), "notation": document.get_provn()[:8]}


def cff(path: Path) -> dict[str, Any]:
    """Return what the JSON schema of Citation File Format 1.2.0 finds in a file."""
    import jsonschema
    import yaml

    schema = json.loads((_package("cffconvert") / "schemas" / "1.2.0" / "schema.json").read_text(encoding="utf-8"))
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    checker = jsonschema.FormatChecker()
    found = jsonschema.Draft7Validator(schema, format_checker=checker).iter_errors(content)
    return {"errors": [f"{error.json_path} {error.message}" for error in found], "title": content["title"]}


def bibliography(path: Path) -> dict[str, Any]:
    """Return the entries of a .bib file, or of a .ris file."""
    if path.suffix == ".ris":
        import rispy

        return {"entries": rispy.loads(path.read_text(encoding="utf-8"))}
    from pybtex.database import parse_file
    from pybtex.plugin import find_plugin

    found = parse_file(str(path), bib_format="bibtex")
    style = find_plugin("pybtex.style.formatting", "plain")()
    shown = (
        [entry.text.render_as("text") for entry in style.format_bibliography(found)]
        if "@misc" in path.read_text()
        else []
    )
    return {
        "entries": [
            {"kind": entry.type, **entry.fields, "author": [str(one) for one in entry.persons["author"]]}
            for entry in found.entries.values()
        ],
        "shown": shown,
    }


def _package(name: str) -> Path:
    # Not imported: one of them lacks dependencies.
    found = importlib.util.find_spec(name)
    assert found is not None
    assert found.submodule_search_locations is not None
    return Path(found.submodule_search_locations[0])


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](Path(sys.argv[2])), ensure_ascii=False))
