"""The participants counted: by programme, grade and specialty, and nothing that is not printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from leaddata.pipeline.site.nouns import Inputs, Page
from leaddata.pipeline.site.tallies import grid, tally

__all__ = ["listed_programmes", "pages", "programme_names"]

# Each plot: heading, field, what its bars say.
_PLOTS = (
    ("By programme", "programme_id", "Participants by programme. A programme that is listed and that no row names has none."),
    ("By grade", "grade", "Participants by grade as printed, brought to the words of a vocabulary."),
    ("By specialty", "specialty", "Participants by specialty as printed, brought to the words of a vocabulary."),
)  # fmt: skip


def pages(inputs: Inputs) -> Iterator[Page]:
    """Yield the page of plots."""
    rows, stakeholders = inputs.table("participants"), inputs.table("stakeholders")
    names = programme_names(inputs)
    plots: list[dict[str, Any]] = [
        {
            "title": title,
            "anchor": title.lower().replace(" ", "-"),
            "caption": caption,
            "bars": tally(rows, "participants", field, listed_programmes(inputs) if field == "programme_id" else None),
        }
        for title, field, caption in _PLOTS
        if field in rows.columns
    ]
    yield Page(
        path="participants.html",
        title="Participants counted",
        summary="Participants by programme, grade and specialty, as the sources print them.",
        template="participants.html",
        section="participants",
        content={
            "row_count": rows.height,
            "sources": _sources(inputs, rows),
            "plots": plots,
            "grid": grid(rows, "participants", "programme_id", "grade", names),
            "stakeholders": (
                tally(stakeholders, "stakeholders", "programme_id", {
                    key: name for key, name in names.items() if key in set(stakeholders["programme_id"])
                })
                if "programme_id" in stakeholders.columns
                else []
            ),
            "stakeholder_count": stakeholders.height,
        },
    )  # fmt: skip


def programme_names(inputs: Inputs) -> dict[str, str]:
    """Return the name of each programme by id."""
    programmes = inputs.table("programmes")
    return dict(programmes.select("programme_id", "name").iter_rows()) if programmes.height else {}


def listed_programmes(inputs: Inputs) -> dict[str, str]:
    """Return those programmes of which a source that prints participants could have named some, by id."""
    programmes = inputs.table("programmes")
    if "participant_count" not in programmes.columns:
        return {}
    listed = programmes.filter(pl.col("participant_count").is_not_null())
    return dict(listed.select("programme_id", "name").iter_rows())


def _sources(inputs: Inputs, rows: pl.DataFrame) -> list[str]:
    if rows.is_empty():
        return []
    sources = inputs.table("sources")
    return sources.filter(pl.col("source_id").is_in(rows["source_id"].unique().to_list()))["title"].sort().to_list()
