"""Numbers with no noun after them, where the sentence says otherwise who is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from leaddata.clean.count_words import Numeral
from leaddata.clean.people_words import people_after, people_at_end
from leaddata.layout.prose_labels import IN_ALL, labelled_count, sized_count
from leaddata.layout.prose_nouns import Count
from leaddata.layout.prose_status import status_after, status_before
from leaddata.layout.prose_years import YearMark

__all__ = ["bare_count"]

_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|whom)\b", re.IGNORECASE)
_WERE_PEOPLE = re.compile(
    r"\s+(?:(?:of\s+)?(?:them|these|whom)\s+)?(?:were|was|are|is|being)\s+(?=[A-Za-z])", re.IGNORECASE
)
_WHOM = re.compile(r"\bof\s+(?:whom|these|them|those),?\s+$", re.IGNORECASE)
_COHORT_OF = re.compile(
    r"\b(?P<noun>cohorts?|intakes?|group|class|waves?|batch|tranche|team|first|second|third|fourth|fifth|total|set|pool|field)\b(?:\s+of\s+(?:19|20)\d\d\b|\s+\d{1,2}\b)?[^.;:\d]{0,25}?\b(?:of|numbered|comprised|comprising|was|with|had|at)\s*(?:a\s+total\s+of\s+)?(?:just\s+|only\s+)?$",
    re.IGNORECASE,
)
_TOOK = re.compile(
    r"\b(?:took|takes|take|taken|had|has|welcom(?:ed|es)|trained|supported|attracted|involved|admitted|enrolled)\s+(?:on\s+|in\s+)?$"
)
_GREW = re.compile(
    r"\b(?:intakes?|cohorts?|cohort\s+sizes?|numbers|enrol\w+|recruitment|membership|participation|uptake)\b[^.;:]{0,50}"
    r"\b(?:rose|grew|risen|grown|increased|fell|fallen|dropped|doubled|expanded|went|was|were|stood|stands|reached|totalled|from|to|at)\s+(?:at\s+|from\s+|to\s+|up\s+to\s+)?$",
    re.IGNORECASE,
)
# "bringing the total to 29"
_TOTAL = re.compile(
    r"\b(?:total|tally|figure|count|estimate|complement|roll|headcount)\b[^.;:\d]{0,40}?\b(?:to|at|of|is|was|now)\s+(?:now\s+|just\s+)?$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:rose|grew|risen|rising|grown|growing|increas\w+|fell|fallen|dropp\w+|doubl\w+|expand\w+|from)\b[^.;]{0,80}\bto\s+$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\bnumbered\s+$")
# "... and five are in post"
_IN_POST = re.compile(
    r"\s+(?:are|were|remain(?:ed|s)?|stayed|stay)\s+(?:(?:still|now|currently|also)\s+)?(?:in\s+post|in\s+training|on\s+(?:it|the|this)\b|part-?way|half-?way|under\s+way)",
    re.IGNORECASE,
)
_JOINED_ON = re.compile(r"(?:\band|,|;|\bwhile)\s+(?:that\s+)?(?:a\s+further\s+|another\s+|some\s+)?$")
# Another source has another number: "the website gives 21".
_SOURCE_SAYS = re.compile(
    r"\b(?:website|web\s*site|page|report|reports|review|leaflet|brochure|handbook|newsletter|minutes|accounts?|register|records|figures|prospectus"
    r"|release|paper|article|abstract|poster|table|list|summary|bulletin)\b[^.;:\d]{0,40}?"
    r"\b(?:has|have|had|gives?|gave|says?|said|lists?|listed|shows?|showed|records|recorded|states?|stated|claims?|claimed|reports?|reported|mentions?|mentioned|quotes?|cites?"
    r"|counts?|puts?\s+(?:it|this|the\s+(?:figure|number|total))\s+at|speaks?\s+of|refers?\s+to)\s+(?:that\s+)?(?:there\s+were\s+)?(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
_HAD = re.compile(r"\s+(?:had|have|has|did|were|was|are)\b")
# "In 2019, twelve were."
_ELLIPSIS = re.compile(r"\s+(?:were|was|had|have|did|do)\s*[.,;]")
# "its 2018 cohort numbered 17, its 2019 cohort 23"
_COHORT_ALONE = re.compile(r"\b(?:cohort|intake)\s+$")
_WHO = re.compile(r"\s+(?:who|that)\b")
_THE_OTHER = re.compile(r"\bthe\s+(?:other|remaining)\s+$", re.IGNORECASE)
_VERB = re.compile(r"\s+(?:is|are|was|were|have|has|had|came|come|will|[a-z]+ed)\b")
_MAKING = re.compile(r"\b(?:making|giving|totalling|bringing\s+\w+\s+to|making\s+up)\s+$")
# The number of a majority, in brackets, and then who they are.
_MOST = re.compile(r"\b(?:majority|most|half|rest|remainder|minority|some|others?)\s*\($", re.IGNORECASE)
_MOST_OF = re.compile(r"\)\s+(?:of\s+(?:them|whom|these)\s+)?(?:(?:are|were|being)\s+)?(?=[a-z])")
_BOUND_YEAR = re.compile(r"^(?:,)?\s*(?:in|for|during|from|by|were|the|a|one|between|since|\(|,|after|again)")
_LIST_AT = re.compile(r"\s+(?P<at>at|in|from|on|with|to|for)\s+(?!all\b|total\b|turn\b)")
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
    here = _here(text, one, found, years, is_linked=is_linked)
    sized = labelled_count(text, one, is_linked=is_linked) or sized_count(text, one)
    if sized is not None or (alone and status_after(here.after, direct=True) is None and not here.is_gapped):
        return sized
    return _by_sentence(here) or _by_source(here) or _by_list(here)


@dataclass(frozen=True, slots=True)
class _Here:
    """
    A number with no noun after it, and what is known of it.

    Attributes:
        after: Text that follows it.
        last: The count before it, and
        role: who is counted there.
        ends: True if nothing follows that it could be the number of.
        is_gapped: See `_is_gapped`.
    """

    text: str
    one: Numeral
    found: Sequence[Count]
    years: Sequence[YearMark]
    is_linked: bool
    after: str
    last: Count | None
    role: tuple[int, int] | None
    ends: bool
    is_gapped: bool

    def count(self, role: tuple[int, int] | None, kind: str = "") -> Count:
        """Return it as the number of those named at *role*."""
        return Count(self.one, self.one.start, self.one.end, role, kind)


def _here(text: str, one: Numeral, found: Sequence[Count], years: Sequence[YearMark], *, is_linked: bool) -> _Here:
    after = text[one.end : one.end + 90]
    last = _last_outside(text, found, one)
    role = last.role if last is not None and last.kind in {"programme", "profession", ""} else None
    gapped = bool(found) and _LIST_AT.match(after) is not None and _is_gapped(text, one, found[-1])
    ends = _LIST_END.match(after) is not None
    return _Here(text, one, found, years, is_linked, after, last, role, ends, gapped)


def _by_sentence(here: _Here) -> Count | None:
    """Read a number of which the sentence says what they are, or became: "12 were chosen", "five are in post"."""
    text, one, found = here.text, here.one, here.found
    if here.ends and (of_cohort := _of_cohort(text, one, here.role, is_linked=here.is_linked)) is not None:
        return of_cohort
    if found and _IN_POST.match(here.after) and _JOINED_ON.search(text, found[-1].end, one.begin):
        return here.count(here.role, "programme" if here.role else "")
    if not (found or here.is_linked):
        return None
    them = _OF_THEM.match(here.after)
    if status_after(here.after[them.end() if them else 0 :], direct=True) is not None:
        return here.count(None if _WHO.match(here.after) else here.role)
    if found and _THE_OTHER.search(text, 0, one.begin) and _VERB.match(here.after):
        return here.count(here.role)
    if here.is_linked and not found and here.years and _ELLIPSIS.match(here.after):
        return here.count(None)
    return _most_of_them(text, one)


def _by_source(here: _Here) -> Count | None:
    """Read a total, and a number that another source gives."""
    if not here.is_linked:
        return None
    text, one = here.text, here.one
    if IN_ALL.match(here.after) and _MAKING.search(text, 0, one.begin):
        return here.count(here.role)
    is_other = here.ends and _SOURCE_SAYS.search(text, max(0, one.begin - 90), one.begin) is not None
    is_total = (here.ends or _HAD.match(here.after)) and _TOTAL.search(text, 0, one.begin)
    return _of_source(one, here.last, here.role) if is_other or is_total else None


def _by_list(here: _Here) -> Count | None:
    """Read a member of a list that has its noun, or its verb, further up."""
    text, one, found, years = here.text, here.one, here.found, here.years
    is_listed = (here.ends or _OF_THEM.match(here.after) is not None) and _is_listed(text, one, found, years)
    if one.low == one.high == 0 and not (here.role and is_listed):
        return None
    if found and here.ends and _COHORT_ALONE.search(text, found[-1].end, one.begin):
        return here.count(None)
    if (found or here.is_linked) and (were := _who_were(text, one)) is not None:
        return were
    if here.is_gapped or _is_said(text, one, found, years, is_linked=here.is_linked):
        return here.count(here.role)
    return here.count(here.role or _headed(text, years)) if is_listed else None


def _is_gapped(text: str, one: Numeral, last: Count) -> bool:
    """True of "four fellows are at A, two at B and one at C": the same little word stands after each number."""
    after = _LIST_AT.match(text, one.end)
    between = text[last.end : one.begin]
    if after is None or len(between) > 90 or not re.search(r"(?:,|;|\band)\s+$", between):
        return False
    return re.search(rf"\b{after['at']}\b", between) is not None and re.search(r"[.;:]", between[:-2]) is None


def _of_source(one: Numeral, last: Count | None, role: tuple[int, int] | None) -> Count:
    """Return another number of the same people: what the first sentence says became of them, this one does not say."""
    return Count(one, one.start, one.end, role, "programme" if role else "", last.status if last and role else None)


def _last_outside(text: str, found: Sequence[Count], one: Numeral) -> Count | None:
    """Return the count before: of a split in brackets, that of the whole."""
    for count in reversed(found):
        closed = text.find(")", count.end, one.begin)
        if (
            closed < 0
            or text.find("(", count.end, closed) >= 0
            or text.rfind("(", 0, count.start) < text.rfind(")", 0, count.start)
        ):
            return count
    return found[-1] if found else None


def _most_of_them(text: str, one: Numeral) -> Count | None:
    """Read "the majority (21) of them nurses"."""
    after = _MOST_OF.match(text, one.end)
    if after is None or _MOST.search(text, 0, one.begin) is None:
        return None
    people = people_after(text, after.end())
    return Count(one, one.start, people.end, (people.start, people.end), people.kind) if people else None


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
        r"\s+in\s+year\s+(?:one|two|three|four|five|\d)\b|\s+in\s+each\b|\s+(?:in|for|on|from)\s+(?:the|its)\s+(?:first|second|third|fourth|fifth|sixth|next|last)\b",
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
