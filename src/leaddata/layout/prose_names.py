"""Programmes named in running text, registered or not: names, their short forms, and words that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from leaddata.clean.people_words import is_profession
from leaddata.clean.vocabulary import find_terms
from leaddata.layout.prose_name_forms import (
    GENERAL,
    INNER,
    KIND_WORD,
    NAME,
    NO_NAME,
    OPENERS,
    QUOTED,
    SHORT,
    SMALL,
    TITLE,
    TYPES,
    key_of,
    name_span,
    pattern_of,
    stem_of,
    type_in,
)
from leaddata.model import Vocabulary

__all__ = ["KIND_WORD", "Mention", "Names", "Programme", "anaphor_type"]

_TYPE_WORDS = TYPES.split("|")
_THE_TYPE = re.compile(
    rf"\b(?:the|this|that|our|its|their)\s+(?:[a-z-]+\s+){{0,2}}?(?P<type>{TYPES})s?\b", re.IGNORECASE
)
_MOST_NAMES = 500  # of one document: beyond, no more are learned


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as a text names it: the name first printed, and its id if the name is registered."""

    name: str
    id: str | None
    type: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A programme named from *start* to *end*."""

    start: int
    end: int
    programme: Programme


@dataclass
class Names:
    """
    The programmes that a document has named so far.

    Attributes:
        registered: The vocabulary of names that have an id.
    """

    registered: Vocabulary | None = None
    _known: dict[str, Programme] = field(default_factory=dict)
    _shorts: dict[str, Programme] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None
    _tokens: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Keep the longest word of each registered name: most sentences hold none."""
        forms = [form for term in self.registered or () for form in term.printed]
        self._tokens = frozenset(max(re.findall(r"\w+", form), key=len) for form in forms)

    def may_name(self, text: str, low: str) -> bool:
        """Tell fast whether *text*, *low* in small letters, may name a programme, or the document has named one."""
        return (
            bool(self._known)
            or any(word in low for word in _TYPE_WORDS)
            or any(token in text for token in self._tokens)
        )

    def titled(self, heading: str) -> list[Mention]:
        """Return the programmes that a heading names; one that is a name as a whole is kept whole."""
        text = heading.strip()
        match = TITLE.fullmatch(text)
        words = match["name"].split() if match else []
        if (
            match is not None
            and len(words) > 2
            and any(word in INNER for word in words[1:-1])
            and "the" not in words
            and words[0] not in OPENERS
        ):
            at = heading.index(text)
            programme = self._keep(Programme(" ".join(words), None, words[-1].lower().rstrip("s")))
            return [Mention(at + match.start("name"), at + match.end("name"), programme)]
        return self.mentions(heading)

    def mentions(self, text: str) -> list[Mention]:
        """Return the programmes that *text* names, left to right, and keep their names in mind."""
        found: list[Mention] = []
        if self.registered is not None and any(word in text for word in self._tokens):
            for match in find_terms(text, self.registered):
                if match.printed in match.term.facts.get("possible", []):
                    continue  # a body of that name may be meant
                end = self._with_type(text, match.end)
                name = text[match.start : match.end]
                found.append(Mention(match.start, end, self._keep(Programme(name, match.term.id, type_in(name)))))
        for mention in (*self._new(text), *self._short_forms(text)):
            if not any(mention.start < one.end and one.start < mention.end for one in found):
                found.append(mention)
        return sorted(found, key=lambda one: one.start)

    def _new(self, text: str) -> Iterator[Mention]:
        low = text.lower()
        if not any(word in low for word in _TYPE_WORDS):
            return
        for match in QUOTED.finditer(text):
            if " " not in match["name"].strip() and match["name"].islower():
                continue
            yield Mention(
                match.start(), match.end(), self._keep(Programme(match["name"].strip(), None, type_in(match[0])))
            )
        yield from self._small(text)
        for match in NAME.finditer(text):
            span = self._known_span(text, match) or name_span(text, match)
            if span is None:
                continue
            start, end = span
            printed = " ".join(text[start:end].split())
            programme = self._keep(Programme(printed, None, (match["type2"] or match["type"]).lower()))
            short = SHORT.match(text, end)
            if short is not None and len(self._shorts) < _MOST_NAMES:
                self._shorts[short["short"]] = programme
                self._pattern = None
                end = short.end()
            yield Mention(start, end, programme)

    def _small(self, text: str) -> Iterator[Mention]:
        """Yield names in small letters that say for whom they are ("the chief registrar programme"), if no other is known."""
        if any(one.name != one.name.lower() for one in self._known.values()):
            return
        for match in SMALL.finditer(text):
            words = match["words"].split()
            while words and (
                words[0] in GENERAL or words[0][0].isdigit() or words[0].endswith(("-year", "-month", "-long"))
            ):
                words = words[1:]
            if len(words) < 2 and not (words and words[0].endswith("s")):
                continue
            if not any(is_profession(word) for word in words) or any(word in NO_NAME for word in words):
                continue
            start = match.end("words") - len(" ".join(words))
            name = f"{' '.join(words)} {match['type']}"
            if text[start : match.end("type")] == name:
                yield Mention(start, match.end("type"), self._keep(Programme(name, None, match["type"])))

    def _known_span(self, text: str, match: re.Match[str]) -> tuple[int, int] | None:
        """Return where the words of a match are a name that is known as a whole: a heading has printed it."""
        start, end = match.start(), match.end("type")
        article = re.match(r"(?:The|This|Our|Its)\s+", match[0])
        start += article.end() if article else 0
        kept = self._known.get(key_of(text[start:end]))
        return (start, end) if kept is not None and INNER & set(kept.name.split()) else None

    def _short_forms(self, text: str) -> Iterator[Mention]:
        if not self._shorts:
            return
        if self._pattern is None:
            forms = sorted(self._shorts, key=len, reverse=True)
            self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(pattern_of, forms))})(?!\w)")
        for match in self._pattern.finditer(text):
            yield Mention(*match.span(), self._shorts[match[0]])

    def _keep(self, programme: Programme) -> Programme:
        """Return the programme first printed under that name, or under that name with another type word."""
        key = key_of(programme.name)
        short = self._shorts.get(programme.name.split()[0]) if programme.type else None
        if short is not None and len(programme.name.split()) == 2:
            return short
        if key not in self._known and (longer := self._longer(key)) is not None:
            return longer
        if key not in self._known and len(self._known) >= _MOST_NAMES:
            return programme
        kept = self._known.setdefault(key, programme)
        stem = stem_of(programme.name)
        if stem and stem not in self._shorts and len(self._shorts) < _MOST_NAMES:
            self._shorts[stem] = kept
            self._pattern = None
        return kept

    def _longer(self, key: str) -> Programme | None:
        """Return the one programme whose name ends in that of *key*: "the Clinical Leaders Programme" of Dunmore."""
        if key.count(" ") < 2:
            return None
        found = [one for known, one in self._known.items() if known.endswith(f" {key}") and " the " not in known]
        return found[0] if len(found) == 1 else None

    @staticmethod
    def _with_type(text: str, end: int) -> int:
        match = re.match(rf"['\u2019]?\s+(?:{TYPES})s?\b", text[end : end + 24])
        return end + match.end() if match else end


def anaphor_type(text: str) -> str | None:
    """
    Return the type word of "the programme", "this scheme" and the like, if *text* has one.

    Examples:
        >>> anaphor_type("The scheme took six.")
        'scheme'
    """
    match = _THE_TYPE.search(text)
    return match["type"].lower() if match else None
