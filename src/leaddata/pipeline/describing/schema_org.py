"""
`dataset.jsonld`: schema.org, which search engines for data sets read.

What Google Dataset Search asks for: https://developers.google.com/search/docs/appearance/structured-data/dataset. Neither
a period nor a place is claimed for the data as a whole, since no source states one.
"""

from __future__ import annotations

from typing import Any

from leaddata.pipeline.describing.facts import Licence, ReleaseFacts, SnapshotFacts, SourceFacts, TableFile
from leaddata.pipeline.nouns import Field

__all__ = ["schema_org"]

_TYPES = {"report": "Report", "blog": "Blog", "article": "ScholarlyArticle", "book_page": "WebPage"}


def schema_org(facts: ReleaseFacts) -> dict[str, Any]:
    """Return the description of a release as a schema.org Dataset in JSON-LD; addresses of files are relative to it."""
    makers = [{"@type": "Organization", "name": name, "url": facts.homepage} for name in facts.contributors]
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": facts.title,
        "alternateName": facts.name,
        "description": facts.description,
        "url": facts.homepage,
        "version": facts.version,
        "datePublished": facts.released.isoformat(),
        **_access(facts),
        "usageInfo": {"@type": "CreativeWork", "name": "Personal data", "text": facts.personal_data},
        "keywords": list(facts.keywords),
        "inLanguage": "en",
        "creator": makers,
        "publisher": makers,
        "measurementTechnique": "Read by program from printed tables, pages and records; see evidence.parquet",
        "isBasedOn": [_source(facts.source(snapshot.source_id), snapshot) for snapshot in facts.snapshots],
        "distribution": [_download(facts, table) for table in facts.tables],
        "variableMeasured": [_variable(table, field) for table in facts.tables for field in table.schema.fields],
    }


def _access(facts: ReleaseFacts) -> dict[str, Any]:
    if facts.conditions:
        return {"conditionsOfAccess": facts.conditions}
    return {
        "creativeWorkStatus": "Published",
        "isAccessibleForFree": True,
        "license": [_licence(licence) for licence in facts.licences],
    }


def _licence(licence: Licence) -> dict[str, Any]:
    found = {"@type": "CreativeWork", "name": licence.title, "url": licence.url, "description": licence.covers}
    return found | ({"creditText": licence.attribution} if licence.attribution else {})


def _source(source: SourceFacts, snapshot: SnapshotFacts) -> dict[str, Any]:
    identifiers = [snapshot.snapshot_id, *([f"https://doi.org/{source.doi}"] if source.doi else [])]
    found: dict[str, Any] = {
        "@type": _TYPES[source.kind],
        "name": source.title,
        "url": source.url,
        "identifier": identifiers,
        "datePublished": str(source.year) if source.year else None,
        "inLanguage": source.language,
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        # What the publisher says of its own document: words, and seldom an address.
        "license": {"@type": "CreativeWork", "name": source.licence} if source.licence else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _download(facts: ReleaseFacts, table: TableFile) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@type": "DataDownload",
        "@id": table.path,
        "name": table.schema.title,
        "description": table.schema.description,
        "contentUrl": table.path,
        "encodingFormat": "application/vnd.apache.parquet",
        "contentSize": f"{table.byte_count} B",
        "sha256": table.sha256,
        "size": {"@type": "QuantitativeValue", "value": table.row_count, "unitText": "rows"},
    }
    if licences := facts.licences_of(table):
        found["license"] = [licence.url for licence in licences]
    return found


def _variable(table: TableFile, field: Field) -> dict[str, Any]:
    found = {"@type": "PropertyValue", "name": f"{table.schema.name}.{field.name}", "description": field.description}
    return found | ({"unitText": field.unit} if field.unit else {})
