"""
Facts on programmes in running text: one for each number of people, and one for each other thing stated.

Passages are read in order, since a name holds for what follows it: for its paragraph and section, as long as no other
programme is named. Statements that contradict one another are both kept: which one is right, the text does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from leaddata.clean.people_words import may_name_people
from leaddata.layout.prose_carry import Carry
from leaddata.layout.prose_grid import row_facts
from leaddata.layout.prose_names import Mention, Names, anaphor_type
from leaddata.layout.prose_nouns import Fact, Passage
from leaddata.layout.prose_rows import LINK, LINK_STEMS, NUMBER_STEMS, THEY, count_facts, term_fact
from leaddata.layout.prose_sentences import hide_label, hide_quoted, sentence_spans
from leaddata.layout.prose_terms import may_state_terms, terms_in
from leaddata.layout.prose_years import year_marks
from leaddata.model import Vocabulary

__all__ = ["stated_facts_of"]

_BEFORE_IT = re.compile(r"\bbefore\b[^.;,]{0,60}\b(?:existed|was\s+(?:set\s+up|established|launched|created))\b")
# "3 Fellows" is the third section, "28 fellows" a number.
_SECTION = re.compile(r"\s*(?:\d{1,2}(?:\.\d+)*\.?\s+(?=[A-Z])|(?:\d+\.)+\d*\s+|[A-Z]\.\s+)")
_LABEL_LINE = re.compile(r"\W*[A-Z][\w /&'\u2019()-]{2,40}:\s")


def stated_facts_of(passages: Iterable[Passage], programmes: Vocabulary | None = None) -> Iterator[Fact]:
    """
    Yield the facts that *passages* state, in printed order.

    Examples:
        >>> text = "The Elm Fellowship took on twelve nurses in 2014. It lasts a year."
        >>> [(fact.count, fact.role, fact.year, fact.duration_months) for fact in stated_facts_of([Passage(text)])]
        [(12, 'nurses', 2014, None), (None, None, None, 12)]
    """
    state = Carry(Names(programmes))
    for number, passage in enumerate(passages):
        if passage.fresh:
            state = Carry(Names(programmes))
        if passage.level:
            mentions = state.names.titled(passage.text)
            state.heading(passage.level, list(dict.fromkeys(one.programme for one in mentions)))
            state.time.heading(passage.level, passage.text)
            yield from _heading_facts(state, passage.text, mentions, number)
            continue
        if passage.cells:
            yield from row_facts(passage, number, state.names, state.carried(passage.caption))
            continue
        state.paragraph()
        state.time.paragraph()
        if not _may_state(state, passage.text):
            continue
        text = hide_quoted(passage.text)
        for start, end in sentence_spans(text):
            yield from _facts(state, hide_label(text[start:end]), number, start)


def _may_state(state: Carry, text: str) -> bool:
    """Tell fast whether a paragraph may name a programme, or state anything of one."""
    low = text.lower()
    if state.in_play or state.names.may_name(text, low) or _LABEL_LINE.match(text):
        return True
    if not (may_state_terms(low) or any(stem in low for stem in NUMBER_STEMS)):
        return False
    return may_name_people(low) or any(stem in low for stem in LINK_STEMS)


def _facts(state: Carry, sentence: str, number: int, offset: int) -> Iterator[Fact]:
    mentions = state.names.mentions(sentence)
    low = sentence.lower()
    has_terms = may_state_terms(low)
    is_void = sentence.endswith("?") or ("before" in low and _BEFORE_IT.search(sentence) is not None)
    if is_void or not (has_terms or any(word in low for word in NUMBER_STEMS)):
        state.named(mentions)
        return
    has_year = "19" in sentence or "20" in sentence or " year" in low
    years = year_marks(sentence, state.time.anchor) if has_year else []
    carried = state.carried(sentence)
    speaks = has_terms and (bool(mentions) or (carried is not None and _points_back(sentence)))
    terms = terms_in(sentence, speaks_of_programme=speaks) if has_terms else []
    spans = [
        (term.start, term.end) for term in terms if term.column in {"host", "sponsor"} and isinstance(term.value, str)
    ]
    mentions = [one for one in mentions if not any(a <= one.start and one.end <= b for a, b in spans)]
    state.named(mentions)
    carried = carried if mentions or carried is None else state.carried(sentence)
    facts: list[Fact] = [term_fact(sentence, term, mentions, carried, number, offset) for term in terms]
    facts += count_facts(sentence, years, mentions, carried, number, offset)
    facts = state.time.dated(sentence, years, facts)
    state.time.sentence(sentence, years, facts)
    yield from sorted(facts, key=lambda fact: fact.start)


def _heading_facts(state: Carry, heading: str, mentions: list[Mention], number: int) -> Iterator[Fact]:
    """Yield the numbers of people that a heading states: its own number is none."""
    numbered = _SECTION.match(heading)
    text = " " * numbered.end() + heading[numbered.end() :] if numbered else heading
    for fact in count_facts(text, year_marks(text), mentions, state.carried(text), number, 0):
        if fact.role is not None or (fact.cohort is not None and fact.count is not None):
            yield fact


def _points_back(sentence: str) -> bool:
    return bool(_LABEL_LINE.match(sentence) or anaphor_type(sentence) or THEY.search(sentence) or LINK.search(sentence))
