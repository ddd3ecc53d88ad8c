"""A published release as the next run sees it: verified, and with the rows that a failing source falls back on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from leaddata.descriptor import restored
from leaddata.errors import ReleaseError
from leaddata.pipeline.derive import stated_programmes
from leaddata.pipeline.nouns import TableSchema
from leaddata.pipeline.rights import text_may_be_published, without_expression
from leaddata.pipeline.rows import BOOKKEEPING, DERIVED, Row, frame_rows, quarantined_rows
from leaddata.pipeline.tabulate import Tabulated
from leaddata.pipeline.tombstones import Tombstone
from leaddata.sealed import file_problems, raise_problems, read_sums

__all__ = ["Release", "current_release", "holds_rows", "last_good", "open_release", "releases_holding"]

# Their rows are not what a source states, even where they name one.
_OF_NO_SOURCE = (BOOKKEEPING | DERIVED | {"outside_facts"}) - {"snapshots"}

_NEXT_STEP = "restore the folder from version control, or publish into an empty one"


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """
    A release on disk whose every file has the recorded hash.

    Attributes:
        history: sha256 of the SHA256SUMS of every release of this folder, by version; empty for one opened by itself.
        released: ISO 8601 date.
    """

    version: str
    folder: Path
    released: str
    local_only: bool
    package: Mapping[str, Any]
    history: Mapping[str, str]

    @property
    def resources(self) -> dict[str, Mapping[str, Any]]:
        """The descriptor of each table."""
        return {resource["name"]: restored(resource) for resource in self.package["resources"]}

    def table(self, name: str) -> pl.DataFrame:
        """Return one table."""
        return pl.read_parquet(self.folder / f"{name}.parquet")


def current_release(out: Path) -> Release | None:
    """
    Return the release that ``out/current.json`` names, or None where nothing was ever published.

    Raises:
        TamperedError: If a file is missing or has not the recorded hash.
        ReleaseError: If ``current.json`` cannot be understood.
    """
    path = out / "current.json"
    if not path.exists():
        return None
    try:
        current = json.loads(path.read_text(encoding="utf-8"))
        version, digest = current["version"], current["sha256"]
        history = dict(current.get("releases", {version: digest}))
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"expected a JSON object with version and sha256, got {error!r}"
        raise ReleaseError(msg, at=path, next_step=_NEXT_STEP) from error
    release = open_release(out / "releases" / version, digest)
    return replace(release, history=history)


def open_release(folder: Path, sums_sha256: str | None = None) -> Release:
    """
    Return the release in *folder*.

    Args:
        sums_sha256: sha256 that its SHA256SUMS has to have.

    Raises:
        TamperedError: If a file is missing, one too many, or has not the recorded hash.
        ReleaseError: If its descriptor cannot be understood.
    """
    raise_problems(file_problems(folder, read_sums(folder, sums_sha256)))
    path = folder / "datapackage.json"
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        version, created = package["version"], package["created"]
    except (ValueError, KeyError, TypeError) as error:
        msg = f"expected a Data Package with version and created, got {error!r}"
        raise ReleaseError(msg, at=path, next_step=_NEXT_STEP) from error
    return Release(
        version=version,
        folder=folder,
        released=created[:10],
        local_only=bool(package.get("local_only", False)),
        package=package,
        history={},
    )


def last_good(
    release: Release, source_id: str, schemas: Mapping[str, TableSchema], *, with_text: bool = False
) -> Tabulated:
    """
    Return the rows of one source in an earlier release, its own and its snapshot's row and all evidence included.

    Of `programmes`, what that source stated; the rest is derived again.
    """
    evidence = release.table("evidence")
    terms = _terms(release, source_id)
    rows: list[Row] = []
    for name, schema in schemas.items():
        if name not in release.resources or name in _OF_NO_SOURCE:
            continue
        content = release.table(name)
        if name == "programmes":
            published = tuple(frame_rows(content, evidence, schema))
            found = stated_programmes(published, source_id)
        else:
            found = tuple(frame_rows(content.filter(pl.col("source_id") == source_id), evidence, schema))
        # An older release may be a local one.
        if terms and not text_may_be_published(*terms, with_text=with_text):
            found = tuple(_without_text(row, schema) for row in found)
        rows.extend(found)
    return Tabulated(tuple(rows), tuple(quarantined_rows(release.table("quarantine"), source_id)))


def releases_holding(out: Path, tombstones: Iterable[Tombstone]) -> tuple[Path, ...]:
    """Return the releases in *out* that hold a row which is left out now: they have to be withdrawn by hand."""
    rows: dict[str, set[str]] = {}
    for one in tombstones:
        if one.field is None:
            rows.setdefault(one.table, set()).add(one.row_id)
    return tuple(
        folder
        for folder in sorted((out / "releases").glob("*"))
        if any(_holds(folder / f"{table}.parquet", row_ids) for table, row_ids in rows.items())
    )


def holds_rows(release: Release, row_ids: Set[str]) -> list[str]:
    """Return those of *row_ids* that a table of a release has as a key."""
    found: set[str] = set()
    for name, resource in release.resources.items():
        keys = pl.scan_parquet(release.folder / f"{name}.parquet", glob=False)
        key = resource["schema"]["primaryKey"][0]
        found |= row_ids & set(keys.select(key).collect()[key])
    return sorted(found)


def _holds(path: Path, row_ids: Set[str]) -> bool:
    if not path.is_file():
        return False
    # The key is the first column of every table.
    table = pl.scan_parquet(path, glob=False)
    key = table.collect_schema().names()[0]
    return not row_ids.isdisjoint(table.select(key).collect()[key])


def _terms(release: Release, source_id: str) -> tuple[str, str] | None:
    sources = release.table("sources").filter(pl.col("source_id") == source_id)
    snapshots = release.table("snapshots").filter(pl.col("source_id") == source_id)
    if sources.is_empty() or snapshots.is_empty():
        return None
    return snapshots["edition"][0], sources["redistribution"][0]


def _without_text(row: Row, schema: TableSchema) -> Row:
    values = without_expression(row.values, schema)
    return replace(row, values=values, evidence=tuple(e for e in row.evidence if values[e.field] is not None))
