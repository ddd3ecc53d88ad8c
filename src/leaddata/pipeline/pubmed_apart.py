"""Records of a PubMed XML file that is not well-formed, each for itself: the whole ones, and what is wrong with the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from io import BytesIO
from pathlib import Path
from typing import IO

from lxml import etree

from leaddata.errors import DocumentError
from leaddata.layout.articles import Article
from leaddata.layout.pubmed_parts import Make
from leaddata.model import Locator, Quarantined
from leaddata.pipeline.pubmed_elements import PARSER, articles_of
from leaddata.pipeline.read_markup import check_no_entities, own_entity
from leaddata.pipeline.streams import head_of, opened

__all__ = ["read_apart", "without_broken"]

_CHUNK = 2**18
_LARGEST = 32 * 2**20  # a record of 43 authors with all their references has 0.2 MB
_TAG_LENGTH = 64  # no tag name that is looked for is longer
_EDGE = re.compile(rb"<(/?)(PubmedArticle|PubmedBookArticle|DeleteCitation)(?=[\s/>])")
_COVER = re.compile(
    rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|</?\w*Set(?:\s[^>]*)?>|\xef\xbb\xbf|\s+", re.DOTALL
)
_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_PREDEFINED = {b"amp", b"lt", b"gt", b"quot", b"apos"}
_ENCODING = re.compile(rb"""^[^<]*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']""")
_OPENS, _CLOSES = re.compile(rb"<\w*Set[\s>]"), re.compile(rb"</\w*Set\s*>\s*$")
_DEFINED = re.compile(rb"<!ENTITY\s+(?:%\s+)?([\w.:-]+)")
_ID = re.compile(rb"<PMID[^>]*>\s*(\d+)")


@dataclass(frozen=True, slots=True)
class _Piece:
    """
    A stretch of the file: a record, or what stands between two of them.

    Attributes:
        tag: Of the record; empty for what stands between.
        line: On which it begins, counted from 1.
        is_closed: False of a record without an end.
    """

    tag: str
    data: bytes
    line: int
    is_closed: bool = True

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line."""
        return self.line, self.line + self.data.count(b"\n")


def read_apart(
    path: Path, snapshot_id: str, make: Make, done: int, error: etree.XMLSyntaxError
) -> Iterator[Article[str] | Quarantined]:
    """
    Yield the articles after the first *done* records, and why a broken one is none.

    Args:
        error: What stopped the reading of the whole.

    Raises:
        DocumentError: If the file has no record that can be told, or breaks off.
    """
    head = head_of(path, snapshot_id, 1024)
    with opened(path, snapshot_id) as stream:
        if head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
            raise _not_well_formed(snapshot_id, error)
        _check_head(head, snapshot_id)
        number: dict[str, int] = {}
        between = b""
        for piece in _pieces(stream, snapshot_id):
            if not piece.tag:
                between = piece.data
                yield from _between(piece, snapshot_id)
                continue
            at = _place(piece, snapshot_id, number)
            if sum(number.values()) > done:
                found = _parsed(piece, at, _encoding(head))
                if isinstance(found, Quarantined):
                    yield found
                else:
                    check_no_entities(found[0], snapshot_id)
                    yield from articles_of(found[0], Locator(snapshot_id, path=at.path), make)
    _check_whole(head, between, number, snapshot_id, error)


def without_broken(data: bytes, snapshot_id: str) -> tuple[bytes, tuple[Quarantined, ...]]:
    """
    Return an XML file of PubMed's that is not well-formed without what breaks it, and why each record is left out.

    An empty element stands for a broken record, and lines keep their numbers: paths and lines are still those of *data*.
    Any other file is returned as it is.

    Raises:
        DocumentError: If it is PubMed's, and has no record that can be told, or breaks off.
    """
    if _EDGE.search(data) is None:
        return data, ()
    try:
        etree.fromstring(data, etree.XMLParser(**PARSER))
    except etree.XMLSyntaxError as error:
        return _sound(data, snapshot_id, error)
    return data, ()


def _sound(data: bytes, snapshot_id: str, error: etree.XMLSyntaxError) -> tuple[bytes, tuple[Quarantined, ...]]:
    _check_head(data[:1024], snapshot_id)
    kept: list[bytes] = []
    stopped: list[Quarantined] = []
    number: dict[str, int] = {}
    between = b""
    for piece in _pieces(BytesIO(data), snapshot_id):
        if not piece.tag:
            between = piece.data
            stray = list(_between(piece, snapshot_id))
            stopped += stray
            kept.append(b"".join(_COVER.findall(piece.data)) if stray else piece.data)
            continue
        found = _parsed(piece, _place(piece, snapshot_id, number), _encoding(data[:1024]))
        if isinstance(found, Quarantined):
            stopped.append(found)
            kept.append(f"<{piece.tag}/>".encode() + b"\n" * piece.data.count(b"\n"))
        else:
            kept.append(found[1])
    _check_whole(data[:1024], between, number, snapshot_id, error)
    return b"".join(kept), tuple(stopped)


def _place(piece: _Piece, snapshot_id: str, number: dict[str, int]) -> Locator:
    """Return the place of the next record; *number* counts those of each tag."""
    number[piece.tag] = position = number.get(piece.tag, 0) + 1
    return Locator(snapshot_id, lines=piece.lines, path=f"/PubmedArticleSet/{piece.tag}[{position}]")


def _check_head(head: bytes, snapshot_id: str) -> None:
    """Refuse entities as `check_no_entities` does, where what they mean is what stopped the reading."""
    if defined := _DEFINED.search(head):
        raise own_entity(defined[1].decode("utf-8", "replace"), snapshot_id)


def _check_whole(
    head: bytes, end: bytes, number: dict[str, int], snapshot_id: str, error: etree.XMLSyntaxError
) -> None:
    """Raise unless there are records, and what opens around them closes behind them."""
    if not number:
        raise _not_well_formed(snapshot_id, error)
    if _OPENS.search(head) and not _CLOSES.search(end):
        msg = f"expected a whole file, got one that breaks off after {sum(number.values()):,} records"
        raise DocumentError(msg, at=snapshot_id, next_step="fetch it again")


def _encoding(head: bytes) -> str | None:
    declared = _ENCODING.match(head)
    return declared[1].decode("ascii") if declared else None


def _not_well_formed(snapshot_id: str, error: etree.XMLSyntaxError) -> DocumentError:
    line = error.lineno or 1
    msg = f"expected well-formed XML, got {error.msg}"
    return DocumentError(msg, at=Locator(snapshot_id, lines=(line, line)), next_step="fetch it again")


def _between(piece: _Piece, snapshot_id: str) -> Iterator[Quarantined]:
    """Yield what stands between two records and is no cover of theirs: it may be a record whose tag is broken."""
    left = _COVER.sub(b"", piece.data)
    if left:
        printed = left[:80].decode("utf-8", "replace")
        at = Locator(snapshot_id, lines=piece.lines)
        yield Quarantined("articles", "expected a record, got something else between two of them", at, printed)


def _parsed(piece: _Piece, at: Locator, encoding: str | None) -> tuple[etree._Element, bytes] | Quarantined:
    """Return the element of a record and what it was read from, or why it is none."""
    parser = etree.XMLParser(encoding=encoding, **PARSER)
    try:
        try:
            return etree.fromstring(piece.data, parser), piece.data
        except etree.XMLSyntaxError:
            # Names of HTML's, which XML does not know without a DTD; the error is another one if that was not it.
            named = _ENTITY.sub(_as_number, piece.data)
            return etree.fromstring(named, parser), named
    except etree.XMLSyntaxError as error:
        pmid = _ID.search(piece.data)
        printed = f"PMID {pmid[1].decode()}" if pmid else ""
        line = piece.line + (error.lineno or 1) - 1
        reason = (
            f"expected a well-formed record, got {error.msg}"
            if piece.is_closed
            else "expected the end of a record, got none"
        )
        return Quarantined("articles", reason, Locator(at.snapshot_id, lines=(line, line), path=at.path), printed)


def _as_number(match: re.Match[bytes]) -> bytes:
    signs = html5.get(f"{match[1].decode('ascii')};")
    if match[1] in _PREDEFINED or signs is None:
        return match[0]
    return "".join(f"&#{ord(sign)};" for sign in signs).encode("ascii")


def _pieces(stream: IO[bytes], snapshot_id: str) -> Iterator[_Piece]:
    """Cut a stream at the tags of records; a record ends at its own end, or where the next one begins."""
    buffer, line, start, searched, tag = b"", 1, 0, 0, b""
    while chunk := stream.read(_CHUNK):
        buffer += chunk
        while match := _EDGE.search(buffer, searched):
            is_end, name = bool(match[1]), match[2]
            searched = match.end()
            if is_end and name != tag:
                continue
            cut = match.start()
            if is_end:
                cut = buffer.find(b">", match.end()) + 1
                if cut == 0:
                    searched = match.start()
                    break
            piece = _Piece(tag.decode(), buffer[start:cut], line, is_closed=is_end or not tag)
            if piece.data:
                yield piece
            line += piece.data.count(b"\n")
            start, searched, tag = cut, max(cut, match.end()), b"" if is_end else name
        if len(buffer) - start > _LARGEST:
            msg = f"expected a record of at most {_LARGEST:,} bytes, got a larger one"
            raise DocumentError(msg, at=Locator(snapshot_id, lines=(line, line)), next_step="fetch it again")
        searched = max(searched - start, len(buffer) - start - _TAG_LENGTH, 0)
        buffer, start = buffer[start:], 0
    if buffer:
        yield _Piece(tag.decode(), buffer, line, is_closed=not tag)
