"""
A page of thousands of posts made thin: most of those whose markup repeats are cut out of its source, and read by their slots.

What is left is read as any page is; it shows by example what the slots of the others mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from leaddata.pipeline.list_shapes import Shape, shapes_in

__all__ = ["Cut", "Listed", "Thinned", "taken_marks", "thinned"]

_LONG = 400_000  # letters: shorter pages take no time
_FEWEST = 800
_MOST_SHOWN = 400
_ALL_SHOWN = 1200
_FEWEST_SHOWN = 12
_MOST_OTHERS, _FACTOR = 5000, 4
_MARK = "data-leaddata-listed"


class Listed(NamedTuple):
    """An element of a list: where it begins and the next may, its shape, what its slots hold."""

    start: int
    end: int
    shape: Shape
    match: re.Match[str]


class Cut(NamedTuple):
    """The number of an element that is cut out, and of the last before it that is kept."""

    number: int
    kept: int


@dataclass(frozen=True, slots=True)
class Thinned:
    """
    A page without most of the elements of its list.

    Attributes:
        text: Of the whole page.
        begin: How each element begins.
        listed: All elements of the list that have a shape, in order.
        kept: Numbers of those that are not cut out.
    """

    text: str
    begin: str
    listed: Sequence[Listed]
    kept: Sequence[int]

    def source(self) -> str:
        """Return the page without those that are cut out; each of the others is marked with its number."""
        pieces = []
        at, before = 0, -1
        for number in self.kept:
            if number > before + 1:
                pieces.append(self.text[at : self.listed[before + 1].start])
                at = self.listed[number].start
            inside = self.listed[number].start + len(self.begin)
            pieces += [self.text[at:inside], f' {_MARK}="{number}"']
            at, before = inside, number
        pieces.append(self.text[at:])
        return "".join(pieces)

    def gaps(self, numbers: Mapping[Any, int]) -> dict[Any, int]:
        """Return of elements that are kept, each with its number, how many are cut out before each."""
        before = dict(zip(self.kept, (-1, *self.kept), strict=False))
        return {one: number - 1 - before[number] for one, number in numbers.items()}

    def cuts(self) -> list[Cut]:
        """Return those that are cut out, in order."""
        ends = (*self.kept[1:], len(self.listed))
        return [Cut(number, kept) for kept, end in zip(self.kept, ends, strict=True) for number in range(kept + 1, end)]

    def with_more(self, numbers: Iterable[int]) -> Thinned:
        """Return the page with some of those that are cut out put back."""
        return Thinned(self.text, self.begin, self.listed, sorted({*self.kept, *numbers}))


def thinned(text: str) -> Thinned | None:
    """Return a page without most elements of its list; None if it is no long list of elements of a few shapes."""
    if len(text) < _LONG or "\0" in text or _MARK in text:
        return None
    begin, shapes = shapes_in(text)
    listed = _listed(text, begin, shapes) if shapes else []
    if len(listed) < _FEWEST:
        return None
    kept = _kept(listed)
    return Thinned(text, begin, listed, kept) if 2 * len(kept) < len(listed) else None


def taken_marks(root: Any) -> dict[Any, int]:
    """Return the marked elements of a thinned page with their numbers, the marks taken off."""
    return {one: int(number) for one in root.iter() if (number := one.attrib.pop(_MARK, None)) is not None}


def _listed(text: str, begin: str, shapes: Sequence[Shape]) -> list[Listed]:
    """Return the elements of the page that have one of the shapes; none if far more begin so that have not."""
    found: list[Listed] = []
    others = 0
    by_use = [(shape.pattern.match, shape) for shape in shapes]
    at = text.find(begin)
    while at >= 0:
        for place, (matches, shape) in enumerate(by_use):
            match = matches(text, at)
            if match is not None:
                found.append(Listed(at, match.end(), shape, match))
                if place:
                    by_use.insert(0, by_use.pop(place))
                at = match.end()
                break
        else:
            at += 1
            others += 1
            if others > _MOST_OTHERS and others > _FACTOR * len(found):
                return []
        if not text.startswith(begin, at):
            at = text.find(begin, at)
    return found


def _kept(listed: Sequence[Listed]) -> list[int]:
    """Return the numbers of those to be read as any: the first and the last of each row, and some of each shape from all over the page."""
    kept = {0, len(listed) - 1}
    for number in range(1, len(listed)):
        if listed[number - 1].end != listed[number].start:
            kept |= {number - 1, number}
    counts = Counter(id(one.shape) for one in listed)
    shown = {
        shape: max(_FEWEST_SHOWN, min(_MOST_SHOWN, _ALL_SHOWN * count // len(listed)))
        for shape, count in counts.items()
    }
    seen: Counter[int] = Counter()
    for number, one in enumerate(listed):
        shape = id(one.shape)
        count, wanted = counts[shape], shown[shape]
        place = seen[shape]
        seen[shape] += 1
        # Evenly spaced: one in so many.
        if place * wanted // count != (place - 1) * wanted // count or count <= wanted:
            kept.add(number)
    return sorted(kept)
