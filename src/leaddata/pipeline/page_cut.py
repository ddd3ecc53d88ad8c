"""Where a web page breaks off: at its end tags and boxes are open that every page closes."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

__all__ = ["breaks_off", "is_at_end"]

_ENDS = ("</html", "</body", "</HTML", "</BODY")
_OPEN_TAG = re.compile(r"</?[a-zA-Z][^<>]*\Z|</?\Z")
_SCRIPTS = re.compile(
    r"<(?P<tag>script|style|textarea|template)\b.*?(?:</(?P=tag)\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)
_BOXES = re.compile(r"<(?P<end>/?)(?P<tag>div|ul|ol|table|section|article|main)(?=[\s>])", re.IGNORECASE)


def breaks_off(text: str) -> int | None:
    """Return the line on which a page breaks off, or None: its last tags may be left out, the end of a box may not."""
    if any(text.rfind(end) >= 0 for end in _ENDS):
        return None
    last = text.rfind("<")
    if _OPEN_TAG.match(text, last) if last >= 0 else False:
        return text.count("\n") + 1
    boxes: Counter[str] = Counter()
    for box in _BOXES.finditer(_SCRIPTS.sub("", text)):
        boxes[box["tag"].lower()] += -1 if box["end"] else 1
    return text.rstrip().count("\n") + 1 if any(count > 0 for count in boxes.values()) else None


def is_at_end(element: Any) -> bool:
    """True if nothing of the page stands behind an element."""
    while element is not None:
        if (element.tail or "").strip() or any(isinstance(one.tag, str) for one in element.itersiblings()):
            return False
        element = element.getparent()
    return True
