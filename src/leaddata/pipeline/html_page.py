"""A web page to the posts in it: one if it is an article, else those that it lists."""

from __future__ import annotations

from collections.abc import Sequence

from leaddata.clean.printed_dates import day_first_in, find_dates
from leaddata.errors import LayoutError
from leaddata.layout.post_entries import once_each
from leaddata.model import Entry, Locator
from leaddata.pipeline.halves import in_halves
from leaddata.pipeline.index_block import Site, block_entry
from leaddata.pipeline.index_featured import Found
from leaddata.pipeline.index_others import without_others
from leaddata.pipeline.index_spans import settled
from leaddata.pipeline.long_entries import ThinPage, long_list
from leaddata.pipeline.long_lists import Thinned, thinned
from leaddata.pipeline.opened_page import opened
from leaddata.pipeline.page_paths import Paths
from leaddata.pipeline.page_says import PageSays

__all__ = ["read_page"]

_FEWEST_WORDS, _FEWEST_DATED, _MENU_WORDS = 40, 3, 2
_MANY = 40
_NEXT = "look at the page: its site may have moved, or be built anew"


def read_page(
    text: str, groups: frozenset[str], at: Locator, address: str = "", *, for_tables: bool = False
) -> tuple[list[Entry], list[str]]:
    """
    Return the posts of a page, and what there is to tell of it: where it breaks off. A post that does is none of them.

    Args:
        groups: Words of groups, in small letters.
        at: Of the page.
        address: Of the page; empty where it is not known.
        for_tables: True if each field of a post is to have its place, and the page has to list posts.

    Raises:
        DocumentError: If there is no element in it.
        LayoutError: If it was to list posts, and has none or is an article.
    """
    thin = None if for_tables else thinned(text)
    if thin is not None and (long := _long(thin, groups, at, address)) is not None:
        return long
    page = opened(text, at, address)
    says, found = page.says, page.found
    article = None
    if says.is_article or len(found) < _MANY:
        # Loaded where it is needed: a long list is none.
        from leaddata.pipeline.article_page import article_of

        article = article_of(text, page, groups, at)
    if article is not None:
        if for_tables:
            msg = f"expected a page that lists posts, got an article: {article.title!r}"
            raise LayoutError(msg, at=at, next_step=_NEXT)
        return [article] if says.is_article or _says_something(article) else [], _told(
            page.cut, "its text is read up to there"
        )
    if for_tables and not found:
        msg = "expected a page that lists posts, got one without any"
        raise LayoutError(msg, at=at, next_step=_NEXT)
    site = Site(at, Paths(), says.base, says.language, says.site, groups, all_places=for_tables)
    entries = in_halves(lambda part: _entries(part, site), found)
    return _list(entries, says, page.cut)


def _entries(found: Sequence[Found], site: Site) -> list[Entry]:
    return [block_entry(one.block, site, is_featured=one.is_featured) for one in found]


def _long(thin: Thinned, groups: frozenset[str], at: Locator, address: str) -> tuple[list[Entry], list[str]] | None:
    """Return the posts of a page of thousands, most of them read by their slots; None if that cannot be done."""
    pages = []

    def read(part: Thinned) -> ThinPage | None:
        page = opened(part.source(), at, address, part)
        apart = page.apart()
        if page.says.is_article or len(page.found) < _MANY or apart is None:
            return None
        pages.append(page)
        paths = Paths(part.gaps(page.marks))
        says = page.says
        site = Site(at, paths, says.base, says.language, says.site, groups)
        entries = _entries(page.found, site)
        return ThinPage(entries, {number: paths.of(one) for one, number in page.marks.items()}, apart, says.base)

    entries = long_list(thin, read, groups)
    return None if entries is None else _list(entries, pages[-1].says, pages[-1].cut)


def _list(entries: list[Entry], says: PageSays, cut: int | None) -> tuple[list[Entry], list[str]]:
    """Return the posts of a list, each once, their days settled by one another, and what there is to tell."""
    entries = once_each([_completed(entry, says) for entry in entries] if says.listed else entries)
    entries = settled(_without_menu(entries), says.language)
    order = _day_first(entries, says.language)
    if order is not None:
        entries = [one._replace(day_first=order) if one.published or one.modified else one for one in entries]
    return entries, _told(cut, f"the {len(entries)} posts before are whole and are read")


def _told(cut: int | None, read: str) -> list[str]:
    if cut is None:
        return []
    return [f"line {cut}: expected the end of the page, got the end of the file: it breaks off; {read}: fetch it again"]


def _says_something(article: Entry) -> bool:
    """Return whether a page that may be an article has a day, a name, or more text than a form to fill in has."""
    words = sum(len(paragraph.split()) for paragraph in article.paragraphs)
    return bool(article.published or article.authors) or words >= _FEWEST_WORDS


def _without_menu(entries: list[Entry]) -> list[Entry]:
    """Return the posts without a bare link of a word or two ("Home", "About us") among three and more that have a day each."""
    entries = without_others(entries)
    bare = [one for one in entries if not (one.published or one.authors or one.teaser_lines or one.paragraphs)]
    dated = sum(bool(one.published) for one in entries)
    if not bare or dated < _FEWEST_DATED or dated + len(bare) < len(entries):
        return entries
    return [one for one in entries if one not in bare or len((one.title or "").split()) > _MENU_WORDS]


def _completed(entry: Entry, says: PageSays) -> Entry:
    """Return *entry* with what the page's metadata state of the post at its address."""
    stated = says.listed.get(entry.url or "")
    if stated is None:
        return entry
    # A page that prints but one of the names that it states elsewhere has the others in some other dress.
    is_part = {one.name for one in entry.authors} < {one.name for one in stated.authors}
    places = {name: stated.at for name in ("title", "published") if not getattr(entry, name)}
    return entry._replace(
        places={**entry.places, **places, **({"authors": stated.at} if is_part else {})},
        title=entry.title or stated.title,
        published=entry.published or stated.published,
        modified=entry.modified or stated.modified,
        authors=stated.authors if is_part else entry.authors,
    )


def _may_be_ambiguous(printed: str) -> bool:
    return "/" in printed or "\u2013" in printed or ("-" in printed and not printed[:4].isdigit())


def _day_first(entries: list[Entry], language: str | None) -> bool | None:
    """Say which comes first in dates such as 03/04/2021: by one that can be read one way only, else by the language."""
    printed = [
        found
        for entry in entries
        if entry.published and _may_be_ambiguous(entry.published)
        for found in find_dates(entry.published)
    ]
    known = {found.day_first for found in printed if found.day_first is not None}
    if len(known) == 1:
        return known.pop()
    return None if known else day_first_in(language)
