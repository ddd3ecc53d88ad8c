"""Authors of an abstract page that names them neither in its head nor in linked data: by what their elements are called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaddata.clean.author_names import is_body
from leaddata.layout.articles import Author
from leaddata.layout.page_pieces import names_of
from leaddata.layout.text_authors import listed_authors
from leaddata.model import Cell, Node

__all__ = ["printed_names"]

_GIVEN = {"givenname", "givennames", "firstname", "forename", "fname"}
_FAMILY = {"surname", "familyname", "lastname", "lname"}
_SUFFIXES = {"suffix", "namesuffix", "honorificsuffix"}
_ONE = {
    "author",
    "authorname",
    "contribname",
    "contribauthor",
    "creator",
    "authorlink",
    "articleauthor",
    "loaauthorname",
}
_LISTS = {
    "authors", "authorlist", "authorslist", "authornames", "articleauthors", "byline", "contributors", "contriblist", "loa", "authorgroup",
    "articleauthorlist", "hlfldcontribauthor", "creators",
}  # fmt: skip
_APART_TAGS = {"nav", "aside", "footer", "head", "script", "style"}
_APART = {
    "reference", "references", "ref", "bibliography", "citation", "citations", "cited", "related", "similar", "recommended", "editor",
    "editors", "reviewer", "reviewers", "comment", "comments", "menu", "sidebar", "breadcrumb",
}  # fmt: skip
_MOST_WORDS = 7  # of one name


def printed_names(root: Node) -> tuple[Author[Cell], ...]:
    """
    Return the authors whose names stand in elements called so, in the order of the page; none where there are none.

    Given and family names that each have an element of their own are taken before names in one piece, and these before
    lists of names. Names of references, editors and comments, and those in menus and asides, are none.
    """
    for find in (_pairs, _whole, _listed):
        authors: dict[tuple[str, ...], Author[Cell]] = {}
        for author in find(root):
            authors.setdefault(_key(author), author)
        if (find is not _pairs and authors) or any(author.family for author in authors.values()):
            return tuple(authors.values())
    return ()


def _key(author: Author[Cell]) -> tuple[str, ...]:
    return tuple(
        cell.text if cell is not None else ""
        for cell in (author.family, author.given, author.initials, author.suffix, author.collective)
    )


def _called(node: Node) -> frozenset[str]:
    """Return the names that an element is called by, each without signs and in small letters."""
    called = " ".join(node.get(name) or "" for name in ("class", "id", "itemprop", "rel", "property"))
    return frozenset(re.sub(r"[\W_]+", "", word).lower() for word in called.split())


def _is_apart(node: Node) -> bool:
    return node.tag in _APART_TAGS or bool(names_of(node) & _APART)


def _open(node: Node) -> Iterator[Node]:
    """Yield an element and those in it, but for what stands apart."""
    if not _is_apart(node):
        yield node
        for child in node:
            yield from _open(child)


def _pairs(node: Node) -> Iterator[Author[Cell]]:
    """Yield those whose given and family name stand in an element each, within one that holds nobody else's."""
    family = [one for one in _open(node) if _called(one) & _FAMILY and one.text]
    if not family and _called(node) & _ONE and not _is_apart(node) and _is_short(node) and is_body(node.text):
        yield Author(None, None, collective=_cell(node))
    elif len(family) > 1:
        for child in node:
            yield from _pairs(child)
    elif family:
        given, suffix = (
            next((one for one in _open(node) if _called(one) & names and one.text), None)
            for names in (_GIVEN, _SUFFIXES)
        )
        if given is not None:
            yield Author(_cell(family[0]), _cell(given), None, _cell(suffix) if suffix is not None else None)


def _whole(node: Node) -> Iterator[Author[Cell]]:
    """Yield those whose name stands in an element called an author's name; within it, in one called the name."""
    if _is_apart(node):
        return
    if not _called(node) & _ONE:
        for child in node:
            yield from _whole(child)
        return
    inside = [one for child in node for one in _whole(child)]
    if inside:
        yield from inside
        return
    name = next((one for one in node.walk() if one is not node and "name" in _called(one) and one.text), node)
    if name.text and _is_short(name):
        found = listed_authors(_cell(name))
        yield from found if len(found) > 1 or (found and found[0].family) else ()


def _listed(node: Node) -> Iterator[Author[Cell]]:
    """Yield those of the first element called a list of authors whose text is one of names."""
    if _is_apart(node):
        return
    if _called(node) & _LISTS:
        items = [listed_authors(_cell(one)) for one in _items(node)]
        if len(items) > 1 and all(len(one) == 1 and (one[0].given or one[0].collective) for one in items):
            yield from (one[0] for one in items)
            return
        text = re.sub(r"^(?:by|authors?)\b[:\s]*", "", node.text, flags=re.IGNORECASE)
        found = listed_authors(Cell(text.rstrip(" ,;"), node.at)) if text else ()
        if found and all(author.given or author.initials or author.collective for author in found):
            yield from found
            return
    for child in node:
        found = tuple(_listed(child))
        if found:
            yield from found
            return


def _is_short(node: Node) -> bool:
    return len(node.text.split()) <= _MOST_WORDS


def _items(node: Node) -> list[Node]:
    """Return the elements of a list that each may hold a name: those of the first element that has several."""
    inside = [child for child in node if child.text]
    return _items(inside[0]) if len(inside) == 1 else inside


def _cell(node: Node) -> Cell:
    return Cell(" ".join(node.text.split()).strip(" ,;"), node.at)
