"""The passages of a document, in reading order and each with its words' places, for reading facts out of its prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from leaddata.layout.blocks import BULLETS
from leaddata.layout.pdf_blocks import pdf_blocks
from leaddata.layout.prose_nodes import NodePassage, node_passages
from leaddata.layout.prose_nouns import Passage
from leaddata.layout.prose_tables import Row, pdf_tables, row_passage, rows_of, text_rows
from leaddata.layout.prose_terms import may_state_terms
from leaddata.layout.table import Table
from leaddata.layout.text_pages import FOOTER
from leaddata.model import Cell, Document, Locator, Node, Word

__all__ = ["Placed", "line_passages", "node_passages_of", "page_passages", "place_of"]

_REFERENCES = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:key\s+|selected\s+)?(?:references|bibliography|works cited|further reading|endnotes|literature cited|notes and references)\s*:?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:(?:Chapter|Section|Part|Appendix)\s+)?(\d+(?:\.\d+)*)\.?\s")
_TITLE_WORDS = 25
_HEADING_WORDS = 10
_MARKED_HEADING = re.compile(r"\s*(#{1,6})\s+(.+?)\s*#*\s*")
_ITEM = re.compile(rf"\s*(?:[{BULLETS}*\u2013\u2014+-]|\(?\d{{1,2}}[.)]|\(?[a-z][.)])\s+\S")
_ENDS = re.compile(r"[.?!:;\u2026][\"'\u201d\u2019)\]]*\s*$")
_LONE_NUMBER = re.compile(r"\s*(?:page\s+)?\d{1,4}\s*", re.IGNORECASE)
_STATES = re.compile(
    r"\d|:|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozen|hosted|funded|sponsored)\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"\s*[A-Z][\w/&'\u2019()-]*(?:\s+[\w/&'\u2019()-]+){0,5}\s*:\s+\S")
_GAP = re.compile(r"\S(?:\s{2,}|\t)\S|\|")
_DASH = re.compile(r"^[-*\u2013\u2014+]\s+")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*")
_FEWEST_REPEATS = 3
_LONGEST_NUMBER = 40
_LONGEST_FURNITURE = 90


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage and the cell that it was taken from."""

    passage: Passage
    cell: Cell


def page_passages(document: Document) -> list[Placed]:
    """Return the headings, paragraphs and points of a document with geometry; the list of references is left out."""
    tables = pdf_tables(document)
    regions = [region for table in tables for region in table.regions]
    blocks = pdf_blocks(document, regions).blocks
    sizes = sorted(
        {round(block.cell.words[0].size) for block in blocks if block.kind == "heading" and block.cell.words},
        reverse=True,
    )
    placed: list[Placed] = []
    has_heading = False
    for block in blocks:
        if block.kind == "table":
            placed += _of_tables(tables, block.page)
            continue
        is_heading = block.kind == "heading"
        level = _level(block.cell, sizes) if is_heading else 0
        if not is_heading and not has_heading and block.page == 1 and _may_be_title(block.text):
            level = 1
        has_heading = has_heading or is_heading
        placed.append(Placed(Passage(block.text, level), block.cell))
    return list(_without_references(placed))


def _of_tables(tables: list[Table], page: int) -> Iterator[Placed]:
    """Yield the rows of the tables that begin on *page*, which are taken out of *tables*."""
    for table in [one for one in tables if one.regions[0].page <= page]:
        tables.remove(table)
        yield from map(_placed_row, rows_of(table))


def _placed_row(row: Row) -> Placed:
    return Placed(*row_passage(row))


def node_passages_of(root: Node, form: str, fragment: Callable[[str], Node | None]) -> list[Placed]:
    """
    Return the headings, paragraphs and rows of tables of a web page, or of the records in XML or JSON.

    Args:
        form: ``html``, ``xml`` or ``json``.
        fragment: Reads a piece of HTML that stands inside a record; returns None of plain text.
    """
    return list(_without_references([_placed(one) for one in node_passages(root, form, fragment)]))


def line_passages(lines: Iterable[str], snapshot_id: str) -> list[Placed]:
    """
    Return the headings and paragraphs of a text: lines are joined up to an empty one, a heading, or a point of a list.

    A heading on the first line is the title.

    Examples:
        >>> found = line_passages(["Results", "", "Twelve fel-", "lows joined.", "- Six left."], "a")
        >>> [(one.passage.level, one.passage.text) for one in found]
        [(1, 'Results'), (0, 'Twelve fellows joined.'), (0, 'Six left.')]
    """
    printed = list(lines)
    furniture = _furniture(printed)
    placed: list[Placed] = []
    words: list[Word] = []
    table_end = 0
    for index, line in enumerate(printed):
        if index < table_end:
            continue
        rows, taken = text_rows(printed, index, snapshot_id) if _GAP.search(line) else ([], 0)
        if rows:
            placed += [*_paragraph(words), *map(_placed_row, rows)]
            words, table_end = [], index + taken
            continue
        text = " ".join((line.translate(_NO_BULLETS) if _SIGNS.search(line) else line).split())
        is_short = 0 < len(text) <= _LONGEST_FURNITURE
        if is_short and (line.strip() in furniture or _LONE_NUMBER.fullmatch(line) or FOOTER.fullmatch(line)):
            continue
        is_first = not (placed or words)
        level, heading = _heading(printed, index, text, opens=not words or bool(_ENDS.search(words[-1].text)))
        if not text or level or _ITEM.match(line) or _has_bullet(line) or _is_label(printed, index):
            placed += _paragraph(words)
            words = []
        if level:
            level = 1 if is_first else level  # the title
            at = Locator(snapshot_id, lines=(index + 1, index + 1))
            placed.append(Placed(Passage(heading, level), Cell(heading, at)))
        elif text:
            text = _DASH.sub("", text)
            words.append(Word(text, Locator(snapshot_id, lines=(index + 1, index + 1))))
    placed += _paragraph(words)
    return list(_without_references(placed))


def place_of(cell: Cell, start: int, end: int) -> Locator:
    """Return where the characters from *start* to *end* stand; of words on two pages, those on the first."""
    if not cell.words:
        return cell.at
    first = max(0, bisect_right(cell.starts, start) - 1)
    last = max(first, bisect_right(cell.starts, max(start, end - 1)) - 1)
    place = cell.words[first].at
    for word in cell.words[first + 1 : last + 1]:
        if word.at.page == place.page:
            place = place | word.at
    return place


_SIGN = re.compile(f"[{BULLETS}]")
_SIGNS = re.compile(f"[{BULLETS}\x0c\xad]")
_NO_BULLETS = {ord(sign): " " for sign in BULLETS} | {0x0C: " ", 0xAD: None}


def _is_label(lines: list[str], index: int) -> bool:
    """True of a line that begins with a label and a colon, next to another such line."""
    beside = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return ":" in lines[index] and _LABELLED.match(lines[index]) is not None and any(map(_LABELLED.match, beside))


def _has_bullet(line: str) -> bool:
    return _SIGN.search(line) is not None


def _level(cell: Cell, sizes: list[int]) -> int:
    number = _NUMBER.match(cell.text)
    if number is not None:
        return 2 + number[1].count(".")
    return 2 + (sizes.index(round(cell.words[0].size)) if cell.words else 0)


def _may_be_title(text: str) -> bool:
    return len(text.split()) <= _TITLE_WORDS and not text.rstrip().endswith((".", ":", ";", ","))


def _placed(one: NodePassage) -> Placed:
    if one.row is not None:
        return _placed_row(one.row)
    text = " ".join(one.text.split())
    return Placed(Passage(text, one.level, one.fresh), Cell(text, one.at))


def _without_references(placed: Iterable[Placed]) -> Iterator[Placed]:
    inside = 0
    for one in placed:
        level = one.passage.level
        if one.passage.fresh:
            inside = 0
        if level:
            if inside and level <= inside:
                inside = 0
            if _REFERENCES.fullmatch(one.passage.text.strip()):
                inside = level
        if not inside and one.passage.text:
            yield one


def _furniture(lines: list[str]) -> set[str]:
    """Return the short lines that stand again and again beside a page number or at a page's start: running titles."""
    counts: Counter[str] = Counter()
    numbers = [len(line) < _LONGEST_NUMBER and _LONE_NUMBER.fullmatch(line) is not None for line in lines]
    for index, line in enumerate(lines):
        at_edge = "\f" in line or any(numbers[max(0, index - 1) : index]) or any(numbers[index + 1 : index + 2])
        if at_edge and 0 < len(line.strip()) <= _LONGEST_FURNITURE and not _ENDS.search(line):
            counts[line.strip()] += 1
    return {line for line, count in counts.items() if count >= _FEWEST_REPEATS}


def _heading(lines: list[str], index: int, text: str, *, opens: bool) -> tuple[int, str]:
    """Return the level of a heading and its text, or 0 of a line that is none."""
    if text.startswith("#") and (marked := _MARKED_HEADING.fullmatch(lines[index][:400])) is not None:
        return len(marked[1]), marked[2]
    below = lines[index + 1].strip()[:4] if index + 1 < len(lines) else ""
    if text and below in {"===", "====", "---", "----"} and _UNDERLINE.fullmatch(lines[index + 1]):
        return (1 if "=" in below else 2), text
    if not text or not opens or len(text.split()) > _HEADING_WORDS or _ENDS.search(text) or text.endswith(","):
        return 0, ""
    following = lines[index + 1].strip() if index + 1 < len(lines) else ""
    numbered = _NUMBER.match(text)
    body = text[numbered.end() :] if numbered else text
    if (
        not body[:1].isupper()
        or (_STATES.search(body) and not _stands_alone(lines, index, body))
        or (following and not (following[0].isupper() or following[0].isdigit()))
    ):
        return 0, ""
    if not following and index + 1 >= len(lines):
        return 0, ""
    return (2 + numbered[1].count(".") if numbered else 2), text


def _stands_alone(lines: list[str], index: int, body: str) -> bool:
    """True of a line with a number that is a heading all the same: it stands by itself, and states no length or body."""
    beside = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return ":" not in body and not any(one.strip() for one in beside) and not may_state_terms(body.lower())


def _paragraph(words: list[Word]) -> Iterator[Placed]:
    """Yield the paragraph of printed lines, a hyphen at a line's end closed before a lower-case letter."""
    if not words:
        return
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for word in words:
        piece = word.text
        if pieces and pieces[-1].endswith("-") and len(pieces[-1]) > 1 and pieces[-1][-2].isalpha():
            if piece[:1].islower():
                pieces[-1] = pieces[-1][:-1]
                length -= 1
        elif pieces:
            pieces[-1] += " "
            length += 1
        starts.append(length)
        pieces.append(piece)
        length += len(piece)
    text = "".join(pieces)
    yield Placed(Passage(text), Cell(text, words[0].at, tuple(words), tuple(starts)))
