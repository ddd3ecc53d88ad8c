"""A page with one article to the post: what is printed, what its metadata state, and the main text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from leaddata.clean.printed_dates import find_dates
from leaddata.model import Entry, Locator
from leaddata.pipeline.article_authors import article_authors
from leaddata.pipeline.article_dates import article_day
from leaddata.pipeline.article_end import without_end, without_others
from leaddata.pipeline.article_head import ArticleHead, article_head
from leaddata.pipeline.article_keys import text_key, word_count
from leaddata.pipeline.article_lines import is_prose
from leaddata.pipeline.article_names import Names
from leaddata.pipeline.article_order import day_first_of
from leaddata.pipeline.article_regions import regions_in
from leaddata.pipeline.article_route import article_prose, may_be_article
from leaddata.pipeline.article_text import below_heading, main_text
from leaddata.pipeline.article_title import article_heading, heading_title, site_keys, stated_title, without_site
from leaddata.pipeline.index_block import joined_address
from leaddata.pipeline.json_ld import ld_text
from leaddata.pipeline.opened_page import Opened
from leaddata.pipeline.page_parts import Regions
from leaddata.pipeline.page_paths import Paths
from leaddata.pipeline.page_says import PageSays
from leaddata.pipeline.web_text import plain_title

__all__ = ["article_of"]

_SHORT = 30  # words
_MOST_OF_LINE = 60
_FIRST = 6  # paragraphs
_FEWEST = 6  # letters
_BY = re.compile(r"(?:(?:posted|written|words|story) )?by\b", re.IGNORECASE)


def article_of(source: str, page: Opened, groups: frozenset[str], at: Locator) -> Entry | None:
    """
    Return the post of a page with one article; None of any other.

    Args:
        source: Of the page.
        groups: Words that groups are told by, in small letters.
        at: Of the page.
    """
    blocks = [one.block for one in page.found]
    if not page.says.is_article and not may_be_article(page.root, blocks):
        return None
    prose = article_prose(page.root, page.says, blocks, main_text(source, page.root))
    return None if prose is None else _article(page.root, page.says, page.regions, groups, prose, at)


def _article(
    root: Any, says: PageSays, regions: Regions, groups: frozenset[str], text: Sequence[str], at: Locator
) -> Entry:
    """Return the post of a page with one article, whose main text has these paragraphs."""
    regions = regions_in(root, regions)
    heading = article_heading(root, says, regions)
    title = (
        without_site(plain_title(heading_title(heading, root, says)) or "", root, says)
        if heading is not None
        else stated_title(root, says)
    )
    paragraphs = tuple(text) if heading is None else below_heading(tuple(text), root, heading)
    paragraphs = without_others(root, paragraphs)
    head = article_head(heading, paragraphs)
    paragraphs = _without_head(paragraphs, head)
    names = Names(groups, site_keys(root, says))
    authors = article_authors(root, says, regions, head, names, title or "", paragraphs)
    paragraphs = without_end(names, root, paragraphs, authors)
    day_first = day_first_of(says, head)
    url = says.canonical or joined_address(says.base, ld_text(says.posting.get("url")))
    whole = heading if heading is not None else root
    return Entry(
        at=Locator(at.snapshot_id, at.page, path=Paths().of(whole)),
        title=title or None,
        url=url if url and "://" in url else None,
        published=article_day(root, says, regions, head, day_first=day_first),
        modified=ld_text(says.posting.get("dateModified"))
        or next(iter(says.meta.get("article:modified_time", [])), None),
        authors=authors,
        paragraphs=paragraphs,
        language=ld_text(says.posting.get("inLanguage")) or says.language,
        day_first=day_first,
        site=says.site,
        is_whole_page=True,
    )


def _without_head(paragraphs: tuple[str, ...], head: ArticleHead) -> tuple[str, ...]:
    """Return the paragraphs without the lines of the head that tell who wrote it, and when."""
    lines = [line.text() for line in head.after if word_count(line.text()) <= _SHORT and not is_prose(line)]
    told = {text_key(line) for line in lines if find_dates(line) or _BY.match(line)}
    # A page set as a table may have all of its text in one piece, the line of the head at its start.
    kept = [one for one in paragraphs[:_FIRST] if word_count(one) > _MOST_OF_LINE or not _is_told(text_key(one), told)]
    return (*kept, *paragraphs[_FIRST:])


def _is_told(key: str, told: set[str]) -> bool:
    """True of a line that is one of *told*, or most of one: an element of it may be missing."""
    return any(key == one or (len(key) >= _FEWEST and (one.startswith(key) or key.startswith(one))) for one in told)
