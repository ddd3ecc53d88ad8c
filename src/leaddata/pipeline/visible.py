"""
Which words of a PDF page can be seen.

Text may be drawn white on white, clipped off, or covered by something else: nobody who reads the page reads it. So the
page is drawn by pdfium, small and in grey, and a word is seen if its place is not of one shade.
"""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from leaddata.model import Box

__all__ = ["Sight"]

_SCALE = 1.0  # pixels per point
_LARGEST = 3000.0  # points: a page that is larger is drawn smaller
_CONTRAST = 10  # shades of 256
_BAND = 0.2  # of a box's height, at its top, that may hold a rule and no letters
_MOST = 0.3  # share of the words of a page that may be hidden: if more are, it is the drawing that failed


class Sight:
    """Looks at the pages of a PDF; close it when done."""

    def __init__(self, data: bytes) -> None:
        self._document = pypdfium2.PdfDocument(data)

    def close(self) -> None:
        """Let go of the document."""
        self._document.close()

    def seen(self, number: int, boxes: Sequence[Box]) -> list[bool]:
        """
        Return for each of *boxes* on page *number* (from 1) whether anything is to be seen there.

        The boxes are those of words on the page as shown. A page that cannot be drawn hides nothing.
        """
        if not boxes:
            return []
        try:
            page = self._document[number - 1]
            width, height = page.get_size()
            scale = min(_SCALE, _LARGEST / max(width, height, 1.0))
            picture = page.render(scale=scale, grayscale=True).to_pil()
            page.close()
        except (pypdfium2.PdfiumError, ValueError, MemoryError):
            return [True] * len(boxes)
        found = []
        for box in boxes:
            band = (box.bottom - box.top) * _BAND
            left, top = int(box.x0 * scale), int((box.top + band) * scale)
            right, bottom = int(box.x1 * scale) + 1, int(box.bottom * scale) + 1
            area = (max(0, left), max(0, top), min(picture.width, right), min(picture.height, bottom))
            if area[2] <= area[0] or area[3] <= area[1]:
                found.append(True)
                continue
            low, high = picture.crop(area).getextrema()
            found.append(high - low >= _CONTRAST)
        return found if found.count(False) <= _MOST * len(found) else [True] * len(boxes)
