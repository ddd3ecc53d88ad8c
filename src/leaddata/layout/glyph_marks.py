"""Accents drawn apart from their letters, small capitals, and the marks of notes."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import median

from leaddata.layout.glyphs import Run
from leaddata.model import Box

__all__ = ["accented", "digit_widths", "lowered", "raise_marks", "without_marks"]

# Accents that are drawn as glyphs of their own (TeX), and the combining marks that they stand for.
_ACCENTS = {"`": "\u0300", "\u00b4": "\u0301", "\u02c6": "\u0302", "^": "\u0302", "\u02dc": "\u0303", "~": "\u0303",
            "\u00af": "\u0304", "\u02c9": "\u0304", "\u02d8": "\u0306", "\u02d9": "\u0307", "\u00a8": "\u0308", "\u02da": "\u030a",
            "\u02dd": "\u030b", "\u02c7": "\u030c", "\u00b8": "\u0327", "\u02db": "\u0328"}  # fmt: skip
_ALIKE = 0.03  # share by which the digits of a font may differ in width, to be of one
_NARROW = 0.85  # of the usual width of a digit: one of a note
_DOTLESS = {"\u0131": "i", "\u0237": "j"}


def accented(runs: list[Run]) -> list[Run]:
    """Put an accent that is drawn over (or under) a letter next to it in the stream onto that letter."""
    kept: list[Run | None] = list(runs)
    for index, run in enumerate(runs):
        mark = _ACCENTS.get(run.text) or (run.text if len(run.text) == 1 and unicodedata.combining(run.text) else None)
        if run.text == "\u2019" and index and _is_caron(run, runs[index - 1]):
            mark = "\u030c"
        if mark is None:
            continue
        # A combining mark follows its letter; TeX draws an accent first.
        for other in (index + 1, index - 1) if run.text in _ACCENTS else (index - 1, index + 1):
            letter = kept[other] if 0 <= other < len(runs) else None
            if letter is None or not letter.text[-1:].isalpha():
                continue
            apart = abs((run.x0 + run.x1) / 2 - (letter.x0 + letter.x1) / 2)
            over = apart < 0.45 * max(letter.x1 - letter.x0, 0.2 * letter.size) or run.x1 - run.x0 < 0.02 * run.size
            over = over or mark == "\u030c"
            if over and abs(run.base - letter.base) < 0.6 * letter.size:
                base = _DOTLESS.get(letter.text[-1], letter.text[-1])
                letter.text = unicodedata.normalize("NFC", letter.text[:-1] + base + mark)
                letter.composed = True
                if mark == "\u030c":
                    letter.x1 = max(letter.x1, run.x1)
                kept[index] = None
                break
    return [run for run in kept if run is not None]


def _is_caron(run: Run, letter: Run) -> bool:
    """True of an apostrophe drawn into a letter: so TeX draws the caron of a tall one."""
    return letter.text[-1:] in {"t", "d", "l", "L"} and run.x0 < letter.x1 - 0.05 * letter.size


def raise_marks(runs: Sequence[Run]) -> None:
    """Mark small runs that stand above the base line of the run they touch: the marks of notes."""
    small = Counter(round(run.size, 1) for run in runs)
    if len(small) < 2:
        return
    rows: defaultdict[int, list[Run]] = defaultdict(list)
    for run in runs:
        rows[int(run.base // 20)].append(run)
    for run in runs:
        if len(run.text) > 6:
            continue
        row = int(run.base // 20)
        hosts = [
            one
            for key in (row - 1, row, row + 1)
            for one in rows.get(key, ())
            if one is not run
            and run.size <= 0.85 * one.size
            and 0.15 * one.size <= one.base - run.base <= 0.75 * one.size
            and (
                -0.2 * one.size < run.x0 - one.x1 < 0.35 * one.size
                or -0.1 * one.size < one.x0 - run.x1 < 0.1 * one.size
            )
        ]
        if hosts:
            host = min(hosts, key=lambda one: abs(run.x0 - one.x1))
            run.raised = True
            run.base, run.size = host.base, run.size


def lowered(run: Run) -> Run:
    """Read small capitals, drawn as capitals of a smaller size, as the lower-case letters that they stand for."""
    sizes = {round(piece.size, 2) for piece in run.pieces if piece.text.isalpha()}
    if len(sizes) < 2:
        return run
    large = max(sizes)
    small = [piece.text for piece in run.pieces if piece.text.isalpha() and piece.size < 0.9 * large]
    if small and all(text.isupper() for text in small) and any(0.6 * large < size < 0.9 * large for size in sizes):
        run.text = "".join(piece.text.lower() if piece.size < 0.9 * large else piece.text for piece in run.pieces)
    return run


def digit_widths(runs: Iterable[Run]) -> dict[tuple[str, str], float]:
    """Return by font and digit how wide it usually is, in type sizes, as numbers are set."""
    found: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for run in runs:
        digits = [piece for piece in run.pieces if piece.text.isdigit()]
        if len(digits) > 1 and not run.text[:1].isalpha():
            for piece in digits:
                found[run.font, piece.text].append(piece.width)
    usual = {key: median(widths) for key, widths in found.items()}
    fonts: defaultdict[str, list[float]] = defaultdict(list)
    for (font, _), width in usual.items():
        fonts[font].append(width)
    for font, widths in fonts.items():
        if max(widths) - min(widths) < _ALIKE * max(widths):
            usual |= {(font, digit): max(widths) for digit in "0123456789"}
    return usual


def without_marks(run: Run, digits: dict[tuple[str, str], float]) -> list[Run]:
    """
    Part a word from the number of a note that is set with a glyph of its own: full size for the file, small to see.

    It is known from its width: that of the same digit in numbers is larger. In most fonts all digits are of one width.
    """
    count = 0
    while count < len(run.pieces) and run.pieces[-1 - count].text.isdigit():
        count += 1
    if not 0 < count <= 2 or count == len(run.pieces) or not run.pieces[-1 - count].text[-1:].isalpha():
        return [run]
    marks = run.pieces[-count:]
    if not all(piece.width < _NARROW * digits.get((run.font, piece.text), 0.0) for piece in marks):
        return [run]
    at = run.pieces[-count].x0
    share = (at - run.x0) / (run.x1 - run.x0) if run.x1 > run.x0 else 1.0
    body, mark = run.pieces[:-count], run.pieces[-count:]
    edge = run.box.x0 + share * (run.box.x1 - run.box.x0)
    first = Box(run.box.x0, run.box.top, edge, run.box.bottom)
    second = Box(edge, run.box.top, run.box.x1, run.box.bottom)
    return [
        Run("".join(piece.text for piece in body), first, run.x0, at, run.base, run.size, run.font, run.order,
            pieces=body),
        Run("".join(piece.text for piece in mark), second, at, run.x1, run.base, run.size, run.font, run.order,
            raised=True, pieces=mark),
    ]  # fmt: skip
