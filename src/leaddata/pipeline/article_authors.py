"""Who wrote an article: by a line beside its title, by its markup, by its metadata, by a name beside the date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, islice, takewhile
from typing import Any

from leaddata.clean.byline_labels import label_at
from leaddata.clean.names import is_person
from leaddata.clean.page_words import RIGHTS
from leaddata.model import Author
from leaddata.pipeline.article_beside import bare, beside_date, dashed, linked, several
from leaddata.pipeline.article_boxes import in_box
from leaddata.pipeline.article_bylines import marked_in_lines, names_in_pieces, signed, signed_text
from leaddata.pipeline.article_elsewhere import called_authors, labelled_names_elsewhere
from leaddata.pipeline.article_guests import above_title, brought_in, guests, signing_off, taking_leave, told_by
from leaddata.pipeline.article_head import ArticleHead
from leaddata.pipeline.article_keys import text_key
from leaddata.pipeline.article_lines import in_comment, is_dated, own_lines
from leaddata.pipeline.article_names import Names
from leaddata.pipeline.article_printed import as_printed
from leaddata.pipeline.html_lines import HtmlLine, lines_of, tokens_of
from leaddata.pipeline.json_ld import ld_authors
from leaddata.pipeline.page_parts import Regions, link_text
from leaddata.pipeline.page_says import PageSays

__all__ = ["article_authors"]

_META = (
    "citation_author", "author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "article:author", "byl", "byline",
    "article.author", "authors", "dc.contributor", "rnews:creator", "twitter:creator",
)  # fmt: skip
_MOST_WORDS = 12
_OF_LISTS = frozenset({"li", "td", "th", "dt", "dd"})
_LEVELS = 4
_FIRST = 2  # paragraphs
_LAST = 8
_CARD = 3  # lines
_SMALL_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# What stands in quotation marks in a text is a paper or a book, and nobody who wrote it.
_QUOTED = re.compile(r'["\u201c\u201e\u00ab]([^"\u201c\u201d\u201e\u00bb\u00ab]{4,60})["\u201d\u201c\u00bb]')


def article_authors(
    root: Any,
    says: PageSays,
    regions: Regions,
    head: ArticleHead,
    names: Names,
    title: str,
    text: Sequence[str],
) -> tuple[Author, ...]:
    """
    Return who wrote it, from the first place that names anybody; nothing if none does.

    Args:
        title: Of the article.
        text: Its paragraphs.
    """
    if invited := guests(names, (*text[:_FIRST], *text[-_FIRST:])):
        return invited
    own = own_lines(head.after)
    beside = marked_in_lines(names, own)
    posted = names.plain(ld_authors(says.posting, says.nodes)) if says.posting else ()
    # A label below the marked names and a heading is that of another article.
    whole = own if beside or posted else head.after
    marked = names.plain(_marked(root, regions, names))
    if not marked or (beside and _keys(marked).isdisjoint(_keys(beside))):
        # What is marked elsewhere is the name of somebody whom a list of sources names.
        marked = beside or marked_in_lines(names, whole)
    stated = _stated(names, says, posted)
    labelled = chain(signed(names, whole), signed(names, head.before), _signature(names, text))
    above = _agreed(list(labelled), (*beside, *marked, *stated))
    if not above and not beside and not posted:
        above = labelled_names_elsewhere(names, root)
    below_title = [line.text() for line in own[:_FIRST]]
    if above or (above := told_by(names, (*below_title, *text[:_FIRST]))):
        # The paper behind a name is where they work.
        return tuple(one for one in above if not names.is_site(one)) or above

    @cache
    def elsewhere() -> frozenset[str]:
        return frozenset(text_key(link_text(one)) for one in root.iter("a") if regions.outside(one))

    found = tuple(one for one in _surer(marked, stated) if text_key(one.name) != text_key(title))
    # What is said to be the site itself gives way to a person.
    persons = tuple(one for one in found if not names.is_site(one))
    if any(one.kind != "group" and (marked or is_person(one.name)) for one in persons):
        return as_printed(names, head, text, persons)
    told = " ".join(
        (title, *(quoted for one in (*text, *(line.text() for line in head.after)) for quoted in _QUOTED.findall(one)))
    )
    # Names in a list below a text, one below another, are those whom it tells of.
    rows = {text for line in head.below if line.tag in _OF_LISTS and names.listed(text := line.text())}
    listed = rows if len(rows) > 1 else set()
    after = [line.text() for line in head.below]
    return (
        next(signed(names, list(takewhile(_is_below, head.below))), ())
        # Metadata that name a group or an account are those of who keeps the site.
        or (() if marked else _told(names, root, text, after, below_title, title))
        or persons
        # A site may be called after the one who writes it.
        or tuple(one for one in marked if is_person(one.name) and not says.posting)
        or linked(names, root, regions, title)
        or beside_date(names, head, told, elsewhere)
        or _headed(names, head.after)
        or several(names, own, told, elsewhere)
        or in_box(names, root)
        or dashed(names, text, after)
        or above_title(names, head.before[:_FIRST])
        or bare(names, [one for one in text if one not in listed], after, told, elsewhere)
        or found
    )


def _told(
    names: Names, root: Any, text: Sequence[str], after: Sequence[str], first: Sequence[str], title: str
) -> tuple[Author, ...]:
    """Return who is said to have written it in words, or in a box or a column beside the text."""
    return (
        called_authors(names, root)
        or in_box(names, root)
        or taking_leave(names, text, after)
        or signing_off(names, text)
        or brought_in(names, first, title)
    )


def _headed(names: Names, lines: Sequence[HtmlLine]) -> tuple[Author, ...]:
    """Return the person whose name is a heading right below the title, with a day in one of the lines below it."""
    for number, line in enumerate(lines[:_FIRST]):
        found = names.listed(line.text()) if line.tag in _SMALL_HEADINGS else ()
        if found and all(one.kind == "person" for one in found):
            below = lines[number + 1 : number + 1 + _CARD]
            return found if any(is_dated(one) for one in below) else ()
    return ()


def _keys(authors: Sequence[Author]) -> set[str]:
    return {text_key(one.name) for one in authors}


def _stated(names: Names, says: PageSays, posted: tuple[Author, ...]) -> tuple[Author, ...]:
    """Return whom the metadata name: the first that are persons, else the first that are not the site, else the first."""
    lists = [posted, *(names.plain(Author(one) for one in says.meta.get(name, [])) for name in _META)]
    lists.append(names.plain(Author(one) for one in _captioned(says)))
    said = [ones for ones in lists if ones]
    persons = (ones for ones in said if any(_is_named(names, one) for one in ones))
    own = (ones for ones in said if not all(names.is_site(one) for one in ones))
    return next(chain(persons, own, said), ())


def _is_named(names: Names, author: Author) -> bool:
    """True of a person, and of nobody who is called as the site is."""
    return author.kind != "group" and not names.is_site(author) and (author.kind == "person" or is_person(author.name))


def _captioned(says: PageSays) -> Iterator[str]:
    """Yield the names behind a label in the cards for other sites: ``twitter:label1`` "Written by", ``twitter:data1`` "Ann Other"."""
    for number in "123":
        for label, value in zip(
            says.meta.get(f"twitter:label{number}", []), says.meta.get(f"twitter:data{number}", []), strict=False
        ):
            if (found := label_at(label)) and found.is_strong and found.end == len(label):
                yield value


def _is_below(line: HtmlLine) -> bool:
    """False of who owns the page: who made it is named beside, and nothing of the article follows."""
    return RIGHTS.match(line.text()) is None


def _agreed(labelled: Sequence[tuple[Author, ...]], known: Sequence[Author]) -> tuple[Author, ...]:
    """Return the first names after a label of which the page says elsewhere, too, that they wrote; the first of all if it says so of none."""
    keys = _keys(known)
    return next((ones for ones in labelled if not keys.isdisjoint(_keys(ones))), next(iter(labelled), ()))


def _signature(names: Names, text: Sequence[str]) -> Iterator[tuple[Author, ...]]:
    """Yield who is named after a label in a line near the start or the end of the text."""
    edges = dict.fromkeys((*text[1:][:_FIRST], *reversed(text[1:][-_LAST:])))
    return (found for one in edges if (found := signed_text(names, one)))


def _surer(marked: tuple[Author, ...], stated: tuple[Author, ...]) -> tuple[Author, ...]:
    """Return who is marked on the page, or stated of it: the longer list, but no account before a name that is printed."""
    if not marked or not stated:
        return marked or stated
    if not any(is_person(one.name) for one in stated) and any(is_person(one.name) for one in marked):
        return marked
    return stated if len(stated) >= len(marked) else marked


def _marked(root: Any, regions: Regions, names: Names) -> Iterator[Author]:
    """Yield the names that the markup calls authors, outside of comments and of boxes that tell of them."""
    near: set[Any] | None = None
    for element in root.iter("a", "span", "p", "div", "address", "cite", "li"):
        if not _is_marked(element) or (regions.outside(element) and not _in_head(element)) or in_comment(element):
            continue
        inner = next(
            (one for one in element.iter() if one is not element and "name" in (one.get("itemprop") or "").split()),
            None,
        )
        text = (inner.get("content") or link_text(inner)) if inner is not None else link_text(element)
        if not text or len(text.split()) > _MOST_WORDS:
            continue
        around = list(islice(element.iterancestors(), _LEVELS))
        # Those of other articles stand elsewhere on the page.
        if near is not None and near.isdisjoint(around):
            continue
        near = near or set(around)
        lines = lines_of([element]) if inner is None else []
        pieces = [piece for line in lines for piece, kind, _ in line.pieces if kind != "role"]
        yield from names_in_pieces(names, pieces) or (Author(text),)


def _is_marked(element: Any) -> bool:
    if "author" in (element.get("rel") or "").split() or "author" in (element.get("itemprop") or "").split():
        return True
    words = tokens_of(element) if element.get("class") else frozenset()
    return "author" in words and bool(words & {"vcard", "hcard", "p"}) and "bio" not in words and len(element) <= 2


def _in_head(element: Any) -> bool:
    return any(above.tag == "header" for above in element.iterancestors())
