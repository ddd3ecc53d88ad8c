"""Whether words that a field of titles or names shares with an original stand there as a title or a name, or in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaddata.pipeline.original_blocks import Block

__all__ = ["is_prose", "is_whole"]

_BULLETS = " \t\r\n■•▪◦‣·*–—-"
_OPENING = "\"'“‘«(["
_CLOSING = "\"'”’»)]"
_SENTENCE_END = re.compile(rf"[.!?…][{re.escape(_CLOSING)}]*\s+(?=[{re.escape(_OPENING)}]*[^\W\d_a-z])")
_LAST_SIGN = re.compile(rf"[.!?…。！？][{re.escape(_CLOSING)}]*$")
_BREAKS_OFF = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)$")
_HAN_SENTENCE = re.compile("[。！？；]")
# A sentence has a verb, and most have one of these; a title or a name that ends with a full stop seldom has.
_VERBS = frozenset(
    {
        "am", "are", "be", "been", "being", "can", "cannot", "could", "did", "do", "does", "had", "has", "have", "is",
        "may", "might", "must", "shall", "should", "was", "were", "will", "would", "it", "she", "he", "they", "we", "you",
        "became", "began", "gave", "gives", "includes", "made", "makes", "provides", "said", "says", "took",
    }
)  # fmt: skip
_OPENERS = frozenset({"all", "both", "each", "in", "many", "some", "the", "there", "these", "this", "to"})
# A year in brackets behind the names, a volume with pages, an address: an entry of a list of references.
_REFERENCE = re.compile(
    r"\((?:1[5-9]|20)\d\d[a-z]?\)\s*[.,:;]|\b(?:1[5-9]|20)\d\d\b[^.]{0,40};\s*\d+\s*(?:\([^)]*\))?\s*:|\bdoi\b|https?://|\bwww\."
)
_NAMED_FIRST = re.compile(r"(?:\[?\d{1,3}[\].)]?\s*)?[^\W\d_a-z]")
_REFERENCE_WORDS = 60
_LONGEST = 60


def is_prose(blocks: Sequence[Block], number: int) -> bool:
    """
    Return whether a block of an original is running text, as far as its form tells.

    It is not if the markup calls it a title or a name, if it reads as an entry of a list of references, or if it is no
    longer than a title and neither begins nor ends nor is built as a sentence.

    Args:
        number: Of the block among *blocks*, all of the document.
    """
    block = blocks[number]
    text = block.text.strip(_BULLETS)
    words = text.split()
    if block.is_fact:
        return False
    if _is_reference(text, len(words)):
        return False
    if len(words) > _LONGEST or _HAN_SENTENCE.search(text) or _BREAKS_OFF.search(text) or text[:1].islower():
        return True
    after = blocks[number + 1].text.lstrip() if number + 1 < len(blocks) else ""
    # A paragraph that a page's end divides goes on in small letters.
    if after[:1].islower() and not _LAST_SIGN.search(text):
        return True
    *ended, rest = _SENTENCE_END.split(text)
    if _LAST_SIGN.search(text):
        return len(ended) > 0 or (text.endswith(".") and _is_sentence(rest))
    return len(ended) > 1 or any(map(_is_sentence, ended))


def is_whole(blocks: Sequence[Block], words: Sequence[str], block_of: Sequence[int], first: int, last: int) -> bool:
    """
    Return whether words of an original are as many as stand together there, not a stretch cut out of the middle.

    They begin with their block, or with a capital letter or a number; of a block that the markup calls a title or a name
    any part will do.
    """
    begins_block = first == 0 or block_of[first - 1] != block_of[first]
    ends_block = last + 1 == len(words) or block_of[last + 1] != block_of[last]
    sign = words[first].strip(_OPENING + _BULLETS)[:1]
    return blocks[block_of[first]].is_fact or begins_block or ends_block or not sign.islower()


def _is_sentence(text: str) -> bool:
    words = [word.strip(_OPENING + _CLOSING + ".,;:!?").lower() for word in text.split()]
    return not _VERBS.isdisjoint(words) or not _OPENERS.isdisjoint(words[:1])


def _is_reference(text: str, count: int) -> bool:
    marks = len(_REFERENCE.findall(text))
    return marks > 0 and count <= marks * _REFERENCE_WORDS and _NAMED_FIRST.match(text) is not None
