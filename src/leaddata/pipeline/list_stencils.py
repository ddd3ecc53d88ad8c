"""
How the posts of a shape are read, learned from some that were: which slot holds the title, the address, the day, the names.

A stencil reads a post only if each of its slots answers as one of a post that was read so (`list_questions`), and brings
forth of each post that it learned from what was read: whatever does not fit is left to the reader of pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from leaddata.model import Entry, Locator
from leaddata.pipeline.list_asks import Ask, Asking, asks_of, of_day_stated, of_words
from leaddata.pipeline.list_questions import marked_words, names_day
from leaddata.pipeline.list_sources import (
    FIELDS,
    Plan,
    Said,
    Sources,
    candidates,
    fields,
)

__all__ = ["Shown", "Stencil", "learned"]

_FEWEST = 6
_EXAMPLES = 6
_AUTHORS = FIELDS.index("authors")
_NOTHING: Sources = dict.fromkeys(FIELDS, ())


class Shown(NamedTuple):
    """
    An element of the list that was read.

    Attributes:
        said: What it says.
        entry: The post in it; None if there is none.
        within: Where that stands in it.
    """

    said: Said
    entry: Entry | None
    within: str = ""


@dataclass(frozen=True, slots=True)
class Stencil:
    """
    How the posts of a shape are read.

    Attributes:
        fields: Finds the fields of a post.
        like: A post that has what all of them have.
        within: Where a post stands within the element of the list.
        questions: What is asked of each, with the most frequent of the answers that were met, and all of them.
        stated: Places of the fields that most posts have. Where one is missing, the reader of pages looks for it elsewhere.
        met: Answers that were met together.
        unread: Answers that led to something else.
    """

    fields: Callable[[Said], tuple[Any, ...]]
    like: Entry
    within: str
    questions: Sequence[tuple[Ask, Hashable, frozenset[Hashable]]]
    stated: Sequence[int]
    met: frozenset[tuple[Hashable, ...]]
    unread: frozenset[tuple[Hashable, ...]]

    def read(self, said: Said) -> tuple[Any, ...] | None:
        """Return the fields of the post that says that, as `entry` takes them; None if it does not fit."""
        answers = []
        for ask, likely, known in self.questions:
            answer = ask(said)
            if answer != likely and answer not in known:
                return None
            answers.append(answer)
        if self.unread and tuple(answers) in self.unread:
            return None
        found = self.fields(said)
        authors = found[_AUTHORS]
        if len(authors) > 1 and len(set(authors)) < len(authors):
            return None  # whether one is named twice, or two have one name, is for the reader of pages to say
        for place in self.stated:
            if not found[place] and tuple(answers) not in self.met:
                return None
        return found

    def entry(self, read: tuple[Any, ...], path: str) -> Entry:
        """
        Return a post that was read.

        Args:
            path: Of the element of the list.
        """
        return _entry(read, self.like, path + self.within)


def learned(shown: Sequence[Shown], plan: Plan, asking: Asking) -> Stencil | None:
    """Return how posts of one shape are read, by some that were; None if they are too few, or show nothing that holds of most."""
    posts = [(one, one.entry) for one in shown if one.entry is not None]
    if len(posts) < _FEWEST:
        return None
    constant = frozenset(
        slot for slots in plan.lines for slot in slots if len({one.said.values[slot] for one in shown}) == 1
    )
    sources = {name: _source(name, posts, plan, constant, asking) for name in FIELDS}
    kept = [(one.within, entry.language, entry.is_featured, entry.site) for one, entry in posts]
    first, like = posts[kept.index(Counter(kept).most_common(1)[0][0])]
    found = fields(sources, asking.base, asking.names)
    fits = [
        one.entry is not None
        and one.within == first.within
        and _entry(found(one.said), like, one.entry.at.path or "") == one.entry
        for one in shown
    ]
    if 2 * sum(fits) < len(shown):
        return None
    dated = [
        slot
        for slots in plan.lines
        for slot in slots
        if slot not in constant and any(names_day(one.said.values[slot]) for one in shown)
    ]
    classes = {
        slot: frozenset().union(
            *(marked_words(one.said.values[slot]) for one, fit in zip(shown, fits, strict=True) if fit)
        )
        for slot in plan.names
    }
    asks = [of_words(slot, words) for slot, words in classes.items()]
    asks += [*asks_of(plan, sources, constant, asking), *(of_day_stated(slot, dated) for slot in plan.days)]
    answers = [tuple([ask(one.said) for ask in asks]) for one in shown]
    fitting = [one for one, fit in zip(answers, fits, strict=True) if fit]
    met = [Counter(column) for column in zip(*fitting, strict=True)]
    known = [frozenset(one) for one in met]
    unread = [
        one
        for one, fit in zip(answers, fits, strict=True)
        if not fit and all(answer in column for answer, column in zip(one, known, strict=True))
    ]
    likely = [one.most_common(1)[0][0] for one in met]
    stated = [place for place, name in enumerate(FIELDS) if sources[name] and name != "teaser_lines"]
    return Stencil(
        fields=found,
        like=like,
        within=first.within,
        questions=list(zip(asks, likely, known, strict=True)),
        stated=stated,
        met=frozenset(fitting),
        unread=frozenset(unread),
    )


def _entry(found: tuple[Any, ...], like: Entry, path: str) -> Entry:
    title, url, published, modified, authors, told, link = found
    return Entry(
        at=Locator(like.at.snapshot_id, like.at.page, path=path),
        title=title,
        url=url,
        link=link,
        published=published,
        modified=modified,
        authors=authors,
        teaser_lines=told,
        language=like.language,
        is_featured=like.is_featured,
        site=like.site,
    )


def _source(
    name: str, posts: Sequence[tuple[Shown, Entry]], plan: Plan, constant: frozenset[int], asking: Asking
) -> tuple[Any, ...]:
    """Return the source that brings forth a field of most posts; nothing where that is nothing."""
    examples = [(one, entry) for one, entry in posts if getattr(entry, name)][:_EXAMPLES]
    found = dict.fromkeys(
        source for one, entry in examples for source in candidates(name, entry, one.said, plan, constant, asking.names)
    )
    place = FIELDS.index(name)
    best: tuple[Any, ...] = ()
    most = -1
    for source in ((), *found):
        read = fields({**_NOTHING, name: source}, asking.base, asking.names)
        hits = sum(read(one.said)[place] == getattr(entry, name) for one, entry in posts)
        if hits > most:
            best, most = source, hits
    return best
