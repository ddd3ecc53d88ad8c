"""Titles of sections that run into the text of an abstract, without a colon: ``Aim To see``, ``AimTo see``, ``Aim. To see``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leaddata.clean.abstract_labels import LABEL_WORD, is_known_label, is_last_word, label_rank
from leaddata.clean.foreign_labels import HAN_LABELS

__all__ = ["LabelSpan", "title_spans"]

_DESIGN = re.compile("study design|design", re.IGNORECASE)
_MOST_WORDS = 7  # of a title that is a sentence by itself
_LEAST = 3  # titles, and sections of as many kinds
# Where a sentence begins: a blank may be missing, a dash or a bullet may stand before a title.
_BEGIN = re.compile(
    "(?:(?<=^)|(?<=[.?!)\\]\u201d]) ?)(?P<mark>[-\u2013\u2022\u25a0\u25cf] ?)?(?P<open>[\\[(<\u3010])?(?=[^\\W\\d_a-z])"
)
_PHRASE = re.compile("(?:[^.:;?!|\u2014\u2013()\\[\\]<>\u3010\u3011]|\\(s\\)){3,120}")
_ASKED = re.compile(r"\?\s+(?=[^\W\d_a-z])")
_STOP = re.compile("\\s?[|]\\s?|\\.?\\s?[\u2014\u2013]\\s?|\\.?\\s?-\\s?(?=[^\\W\\d_a-z])|\\.\\s")
_DASH = re.compile(r"\s?-\s?(?=[A-Z])|\s-\s")
_CLOSE = re.compile("[\\])>\u3011][:\uff1a]?\\s?")
_COMMON = re.compile(LABEL_WORD)
_GLUED = re.compile(rf"(?P<label>{LABEL_WORD})(?=[^\W\d_a-z]|\d)")
_EDGE = re.compile(r"(?<=[a-z)])(?=[A-Z])")
_NEXT = '(?:[^\\W\\d_a-z]|[\\d"\u201c\u2018(\u2265\u2264<>=~])'  # what a text begins with
_BLANK = re.compile(rf"\s+(?={_NEXT})")
# Behind a whole title these begin its text: "Setting Population of Leeds", "Design Cohort study. Setting …".
_HEAD = re.compile(rf"{LABEL_WORD}\s+(?P<word>[A-Z][a-z]+)\b")
_BEGINS = re.compile(
    "(?:case|cohort|cross|data|evidence|findings|interventions|mixed|observation(?:s|al)?|interviews?|analys[ei]s|original|outcomes|overall|participants|patients|populations?|"
    "primary|prospective|qualitative|quantitative|randomi[sz]ed|retrospective|reviews?|secondary|stud(?:y|ies)|subjects|survey|systematic|total)",
    re.IGNORECASE,
)
_SMALL = re.compile("(?:an?|and|as|at|by|for|from|in|of|on|or|our|the|to|this|these|with)")
_HAN = re.compile(f"(?:(?<=^)|(?<=[\u3002\uff1b.;]))\\s?(?P<label>{'|'.join(HAN_LABELS)})[\\s\u3000]+(?=\\S)")


@dataclass(frozen=True, slots=True)
class LabelSpan:
    """Where a label begins (with the number or bracket before it), where it stands, and where its text begins."""

    start: int
    label: tuple[int, int]
    end: int


def title_spans(text: str) -> list[LabelSpan]:
    """
    Return the titles in *text*: three and more in the order of an abstract, the first at its beginning; else none.

    Examples:
        >>> text = "Aim To see. Methods We asked. Results We saw. Conclusion We knew."
        >>> [text[slice(*span.label)] for span in title_spans(text)]
        ['Aim', 'Methods', 'Results', 'Conclusion']
        >>> title_spans("Design Thinking helps. Methods matter. Results vary.")
        []
    """
    han = [LabelSpan(match.start(), match.span("label"), match.end()) for match in _HAN.finditer(text)]
    if len(han) >= _LEAST and han[0].start == 0:
        return han
    found = list(_candidates(text))
    if not found or found[0][1].start != 0:
        return []
    # All are printed as the first one is. One out of order may be a beginning of a sentence: "Overall patients (20 of 30) …".
    spans = [span for kind, span in found if kind == found[0][0]]
    common = [span for span in spans if _COMMON.fullmatch(text, *span.label)]
    if _is_in_order(text, spans):
        return spans
    return common if common and common[0].start == 0 and _is_in_order(text, common) else []


def _is_in_order(text: str, spans: list[LabelSpan]) -> bool:
    ranks = [label_rank(text[slice(*span.label)]) for span in spans]
    ranks = [rank for rank in ranks if rank >= 0]
    if _DESIGN.fullmatch(text[slice(*spans[0].label)]):
        ranks = ranks[1:]  # Spine's and others' abstracts begin with it
    kinds = len(set(ranks))
    return ranks == sorted(ranks) and len(spans) >= _LEAST and (kinds >= _LEAST or (kinds > 1 and len(spans) > _LEAST))


def _candidates(text: str) -> Iterator[tuple[str, LabelSpan]]:
    """Yield what may be titles, each with the sign that stands between it and its text."""
    for begin in _BEGIN.finditer(text):
        start = begin.end()
        phrase = _PHRASE.match(text, start)
        if phrase is None:
            continue
        whole = _whole(text, phrase, is_open=begin["open"] is not None)
        label, end, kind = whole if whole and _is_one(whole[0]) else _run_in(text, phrase, whole)
        if label:
            yield kind, LabelSpan(begin.start(), (start, start + len(label)), end)


def _whole(text: str, phrase: re.Match[str], *, is_open: bool) -> tuple[str, int, str] | None:
    """Return a phrase that is a title as a whole, where its text begins, and the sign between."""
    stop = (_CLOSE if is_open else _STOP).match(text, phrase.end())
    label = phrase[0].rstrip()
    if (asked := _ASKED.match(text, phrase.end())) and " " in label and is_known_label(label):
        return f"{label}?", asked.end(), ""
    if not is_open and (dash := _DASH.search(label)):
        stop, label = dash, label[: dash.start()]
        end = phrase.start() + dash.end()
    elif stop is not None:
        end = stop.end()
    if stop is None or len(label.split()) > _MOST_WORDS or re.search(r"\d", label) or not is_known_label(label):
        return None
    return label, end, "(" if is_open else re.sub(r"[\s\u2013\u2014-]+", "-", stop[0].strip())


def _run_in(text: str, phrase: re.Match[str], whole: tuple[str, int, str] | None) -> tuple[str, int, str]:
    """Return the longest beginning of a phrase that is one title before a capital, else *whole*; nothing if there is none."""
    words = list(re.finditer(r"\S+", phrase[0]))[:10]
    longest = whole
    for word in reversed(words):
        label = phrase[0][: word.end()]
        gap = _BLANK.match(text, phrase.start() + word.end())
        if (
            gap is None
            or label[-1] == ","
            or not is_last_word(word[0])
            or re.search(r"\d", label)
            or not is_known_label(label)
        ):
            continue
        if _is_one(label):
            return label, gap.end(), ""
        longest = longest or (label, gap.end(), "")
    if longest is None and (glued := _GLUED.match(text, phrase.start())):
        return glued["label"], glued.end(), ""
    return longest or next(_glued(phrase), ("", 0, ""))


def _glued(phrase: re.Match[str]) -> Iterator[tuple[str, int, str]]:
    """Yield the titles that a phrase begins with and whose text stands directly behind them: ``Study selectionPubMed``."""
    for edge in _EDGE.finditer(phrase[0]):
        label = phrase[0][: edge.start()]
        if is_last_word(label.split()[-1]) and is_known_label(label) and _is_one(label):
            yield label, phrase.start() + edge.start(), ""


def _is_one(label: str) -> bool:
    """Return whether the words of *label* are one title: printed alike, and none of them begins a text."""
    head = _HEAD.match(label)
    if head and _BEGINS.fullmatch(head["word"]):
        return False
    first, *rest = label.split()
    rest = [word for word in rest if not _SMALL.fullmatch(word) and word[0].isalpha()]
    if rest and len(rest[-1]) == 1:  # "Background S. aureus"
        return False
    if len(first) > 1 and first.isupper():
        return all(word.isupper() for word in rest)
    return len({word[0].isupper() for word in rest}) < 2
