"""The abstract that a web page prints: in a part of the page that is called so, or below a title that says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from leaddata.clean.abstract_titles import (
    abstract_language,
    is_abstract_title,
    is_main_title,
    is_no_abstract,
    is_other_title,
)
from leaddata.clean.languages import language_of, parse_language
from leaddata.layout.articles import AbstractPart
from leaddata.layout.inline_labels import is_label, labelled_sections
from leaddata.layout.page_pieces import Piece, names_of, pieces
from leaddata.model import Cell, Node

__all__ = ["printed_abstract"]

_CALLED = {"abstract", "abstracts"}
_HOLDERS = {"div", "section", "article", "p", "blockquote", "td", "dd", "span", "main"}
_OTHER_NAMES = frozenset(
    [
        "keyword", "keywords", "kwd", "highlights", "graphical", "graphic", "visual", "video", "copyright", "license",
        "permissions", "footnotes", "footnote", "authors", "affiliations", "metrics", "related", "share", "toolbar",
        "nav", "menu", "tabs", "teaser", "link", "links", "button", "lay", "plain", "history",
    ]
)  # fmt: skip
_SHORTEST = 40  # signs of what is called an abstract, and does not say so above it

Parts = tuple[AbstractPart[Cell], ...]


@dataclass(frozen=True, slots=True)
class _Walk:
    """
    Where an abstract is looked for.

    Attributes:
        found: The pieces of a part of the page, or of all of it.
        counts: How many of them each element holds.
        start: The number of the title that says that it is an abstract, -1 where none does.
        holder: The element that it does not leave.
        is_called: True if the part is called an abstract.
    """

    found: Sequence[Piece]
    counts: Counter[int]
    start: int
    holder: Node
    is_called: bool


def printed_abstract(root: Node, languages: tuple[Cell, ...]) -> Iterator[AbstractPart[Cell]]:
    """
    Yield the sections of the abstract on a page, with the titles that stand above or before them as labels.

    Of several abstracts those in other languages than the ones before are taken; highlights, keywords and statements
    are none.
    """
    seen: set[str] = set()
    is_first = True
    for walk in _walks(root):
        if walk.is_called is False and is_first and walk.start < 0:
            continue
        parts = tuple(_parts(walk, languages))
        spoken = {part.language for part in parts}
        if not parts or (spoken & seen):
            continue
        seen |= spoken
        is_first = False
        yield from parts


def _walks(root: Node) -> Iterator[_Walk]:
    """Yield the places where an abstract may stand, the surest first."""
    called = [node for outer in _outermost(root) for node in _inner(outer)]
    # What says so above itself goes first: a teaser may be called an abstract, too.
    yield from sorted(_called(called), key=lambda walk: walk.start < 0)
    found = list(pieces(root))
    counts = _counts(found)
    named = [
        number for number, piece in enumerate(found) if piece.level and is_abstract_title(piece.text.text)
        and not any(one is node for one in piece.within for node in called)
    ]  # fmt: skip
    for number in sorted(named, key=lambda one: (not is_main_title(found[one].text.text), found[one].level > 6)):
        yield _Walk(found, counts, number, _holder(counts, found[number]), is_called=False)


def _called(called: list[Node]) -> Iterator[_Walk]:
    for node in called:
        found = list(pieces(node))
        titles = [number for number, piece in enumerate(found) if piece.level]
        start = next((number for number in titles if is_main_title(found[number].text.text)), -1)
        if start < 0 and titles and is_abstract_title(found[titles[0]].text.text):
            start = titles[0]
        if start < 0 and sum(len(piece.text.text) for piece in found if not piece.level) < _SHORTEST:
            continue
        counts = _counts(found)
        is_top = start < 0 or start == titles[0]
        yield _Walk(found, counts, start, node if is_top else _holder(counts, found[start]), is_called=True)


def _outermost(node: Node) -> Iterator[Node]:
    for child in node:
        if child.tag in {"nav", "aside", "footer", "head", "button", "a", "select"}:
            continue
        if child.tag in _HOLDERS and names_of(child) & _CALLED and not names_of(child) & _OTHER_NAMES:
            yield child
        else:
            yield from _outermost(child)


def _inner(node: Node) -> list[Node]:
    """Return the parts of one that is called an abstract which are it more closely: those of a language, or the one inside."""
    inside = list(_outermost(node))
    coded = [one for one in inside if _code(one)]
    if coded:
        return coded
    long = [one for one in inside if len(one.text) >= _SHORTEST]
    return _inner(long[0]) if len(inside) == len(long) == 1 and not _is_titled(node, long[0]) else [node]


def _is_titled(node: Node, inner: Node) -> bool:
    """Return whether sections of a part of the page stand outside of *inner*, too."""
    return any(
        not piece.level or not is_abstract_title(piece.text.text)
        for piece in pieces(node)
        if not any(one is inner for one in piece.within) and not is_other_title(piece.text.text)
        and not (piece.label is not None and is_other_title(piece.label.text)) and not piece.text.text.startswith("\u00a9")
    )  # fmt: skip


def _code(node: Node) -> str | None:
    """Return the language that an element is called by ("fre-abstract")."""
    code, _, rest = (node.get("id") or "").partition("-")
    return parse_language(code) if rest == "abstract" and len(code) in {2, 3} else None


def _counts(found: Sequence[Piece]) -> Counter[int]:
    """Return how many pieces each element holds."""
    return Counter(id(node) for piece in found for node in piece.within)


def _holder(counts: Counter[int], title: Piece) -> Node:
    """Return the innermost element around a title that holds more than it."""
    return next((node for node in reversed(title.within) if counts[id(node)] > 1), title.within[0])


def _parts(walk: _Walk, languages: tuple[Cell, ...]) -> Iterator[AbstractPart[Cell]]:
    stated = ""
    if walk.start >= 0:
        stated = abstract_language(walk.found[walk.start].text.text) or ""
    section: list[Piece] = []
    for piece in _of_abstract(walk):
        if section and not _goes_on(section[-1], piece):
            yield from _section(section, stated, languages)
            section = []
        if piece.level:
            stated = abstract_language(piece.text.text) or ""
        else:
            section.append(piece)
    yield from _section(section, stated, languages)


def _goes_on(before: Piece, piece: Piece) -> bool:
    """Return whether a text is of the same section as the one before it."""
    return not piece.level and piece.label is before.label and _language(before) == _language(piece)


def _section(section: list[Piece], stated: str, languages: tuple[Cell, ...]) -> Iterator[AbstractPart[Cell]]:
    """Yield a section as one text, or as those that labels in its running text make of it."""
    if not section:
        return
    first = section[0]
    cell = Cell(" ".join(piece.text.text for piece in section), first.text.at)
    known = _language(first) or stated
    code = language_of(cell.text, (known,) if known else tuple(one.text for one in languages) or ("en",))
    for label, text in [(first.label, cell)] if first.label is not None else labelled_sections(cell):
        yield AbstractPart(code, text, label)


def _language(piece: Piece) -> str:
    """Return the language that an element around a text states, but for what the whole page states; else nothing."""
    for node in reversed(piece.within):
        if node.tag in {"body", "html"}:
            break
        code = _code(node) or parse_language(node.get("lang") or node.get("xml:lang") or "")
        if code:
            return code
    return ""


def _inside(walk: _Walk) -> Iterator[Piece]:
    """Yield what stands below the title, in what holds it, but for parts that are called something else."""
    around = walk.found[walk.start].within if walk.start >= 0 else (walk.holder,)
    known = {id(node) for node in around}
    for piece in walk.found[walk.start + 1 :]:
        if not any(node is walk.holder for node in piece.within):
            return
        if not any(id(node) not in known and names_of(node) & _OTHER_NAMES for node in piece.within):
            yield piece


def _of_abstract(walk: _Walk) -> Iterator[Piece]:
    """Yield the texts of an abstract, each with its label, and the titles of those in other languages."""
    label: Cell | None = None
    other = 0  # the level of a title of something else that stands above
    is_plain = has_text = False
    for piece in _inside(walk):
        if not piece.level:
            if not other and not _is_other_text(piece):
                own = (
                    piece.label if piece.label is None or not is_abstract_title(piece.label.text) or has_text else None
                )
                has_text = True
                is_plain = is_plain or (own is None and label is None)
                yield replace(piece, label=own or label)
                label = None if own is not None else label
        elif is_abstract_title(piece.text.text) and (is_main_title(piece.text.text) or not has_text):
            label, other = None, 0
            yield piece
        elif _ends(piece, walk, is_plain=is_plain):
            return
        elif is_other_title(piece.text.text):
            other = piece.level
        elif not other or piece.level <= other:
            label, other = piece.text if piece.level > 1 else None, 0


def _ends(piece: Piece, walk: _Walk, *, is_plain: bool) -> bool:
    """Return whether a title ends the abstract: one that ranks as high and is no part of what holds it."""
    if walk.start < 0:
        return False
    title = walk.found[walk.start]
    if piece.level != title.level:
        return piece.level < title.level
    if _holder(walk.counts, piece) is walk.holder:
        # Of titles that are no headings nothing says which ranks higher: known labels may follow the abstract's at once.
        return not walk.is_called and (is_plain or title.level < 7 or not is_label(piece.text.text))
    return is_plain and not walk.is_called


def _is_other_text(piece: Piece) -> bool:
    text = piece.text.text
    if piece.label is not None:
        return is_other_title(piece.label.text)
    before, colon, _ = text.partition(":")
    return (
        is_no_abstract(text)
        or text.startswith(("\u00a9", "Copyright"))
        or (bool(colon) and len(before) < 40 and is_other_title(before))
    )
