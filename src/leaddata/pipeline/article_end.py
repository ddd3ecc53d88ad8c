"""What stands in or below the main text of an article and is none of it: lists of other articles, rights, headings of nothing, who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from leaddata.clean.page_words import COMMENTS, OTHERS, OWNERS, RIGHTS
from leaddata.model import Author
from leaddata.pipeline.article_bylines import signed_text
from leaddata.pipeline.article_guests import NOTES
from leaddata.pipeline.article_keys import text_key, word_count
from leaddata.pipeline.article_names import Names
from leaddata.pipeline.page_parts import link_text

__all__ = ["without_end", "without_others"]

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ABOUT = re.compile(r"(?:about|über|à propos de|sobre|over)\s+(?P<who>.+?)\W*", re.IGNORECASE)
_THE_AUTHOR = re.compile(
    r"(?:the author|the writer|den autor|die autorin|l['\u2019]auteur|el autor|de auteur)s?", re.IGNORECASE
)
_CONTACT = re.compile(
    r"\(?(?:(?:for (?:comments|feedback|questions)\b.{0,60}(?:contact|e-?mail|write to)|you(?: are|['\u2019]re)? receiv(?:e|ing|ed) this|unsubscribe\b|update your preferences|view (?:this e-?mail )?in (?:your )?browser)|(?:to )?contact (?:the |our )?(?:reporter|author|writer|editor)|(?:to )?(?:contact|reach|email|e-mail|write to|follow) .{3,60}(?:@|\bat \S+\.\S)|write to .{3,60} at \S+@|(?:you can )?(?:follow|reach|find) (?:him|her|them|us|me|the author)\b"
    r"|(?:want|get|sign up|subscribe|join|like) .{0,60}\b(?:newsletters?|e-?mails?|inbox|sign up|subscribe|facebook|twitter)\b|the (?:views|opinions) expressed\b|this (?:article|story|post) (?:was |is |has been )?(?:first |originally |also )?(?:appeared|published)\b"
    r"|(?:folgen sie|abonnieren sie|suivez|abonnez-vous|síguenos|suscríbete|seguici|iscriviti|volg ons)\b|[\w.+-]+@[\w.-]+$|@\w+$)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:(?-i:IMAGE|PHOTO|PICTURED?|CAPTION|FOTO|BILD)|image credits?|photo credits?|picture credits?|bildquelle|bildnachweis|crédits? photos?|fot\.|foto)\s*[:/]\s*\S",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\((?:(?:ap |file |afp |reuters |epa )?(?:photo|foto|picture|image|credit|bild|getty)\b[^()]{0,80}|(?-i:[A-Z\u00c0-\u00de])[^()/]{3,40}\s/\s(?-i:[A-Z\u00c0-\u00de])[^()]{3,60})\)\.?$"
    r"|\S/\s?(?:getty images|reuters|afp|ap|epa|shutterstock|istockphoto)\)?\.?$",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"(?:comment|bookmark|send|share|print|e-?mail|tweet|see all|please wait|\d+ (?:talkbacks|comments|kommentare|reacties|commentaires))\b[^.!?]{0,60}",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"(?:,| is | was | works| leads| writes| has (?:been|worked)| ist | arbeitet| est | travaille| es | trabaja| är | er | is een |\W*$)"
)
_LONGEST_TITLE = 12  # letters
_MOST_OF_BIO = 80  # words
_MOST_OF_CONTACT = 40
_MOST_OF_CAPTION = 60
_ENOUGH = 60
_MOST_CUT = 0.4
_LAST = 4  # paragraphs
_FEW = 8  # words


def without_end(names: Names, root: Any, paragraphs: tuple[str, ...], authors: Sequence[Author]) -> tuple[str, ...]:
    """
    Return the paragraphs of an article without what is none of its text.

    Args:
        authors: Who wrote it: a line that names nobody else is left out at its end, and so is a paragraph about them.
    """
    kept = _without_contacts(paragraphs)
    cut = next((number for number, one in enumerate(kept) if number and RIGHTS.match(one)), len(kept))
    if authors:
        cut = min(cut, _about(names, kept))
    kept = _cut(kept, cut)
    kept = _without_bios(kept, authors)
    headings = _headings(root)
    while len(kept) > 1 and (text_key(kept[-1]) in headings or (authors and signed_text(names, kept[-1]) == authors)):
        kept = kept[:-1]
    return kept


def _without_bios(paragraphs: tuple[str, ...], authors: Sequence[Author]) -> tuple[str, ...]:
    """Return the paragraphs without the last ones that tell what the authors are, and the notes on interests below these."""
    last = next((at for at in range(len(paragraphs), 0, -1) if not NOTES.match(paragraphs[at - 1])), 0)
    first = last
    while first > 1 and any(_tells_of(one.name, paragraphs[first - 1]) for one in authors):
        first -= 1
    return _cut(paragraphs, first) if first < last else paragraphs


def _tells_of(name: str, paragraph: str) -> bool:
    """True of a paragraph that begins with a name, or with a name behind a title, and goes on with what that is."""
    at = paragraph.find(name, 0, _LONGEST_TITLE + len(name))
    return (
        at >= 0
        and word_count(paragraph) <= _MOST_OF_BIO
        and (at == 0 or len(paragraph[:at].split()) == 1)
        and _WHAT.match(paragraph[at + len(name) :]) is not None
    )


def without_others(root: Any, paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paragraphs without lists of other articles among them, or below them under a heading such as "More stories"."""
    kept = tuple(one for one in _without_links(root, paragraphs) if not _is_caption(one))
    headings = _headings(root) if any(OTHERS.fullmatch(one) or COMMENTS.fullmatch(one) for one in kept) else set()
    for heads in (COMMENTS, OTHERS):
        cut = next(
            (number for number, one in enumerate(kept) if heads.fullmatch(one) and text_key(one) in headings), None
        )
        if cut is not None and heads is COMMENTS and word_count(*kept[:cut]) >= _ENOUGH:
            kept = kept[:cut]
        elif cut is not None:
            kept = _cut(kept, cut)
    return kept


def _without_contacts(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paragraphs without the last ones, of how to reach whoever wrote, and of the letters of the paper."""
    last = len(paragraphs)
    while last > 1 and word_count(paragraphs[last - 1]) <= _MOST_OF_CONTACT and _is_of_site(paragraphs[last - 1]):
        last -= 1
    return paragraphs[:last]


def _is_of_site(paragraph: str) -> bool:
    return any((_CONTACT.match(paragraph), _BUTTONS.fullmatch(paragraph), OWNERS.search(paragraph)))


def _is_caption(paragraph: str) -> bool:
    """True of what is told of a picture: it says so at its start, or who made it at its end."""
    if word_count(paragraph) > _MOST_OF_CAPTION:
        return False
    return _CAPTION.match(paragraph) is not None or _CREDIT.search(paragraph) is not None


def _cut(paragraphs: tuple[str, ...], at: int) -> tuple[str, ...]:
    """Return the paragraphs before one of them, unless that were too few to be the text."""
    return paragraphs[:at] if word_count(*paragraphs[at:]) <= _MOST_CUT * word_count(*paragraphs) else paragraphs


def _headings(root: Any) -> set[str]:
    return {text_key(link_text(one)) for one in root.iter(*_HEADINGS)}


def _without_links(root: Any, paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs without a label such as "Related" and the links to other articles below it."""
    links: set[str] | None = None
    within = False
    for number, one in enumerate(paragraphs):
        within = within and text_key(one) in (links or ())
        if OTHERS.fullmatch(one.rstrip(" :")) and number + 1 < len(paragraphs):
            links = links or {key for link in root.iter("a") if (key := text_key(link_text(link)))}
            within = text_key(paragraphs[number + 1]) in links
            # The library may have left out the links already.
            if word_count(one) > 1:
                continue
        if not within:
            yield one


def _about(names: Names, paragraphs: Sequence[str]) -> int:
    """Return where a paragraph about somebody begins at the end of a text: behind "About Ann Other"."""
    for number in range(max(1, len(paragraphs) - _LAST), len(paragraphs)):
        found = _ABOUT.fullmatch(paragraphs[number]) if word_count(paragraphs[number]) <= _FEW else None
        if found and (_THE_AUTHOR.fullmatch(found["who"]) or names.listed(found["who"])):
            return number
    return len(paragraphs)
