"""Stored documents: find them, and hand out their bytes only if they are what the sidecar says."""

from __future__ import annotations

import difflib
import hashlib
import json
from pathlib import Path, PurePath
from typing import Any

from leaddata.errors import SnapshotError
from leaddata.model import Passage, Snapshot
from leaddata.pipeline.files import file_bytes

__all__ = ["EDITIONS", "load_sidecar", "newest_snapshot", "snapshot_bytes"]

EDITIONS = ("original", "restated")
_REQUIRED = {"source_id": str, "edition": str, "file": str, "media_type": str, "sha256": str, "bytes": int}
_OPTIONAL = {
    "url": str,
    "retrieved_at": str,
    "note": str,
    "restates": str,
    "passages": dict,
    "supplied": dict,
}
_LARGEST = 2**63  # bytes of a document: no file system holds more
_SIDECAR = 1_000_000  # bytes of a snapshot.json, at most
_TYPE_NAMES: dict[type, str] = {str: "a text", int: "an integer", dict: "an object"}
_RESTORE = "restore it from the repository, or write a new one with `leaddata add SOURCE_ID FILE`"


def newest_snapshot(raw: Path, source_id: str) -> Snapshot:
    """
    Return the newest original of a source, or its restated edition where there is no original.

    Raises:
        SnapshotError: If there is neither, or a sidecar cannot be understood.
    """
    for edition in EDITIONS:
        folder = raw / source_id / edition
        sidecars = sorted(folder.rglob("snapshot.json"))
        if sidecars:
            snapshots = [load_sidecar(path, raw) for path in sidecars]
            return max(snapshots, key=lambda one: (one.retrieved_at or "", one.path))
        if folder.is_dir() and any(path.is_file() for path in folder.iterdir()):
            msg = "expected a snapshot.json beside the document, got none"
            raise SnapshotError(msg, at=folder, next_step=f"run `leaddata add {source_id} FILE`")
    msg = "expected a snapshot, got none"
    raise SnapshotError(msg, at=raw / source_id, next_step=f"run `leaddata add {source_id} FILE`")


def load_sidecar(path: Path, raw: Path) -> Snapshot:
    """
    Read a ``snapshot.json``.

    Raises:
        SnapshotError: If it is not JSON, lacks a field, or has one that is not known.
    """
    try:
        fields: Any = json.loads(_sidecar_text(path))
    except (OSError, ValueError, RecursionError) as error:
        msg = f"expected a JSON object, got {error}"
        raise SnapshotError(msg, at=path, next_step=_RESTORE) from error
    if not isinstance(fields, dict):
        msg = f"expected a JSON object, got {type(fields).__name__}"
        raise SnapshotError(msg, at=path, next_step=_RESTORE)
    _check_fields(fields, path)
    name = fields["file"]
    if PurePath(name).name != name or name in {"", ".", ".."}:
        msg = f"expected a file name without folders, got {name!r}"
        raise SnapshotError(msg, at=path, next_step="put the document beside this file, and name it alone")
    return Snapshot(
        source_id=fields["source_id"],
        edition=fields["edition"],
        path=str((path.parent / name).relative_to(raw)),
        sha256=fields["sha256"],
        media_type=fields["media_type"],
        byte_count=fields["bytes"],
        url=fields.get("url"),
        retrieved_at=fields.get("retrieved_at"),
        restates=fields.get("restates"),
        passages={key: _passage(value, f"{path}#/passages/{key}") for key, value in fields.get("passages", {}).items()},
        supplied=dict(fields.get("supplied", {})),
    )


def _sidecar_text(path: Path) -> str:
    """Return the text of a ``snapshot.json``, which is a small file."""
    size = path.stat().st_size
    if size > _SIDECAR:
        msg = f"a file of {size:,} bytes, where {_SIDECAR:,} are enough"
        raise ValueError(msg)
    return file_bytes(path).decode()


def snapshot_bytes(raw: Path, snapshot: Snapshot) -> bytes:
    """
    Return the document's bytes.

    Raises:
        SnapshotError: If the file is missing, or its size or sha256 is not the recorded one.
    """
    path = raw / snapshot.path
    try:
        data = file_bytes(path)
    except OSError as error:
        msg = f"expected a readable file, got {error.strerror or error}"
        raise SnapshotError(msg, at=path, next_step=f"run `leaddata add {snapshot.source_id} FILE`") from error
    digest = hashlib.sha256(data).hexdigest()
    if digest != snapshot.sha256 or len(data) != snapshot.byte_count:
        msg = (
            f"expected {snapshot.byte_count} bytes with sha256 {snapshot.sha256[:12]}…, "
            f"got {len(data)} bytes with sha256 {digest[:12]}…"
        )
        step = f"restore the file, or record the new one with `leaddata add {snapshot.source_id} FILE`"
        raise SnapshotError(msg, at=path, next_step=step)
    return data


def _check_fields(fields: dict[str, Any], path: Path) -> None:
    known = _REQUIRED | _OPTIONAL
    for name, value in fields.items():
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            msg = f"expected one of the fields {', '.join(known)}, got {name!r}"
            raise SnapshotError(msg, at=path, next_step=f"did you mean {near[0]!r}?" if near else "remove it")
        if value is None and name in _OPTIONAL:
            continue
        if not isinstance(value, known[name]):
            msg = f"expected {name} to be {_TYPE_NAMES[known[name]]}, got {value!r}"
            raise SnapshotError(msg, at=path, next_step=_RESTORE)
        if name == "bytes" and isinstance(value, int) and not 0 <= value < _LARGEST:
            msg = f"expected bytes to be the size of a file, got a number of {len(str(abs(value)))} digits"
            raise SnapshotError(msg, at=path, next_step=_RESTORE)
    missing = [name for name in _REQUIRED if name not in fields]
    if missing:
        msg = f"expected the field {missing[0]!r}, got none"
        raise SnapshotError(msg, at=path, next_step=_RESTORE)
    folders = path.parent.parts
    if fields["source_id"] not in folders or fields["edition"] not in EDITIONS or fields["edition"] not in folders:
        msg = f"expected the source and edition of the folder, got {fields['source_id']!r}, {fields['edition']!r}"
        raise SnapshotError(msg, at=path, next_step="move the folder, or correct source_id and edition")


def _passage(value: Any, at: str) -> Passage:
    if not isinstance(value, dict) or set(value) != {"word_count", "sha256"}:
        msg = f"expected word_count and sha256, got {value!r}"
        raise SnapshotError(msg, at=at, next_step="run `python -m leaddata.pipeline.restate FOLDER_OF_ORIGINALS`")
    return Passage(value["word_count"], value["sha256"])
