"""The passages of a file of any kind, packed or not, for reading facts out of its prose."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from leaddata.errors import DocumentError, LayoutError
from leaddata.layout.articles import Article
from leaddata.layout.prose_nouns import Passage
from leaddata.layout.prose_passages import Placed, line_passages, node_passages_of, page_passages
from leaddata.model import Cell, Document, Locator, Node, Quarantined, Snapshot
from leaddata.pipeline.files import file_bytes
from leaddata.pipeline.read import media_type_of
from leaddata.pipeline.streams import head_of, opened

__all__ = ["passages_of", "type_of"]

_HEAD = 4096
_LARGEST = 256 * 2**20  # bytes, unpacked
_TAGGED = re.compile(r"\A\s*(?:PMID ?- ?\d|TY {1,2}- ?\w)")  # MEDLINE's text, RIS
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>")


def type_of(path: Path) -> str:
    """Return the media type of what a file holds, unpacked if it is gzip."""
    return media_type_of(head_of(path, path.name, _HEAD))


def passages_of(path: Path, *, most_pages: int | None = None) -> list[Placed]:
    """
    Return the passages of a PDF, web page, XML, JSON or text, or of the records in it, in reading order.

    Raises:
        DocumentError: If the file cannot be read, is none of these, is broken, too large, or has more than *most_pages*.
    """
    data = _bytes(path)
    match media_type_of(data):
        case "application/pdf":
            from leaddata.pipeline.read_lines import read_lines

            snapshot = _snapshot(path, data, "application/pdf")
            pages = read_lines(data, snapshot.id, most_pages=most_pages)
            return page_passages(Document(snapshot=snapshot, pages=pages))
        case "text/html":
            from leaddata.pipeline.read_markup import read_html

            return _of_tree(read_html(data, path.name)[0].root, "html")
        case "application/xml":
            from leaddata.pipeline.read_markup import read_xml

            return _of_tree(read_xml(data, path.name)[0].root, "xml")
        case "application/json":
            from leaddata.pipeline.read_json import read_json

            return _of_records(path) or _of_tree(read_json(data, path.name)[0].root, "json")
        case "text/plain":
            is_tagged = _TAGGED.match(data[:_HEAD].decode("utf-8", errors="replace").lstrip("\ufeff")) is not None
            return (_of_records(path) if is_tagged else []) or line_passages(_lines(data, path), path.name)
        case found:
            msg = f"expected PDF, HTML, XML, JSON or text, got {found}"
            raise DocumentError(msg, at=path, next_step="give a report, a page, a record or a text")


def _bytes(path: Path) -> bytes:
    try:
        data = file_bytes(path)
    except OSError as error:
        msg = f"expected a readable file, got {error.strerror or error}"
        raise DocumentError(msg, at=path, next_step="check the path") from error
    if data.startswith(b"\x1f\x8b"):
        with opened(path, path.name) as stream:
            data = b"".join(iter(lambda: stream.read(2**22), b""))
    if not data.strip():
        msg = "expected a document, got an empty file"
        raise DocumentError(msg, at=path, next_step="fetch it again")
    if len(data) > _LARGEST:
        msg = f"expected at most {_LARGEST:,} bytes, got more"
        raise DocumentError(msg, at=path, next_step="split the file")
    return data


def _of_tree(root: Node | None, form: str) -> list[Placed]:
    return [] if root is None else node_passages_of(root, form, _fragment)


def _fragment(text: str) -> Node | None:
    """Return the tree of a piece of HTML inside a record, or None of plain text."""
    if _MARKUP.search(text) is None:
        return None
    from leaddata.pipeline.read_markup import read_html

    try:
        return read_html(f"<!doctype html><body>{text}</body>".encode(), "piece")[0].root
    except DocumentError:
        return None


def _of_records(path: Path) -> list[Placed]:
    """Return titles and abstracts of bibliographic records; nothing of a file that holds none."""
    from leaddata.pipeline.records import read_records

    try:
        return [
            placed
            for article in read_records(path, path.name, "abstracts")
            if not isinstance(article, Quarantined)
            for placed in _of_article(article)
        ]
    except LayoutError:
        return []


def _of_article(article: Article[Cell] | Article[str]) -> Iterator[Placed]:
    yield Placed(Passage("", 1, fresh=True), Cell("", article.at))
    if article.title is not None:
        yield _part(article.title, article.at, 1)
    for part in article.abstract:
        if part.language in {"en", "und"} and part.kind is None:
            yield _part(part.text, article.at, 0)


def _part(printed: Cell | str, at: Locator, level: int) -> Placed:
    cell = printed if isinstance(printed, Cell) else Cell(printed, at)
    return Placed(Passage(cell.text, level), cell)


def _snapshot(path: Path, data: bytes, media_type: str) -> Snapshot:
    return Snapshot(
        source_id=path.name,
        edition="original",
        path=path.name,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        byte_count=len(data),
    )


def _lines(data: bytes, path: Path) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        msg = f"expected UTF-8, got the byte {data[error.start]:#04x}"
        raise DocumentError(msg, at=Locator(path.name, lines=(line, line)), next_step="save it as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
