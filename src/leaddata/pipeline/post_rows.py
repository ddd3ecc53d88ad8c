"""Posts of any document that lists or holds them, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from leaddata.clean.names import group_words
from leaddata.errors import DocumentError, LayoutError
from leaddata.layout.post_entries import Value, entry_row, once_each
from leaddata.model import Entry, Locator
from leaddata.pipeline.files import file_bytes
from leaddata.pipeline.read_posts import FORMS, document_posts
from leaddata.pipeline.vocabularies import load_vocabularies

__all__ = ["POSTS", "PostRow", "PostRows", "StatedPosts", "extract_posts", "found_posts", "post_rows"]

# Columns of the tables `posts` and `post_authors`, without ids, and what else a file may state of a post.
POSTS = (
    "position", "title_printed", "title", "series", "part", "authors", "author_kinds", "url", "published", "modified",
    "language", "is_featured", "teaser_truncated", "teaser_word_count", "teaser_sha256", "teaser", "text",
)  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class StatedPosts:
    """The posts of a document, numbered from 1, the words of groups, and the notes as in `PostRows`."""

    numbered: list[tuple[int, Entry]]
    words: frozenset[str]
    notes: tuple[str, ...]


def extract_posts(path: Path) -> PostRows:
    """
    Return the posts in a file, in its order, those of one address once.

    Raises:
        DocumentError: If it cannot be read, or is of no type that posts come in.
        LayoutError: If it has no posts.
    """
    found = found_posts(path)
    return PostRows(tuple(post_rows(found.numbered, found.words)), found.notes)


def found_posts(path: Path) -> StatedPosts:
    """Return the same posts as they are stated, not yet taken apart; raises what `extract_posts` does."""
    words = group_words(load_vocabularies()["group_words"])
    found = document_posts(_bytes(path), Locator(path.name), words)
    entries = once_each(found.entries)
    if not entries:
        told = "; ".join(found.notes) or "a document without any"
        msg = f"expected posts, got {told}"
        raise LayoutError(msg, at=path.name, next_step=FORMS)
    notes = dict.fromkeys((*found.notes, *(one.fault for one in entries if one.fault)))
    return StatedPosts(list(enumerate(entries, start=1)), words, tuple(f"{path.name}: {note}" for note in notes))


def post_rows(numbered: Iterable[tuple[int, Entry]], words: frozenset[str]) -> list[PostRow]:
    """
    Return the rows of posts, each with its number.

    Args:
        words: Words of groups, in small letters.
    """
    return [PostRow(entry_row(one, number, words), _path(one.at)) for number, one in numbered]


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
        raise DocumentError(msg, at=path, next_step=FORMS)
    return data


def _path(at: Locator) -> str | None:
    if at.lines:
        first, last = at.lines
        return f"line {first}" if first == last else f"lines {first}-{last}"
    return at.path
