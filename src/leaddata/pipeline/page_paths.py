"""Where an element of a web page stands: its XPath."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["OWN_TAG", "Paths"]

# The tag as printed of an element that is read as another.
OWN_TAG = "data-leaddata-tag"


class Paths:
    """
    XPaths of elements, each parent's children counted once: thousands of siblings cost no more than one pass.

    Args:
        gaps: How many siblings of the same tag stand before an element that are not in the tree.
    """

    def __init__(self, gaps: Mapping[Any, int] | None = None) -> None:
        self._known: dict[Any, str] = {}
        self._gaps = gaps or {}

    def of(self, element: Any) -> str:
        """Return the path of *element* from the root."""
        chain = []
        while element is not None and element not in self._known:
            chain.append(element)
            element = element.getparent()
        for one in reversed(chain):
            parent = one.getparent()
            if parent is None:
                self._known[one] = f"/{_tag(one)}"
                continue
            self._count(parent)
        return self._known[chain[0]] if chain else self._known[element]

    def _count(self, parent: Any) -> None:
        above = self._known[parent]
        children = [child for child in parent if isinstance(child.tag, str)]
        total: dict[str, int] = {}
        for child in children:
            tag = _tag(child)
            total[tag] = total.get(tag, 0) + 1
        seen: dict[str, int] = {}
        for child in children:
            tag = _tag(child)
            seen[tag] = seen.get(tag, 0) + 1 + self._gaps.get(child, 0)
            self._known[child] = f"{above}/{tag}" + (f"[{seen[tag]}]" if total[tag] > 1 else "")


def _tag(element: Any) -> str:
    return str(element.get(OWN_TAG) or element.tag) if element.tag == "div" else str(element.tag)
