"""The data dictionary: every table and field on one page, from the release's own descriptor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from leaddata.pipeline.describing.dictionary import allowed
from leaddata.pipeline.site.nouns import Inputs, Page
from leaddata.pipeline.site.table_groups import table_groups

__all__ = ["described", "pages"]


def pages(inputs: Inputs) -> Iterator[Page]:
    """Yield the list of tables and the dictionary."""
    groups = table_groups(inputs)
    yield Page(
        path="tables/index.html",
        title="Tables",
        summary="Every table of the release, with what a row is and how many there are.",
        template="tables.html",
        section="tables",
        content={"groups": groups},
    )
    yield Page(
        path="dictionary.html",
        title="Data dictionary",
        summary="What every table and field means, with types, units, keys and what null says.",
        template="dictionary.html",
        section="tables",
        content={"groups": [{**group, "tables": list(map(described, group["tables"]))} for group in groups]},
    )


def described(resource: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a page says of a table: its names and fields, with keys and constraints in words."""
    schema = resource["schema"]
    leads = {
        key["fields"][0]: (key["reference"]["resource"], key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", ())
    }
    return {
        "name": resource["name"],
        "title": resource["title"],
        "description": resource["description"],
        "row_count": resource["row_count"],
        "key": schema["primaryKey"][0],
        "fields": [
            {
                "name": field["name"],
                "type": field["type"],
                "unit": field.get("unit", ""),
                "description": field["description"],
                "rights": field["rights"],
                "is_personal": field.get("personal", False),
                "allowed": allowed(field.get("constraints", {})),
                "leads_to": leads.get(field["name"]),
            }
            for field in schema["fields"]
        ],
    }
