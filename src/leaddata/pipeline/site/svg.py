"""
Drawings as elements of a page: every text escaped, every size an attribute, every colour a class.

A drawing is as wide as its text asks for: sizes are in a sixteenth of the text's own size, so that larger letters make a
larger drawing. The policy of the pages allows no style of an element, and none is needed.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

__all__ = ["bar", "drawing", "element", "shortened", "width_of"]

_EM = 16  # units to the size of a letter
_LETTER = 7.2  # units that a letter of 13 takes on average, a little more than it needs


def element(name: str, *inside: str | Markup, **attributes: str | float | None) -> Markup:
    """
    Return an SVG element; what is inside it and its attributes are escaped, unless they are marked as elements.

    An underscore in the name of an attribute stands for a hyphen, one at its end for nothing; None leaves it out.

    Examples:
        >>> element("text", "a < b", x=1.5, text_anchor="end", class_="name")
        Markup('<text x="1.5" text-anchor="end" class="name">a &lt; b</text>')
        >>> element("rect", width=2.0, rx=None)
        Markup('<rect width="2"/>')
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _number(value))
        for key, value in attributes.items()
        if value is not None
    )
    body = Markup("").join(map(escape, inside))
    return (
        Markup("<{}{}>{}</{}>").format(name, written, body, name) if inside else Markup("<{}{}/>").format(name, written)
    )


def drawing(width: float, height: float, title: str, summary: str, inside: Iterable[Markup], name: str) -> Markup:
    """
    Return a drawing whose links can be followed, named by *title* and described by *summary* to those who cannot see it.

    Args:
        width: In units, of which sixteen make the size of a letter around it.
        name: Begins the id of its description, so that a page may have several.
    """
    return element(
        "svg",
        # No <title>: it would pop up wherever the pointer rests on the drawing.
        element("desc", summary, id=f"{name}-summary"),
        *inside,
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        width=f"{_number(width / _EM)}em",
        height=f"{_number(height / _EM)}em",
        role="group",
        aria_label=title,
        aria_describedby=f"{name}-summary",
        class_="drawing",
    )


def bar(share: float, kind: str = "stated") -> Markup:
    """
    Return a bar that fills *share* (0 to 1) of the room it is given, for beside a number: it says nothing on its own.

    Args:
        kind: Class that colours it; ``silent`` is drawn as an outline alone.
    """
    return element(
        "svg",
        element("rect", x=0, y=0, width=round(100 * min(max(share, 0), 1), 2), height=10, vector_effect="non-scaling-stroke"),
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
        class_=f"bar-of {kind}",
    )  # fmt: skip


def width_of(text: str) -> float:
    """Return about how many units a line of *text* takes; wide letters of other scripts count twice."""
    return sum(_LETTER * (2 if ord(letter) > 0x2E80 else 1) for letter in text)


def shortened(text: str, width: float) -> str:
    """
    Return *text* cut to what fits in *width* units, with a sign that it is.

    Examples:
        >>> shortened("three of the original participants", 120)
        'three of the or…'
        >>> shortened("six Fellows", 120)
        'six Fellows'
    """
    if width_of(text) <= width:
        return text
    while text and width_of(text + "…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _number(value: str | float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
