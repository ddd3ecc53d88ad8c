"""The lines of a document without pages (HTML, XML, text) around a place: what a picture is of a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any

from lxml import etree, html

from leaddata.pipeline.site.stored import Shelf, Stored
from leaddata.pipeline.web_text import decode_web
from leaddata.views import Spot

__all__ = ["Around", "Surroundings"]

_BEFORE, _AFTER = 1, 3  # lines shown beside those of the place
_MOST = 12  # lines of one place
_LONGEST = 600  # letters of a line
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Around:
    """
    Some lines of a document.

    Attributes:
        first: Number of the first line, counted from 1.
        start, end: Numbers of the lines of the place itself.
    """

    first: int
    start: int
    end: int
    lines: tuple[str, ...]


class Surroundings:
    """Finds the lines around places in the documents of a shelf."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._texts = cache(_Text)

    def of(self, place: Mapping[str, Any]) -> Around | None:
        """
        Return the lines around the place of a row of evidence.

        None where there are none, where they are not at hand or not ours to show, and where somebody is named in them who
        is left out of the release, or may be.
        """
        document = self._shelf.get(place["snapshot_id"])
        if document is None or document.why_not or document.is_pdf:
            return None
        number = (place["page"] or 1) - 1
        if len(document.parts) <= number:
            return None
        text = self._texts(document, number)
        found = text.around(place)
        if (
            found is None
            or self._holds_place_of_somebody(found, text, document, number)
            or not self._names_nobody(found)
        ):
            return None
        return found

    def sentence(self, spot: Spot) -> tuple[str, str, str] | None:
        """Return the words of a place with those before and after them, without markup; None where they stand alone."""
        first, last = spot.lines or (None, None)
        place = {"snapshot_id": spot.snapshot_id, "page": spot.page, "path": spot.path, "quote": spot.quote}
        found = self.of({**place, "line_start": first, "line_end": last})
        if found is None or not spot.quote:
            return None
        lines = found.lines[found.start - found.first : found.end - found.first + 1]
        said = " ".join(unescape(_TAG.sub("", " ".join(lines))).split())
        before, quote, after = said.partition(" ".join(spot.quote.split()))
        return (before, quote, after) if quote and (before or after) else None

    def _holds_place_of_somebody(self, found: Around, text: _Text, document: Stored, number: int) -> bool:
        """Return whether a row or cell that is left out stood in these lines: of a name they may hold one part alone."""
        last = found.first + len(found.lines) - 1
        for one in self._shelf.hidden:
            if one.snapshot_id != document.snapshot_id or (one.page or 1) - 1 != number:
                continue
            lines = one.lines or (text.lines_of(one.path) if one.path else None)
            if lines is not None and lines[0] <= last and found.first <= lines[1]:
                return True
        return False

    def _names_nobody(self, found: Around) -> bool:
        if not self._shelf.hidden:
            return True
        names = self._shelf.names
        if names is None or not self._shelf.knows_all_names:
            return False
        text = " ".join(found.lines)
        said = unescape(unescape(text))
        return not any(
            names.holds(" ".join(one.split())) for one in (text, said, _TAG.sub("", said), _TAG.sub(" ", said))
        )


class _Text:
    def __init__(self, document: Stored, number: int) -> None:
        data = document.parts[number]
        self._tree: Any = None
        if document.media_type.startswith("text/plain"):
            text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        else:
            text = decode_web(data)
            self._tree = _tree(data, text, document.media_type)
        self._lines = text.split("\n")

    def around(self, place: Mapping[str, Any]) -> Around | None:
        start, end = place["line_start"], place["line_end"]
        if place["path"] is not None:
            start = end = self._line_of(place["path"])
        if start is None or end is None or not 1 <= start <= end <= len(self._lines):
            return None
        end = min(end, start + _MOST - 1)
        first = max(1, start - _BEFORE)
        lines = [line.strip() for line in self._lines[first - 1 : end + _AFTER]]
        if max(map(len, lines)) > _LONGEST:
            # Of a document without line ends one part: two with words left out between them would read as one.
            first = end = start
            lines = [_shortened(self._lines[start - 1].strip(), place["quote"] or "")]
        return Around(first, start, end, tuple(lines))

    def lines_of(self, path: str) -> tuple[int, int] | None:
        """Return the first and the last line of the element of an XPath."""
        element = self._element(path)
        if element is None or element.sourceline is None:
            return None
        return element.sourceline, element.sourceline + "".join(element.itertext()).count("\n")

    def _line_of(self, path: str) -> int | None:
        """Return the line on which the element of an XPath begins."""
        element = self._element(path)
        return None if element is None else element.sourceline

    def _element(self, path: str) -> Any:
        if self._tree is None or not path.startswith("/"):
            return None
        try:
            found = self._tree.getroottree().xpath(path)
        except etree.XPathError:
            return None
        if not isinstance(found, list) or not found:
            return None
        return found[0] if hasattr(found[0], "sourceline") else found[0].getparent()


def _shortened(line: str, quote: str) -> str:
    """Return a line, or the part of a long one that holds *quote* or begins it."""
    if len(line) <= _LONGEST:
        return line
    start = max(0, line.find(quote) - _LONGEST // 3)
    end = max(start + _LONGEST, line.find(quote) + len(quote))
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def _tree(data: bytes, text: str, media_type: str) -> Any:
    try:
        if media_type.startswith("text/html"):
            return html.document_fromstring(text)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None
