"""
Cut a text dump of a PDF into its pages.

PDF-to-text tools that keep no form feed still leave traces: a page starts with a line that is indented by one blank,
or with a running footer that was drawn first. A footer that prints its page number anchors the count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaddata.errors import LayoutError
from leaddata.model import Locator

__all__ = ["FOOTER", "split_pages"]

# A page number, a wide gap, and a running title that ends in a year.
FOOTER = re.compile(r"\s?(\d{1,4})\s{2,}(\S.*(?:19|20)\d\d)\s*")
_PAGE_START = re.compile(r" \S")


def split_pages(
    lines: Sequence[str], snapshot_id: str, lost_pages: Sequence[int] = ()
) -> list[tuple[int, list[tuple[int, str]]]]:
    """
    Return ``(page number, [(line number, line)])`` for each page; a text without footers is one page.

    Args:
        lines: The whole text, one string a line.
        lost_pages: Numbers to skip, of pages that the text does not hold.

    Raises:
        LayoutError: If a footer's number is not the one counted.
    """
    numbered = list(enumerate(lines, start=1))
    anchors = {count: int(match[1]) for count, line in numbered if (match := FOOTER.fullmatch(line))}
    if not anchors:
        return [(1, numbered)]
    starts = [count for count, line in numbered if count in anchors or _PAGE_START.match(line)]
    if starts[0] != 1:
        starts.insert(0, 1)
    numbers = _number(starts, anchors, snapshot_id, lost_pages)
    ends = [*starts[1:], len(lines) + 1]
    return [(number, numbered[start - 1 : end - 1]) for number, start, end in zip(numbers, starts, ends, strict=True)]


def _number(starts: Sequence[int], anchors: dict[int, int], snapshot_id: str, lost_pages: Sequence[int]) -> list[int]:
    first = next(index for index, start in enumerate(starts) if start in anchors)
    number = anchors[starts[first]]
    for _ in range(first):
        number = _step(number, -1, lost_pages)
    numbers: list[int] = []
    for start in starts:
        if numbers:
            number = _step(number, 1, lost_pages)
        if anchors.get(start, number) != number:
            msg = f"expected the footer of page {number}, got that of page {anchors[start]}"
            step = "a page is missing before it: restore it, or name it in `lost_pages` of the source"
            raise LayoutError(msg, at=Locator(snapshot_id, lines=(start, start)), next_step=step)
        numbers.append(number)
    return numbers


def _step(number: int, by: int, lost_pages: Sequence[int]) -> int:
    number += by
    while number in lost_pages:
        number += by
    return number
