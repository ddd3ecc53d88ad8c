"""The originals at hand of which only facts may be published: where they are, and all the text in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from leaddata.content import file_sha256
from leaddata.errors import DocumentError, RightsError, SnapshotError
from leaddata.pipeline.isolate import isolated
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.original_blocks import Block, blocks_of_files
from leaddata.pipeline.snapshots import load_sidecar
from leaddata.sources import SOURCES

__all__ = ["Original", "originals_at_hand", "read_originals"]

_BATCH = 32 * 2**20  # bytes that are read at once


@dataclass(frozen=True, slots=True)
class Original:
    """
    A document of which only facts may be published.

    Attributes:
        id: Of its snapshot; of a file that no ``snapshot.json`` names, source and sha256 in the same form.
    """

    id: str
    path: Path


def originals_at_hand(raw: Path) -> list[Original]:
    """
    Return every file of every original in *raw*, of any age, but of sources whose text may be published.

    A source that is not registered is taken for one of which only facts may be.
    """
    found: list[Original] = []
    for folder in sorted(raw.glob("*/original")):
        source = SOURCES.get(folder.parent.name)
        if source is None or source.redistribution == "facts":
            ids = _snapshot_ids(folder, raw)
            paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "snapshot.json"]
            found += [Original(ids.get(path) or _id_of(path, folder.parent.name), path) for path in paths]
    return found


def read_originals(
    originals: Iterable[Original], used: Collection[str], limits: Limits
) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """
    Yield the id and the text of each original, small files of one snapshot together.

    They are read in a child process, as nobody vouches for them. One that cannot be read is passed over: nothing can have
    been taken from it.

    Args:
        used: Ids of those that something was taken from.
        limits: What reading one may cost.

    Raises:
        RightsError: If one of *used* cannot be read.
    """
    for batch in _batches(originals):
        for (one, _), blocks in zip(batch, _read(batch, limits), strict=True):
            if not isinstance(blocks, DocumentError):
                yield one, blocks
            elif one in used:
                msg = f"expected an original that can be searched, got one that cannot: {blocks.message}"
                raise RightsError(msg, at=one, next_step=blocks.next_step)


_Group = tuple[str, list[Path]]


def _read(batch: Sequence[_Group], limits: Limits) -> Sequence[tuple[Block, ...] | DocumentError]:
    names, groups = [one for one, _ in batch], [paths for _, paths in batch]
    size = sum(_size(path) for paths in groups for path in paths)
    try:
        return isolated(blocks_of_files, groups, limits=limits, at=", ".join(names), byte_count=size)
    except DocumentError as error:
        # One of them has brought it down: each has to show that it was another.
        return [error] if len(batch) == 1 else [found for group in batch for found in _read([group], limits)]


def _batches(originals: Iterable[Original]) -> Iterator[list[_Group]]:
    batch: list[_Group] = []
    total = 0
    for one, group in groupby(originals, key=lambda original: original.id):
        for original in group:
            size = _size(original.path)
            if batch and total + size > _BATCH:
                yield batch
                batch, total = [], 0
            if not batch or batch[-1][0] != one:
                batch.append((one, []))
            batch[-1][1].append(original.path)
            total += size
    if batch:
        yield batch


def _size(path: Path) -> int:
    return path.stat().st_size


def _snapshot_ids(folder: Path, raw: Path) -> dict[Path, str]:
    found: dict[Path, str] = {}
    for sidecar in sorted(folder.rglob("snapshot.json")):
        with suppress(SnapshotError):
            snapshot = load_sidecar(sidecar, raw)
            paths = [part.path for part in snapshot.parts] or [snapshot.path]
            found |= {raw / path: snapshot.id for path in paths}
    return found


def _id_of(path: Path, source_id: str) -> str:
    return f"{source_id}@{file_sha256(path)[:12]}"
