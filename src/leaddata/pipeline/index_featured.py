"""Which of the posts of a page stand apart from the others: marked so, alone at the top, or above the first label."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from leaddata.clean.printed_dates import is_date_alone
from leaddata.pipeline.html_lines import tokens_of
from leaddata.pipeline.index_block import Block
from leaddata.pipeline.page_parts import link_text

__all__ = ["Found", "is_marked", "tag_path", "with_featured"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_STICKY = frozenset({"sticky", "featured", "hero", "lead", "spotlight", "pinned", "highlight", "highlighted"})


class Found(NamedTuple):
    """A block, and whether it stands apart from the others."""

    block: Block
    is_featured: bool


def with_featured(root: Any, found: list[Block]) -> list[Found]:
    """Say which posts stand apart: marked so, alone of their kind at the top, or above the first label."""
    paths = [tag_path(block.roots[0]) for block in found]
    counts = Counter(paths)
    main = counts.most_common(1)[0][1]
    labels = _above_label(root, found)
    result = []
    leading = True
    for number, block in enumerate(found):
        alone = leading and number == 0 and main >= 2 and counts[paths[0]] == 1
        leading = leading and alone
        marked = is_marked(block.roots[0]) and len(found) > 1
        result.append(Found(block, marked or alone or number < labels))
    # A class that all of them have says nothing.
    if len(result) > 2 and sum(one.is_featured for one in result) * 2 > len(result):
        return [Found(one.block, is_featured=False) for one in result]
    return result


def is_marked(element: Any) -> bool:
    """True of what the markup says leads the posts, or stands apart from them."""
    return bool(tokens_of(element) & _STICKY)


def _above_label(root: Any, found: list[Block]) -> int:
    """Return how many posts stand above the first heading that is none of theirs and stands among them."""
    starts = {block.roots[0]: number for number, block in enumerate(found)}
    within = {part for block in found for part in block.roots}
    seen = 0
    for element in root.iter(*_HEADINGS, *{part.tag for part in starts}):
        if element in starts:
            seen = starts[element] + 1
            if 4 * seen > len(found) and seen > 1:
                return 0
        elif (
            seen
            and element.tag in _HEADINGS
            and not is_date_alone(link_text(element))
            and not any(one in within for one in (element, *element.iterancestors()))
        ):
            return seen if seen < len(found) else 0
    return 0


def tag_path(element: Any) -> str:
    """Return the names of an element and those around it, links left out."""
    return "/".join([tag for one in (element, *element.iterancestors()) if (tag := str(one.tag)) != "a"])
