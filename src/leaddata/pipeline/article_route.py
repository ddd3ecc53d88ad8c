"""Whether a page is one article or a list of posts: by where its main text stands, in the blocks that are alike or outside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any
from urllib.parse import urlsplit

from leaddata.clean.byline_labels import CHANGED
from leaddata.clean.printed_dates import find_dates, undated
from leaddata.pipeline.article_head import article_head
from leaddata.pipeline.article_text import text_key, word_count
from leaddata.pipeline.article_title import article_heading, is_stated_title
from leaddata.pipeline.index_block import Block
from leaddata.pipeline.page_parts import Regions, link_text
from leaddata.pipeline.page_says import PageSays
from leaddata.pipeline.web_text import BLOCKS

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
_SENTENCE_BEFORE = 3
_SENTENCE = 15
_PROSE = 8
_LABEL = 30  # letters
_PART = 40  # letters
_WORDS_OF_TITLE = 4
_FEWEST_TITLES = 3
_PARTED = re.compile(r"[.!?:|\u2013\u2014\u2022\u00bb-]\W*$")
_LABELS = frozenset("by in on at from posted published via".split())  # noqa: SIM905


def article_prose(root: Any, says: PageSays, blocks: Sequence[Block], text: tuple[str, ...]) -> tuple[str, ...] | None:
    """
    Return the text of a page that is one article, without the teasers beside it; None of a list of posts.

    Args:
        blocks: What stands on the page again and again, as posts do in a list.
        text: Paragraphs of its main text.
    """
    heading = article_heading(root, says, Regions())
    named = heading is not None and _is_named(root, says, heading)
    if len(blocks) > _MOST_BLOCKS:
        sample = blocks[:: len(blocks) // _SAMPLE]
        return text if says.is_article and 2 * sum(map(_in_sentence, sample)) > len(sample) else None
    whole, text = text, _without_lists(text, blocks)
    listed = [
        block
        for block in blocks
        if not _in_sentence(block) and not _is_quoted(block) and not (named and _is_around(block, heading))
    ]
    if not listed or (named and says.is_article and _lead_apart(listed)):
        prose = word_count(*(paragraph for paragraph in text if word_count(paragraph) >= _PROSE))
        return whole if says.is_article or prose >= (_SOME if blocks else _FEWEST) else None
    inside = _inside(listed, text)
    first = max(range(len(listed)), key=lambda number: word_count(*inside[number]))
    apart = heading is not None and all(block.title is not heading for block in listed)
    own = named and apart and _is_dated(says, heading, text)
    boxed = apart and not any(inside) and _is_small(listed, text) and is_stated_title(root, says, link_text(heading))
    if (
        (own and says.is_article and _is_short(heading, listed, inside, text))
        or (boxed and _is_dated(says, heading, text))
        or _stands_outside(says, listed, inside, text, named=named, own=own)
    ):
        first = -1
    elif not _leads(root, says, listed, inside, first):
        return None
    # A block with more in it than a teaser is a section of the article.
    teasers = [ones for number, ones in enumerate(inside) if number != first and word_count(*ones) <= _SOME]
    beside = {paragraph for ones in teasers for paragraph in ones}
    return tuple(paragraph for paragraph in whole if paragraph not in beside)


def _without_lists(text: tuple[str, ...], blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the paragraphs that are no run of the titles of the blocks: a list is no prose."""
    titles = {" ".join("".join(block.title.itertext()).split()) for block in blocks if block.title is not None} - {""}
    kept = []
    for paragraph in text:
        inside = [title for title in titles if title in paragraph]
        if len(inside) < _FEWEST_TITLES or 2 * word_count(*inside) < word_count(paragraph):
            kept.append(paragraph)
    return tuple(kept)


def may_be_article(root: Any, blocks: Sequence[Block]) -> bool:
    """False of a page that plainly is a list: with little more than teasers in its blocks, and next to nothing beside them."""
    blocks = [block for block in blocks if not _in_sentence(block)]
    if not blocks:
        return True
    inside = {element for block in blocks for part in block.roots for element in part.iter()}
    outside = sum(words for element in root.iter() if element not in inside for words in _runs(element))
    each = (sum(words for part in block.roots for one in part.iter() for words in _runs(one)) for block in blocks)
    return outside >= _SOME or max(each) >= _SOME


def _runs(element: Any) -> Iterator[int]:
    """Yield the words of the strings in and after an element, if they are more than a label."""
    if isinstance(element.tag, str) and element.tag not in ("script", "style"):
        for text in (element.text, element.tail):
            if text and len(text) >= _LABEL and (words := word_count(text)) >= _PROSE:
                yield words


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
        (max(within[number], 0 if sure else _prose_in(one)) for number, one in enumerate(listed) if number != first),
        default=0,
    )
    if most < _DOMINANT * sum(within) or others > max(_MOST_BESIDE, most // 4):
        return False
    if named or own or says.is_article:
        return most >= _SOME and longs >= 1
    alone = len(listed) == 1 or (block.title is not None and block.title.tag == "h1" and _is_only(root, "h1"))
    return alone and most >= _MANY and longs >= _LONGS


def _lead_apart(listed: Sequence[Block]) -> bool:
    """True if the links of the blocks lead to as many sites as there are blocks: references under headings, and no posts."""
    sites = {urlsplit(block.link.get("href")).netloc for block in listed if block.link is not None}
    return len(listed) > 1 and len(sites - {""}) == len(listed)


def _prose_in(block: Block) -> int:
    """Return how many words stand in long paragraphs of a block."""
    paragraphs = (word_count(link_text(one)) for part in block.roots for one in part.iter("p"))
    return sum(words for words in paragraphs if words >= _LONG)


def _is_named(root: Any, says: PageSays, heading: Any) -> bool:
    """True if a heading is what the page calls itself, and longer than the name of a section is."""
    title = link_text(heading)
    return word_count(title) >= _WORDS_OF_TITLE and is_stated_title(root, says, title)


def _is_dated(says: PageSays, heading: Any, text: Sequence[str]) -> bool:
    """True if the page has a date of its own: in its metadata, or between its heading and its text."""
    if any(says.meta.get(name) for name in ("article:published_time", "datepublished", "date", "pubdate", "dc.date")):
        return True
    head = article_head(heading, text)
    lines = [*takewhile(lambda line: word_count(line.text()) < _LONG, head.after), *head.before]
    return any(find_dates(line.parted()) for line in lines)


def _is_quoted(block: Block) -> bool:
    """True if a block is a quotation with its source, as messages are that an article shows."""
    return any(one.tag == "blockquote" for part in block.roots for one in (part, *part.iterancestors()))


def _is_around(block: Block, heading: Any) -> bool:
    """True if a block holds the heading of the page and is called something else: it is no post."""
    return block.title is not heading and any(one in heading.iterancestors() for one in block.roots)


def _inside(listed: Sequence[Block], text: Sequence[str]) -> list[list[str]]:
    """Return for each block the paragraphs of the text that stand in it."""
    keys = [text_key(" ".join("".join(part.itertext()) for part in block.roots)) for block in listed]
    found: list[list[str]] = [[] for _ in listed]
    for paragraph in text:
        key = text_key(paragraph)
        # The library glues a title to the paragraph below it: the beginning alone would not be found.
        middle = len(key) // 2
        parts = {key[:_PART], key[middle : middle + _PART], key[-_PART:]} - {""}
        place = next(
            (number for number, one in enumerate(keys) if 2 * sum(part in one for part in parts) > len(parts)), None
        )
        if place is not None:
            found[place].append(paragraph)
    return found


def _in_sentence(block: Block) -> bool:
    """True if the link of a block stands amid a sentence of running text: it is a reference, and no title."""
    link = block.link
    if link is None or block.title is not link:
        return False
    before, after = _beside(link)
    told = len(undated(before).split())
    if word_count(before) + word_count(after) < _SENTENCE:
        return False
    if told >= _SENTENCE_BEFORE and _PARTED.search(before) is None:
        return True
    # A title has its teaser after it, with a capital; "The paper said that" is a sentence.
    return word_count(after) >= _SENTENCE and after[:1].islower() and after.split()[0] not in _LABELS


def _beside(link: Any) -> tuple[str, str]:
    """Return the text of the line that a link stands in, before and after it."""
    row = next(one for one in link.iterancestors() if one.tag in BLOCKS)
    parts, at = [row.text or ""], -1
    walk = [(child, False) for child in reversed(row)]
    while walk:
        element, done = walk.pop()
        if done:
            parts.append(element.tail or "")
        elif element is link:
            at = len(parts)
            parts.append(element.tail or "")
        elif element.tag in BLOCKS or element.tag == "br":
            # Another line begins.
            if at >= 0:
                break
            parts = [element.tail or ""]
            if any(one is link for one in element.iter()):
                return "", ""
        else:
            parts.append(element.text or "")
            walk.append((element, True))
            walk += [(child, False) for child in reversed(element)]
    return " ".join("".join(parts[:at]).split()), " ".join("".join(parts[at:]).split())


def _is_only(root: Any, tag: str) -> bool:
    return sum(1 for _ in root.iter(tag)) == 1


def _same(href: str | None, canonical: str) -> bool:
    """True if a link leads to the page itself; its address may be relative."""
    plain = (href or "").strip().partition("#")[0].partition("?")[0].rstrip("/").removeprefix("..").removeprefix(".")
    own = canonical.partition("#")[0].partition("?")[0].rstrip("/")
    return bool(plain) and (
        own == plain or (len(plain) > 3 and "://" not in plain and own.endswith("/" + plain.lstrip("/")))
    )
