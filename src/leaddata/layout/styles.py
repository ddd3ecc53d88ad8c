"""How a line is set: size, weight, slope, capitals, font and colour; and how the body of a document is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from leaddata.model import Document, Page, Word

__all__ = ["Style", "body_style", "style_of"]

_SHORT_CAPITALS = 4  # letters: a single word of no more may be an abbreviation
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Style:
    """
    How text is set.

    Attributes:
        size: Type size in points, to the nearest half.
        bold, italic: True if all of it is.
        capitals: True if it has capital letters alone; None if it is too short to tell an abbreviation from a style.
        font, colour: Of most of it; empty where not known.
    """

    size: float
    bold: bool
    italic: bool
    capitals: bool | None = False
    font: str = ""
    colour: str = ""


def style_of(words: Sequence[Word]) -> Style:
    """Return how *words*, at least one, are set; signs without a letter do not count where there are others."""
    lettered = [word for word in words if any(sign.isalpha() for sign in word.text)] or words
    size = _most(lettered, lambda word: round(word.size * 2) / 2)
    capitals = _capitals(" ".join(word.text for word in lettered))
    if capitals:
        # Small capitals may be capitals of a smaller size, behind larger ones.
        size = max(round(word.size * 2) / 2 for word in lettered)
    return Style(
        size,
        all(word.bold for word in lettered),
        all(word.italic for word in lettered),
        capitals,
        _most(lettered, lambda word: word.font),
        _most(lettered, lambda word: word.colour),
    )


def body_style(document: Document | Iterable[Page]) -> Style:
    """Return how most letters of the document are set."""
    pages = document.pages if isinstance(document, Document) else document
    letters: Counter[tuple[float, bool, bool, str, str]] = Counter()
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            for word in line.words:
                size = round(word.size * 2) / 2
                sizes[size] += len(word.text)
                letters[size, word.bold, word.italic, word.font, word.colour] += len(word.text)
    if not sizes:
        return Style(0.0, bold=False, italic=False)
    body = sizes.most_common(1)[0][0]
    size, bold, italic, font, colour = max((key for key in letters if key[0] == body), key=lambda key: letters[key])
    return Style(size, bold, italic, False, font, colour)


def _most(words: Sequence[Word], of: Callable[[Word], _Key]) -> _Key:
    counted: Counter[_Key] = Counter()
    for word in words:
        counted[of(word)] += len(word.text)
    return counted.most_common(1)[0][0]


def _capitals(text: str) -> bool | None:
    letters = [sign for sign in text if sign.isalpha()]
    if not letters or any(sign.islower() for sign in letters):
        return False
    return True if len(letters) > _SHORT_CAPITALS else None
