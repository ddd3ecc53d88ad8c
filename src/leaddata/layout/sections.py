"""
The sections of a report: its headings, and the blocks below each.

A heading is of level 1 if it opens a page at whose foot a section number stands alone, if it says ``Appendix N``, or
if it is the heading of the references; any other is of level 2, since finer levels do not survive in a text dump.
What stands before the first heading of level 1 (cover, contents) is front matter and left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from leaddata.layout.blocks import Block, Blocks
from leaddata.layout.records import STAND_IN
from leaddata.model import Cell

__all__ = ["Quotation", "Section", "is_attribution", "report_sections"]

_APPENDIX = re.compile(r"((?:Appendix|Annex) (?:\d+|[A-Z]))[:.]?\s+(\S.*)")
_REFERENCES = {"references", "bibliography"}
_ANNOUNCES = re.compile(r"\bfollowing example\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Yy]ou|[Yy]our)\b")
_SENTENCE = re.compile(r"[.?!](?:\s|$)")
_QUESTION = re.compile(r"Q\d+\s")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation: its paragraphs, and the attribution printed below it."""

    blocks: tuple[Block, ...]
    attribution: Block | None


@dataclass
class Section:
    """A heading, what stands below it up to the next heading, and the quotations among that."""

    title: Cell
    number: Cell | None
    level: int
    path: str
    page: int
    blocks: list[Block] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)

    @property
    def last_page(self) -> int:
        """The page on which its own text or table ends."""
        return max([self.page, *(block.last_page for block in self.blocks)])

    @property
    def prose(self) -> list[Block]:
        """Its paragraphs and bullets, quotations left out."""
        quoted = {id(block) for quotation in self.quotations for block in quotation.blocks}
        return [block for block in self.blocks if block.kind != "table" and id(block) not in quoted]


def report_sections(blocks: Blocks) -> list[Section]:
    """Return the sections in printed order."""
    sections: list[Section] = []
    numbered: set[int] = set()
    top = ""
    for block in blocks.blocks:
        if block.kind != "heading":
            if sections and not _is_note(block):
                sections[-1].blocks.append(block)
            continue
        number, title = _number(block, blocks, numbered)
        is_top = number is not None or title.text.casefold() in _REFERENCES
        if not sections and not is_top:
            continue
        top = title.text if is_top else top
        path = title.text if is_top else f"{top} > {title.text}"
        sections.append(Section(title, number, 1 if is_top else 2, path, block.page))
    for section in sections:
        if section.title.text.casefold() not in _REFERENCES:
            section.quotations = _quotations(section.blocks)
    _bring_home_example(sections)
    return sections


def _is_note(block: Block) -> bool:
    """True of a paragraph in square brackets that stands for no quotation: an editor's note."""
    text = block.text
    return text.startswith("[") and text.endswith("]") and not STAND_IN.fullmatch(text)


def _number(block: Block, blocks: Blocks, numbered: set[int]) -> tuple[Cell | None, Cell]:
    if match := _APPENDIX.fullmatch(block.text):
        return block.cell.part(*match.span(1)), block.cell.part(*match.span(2))
    if block.page in blocks.section_numbers and block.page not in numbered:
        numbered.add(block.page)
        return blocks.section_numbers[block.page], block.cell
    return None, block.cell


def is_attribution(block: Block) -> bool:
    """True of a paragraph that is one bracket, and not a reference to another place of the report."""
    text = block.text
    return (
        block.kind == "paragraph"
        and text.startswith("(")
        and text.endswith(")")
        and text.count("(") == 1
        and "Appendix" not in text
    )


def _quotations(blocks: Sequence[Block]) -> list[Quotation]:
    found: list[Quotation] = []
    waiting: list[Block] = []
    for index, block in enumerate(blocks):
        below = blocks[index + 1] if index + 1 < len(blocks) else None
        if is_attribution(block) and waiting:
            found.append(Quotation(tuple(waiting), block))
            waiting = []
        elif _is_quoted(block, index, below) or (waiting and _FIRST_PERSON.search(block.text)):
            # A later paragraph of a quotation may come to its speaker late.
            waiting.append(block)
        else:
            found += [Quotation((one,), None) for one in waiting]
            waiting = []
    return found + [Quotation((one,), None) for one in waiting]


def _is_quoted(block: Block, index: int, below: Block | None) -> bool:
    """A stand-in; what an attribution follows; a paragraph that begins in the first or second person; an epigraph."""
    if block.kind != "paragraph" or is_attribution(block) or _QUESTION.match(block.text):
        return False
    if STAND_IN.fullmatch(block.text) or (below is not None and is_attribution(below)):
        return True
    first = _SENTENCE.split(block.text)[0]
    return bool(_FIRST_PERSON.search(first)) or _is_epigraph(block, index, below)


def _is_epigraph(block: Block, index: int, below: Block | None) -> bool:
    """One sentence on one printed line, right below the heading and above prose."""
    lines = sum(word.ends_line for word in block.cell.words)
    return (
        index == 0
        and lines == 1
        and len(_SENTENCE.findall(block.text)) == 1
        and below is not None
        and below.kind == "paragraph"
    )


def _bring_home_example(sections: Sequence[Section]) -> None:
    """
    Move a boxed example to the section that announces it.

    A box floats to the foot of the page before; the text then has it above the paragraph that says "the following
    example", which is the last of its section.
    """
    for index, section in enumerate(sections):
        if not section.blocks or not _ANNOUNCES.search(section.blocks[-1].text):
            continue
        for earlier in reversed(sections[:index]):
            boxed = [one for one in earlier.quotations if one.attribution is not None]
            if earlier.page >= section.page or not boxed or boxed[-1].blocks[0].page >= section.page:
                continue
            quotation = boxed[-1]
            moved = [*quotation.blocks, *([quotation.attribution] if quotation.attribution else [])]
            ids = {id(block) for block in moved}
            earlier.blocks = [block for block in earlier.blocks if id(block) not in ids]
            earlier.quotations = [one for one in earlier.quotations if one is not quotation]
            section.blocks += moved
            section.quotations.append(quotation)
            break
