"""A page for every table: its rows to look through, and its fields."""

from __future__ import annotations

from collections.abc import Iterator

from leaddata.pipeline.site.dictionary import described
from leaddata.pipeline.site.nouns import Asset, Inputs, Page

__all__ = ["pages"]


def pages(inputs: Inputs) -> Iterator[Page | Asset]:
    """Yield the page of each table."""
    for name, resource in inputs.release.resources.items():
        yield Page(
            path=f"tables/{name}.html",
            title=resource["title"],
            summary=resource["description"],
            template="table.html",
            section="tables",
            content={"table": described(resource)},
        )
