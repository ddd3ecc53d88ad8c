"""
PubMed XML without the two longest parts that no table is made of: references and subject headings.

They are half of a record or more, and a search for their ends costs a fraction of what it costs to parse them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

__all__ = ["Trimmed"]

_CHUNK = 2**18
_PARSED = 2**15  # bytes: libxml2 takes a fifth longer over what is handed to it in large pieces
_LONGEST = 2**22  # a list of references has 0.1 MB; what is longer is left to the parser
_REFERENCES = b"<ReferenceList>"
# Each one more costs a search through all of the file; the others are short.
_LISTS = ((_REFERENCES, b"</ReferenceList>"), (b"<MeshHeadingList>", b"</MeshHeadingList>"))
_BOUND = b"PubmedArticle"  # no list goes beyond this tag: what opened it was none, but stood in a comment


class Trimmed:
    """A stream of PubMed XML, its lists cut out; the line ends in them stay, so that lines keep their numbers."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._parts = _trimmed(stream)

    def read(self, _: int = -1) -> bytes:
        """Return the next bytes, of any number, or none at the end."""
        return next((part for part in self._parts if part), b"")


def _trimmed(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(_CHUNK):
        rest += chunk
        kept, start = [], 0
        begins = [-1] * len(_LISTS)
        while True:
            _find_next(rest, start, begins)
            begin = min(begins)
            if begin == len(rest):
                end = max(start, len(rest) - 32)  # an opening tag may be cut in two
                kept.append(rest[start:end])
                break
            kept.append(rest[start:begin])
            end = _end_of_list(rest, begin, *_LISTS[begins.index(begin)])
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
            if rest.find(b"\n", begin, end) >= 0:  # a count takes ten times as long
                kept.append(b"\n" * rest.count(b"\n", begin, end))
            start = end
        rest = rest[end:]
        whole = b"".join(kept)
        yield from (whole[at : at + _PARSED] for at in range(0, len(whole), _PARSED))
    yield rest


def _find_next(data: bytes, start: int, begins: list[int]) -> None:
    """Move each of *begins* that lies before *start* on to where such a list begins next; the end of *data* for none."""
    for index, (opening, _) in enumerate(_LISTS):
        if begins[index] < start:
            found = data.find(opening, start)
            begins[index] = found if found >= 0 else len(data)


def _end_of_list(data: bytes, begin: int, opening: bytes, closing: bytes) -> int:
    """Return where a list ends that begins at *begin*; 0 where the end is not in *data*, -1 where it is no list."""
    end = data.find(closing, begin)
    if data.find(_BOUND, begin, end if end >= 0 else len(data)) >= 0:
        return -1
    if end < 0:
        return 0
    end += len(closing)
    if opening is not _REFERENCES:
        return end
    # A list of references may hold others: the last end is that before the end of all data on the article.
    after = data[end : end + 64].lstrip()
    if not after:
        return 0
    return end if after.startswith(b"</Pubmed") else -1
