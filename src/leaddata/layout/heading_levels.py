"""
The levels of headings: by the rank of their styles, reconciled with the depth of their numbers.

A larger style ranks higher; of one size bold ranks before what is not, and what comes first before what comes later. Where the headings of a style are numbered, the depth of the numbers is their level, and styles without numbers
fit in between.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from leaddata.layout.headings import Heading

__all__ = ["heading_levels"]

_Key = tuple[float, bool, bool, bool, str]
_TOP_KINDS = frozenset({"appendix", "annex", "annexe", "chapter", "part", "schedule", "attachment", "supplement"})
_TOP_TITLES = re.compile(
    r"(?:executive )?summary|foreword|preface|references|bibliography|acknowledge?ments?|appendices|appendix|glossary|"
    r"(?:further reading|works cited|reference list)|abbreviations|endnotes|index",
    re.IGNORECASE,
)
_NEAR = 0.6  # points within which two sizes are one


def heading_levels(headings: Sequence[Heading]) -> list[int]:
    """Return the level of each heading, from 1."""
    if not headings:
        return []
    keys = _keys(headings)
    order = _ranked(keys)
    depths = _depths(headings, keys)
    levels: dict[_Key, int] = {}
    before = 0
    numbered = sorted(depth for depth in depths.values() if depth)
    for key in order:
        depth = depths[key]
        if depth is None:
            # What is larger than the first numbered style stands beside it: Foreword beside 1.
            higher = numbered and before == 0
            depth = 1 if higher else before + 1
        levels[key] = depth
        before = max(before, depth)
    parts = _part_shift(headings, keys)
    # One style for all levels: there a heading without a number is told by its words alone.
    mixed = {key for heading, key in zip(headings, keys, strict=True) if heading.number and heading.number.depth == 1}
    found = []
    for heading, key in zip(headings, keys, strict=True):
        level = levels[key]
        number = heading.number
        if number is not None and (number.depth > 1 or number.kind == "number") and depths[key] is not None:
            level = number.depth
        elif number is None and key in mixed and _is_top(heading):
            level = 1
        elif number is not None and number.kind in _TOP_KINDS:
            level = min(level, number.depth)
        # What closes a book in parts belongs to none of them.
        beside = (number and number.kind == "part") or (number is None and level == 1 and _is_top(heading))
        found.append(level if beside else level + parts)
    return _closed(found)


def _is_top(heading: Heading) -> bool:
    return _TOP_TITLES.fullmatch(heading.title.text) is not None


def _keys(headings: Sequence[Heading]) -> list[_Key]:
    sizes = _sizes(headings)
    plain = [(sizes[one.style.size], one.style.bold, one.style.italic, one.style.capitals) for one in headings]
    depths = [one.number.depth if one.number else 0 for one in headings]
    capitals: defaultdict[tuple[float, bool, bool], Counter[tuple[bool | None, int]]] = defaultdict(Counter)
    for key, depth in zip(plain, depths, strict=True):
        capitals[key[:3]][key[3], depth] += 1
    settled = [
        (size, bold, italic, _is_capitals(value, capitals[size, bold, italic], depth))
        for (size, bold, italic, value), depth in zip(plain, depths, strict=True)
    ]
    colours: defaultdict[tuple[float, bool, bool, bool], list[str]] = defaultdict(list)
    for key, heading in zip(settled, headings, strict=True):
        colours[key].append(heading.style.colour)
    nested = {key for key, run in colours.items() if _interleaved(run)}
    return [
        (*key, heading.style.colour if key in nested else "") for key, heading in zip(settled, headings, strict=True)
    ]


def _sizes(headings: Sequence[Heading]) -> dict[float, float]:
    """Return for each size the one that it counts as: sizes that hardly differ are one."""
    counted = Counter(one.style.size for one in headings)
    found: dict[float, float] = {}
    for size, _ in counted.most_common():
        found[size] = next((other for other in found.values() if abs(other - size) < _NEAR), size)
    return found


def _is_capitals(value: bool | None, others: Counter[tuple[bool | None, int]], depth: int) -> bool:
    """Take a short word in capitals for what headings with a number of the same depth are."""
    if value is not None:
        return value
    of_capitals, of_others = others[True, depth], others[False, depth]
    if of_capitals == of_others:
        return any(one for one, _ in others) and not any(one is False for one, _ in others)
    return of_capitals > of_others


def _interleaved(colours: Sequence[str]) -> bool:
    """True if two colours take turns, as those of two levels do; a colour for each chapter does not come back."""
    runs = [one for index, one in enumerate(colours) if index == 0 or colours[index - 1] != one]
    return len(runs) > len(set(runs))


def _ranked(keys: Sequence[_Key]) -> list[_Key]:
    first = {key: index for index, key in reversed(list(enumerate(keys)))}
    return sorted(first, key=lambda key: (-key[0], -key[1], first[key]))


def _depths(headings: Sequence[Heading], keys: Sequence[_Key]) -> dict[_Key, int | None]:
    """Return for each style the usual depth of its numbers, if a good part of its headings is numbered."""
    found: dict[_Key, int | None] = {}
    for key in set(keys):
        own = [heading for heading, one in zip(headings, keys, strict=True) if one == key]
        numbered = [one.number for one in own if one.number is not None and one.number.kind not in {"letter", "roman"}]
        depths = [number.depth for number in numbered if number.kind != "part"]
        counted = Counter(sorted(depths))
        found[key] = counted.most_common(1)[0][0] if len(depths) >= max(1, 0.3 * len(own)) else None
    return found


def _part_shift(headings: Sequence[Heading], keys: Sequence[_Key]) -> int:
    """Return 1 if parts stand above numbered chapters, else 0; of one style they do if these are called chapters."""
    parts = {
        key for heading, key in zip(headings, keys, strict=True) if heading.number and heading.number.kind == "part"
    }
    others = {
        key for heading, key in zip(headings, keys, strict=True) if heading.number and heading.number.kind != "part"
    }
    has_chapters = any(heading.number and heading.number.kind == "chapter" for heading in headings)
    return 1 if parts and others and (has_chapters or not parts & others) else 0


def _closed(levels: Sequence[int]) -> list[int]:
    """Return the levels so that the highest is 1 and none goes beyond 6."""
    least = min(levels)
    return [min(6, level - least + 1) for level in levels]
