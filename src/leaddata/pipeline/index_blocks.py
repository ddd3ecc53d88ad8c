"""
The blocks of a page that hold one post each, found by structure: the same path of tags again and again.

A title is a heading that leads somewhere, in a part of the page that is no sidebar. Its block is all that has no other
title in it; where titles and texts follow one another without a box around them, it is what stands up to the next title.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from leaddata.clean.printed_dates import find_dates
from leaddata.pipeline.index_block import Block
from leaddata.pipeline.index_featured import Found, is_marked, tag_path, with_featured
from leaddata.pipeline.index_flat import flat_blocks
from leaddata.pipeline.index_headings import label_headings
from leaddata.pipeline.index_lead import with_lead
from leaddata.pipeline.index_untitled import with_untitled
from leaddata.pipeline.index_wraps import leading_on, wraps_posts
from leaddata.pipeline.page_parts import Regions, label_above, leads_nowhere, link_text

__all__ = ["headed_blocks"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CARDS = frozenset({"entry", "post", "hentry", "blogposting", "newsarticle"})
_TOP = frozenset({"html", "body", "main"})
_SAMPLE = 60
_FEW = 200  # labels may stand among them
_TEASER_WORDS = 8
# What tells of a post, too: a day that can be read in several ways, or none of the calendar.
_SHORT_DAY = re.compile(
    r"(?m)^\W*(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}\s[^\W\d_]{3,9}\s['\u2018\u2019]?\d\d|\d+ (?:min(?:ute)?s?|hours?|days?|weeks?|months?) (?:ago|read))\W*$"
)


_TITLE = re.compile(r"(?:[Tt]itle|[Hh]eadline)(?:\s|$)")


class _Title(NamedTuple):
    element: Any
    link: Any
    path: str
    card: Any
    text: str


def headed_blocks(root: Any, regions: Regions, *, by_class: bool = False) -> list[Found]:
    """
    Return the posts whose titles are headings, in the order of the page; none if there are none.

    Args:
        by_class: True if what has a class such as "storyTitle" counts as a heading, too.
    """
    titles = _titles(root, regions, by_class=by_class)
    linked = [path for path, ones in _by_path(titles).items() if any(one.link is not None for one in ones)]
    chosen = [one for one in titles if one.path in set(linked) and (one.link is not None or one.card is not None)]
    found = _accepted(chosen, titles)
    if not found:
        chosen = [one for one in titles if one.link is None]
        found = _accepted(chosen, titles, unlinked=True)
    if not found:
        return []
    found = with_lead(root, with_untitled(root, found, regions), regions)
    return with_featured(root, found)


def _titles(root: Any, regions: Regions, *, by_class: bool) -> list[_Title]:
    """Return the headings outside of sidebars, of each card the one that leads to the post."""
    titles: list[_Title] = []
    for heading in _headings(root, by_class=by_class):
        if regions.outside(heading) or (len(heading) and next(heading.iterdescendants(*_HEADINGS), None) is not None):
            continue
        text = link_text(heading)
        if not text or len(text) > 400:
            continue
        link = _link(heading, text)
        if link is not None and _is_home(link):
            continue
        titles.append(_Title(heading, link, tag_path(heading), _card(heading), text))
    labels = label_headings([(one.element, one.link, one.text) for one in titles])
    titles = [one for one in titles if one.element not in labels]
    carded = [one for one in titles if one.card is not None]
    alone = len({one.card for one in carded}) == 1
    if alone and wraps_posts(carded[0].card, [(one.element, one.link, one.path) for one in carded]):
        titles = [one._replace(card=None) for one in titles]
    best: dict[Any, _Title] = {}
    for one in titles:
        if one.card is not None:
            first = best.get(one.card)
            if first is None or (first.link is None and one.link is not None and _level(one) <= _level(first)):
                best[one.card] = one
    return [one for one in titles if one.card is None or best[one.card] is one]


def _headings(root: Any, *, by_class: bool) -> Iterable[Any]:
    plain = list(root.iter(*_HEADINGS))
    # Not by XPath: its sets of nodes take time by the square of their number.
    found = [one for one in root.iter() if (_is_called_title(one) if by_class else _is_marked(one))]
    marked = [one for one in found if one.tag not in _HEADINGS and _stands_alone(one)]
    if not marked:
        return plain
    wanted = {*plain, *marked}
    return [element for element in root.iter() if element in wanted]


def _is_called_title(element: Any) -> bool:
    names = element.get("class")
    return bool(names) and _TITLE.search(names) is not None


def _is_marked(element: Any) -> bool:
    """True if the markup of an element says that it is the title of a post."""
    names = element.get("class")
    if (
        names
        and ("entry-title" in names or "p-name" in names)
        and not {"entry-title", "p-name"}.isdisjoint(names.split(" "))
    ):
        return True
    names = element.get("itemprop")
    return bool(names) and "headline" in names.split(" ")


def _stands_alone(element: Any) -> bool:
    """True if no heading stands in an element, or around it."""
    return (
        element.tag != "meta"
        and next(element.iterdescendants(*_HEADINGS[:4]), None) is None
        and next(element.iterancestors(*_HEADINGS[:3]), None) is None
    )


def _link(heading: Any, text: str) -> Any:
    """Return the link that the heading is, or the one around it."""
    if heading.tag == "a" and heading.get("href"):
        return heading
    for link in heading.iter("a"):
        if link.get("href") and (link.text == text or 2 * len(link_text(link)) >= len(text) - _beside(heading)):
            return link
    for above in islice(heading.iterancestors(), 4):
        if above.tag == "a" and above.get("href"):
            return above
    return None


def _beside(heading: Any) -> int:
    """Return how many letters of a heading stand in small type: a byline, a day."""
    return sum(len(link_text(one)) for one in heading.iter("small", "time"))


def _is_home(link: Any) -> bool:
    """True of links to the start of a site, to a place on the same page, or to mail."""
    return leads_nowhere(link.get("href"))


def _card(heading: Any) -> Any:
    for above in heading.iterancestors():
        tag = above.tag
        if tag in _TOP:
            return None
        if tag == "article" or "schema.org" in above.get("itemtype", ""):
            return above
        if tag in ("div", "li", "section", "tr") and _is_card(above.get("class", "")):
            return above
    return None


@lru_cache(maxsize=4096)
def _is_card(names: str) -> bool:
    return not _CARDS.isdisjoint(names.lower().split())


def _accepted(chosen: Sequence[_Title], titles: Sequence[_Title], *, unlinked: bool = False) -> list[Block]:
    """Return the blocks of those titles whose like are posts: with a text or a date beside most of them."""
    stops = {one.element for one in titles if one.link is not None}
    counts = _counts(chosen)
    alone = max(counts.values(), default=0) == 1
    blocks = flat_blocks([(one.element, _root(one, counts, alone=alone), one.link) for one in chosen])
    stops.update(part for block in blocks for part in block.roots)
    by_path: dict[str, list[Block]] = defaultdict(list)
    for one, block in zip(chosen, blocks, strict=True):
        by_path[one.path].append(block)
    kept: set[Any] = set()
    recent_ones: set[Any] = set()
    more_ones: set[Any] = set()
    for path, ones in by_path.items():
        if unlinked and len(ones) < 2:
            continue
        sample = ones[:: max(1, len(ones) // _SAMPLE)]
        led = leading_on(sample) if unlinked else set()
        rich = [_is_rich(block, dated=unlinked and block.title not in led) for block in sample]
        if 2 * sum(rich) < len(rich) or (unlinked and 5 * sum(rich) < 3 * len(rich)):
            continue
        labels: dict[Any, tuple[bool, bool]] = {}
        told = _told_lists(ones) if len(ones) < _FEW else {}
        for block in ones:
            parent = block.roots[0].getparent()
            if parent not in labels or len(ones) < _FEW:
                labels[parent] = label_above(block.roots[0], stops)
            elsewhere, recent = labels[parent]
            if not elsewhere and not (recent and not (told[parent] if told else _has_text(block))):
                kept.add(block.title)
            elif (recent or not elsewhere) and _has_date(block):
                (more_ones if elsewhere else recent_ones).add(block.title)
        del path
    kept = _with_bare(kept, recent_ones, more_ones)
    return [block for block in blocks if block.title in kept]


def _told_lists(blocks: Sequence[Block]) -> dict[Any, bool]:
    """Say of the parent of each block whether most of the blocks in it have a text."""
    counts: Counter[Any] = Counter()
    told: Counter[Any] = Counter()
    for block in blocks:
        parent = block.roots[0].getparent()
        counts[parent] += 1
        told[parent] += _has_text(block)
    return {parent: 2 * told[parent] >= count for parent, count in counts.items()}


def _with_bare(kept: set[Any], recent: set[Any], more: set[Any]) -> set[Any]:
    """Return the titles with the bare ones below "Newest", or "More posts", if these are the list: with none, or fewer, above."""
    if not kept:
        return recent
    bare = recent | more
    return kept | bare if len(bare) > len(kept) and _is_one_part(kept, bare) else kept


def _is_one_part(leads: set[Any], others: set[Any]) -> bool:
    """True if all titles stand in the main part of a page, or if those above are marked as leading the others."""
    parts = {next(one.iterancestors("main"), None) for one in (*leads, *others)}
    return (len(parts) == 1 and None not in parts) or all(
        any(is_marked(above) for above in islice(one.iterancestors(), 4)) for one in leads
    )


def _counts(titles: Sequence[_Title]) -> Counter[Any]:
    counts: Counter[Any] = Counter()
    for one in titles:
        for above in one.element.iterancestors():
            counts[above] += 1
    return counts


def _root(title: _Title, counts: Counter[Any], *, alone: bool) -> Any:
    """Return the largest element with this title and no other in it."""
    if title.card is not None and counts[title.card] == 1:
        return title.card
    element = title.element
    steps = 0
    while True:
        parent = element.getparent()
        if parent is None or parent.tag in _TOP or counts[parent] != 1 or (alone and steps == 2):
            return element
        element = parent
        steps += 1


def _is_rich(block: Block, *, dated: bool) -> bool:
    return _has_date(block) or (not dated and _has_text(block))


def _has_text(block: Block) -> bool:
    words = sum(len("".join(root.itertext()).split()) for root in block.roots)
    words += sum(len((root.tail or "").split()) for root in block.roots) if block.tails else 0
    return words - (len(link_text(block.title).split()) if block.title is not None else 0) >= _TEASER_WORDS


def _has_date(block: Block) -> bool:
    if block.dated is not None:
        return True
    if block.tails and find_dates("\n".join(block.strings())[:600]):
        return True
    for root in block.roots:
        if next(root.iter("time"), None) is not None:
            return True
        text = "\n".join(root.itertext())[:600]
        if find_dates(text) or _SHORT_DAY.search(text):
            return True
    return False


def _by_path(titles: Sequence[_Title]) -> dict[str, list[_Title]]:
    groups: dict[str, list[_Title]] = defaultdict(list)
    for one in titles:
        groups[one.path].append(one)
    return groups


def _level(title: _Title) -> int:
    return int(title.element.tag[1]) if title.element.tag in _HEADINGS else 7
