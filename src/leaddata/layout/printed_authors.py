"""Authors as an abstract page prints them: names in links, numbers of affiliations beside them, iDs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from leaddata.layout.articles import Author
from leaddata.model import Cell, Node

__all__ = ["tied_authors"]

_MARK = re.compile(r"\d{1,2}")
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]")


def tied_authors(root: Node, authors: tuple[Author[Cell], ...]) -> tuple[Author[Cell], ...]:
    """
    Return *authors* with the affiliations and iDs that the page prints for them, where its head says none.

    An affiliation is that of a name if a link with its text, or a number that also begins it, stands beside the name.
    """
    if not authors or any(author.affiliations or author.orcid for author in authors):
        return authors
    groups = _groups(root, authors)
    numbered = dict(_numbered(root))
    return (
        tuple(_tied(author, group, numbered) for author, group in zip(authors, groups, strict=True))
        if groups
        else authors
    )


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
