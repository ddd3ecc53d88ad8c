"""One document, however large: what has come is kept, and a fetch that was broken off goes on from there."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx2

from leaddata.content import file_sha256
from leaddata.model import Fetch, Part
from leaddata.pipeline.fetching.addresses import redacted
from leaddata.pipeline.fetching.body import body_pieces
from leaddata.pipeline.fetching.client import Ask, Client
from leaddata.pipeline.fetching.options import Step
from leaddata.pipeline.fetching.retry import TryAgainError
from leaddata.pipeline.fetching.staging import Staged, Staging
from leaddata.pipeline.whole_files import write_whole

__all__ = ["download"]

_AS_IT_IS = {"Accept-Encoding": "identity"}  # a part of an encoded body is none of the document
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Begun:
    """What the bytes that have come are of: nothing is added to them that is not of the same."""

    address: str
    etag: str | None
    last_modified: str | None

    @property
    def condition(self) -> str | None:
        """What ``If-Range`` may hold: a weak ETag will not do."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified


def download(fetch: Fetch, client: Client, staging: Staging, last: Part | None, source_id: str) -> Staged | None:
    """
    Fetch one document, and return it; None where the server says that it is still as it was.

    Args:
        last: What was fetched last, if its bytes are still there.

    Raises:
        FetchError: If it cannot be had.
    """
    part, note = staging.folder / "download.part", staging.folder / "download.json"
    shown = redacted(fetch.address)

    def ask() -> Ask:
        begun = _begun(part, note, shown)
        if begun is not None and begun.condition:
            asked = {"Range": f"bytes={part.stat().st_size}-", "If-Range": begun.condition}
            return Ask(address=fetch.address, headers={**_AS_IT_IS, **asked}, answers=frozenset({200, 206, 416}))
        return Ask(address=fetch.address, headers={**_AS_IT_IS, **_conditions(last)}, answers=frozenset({200, 304}))

    def take(response: httpx2.Response, at: str) -> httpx2.Headers | None:
        if response.status_code == 304:
            return None
        if response.status_code == 416:
            if response.headers.get("content-range", "").replace(" ", "") == f"bytes*/{part.stat().st_size}":
                return response.headers  # all of it has come before
            part.unlink(missing_ok=True)
            msg = "expected the rest of the document, got the word that there is none"
            raise TryAgainError(msg, at=at, next_step="run again", seconds=0.0)
        _receive(response, at, part, note, _Receiver(shown, client, source_id))
        return response.headers

    headers = client.stream(ask, take, client.options.limits.download_seconds)
    if headers is None:
        return None
    # Under another name, so that nothing is ever added to what has become part of a snapshot.
    done = part.with_name("download.done")
    part.replace(done)
    note.unlink(missing_ok=True)
    return Staged(
        file=done,
        sha256=file_sha256(done),
        byte_count=done.stat().st_size,
        url=shown,
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )


@dataclass(frozen=True, slots=True)
class _Receiver:
    """Whom a download is for."""

    address: str
    client: Client
    source_id: str


def _begun(part: Path, note: Path, address: str) -> _Begun | None:
    """Return what has come of this address; None where that is nothing that can be gone on with."""
    try:
        fields: Mapping[str, Any] = json.loads(note.read_bytes())
        begun = _Begun(**fields)
    except (OSError, ValueError, TypeError):
        return None
    return begun if begun.address == address and part.is_file() and part.stat().st_size else None


def _conditions(last: Part | None) -> dict[str, str]:
    if last is None:
        return {}
    asked = {"If-None-Match": last.etag, "If-Modified-Since": last.last_modified}
    return {name: value for name, value in asked.items() if value}


def _receive(response: httpx2.Response, at: str, part: Path, note: Path, receiver: _Receiver) -> None:
    limits = receiver.client.options.limits
    start = _start(response, at, part)
    if start == 0:
        note.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
        begun = _Begun(receiver.address, response.headers.get("etag"), response.headers.get("last-modified"))
        if "content-encoding" not in response.headers:
            write_whole(note, json.dumps(asdict(begun)).encode())
    length = response.headers.get("content-length", "")
    total = start + int(length) if length.isdigit() and len(length) < 20 else None
    done = start
    with part.open("ab") as file:
        for piece in body_pieces(response, at, limits.download_bytes - start, limits.ratio):
            file.write(piece)
            done += len(piece)
            receiver.client.options.tell(Step(receiver.source_id, done, total, "bytes"))
        file.flush()
        os.fsync(file.fileno())


def _start(response: httpx2.Response, at: str, part: Path) -> int:
    """Return where the bytes of an answer belong: 0 where the server gives the whole, asked for a part or not."""
    if response.status_code != 206:
        return 0
    have = part.stat().st_size
    stated = _RANGE.fullmatch(response.headers.get("content-range", "").strip())
    if stated is None or int(stated[1]) != have:
        part.unlink(missing_ok=True)
        msg = f"expected the rest from byte {have:,}, got {response.headers.get('content-range', 'no Content-Range')!r}"
        raise TryAgainError(msg, at=at, next_step="run again", seconds=0.0)
    return have
