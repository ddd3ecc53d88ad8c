"""Stands in for the page of a row's evidence."""

from __future__ import annotations

from collections.abc import Iterator

from leaddata.pipeline.site.nouns import Inputs, Page

__all__ = ["pages"]


def pages(_: Inputs) -> Iterator[Page]:
    """Yield it."""
    yield Page(path="row.html", title="Evidence", summary="A row and its evidence.", template="base.html")
