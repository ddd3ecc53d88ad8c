"""What became of those counted, where several numbers of a sentence share one verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from leaddata.layout.prose_nouns import Count
from leaddata.layout.prose_status import relative_status, status_after, status_before

__all__ = ["AND_ONLY", "PART", "with_status"]

AND_ONLY = re.compile(r"\s*(?:,|and|plus|,\s*and|as\s+well\s+as|\(|together\s+with)\s*", re.IGNORECASE)
PART = re.compile(
    r"(?:\s+more)?\s+(?:out\s+)?of\s+(?:(?:the|these|those|our|its|their|all)\s+)?(?:(?:original|first|initial|last)\s+)?"
)
_OF_WHOM = re.compile(r"\s+of\s+(?:whom|them|these|those)\b")
_FROM = re.compile(
    r"\b(?:from|out\s+of)\s+(?:(?:a|the|over|among|amongst)\s+)?(?:(?:total|pool|field|list|shortlist)\s+of\s+)?$",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:looking\s+for|seek(?:s|ing)?|want(?:s|ed)?|need(?:s|ed)?|invit(?:e|es|ing)|recruiting)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
# "I joined the course with 11 other registrars"
_ALONGSIDE = re.compile(r"\b(?:joined|entered)\b[^.;,]{0,60}\b(?:with|alongside|among)\s+$")
_COMPARED = re.compile(r"\b(?:compared\s+(?:with|to)|(?:up|down)\s+from|against)\b")
_WERE_DONE = re.compile(r"\s+(?:was|were|has\s+been|have\s+been|had\s+been)\s+[a-z]+(?:ed|en)(?=\s)")
_OF_THESE = re.compile(r"\b[Oo]f\s+(?:(?:the|these|those|our|its|their|all)\s+)?(?:\w+\s+)?$")
_AND_YEAR = re.compile(
    r"(?:[\s,(]|\b(?:in|for|and|then|the|of|from|up|during|with|a|year|years|after|following|pause|next|its|second|third|first|another|further|again)\b|(?:19|20)\d\d(?:[/\u2013-]\d+)?|\))*;?(?:[\s,]|\b(?:and|then|in|another|a|further)\b|(?:19|20)\d\d)*",
    re.IGNORECASE,
)


def with_status(text: str, found: list[Count]) -> list[Count]:
    """Give each count what the sentence says became of those counted, or what their noun says."""
    parents = [_parent(text, found, index) for index in range(len(found))]
    for whole, parts in _sums(text, found):
        for index in parts:
            parents[index] = whole
    states = [_own_status(text, found, index, parents) for index in range(len(found))]
    for index, parent in enumerate(parents):
        if parent is not None:
            states[index] = states[index] or states[parent]
    _share(text, found, states)
    given: list[Count] = []
    for count, state in zip(found, states, strict=True):
        elided = given[-1].status if given and not count.kind and count.role and count.role == given[-1].role else None
        given.append(replace(count, status=state or count.status or elided))
    return given


def _own_status(text: str, found: Sequence[Count], index: int, parents: Sequence[int | None]) -> str | None:
    count = found[index]
    begin = found[index - 1].end if index else 0
    before = status_before(text[max(begin, count.numeral.begin - 60) : count.numeral.begin])
    in_bracket = index in parents and text[count.end : count.end + 2].strip().startswith("(")
    start = _closing(text, count.end) if in_bracket else count.end
    end = min(_next_begin(text, found, index, parents), start + 110)
    if status_before(text[start:end]) is not None:
        # "received 143 applications, shortlisted 48": the verb before the next number is that one's.
        end = start + text[start:end].rstrip().rfind(" ") if " " in text[start:end].strip() else start
    if count.status == "applied" and _FROM.search(text, begin, count.numeral.begin):
        return count.status  # "selected from 80 applicants"
    if count.kind and _ALONGSIDE.search(text, begin, count.numeral.begin):
        return "started"
    said = before or status_after(text[start:end], direct=False)
    if said is None and count.kind and _WANTED.search(text, begin, count.numeral.begin):
        return status_after(text[start:end].replace(" to ", " ", 1), direct=True)
    return said


def _share(text: str, found: Sequence[Count], states: list[str | None]) -> None:
    """Let counts of one list share the verb of one of them."""
    parted = {place for place in range(1, len(found)) if _is_part(text, found[place - 1], found[place])}
    for index in parted:  # "ten of the twelve fellows completed"
        states[index - 1], states[index] = states[index - 1] or states[index], None
        if (relative := relative_status(text[found[index].end :])) is not None:
            states[index], states[index - 1] = relative[:2]  # "seven of the eight who started it completed it"
    for index in range(len(found) - 2, -1, -1):  # "18 doctors and three nurses joined"
        if states[index] is None and _is_joined(text, found[index], found[index + 1], forward=True):
            states[index] = states[index + 1]
    for index in range(1, len(found)):  # "recruited 14 in 2010 and 16 in 2011"
        elided = not found[index].kind and found[index].role is not None
        if states[index] is None and index not in parted:
            joined = (
                elided
                or _is_joined(text, found[index - 1], found[index], forward=False)
                or _is_same(text, found[index - 1], found[index])
            )
            states[index] = states[index - 1] if joined else None


def _is_same(text: str, first: Count, second: Count) -> bool:
    """True of "14 fellows were recruited in 2016, 20 fellows in 2017": the noun again, and the year, without the verb."""
    if first.role is None or second.role is None or not first.kind:
        return False
    if text[slice(*first.role)].lower() != text[slice(*second.role)].lower():
        return False
    between = text[first.end : min(second.start, second.numeral.begin)]
    return _AND_YEAR.fullmatch(_WERE_DONE.sub("", _COMPARED.sub(" ", between), count=1)) is not None


def _is_part(text: str, whole: Count, part: Count) -> bool:
    return PART.fullmatch(text, whole.numeral.end, part.numeral.begin) is not None


def _parent(text: str, found: Sequence[Count], index: int) -> int | None:
    """Return which count the bracket that this one stands in follows at once."""
    opened = text.rfind("(", 0, found[index].start)
    if opened < 0 or opened < text.rfind(")", 0, found[index].start):
        return None
    return next((place for place in range(index) if 0 <= opened - found[place].end <= 2), None)


def _sums(text: str, found: Sequence[Count]) -> Iterator[tuple[int, range]]:
    """Yield a count, and the run of counts after it that make it up: "24 people joined (18 doctors and six nurses)"."""
    for whole, count in enumerate(found[:-2]):
        total = 0
        for last in range(whole + 1, len(found)):
            if last > whole + 1 and AND_ONLY.fullmatch(text, found[last - 1].end, found[last].numeral.begin) is None:
                break
            total += found[last].numeral.value or 0
            if total == count.numeral.value and last > whole + 1:
                yield whole, range(whole + 1, last + 1)
                break


def _closing(text: str, start: int) -> int:
    closed = text.find(")", start)
    return closed + 1 if closed >= 0 else start


def _next_begin(text: str, found: Sequence[Count], index: int, parents: Sequence[int | None]) -> int:
    """Return where the next count begins, those in a bracket that follows left out."""
    in_bracket = text[found[index].end : found[index].end + 2].strip().startswith("(")
    following = [
        one for place, one in enumerate(found) if place > index and not (in_bracket and parents[place] == index)
    ]
    return following[0].numeral.begin if following else len(text)


def _is_joined(text: str, first: Count, second: Count, *, forward: bool) -> bool:
    if first.kind == "faculty" and second.kind != "faculty":
        return False
    if forward and (_OF_WHOM.match(text, second.numeral.end) or _OF_THESE.search(text, 0, first.numeral.begin)):
        return False  # "of the 40 nurses, 12 have finished"
    between = text[first.end : min(second.start, second.numeral.begin)]
    if forward and not second.kind and not re.fullmatch(r"\s*(?:,|and|or)\s*", between):
        return False
    return AND_ONLY.fullmatch(between) is not None or (not forward and _AND_YEAR.fullmatch(between) is not None)
