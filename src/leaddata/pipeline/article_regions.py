"""Parts of a page with one article that are none of its text: what others say, other articles, what is not shown, who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from leaddata.clean.page_words import COMMENTS, MOST_READ, OTHERS
from leaddata.pipeline.article_keys import short_key, text_key, word_count
from leaddata.pipeline.html_lines import tokens_of
from leaddata.pipeline.page_parts import Regions, link_text

__all__ = ["READERS", "comments_of", "hidden_in", "others_in", "regions_in"]

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_INLINE = frozenset({"span", "strong", "b"})
_LABELS = ("p", "div", "span", "strong", "b", "dt", "legend")
READERS = frozenset(
    {"comment", "comments", "commentlist", "reply", "replies", "respond", "talkback", "talkbacks", "discussion"}
)
_LONGEST = 80  # letters
_LONGEST_LABEL = 40
_LONG = 20  # words
_MOST_ABOUT = 120
_GOES_ON = 2
_MOST_LOOKED_AT = 20
_WHOLE = frozenset({"body", "html", "main", "article"})
_UNSEEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"[.#][\w-]+")
_ADS = frozenset({"ad", "ads", "advert", "advertisement", "adspace", "promo", "sponsored", "newsletter"})
_ABOUT_AUTHOR = frozenset({"box", "bio", "info", "about", "card", "profile", "description", "details"})


def regions_in(root: Any, regions: Regions) -> Regions:
    """Return the same *regions*; of a page that is all in a form, as ASP.NET sets it, such that take the form for no part of it."""
    return _RegionsOfForm() if any(_is_around_page(one) for one in root.iter("form")) else regions


class _RegionsOfForm(Regions):
    def _is_outside(self, element: Any) -> bool:
        return super()._is_outside(element) and not _is_around_page(element)


def _is_around_page(element: Any) -> bool:
    return element.tag == "form" and any(True for _ in element.iter("h1"))


def hidden_in(root: Any) -> list[Any]:
    """Return the elements that a style of the page does not show: those of its own style sheets too, if a rule names one class or id."""
    rules = [rule for style in root.iter("style") for rule in _RULE.findall((style.text or "").partition("@")[0])]
    unseen = {
        name.strip()
        for names, said in rules
        if _UNSEEN.search(said)
        for name in names.split(",")
        if _SIMPLE.fullmatch(name.strip())
    }
    found = (one for one in root.iter() if isinstance(one.tag, str) and one.attrib and _is_unseen(one, unseen))
    return [one for one in found if not _goes_on(one)]


def _goes_on(element: Any) -> bool:
    """True of the rest of a text that a button shows: paragraphs below the first ones."""
    before, inside = element.itersiblings("p", preceding=True), element.iter("p")
    return all(sum(_is_prose(one, _LONG) for one in ones) >= _GOES_ON for ones in (before, inside))


def comments_of(root: Any) -> list[Any]:
    """Return what stands under the heading of comments."""
    found: list[Any] = []
    for heading in root.iter(*_HEADINGS):
        if _says(heading, COMMENTS, _LONGEST):
            found += _below(heading, to_end=True)
    return found


def others_in(root: Any) -> list[Any]:
    """Return the lists of other articles, the advertisements, and the boxes about who wrote."""
    found: list[Any] = []
    for heading in chain(root.iter(*_HEADINGS), root.iter(*_LABELS)):
        if heading.tag in _INLINE and not _is_first(heading):
            # "(MORE: another story)" in a sentence.
            continue
        most = _LONGEST if heading.tag in _HEADINGS else _LONGEST_LABEL
        if _says(heading, OTHERS, most) or (heading.tag in _HEADINGS and _says(heading, MOST_READ, most)):
            found += _below(heading, to_end=False)
    return found + [
        one for one in root.iter("div", "section", "aside", "p", "ul") if one.get("class") and _is_beside(one)
    ]


def _says(element: Any, what: re.Pattern[str], most: int) -> bool:
    return len(element) <= 2 and short_key(element, most) is not None and what.fullmatch(link_text(element)) is not None


def _below(heading: Any, *, to_end: bool) -> Iterator[Any]:
    """Yield what a heading is that of: the box that it begins, else what follows it, up to the next heading or, of a list, prose."""
    holder, key = heading, text_key(link_text(heading))
    while _is_first(holder) and holder.getparent().tag not in _WHOLE:
        holder = holder.getparent()
        if short_key(holder, 2 * _LONGEST) != key:
            # What else begins with it is the box, unless it is the page with a heading such as this.
            if not any(True for _ in holder.iter("h1")):
                yield holder
                # Each comment may stand in a box of its own beside that with their heading.
                yield from (one for one in holder.itersiblings() if to_end and _is_of_readers(one))
            return
    yield heading
    for after in holder.itersiblings():
        if not isinstance(after.tag, str):
            continue
        # A label that is no heading is that of the links right below it.
        prose = _is_prose(after) if heading.tag not in _HEADINGS else after.tag == "p" and _is_prose(after, _LONG)
        if not to_end and (after.tag in (*_HEADINGS, "h1") or prose):
            return
        if any(True for _ in after.iter("h1")) or (
            heading.tag in _HEADINGS and after.tag in _HEADINGS and after.tag < heading.tag
        ):
            return
        yield after


def _is_of_readers(element: Any) -> bool:
    return isinstance(element.tag, str) and any(
        not READERS.isdisjoint(tokens_of(one))
        for one in islice(element.iter("div", "li", "section", "article", "p", "ul", "ol"), _MOST_LOOKED_AT)
    )


def _is_first(element: Any) -> bool:
    """True if nothing is said before an element in the one around it."""
    parent = element.getparent()
    if parent is None or (parent.text or "").strip():
        return False
    return not any(
        (before.tail or "").strip() or (isinstance(before.tag, str) and link_text(before))
        for before in element.itersiblings(preceding=True)
    )


def _is_prose(element: Any, least: int = 1) -> bool:
    """True of what says so many words, most of them in no link."""
    said, linked = word_count(link_text(element)), word_count(*(link_text(link) for link in element.iter("a")))
    return said >= least and 2 * linked < said


def _is_unseen(element: Any, unseen: set[str]) -> bool:
    if (style := element.get("style")) and _UNSEEN.search(style):
        return True
    return bool(unseen) and (
        f"#{element.get('id')}" in unseen or any(f".{one}" in unseen for one in (element.get("class") or "").split())
    )


def _is_beside(element: Any) -> bool:
    """True of a box whose class says that it is an advertisement, or that it tells of who wrote."""
    words = tokens_of(element)
    if words & _ADS:
        return True
    return "author" in words and bool(words & _ABOUT_AUTHOR) and word_count(link_text(element)) <= _MOST_ABOUT
