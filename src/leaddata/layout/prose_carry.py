"""Which programme a sentence is about that names none."""

from __future__ import annotations

from dataclasses import dataclass, field

from leaddata.layout.prose_names import Mention, Names, Programme, anaphor_type
from leaddata.layout.prose_time import Time

__all__ = ["Carry"]


@dataclass
class Carry:
    """Which programmes the text may be about, at some place in it."""

    names: Names
    by_level: dict[int, list[Programme]] = field(default_factory=dict)
    in_play: list[Programme] = field(default_factory=list)
    all_named: dict[str, Programme] = field(default_factory=dict)
    in_section: dict[str, Programme] = field(default_factory=dict)
    bodies: dict[int, list[Programme]] = field(default_factory=dict)
    level: int = 0
    time: Time = field(default_factory=Time)

    def heading(self, level: int, named: list[Programme]) -> None:
        """Take in a heading: what it names holds for its section, what the last one named holds no more."""
        self.in_section = {one.name: one for one in named}
        for one in named:
            self.all_named.setdefault(one.name, one)
        self.level = level
        for held in (self.by_level, self.bodies):
            for deeper in [one for one in held if one >= level]:
                del held[deeper]
        if named:
            self.by_level[level] = named
        # What alone is named in the text above the first heading below a heading is the section's, too.
        alone = {one: found for one, found in self.bodies.items() if len(found) == 1}
        above = alone | self.by_level
        self.in_play = above[max(above)] if above else []

    def named(self, mentions: list[Mention]) -> None:
        """Take in the programmes that a sentence names: it is they who are spoken of from here on."""
        for mention in mentions:
            self.in_section.setdefault(mention.programme.name, mention.programme)
            self.all_named.setdefault(mention.programme.name, mention.programme)
            if mention.programme not in self.bodies.setdefault(self.level, []):
                self.bodies[self.level].append(mention.programme)
        distinct = list(dict.fromkeys(mention.programme for mention in mentions))
        if distinct:
            self.in_play = distinct

    def paragraph(self) -> None:
        """Begin a paragraph: in a section that has named several programmes, none is carried into it unsaid."""
        if len(self.in_section) > 1:
            self.in_play = list(self.in_section.values())

    def carried(self, sentence: str) -> Programme | None:
        """Return the programme that a sentence which names none is about, if there is no doubt."""
        if len(self.in_play) == 1:
            return self.in_play[0]
        word = anaphor_type(sentence)
        if word is None:
            return None
        typed = [one for one in self.in_play if one.type.rstrip("s") == word]
        if len(typed) == 1:
            return typed[0]
        alone = list(self.all_named.values())
        return alone[0] if not self.in_play and len(alone) == 1 else None
