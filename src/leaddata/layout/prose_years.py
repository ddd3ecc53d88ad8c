"""Years and cohorts named in a sentence, and to which of its numbers they belong."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

__all__ = ["CohortMark", "YearMark", "cohort_marks", "year_marks"]

_YEAR = r"(?:19[5-9]|20[0-4])\d"
_MONTH = (
    r"(?:(?:early|late|mid|spring|summer|autumn|winter|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?[\s-]+)"
)
_SPAN = re.compile(
    rf"(?<![\w.,/\u00a3$#-])(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?={_MONTH}))?{_MONTH}?(?P<first>{_YEAR})"
    rf"(?:(?P<by>\s?[-\u2013/]\s?(?=\d)|\s(?:to|until|through|and)\s(?!\d\d(?!\d)(?!\s[A-Z])))(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?={_MONTH}))?{_MONTH}?(?P<last>{_YEAR}|(?<=[-\u2013/\s])(?<![oldn]\s)\d\d(?!\d)))?(?![\w%/]|-\d|,\d|\.\d)",
)
_LEAD = re.compile(
    r"(?:\b(?:in|for|during|from|by|since|between|until|after|before|of|the|to|throughout|and|academic|year|financial|calendar|end|beginning|start|close|on|over|through|around)\s+)+$",
    re.IGNORECASE,
)
_FRONT = re.compile(
    r"(?:^|[,;:.\u2013\u2014(]|\b(?:and|while|whereas|but|then|or|that|plus))\s*(?:and\s+|then\s+|again\s+)?$"
)
_NOT_COHORT = re.compile(
    r"\b(?:publi\w+|reports?|reported|Act|Bill|review|White Paper|Green Paper|copyright|\u00a9|accessed|updated|than|as\s+many\s+as|born|et al\.?,?)"
    r"(?:\s+(?:of|in))?(?:\s+the)?\s*$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"^\s+(?:reports?|Act|Bill|White|Green|reviews?|surveys?|census|paper|guidance|publication|strategy|edition|election|"
    r"Olympics|budget|framework|policy|inquiry|evaluation|study|budget|reforms?)\b"
)
_START = re.compile(
    r"\b(?:establish\w*|found(?:ed|ing)|launch\w*|set up|creat\w+|introduc\w+|inception|opened|advertised|began|begun|started|commission\w+|formed|initiated|develop\w+|start(?:ing)? date)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
# Years that are counted from the one named before.
_RELATIVE = re.compile(
    r"\b(?:(?P<next>the\s+(?:following|next)\s+year|the\s+year\s+after(?!\s+[a-z])|(?:a|one)\s+year\s+(?:later|on))|(?P<same>(?:in\s+)?(?:that|the\s+same)\s+year)"
    r"|(?P<last>the\s+(?:previous|preceding)\s+year|the\s+year\s+before(?!\s+[a-z])|(?:a|one)\s+year\s+(?:earlier|before(?!\s+[a-z])))"
    r"|(?P<count>two|three|four|five)\s+years\s+(?P<way>later|earlier))\b",
    re.IGNORECASE,
)
_STEPS = {"next": 1, "same": 0, "last": -1}
_FEW = {"two": 2, "three": 3, "four": 4, "five": 5}
_FOR_YEARS = re.compile(r"\b(?:years?|months?)\s+$")
_LONGEST_SPAN = 20
_ORDINALS = {
    word: word
    for word in ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"]
} | {"inaugural": "first", "initial": "first"}  # fmt: skip
_NUMBERED = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        list(_ORDINALS)[:12],
        strict=True,
    )
)
_DIGITS = {f"{n}": word for n, word in enumerate(list(_ORDINALS)[:12], start=1)}
_NTH = {f"{n}{suffix}": word for n, suffix, word in zip(
    range(1, 13), ["st", "nd", "rd", *["th"] * 9], list(_ORDINALS)[:12], strict=True)}  # fmt: skip
_NAME = "|".join([*_ORDINALS, *_NTH])
_NOUN = r"(?:cohorts?|intakes?|waves?|tranches?|year\s+groups?)"
_LOOSE = r"(?:groups?|rounds?|class(?:es)?|batch(?:es)?|set|cycle|iteration|run|delivery|edition|phase)"
_COHORT = re.compile(
    rf"\b(?P<name>{_NAME}|pilot|{_YEAR}(?:\s?[/\u2013-]\s?\d\d(?:\d\d)?)?)(?:['\u2019]s)?(?:\s+(?:and|&)\s+(?P<also>{_NAME}|{_YEAR}))?\s+"
    rf"(?:[`'\u2018\u201c\"][^`'\u2019\u201d\"]{{1,60}}['\u2019\u201d\"]\s+|(?!of\b|and\b|to\b|in\b|two\b|three\b|four\b|another\b|the\b|a\b|our\b|its\b|each\b|this\b|had\b|was\b|were\b)[A-Za-z-]+\s+){{0,2}}?{_NOUN}(?!\w)"
    rf"|\b(?P<group>{_NAME}|pilot)\s+(?P<loose>{_LOOSE})(?=\s+(?:of|on|in|to|who|was|were|had|began|started|joined|completed)\b|[,.;:)]|$)"
    rf"|\bcohorts?\s+(?P<number>\d{{1,2}}(?![\d,.]*\d)|{'|'.join(_NUMBERED)})(?:\s+(?:and|&)\s+(?P<number2>\d{{1,2}}|{'|'.join(_NUMBERED)}))?(?!\s+(?:fellows|of\b(?!\s+(?:the|our|its|this|[A-Z]))))\b"
    rf"|\b[Cc]lass\s+of\s+(?P<class>{_YEAR})\b"
    rf"|\b(?:cohort|intake)\s+(?P<dated>{_YEAR}(?:[/\u2013-]\d\d(?:\d\d)?)?)(?=\s*[:\u2013=(])"
    rf"|\b(?P<pilot>(?:first\s+)?pilot\s+(?:years?|phase|stage|programme|program|scheme|course|study)|(?:was|were|been)\s+piloted|piloted(?=\s+(?:the|a|an|it|this|our)\b)|(?:as\s+)?an?\s+pilot(?=\s+(?:for|with|of|in)\b)|(?:a|the|its)\s+{_YEAR}\s+pilot(?=\s*(?:[.,;)]|and\b|in\b|of\b|with\b|$))|(?:the|its|this)\s+pilot(?=\s+(?:ran|was|in|began|started|had|involved|with|took|recruited|of)\b))",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"\b(?:in|for|on|from)\s+(?:the|its)\s+(?P<last>{_NAME})(?=\s*(?:[,.;)]|and\b|$))|\b(?:the|a|its|our)\s+(?P<name>{_NAME})(?=,?\s+(?:of|with|had|has|in|was|took|numbered|comprised|recruited|included|attracted)\b)"
)


_MOST_COHORTS = 20
_GROUPS = ("name", "also", "group", "number", "number2", "class", "dated", "pilot")
_HINTS = (
    "cohort", "intake", "wave", "tranche", "pilot", "group", "round", "class", "batch", "set", "cycle", "iteration", "run",
    "delivery", "edition", "phase",
)  # fmt: skip
_SPOKEN = re.compile(rf"\b(?:{_NOUN}|groups|rounds)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class YearMark:
    """
    A year, or a span of years, printed from *start* to *end* with the words that lead up to it.

    Attributes:
        front: True if it opens a clause, and is said of what follows.
        begins: True of the year in which something was set up, and of "since": not the year of a cohort.
    """

    start: int
    end: int
    year: int
    year_end: int | None
    front: bool
    begins: bool
    lead: str


@dataclass(frozen=True, slots=True)
class CohortMark:
    """
    A named cohort; one named by its year has that year.

    Attributes:
        whole: False of "the second" without its noun.
        is_loose: True of "first round" and the like, which may be the round of anything.
    """

    start: int
    end: int
    name: str
    year: int | None = None
    year_end: int | None = None
    whole: bool = True
    is_loose: bool = False


def year_marks(text: str, anchor: int | None = None) -> list[YearMark]:
    """
    Return the years of a sentence that can be those of a cohort, from left to right.

    Args:
        anchor: The year named last before the sentence, from which "that year" and "the following year" are counted.

    Examples:
        >>> [(mark.year, mark.year_end, mark.front) for mark in year_marks("In 2009, six; seven in 2010/11")]
        [(2009, None, True), (2010, 2011, False)]
    """
    marks = [mark for match in _SPAN.finditer(text) for mark in _marks(text, match)]
    for match in _RELATIVE.finditer(text) if " year" in text else ():
        before = [mark for mark in marks if mark.end <= match.start()]
        base = (before[-1].year if before[-1].year_end is None else None) if before else anchor
        if base is None:
            continue
        way = -1 if (match["way"] or "").lower() == "earlier" else 1
        step = way * _FEW[match["count"].lower()] if match["count"] else _STEPS[str(match.lastgroup)]
        front = _FRONT.search(text[: _lead(text, match.start())]) is not None
        mark = YearMark(match.start(), match.end(), base + step, None, front, begins=False, lead="in")
        marks = sorted([*marks, mark], key=lambda one: one.start)
    return marks


def cohort_marks(text: str) -> list[CohortMark]:
    """
    Return the cohorts that a sentence names.

    Examples:
        >>> [mark.name for mark in cohort_marks("The inaugural cohort, cohort 2 and the 2011 intake")]
        ['first', 'second', '2011']
    """
    marks: list[CohortMark] = []
    low = text.lower()
    if not any(word in low for word in _HINTS):
        return marks
    for match in _COHORT.finditer(text):
        marks += [_cohort(match, group) for group in _GROUPS if match[group] is not None]
        if len(marks) > _MOST_COHORTS:
            return []  # no sentence
    spoken = _SPOKEN.search(text)
    if spoken is not None:
        taken = [(mark.start, mark.end) for mark in marks]
        marks += [
            replace(_cohort(match, "last" if match["last"] else "name"), whole=False)
            for match in _BARE.finditer(text, spoken.end())
            if not any(start < match.end() and match.start() < end for start, end in taken)
        ]
    return sorted(marks, key=lambda one: one.start)


def _cohort(match: re.Match[str], group: str) -> CohortMark:
    printed = match[group].lower()
    start, end = match.span()
    if group == "pilot":
        return CohortMark(start, end, "pilot")
    if group == "class":
        return CohortMark(start, end, printed, int(printed))
    if group in {"number", "number2"}:
        return CohortMark(start, end, _NUMBERED.get(printed) or _DIGITS.get(printed, printed))
    if span := re.fullmatch(rf"({_YEAR})(?:\s?[/\u2013-]\s?(\d\d(?:\d\d)?))?", printed):
        return CohortMark(start, end, printed, int(span[1]), _last(int(span[1]), span[2]))
    return CohortMark(start, end, is_loose=group == "group", name=_ORDINALS.get(printed) or _NTH.get(printed, printed))


def _lead(text: str, start: int) -> int:
    found = _LEAD.search(text, max(0, start - 40), start)
    if found is None:
        return start
    # "three and in 2022 five": "and" joins what stands before it.
    joined = re.match(r"and\s+(?=\w+\s)", found[0], re.IGNORECASE)
    return found.start() + (joined.end() if joined else 0)


def _marks(text: str, match: re.Match[str]) -> list[YearMark]:
    begin = _lead(text, match.start())
    lead = " ".join(text[begin : match.start()].lower().split())
    before = text[max(0, begin - 60) : match.start()]
    if _NOT_COHORT.search(before) or _NOT_AFTER.match(text[match.end() : match.end() + 24]):
        return []
    front = _FRONT.search(text[max(0, begin - 20) : begin] if begin else "") is not None
    begins = (
        "since" in lead
        or lead.startswith(("by", "until", "before", "after"))
        or _START.search(text[max(0, begin - 60) : begin]) is not None
    )
    if lead.startswith("from") and not match["by"] and _FOR_YEARS.search(text[max(0, begin - 12) : begin]):
        lead, begins = "since", True  # "ran for two years from 2010"
    first, by = int(match["first"]), (match["by"] or "").strip().lower()
    spaced = len(match["last"] or "") == 2 and match["by"] != by  # "2012 - 14" may be a year and a number
    last = None if spaced else _last(first, match["last"])
    if match["last"] and last is None and by != "and":
        return [YearMark(begin, match.start("by"), first, None, front, begins, lead)]
    if by == "and" and "between" not in lead:
        if len(match["last"]) == 2:
            return [YearMark(begin, match.start("by"), first, None, front, begins, lead)]
        two = YearMark(match.start("last"), match.end(), int(match["last"]), None, front, begins, "and")
        return [YearMark(begin, match.start("by"), first, None, front, begins, lead), two]
    return [YearMark(begin, match.end(), first, last, front, begins and "between" not in lead, lead)]


def _last(first: int, printed: str | None) -> int | None:
    if printed is None:
        return None
    last = int(printed) if len(printed) == 4 else first - first % 100 + int(printed)
    return last if first < last <= first + _LONGEST_SPAN else None
