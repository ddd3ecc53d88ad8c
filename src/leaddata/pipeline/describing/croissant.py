"""
`croissant.json`: Croissant 1.1, with which `mlcroissant` and its like load the tables.

The terms are those of https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html and of its extension for
responsible use, https://docs.mlcommons.org/croissant/docs/croissant-rai-spec.html.
"""

from __future__ import annotations

from typing import Any

from leaddata.citation import bibtex
from leaddata.pipeline.describing.facts import ReleaseFacts, TableFile
from leaddata.pipeline.nouns import Field

__all__ = ["croissant"]

# As mlcroissant writes it, which warns where a key is missing; and `value`, which it lacks and the specification has:
# without it the count of rows would be a value of schema.org, and not of the field.
_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "annotation": "cr:annotation",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "prov": "http://www.w3.org/ns/prov#",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
    "value": "cr:value",
    "wd": "http://www.wikidata.org/entity/",
}

_TYPES = {
    "string": "sc:Text",
    "list": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
}
_CARDINALITY = "wd:Q4049983"
_ADDRESS = "https?://"

_RESPONSIBLE: dict[str, Any] = {
    "rai:dataCollection": (
        "Read by program from the documents that `sources` and `snapshots` list: tables, headings, bylines, references "
        "and stated facts. Each value keeps the printed text and the place it was read at, in `evidence`."
    ),
    "rai:dataCollectionType": ["Manual Human Curator", "Software Collection"],
    "rai:dataCollectionRawData": (
        "A report in PDF, web pages and bibliographic records; where their words may not be published, an edition that "
        "restates the facts as printed and the prose in other words (`snapshots.edition`)."
    ),
    "rai:dataCollectionMissingData": "Null means that the source does not say; `coverage` counts it per table and field.",
    "rai:dataImputationProtocol": "Nothing is imputed, inferred or completed.",
    "rai:dataPreprocessingProtocol": [
        "Wrapped cells are joined; months, numbers and terms of closed vocabularies are normalised beside what is printed.",
        "A row that fails its checks goes to `quarantine` with its reason and place.",
    ],
    "rai:dataLimitations": [
        "Few sources: no sample of programmes or of people, and no basis for rates.",
        "Sources contradict each other; `discrepancies` puts both statements side by side and decides nothing.",
        "State of the time of print: posts, grades and organisations have changed since.",
    ],
    "rai:dataBiases": [
        "Participants are those whom one report interviewed, chosen by its authors, in England.",
        "What a source does not mention is absent, which does not mean that it did not exist.",
    ],
    "rai:dataUseCases": [
        "Research on clinical leadership programmes: who took part, what they consist of, what was written on them.",
        "Not for decisions about a particular person, nor for contacting one.",
    ],
    "rai:dataReleaseMaintenancePlan": (
        "A release never changes; a new one comes only when something has changed, with every difference listed in "
        "CHANGES.md. People who ask for it are left out of every new release."
    ),
}


def croissant(facts: ReleaseFacts) -> dict[str, Any]:
    """Return the description of a release as Croissant 1.1: a file and a record set for each table."""
    creators = [{"@type": "Organization", "name": name, "url": facts.homepage} for name in facts.contributors]
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": facts.name,
        "alternateName": facts.title,
        "description": facts.description,
        "url": facts.homepage,
        "version": facts.version,
        "datePublished": facts.released.isoformat(),
        "license": [licence.url for licence in facts.licences],
        "usageInfo": facts.personal_data,
        "keywords": list(facts.keywords),
        "inLanguage": "en",
        "creator": creators,
        "publisher": creators,
        "citeAs": bibtex(_citable(facts)),
        "isLiveDataset": False,
        **_RESPONSIBLE,
        "rai:personalSensitiveInformation": _personal(facts),
        "prov:wasDerivedFrom": [_derived(facts, snapshot.snapshot_id) for snapshot in facts.snapshots],
        "distribution": [_file(facts, table) for table in facts.tables],
        "recordSet": [_record_set(table) for table in facts.tables],
    }
    if facts.previous:
        found["prov:wasRevisionOf"] = {"@id": _address(facts, f"release/{facts.previous.version}")}
    if facts.conditions:
        found["conditionsOfAccess"] = facts.conditions
    return found if facts.licences else {name: value for name, value in found.items() if name != "license"}


def _address(facts: ReleaseFacts, name: str) -> str:
    """Return the IRI that `prov.json` gives an entity."""
    return f"{facts.homepage}#{name}"


def _citable(facts: ReleaseFacts) -> dict[str, Any]:
    return {
        "title": facts.title,
        "version": facts.version,
        "created": facts.released.isoformat(),
        "homepage": facts.homepage,
        "contributors": [{"title": name} for name in facts.contributors],
    }


def _personal(facts: ReleaseFacts) -> list[str]:
    named = [f"{table.schema.name}.{field.name}" for table in facts.tables for field in table.personal_fields]
    return [facts.personal_data, *([f"Fields that name or find a person: {', '.join(named)}."] if named else [])]


def _derived(facts: ReleaseFacts, snapshot_id: str) -> dict[str, Any]:
    snapshot = next(one for one in facts.snapshots if one.snapshot_id == snapshot_id)
    source = facts.source(snapshot.source_id)
    found: dict[str, Any] = {
        "@type": "prov:Entity",
        "@id": _address(facts, f"snapshot/{snapshot.snapshot_id}"),
        "identifier": snapshot.snapshot_id,
        "prov:label": source.title,
        "sha256": snapshot.sha256,
    }
    return found | ({"url": source.url} if source.url else {})


def _file(facts: ReleaseFacts, table: TableFile) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "cr:FileObject",
        "@id": table.path,
        "name": table.path,
        "description": table.schema.description,
        "contentUrl": table.path,
        "contentSize": f"{table.byte_count} B",
        "encodingFormat": "application/x-parquet",
        "sha256": table.sha256,
    }
    if licences := facts.licences_of(table):
        found["license"] = [licence.url for licence in licences]
    if snapshots := facts.snapshots_of(table):
        found["prov:wasDerivedFrom"] = [
            {"@id": _address(facts, f"snapshot/{snapshot.snapshot_id}")} for snapshot in snapshots
        ]
    return found


def _record_set(table: TableFile) -> dict[str, Any]:
    schema = table.schema
    targets = {key.field: f"{key.table}/{key.target}" for key in schema.foreign_keys}
    return {
        "@type": "cr:RecordSet",
        "@id": schema.name,
        "name": schema.name,
        "alternateName": schema.title,
        "description": schema.description,
        "key": {"@id": f"{schema.name}/{schema.primary_key}"},
        "annotation": {
            "@type": "cr:Field",
            "@id": f"{schema.name}/#row_count",
            "name": "row_count",
            "description": "Number of rows.",
            "dataType": ["sc:Integer", _CARDINALITY],
            "value": table.row_count,
        },
        "field": [_field(table, field, targets.get(field.name)) for field in schema.fields],
    }


def _field(table: TableFile, field: Field, target: str | None) -> dict[str, Any]:
    is_address = field.type == "string" and str(field.constraints.get("pattern", "")).startswith(_ADDRESS)
    found: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.schema.name}/{field.name}",
        "name": field.name,
        "description": f"{field.description} Unit: {field.unit}." if field.unit else field.description,
        "dataType": "sc:URL" if is_address else _TYPES[field.type],
        "source": {"fileObject": {"@id": table.path}, "extract": {"column": field.name}},
    }
    if field.type == "list":
        found |= {"isArray": True, "arrayShape": "-1"}
    if target:
        found["dct:references"] = {"@id": target}
    if target and field.required:
        # mlcroissant joins what a reference names. It cannot where all values are null; and after a join with a field of
        # another record set it cannot load that one any more, while the column of the other file does no harm.
        table_name, column = target.split("/")
        found["references"] = {"fileObject": {"@id": f"{table_name}.parquet"}, "extract": {"column": column}}
    return found
