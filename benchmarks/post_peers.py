"""Readers of posts as one would use them, each from a file to what it says of the posts in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from leaddata.pipeline.post_rows import extract_posts

__all__ = ["Reader", "Said", "feedparser", "leaddata", "trafilatura"]

# What a reader says of a post, by field; None where it says nothing.
Said = dict[str, object]
Reader = Callable[[Path], list[Said]]

_TAG = re.compile(r"<[^>]*>")


def leaddata(path: Path) -> list[Said]:
    """Read posts as `leaddata extract --as posts` does, without its child process."""
    return [
        {
            "title": row.values["title"],
            "authors": row.values["authors"],
            "date": row.values["published"],
            "text": row.values["teaser"] or row.values["text"],
        }
        for row in extract_posts(path).rows
    ]


def feedparser(path: Path) -> list[Said]:
    """Call feedparser without its sanitising, which takes most of its time; of a date take the day that is printed."""
    import feedparser as peer

    return [
        {
            "title": one.get("title"),
            "authors": [author.get("name") for author in one.get("authors", ())],
            "date": _day(one.get("published") or one.get("updated") or ""),
            "text": _TAG.sub(" ", one.get("summary", "")),
        }
        for one in peer.parse(path.read_bytes(), sanitize_html=False).entries
    ]


def _day(printed: str) -> str | None:
    if re.match(r"\d{4}-\d\d-\d\d", printed):
        return printed[:10]
    try:
        return parsedate_to_datetime(printed).date().isoformat()
    except ValueError:
        return None


def trafilatura(path: Path) -> list[Said]:
    """Call `bare_extraction`, which gives several authors in one text."""
    import trafilatura as peer

    read: Any = peer.bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False)
    if read is None:
        return []
    said = read if isinstance(read, dict) else read.as_dict()
    authors = said.get("author")
    return [
        {
            **{name: said.get(name) for name in ("title", "date", "text")},
            "authors": authors.split("; ") if authors else None,
        }
    ]
