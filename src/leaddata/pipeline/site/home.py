"""The first page: what this is, what is in it, how far it can be trusted, how to begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from leaddata import installed
from leaddata.citation import citation
from leaddata.pipeline.site.addresses import discrepancy_link, web_link
from leaddata.pipeline.site.links import row_link
from leaddata.pipeline.site.nouns import Inputs, Page
from leaddata.pipeline.site.participants import listed_programmes
from leaddata.pipeline.site.render import shown
from leaddata.pipeline.site.table_groups import table_groups
from leaddata.pipeline.site.tallies import tally

__all__ = ["pages"]

# The value that is shown with its place: the first of these that a page of a document states.
_EXAMPLES = (("programmes", "duration_months"), ("programmes", "organiser"), ("programmes", "name"))
# The discrepancy that is shown: of the first of these rules that found one.
_RULES = ("count_differs", "start_year_differs", "fact_differs", "claimed_rows")


def pages(inputs: Inputs) -> Iterator[Page]:
    """Yield the first page."""
    participants = inputs.table("participants")
    release = inputs.release
    known = installed.Release(release.version, release.folder, release.history.get(release.version, ""))
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
            "citation": citation(known, "apa"),
            "sources": _sources(inputs),
        },
    )


def _example(inputs: Inputs) -> dict[str, Any] | None:
    """Return a value of ours with the words and the page that it was read from; None where no document has pages."""
    evidence = inputs.table("evidence")
    titles = _titles(inputs)
    editions = dict(inputs.table("snapshots").select("snapshot_id", "edition").iter_rows())
    for table, field in _EXAMPLES:
        rows = inputs.table(table)
        if evidence.is_empty() or field not in rows.columns:
            continue
        read = evidence.filter(
            pl.col("table") == table,
            pl.col("field") == field,
            pl.col("quote").is_not_null(),
            pl.col("page").is_not_null(),
        )
        for spot in read.sort("page", "top", "row_id", "part").iter_rows(named=True):
            row = rows.row(by_predicate=pl.col("programme_id") == spot["row_id"], named=True)
            unit = next(
                one.get("unit", "")
                for one in inputs.release.resources[table]["schema"]["fields"]
                if one["name"] == field
            )
            return {
                "field": field,
                "of": row["name"],
                "value": f"{shown(row[field])} {unit}".strip(),
                "quote": spot["quote"],
                "page": spot["page"],
                "source": titles.get(spot["snapshot_id"], spot["snapshot_id"]),
                "edition": editions.get(spot["snapshot_id"], ""),
                "address": row_link(table, spot["row_id"], field),
            }
    return None


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


def _titles(inputs: Inputs) -> dict[str, str]:
    """Return the title of the source of each snapshot."""
    titles = dict(inputs.table("sources").select("source_id", "title").iter_rows())
    pairs = inputs.table("snapshots").select("snapshot_id", "source_id").iter_rows()
    return {snapshot: titles.get(source, source) for snapshot, source in pairs}


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
