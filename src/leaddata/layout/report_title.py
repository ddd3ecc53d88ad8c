"""The report's own title above the text of its first page, with subtitle, authors and date: no sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaddata.layout.flow import Flow
from leaddata.layout.headings import Heading, strength, style_key

__all__ = ["without_title"]

_KNOWN = re.compile(
    r"(?:executive )?summary|introduction|abstract|foreword|preface|background|acknowledge?ments?|conclusions?|overview|"
    r"references|bibliography|appendi(?:x|ces)|about (?:the|this) .*|key (?:messages|findings|points)",
    re.IGNORECASE,
)


def without_title(flow: Flow, found: Sequence[Heading], contents: frozenset[int]) -> list[Heading]:
    """Leave out the title: the largest type, used once; and subtitle, authors and date below it."""
    if len(found) < 2:
        return list(found)
    first = found[0]
    top = flow.rows[0].page
    largest = max(one.style.size for one in found[1:])
    is_title = (
        first.page == top
        and first.number is None
        and not _KNOWN.fullmatch(first.cell.text)
        and (
            first.style.size > largest
            or (first.first == 0 and style_key(first.style) not in {style_key(one.style) for one in found[1:]})
        )
    )
    if not is_title:
        return list(found)
    rest = list(found[1:])
    last = first.last
    while rest and _adjoins(flow, last, rest[0]) and not (rest[0].number or _KNOWN.fullmatch(rest[0].cell.text)):
        run = _run_below(flow, rest, last)
        used = any(style_key(one.style) == style_key(rest[0].style) for one in rest[run:])
        larger = any(one.style.size > rest[0].style.size for one in rest[1:run])
        if used and not larger and rest[0].last + 1 not in contents:
            break
        last = rest.pop(0).last
    title = " ".join(first.cell.text.casefold().split())
    return [one for one in rest if " ".join(one.cell.text.casefold().split()) != title]


def _run_below(flow: Flow, headings: Sequence[Heading], last: int) -> int:
    """Return how many of *headings* follow row *last* without text in between."""
    count = 0
    for one in headings:
        if not _adjoins(flow, last, one):
            break
        last = one.last
        count += 1
    return count


def _adjoins(flow: Flow, last: int, heading: Heading) -> bool:
    """True if no body type stands between row *last* and a heading on the same page."""
    between = flow.rows[last + 1 : heading.first]
    return flow.rows[last].page == heading.page and all(strength(flow, row.style) > 0 for row in between)
