"""Index pages that say no author where one might be taken for one, or a day that is none of publication; nothing of it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from index_platforms import long, page, path
from invented import Post

Theme = Callable[[Sequence[Post]], str]
TOPICS = (
    "Organ Donation",
    "Virtual Wards",
    "Wound Care",
    "Acute Medicine",
    "Rural Health",
    "Stroke",
    "Quality Improvement",
)


def _each(posts: Sequence[Post], entry: Callable[[Post], str]) -> str:
    return "\n".join(map(entry, posts))


def _a(one: Post) -> str:
    return f'<a href="{path(one)}">{escape(one.title)}</a>'


def _topic(one: Post) -> str:
    return TOPICS[one.day.day % len(TOPICS)]


def _page(posts: Sequence[Post], entry: Callable[[Post], str]) -> str:
    return page(f"<main><h1>Blog</h1>{_each(posts, entry)}</main>")


def topic_beside_day(posts: Sequence[Post]) -> str:
    """A topic in the line of the day."""
    return _page(
        posts,
        lambda one: (
            f"<div class=c><h3>{_a(one)}</h3><p>{long(one)} | {_topic(one)}</p><p>{escape(one.teaser)}</p></div>"
        ),
    )


def topic_below_day(posts: Sequence[Post]) -> str:
    """A topic in a line of its own below the day."""
    return _page(
        posts,
        lambda one: (
            f"<div class=c><p>{long(one)}</p><p>{_topic(one)}</p><h3>{_a(one)}</h3><p>{escape(one.teaser)}</p></div>"
        ),
    )


def topic_above_teaser(posts: Sequence[Post]) -> str:
    """A topic between title and text, the day above."""
    return _page(
        posts,
        lambda one: (
            f"<div class=c><p>{long(one)}</p><h3>{_a(one)}</h3><span>{_topic(one)}</span><p>{escape(one.teaser)}</p></div>"
        ),
    )


def topic_last(posts: Sequence[Post]) -> str:
    """A topic at the end."""
    return _page(
        posts,
        lambda one: (
            f"<div class=c><h3>{_a(one)}</h3><p>{long(one)}</p><p>{escape(one.teaser)}</p><p>{_topic(one)}</p></div>"
        ),
    )


def topic_in_brackets(posts: Sequence[Post]) -> str:
    """A topic in brackets behind the title."""
    return page(f"<main><ul>{_each(posts, lambda one: f'<li>{long(one)} {_a(one)} ({_topic(one)})</li>')}</ul></main>")


def people_in_teasers(posts: Sequence[Post]) -> str:
    """The text is on somebody, and begins with the name and post."""
    return _page(
        posts,
        lambda one: (
            f"<div class=c><h3>{_a(one)}</h3><p>{long(one)}</p><p>{escape(one.authors[0])}, Chief Nurse, has opened a garden on the roof of the hospital for everyone.</p></div>"
        ),
    )


def pictures_by(posts: Sequence[Post]) -> str:
    """The picture has an author, and the text has none."""
    return _page(
        posts,
        lambda one: (
            f"<div class=c><figure><img src=a.jpg alt=''><figcaption>Photo: {escape(one.authors[0])}</figcaption></figure><h3>{_a(one)}</h3><p>{long(one)}</p><p>{escape(one.teaser)}</p></div>"
        ),
    )


def quotes_with_names(posts: Sequence[Post]) -> str:
    """Somebody is quoted, with the name below the quotation."""
    return _page(
        posts,
        lambda one: (
            f"<div class=c><h3>{_a(one)}</h3><p>{long(one)}</p><p>{escape(one.teaser)}</p><p>“It was worth it,” says {escape(one.authors[0])}.</p></div>"
        ),
    )


def events_in_teasers(posts: Sequence[Post]) -> str:
    """The text tells of a day to come."""
    return _page(
        posts,
        lambda one: (
            f"<div class=c><h3>{_a(one)}</h3><p>Published {long(one)}</p><p>Our open day is on 24 December 2029, and everyone is welcome to come along.</p></div>"
        ),
    )


def admins(posts: Sequence[Post]) -> str:
    """Accounts and addresses of mail sign."""
    accounts = ("admin", "webmaster", "site admin", "comms@example.org", "wpadmin")
    return _page(
        posts,
        lambda one: (
            f'<div class=c><h3>{_a(one)}</h3><p>Posted by <a rel="author" href="/author/x/">{accounts[one.day.day % 5]}</a> on {long(one)}</p><p>{escape(one.teaser)}</p></div>'
        ),
    )


THEMES = (
    topic_beside_day, topic_below_day, topic_above_teaser, topic_last, topic_in_brackets, people_in_teasers, pictures_by, quotes_with_names, events_in_teasers, admins,
)  # fmt: skip
NO_AUTHORS = frozenset(theme.__name__ for theme in THEMES)
