"""Who wrote an article: by a line beside its title, by its markup, by its metadata, by a name beside the date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from leaddata.model import Author
from leaddata.pipeline.article_head import ArticleHead
from leaddata.pipeline.article_names import Names, in_comment
from leaddata.pipeline.article_text import text_key
from leaddata.pipeline.html_lines import HtmlLine, tokens_of
from leaddata.pipeline.json_ld import ld_authors
from leaddata.pipeline.page_parts import Regions, link_text
from leaddata.pipeline.page_says import PageSays

__all__ = ["article_authors"]

_META = (
    "citation_author", "author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "article:author", "byl", "byline",
    "article.author", "authors", "dc.contributor", "rnews:creator", "twitter:creator",
)  # fmt: skip
_SHORT = 14
_MOST_WORDS = 12


def article_authors(
    root: Any, says: PageSays, regions: Regions, head: ArticleHead, groups: frozenset[str], site: frozenset[str]
) -> tuple[Author, ...]:
    """
    Return who wrote it, from the first place that names anybody; nothing if none does.

    Args:
        groups: Words that groups are told by, in small letters.
        site: Names of the site, as `text_key` gives them.
    """
    names = Names(groups, site)
    signed = names.signed(head.after) or names.signed(head.before)
    if signed:
        return signed
    marked = names.plain(_marked(root, regions)) or names.plain(_marked_lines(head.after, names))
    stated = names.plain(ld_authors(says.posting, says.nodes)) if says.posting else ()
    for name in _META:
        stated = stated or names.plain(Author(one) for one in says.meta.get(name, []))
    found = stated if len(stated) >= len(marked) else marked
    # What is said to be the site itself gives way to a person.
    persons = tuple(one for one in found if text_key(one.name) not in site)
    return persons or names.beside_date(head) or names.signed(head.below) or names.in_box(root) or found


def _marked_lines(lines: Sequence[HtmlLine], names: Names) -> Iterator[Author]:
    """Yield who stands in the first line that the markup says holds authors, and in those like it below."""
    start = next((number for number, line in enumerate(lines) if line.has("author") and _is_short(line)), len(lines))
    for line in [*lines[start : start + 1], *takewhile(HtmlLine.is_author_alone, lines[start + 1 :])]:
        pieces = [(text, starts) for text, kind, starts in line.pieces if kind == "author" and text.strip()]
        # Names and posts in elements of their own have no comma between; those of one name have none either.
        runs = _runs(pieces)
        whole = "".join(runs)
        # A post follows a name in an element of its own, and given and family name may have one each.
        named = [author for found in takewhile(bool, map(names.listed, runs)) for author in found]
        found = named or names.listed(", ".join(run.strip(" ,") for run in runs)) or names.listed(whole)
        yield from found or (Author(" ".join(whole.split())),)


def _runs(pieces: Sequence[tuple[str, bool]]) -> list[str]:
    """Return the runs of text that the markup parts."""
    runs: list[str] = []
    for text, starts in pieces:
        if starts or not runs:
            runs.append(text)
        else:
            runs[-1] += text
    return runs


def _is_short(line: HtmlLine) -> bool:
    return len(line.text().split()) <= 2 * _SHORT


def _marked(root: Any, regions: Regions) -> Iterator[Author]:
    """Yield the names that the markup calls authors, outside of comments and of boxes that tell of them."""
    for element in root.iter("a", "span", "p", "div", "address", "cite", "li"):
        rel = (element.get("rel") or "").split()
        prop = (element.get("itemprop") or "").split()
        words = tokens_of(element) if element.get("class") else frozenset()
        if not (
            "author" in rel
            or "author" in prop
            or ({"author", "vcard"} <= words and "bio" not in words and len(element) <= 2)
        ):
            continue
        if (regions.outside(element) and not _in_head(element)) or in_comment(element):
            continue
        inner = next(
            (one for one in element.iter() if one is not element and "name" in (one.get("itemprop") or "").split()),
            None,
        )
        text = (inner.get("content") or link_text(inner)) if inner is not None else link_text(element)
        if text and len(text.split()) <= _MOST_WORDS:
            yield Author(text)


def _in_head(element: Any) -> bool:
    return any(above.tag == "header" for above in element.iterancestors())
