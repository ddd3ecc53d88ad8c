"""Index pages as more generators of sites build them: archives by year, cards of people, microformats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

from index_platforms import american, long, page, path, short
from invented import Post, invented_posts

Theme = Callable[[Sequence[Post]], str]


def _each(posts: Sequence[Post], entry: Callable[[Post], str]) -> str:
    return "\n".join(map(entry, posts))


def _a(one: Post, names: str = "") -> str:
    return f'<a{names} href="{path(one)}">{escape(one.title)}</a>'


def _by_year(posts: Sequence[Post], head: Callable[[int], str], entry: Callable[[Post], str]) -> str:
    groups = [(year, list(ones)) for year, ones in groupby(posts, lambda one: one.day.year)]
    return "".join(head(year) + _each(ones, entry) for year, ones in groups)


def collection_of_years(posts: Sequence[Post]) -> str:
    """Years in boxes, month and day in a time whose content says all."""
    body = _by_year(
        posts,
        lambda year: f'<div class="collection-year"><span class="collection-header">{year}</span></div>',
        lambda one: (
            f'<article itemscope itemtype="http://schema.org/Article"><header class="post-header"><div class="post-meta-container"><time itemprop="dateCreated" datetime="{one.day}T10:00:00+08:00" content="{one.day}">{one.day:%m-%d}</time></div><div class="post-title"><a class="post-title-link" href="{path(one)}" itemprop="url"><span itemprop="name">{escape(one.title)}</span></a></div><div class="post-by">by {escape(one.byline)}</div></header></article>'
        ),
    )
    return page(
        f'<div class="main"><div class="posts-collapse"><div class="collection-title"><span class="collection-header">Good! 7 posts in total.</span></div>{body}</div></div>'
    )


def address_signed(posts: Sequence[Post]) -> str:
    """A numbered list of articles, the name in an address."""
    return page(
        '<section id="content"><h2>All articles</h2><ol id="post-list">'
        + _each(
            posts,
            lambda one: (
                f'<li><article class="hentry"><header><h2 class="entry-title">{_a(one)}</h2></header><footer class="post-info"><time class="published" datetime="{one.day}T00:00:00+01:00"> {one.day:%a %d %B %Y} </time><address class="vcard author">By <a class="url fn" href="/author/x.html">{escape(one.byline)}</a></address></footer><div class="entry-content"><p>{escape(one.teaser)}</p></div></article></li>'
            ),
        )
        + "</ol></section>"
    )


def archive_of_definitions(posts: Sequence[Post]) -> str:
    """Days defined by links, names in brackets."""
    return page(
        "<h1>Archives</h1><dl>"
        + _each(
            posts,
            lambda one: (
                f"<dt>{one.day:%a %d %B %Y}</dt><dd>{_a(one)} ({'by ' if one.authors[0].endswith(('Team', 'Network', 'Committee')) else ''}{escape(one.byline)})</dd>"
            ),
        )
        + "</dl>"
    )


def archive_of_collections(posts: Sequence[Post]) -> str:
    """A heading for each year, and spans for day and title."""
    body = _by_year(
        posts,
        lambda year: f'<div class="collection-title"><h2 class="archive-year">{year}</h2></div>',
        lambda one: (
            f'<div class="archive-post"><span class="archive-post-time">{one.day:%m-%d}</span><span class="archive-post-title">{_a(one, " class=archive-post-link")}</span><span class="archive-post-author">{escape(one.byline)}</span></div>'
        ),
    )
    return page(f'<section id="archive" class="archive">{body}</section>')


def summaries_included_in(posts: Sequence[Post]) -> str:
    """Name, "published on" and "included in" in one line with icons."""
    return page(
        '<div class="page home">'
        + _each(
            posts,
            lambda one: (
                f'<article class="single summary" itemscope itemtype="http://schema.org/Article"><h1 class="single-title" itemprop="name headline">{_a(one)}</h1><div class="post-meta"><span class="post-author"><a href="/" title="Author" rel="author" class="author"><i class="fas fa-user-circle"></i>{escape(one.byline)}</a></span>&nbsp;<span class="post-publish">published on <time datetime="{one.day}">{one.day}</time></span>&nbsp;<span class="post-category">included in <a href="/categories/x/"><i></i>Views</a></span></div><div class="content">{escape(one.teaser)}</div><div class="post-footer"><a href="{path(one)}">Read More...</a><div class="post-tags"><i></i>&nbsp;<a href="/tags/a/">rota</a>, <a href="/tags/b/">ward</a></div></div></article>'
            ),
        )
        + "</div>"
    )


def avatars_with_roles(posts: Sequence[Post]) -> str:
    """Day and minutes below the title, an avatar, a name and a post for each author."""

    def avatar(name: str) -> str:
        return f'<div class="col col--6"><div class="avatar margin-bottom--sm"><img class="avatar__photo" src="a.png" alt="{escape(name)}"><div class="avatar__intro"><div class="avatar__name"><a href="https://people.example/x"><span>{escape(name)}</span></a></div><small class="avatar__subtitle">Head of quality</small></div></div></div>'

    return page(
        '<main class="col col--7">'
        + _each(
            posts,
            lambda one: (
                f'<article class="margin-bottom--xl"><header><h2 class="title_f1Hy">{_a(one)}</h2><div class="container_mt6G margin-vert--md"><time datetime="{one.day}T00:00:00.000Z">{american(one)}</time> · 2 min read</div><div class="margin-top--md margin-bottom--sm row">{"".join(map(avatar, one.authors))}</div></header><div class="markdown"><p>{escape(one.teaser)}</p></div><footer class="row docusaurus-mt-lg"><div class="col"><b>Tags:</b><ul class="tags_jXut"><li><a href="/tags/x">rota</a></li></ul></div><div class="col text--right"><a href="{path(one)}"><b>Read more</b></a></div></footer></article>'
            ),
        )
        + "</main>"
    )


def bear(posts: Sequence[Post]) -> str:
    """Days in italics, links, and nothing else but who."""
    return page(
        '<main><ul class="blog-posts">'
        + _each(
            posts,
            lambda one: (
                f'<li><span><i><time datetime="{one.day}">{one.day:%d %b, %Y}</time></i></span> {_a(one)} <span>by {escape(one.byline)}</span></li>'
            ),
        )
        + "</ul></main>"
    )


def stack_of_cards(posts: Sequence[Post]) -> str:
    """Cards with topics above, a subtitle as a heading, day and minutes at the foot."""
    return page(
        '<main class="main full-width"><section class="article-list">'
        + _each(
            posts,
            lambda one: (
                f'<article class="has-image"><div class="article-image"><a href="{path(one)}"><img src="a.jpg" alt="x"></a></div><div class="article-details"><header class="article-category"><a href="/categories/x/">Views</a></header><div class="article-title-wrapper"><h2 class="article-title">{_a(one)}</h2><h3 class="article-subtitle">{escape(one.teaser)}</h3></div><footer class="article-time"><div><svg></svg><time class="article-time--published">{short(one)}</time></div><div><svg></svg><time class="article-time--reading">2 minute read</time></div><div><span>By {escape(one.byline)}</span></div></footer></div></article>'
            ),
        )
        + "</section></main>"
    )


def views_rows(posts: Sequence[Post]) -> str:
    """Fields of a view with labels: topic, title, name, day."""
    return page(
        '<div class="view-content">'
        + _each(
            posts,
            lambda one: (
                f'<div class="views-row"><div class="views-field views-field-field-topic"><span class="views-label">Topic: </span><span class="field-content">Ward life</span></div><div class="views-field views-field-title"><span class="field-content">{_a(one)}</span></div><div class="views-field views-field-field-author"><span class="views-label">Author: </span><span class="field-content">{escape(one.byline)}</span></div><div class="views-field views-field-created"><span class="views-label">Date: </span><span class="field-content">{long(one)}</span></div><div class="views-field views-field-body"><span class="field-content">{escape(one.teaser)}</span></div></div>'
            ),
        )
        + "</div>"
    )


def cards_by_utility(posts: Sequence[Post]) -> str:
    """A link around each card; topic, title, text, names and day in spans and divs of utility classes."""
    return page(
        '<div class="grid gap-8">'
        + _each(
            posts,
            lambda one: (
                f'<a class="group block rounded-lg" href="{path(one)}"><div class="p-6"><span class="text-xs uppercase">Ward life</span><h2 class="mt-2 text-xl">{escape(one.title)}</h2><p class="mt-2 text-sm">{escape(one.teaser)}</p><div class="mt-4 flex justify-between"><span>{escape(one.byline)}</span><span>{american(one)}</span></div></div></a>'
            ),
        )
        + "</div>"
    )


def search_hits(posts: Sequence[Post]) -> str:
    """Hits of a search, each with its kind, day, and address."""
    return page(
        '<main><h1>Search results</h1><p>Showing 1 to 7 of 7 results for <b>leadership</b></p><ol class="hits">'
        + _each(
            posts,
            lambda one: (
                f'<li><h3>{_a(one)}</h3><p class="url">{one.url}</p><p>{escape(one.teaser)}</p><p>Type: Blog · Published: {long(one)} · Author: {escape(one.byline)}</p></li>'
            ),
        )
        + "</ol></main>"
    )


def timeline(posts: Sequence[Post]) -> str:
    """Entries of a time line: day and month in a badge with the year in small letters."""
    return page(
        '<div class="timeline">'
        + _each(
            posts,
            lambda one: (
                f'<div class="entry"><div class="when"><span>{one.day.day}</span> <span>{one.day:%b}</span> <small>{one.day.year}</small></div><div class="what"><h4>{_a(one)}</h4><p>{escape(one.teaser)}</p><p class="who">{escape(one.byline)}</p></div></div>'
            ),
        )
        + "</div>"
    )


def first_in_full(posts: Sequence[Post]) -> str:
    """The newest post as a hero with a heading of the first level, the others as rows."""
    first, *rest = posts
    hero = f'<section class="lead-story"><h1>{_a(first)}</h1><p class="standfirst">{escape(first.teaser)}</p><p>By {escape(first.byline)} | {long(first)}</p></section>'
    return page(
        f"<main>{hero}<section>{_each(rest, lambda one: f'<div class=row><h3>{_a(one)}</h3><p>By {escape(one.byline)} | {long(one)}</p></div>')}</section></main>"
    )


def pictures_with_alt(posts: Sequence[Post]) -> str:
    """A linked picture, a linked title, and a linked button to one place."""
    return page(
        _each(
            posts,
            lambda one: (
                f'<div class="col-md-4"><a href="{one.url}"><img src="a.jpg" alt="{escape(one.title)}"></a><div class="body"><p class="small">{long(one)}</p><a href="{one.url}"><strong>{escape(one.title)}</strong></a><p>{escape(one.teaser)}</p><p class="small">Author: {escape(one.byline)}</p><a class="btn" href="{one.url}">Find out more</a></div></div>'
            ),
        )
    )


def names_then_titles(posts: Sequence[Post]) -> str:
    """Columnists: the name above the title, the day below."""
    return page(
        "<main><h1>Comment</h1>"
        + _each(
            posts,
            lambda one: (
                f'<div class="col"><img src="a.jpg" alt=""><p class="who">{escape(one.byline)}</p><h2>{_a(one)}</h2><p class="when">{long(one)}</p><p>{escape(one.teaser)}</p></div>'
            ),
        )
        + "</main>"
    )


def guests_in_teasers(posts: Sequence[Post]) -> str:
    """The words "Guest post by" as the first words of the text, an account beside the day."""
    return page(
        _each(
            posts,
            lambda one: (
                f'<div class="post"><h2>{_a(one)}</h2><div class="meta">Posted by admin on {american(one)}</div><p>Guest post by {escape(one.byline)}</p><p>{escape(one.teaser)}</p></div>'
            ),
        )
    )


def tabs_of_lists(posts: Sequence[Post]) -> str:
    """Two tabs: the newest posts, and those of last year that are hidden."""
    old = invented_posts(94, 3)
    entry = lambda one: f"<li><h3>{_a(one)}</h3><p>{escape(one.byline)}, {long(one)}</p></li>"  # noqa: E731
    return page(
        f'<div class="tabs"><div class="tab" role="tabpanel"><ul>{_each(posts, entry)}</ul></div><div class="tab" role="tabpanel" hidden><ul>{_each(old, entry)}</ul></div></div>'
    )


THEMES = (
    collection_of_years, address_signed, archive_of_definitions, archive_of_collections, summaries_included_in, avatars_with_roles, bear, stack_of_cards, views_rows, cards_by_utility, search_hits, timeline, first_in_full, pictures_with_alt, names_then_titles, guests_in_teasers, tabs_of_lists,
)  # fmt: skip
# A name above a title may as well be a topic.
NO_AUTHORS = frozenset({"names_then_titles"})
