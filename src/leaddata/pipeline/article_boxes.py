"""Who wrote an article, by a box that tells of them: headed "About the author", or with a name and what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from leaddata.clean.name_words import HONORIFICS
from leaddata.model import Author
from leaddata.pipeline.article_keys import short_key
from leaddata.pipeline.article_lines import in_comment, parts_of
from leaddata.pipeline.article_names import Names
from leaddata.pipeline.html_lines import HtmlLine, lines_of
from leaddata.pipeline.page_parts import link_text

__all__ = ["goes_on_about", "in_bio", "in_box"]

_ABOUT = re.compile(
    r"^(?P<name>\S.{3,60}?),?\s+(?:is|was|works|leads|writes|teaches|runs|chairs|heads|directs|edits|covers|serves|lives|studies|trained|joined|has been|are|ist|arbeitet|leitet|lehrt|forscht|schreibt|studiert|est|travaille|dirige|enseigne|écrit|es|trabaja|escribe|är|is een|werkt|schrijft)\s"
)
_LABEL = re.compile(
    r"(?:about|meet) the (?:authors?|writers?|contributors?)|(?:about|(?:the |our )?(?:authors?|contributors?|writers?))(?: bios?| details| information)?:?|written by:?"
    r"|(?:über (?:den autor|die autorin|die autoren)|zum autor|zur autorin|zur person|(?:der |die )?autor(?:en|in)?):?"
    r"|(?:à propos de l['\u2019]auteure?|l['\u2019]auteure?|les auteurs|auteure?s?):?|(?:sobre|acerca de)l? (?:el |la |los )?autor(?:a|es)?|sull['\u2019]autore|informazioni sull['\u2019]autore|l['\u2019]autore"
    r"|over de auteur|om (?:författaren|forfatteren)|o autorze|o autorovi|об авторе|关于作者|作者简介|著者について|この記事を書いた人",
    re.IGNORECASE,
)
_MOST_BELOW = 8
_FEWEST_OF_SENTENCE = 4  # words
_PRONOUNS = frozenset({"He", "She", "They", "Er", "Sie", "Il", "Elle", "Hij", "Zij"})
_MOST_LABEL = 200  # letters


def in_box(names: Names, root: Any) -> tuple[Author, ...]:
    """Return whom a box tells of that is headed "About the author"."""
    for heading in root.iter("h2", "h3", "h4", "h5", "h6", "strong", "p", "div", "span"):
        if len(heading) > 1 or short_key(heading, _MOST_LABEL) is None:
            continue
        if _LABEL.fullmatch(link_text(heading)) is None or in_comment(heading):
            continue
        holder = heading if heading.getnext() is not None else heading.getparent()
        after = holder.getnext() if holder is not None else None
        lines = [line for one in _elements_from(after) for line in lines_of([one])]
        if found := _told_of(names, lines):
            return found
    return ()


def _elements_from(element: Any) -> Iterator[Any]:
    for _ in range(_MOST_BELOW):
        if element is None:
            return
        if isinstance(element.tag, str):
            yield element
        element = element.getnext()


def _told_of(names: Names, lines: Sequence[HtmlLine]) -> tuple[Author, ...]:
    """Return whom lines tell of, up to the first that does of nobody."""
    found: list[Author] = []
    for line in lines:
        if goes_on_about(line.text(), found[-1:]):
            continue
        named = in_bio(names, line)
        if not named and not (found and names.is_post(line.text())):
            break
        found += named
    return tuple(dict.fromkeys(found))


def goes_on_about(text: str, persons: Sequence[Author]) -> bool:
    """True of a sentence on somebody named above: it begins with a pronoun, or with a part of the name alone."""
    words = text.split(None, 3)
    if not persons or len(words) < _FEWEST_OF_SENTENCE:
        return False
    if words[0] in _PRONOUNS:
        return True
    first = words[1:] if words[0].rstrip(".").lower() in HONORIFICS else words
    parts = {part for one in persons for part in one.name.split()}
    return first[0] in parts and first[1:2] != [] and first[1] not in parts


def in_bio(names: Names, line: HtmlLine) -> tuple[Author, ...]:
    """Return whom a line of such a box names: "Ann Other is a registrar", or a name, with a post in an element of its own."""
    text = line.text("topic", "more")
    about = _ABOUT.match(text)
    if about is not None:
        return names.listed(about["name"])
    return names.listed(next(iter(parts_of(line)), "")) or names.listed(text)
