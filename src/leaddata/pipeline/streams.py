"""Files of any size as streams, packed or not, within limits."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from leaddata.errors import DocumentError
from leaddata.pipeline.files import refuse_endless

__all__ = ["head_of", "opened"]

_GZIP = b"\x1f\x8b"
_GZIP_MEMBER = 31  # zlib: a header of gzip's, and the largest window
_CHUNK = 2**16
_RATIO, _RATIO_FROM = 200, 64 * 2**20  # text packs by 5 to 20; a bomb by 1,000


class _Unpacked:
    """
    A gzip file as a stream, its members one after the other; not by `gzip`, which gives nothing of a last part cut short.

    Raises:
        DocumentError: At the end of what can be read of a broken file, or beyond measure.
    """

    def __init__(self, stream: IO[bytes], packed: int, at: str) -> None:
        self._stream, self._packed, self._at = stream, packed, at
        self._member = zlib.decompressobj(_GZIP_MEMBER)
        self._rest = b""
        self._count = 0

    def read(self, size: int = -1) -> bytes:
        """Return at most *size* bytes, or all; none at the end."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_CHUNK), b""))
        while True:
            packed = self._rest or self._stream.read(_CHUNK)
            if not packed:
                if self._member.eof:
                    return b""
                raise self._broken()
            if self._member.eof:
                if not packed.strip(b"\0"):
                    self._rest = b""
                    continue  # padding
                self._member = zlib.decompressobj(_GZIP_MEMBER)
            try:
                data = self._member.decompress(packed, size)
            except zlib.error as error:
                raise self._broken(str(error)) from error
            self._rest = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            if data:
                self._count += len(data)
                self._check_ratio()
                return data

    def _broken(self, reason: str = "its end is missing") -> DocumentError:
        msg = f"expected a whole gzip file, got one that breaks off after {self._count:,} bytes ({reason})"
        return DocumentError(msg, at=self._at, next_step="fetch it again")

    def _check_ratio(self) -> None:
        if self._count > max(_RATIO_FROM, _RATIO * self._packed):
            msg = f"expected at most {_RATIO} times the {self._packed:,} bytes of the file when unpacked, got more"
            raise DocumentError(msg, at=self._at, next_step="unpack it yourself if you trust it")


@contextmanager
def opened(path: Path, at: str) -> Iterator[IO[bytes]]:
    """
    Open a file, unpacked if it is gzip.

    Raises:
        DocumentError: While it is read: if it is cut short or broken, or unpacks beyond measure.
        OSError: If it cannot be read, or is a pipe, a socket or a device.
    """
    refuse_endless(path)
    with path.open("rb") as stream:
        packed = stream.read(len(_GZIP)) == _GZIP
        stream.seek(0)
        if not packed:
            yield stream
            return
        yield _Unpacked(stream, path.stat().st_size, at)  # type: ignore[misc]


def head_of(path: Path, at: str, size: int) -> bytes:
    """
    Return the first *size* bytes of a file, unpacked if it is gzip; of one that breaks off before, what there is.

    Raises:
        DocumentError: If not one byte of it can be unpacked.
    """
    head = b""
    with opened(path, at) as stream:
        try:
            while len(head) < size and (data := stream.read(size - len(head))):
                head += data
        except DocumentError:
            if not head:
                raise
    return head
