"""Stored documents: find them, and hand out their bytes only if they are what the sidecar says."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any

from leaddata.errors import SnapshotError
from leaddata.model import Part, Passage, Snapshot
from leaddata.pipeline.files import file_bytes

__all__ = [
    "EDITIONS",
    "check_clock",
    "find_snapshot",
    "load_sidecar",
    "newest_snapshot",
    "part_bytes",
    "sha256_of_parts",
]

EDITIONS = ("original", "restated")
_REQUIRED = {"source_id": str, "edition": str, "media_type": str, "sha256": str, "bytes": int}
_OPTIONAL = {
    "file": str,
    "parts": list,
    "url": str,
    "etag": str,
    "last_modified": str,
    "retrieved_at": str,
    "added_at": str,
    "note": str,
    "restates": str,
    "passages": dict,
    "supplied": dict,
}
_PART_REQUIRED = {"file": str, "sha256": str, "bytes": int}
_PART_OPTIONAL = {"url": str, "etag": str, "last_modified": str}
_LARGEST = 2**63  # bytes of a document: no file system holds more
_SIDECAR = 1_000_000  # bytes of a snapshot.json, at most
_TYPE_NAMES: dict[type, str] = {str: "a text", int: "an integer", dict: "an object", list: "a list"}
_RESTORE = "restore it from the repository, or write a new one with `leaddata add SOURCE_ID FILE`"


def newest_snapshot(raw: Path, source_id: str) -> Snapshot:
    """
    Return the newest original of a source, or its restated edition where there is no original.

    Raises:
        SnapshotError: If there is neither, or a sidecar cannot be understood.
    """
    snapshot = find_snapshot(raw, source_id)
    if snapshot is None:
        msg = "expected a snapshot, got none"
        raise SnapshotError(msg, at=raw / source_id, next_step=f"run `leaddata add {source_id} FILE`")
    return snapshot


def find_snapshot(raw: Path, source_id: str, editions: Iterable[str] = EDITIONS) -> Snapshot | None:
    """
    Return the newest snapshot of the first of *editions* that there is, or None where there is none.

    The newest is the one fetched, or put there by hand, last.

    Raises:
        SnapshotError: If a sidecar is missing, or cannot be understood.
    """
    for edition in editions:
        folder = raw / source_id / edition
        # What begins with a dot is not finished, or not ours.
        found = sorted(folder.rglob("snapshot.json"))
        sidecars = [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
        if sidecars:
            snapshots = [load_sidecar(path, raw) for path in sidecars]
            return max(snapshots, key=lambda one: (one.retrieved_at or one.added_at or "", one.path))
        if folder.is_dir() and any(path.is_file() and not path.name.startswith(".") for path in folder.iterdir()):
            msg = "expected a snapshot.json beside the document, got none"
            raise SnapshotError(msg, at=folder, next_step=f"run `leaddata add {source_id} FILE`")
    return None


def check_clock(moment: str, last: Snapshot | None, raw: Path) -> None:
    """
    Check that a new snapshot would be the newest: with a clock that went back, nobody would ever read it.

    Args:
        moment: ISO 8601 time at which it was received, in UTC.
        last: The newest of its edition now.

    Raises:
        SnapshotError: If *last* was received later.
    """
    received = None if last is None else last.retrieved_at or last.added_at
    if last is not None and received is not None and moment < received:
        msg = f"expected a time after {received}, when the last snapshot was received, got {moment}"
        step = "set the clock of this machine; if that one's time is wrong, correct it in its snapshot.json"
        raise SnapshotError(msg, at=raw / last.path, next_step=step)


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
    parts = tuple(_part(entry, path, raw, number) for number, entry in enumerate(fields.get("parts") or (), start=1))
    if parts:
        _check_parts(parts, fields, path)
    return Snapshot(
        source_id=fields["source_id"],
        edition=fields["edition"],
        path=parts[0].path if parts else _beside(path, raw, fields["file"]),
        sha256=fields["sha256"],
        media_type=fields["media_type"],
        byte_count=fields["bytes"],
        url=fields.get("url"),
        retrieved_at=fields.get("retrieved_at"),
        added_at=fields.get("added_at"),
        parts=parts,
        etag=fields.get("etag"),
        last_modified=fields.get("last_modified"),
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


def part_bytes(raw: Path, snapshot: Snapshot) -> tuple[bytes, ...]:
    """
    Return the bytes of each document of a snapshot: of most there is one.

    Raises:
        SnapshotError: If a file is missing, or its size or sha256 is not the recorded one.
    """
    single = Part(path=snapshot.path, sha256=snapshot.sha256, byte_count=snapshot.byte_count)
    return tuple(_checked_bytes(raw / part.path, part, snapshot) for part in snapshot.parts or (single,))


def sha256_of_parts(parts: Iterable[tuple[str, str]]) -> str:
    """
    Return the sha256 of a snapshot of several parts, from the file's name and the sha256 of each.

    It is what ``sha256sum`` gives for a list that ``sha256sum`` has made.

    Examples:
        >>> sha256_of_parts([("0001.xml", "ab"), ("0002.xml", "cd")])[:12]
        '4cb808f355d1'
    """
    return hashlib.sha256("".join(f"{digest}  {name}\n" for name, digest in parts).encode()).hexdigest()


def _checked_bytes(path: Path, part: Part, snapshot: Snapshot) -> bytes:
    again = f"run `leaddata add {snapshot.source_id} FILE`" if snapshot.retrieved_at is None else "fetch it again"
    try:
        data = file_bytes(path)
    except OSError as error:
        msg = f"expected a readable file, got {error.strerror or error}"
        raise SnapshotError(msg, at=path, next_step=again) from error
    digest = hashlib.sha256(data).hexdigest()
    if digest != part.sha256 or len(data) != part.byte_count:
        msg = (
            f"expected {part.byte_count} bytes with sha256 {part.sha256[:12]}…, "
            f"got {len(data)} bytes with sha256 {digest[:12]}…"
        )
        step = f"restore the file, or record the new one with `leaddata add {snapshot.source_id} FILE`"
        raise SnapshotError(
            msg, at=path, next_step=step if snapshot.retrieved_at is None else f"restore it, or {again}"
        )
    return data


def _beside(path: Path, raw: Path, name: str) -> str:
    """Return the path of a file beside a sidecar, relative to the raw folder."""
    if PurePath(name).name != name or name in {"", ".", ".."}:
        msg = f"expected a file name without folders, got {name!r}"
        raise SnapshotError(msg, at=path, next_step="put the document beside this file, and name it alone")
    return str((path.parent / name).relative_to(raw))


def _part(entry: Any, path: Path, raw: Path, number: int) -> Part:
    at = f"{path}#/parts/{number - 1}"
    if not isinstance(entry, dict):
        msg = f"expected an object, got {type(entry).__name__}"
        raise SnapshotError(msg, at=at, next_step=_RESTORE)
    _check_types(entry, _PART_REQUIRED, _PART_OPTIONAL, at)
    return Part(
        path=_beside(path, raw, entry["file"]),
        sha256=entry["sha256"],
        byte_count=entry["bytes"],
        url=entry.get("url"),
        etag=entry.get("etag"),
        last_modified=entry.get("last_modified"),
    )


def _check_parts(parts: tuple[Part, ...], fields: Mapping[str, Any], path: Path) -> None:
    digest = sha256_of_parts((PurePath(part.path).name, part.sha256) for part in parts)
    size = sum(part.byte_count for part in parts)
    if (digest, size) != (fields["sha256"], fields["bytes"]):
        msg = (
            f"expected the sha256 and size of the parts, {digest[:12]}… and {size}, "
            f"got {fields['sha256'][:12]}… and {fields['bytes']}"
        )
        raise SnapshotError(msg, at=path, next_step=_RESTORE)


def _check_fields(fields: dict[str, Any], path: Path) -> None:
    _check_types(fields, _REQUIRED, _OPTIONAL, path)
    if bool(fields.get("parts")) == (fields.get("file") is not None):
        msg = f"expected the field 'file' or parts, got {'both' if fields.get('parts') else 'neither'}"
        raise SnapshotError(msg, at=path, next_step=_RESTORE)
    folders = path.parent.parts
    if fields["source_id"] not in folders or fields["edition"] not in EDITIONS or fields["edition"] not in folders:
        msg = f"expected the source and edition of the folder, got {fields['source_id']!r}, {fields['edition']!r}"
        raise SnapshotError(msg, at=path, next_step="move the folder, or correct source_id and edition")


def _check_types(
    fields: Mapping[str, Any], required: Mapping[str, type], optional: Mapping[str, type], at: object
) -> None:
    known = {**required, **optional}
    for name, value in fields.items():
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            msg = f"expected one of the fields {', '.join(known)}, got {name!r}"
            raise SnapshotError(msg, at=at, next_step=f"did you mean {near[0]!r}?" if near else "remove it")
        if value is None and name in optional:
            continue
        if not isinstance(value, known[name]):
            msg = f"expected {name} to be {_TYPE_NAMES[known[name]]}, got {value!r}"
            raise SnapshotError(msg, at=at, next_step=_RESTORE)
        if name == "bytes" and isinstance(value, int) and not 0 <= value < _LARGEST:
            msg = f"expected bytes to be the size of a file, got a number of {len(str(abs(value)))} digits"
            raise SnapshotError(msg, at=at, next_step=_RESTORE)
    missing = [name for name in required if name not in fields]
    if missing:
        msg = f"expected the field {missing[0]!r}, got none"
        raise SnapshotError(msg, at=at, next_step=_RESTORE)


def _passage(value: Any, at: str) -> Passage:
    if not isinstance(value, dict) or set(value) != {"word_count", "sha256"}:
        msg = f"expected word_count and sha256, got {value!r}"
        raise SnapshotError(msg, at=at, next_step="run `python -m leaddata.pipeline.restate FOLDER_OF_ORIGINALS`")
    return Passage(value["word_count"], value["sha256"])
