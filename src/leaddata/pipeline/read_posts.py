"""The posts of a document in whatever form it is served: feeds, WordPress REST, pages, text; told by content."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leaddata.clean.names import group_words
from leaddata.errors import DocumentError, LayoutError
from leaddata.layout.dump_entries import dump_entries
from leaddata.layout.title_bylines import with_told_of
from leaddata.model import Document, Entry, Locator, Page, Quarantined, Snapshot, Vocabulary
from leaddata.pipeline.read import checked_type
from leaddata.pipeline.web_text import decode_web

__all__ = ["FORMS", "Posts", "document_posts", "read_posts"]

FORMS = "give a feed, a page that lists posts, the page of one, WordPress REST, or a text dump"
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|article|section|main|p|h[1-6]|ul|ol|dl|table|span|title|meta)\b[^<>]*>",
    re.IGNORECASE,
)
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_XML = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<![^>\[]*(?:\[.*?\])?[^>]*>\s*)*<(?P<root>[\w:.-]+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Posts:
    """
    The posts of a document, in its order.

    Attributes:
        notes: Where it breaks off, and what else of it could not be read.
    """

    entries: list[Entry]
    notes: list[str]


def read_posts(snapshot: Snapshot, parts: Sequence[bytes], vocabularies: Mapping[str, Vocabulary]) -> Document:
    """
    Read the documents of a snapshot of a blog as one, with a page of posts for each; a malformed post is broken.

    Raises:
        DocumentError: If one is not of the recorded type, cannot be read, or breaks off.
        LayoutError: If one is something else than a list of posts.
    """
    groups = group_words(vocabularies["group_words"])
    pages: list[Page] = []
    broken: list[Quarantined] = []
    for number, data in enumerate(parts, start=1):
        at = Locator(snapshot.id, number if len(parts) > 1 else None)
        checked_type(snapshot, data, str(at))
        address = snapshot.parts[number - 1].url if snapshot.parts else snapshot.url
        found = document_posts(data, at, groups, address or "", for_tables=True)
        if found.notes:
            raise DocumentError(found.notes[0], at=at, next_step=f"run `leaddata fetch {snapshot.source_id}`")
        broken += [Quarantined("posts", one.fault, one.at, one.title or "") for one in found.entries if one.fault]
        pages.append(Page(number, entries=tuple(one for one in found.entries if not one.fault)))
    return Document(snapshot=snapshot, pages=tuple(pages), vocabularies=vocabularies, broken=tuple(broken))


def document_posts(
    data: bytes, at: Locator, groups: frozenset[str], address: str = "", *, for_tables: bool = False
) -> Posts:
    """
    Return the posts of a document.

    Args:
        at: Of the document.
        groups: Words of groups, in small letters.
        address: Of the document, to which relative links are joined; empty where it is not known.
        for_tables: True if each field of a post is to have its place, and the document has to list posts: the page of a
            single one is then refused.

    Raises:
        DocumentError: If it cannot be read.
        LayoutError: If it is of no type that posts come in.
    """
    found = _found(data, at, groups, address, for_tables=for_tables)
    return Posts(with_told_of(found.entries, groups), found.notes)


def _found(data: bytes, at: Locator, groups: frozenset[str], address: str, *, for_tables: bool) -> Posts:
    # Each reader is loaded where it is needed: most documents need one of them.
    from leaddata.pipeline.feed_json import json_start, read_json
    from leaddata.pipeline.feed_text import FEED_START

    text = decode_web(data)
    page = _HTML_ROOT.search(text)
    page_start = page.start() if page else len(text)
    feed = FEED_START.search(text, 0, page_start)
    if feed:
        from leaddata.pipeline.feed_xml import read_feed

        return Posts(*read_feed(text, at, address, all_places=for_tables))
    start = json_start(text)
    if start is not None and start < page_start:
        found = read_json(text, start, at, address, all_places=for_tables)
        if found is not None:
            return Posts(*found)
        if not _HTML.search(text[:start]) and page is None:
            msg = "expected posts, got JSON of something else"
            raise LayoutError(msg, at=at, next_step=FORMS)
    root = _XML.match(text[:100_000])
    if page is None and root and text.lstrip().startswith("<?xml") and not _HTML.search(text[:4096]):
        msg = f"expected a feed, got XML with the root <{root['root']}>"
        raise LayoutError(msg, at=at, next_step=FORMS)
    if page or _HTML.search(text):
        from leaddata.pipeline.html_page import read_page

        return Posts(*read_page(text, groups, at, address, for_tables=for_tables))
    from leaddata.pipeline.read_text import read_text

    return Posts(list(dump_entries(read_text(text.encode("utf-8"), at.snapshot_id))), [])
