"""Pages of one article in many forms, made of an invented post and a text."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from invented import SENTENCES, Post, invented_posts

Theme = Callable[[Post], str]
SITE = "Corridor notes"


def paragraphs(post: Post) -> list[str]:
    """Return the text of the article."""
    turn = len(post.title) % len(SENTENCES)
    turned = [*SENTENCES[turn:], *SENTENCES[:turn]]
    return [f"{turned[number]} {turned[number + 1]} {turned[(number + 4) % 8]}" for number in range(6)]


def _text(post: Post) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in paragraphs(post))


def _page(post: Post, body: str, head: str = "", title: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title or post.title)} | {SITE}</title>'
        f'<link rel="canonical" href="{post.url}">{head}</head><body><header><a href="/">{SITE}</a><nav><ul><li><a href="/about/">About</a></li>'
        f"<li><a href='/podcast/'>Podcast</a></li></ul></nav></header>{body}{_around()}<footer><p>© {SITE} 2024. All rights reserved.</p></footer></body></html>"
    )


def _around() -> str:
    related = "".join(
        f'<article><h3><a href="{one.url}">{escape(one.title)}</a></h3><p>{escape(one.teaser)}</p></article>'
        for one in invented_posts(77, 3)
    )
    comments = "".join(
        f"<li><p>Anon says:</p><p>I could not agree more with number {number}, truly.</p></li>" for number in range(4)
    )
    return (
        f'<section class="related-posts"><h2>Related posts</h2>{related}</section>'
        f'<div id="comments"><h2>4 comments</h2><ol class="comment-list">{comments}</ol></div>'
        "<aside><h3>Subscribe</h3><p>Get our letter every week, free of charge.</p></aside>"
    )


def group_blog(post: Post) -> str:
    """Metadata name the account of the site, the title has the byline."""
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "BlogPosting",
                "headline": f"{post.title} by {post.byline}",
                "datePublished": f"{post.day}T22:30:00+00:00",
                "author": {"@id": "#admin"},
            },
            {"@type": "Person", "@id": "#admin", "name": "Corridor-Admin"},
            {"@type": "WebSite", "name": SITE},
        ],
    }
    head = (
        f'<script type="application/ld+json">{json.dumps(graph)}</script><meta property="og:type" content="article">'
        f'<meta property="og:site_name" content="{SITE}"><meta property="og:title" content="{escape(post.title)} by {escape(post.byline)} - {SITE}">'
        '<meta name="author" content="Corridor-Admin">'
    )
    return _page(
        post,
        f'<main><article><h1 class="entry-title">{escape(post.title)} by {escape(post.byline)}</h1><div class="entry-content">{_text(post)}</div></article></main>',
        head,
    )


def line_below(post: Post) -> str:
    """The byline is a line below the title; metadata say nothing."""
    return _page(
        post,
        f"<div class='c'><h1>{escape(post.title)}</h1><p>By {escape(post.byline)}</p><p>{post.day:%d %B %Y}</p><div>{_text(post)}</div></div>",
    )


def graph_authors(post: Post) -> str:
    """A graph with several authors by reference, with a line break inside a text and a comma too many."""
    people = [{"@type": "Person", "@id": f"#p{number}", "name": name} for number, name in enumerate(post.authors)]
    article = {"@type": "Article", "headline": post.title, "datePublished": f"{post.day}T23:59:00-05:00", "author": [{"@id": one["@id"]} for one in people],
               "description": "A line"}  # fmt: skip
    body = json.dumps({"@graph": [article, *people]}).replace("A line", "A line\nand another").replace("}]}", "},]}")
    return _page(
        post,
        f"<article><h1>{escape(post.title)}</h1>{_text(post)}</article>",
        f'<script type="application/ld+json">{body}</script>',
    )


def open_graph(post: Post) -> str:
    """OpenGraph and meta elements, a heading that repeats the title."""
    head = "".join(f'<meta name="author" content="{escape(name)}">' for name in post.authors)
    head += f'<meta property="og:type" content="article"><meta property="article:published_time" content="{post.day}T08:00:00+00:00">'
    return _page(post, f"<main><h1>{escape(post.title)}</h1><div class='body'>{_text(post)}</div></main>", head)


def time_and_links(post: Post) -> str:
    """A time element and links to authors."""
    links = ", ".join(
        f'<a rel="author" href="/author/{number}/">{escape(name)}</a>' for number, name in enumerate(post.authors)
    )
    return _page(
        post,
        f'<article><header><h1>{escape(post.title)}</h1><p class="meta"><time datetime="{post.day}T09:00:00Z">{post.day:%d %B %Y}</time> by {links}</p></header>{_text(post)}</article>',
    )


def microdata(post: Post) -> str:
    """schema.org microdata."""
    names = "".join(
        f'<span itemprop="author" itemscope><span itemprop="name">{escape(name)}</span></span>' for name in post.authors
    )
    return _page(
        post,
        f'<div itemscope itemtype="https://schema.org/BlogPosting"><h1 itemprop="headline">{escape(post.title)}</h1>{names}'
        f'<meta itemprop="datePublished" content="{post.day}"><div itemprop="articleBody">{_text(post)}</div></div>',
    )


def bare(post: Post) -> str:
    """Neither metadata nor sections: div, line breaks, a line at the end."""
    lines = "<br><br>".join(escape(one) for one in paragraphs(post))
    return _page(
        post,
        f"<div id=wrap><h2>{escape(post.title)}</h2><div>{post.day:%d/%m/%Y}</div><div>{lines}</div><p>Written by {escape(post.byline)}</p></div>",
    )


THEMES: tuple[Theme, ...] = (group_blog, line_below, graph_authors, open_graph, time_and_links, microdata, bare)
