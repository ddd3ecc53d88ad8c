"""Index pages of many themes, made of invented posts; no two build their lists alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from invented import Post, invented_posts

Theme = Callable[[Sequence[Post]], str]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
GERMAN = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]


def _long(post: Post) -> str:
    return f"{post.day.day} {MONTHS[post.day.month - 1]} {post.day.year}"


def _american(post: Post) -> str:
    return f"{MONTHS[post.day.month - 1]} {post.day.day}, {post.day.year}"


def _ordinal(post: Post) -> str:
    day = post.day.day
    ending = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending} {MONTHS[post.day.month - 1][:3]} {post.day.year}"


def _page(body: str, *, head: str = "", lang: str = "en-GB", charset: str = "utf-8") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="{charset}"><title>Corridor notes</title>'
        f'<link rel="canonical" href="https://blog.example.org/">{head}</head><body>{body}</body></html>'
    )


def _aside(tag: str = "aside", name: str = "sidebar") -> str:
    """Return a sidebar of recent posts, categories and comments, none of which are posts of the page."""
    old = invented_posts(99, 5)
    links = "".join(f'<li><a href="{one.url}">{escape(one.title)} revisited</a></li>' for one in old)
    return (
        f'<{tag} class="{name}"><h3>Recent posts</h3><ul>{links}</ul><h3>Categories</h3><ul><li><a href="/category/news/">News</a></li>'
        f'<li><a href="/category/views/">Views</a></li></ul><h3>Recent comments</h3><ul><li>Jo on <a href="/x/">A lift</a></li></ul></{tag}>'
    )


def _nav() -> str:
    entries = "".join(
        f'<li><a href="/{name.lower()}/">{name}</a></li>' for name in ("Home", "About", "Podcast", "Contact us")
    )
    return f'<header><h1><a href="/">Corridor notes</a></h1><nav><ul>{entries}</ul></nav></header>'


def _pager() -> str:
    return '<div class="nav-links"><a href="/page/2/">Older posts</a> <span>1</span> <a href="/page/2/">2</a></div><footer><p>© Corridor</p></footer>'


def classic(posts: Sequence[Post]) -> str:
    """A blog theme with sidebar, bylines in titles, teasers cut off."""
    entries = "".join(
        f'<div class="post hentry" id="post-{number}"><h2 class="entry-title"><a href="{one.url}" rel="bookmark">{escape(one.title)} by '
        f'{escape(one.byline)}</a></h2><div class="entry-meta">Posted on <a href="{one.url}"><time class="entry-date published" '
        f'datetime="{one.day}T23:30:00+01:00">{_long(one)}</time></a> by <span class="author vcard"><a href="/author/site-admin/">site-admin</a>'
        f'</span></div><div class="entry-summary"><p>{escape(one.teaser)} [&hellip;]</p></div></div>'
        for number, one in enumerate(posts)
    )
    return _page(
        f'<div id="page">{_nav()}<div id="content">{entries}{_pager()}</div>{_aside("div", "widget-area")}</div>'
    )


def blocks(posts: Sequence[Post]) -> str:
    """A block theme: relative links, no classes that speak, the date below."""
    entries = "".join(
        f'<li class="wp-block-post"><h2 class="wp-block-post-title"><a href="{one.url.removeprefix("https://blog.example.org")}" '
        f'target="_self">{escape(one.title)}</a></h2><div class="wp-block-post-excerpt"><p>{escape(one.teaser)} <a class="more" '
        f'href="{one.url}">Read more</a></p></div><div class="wp-block-post-author"><p class="wp-block-post-author__name">{escape(one.byline)}'
        f'</p></div><div class="wp-block-post-date"><time datetime="{one.day}T08:00:00+00:00"><a href="{one.url}">{_american(one)}</a></time></div></li>'
        for one in posts
    )
    return _page(
        f'<header>{_nav()}</header><main><h1>Blog</h1><div class="wp-block-query"><ul>{entries}</ul></div>{_pager()}</main>'
    )


def table_layout(posts: Sequence[Post]) -> str:
    """A page of tables: a row for each post, the sidebar a cell."""
    rows = "".join(
        f'<tr><td width="120">{_ordinal(one)}</td><td><a href="{one.url}"><b>{escape(one.title)}</b></a><br>'
        f"<i>by {escape(one.byline)}</i><br>{escape(one.teaser)}</td></tr>"
        for one in posts
    )
    side = "".join(f'<a href="/links/{number}.html">Link number {number}</a><br>' for number in range(8))
    return _page(f'<table><tr><td>{side}</td><td><table cellpadding="4">{rows}</table></td></tr></table>')


def div_soup(posts: Sequence[Post]) -> str:
    """Nothing but div and span, a title, a byline and a teaser each in its own."""
    entries = "".join(
        f'<div class="x7"><div class="q"><h3><a href="{one.url}">{escape(one.title)}</a></h3></div><div class="k"><span>{_long(one)}</span>'
        f'<span> | </span><span>{escape(one.byline)}</span></div><div class="z">{escape(one.teaser)}</div></div>'
        for one in posts
    )
    return _page(
        f'<div class="a"><div class="b">{_nav()}</div><div class="c">{entries}</div><div class="d">{_pager()}</div></div>'
    )


def link_list(posts: Sequence[Post]) -> str:
    """A bare list of links with dates."""
    entries = "".join(
        f'<li>{_long(one)}: <a href="{one.url}">{escape(one.title)}</a> ({escape(one.byline)})</li>' for one in posts
    )
    return _page(f"{_nav()}<h2>All posts</h2><ul>{entries}</ul><p>Subscribe by mail.</p>")


def archive_by(posts: Sequence[Post]) -> str:
    """An archive: title, "by", names, date, in one line."""
    entries = "".join(
        f'<p><a href="{one.url}">{escape(one.title)}</a> by {escape(one.byline)}, {_ordinal(one)}</p>' for one in posts
    )
    return _page(f"{_nav()}<div id='main'><h2>Archive</h2>{entries}</div>")


def cards(posts: Sequence[Post]) -> str:
    """Cards that are links as a whole."""
    entries = "".join(
        f'<a class="card" href="{one.url}"><img src="/i.jpg" alt=""><h3>{escape(one.title)}</h3><p>{escape(one.teaser)}</p>'
        f"<small>{_american(one)} • {escape(one.byline)}</small></a>"
        for one in posts
    )
    return _page(f'{_nav()}<section class="grid">{entries}</section>{_pager()}')


def definitions(posts: Sequence[Post]) -> str:
    """A definition list."""
    entries = "".join(
        f'<dt><a href="{one.url}">{escape(one.title)}</a></dt><dd>{_long(one)} – {escape(one.byline)}</dd><dd>{escape(one.teaser)}</dd>'
        for one in posts
    )
    return _page(f"{_nav()}<main><dl>{entries}</dl></main>")


def flat(posts: Sequence[Post]) -> str:
    """Headings and paragraphs that follow one another without a box, the date above the title."""
    entries = "".join(
        f'<p class="d">{_long(one)}</p><h2><a href="{one.url}">{escape(one.title)}</a></h2><p>{escape(one.teaser)}</p><p>By {escape(one.byline)}</p><hr>'
        for one in posts
    )
    return _page(f"{_nav()}<main><h1>The notebook</h1>{entries}</main>")


def magazine(posts: Sequence[Post]) -> str:
    """A front page: one featured post, two sections, a list of what is read most, the featured post again."""
    first, *others = posts

    def card(one: Post) -> str:
        return (
            f'<article><h3><a href="{one.url}">{escape(one.title)}</a></h3><p class="byline">By {escape(one.byline)}</p>'
            f'<p>{escape(one.teaser)}</p><time datetime="{one.day}">{_long(one)}</time></article>'
        )

    half = len(others) // 2
    hero = (
        f'<section class="hero"><h2><a href="{first.url}">{escape(first.title)}</a></h2><p class="byline">By {escape(first.byline)}</p>'
        f'<p>{escape(first.teaser)}</p><time datetime="{first.day}">{_long(first)}</time></section>'
    )
    one = f"<section><h2>News</h2>{''.join(map(card, others[:half]))}</section>"
    two = f"<section><h2>Opinion</h2>{''.join(map(card, [*others[half:], first]))}</section>"
    most = "".join(f'<li><a href="{old.url}">{escape(old.title)} again</a></li>' for old in invented_posts(98, 4))
    return _page(f"{_nav()}<main>{hero}{one}{two}<div><h3>Most read</h3><ol>{most}</ol></div></main>{_pager()}")


def sticky(posts: Sequence[Post]) -> str:
    """A sticky post at the top, again in its place, then the label "Latest articles"."""
    first = posts[0]

    def entry(one: Post, more: str = "") -> str:
        return (
            f'<article class="post {more}"><header><h2><a href="{one.url}">{escape(one.title)} by {escape(one.byline)}</a></h2></header>'
            f'<p>{escape(one.teaser)} [&hellip;]</p><footer><time datetime="{one.day}T10:00:00Z">{_long(one)}</time></footer></article>'
        )

    return _page(
        f"{_nav()}<main>{entry(first, 'sticky')}<h2>Latest articles</h2>{''.join(map(entry, posts))}{_pager()}</main>{_aside()}"
    )


def microdata(posts: Sequence[Post]) -> str:
    """schema.org microdata and titles that are no headings."""
    entries = "".join(
        f'<div itemscope itemtype="https://schema.org/BlogPosting"><meta itemprop="datePublished" content="{one.day}T09:00:00Z">'
        f'<div itemprop="headline"><a itemprop="url" href="{one.url}">{escape(one.title)}</a></div>'
        + "".join(
            f'<span itemprop="author" itemscope><span itemprop="name">{escape(name)}</span></span> '
            for name in one.authors
        )
        + f'<p itemprop="description">{escape(one.teaser)}</p></div>'
        for one in posts
    )
    return _page(f"{_nav()}<main>{entries}</main>{_aside()}")


def rows_of_columns(posts: Sequence[Post]) -> str:
    """Two rows of columns for each post: date and title, then nothing and the author."""
    entries = "".join(
        f'<div class="row"><div class="c4">{_long(one)}</div><div class="c8"><a href="{one.url}">{escape(one.title)}</a></div></div>'
        f'<div class="row"><div class="c4">&nbsp;</div><div class="c8">by {escape(one.byline)}</div></div>'
        for one in posts
    )
    return _page(f'{_nav()}<div class="wrap">{entries}</div>')


def french(posts: Sequence[Post]) -> str:
    """A French list of news."""
    entries = "".join(
        f'<li><span class="date">{one.day.day if one.day.day > 1 else "1er"} {FRENCH[one.day.month - 1]} {one.day.year}</span> '
        f'<h3><a href="{one.url}">{escape(one.title)}</a></h3><p>{escape(one.teaser)}</p><p>Par {escape(one.byline).replace(" and ", " et ")}</p>'
        f'<a href="{one.url}">Lire la suite</a></li>'
        for one in posts
    )
    return _page(f"<main><h1>Actualités</h1><ul>{entries}</ul></main><aside><h2>À lire aussi</h2></aside>", lang="fr")


def german(posts: Sequence[Post]) -> str:
    """A German list of news with dates of digits."""
    entries = "".join(
        f'<div class="meldung"><h2><a href="{one.url}">{escape(one.title)}</a></h2><p class="info">{one.day:%d.%m.%Y} | von '
        f'{escape(one.byline).replace(" and ", " und ")}</p><p>{escape(one.teaser)} <a href="{one.url}">Weiterlesen</a></p></div>'
        for one in posts
    )
    return _page(f"<div id='inhalt'><h1>Neues</h1>{entries}</div>{_aside('div', 'randspalte sidebar')}", lang="de")


def digits(posts: Sequence[Post]) -> str:
    """British dates of digits."""
    entries = "".join(
        f'<article><h2><a href="{one.url}">{escape(one.title)}</a></h2><p>{one.day:%d/%m/%Y} by {escape(one.byline)}</p><p>{escape(one.teaser)}</p></article>'
        for one in posts
    )
    return _page(f"<main>{entries}</main>", lang="en")


def full_posts(posts: Sequence[Post]) -> str:
    """Whole posts one below the other, with headings of their own, share links and tags."""
    entries = "".join(
        f'<article><h1><a href="{one.url}">{escape(one.title)}</a></h1><div>Published {_long(one)} by <a rel="author" href="/people/x">'
        f"{escape(one.byline)}</a></div><p>{escape(one.teaser)}</p><h2>A second thought</h2><p>{escape(one.teaser)}</p>"
        f'<ul class="share"><li><a href="https://social.example/s">Tweet</a></li></ul><div>Tags: <a rel="tag" href="/tag/a/">Clinical Leadership</a></div></article>'
        for one in posts
    )
    return _page(f"{_nav()}<main>{entries}</main>{_pager()}")


def category_traps(posts: Sequence[Post]) -> str:
    """Categories that look like names stand where an author might."""
    entries = "".join(
        f'<div class="item"><div><a href="/category/cl/">Clinical Leadership</a></div><h4><a href="{one.url}">{escape(one.title)}</a></h4>'
        f"<div>{_long(one)}</div><div>Written by {escape(one.byline)}</div><div>5 min read</div><div>{escape(one.teaser)}</div></div>"
        for one in posts
    )
    return _page(f"{_nav()}<div><h2>All stories</h2><div>{entries}</div></div>{_pager()}")


def unlinked(posts: Sequence[Post]) -> str:
    """Titles that lead nowhere."""
    entries = "".join(
        f"<article><h2>{escape(one.title)} by {escape(one.byline)}</h2><p>{_long(one)}</p><p>{escape(one.teaser)} […]</p></article>"
        for one in posts
    )
    return _page(f"{_nav()}<main>{entries}</main>")


def day_headings(posts: Sequence[Post]) -> str:
    """A heading with the day above each post."""
    entries = "".join(
        f'<h2>{one.day:%A}, {_long(one)}</h2><div><h3><a href="{one.url}">{escape(one.title)}</a></h3><p>{escape(one.teaser)}</p>'
        f"<p>posted by {escape(one.byline)} @ 9:30 AM</p></div>"
        for one in posts
    )
    return _page(f'<div id="main">{entries}</div>{_aside("div", "side sidebar")}')


def widgets(posts: Sequence[Post]) -> str:
    """A page builder that calls everything a widget."""
    entries = "".join(
        f'<article class="elementor-post"><div><h3><a href="{one.url}">{escape(one.title)}</a></h3><div class="meta-data"><span class="post-author">'
        f'{escape(one.byline)}</span><span class="post-date">{_american(one)}</span></div><div><p>{escape(one.teaser)}</p></div>'
        f'<a class="read-more" href="{one.url}" aria-label="Read more">Read More »</a></div></article>'
        for one in posts
    )
    return _page(
        f'<div class="elementor"><div class="elementor-widget elementor-widget-posts"><div>{entries}</div></div></div>'
    )


def json_ld_list(posts: Sequence[Post]) -> str:
    """Cards that print a title and a teaser; date and authors are in JSON-LD."""
    import json

    listed = [
        {"@type": "BlogPosting", "headline": one.title, "url": one.url, "datePublished": f"{one.day}T23:45:00-05:00",
         "author": [{"@type": "Person", "name": name} for name in one.authors]}
        for one in posts
    ]  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "Blog", "blogPost": listed})}</script>'
    entries = "".join(
        f'<section class="p"><h2><a href="{one.url}">{escape(one.title)}</a></h2><p>{escape(one.teaser)}</p></section>'
        for one in posts
    )
    return _page(f"<main>{entries}</main>", head=head)


THEMES: tuple[Theme, ...] = (
    classic, blocks, table_layout, div_soup, link_list, archive_by, cards, definitions, flat, magazine, sticky, microdata,
    rows_of_columns, french, german, digits, full_posts, category_traps, unlinked, day_headings, widgets, json_ld_list,
)  # fmt: skip
NO_TEASER = {"link_list", "archive_by", "rows_of_columns"}
NO_ADDRESS = {"unlinked"}
