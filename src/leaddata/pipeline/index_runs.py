"""Posts that nothing but line breaks and rules part: ``<b><a>Title</a></b><br>by Ann Other, 3 May 2021<br>Text<hr>``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from leaddata.clean.printed_dates import is_date_alone
from leaddata.pipeline.index_block import Block
from leaddata.pipeline.link_kinds import link_kind
from leaddata.pipeline.page_parts import Regions, is_pager_text, leads_nowhere, link_text
from leaddata.pipeline.web_text import BLOCKS

__all__ = ["run_blocks"]

_BREAKS = ("br", "hr")
_FEWEST = 3
_FEWEST_LETTERS = 3
_MOST_BEFORE = 6  # words before a title


class _Part(NamedTuple):
    """What stands between two breaks: the break before it, its elements, its title if it begins with one, whether a rule stands before it."""

    lead: Any
    elements: list[Any]
    title: Any
    is_apart: bool
    is_end: bool


def run_blocks(root: Any, regions: Regions) -> list[list[Block]]:
    """Return the lists of such posts, those in parents of one path together."""
    counts = Counter(one.getparent() for one in root.iter(*_BREAKS))
    found: dict[tuple[str, ...], list[Block]] = defaultdict(list)
    for parent, count in counts.items():
        if count < _FEWEST - 1 or not _has_links(parent) or regions.outside(parent):
            continue
        blocks = _blocks(parent)
        if len(blocks) >= _FEWEST:
            found[(parent.tag, *(one.tag for one in parent.iterancestors()))] += blocks
    return list(found.values())


def _has_links(parent: Any) -> bool:
    links = parent.iter("a")
    return all(next(links, None) is not None for _ in range(_FEWEST))


def _blocks(parent: Any) -> list[Block]:
    parts = list(_parts(parent))
    # Where rules stand between posts, a line of links in one begins no other.
    ruled = sum(part.is_apart for part in parts) >= _FEWEST - 1
    blocks: list[Block] = []
    roots: list[Any] = []
    title: Any = None
    may_begin = True
    for part in parts:
        may_begin = may_begin or part.is_apart
        begins = part.title is not None and (may_begin or not ruled)
        if title is not None and (begins or part.is_apart or part.is_end):
            blocks.append(Block(tuple(roots), title, title, tails=True))
            title = None
        if begins:
            lead = part.lead if part.lead is not None and (part.lead.tail or "").strip() else None
            title, roots, may_begin = part.title, [*([] if lead is None else [lead]), *part.elements], False
        elif title is not None:
            roots += [part.lead, *part.elements]
    if title is not None:
        blocks.append(Block(tuple(roots), title, title, tails=True))
    return blocks


def _parts(parent: Any) -> Iterator[_Part]:
    """Yield what stands between the breaks in an element; a block ends the last of them."""
    lead: Any = None
    elements: list[Any] = []
    for child in parent:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        if tag not in BLOCKS and tag != "br":
            elements.append(child)
            continue
        yield _part(lead, elements, is_end=False)
        lead, elements = child, []
        if tag not in _BREAKS:
            yield _Part(None, [], None, False, True)
            lead = None
    yield _part(lead, elements, is_end=False)


def _part(lead: Any, elements: list[Any], *, is_end: bool) -> _Part:
    before = len((lead.tail or "").split()) if lead is not None else 0
    title = None
    for element in elements:
        if before > _MOST_BEFORE:
            break
        link = element if element.tag == "a" else next(element.iter("a"), None)
        if link is not None and _may_be_title(link):
            title = link
            break
        before += len(link_text(element).split()) + len((element.tail or "").split())
    return _Part(lead, elements, title, lead is not None and lead.tag == "hr", is_end)


def _may_be_title(link: Any) -> bool:
    href = link.get("href")
    if not href or leads_nowhere(href) or link_kind(link):
        return False
    text = link_text(link)
    return len(text) >= _FEWEST_LETTERS and not is_pager_text(text) and not is_date_alone(text)
