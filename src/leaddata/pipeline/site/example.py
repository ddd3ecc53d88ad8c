"""One value and the place it was printed at, for the first page."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from leaddata.pipeline.site.evidence_rows import plain
from leaddata.pipeline.site.links import row_link
from leaddata.pipeline.site.nouns import Inputs
from leaddata.pipeline.site.page_pictures import Cut, draw
from leaddata.pipeline.site.stored import Shelf
from leaddata.withheld import listed

__all__ = ["EXAMPLE", "Example", "example_of"]

EXAMPLE = "pictures/example.png"
# Where a number is likely to be read from print, and no person is named beside it; the first of these that there is.
_TABLES = ("programmes", "statistics", "claims", "cohorts")


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """
    A value and the words that it was read from.

    Attributes:
        picture: A PNG of the lines around it, the words outlined.
        alternative: What the picture shows, in words.
        link: Its row, from the top of the site.
    """

    table: str
    row_id: str
    field: str
    value: str
    quote: str
    source_title: str
    page: int
    picture: bytes
    width: int
    height: int
    alternative: str
    link: str


def example_of(inputs: Inputs) -> Example | None:
    """Return a number of the release with a picture of where it was printed; None where no page can be drawn."""
    evidence = inputs.table("evidence")
    if evidence.is_empty():
        return None
    shelf = Shelf(inputs)
    titles = dict(inputs.table("sources").select("source_id", "title").iter_rows())
    places = evidence.filter(
        pl.col("x0").is_not_null() & pl.col("page").is_not_null() & pl.col("quote").str.contains(r"[A-Za-z]")
    ).sort("row_id", "field", "part")
    for table in _TABLES:
        for row in places.filter(pl.col("table") == table).iter_rows(named=True):
            document = shelf.get(row["snapshot_id"])
            value = _number(inputs, table, row["row_id"], row["field"])
            if document is None or document.why_not or not document.is_pdf or value is None:
                continue
            # Of a count of rows, or a length in other words, a reader does not see that it is right.
            if value not in re.findall(r"\d+", row["quote"]):
                continue
            cut = Cut(
                snapshot_id=row["snapshot_id"],
                page=row["page"],
                boxes=((row["x0"], row["top"], row["x1"], row["bottom"]),),
            )
            for page in draw(shelf, {cut.snapshot_id: [cut.page]}, [cut]):
                picture, width, height = page.cuts[cut]
                title = titles[document.source_id] or document.source_id
                return Example(
                    table=table,
                    row_id=row["row_id"],
                    field=row["field"],
                    value=value,
                    quote=row["quote"],
                    source_title=title,
                    page=cut.page,
                    picture=picture,
                    width=width,
                    height=height,
                    alternative=f"Part of page {cut.page} of {title}; outlined: {row['quote']}",
                    link=row_link(table, row["row_id"], row["field"]),
                )
    return None


def _number(inputs: Inputs, table: str, row_id: str, field: str) -> str | None:
    rows = inputs.table(table)
    if field in {"position", "word_count"} or not rows[field].dtype.is_numeric():
        return None
    key = listed(inputs.release.resources[table]["schema"]["primaryKey"])[0]
    value = rows.filter(rows[key] == row_id)[field][0]
    return None if value is None else f"{plain(value):g}"
