"""What a notebook shows of an answer: plain tables, escaped, that take the colours of the page they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["folded", "paragraph", "table", "verbatim"]

# No colour of text or ground, so that it reads on light and on dark; a grey line is seen on both.
_LINE = "border-bottom:1px solid rgba(128,128,128,.35)"
_CELL = f"padding:.25em 1em .25em 0;vertical-align:top;white-space:normal;background:none;{_LINE}"
_WORD = "white-space:nowrap"
_WRAPPED = "overflow-wrap:anywhere;min-width:5.5em"
_TABLE = "border-collapse:collapse;border:0;margin:.5em 0;max-width:100%;font-size:inherit"
_CAPTION = "text-align:left;font-weight:bold;padding:.25em 0;color:inherit;caption-side:top"
_TEXT = "margin:.5em 0;max-width:60em"


def table(
    caption: str,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    right: int | None = None,
    above: Iterable[str] = (),
    below: Iterable[str] = (),
) -> str:
    """
    Return a table whose first column says what each row is about.

    Args:
        caption: What the table is of.
        right: The column whose text stands at its right edge.
        above: Paragraphs before the table.
        below: Paragraphs after it.
    """
    sides = ["right" if column == right else "left" for column in range(len(header))]
    head = "".join(_cell("th", text, side, ' scope="col"') for text, side in zip(header, sides, strict=True))
    body = "".join(f"<tr>{_row(row, sides)}</tr>" for row in rows)
    return (
        f'<div>{_paragraphs(above)}<table style="{_TABLE}"><caption style="{_CAPTION}">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{_paragraphs(below)}</div>"
    )


def folded(shown: str, title: str, text: str) -> str:
    """Return HTML, and below it a long text that unfolds under its title."""
    inner = f'<details style="margin:.5em 0"><summary>{escape(title)}</summary>{verbatim(text)}</details>'
    return f"<div>{shown}{inner}</div>"


def verbatim(text: str) -> str:
    """Return text that has to be copied as it stands."""
    return (
        f'<pre style="white-space:pre-wrap;overflow-wrap:anywhere;background:none;color:inherit">{escape(text)}</pre>'
    )


def paragraph(text: str) -> str:
    """Return a paragraph of text."""
    return f'<p style="{_TEXT}">{escape(text)}</p>'


def _row(row: Sequence[str], sides: Sequence[str]) -> str:
    first, *others = row
    cells = [_cell("th", first, sides[0], ' scope="row"')]
    cells += [_cell("td", text, side) for text, side in zip(others, sides[1:], strict=True)]
    return "".join(cells)


def _cell(kind: str, text: str, side: str, more: str = "") -> str:
    style = f"{_CELL};text-align:{side}"
    style += f";{_WORD if kind == 'th' or side == 'right' else _WRAPPED}"
    if kind == "th":
        style += f";font-weight:{'bold' if 'col' in more else 'normal'}"
    return f'<{kind}{more} style="{style}">{escape(text)}</{kind}>'


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(map(paragraph, texts))
