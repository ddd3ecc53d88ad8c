"""The files of a release that describe it: `datapackage.json`, `DICTIONARY.md`, `CITATION.cff`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
import yaml

from leaddata.pipeline.nouns import Field, TableSchema
from leaddata.pipeline.schemas import descriptor

__all__ = ["ResourceFile", "allowed", "citation", "datapackage", "dictionary"]

TITLE = "leaddata: clinical leadership programmes as they were printed"
DESCRIPTION = (
    "Facts on clinical leadership programmes, their participants and what was written on them, each traceable to the "
    "place where it was printed. Null means that the source does not say."
)
HOMEPAGE = "https://github.com/leaddata/leaddata"
CONTRIBUTORS = ("The leaddata contributors",)
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}

_CFF_TYPES = {"report": "report", "blog": "blog", "article": "article", "book_page": "website"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ResourceFile:
    """A table's file as written."""

    schema: TableSchema
    row_count: int
    byte_count: int
    sha256: str
    content_sha256: str


def datapackage(
    files: Iterable[ResourceFile],
    sources: pl.DataFrame,
    snapshots: pl.DataFrame,
    *,
    version: str,
    released: date,
    local_only: bool,
) -> dict[str, Any]:
    """Return the descriptor of a release as Data Package v2."""
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "leaddata",
        "title": TITLE,
        "description": DESCRIPTION,
        "homepage": HOMEPAGE,
        "version": version,
        "created": f"{released.isoformat()}T00:00:00Z",
        "contributors": [{"title": name, "roles": ["creator"]} for name in CONTRIBUTORS],
        "licenses": [LICENCE],
        "sources": list(_sources(sources, snapshots)),
        "resources": [_resource(file) for file in files],
    }
    if local_only:
        # It holds other people's sentences.
        package["local_only"] = True
        del package["licenses"]
    return package


def dictionary(schemas: Iterable[TableSchema], version: str) -> str:
    """Return what every table and field means, as Markdown."""
    lines = [f"# Data dictionary of leaddata {version}", "", DESCRIPTION, ""]
    for schema in schemas:
        lines += [f"## {schema.name}", "", schema.description, "", f"Key: `{schema.primary_key}`."]
        lines += [f"`{key.field}` leads to `{key.table}.{key.target}`." for key in schema.foreign_keys]
        lines += ["", "| field | type | unit | rights | meaning | allowed |", "|---|---|---|---|---|---|"]
        lines += [_dictionary_row(field) for field in schema.fields]
        lines.append("")
    return "\n".join(lines)


def citation(sources: pl.DataFrame, version: str) -> str:
    """Return how to cite a release, as Citation File Format."""
    content = {
        "cff-version": "1.2.0",
        "message": "Please cite this dataset, and the source that a value comes from.",
        "type": "dataset",
        "title": TITLE,
        "authors": [{"name": name} for name in CONTRIBUTORS],
        "version": version,
        "license": LICENCE["name"],
        "repository-code": HOMEPAGE,
        "references": [_reference(row) for row in sources.iter_rows(named=True)],
    }
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)


def _sources(sources: pl.DataFrame, snapshots: pl.DataFrame) -> Iterable[dict[str, Any]]:
    read = {row["source_id"]: row for row in snapshots.iter_rows(named=True)}
    for source in sources.iter_rows(named=True):
        snapshot = read[source["source_id"]]
        found = {
            "title": source["title"],
            "path": source["url"],
            "version": snapshot["snapshot_id"],
            "source_id": source["source_id"],
            "edition": snapshot["edition"],
            "licence": source["licence"],
            "redistribution": source["redistribution"],
        }
        yield {name: value for name, value in found.items() if value is not None}


def _resource(file: ResourceFile) -> dict[str, Any]:
    return {
        "name": file.schema.name,
        "type": "table",
        "title": file.schema.title,
        "description": file.schema.description,
        "path": f"{file.schema.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": file.byte_count,
        "hash": f"sha256:{file.sha256}",
        "content_sha256": file.content_sha256,
        "row_count": file.row_count,
        "schema": descriptor(file.schema),
    }


def _dictionary_row(field: Field) -> str:
    cells = (
        f"`{field.name}`",
        field.type,
        field.unit or "",
        f"{field.rights}, personal" if field.personal else field.rights,
        field.description,
        allowed(field.constraints),
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def allowed(constraints: Mapping[str, Any]) -> str:
    """
    Say constraints in words.

    Examples:
        >>> allowed({"required": True, "minimum": 1})
        'never null; at least 1'
    """
    words = {
        "required": "never null",
        "unique": "no value twice",
        "minimum": f"at least {constraints.get('minimum')}",
        "maximum": f"at most {constraints.get('maximum')}",
        "minLength": f"at least {constraints.get('minLength')} characters",
        "maxLength": f"at most {constraints.get('maxLength')} characters",
        "pattern": f"form `{constraints.get('pattern')}`",
        "enum": " or ".join(f"`{value}`" for value in constraints.get("enum", ())),
    }
    return "; ".join(words[name] for name, value in constraints.items() if value is not False)


def _reference(source: Mapping[str, Any]) -> dict[str, Any]:
    names = source["creators"] or [source["publisher"] or "Author not known"]
    found = {
        "type": _CFF_TYPES[source["kind"]],
        "title": source["title"],
        "authors": [{"name": name} for name in names],
        "publisher": {"name": source["publisher"]} if source["publisher"] else None,
        "year": source["year"],
        "doi": source["doi"],
        "url": source["url"],
    }
    return {name: value for name, value in found.items() if value is not None}
