"""The posts of a blog as records, each known by what its id is made of, whatever form it was served in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from leaddata.clean.addresses import canonical_address
from leaddata.clean.names import group_words
from leaddata.clean.text import sha256_text
from leaddata.layout.post_entries import ReadEntry, is_cut_off, once_each, read_entry, stated_day
from leaddata.layout.records import passage, record
from leaddata.model import Cell, Document, Entry, Quarantined, Reading, Record, Vocabulary, keyed_id

__all__ = ["ListedPost", "listed_posts", "post_records"]


@dataclass(frozen=True, slots=True)
class ListedPost:
    """
    A post of a blog; None for what its document does not state.

    Attributes:
        key: What it is known by: its id is made of it.
        said: What it says, taken apart.
    """

    key: str
    entry: Entry
    said: ReadEntry
    title: Cell | None
    teaser: Cell | None


def listed_posts(document: Document) -> list[ListedPost]:
    """Return the posts of all parts of a document, in printed order; those of one address once, at the first place."""
    words = group_words(document.vocabularies["group_words"])
    entries = once_each(entry for page in document.pages for entry in page.entries)
    said = [read_entry(entry, words) for entry in entries]
    keys = _keys(entries, said, document.vocabularies["known_posts"])
    return [
        ListedPost(
            key,
            entry,
            read,
            Cell(entry.title, entry.place("title")) if entry.title else None,
            Cell(read.teaser, entry.place("teaser_lines")) if read.teaser else None,
        )
        for key, entry, read in zip(keys, entries, said, strict=True)
    ]


def post_records(document: Document, posts: Iterable[ListedPost]) -> Iterator[Record | Quarantined]:
    """Yield the records of `posts` and `post_authors`; a post that states nothing to be known by is quarantined."""
    for position, post in enumerate(posts, start=1):
        first = post.title or post.teaser or _address(post.entry)
        if first is None:
            yield Quarantined("posts", "expected a title, a teaser or an address, got none of them", post.entry.at)
            continue
        row_id = keyed_id(document.snapshot.source_id, "posts", post.key)
        yield record(
            "posts",
            row_id,
            {
                "position": first.means(position),
                **_title(post),
                **_when_and_where(post.entry),
                "is_featured": first.means(post.entry.is_featured),
                **_teaser(document, row_id, post.teaser),
            },
        )
        for number, author in enumerate(post.said.authors, start=1):
            name = Cell(author.name, post.entry.place(post.said.signed_in))
            yield record(
                "post_authors",
                keyed_id(document.snapshot.source_id, "post_authors", row_id, str(number), name.text),
                {
                    "post_id": first.means(row_id),
                    "position": name.means(number),
                    "name": name.read(),
                    "kind": name.means(author.kind or "person"),
                },
            )


def _keys(entries: Sequence[Entry], said: Sequence[ReadEntry], known: Vocabulary) -> Iterator[str]:
    """
    Yield what each post is known by: its address; without one its title; without either its number among such posts.

    A post that was published before its address was known stays known by what it was known by then.
    """
    titles = {" ".join(term.id.split()): term.id for term in known}
    addresses = {canonical_address(printed): term.id for term in known for printed in term.printed}
    teasers = {term.facts["teaser_sha256"]: term.id for term in known if "teaser_sha256" in term.facts}
    printed = Counter(" ".join(entry.title.split()) for entry in entries if entry.title)
    untitled = 0
    for entry, read in zip(entries, said, strict=True):
        title = " ".join(entry.title.split()) if entry.title else None
        address = canonical_address(entry.url) if entry.url else None
        earlier = addresses.get(address or "")
        if earlier is None and title and printed[title] == 1:
            earlier = titles.get(title)
        if earlier is None and read.teaser:
            earlier = teasers.get(sha256_text(read.teaser))
        untitled += not (earlier or address or title)
        yield earlier or address or title or f"untitled {untitled}"


def _title(post: ListedPost) -> dict[str, Reading | None]:
    title, parsed = post.title, post.said.title
    if title is None or parsed is None:
        return {}
    proper = title.part(parsed.title_start, parsed.title_end)
    return {
        "title_printed": title.read(),
        "title": proper.read() if proper.text else None,
        "series": title.part(*parsed.series).read() if parsed.series else None,
        "part": title.part(*parsed.part[1]).means(parsed.part[0]) if parsed.part else None,
    }


def _address(entry: Entry) -> Cell | None:
    return Cell(entry.link or entry.url, entry.place("url")) if entry.url else None


def _when_and_where(entry: Entry) -> dict[str, Reading | None]:
    address = _address(entry)
    day = stated_day(entry.published, entry.day_first)
    return {
        "url": address.means(entry.url, "derived" if entry.link else "printed") if address else None,
        "published": Cell(entry.published, entry.place("published")).means(day, "printed") if entry.published else None,
    }


def _teaser(document: Document, row_id: str, teaser: Cell | None) -> dict[str, Reading]:
    if teaser is None:
        return {}
    return {
        "teaser_truncated": teaser.means(is_cut_off(teaser.text)),
        **passage(document, row_id, teaser, field="teaser", prefix="teaser_"),
    }
