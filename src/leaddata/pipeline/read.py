"""From bytes to a Document, by what the bytes are."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from leaddata.errors import DocumentError
from leaddata.model import Document, Page, Quarantined, Snapshot, Vocabulary
from leaddata.pipeline.files import file_bytes
from leaddata.pipeline.read_json import is_json

__all__ = ["checked_type", "document_bytes", "handed_pdf", "media_type_of", "read", "read_parts"]

_PDF = "application/pdf"
_TREES = frozenset({"application/json", "application/xml", "text/html"})


def read(
    snapshot: Snapshot,
    data: bytes,
    vocabularies: Mapping[str, Vocabulary],
    *,
    lost_pages: tuple[int, ...] = (),
    most_pages: int | None = None,
) -> Document:
    """
    Read a document of any known type.

    Args:
        lost_pages: Printed page numbers that a text dump does not hold.
        most_pages: That a PDF may have.

    Raises:
        DocumentError: If the bytes are not of the recorded type, cannot be read, or have too many pages.
    """
    found = checked_type(snapshot, data, snapshot.id)
    if found in _TREES:
        page, broken = _read_tree(snapshot, data, found, None)
        return Document(snapshot=snapshot, pages=(page,), vocabularies=vocabularies, broken=broken)
    pages = _read_pages(snapshot, data, found, lost_pages, most_pages)
    return Document(snapshot=snapshot, pages=pages, vocabularies=vocabularies)


def read_parts(
    snapshot: Snapshot,
    parts: Sequence[bytes],
    vocabularies: Mapping[str, Vocabulary],
    *,
    lost_pages: tuple[int, ...] = (),
    most_pages: int | None = None,
) -> Document:
    """
    Read the documents of a snapshot as one, with a page for each of them where there are several.

    Raises:
        DocumentError: As `read`; also if one of several has no tree.
    """
    if len(parts) == 1:
        return read(snapshot, parts[0], vocabularies, lost_pages=lost_pages, most_pages=most_pages)
    pages: list[Page] = []
    broken: list[Quarantined] = []
    for number, data in enumerate(parts, start=1):
        at = f"{snapshot.id} part {number}"
        found = checked_type(snapshot, data, at)
        if found not in _TREES:
            msg = f"expected HTML, XML or JSON in each of several parts, got {found}"
            raise DocumentError(msg, at=at, next_step=f"run `leaddata fetch {snapshot.source_id}`")
        page, stopped = _read_tree(snapshot, data, found, number)
        pages.append(page)
        broken += stopped
    return Document(snapshot=snapshot, pages=tuple(pages), vocabularies=vocabularies, broken=tuple(broken))


def media_type_of(data: bytes) -> str:
    """
    Tell the media type of *data* from its first bytes.

    Examples:
        >>> media_type_of(b"%PDF-1.7 ...")
        'application/pdf'
        >>> media_type_of(b"<!doctype html><p>")
        'text/html'
        >>> media_type_of(b'{"name": "job"}')
        'application/json'
        >>> media_type_of(b"Name Job")
        'text/plain'
    """
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<!--") and b"<html" in head):
        return "text/html"
    if head.startswith(b"<?xml"):
        return "text/html" if b"<html" in head else "application/xml"
    if head.startswith((b"<!doctype", b"<pubmed", b"<rss", b"<feed", b"<rdf:rdf")):
        return "application/xml"
    if is_json(data):
        return "application/json"
    if b"\x00" in data[:4096]:
        return "application/octet-stream"
    return "text/plain"


def document_bytes(path: Path, media_types: Collection[str], expected: str, step: str) -> bytes:
    """
    Return the bytes of a file that somebody hands us.

    Args:
        media_types: Those that will do; *expected* names them, and *step* says what to do about any other.

    Raises:
        DocumentError: If it cannot be read, is empty, or is of another type.
    """
    try:
        data = file_bytes(path)
    except OSError as error:
        msg = f"expected a readable file, got {error.strerror or error}"
        raise DocumentError(msg, at=path, next_step="check the path") from error
    if not data.strip():
        msg = "expected a document, got an empty file"
        raise DocumentError(msg, at=path, next_step="fetch it again")
    if (found := media_type_of(data)) not in media_types:
        msg = f"expected {expected}, got {found}"
        raise DocumentError(msg, at=path, next_step=step)
    return data


def handed_pdf(path: Path, step: str) -> tuple[bytes, Snapshot]:
    """
    Return the bytes of a PDF that somebody hands us, and what to call it in messages and places.

    Args:
        step: What to do about a file that is no PDF.

    Raises:
        DocumentError: As `document_bytes`.
    """
    data = document_bytes(path, (_PDF,), _PDF, step)
    snapshot = Snapshot(
        source_id=path.name,
        edition="original",
        path=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=_PDF,
        byte_count=len(data),
    )
    return data, snapshot


def checked_type(snapshot: Snapshot, data: bytes, at: str) -> str:
    """
    Return the media type of *data*.

    Raises:
        DocumentError: If it is not the one that the snapshot records.
    """
    declared = snapshot.media_type.split(";")[0].strip().lower()
    found = media_type_of(data)
    if declared != found and not (declared.endswith("/xml") and found.endswith("/xml")):
        msg = f"expected {declared}, got {found}"
        step = f"correct media_type in the snapshot.json, or run `leaddata add {snapshot.source_id} FILE`"
        raise DocumentError(msg, at=at, next_step=step)
    return found


def _read_tree(
    snapshot: Snapshot, data: bytes, media_type: str, part: int | None
) -> tuple[Page, tuple[Quarantined, ...]]:
    """
    Read HTML, XML or JSON; of PubMed's XML that is not well-formed all records that are, and why the others are none.

    Of PubMed's records what no table is made of, more than half of them, is no part of the tree.
    """
    # Each reader is loaded where it is needed: a child that reads one document needs one of them.
    match media_type:
        case "application/xml":
            from leaddata.pipeline.pubmed_apart import without_broken
            from leaddata.pipeline.pubmed_trim import trimmed
            from leaddata.pipeline.read_markup import read_xml

            sound, broken = without_broken(data, snapshot.id)
            pages = read_xml(trimmed(sound), snapshot.id, part)
            return pages[0], tuple(replace(one, at=replace(one.at, page=part)) for one in broken)
        case "application/json":
            from leaddata.pipeline.read_json import read_json

            return read_json(data, snapshot.id, part)[0], ()
        case _:
            from leaddata.pipeline.read_markup import read_html

            return read_html(data, snapshot.id, part)[0], ()


def _read_pages(
    snapshot: Snapshot, data: bytes, media_type: str, lost_pages: tuple[int, ...], most_pages: int | None
) -> tuple[Page, ...]:
    match media_type:
        case "application/pdf":
            from leaddata.pipeline.pdf_file import check_page_count
            from leaddata.pipeline.read_pdf import read_pdf

            check_page_count(data, snapshot.id, most_pages)
            return read_pdf(data, snapshot.id)
        case "text/plain":
            from leaddata.pipeline.read_text import read_text

            return read_text(data, snapshot.id, lost_pages)
    msg = f"expected PDF, HTML, XML, JSON or text, got {media_type}"
    raise DocumentError(msg, at=snapshot.id, next_step="see `leaddata extract --help` for what can be read")
