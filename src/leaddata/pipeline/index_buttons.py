"""Posts whose titles are neither headings nor links: boxes built alike, each with one button "Read more" that leads to a place of its own."""

from __future__ import annotations

from collections import Counter
from typing import Any

from leaddata.clean.byline_starts import labelled_names
from leaddata.clean.printed_dates import find_dates, is_date_alone
from leaddata.pipeline.html_lines import tokens_of
from leaddata.pipeline.index_block import Block
from leaddata.pipeline.link_kinds import is_of_comments, link_kind
from leaddata.pipeline.page_parts import Regions, is_pager_text, leads_nowhere, link_text

__all__ = ["button_blocks"]

_TOP = frozenset({"html", "body", "main"})
_BOLD = frozenset({"strong", "b"})
_CALLED = frozenset({"title", "headline", "heading"})
_ASIDE = frozenset({"category", "tag", "tags", "topic", "topics", "meta", "date", "byline", "author", "kicker", "eyebrow", "badge", "label"})  # fmt: skip
_FEWEST = 3
_FEWEST_WORDS, _MOST_WORDS = 2, 25
_TEASER_WORDS = 8
_HEAD = 600


def button_blocks(root: Any, regions: Regions) -> list[Block]:
    """Return such posts; none if there are fewer than three, or if no line of all boxes can be their title alone."""
    links = [link for link in root.iter("a") if _is_button(link) and not regions.outside(link)]
    places = Counter(link.get("href") for link in links)
    links = [link for link in links if places[link.get("href")] == 1]
    if len(links) < _FEWEST:
        return []
    counts = Counter(above for link in links for above in link.iterancestors())
    boxes = [_box(link, counts) for link in links]
    if None in boxes:
        return []
    lines = [_lines(box, link) for box, link in zip(boxes, links, strict=True)]
    titles = _titles(lines)
    if not titles:
        return []
    blocks = [Block((box,), title, link) for box, title, link in zip(boxes, titles, links, strict=True)]
    return blocks if all(map(_says_more, blocks)) else []


def _is_button(link: Any) -> bool:
    href = link.get("href")
    return (
        bool(href)
        and link_kind(link) == "more"
        and not leads_nowhere(href)
        and not is_of_comments(href)
        and not is_pager_text(link_text(link))
    )


def _box(link: Any, counts: Counter[Any]) -> Any:
    """Return the largest element with this button and no other in it."""
    box = None
    for above in link.iterancestors():
        if above.tag in _TOP or counts[above] > 1:
            return box
        box = above
    return box


def _lines(box: Any, link: Any) -> list[Any]:
    """Return the elements of a box that hold a text and no other element, but for the button."""
    leaves = [one for one in box.iter() if isinstance(one.tag, str) and not len(one) and link_text(one)]
    return [one for one in leaves if one is not link and link not in one.iterancestors()]


def _titles(lines: list[list[Any]]) -> list[Any]:
    """Return the title of each box: what is bold or called so in all of them, else their first line that is no day, name or topic."""
    summaries = [[one for one in ones if one.tag == "summary"] for ones in lines]
    marked = [[one for one in ones if one.tag in _BOLD or tokens_of(one) & _CALLED] for ones in lines]
    for candidates in (summaries, marked, lines):
        kept = [[one for one in ones if _may_be_title(one)] for ones in candidates]
        for number in range(2):
            titles = [ones[number] for ones in kept if len(ones) > number]
            texts = {link_text(one).lower() for one in titles}
            alike = {(one.tag, one.getparent().tag, one.get("class")) for one in titles}
            if len(titles) == len(lines) and len(texts) == len(titles) and len(alike) == 1:
                return titles
    return []


def _may_be_title(element: Any) -> bool:
    text = link_text(element)
    words = len(text.split())
    return (
        _FEWEST_WORDS <= words <= _MOST_WORDS
        and not tokens_of(element) & _ASIDE
        and not is_date_alone(text)
        and not find_dates(text)
        and labelled_names(text) is None
        and not (element.tag == "a" and link_kind(element))
    )


def _says_more(block: Block) -> bool:
    """True of a box with a day, or with a text beside its title."""
    text = "\n".join(block.strings())[:_HEAD]
    beside = len(text.split()) - len(link_text(block.title).split()) - len(link_text(block.link).split())
    return bool(find_dates(text)) or beside >= _TEASER_WORDS
