"""Where something is printed."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Box", "Locator"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in points, origin at the top left of the page as shown."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __or__(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )

    def __str__(self) -> str:
        return f"({self.x0:.1f}, {self.top:.1f}, {self.x1:.1f}, {self.bottom:.1f})"


@dataclass(frozen=True, slots=True)
class Locator:
    """
    Where something is printed in a snapshot: a page and box (PDF), lines (text), or a path (HTML, XML, JSON).

    Attributes:
        page: Page number, counted from 1 as the document counts it, or number of the part of a snapshot of several; None
            in documents without either.
        box: Where on the page, in points; None where the medium has no geometry.
        lines: First and last line of a text file, counted from 1.
        path: XPath of the element or attribute, or JSON pointer.
    """

    snapshot_id: str
    page: int | None = None
    box: Box | None = None
    lines: tuple[int, int] | None = None
    path: str | None = None

    def __or__(self, other: Locator) -> Locator:
        """Return the place that covers both; they must be of one snapshot and page."""
        box = self.box | other.box if self.box and other.box else self.box or other.box
        lines = self.lines or other.lines
        if self.lines and other.lines:
            lines = (min(self.lines[0], other.lines[0]), max(self.lines[1], other.lines[1]))
        return Locator(self.snapshot_id, self.page, box, lines, self.path)

    def __str__(self) -> str:
        parts = [self.snapshot_id]
        if self.page is not None:
            parts.append(f"page {self.page}")
        if self.box is not None:
            parts.append(f"box {self.box}")
        if self.lines is not None:
            first, last = self.lines
            parts.append(f"line {first}" if first == last else f"lines {first}-{last}")
        if self.path is not None:
            parts.append(self.path)
        return " ".join(parts)
