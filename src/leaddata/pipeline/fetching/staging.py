"""Finished pages of an unfinished fetch, and the snapshot that they become: whole, or not there at all."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from leaddata.content import file_sha256
from leaddata.errors import FetchError, SnapshotError
from leaddata.model import Snapshot
from leaddata.pipeline.current_file import synced
from leaddata.pipeline.snapshots import load_sidecar, part_bytes, sha256_of_parts
from leaddata.pipeline.whole_files import write_whole

__all__ = ["Staged", "Staging", "store"]

_EXTENSIONS = {
    "application/json": "json",
    "application/pdf": "pdf",
    "application/xml": "xml",
    "text/html": "html",
    "text/plain": "txt",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Staged:
    """
    A page that has been received.

    Attributes:
        file: Its bytes.
        said: What the answer said of the pages around it, to go on from there.
    """

    file: Path
    sha256: str
    byte_count: int
    url: str
    etag: str | None = None
    last_modified: str | None = None
    said: Mapping[str, str] = field(default_factory=dict)


class Staging:
    """
    The folder of one source in ``raw/.fetch``: pages by key, and what a download has so far.

    A page is written first and its note last, so that a page with a note is whole; it is held to its sha256 besides.
    """

    def __init__(self, raw: Path, source_id: str) -> None:
        self.folder = raw / ".fetch" / source_id
        self._pages = self.folder / "pages"

    @contextmanager
    def held(self) -> Iterator[None]:
        """
        Keep every other fetch of this source out.

        Raises:
            FetchError: If another one is running.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("a+b") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                msg = "expected no other fetch of this source, got one"
                raise FetchError(msg, at=self.folder, next_step="wait until it has ended, or end it") from error
            self._pages.mkdir(exist_ok=True)
            yield

    def keep(self, key: str, data: bytes, staged_at: datetime, **more: Any) -> Staged:
        """Keep a page under a key, with what is to be known of it."""
        file = self._file(key)
        file.with_suffix(".json").unlink(missing_ok=True)
        write_whole(file, data)
        staged = Staged(file=file, sha256=hashlib.sha256(data).hexdigest(), byte_count=len(data), **more)
        note = {**asdict(staged), "file": file.name, "key": key, "staged_at": staged_at.isoformat()}
        write_whole(file.with_suffix(".json"), json.dumps(note).encode())
        return staged

    def find(self, key: str, now: datetime, seconds: float) -> Staged | None:
        """Return the page of that key, if it is whole and not older than *seconds*."""
        file = self._file(key)
        try:
            note = json.loads(file.with_suffix(".json").read_bytes())
            age = (now - datetime.fromisoformat(note.pop("staged_at"))).total_seconds()
            if note.pop("key") != key or not 0 <= age <= seconds or file_sha256(file) != note["sha256"]:
                return None
            return Staged(**{**note, "file": file})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def clear(self) -> None:
        """Forget all that was received: it stands in a snapshot now."""
        shutil.rmtree(self._pages, ignore_errors=True)
        (self.folder / "download.done").unlink(missing_ok=True)

    def note_check(self, **checked: Any) -> None:
        """Record that the source was asked, what came of it, and when."""
        write_whole(self.folder / "checked.json", (json.dumps(checked, indent=2) + "\n").encode())

    def _file(self, key: str) -> Path:
        # A key holds what the network said; a name of a file never does.
        return self._pages / f"{hashlib.sha256(key.encode()).hexdigest()[:24]}.page"


def store(raw: Path, source_id: str, staged: Sequence[Staged], media_type: str, retrieved_at: str) -> Snapshot:
    """
    Make one snapshot of what was received, and return it: all of it appears at once, under its final name.

    Where there is a whole one with the same content, its sidecar tells the new time, and it is the newest again.
    """
    original = raw / source_id / "original"
    sidecar = _sidecar(source_id, staged, media_type, retrieved_at)
    target = original / sidecar["sha256"][:12]
    text = (json.dumps(sidecar, ensure_ascii=False, indent=2) + "\n").encode()
    if _is_whole(target, raw):
        write_whole(target / "snapshot.json", text)
        return load_sidecar(target / "snapshot.json", raw)
    folder = raw / ".fetch" / source_id / "snapshot"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for one, name in zip(staged, _names(staged, media_type), strict=True):
        _placed(one.file, folder / name)
    write_whole(folder / "snapshot.json", text)
    original.mkdir(parents=True, exist_ok=True)
    if target.exists():
        damaged = folder.with_name("damaged")
        shutil.rmtree(damaged, ignore_errors=True)
        target.rename(damaged)
    folder.rename(target)
    synced(original)
    shutil.rmtree(folder.with_name("damaged"), ignore_errors=True)
    return load_sidecar(target / "snapshot.json", raw)


def _sidecar(source_id: str, staged: Sequence[Staged], media_type: str, retrieved_at: str) -> dict[str, Any]:
    names = _names(staged, media_type)
    sidecar: dict[str, Any] = {"source_id": source_id, "edition": "original"}
    if len(staged) == 1:
        only = staged[0]
        sidecar |= {"file": names[0], "media_type": media_type, "sha256": only.sha256, "bytes": only.byte_count}
        sidecar |= {"url": only.url, "retrieved_at": retrieved_at, **_validators(only)}
        return sidecar
    digest = sha256_of_parts((name, one.sha256) for name, one in zip(names, staged, strict=True))
    parts = [
        {"file": name, "sha256": one.sha256, "bytes": one.byte_count, "url": one.url, **_validators(one)}
        for name, one in zip(names, staged, strict=True)
    ]
    size = sum(one.byte_count for one in staged)
    sidecar |= {"media_type": media_type, "sha256": digest, "bytes": size, "url": staged[0].url}
    return {**sidecar, "retrieved_at": retrieved_at, "parts": parts}


def _validators(staged: Staged) -> dict[str, str]:
    said = {"etag": staged.etag, "last_modified": staged.last_modified}
    return {name: value for name, value in said.items() if value}


def _names(staged: Sequence[Staged], media_type: str) -> list[str]:
    ending = _EXTENSIONS[media_type]
    if len(staged) == 1:
        return [f"document.{ending}"]
    return [f"{number:04d}.{ending}" for number in range(1, len(staged) + 1)]


def _is_whole(target: Path, raw: Path) -> bool:
    try:
        part_bytes(raw, load_sidecar(target / "snapshot.json", raw))
    except SnapshotError:
        return False
    return True


def _placed(source: Path, target: Path) -> None:
    """Give a file a second name, or copy it where a folder has no such thing."""
    with suppress(OSError):
        os.link(source, target)
        return
    shutil.copyfile(source, target)
    synced(target)
