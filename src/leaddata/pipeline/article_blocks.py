"""What a block of a page is beside an article: a reference in a sentence, a quotation, what a reader says, a teaser with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from leaddata.clean.printed_dates import undated
from leaddata.pipeline.article_keys import text_key, word_count
from leaddata.pipeline.article_regions import READERS
from leaddata.pipeline.html_lines import tokens_of
from leaddata.pipeline.index_block import Block
from leaddata.pipeline.page_parts import link_text
from leaddata.pipeline.web_text import BLOCKS

__all__ = [
    "in_flow",
    "in_sentence",
    "is_around",
    "is_bare",
    "is_of_readers",
    "is_quoted",
    "lead_apart",
    "paragraphs_inside",
    "prose_in",
    "runs_of",
    "without_lists",
]

_SENTENCE_BEFORE = 3
_SENTENCE = 15
_PROSE = 8
_LONG = 20  # words of a paragraph
_LABEL = 30  # letters
_PART = 40  # letters
_FEWEST_TITLES = 3
_AROUND_FLOW = 2
_PARTED = re.compile(r"[.!?:|\u2013\u2014\u2022\u00bb-]\W*$")
_LABELS = frozenset("by in on at from posted published via".split())  # noqa: SIM905


def is_of_readers(block: Block, comments: frozenset[Any]) -> bool:
    """
    True of what a reader says of the article: it stands under the heading of comments, or is called so.

    Args:
        comments: The elements under such headings.
    """
    return any(
        one in comments or not READERS.isdisjoint(tokens_of(one))
        for part in block.roots
        for one in (part, *part.iterancestors())
    )


def is_bare(block: Block) -> bool:
    """True of a block without words beside its title."""
    return not any(word_count(link_text(one)) >= _PROSE for part in block.roots for one in part.iter("p"))


def in_flow(block: Block) -> bool:
    """True of a block made of paragraphs, or of points of a list, that stand among the paragraphs of one text: a link to another article, and words on it."""
    first, last = block.roots[0], block.roots[-1]
    if all(_is_told(part) for part in block.roots):
        first = last = first.getparent()
    elif any(part.tag != "p" for part in block.roots):
        return False
    before = sum(word_count(link_text(one)) >= _LONG for one in first.itersiblings("p", preceding=True))
    after = sum(word_count(link_text(one)) >= _LONG for one in last.itersiblings("p"))
    return before > 0 and before + after >= _AROUND_FLOW


def _is_told(part: Any) -> bool:
    """True of a point of a list that goes on with words behind its link, all of it one line: a teaser has a line for each."""
    if part.tag != "li" or any(one is not part for one in part.iter(*BLOCKS, "br")):
        return False
    linked = sum(word_count(link_text(link)) for link in part.iter("a"))
    return word_count(link_text(part)) - linked >= _PROSE


def in_sentence(block: Block) -> bool:
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


def is_quoted(block: Block) -> bool:
    """True if a block is a quotation with its source, as messages are that an article shows."""
    return any(one.tag == "blockquote" for part in block.roots for one in (part, *part.iterancestors()))


def is_around(block: Block, heading: Any) -> bool:
    """True if a block holds the heading of the page and is called something else: it is no post."""
    return block.title is not heading and any(one in heading.iterancestors() for one in block.roots)


def paragraphs_inside(listed: Sequence[Block], text: Sequence[str]) -> list[list[str]]:
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


def prose_in(block: Block) -> int:
    """Return how many words stand in long paragraphs of a block."""
    paragraphs = (word_count(link_text(one)) for part in block.roots for one in part.iter("p"))
    return sum(words for words in paragraphs if words >= _LONG)


def lead_apart(listed: Sequence[Block]) -> bool:
    """True if the links of the blocks lead to as many sites as there are blocks: references under headings, and no posts."""
    sites = {urlsplit(block.link.get("href")).netloc for block in listed if block.link is not None}
    return len(listed) > 1 and len(sites - {""}) == len(listed)


def without_lists(text: tuple[str, ...], blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the paragraphs that are no run of the titles of the blocks: a list is no prose."""
    titles = {" ".join("".join(block.title.itertext()).split()) for block in blocks if block.title is not None} - {""}
    kept = []
    for paragraph in text:
        inside = [title for title in titles if title in paragraph]
        if len(inside) < _FEWEST_TITLES or 2 * word_count(*inside) < word_count(paragraph):
            kept.append(paragraph)
    return tuple(kept)


def runs_of(element: Any) -> Iterator[int]:
    """Yield the words of the strings in and after an element, if they are more than a label."""
    if isinstance(element.tag, str) and element.tag not in ("script", "style"):
        for text in (element.text, element.tail):
            if text and len(text) >= _LABEL and (words := word_count(text)) >= _PROSE:
                yield words
