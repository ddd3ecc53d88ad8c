"""What a compressed file holds, within measure: gzip, and ZIP with all that is built on it (XLSX, DOCX)."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from leaddata.errors import DocumentError

__all__ = ["members"]

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_GZIP_MEMBER = 31  # zlib: a header of gzip's, and the largest window
_MOST = 2**29  # bytes of one member, unpacked
_DEPTH = 4


def members(name: str, data: bytes, depth: int = 0) -> Iterator[tuple[str, bytes]]:
    """
    Yield the files that a file holds, by the way to each (``table.xlsx/xl/sharedStrings.xml``); itself if it is not packed.

    Raises:
        DocumentError: If it is broken, encrypted, or unpacks beyond measure.
    """
    if data[:2] != _GZIP and data[:4] != _ZIP:
        yield name, data
        return
    if depth == _DEPTH:
        msg = f"expected files packed at most {_DEPTH} times, got more"
        raise DocumentError(msg, at=name, next_step="unpack it")
    try:
        if data[:2] == _GZIP:
            yield from members(f"{name}/unpacked", _gunzipped(data, name), depth + 1)
            return
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for entry in packed.infolist():
                _check_size(entry.file_size, name)
                yield from members(f"{name}/{entry.filename}", packed.read(entry), depth + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        msg = f"expected a packed file that can be opened, got a broken or encrypted one ({error})"
        raise DocumentError(msg, at=name, next_step="unpack it, or leave it out") from error


def _gunzipped(data: bytes, name: str) -> bytes:
    found: list[bytes] = []
    while data[:2] == _GZIP:
        member = zlib.decompressobj(_GZIP_MEMBER)
        found.append(member.decompress(data, _MOST))
        _check_size(sum(map(len, found)) + len(member.unconsumed_tail), name)
        data = member.unused_data
    return b"".join(found)


def _check_size(size: int, name: str) -> None:
    if size > _MOST:
        msg = f"expected at most {_MOST:,} bytes when unpacked, got more"
        raise DocumentError(msg, at=name, next_step="unpack it, or leave it out")
