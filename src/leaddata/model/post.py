"""
A post of a blog, as the feed, page, record or dump that lists it states it.

Named tuples: a large page has a hundred thousand of them, and they are made in a third of the time that frozen dataclasses take.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from leaddata.model.place import Locator

__all__ = ["Author", "Entry"]


_NO_PLACES: Mapping[str, Locator] = MappingProxyType({})


class Author(NamedTuple):
    """An author as stated; kind ``person`` or ``group``, or None where only the name can tell."""

    name: str
    kind: str | None = None


class Entry(NamedTuple):
    """
    A post as its document states it; None and empty for what it does not.

    Attributes:
        at: Where it stands as a whole.
        places: Where each of the fields below stands, by its name, if that is narrower.
        url: Its address, joined to that of the document.
        link: Its address as printed, where that is relative.
        published, modified: As printed, whatever the form.
        authors: By metadata or beside the title; a byline inside title or text wins over them.
        paragraphs: The main text.
        teaser_lines: Paragraphs of the teaser: a first one that is a byline is no part of it.
        day_first: Which comes first in dates of digits in this document; None if it does not show.
        site: Name of the site or feed.
        is_whole_page: True of the one post of a page: who wrote it was sought in all of the page, its text too.
        is_told_of: True if its title says by whom something was done, and not who wrote: the other titles of the list show it.
        fault: What is malformed about it, so that it may not say what was meant; None of most.
    """

    at: Locator
    places: Mapping[str, Locator] = _NO_PLACES
    title: str | None = None
    url: str | None = None
    link: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[Author, ...] = ()
    teaser_lines: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    language: str | None = None
    is_featured: bool = False
    day_first: bool | None = None
    site: str = ""
    is_whole_page: bool = False
    is_told_of: bool = False
    fault: str | None = None

    def place(self, name: str) -> Locator:
        """Return where what has that name in `places` stands."""
        return self.places.get(name, self.at)
