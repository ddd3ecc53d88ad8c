"""What is asked of each post of a shape, so that those that answer alike are read alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple, TypeAlias

from leaddata.pipeline.list_questions import Questions, asked_of_address, day_in, length_of, marked_words, of_day
from leaddata.pipeline.list_sources import Names, Plan, Said, Source, Sources, alike, text_of

__all__ = ["Ask", "Asking", "asks_of", "of_day_stated", "of_words"]

Ask: TypeAlias = Callable[[Said], Hashable]


class Asking(NamedTuple):
    """Whoever is asked: for the answers of a text, and the names in it; and the address to which relative links are joined."""

    questions: Questions
    names: Names
    base: str


def asks_of(plan: Plan, sources: Sources, constant: frozenset[int], asking: Asking) -> list[Ask]:
    """Return what is asked of posts, first what costs little."""
    found: list[Ask] = [_of_value(slot) for slot in sorted(constant)]
    found += [_of_address(slot) for slot in plan.hrefs[:1]]
    for number, slot in enumerate(plan.hrefs[1:], start=1):
        found.append(_of_address_beside(slot, plan.hrefs[:number]))
    how, *names = sources["authors"] or ("",)
    days = sources["published"]
    if sources["title"]:
        others = [number for number in range(len(plan.lines)) if Source("line", (number,)) != sources["title"][0]]
        found.append(_of_likeness(others, sources["title"][0]))
    for number, slots in enumerate(plan.lines):
        line = Source("line", (number,))
        open_slots = [slot for slot in slots if slot not in constant]
        if not open_slots:
            continue
        texts = [line] if len(slots) == 1 else [Source("slot", (slot,)) for slot in open_slots]
        if len(slots) > 1:
            # Of a line that somebody reads as a whole more is asked than how long it is.
            is_whole = line in names or _is_of(line, days)
            found.append(_of_text(line, asking) if is_whole else _of_length(line))
        for one in texts:
            is_alone = names == [one]
            if is_alone and _is_of(one, days):
                found.append(_of_day_and_names(how, one, asking))
            else:
                found.append(_of_names(how, one, asking) if is_alone else _of_text(one, asking))
    return found


def _is_of(text: Source, days: Sequence[Source]) -> bool:
    """True of a line or a slot that a day is a part of, or all."""
    return any(day.numbers == text.numbers and day.how.endswith(text.how) for day in days)


def _of_value(slot: int) -> Ask:
    return lambda said: said[0][slot]


def of_words(slot: int, words: frozenset[str]) -> Ask:
    """Return what says whether a class has no words but these."""
    return lambda said: marked_words(said[0][slot]) <= words


def _of_address(slot: int) -> Ask:
    return lambda said: asked_of_address(said[0][slot])


def _of_address_beside(slot: int, before: Sequence[int]) -> Ask:
    """Return what says which of the addresses before an address is, or else what is asked of it."""

    def answers(said: Said) -> Hashable:
        values = said[0]
        href = values[slot]
        for other in before:
            if values[other] == href:
                return other
        return asked_of_address(href)

    return answers


def of_day_stated(slot: int, others: Sequence[int]) -> Ask:
    """Return what says in what form a day is stated for machines, and which texts name it."""
    return lambda said: of_day(said[0][slot], [said[0][other] for other in others])


def _of_text(source: Source, asking: Asking) -> Ask:
    text, answers = text_of(source), asking.questions.of
    return lambda said: answers(text(said) or "")


def _of_likeness(numbers: Sequence[int], title: Source) -> Ask:
    """Return what says which lines are the title once more."""
    named = text_of(title)
    return lambda said: alike(said, numbers, named(said))


def _of_length(source: Source) -> Ask:
    text = text_of(source)
    return lambda said: length_of(text(said) or "", has_number=True)


def _of_names(how: str, source: Source, asking: Asking) -> Ask:
    text, names = text_of(source), asking.names

    def kinds(said: Said) -> Hashable:
        printed = text(said) or ""
        return (tuple([one.kind for one in names(how, printed)]), length_of(printed))

    return kinds


def _of_day_and_names(how: str, source: Source, asking: Asking) -> Ask:
    kinds, text = _of_names(how, source, asking), text_of(source)
    return lambda said: (kinds(said), day_in(text(said) or ""))
