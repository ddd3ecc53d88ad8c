"""Posts that a page lists without headings: rows, list entries or lines, each with a link and most with a date or a text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from leaddata.clean.printed_dates import find_dates, is_date_alone
from leaddata.pipeline.html_lines import lines_of, tokens_of
from leaddata.pipeline.index_block import Block
from leaddata.pipeline.index_buttons import button_blocks
from leaddata.pipeline.index_columns import TitleColumns
from leaddata.pipeline.index_flat import flat_blocks
from leaddata.pipeline.index_runs import run_blocks
from leaddata.pipeline.index_short import printed_short
from leaddata.pipeline.index_spans import Spans
from leaddata.pipeline.index_titles import badges, inner_titles, is_card
from leaddata.pipeline.link_kinds import link_kind
from leaddata.pipeline.page_parts import Regions, is_pager_text, label_above, leads_nowhere, link_text

__all__ = ["linked_blocks"]

_ROWS = frozenset({"li", "tr", "dd", "dt", "p", "div", "article", "section", "figure"})
_INNER = frozenset({"dd", "dt", "p", "div"})
_TOP = frozenset({"html", "body", "main"})
_SAMPLE = 60
_TEASER_WORDS = 8
_FEWEST = 2
_ALIKE = 3
_MOST_LINKS = 12
_HEAD = 600
_MENU = 3
_BYLINES = frozenset({"byline", "author", "authors"})
_BY = re.compile(r"\bby[\s:]*$", re.IGNORECASE)
_UP = re.compile(r"\.\.(?![.\w])|\W*(?:to )?parent (?:directory|folder)\W*$", re.IGNORECASE)


def linked_blocks(root: Any, regions: Regions) -> list[Block]:
    """Return the posts of the largest list of links with dates or texts; none if there is no such list."""
    groups: dict[tuple[str, ...], list[tuple[Any, Any]]] = defaultdict(list)
    for row, link in _titles(root, regions):
        groups[tuple([one.tag for one in (link, *link.iterancestors())])].append((row, link))
    best: list[Block] = []
    mass = 0
    plain: list[Block] = []
    spans = Spans()
    lists = [_blocks(ones) for ones in groups.values() if len(ones) >= _FEWEST]
    for listed in (*lists, *run_blocks(root, regions)):
        blocks = _here(listed)
        if len(blocks) < _FEWEST:
            continue
        sample = blocks[:: max(1, len(blocks) // _SAMPLE)]
        dated = sum(_has_date(block, spans) for block in sample)
        told = sum(_words_beside(block) >= _TEASER_WORDS for block in sample)
        if 2 * max(dated, told) >= len(sample):
            # One list is the page's; others of its kind are told of by nobody.
            weight = len(blocks) * (1 + (2 * dated >= len(sample)))
            if weight > mass:
                best, mass = blocks, weight
        elif len(blocks) >= 3 and len(blocks) > len(plain) and _are_titles(sample):
            plain = blocks
    return _without_menus(best or (button_blocks(root, regions) if len(plain) < _SAMPLE else []) or plain)


def _here(blocks: list[Block]) -> list[Block]:
    """Return the blocks without those of a list below a heading such as "Events"."""
    labels: dict[Any, bool] = {}
    for block in blocks:
        parent = block.roots[0].getparent()
        if parent not in labels:
            labels[parent] = label_above(block.roots[0], set())[0]
    return [block for block in blocks if not labels[block.roots[0].getparent()]]


def _without_menus(blocks: list[Block]) -> list[Block]:
    """Return the blocks without those few that are nothing but links: a menu set as a post is."""
    kept = [block for block in blocks if not _is_menu(block)]
    return kept if 4 * len(kept) >= 3 * len(blocks) else blocks


def _is_menu(block: Block) -> bool:
    links = [link for root in block.roots for link in root.iter("a") if link.get("href")]
    places = {link.get("href") for link in links}
    fewest = _MENU - any(map(leads_nowhere, places))  # one link to the start of a site is enough of a menu
    if len(places) < fewest or any(link_kind(link) for link in links):
        return False
    told = "".join(block.strings())
    return sum(map(str.isalnum, told)) == sum(str.isalnum(sign) for link in links for sign in "".join(link.itertext()))


def _titles(root: Any, regions: Regions) -> list[tuple[Any, Any]]:
    """Return the row and the link of each title: of several links in a row the longest, if it is no topic or author."""
    best: dict[Any, Any] = {}
    lengths: dict[Any, int] = {}
    links = _links(root, regions)
    labels = badges(links)
    columns = TitleColumns()
    before = None
    for link in links:
        if link in labels:
            continue
        row = _row(link)
        if row is None or row.tag in _TOP or (row.tag == "tr" and columns.is_beside(link, row)):
            continue
        again, before = link.get("href") == before, link.get("href")
        if again or (row in best and best[row].get("href") == before):
            continue  # the first of two links to one place is the title, the other a text
        length = len(link_text(link))
        if lengths.get(row, -1) < length and not link_kind(link) and not _is_signed(link):
            best[row] = link
            lengths[row] = length
    return list(best.items())


def _is_signed(link: Any) -> bool:
    """True of a link in what is called a byline, or behind "by"."""
    parent = link.getparent()
    if not tokens_of(parent).isdisjoint(_BYLINES):
        return True
    before = link.getprevious()
    said = (parent.text if before is None else before.tail) or ""
    return said.rstrip(" :").lower().endswith("by") and _BY.search(said) is not None


def _links(root: Any, regions: Regions) -> list[Any]:
    """Return the links that may be titles, in the order of the page."""
    found = []
    up = set()
    for link in root.iter("a"):
        href = link.get("href")
        if not href or leads_nowhere(href) or regions.outside(link):
            continue
        text = link_text(link)
        if _UP.match(text):
            up.add(href)
        if len(text) >= 3 and not is_pager_text(text) and not is_date_alone(text):
            found.append(link)
    return [link for link in found if link.get("href") not in up] if up else found


def _row(link: Any) -> Any:
    """Return the element that a link is the title of, or None."""
    if is_card(link):
        return link
    row = next((above for above in link.iterancestors() if above.tag in _ROWS), None)
    if row is None or row.tag in _TOP:
        return row
    # A row of a table is one post, whatever paragraphs are in its cells.
    above = (
        row if row.tag in ("li", "tr") else next((one for one in row.iterancestors() if one.tag in ("li", "tr")), None)
    )
    return above if above is not None and row.tag in _INNER and _is_one(above, row) else row


def _is_one(above: Any, row: Any) -> bool:
    """True if *above*, an entry or a row of a table, holds one post and not a page of them, of which *row* is one."""
    if sum(1 for _ in above.iter("a")) > _MOST_LINKS:
        return False
    while row is not above:
        parent = row.getparent()
        alike = (one for one in parent.iterchildren(row.tag) if next(one.iter("a"), None) is not None)
        if sum(1 for _ in islice(alike, _ALIKE)) == _ALIKE:
            return False
        row = parent
    return True


def _blocks(ones: list[tuple[Any, Any]]) -> list[Block]:
    counts: Counter[Any] = Counter()
    for row, _ in ones:
        for above in row.iterancestors():
            counts[above] += 1
    titles = []
    for (row, link), title in zip(ones, inner_titles([link for _, link in ones]), strict=True):
        root = row
        while (
            root.tag != "li"
            and (parent := root.getparent()) is not None
            and parent.tag not in _TOP
            and counts[parent] == 1
        ):
            root = parent
        titles.append((title, root, link))
    return flat_blocks(titles)


def _has_date(block: Block, spans: Spans) -> bool:
    if block.dated is not None:
        return True
    texts = (
        [" \n ".join(block.strings())[:_HEAD]]
        if block.tails
        else [" \n ".join(root.itertext())[:_HEAD] for root in block.roots]
    )
    if any(find_dates(text) for text in texts) or any(
        next(root.iter("time"), None) is not None for root in block.roots
    ):
        return True
    # A day and a month under the heading of their year, or a year of two digits.
    short = sum(map(len, texts)) < _HEAD and any(sign.isdigit() for text in texts for sign in text)
    if not short:
        return False
    lines = lines_of(block.roots, block.title, tails=block.tails)
    return spans.completed(block.roots[0], lines) is not None or printed_short(lines, frozenset()) is not None


def _words_beside(block: Block) -> int:
    words = sum(len("".join(root.itertext()).split()) for root in block.roots)
    words += sum(len((root.tail or "").split()) for root in block.roots) if block.tails else 0
    linked = sum(len(link_text(link).split()) for root in block.roots for link in root.iter("a"))
    return words - linked


def _are_titles(sample: list[Block]) -> bool:
    """True of links that read as titles of posts: long, and leading deep into one site."""
    words = [len(link_text(block.link).split()) for block in sample]
    depth = [urlsplit(block.link.get("href")).path.strip("/").count("/") + 1 for block in sample]
    return sum(words) >= 4 * len(words) and 2 * sum(one >= 1 for one in depth) >= len(depth)
