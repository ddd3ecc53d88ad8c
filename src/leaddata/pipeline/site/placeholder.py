"""Stands in for the pages of rows and discrepancies."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from leaddata.pipeline.site.nouns import Asset, Inputs, Page

__all__ = ["pages"]


def pages(inputs: Inputs) -> Iterator[Page | Asset]:
    """Yield them."""
    yield Page(path="row.html", title="Evidence", summary="A row and its evidence.", template="base.html")
    rows = inputs.table("discrepancies")
    ids = rows["discrepancy_id"] if rows.height else ()
    body = Markup("").join(Markup('<p id="{0}">{0}</p>').format(one) for one in ids)
    yield Asset(path="discrepancies.html", content=f"<!doctype html><title>d</title>{body}".encode())
