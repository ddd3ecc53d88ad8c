"""
PubMed XML without the longest parts that no table is made of: references, subject headings, the history of a record.

They are half of a record or more, and a search for their ends costs a fraction of what it costs to parse them.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Protocol

__all__ = ["Trimmed", "trimmed", "without_lists"]

_CHUNK = 2**18
_PARSED = 2**15  # bytes: libxml2 takes a fifth longer over what is handed to it in large pieces
_LONGEST = 2**22  # a list of references has 0.1 MB; what is longer is left to the parser
_REFERENCES = b"<ReferenceList>"
# Each one more costs a search through all of the file; the others are short.
_LISTS = (
    (b"<MeshHeadingList>", b"</MeshHeadingList>"),
    (b"<History>", b"</History>"),
    (_REFERENCES, b"</ReferenceList>"),
)
_BOUND = b"PubmedArticle"  # no list goes beyond this tag: what opened it was none, but stood in a comment


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def without_lists(record: bytes) -> bytes:
    """
    Return a whole record without its lists, as far as they stand in the order of the DTD.

    One that was cut at tags in a comment is not well-formed any more.
    """
    kept, start = [], 0
    for opening, closing in _LISTS:
        begin = record.find(opening, start)
        end = record.find(closing, begin) + len(closing) if begin >= 0 else 0
        if end > begin and (opening is not _REFERENCES or _ends_record(record, end)):
            kept.append(record[start:begin])
            start = end
    kept.append(record[start:])
    return b"".join(kept)


class Trimmed:
    """A stream of PubMed XML, its lists cut out; the line ends in them stay, so that lines keep their numbers."""

    def __init__(self, stream: _Readable) -> None:
        self._parts = _trimmed(stream)

    def read(self, _: int = -1) -> bytes:
        """Return the next bytes, of any number, or none at the end."""
        return next((part for part in self._parts if part), b"")


def trimmed(data: bytes) -> bytes:
    """Return PubMed XML, its lists cut out, as `Trimmed` does; what has none of them is returned as it is."""
    return b"".join(_trimmed(BytesIO(data))) if any(opening in data for opening, _ in _LISTS) else data


def _trimmed(stream: _Readable) -> Iterator[bytes]:
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
    if not data[end : end + 64].lstrip():
        return 0
    return end if _ends_record(data, end) else -1


def _ends_record(data: bytes, end: int) -> bool:
    """Return whether the end of all data on an article is next: a list of references may hold others, and end the inner first."""
    return data[end : end + 64].lstrip().startswith(b"</Pubmed")
