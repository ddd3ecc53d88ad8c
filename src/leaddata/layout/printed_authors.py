"""Authors as an abstract page prints them: names in links, numbers of affiliations beside them, iDs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from leaddata.layout.articles import Author
from leaddata.model import Cell, Node

__all__ = ["tied_authors"]

_MOST_GIVEN = 4
_MARK = re.compile(r"\d{1,2}")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]")


def tied_authors(root: Node, authors: tuple[Author[Cell], ...]) -> tuple[Author[Cell], ...]:
    """
    Return *authors* with the affiliations and iDs that the page prints for them, where its head says none, and in full.

    PubMed's head has family names and initials alone.

    An affiliation is that of a name if a link with its text, or a number that also begins it, stands beside the name.
    """
    authors = _in_full(root, authors)
    if not authors or any(author.affiliations or author.orcid for author in authors):
        return authors
    groups = _groups(root, authors)
    numbered = dict(_numbered(root))
    return (
        tuple(_tied(author, group, numbered) for author, group in zip(authors, groups, strict=True))
        if groups
        else authors
    )


def _in_full(root: Node, authors: tuple[Author[Cell], ...]) -> tuple[Author[Cell], ...]:
    """Return *authors*, of whom only initials are known, with their given names, if one element lists all of them in order."""
    people = [author for author in authors if author.collective is None]
    if not people or any(author.given is not None or not (author.initials and author.family) for author in people):
        return authors
    for parent in root.walk():
        children = [child for child in parent if child.text]
        if len(children) < len(authors):
            continue
        named: list[Author[Cell]] = []
        for child in children:
            full = _full(child, authors[len(named)]) if len(named) < len(authors) else None
            if full is not None:
                named.append(full)
        if len(named) == len(authors):
            return tuple(named)
    return authors


def _full(node: Node, author: Author[Cell]) -> Author[Cell] | None:
    """Return *author* with the given names that stand before the family name in an element; None if that is another's."""
    if author.family is None or author.initials is None:
        return author if author.collective and node.text.lstrip(", ").startswith(author.collective.text) else None
    ending = f" {author.family.text}{f' {author.suffix.text}' if author.suffix else ''}"
    for one in node.walk():
        given = one.text.removesuffix(ending)
        if given != one.text and len(given.split()) <= _MOST_GIVEN and given[:1] == author.initials.text[:1]:
            return replace(author, given=Cell(given, one.at))
    return None


def _groups(root: Node, authors: tuple[Author[Cell], ...]) -> list[Node] | None:
    """Return the element that holds each author's name and what belongs to it, or None if they are not all there."""
    names = [
        " ".join(cell.text for cell in (author.given, author.family, author.suffix) if cell is not None)
        for author in authors
    ]
    for parent in root.walk():
        children = [child for child in parent if child.text]
        if len(children) < len(names):
            continue
        found = [child for child in children if any(child.text.lstrip(", ").startswith(name) for name in names)]
        if len(found) == len(names) and all(
            one.text.lstrip(", ").startswith(name) for one, name in zip(found, names, strict=True)
        ):
            return found
    return None


def _tied(author: Author[Cell], group: Node, numbered: dict[str, Cell]) -> Author[Cell]:
    affiliations: list[Cell] = []
    orcid = None
    for node in group.walk():
        href = node.get("href") or ""
        title = node.attribute("title")
        if "orcid.org/" in href and (match := _ORCID.search(href)):
            orcid = Cell(match[0], node.at)
        elif title is not None and _MARK.fullmatch(node.text):
            affiliations.append(title)
        elif node.tag == "sup" and not any(child.get("title") for child in node.walk()):
            affiliations += [numbered[mark] for mark in _MARK.findall(node.text) if mark in numbered]
    return replace(author, affiliations=tuple(affiliations), orcid=orcid)


def _numbered(root: Node) -> Iterator[tuple[str, Cell]]:
    for node in root.find("li", "p", "div"):
        first = next(iter(node), None)
        if first is not None and first.tag == "sup" and _MARK.fullmatch(first.text):
            rest = node.text.removeprefix(first.text).strip()
            if rest:
                yield first.text, Cell(rest, node.at)
