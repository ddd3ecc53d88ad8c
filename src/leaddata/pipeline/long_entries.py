"""The posts of a long list: those of the thinned page as they were read, and between them, by their slots, those cut out of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from leaddata.model import Entry
from leaddata.pipeline.halves import in_halves
from leaddata.pipeline.list_asks import Asking
from leaddata.pipeline.list_questions import Questions
from leaddata.pipeline.list_sources import Plan, names_by, plan_of, said_in
from leaddata.pipeline.list_stencils import Shown, Stencil, learned
from leaddata.pipeline.long_lists import Cut, Thinned
from leaddata.pipeline.opened_page import Apart

__all__ = ["ThinPage", "long_list"]

_PROBES = 4  # one post in so many is not learned from, but has to be read alike
_MOST_OTHERS = 3


class ThinPage(NamedTuple):
    """
    A thinned page as it was read.

    Attributes:
        entries: Its posts, in order.
        paths: By number, the path of each element of the list that is left.
        apart: Which of those hold a post alone.
        base: Address to which relative links are joined.
    """

    entries: Sequence[Entry]
    paths: Mapping[int, str]
    apart: Apart
    base: str


class _Reader(NamedTuple):
    """What is needed to read the posts that are cut out."""

    thin: Thinned
    plans: Mapping[int, Plan]
    stencils: Mapping[int, Stencil | None]
    paths: Mapping[int, str]
    numbered: Mapping[int, Entry]

    def read(self, number: int) -> tuple[Any, ...] | None:
        """Return the fields of a post by its slots; None if they do not say."""
        one = self.thin.listed[number]
        shape = id(one.shape)
        stencil = self.stencils.get(shape)
        said = None if stencil is None else said_in(one.match.groups(""), self.plans[shape])
        return None if said is None or stencil is None else stencil.read(said)

    def read_all(self, cuts: Sequence[Cut]) -> list[tuple[Any, ...] | None]:
        """Return the fields of the posts that are cut out; None for each whose slots do not say."""
        return [self.read(cut.number) for cut in cuts]

    def entry(self, number: int, read: tuple[Any, ...], path: str) -> Entry:
        """Return a post that was read."""
        stencil = self.stencils[id(self.thin.listed[number].shape)]
        assert stencil is not None
        return stencil.entry(read, path)

    def entries(self, cuts: Sequence[Cut]) -> dict[int, Entry]:
        """Return the posts that are cut out by their numbers, but for those whose slots do not say."""
        heads = {number: _parted(path) for number, path in self.paths.items()}
        found = {}
        # Fields are small things to be passed from one process to the other; entries are not.
        for (number, kept), read in zip(cuts, in_halves(self.read_all, cuts), strict=True):
            if read is not None:
                head, place = heads[kept]
                found[number] = self.entry(number, read, f"{head}[{place + number - kept}]")
        # Of two links in a row to one place the second may be a text of the first.
        known = {**self.numbered, **found}
        twice = {
            number
            for number in found
            for other in (number - 1, number + 1)
            if other in known and known[other].url == known[number].url is not None
        }
        return {number: entry for number, entry in found.items() if number not in twice}


def long_list(thin: Thinned, read: Callable[[Thinned], ThinPage | None], groups: frozenset[str]) -> list[Entry] | None:
    """
    Return the posts of a page; None if what is left of it does not show how the others are to be read.

    Args:
        read: Reads what is left.
        groups: Words of groups, in small letters.
    """
    page = read(thin)
    if page is not None and page.apart.torn:
        thin = thin.with_more(page.apart.torn)
        page = read(thin)
    numbered = None if page is None or page.apart.torn else _numbered(page)
    reader = None if page is None or numbered is None else _reader(thin, page, numbered, groups)
    if page is None or numbered is None or reader is None:
        return None
    cuts = thin.cuts()
    between = reader.entries(cuts)
    others = [cut.number for cut in cuts if cut.number not in between]
    if _MOST_OTHERS * len(others) > len(cuts):
        return None
    if others:
        # What holds no post of its own may belong to the one before.
        again = read(thin.with_more([*others, *(number - 1 for number in others)]))
        found = None if again is None or again.apart.torn else _numbered(again)
        if (
            again is None
            or found is None
            or any(found.get(one) != numbered.get(one) for one in page.apart.alone & again.apart.alone)
        ):
            return None
        page = again
    return list(_merged(page, {number: entry for number, entry in between.items() if number not in page.paths}))


def _reader(thin: Thinned, page: ThinPage, numbered: Mapping[int, Entry], groups: frozenset[str]) -> _Reader | None:
    """Return what reads the others, learned from most of the posts that are left; None if it reads any of the rest in another way."""
    shapes = {id(one.shape): one.shape for one in thin.listed}
    plans = {number: plan_of(shape) for number, shape in shapes.items()}
    examples: dict[int, list[Shown]] = defaultdict(list)
    probes = []
    # The first post of a page may be set apart from all others for that alone.
    for count, (number, path) in enumerate(list(page.paths.items())[1:]):
        shape, entry = id(thin.listed[number].shape), numbered.get(number)
        if entry is not None and number not in page.apart.alone:
            continue
        if count % _PROBES == 0:
            probes.append(number)
        elif (said := said_in(thin.listed[number].match.groups(""), plans[shape])) is not None:
            within = "" if entry is None else (entry.at.path or "").removeprefix(path)
            examples[shape].append(Shown(said, entry, within))
    asking = Asking(Questions(groups), names_by(groups), page.base)
    stencils = {shape: learned(ones, plans[shape], asking) for shape, ones in examples.items()}
    reader = _Reader(thin, plans, stencils, page.paths, numbered)
    for number in probes:
        read = reader.read(number)
        if read is not None and reader.entry(number, read, page.paths[number]) != numbered.get(number):
            return None
    return reader


def _numbered(page: ThinPage) -> dict[int, Entry] | None:
    """Return the post of each element of the list that is left and holds one; None if any holds several."""
    numbers = {path: number for number, path in page.paths.items()}
    found: dict[int, Entry] = {}
    for entry in page.entries:
        number = _number(entry, numbers)
        if number is not None and number in found:
            return None
        if number is not None:
            found[number] = entry
    return found


def _number(entry: Entry, numbers: Mapping[str, int]) -> int | None:
    path = entry.at.path or ""
    while path:
        if path in numbers:
            return numbers[path]
        path = path.rpartition("/")[0]
    return None


def _merged(page: ThinPage, between: Mapping[int, Entry]) -> Iterable[Entry]:
    numbers = {path: number for number, path in page.paths.items()}
    at = 0
    for entry in page.entries:
        number = _number(entry, numbers)
        if number is not None:
            yield from (between[one] for one in range(at, number) if one in between)
            at = number + 1
        yield entry
    yield from (between[one] for one in sorted(between) if one >= at)


def _parted(path: str) -> tuple[str, int]:
    head, _, place = path.rpartition("[")
    return (head, int(place.rstrip("]"))) if head else (path, 1)
