"""What is at hand, and what of it the current release was read from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from leaddata.errors import ReleaseError, SnapshotError
from leaddata.installed import release_at
from leaddata.pipeline.snapshots import newest_snapshot, snapshot_bytes
from leaddata.sources import SOURCES

__all__ = ["SourceStatus", "Status", "status"]


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """
    One source.

    Attributes:
        edition: The edition that the next refresh reads; empty where there is no document.
        state: ``published``, ``not published yet``, or what is wrong with the document.
    """

    source_id: str
    snapshot_id: str
    edition: str
    state: str


@dataclass(frozen=True, slots=True)
class Status:
    """The current release of a folder (None where there is none yet), and each source."""

    version: str | None
    lines: tuple[SourceStatus, ...]


def status(raw: Path, out: Path) -> Status:
    """Compare the documents in *raw* with the current release in *out*. Nothing is parsed."""
    try:
        release = release_at(out)
    except ReleaseError:
        return Status(None, tuple(_status(raw, source_id, frozenset()) for source_id in sorted(SOURCES)))
    published = frozenset(pl.read_parquet(release.checked("snapshots.parquet"))["snapshot_id"])
    return Status(release.version, tuple(_status(raw, source_id, published) for source_id in sorted(SOURCES)))


def _status(raw: Path, source_id: str, published: frozenset[str]) -> SourceStatus:
    try:
        snapshot = newest_snapshot(raw, source_id)
        snapshot_bytes(raw, snapshot)
    except SnapshotError as error:
        return SourceStatus(source_id, "", "", str(error))
    state = "published" if snapshot.id in published else "not published yet"
    return SourceStatus(source_id, snapshot.id, snapshot.edition, state)
