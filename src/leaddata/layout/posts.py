"""Blog posts as an index page lists them: HTML by structure, a text dump by its teasers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from leaddata.clean.addresses import canonical_address
from leaddata.clean.dates import parse_date
from leaddata.clean.post_title import parse_post_title
from leaddata.layout.join import join_words
from leaddata.layout.records import passage, record
from leaddata.layout.web import main_part, outside_furniture
from leaddata.model import Cell, Document, Node, Record, keyed_id

__all__ = ["Post", "listed_posts", "post_records"]

_TRUNCATED = re.compile(r"\[(?:\u2026|\.\.\.)\]$")
_HEADINGS = ("h1", "h2", "h3", "h4")


@dataclass(frozen=True, slots=True)
class Post:
    """An entry of an index page; None for what it does not print."""

    title: Cell | None
    teaser: Cell
    url: Cell | None = None
    published: Cell | None = None
    is_featured: bool = False


def listed_posts(document: Document) -> list[Post]:
    """Return the posts that an index page lists, in printed order."""
    if document.pages[0].root is None:
        return list(_posts_of_text(document))
    return list(_posts_of_tree(document.root))


def _posts_of_text(document: Document) -> Iterator[Post]:
    """
    Pair titles and teasers: a teaser ends in an ellipsis in brackets, a title does not.

    A line above a title that is itself no teaser is a label ("Latest articles"); what stands above it is featured.
    """
    lines = [line for page in document.pages for line in page.lines if line.words]
    cells = [join_words(line.words) for line in lines]
    label = next(
        (
            index
            for index, (cell, below) in enumerate(pairwise(cells))
            if not _TRUNCATED.search(cell.text) and not _TRUNCATED.search(below.text)
        ),
        -1,
    )
    title: Cell | None = None
    for index, cell in enumerate(cells):
        if index == label:
            continue
        if not _TRUNCATED.search(cell.text):
            title = cell
            continue
        yield Post(title, cell, is_featured=index < label)
        title = None


def _posts_of_tree(root: Node) -> Iterator[Post]:
    """Read each article element; what stands above the first heading between articles is featured."""
    nodes = list(outside_furniture(main_part(root)))
    articles = [node for node in nodes if node.tag == "article"]
    inside = {id(below) for article in articles for below in article.walk()}
    label = next((index for index, node in enumerate(nodes) if node.tag in _HEADINGS and id(node) not in inside), -1)
    for article in articles:
        heading = article.first(*_HEADINGS)
        link = heading.first("a") if heading else None
        time = article.first("time")
        texts = [node for node in article.find("p") if node.text]
        if not texts:
            continue
        yield Post(
            heading.cell if heading and heading.text else None,
            texts[-1].cell if len(texts) == 1 else _longest(texts).cell,
            link.attribute("href") if link else None,
            time.attribute("datetime") if time else None,
            is_featured=nodes.index(article) < label,
        )


def _natural_key(document: Document, post: Post) -> str | None:
    """
    Return what a post is known by: its address where an original gives it, else its title.

    A restated edition has addresses for some posts only, supplied from elsewhere; the text dump that it restates has none.
    """
    if post.url and not document.is_restated:
        return canonical_address(post.url.text)
    return post.title.text if post.title else None


def _longest(nodes: list[Node]) -> Node:
    return max(nodes, key=lambda node: len(node.text))


def post_records(document: Document, posts: list[Post]) -> Iterator[Record]:
    """Yield the records of `posts` and `post_authors`."""
    source = document.snapshot.source_id
    untitled = 0
    for position, post in enumerate(posts, start=1):
        untitled += post.title is None
        key = keyed_id(source, "posts", _natural_key(document, post) or f"untitled {untitled}")
        first = post.title or post.teaser
        parsed = parse_post_title(post.title.text, document.vocabularies["group_words"]) if post.title else None
        title = post.title
        series = title.part(*parsed.series).read() if title and parsed and parsed.series else None
        part = parsed.part if parsed else None
        yield record(
            "posts",
            key,
            {
                "position": first.means(position),
                "title_printed": title.read() if title else None,
                "title": title.part(0, parsed.title_end).read() if title and parsed else None,
                "series": series,
                "part": title.part(*part[1]).means(part[0]) if title and part else None,
                "url": post.url.read() if post.url else None,
                "published": post.published.read(parse_date) if post.published else None,
                "is_featured": first.means(post.is_featured),
                "teaser_truncated": post.teaser.means(bool(_TRUNCATED.search(post.teaser.text))),
                **passage(document, key, post.teaser, field="teaser", prefix="teaser_"),
            },
        )
        for number, author in enumerate(parsed.authors if parsed else (), start=1):
            name = first.part(author.start, author.end)
            yield record(
                "post_authors",
                keyed_id(source, "post_authors", key, str(number), name.text),
                {
                    "post_id": first.means(key),
                    "position": name.means(number),
                    "name": name.read(),
                    "kind": name.means(author.kind),
                },
            )
