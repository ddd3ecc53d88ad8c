"""What stands among the posts of a page, built as they are, and has no heading."""

from __future__ import annotations

from collections import Counter
from typing import Any

from leaddata.clean.printed_dates import find_dates, is_date_alone
from leaddata.pipeline.html_lines import tokens_of
from leaddata.pipeline.index_block import Block
from leaddata.pipeline.page_parts import Regions, label_above, leads_nowhere, link_text

__all__ = ["with_untitled"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TEASER_WORDS = 8


def with_untitled(root: Any, found: list[Block], regions: Regions) -> list[Block]:
    """Add what stands among the posts, built as they are, and has no heading."""
    taken = {part for block in found for part in block.roots}
    inside = {above for part in taken for above in part.iterancestors()}
    parents = Counter(part.getparent() for part in taken if part.tag in ("article", "li", "div", "section"))
    looked = [one for one in root.iter("article") if one not in taken and one not in inside]
    for parent, count in parents.items():
        if count < 2:
            continue
        like = [child for child in parent if child in taken]
        kinds = {(child.tag, _first_class(child)) for child in like}
        looked += [
            child
            for child in parent
            if child not in taken
            and child not in inside
            and child.tag != "article"
            and (child.tag, _first_class(child)) in kinds
        ]
    added = []
    stops = (
        taken.union(one for one in root.iter(*_HEADINGS) if next(one.iter("a"), None) is not None) if looked else taken
    )
    for one in looked:
        words = len("".join(one.itertext()).split())
        if words < _TEASER_WORDS or regions.outside(one) or any(above in taken for above in one.iterancestors()):
            continue
        if label_above(one, stops)[0]:
            continue
        heading = next(one.iter(*_HEADINGS), None)
        link = _permalink(one)
        if heading is not None or link is not None or not _is_quotation(one):
            added.append(Block((one,), heading, link))
    if not added:
        return found
    order = {element: number for number, element in enumerate(root.iter())}
    return sorted([*found, *added], key=lambda block: order[block.roots[0]])


def _is_quotation(element: Any) -> bool:
    """True of what is a quotation for the most part, and has no day."""
    quoted = sum(len("".join(one.itertext()).split()) for one in element.iter("blockquote", "q"))
    text = " ".join(element.itertext())
    return 2 * quoted > len(text.split()) and not find_dates(text)


def _first_class(element: Any) -> str:
    return (element.get("class") or "").split(" ", 1)[0]


def _permalink(element: Any) -> Any:
    links = [link for link in element.iter("a") if link.get("href") and not leads_nowhere(link.get("href"))]
    for link in links:
        if (
            "bookmark" in (link.get("rel") or "")
            or next(link.iter("time"), None) is not None
            or is_date_alone(link_text(link))
        ):
            return link
    more = [link for link in links if tokens_of(link) & {"more", "read", "permalink"}]
    return more[0] if more else None
