"""Index pages with other things beside the posts, built as posts are or nearly: events, services, people, calls, the newest of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from index_platforms import american, long, page, path, short
from invented import Post, invented_posts

Theme = Callable[[Sequence[Post]], str]


def _each(posts: Sequence[Post], entry: Callable[[Post], str]) -> str:
    return "\n".join(map(entry, posts))


def _h(post: Post, level: int = 3) -> str:
    return f'<h{level}><a href="{post.url}">{escape(post.title)}</a></h{level}>'


def _card(one: Post) -> str:
    return f'<div class="card">{_h(one)}<p class="date">{long(one)}</p><p>{escape(one.teaser)}</p><p>By {escape(one.byline)}</p></div>'


OTHERS = invented_posts(95, 4, "https://blog.example.org/events")


def events_in_column(posts: Sequence[Post]) -> str:
    """Events with days in a column of their own, below a heading."""
    events = _each(
        OTHERS,
        lambda one: (
            f'<div class="event"><h3><a href="{one.url}">{escape(one.title)} workshop</a></h3><p>{long(one)}, 10am to 4pm, Leeds</p></div>'
        ),
    )
    return page(
        f'<div class="row"><div class="col-8"><h1>News</h1>{_each(posts, _card)}</div><div class="col-4"><h2>Upcoming events</h2>{events}</div></div>'
    )


def events_alike(posts: Sequence[Post]) -> str:
    """Events below, in cards like those of the posts."""
    events = _each(
        OTHERS,
        lambda one: f'<div class="card">{_h(one)}<p class="date">{long(one)}</p><p>{escape(one.teaser)}</p></div>',
    )
    return page(
        f'<main><section><h2>Latest news</h2><div class="cards">{_each(posts, _card)}</div></section><section><h2>Upcoming events</h2><div class="cards">{events}</div></section></main>'
    )


def events_listed(posts: Sequence[Post]) -> str:
    """A list of links with days beside a list of links with days."""
    events = _each(
        OTHERS, lambda one: f'<li><a href="{one.url}">{escape(one.title)}</a> <span>{short(one)}</span></li>'
    )
    entries = _each(
        posts,
        lambda one: (
            f'<li><a href="{one.url}">{escape(one.title)}</a> <span>{short(one)}</span> <span>by {escape(one.byline)}</span></li>'
        ),
    )
    return page(
        f'<div class="wrap"><div class="main"><h2>Posts</h2><ul>{entries}</ul></div><div class="right"><h3>Events</h3><ul>{events}</ul></div></div>'
    )


def services_above(posts: Sequence[Post]) -> str:
    """What the site offers, in cards without days, above the posts."""
    cards = "".join(
        f'<div class="card"><h3><a href="/services/{name}/">{name.title()} service</a></h3><p>We offer {name} to everyone in the county who asks for it, free of charge.</p></div>'
        for name in ("coaching", "mentoring", "teaching")
    )
    return page(
        f'<main><section><h2>Our services</h2><div class="cards">{cards}</div></section><section><h2>Latest news</h2><div class="cards">{_each(posts, _card)}</div></section></main>'
    )


def people_below(posts: Sequence[Post]) -> str:
    """The people of the site, in cards without days, below the posts."""
    cards = "".join(
        f'<div class="card"><h3><a href="/people/p{number}/">{name}</a></h3><p>Joined the centre after many years on the wards and still misses the biscuits.</p></div>'
        for number, name in enumerate(("Ann Other", "Jo Bloggs", "Cy Doe"))
    )
    return page(
        f'<main><section><h2>Blog</h2><div class="cards">{_each(posts, _card)}</div></section><section><h2>Meet the team</h2><div class="cards">{cards}</div></section></main>'
    )


def call_among_cards(posts: Sequence[Post]) -> str:
    """A box that asks to subscribe, amid the cards."""
    call = '<div class="card card--cta"><h3><a href="/newsletter/">Sign up to our newsletter</a></h3><p>All the news of the centre in your inbox, once in a month or so.</p></div>'
    cards = [*map(_card, posts)]
    return page(f'<main><h1>Blog</h1><div class="cards">{"".join([*cards[:3], call, *cards[3:]])}</div></main>')


def hero_of_page(posts: Sequence[Post]) -> str:
    """A hero with a call of the site above the posts."""
    hero = '<section class="hero"><h2><a href="/apply/">Apply for the next cohort</a></h2><p>Places on the programme are open to every profession and every grade, all year.</p><a class="btn" href="/apply/">Apply now</a></section>'
    return page(
        f"<main>{hero}<section><h2>News and views</h2>{_each(posts, lambda one: f'<article>{_h(one)}<p>{escape(one.teaser)}</p><p>{long(one)} | {escape(one.byline)}</p></article>')}</section></main>"
    )


def newest_of_all_below(posts: Sequence[Post]) -> str:
    """The most read below, in a list of headings with days."""
    read = _each(
        OTHERS, lambda one: f"<li><h3><a href='{one.url}'>{escape(one.title)}</a></h3><span>{long(one)}</span></li>"
    )
    return page(
        f"<main><h1>Blog</h1>{_each(posts, lambda one: f'<article>{_h(one, 2)}<p>{escape(one.byline)}, {long(one)}</p><p>{escape(one.teaser)}</p></article>')}<h2>Popular this week</h2><ol>{read}</ol></main>"
    )


def picks_beside(posts: Sequence[Post]) -> str:
    """The picks of an editor, in the same markup, in a box beside."""
    picks = _each(
        OTHERS,
        lambda one: f'<article class="teaser">{_h(one, 2)}<p>{long(one)}</p><p>{escape(one.teaser)}</p></article>',
    )
    return page(
        f'<div class="grid"><div class="left">{_each(posts, lambda one: f"<article class=teaser>{_h(one, 2)}<p>{escape(one.byline)}, {long(one)}</p><p>{escape(one.teaser)}</p></article>")}</div><div class="right"><h2>Editor’s picks</h2>{picks}</div></div>'
    )


def tweets_beside(posts: Sequence[Post]) -> str:
    """What was said elsewhere, with days, in a footer without the name."""
    said = "".join(
        f"<li>Come and see our garden, it is full of bees and beans <a href='https://t.example/{number}'>t.example/{number}</a> <span>{number} May 2022</span></li>"
        for number in (3, 4, 5)
    )
    return page(
        f'<div id="main">{_each(posts, lambda one: f"<div class=item>{_h(one, 2)}<p>{escape(one.byline)}, {long(one)}</p><p>{escape(one.teaser)}</p></div>")}</div><div id="bottom"><h4>Latest tweets</h4><ul>{said}</ul></div>'
    )


def archive_beside(posts: Sequence[Post]) -> str:
    """A list of months and one of topics in a column without a name, before the posts."""
    months = "".join(f'<li><a href="/2022/0{number}/">Month {number} 2022</a></li>' for number in range(1, 9))
    topics = "".join(
        f'<li><a href="/topic/t{number}/">A long name for a topic {number}</a></li>' for number in range(9)
    )
    return page(
        f'<table><tr><td width="200"><b>Archive</b><ul>{months}</ul><b>Topics</b><ul>{topics}</ul></td><td>{_each(posts, lambda one: f"<p><b><a href={one.url}>{escape(one.title)}</a></b><br>{escape(one.byline)}, {long(one)}<br>{escape(one.teaser)}</p>")}</td></tr></table>'
    )


def jobs_below(posts: Sequence[Post]) -> str:
    """Vacancies with closing days below the posts, rows of the same build."""
    jobs = _each(
        OTHERS,
        lambda one: (
            f'<div class="row"><h3><a href="/jobs/{one.day:%d}">{escape(one.title)} officer</a></h3><p>Closing date: {long(one)}</p></div>'
        ),
    )
    return page(
        f"<main><h2>Blog</h2>{_each(posts, lambda one: f'<div class=row>{_h(one)}<p>{long(one)}, {escape(one.byline)}</p></div>')}<h2>Current vacancies</h2>{jobs}</main>"
    )


def pager_of_titles(posts: Sequence[Post]) -> str:
    """Links to the page before, called after its first post."""
    return page(
        f'<main><h1>Blog</h1>{_each(posts, _card)}<div class="nav-links"><div class="nav-previous"><a href="/page/2/"><span>Older posts</span></a></div></div></main>'
    )


def comments_beside(posts: Sequence[Post]) -> str:
    """The newest comments, each with a name and the title of a post."""
    said = _each(
        OTHERS,
        lambda one: f'<li>{escape(one.authors[0])} on <a href="{one.url}#comment-1">{escape(one.title)}</a></li>',
    )
    return page(
        f'<div class="primary">{_each(posts, _card)}</div><div class="secondary"><h3>Recent comments</h3><ul>{said}</ul></div>'
    )


def gallery_below(posts: Sequence[Post]) -> str:
    """Pictures with captions and videos with days below the posts."""
    films = _each(
        OTHERS,
        lambda one: (
            f'<figure><a href="https://video.example/{one.day:%d}"><img src="v.jpg" alt=""></a><figcaption><a href="https://video.example/{one.day:%d}">{escape(one.title)}</a> {short(one)}</figcaption></figure>'
        ),
    )
    return page(
        f'<main><h1>Blog</h1><div class="posts">{_each(posts, _card)}</div><h2>Watch</h2><div class="films">{films}</div></main>'
    )


def sidebar_first(posts: Sequence[Post]) -> str:
    """A column before the posts, with its own titles, days and texts."""
    notes = _each(
        OTHERS[:2],
        lambda one: f'<div class="box"><h4><a href="{one.url}">{escape(one.title)}</a></h4><p>{long(one)}</p></div>',
    )
    return page(
        f'<div class="sidebar-left"><h3>In this section</h3><ul><li><a href="/a/">About the blog</a></li><li><a href="/b/">Write for us</a></li></ul>{notes}</div><div class="content">{_each(posts, _card)}</div>'
    )


def related_to_first(posts: Sequence[Post]) -> str:
    """Each post has a list of others to read below its text."""
    more = "".join(f'<li><a href="{one.url}">{escape(one.title)}</a></li>' for one in OTHERS[:2])
    return page(
        f"<main>{_each(posts, lambda one: f'<article>{_h(one, 2)}<p>{escape(one.byline)} | {american(one)}</p><p>{escape(one.teaser)}</p><h4>Related posts</h4><ul>{more}</ul></article>')}</main>"
    )


def banner_with_day(posts: Sequence[Post]) -> str:
    """The day of today, and a notice of maintenance, above the posts."""
    return page(
        f'<div class="today">Sunday 3 March 2024</div><div class="notice"><p>On 9 March 2024 this site will be down. <a href="/status/">Read the notice</a></p></div><main><ul class="news">{_each(posts, lambda one: f"<li><a href={path(one)}><b>{escape(one.title)}</b></a><br><i>{long(one)} by {escape(one.byline)}</i></li>")}</ul></main>'
    )


THEMES = (
    events_in_column, events_alike, events_listed, services_above, people_below, call_among_cards, hero_of_page, newest_of_all_below, picks_beside, tweets_beside, archive_beside, jobs_below, pager_of_titles, comments_beside, gallery_below, sidebar_first, related_to_first, banner_with_day,
)  # fmt: skip
