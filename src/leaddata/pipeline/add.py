"""Keep a document as the original edition of a source."""

from __future__ import annotations

import difflib
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from leaddata.errors import SnapshotError, UsageError
from leaddata.model import Snapshot
from leaddata.pipeline.read import document_bytes, media_type_of
from leaddata.pipeline.snapshots import check_clock, find_snapshot, load_sidecar
from leaddata.pipeline.whole_files import write_whole
from leaddata.sources import SOURCES

__all__ = ["add"]

_READABLE = ("application/json", "application/pdf", "application/xml", "text/html", "text/plain")


def add(raw: Path, source_id: str, file: Path) -> Snapshot:
    """
    Copy *file* to ``raw/<source_id>/original/`` and record its sha256, size and media type beside it.

    A document that was kept there before stays, under a name that ends in its sha256; only the new one is read.

    Raises:
        UsageError: If there is no such source.
        SnapshotError: If the clock went back behind the last original.
        DocumentError: If the file cannot be read, is empty, or is of no type that can be read.
    """
    if source_id not in SOURCES:
        near = difflib.get_close_matches(source_id, SOURCES, n=1)
        msg = f"expected the id of a source, got {source_id!r}"
        raise UsageError(
            msg, next_step=f"did you mean {near[0]!r}?" if near else f"the sources are {', '.join(sorted(SOURCES))}"
        )
    moment = datetime.now(tz=UTC).isoformat(timespec="milliseconds")
    check_clock(moment, _last(raw, source_id), raw)
    data = document_bytes(file, _READABLE, "PDF, HTML, XML, JSON or text", "convert it, or fetch it again")
    folder = raw / source_id / "original"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / ("document.json" if file.name == "snapshot.json" else file.name)
    _set_aside(target, data)
    write_whole(target, data)
    sidecar = {
        "source_id": source_id,
        "edition": "original",
        "file": target.name,
        "media_type": media_type_of(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "url": None,
        "retrieved_at": None,
        "added_at": moment,
    }
    write_whole(folder / "snapshot.json", (json.dumps(sidecar, indent=2) + "\n").encode())
    return load_sidecar(folder / "snapshot.json", raw)


def _last(raw: Path, source_id: str) -> Snapshot | None:
    """Return the newest original; None where there is none, or it is what a new one is to put right."""
    try:
        return find_snapshot(raw, source_id, ("original",))
    except SnapshotError:
        return None


def _set_aside(target: Path, data: bytes) -> None:
    if target.exists() and (kept := target.read_bytes()) != data:
        digest = hashlib.sha256(kept).hexdigest()[:12]
        target.rename(target.with_name(f"{target.stem}-{digest}{target.suffix}"))
