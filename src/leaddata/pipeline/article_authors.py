"""Who wrote an article: by a line beside its title, by its markup, by its metadata, by a name beside the date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from leaddata.clean.names import is_person
from leaddata.model import Author
from leaddata.pipeline.article_beside import bare, beside_date
from leaddata.pipeline.article_bylines import in_box, in_comment, marked_in_lines, names_in_pieces, signed, signed_text
from leaddata.pipeline.article_head import ArticleHead
from leaddata.pipeline.article_names import Names
from leaddata.pipeline.article_text import text_key
from leaddata.pipeline.html_lines import lines_of, tokens_of
from leaddata.pipeline.json_ld import ld_authors
from leaddata.pipeline.page_parts import Regions, link_text
from leaddata.pipeline.page_says import PageSays

__all__ = ["article_authors"]

_META = (
    "citation_author", "author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "article:author", "byl", "byline",
    "article.author", "authors", "dc.contributor", "rnews:creator", "twitter:creator",
)  # fmt: skip
_MOST_WORDS = 12
_LEVELS = 4
_FIRST = 2  # paragraphs
_LAST = 8
_BIO = 3


def article_authors(
    root: Any,
    says: PageSays,
    regions: Regions,
    head: ArticleHead,
    names: Names,
    title: str,
    text: Sequence[str],
) -> tuple[Author, ...]:
    """
    Return who wrote it, from the first place that names anybody; nothing if none does.

    Args:
        title: Of the article.
        text: Its paragraphs.
    """
    above = signed(names, head.after) or signed(names, head.before) or _signature(names, text)
    if above:
        return above

    @cache
    def elsewhere() -> frozenset[str]:
        return frozenset(text_key(link_text(one)) for one in root.iter("a") if regions.outside(one))

    marked = names.plain(_marked(root, regions, names)) or marked_in_lines(names, head.after)
    stated = names.plain(ld_authors(says.posting, says.nodes)) if says.posting else ()
    for name in _META:
        stated = stated or names.plain(Author(one) for one in says.meta.get(name, []))
    found = tuple(one for one in _surer(marked, stated) if text_key(one.name) != text_key(title))
    # What is said to be the site itself gives way to a person.
    persons = tuple(one for one in found if not names.is_site(one))
    if any(one.kind != "group" for one in persons):
        return persons
    after = [line.text() for line in head.below]
    return (
        signed(names, head.below)
        or persons
        or beside_date(names, head, title, elsewhere)
        or bare(names, [*text[:1], *text[-1:], *after[:1]], [*text[-_BIO:], *after], title, elsewhere)
        or in_box(names, root)
        or found
    )


def _signature(names: Names, text: Sequence[str]) -> tuple[Author, ...]:
    """Return who is named after a label in a line near the start or the end of the text."""
    edges = dict.fromkeys((*text[1:][:_FIRST], *reversed(text[1:][-_LAST:])))
    return next((found for one in edges if (found := signed_text(names, one))), ())


def _surer(marked: tuple[Author, ...], stated: tuple[Author, ...]) -> tuple[Author, ...]:
    """Return who is marked on the page, or stated of it: the longer list, but no account before a name that is printed."""
    if not marked or not stated:
        return marked or stated
    if not any(is_person(one.name) for one in stated) and any(is_person(one.name) for one in marked):
        return marked
    return stated if len(stated) >= len(marked) else marked


def _marked(root: Any, regions: Regions, names: Names) -> Iterator[Author]:
    """Yield the names that the markup calls authors, outside of comments and of boxes that tell of them."""
    near: set[Any] | None = None
    for element in root.iter("a", "span", "p", "div", "address", "cite", "li"):
        if not _is_marked(element) or (regions.outside(element) and not _in_head(element)) or in_comment(element):
            continue
        inner = next(
            (one for one in element.iter() if one is not element and "name" in (one.get("itemprop") or "").split()),
            None,
        )
        text = (inner.get("content") or link_text(inner)) if inner is not None else link_text(element)
        if not text or len(text.split()) > _MOST_WORDS:
            continue
        around = list(islice(element.iterancestors(), _LEVELS))
        # Those of other articles stand elsewhere on the page.
        if near is not None and near.isdisjoint(around):
            continue
        near = near or set(around)
        pieces = [piece for line in lines_of([element]) for piece, _, _ in line.pieces] if inner is None else []
        yield from names_in_pieces(names, pieces) or (Author(text),)


def _is_marked(element: Any) -> bool:
    if "author" in (element.get("rel") or "").split() or "author" in (element.get("itemprop") or "").split():
        return True
    words = tokens_of(element) if element.get("class") else frozenset()
    return {"author", "vcard"} <= words and "bio" not in words and len(element) <= 2


def _in_head(element: Any) -> bool:
    return any(above.tag == "header" for above in element.iterancestors())
