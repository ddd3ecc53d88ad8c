"""Index pages as more makers of themes and systems build them, and with days in more of the ways that people print them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from index_platforms import american, long, page, path, short
from invented import Post

Theme = Callable[[Sequence[Post]], str]


def _th(day: int) -> str:
    return "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _each(posts: Sequence[Post], entry: Callable[[Post], str]) -> str:
    return "\n".join(map(entry, posts))


def _a(one: Post, names: str = "") -> str:
    return f'<a{names} href="{one.url}">{escape(one.title)}</a>'


def _main(posts: Sequence[Post], entry: Callable[[Post], str], head: str = "<h1>Blog</h1>") -> str:
    return page(f'<div id="content">{head}{_each(posts, entry)}</div>')


def posted_in_footer(posts: Sequence[Post]) -> str:
    """Topics, day and name in a sentence below the text."""
    return _main(
        posts,
        lambda one: (
            f'<article class="post hentry"><header><h1 class="entry-title">{_a(one)}</h1><div class="comments-link"><a href="{one.url}#respond">Leave a reply</a></div></header><div class="entry-content"><p>{escape(one.teaser)}</p></div><footer class="entry-meta">This entry was posted in <a href="/category/x/" rel="category tag">Views</a> on <a href="{one.url}" rel="bookmark"><time class="entry-date" datetime="{one.day}T10:00:00+00:00">{american(one)}</time></a><span class="by-author"> by <span class="author vcard"><a class="url fn n" href="/author/x/">{escape(one.byline)}</a></span></span>.</footer></article>'
        ),
        "",
    )


def kubrick(posts: Sequence[Post]) -> str:
    """The day in small letters with an ordinal, topics and comments in a line below."""
    return _main(
        posts,
        lambda one: (
            f'<div class="post" id="post-{one.day:%d}"><h2><a href="{one.url}" rel="bookmark" title="Permanent Link to {escape(one.title)}">{escape(one.title)}</a></h2><small>{one.day:%B} {one.day.day}{_th(one.day.day)}, {one.day.year} by {escape(one.byline)}</small><div class="entry"><p>{escape(one.teaser)}</p></div><p class="postmetadata">Posted in <a href="/category/views/">Views</a> | <a href="{one.url}#respond">No Comments &#187;</a></p></div>'
        ),
        '<h2 class="pagetitle">Archive for the &#8216;Views&#8217; Category</h2>',
    )


def divi(posts: Sequence[Post]) -> str:
    """By, name, day and topic between bars in one line."""
    return _main(
        posts,
        lambda one: (
            f'<article class="et_pb_post post"><h2 class="entry-title">{_a(one)}</h2><p class="post-meta">by <span class="author vcard"><a href="/author/x/" rel="author">{escape(one.byline)}</a></span> | <span class="published">{american(one)}</span> | <a href="/category/v/" rel="category tag">Views</a> | <span class="comments-number"><a href="{one.url}#respond">0 comments</a></span></p><div class="post-content"><div class="post-content-inner"><p>{escape(one.teaser)}</p></div></div></article>'
        ),
    )


def icons_listed(posts: Sequence[Post]) -> str:
    """Name and day as entries of a list of icons."""
    return _main(
        posts,
        lambda one: (
            f'<div class="e-loop-item"><h2 class="elementor-heading-title">{_a(one)}</h2><ul class="elementor-icon-list-items"><li><span class="icon"><svg></svg></span><span class="text">{escape(one.byline)}</span></li><li><span class="text"><time>{american(one)}</time></span></li></ul><div class="excerpt">{escape(one.teaser)}</div></div>'
        ),
    )


def labels_in_meta(posts: Sequence[Post]) -> str:
    """The label "By" and the name in a span each, days of publication and of a change."""
    return _main(
        posts,
        lambda one: (
            f'<article class="loop-entry"><div class="entry-taxonomies"><a href="/category/x/" rel="tag">Views</a></div><h2 class="entry-title">{_a(one)}</h2><div class="entry-meta"><span class="posted-by"><span class="meta-label">By</span><span class="author vcard"><a class="url fn n" href="/author/x/">{escape(one.byline)}</a></span></span><span class="posted-on"><time class="entry-date published" datetime="{one.day}T10:00:00+00:00">{american(one)}</time><time class="updated" datetime="2024-03-03T10:00:00+00:00">March 3, 2024</time></span></div><p>{escape(one.teaser)}</p></article>'
        ),
    )


def dots_in_footer(posts: Sequence[Post]) -> str:
    """Day, minutes and names with dots between, an empty link over all."""
    return _main(
        posts,
        lambda one: (
            f'<article class="post-entry"><header class="entry-header"><h2>{escape(one.title)}</h2></header><div class="entry-content"><p>{escape(one.teaser)}</p></div><footer class="entry-footer"><span title="{one.day} 00:00:00 +0000 UTC">{american(one)}</span>&nbsp;·&nbsp;2 min&nbsp;·&nbsp;{escape(one.byline)}</footer><a class="entry-link" aria-label="post link to {escape(one.title)}" href="{one.url}"></a></article>'
        ),
    )


def terminal(posts: Sequence[Post]) -> str:
    """ISO days, the name in a span, tags with a sign before each."""
    return _main(
        posts,
        lambda one: (
            f'<div class="post on-list"><h2 class="post-title">{_a(one)}</h2><div class="post-meta"><time class="post-date">{one.day} </time><span class="post-author">{escape(one.byline)}</span></div><span class="post-tags">#<a href="/tags/ward/">ward</a>&nbsp;#<a href="/tags/rota/">rota</a></span><div class="post-content">{escape(one.teaser)}</div><div><a class="read-more button" href="{one.url}">Read more →</a></div></div>'
        ),
    )


def minima(posts: Sequence[Post]) -> str:
    """Day and name above the title, a dot between."""
    return page(
        f'<main><h2 class="post-list-heading">Posts</h2><ul class="post-list">{_each(posts, lambda one: f"<li><span class=post-meta>{american(one)} • {escape(one.byline)}</span><h3><a class=post-link href={path(one)}>{escape(one.title)}</a></h3></li>")}</ul></main>'
    )


def labels_as_badges(posts: Sequence[Post]) -> str:
    """The words "Date" and "By" as badges before what they say."""
    return _main(
        posts,
        lambda one: (
            f'<article><h2>{_a(one)}</h2><div class="well well-sm"><footer class="post-info"><span class="label label-default">Date</span> <span class="published"><i class="fa fa-calendar"></i><time datetime="{one.day}T00:00:00+01:00"> {one.day:%a %d %B %Y}</time></span> <span class="label label-default">By</span> <a href="/author/x.html"><i class="fa fa-user"></i> {escape(one.byline)}</a> <span class="label">Category</span> <a href="/category/v.html">views</a></footer></div><div class="summary"><p>{escape(one.teaser)}</p><a class="btn btn-default btn-xs" href="{one.url}">more ...</a></div></article>'
        ),
    )


def lines_of_meta(posts: Sequence[Post]) -> str:
    """A paragraph each for name, day and comments."""
    return _main(
        posts,
        lambda one: (
            f'<article class="h-entry post-text"><header><h1 class="p-name entry-title">{_a(one, " class=u-url")}</h1><div class="metadata"><p class="byline author vcard"><span class="byline-name fn p-author">{escape(one.byline)}</span></p><p class="dateline"><a href="{one.url}" rel="bookmark"><time class="published dt-published" datetime="{one.day}T10:00:00Z" title="{one.day} 10:00">{one.day} 10:00</time></a></p><p class="commentline"><a href="{one.url}#disqus_thread">Comments</a></p></div></header><div class="p-summary entry-summary"><p>{escape(one.teaser)}</p></div></article>'
        ),
    )


def node_by_and_day(posts: Sequence[Post]) -> str:
    """The words "By", a user's name in a field, a comma and the day."""
    return _main(
        posts,
        lambda one: (
            f'<article role="article" class="node node--type-article node--view-mode-teaser"><h2 class="node__title"><a href="{path(one)}" rel="bookmark"><span class="field field--name-title">{escape(one.title)}</span></a></h2><footer class="node__meta"><div class="node__submitted">By <span class="field field--name-uid"><span lang="" typeof="schema:Person">{escape(one.byline)}</span></span>, <span class="field field--name-created">{one.day.day} {one.day:%B}, {one.day.year}</span></div></footer><div class="node__content"><p>{escape(one.teaser)}</p><ul class="links inline"><li><a href="{path(one)}" rel="tag" title="{escape(one.title)}">Read more<span class="visually-hidden"> about {escape(one.title)}</span></a></li></ul></div></article>'
        ),
    )


def byline_of_document(posts: Sequence[Post]) -> str:
    """Name, "published" and day, and what it is filed under, in one line with dashes."""
    return _main(
        posts,
        lambda one: (
            f'<div class="tileItem"><h2 class="tileHeadline">{_a(one, " class=summary")}</h2><div class="documentByLine">by <a href="/author/x">{escape(one.byline)}</a> — published <span>{one.day:%b %d, %Y}</span> 10:30 AM — filed under: <a href="/@@search?Subject=x">Views</a></div><p class="tileBody"><span class="description">{escape(one.teaser)}</span></p><p class="tileFooter"><a href="{one.url}">Read More…</a></p></div>'
        ),
    )


def days_above_several(posts: Sequence[Post]) -> str:
    """The day as a heading of a box of posts, the name and the hour at the foot of each."""
    return page(
        '<div class="blog-posts hfeed">'
        + _each(
            posts,
            lambda one: (
                f'<div class="date-outer"><h2 class="date-header"><span>{one.day:%A}, {long(one)}</span></h2><div class="date-posts"><div class="post-outer"><div class="post hentry"><h3 class="post-title entry-title">{_a(one)}</h3><div class="post-body entry-content"><div>{escape(one.teaser)}</div></div><div class="post-footer"><div class="post-footer-line"><span class="post-author vcard">Posted by <span class="fn"><span itemprop="name">{escape(one.byline)}</span></span></span> <span class="post-timestamp">at <a class="timestamp-link" href="{one.url}" rel="bookmark"><abbr class="published" title="{one.day}T10:30:00Z">10:30</abbr></a></span> <span class="post-comment-link"><a class="comment-link" href="{one.url}#comment-form">No comments:</a></span></div></div></div></div></div></div>'
            ),
        )
        + "</div>"
    )


def posted_by_on_at_in(posts: Sequence[Post]) -> str:
    """The words "Posted by X on day at hour in topic", links to it and its comments behind bars."""
    return _main(
        posts,
        lambda one: (
            f'<h2 class="date-header">{one.day:%B %d, %Y}</h2><div class="entry"><h3 class="entry-header">{_a(one)}</h3><div class="entry-body"><p>{escape(one.teaser)}</p></div><p class="entry-footer"><span class="post-footers">Posted by {escape(one.byline)} on {one.day:%B %d, %Y} at 10:30 AM in <a href="/views/">Views</a></span> <span class="separator">|</span> <a class="permalink" href="{one.url}">Permalink</a> <span class="separator">|</span> <a href="{one.url}#comments">Comments (0)</a></p></div>'
        ),
    )


def fields_by_name(posts: Sequence[Post]) -> str:
    """The author as a field before the day, above the title."""
    return _main(
        posts,
        lambda one: (
            f'<article class="blog-basic-grid--container"><div class="blog-meta"><span class="blog-categories-list"><a href="/blog/category/v" class="blog-categories">Views</a></span><span class="blog-author">{escape(one.byline)}</span><time class="blog-date" pubdate="">{one.day.month}/{one.day.day}/{one.day:%y}</time><time class="blog-date">{short(one)}</time></div><h1 class="blog-title">{_a(one)}</h1><div class="blog-excerpt"><div class="blog-excerpt-wrapper"><p>{escape(one.teaser)}</p></div></div><a href="{one.url}" class="blog-more-link">Read More</a></article>'
        ),
    )


def author_day_minutes_first(posts: Sequence[Post]) -> str:
    """Who, when and how long to read, in list entries above a title in a link."""
    return _main(
        posts,
        lambda one: (
            f'<div class="post-list-item"><ul class="meta"><li><span class="user-name">{escape(one.byline)}</span></li><li><span class="post-metadata__date" title="{american(one)}">{american(one)}</span></li><li><span class="post-metadata__readTime">3 min read</span></li></ul><a href="{one.url}"><h2>{escape(one.title)}</h2></a><div>{escape(one.teaser)}</div><div class="footer-of-post"><span>12 views</span><span>0 comments</span></div></div>'
        ),
    )


def kinds_and_names(posts: Sequence[Post]) -> str:
    """The kind in a badge, the day and the names between bars, after the text."""
    return page(
        '<main><h1>Insight</h1><ul class="results">'
        + _each(
            posts,
            lambda one: (
                f'<li class="result"><span class="tag">Blog</span><h3>{_a(one)}</h3><p>{escape(one.teaser)}</p><p class="meta"><span>{long(one)}</span> | <span>5 min read</span> | <span>{escape(one.byline)}</span></p></li>'
            ),
        )
        + "</ul></main>"
    )


def by_colon(posts: Sequence[Post]) -> str:
    """The words "By:" and names in a line, "Published:" and an ordinal day in the next."""
    return _main(
        posts,
        lambda one: (
            f'<div class="teaser"><h3>{_a(one)}</h3><p>By: {escape(one.byline)}</p><p>Published: {one.day.day}{_th(one.day.day)} {one.day:%B}, {one.day.year}</p><p>{escape(one.teaser)}</p></div>'
        ),
    )


def ordinal_of(posts: Sequence[Post]) -> str:
    """The day as "on the 3rd of May 2021" behind the names."""
    return _main(
        posts,
        lambda one: (
            f'<div class="teaser"><h3>{_a(one)}</h3><p>Written by {escape(one.byline)} on the {one.day.day}{_th(one.day.day)} of {one.day:%B} {one.day.year}</p><p>{escape(one.teaser)}</p></div>'
        ),
    )


def hyphened_days(posts: Sequence[Post]) -> str:
    """Days such as 03-May-2021 in a table of links."""
    return page(
        '<table class="list"><tbody>'
        + _each(
            posts,
            lambda one: f"<tr><td>{one.day:%d-%b-%Y}</td><td>{_a(one)}<br><span>{escape(one.byline)}</span></td></tr>",
        )
        + "</tbody></table>"
    )


def slashed_days(posts: Sequence[Post]) -> str:
    """Days such as 2021/05/03 and hours."""
    return _main(
        posts,
        lambda one: (
            f'<div class="item"><span>{one.day:%Y/%m/%d} 10:30</span><h4>{_a(one)}</h4><span>by {escape(one.byline)}</span><p>{escape(one.teaser)}</p></div>'
        ),
    )


def weekday_commas(posts: Sequence[Post]) -> str:
    """Days such as "Mon, 03 May 2021 10:30"."""
    return _main(
        posts,
        lambda one: (
            f'<div class="item"><h4>{_a(one)}</h4><p>{one.day:%a}, {one.day:%d} {one.day:%b} {one.day.year} 10:30 GMT</p><p>{escape(one.byline)}</p><p>{escape(one.teaser)}</p></div>'
        ),
    )


def capital_months(posts: Sequence[Post]) -> str:
    """Days and names in capitals."""
    return _main(
        posts,
        lambda one: (
            f'<div class="item"><p class="eyebrow-line">{long(one).upper()}</p><h4>{_a(one)}</h4><p>{escape(one.teaser)}</p><p>By {escape(one.byline)}</p></div>'
        ),
    )


def points_of_two(posts: Sequence[Post]) -> str:
    """Days such as 03.05.2021 between names and topic."""
    return _main(
        posts,
        lambda one: (
            f'<div class="item"><h4>{_a(one)}</h4><p>{escape(one.byline)} / {one.day:%d.%m.%Y} / <a href="/topics/x">Views</a></p><p>{escape(one.teaser)}</p></div>'
        ),
    )


def apostrophe_years(posts: Sequence[Post]) -> str:
    """Days such as "3rd May '21"."""
    return _main(
        posts,
        lambda one: (
            f'<div class="item"><h4>{_a(one)}</h4><p>{one.day.day}{_th(one.day.day)} {one.day:%b} ’{one.day:%y}</p><p>By {escape(one.byline)}</p><p>{escape(one.teaser)}</p></div>'
        ),
    )


def comments_counted(posts: Sequence[Post]) -> str:
    """Day, names, topic and comments in one line with bars."""
    return _main(
        posts,
        lambda one: (
            f'<div class="item"><h2>{_a(one)}</h2><p class="meta">{american(one)} | {escape(one.byline)} | <a href="/category/leadership/">Leadership</a> | <a href="{one.url}#comments">3 Comments</a></p><p>{escape(one.teaser)} <a href="{one.url}">Continue reading <span class="screen-reader-text">“{escape(one.title)}”</span></a></p></div>'
        ),
    )


def cite_signed(posts: Sequence[Post]) -> str:
    """The name in a cite with a dash before it, below a quotation."""
    return _main(
        posts,
        lambda one: (
            f'<div class="item"><h2>{_a(one)}</h2><time datetime="{one.day}">{long(one)}</time><blockquote><p>{escape(one.teaser)}</p></blockquote><p>By <cite>{escape(one.byline)}</cite></p></div>'
        ),
    )


def rules_between(posts: Sequence[Post]) -> str:
    """Fonts, line breaks and rules, and nothing that is closed."""
    return f"<html><head><title>Notes</title></head><body bgcolor=white><center><font size=6>Notes</font></center><hr>{_each(posts, lambda one: f'<font size=4><b>{_a(one)}</b></font><br><i>{escape(one.byline)}, {american(one)}</i><br>{escape(one.teaser)}<hr>')}<small>Last changed 3 March 2024 by the keeper of this page</small></body></html>"


def unclosed_paragraphs(posts: Sequence[Post]) -> str:
    """Paragraphs in capitals that are not closed, days in bold before links."""
    return f"<HTML><HEAD><TITLE>What is new</TITLE></HEAD><BODY><H1>What is new</H1>{_each(posts, lambda one: f'<P><B>{long(one)}</B> <A HREF={one.url}>{escape(one.title)}</A>, by {escape(one.byline)}. {escape(one.teaser)}')}<HR><ADDRESS>webmaster@example.org</ADDRESS></BODY></HTML>"


def summaries_that_unfold(posts: Sequence[Post]) -> str:
    """The title is a summary that unfolds, with a link in the text."""
    return _main(
        posts,
        lambda one: (
            f'<details><summary><h3>{escape(one.title)}</h3> <span>{long(one)}</span></summary><p>By {escape(one.byline)}</p><p>{escape(one.teaser)}</p><p><a href="{one.url}">Read the full post</a></p></details>'
        ),
    )


def hidden_labels(posts: Sequence[Post]) -> str:
    """Labels for those who do not see before name and day."""
    return _main(
        posts,
        lambda one: (
            f'<li class="card"><h2>{_a(one)}</h2><p><span class="sr-only">Author:</span> {escape(one.byline)}</p><p><span class="sr-only">Date published:</span> <time>{long(one)}</time></p><p>{escape(one.teaser)}</p></li>'
        ),
    )


def authors_with_ampersand(posts: Sequence[Post]) -> str:
    """Names with a sign between and the day behind "on", in one cell."""
    return page(
        '<table width="100%">'
        + _each(
            posts,
            lambda one: (
                f"<tr><td><h3>{_a(one)}</h3></td></tr><tr><td>{escape(' & '.join(one.authors))} on {long(one)}</td></tr><tr><td>{escape(one.teaser)}</td></tr>"
            ),
        )
        + "</table>"
    )


def titles_in_quotes(posts: Sequence[Post]) -> str:
    """Names, a colon, and the title in a link, the day in brackets."""
    return page(
        '<ul class="papers">'
        + _each(posts, lambda one: f"<li>{_a(one)} ({long(one)})<br>{escape(one.byline)}</li>")
        + "</ul>"
    )


def blurbs_of_authors(posts: Sequence[Post]) -> str:
    """A sentence on the author below each text."""
    return _main(
        posts,
        lambda one: (
            f'<article><h2>{_a(one)}</h2><p class="date">{long(one)}</p><p class="byline">By {escape(one.byline)}</p><p>{escape(one.teaser)}</p><p class="author-bio">The author works at a hospital by the sea and keeps bees.</p></article>'
        ),
    )


THEMES = (
    posted_in_footer, kubrick, divi, icons_listed, labels_in_meta, dots_in_footer, terminal, minima, labels_as_badges, lines_of_meta, node_by_and_day, byline_of_document, days_above_several, posted_by_on_at_in, fields_by_name, author_day_minutes_first, kinds_and_names, by_colon, ordinal_of, hyphened_days, slashed_days, weekday_commas, capital_months, points_of_two, apostrophe_years, comments_counted, cite_signed, rules_between, unclosed_paragraphs, summaries_that_unfold, hidden_labels, authors_with_ampersand, titles_in_quotes, blurbs_of_authors,
)  # fmt: skip
