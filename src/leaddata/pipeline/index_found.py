"""Where on a page its posts stand: below headings, in rows of links, or both where a hero leads a list without headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leaddata.clean.printed_dates import find_dates
from leaddata.pipeline.index_block import Block, only_link
from leaddata.pipeline.index_blocks import headed_blocks
from leaddata.pipeline.index_featured import Found
from leaddata.pipeline.index_links import linked_blocks
from leaddata.pipeline.index_others import is_other_part
from leaddata.pipeline.page_parts import Regions, label_above, link_text

__all__ = ["dated_rows", "listed_posts"]

_FEW = 3
_MANY = 60
_HEAD = 600
_MOST_BEFORE = 4  # words before a title


def listed_posts(root: Any) -> tuple[list[Found], Regions]:
    """Return the posts that a page lists, in its order, and what of it holds none."""
    regions = Regions()
    found = headed_blocks(root, regions)
    if found and not _may_be_labels(found):
        return found, regions
    rows = linked_blocks(root, Regions())
    if not found:
        return [Found(block, is_featured=False) for block in rows], Regions()
    others = sum(one.block.link is not None and is_other_part(one.block.link.get("href")) for one in found)
    if len(rows) <= max(len(found) - others, _FEW - 1) or not all(map(_is_dated_row, rows[:_MANY])):
        return found, regions
    around = {above for block in rows for root in block.roots for above in (root, *root.iterancestors())}
    within = {one for block in rows for root in block.roots for one in root.iter()}
    places = {block.link.get("href") for block in rows}
    leading = [
        _apart(one.block, around)
        for one in found
        if one.block.link is not None and one.block.link.get("href") not in places and one.block.title not in within
    ]
    listed = [Found(block, is_featured=True) for block in leading if not is_other_part(block.link.get("href"))]
    order = {element: number for number, element in enumerate(root.iter())}
    listed += [Found(block, is_featured=False) for block in rows]
    return sorted(listed, key=lambda one: order[one.block.roots[0]]), regions


def dated_rows(root: Any) -> list[Found]:
    """Return the posts of a list whose maker calls it a menu or a widget, if each has a day."""
    rows = linked_blocks(root, Regions(strict=False))
    rows = [block for block in rows if not any(label_above(block.roots[0], set()))]  # "Recent posts" is no page's list
    dated = [block for block in rows if block.dated is not None or _is_dated_row(block)]
    return [Found(block, is_featured=False) for block in rows] if _FEW <= len(dated) == len(rows) else []


def _apart(block: Block, around: set[Any]) -> Block:
    """Return the block of a title that has nothing of the rows in it."""
    element = block.title
    while (parent := element.getparent()) is not None and parent not in around:
        element = parent
    return block._replace(roots=(element,))


def _may_be_labels(found: Sequence[Found]) -> bool:
    """True of a post or two, of headings that lead nowhere, and of events and the like: the list may be another one."""
    if len(found) < _FEW:
        return True
    if len(found) > _MANY:
        return False
    if all(one.block.link is None for one in found):
        return 2 * sum(only_link(one.block) is None for one in found) >= len(found)
    other = sum(one.block.link is not None and is_other_part(one.block.link.get("href")) for one in found)
    return 2 * other > len(found)


def _is_dated_row(block: Block) -> bool:
    """True of a row with a day that begins with its title, or next to."""
    text = " \n ".join(block.strings())[:_HEAD]
    dates = find_dates(text)
    if not dates:
        return False
    before = " ".join(text.split()).partition(link_text(block.title))[0]
    return len(before.split()) <= _MOST_BEFORE or bool(find_dates(before))
