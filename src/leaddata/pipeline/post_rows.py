"""Posts of any document that lists or holds them, as rows: feeds, WordPress REST, pages, text; told by content."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from leaddata.clean.names import group_words
from leaddata.errors import DocumentError, LayoutError
from leaddata.layout.dump_entries import dump_entries
from leaddata.layout.post_entries import Entry, Value, entry_row, once_each
from leaddata.model import Document, Snapshot
from leaddata.pipeline.files import file_bytes
from leaddata.pipeline.vocabularies import load_vocabularies
from leaddata.pipeline.web_text import decode_web

__all__ = ["POSTS", "PostRow", "PostRows", "extract_posts"]

# Columns of the tables `posts` and `post_authors`, without ids, and what else a file may state of a post.
POSTS = (
    "position", "title_printed", "title", "series", "part", "authors", "author_kinds", "url", "published", "modified",
    "language", "is_featured", "teaser_truncated", "teaser_word_count", "teaser_sha256", "teaser", "text",
)  # fmt: skip
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|article|section|main|p|h[1-6]|ul|ol|dl|table|span|title|meta)\b[^<>]*>",
    re.IGNORECASE,
)
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_XML = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<![^>\[]*(?:\[.*?\])?[^>]*>\s*)*<(?P<root>[\w:.-]+)", re.DOTALL)
_NEXT = "give a feed, a page that lists posts, the page of one, WordPress REST, or a text dump"


class PostRow(NamedTuple):
    """
    A post.

    Attributes:
        values: By column; None where the document does not say.
        path: XPath, JSON pointer, or ``lines 3-5``.
    """

    values: Mapping[str, Value]
    path: str | None


@dataclass(frozen=True, slots=True)
class PostRows:
    """The posts of a document, and what there is to tell: where it breaks off, what could not be read."""

    rows: tuple[PostRow, ...]
    notes: tuple[str, ...]


def extract_posts(path: Path) -> PostRows:
    """
    Return the posts in a file, in its order, those of one address once.

    Raises:
        DocumentError: If it cannot be read, or is of no type that posts come in.
        LayoutError: If it has no posts.
    """
    data = _bytes(path)
    text = decode_web(data)
    entries, notes = _entries(text, data, path)
    entries = once_each(entries)
    words = group_words(load_vocabularies()["group_words"])
    rows = tuple([PostRow(entry_row(one, number, words), _path(one)) for number, one in enumerate(entries, start=1)])
    if not rows:
        told = "; ".join(notes) or "a document without any"
        msg = f"expected posts, got {told}"
        raise LayoutError(msg, at=path.name, next_step=_NEXT)
    return PostRows(rows, tuple(f"{path.name}: {note}" for note in notes))


def _entries(text: str, data: bytes, path: Path) -> tuple[list[Entry], list[str]]:
    from leaddata.pipeline.feed_json import json_start, read_json
    from leaddata.pipeline.feed_text import FEED_START

    page = _HTML_ROOT.search(text)
    page_start = page.start() if page else len(text)
    feed = FEED_START.search(text)
    if feed and feed.start() < page_start:
        from leaddata.pipeline.feed_xml import read_feed

        return _or_empty(read_feed(text), "a feed without any")
    start = json_start(text)
    if start is not None and start < page_start:
        found = read_json(text, start)
        if found is not None:
            return _or_empty(found, "a list without any")
        if not _HTML.search(text[:start]) and page is None:
            msg = "expected posts, got JSON of something else"
            raise LayoutError(msg, at=path.name, next_step=_NEXT)
    root = _XML.match(text[:100_000])
    if page is None and root and text.lstrip().startswith("<?xml") and not _HTML.search(text[:4096]):
        msg = f"expected a feed, got XML with the root <{root['root']}>"
        raise LayoutError(msg, at=path.name, next_step=_NEXT)
    if page or _HTML.search(text):
        from leaddata.pipeline.html_page import read_page

        return read_page(text, group_words(load_vocabularies()["group_words"]), path.name)
    return _dump(text, data, path), []


def _or_empty(found: tuple[list[Entry], list[str]], what: str) -> tuple[list[Entry], list[str]]:
    entries, notes = found
    return (entries, notes) if entries else (entries, [*notes, what])


def _dump(text: str, data: bytes, path: Path) -> list[Entry]:
    from leaddata.pipeline.read_text import read_text

    snapshot = Snapshot(
        source_id=path.name, edition="original", path=path.name, sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain", byte_count=len(data),
    )  # fmt: skip
    pages = read_text(text.encode("utf-8"), snapshot.id)
    return dump_entries(Document(snapshot=snapshot, pages=pages))


def _bytes(path: Path) -> bytes:
    try:
        data = file_bytes(path)
    except OSError as error:
        msg = f"expected a readable file, got {error.strerror or error}"
        raise DocumentError(msg, at=path, next_step="check the path") from error
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        msg = "expected a document, got an empty file"
        raise DocumentError(msg, at=path, next_step="fetch it again")
    head = data[:4096]
    if b"%PDF-" in head[:1024] or (
        head.count(0) > 4 and not head.startswith((b"\xff\xfe", b"\xfe\xff")) and head[:200].count(0) <= 40
    ):
        msg = f"expected text, got {'a PDF' if b'%PDF-' in head else 'a binary file'}"
        raise DocumentError(msg, at=path, next_step=_NEXT)
    return data


def _path(entry: Entry) -> str | None:
    if entry.lines:
        first, last = entry.lines
        return f"line {first}" if first == last else f"lines {first}-{last}"
    return entry.path
