"""
Entries of a reference list in author-date style.

``Author (year). Title. Container or publisher. Available at: address (accessed on date).``
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from leaddata.errors import LayoutError
from leaddata.layout.blocks import Block
from leaddata.layout.join import join_words
from leaddata.model import Cell, Reading

__all__ = ["CitedWork", "cited_work"]

_ENTRY = re.compile(
    r"(?P<authors>[^()]+?)\s*\((?P<year>\d{4})[a-z]?\)\.\s*"
    r"(?:[\u2018'](?P<quoted>[^\u2019]+?)[\u2019']\.?|(?P<title>.+?)\.)\s+"
    r"(?P<rest>.*?)\s*"
    r"(?:Available at:\s*(?P<url>\S+?)\s*(?:\(accessed(?: on)? (?P<accessed>\d{1,2} \w+ \d{4})\))?)?\.?"
)
_AUTHOR = re.compile(r"[^\W\d_][\w\u2019'-]*(?: [\w\u2019'-]+)? [A-Z]{1,3}")
_DAY_MONTH = re.compile(r"\d{1,2} [A-Z][a-z]+")
_NUMBER = re.compile(r"(?:Cm|Cmnd|Cd|No)\.? \d+")


@dataclass(frozen=True, slots=True)
class CitedWork:
    """The cells of a reference; None where it prints nothing of the kind."""

    printed: Cell
    authors: tuple[Cell, ...]
    year: Cell
    title: Cell
    container: Cell | None
    publisher: Cell | None
    number: Cell | None
    issued: Cell | None
    url: Cell | None
    accessed: Cell | None

    def authors_reading(self) -> Reading:
        """Return the list of authors."""
        first, last = self.authors[0], self.authors[-1]
        start = self.printed.text.index(first.text)
        whole = self.printed.part(start, self.printed.text.index(last.text) + len(last.text))
        return whole.means([author.text for author in self.authors], "printed")


def cited_work(block: Block) -> CitedWork:
    """
    Read a reference.

    Raises:
        LayoutError: If it has not the form above.
    """
    cell = join_words(block.cell.words, address_breaks=True) if block.cell.words else block.cell
    match = _ENTRY.fullmatch(cell.text)
    if match is None:
        msg = f"expected 'Author (year). Title. Publisher.', got {cell.text!r}"
        raise LayoutError(msg, at=cell.at)

    def part(name: str) -> Cell | None:
        return cell.part(*match.span(name)) if match[name] else None

    title = part("quoted") or part("title")
    year = part("year")
    if title is None or year is None:
        msg = f"expected a title and a year, got {cell.text!r}"
        raise LayoutError(msg, at=cell.at)
    work = CitedWork(cell, _authors(cell, match), year, title, None, None, None, None, part("url"), part("accessed"))
    return _with_rest(work, cell, match)


def _authors(cell: Cell, match: re.Match[str]) -> tuple[Cell, ...]:
    start, end = match.span("authors")
    names = [one.strip() for one in match["authors"].split(",")]
    if not all(_AUTHOR.fullmatch(name) for name in names):
        return (cell.part(start, end),)
    cells: list[Cell] = []
    for name in names:
        where = cell.text.index(name, start)
        cells.append(cell.part(where, where + len(name)))
        start = where + len(name)
    return tuple(cells)


def _with_rest(work: CitedWork, cell: Cell, match: re.Match[str]) -> CitedWork:
    """Share out what stands between title and address: publisher, series number, journal and day of issue."""
    start = match.start("rest")
    found: dict[str, Cell] = {}
    for piece in re.finditer(r"[^.]+", match["rest"]):
        part = cell.part(start + piece.start(), start + piece.end())
        if not part.text:
            continue
        head, _, tail = part.text.rpartition(", ")
        if _NUMBER.fullmatch(part.text):
            found["number"] = part
        elif head and _DAY_MONTH.fullmatch(tail):
            found["container"] = part.part(0, len(head))
            found["issued"] = part.part(len(part.text) - len(tail), len(part.text))
        elif match["quoted"] and "container" not in found:
            found["container"] = part
        else:
            found["publisher"] = part
    return replace(
        work,
        container=found.get("container"),
        publisher=found.get("publisher"),
        number=found.get("number"),
        issued=found.get("issued"),
    )
