"""Sentences of running text, and what in them is somebody else's word: quotations and citations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaddata.layout.records import STAND_IN

__all__ = ["HIDDEN", "hide_label", "hide_quoted", "sentence_spans"]

HIDDEN = "\u25a1"  # stands for each sign of a passage that is not read
_LONGEST = 1500  # signs of a sentence: what is longer is cut at a blank
_END = re.compile(r"[.?!\u2026][\"'\u201d\u2019)\]]*(?=\s)")
_ABBREVIATIONS = frozenset([
    "dr", "mr", "mrs", "ms", "prof", "profs", "st", "eg", "e.g", "ie", "i.e", "approx", "c", "ca", "cf", "al",
    "etc", "vs", "no", "nos", "fig", "figs", "vol", "vols", "ed", "eds", "pp", "p", "para", "sec", "ch", "dept",
    "univ", "inc", "ltd", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "hon", "rev", "sr", "jr", "col", "gen", "lt", "capt", "ref", "refs", "incl", "est", "max", "min",
])  # fmt: skip
_NEXT = re.compile(r"\s+[\"'\u201c\u2018(\[]*(\S)")
_QUOTED = re.compile(
    r"\u201c[^\u201c]{1,1200}?(?:\u201d|$)|(?<![\w\"])\"[^\"\n]{1,1200}?\"(?!\w)|(?<!\w)\u2018[^\u2018]{1,800}?\u2019(?![\w])"
    r"|(?<!\w)'(?=[A-Z])[^'\n]{1,300}?[.,!?]'(?!\w)"
)
_SIGN = re.compile(r"[\u201c\"\u2018'(\[]|\bal\.?,? ?\(?(?:19|20)")
_FEWEST_WORDS = 5  # of a quotation; what is shorter is a title or a word in inverted commas
_CITED = re.compile(
    r"\((?:[^()\d]{0,120}[A-Z][^()]{0,120}?)?,?\s(?:19|20)\d\d[a-z]?(?:[:,][^()]{0,40})?(?:;[^()]{0,200})?\)"
    r"|(?<=\bal\.)\s?,?\s?\(?(?:19|20)\d\d[a-z]?\)?|(?<=\bal)\s?,?\s?\((?:19|20)\d\d[a-z]?\)"
    r"|\b[A-Z][a-z\u00c0-\u00ff'\u2019-]+\s\((?:19|20)\d\d[a-z]?\)(?=[^.;]{0,40}\b(?:found|describ|argu|show|report|suggest|not|propos|state|observ|review|wrote|write))"
    r"|\[\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3})*\]"
)
_SURNAME_YEAR = re.compile(r"\b(?:and|&)\s[A-Z][a-z]+\s\((?:19|20)\d\d[a-z]?\)")
_SHARE = re.compile(r"\(\s*\d+(?:\.\d+)?\s*(?:%|per\s?cent)\s*\)")
_SECTION_LABEL = re.compile(
    r"(?:(?:BACKGROUND|INTRODUCTION|OBJECTIVES?|AIMS?|PURPOSE|DESIGN|SETTING|PARTICIPANTS|METHODS?|RESULTS|FINDINGS|CONCLUSIONS?)|Background|Introduction|Context|Problem|Objectives?|Aims?|Purpose|Rationale|Design|Settings?|Participants|Subjects|Methods?"
    r"|Interventions?|Results?|Findings|Outcomes?|Discussion|Conclusions?|Setting\s+and\s+participants|Aims?\s+and\s+objectives"
    r"|Materials?\s+and\s+methods|Main\s+outcome\s+measures?)(?:\s*[:.\u2013\u2014]\s*|\s+)(?=(?:[A-Z][a-z]*|\d[\d,]*|A|An)\s)",
)
_AUTHORS = re.compile(
    r"\bet al\b|[A-Z][a-z'\u2019-]+,? (?:[A-Z]\.|and [A-Z]|& )|^\([A-Z][a-z'\u2019-]+,? (?:19|20)\d\d"
)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """
    Yield start and end of each sentence; none is longer than some hundred words.

    Examples:
        >>> text = "Dr. Lee chose approx. 12 fellows. Six left early. J. Roe stayed."
        >>> [text[start:end] for start, end in sentence_spans(text)]
        ['Dr. Lee chose approx. 12 fellows.', 'Six left early.', 'J. Roe stayed.']
    """
    start = 0
    for match in _END.finditer(text):
        if match.start() < start or not _ends(text, start, match):
            continue
        yield from _cut(text, start, match.end())
        start = match.end()
    yield from _cut(text, start, len(text))


def hide_quoted(text: str) -> str:
    """
    Return *text*, as long as it was, with quotations of five words and more, and citations, hidden.

    Examples:
        >>> hide_quoted("We had six (Roe 2010)").count(HIDDEN)
        10
    """
    if _SIGN.search(text) is None:
        return text
    for pattern in (STAND_IN, _SURNAME_YEAR):
        text = pattern.sub(_hidden, text)
    text = _QUOTED.sub(lambda match: _hidden(match) if len(match[0].split()) >= _FEWEST_WORDS else match[0], text)
    return _CITED.sub(lambda match: _hidden(match) if _is_citation(match[0]) else match[0], text)


def hide_label(sentence: str) -> str:
    """
    Return *sentence*, as long as it was, without the label of a section of an abstract, and without shares in brackets.

    Examples:
        >>> hide_label("Results Twelve fellows left.").strip()
        'Twelve fellows left.'
    """
    label = _SECTION_LABEL.match(sentence)
    text = sentence if label is None else " " * label.end() + sentence[label.end() :]
    return _SHARE.sub(lambda match: " " * len(match[0]), text) if "%" in text or "per cent" in text else text


def _is_citation(printed: str) -> bool:
    return not printed.startswith("(") or _AUTHORS.search(printed) is not None


def _hidden(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        blank = text.rfind(" ", start, start + _LONGEST)
        middle = blank if blank > start else start + _LONGEST
        yield start, middle
        start = middle
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        yield start, end


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    if text[match.start()] != ".":
        return True
    following = _NEXT.match(text, match.end())
    if following is not None and following[1].islower():
        return False
    last = text[max(start, match.start() - 40) : match.start()].rsplit(None, 1)[-1:]
    if not last:
        return True
    word = last[0].lstrip("(\u201c\u2018\"'").lower()
    if word in _ABBREVIATIONS:
        # "No." and "no." end a sentence unless a number follows.
        return word in {"no", "etc", "al", "max", "min"} and not (following is not None and following[1].isdigit())
    return not (len(word) == 1 and word.isalpha() and last[0][-1].isupper())
