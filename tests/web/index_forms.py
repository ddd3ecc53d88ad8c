"""Index pages whose posts are told by other signs: buttons, whole cards, figures, days of two-digit years, names beside counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from index_platforms import american, long, page
from invented import Post

Theme = Callable[[Sequence[Post]], str]


def _each(posts: Sequence[Post], entry: Callable[[Post], str]) -> str:
    return "".join(entry(one) for one in posts)


def _heading(post: Post, level: int = 3) -> str:
    return f'<h{level}><a href="{post.url}">{escape(post.title)}</a></h{level}>'


def _people(post: Post, one: Callable[[str], str]) -> str:
    return "".join(one(escape(name)) for name in post.authors)


def old_theme(posts: Sequence[Post]) -> str:
    """Titles in boxes without headings, topics, byline and day in one line, a link to the comments with a sign behind it."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="box"><div class="boxtitle"><a href="{one.url}" rel="bookmark">{escape(one.title)}</a></div><div class="info">Posted in '
            f'<a href="/?cat=4" rel="category">Wards</a>, <a href="/?cat=7">Notes</a> by {escape(one.byline)} on {american(one)} '
            f'<a href="{one.url}#respond">2 Comments &#187;</a></div><div class="words"><p>{escape(one.teaser)}</p></div></div>'
        ),
    )
    return page(f'<div id="all"><h1><a href="https://blog.example.org/">Ward and corridor</a></h1>{entries}</div>')


def comments_of_a_body(posts: Sequence[Post]) -> str:
    """A page called "Comment", its cards named so; who they are below each name."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="comment-card"><div>{_heading(one)}<div>{escape(one.teaser)}</div></div><div class="comment-card__who"><span>By</span> '
            + _people(
                one,
                lambda name: f'<span class="contrib">{name}<br><span class="contrib-role">GP partner</span></span><br>',
            )
            + f"<span>Published: {long(one)}</span></div></div>"
        ),
    )
    return page(f"<h1>Comment</h1><div>{entries}</div>").replace("<title>", "<title>Comment | ")


def buttons_alone(posts: Sequence[Post]) -> str:
    """Titles that lead nowhere, a picture and a button that do; no day and no name."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="story"><a href="{one.url}"><img src="/i.png" alt=""></a><h3>{escape(one.title)}</h3><p>{escape(one.teaser)}</p>'
            f'<a class="btn" href="{one.url}">See the story</a></div>'
        ),
    )
    return page(f"<div><h2>Stories</h2>{entries}</div>")


def cards_in_an_article(posts: Sequence[Post]) -> str:
    """A generator of manuals: the whole page an article, in it a heading and cards that are links."""
    entries = _each(
        posts,
        lambda one: (
            f'<a href="{one.url}"><div class="card-of-post"><h3>{escape(one.title)}</h3><p>{escape(one.teaser)}</p>'
            f"<div>By {escape(one.byline)}</div><div>Published at: {long(one)}</div></div></a>"
        ),
    )
    return page(
        f'<main><article class="inner"><h1 id="blog">Blog</h1><p>All we wrote.</p><div>{entries}</div></article></main>'
    )


def address_on_the_hour(posts: Sequence[Post]) -> str:
    """The day as a heading, the address on the time of day and on the comments alone."""
    entries = _each(
        posts,
        lambda one: (
            f'<h2 class="date">{american(one)}</h2><div class="body"><h3>{escape(one.title)}</h3><p>{escape(one.teaser)} As '
            f'<a href="https://elsewhere.example/x">told</a>.</p><div>Posted by {escape(one.byline)} at <a href="{one.url}">11:04 PM</a> | '
            f'<a href="{one.url}#comments">Comments (2)</a></div></div>'
        ),
    )
    return page(f'<div class="content">{entries}</div>')


def menu_as_a_paragraph(posts: Sequence[Post]) -> str:
    """A menu in a paragraph like those of the posts."""
    menu = '<p><a href="/start.html">Start</a> | <a href="/faculty.html">About our faculty</a> | <a href="/else.html">Elsewhere</a></p>'
    entries = _each(
        posts,
        lambda one: (
            f'<hr><p><a href="{one.url}"><b>{escape(one.title)}</b></a><br><i>by {escape(one.byline)}</i>, {long(one)}<br>{escape(one.teaser)}</p>'
        ),
    )
    return page(f"<h1>Notes</h1>{menu}{entries}")


def _two_digits(
    line: Callable[[Post], str], *, lang: str = "en-GB", teaser: bool = True
) -> Callable[[Sequence[Post]], str]:
    def theme(posts: Sequence[Post]) -> str:
        entries = _each(
            posts,
            lambda one: f"<li>{_heading(one)}{line(one)}{f'<p>{escape(one.teaser)}</p>' if teaser else ''}</li>",
        )
        return page(f"<main><h1>News</h1><ul>{entries}</ul></main>", lang=lang)

    return theme


strokes = _two_digits(lambda one: f"<small>{escape(one.byline)} &middot; {one.day:%d/%m/%y}</small>", teaser=False)
strokes_american = _two_digits(
    lambda one: f"<p>{one.day.month}/{one.day.day}/{one.day:%y} by {escape(one.byline)}</p>", lang="en-US"
)
points = _two_digits(lambda one: f"<div>{one.day:%d.%m.%y}</div><div>{escape(one.byline)}</div>", lang="de")
apostrophe = _two_digits(
    lambda one: (
        f"<div><span>News</span> <span>{one.day.day} {one.day:%b} ’{one.day:%y}</span></div><p>By {escape(one.byline)}</p>"
    )
)
labelled = _two_digits(lambda one: f"<p>Posted by {escape(one.byline)} on {one.day:%a} {one.day:%d/%m/%y} at 10:15</p>")


def figures(posts: Sequence[Post]) -> str:
    """Each post a figure, all that is said of it in the caption."""
    entries = _each(
        posts,
        lambda one: (
            f'<figure><a href="{one.url}"><img alt="" src="x.jpg"></a><figcaption>{_heading(one, 2)}<div>Words: {escape(one.byline)}<br>{long(one)}</div>'
            "</figcaption></figure>"
        ),
    )
    return page(f"<main>{entries}</main>")


def minutes_to_read(posts: Sequence[Post]) -> str:
    """The name in a line of its own, the day and the minutes in the next."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="c"><a href="{one.url}"><h5>{escape(one.title)}</h5></a><p>{escape(one.teaser)}</p><div class="foot"><img alt="" src="x.png">'
            f"<div><div>{escape(one.byline)}</div><div>{american(one)} &middot; 9 min read</div></div></div></div>"
        ),
    )
    return page(f"<section><h1>Insights</h1>{entries}</section>")


def days_ago(posts: Sequence[Post]) -> str:
    """Links of authors that only their class tells, and days that depend on today."""
    entries = _each(
        posts,
        lambda one: (
            '<div class="feed"><div>'
            + _people(one, lambda name: f'<a class="feed__author" href="/u/x">{name}</a> ')
            + f'<span>3 days ago</span></div><a href="{one.url}"><h3>{escape(one.title)}</h3></a><p>{escape(one.teaser)}</p></div>'
        ),
    )
    return page(f"<main>{entries}</main>")


def jobs_beside_names(posts: Sequence[Post]) -> str:
    """Name and post within what is called an author, before the title."""
    entries = _each(
        posts,
        lambda one: (
            '<li class="b">'
            + _people(
                one,
                lambda name: (
                    f'<div class="b__author"><span class="b__name">{name}</span><span class="b__job">Non-executive director</span></div>'
                ),
            )
            + f"<div>{_heading(one, 2)}<p>{escape(one.teaser)}</p><p>{long(one)}</p></div></li>"
        ),
    )
    return page(f"<main><ul>{entries}</ul></main>")


def words_of(posts: Sequence[Post]) -> str:
    """The word "Words" without a colon before the names."""
    entries = _each(
        posts,
        lambda one: (
            f"<div>{_heading(one)}<p>{escape(one.teaser)}</p><p>Words {escape(one.byline.removeprefix('the '))}</p><p>{long(one)}</p></div>"
        ),
    )
    return page(f"<main>{entries}</main>")


def ago_in_a_line(posts: Sequence[Post]) -> str:
    """Name and relative day in one line."""
    entries = _each(
        posts,
        lambda one: (
            f"<div>{_heading(one)}<div>{escape(one.byline)} &middot; 3 days ago</div><p>{escape(one.teaser)}</p></div>"
        ),
    )
    return page(f"<main>{entries}</main>")


def minutes_before(posts: Sequence[Post]) -> str:
    """The minutes before the day, the name above both."""
    entries = _each(
        posts,
        lambda one: (
            f"<div>{_heading(one)}<div>{escape(one.byline)}</div><div>9 min read &middot; {long(one)}</div>"
            f"<p>{escape(one.teaser)}</p></div>"
        ),
    )
    return page(f"<main>{entries}</main>")


def posts_below_names(posts: Sequence[Post]) -> str:
    """A byline whose names stand in a line each, below each what they are."""
    entries = _each(
        posts,
        lambda one: (
            f"<div>{_heading(one)}<p>{escape(one.teaser)}</p><div>By "
            + _people(one, lambda name: f"{name}<br>Professor of health policy<br>")
            + f"Published: {long(one)}</div></div>"
        ),
    )
    return page(f"<main>{entries}</main>")


THEMES = (
    old_theme, comments_of_a_body, buttons_alone, cards_in_an_article, address_on_the_hour, menu_as_a_paragraph, figures, minutes_to_read,
    days_ago, jobs_beside_names, words_of, ago_in_a_line, minutes_before, posts_below_names,
)  # fmt: skip
TWO_DIGITS = {
    "strokes": strokes,
    "strokes_american": strokes_american,
    "points": points,
    "apostrophe": apostrophe,
    "labelled": labelled,
}
NO_DATE = frozenset({"buttons_alone", "days_ago", "ago_in_a_line"})
NO_AUTHOR = frozenset({"buttons_alone"})
