"""A page with one article to the post: what its metadata state, what is printed, and the main text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from leaddata.clean.printed_dates import day_first_in, find_dates, is_date_alone, undated
from leaddata.layout.post_entries import byline_authors
from leaddata.model import Author, Entry, Locator
from leaddata.pipeline.article_text import article_text
from leaddata.pipeline.html_lines import lines_of, tokens_of
from leaddata.pipeline.index_block import joined_address
from leaddata.pipeline.index_dates import printed_days
from leaddata.pipeline.json_ld import ld_authors, ld_text
from leaddata.pipeline.page_parts import Paths, Regions, link_text
from leaddata.pipeline.page_says import PageSays
from leaddata.pipeline.web_text import plain_title

__all__ = ["article_entry"]

_DATES = (
    "article:published_time", "datepublished", "dc.date.issued", "dc.date", "dcterms.date", "dcterms.created", "dc.date.created",
    "citation_publication_date", "citation_date", "citation_online_date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
    "publish_date", "publish-date", "publication_date", "date", "og:published_time", "article.published", "rnews:datepublished",
)  # fmt: skip
_AUTHORS = (
    "citation_author",
    "author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "article:author",
    "byl",
    "twitter:creator",
)
_TITLES = ("og:title", "citation_title", "dc.title", "twitter:title", "parsely-title", "sailthru.title")
_BARS = re.compile(r"\s+[|\u00b7\u2022\u2013\u2014\u00bb\u2039\u203a-]\s+|\s*\|\s*")
_MOST_HEAD_LINES = 60
_MOST_TAIL_LINES = 4
_SHORT = 14


def article_entry(root: Any, says: PageSays, regions: Regions, groups: frozenset[str], at: Locator) -> Entry:
    """
    Return the post of a page with one article.

    Args:
        at: Of the page.
    """
    heading = _heading(root, says, regions)
    title = plain_title(link_text(heading)) if heading is not None else _stated_title(root, says)
    text = article_text(root, regions, title)
    head = _head_lines(heading, text.root if text else None, regions)
    printed = next((found for line in head if len(line.split()) < 30 and (found := _date_in(line))), None)
    url = says.canonical or joined_address(says.base, ld_text(says.posting.get("url")))
    whole = heading if heading is not None else text.root if text else root
    return Entry(
        at=Locator(at.snapshot_id, at.page, path=Paths().of(whole)),
        title=title,
        url=url if url and "://" in url else None,
        published=_stated_date(says) or _marked_date(root, regions) or printed,
        modified=ld_text(says.posting.get("dateModified"))
        or next(iter(says.meta.get("article:modified_time", [])), None),
        authors=_authors(root, says, regions, [*head, *_tail_lines(text.root if text else None)], groups),
        paragraphs=text.paragraphs if text else (),
        language=ld_text(says.posting.get("inLanguage")) or says.language,
        day_first=day_first_in(says.language),
        site=says.site,
    )


def _heading(root: Any, says: PageSays, regions: Regions) -> Any:
    """Return the heading of the article: the one that its metadata repeat, else the first of the highest level."""
    stated = [_key(one) for one in _stated_titles(root, says)]
    headings = [one for one in root.iter("h1", "h2", "h3") if link_text(one)]
    headings += [
        one
        for one in root.xpath(
            "//*[@itemprop='headline' or contains(concat(' ', @class, ' '), ' entry-title ')][not(self::h1 or self::h2 or self::h3 or self::meta)]"
        )
        if link_text(one)
    ]
    for one in headings:
        key = _key(link_text(one))
        if len(key) > 3 and any(other == key or other.startswith(key) for other in stated) and key != _key(says.site):
            return one
    inside = [one for one in headings if not regions.outside(one) and _key(link_text(one)) != _key(says.site)]
    first = [one for one in inside if one.tag == "h1"]
    if first:
        return first[0]
    if stated:
        return None
    return inside[0] if inside else None


def _stated_titles(root: Any, says: PageSays) -> Iterator[str]:
    for title in (ld_text(says.posting.get("headline")), ld_text(says.posting.get("name"))):
        if title:
            yield title
    for name in _TITLES:
        yield from says.meta.get(name, [])
    element = next(root.iter("title"), None)
    if element is not None and link_text(element):
        yield link_text(element)


def _stated_title(root: Any, says: PageSays) -> str | None:
    """Return the title of the metadata without the name of the site at its end."""
    for stated in _stated_titles(root, says):
        title = plain_title(stated) or ""
        bars = list(_BARS.finditer(title))
        if bars and says.site and _key(title[bars[-1].end() :]) == _key(says.site):
            title = title[: bars[-1].start()]
        elif bars and says.site and _key(title[: bars[0].start()]) == _key(says.site):
            title = title[bars[0].end() :]
        if title:
            return title
    return None


def _stated_date(says: PageSays) -> str | None:
    stated = ld_text(says.posting.get("datePublished")) or ld_text(says.posting.get("dateCreated"))
    candidates = [stated] if stated else []
    candidates += [one for name in _DATES for one in says.meta.get(name, [])]
    return next((one for one in candidates if one and next(find_dates(one), None)), None)


def _marked_date(root: Any, regions: Regions) -> str | None:
    """Return the first date that the page marks as one, outside of sidebars and comments."""
    for element in root.iter("time", "abbr", "span"):
        if regions.outside(element) and element.tag != "time":
            continue
        if any(
            tokens_of(above) & {"comment", "comments", "related", "sidebar", "widget"}
            for above in element.iterancestors()
        ):
            continue
        days = printed_days(element)
        if days:
            return days[0]
    return None


def _authors(
    root: Any, says: PageSays, regions: Regions, edges: list[str], groups: frozenset[str]
) -> tuple[Author, ...]:
    """Return who wrote it: by a line above or below the text, by the markup, by JSON-LD, by the metadata."""
    dated = any(is_date_alone(line) for line in edges)
    for line in edges:
        # Names without "by" are who wrote it if a date stands beside them.
        found = byline_authors(line, groups, labelled=dated and len(line.split()) <= _SHORT)
        if found:
            return found
    stated = ld_authors(says.posting, says.nodes) if says.posting else ()
    marked = tuple(dict.fromkeys(_marked_authors(root, regions)))
    if stated and len(stated) >= len(marked):
        return stated
    if marked:
        return marked
    for name in _AUTHORS:
        names = [one for one in says.meta.get(name, []) if "://" not in one and not one.startswith("@")]
        if names:
            return stated or tuple(Author(one) for one in dict.fromkeys(names))
    return stated


def _marked_authors(root: Any, regions: Regions) -> Iterator[Author]:
    """Yield the names that the markup calls authors, in the head of the article."""
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
        if regions.outside(element) or _within_comment(element):
            continue
        inner = next(
            (one for one in element.iter() if one is not element and "name" in (one.get("itemprop") or "").split()),
            None,
        )
        text = (inner.get("content") or link_text(inner)) if inner is not None else link_text(element)
        text = re.sub(r"^(?:(?:posted |written )?by|von|par)\b:?\s*", "", text, flags=re.IGNORECASE).strip()
        if text and len(text.split()) <= 12:
            yield Author(text)


def _within_comment(element: Any) -> bool:
    return any(
        tokens_of(above) & {"comment", "comments", "commentlist", "related"}
        for above in element.iterancestors()
        if above.get("class") or above.get("id")
    )


def _head_lines(heading: Any, holder: Any, regions: Regions) -> list[str]:
    """Return the short lines between the title and the text, with a bar where the markup parts them."""
    if heading is None:
        return []
    found: list[str] = []
    element = heading
    for _ in range(4):
        after = element.getnext()
        while after is not None and len(found) < _MOST_HEAD_LINES:
            if after is holder:
                return found
            if (isinstance(after.tag, str) and not regions.outside(after)) or (
                isinstance(after.tag, str) and "meta" in tokens_of(after)
            ):
                for line in lines_of([after]):
                    text = line.parted("topic", "more")
                    if len(text.split()) > 40:
                        return found
                    plain = line.text("topic", "more")
                    found += [
                        plain,
                        undated(plain).strip(" |\u00b7\u2022,\u2013-"),
                        *(part.strip() for part in text.split(" | ") if part.strip() and part.strip() != plain),
                    ]
            after = after.getnext()
        element = element.getparent()
        if element is None or element.tag in ("body", "main", "article") or element is holder:
            break
    return found


def _tail_lines(holder: Any) -> list[str]:
    """Return the lines right below the text."""
    found: list[str] = []
    after = holder.getnext() if holder is not None else None
    while after is not None and len(found) < _MOST_TAIL_LINES and after.tag in ("p", "div", "em", "address"):
        found += [line.text("topic", "more") for line in lines_of([after])]
        after = after.getnext()
    return found[:_MOST_TAIL_LINES]


def _date_in(line: str) -> str | None:
    found = next(find_dates(line), None)
    return line[found.start : found.end] if found else None


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
