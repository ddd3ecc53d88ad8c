"""A web page as a tree, and where in it posts are listed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from lxml import etree

from leaddata.errors import DocumentError
from leaddata.model import Locator
from leaddata.pipeline.index_block import only_link
from leaddata.pipeline.index_blocks import headed_blocks
from leaddata.pipeline.index_featured import Found, is_marked
from leaddata.pipeline.index_found import dated_rows, listed_posts
from leaddata.pipeline.long_lists import Thinned, taken_marks
from leaddata.pipeline.page_body import with_body
from leaddata.pipeline.page_cut import breaks_off, is_at_end
from leaddata.pipeline.page_parts import Regions
from leaddata.pipeline.page_paths import OWN_TAG
from leaddata.pipeline.page_says import PageSays, page_says

__all__ = ["Apart", "Opened", "opened"]


# An element of the page's own making; to all readers a box as any.
_CUSTOM = re.compile(r"<[a-z][a-z0-9]*-[a-z]")


class Apart(NamedTuple):
    """
    Elements of the list of a thinned page, by number.

    Attributes:
        alone: Those that hold a post alone: it does not reach beyond.
        torn: Those that are cut out, and before ones that a post reaches to: it may be another's.
    """

    alone: frozenset[int]
    torn: frozenset[int]


class Opened(NamedTuple):
    """
    A page.

    Attributes:
        root: Its tree.
        regions: Says what in it holds no posts.
        found: The posts, whole ones only.
        cut: The line on which it breaks off, or None.
        marks: Of a thinned page the elements of its list, with their numbers.
    """

    root: Any
    says: PageSays
    regions: Regions
    found: list[Found]
    cut: int | None
    marks: Mapping[Any, int]

    def apart(self) -> Apart | None:
        """Return which elements of the list hold a post alone; None if posts are set apart by more than their markup."""
        if sum(one.is_featured and not is_marked(one.block.roots[0]) for one in self.found) > 1:
            return None
        around = {above for one in self.marks for above in one.iterancestors()}
        alone: set[int] = set()
        torn: set[int] = set()
        for one in self.found:
            roots = one.block.roots
            within = {next((up for up in (root, *root.iterancestors()) if up in self.marks), None) for root in roots}
            numbers = sorted(self.marks[element] for element in within if element is not None)
            if not around.isdisjoint(roots):
                return None
            if len(within) == 1:
                alone.update(numbers)
            torn.update(after - 1 for before, after in pairwise(numbers) if after > before + 1)
        return Apart(frozenset(alone), frozenset(torn))


def opened(text: str, at: Locator, address: str = "", thin: Thinned | None = None) -> Opened:
    """
    Return a page with the posts in it.

    Args:
        at: Of the page.
        address: Of the page; empty where it is not known.
        thin: If *text* is what is left of a thinned page.

    Raises:
        DocumentError: If there is no element in it.
    """
    root = _parsed(text, at)
    marks = {} if thin is None else taken_marks(root)
    says = page_says(root, at, address)
    found, regions = listed_posts(root)
    if not found and not says.is_article:
        # A page whose content is called a sidebar or a widget by its maker.
        regions = Regions(strict=False)
        found = headed_blocks(root, regions) or _called_titles(root) or dated_rows(root)
    cut = breaks_off(text if thin is None else thin.text)
    if cut is not None and found and is_at_end(found[-1].block.roots[-1]):
        found = found[:-1]
    return Opened(root, says, regions, found, cut, marks)


def _called_titles(root: Any) -> list[Found]:
    """Return the posts whose titles are called so by their class alone; each has an address, and there are several."""
    found = [
        one
        for one in headed_blocks(root, Regions(), by_class=True)
        if one.block.link is not None or only_link(one.block) is not None
    ]
    return found if len(found) > 1 else []


def _parsed(text: str, at: object) -> Any:
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, etree.ParserError, ValueError) as error:
        msg = f"expected HTML, got {error}"
        raise DocumentError(msg, at=at) from error
    if root is None:
        msg = "expected HTML, got no element"
        raise DocumentError(msg, at=at, next_step="fetch it again")
    if OWN_TAG in text:
        etree.strip_attributes(root, OWN_TAG)  # it is ours to say
    if _CUSTOM.search(text):
        for element in root.iter():
            if isinstance(element.tag, str) and "-" in element.tag:
                element.set(OWN_TAG, element.tag)
                element.tag = "div"
    return with_body(root)
