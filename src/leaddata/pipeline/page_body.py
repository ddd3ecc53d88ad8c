"""The body of a page whose maker leaves out its tags, as HTML lets them: libxml2 takes elements that it does not know for parts of the head."""

from __future__ import annotations

from itertools import chain
from typing import Any

from lxml import etree

__all__ = ["with_body"]

_OF_HEAD = frozenset("title meta link base style script noscript template basefont bgsound".split())  # noqa: SIM905


def with_body(root: Any) -> Any:
    """Return the tree of a page, what no head can hold moved from there to the start of the body, as browsers read it."""
    head = root.find("head")
    first = None if head is None else next((one for one in head if one.tag not in _OF_HEAD), None)
    if head is None or first is None:
        return root
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    moved = list(chain([first], first.itersiblings()))
    moved[-1].tail = (moved[-1].tail or "") + (body.text or "")
    body.text = None
    body[:0] = moved
    return root
