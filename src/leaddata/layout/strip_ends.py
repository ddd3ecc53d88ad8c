"""Where a table ends to the left and the right by what surely shows it: rules, text beside it, running numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from leaddata.layout.header import Header
from leaddata.layout.lines import box_of
from leaddata.layout.strip_pieces import is_foreign, mirrored, stretches_on
from leaddata.model import Box, Line, Word

__all__ = ["NARROW", "behind_numbers", "narrow_ends", "ruled_beside", "ruled_end", "starts_behind"]

NARROW = 0.3
"""Type sizes between two columns of text, at least, where many lines begin at one place."""
_HEAD = 2.5  # type sizes from the titles within which rules belong to them
_JOINED = 3.0  # points between two rules that are one, and by which one may be short
_RUNNING = re.compile(r"(\d{1,4})[.)]?")
_INDENT = 1.5  # type sizes by which a title may be set in
_MANY = 3  # lines beside one another from which that shows
_FLUSH = 0.3  # and the share of them that do


def ruled_end(header: Header, lines: Sequence[Line], rules: Sequence[Box], side: int) -> float | None:
    """
    Return where the rules that are drawn above, in and below a table end, if other words stand beyond them.

    Measured in the direction of *side*; None if there are no such rules, nothing beyond, or words across their end.
    """
    levels = _levels(header, rules, side)
    left, right = (header.x0, header.x1) if side > 0 else (-header.x1, -header.x0)
    ends: list[tuple[float, float]] = []
    for level in levels:
        start = end = None
        for rule in sorted(level, key=lambda one: one.x0):
            if end is None or rule.x0 > end + _JOINED:
                if end is not None and end >= right:
                    break
                start, end = rule.x0, rule.x1
            else:
                end = max(end, rule.x1)
        if start is not None and end is not None and start < left + _JOINED and end > right - _JOINED:
            ends.append((level[0].top, end))
    near = [(top, end) for top, end in ends if top < header.bottom + _HEAD * header.size]
    if len(ends) < 2 or not near:
        return None
    end = max(end for _, end in near)
    last = max(top for top, own in ends if abs(own - end) < _JOINED)
    beside = [
        mirrored(box_of(word), side) for line in lines for word in line.words
        if header.top - 1 < (box_of(word).top + box_of(word).bottom) / 2 < last
    ]  # fmt: skip
    beyond = [box for box in beside if box.x0 > end - 1]
    if not beyond or any(box.x0 < end - 1 and box.x1 > end + 1 for box in beside):
        return None
    return end + min(1.0, (min(box.x0 for box in beyond) - end) / 2)


def ruled_beside(header: Header, rules: Sequence[Box], side: int) -> float | None:
    """
    Return where a table beside this one begins, all of whose rows have rules that end there, if this one has none.

    Measured in the direction of *side*; None if there is no such table.
    """
    left, right = (header.x0, header.x1) if side > 0 else (-header.x1, -header.x0)
    starts: list[tuple[float, float]] = []
    for level in _levels(header, rules, side):
        if any(rule.x0 < right - _JOINED and rule.x1 > left + _JOINED for rule in level):
            return None
        beyond = [rule.x0 for rule in level if rule.x0 > right]
        if beyond:
            starts.append((min(beyond), level[0].top))
    if not starts:
        return None
    start = min(start for start, _ in starts)
    tops = [top for own, top in starts if own - start < _JOINED]
    return start - 1.0 if len(tops) >= _MANY and min(tops) < header.bottom else None


def _levels(header: Header, rules: Sequence[Box], side: int) -> list[list[Box]]:
    """Return the flat rules around and below a header, by height; to look to the left, all is mirrored."""
    flat = sorted(
        (
            mirrored(rule, side)
            for rule in rules
            if rule.bottom - rule.top < 2 and rule.x1 > rule.x0 and rule.bottom > header.top - _HEAD * header.size
        ),
        key=lambda rule: (rule.top, rule.x0),
    )
    levels: list[list[Box]] = []
    for rule in flat:
        if levels and rule.top - levels[-1][0].top < 2:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return levels


def narrow_ends(header: Header, lines: Sequence[Line], side: int, staggered: bool) -> Iterator[float]:
    """
    Yield where text beside the table begins, or ends, though it is no further from it than words are from each other.

    Many lines begin at one place there, and no word stands across it beside the table.

    Args:
        staggered: True if a table under an equal header stands there, at another height.
    """
    below = [line for line in lines if line.box is not None and line.box.bottom > header.top]
    for at in starts_behind(lines):
        if side > 0 and at < header.x1 + NARROW * header.size:
            continue
        if side < 0 and not header.x0 - _INDENT * header.size < at < header.x0 + 1:
            continue
        beside: list[tuple[list[Word], list[Word]]] = []
        for line in below:
            if any(box_of(word).x0 < at - 1 and box_of(word).x1 > at for word in line.words):
                break
            inner = [word for word in line.words if (box_of(word).x0 < at - 1) == (side > 0)]
            beside.append((inner, [word for word in line.words if word not in inner]))
        near = [one for inner, _ in beside for one in stretches_on(inner)]
        far = [one for _, outer in beside for one in stretches_on(outer)]
        right = [words for pair in beside if (words := pair[1 if side > 0 else 0])]
        flush = sum(abs(box_of(words[0]).x0 - at) < 1 for words in right)
        if min(len(near), len(far)) < _MANY or flush < max(2 * _MANY, _FLUSH * len(right)):
            continue
        # To look to the left, all is mirrored.
        own, foreign = ([replace(one, box=mirrored(one.box, side)) for one in stretches] for stretches in (near, far))
        reach, start = max(one.box.x1 for one in own), min(one.box.x0 for one in foreign)
        bottom = max(one.box.bottom for one in own)
        foreign = [one for one in foreign if one.box.top < bottom]
        if start - reach < NARROW * header.size or not foreign:
            continue
        seen = [replace(one, box=mirrored(one.box, side)) for line in lines for one in stretches_on(line.words)]
        if staggered or is_foreign(foreign, own, seen, header, start):
            yield (start + reach) / 2


def starts_behind(lines: Sequence[Line]) -> list[float]:
    """Return where many lines begin anew behind other words, left to right."""
    behind: Counter[int] = Counter()
    at_all: Counter[int] = Counter()
    places: dict[int, float] = {}
    for line in lines:
        for index, word in enumerate(line.words):
            x0 = box_of(word).x0
            if index and x0 - box_of(line.words[index - 1]).x1 < NARROW * word.size:
                continue
            key = round(x0)
            places[key] = min(x0, places.get(key, x0))
            at_all[key] += 1
            behind[key] += index > 0
    return [places[key] for key in sorted(places) if behind[key] >= _MANY and at_all[key] >= 2 * _MANY]


def behind_numbers(header: Header, lines: Sequence[Line]) -> float:
    """Return where a column of running numbers without a title ends, left of the first title; minus infinity if none."""
    below = [line.words for line in lines if line.box is not None and line.box.top > header.bottom - header.size / 2]
    ends: list[float] = []
    last = 0
    for words in below:
        match = _RUNNING.fullmatch(words[0].text)
        box = box_of(words[0])
        if match is None or box.x1 > header.x0 - NARROW * header.size:
            if box.x1 < header.x0:
                break  # other words stand there too
            continue
        if (last and int(match[1]) != last + 1) or len(words) < 2 or box_of(words[1]).x0 < header.x0 - header.size / 2:
            break
        last = int(match[1])
        ends.append(box.x1)
    return (max(ends) + header.x0) / 2 if len(ends) >= _MANY else float("-inf")
