"""From what a sentence says of a programme to facts: whose, of which year, how certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from leaddata.clean.people_words import may_name_people
from leaddata.layout.prose_counts import counts_in
from leaddata.layout.prose_lengths import Term
from leaddata.layout.prose_link import with_cohorts, with_years
from leaddata.layout.prose_names import Mention, Programme, anaphor_type
from leaddata.layout.prose_nouns import Count, Fact
from leaddata.layout.prose_years import CohortMark, YearMark, cohort_marks

__all__ = ["LINK", "LINK_STEMS", "NUMBER_STEMS", "THEY", "count_facts", "term_fact"]

_OPEN = re.compile(
    r"\b(?:(?:was|were|is|are)\s+to\s+(?:have\s+\w+ed|recruit|take|admit|train)|could|would|might|may|should|will|shall|aims?\s+to|aimed\s+to|plans?\s+to|planned\s+to|planning\s+to|planned|hopes?\s+to|hoped\s+to|intends?\s+to|intended\s+to|expect(?:s|ed)?\s+to|is\s+expected|targets?|capacity|propos(?:es?|ed|al)|potentially|(?:was|were|been|is|are)\s+(?:set|meant|supposed|scheduled)\s+to|(?:is|are|was|were|been)\s+due\s+to\s+(?!the\b|an?\b|its\b|their\b)[a-z]+|seek(?:s|ing)?\s+to|wants?\s+to|looking\s+(?:to|for)|wanted|room\s+for|space\s+for|anticipated|enough\s+for|bid\s+for|ambition|goal|aim\s+of)\b"
)
_IF = re.compile(r"^\W*(?:[Ii]f|[Ww]ere|[Ss]hould|[Hh]ad)\b|\bif\b|\bwhether\b")
LINK = re.compile(
    r"\b(?:cohorts?|intakes?|fellows?|fellowships?|scholars|participants|trainees?\s+on|alumni|programmes?|programs?|schemes?|pilot|courses?|mentees)\b",
    re.IGNORECASE,
)
# A number and, near enough after or before it, a word that people may be counted by.
_NUMBER = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty\w*|hundred|thousand|dozen|couple|pairs?|both|nobody|none|no|not|no-one)\b)",
    re.IGNORECASE,
)
NUMBER_STEMS = (
    *"0123456789", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "teen",
    "twent", "thirt", "fort", "fift", "hundred", "thousand", "dozen", "couple", "pair", "both", "nobody", "no ", "cohort",
    "pilot", "intake", "wave", "group",
)  # fmt: skip
# Each word by which a sentence can have to do with a programme has one of these.
LINK_STEMS = (
    "cohort", "intake", "fellow", "scholar", "participant", "trainee", "alumn", "program", "scheme", "pilot", "course", "mentee",
    "recruit", "application", "wave", "enrol", "group", "class",
)  # fmt: skip
_MANY = 1000
_INSTEAD = re.compile(r"\b(?:rather\s+than|instead\s+of|not|against)\b[^,;.]{0,60}")
THEY = re.compile(
    r"\b[Yy]ou\s+(?:will|can|must|need|work|spend)\b|^\W*(?:It|They|These|Those|This)\b|,\s+(?:it|they)\b|\b(?:in|to|for|from|through|taken|took|completed|joined|left|entered)\s+it\b"
)
_OF_THESE = re.compile(r"\W*Of\s+(?:these|them|those)\b")
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those)\b")
_INCLUDE = re.compile(
    r"\b(?:alumni|graduates|fellows|participants)\s+(?:now\s+|also\s+)?(?:include|included|comprise|comprised)\s+(?:\d+\s+\w+\s+and\s+)?$"
)
_BRACKET = re.compile(r"\([^()]*\)")
_MAY = re.compile(r"\b(?:could|would|might|may|should|will)\b")
_COHORT = re.compile(r"\b(?:cohorts?|intakes?)\b", re.IGNORECASE)
_WHO_MAY = re.compile(r"\b[Ww]ho\s+(?:may|should)\b")
_PEOPLE = re.compile(
    r"\b(?:fellows?|fellowships?|scholars?|participants?|trainees?|mentees?|alumni|programmes?|schemes?|courses?|academy|nurses|doctors|registrars|clinicians|members|recruit\w*)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:[Ee]ach|[Bb]oth)\b")
_WHOLE = re.compile(r"\b(?:the|all|both|its|these|those)\s+$", re.IGNORECASE)


def count_facts(
    sentence: str, years: list[YearMark], mentions: list[Mention], carried: Programme | None, number: int, offset: int
) -> Iterator[Fact]:
    """
    Yield the numbers of people that a sentence states, and the cohorts that it names without a number.

    Args:
        carried: The programme that the sentence is about if it names none.
        number: Of the passage, in which the sentence begins at *offset*.
    """
    low = sentence.lower()
    if not any(stem in low for stem in NUMBER_STEMS):
        return
    if not (mentions or carried or may_name_people(low) or any(stem in low for stem in LINK_STEMS)):
        return
    cohorts = cohort_marks(sentence)
    if not cohorts and _NUMBER.search(sentence) is None:
        return
    linked = bool(mentions or cohorts) or carried is not None or LINK.search(sentence) is not None
    counts = counts_in(
        sentence, years, cohorts, is_linked=linked, side_by_side=_has_pairs(sentence, mentions, years, cohorts)
    )
    counts = [one for one in counts if _is_linked(sentence, one, mentions, cohorts, carried)]
    counts = with_cohorts(sentence, with_years(sentence, counts, years, cohorts), cohorts)
    owners = _owners(counts, mentions, carried, together=_is_together(sentence))
    given: list[Fact] = []
    for index, count in enumerate(counts):
        anchored = bool(mentions or anaphor_type(sentence)) or (
            carried is not None and THEY.search(sentence) is not None
        )
        fact = _count_fact(sentence, count, counts, index, owners[index], number, offset, anchored=anchored)
        is_elided = (
            bool(given)
            and _OPEN.search(sentence) is None
            and not count.kind
            and count.role is not None
            and count.role == counts[index - 1].role
        )
        # Those of whom the noun is left out are as certain as those of whom it is printed.
        given.append(
            replace(fact, certain=fact.certain and (not is_elided or given[-1].certain or fact.status is not None))
        )
    yield from given
    used = {count.cohort for count in counts if count.cohort}
    for mark in cohorts:
        if mark in used or not mark.whole:
            continue
        owner = _owner(mark.start, mentions, carried, [], together=_is_together(sentence))
        if owner is None and not mentions and (mark.is_loose or _PEOPLE.search(sentence) is None):
            continue  # a cohort of something else
        year, year_end = (mark.year, mark.year_end) if mark.year else _year_of(mark, years)
        begin, end = _clause(sentence, mark.start)
        yield Fact(
            number,
            offset + mark.start,
            offset + mark.end,
            owner,
            year,
            year_end,
            mark.name,
            certain=not _is_open(sentence, begin, end),
        )


def _clause(sentence: str, at: int) -> tuple[int, int]:
    begin = sentence.rfind(";", 0, at) + 1
    end = sentence.find(";", at)
    return begin, end if end >= 0 else len(sentence)


def _is_together(sentence: str) -> bool:
    """True of "each" and "both": what is said holds for every programme named."""
    return _EACH.search(sentence) is not None


def _has_pairs(sentence: str, mentions: list[Mention], years: list[YearMark], cohorts: list[CohortMark]) -> bool:
    programmes = {mention.programme for mention in mentions}
    return "respectively" in sentence or max(len(programmes), len(years), len(cohorts)) >= 2


def _year_of(mark: CohortMark, years: list[YearMark]) -> tuple[int | None, int | None]:
    known = [one for one in years if not one.begins]
    fronted = [one for one in known if one.front and one.end <= mark.start]
    following = [one for one in known if one.start >= mark.end]
    chosen = fronted[-1] if fronted else following[0] if len(following) == 1 else known[0] if len(known) == 1 else None
    if chosen is None and mark.name == "pilot" and len(years) == 1:
        chosen = years[0]
    return (chosen.year, chosen.year_end) if chosen else (None, None)


def _is_linked(
    sentence: str, count: Count, mentions: list[Mention], cohorts: list[CohortMark], carried: Programme | None
) -> bool:
    """True if those counted have to do with a programme: by their name, or by what else the sentence says."""
    is_labelled = count.role is not None and count.role[0] < count.numeral.begin
    if count.kind == "programme" or mentions or cohorts or count.status not in {None, "withdrew"} or is_labelled:
        return True
    if (count.numeral.low or count.numeral.high or 0) >= _MANY:
        return False  # a workforce
    return LINK.search(sentence) is not None or carried is not None


def _count_fact(
    sentence: str,
    count: Count,
    counts: list[Count],
    index: int,
    owner: Programme | None,
    number: int,
    offset: int,
    *,
    anchored: bool,
) -> Fact:
    begin = counts[index - 1].end if index else 0
    end = counts[index + 1].numeral.begin if index + 1 < len(counts) else len(sentence)
    low, high = count.numeral.low, count.numeral.high
    exact = low is not None and low == high
    year, year_end = (count.year.year, count.year.year_end) if count.year else (None, None)
    if count.cohort is not None and count.cohort.year is not None:
        year, year_end = count.cohort.year, count.cohort.year_end
    first, last = _clause(sentence, count.start)
    told = (
        anchored
        or any(one.kind == "programme" and ";" not in sentence[one.end : count.start] for one in counts[:index])
        or year is not None
        or count.status is not None
        or count.cohort is not None
        or _is_told(sentence, count)
    )
    certain = count.certain and told and not _is_open(sentence, max(begin, first), min(end, last))
    return Fact(
        number,
        offset + count.start,
        offset + count.end,
        owner,
        year,
        year_end,
        count.cohort.name if count.cohort else None,
        low if exact else None,
        None if exact else low,
        None if exact else high,
        count.numeral.qualifier if count.numeral.qualifier != "+" else "or more",
        sentence[slice(*count.role)] if count.role else None,
        count.status,
        certain=certain,
    )


def _is_open(sentence: str, begin: int, end: int) -> bool:
    """True of what is planned, possible or hoped for."""
    return (
        _OPEN.search(_BRACKET.sub(" ", _INSTEAD.sub(" ", sentence[begin:end]))) is not None
        or _IF.search(sentence) is not None
    )


def _is_told(sentence: str, count: Count) -> bool:
    """True where the form says that a number of a programme is told: a label, "there were", "our", the noun last."""
    before = sentence[max(0, count.numeral.begin - 40) : count.numeral.begin]
    if _OF_THESE.match(sentence) or _OF_THEM.match(sentence, count.numeral.end) or _INCLUDE.search(before):
        return True
    return (
        (count.role is not None and count.role[0] < count.numeral.begin)
        or not count.kind
        or _COHORT.search(sentence) is not None
        or (count.kind == "programme" and _WHOLE.search(before) is not None)
        or re.search(
            r"\b(?:there\s+(?:were|are|was|have\s+been)|our|we\s+(?:had|have)|comprised|consisted\s+of)\s+(?:\w+\s+)?$",
            before,
            re.IGNORECASE,
        )
        is not None
    )


def _owners(
    counts: list[Count], mentions: list[Mention], carried: Programme | None, *, together: bool
) -> list[Programme | None]:
    """Return the programme of each count: two lists of the same length are read side by side."""
    distinct = list(dict.fromkeys(mention.programme for mention in mentions))
    if len(distinct) == len(counts) > 1 and len(mentions) == len(distinct):
        before = all(mention.end <= counts[0].start for mention in mentions)
        if before or all(mention.start >= counts[-1].end for mention in mentions):
            return [*distinct]
    return [_owner(count.start, mentions, carried, counts, together=together) for count in counts]


def _owner(
    at: int, mentions: list[Mention], carried: Programme | None, counts: list[Count], *, together: bool
) -> Programme | None:
    distinct = list(dict.fromkeys(mention.programme for mention in mentions))
    if len(distinct) < 2:
        return distinct[0] if distinct else carried
    if together:
        return None
    before = [mention for mention in mentions if mention.end <= at]
    after = [mention for mention in mentions if mention.start >= at]
    later = [count.start for count in counts if count.start > at]
    follows = bool(counts) and counts[0].start < mentions[0].start
    if after and (not before or (follows and (not later or after[0].start < later[0]))):
        return after[0].programme
    return before[-1].programme if before else None


def term_fact(
    sentence: str, term: Term, mentions: list[Mention], carried: Programme | None, number: int, offset: int
) -> Fact:
    """Return the fact that a term states; the rest as `count_facts` has it."""
    begin, end = _clause(sentence, term.start)
    is_open = _MAY.search(_WHO_MAY.sub("", sentence[begin:end])) is not None or _IF.search(sentence) is not None
    certain = not (is_open and term.column == "audience")
    fact = Fact(
        number,
        offset + term.start,
        offset + term.end,
        _owner(term.start, mentions, carried, [], together=_is_together(sentence)),
        qualifier=term.qualifier,
        certain=certain,
    )
    return replace(fact, **{term.column: term.value})  # type: ignore[arg-type]
