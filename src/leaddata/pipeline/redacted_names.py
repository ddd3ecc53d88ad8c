"""
Where in a text a person's name stands, in whatever form it is printed.

A name is looked for as it is printed, without the person's title, family name first, with initials for the given names, and
without what stands in brackets; in any case, with and without accents, with the parts joined by blanks, hyphens, underscores
or nothing, in addresses too. The family name goes where a work is cited by it ("Other et al", "Other and Else 2010")
or a title stands before it ("Dr Other"; "Sir Bo"). A title and one word ("Lord Other") goes as a whole; that word alone stays: programmes are named
so. What is only part of a longer word stays as well.

`leaddata.name_search` makes copies without any names: it masks family names alone, and knows all names of a release. Here the
others' names, and the programmes, must stay; and forms are looked for that only a document has, such as markup and line ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

from leaddata.masked import MASK
from leaddata.pipeline.redacted_forms import are_degrees, folded, folded_patterns, forms_of, key_of, printed_patterns

__all__ = ["Mask", "is_address", "joined", "mask_of"]

_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+|\S+@\S+\.\S+", re.IGNORECASE)
# Hyphens at line ends, and what else may stand between two letters of a word.
_BUT_LETTERS = {number: None for number in range(128) if not chr(number).isalpha()}
_CITATION = re.compile(r"[^\W\d_][\w'’.\-]*(?:,\s[^\W\d_][\w'’.\-]*){0,6},?\s(?:and|&)\s[^\W\d_][\w'’.\-]*")
_ESCAPED = re.compile(r"\S*%[0-9A-Fa-f]{2}\S*")


@dataclass(frozen=True, slots=True)
class Mask:
    """
    The names of people who are left out.

    Attributes:
        folded: Finds names in texts as `folded` makes them, and
        printed: family names with initials, and names of a single word, in texts as they are printed.
        keys: A text that has none of these letters in a row holds no name; with an empty one, every text is looked at.
    """

    folded: re.Pattern[str] | None
    printed: re.Pattern[str] | None
    keys: frozenset[str]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return where in *text* a name stands, as offsets, in order and apart."""
        found = list(self._found(text))
        merged: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if merged and start < merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        return merged

    def found_in(self, text: str) -> list[str]:
        """Return the names that stand in *text*, as printed there."""
        return [text[start:end] for start, end in self.spans(text)]

    def holds(self, text: str) -> bool:
        """Return whether a name stands in *text*."""
        return next(self._found(text), None) is not None

    def text(self, text: str) -> str:
        """
        Return *text* with `MASK` in the place of every name.

        Examples:
            >>> mask_of(["Dr Ann Other"]).text("By Ann Other and Ann Otherwise: see /ann-other/ (Other, Ann)")
            'By [redacted] and Ann Otherwise: see /[redacted]/ ([redacted])'
        """
        parts, last = [], 0
        for start, end in self.spans(text):
            parts += [text[last:start], MASK]
            last = end
        return "".join([*parts, text[last:]])

    def is_name(self, text: str) -> bool:
        """Return whether *text* is a name and nothing else."""
        before, found, after = self.text(text).partition(MASK)
        # Of two that stand in one text, "is it one of them" has no answer.
        return bool(found) and MASK not in after and are_degrees(before, after)

    def value_holds(self, value: Any) -> bool:
        """Return whether a name stands in a text or in one of a list of texts."""
        if isinstance(value, str):
            return self.holds(value)
        return isinstance(value, list | tuple) and any(isinstance(part, str) and self.holds(part) for part in value)

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        if "%" not in text and not self._may_hold(text):
            return
        direct = []
        for span in self._direct(text):
            direct.append(span)
            yield span
        if "%" not in text:
            return
        # Letters with accents stand in addresses as bytes.
        for match in _ESCAPED.finditer(text):
            piece = text
            for start, end in direct:
                piece = f"{piece[:start]}{'|' * (end - start)}{piece[end:]}"
            plain = unquote_plus(piece[match.start() : match.end()])
            if next(self._direct(plain), None) is not None:
                yield match.span()

    def _may_hold(self, text: str) -> bool:
        letters = folded(text)[0].translate(_BUT_LETTERS)
        return any(key in letters for key in self.keys)

    def _direct(self, text: str) -> Iterator[tuple[int, int]]:
        if self.folded is not None:
            plain, origin = folded(text)
            for match in self.folded.finditer(plain):
                yield (
                    (match.start(), match.end())
                    if origin is None
                    else (
                        origin[match.start()],
                        origin[match.end() - 1] + 1,
                    )
                )
        if self.printed is not None:
            # Of "Other and Else" alone, the year may stand in another cell.
            cited = f"{text} 2000" if _CITATION.fullmatch(text) else text
            yield from (match.span() for match in self.printed.finditer(cited))


def mask_of(names: Iterable[str]) -> Mask:
    """
    Return what finds people by their names as printed, in the order given names, family name.

    Examples:
        >>> mask_of(["Lord Other"]).text("Lord Other of Elsewhere founded the Other Fellowships")
        '[redacted] of Elsewhere founded the Other Fellowships'
        >>> mask_of(["Ann (Nan) Example"]).text("ann example, Nan Example, Example A, Example's")
        "[redacted], [redacted], [redacted], Example's"
        >>> mask_of(["Ann Other"]).text("(Other and Else 2010), Other et al., Other’s (2010): Other 12, other 2010")
        '([redacted] and Else 2010), [redacted] et al., [redacted]’s (2010): Other 12, other 2010'
        >>> mask_of(["Göran Ångström"]).text("https://example.org/goran_angstrom, ÅNGSTRÖM, Göran")
        'https://example.org/[redacted], [redacted]'
    """
    patterns: dict[str, None] = {}
    printed: dict[str, None] = {}
    keys: set[str] = set()
    for name in names:
        for form in forms_of(name):
            patterns.update(dict.fromkeys(folded_patterns(form)))
            printed.update(dict.fromkeys(printed_patterns(form)))
            keys.add(key_of(form))
    return Mask(_either(patterns, re.IGNORECASE), _either(printed), frozenset(keys))


def joined(masks: Iterable[Mask]) -> Mask:
    """Return what finds every name that one of *masks* finds."""
    masks = tuple(masks)
    return Mask(
        _either((mask.folded.pattern for mask in masks if mask.folded), re.IGNORECASE),
        _either(mask.printed.pattern for mask in masks if mask.printed),
        frozenset(key for mask in masks for key in mask.keys),
    )


def is_address(text: str) -> bool:
    """Return whether *text* is an address of the web or of mail, and nothing else."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def _either(patterns: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    ordered = sorted(patterns, key=len, reverse=True)
    return re.compile("|".join(ordered), flags) if ordered else None
