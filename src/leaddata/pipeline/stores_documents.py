"""
Documents in a bucket: a copy of all of them on this machine, and what is new there sent to the bucket.

An object is brought again when its mark or size is another one, or the copy has not the sha256 that it came with. What a
document has to be, its ``snapshot.json`` says: whoever reads it holds it to that, and names it by its address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from leaddata.buckets import Bucket, Entry, fetched, listed, put
from leaddata.content import canonical, file_sha256
from leaddata.errors import SnapshotError
from leaddata.pipeline.stores_releases import at_once
from leaddata.pipeline.whole_files import write_whole
from leaddata.remote import FetchBounds

__all__ = ["Known", "mirror", "send_new"]

_SIDECAR = "snapshot.json"
_PART = ".part"
_MOST = FetchBounds().file_bytes

# Mark, size and sha256 of each object that is at hand, by key.
Known = dict[str, tuple[str, int, str]]


def mirror(bucket: Bucket, raw: Path, index: Path) -> Known:
    """
    Make *raw* a copy of the documents in a bucket, and return what is known of each.

    What begins with a dot, as an unfinished fetch, is of this machine alone.

    Args:
        index: Where that is kept for the next time; it may be removed at any time.

    Raises:
        SnapshotError: If the bucket cannot be read, or has a name that no file can have.
    """
    raw.mkdir(parents=True, exist_ok=True)
    # An object without a byte is no document: some programs put one where they show a folder.
    entries = {one.key: one for one in listed(bucket) if one.size and not _is_hidden(one.key)}
    known = {key: said for key, said in _read(index).items() if key in entries}
    for path, key in list(_files(raw)):
        if key not in entries:
            path.unlink()
    wanted = [one for one in entries.values() if not _is_at_hand(one, raw, known)]

    def brought(entry: Entry) -> None:
        known.pop(entry.key, None)
        if (said := _bring(bucket, entry, raw)) is not None:
            known[entry.key] = said

    try:
        at_once(brought, wanted)
    finally:
        _write(index, known)
    return known


def send_new(bucket: Bucket, raw: Path, index: Path, known: Known) -> None:
    """
    Send every file of *raw* that the bucket does not have, a ``snapshot.json`` after all documents, and read it back.

    Raises:
        SnapshotError: If the bucket cannot be written, or does not keep what was sent.
    """
    new = [(path, key, digest) for path, key in _files(raw) if not _is_known(key, digest := file_sha256(path), known)]
    try:
        for sidecars in (False, True):
            at_once(
                lambda one: _send(bucket, *one, raw, known), [one for one in new if _is_sidecar(one[1]) == sidecars]
            )
    finally:
        _write(index, known)


def _is_sidecar(key: str) -> bool:
    return PurePosixPath(key).name == _SIDECAR


def _is_known(key: str, digest: str, known: Known) -> bool:
    return key in known and known[key][2] == digest


def _is_at_hand(entry: Entry, raw: Path, known: Known) -> bool:
    said = known.get(entry.key)
    if said is None or said[:2] != (entry.etag, entry.size):
        return False
    path = raw / entry.key
    return path.is_file() and path.stat().st_size == entry.size and file_sha256(path) == said[2]


def _bring(bucket: Bucket, entry: Entry, raw: Path) -> tuple[str, int, str] | None:
    """Bring one object, and return what is known of it; None where it has gone since it was listed."""
    target = _target(bucket, entry.key, raw)
    part = target.with_name(f".{target.name}{_PART}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        found = fetched(bucket, entry.key, part, _MOST)
        if found is None:
            return None
        part.replace(target)
    except OSError as error:
        msg = f"expected to keep it in {target.parent}, got {error.strerror or error}"
        raise SnapshotError(
            msg, at=bucket.at(entry.key), next_step="make room, or name another LEADDATA_CACHE"
        ) from error
    digest, etag = found
    return etag, target.stat().st_size, digest


def _target(bucket: Bucket, key: str, raw: Path) -> Path:
    """Return where an object goes. Raises SnapshotError if that would be elsewhere."""
    if any(part in {"", ".", ".."} or "\\" in part or "\0" in part for part in key.split("/")):
        msg = f"expected a key that a file can have, got {key!r}"
        raise SnapshotError(msg, at=bucket.address, next_step="remove the object")
    return raw / key


def _send(bucket: Bucket, path: Path, key: str, digest: str, raw: Path, known: Known) -> None:
    etag = put(bucket, key, path)
    part = raw / f".back-{digest}{_PART}"
    try:
        kept = fetched(bucket, key, part, _MOST)
    finally:
        part.unlink(missing_ok=True)
    if kept is None or kept[0] != digest:
        msg = f"expected the file that was sent, got {'another one' if kept else 'none'} back"
        raise SnapshotError(msg, at=bucket.at(key), next_step="try again")
    known[key] = (etag, path.stat().st_size, digest)


def _files(raw: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file and its key, but for what begins with a dot."""
    for path in sorted(raw.rglob("*")):
        key = path.relative_to(raw).as_posix()
        if path.is_file() and not _is_hidden(key):
            yield path, key


def _is_hidden(key: str) -> bool:
    return any(part.startswith(".") for part in key.split("/"))


def _read(index: Path) -> Known:
    try:
        said = json.loads(index.read_text(encoding="utf-8"))
        return {str(key): (str(etag), int(size), str(digest)) for key, (etag, size, digest) in said.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(index: Path, known: Known) -> None:
    write_whole(index, canonical(known).encode())
