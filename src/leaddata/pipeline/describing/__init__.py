"""The files that describe a release to people, programs, search engines and repositories: all from one noun."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from leaddata.pipeline.describing.cff import citation
from leaddata.pipeline.describing.croissant import croissant
from leaddata.pipeline.describing.datacite import datacite
from leaddata.pipeline.describing.datapackage import datapackage, resource_schema
from leaddata.pipeline.describing.dictionary import dictionary
from leaddata.pipeline.describing.facts import Previous, ReleaseFacts, TableFile, release_facts
from leaddata.pipeline.describing.prov import prov
from leaddata.pipeline.describing.schema_org import schema_org

__all__ = ["FILES", "Previous", "ReleaseFacts", "TableFile", "descriptions", "release_facts", "resource_schema"]


def _json(describe: Callable[[ReleaseFacts], dict[str, Any]]) -> Callable[[ReleaseFacts], str]:
    return lambda facts: json.dumps(describe(facts), ensure_ascii=False, indent=2) + "\n"


_WRITERS: dict[str, Callable[[ReleaseFacts], str]] = {
    "datapackage.json": _json(datapackage),
    "DICTIONARY.md": dictionary,
    "CITATION.cff": citation,
    "croissant.json": _json(croissant),
    "dataset.jsonld": _json(schema_org),
    "datacite.json": _json(datacite),
    "prov.json": _json(prov),
}
FILES = tuple(_WRITERS)


def descriptions(facts: ReleaseFacts) -> dict[str, str]:
    """Return the text of each file that describes a release, by its name. The same facts give the same texts."""
    return {name: write(facts) for name, write in _WRITERS.items()}
