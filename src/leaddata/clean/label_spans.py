"""Where labels stand in the running text of an abstract, and whether it is a text with labels at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from leaddata.clean.abstract_labels import (
    LABEL_WORD,
    is_first_label,
    is_in_capitals,
    is_known_label,
    is_label_in_capitals,
    label_rank,
)
from leaddata.clean.foreign_labels import HAN_LABELS
from leaddata.clean.title_spans import LabelSpan, title_spans

__all__ = ["label_spans", "stated_spans"]

# Capitals of the Latin, Greek and Cyrillic scripts, which journals print labels of abstracts in.
_UPPER = "".join(chr(code) for code in range(0x41, 0x530) if chr(code).isupper())
_BEHIND = "(?:(?<=^)|(?<=[.?!)\\]\u201d\u2019\"'\u00bb*] )|(?<=[.?!][,;] )|(?<=[a-z)%][.?!])(?=[A-Z][a-z])|(?<=[\u3002\uff1b\uff1f]))"
# A label ends at the first colon; a full stop in it stands within a word ("ClinicalTrials.gov").
_TEXT = rf"[\u00bf\"\u201c]?[{_UPPER}](?:[^.:;!?\u3002\uff1a]|\.(?=\w)(?![A-Z][a-z])|(?:(?<=\b[Nn][Oo])|(?<=\b[Rr][Ee][Gg])|(?<=\b[Vv][Ss]))\.|\?(?= (?:and|AND) [Ww])){{0,118}}?[\w)\]\"\u201d*]?[?.]?"
_COLON = re.compile(
    rf"(?:{_BEHIND}(?:\(\d{{1,2}}\) ?|\d{{1,2}}[.)] )?|(?<=[;,] )\(\d{{1,2}}\) ?)(?P<label>{_TEXT})\s?:(?P<gap>\s*)(?=\S)"
    rf"|(?:(?<=^)|(?<=[\u3002\uff1b.;\s]))[\u3010\[]?(?P<han>{'|'.join(HAN_LABELS)})(?:[\u3011\]][:\uff1a]?|\s?[:\uff1a])\s*(?=\S)"
)
# A common label tells itself where the section before it has no full stop, or no blank behind it.
_LOOSE = re.compile(rf"(?:(?<=\S )|(?<=[.?!)\]]))(?P<label>{LABEL_WORD})\s?:(?P<gap>\s*)(?=\S)")
_SMALL = re.compile(r"(?:^|(?<=[.?!] ))[^\W\d_]")
_ABSTRACT = re.compile(r"(?P<label>ABSTRACT): (?=\S)")
_LEAST_SMALL = 3
_KNOWN = re.compile(
    r"What.{1,3} (?:already )?(?:known|new)\b", re.IGNORECASE
)  # of no sentence before a colon, and without a rank
_QUOTES = '"\u201c\u201d'
_WORD_LENGTH = 40  # at most, of what stands before a label
# Before these a word with a capital is no label: "of the Results: a".
_GO_ON = frozenset(
    [
        "a",
        "an",
        "and",
        "by",
        "following",
        "for",
        "from",
        "in",
        "main",
        "of",
        "on",
        "or",
        "our",
        "primary",
        "secondary",
        "the",
        "these",
        "this",
        "to",
        "two",
        "three",
        "with",
    ]
)


def label_spans(text: str) -> list[LabelSpan]:
    """
    Return the labels in *text*; none where nothing shows that it is cut into sections.

    Examples:
        >>> text = "(1) Aim: To see; (2) Results: We saw: little."
        >>> [text[slice(*span.label)] for span in label_spans(text)]
        ['Aim', 'Results']
        >>> label_spans("Three themes emerged. Trust: they spoke of it. Time: they had none.")
        []
    """
    return _with_colons(text) or title_spans(text) or _in_small_letters(text)


def stated_spans(text: str) -> list[LabelSpan]:
    """
    Return the labels in *text* as PubMed prints those of its sections: with a colon, and no number.

    Examples:
        >>> stated_spans("(1) Aim: To see; (2) Results: We saw.") or stated_spans("Aim To see. Methods We asked. Results None.")
        []
    """
    found = _with_colons(text)
    if not found and (alone := _ABSTRACT.match(text)):  # PubMed's label of one that has no sections
        return [LabelSpan(0, alone.span("label"), alone.end())]
    return [] if any(span.start < span.label[0] and text[span.start] not in _QUOTES for span in found) else found


def _with_colons(text: str) -> list[LabelSpan]:
    found = list(_candidates(text))
    if not found or found[0].start > 0 or found[0].label[0] == 0:
        # Numbers before labels of which the first has none are those of a list: "(1) Context: where; (2) Team: who".
        found = [one for one in found if one.start == one.label[0]]
    if not found:
        return []
    words = [text[slice(*one.label)] for one in found]
    if found[0].start == 0:
        both = sorted([*found, *_loose(text, found)], key=lambda one: one.start)
        return both if len(both) > 1 or is_first_label(words[0]) else []
    known = [one for one, word in zip(found, words, strict=True) if is_known_label(word)]
    ranks = {label_rank(text[slice(*one.label)]) for one in known} - {-1}
    names = [text[slice(*one.label)] for one in known]
    is_sure = len(ranks) > 1 or any(is_in_capitals(name) or (_KNOWN.match(name) and known[1:]) for name in names)
    return [one for one in found if one.start >= known[0].start] if is_sure else []


def _in_small_letters(text: str) -> list[LabelSpan]:
    """Return labels where nothing has a capital: three and more, the first at the beginning."""
    if not text[:1].islower():
        return []
    found = _with_colons(_SMALL.sub(lambda match: match[0].upper(), text))
    return found if len(found) >= _LEAST_SMALL and found[0].start == 0 else []


def _candidates(text: str) -> Iterator[LabelSpan]:
    is_all_capitals = is_in_capitals(text)  # so that capitals tell nothing
    for match in _COLON.finditer(text):
        name = "han" if match["han"] else "label"
        word = match[name]
        is_known = name == "han" or is_known_label(word)
        if is_known or (match["gap"] and not is_all_capitals and is_in_capitals(word) and is_label_in_capitals(word)):
            start = match.start(name)
            start += word[0] in _QUOTES and word[-1] not in _QUOTES  # of the whole text
            yield LabelSpan(match.start(), (start, match.end(name)), match.end())


def _loose(text: str, found: list[LabelSpan]) -> Iterator[LabelSpan]:
    """Yield common labels in the middle of a text with labels, printed as its first one is."""
    first = is_in_capitals(text[slice(*found[0].label)])
    starts = [one.start for one in found]
    for match in _LOOSE.finditer(text):
        place = bisect_right(starts, match.start("label"))
        is_within = place > 0 and match.start("label") < found[place - 1].end
        if is_within or is_in_capitals(match["label"]) is not first:
            continue
        before = text[max(0, match.start("label") - _WORD_LENGTH) : match.start("label")].rsplit(None, 1)[-1]
        if not before.isalpha() or (before.islower() and (first or before not in _GO_ON)):
            yield LabelSpan(match.start("label"), match.span("label"), match.end())
