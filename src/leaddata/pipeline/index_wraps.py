"""What looks like one post and holds a list of them, and titles that lead on by a button or a picture beside them alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from leaddata.clean.printed_dates import find_dates
from leaddata.pipeline.html_lines import tokens_of
from leaddata.pipeline.index_block import Block, only_link
from leaddata.pipeline.link_kinds import link_kind
from leaddata.pipeline.page_parts import link_text

__all__ = ["leading_on", "wraps_posts"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FEWEST = 3
_MOST = 60
_HEAD = 600
_TEASER = 20  # letters
_PROSE = 40  # words
_BUTTONS = frozenset({"btn", "button", "cta", "stretched"})


def wraps_posts(card: Any, headings: Sequence[tuple[Any, Any, str]]) -> bool:
    """
    True of an element that looks like a post and is the page: with posts of their own in it, and next to no other text.

    Args:
        headings: In the card, each with the link that it is, has, or stands in, None where there is none, and its path.
    """
    paths = Counter(path for _, link, path in headings if link is not None)
    path, count = paths.most_common(1)[0] if paths else ("", 0)
    if count < _FEWEST or (headings[0][1] is not None and headings[0][2] != path):
        return False
    linked = [(heading, link) for heading, link, at in headings if link is not None and at == path]
    may_be_undated = _is_of_site([link for _, link in linked[:_MOST]])
    holders = [_holder(*one, may_be_undated=may_be_undated) for one in linked[:_MOST]]
    if len({link.get("href") for _, link in linked}) < count or len(set(holders)) < len(holders) or None in holders:
        return False
    if count > _MOST:
        return True
    inside = {one for holder in holders for one in holder.iter("p")}
    return sum(_own_words(one) for one in card.iter("p") if one not in inside) <= _PROSE


def _own_words(paragraph: Any) -> int:
    """Return how many words stand in a paragraph itself: a style sheet in it is none of its text."""
    return sum(len((text or "").split()) for text in (paragraph.text, *(child.tail for child in paragraph)))


def _holder(heading: Any, link: Any, *, may_be_undated: bool) -> Any:
    """Return the link around a heading and a text, or the parent of a heading and a day, or a text; None if there is neither."""
    if link in heading.iterancestors() and len(link_text(link)) > len(link_text(heading)) + _TEASER:
        return link
    parent = link.getparent() if link is heading.getparent() else heading.getparent()
    dated = next(parent.iter("time"), None) is not None or find_dates("\n".join(parent.itertext())[:_HEAD])
    return parent if dated or (may_be_undated and _is_told_of(parent, heading)) else None


def _is_told_of(parent: Any, heading: Any) -> bool:
    """True of a box with one heading and a text."""
    return (
        sum(1 for _ in parent.iter(*_HEADINGS)) == 1 and len(link_text(parent)) > len(link_text(heading)) + 2 * _TEASER
    )


def _is_of_site(links: Sequence[Any]) -> bool:
    """True if all links lead to the site that the page is of: an article may list what others have, too."""
    hosts = {urlsplit(link.get("href")).netloc for link in links}
    if len(hosts) != 1 or "" in hosts:
        return hosts == {""}
    return any(urlsplit(one.get("href") or "").netloc in hosts for one in links[0].getroottree().iter("link"))


def leading_on(blocks: Sequence[Block]) -> set[Any]:
    """Return the titles of those blocks that lead on by a button or a picture of theirs, each to a place of its own; of a few, none."""
    titles: dict[str, list[Any]] = defaultdict(list)
    for block in blocks:
        link = only_link(block)
        if link is not None and _is_button(link, block.title):
            titles[link.get("href")].append(block.title)
    found = {ones[0] for ones in titles.values() if len(ones) == 1}
    return found if len(found) >= _FEWEST else set()


def _is_button(link: Any, title: Any) -> bool:
    """True of "Read more", of what is made a button or says the title, and of a picture: of no words amid a text."""
    text = link_text(link)
    return link_kind(link) == "more" or bool(tokens_of(link) & _BUTTONS) or not text or link_text(title) in text
