"""Who wrote a post, as its markup says to machines alone: ``itemprop="author"`` on or around a meta element."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from lxml import etree

from leaddata.clean.bylines import listed_names
from leaddata.model import Author

__all__ = ["UnseenNames"]

_NAMES = etree.XPath(
    "descendant-or-self::meta[@content and (@itemprop='author' or (@itemprop='name' and ancestor::*[contains(@itemprop, 'author')]))]"
)


class UnseenNames:
    """The names of authors that a page does not show. Themes state the owner of the site in every post: one name for all is none."""

    def __init__(self) -> None:
        self._root: Any = None

    def authors(self, roots: Sequence[Any], groups: frozenset[str]) -> tuple[tuple[Author, ...], Any]:
        """Return who is stated to have written the post in *roots*, and the element that says so; nothing and None if none does."""
        stated = [one for root in roots if next(root.iter("meta"), None) is not None for one in _NAMES(root)]
        if not stated:
            return (), None
        self._root = stated[0].getroottree().getroot()
        if len(self._of_page) < 2:
            return (), None
        found: dict[str, Author] = {}
        for text in (" ".join(one.get("content").split()) for one in stated):
            for one in listed_names(text, groups):
                found.setdefault(text[one.start : one.end], Author(text[one.start : one.end], one.kind))
        return tuple(found.values()), stated[0] if len(stated) == 1 and found else None

    @cached_property
    def _of_page(self) -> frozenset[str]:
        return frozenset(one.get("content") for one in _NAMES(self._root))
