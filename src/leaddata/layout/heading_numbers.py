"""The number or label of a heading: ``2.3``, ``A.1``, ``IV.``, ``Appendix 1``, ``Chapter 3``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leaddata.model import Cell

__all__ = ["HeadingNumber", "heading_number", "is_caption", "is_label", "is_lone_number"]

_ARABIC = r"\d{1,3}(?:\.\d{1,3}){0,5}"
_ROMAN = r"(?=[IVXL])X{0,3}L?X{0,3}(?:IX|IV|V?I{0,3})"
_WORDS = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve"
_LABELS = "Appendix|Annex|Annexe|Chapter|Part|Section|Schedule|Attachment|Supplement"
_LABEL = re.compile(
    rf"(?P<label>(?P<kind>{_LABELS})\s+(?P<number>[A-Z]?\d{{1,3}}(?:\.\d{{1,3}})*|[A-Z](?:\.?\d{{1,3}})*|{_ROMAN}|{_WORDS}))"
    r"(?![\w\u2019'])[.:]?(?:\s*[-\u2013\u2014|:]\s+)?",
    re.IGNORECASE,
)
_DECIMAL = re.compile(
    rf"(?P<label>{_ARABIC}|[A-Z](?:\.\d{{1,3}})+|[A-Z]\d{{1,2}}(?:\.\d{{1,3}})*)(?P<stop>[.:)]?)(?=\s|$)"
)
_LETTER = re.compile(rf"(?P<label>[A-Z]|{_ROMAN})(?P<stop>[.:)]?)(?=\s|$)")
_CAPTION = re.compile(
    r"(?:Table|Tab\.|Figure|Fig\.|Box|Chart|Exhibit|Graph|Map|Plate|Panel|Diagram|Illustration|Infographic)"
    r"\s+(?:[A-Z]?\d+(?:[.\-\u2013]\d+)*[a-z]?|[A-Z]|[IVX]+)(?=[.:\s|\u2013\u2014-]|$)",
    re.IGNORECASE,
)
_WIDE = 0.48  # of the type size: a gap that sets a number apart
_NUMBERED = frozenset({"chapter", "section"})


@dataclass(frozen=True, slots=True)
class HeadingNumber:
    """
    A heading's number.

    Attributes:
        label: Characters of the heading that print it, without a stop.
        title: Where the title begins.
        depth: 1 for ``2``, 2 for ``2.3``.
        kind: ``appendix``, ``chapter``, ``part`` …; ``number``, ``letter`` or ``roman``.
        value: The last part of it as a number; None of a label in words.
        prefix: What stands before the last part.
        is_certain: True if it can be nothing but a number: set apart, with a stop, in parts, or with a label.
    """

    label: tuple[int, int]
    title: int
    depth: int
    kind: str
    value: int | None
    prefix: str
    is_certain: bool


def heading_number(cell: Cell) -> HeadingNumber | None:
    """Return the number that a heading begins with, or None."""
    text = cell.text
    if match := _LABEL.match(text):
        printed = match["number"]
        if match["kind"][0].islower() or (len(printed) == 1 and printed.islower()):
            return None
        parts = re.split(r"\.", printed)
        kind = match["kind"].lower()
        depth = len(parts) + (bool(re.fullmatch(r"[A-Z]\d+", parts[0])) if kind not in _NUMBERED else 0)
        return HeadingNumber(
            match.span("label"), match.end(), depth, kind, _value(parts[-1]), ".".join(parts[:-1]), True
        )
    if match := _DECIMAL.match(text):
        parts = match["label"].split(".")
        prefixed = re.fullmatch(r"([A-Z])(\d+)", parts[0])
        apart = bool(match["stop"]) or _is_apart(cell, match.end())
        if int(re.sub(r"\D", "", parts[0]) or 0) > 60 or (prefixed and not apart):
            return None
        if len(parts) == 2 and parts[1].startswith("0"):
            # 2.0 is a section in some reports; 2.05 is a number.
            parts = parts[:1] if parts[1] == "0" else []
        if not parts:
            return None
        depth = len(parts) + (1 if prefixed else 0)
        certain = apart or len(parts) > 1
        prefix = prefixed[1] if prefixed and len(parts) == 1 else ".".join(parts[:-1])
        last = prefixed[2] if prefixed and len(parts) == 1 else parts[-1]
        return HeadingNumber(match.span("label"), match.end(), depth, "number", _value(last), prefix, certain)
    if match := _LETTER.match(text):
        apart = bool(match["stop"]) or _is_apart(cell, match.end())
        roman = re.fullmatch(_ROMAN, match["label"]) is not None
        kind = "roman" if roman and (len(match["label"]) > 1 or match["label"] == "I") else "letter"
        return (
            HeadingNumber(match.span("label"), match.end(), 1, kind, _value(match["label"]), "", False)
            if apart
            else None
        )
    return None


def is_lone_number(text: str) -> bool:
    """
    True of a number or label that has no title on its line.

    Examples:
        >>> [is_lone_number(text) for text in ("2.3", "Appendix 1", "Chapter Two:", "2012", "Networks")]
        [True, True, True, False, False]
    """
    bare = text.strip()
    return bool(
        re.fullmatch(rf"(?:{_ARABIC}|[A-Z](?:\.\d{{1,3}})*|{_ROMAN})[.:)]?", bare) and not re.fullmatch(r"\d{3,}", bare)
    ) or is_label(bare)


def is_label(text: str) -> bool:
    """True of ``Chapter 2`` and its like without a title."""
    match = _LABEL.match(text.strip())
    return match is not None and match.end() == len(text.strip())


def is_caption(text: str) -> bool:
    """
    True of the title of a table, figure or box.

    Examples:
        >>> [is_caption(text) for text in ("Table 3 Who was asked", "Fig. 2: Time", "Tables and figures", "Box clever")]
        [True, True, False, False]
    """
    return _CAPTION.match(text) is not None and not re.match(r"Map [a-z]|Box [a-z]", text)


def _is_apart(cell: Cell, end: int) -> bool:
    """True if the gap after the word that ends at *end* is wider than between words."""
    for index, start in enumerate(cell.starts[1:], start=1):
        if start > end - 1:
            before, after = cell.words[index - 1], cell.words[index]
            if before.ends_line or before.at.box is None or after.at.box is None:
                return True
            return after.at.box.x0 - before.at.box.x1 > _WIDE * after.size
    return False


def _value(printed: str) -> int | None:
    if printed.isdigit():
        return int(printed)
    if re.fullmatch(r"[A-Z]\d+", printed):
        return int(printed[1:])
    if printed.lower() in (words := [word.lower() for word in _WORDS.split("|")]):
        return words.index(printed.lower()) + 1
    if len(printed) > 1 or printed == "I":
        worth = {"I": 1, "V": 5, "X": 10, "L": 50}
        values = [worth.get(sign, 0) for sign in printed.upper()]
        following = [*values[1:], 0]
        return sum(-one if one < after else one for one, after in zip(values, following, strict=True)) or None
    return ord(printed.upper()) - 64 if printed.isalpha() else None
