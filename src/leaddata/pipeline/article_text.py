"""The main text of a page with one article, as trafilatura finds it; of a page too short for it, by the page's own marks."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Any

from leaddata.pipeline.article_keys import text_key, word_count
from leaddata.pipeline.article_regions import comments_of, hidden_in, others_in, regions_in
from leaddata.pipeline.html_lines import tokens_of
from leaddata.pipeline.page_parts import Regions, link_text
from leaddata.pipeline.web_text import folded, tree_paragraphs

__all__ = ["below_heading", "main_text"]

# Trafilatura takes minutes and gigabytes over a list of 20 MB; no article is as long as that, nor made of as much.
_LONGEST_PAGE = 3_000_000
_MOST_ELEMENTS = 15_000
_FEWEST_OF_MARKED = 0.5
_SHORT = 200  # words
_LEAST_KEPT = 0.5
_FEW_WORDS = 60
_MOST_ABOVE = 20  # paragraphs
_MARKED = (
    "//*[contains(concat(' ', normalize-space(@itemprop), ' '), ' articleBody ')]",
    (
        "//*[contains(concat(' ', normalize-space(@class), ' '), ' entry-content ') or contains(concat(' ', normalize-space(@class), ' '), ' post-content ')"
        " or contains(concat(' ', normalize-space(@class), ' '), ' e-content ') or contains(concat(' ', normalize-space(@class), ' '), ' article-body ')]"
    ),
)
_HOLDING = ("//article", "//main | //*[@role='main']", "//body")
_AROUND = frozenset(
    {
        "related", "share", "sharing", "sharedaddy", "social", "comments", "comment", "respond", "newsletter", "breadcrumb",
        "breadcrumbs", "pagination", "navigation", "nav", "menu", "sidebar", "widget", "promo", "advert", "ads", "tags", "meta",
        "byline", "subscribe", "toolbar", "caption", "credit",
    }
)  # fmt: skip
_TAGS = frozenset({"nav", "aside", "footer", "form", "header", "figure", "button", "dialog", "h1"})
_BULLET = re.compile(r"^[-\u2022]\s+")
_ROW = re.compile(r"^\|.*\|$")


def main_text(page: str, root: Any) -> tuple[str, ...]:
    """
    Return the paragraphs of the main text of a page; none if it has no prose.

    Args:
        page: The whole page.
        root: The same, parsed.
    """
    regions = regions_in(root, Regions())
    small = len(page) <= _LONGEST_PAGE and sum(1 for _ in root.iter()) <= _MOST_ELEMENTS
    found = _extracted(page) if small else ()
    if word_count(*found) < _SHORT:
        marked = _marked_text(root, regions, _MARKED if found else (*_MARKED, *_HOLDING))
        if word_count(*found) < _FEWEST_OF_MARKED * word_count(*marked):
            return marked
    return _without_beside(found, root, regions)


def _without_beside(found: tuple[str, ...], root: Any, regions: Regions) -> tuple[str, ...]:
    """Return the paragraphs without those of sidebars, comments and lists of related articles, if these are few."""
    outside = [
        one
        for one in root.iter()
        if isinstance(one.tag, str)
        and one.tag not in ("header", "head")
        and regions.outside(one)
        and (one.getparent() is None or not regions.outside(one.getparent()))
    ]
    # What others say may be more than the article.
    for beside, least in (
        (comments_of(root), _FEW_WORDS),
        (hidden_in(root), _FEW_WORDS),
        (outside, 0),
        (others_in(root), 0),
    ):
        kept = _apart_from(found, root, beside)
        if (least and word_count(*kept) >= least) or word_count(*kept) > _LEAST_KEPT * word_count(*found):
            found = kept
    return found


def _apart_from(found: tuple[str, ...], root: Any, beside: Sequence[Any]) -> tuple[str, ...]:
    """Return the paragraphs without those that stand nowhere but in some elements of the page."""
    if not beside:
        return found
    skipped = frozenset(beside)
    # In the order of the page: a line may go on from one such element to the next.
    said = text_key("\n".join("".join(one.itertext()) for one in root.iter() if one in skipped))
    keys = [text_key(one) for one in found]
    if not any(key in said for key in keys):
        return found
    own = text_key("\n".join(tree_paragraphs(root, skipped)))
    return tuple(one for one, key in zip(found, keys, strict=True) if key not in said or key in own)


def _marked_text(root: Any, regions: Regions, paths: Sequence[str]) -> tuple[str, ...]:
    """Return the paragraphs of the element that the page marks as its text, without what stands around the prose in it."""
    for path in paths:
        held = [one for one in root.xpath(path) if path == "//body" or not regions.outside(one)]
        if not held:
            continue
        holder = max(held, key=lambda one: len("".join(one.itertext())))
        skipped = frozenset(
            one
            for one in holder.iterdescendants()
            if isinstance(one.tag, str)
            and (
                one.tag in _TAGS
                or (one.attrib and tokens_of(one) & _AROUND)
                or (path == "//body" and regions.outside(one))
            )
        )
        # A wrapper that is called so holds the text as well.
        whole = len(link_text(holder))
        skipped = frozenset(one for one in skipped if one.tag in _TAGS or 2 * len(link_text(one)) < whole)
        found = tuple(tree_paragraphs(holder, skipped))
        if found:
            return found
    return ()


def below_heading(paragraphs: tuple[str, ...], root: Any, heading: Any) -> tuple[str, ...]:
    """Return the paragraphs without the heading and what stands above it: links, breadcrumbs, names of sections."""
    above: list[str] = []
    below: list[str] = []
    # What follows an element that holds the heading stands below it.
    around = frozenset(heading.iterancestors())
    seen = False
    for element in root.iter():
        seen = seen or element is heading
        (below if seen else above).append(element.text or "")
        (below if seen or element in around else above).append(element.tail or "")
    before, after = text_key(" ".join(above)), text_key(" ".join(below))
    title = text_key(link_text(heading))
    kept = []
    for number, one in enumerate(paragraphs):
        key = text_key(one)
        if (key == title and number < _MOST_ABOVE) or (key in before and key not in after):
            continue
        kept.append(one)
    return tuple(kept) if word_count(*kept) > _LEAST_KEPT * word_count(*paragraphs) else paragraphs


def _extracted(page: str) -> tuple[str, ...]:
    """Return the paragraphs that trafilatura takes for the main text."""
    from trafilatura import extract

    # What it has to say of a page is for its makers: the command tells of a page in its own words.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    text = extract(page, include_comments=False) or ""
    lines = (folded(_BULLET.sub("", line)) for line in text.split("\n"))
    return tuple(_cells(line) for line in lines if line)


def _cells(line: str) -> str:
    """Return a row of a table, that trafilatura writes with bars, as plain text."""
    return folded(line.replace("|", " ")) if _ROW.match(line) else line
