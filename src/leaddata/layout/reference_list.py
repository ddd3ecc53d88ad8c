"""
The reference list of any report: where it stands, and where each entry of it begins.

An entry begins at its number; else where a line hangs out of the indent, or stands in it where the first line is indented;
else below a wider space; else at a line that begins like an entry after one that ends like one. Entries go on over
columns and pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from leaddata.layout.cited_addresses import goes_on
from leaddata.layout.flow import Flow, Row
from leaddata.layout.join import end_line, join_words
from leaddata.layout.lists import is_bullet_sign
from leaddata.layout.outline import OutlineRow
from leaddata.model import Cell, Word

__all__ = ["is_references_title", "reference_entries"]

_KIND = r"(?:references?|bibliograph(?:y|ies)|sources|literature|publications|citations|reading|endnotes|resources)"
_WHICH = (
    r"(?:list of|key|selected|select|cited|main|full|general|additional|additionally|other|primary|secondary|published|"
    r"unpublished|suggested|recommended|further|useful|relevant|core|essential|annotated|bibliographic(?:al)?|academic)"
)
_USED = r"(?:cited|list|used|consulted|reviewed|referenced|referred to|quoted|section|by chapter|and bibliography)"
# What alone is the title of a list; of the rest only with a word that says so.
_ALONE = r"(?:references|bibliography|bibliographies|sources|literature|citations|endnotes|publications)"
_TITLE = re.compile(
    rf"(?:{_ALONE}|{_WHICH}(?:,? (?:and )?{_WHICH})* {_KIND}|(?:{_KIND}|works|documents|texts) {_USED}|cited works|"
    rf"reference list|{_WHICH} {_KIND} {_USED})"
    rf"(?:(?: and | & |\s?/\s?|, )(?:(?:{_WHICH} )?{_KIND}|notes)(?: {_USED})?)*|notes (?:and|&) (?:references|sources)",
    re.IGNORECASE,
)
# The usual names in the languages of western Europe.
_ELSEWHERE = frozenset({
    "literaturverzeichnis", "quellenverzeichnis", "quellen", "literatur", "literatur- und quellenverzeichnis",
    "bibliografie", "referenzen", "literaturangaben", "weiterführende literatur", "bibliographie", "références",
    "références bibliographiques", "ouvrages cités", "sources et bibliographie", "bibliographie sélective",
    "bibliografía", "referencias", "referencias bibliográficas", "obras citadas", "fuentes",
    "lecturas recomendadas", "bibliografia", "riferimenti", "riferimenti bibliografici", "opere citate", "fonti",
    "referências", "referências bibliográficas", "obras consultadas", "literatuur", "literatuurlijst",
    "referenties", "bronnen", "bronvermelding", "geraadpleegde literatuur", "litteratur", "litteraturliste",
    "litteraturförteckning", "litteraturlista", "referenser", "referanser", "referencer", "källor",
    "källförteckning", "kilder", "kildeliste", "lähteet", "llyfryddiaeth", "cyfeiriadau", "ffynonellau",
    "darllen pellach", "leabharliosta", "tagairtí", "bibliografi", "heimildir", "heimildaskrá",
})  # fmt: skip
_NUMBER = re.compile(r"[\[(]?(\d{1,3})[\]).]{0,2}")
_YEAR = re.compile(
    r"\b(?:1[6-9]|20)\d\d[a-z]?\b|\bn\.\s?d\.|\bno date\b|\bin press\b|\bforthcoming\b|https?://|www\.|\bdoi\b", re.I
)
_BEGINS = re.compile(
    r"(?:(?:van|von|de|der|den|du|la|le|di|Mc|Mac|O[\u2019'])\s?)*[A-Z][\w\u2019'\u2010-]+(?:[ -][A-Z][\w\u2019'-]+)?(?:,? (?:[A-Z]\.?[ -]?){1,4}(?=[,.;&(\s]|$))"
    r"|[A-Z][^.]{2,120}?[\s,.(](?:(?:1[89]|20)\d\d[a-z]?|n\.\s?d\.)[).,:;]"
)
_ENDS = (".", ")", ">", "]")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:?\s?10\.)\S+$")
_INDENT = 3.0  # points
_FEW = 0.12  # share of lines that stand in
_MORE = 1.6  # times


def is_references_title(text: str) -> bool:
    """
    True of the heading of a reference list.

    Examples:
        >>> [is_references_title(text) for text in ("References", "Further reading", "Terms of reference")]
        [True, True, False]
        >>> [is_references_title(text) for text in ("References/bibliography", "Literaturverzeichnis", "Other resources")]
        [True, True, True]
    """
    bare = " ".join(text.split()).strip("()").rstrip(":. ")
    return _TITLE.fullmatch(bare) is not None or bare.casefold() in _ELSEWHERE


def reference_entries(flow: Flow, rows: Sequence[OutlineRow]) -> list[Cell]:
    """Return the entries of all reference lists of a document as printed, lists' own numbers and bullets left out."""
    found: list[Cell] = []
    for listed in _lists(flow, rows):
        body = _body(listed)
        entries = [_cell(group) for group in _groups(body)]
        found += _trimmed([cell for cell in entries if cell is not None])
    return found


def _lists(flow: Flow, rows: Sequence[OutlineRow]) -> Iterator[list[Row]]:
    """Yield the lines of each list, without those of headings inside it."""
    end = -1
    titled = False
    for index, row in enumerate(rows):
        if row.rows[0] <= end or not is_references_title(row.title.text):
            continue
        below = []
        for other in rows[index:]:
            if other is not row and (other.level <= row.level and not is_references_title(other.title.text)):
                break
            if other is not row and is_references_title(other.title.text) and other.level <= row.level:
                break
            below += list(flow.rows[slice(*other.rows)])
            end = other.rows[1] - 1
        titled = True
        yield below
    if titled:
        return
    ends = {row.rows[0] - 1 for row in rows}
    for index, line in enumerate(flow.rows):
        if index > end and is_references_title(line.line.text) and not line.is_bullet and index not in ends:
            stop = min((row.rows[0] - 1 for row in rows if row.rows[0] - 1 > index), default=len(flow.rows))
            end = stop
            yield list(flow.rows[index + 1 : stop])


def _body(rows: Sequence[Row]) -> list[Row]:
    """Leave out what is set smaller than most: notes at the foot of the page."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.style.size] += len(row.line.text)
    if not sizes:
        return []
    usual = sizes.most_common(1)[0][0]
    return [row for row in rows if abs(row.style.size - usual) <= 0.12 * usual]


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    if not rows:
        return []
    begun = _begun(rows)
    starts = _numbered(rows) or _bulleted(rows) or _hanging(rows, begun)
    if not starts:
        starts = _spaced(rows)
        # Where most lines begin like an entry, a wider space here and there parts nothing.
        starts = begun if len(begun) > _MORE * len(starts) else starts
    starts = sorted({0, *starts})
    return [list(rows[start:end]) for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _numbered(rows: Sequence[Row]) -> list[int]:
    """Return the rows that begin with the next number."""
    starts: list[int] = []
    expected = 0
    for index, row in enumerate(rows):
        match = _NUMBER.fullmatch(row.line.words[0].text)
        if match is None:
            continue
        number = int(match[1])
        marked = row.line.words[0].text != match[1]
        first = not starts and (number == 1 or (index == 0 and marked))
        if first or (starts and number == expected) or (starts and number == 1 and marked):
            starts.append(index)
            expected = number + 1
    return starts if (len(starts) > 1 and starts[0] <= 2) or (starts == [0]) else []


def _bulleted(rows: Sequence[Row]) -> list[int]:
    starts = [index for index, row in enumerate(rows) if row.is_bullet]
    return starts if len(starts) > 1 and starts[0] == 0 else []


def _lefts(rows: Sequence[Row]) -> list[float]:
    """Return for each row how far it stands in from the left edge of its column."""
    runs: list[list[int]] = []
    for index, row in enumerate(rows):
        if not runs or row.step == float("inf"):
            runs.append([])
        runs[-1].append(index)
    edges = [min(rows[index].box.x0 for index in run) for run in runs]
    offsets = [0.0] * len(rows)
    for run, edge in zip(runs, edges, strict=True):
        for index in run:
            offsets[index] = rows[index].box.x0 - edge
    counted = Counter(round(offset) for offset in offsets if offset > _INDENT)
    if not counted:
        return offsets
    usual = counted.most_common(1)[0][0]
    for run, edge in zip(runs, edges, strict=True):
        # A column may hold nothing but the rest of an entry.
        if all(offsets[index] <= _INDENT for index in run) and any(abs(edge - usual - other) < 1.5 for other in edges):
            for index in run:
                offsets[index] = usual
    return offsets


def _hanging(rows: Sequence[Row], begun: Sequence[int]) -> list[int]:
    offsets = _lefts(rows)
    inside = [offset > _INDENT for offset in offsets]
    outdented = not inside[0]
    if not any(inside) or (sum(inside) < _FEW * len(rows) and (not outdented or len(begun) < len(rows) / _MORE)):
        return []
    starts = [index for index, one in enumerate(inside) if one != outdented]
    return starts if len(starts) > 1 or outdented else []


def _spaced(rows: Sequence[Row]) -> list[int]:
    steps = sorted(row.step for row in rows if row.step < 4 * row.style.size)
    if not steps:
        return []
    pitch = steps[len(steps) // 10]
    wide = [row.step > 1.15 * pitch + 0.8 for row in rows]
    within = [row for row, one in zip(rows, wide, strict=True) if not one and row.step < 4 * row.style.size]
    if not any(one and row.step != float("inf") for row, one in zip(rows, wide, strict=True)) or not within:
        # All lines are as far apart: single lines, or no space between entries.
        single = pitch > 1.55 * rows[0].style.size
        return list(range(len(rows))) if single else []
    return [
        index
        for index, (row, one) in enumerate(zip(rows, wide, strict=True))
        if one and (row.step != float("inf") or _may_begin(rows, index))
    ]


def _begun(rows: Sequence[Row]) -> list[int]:
    return [index for index in range(len(rows)) if index == 0 or _may_begin(rows, index)]


def _may_begin(rows: Sequence[Row], index: int) -> bool:
    if index == 0:
        return True
    above, own = rows[index - 1].line.text, " ".join(row.line.text for row in rows[index : index + 3])
    ends = above.endswith(_ENDS) or _ADDRESS.search(above) is not None
    return ends and _BEGINS.match(own) is not None


def _cell(rows: Sequence[Row]) -> Cell | None:
    words: list[Word] = []
    for index, row in enumerate(rows):
        own = list(end_line(row.line.words))
        if (
            words
            and own
            and goes_on(words[-1].text, own[0].text, rows[index - 1], is_last=index == len(rows) - 1 and len(own) == 1)
        ):
            words[-1] = replace(words[-1], text=words[-1].text + own[0].text, ends_line=len(own) == 1)
            own = own[1:]
        words += own
    words = [word for word in words if not is_bullet_sign(word.text)]
    if (words and (match := _NUMBER.fullmatch(words[0].text)) and (words[0].text != match[1] or len(match[1]) < 4)) or (
        words and words[0].text in {"-", "\u2013", "*"}
    ):
        words = words[1:]
    return join_words(words, address_breaks=True) if words else None


def _trimmed(cells: Sequence[Cell]) -> list[Cell]:
    """Leave out what stands before the first and after the last entry that has a year or an address: no reference."""
    sure = [index for index, cell in enumerate(cells) if _YEAR.search(cell.text)]
    return list(cells[sure[0] : sure[-1] + 1]) if sure else []
