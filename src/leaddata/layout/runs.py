"""Glyphs to runs: what stands closer together than a share of the type size, on one base line, is a word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from leaddata.layout.glyph_marks import accented, lowered, raise_marks, usual_widths, without_leaders, without_marks
from leaddata.layout.glyphs import Glyph, Piece, Run, turned
from leaddata.model import Box

__all__ = ["runs_of"]

_GAP = 0.15  # type sizes between two words, where no blank is drawn
_BLANK_GAP = 0.08  # and where one is
_SAME_BASE = 0.12  # type sizes by which base lines of one word may differ
_BACK = 0.35  # type sizes by which a glyph may be drawn back over the one before (kerning)
_DOUBLE = 0.12  # type sizes within which the same glyph drawn again is a double
_TRACKED = (0.1, 0.7)  # type sizes between letters that are spaced out
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st",
              "\ufb06": "st", "\ua732": "AA"}  # fmt: skip
# Bullets of Symbol and Wingdings, which word processors write as private characters.
_SYMBOLS = {"\uf0b7": "\u2022", "\uf0a7": "\u25aa", "\uf06f": "\u25a1", "\uf0fc": "\u2713", "\uf02d": "-"}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_NOTHING = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x20), 0x7F])


def runs_of(glyphs: Iterable[Glyph], angle: float, width: float, height: float) -> list[Run]:
    """Return the words that *glyphs*, all of one direction, make on a page of *width* by *height* points."""
    placed = [one for glyph in glyphs if (one := _placed(glyph, angle, width, height)) is not None]
    placed = accented(_once(placed))
    blanks = [run for run in placed if not run.text]
    runs = _drawn(placed)
    runs = _joined(runs, blanks)
    usual = usual_widths(runs)
    raise_marks(runs)
    runs = [part for run in without_leaders(runs) for part in without_marks(run, usual)]
    return [lowered(run) for run in runs]


def _placed(glyph: Glyph, angle: float, width: float, height: float) -> Run | None:
    """Return a glyph as a run of its own; a blank has no text."""
    text = "".join(_LIGATURES.get(sign, sign) for sign in glyph.text).translate(_NOTHING)
    if not text and _CONTROL.search(glyph.text) and glyph.box.x1 - glyph.box.x0 > _GAP * glyph.size:
        text = "\ufffd"  # something is drawn, and the font names no letter
    if not text:
        return None
    text = text.replace("\u2010", "-").replace("\u2011", "-")  # fonts draw them alike, and files mix them up
    text = _unswapped(_SYMBOLS.get(text, text))
    if text.startswith("(cid:"):
        text = "\ufffd"
    box = turned(glyph.box, angle, width, height)
    x, y = glyph.base
    base = turned(Box(x, y, x, y), angle, width, height).top
    # pdfminer knows no width of the non-breaking blank in standard fonts: it parts words whatever room it takes.
    hard = text == "\u00a0"
    return Run(
        text.strip(),
        glyph.box,
        box.x0,
        box.x1,
        base,
        glyph.size,
        glyph.font,
        glyph.order,
        closed=hard,
        colour=glyph.colour,
    )


def _unswapped(text: str) -> str:
    """
    Return the letters of a ligature whose UTF-16 was written with its bytes swapped, as some converters do.

    If that gives no letters either, nothing says what it is: no script of East Asia has ligatures.

    Examples:
        >>> _unswapped("\u6600\u6900"), _unswapped("\u6600\ucf00") == "\ufffd", _unswapped("fi")
        ('fi', True, 'fi')
    """
    if len(text) < 2 or not any("\u3000" <= sign < "\ue000" for sign in text):
        return text
    swapped = "".join(chr(ord(sign) >> 8) for sign in text if not ord(sign) & 0xFF)
    return swapped if len(swapped) == len(text) and swapped.isascii() and swapped.isalpha() else "\ufffd"


def _once(runs: Sequence[Run]) -> list[Run]:
    """Leave out what is drawn again at nearly the same place, as some programs do for bold type."""
    fields: dict[tuple[str, int, int], list[Run]] = {}
    kept: list[Run] = []
    for run in runs:
        if run.text:
            step = max(1.0, 2 * _DOUBLE * run.size)
            x, y = int(run.x0 // step), int(run.base // step)
            near = [one for i in (-1, 0, 1) for j in (-1, 0, 1) for one in fields.get((run.text, x + i, y + j), ())]
            limit = _DOUBLE * run.size
            if any(abs(one.x0 - run.x0) < limit and abs(one.base - run.base) < limit for one in near):
                continue
            fields.setdefault((run.text, x, y), []).append(run)
        kept.append(run)
    return kept


def _drawn(runs: Sequence[Run]) -> list[Run]:
    """Join glyphs that are drawn one after the other and stand close together."""
    tracking = _tracking(runs)
    joined: list[Run] = []
    blank = False
    for run, spaced in zip(runs, tracking, strict=True):
        if not run.text:
            blank = True
            if run.closed and joined:
                joined[-1].closed = True
            continue
        last = joined[-1] if joined else None
        if last is not None and abs(run.base - last.base) <= _SAME_BASE * last.size:
            gap = (run.x0 - last.x1) / max(last.size, run.size) - spaced
            if blank and last.composed:
                last.closed = True  # the width of an accent may be unknown: a blank after it counts, wherever it stands
            if not last.closed and -_BACK < gap <= (_BLANK_GAP if blank else _GAP):
                _append(last, run)
                blank = False
                continue
            if blank and gap > _BLANK_GAP:
                last.closed = True
        blank = False
        # A mutable copy: the glyphs' own runs are read again for tracking.
        run.pieces = [_piece(run)]
        joined.append(run)
    return joined


def _append(run: Run, more: Run) -> None:
    run.text += more.text
    run.pieces += more.pieces or [_piece(more)]
    run.box |= more.box
    run.x0, run.x1 = min(run.x0, more.x0), max(run.x1, more.x1)
    run.size = max(run.size, more.size)
    run.order = min(run.order, more.order)
    run.closed, run.composed = more.closed, more.composed


def _piece(run: Run) -> Piece:
    return Piece(run.text, run.size, (run.x1 - run.x0) / run.size, run.x0)


def _tracking(runs: Sequence[Run]) -> list[float]:
    """Return per glyph by how much, in type sizes, the letters around it are spaced out; 0 as a rule."""
    spaced = [0.0] * len(runs)
    start = 0
    for index in range(1, len(runs) + 1):
        if index < len(runs) and _same_setting(runs[index - 1], runs[index]):
            continue
        stretch = range(start, index)
        start = index
        gaps = [
            (runs[right].x0 - runs[left].x1) / runs[left].size
            for left, right in pairwise(stretch)
            if runs[left].text and runs[right].text
        ]
        if len(gaps) < 3:
            continue
        usual = median(gaps)
        like = sum(abs(gap - usual) < max(0.05, 0.2 * usual) for gap in gaps)
        if _TRACKED[0] < usual < _TRACKED[1] and like >= 0.7 * len(gaps):
            for one in stretch:
                spaced[one] = usual
    return spaced


def _same_setting(left: Run, right: Run) -> bool:
    if not left.text or not right.text:
        return abs(left.base - right.base) <= _SAME_BASE * left.size
    near = -_BACK * left.size < right.x0 - left.x1 < 1.6 * left.size
    same = left.font == right.font and abs(left.size - right.size) < 0.02 * left.size
    same = same and not left.text == right.text == "."  # a leader's dots say nothing of letters
    return near and same and abs(left.base - right.base) <= _SAME_BASE * left.size


def _joined(runs: Sequence[Run], blanks: Sequence[Run]) -> list[Run]:
    """Join runs that stand close together although they are not drawn one after the other."""
    if not runs:
        return []
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (one.base, one.x0)):
        for line in reversed(lines[-6:]):
            if abs(line[-1].base - run.base) <= _SAME_BASE * run.size:
                line.append(run)
                break
        else:
            lines.append([run])
    drawn: defaultdict[int, list[Run]] = defaultdict(list)
    for blank in blanks:
        drawn[round(blank.base)].append(blank)
    result: list[Run] = []
    for line in lines:
        line.sort(key=lambda one: one.x0)
        last: Run | None = None
        for run in line:
            if last is not None and _belong(last, run) and not _blank_between(last, run, drawn):
                _append(last, run)
            else:
                result.append(run)
                last = run
    return result


def _belong(left: Run, right: Run) -> bool:
    if left.closed:
        return False
    gap = (right.x0 - left.x1) / max(left.size, right.size)
    return -0.1 < gap <= _GAP * 0.95


def _blank_between(left: Run, right: Run, drawn: dict[int, list[Run]]) -> bool:
    if right.x0 - left.x1 < _BLANK_GAP * left.size:
        return False
    near = (blank for key in (-1, 0, 1) for blank in drawn.get(round(left.base) + key, ()))
    return any(left.x1 - 1 < (blank.x0 + blank.x1) / 2 < right.x0 + 1 for blank in near)
