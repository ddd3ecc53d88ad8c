"""What a sentence states of a programme but counts: how long it lasts, for whom it is, who hosts and who pays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from leaddata.clean.count_words import find_numerals
from leaddata.clean.people_words import people_after, people_at_end
from leaddata.layout.prose_bodies import bodies_after, body_before, is_body
from leaddata.layout.prose_lengths import OTHER_SUBJECT, TYPES, Term, durations_in
from leaddata.layout.prose_names import KIND_WORD

__all__ = ["may_state_terms", "terms_in"]

_FOR_WHOM = re.compile(
    rf"\b(?:aimed\s+(?:primarily\s+|mainly\s+)?at|open\s+(?:only\s+)?to|open\s+for|targeted\s+(?:at|to|towards)|targets|targeting|designed\s+(?:specifically\s+)?(?:for|to\s+support)|intended\s+for|available\s+to|offered\s+to|aims\s+to\s+develop|tailored\s+(?:to|for)|restricted\s+to|limited\s+to|(?:is|are|was|were)\s+(?:only\s+|mainly\s+|primarily\s+)?for|eligible\s+applicants\s+(?:are|were)|invit(?:es|ed|ing)\s+applications\s+from|applications\s+(?:are|were)\s+(?:invited|welcome|welcomed|sought)\s+from"
    rf"|eligib(?:le|ility)\s*(?::|for)|(?:open\s+to|audience|for\s+whom|who\s+(?:is\s+it\s+for|(?:can|may|should)\s+(?:apply|attend)))\s*[:?\u2013-]|(?P<type>{TYPES})\s+(?:(?:that\s+was\s+|which\s+was\s+)?(?:set\s+up|established|launched|introduced|designed|created|founded|developed)\s+(?:in\s+\d{{4}}\s+)?)?(?:(?:for|to\s+support|supporting)))\s+",
    re.IGNORECASE,
)
_ARE_ELIGIBLE = re.compile(r"\s+(?:are|were)\s+(?:also\s+|all\s+)?eligible(?=\s+(?:for|to)\b|\s*[.,;])")
_ANY = re.compile(
    r"(?:all|any|both|the|those|our|its|other|a\s+(?:wide\s+)?(?:range|variety|mix)\s+of|groups\s+of|aspiring(?=\s+and))\s+",
    re.IGNORECASE,
)
_SPONSORED = re.compile(
    r"\b(?:(?:co-|part-|jointly\s+|fully\s+|partly\s+|generously\s+|centrally\s+|wholly\s+|initially\s+)?(?:funded|sponsored|financed|bankrolled|paid\s+for)(?:\s+(?:jointly|in\s+part|entirely|largely|initially|fully|centrally|(?:until|since|from|in|between)\s+[\w\s]{2,24}?))?\s+by|(?:financial\s+support|funding|money|grants?|sponsorship|a\s+grant|an\s+award|a\s+bursary)\s+(?:\S+\s+){0,4}?(?:from|by)(?!\s+\d)"
    r"|supported\s+financially\s+by|(?:funder|funders|funded\s+by|sponsor|sponsors|funding)\s*:|underwritten\s+by)\s+",
    re.IGNORECASE,
)
_HOSTED = re.compile(
    rf"\b(?:{TYPES}(?:\s+(?:that|which)\s+is)?\s+based\s+at|(?:and|is|,)\s+based\s+at|(?:co-|jointly\s+)?hosted\s+(?:jointly\s+)?(?:by|at|in|within)|(?:host|hosts|hosted\s+by|host\s+organi[sz]ations?|host\s+sites?|host\s+trusts?)\s*(?::|is|are|was|were|include[sd]?))\s+",
    re.IGNORECASE,
)
_ACTIVE = re.compile(
    rf"\s+(?:(?:now|also|currently|which|has|jointly|have)\s+){{0,2}}(?P<verb>hosts|hosted|host|funds|funded|sponsors|sponsored|financed|finances)\s+(?:the|this|our|its|a|an|all)?\s*(?=(?:[\w\u2019'&-]+\s+){{0,8}}?(?:{TYPES}|fellows|trainees|it|them)\b)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:evaluation|study|review|report|research|survey|analysis|assessment)\s+(?:of|into|on|for|at)\b", re.IGNORECASE
)
# "Trainees in medicine and dentistry": a field of practice, no place.
_PRACTICE = r"(?:[a-z]+(?:ology|iatry|istry|icine|atrics|etrics|surgery|therapy|pharmacy|nursing|midwifery|radiography|thetics|genetics|pathology)|(?:[a-z-]+\s+)?(?:practice|care|health|medicine|surgery|research|education|management|science|sciences))"
_FIELD = re.compile(
    rf"\s+in\s+{_PRACTICE}(?:(?:,\s*|\s+and\s+|\s+or\s+){_PRACTICE})*(?=\s*[.,;:)(]|\s*$|\s+(?:who|with|and|which|that|at|from|in|is|are|was|were|to)\b)"
)
_OF_LENGTH = ("month", "year")
_OF_AUDIENCE = ("open", "aim", "target", "design", "intend", "available", "offered", "eligib", " for ", "audience", "tailored", "restricted", "limited", "support", "apply", "applic")  # fmt: skip
_TYPE_STEMS = (
    "program", "scheme", "fellow", "course", "academy", "pathway", "initiative", "award", "diploma", "post", "traineeship",
    "internship", "residen", "scholar", "cohort", "secondment", "appointment", "project", "network", "masterclass",
    "certificate", "collaborative", "bursar", "?",
)  # fmt: skip
_OF_BODY = (
    "host",
    "fund",
    "sponsor",
    "financ",
    "grant",
    "money",
    "paid for",
    "underwritten",
    "award from",
    "based at",
    "bursary from",
)


def may_state_terms(low: str) -> bool:
    """
    Tell fast whether a sentence in lower case may state any of these.

    Examples:
        >>> may_state_terms("it was hosted by a trust."), may_state_terms("twelve came.")
        (True, False)
    """
    # Searching for a word costs a hundredth of what the patterns cost, and most sentences have none.
    return any(word in low for word in (*_OF_LENGTH, *_OF_BODY, *_OF_AUDIENCE))


def terms_in(text: str, *, speaks_of_programme: bool) -> list[Term]:
    """
    Return what *text*, a sentence, states of a programme besides numbers of people, from left to right.

    Args:
        speaks_of_programme: True if a programme is named in it, or is what "it" means.

    Examples:
        >>> [(term.column, term.value) for term in terms_in("A six-month scheme for nurses.", speaks_of_programme=False)]
        [('duration_months', 6), ('audience', 'nurses')]
    """
    found: list[Term] = []
    low = text.lower()
    if any(word in low for word in _OF_LENGTH):
        found += durations_in(text, speaks_of_programme=speaks_of_programme)
    if any(word in low for word in _OF_AUDIENCE) and (
        speaks_of_programme or ":" in text or any(stem in low for stem in _TYPE_STEMS)
    ):
        found += _audiences(text, speaks_of_programme=speaks_of_programme)
        found += _eligible(text) if speaks_of_programme else ()
    if any(word in low for word in _OF_BODY):
        found += _bodies(text, speaks_of_programme=speaks_of_programme)
    return sorted(found, key=lambda term: term.start)


def _audiences(text: str, *, speaks_of_programme: bool) -> Iterator[Term]:
    for match in _FOR_WHOM.finditer(text):
        before = text[: match.start()]
        if (match["type"] or "").lower().startswith("program") and not (
            speaks_of_programme or "mme" in match["type"].lower()
        ):
            continue  # of software
        if match["type"] is None and not (
            _is_label(match[0]) or _is_subject(before, text[match.end() :], speaks=speaks_of_programme)
        ):
            continue
        if re.search(r"\b(?:not|no|never|n['\u2019]t|than|without)\b(?![^.;]*\bonly\b)", before[-40:]):
            continue
        if OTHER_SUBJECT.search(before[-70:]) and not KIND_WORD.search(before[-70:]):
            continue
        at = match.end()
        while (more := _ANY.match(text, at)) is not None:
            at = more.end()
        if find_numerals(text[at : at + 14]) and find_numerals(text[at : at + 14])[0].begin == 0:
            continue
        people = people_after(text, at)
        is_staff = people is not None and text[people.start : people.end].endswith("faculty")
        if (
            people is None
            or (people.kind in {"other", "faculty"} and not is_staff)
            or people.head in {"fellowship", "application"}
        ):
            continue
        field = _FIELD.match(text, people.end)
        people = replace(people, end=field.end()) if field else people
        if people.head in {"person", "member"} and people.start + 8 > people.end:
            continue
        yield Term("audience", match.start(), people.end, text[people.start : people.end])


def _eligible(text: str) -> Iterator[Term]:
    """Read "junior doctors are eligible"."""
    for match in _ARE_ELIGIBLE.finditer(text):
        people = people_at_end(text[: match.start()])
        if people is not None and people.kind == "profession":
            yield Term("audience", people.start, match.end(), text[people.start : people.end])


def _is_subject(before: str, after: str, *, speaks: bool) -> bool:
    """True if it is a programme that is open to somebody, and no support or advice."""
    clause = re.split(r"[.;:]", before)[-1]
    if re.search(
        r"\b(?:support|advice|help|training|guidance|information|money|pay)\s+(?:is\s+|was\s+|that\s+is\s+)?$", clause
    ):
        return False
    if KIND_WORD.search(clause) or re.search(r"\bposts?\b", clause):
        return True
    return (not clause.strip() and KIND_WORD.search(after) is not None) or speaks


def _is_label(printed: str) -> bool:
    return printed.rstrip().endswith((":", "?", "\u2013", "-"))


def _bodies(text: str, *, speaks_of_programme: bool) -> Iterator[Term]:
    for column, pattern in (("sponsor", _SPONSORED), ("host", _HOSTED)):
        for match in pattern.finditer(text):
            if not _is_of_programme(text, match, speaks=speaks_of_programme):
                continue
            for start, end in bodies_after(text, match.end()):
                yield Term(column, min(match.start(), start), end, text[start:end])
    for match in _ACTIVE.finditer(text):
        span = body_before(text, match.start())
        if span is not None:
            column = "host" if match["verb"].lower().startswith("host") else "sponsor"
            yield Term(column, span[0], match.end("verb"), text[span[0] : span[1]])
    came = re.search(
        r"\b(?:[Ff]unding|[Mm]oney|[Ss]ponsorship|[Ff]inance)\s+(?:for|of)\b[^.;]{0,80}?\b(?:came|comes|was\s+provided|is\s+provided|was\s+received)\s+(?:from|by)\s+",
        text,
    )
    if came is not None and (KIND_WORD.search(came[0]) or "posts" in came[0]):
        for start, end in bodies_after(text, came.end()):
            yield Term("sponsor", start, end, text[start:end])


def _is_of_programme(text: str, match: re.Match[str], *, speaks: bool) -> bool:
    """True if what is hosted or paid for is a programme, or its people, and no study, dinner or hospital."""
    if match[0].rstrip().endswith(":"):
        return speaks or is_body(text[match.end() : match.end() + 90])
    before = re.split(r";|\bwhile\b|\bwhereas\b|,\s+and\s+(?:the|a)\b", text[: match.start()])[-1][-140:]
    if _ABOUT.search(before):
        return False
    own = [one.start() for one in KIND_WORD.finditer(before)] + [
        one.start()
        for one in re.finditer(
            r"\b(?:fellows|posts?|places|trainees|cohorts?|it|It|pilot|they|They|participants|intake|salar(?:y|ies))\b",
            before,
        )
    ]
    others = [one.start() for one in OTHER_SUBJECT.finditer(before)]
    if own or others:
        return max(own, default=-1) > max(others, default=-1) or (
            bool(own) and re.search(r"\b(?:evaluation|study|project)\b", before) is None
        )
    if not before.strip() or match[0].lower().startswith(("grant", "a grant")):
        after = text[match.end() : match.end() + 160]
        first = min((one.start() for one in KIND_WORD.finditer(after)), default=None)
        other = min((one.start() for one in OTHER_SUBJECT.finditer(after)), default=None)
        if first is not None and (other is None or first < other):
            return True
        return speaks and re.match(r"[^.;]{0,100}?,\s+(?:it|they)\b", after) is not None
    return speaks
