"""
The parts of a reference, in any of the common styles.

Harvard and APA: ``Author (year). Title. Container or publisher. Available at: address (accessed on date).``; Vancouver:
``Author. Title. Journal. Year;volume:pages.`` or ``Author. Title. Place: Publisher; Year.`` A title in quotation marks or
italics is told by these. What cannot be told is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from leaddata.clean.dates import parse_date, parse_partial_date
from leaddata.errors import LayoutError
from leaddata.layout.blocks import Block
from leaddata.layout.cited_authors import author_spans
from leaddata.layout.cited_titles import dated_parts, quoted_title, untitled_parts
from leaddata.layout.cited_vancouver import vancouver_parts
from leaddata.layout.join import join_words
from leaddata.model import Cell, Reading

__all__ = ["CitedWork", "cited_work", "parse_accessed", "read_reference"]

_DATE = r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+\.? \d{4}|[A-Z][a-z]+\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4} [A-Z][a-z]+\.? \d{1,2}|\d{4}-\d\d-\d\d"
_ACCESSED = re.compile(
    rf"[\[(]?\b(?:[Ll]ast |[Dd]ate )?(?:[Aa]ccessed|[Rr]etrieved|[Vv]iewed|[Cc]ited|[Vv]isited|[Cc]onsulted)(?: on)?:?,?\s+(?P<date>{_DATE})[\])]?"
)
_ADDRESS = re.compile(r"<?(?P<url>(?:https?://|www\.)[^\s<>]+)>?")
_LEAD = re.compile(
    r"[\s.,;(\[]*\b(?:(?:[Aa]vailable|[Aa]ccessible)(?: online)?(?: at| from| via)?|(?:[Aa]ccessed|[Rr]etrieved)?\s?(?:from|at)|URL|[Oo]nline(?: at)?|[Ww]eb(?:site)?)\s*:?\s*$"
)
_DOI = re.compile(r"(?:\bdoi:?\s*)10\.\d{4,9}/\S+", re.IGNORECASE)
_AUTHOR_YEAR = re.compile(
    r"(?P<authors>[^()\[\]]{2,600}?(?:\((?:[Ee]ds?\.?|editors?|[A-Z]{2,8}s?)\)[.,]?\s*)?)[,.]?\s*"
    r"[(\[](?:c\.?\s?)?(?:(?P<year>(?:1[5-9]|20)\d\d)[a-z]?(?:[/\u2013-]\d{2,4})?(?:, [^()]{3,20})?|n\.\s?d\.?(?:-?[a-z])?|no date|undated|in press|forthcoming)[)\]]\s*[.,:;]?\s*"
)
_AUTHOR_BARE_YEAR = re.compile(
    r"(?P<authors>[^()\[\]\d:\u201c\u201d]{2,600}?(?:\([Ee]ds?\.?\)[.,]?\s*)?)[,.]?(?<!;)\s+(?:(?P<year>(?:1[5-9]|20)\d\d)[a-z]?|n\.\s?d|in press|forthcoming)(?:[.:]|,(?!\s+[a-z]))\s+"
)
# A sentence that ends before the year: what stands there is more than the authors.
_SENTENCE = re.compile(r"(?<!\bal)(?<!\beds)\b[a-z]{2,}[.?!] ")
_NO_NAME = re.compile(r"[\s\u2014\u2013\u2015_.-]*")  # a dash for the authors of the entry before
_ANY_YEAR = re.compile(r"(?<![\d/\u2013-])(?:1[6-9]|20)\d\d(?=[a-z]?(?![\d\w\u2013-]))")


@dataclass(frozen=True, slots=True)
class CitedWork:
    """The cells of a reference; None where it prints nothing of the kind, or not so that it can be told."""

    printed: Cell
    authors: tuple[Cell, ...]
    year: Cell | None
    title: Cell | None
    container: Cell | None
    publisher: Cell | None
    number: Cell | None
    issued: Cell | None
    url: Cell | None
    accessed: Cell | None

    def stated(self, name: str) -> Cell:
        """
        Return a part that has to be there.

        Raises:
            LayoutError: If it cannot be told.
        """
        found: Cell | None = getattr(self, name)
        if found is None:
            msg = f"expected 'Author (year). Title. Publisher.', got {self.printed.text!r}"
            raise LayoutError(msg, at=self.printed.at)
        return found

    def authors_reading(self) -> Reading:
        """Return the list of authors."""
        first, last = self.authors[0], self.authors[-1]
        start = self.printed.text.index(first.text)
        whole = self.printed.part(start, self.printed.text.index(last.text) + len(last.text))
        return whole.means([author.text for author in self.authors], "printed")


def cited_work(block: Block) -> CitedWork:
    """
    Read a reference that has to have author, year and title.

    Raises:
        LayoutError: If one of them cannot be told.
    """
    work = read_reference(join_words(block.cell.words, address_breaks=True) if block.cell.words else block.cell)
    for name in ("title", "year"):
        work.stated(name)
    if not work.authors:
        msg = f"expected authors before the year, got {work.printed.text!r}"
        raise LayoutError(msg, at=work.printed.at)
    return work


def read_reference(cell: Cell) -> CitedWork:
    """Return the parts of a reference that can be told."""
    text = cell.text
    address, accessed, end = _online(text)
    match = _AUTHOR_YEAR.match(text, 0, end) or _AUTHOR_BARE_YEAR.match(text, 0, end)
    if match is not None and _SENTENCE.search(match["authors"]):
        match = None
    if match is not None:
        authors, year = match.span("authors"), match.span("year")
        if text[authors[1]] == "." and text[authors[1] - 1].isupper():
            authors = authors[0], authors[1] + 1  # the stop of an initial
        if quoted := quoted_title(text, *authors):
            authors, parts = (-1, -1), untitled_parts(cell, match.end(), end)
            parts.title = quoted[0]
        else:
            parts = dated_parts(cell, match.end(), end)
        if _NO_NAME.fullmatch(match["authors"]):
            authors = (-1, -1)
    else:
        authors, parts, year = vancouver_parts(text, end)
    if year[0] < 0:
        years = [one.span() for one in _ANY_YEAR.finditer(text, 0, end)]
        year = years[0] if match is None and len({text[slice(*span)] for span in years}) == 1 else (-1, -1)

    def part(span: tuple[int, int] | None) -> Cell | None:
        found = cell.part(*span) if span is not None and span[0] >= 0 else None
        return found if found is not None and found.text else None

    return CitedWork(
        cell,
        tuple(cell.part(*span) for span in author_spans(text, *authors)) if authors[0] >= 0 else (),
        part(year),
        part(parts.title),
        part(parts.container),
        part(parts.publisher),
        part(parts.number),
        part(parts.issued),
        part(address),
        part(accessed),
    )


def parse_accessed(text: str) -> date:
    """
    Read a date of access in one of the orders in use.

    Raises:
        ValueError: If *text* is no full date.

    Examples:
        >>> parse_accessed("12th May 2012"), parse_accessed("May 12, 2012"), parse_accessed("2012 May 12")
        (datetime.date(2012, 5, 12), datetime.date(2012, 5, 12), datetime.date(2012, 5, 12))
    """
    bare = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", text).replace(",", "")
    if re.match(r"\d{4} ", bare):
        return parse_date(parse_partial_date(bare))
    return parse_date(re.sub(r"^([A-Za-z]+\.?) (\d{1,2}) (\d{4})$", r"\2 \1 \3", bare))


def _online(text: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None, int]:
    """Return where address and date of access stand, and where what is told of the work itself ends."""
    accessed = _ACCESSED.search(text)
    address = _ADDRESS.search(text)
    ends = [found.start() for found in (accessed, address, _DOI.search(text)) if found]
    span = None
    if address is not None:
        start, end = address.span("url")
        while text[end - 1] in ".,;:])>" and not (text[end - 1] == ")" and "(" in text[start:end]):
            end -= 1
        span = start, end
    end = min(ends, default=len(text))
    if lead := _LEAD.search(text, 0, end):
        end = lead.start()
    return span, accessed.span("date") if accessed else None, end
