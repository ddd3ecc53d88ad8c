"""What the site is made from, and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import polars as pl

from leaddata import installed
from leaddata.citation import citation
from leaddata.pipeline.release import Release
from leaddata.places import withheld_texts

__all__ = ["Asset", "Inputs", "Page"]


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """
    What the site is made from; the same inputs give the same bytes.

    Attributes:
        release: The release it is about, every file of it as published.
        processed: The folder of this release and those before it.
        raw: Documents, from which pages are drawn; those that are missing are not shown.
        documentation: Folder of Markdown pages.
    """

    release: Release
    processed: Path
    raw: Path
    documentation: Path

    def table(self, name: str) -> pl.DataFrame:
        """Return a table of the release; an empty frame without columns where an older release lacks it."""
        return _table(self.release.folder, name) if name in self.release.resources else pl.DataFrame()

    def withheld(self, table: str, row: Mapping[str, Any]) -> set[str]:
        """Return the fields of a row that are null because the words are not ours to pass on, as `leaddata.trace` does."""
        return withheld_texts(row, self.release.resources[table], self._editions.get(row.get("source_id"), ()))

    @cached_property
    def _editions(self) -> dict[str | None, list[str]]:
        found: dict[str | None, list[str]] = {}
        for row in self.table("snapshots").iter_rows(named=True):
            found.setdefault(row["source_id"], []).append(row["edition"])
        return found

    @property
    def sums_sha256(self) -> str:
        """The sha256 of the release's SHA256SUMS, as ``current.json`` records it; empty where nothing does."""
        return self.release.history.get(self.release.version, "")

    def citation(self, style: str) -> str:
        """Return how to cite the release, as `leaddata.cite` does."""
        return citation(installed.Release(self.release.version, self.release.folder, self.sums_sha256), style)


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """
    A page of the site.

    Attributes:
        path: Where it stands in the site, as ``tables/participants.html``.
        title: What its tab and its heading say.
        summary: One sentence, for search engines and link previews.
        template: Its template, which extends ``base.html``.
        section: The entry of the navigation that it belongs to; empty for none.
        content: What the template is filled with.
        scripts: Files of ``assets/`` that it needs beside those of every page.
    """

    path: str
    title: str
    summary: str
    template: str
    section: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)
    scripts: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """The way from this page to the top of the site: empty, or ``../`` as often as it takes."""
        return "../" * (len(PurePosixPath(self.path).parts) - 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asset:
    """A file of the site that is no page: data, a picture, a file to download."""

    path: str
    content: bytes


@cache
def _table(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(folder / f"{name}.parquet")
