"""
PubMed XML without the two longest parts that no table is made of: references and subject headings.

They are half of a record or more, and a search for their ends costs a fraction of what it costs to parse them.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import IO

__all__ = ["Trimmed", "trimmed"]

_CHUNK = 2**18
_LONGEST = 2**22  # a list of references has 0.1 MB; what is longer is left to the parser
# Each one more costs a search through all of the file; the others are short.
_LISTS = (b"<ReferenceList>", b"<MeshHeadingList>")
_BOUND = b"PubmedArticle"  # no list goes beyond this tag: what opened it was none, but stood in a comment


class Trimmed:
    """A stream of PubMed XML, its lists cut out; the line ends in them stay, so that lines keep their numbers."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._parts = _trimmed(stream)

    def read(self, _: int = -1) -> bytes:
        """Return the next bytes, of any number, or none at the end."""
        return next((part for part in self._parts if part), b"")


def trimmed(data: bytes) -> bytes:
    """Return PubMed XML, its lists cut out, as `Trimmed` does; what has none of them is returned as it is."""
    return b"".join(_trimmed(BytesIO(data))) if any(name in data for name in _LISTS) else data


def _trimmed(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_CHUNK):
        rest += chunk
        kept, start = [], 0
        begins = dict.fromkeys(_LISTS, -1)
        while True:
            found = _next_list(rest, start, begins)
            if found is None:
                end = max(start, len(rest) - 32)  # an opening tag may be cut in two
                kept.append(rest[start:end])
                break
            begin, name = found
            kept.append(rest[start:begin])
            end = _end_of_list(rest, begin, name)
            if end == 0:  # not all of it is here yet
                end = begin
                if len(rest) - begin > _LONGEST:
                    kept.append(rest[begin : len(rest) - 32])
                    end = len(rest) - 32
                break
            if end < 0:  # none after all
                kept.append(rest[begin : begin + 1])
                start = begin + 1
                continue
            kept.append(b"\n" * rest.count(b"\n", begin, end))
            start = end
        rest = rest[end:]
        yield b"".join(kept)
    yield rest


def _next_list(data: bytes, start: int, begins: dict[bytes, int]) -> tuple[int, bytes] | None:
    """Return where the next list begins, and its name; *begins* keeps what was found before."""
    for name, begin in begins.items():
        if begin < start:
            found = data.find(name, start)
            begins[name] = found if found >= 0 else len(data)
    begin, name = min((begin, name) for name, begin in begins.items())
    return (begin, name) if begin < len(data) else None


def _end_of_list(data: bytes, begin: int, name: bytes) -> int:
    """Return where a list ends that begins at *begin*; 0 where the end is not in *data*, -1 where it is no list."""
    closing = b"</%b>" % name[1:-1]
    end = data.find(closing, begin)
    if data.find(_BOUND, begin, end if end >= 0 else len(data)) >= 0:
        return -1
    if end < 0:
        return 0
    # A list of references may hold others: the last end is that before the end of all data on the article.
    end += len(closing)
    after = data[end : end + 64].lstrip()
    if not after:
        return 0
    return end if name != _LISTS[0] or after.startswith(b"</Pubmed") else -1
