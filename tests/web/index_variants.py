"""Index pages that say days, names and addresses in ways of their own: headings of years, badges, roles, places, foot lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

from index_platforms import american, long, page, path, short, side
from invented import Post, invented_posts

Theme = Callable[[Sequence[Post]], str]


def _each(posts: Sequence[Post], entry: Callable[[Post], str]) -> str:
    return "".join(entry(one) for one in posts)


def _heading(post: Post, level: int = 3) -> str:
    return f'<h{level}><a href="{post.url}">{escape(post.title)}</a></h{level}>'


def _months(posts: Sequence[Post], head: Callable[[Post], str], entry: Callable[[Post], str]) -> str:
    """Return the posts of each month below its heading."""
    groups = [list(ones) for _, ones in groupby(posts, lambda one: f"{one.day:%Y-%m}")]
    return "".join(f"{head(ones[0])}<ul>{_each(ones, entry)}</ul>" for ones in groups)


def month_headings(posts: Sequence[Post]) -> str:
    """The month and year as a heading, day and month beside each link."""
    return page(
        "<main><h1>Archive</h1>"
        + _months(
            posts,
            lambda one: f"<h2>{one.day:%B} {one.day.year}</h2>",
            lambda one: (
                f'<li><span class="d">{one.day.day} {one.day:%b}</span> <a href="{one.url}">{escape(one.title)}</a> by {escape(one.byline)}</li>'
            ),
        )
        + "</main>"
    )


def months_within_years(posts: Sequence[Post]) -> str:
    """A heading for the year, one for the month, and the weekday and the day beside each link."""
    years = [list(ones) for _, ones in groupby(posts, lambda one: one.day.year)]
    body = "".join(
        f'<h2>{ones[0].day.year}</h2><div class="months">'
        + _months(
            ones,
            lambda one: f"<h3>{one.day:%B}</h3>",
            lambda one: (
                f'<li><b>{one.day:%a} {one.day.day}</b> <a href="{one.url}">{escape(one.title)}</a><br>By {escape(one.byline)}</li>'
            ),
        )
        + "</div>"
        for ones in years
    )
    return page(f"<main><h1>All posts</h1>{body}</main>")


def folded_years(posts: Sequence[Post]) -> str:
    """Years that unfold, with a count; month and day in a time element without a machine form."""
    years = [list(ones) for _, ones in groupby(posts, lambda one: one.day.year)]
    body = "".join(
        f"<details><summary>{ones[0].day.year} ({len(ones)})</summary><ul>"
        + _each(
            ones,
            lambda one: (
                f'<li><time>{one.day:%b} {one.day.day}</time> &raquo; <a href="{path(one)}">{escape(one.title)}</a> <small>{escape(one.byline)}</small></li>'
            ),
        )
        + "</ul></details>"
        for ones in years
    )
    return page(f"<main><h1>Posts</h1>{body}</main>")


def nodes_of_digits(posts: Sequence[Post]) -> str:
    """A time line: month and day as digits inside the link, years as headings, the newest titles once more in a widget before."""
    years = [list(ones) for _, ones in groupby(posts, lambda one: one.day.year)]
    body = "".join(
        f"<h2>{ones[0].day.year}</h2>"
        + _each(
            ones,
            lambda one: (
                f'<div class="node"><a class="meta" href="{path(one)}"><time>{one.day:%m-%d}</time> {escape(one.title)}</a> <i>by {escape(one.byline)}</i></div>'
            ),
        )
        for ones in years
    )
    recent = _each(posts[:4], lambda one: f'<li><a href="{path(one)}">{escape(one.title)}</a></li>')
    return page(
        f'<div class="drawer"><div class="box-wrap"><h3>Recent posts</h3><ul>{recent}</ul></div></div><article class="timeline">{body}</article>'
    )


def drawer_before(posts: Sequence[Post]) -> str:
    """A drawer with boxes that have headings and lists of their own, before cards in a link each."""
    recent = _each(posts[:4], lambda one: f'<li><a href="{path(one)}">{escape(one.title)}</a></li>')
    cards = _each(
        posts,
        lambda one: (
            f'<div class="tile"><a href="{path(one)}"><div class="cover"><h1>{escape(one.title)}</h1></div></a><div class="tile-meta"><a>{long(one)}</a>'
            f" <a>by {escape(one.byline)}</a></div><article><p>{escape(one.teaser)}</p></article></div>"
        ),
    )
    return page(
        f'<div id="drawer"><div class="wrap"><h3>Categories</h3><ul><li><a href="/categories/a/">A kind</a></li></ul></div><div class="wrap"><h3>Recent Posts</h3>'
        f'<ul>{recent}</ul></div></div><div id="inner"><section class="tiles">{cards}</section></div>'
    )


def lead_and_bare_cards(posts: Sequence[Post]) -> str:
    """One post with a text on top, cards without any under "Latest blogs", the most read beside them."""
    first, *rest = posts
    old = _each(invented_posts(96, 3), lambda one: f'<li><a href="{one.url}">{escape(one.title)} then</a></li>')
    cards = _each(
        rest,
        lambda one: (
            f'<div class="card"><div class="card-text">{_heading(one)}<p class="by">{escape(one.byline)}</p><p>{long(one)}</p></div></div>'
        ),
    )
    return page(
        f'<main><section class="hero"><span>Featured</span>{_heading(first, 2)}<p class="standfirst">{escape(first.teaser)}</p>'
        f'<p class="hero-meta">{long(first)} | {escape(first.byline)}</p></section><section class="latest"><h2>Latest blogs</h2><div class="cards">{cards}</div></section>'
        f'<section class="most"><h2>Most popular</h2><ol>{old}</ol></section></main>'
    )


def small_heading_meta(posts: Sequence[Post]) -> str:
    """Who and how long ago, in a heading of the lowest level below each title."""
    entries = _each(
        posts,
        lambda one: (
            f'{_heading(one, 2)}<h6 class="post-meta">Posted by: <a href="/blog/author/x/">{escape(one.byline)}</a> in <a href="/blog/category/n/">News</a>'
            f' 3 years, 2 months ago</h6><p>{escape(one.teaser)}</p><div class="more"><a href="{one.url}">read more</a> / <a href="{one.url}#comments">0 comments</a></div>'
        ),
    )
    return page(
        f'<div class="container"><h1>Blog</h1></div><div class="row"><div class="col">{entries}</div></div>',
        side=side(),
    )


def titles_by_class(posts: Sequence[Post]) -> str:
    """No headings: a span called title, whole texts, a permalink and tags below."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="dayDiv"><span class="dayDate">{long(one)}</span><div class="storybox"><span class="storyTitle">{escape(one.title)}</span><div class="story">'
            f'<p>By {escape(one.byline)}</p><p>{escape(one.teaser)}</p></div><a href="{one.url}">Permalink</a><span class="tags">| <a href="/tags/safety">safety</a></span></div></div>'
        ),
    )
    return page(f'<div id="content"><div id="name"><a href="/">Diary</a></div>{entries}</div>')


def address_in_foot(posts: Sequence[Post]) -> str:
    """Titles that are anchors; the address in a line below the text, beside the path of the folder."""
    entries = _each(
        posts,
        lambda one: (
            f'<h2>{one.day:%a}, {short(one)}</h2><div><h3><a name="p">{escape(one.title)}</a></h3><div><p>By {escape(one.byline)}</p><p>{escape(one.teaser)}</p></div>'
            f'<p>posted at: 10:00 | path: <a href="/leadership">/leadership</a> | <a href="{one.url}">permanent link to this entry</a></p></div>'
        ),
    )
    return page(f"<h1>Diary</h1>{entries}")


def _badges(posts: Sequence[Post], badge: Callable[[Post], str]) -> str:
    return page(
        '<div class="row">'
        + _each(
            posts,
            lambda one: (
                f'<div class="item"><div class="date-badge">{badge(one)}</div><div class="text">{_heading(one)}<p>{escape(one.teaser)}</p>'
                f"<p>By {escape(one.byline)}</p></div></div>"
            ),
        )
        + "</div>"
    )


def badge_of_spans(posts: Sequence[Post]) -> str:
    """Day, month and year in spans without a blank between."""
    return _badges(posts, lambda one: f'<span class="d">{one.day:%d}</span><span class="m">{one.day:%b}</span><span class="y">{one.day.year}</span>')  # fmt: skip


def badge_of_letters(posts: Sequence[Post]) -> str:
    """The same in elements that are parts of words."""
    return _badges(posts, lambda one: f"<b>{one.day.day}</b><i>{one.day:%b}</i><u>{one.day.year}</u>")


def badge_of_lines(posts: Sequence[Post]) -> str:
    """The same in a line each, the month first."""
    return _badges(posts, lambda one: f"<div>{one.day:%b}</div><div>{one.day.day}</div><div>{one.day.year}</div>")


def change_unseen(posts: Sequence[Post]) -> str:
    """The day of a change that is not shown stands before that of publication."""
    entries = _each(
        posts,
        lambda one: (
            f'<article>{_heading(one, 2)}<div>By <span class="vcard">{escape(one.byline)}</span> <span class="sep">|</span><span class="updated" '
            f'style="display: none">2024-03-02T12:00:00+00:00</span><span>{american(one)}</span></div><p>{escape(one.teaser)}</p></article>'
        ),
    )
    return page(f"<main>{entries}</main>")


def change_marked(posts: Sequence[Post]) -> str:
    """The day of a change is marked so, and printed before that of publication."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="item">{_heading(one)}<p><time itemprop="dateModified" class="update-time">2 March 2024</time> <span>{long(one)}</span></p>'
            f"<p>By {escape(one.byline)}</p><p>{escape(one.teaser)}</p></div>"
        ),
    )
    return page(f"<main>{entries}</main>")


def roles_under_names(posts: Sequence[Post]) -> str:
    """Each author with a post below the name, in boxes that are called so, and one that is only called author."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="node">{_heading(one, 2)}<div class="field--date">{long(one)}</div><div class="field--authors">'
            + "".join(
                f'<div class="author"><div class="author__name">{escape(name)}</div><div>{role}</div></div>'
                for name, role in zip(
                    one.authors,
                    ("Policy officer", "GP partner", "Finance Director", "Director of strategy"),
                    strict=False,
                )
            )
            + f"</div><p>{escape(one.teaser)}</p></div>"
        ),
    )
    return page(f'<main><h1>Blogs</h1><div class="view">{entries}</div></main>')


def places_behind_names(posts: Sequence[Post]) -> str:
    """The town of each author in brackets."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="item">{_heading(one)}<p>By {escape(" and ".join(f"{name} ({place})" for name, place in zip(one.authors, ("Leeds", "York", "Hull, UK", "Truro"), strict=False)))}</p>'
            f"<p>{long(one)}</p><p>{escape(one.teaser)}</p></div>"
        ),
    )
    return page(f"<main>{entries}</main>")


def sentences_of_who_and_when(posts: Sequence[Post]) -> str:
    """A definition list with "By X. Posted May 3, 2012."."""
    entries = _each(
        posts,
        lambda one: (
            f'<dt><a href="{one.url}">{escape(one.title)}</a></dt><dd>{escape(one.teaser)}</dd><dd>By {escape(one.byline)}. Posted {american(one)}.</dd>'
        ),
    )
    return page(f"<main><h1>Notes</h1><dl>{entries}</dl></main>")


def link_on_day(posts: Sequence[Post]) -> str:
    """The words "by" and "on" around a link and a time, all in one element that is called author data."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="entry">{_heading(one, 2)}<div class="author-data">by <a href="/c/x">{escape(one.byline)}</a> on <time>{american(one)}</time></div>'
            f"<p>{escape(one.teaser)}</p></div>"
        ),
    )
    return page(f'<div class="stream">{entries}</div>')


def other_labels(posts: Sequence[Post]) -> str:
    """Labels of bylines that take turns."""
    labels = ("Words:", "Text:", "Author(s):", "Guest post from", "Story:", "Written by:", "Author:")
    entries = "".join(
        f'<div class="item">{_heading(one)}<p class="d">{long(one)}</p><p>{escape(one.teaser)}</p><div>{labels[number % len(labels)]} {escape(one.byline)}</div></div>'
        for number, one in enumerate(posts)
    )
    return page(f"<main>{entries}</main>")


def names_for_machines(posts: Sequence[Post]) -> str:
    """Authors and days in meta elements alone."""
    entries = _each(
        posts,
        lambda one: (
            f'<div itemscope itemtype="http://schema.org/BlogPosting"><meta itemprop="datePublished" content="{one.day}T07:30:00+02:00">'
            + "".join(
                f'<span itemprop="author" itemscope><meta itemprop="name" content="{escape(name)}"></span>'
                for name in one.authors
            )
            + f'<a itemprop="url" href="{one.url}"><h2 itemprop="headline">{escape(one.title)}</h2></a><p>{escape(one.teaser)}</p></div>'
        ),
    )
    return page(f"<main>{entries}</main>")


def days_of_c(posts: Sequence[Post]) -> str:
    """Days as programs in C print them."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="inlinepage"><div class="header"><span><a href="{one.url}">{escape(one.title)}</a></span></div><p>{escape(one.teaser)}</p>'
            f'<p>By {escape(one.byline)}</p><div class="footer"><span>Posted <span class="date">{one.day:%a %b} {one.day.day:2} 10:00:00 {one.day.year}</span></span></div></div>'
        ),
    )
    return page(f"<main>{entries}</main>")


def day_in_link(posts: Sequence[Post]) -> str:
    """The day in an element of the link, the title as the text behind it."""
    entries = _each(
        posts,
        lambda one: (
            f'<li><a href="{one.url}"><span class="date">{short(one)}</span> {escape(one.title)}</a> <em>by {escape(one.byline)}</em></li>'
        ),
    )
    return page(f"<main><h1>News</h1><ul>{entries}</ul></main>")


def badges_under_years(posts: Sequence[Post]) -> str:
    """Day and month in a badge, the year as a heading above."""
    years = [list(ones) for _, ones in groupby(posts, lambda one: one.day.year)]
    body = "".join(
        f"<h2>{ones[0].day.year}</h2>"
        + _each(
            ones,
            lambda one: (
                f'<div class="item"><div class="badge"><span>{one.day.day}</span><span>{one.day:%b}</span></div>{_heading(one)}<p>{escape(one.teaser)}</p>'
                f"<p>By {escape(one.byline)}</p></div>"
            ),
        )
        for ones in years
    )
    return page(f"<main><h1>News</h1>{body}</main>")


def lead_and_more(posts: Sequence[Post]) -> str:
    """One post with a text on top, bare ones under "More posts", names and topics in a small heading."""
    first, *rest = posts
    meta = '<h6>{} in <a href="/category/x/">News</a>, {}</h6>'
    bare = _each(rest, lambda one: f'<div class="c">{_heading(one)}{meta.format(escape(one.byline), long(one))}</div>')
    return page(
        f'<main><section class="top">{_heading(first, 2)}{meta.format(escape(first.byline), long(first))}<p>{escape(first.teaser)}</p></section>'
        f"<section><h2>More posts</h2><div>{bare}</div></section></main>"
    )


def addresses_on_signs(posts: Sequence[Post]) -> str:
    """Titles that are no links, texts with links of their own, the address of the post on a sign or on its day."""
    return page(
        "<main>"
        + "".join(
            f'<div class="post"><h3>{escape(one.title)}</h3><p>By {escape(one.byline)}</p><p>{escape(one.teaser)} As <a href="https://elsewhere.example/{number}">told</a>.</p><p>'
            + (f'<a href="{one.url}">{long(one)}</a>' if number % 2 else f'{long(one)} <a href="{one.url}">#</a>')
            + "</p></div>"
            for number, one in enumerate(posts)
        )
        + "</main>"
    )


THEMES = (
    month_headings, months_within_years, folded_years, nodes_of_digits, drawer_before, lead_and_bare_cards, small_heading_meta, titles_by_class,
    address_in_foot, badge_of_spans, badge_of_letters, badge_of_lines, change_unseen, change_marked, roles_under_names, places_behind_names,
    sentences_of_who_and_when, link_on_day, other_labels, names_for_machines, days_of_c, day_in_link,
    badges_under_years, lead_and_more, addresses_on_signs,
)  # fmt: skip
NO_DATE = frozenset({"small_heading_meta"})
