"""The post that a page sets above its list: a hero with a title that is no link, a text, and a button that leads to it."""

from __future__ import annotations

from typing import Any

from leaddata.clean.byline_starts import labelled_names
from leaddata.clean.printed_dates import find_dates
from leaddata.pipeline.html_lines import tokens_of
from leaddata.pipeline.index_block import Block
from leaddata.pipeline.link_kinds import link_kind
from leaddata.pipeline.page_parts import Regions, leads_nowhere, link_text

__all__ = ["with_lead"]

_HEADINGS = ("h1", "h2", "h3", "h4")
_TOP = frozenset({"html", "body", "main"})
_BUTTONS = frozenset({"btn", "button", "more", "cta"})
_FEWEST_WORDS = 8
_STEPS = 4


def with_lead(root: Any, found: list[Block], regions: Regions) -> list[Block]:
    """Return *found* with the post that stands above them, if there is one."""
    first = found[0].roots[0]
    around = {first, *first.iterancestors()}
    taken = {block.link.get("href") for block in found if block.link is not None}
    for heading in root.iter(*_HEADINGS):
        if heading is first or _is_in(heading, first):
            return found
        lead = None if regions.outside(heading) else _lead(heading, around)
        if lead is not None and lead.link.get("href") not in taken:
            return [lead, *found]
    return found


def _is_in(heading: Any, first: Any) -> bool:
    return any(one is first for one in heading.iterancestors())


def _lead(heading: Any, around: set[Any]) -> Block | None:
    """Return the block of *heading*, the smallest one with a button, a text and a date or a byline, and no more headings."""
    element = heading
    for _ in range(_STEPS):
        element = element.getparent()
        if element is None or element.tag in _TOP or element in around:
            return None
        if list(element.iter(*_HEADINGS)) != [heading]:
            return None
        links = [one for one in element.iter("a") if one.get("href") and not leads_nowhere(one.get("href"))]
        more = [one for one in links if link_kind(one) == "more" or tokens_of(one) & _BUTTONS]
        if more:
            lines = [link_text(one) for one in element.iter("p", "div", "span", "time", "small") if len(one) <= 3]
            signed = any(find_dates(line) or labelled_names(line) for line in lines if len(line) < 200)
            told = sum(len(link_text(one).split()) for one in element.iter("p")) >= _FEWEST_WORDS
            places = {one.get("href") for one in more}
            return Block((element,), heading, more[0]) if signed and told and len(places) == 1 else None
    return None
