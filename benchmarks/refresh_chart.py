"""The plot of the page: CPU time for each document, and memory, as the number of documents grows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

__all__ = ["Line", "draw"]

_TOP, _HEIGHT, _BELOW = 76, 190, 64
_EDGE, _PANEL, _GAP = 60, 270, 80
_WIDTH = 2 * (_EDGE + _PANEL) + _GAP - 20
# Okabe and Ito's colours, told apart by all readers, and a mark of its own for each.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")
_STYLE = """
text { font: 12px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
.title { font-size: 13px; font-weight: 600 }
.faint { fill: #59636e }
.right { text-anchor: end }
.middle { text-anchor: middle }
.card { fill: #ffffff; stroke: #d1d9e0 }
.grid { stroke: #d1d9e0 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .faint { fill: #9198a1 }
  .card { fill: #0d1117; stroke: #3d444d }
  .grid { stroke: #3d444d }
}
"""


@dataclass(frozen=True, slots=True)
class Line:
    """What one runner costs: numbers of documents, with CPU milliseconds for each and MB of memory at the highest."""

    name: str
    points: Sequence[tuple[int, float, float]]


def draw(lines: Sequence[Line]) -> str:
    """Return the plot as SVG; it follows the light or dark setting of who looks at it."""
    height = _TOP + _HEIGHT + _BELOW
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" role="img">',
            f"<title>{escape(_title(lines))}</title>",
            f"<style>{_STYLE}</style>",
            f'<rect class="card" x="0.5" y="0.5" width="{_WIDTH - 1}" height="{height - 1}" rx="6"/>',
            *_panel(_EDGE, "CPU milliseconds for each document", lines, lambda point: point[1]),
            *_panel(_EDGE + _PANEL + _GAP, "MB of memory at the highest, all programs", lines, lambda point: point[2]),
            *_legend(lines, height - 14),
            "</svg>\n",
        ]
    )


def _title(lines: Sequence[Line]) -> str:
    said = [
        f"{line.name}: "
        + ", ".join(f"{count:,} documents {cpu:.1f} ms each and {peak:.0f} MB" for count, cpu, peak in line.points)
        for line in lines
    ]
    return "; ".join(said)


def _panel(
    left: float, title: str, lines: Sequence[Line], value: Callable[[tuple[int, float, float]], float]
) -> Iterator[str]:
    counts = sorted({point[0] for line in lines for point in line.points})
    # What costs several times as much as the rest is drawn at the edge, with its number.
    values = sorted(value(point) for line in lines for point in line.points)
    most = _round(1.15 * max(one for one in values if one <= 3 * values[len(values) // 2]))
    bottom = _TOP + _HEIGHT

    def x(count: int) -> float:
        span = math.log10(counts[-1] / counts[0]) or 1
        return left + 20 + (_PANEL - 40) * math.log10(count / counts[0]) / span

    yield _text(left - 30, 26, title, "title")
    yield _text(left - 30, 44, "by the number of documents", "faint")
    for step in range(5):
        y = bottom - _HEIGHT * step / 4
        yield f'<line class="grid" x1="{left}" y1="{y:.1f}" x2="{left + _PANEL}" y2="{y:.1f}"/>'
        yield _text(left - 6, y + 4, f"{most * step / 4:g}", "faint right")
    for count in counts:
        yield _text(x(count), bottom + 18, f"{count:,}", "faint middle")
    for line, colour in zip(lines, _COLOURS, strict=False):
        places = [
            (x(point[0]), bottom - _HEIGHT * min(1.06, value(point) / most), value(point)) for point in line.points
        ]
        path = " ".join(f"{across:.1f},{down:.1f}" for across, down, _ in places)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for across, down, one in places:
            yield f'<circle cx="{across:.1f}" cy="{down:.1f}" r="4" fill="{colour}"/>'
            if one > most:
                yield _text(across + 8, down + 4, f"{one:.0f}", "faint")


def _round(number: float) -> float:
    """Return the next number of one digit, or of two that end in 5, times a power of ten."""
    power = 10 ** math.floor(math.log10(number))
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= number)


def _legend(lines: Sequence[Line], y: float) -> Iterator[str]:
    left = 30.0
    for line, colour in zip(lines, _COLOURS, strict=False):
        yield f'<circle cx="{left}" cy="{y - 4}" r="4" fill="{colour}"/>'
        yield _text(left + 10, y, line.name, "")
        left += 40 + 7 * len(line.name)


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'
