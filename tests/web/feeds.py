"""The same posts as RSS 2.0, RSS 1.0, Atom, JSON Feed and WordPress REST."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from html import escape

from invented import Post

Form = Callable[[Sequence[Post]], str]
LATE = timezone(timedelta(hours=-3))  # half past ten in the evening there is the next day in London


def _late(post: Post) -> datetime:
    return datetime(post.day.year, post.day.month, post.day.day, 22, 30, tzinfo=LATE)


def rss(posts: Sequence[Post]) -> str:
    """RSS 2.0 with several creators, a guid that is no address, whole contents."""
    entries = "".join(
        f'<item><title>{escape(one.title)}</title><link>{one.url}</link><guid isPermaLink="false">https://blog.example.org/?p={number}</guid>'
        + "".join(f"<dc:creator><![CDATA[{name}]]></dc:creator>" for name in one.authors)
        + f'<pubDate>{format_datetime(_late(one))}</pubDate><description><![CDATA[<p>{one.teaser} [&#8230;]</p><p>The post <a href="x">x</a> appeared first on '
        f'<a href="y">Corridor</a>.</p>]]></description><content:encoded><![CDATA[<p>{one.teaser}</p><p>More.</p>]]></content:encoded></item>\n'
        for number, one in enumerate(posts)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Corridor notes</title><link>https://blog.example.org</link>'
        f"<description/>\n{entries}</channel></rss>"
    )


def rdf(posts: Sequence[Post]) -> str:
    """RSS 1.0: entries beside the channel, titles escaped twice."""
    entries = "".join(
        f'<item rdf:about="{one.url}"><title>{escape(escape(one.title))} by {escape(escape(one.byline))}</title><link>{one.url}</link>'
        f"<dc:date>{_late(one).isoformat()}</dc:date><description>{escape(one.teaser)}</description></item>"
        for one in posts
    )
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Corridor</title></channel>{entries}</rdf:RDF>'
    )


def atom(posts: Sequence[Post]) -> str:
    """Atom with xml:base, relative links, several authors, XHTML inside."""
    entries = "".join(
        f'<entry><title type="html">{escape(escape(one.title))}</title><link rel="edit" href="/edit"/><link rel="alternate" '
        f'href="{one.url.removeprefix("https://blog.example.org/")}"/><published>{_late(one).isoformat()}</published><updated>2024-05-06T07:08:09Z</updated>'
        + "".join(f"<author><name>{escape(name)}</name></author>" for name in one.authors)
        + f'<summary>{escape(one.teaser)}</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{escape(one.teaser)}</p><p>More.</p></div></content></entry>'
        for one in posts
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://blog.example.org/" xml:lang="en"><title>Corridor</title><author><name>Nobody Here</name></author>{entries}</feed>'


def json_feed(posts: Sequence[Post]) -> str:
    """JSON Feed 1.1."""
    entries = [
        {"id": one.url, "url": one.url, "title": one.title, "summary": one.teaser, "content_html": f"<p>{escape(one.teaser)}</p><p>More.</p>",
         "date_published": _late(one).isoformat(), "authors": [{"name": name} for name in one.authors]}
        for one in posts
    ]  # fmt: skip
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Corridor", "items": entries})


def wordpress(posts: Sequence[Post]) -> str:
    """WordPress REST after a warning of PHP's and a byte order mark."""
    entries = [
        {"id": number, "date": f"{one.day}T23:30:00", "date_gmt": f"{one.day + timedelta(days=1)}T02:30:00", "slug": "x", "link": one.url,
         "title": {"rendered": f"{escape(one.title)} by {escape(one.byline).replace('&#x27;', '&#8217;')}"}, "sticky": number == 0,
         "content": {"rendered": f"<p>{escape(one.teaser)}</p>\n<p>More.</p>", "protected": False},
         "excerpt": {"rendered": f"<p>{escape(one.teaser)} [&hellip;]</p>\n"}, "author": 1, "_embedded": {"author": [{"id": 1, "name": "corridor-admin"}]}}
        for number, one in enumerate(posts)
    ]  # fmt: skip
    return (
        "\ufeff<br />\n<b>Warning</b>:  Undefined array key &quot;x&quot; in <b>/srv/plugin.php</b> on line <b>12</b><br />\n"
        + json.dumps(entries)
    )


FORMS: tuple[Form, ...] = (rss, rdf, atom, json_feed, wordpress)
