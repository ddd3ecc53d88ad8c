"""The programmes compared, their cohorts along the years, and what others say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from leaddata.pipeline.site.addresses import web_link
from leaddata.pipeline.site.comparison import Line, comparison, worded
from leaddata.pipeline.site.disputes import disputes
from leaddata.pipeline.site.links import row_link
from leaddata.pipeline.site.nouns import Inputs, Page
from leaddata.pipeline.site.tidier import TIDIER
from leaddata.pipeline.site.timeline import lanes, timeline

__all__ = ["pages"]


def pages(inputs: Inputs) -> Iterator[Page]:
    """Yield the page that compares programmes."""
    found = disputes(inputs)
    of = lanes(inputs, found)
    programmes = _most_told_first(inputs)
    lines = comparison(inputs, programmes, found) if programmes else []
    yield Page(
        path="programmes.html",
        title="Programmes compared",
        summary="What the sources state of each programme side by side, and its cohorts along the years.",
        template="programmes.html",
        section="programmes",
        scripts=("programmes.js",),
        content={
            "programmes": [
                {**one, "address": row_link("programmes", one["programme_id"], "name")} for one in programmes
            ],
            "groups": _groups(lines),
            "items_stated": [_items(lines, at) for at in range(len(programmes))],
            "item_count": len(TIDIER),
            "silent_items": [
                f"{number} ({name})" for number, name in TIDIER.items() if number not in {line.tidier for line in lines}
            ],
            "lanes": [lane for lane in of if lane.marks],
            "silent": [lane.name for lane in of if not lane.marks],
            "drawing": timeline(of),
            "sources": dict(inputs.table("sources").select("source_id", "title").iter_rows()) if programmes else {},
            "outside": _outside(inputs, {one["programme_id"]: one["name"] for one in programmes}),
        },
    )


def _most_told_first(inputs: Inputs) -> list[dict[str, Any]]:
    """Return the programmes, those first of which more is stated."""
    told = Counter(inputs.table("programme_facts")["programme_id"]) if inputs.table("programme_facts").height else {}
    rows = inputs.table("programmes").to_dicts()
    return sorted(rows, key=lambda row: (-told.get(row["programme_id"], 0), row["programme_id"]))


def _groups(lines: list[Line]) -> list[dict[str, Any]]:
    """Return the lines below the item of the checklist that they belong to."""
    return [
        {
            "tidier": tidier,
            "title": TIDIER.get(tidier, "") if tidier else "Whom it is for, and how many",
            "lines": list(of),
        }
        for tidier, of in groupby(lines, key=lambda line: line.tidier)
    ]


def _items(lines: list[Line], at: int) -> list[int]:
    return sorted({line.tidier for line in lines if line.tidier and line.cells[at].statements})


def _outside(inputs: Inputs, names: dict[str, str]) -> list[dict[str, Any]]:
    """Return the facts from elsewhere on programmes and schemes, by subject; those on sources are left out."""
    rows = [
        {
            **row,
            "value": worded(row["attribute"], row["value"]),
            "attribute": row["attribute"].replace("_", " "),
            "evidence": row_link("outside_facts", row["outside_fact_id"]),
            "address": web_link(row["url"]),
        }
        for row in inputs.table("outside_facts").iter_rows(named=True)
        if row["subject_table"] != "sources"
    ]
    rows.sort(key=lambda row: (row["subject"] not in names, row["subject"], row["attribute"], row["value"]))
    return [
        {"name": names.get(subject, subject), "is_known": subject in names, "rows": list(of)}
        for subject, of in groupby(rows, key=lambda row: row["subject"])
    ]
