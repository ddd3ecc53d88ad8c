"""`datapackage.json`: Data Package v2, which the loader reads, and which frictionless validates with its rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from leaddata.pipeline.describing.facts import Licence, ReleaseFacts, SnapshotFacts, TableFile
from leaddata.pipeline.nouns import TableSchema
from leaddata.pipeline.schemas import descriptor

__all__ = ["datapackage", "resource_schema"]

# What pandas, through which frictionless reads Parquet, makes of a null.
_NULLS = {"integer": "nan", "number": "nan", "date": "NaT", "datetime": "NaT"}


def datapackage(facts: ReleaseFacts) -> dict[str, Any]:
    """Return the descriptor of a release as Data Package v2."""
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": facts.name,
        # The same for every release: it is the id of the package, and `version` tells them apart.
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, facts.homepage)),
        "title": facts.title,
        "description": facts.description,
        "homepage": facts.homepage,
        "version": facts.version,
        "created": f"{facts.released.isoformat()}T00:00:00Z",
        "keywords": list(facts.keywords),
        "contributors": [
            {"title": name, "path": facts.homepage, "roles": ["creator", "publisher"]} for name in facts.contributors
        ],
        "licenses": [_licence(licence) for licence in facts.licences],
        "personal_data": facts.personal_data,
        "software": f"leaddata {facts.software}",
        "sources": list(_sources(facts)),
        "resources": [_resource(facts, table) for table in facts.tables],
    }
    if facts.previous:
        package["previous"] = {"version": facts.previous.version, "sums_sha256": facts.previous.sums_sha256}
    if facts.local_only:
        # It holds other people's sentences.
        package["local_only"] = True
        del package["licenses"]
    return package


def resource_schema(schema: TableSchema) -> dict[str, Any]:
    """
    Return the schema of a table so that `frictionless validate` can read the table's Parquet file.

    It reads Parquet through pandas: a null comes as ``nan`` or ``NaT``, and a list as what it takes for no list. So
    these are named as missing values where no value can be meant by them, columns of lists are left unread
    (``fieldsMatch`` and the dialect of the resource), and one of them that may not be null says so in `nullable`.
    `leaddata.descriptor.restored` gives the schema back.
    """
    found = descriptor(schema)
    for field in found["fields"]:
        if field["type"] in _NULLS:
            field["missingValues"] = ["", _NULLS[field["type"]]]
        if field["type"] == "list" and field.get("constraints", {}).get("required"):
            field["constraints"] = {name: value for name, value in field["constraints"].items() if name != "required"}
            field["nullable"] = False
    if _unread(schema):
        found["fieldsMatch"] = "superset"
    return found


def _unread(schema: TableSchema) -> bool:
    return any(field.type == "list" for field in schema.fields)


def _sources(facts: ReleaseFacts) -> Iterator[dict[str, Any]]:
    read = {snapshot.source_id: snapshot for snapshot in facts.snapshots}
    for source in facts.sources:
        snapshot = read[source.source_id]
        found = {
            "title": source.title,
            "path": source.url,
            "version": snapshot.snapshot_id,
            "source_id": source.source_id,
            "edition": snapshot.edition,
            "sha256": snapshot.sha256,
            "licence": source.licence,
            "redistribution": source.redistribution,
        }
        yield {name: value for name, value in found.items() if value is not None}


def _resource(facts: ReleaseFacts, table: TableFile) -> dict[str, Any]:
    schema = table.schema
    found: dict[str, Any] = {
        "name": schema.name,
        "type": "table",
        "title": schema.title,
        "description": schema.description,
        "path": table.path,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        # Not `bytes`: frictionless counts none of a Parquet file, and takes the number for wrong.
        "byte_count": table.byte_count,
        "hash": f"sha256:{table.sha256}",
        "content_sha256": table.content_sha256,
        "row_count": table.row_count,
    }
    if licences := facts.licences_of(table):
        found["licenses"] = [_licence(licence, table) for licence in licences]
    if table.personal_fields:
        found["personal_data"] = [field.name for field in table.personal_fields]
    if snapshots := facts.snapshots_of(table):
        found["sources"] = [_source(facts, snapshot) for snapshot in snapshots]
    if _unread(schema):
        found["dialect"] = {"parquet": {"columns": [field.name for field in schema.fields if field.type != "list"]}}
    found["schema"] = resource_schema(schema)
    return found


def _source(facts: ReleaseFacts, snapshot: SnapshotFacts) -> dict[str, Any]:
    source = facts.source(snapshot.source_id)
    found = {"title": source.title, "path": source.url, "version": snapshot.snapshot_id}
    return {name: value for name, value in found.items() if value is not None}


def _licence(licence: Licence, table: TableFile | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": licence.name,
        "path": licence.url,
        "title": licence.title,
        "covers": licence.covers,
    }
    if licence.attribution:
        found["attribution"] = licence.attribution
    if table and (fields := table.fields_under(licence)):
        found["fields"] = list(fields)
    return found
