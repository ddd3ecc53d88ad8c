"""The first page: what this is, what is in it, how far it can be trusted, how to begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from leaddata.pipeline.site.addresses import discrepancy_link, web_link
from leaddata.pipeline.site.example import EXAMPLE, example_of
from leaddata.pipeline.site.nouns import Inputs, Page
from leaddata.pipeline.site.participants import listed_programmes
from leaddata.pipeline.site.table_groups import table_groups
from leaddata.pipeline.site.tallies import tally
from leaddata.withheld import listed

__all__ = ["pages"]

# The discrepancy that is shown: of the first of these rules that found one.
_RULES = ("count_differs", "start_year_differs", "fact_differs", "claimed_rows")


def pages(inputs: Inputs) -> Iterator[Page]:
    """Yield the first page."""
    participants = inputs.table("participants")
    release = inputs.release
    yield Page(
        path="index.html",
        title="Clinical leadership programmes, as they were printed",
        summary=release.package["description"],
        template="home.html",
        section="home",
        scripts=("copy.js",),
        content={
            "groups": table_groups(inputs),
            "counts": [
                ("programmes", inputs.table("programmes").height, "programmes.html"),
                ("participants", participants.height, "participants.html"),
                ("places in print", inputs.table("evidence").height, "docs/evidence.html"),
                ("discrepancies", inputs.table("discrepancies").height, "discrepancies.html"),
            ],
            "example": _example(inputs),
            "discrepancy": _discrepancy(inputs),
            "bars": (
                tally(participants, "participants", "programme_id", listed_programmes(inputs))
                if "programme_id" in participants.columns
                else []
            ),
            "citation": inputs.citation("apa"),
            "sources": _sources(inputs),
            # For search engines: a file, since no page holds a script within itself.
            "described": "release/dataset.jsonld" if (release.folder / "dataset.jsonld").is_file() else "",
        },
    )


def _example(inputs: Inputs) -> dict[str, Any] | None:
    """Return a value with its unit, whose it is, and a picture of where it was read; None where no page can be drawn."""
    found = example_of(inputs)
    if found is None:
        return None
    schema = inputs.release.resources[found.table]["schema"]
    unit = next((one.get("unit", "") for one in schema["fields"] if one["name"] == found.field), "")
    rows = inputs.table(found.table)
    of = found.row_id
    if "name" in rows.columns:
        of = rows.filter(pl.col(listed(schema["primaryKey"])[0]) == found.row_id)["name"][0]
    read = inputs.table("evidence").filter(table=found.table, row_id=found.row_id, field=found.field, page=found.page)
    editions = dict(inputs.table("snapshots").select("snapshot_id", "edition").iter_rows())
    return {
        "of": of,
        "edition": editions.get(read["snapshot_id"][0], ""),
        "picture": EXAMPLE,
        "words": f"{found.value} {unit}".strip(),
        "found": found,
    }


def _discrepancy(inputs: Inputs) -> dict[str, Any] | None:
    rows = inputs.table("discrepancies").to_dicts()
    if not rows:
        return None
    titles = dict(inputs.table("sources").select("source_id", "title").iter_rows())
    names = {}
    if inputs.table("programmes").height:
        names = dict(inputs.table("programmes").select("programme_id", "name").iter_rows())
    first = min(rows, key=lambda row: _RULES.index(row["rule"]) if row["rule"] in _RULES else len(_RULES))
    return {
        "subject": names.get(first["subject"], titles.get(first["subject"], "")),
        "sides": [
            (first["statement_a"], first["is_derived_a"], titles.get(first["source_id"], first["source_id"])),
            (first["statement_b"], first["is_derived_b"], titles.get(first["source_b"], first["source_b"])),
        ],
        "note": first["note"],
        "address": discrepancy_link(first["discrepancy_id"]),
    }


def _sources(inputs: Inputs) -> list[dict[str, Any]]:
    editions = dict(inputs.table("snapshots").select("source_id", "edition").iter_rows())
    return [
        {
            **dict.fromkeys(("publisher", "year", "licence", "redistribution")),
            **row,
            "edition": editions.get(row["source_id"], ""),
            "address": web_link(row.get("url")),
        }
        for row in inputs.table("sources").iter_rows(named=True)
    ]
