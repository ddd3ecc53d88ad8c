"""The names of those who are left out are read again from the documents, however much stands beside them there."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from conftest import REPOSITORY

import leaddata
from leaddata.pipeline.left_out import names_left_out
from leaddata.pipeline.picture_hidden import hidden_names
from leaddata.views import Tombstone

RAW = REPOSITORY / "data" / "raw"


def stone(table: str, row: dict[str, Any], **more: object) -> Tombstone:
    """The tombstone that a row would have, at the first place of its name."""
    (key,) = (name for name in row if name == f"{table.removesuffix('s')}_id")
    places = leaddata.load("evidence").filter(table=table, row_id=row[key]).sort("part")
    place = places.filter(pl.col("field").is_in(["name", "given"])).row(0, named=True)
    box = None if place["x0"] is None else (place["x0"], place["top"], place["x1"], place["bottom"])
    lines = None if place["line_start"] is None else (place["line_start"], place["line_end"])
    given: dict[str, Any] = {
        "table": table, "row_id": row[key], "field": None, "source_id": row["source_id"], "date": date(2026, 11, 30),
        "ground": "request", "part": 1, "snapshot_id": place["snapshot_id"], "page": place["page"], "box": box,
        "lines": lines, "path": place["path"],
    }  # fmt: skip
    return Tombstone(**{**given, **more})


@pytest.mark.parametrize("table", ["participants", "stakeholders", "article_authors", "post_authors"])
def test_a_name_is_known_from_every_kind_of_place(table: str) -> None:
    """A box, an element that holds the family name alone, and a line "A title by Ann Other" give the name and no more."""
    people = leaddata.load(table).rows(named=True)
    stones = [stone(table, row) for row in people]
    expected = [row.get("name") or f"{row['given']} {row['family']}" for row in people]
    names = names_left_out(RAW, stones)

    assert expected == [names[table, one.row_id].replace("- ", "-") for one in stones]


def test_a_hyphen_at_the_end_of_a_line_is_one() -> None:
    """Pdfium gives a sign of its own for it; a name that is divided so is found where it is not."""
    row = next(one for one in leaddata.load("participants").rows(named=True) if "Thomas" in one["name"])
    names = hidden_names(RAW, [stone("participants", row)])

    assert names is not None
    assert names.holds(f"{row['name'].split()[-1]} et al.")


def test_a_row_that_is_no_longer_read_has_no_name() -> None:
    """Nothing fails, and the name is known to be unknown."""
    row = leaddata.load("post_authors").row(0, named=True)

    assert {("post_authors", "gone.1"): ""} == names_left_out(RAW, [stone("post_authors", row, row_id="gone.1")])
