"""What is at hand, and what of it the current release was read from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from leaddata.errors import ReleaseError, SnapshotError, TamperedError, UsageError
from leaddata.installed import Release, open_release, release_at
from leaddata.pipeline.snapshots import find_snapshot, newest_snapshot, part_bytes
from leaddata.sources import SOURCES

__all__ = ["SourceStatus", "Status", "status"]


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """
    One source.

    Attributes:
        edition: The edition that the next refresh reads; empty where there is no document.
        state: ``published``, ``not published yet``, ``not fetched yet``, or what is wrong with the document.
    """

    source_id: str
    snapshot_id: str
    edition: str
    state: str


@dataclass(frozen=True, slots=True)
class Status:
    """
    The current release, and each source.

    Attributes:
        version: None where there is no release yet.
        is_installed: True where it is the one that the package carries, not one of a folder.
        lines: Empty where no folder of documents is at hand.
    """

    version: str | None
    is_installed: bool
    lines: tuple[SourceStatus, ...]


def status(raw: Path | None, out: Path | None) -> Status:
    """
    Compare documents with the current release. Nothing is parsed.

    Args:
        raw: Folder of documents; None where none is at hand.
        out: Folder of releases; None for the installed release.

    Raises:
        UsageError: If a folder is named that is not there.
        TamperedError: If the release is not as it was published.
    """
    _check_folder(raw, "documents", "--raw")
    _check_folder(out, "releases", "--out")
    release = _release(out)
    published: frozenset[str] = frozenset()
    if release is not None:
        published = frozenset(pl.read_parquet(release.path("snapshots"))["snapshot_id"])
    return Status(
        release.version if release else None,
        out is None and release is not None,
        () if raw is None else tuple(_status(raw, source_id, published) for source_id in sorted(SOURCES)),
    )


def _check_folder(folder: Path | None, content: str, option: str) -> None:
    if folder is not None and not folder.is_dir():
        msg = f"expected a folder of {content}, got {'a file' if folder.exists() else 'no such folder'}"
        raise UsageError(msg, at=folder, next_step=f"name another with {option}")


def _release(out: Path | None) -> Release | None:
    try:
        return open_release() if out is None else release_at(out)
    except TamperedError:
        raise
    except ReleaseError:
        return None


def _status(raw: Path, source_id: str, published: frozenset[str]) -> SourceStatus:
    try:
        if SOURCES[source_id].fetch is not None and find_snapshot(raw, source_id) is None:
            return SourceStatus(source_id, "", "", f"not fetched yet: run `leaddata fetch {source_id}`")
        snapshot = newest_snapshot(raw, source_id)
        part_bytes(raw, snapshot)
    except SnapshotError as error:
        return SourceStatus(source_id, "", "", str(error))
    state = "published" if snapshot.id in published else "not published yet"
    return SourceStatus(source_id, snapshot.id, snapshot.edition, state)
