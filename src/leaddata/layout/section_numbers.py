"""Numbers of sections that stand alone in the margin of the page that a section opens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaddata.layout.flow import Flow
from leaddata.layout.furniture import in_margin
from leaddata.layout.headings import Heading
from leaddata.layout.join import join_words
from leaddata.model import Cell

__all__ = ["with_section_numbers"]


def with_section_numbers(flow: Flow, headings: Sequence[Heading], levels: Sequence[int]) -> list[Cell | None]:
    """
    Return the number of each heading, or None.

    A heading of level 1 without a number of its own takes the one in the margin of its page, if it is the first there and
    these numbers count from 1.
    """
    own = [heading.cell.part(*heading.number.label) if heading.number else None for heading in headings]
    lone = _lone_numbers(flow)
    found = list(own)
    expected = 1
    taken: set[int] = set()
    for index, (heading, level) in enumerate(zip(headings, levels, strict=True)):
        if level != 1 or own[index] is not None or heading.page in taken or heading.page not in lone:
            continue
        taken.add(heading.page)
        if int(lone[heading.page].text) != expected:
            return own
        found[index] = lone[heading.page]
        expected += 1
    return found if expected > 2 else own


def _lone_numbers(flow: Flow) -> dict[int, Cell]:
    """Return ``{page: number}`` of pages with one lone number in the margin that is not the page's own."""
    lone: dict[int, Cell] = {}
    for page in flow.pages:
        numbers = [
            line for line in page.lines
            if re.fullmatch(r"\d{1,2}", line.text) and in_margin(line, page) and line.text != str(page.number)
        ]  # fmt: skip
        if len(numbers) == 1:
            lone[page.number] = join_words(numbers[0].words)
    return lone
