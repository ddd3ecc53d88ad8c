"""Who wrote a post, where the name stands in an element of its own behind or below the title and nothing says that it is one: the others of the list do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leaddata.clean.bylines import listed_names
from leaddata.model import Author
from leaddata.pipeline.html_lines import HtmlLine
from leaddata.pipeline.page_parts import link_text

__all__ = ["NamesBeside", "pictured"]

_MARKS = frozenset({"em", "i", "span", "small", "strong", "b", "cite", "p", "div"})
_STEPS = 3  # from a title to what stands behind it
_LONGEST = 120
_FEWEST = 3
_SHARE = 0.9  # of the elements that are like it
_EDGE = " |\u00b7\u2022\u2013\u2014,:/(-)"


class NamesBeside:
    """The elements behind titles that hold names, if those like them on the page do: topics stand there, too, and few of them look like names."""

    def __init__(self) -> None:
        self._known: dict[tuple[str | None, ...], bool] = {}

    def authors(self, title: Any, groups: frozenset[str]) -> tuple[tuple[Author, ...], Any]:
        """Return who is named behind *title*, and the element that says so; nothing and None if nobody is."""
        element = _behind(title)
        found = () if element is None else _named(element, groups)
        if element is None or not found:
            return (), None
        likeness = _likeness(element)
        if likeness not in self._known:
            alike = [one for one in element.getroottree().iter(element.tag) if _likeness(one) == likeness]
            named = [_named(one, groups) for one in alike]
            enough = len(set(named)) >= _FEWEST and sum(map(bool, named)) >= _SHARE * len(named)
            self._known[likeness] = enough
        return (found, element) if self._known[likeness] else ((), None)


def pictured(roots: Sequence[Any], lines: Sequence[HtmlLine], groups: frozenset[str]) -> tuple[tuple[Author, ...], Any]:
    """Return who is named in a line of its own as the text of a picture beside it names them, and that line's element; nothing and None if nobody is."""
    texts = {" ".join(alt.split()) for root in roots for one in root.iter("img") if (alt := one.get("alt"))}
    for line in lines if texts else ():
        text = line.text("title")
        if text in texts and not line.has("title"):
            found = listed_names(text, groups)
            if found and all(one.kind == "person" for one in found):
                return tuple([Author(text[one.start : one.end], one.kind) for one in found]), line.element
    return (), None


def _behind(title: Any) -> Any:
    """Return the element behind a title, with nothing but a sign between, or None."""
    one = title
    for _ in range(_STEPS):
        if one is None or (one.tail or "").strip(_EDGE + "\n\t\r\u00a0"):
            return None
        following = one.getnext()
        if following is not None:
            return following if following.tag in _MARKS else None
        one = one.getparent()
    return None


def _likeness(element: Any) -> tuple[str | None, ...]:
    parent = element.getparent()
    before = element.getprevious()
    return (
        element.tag,
        element.get("class"),
        None if parent is None else parent.tag,
        None if parent is None else parent.get("class"),
        None if before is None else before.tag,
    )


def _named(element: Any, groups: frozenset[str]) -> tuple[Author, ...]:
    if next(element.iter("a"), None) is not None:
        return ()
    text = link_text(element).strip(_EDGE)
    if not text or len(text) > _LONGEST:
        return ()
    found = listed_names(text, groups)
    if any(one.kind != "person" for one in found):
        return ()
    return tuple([Author(text[one.start : one.end], one.kind) for one in found])
