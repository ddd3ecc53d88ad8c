"""The body of an answer, its encoding taken off as it comes, within limits, and whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import httpx2

from leaddata.errors import FetchError
from leaddata.pipeline.fetching.retry import TryAgainError

__all__ = ["body_pieces"]

_FREE = 2**20  # bytes that any answer may have, however well it is compressed
_STEP = 2**16
_GZIP = 16 + zlib.MAX_WBITS
_TOO_LARGE = "look at what is served there; the limits are in docs/fetching.md"


def body_pieces(response: httpx2.Response, at: str, most_bytes: int, ratio: float) -> Iterator[bytes]:
    """
    Yield the body piece by piece.

    Raises:
        TryAgainError: If it is cut: shorter than its Content-Length, or in the middle of its encoding.
        FetchError: If it is larger than *most_bytes*, expands by more than *ratio*, or is of another encoding than gzip.
    """
    _check_length(response, at, most_bytes)
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding in {"gzip", "x-gzip"}:
        pieces = _gunzipped(response, at)
    elif encoding in {"identity", ""}:
        pieces = response.iter_raw()
    else:
        msg = f"expected a body as it is or with gzip, got the encoding {encoding[:40]!r}"
        raise FetchError(msg, at=at, next_step="we ask for nothing else: tell the site")
    count = 0
    for piece in pieces:
        count += len(piece)
        if count > most_bytes:
            msg = f"expected at most {most_bytes:,} bytes, got more"
            raise FetchError(msg, at=at, next_step=_TOO_LARGE)
        if count > _FREE and count > ratio * response.num_bytes_downloaded:
            msg = f"expected a body that expands at most {ratio:g} times, got one that expands more"
            raise FetchError(msg, at=at, next_step=_TOO_LARGE)
        yield piece
    _check_whole(response, at)


def _check_length(response: httpx2.Response, at: str, most_bytes: int) -> None:
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length[:20]) > most_bytes:
        msg = f"expected at most {most_bytes:,} bytes, got a Content-Length of {length[:20]}"
        raise FetchError(msg, at=at, next_step=_TOO_LARGE)


def _check_whole(response: httpx2.Response, at: str) -> None:
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) != response.num_bytes_downloaded:
        msg = f"expected {int(length):,} bytes as Content-Length says, got {response.num_bytes_downloaded:,}"
        raise TryAgainError(msg, at=at, next_step="run again later")


def _gunzipped(response: httpx2.Response, at: str) -> Iterator[bytes]:
    """Expand gzip in small steps, so that a bomb is seen before it fills the memory."""
    expand = zlib.decompressobj(_GZIP)
    begun = False
    try:
        for raw in response.iter_raw():
            rest = raw
            while rest:
                if expand.eof:  # one member ends, and another begins
                    expand = zlib.decompressobj(_GZIP)
                begun = True
                if piece := expand.decompress(rest, _STEP):
                    yield piece
                rest = expand.unconsumed_tail or expand.unused_data
        while begun and not expand.eof and (piece := expand.decompress(b"", _STEP)):
            yield piece
    except zlib.error as error:
        msg = f"expected a body with gzip, got {error}"
        raise TryAgainError(msg, at=at, next_step="run again later") from error
    if begun and not expand.eof:
        msg = "expected a whole body with gzip, got one that is cut"
        raise TryAgainError(msg, at=at, next_step="run again later")
