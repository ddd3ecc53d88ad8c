"""A post as a feed, a page or a record states it, to a row: title and byline parted, dates read, teaser measured."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from leaddata.clean.addresses import canonical_address
from leaddata.clean.byline_starts import labelled_names
from leaddata.clean.bylines import listed_names
from leaddata.clean.name_doubts import has_article, is_no_name
from leaddata.clean.names import is_group
from leaddata.clean.post_title import PostTitle, parse_post_title
from leaddata.clean.printed_dates import first_date, is_date_alone
from leaddata.clean.text import count_and_sha256, single_blanks
from leaddata.layout.byline_lines import byline_authors
from leaddata.model import Author, Entry

__all__ = [
    "ReadEntry",
    "Value",
    "byline_authors",
    "entry_row",
    "is_account",
    "is_cut_off",
    "once_each",
    "read_entry",
    "stated_day",
]

Value: TypeAlias = str | int | bool | list[str] | None

_CUT_OFF = re.compile(r"(?:\[\s?(?:\u2026|\.\.\.)\s?\]|\u2026|\.\.\.)$")
_LONGEST_MARK = 8  # with the end of a line
_ACCOUNT = re.compile(
    r"(?:.*[\W_])?(?:admin|administrator|webmaster|wp-?user|root|user\d*|no-?reply|(?-i:[a-z]+(?:admin|editor|webteam)))(?:[\W_\d].*)?",
    re.IGNORECASE,
)
_KEY = re.compile(r"(?=\S*_)(?=\S*\d)[a-z\d_.-]+")
_MAIL = re.compile(r"\S+@\S+")
# "Ann Other is a registrar and Jo Bloggs is a ward manager."
_NEXT_ABOUT = re.compile(
    r"(?:(?<=[.;])|,?\s(?:and|und|et))\s+(?=[A-Z]\S+(?: [A-Z]\S+){1,2} (?:is|was|works|leads|est|ist)\s)"
)
_ABOUT = re.compile(r"^(?P<name>\S.{3,60}?),?\s+(?:is|was|works|leads|has been|are|est|ist)\s", re.DOTALL)
_LABEL = re.compile(
    r"(?:about (?:the )?)?(?:authors?|contributors?|autor(?:en|in)?|auteure?s?)(?: information| details| bios?)?:?",
    re.IGNORECASE,
)
_LABEL_LINES = 15
_EDGE_LINES = 3
_LONGEST_BYLINE = 300


class ReadEntry(NamedTuple):
    """
    What a post says, taken apart.

    Attributes:
        title: Offsets in its printed title; None if it has none.
        authors: Who signs.
        signed_in: The field of the post where they do: ``title``, ``teaser_lines``, ``paragraphs`` or ``authors``.
        teaser: Without a byline before it; None if there is none.
        paragraphs: The main text, without bylines and dates before it.
    """

    title: PostTitle | None
    authors: tuple[Author, ...]
    signed_in: str
    teaser: str | None
    paragraphs: tuple[str, ...]


def read_entry(entry: Entry, words: frozenset[str]) -> ReadEntry:
    """
    Take a post apart.

    Args:
        words: Words of groups, in small letters.
    """
    stated = frozenset([author.name.lower() for author in entry.authors])
    parsed = None
    if entry.title:
        parsed = parse_post_title(entry.title, words, site=entry.site, stated=stated, by_passive=not entry.is_told_of)
    above, teaser_lines = _signed_teaser(entry.teaser_lines, words)
    beside, paragraphs = _signed_text(entry.paragraphs, words)
    if entry.is_whole_page:
        beside = ()
    if authors := _title_authors(entry.title, parsed):
        signed_in = "title"
    elif authors := above:
        signed_in = "teaser_lines"
    elif authors := beside:
        signed_in = "paragraphs"
    elif authors := _stated(entry, words):
        signed_in = "authors"
    else:
        authors = _about(paragraphs, words)
        signed_in = "paragraphs" if authors else "authors"
    teaser = single_blanks(" ".join(teaser_lines)) or None
    return ReadEntry(parsed, authors, signed_in, teaser, paragraphs)


def entry_row(entry: Entry, position: int, words: frozenset[str]) -> dict[str, Value]:
    """
    Return the values of a post, by column.

    Args:
        words: Words of groups, in small letters.
    """
    title, found = entry.title, read_entry(entry, words)
    parsed, teaser = found.title, found.teaser
    published = stated_day(entry.published, entry.day_first)
    modified = stated_day(entry.modified, entry.day_first)
    count, digest = count_and_sha256(teaser) if teaser else (None, None)
    return {
        "position": position,
        "title_printed": title,
        "title": title[parsed.title_start : parsed.title_end].strip() or None if title and parsed else None,
        "series": title[slice(*parsed.series)] if title and parsed and parsed.series else None,
        "part": parsed.part[0] if parsed and parsed.part else None,
        "authors": [author.name for author in found.authors] or None,
        "author_kinds": [author.kind or "person" for author in found.authors] or None,
        "url": entry.url,
        "published": published.isoformat() if published else None,
        "modified": modified.isoformat() if modified else None,
        "language": entry.language or None,
        "is_featured": entry.is_featured,
        "teaser_truncated": is_cut_off(teaser) if teaser else None,
        "teaser_word_count": count,
        "teaser_sha256": digest,
        "teaser": teaser,
        "text": "\n\n".join(found.paragraphs) or None,
    }


def is_cut_off(teaser: str) -> bool:
    """Return whether a teaser breaks off with an ellipsis."""
    return _CUT_OFF.search(teaser[-_LONGEST_MARK:]) is not None


def stated_day(printed: str | None, day_first: bool | None) -> date | None:
    """Return the day that a date names; None if there is none, or it can be read two ways."""
    return first_date(printed, day_first=day_first) if printed else None


def once_each(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries, those of one address once: at the first place, filled from the others, featured if one is."""
    found: dict[str, Entry] = {}
    for number, entry in enumerate(entries):
        key = canonical_address(entry.url) if entry.url else f"\n{number}"
        found[key] = _filled(found[key], entry) if key in found else entry
    return list(found.values())


def _filled(first: Entry, again: Entry) -> Entry:
    """Return *first* with what only *again* states."""
    more = {name: place for name, place in again.places.items() if not getattr(first, name)}
    return first._replace(
        places={**first.places, **more},
        title=first.title or again.title,
        published=first.published or again.published,
        modified=first.modified or again.modified,
        authors=first.authors or again.authors,
        teaser_lines=first.teaser_lines or again.teaser_lines,
        paragraphs=first.paragraphs or again.paragraphs,
        language=first.language or again.language,
        is_featured=first.is_featured or again.is_featured,
    )


def _title_authors(title: str | None, parsed: PostTitle | None) -> tuple[Author, ...]:
    if title is None or parsed is None or not parsed.authors:
        return ()
    return tuple(Author(title[one.start : one.end], one.kind) for one in parsed.authors)


def _signed_teaser(lines: tuple[str, ...], words: frozenset[str]) -> tuple[tuple[Author, ...], tuple[str, ...]]:
    """Return who signs in the first line of a teaser, and its lines without that one."""
    found = byline_authors(lines[0], words) if lines else ()
    return (found, lines[1:]) if found else ((), lines)


def _signed_text(paragraphs: tuple[str, ...], words: frozenset[str]) -> tuple[tuple[Author, ...], tuple[str, ...]]:
    """Return who signs in a first or last line, and the lines without bylines and dates before the text."""
    if not paragraphs:
        return (), ()
    signed: tuple[Author, ...] = ()
    heads: list[int] = []
    for index, line in enumerate(paragraphs[:_EDGE_LINES]):
        found = byline_authors(line, words, labelled=index == 0)
        signed = signed or found
        if found or is_date_alone(line):
            heads.append(index)
    for line in paragraphs[_EDGE_LINES:][-_EDGE_LINES:]:
        signed = signed or byline_authors(line, words)
    signed = signed or _under_label(paragraphs, words)
    return signed, tuple(line for index, line in enumerate(paragraphs) if index not in heads)


def _under_label(paragraphs: tuple[str, ...], words: frozenset[str]) -> tuple[Author, ...]:
    """Return who is named under a heading such as "Authors" near the end."""
    found: list[Author] = []
    last = len(paragraphs) - 1
    start = next(
        (index for index in range(last, max(-1, last - _LABEL_LINES), -1) if _LABEL.fullmatch(paragraphs[index])), None
    )
    for line in paragraphs[start + 1 :] if start is not None else ():
        about = _ABOUT.match(line)
        text = about["name"] if about else line
        names = listed_names(text, words) if len(text) < _LONGEST_BYLINE else ()
        if not names:
            break
        found += [Author(text[one.start : one.end], one.kind) for one in names]
    return tuple(found)


def _stated(entry: Entry, words: frozenset[str]) -> tuple[Author, ...]:
    """Return the authors of the metadata, lists parted, accounts and addresses of mail left out."""
    found: dict[str, Author] = {}
    for author in entry.authors:
        parts = _stated_names(author.name, words)
        for part in parts:
            kind = author.kind if len(parts) == 1 and author.kind else part.kind
            found.setdefault(part.name.lower(), Author(part.name, kind or _kind(part.name, entry.site, words)))
    return tuple(found.values())


@lru_cache(maxsize=8192)
def _stated_names(printed: str, words: frozenset[str]) -> tuple[Author, ...]:
    """Return the names in what is stated as one; nothing of an account or an address of mail."""
    name = " ".join(printed.split()).strip(" ,;|")
    start = labelled_names(name)
    if start and start.start < start.end and start.start > 0 and " " in name:
        name = name[start.start : start.end].strip()
    if not name or is_account(name):
        return ()
    listed = listed_names(name, words)
    return tuple([Author(name[one.start : one.end], one.kind) for one in listed]) or (Author(name, None),)


def is_account(name: str) -> bool:
    """True of what a site calls a user of it, and of an address of mail: nobody's name."""
    return any(form.fullmatch(name) for form in (_ACCOUNT, _MAIL, _KEY))


def _kind(name: str, site: str, words: frozenset[str]) -> str:
    same = bool(site) and name.lower() == site.strip().lower()
    return "group" if same or is_group(name, words) else "person"


def _about(paragraphs: tuple[str, ...], words: frozenset[str]) -> tuple[Author, ...]:
    """Return whom the last lines tell of, where nothing else says who wrote: "Ann Other is a registrar"."""
    found: list[Author] = []
    short = [paragraph for paragraph in paragraphs[1:][-_EDGE_LINES:] if len(paragraph) < 500]
    for part in (part for paragraph in short for part in _NEXT_ABOUT.split(paragraph)):
        about = _ABOUT.match(part)
        names = listed_names(about["name"], words) if about else ()
        if about and names and all(one.kind == "person" for one in names):
            told = [about["name"][one.start : one.end] for one in names]
            found += [Author(name, "person") for name in told if not has_article(name) and not is_no_name(name)]
    return tuple(found)
