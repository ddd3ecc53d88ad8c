"""`CITATION.cff`: how to cite a release, for GitHub, Zenodo and Zotero."""

from __future__ import annotations

from typing import Any

import yaml

from leaddata.pipeline.describing.facts import ReleaseFacts, SourceFacts

__all__ = ["citation"]

_TYPES = {"report": "report", "blog": "blog", "article": "article", "book_page": "website"}


def citation(facts: ReleaseFacts) -> str:
    """
    Return how to cite a release, as Citation File Format 1.2.0.

    Several licences there would mean that one may choose, so only that of the whole is named. The hash of SHA256SUMS,
    which lists this file, cannot stand in it: `leaddata cite --style cff` adds it.
    """
    content = {
        "cff-version": "1.2.0",
        "message": "Please cite this dataset, and the source that a value comes from.",
        "type": "dataset",
        "title": facts.title,
        "abstract": facts.description,
        "authors": [{"name": name} for name in facts.contributors],
        "version": facts.version,
        "date-released": facts.released.isoformat(),
        "license": facts.licence.name if facts.licence else None,
        "url": facts.homepage,
        "repository-code": facts.homepage,
        "keywords": list(facts.keywords),
        "references": [_reference(source) for source in facts.sources],
    }
    stated = {name: value for name, value in content.items() if value}
    return yaml.safe_dump(stated, sort_keys=False, allow_unicode=True, width=120)


def _reference(source: SourceFacts) -> dict[str, Any]:
    names = source.creators or (source.publisher or "Author not known",)
    found = {
        "type": _TYPES[source.kind],
        "title": source.title,
        "authors": [{"name": name} for name in names],
        "publisher": {"name": source.publisher} if source.publisher else None,
        "year": source.year,
        "doi": source.doi,
        "url": source.url,
    }
    return {name: value for name, value in found.items() if value is not None}
