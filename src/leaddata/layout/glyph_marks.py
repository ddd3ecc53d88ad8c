"""Accents drawn apart from their letters, small capitals, and the marks of notes."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from statistics import median

from leaddata.layout.glyphs import Piece, Run
from leaddata.model import Box

__all__ = ["accented", "lowered", "raise_marks", "usual_widths", "without_leaders", "without_marks"]

# Accents that are drawn as glyphs of their own (TeX), and the combining marks that they stand for.
_ACCENTS = {"`": "\u0300", "\u00b4": "\u0301", "\u02c6": "\u0302", "^": "\u0302", "\u02dc": "\u0303", "~": "\u0303",
            "\u00af": "\u0304", "\u02c9": "\u0304", "\u02d8": "\u0306", "\u02d9": "\u0307", "\u00a8": "\u0308", "\u02da": "\u030a",
            "\u02dd": "\u030b", "\u02c7": "\u030c", "\u00b8": "\u0327", "\u02db": "\u0328"}  # fmt: skip
_ALIKE = 0.03  # share by which the digits of a font may differ in width, to be of one
_NARROW = 0.85  # of the usual width of a digit or letter: one of a note,
_USUAL = 0.97  # behind a letter that is as wide as others
_MOST = 0.7  # share of the times that a letter is seen at which it is so wide
_OFTEN = 3  # times that a letter is seen, from which its usual width is known
_MARK = 2  # digits of such a number, at most
_LEAST_MARK = 0.4  # of the type size: what is smaller is no mark beside it
_DOTS = ".\u00b7\u2024\u2025\u2026\u2219_"
_LEADER = 4  # dots, at least
_SPACED = 1.5  # type sizes from one dot to the next, at most
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
            and _LEAST_MARK * one.size <= run.size <= 0.85 * one.size
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


def usual_widths(runs: Iterable[Run]) -> dict[tuple[str, str], float]:
    """Return by font and sign how wide letters, and digits as numbers are set, usually are, in type sizes."""
    found: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for run in runs:
        numbers = sum(piece.text.isdigit() for piece in run.pieces) > 1 and not run.text[:1].isalpha()
        for piece in run.pieces:
            if piece.text.isalpha() or (numbers and piece.text.isdigit()):
                found[run.font, piece.text].append(piece.width)
    usual = {key: median(widths) for key, widths in found.items() if key[1].isdigit() or _are_alike(widths)}
    fonts: defaultdict[str, list[float]] = defaultdict(list)
    for (font, sign), width in usual.items():
        if sign.isdigit():
            fonts[font].append(width)
    for font, widths in fonts.items():
        if max(widths) - min(widths) < _ALIKE * max(widths):
            usual |= {(font, digit): max(widths) for digit in "0123456789"}
    return usual


def _are_alike(widths: Sequence[float]) -> bool:
    """True unless the widths of a letter vary, as where a machine has read them off a picture."""
    usual = median(widths)
    alike = sum(abs(width - usual) < _ALIKE * usual for width in widths)
    return len(widths) >= _OFTEN and alike > _MOST * len(widths)


def without_marks(run: Run, usual: dict[tuple[str, str], float]) -> list[Run]:
    """
    Part a word from the mark of a note that is set with a glyph of its own: full size for the file, small to see.

    It is known from its width: that of the same digit in numbers, or of the same letter in words, is larger. In most
    fonts all digits are of one width.
    """

    def share(piece: Piece) -> float:
        width = usual.get((run.font, piece.text), 0.0)
        return piece.width / width if width else 1.0

    count = 0
    while count < len(run.pieces) and run.pieces[-1 - count].text.isdigit():
        count += 1
    count = count or 1  # or one letter
    before = run.pieces[:-count]
    if count > _MARK or not before or not before[-1].text[-1:].isalpha() or share(before[-1]) < _USUAL:
        return [run]
    if not all(piece.text.isalnum() and share(piece) < _NARROW for piece in run.pieces[-count:]):
        return [run]
    mark = _part_of(run, len(before), len(run.pieces))
    mark.raised = True
    return [_part_of(run, 0, len(before)), mark]


def without_leaders(runs: Sequence[Run]) -> list[Run]:
    """Leave out leaders, the rows of dots that lead the eye from one column to the next, close together or spaced."""
    lines: defaultdict[float, list[Run]] = defaultdict(list)
    for run in runs:
        if run.text.strip(_DOTS) == "":
            lines[round(run.base, 1)].append(run)
    leading: set[int] = set()
    for line in lines.values():
        row: list[Run] = []
        for run in sorted(line, key=lambda one: one.x0):
            row = [*row, run] if row and run.x0 - row[-1].x1 < _SPACED * run.size else [run]
            if sum(len(one.text) for one in row) >= _LEADER:
                leading |= {id(one) for one in row}
    return [part for run in runs if id(run) not in leading for part in _between_leaders(run)]


def _between_leaders(run: Run) -> list[Run]:
    """Return the parts of a run that a leader stands between, or behind."""
    found: list[Run] = []
    start = index = 0
    while index < len(run.pieces):
        end = index
        while end < len(run.pieces) and not run.pieces[end].text.strip(_DOTS):
            end += 1
        if end - index >= _LEADER:
            if index > start:
                found.append(_part_of(run, start, index))
            start = end
        index = max(end, index + 1)
    if start == 0:
        return [run]
    if start < len(run.pieces):
        found.append(_part_of(run, start, len(run.pieces)))
    return found


def _part_of(run: Run, start: int, end: int) -> Run:
    """Return the glyphs of a run from *start* to before *end* as a run of their own."""
    pieces = run.pieces[start:end]
    x0 = run.x0 if start == 0 else pieces[0].x0
    x1 = run.x1 if end == len(run.pieces) else pieces[-1].x0 + pieces[-1].width * run.size
    wide = (run.box.x1 - run.box.x0) / (run.x1 - run.x0) if run.x1 > run.x0 else 0.0
    box = Box(run.box.x0 + wide * (x0 - run.x0), run.box.top, run.box.x0 + wide * (x1 - run.x0), run.box.bottom)
    text = "".join(piece.text for piece in pieces)
    return Run(text, box, x0, x1, run.base, run.size, run.font, run.order, colour=run.colour, pieces=pieces)
