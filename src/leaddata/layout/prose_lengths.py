"""How long a programme lasts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leaddata.clean.count_words import find_numerals, parse_number_words
from leaddata.layout.prose_names import KIND_WORD

__all__ = ["OTHER_SUBJECT", "TYPES", "Term", "durations_in"]

TYPES = r"(?:programmes?|programs?|schemes?|fellowships?|courses?|academy|pathways?|initiatives?|awards?|diplomas?|posts?|traineeships?|internships?|residency|scholarships?|cohorts?|secondment\s+programme|appointments?)"
OTHER_SUBJECT = re.compile(
    r"\b(?:study|research|evaluation|survey|event|conference|workshop|report|paper|article|website|podcast|webinar|dinner|reception|trial|review|lecture|meeting|visit|seminar|book|blog|hospital|building|project|library|authors?|work)\b",
    re.IGNORECASE,
)
_UNIT = r"(?P<unit>months?|years?)"
_HALVES = re.compile(
    r"(?:(?P<one>\ba)\s+year\s+and\s+a\s+half\b|\b(?P<number>one|two|three)\s+and\s+a\s+half\s+years?\b|\b(?P<word>one|two|three)\s+years?\s+and\s+(?:a\s+half|six\s+months)\b)",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"(?<![\w-])(?:a\s+|one-|full-?\s?)?year-?\s?long(?![\w-])|\b(?:a|one)\s+full\s+year\b|\ba\s+year\s+out\b",
    re.IGNORECASE,
)
_A_YEAR = re.compile(
    r"\b(?:lasts?|lasting|for|over|takes|of)\s+(?P<length>(?:a|one)\s+(?P<unit>year))\b(?!-)", re.IGNORECASE
)
# A line may have broken at the hyphen of "twelve-month", and lost it.
_GLUED = re.compile(r"\b(?P<number>[a-z]+(?:e|o|r|x|n|y|t))(?P<unit>month|year)\b", re.IGNORECASE)
_LONGEST = 120  # months
_AFTER_NUMERAL = re.compile(
    rf"[\s-]+(?:calendar\s+|consecutive\s+|full\s+)?{_UNIT}(?P<tail>['\u2019]?(?:[\s-](?:long|duration))?)(?!\w)",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    rf"^['\u2019]?,?[\s-]+(?:[A-Za-z][\w\u2019'&-]*,?[\s-]+){{0,6}}?(?P<type>{TYPES})\b", re.IGNORECASE
)
_NOT_PROGRAMME = re.compile(
    r"\b(?:placements?|modules?|projects?|inductions?|follow-up|evaluation|review|survey|study|(?<!a )period|gap|break|attachment|rotation|extension|contract|delay|wait|history|experience|notice|plan|strategy|consultation|interval|residential|internship\s+within)\b",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"\b(?:last(?:s|ed|ing)?|run(?:s|ning)?|ran|takes?(?:\s+place)?|took(?:\s+place)?|span(?:s|ned|ning)?|deliver(?:ed|y)|spread|extend(?:s|ed|ing)?|is|was|are|were|of|full[- ]time|part[- ]time|undertaken|completed|duration|continu(?:es|ed))\s+"
    r"(?:(?:full[- ]time|part[- ]time|for|over|of|across|through|throughout|about|around|approximately|up\s+to|at\s+least|a\s+minimum\s+of|a\s+total\s+of|a\s+period\s+of|the\s+course\s+of|out\s+over)\s+){0,3}(?:an?\s+)?$",
    re.IGNORECASE,
)
_BARE_OVER = re.compile(
    r"\b(?:over|across|for|of|lasting|spanning)\s+(?:a\s+period\s+of\s+)?(?:an?\s+)?$", re.IGNORECASE
)
# "two years for trainees and one year for consultants"
_AND_FOR = re.compile(r"\s+(?:for|if)\s+[A-Za-z][\w\s-]{2,40}?,?\s+(?:and|or|but)\s+")
# "two days a month over nine months"
_DAYS_A_MONTH = re.compile(
    r"\b(?:days?|sessions?|hours?|mornings?|afternoons?|evenings?)\s+(?:(?:an?|per|each|every)\s+(?:week|month|fortnight),?\s+)?(?:over|for|across)\s+(?:a\s+period\s+of\s+)?$"
)
_SUBJECT = re.compile(rf"\b(?:{TYPES}|pilot|posts?)\b|\bduration\b", re.IGNORECASE)
_LABEL = re.compile(r"\b(?:duration|length)(?:\s+of\s+(?:the\s+)?\w+)?\s*(?:[:\u2013-]|is|was)\s*$", re.IGNORECASE)
_AGO = re.compile(
    r"^\s*(?:ago|later|after|before|earlier|old|of\s+age|of\s+(?:experience|data|age|follow-up|training|post)|['\u2019]?\s*(?:experience|of\s)|into|from\s+now|since|on\b|in\s+post|following)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:past|last|previous|next|first|every|within|after|than|ago|final|coming|in|recent|early|later)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """
    A stated duration, audience, host or sponsor.

    Attributes:
        column: ``duration_months``, ``audience``, ``host`` or ``sponsor``.
        start, end: The words that state it.
        value: Months, or the words as printed.
    """

    column: str
    start: int
    end: int
    value: int | str
    qualifier: str | None = None


def durations_in(text: str, *, speaks_of_programme: bool) -> Iterator[Term]:
    """
    Yield the lengths, in months, that a sentence states of a programme; a range of lengths has no column.

    Examples:
        >>> [term.value for term in durations_in("A two-year scheme after six months of wait.", speaks_of_programme=False)]
        [24]
    """
    taken: list[tuple[int, int]] = []
    for start, end, months, is_adjective in _in_words(text):
        overlaps = any(a < end and start < b for a, b in taken)
        if not overlaps and _is_length(text, start, end, adjective=is_adjective, speaks=speaks_of_programme):
            taken.append((start, end))
            yield Term("duration_months", start, end, months)
    for one in find_numerals(text):
        unit = _AFTER_NUMERAL.match(text, one.end)
        value = one.low or one.high
        is_range = one.low is not None and one.high is not None and one.low != one.high
        if unit is None or value is None or is_range or any(a < unit.end() and one.start < b for a, b in taken):
            continue
        months = value * (12 if unit["unit"].lower().startswith("year") else 1)
        # "over eighteen months" says during, not more than.
        qualifier = None if one.qualifier in {"over", "a further", "another"} else one.qualifier
        if taken and _AND_FOR.fullmatch(text, taken[-1][1], one.start) and months <= _LONGEST:
            taken.append((one.start, unit.end()))
            yield Term("duration_months", one.start, unit.end(), months, qualifier)
            continue
        joined = text[one.end : one.end + 1] == "-" or bool(unit["tail"].strip("'\u2019"))
        if months <= _LONGEST and _is_length(text, one.start, unit.end(), adjective=joined, speaks=speaks_of_programme):
            taken.append((one.start, unit.end()))
            yield Term("duration_months", one.start, unit.end(), months, qualifier)


def _in_words(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield start, end and months of lengths that no number says, and whether they can stand before a noun."""
    for match in _HALVES.finditer(text):
        yield *match.span(), _half_months(match), True
    for match in _LONG.finditer(text):
        yield *match.span(), 12, True
    for match in _GLUED.finditer(text):
        found = parse_number_words([match["number"]])
        if found is not None:
            yield *match.span(), found[0] * (12 if match["unit"].lower() == "year" else 1), True
    for match in _A_YEAR.finditer(text):
        if _LASTS.search(text[max(0, match.start() - 30) : match.start("unit")].rstrip() + " "):
            yield match.start("length"), match.end(), 12, False


def _half_months(match: re.Match[str]) -> int:
    years = {"one": 1, "two": 2, "three": 3}
    printed = match["number"] or match["word"]
    return 12 * (years[printed.lower()] if printed else 1) + 6


def _is_length(text: str, start: int, end: int, *, adjective: bool, speaks: bool) -> bool:
    """True if the length of time from *start* to *end* is that of a programme."""
    after, before = text[end : end + 90], text[max(0, start - 110) : start]
    is_out = text[start:end].lower().endswith(" out")
    if re.search(r"\bfrom\b[^.;]{0,40}\bto\s+$", before) or (_AGO.match(after) and not is_out):
        return False  # one end of a range, or a time that has passed
    if is_out:
        return speaks
    if re.match(r"\s+in\s+(?:length|duration)\b", after):
        return speaks or KIND_WORD.search(before) is not None
    adjective_match = _ADJECTIVE.match(after)
    if adjective_match is not None and not re.search(r"[.;:]", after[: adjective_match.start("type")]):
        between = after[: adjective_match.start("type")]
        return _NOT_PROGRAMME.search(between) is None and not re.match(
            r"\s+(?:of|in|after|before|to|on|at|the|and|or|later|as|from)\b", between
        )
    # "the 12-month GCLF"
    if _LABEL.search(before) or (adjective and speaks and re.match(r"\s+[A-Z]{2,7}(?:\s|[.,;)]|$)", after)):
        return True
    clause = re.split(r"[.;:]", before)[-1]
    if _PAST.search(before) and not _LASTS.search(before):
        return False
    if adjective and re.match(r"\s*(?:,|\.|$|in\s+(?:length|duration)|and\b|full|part)", after):
        subject = _SUBJECT.search(clause) or KIND_WORD.search(after)
        return (subject is not None or speaks) and _NOT_PROGRAMME.search(clause) is None
    if _DAYS_A_MONTH.search(clause) and (speaks or KIND_WORD.search(clause)):
        return True
    if _LASTS.search(clause) or _BARE_OVER.search(clause):
        return _lasts(clause, speaks=speaks)
    return bool(re.search(r"\bout\s+of\s+(?:programme|training|practice|clinical|the\s+clinic)\b", after)) and speaks


def _lasts(clause: str, *, speaks: bool) -> bool:
    """True of a clause that ends in a verb of lasting, or "over", if it is a programme that lasts."""
    strong = _LASTS.search(clause) is not None or KIND_WORD.search(clause[-50:]) is not None
    named = KIND_WORD.search(clause) is not None or _SUBJECT.search(clause) is not None
    other = _NOT_PROGRAMME.search(clause) or OTHER_SUBJECT.search(clause)
    strongest = re.search(r"\b(?:lasts|lasted|lasting|runs|spans|takes)\s+(?:\w+\s+){0,2}$", clause) is not None
    people = not strongest and re.search(
        r"\b(?:worked|working|been|consultants?|employed|experience|have|had)\b", clause
    )
    spoken = named or (speaks and re.match(r"\s*(?:It|They|Each|This)\b", clause) is not None)
    return strong and spoken and not other and not people
