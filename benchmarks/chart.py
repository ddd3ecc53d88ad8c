"""The plot of the page: exact rows by reader, and on a scale of powers of ten what the report of 300 pages costs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from count_seconds import SHORT
from results import Results, Scored, Timed

__all__ = ["draw"]

_ROW, _BAR = 24, 14
_TOP, _BELOW = 84, 46
_LABELS, _LEFT, _RIGHT = 240, 300, 210  # widths of the labels and of the two panels
_GAP, _EDGE = 40, 20
_WIDTH = _EDGE + _LABELS + _LEFT + _GAP + _RIGHT + 80
_DECADES = (0.1, 1, 10, 100)

# Okabe and Ito's blue and vermilion, told apart by all readers; a card of its own, so that any page may hold it.
_STYLE = """
text { font: 12px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
.title { font-size: 13px; font-weight: 600 }
.faint { fill: #59636e }
.right { text-anchor: end }
.middle { text-anchor: middle }
.card { fill: #ffffff; stroke: #d1d9e0 }
.grid { stroke: #d1d9e0 }
.ours { fill: #0072b2 }
.peer { fill: #8c959f }
.dot { fill: #d55e00; stroke: #ffffff; stroke-width: 1.5 }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc }
  .faint { fill: #9198a1 }
  .card { fill: #0d1117; stroke: #3d444d }
  .grid { stroke: #3d444d }
  .ours { fill: #56b4e9 }
  .peer { fill: #656c76 }
  .dot { fill: #e69f00; stroke: #0d1117 }
}
"""


def draw(results: Results) -> str:
    """Return the plot as SVG; it follows the light or dark setting of who looks at it."""
    bars = [_better(list(group)) for _, group in groupby(results.scored, key=lambda one: one.name)]
    height = _TOP + _ROW * len(bars) + _BELOW
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" role="img">',
        f"<title>{escape(_title(bars, results))}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="card" x="0.5" y="0.5" width="{_WIDTH - 1}" height="{height - 1}" rx="6"/>',
        *_panels(len(bars)),
    ]
    for row, one in enumerate(bars):
        lines += _row(_TOP + _ROW * row, one, results.timed.get(_timed_name(one)))
    return "\n".join([*lines, *_legend(height), "</svg>"]) + "\n"


def _better(same: list[Scored]) -> Scored:
    return max(same, key=lambda one: one.score.recall)


def _timed_name(one: Scored) -> str:
    return f"leaddata {SHORT}" if one.name == "leaddata" else one.name


def _title(bars: list[Scored], results: Results) -> str:
    said = []
    for one in bars:
        timed = results.timed.get(_timed_name(one))
        cost = f", {_seconds(timed)} for {SHORT} pages" if timed else ""
        said.append(f"{_plain(one)}: recall {one.score.recall:.1%}, precision {one.score.precision:.1%}{cost}")
    return "; ".join(said)


def _plain(one: Scored) -> str:
    label = one.label.replace("`", "").replace("()", "").replace("extract --columns", "extract")
    label = label.replace("text_x_tolerance_ratio", "tolerance ratio").replace("words by place", "words")
    return label.replace("rows merged", "merged")


def _panels(rows: int) -> Iterator[str]:
    left, right = _EDGE + _LABELS, _EDGE + _LABELS + _LEFT + _GAP
    bottom = _TOP + _ROW * rows
    yield _text(left, 26, "Rows of the corpus, cell by cell as printed", "title")
    yield _text(left, 44, "exact rows, % (a bar: recall; a dot: precision)", "faint")
    yield _text(right, 26, f"A report of {SHORT} pages, whole", "title")
    yield _text(right, 44, "CPU seconds, by powers of ten", "faint")
    for share in range(0, 101, 25):
        yield from _mark(left + _LEFT * share / 100, bottom, str(share))
    for seconds in _DECADES:
        yield from _mark(right + _along(seconds), bottom, f"{seconds:g}")


def _mark(x: float, bottom: float, label: str) -> Iterator[str]:
    yield f'<line class="grid" x1="{x:.1f}" y1="{_TOP - 8}" x2="{x:.1f}" y2="{bottom}"/>'
    yield _text(x, _TOP - 14, label, "faint middle")


def _row(y: float, one: Scored, timed: Timed | None) -> Iterator[str]:
    kind = "ours" if one.name == "leaddata" else "peer"
    left, right = _EDGE + _LABELS, _EDGE + _LABELS + _LEFT + _GAP
    middle = y + _ROW / 2
    yield _text(left - 8, middle + 4, _plain(one), "right" + (" title" if kind == "ours" else ""))
    yield _bar(left, middle, _LEFT * one.score.recall, kind)
    if one.score.given:
        yield f'<circle class="dot" cx="{left + _LEFT * one.score.precision:.1f}" cy="{middle}" r="4.5"/>'
    if timed is None:
        yield _text(right + 4, middle + 4, "not timed", "faint")
        return
    length = _along(timed.cpu)
    yield _bar(right, middle, length, kind)
    yield _text(right + length + 6, middle + 4, _seconds(timed), "")


def _along(seconds: float) -> float:
    first, last = math.log10(_DECADES[0]), math.log10(_DECADES[-1])
    return _RIGHT * min(1.1, max(0.0, (math.log10(seconds) - first) / (last - first)))


def _seconds(timed: Timed) -> str:
    shown = f"{timed.cpu:.1f}" if timed.cpu < 10 else f"{timed.cpu:.0f}"
    return f"over {shown} s" if timed.is_late else f"{shown} s"


def _legend(height: float) -> Iterator[str]:
    y = height - 18
    yield _text(
        _EDGE,
        y,
        "merged: rows without a first cell are joined to the row above, where that gives more. Over: stopped there.",
        "faint",
    )


def _bar(x: float, middle: float, length: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{x}" y="{middle - _BAR / 2}" width="{max(1.0, length):.1f}" height="{_BAR}"/>'


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'
