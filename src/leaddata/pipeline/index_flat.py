"""Blocks that no element holds together: a title, and what stands beside it up to the next title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from leaddata.clean.partial_dates import is_part_of_day
from leaddata.clean.printed_dates import find_dates, is_date_alone
from leaddata.pipeline.html_lines import tokens_of
from leaddata.pipeline.index_block import Block
from leaddata.pipeline.page_parts import is_pager, link_text

__all__ = ["flat_blocks"]

_OPEN = frozenset(
    {"h1", "h2", "h3", "h4", "h5", "h6", "p", "dt", "dd", "tr", "header", "a", "span", "div", "strong", "b"}
)
_ENDS = frozenset({"nav", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "aside", "article", "main"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PAGERS = frozenset({"pagination", "pager", "navigation", "nav", "comments", "sidebar", "footer", "paging"})
_MOST_PARTS = 40
_FEWEST_TYPED = 2
_FEW = 3  # elements in one that is a day
_LONGEST_LEAD, _MOST_OF_LEAD = 100, 14
_SIGNS = " \n\t\r\u00a0|,.;:/\u00b7\u2022\u2013\u2014-"


def flat_blocks(titles: Sequence[tuple[Any, Any, Any]]) -> list[Block]:
    """
    Return a block for each title, in the same order.

    Args:
        titles: Of each the element, the largest element that has no other title in it, and its link.
    """
    roots = {root for _, root, _ in titles}
    stops = roots | _around(roots)
    following: dict[Any, tuple[Any, ...]] = {}
    by_parent: dict[Any, list[Any]] = defaultdict(list)
    for _, root, _ in titles:
        by_parent[root.getparent()].append(root)
    dates: dict[Any, Any] = {}
    above: dict[Any, Any] = {}
    for ones in by_parent.values():
        _join_siblings(ones, stops, following, dates)
    for _, root, _ in titles:
        before = root.getprevious()
        # What stands above the one before stands above this one, too.
        above[root] = above[before] if before in above else _date_above(root, roots)
    return [
        _with_tails(Block((root, *following.get(root, ())), element, link, dates.get(root, above[root])))
        for element, root, link in titles
    ]


def _around(roots: set[Any]) -> set[Any]:
    """Return what holds one of *roots*; each element is looked at once."""
    found: set[Any] = set()
    for root in roots:
        for above in root.iterancestors():
            if above in found:
                break
            found.add(above)
    return found


def _with_tails(block: Block) -> Block:
    """Return a block with the text between its elements, if it is typed so; what stands behind a rule is of the next."""
    if len(block.roots) < _FEWEST_TYPED or block.roots[0].tag == "a":
        return block
    roots = block.roots[:-1] if block.roots[-1].tag == "hr" else block.roots
    return block._replace(roots=roots, tails=True) if any((one.tail or "").strip(_SIGNS) for one in roots) else block


def _join_siblings(
    ones: list[Any], roots: set[Any], following: dict[Any, tuple[Any, ...]], dates: dict[Any, Any]
) -> None:
    """Give each of *ones*, children of one parent, the siblings up to the next."""
    if ones[0].tag not in _OPEN:
        return
    if ones[0].tag == "dd":
        following.update((one, _entry_of(one, roots, dates)) for one in ones)
        return
    runs = [_run(one, roots) for one in ones]
    filled = sum(bool(run) for run in runs[:-1])
    # A div is a box of its own unless most of them have something beside them.
    if ones[0].tag == "div" and (len(ones) < 2 or 3 * filled < 2 * (len(ones) - 1)):
        return
    if len(ones) > 2:
        longest = max(len(run) for run in runs[:-1])
        runs[-1] = runs[-1][: longest or 0]
    _part_days(ones, runs, dates)
    for one, run in zip(ones, runs, strict=True):
        following[one] = tuple(run)


def _part_days(ones: list[Any], runs: list[list[Any]], dates: dict[Any, Any]) -> None:
    """Give the days between titles to the title below, where one stands above the first."""
    before = ones[0].getprevious()
    if len(ones) > 1 and _is_lead(before) and all(run and _is_lead(run[-1]) for run in runs[:-1]):
        # The day stands above its title, with who wrote.
        leads = [before, *(run.pop() for run in runs[:-1])]
        for run, lead in zip(runs, leads, strict=True):
            run.append(lead)
    elif _is_day(before) and sum(bool(run) and _is_day(run[-1]) for run in runs[:-1]) * 2 >= len(runs) - 1:
        # The date stands above its title, not below the text before.
        dates[ones[0]] = before
        for number, run in enumerate(runs[:-1]):
            if run and _is_day(run[-1]):
                dates[ones[number + 1]] = run[-1]
                runs[number] = run[:-1]


def _entry_of(root: Any, roots: set[Any], dates: dict[Any, Any]) -> tuple[Any, ...]:
    """Return what else is in the entry of a list of definitions whose title stands in a ``dd``: the day in its ``dt`` is set apart."""
    terms: list[Any] = []
    for before in root.itersiblings("dt", "dd", preceding=True):
        if before in roots or (terms and before.tag == "dd"):
            break
        terms.append(before)
    if terms and not any(one.tag == "dt" for one in terms):
        terms = []
    days = [one for one in terms if _is_day(one)]
    if days:
        dates[root] = days[0]
    after = takewhile(lambda one: one.tag == "dd" and one not in roots, root.itersiblings("dt", "dd"))
    return (*(one for one in reversed(terms) if one not in days), *after)


def _run(root: Any, roots: set[Any]) -> list[Any]:
    """Return the siblings after *root* up to the next title or the end of the list."""
    found: list[Any] = []
    after = root.getnext()
    while after is not None and after not in roots and len(found) < _MOST_PARTS:
        if not isinstance(after.tag, str):
            after = after.getnext()
            continue
        if (
            (after.tag in _ENDS and (found or not _is_below(after, root)))
            or tokens_of(after) & _PAGERS
            or is_pager(after)
        ):
            break
        found.append(after)
        after = after.getnext()
    return found


def _is_below(heading: Any, title: Any) -> bool:
    """True of a heading of a lower level than the one before: "Posted by" under a title."""
    return heading.tag in _HEADINGS and title.tag in _HEADINGS and heading.tag > title.tag


def _date_above(root: Any, roots: set[Any]) -> Any:
    """Return the date that stands as a heading above several posts, or None."""
    for element in (root, root.getparent()):
        before = element.getprevious() if element is not None else None
        for _ in range(3):
            if before is None:
                break
            if _is_day(before):
                return before
            if before not in roots:
                break
            before = before.getprevious()
    return None


def _is_lead(element: Any) -> bool:
    """True of a short line with a day and something beside it."""
    if element is None or not isinstance(element.tag, str) or element.tag in _ENDS or _is_day(element):
        return False
    text = link_text(element)
    return len(text) <= _LONGEST_LEAD and len(text.split()) <= _MOST_OF_LEAD and bool(find_dates(text))


def _is_day(element: Any) -> bool:
    """True of a date, and of a day whose year stands elsewhere: in a heading above, or for machines alone."""
    if _is_date(element):
        return True
    if element is None or not isinstance(element.tag, str) or len(element) > _FEW:
        return False
    return is_part_of_day(link_text(element), of_month=element.tag == "dt")


def _is_date(element: Any) -> bool:
    return (
        element is not None
        and isinstance(element.tag, str)
        and len(element) <= _FEW
        and is_date_alone(link_text(element))
    )
