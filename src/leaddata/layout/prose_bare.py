"""Numbers with no noun after them, where the sentence says otherwise who is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaddata.clean.count_words import Numeral
from leaddata.clean.people_words import People, people_after, people_at_end
from leaddata.layout.prose_nouns import Count
from leaddata.layout.prose_status import status_after, status_before, status_of_noun
from leaddata.layout.prose_years import YearMark

__all__ = ["bare_count"]

_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|whom)\b", re.IGNORECASE)
_WERE_PEOPLE = re.compile(
    r"\s+(?:(?:of\s+)?(?:them|these|whom)\s+)?(?:were|was|are|is|being)\s+(?=[A-Za-z])", re.IGNORECASE
)
_WHOM = re.compile(r"\bof\s+(?:whom|these|them|those),?\s+$", re.IGNORECASE)
_COHORT_OF = re.compile(
    r"\b(?P<noun>cohorts?|intakes?|group|class|waves?|batch|tranche|team|first|second|third|fourth|fifth|total|set|pool|field)\b(?:\s+of\s+(?:19|20)\d\d\b)?[^.;:\d]{0,25}?\b(?:of|numbered|comprised|comprising|was|with|had|at)\s*(?:a\s+total\s+of\s+)?(?:just\s+|only\s+)?$",
    re.IGNORECASE,
)
_SIZE = re.compile(r"\b(?:cohort|intake|wave|group)\s*\(\s*(?:[nN]\s*=\s*)?$")
_TOOK = re.compile(
    r"\b(?:took|takes|take|taken|had|has|welcom(?:ed|es)|trained|supported|attracted|involved|admitted|enrolled)\s+(?:on\s+|in\s+)?$"
)
_GREW = re.compile(
    r"\b(?:intakes?|cohorts?|cohort\s+sizes?|numbers|enrol\w+|recruitment|membership|participation|uptake)\b[^.;:]{0,50}"
    r"\b(?:rose|grew|risen|grown|increased|fell|fallen|dropped|doubled|expanded|went|was|were|from|to)\s+(?:from\s+|to\s+|up\s+to\s+)?$",
    re.IGNORECASE,
)
# "Nurses (12), midwives (6)": one number in brackets may be that of a reference.
_ROLL = re.compile(r"\w\s\(\d{1,3}\)[^()]{1,60}\w\s\(\d{1,3}\)")
_WAS = re.compile(r"\b(?:was|were|is|stood\s+at|reached)\s+$")
_NUMBER_OF = re.compile(r"\b[Nn]umber\s+of\s")
_TO = re.compile(
    r"\b(?:rose|grew|risen|rising|grown|growing|increas\w+|fell|fallen|dropp\w+|doubl\w+|expand\w+|from)\b[^.;]{0,80}\bto\s+$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\bnumbered\s+$")
_STRONG = re.compile(
    r"-strong\b|-(?:person|member|fellow|trainee)\b(?=\s+(?:cohort|intake|group|programme|scheme|class))"
)
_BOUND_YEAR = re.compile(r"^(?:,)?\s*(?:in|for|during|from|by|were|the|a|one|between|since|\(|,|after|again)")
# "Applications to the scheme have grown from 30", "alumni of the scheme now number more than 200"
_FAR = re.compile(
    r"\b(?:number(?:ed|s)?|total(?:led|s)?|(?:grown|risen|increased|fallen|dropped|doubled|rose|grew|fell|went)\s+(?:steadily\s+|sharply\s+)?from"
    r"|(?:grown|risen|increased|fallen|dropped|doubled|rose|grew|fell)\s+(?:steadily\s+|sharply\s+)?to)\s+$"
)
_LABEL = re.compile(
    r"(?:\s*[:\u2013\u2014=]\s*|\s*\(\s*[nN]\s*=\s*|\s+(?:number(?:ed|s)?|totalled|totaled|(?:rose|grew|increased|fell|dropped|climbed)\s+to|(?:was|were)\s+(?=\d)|stood\s+at|reached)\s*)$"
)
_LIST_END = re.compile(
    r"^\s*(?:[,.;:)]|$|the\s+(?:following|next|year)\b|(?:a|one)\s+year\b|and\b|or\b|\(|in\b|for\b|from\b|to\b|on\b|at\b|this\b|last\b)"
)
_HEADED = re.compile(r"\s+(?:by|per|in\s+each)\s+year\b|\s*[:\u2013-]\s*$")


def bare_count(
    text: str, one: Numeral, found: Sequence[Count], years: Sequence[YearMark], *, is_linked: bool, alone: bool
) -> Count | None:
    """
    Return the count that a number with no noun after it is, or None.

    Args:
        found: The counts before it: "12 fellows in 2009, 15 in 2010".
        is_linked: True if a programme or a cohort is spoken of.
        alone: True of a lone "one", which is mostly a pronoun.
    """
    after = text[one.end : one.end + 90]
    sized = _labelled(text, one) or _sized(text, one)
    if sized is not None or (alone and status_after(after, direct=True) is None):
        return sized
    role = found[-1].role if found and found[-1].kind in {"programme", "profession", ""} else None
    if _LIST_END.match(after) and (of_cohort := _of_cohort(text, one, role, is_linked=is_linked)) is not None:
        return of_cohort
    them = _OF_THEM.match(after)
    if (found or is_linked) and status_after(after[them.end() if them else 0 :], direct=True) is not None:
        return Count(one, one.start, one.end, role, "")
    if one.low == one.high == 0 and not (role and _is_listed(text, one, found, years)):
        return None
    if (found or is_linked) and (were := _who_were(text, one)) is not None:
        return were
    if _is_said(text, one, found, years, is_linked=is_linked):
        return Count(one, one.start, one.end, role, "")
    if (_LIST_END.match(after) or them) and _is_listed(text, one, found, years):
        return Count(one, one.start, one.end, role or _headed(text, years), "")
    return None


def _sized(text: str, one: Numeral) -> Count | None:
    """Read "cohort (n = 19)" and "a 12-strong cohort"."""
    if (size := _SIZE.search(text[max(0, one.begin - 30) : one.begin])) is not None:
        return Count(one, one.begin - len(size[0]), one.end, None, "")
    strong = _STRONG.match(text[one.end : one.end + 40])
    return Count(one, one.start, one.end + strong.end(), None, "") if strong else None


def _is_said(text: str, one: Numeral, found: Sequence[Count], years: Sequence[YearMark], *, is_linked: bool) -> bool:
    """True where the verb before the number tells: "recruited 12", "the intake rose to 12", "took 14 in 2012"."""
    before = text[max(0, one.begin - 80) : one.begin]
    if found and _WHOM.search(before):
        return True
    if not _LIST_END.match(text[one.end : one.end + 40]):
        return False
    if status_before(before) is not None:
        return True
    return is_linked and (_GREW.search(before) is not None or (bool(years) and _TOOK.search(before) is not None))


def _labelled(text: str, one: Numeral) -> Count | None:
    """Read "Fellows: 12", "participants (n = 24)" and "our alumni number 85"."""
    before = text[max(0, one.begin - 30) : one.begin]
    label = _LABEL.search(before)
    people = people_at_end(text[: one.begin - len(label[0])]) if label else None
    if label is None and text[one.end : one.end + 1] == ")" and before.rstrip().endswith("(") and _ROLL.search(text):
        people = people_at_end(text[: one.begin].rstrip()[:-1].rstrip())
    if people is None and (_FAR.search(before) or (_WAS.search(before) and _NUMBER_OF.search(text, 0, one.begin))):
        people = _first_people(text, one.begin)
    if people is None or people.kind == "other":
        return None
    span = (people.start, people.end)
    end = one.end + (text[one.end : one.end + 1] == ")")
    return Count(one, people.start, end, span, people.kind, status_of_noun(people.head), people.kind != "faculty")


def _first_people(text: str, end: int) -> People | None:
    """Return the people that the clause before *end* begins with."""
    clause = max(text.rfind(sign, 0, end) for sign in ".;:") + 1
    words = [match.start() for match in re.finditer(r"(?<!\S)[A-Za-z]", text[clause : min(end, clause + 60)])]
    found = (people_after(text, clause + start, most=2) for start in words)
    return next((one for one in found if one is not None and one.kind == "programme"), None)


def _of_cohort(text: str, one: Numeral, role: tuple[int, int] | None, *, is_linked: bool) -> Count | None:
    """Read "a cohort of 12" and "the second, of 15"."""
    before = text[max(0, one.begin - 80) : one.begin]
    if is_linked and _NUMBERED.search(before):
        return Count(one, one.start, one.end, None, "")
    named = _COHORT_OF.search(before)
    if named is None or not (is_linked or named["noun"].lower() in {"cohort", "intake"}):
        return None
    start = one.start - len(before) + named.start() if one.begin == one.start else one.start
    return Count(one, start, one.end, role, "")


def _who_were(text: str, one: Numeral) -> Count | None:
    """Read "of whom 11 were women"."""
    were = _WERE_PEOPLE.match(text[one.end : one.end + 90])
    people = people_after(text, one.end + were.end()) if were else None
    return Count(one, one.start, people.end, (people.start, people.end), people.kind) if people else None


def _headed(text: str, years: Sequence[YearMark]) -> tuple[int, int] | None:
    """Return who is counted by a list of years and numbers: those named before its first year."""
    people = people_at_end(_HEADED.split(text[: years[0].start])[0]) if years else None
    return (people.start, people.end) if people else None


def _is_listed(text: str, one: Numeral, found: Sequence[Count], years: Sequence[YearMark]) -> bool:
    """True of a bare number in a list whose earlier members say what is counted: "12 fellows in 2009, 15 in 2010"."""
    if not found:
        # "Intake: 2015, 12; 2016, 14" begins with a year.
        head = re.match(
            r"[^\d:]{0,80}\b(?:intakes?|cohorts?|fellows|participants|trainees|numbers|recruits|recruitment)\b[^\d]{0,30}[:\u2013-]\s*$",
            text[: years[0].start] if years else "",
        )
        return head is not None and any(
            re.fullmatch(r"\s*[,:(\u2013-]\s*", text[mark.end : one.begin]) for mark in years
        )
    last = found[-1]
    between = text[last.end : one.begin]
    if len(between) > 120 or (";" in between and not years and ":" not in between):
        return False
    them = _OF_THEM.match(text, one.end)
    at = them.end() if them else one.end
    near = any(0 <= mark.start - at <= 12 and _BOUND_YEAR.match(text[at : mark.end]) for mark in years)
    fronted = any(mark.front and last.end <= mark.start < one.start and one.begin - mark.end <= 3 for mark in years)
    ordinal = re.search(
        r"\bin\s+(?:the|its)\s+(?:second|third|fourth|fifth|next|final|last)(?:\s+year)?,?\s+(?:it\s+was\s+)?$|\byear\s+(?:two|three|four|five|[2-9]),?\s+$",
        text[: one.begin],
        re.IGNORECASE,
    )
    in_bracket = between.count("(") > between.count(")") or _in_bracket(text, one, found)
    bracketed = in_bracket and re.match(r"\s+(?:in|from|at)\s+[a-zA-Z]", text[one.end : one.end + 20])
    nth = re.match(
        r"\s+in\s+year\s+(?:one|two|three|four|five|\d)\b|\s+in\s+each\b|\s+(?:in|for|on|from)\s+(?:the|its)\s+(?:second|third|fourth|fifth|sixth|next|last)\b",
        text[one.end : one.end + 24],
    )
    more = re.search(r"\b(?:another|a\s+further)\s*$", text[max(0, one.begin - 12) : one.start], re.IGNORECASE) or (
        one.qualifier in {"another", "a further"}
    )
    rising = _TO.search(text, last.start, one.begin)
    return bool(near or nth or rising or fronted or ordinal or bracketed or (more and years))


def _in_bracket(text: str, one: Numeral, found: Sequence[Count]) -> bool:
    opened = text.rfind("(", 0, one.start)
    return opened > text.rfind(")", 0, one.start) and any(0 <= opened - count.end <= 2 for count in found)
