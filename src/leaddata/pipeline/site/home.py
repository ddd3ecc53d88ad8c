"""The first page: what this is, what is in it, how to begin."""

from __future__ import annotations

from collections.abc import Iterator

from leaddata.pipeline.site.nouns import Inputs, Page
from leaddata.pipeline.site.table_groups import table_groups

__all__ = ["pages"]


def pages(inputs: Inputs) -> Iterator[Page]:
    """Yield the first page."""
    sources = inputs.table("sources")
    editions = dict(inputs.table("snapshots").select("source_id", "edition").iter_rows())
    yield Page(
        path="index.html",
        title="Clinical leadership programmes, as they were printed",
        summary=inputs.release.package["description"],
        template="home.html",
        section="home",
        scripts=("copy.js",),
        content={
            "groups": table_groups(inputs),
            "counts": [
                ("programmes", inputs.table("programmes").height, "tables/programmes.html"),
                ("participants", inputs.table("participants").height, "tables/participants.html"),
                ("places in print", inputs.table("evidence").height, "docs/evidence.html"),
                ("discrepancies", inputs.table("discrepancies").height, "tables/discrepancies.html"),
            ],
            "sources": [
                {**row, "edition": editions.get(row["source_id"], "")} for row in sources.iter_rows(named=True)
            ],
        },
    )
