"""
`datacite.json`: what a repository such as Zenodo needs to give the release a DOI, which it does not have yet.

The words are those of the DataCite Metadata Schema 4, https://datacite-metadata-schema.readthedocs.io.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leaddata.pipeline.describing.facts import ReleaseFacts, SourceFacts

__all__ = ["datacite"]

_TYPES = {"report": "Report", "blog": "Text", "article": "JournalArticle", "book_page": "Text"}
_SPDX = {"rightsIdentifierScheme": "SPDX", "schemeUri": "https://spdx.org/licenses/"}


def datacite(facts: ReleaseFacts) -> dict[str, Any]:
    """Return the description of a release as DataCite JSON, without a DOI: none is made up."""
    return {
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Tables with evidence"},
        "url": facts.homepage,
        "titles": [{"title": facts.title, "lang": "en"}],
        "creators": [{"name": name, "nameType": "Organizational"} for name in facts.contributors],
        "publisher": {"name": facts.contributors[0]},
        "publicationYear": str(facts.released.year),
        "dates": [{"date": facts.released.isoformat(), "dateType": "Issued"}],
        "version": facts.version,
        "language": "en",
        "subjects": [{"subject": word, "lang": "en"} for word in facts.keywords],
        "rightsList": list(_rights(facts)),
        "descriptions": [
            {"description": facts.description, "descriptionType": "Abstract", "lang": "en"},
            {"description": _files(facts), "descriptionType": "TechnicalInfo", "lang": "en"},
        ],
        "sizes": [f"{table.path}: {table.row_count} rows, {table.byte_count} bytes" for table in facts.tables],
        "formats": ["application/vnd.apache.parquet"],
        "relatedIdentifiers": [found for source in facts.sources if (found := _identifier(source))],
        "relatedItems": [_related(source) for source in facts.sources],
    }


def _rights(facts: ReleaseFacts) -> Iterator[dict[str, str]]:
    for licence in facts.licences:
        words = f"{licence.title}: {licence.covers}. {licence.attribution or ''}".strip()
        yield {"rights": words, "rightsUri": licence.url, "rightsIdentifier": licence.name, **_SPDX, "lang": "en"}
    if facts.conditions:
        yield {"rights": facts.conditions, "lang": "en"}
    yield {"rights": facts.personal_data, "lang": "en"}


def _files(facts: ReleaseFacts) -> str:
    return "\n".join(["sha256 of each table:", *(f"{table.sha256}  {table.path}" for table in facts.tables)])


def _identifier(source: SourceFacts) -> dict[str, str] | None:
    named = ("DOI", source.doi) if source.doi else ("URL", source.url)
    if named[1] is None:
        return None
    return {
        "relatedIdentifier": named[1],
        "relatedIdentifierType": named[0],
        "relationType": "IsDerivedFrom",
        "resourceTypeGeneral": _TYPES[source.kind],
    }


def _related(source: SourceFacts) -> dict[str, Any]:
    found = {
        "relatedItemType": _TYPES[source.kind],
        "relationType": "IsDerivedFrom",
        "titles": [{"title": source.title, "lang": source.language}],
        "creators": [{"name": name, "nameType": "Personal"} for name in source.creators],
        "publicationYear": str(source.year) if source.year else None,
        "publisher": source.publisher,
    }
    return {name: value for name, value in found.items() if value}
