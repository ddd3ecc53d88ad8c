"""Posts of a text dump of an index page: titles, and teasers that break off with an ellipsis."""

from __future__ import annotations

from leaddata.layout.post_entries import Entry
from leaddata.layout.posts import listed_posts
from leaddata.model import Document

__all__ = ["dump_entries"]


def dump_entries(document: Document) -> list[Entry]:
    """Return the posts of a text dump in printed order; none if it has no teaser."""
    return [
        Entry(
            title=post.title.text if post.title else None,
            teaser_lines=(post.teaser.text,),
            is_featured=post.is_featured,
            lines=_lines(post.title.at.lines if post.title else None, post.teaser.at.lines),
        )
        for post in listed_posts(document)
    ]


def _lines(first: tuple[int, int] | None, last: tuple[int, int] | None) -> tuple[int, int] | None:
    return (first[0], last[1]) if first and last else last
