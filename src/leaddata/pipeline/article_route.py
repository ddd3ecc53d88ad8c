"""Whether a page is one article or a list of posts: by where its main text stands, in the blocks that are alike or outside."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from leaddata.clean.byline_labels import BARE_BY, CHANGED
from leaddata.clean.printed_dates import find_dates
from leaddata.pipeline.article_blocks import (
    in_flow,
    in_sentence,
    is_around,
    is_bare,
    is_of_readers,
    is_quoted,
    lead_apart,
    paragraphs_inside,
    prose_in,
    runs_of,
    without_lists,
)
from leaddata.pipeline.article_head import article_head
from leaddata.pipeline.article_keys import text_key, word_count
from leaddata.pipeline.article_lines import is_prose
from leaddata.pipeline.article_regions import comments_of, regions_in
from leaddata.pipeline.article_title import article_heading, heading_title, is_stated_title
from leaddata.pipeline.index_block import Block
from leaddata.pipeline.json_ld import ld_text
from leaddata.pipeline.page_parts import Regions, link_text
from leaddata.pipeline.page_says import PageSays

__all__ = ["article_prose", "may_be_article"]

_FEWEST = 20  # words of a page without any list
_SOME = 60
_MANY = 120
_MOST_BLOCKS = 200
_SAMPLE = 50
_LONG = 20  # words of a paragraph
_LONGS = 3
_MOST_BESIDE = 40
_DOMINANT = 0.7
_MOST_OF_BOX = 4
_PROSE = 8
_MENU_WORDS = 2
_LINES_OF_BYLINE = 2
_WORDS_OF_TITLE = 4
_FEWEST_POSTS = 4
_HEAD = 600


def article_prose(root: Any, says: PageSays, blocks: Sequence[Block], text: tuple[str, ...]) -> tuple[str, ...] | None:
    """
    Return the text of a page that is one article, without the teasers beside it; None of a list of posts.

    Args:
        blocks: What stands on the page again and again, as posts do in a list.
        text: Paragraphs of its main text.
    """
    heading = article_heading(root, says, regions_in(root, Regions()))
    named = heading is not None and _is_named(root, says, heading)
    if len(blocks) > _MOST_BLOCKS:
        sample = blocks[:: len(blocks) // _SAMPLE]
        apart = named and not any(paragraphs_inside(sample, text)) and _has_prose(text)
        return text if says.is_article and (apart or 2 * sum(map(in_sentence, sample)) > len(sample)) else None
    whole, text = text, without_lists(text, blocks)
    comments = frozenset(comments_of(root)) if named else frozenset()
    listed = [
        block
        for block in blocks
        if not (named and is_of_readers(block, comments))
        and not in_sentence(block)
        and not is_quoted(block)
        and not (named and is_around(block, heading))
    ]
    if named and _is_only_h1(listed, heading):
        listed = []
    if not listed or (named and says.is_article and lead_apart(listed)):
        prose = word_count(*(paragraph for paragraph in text if word_count(paragraph) >= _PROSE))
        return whole if says.is_article or prose >= (_SOME if blocks else _FEWEST) else None
    if not says.posting and not named and _are_posts(listed) and not _is_dated(says, heading, text):
        return None
    inside = paragraphs_inside(listed, text)
    titled = _own_block(listed, heading, says) if named and says.is_article else None
    if titled is not None and word_count(*inside[titled]) >= _FEWEST:
        return tuple(inside[titled])
    first = max(range(len(listed)), key=lambda number: word_count(*inside[number]))
    apart = heading is not None and all(block.title is not heading for block in listed)
    own = named and apart and _is_dated(says, heading, text)
    stated = apart and not any(inside) and is_stated_title(root, says, link_text(heading))
    boxed = (stated and (_is_small(listed, text) or _is_signed(heading, text))) or (
        apart and heading.tag == "h1" and not any(inside) and _is_menu(listed) and word_count(*text) >= _SOME
    )
    # Next to a list of bare titles, a few sentences under a title with a day are what the page is about.
    few = own and not any(inside) and all(map(is_bare, listed)) and word_count(*text) >= _FEWEST
    if (
        few
        or (own and says.is_article and _is_short(heading, listed, inside, text))
        or (boxed and _is_dated(says, heading, text))
        or _stands_outside(says, listed, inside, text, named=named, own=own)
    ):
        first = -1
    elif not _leads(root, says, listed, inside, first):
        return None
    # A block with more in it than a teaser is a section of the article.
    teasers = [number for number, ones in enumerate(inside) if number != first and word_count(*ones) <= _SOME]
    links = {text_key(link_text(link)) for link in root.iter("a")}
    beside = {
        paragraph
        for number in teasers
        for paragraph in inside[number]
        if not in_flow(listed[number]) or text_key(paragraph) in links
    }
    return tuple(paragraph for paragraph in whole if paragraph not in beside)


def _are_posts(listed: Sequence[Block]) -> bool:
    """True of several blocks all of which have a title that leads somewhere, a day and a text, as what an article stands beside seldom has."""
    return len(listed) >= _FEWEST_POSTS and all(
        block.link is not None
        and find_dates(" \n ".join(block.strings())[:_HEAD])
        and sum(words for part in block.roots for one in part.iter() for words in runs_of(one)) >= _PROSE
        for block in listed
    )


def may_be_article(root: Any, blocks: Sequence[Block]) -> bool:
    """False of a page that plainly is a list: with little more than teasers in its blocks, and next to nothing beside them."""
    blocks = [block for block in blocks if not in_sentence(block)]
    if len(blocks) < 2:
        return True
    inside = {element for block in blocks for part in block.roots for element in part.iter()}
    outside = sum(words for element in root.iter() if element not in inside for words in runs_of(element))
    each = (sum(words for part in block.roots for one in part.iter() for words in runs_of(one)) for block in blocks)
    few = outside >= _FEWEST and next(root.iter("h1"), None) is not None and all(map(is_bare, blocks))
    return outside >= _SOME or few or max(each) >= _SOME


def _stands_outside(
    says: PageSays,
    listed: Sequence[Block],
    inside: Sequence[Sequence[str]],
    text: Sequence[str],
    *,
    named: bool,
    own: bool,
) -> bool:
    """
    True if the page has a text outside of its blocks that is more than an introduction to them.

    Args:
        named: Whether the heading is what the page calls itself.
        own: Whether it is none of a block, and has a date of its own.
    """
    within = sum(word_count(*ones) for ones in inside)
    outside = word_count(*text) - within
    listed_longs = sum(word_count(paragraph) >= _LONG for ones in inside for paragraph in ones)
    longs = sum(word_count(paragraph) >= _LONG for paragraph in text) - listed_longs
    listed_words = sum(word_count(link_text(part)) for block in listed for part in block.roots)
    if says.is_article and (outside >= _SOME or outside >= listed_words or len(listed) == 1):
        return outside > within or (named and longs > 0)
    return (
        (outside >= _MANY and outside > listed_words)
        or (own and outside >= _SOME and longs > 1 and outside > within * (2 if listed_longs else 1))
        or (outside >= 2 * _MANY and longs >= _LONGS and outside > 2 * within)
    )


def _is_short(heading: Any, listed: Sequence[Block], inside: Sequence[Sequence[str]], text: Sequence[str]) -> bool:
    """True if a short text with a day of its own stands between the heading of the page and its blocks."""
    beside = {paragraph for ones in inside for paragraph in ones}
    own = {text_key(paragraph): paragraph for paragraph in text if paragraph not in beside}
    roots = {part for block in listed for part in block.roots}
    head = article_head(heading, text)
    above = [*takewhile(lambda line: word_count(line.text()) < _LONG, head.after), *head.before]
    prose = [own.get(text_key(line.text()), "") for line in head.after]
    return word_count(*prose) >= _FEWEST and any(
        (found := find_dates(said := line.parted()))
        and not CHANGED.search(said[: found[0].start])
        and roots.isdisjoint(_around(line.element))
        for line in above
    )


def _around(element: Any) -> list[Any]:
    return [] if element is None else [element, *element.iterancestors()]


def _has_prose(text: Sequence[str]) -> bool:
    return word_count(*text) >= _MANY and sum(word_count(paragraph) >= _LONG for paragraph in text) >= _LONGS


def _is_small(listed: Sequence[Block], text: Sequence[str]) -> bool:
    """True if a list is next to nothing beside the text: a box with the titles of other articles."""
    words = sum(word_count(link_text(part)) for block in listed for part in block.roots)
    longs = sum(word_count(paragraph) >= _LONG for paragraph in text)
    return longs > 1 and word_count(*text) >= max(_SOME, _MOST_OF_BOX * words)


def _leads(root: Any, says: PageSays, listed: Sequence[Block], inside: Sequence[Sequence[str]], first: int) -> bool:
    """True if one of the blocks is the article, and the others are what there is to read besides."""
    within = [word_count(*ones) for ones in inside]
    block, most = listed[first], within[first]
    longs = sum(word_count(paragraph) >= _LONG for paragraph in inside[first])
    named = block.title is not None and is_stated_title(root, says, link_text(block.title))
    own = block.link is not None and says.canonical is not None and _same(block.link.get("href"), says.canonical)
    # The library may take one of several whole posts for the text of the page, unless this says which is its own.
    sure = named and block.title.tag == "h1" and _is_only(root, "h1")
    others = max(
        (max(within[number], 0 if sure else prose_in(one)) for number, one in enumerate(listed) if number != first),
        default=0,
    )
    if most < _DOMINANT * sum(within) or others > max(_MOST_BESIDE, most // 4):
        return False
    if own and len(listed) == 1:
        return most >= _FEWEST
    if named or own or says.is_article:
        return most >= _SOME and longs >= 1
    alone = len(listed) == 1 or (block.title is not None and block.title.tag == "h1" and _is_only(root, "h1"))
    return alone and most >= _MANY and longs >= _LONGS


def _is_only_h1(blocks: Sequence[Block], heading: Any) -> bool:
    """True if none of several blocks leads anywhere, and the heading of the page is above all their titles: they stand below its text."""
    levels = [block.title.tag for block in blocks if block.title is not None and block.title is not heading]
    return heading.tag == "h1" and "h1" not in levels and all(block.link is None for block in blocks)


def _own_block(listed: Sequence[Block], heading: Any, says: PageSays) -> int | None:
    """Return which block has the heading of the page for its title, if no other has one of the first level, or the page states its address."""
    firsts = [number for number, block in enumerate(listed) if block.title is not None and block.title.tag == "h1"]
    if len(firsts) == 1 and listed[firsts[0]].title is heading:
        return firsts[0]
    # Below an article others may follow as a whole, when a reader goes on.
    stated = says.canonical is not None and ld_text(says.posting.get("url")) == says.canonical
    headline = text_key(ld_text(says.posting.get("headline")) or "")
    if stated and headline == text_key(link_text(heading)):
        return next((number for number, block in enumerate(listed) if block.title is heading), None)
    return None


def _is_named(root: Any, says: PageSays, heading: Any) -> bool:
    """True if a heading is what the page calls itself, and longer than the name of a section is."""
    title = heading_title(heading, root, says)
    return word_count(title) >= _WORDS_OF_TITLE and is_stated_title(root, says, title)


def _is_dated(says: PageSays, heading: Any, text: Sequence[str]) -> bool:
    """True if the page has a date of its own: in its metadata, or between its heading and its text."""
    if any(says.meta.get(name) for name in ("article:published_time", "datepublished", "date", "pubdate", "dc.date")):
        return True
    head = article_head(heading, text)
    lines = [*takewhile(lambda line: word_count(line.text()) < _LONG, head.after), *head.before]
    return any(find_dates(line.parted()) for line in lines)


def _is_menu(listed: Sequence[Block]) -> bool:
    """True of titles of a word or two each, and nothing else."""
    return all(
        is_bare(block) and block.title is not None and word_count(link_text(block.title)) <= _MENU_WORDS
        for block in listed
    )


def _is_signed(heading: Any, text: Sequence[str]) -> bool:
    """True if the line below the heading of some text says by whom it is, and when."""
    return word_count(*text) >= _SOME and any(
        find_dates(line.parted()) and (line.has("author") or BARE_BY.search(line.text())) and not is_prose(line)
        for line in article_head(heading, text).after[:_LINES_OF_BYLINE]
    )


def _is_only(root: Any, tag: str) -> bool:
    return sum(1 for _ in root.iter(tag)) == 1


def _same(href: str | None, canonical: str) -> bool:
    """True if a link leads to the page itself; its address may be relative."""
    plain = (href or "").strip().partition("#")[0].partition("?")[0].rstrip("/").removeprefix("..").removeprefix(".")
    own = canonical.partition("#")[0].partition("?")[0].rstrip("/")
    return bool(plain) and (
        own == plain or (len(plain) > 3 and "://" not in plain and own.endswith("/" + plain.lstrip("/")))
    )
