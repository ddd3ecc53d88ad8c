"""Index pages as bodies, journals and makers of old sites build them: cards, tables, rows, listings by year."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from index_platforms import Theme, american, each, long, page, path, short, side
from invented import Post, invented_posts


def gov_uk(posts: Sequence[Post]) -> str:
    """Posts of a government's blog: "Posted by:", names, "Posted on:", date, categories."""
    return page(
        '<main class="govuk-main-wrapper" id="main"><div class="blogs-main">'
        + each(
            posts,
            lambda one: (
                f'<article class="post"><header class="entry-header"><h2 class="entry-title govuk-heading-m"><a class="govuk-link" href="{one.url}" rel="bookmark">{escape(one.title)}</a></h2><div '
                f'class="blog-post-meta"><dl><dt class="govuk-visually-hidden">Posted by:</dt> <dd><a href="/author/x/" class="author url fn" rel="author">{escape(one.byline)}</a>, </dd><dt '
                f'class="govuk-visually-hidden">Posted on:</dt> <dd><time class="updated" datetime="{one.day}T10:00:00+01:00">{long(one)}</time> - </dd><dt class="govuk-visually-hidden">Categories:</dt> <dd><a '
                f'href="/category/care/" rel="category tag">Care</a></dd></dl></div></header><div class="entry-summary"><p>{escape(one.teaser)}</p></div></article>'
            ),
        )
        + "</div></main>",
        side=side("aside", "blogs-sidebar"),
    )


def gov_uk_finder(posts: Sequence[Post]) -> str:
    """Results of a search: a link, a text, and metadata with labels."""
    return page(
        '<main><h1>News and communications</h1><ul class="gem-c-document-list">'
        + each(
            posts,
            lambda one: (
                f'<li class="gem-c-document-list__item"><div class="gem-c-document-list__item-title"><a class="govuk-link" href="{path(one)}">{escape(one.title)}</a></div><p '
                f'class="gem-c-document-list__item-description">{escape(one.teaser)}</p><ul class="gem-c-document-list__item-metadata"><li class="gem-c-document-list__attribute">Author: '
                f'{escape(one.byline)}</li><li class="gem-c-document-list__attribute">Published: <time datetime="{one.day}">{long(one)}</time></li></ul></li>'
            ),
        )
        + "</ul></main>"
    )


def nhs_news(posts: Sequence[Post]) -> str:
    """A trust's news: date in a paragraph below each title."""
    return page(
        '<main><div class="posts">'
        + each(
            posts,
            lambda one: (
                f'<div class="post-listing"><h2><a href="{one.url}">{escape(one.title)}</a></h2><p class="date">{long(one)}</p><p>Blog by: {escape(one.byline)}</p><div class="rich-text"><p>'
                f"{escape(one.teaser)}</p></div></div>"
            ),
        )
        + '</div><nav class="nhsuk-pagination"><a href="/page/2">Next: page 2</a></nav></main>'
    )


def nhs_cards(posts: Sequence[Post]) -> str:
    """Cards of the design system of the health service, with a tag above the heading."""
    return page(
        '<main class="nhsuk-main-wrapper"><ul class="nhsuk-grid-row nhsuk-card-group">'
        + each(
            posts,
            lambda one: (
                f'<li class="nhsuk-grid-column-one-third nhsuk-card-group__item"><div class="nhsuk-card nhsuk-card--clickable"><div class="nhsuk-card__content"><strong class="nhsuk-tag">Blog</strong><h2 '
                f'class="nhsuk-card__heading nhsuk-heading-m"><a class="nhsuk-card__link" href="{path(one)}">{escape(one.title)}</a></h2><p class="nhsuk-card__description">{escape(one.teaser)}</p><p '
                f'class="nhsuk-body-s">{escape(one.byline)}, {long(one)}</p></div></div></li>'
            ),
        )
        + "</ul></main>"
    )


def think_tank(posts: Sequence[Post]) -> str:
    """Kind and date above, names in a list below, a small heading with the kind."""
    return page(
        '<main><div class="c-listing">'
        + each(
            posts,
            lambda one: (
                f'<article class="c-card"><div class="c-card__body"><h4 class="c-card__kind">Blog</h4><h3 class="c-card__title"><a href="{path(one)}">{escape(one.title)}</a></h3><p '
                f'class="c-card__summary">{escape(one.teaser)}</p><ul class="c-card__authors">{"".join(f"<li class=author><a href=/about-us/whos-who/x{n}>{escape(name)}</a></li>" for n, name in enumerate(one.authors))}</ul><p '
                f'class="c-card__date">{long(one)}</p></div></article>'
            ),
        )
        + "</div></main>",
        side='<section class="related"><h2>You might also like</h2><ul>'
        + "".join(
            f'<li><h3><a href="{one.url}">{escape(one.title)} too</a></h3><p>{escape(one.teaser)}</p></li>'
            for one in invented_posts(94, 3)
        )
        + "</ul></section>",
    )


def journal_blog(posts: Sequence[Post]) -> str:
    """A journal's blog: date, then "By" in the first words of the text."""
    return page(
        '<div id="content">'
        + each(
            posts,
            lambda one: (
                f'<div class="post"><div class="posthead"><h1><a href="{one.url}" rel="bookmark">{escape(one.title)}</a></h1><small class="postauthor">Posted on {american(one)} by <a href="/author/bmj/" '
                f'title="Posts by us">{escape(one.byline)}</a></small></div><div class="postcontent"><p>{escape(one.teaser)} <a href="{one.url}" class="more-link">More&#8230;</a></p></div><p '
                'class="postmetadata">Category: <a href="/category/x/" rel="category tag">Guest writers</a> | <a href="#c">Comments Off on this</a></p></div>'
            ),
        )
        + "</div>",
        side=side("div", "sidebar"),
    )


def authors_table(posts: Sequence[Post]) -> str:
    """A table whose header names its columns."""
    return page(
        '<table><tr><td colspan="3"><img src="b.gif" alt=""></td></tr><tr><td><a href="/people.asp">People</a><br><a href="/places.asp">Places</a></td><td><h1>Blog archive</h1><table><tr><th>Date</th>'
        "<th>Title</th><th>Author</th></tr>"
        + each(
            posts,
            lambda one: (
                f"<tr><td>{short(one)}</td><td><a href='{path(one)}'>{escape(one.title)}</a></td><td>{escape(one.byline)}</td></tr>"
            ),
        )
        + "</table></td></tr></table>"
    )


def sortable_table(posts: Sequence[Post]) -> str:
    """A table with a head and a body, and columns that say nothing of posts."""
    return page(
        "<main><table class='dataTable'><thead><tr><th>Title</th><th>Written by</th><th>Topic</th><th>Date</th><th></th></tr></thead><tbody>"
        + each(
            posts,
            lambda one: (
                f"<tr><td><a href='{path(one)}'>{escape(one.title)}</a></td><td>{escape(one.byline)}</td><td>Mental Health</td><td>{one.day:%d-%m-%Y}</td><td><a href='{path(one)}'>View</a></td></tr>"
            ),
        )
        + "</tbody></table></main>"
    )


def guests(posts: Sequence[Post]) -> str:
    """The label "Guest author:" before names, the kind of the post above the title."""
    return page(
        '<div class="col-main">'
        + each(
            posts,
            lambda one: (
                f'<div class="post-list-item"><p class="kicker">Podcast</p><h2 class="h4"><a href="{one.url}">{escape(one.title)}</a></h2><div class="guest">Guest author{"s" if len(one.authors) > 1 else ""}: '
                f'{escape(one.byline)}</div><div class="when">Published on {long(one)} at 10:30</div><p>{escape(one.teaser)}</p><div class="share"><a href="https://tw.example/share?u=1">Tweet</a></div></div>'
            ),
        )
        + "</div>"
    )


def card_links(posts: Sequence[Post]) -> str:
    """Cards that are links as a whole, without headings: day, title, names, text in boxes."""
    return page(
        '<main><div class="cards">'
        + each(
            posts,
            lambda one: (
                f'<a class="card" href="{path(one)}"><div class="date">{long(one)}</div><div class="title">{escape(one.title)}</div><div class="by">by {escape(one.byline)}</div><div class="text">'
                f"{escape(one.teaser)}</div></a>"
            ),
        )
        + "</div></main>"
    )


def utility_cards(posts: Sequence[Post]) -> str:
    """Utility classes alone; the heading holds a span that lies over the card."""
    return page(
        '<div class="mx-auto max-w-7xl px-6"><div class="grid grid-cols-3 gap-8">'
        + each(
            posts,
            lambda one: (
                f'<article class="flex flex-col items-start"><div class="flex items-center gap-x-4 text-xs"><time datetime="{one.day}" class="text-gray-500">{one.day:%b} {one.day.day}, {one.day.year}</time><a '
                f'href="/topics/care" class="rounded-full">Care</a></div><div class="group relative"><h3 class="mt-3 text-lg"><a href="{path(one)}"><span class="absolute inset-0"></span>{escape(one.title)}</a></h3><p '
                f'class="mt-5 line-clamp-3">{escape(one.teaser)}</p></div><div class="mt-8 flex"><img src="a.jpg" alt=""><div class="text-sm leading-6"><p class="font-semibold">{escape(one.byline)}</p></div></div></article>'
            ),
        )
        + "</div></div>"
    )


def topic_headings(posts: Sequence[Post]) -> str:
    """A heading above each title leads to the topic, one below it to the author."""
    return page(
        '<main><div class="feed">'
        + each(
            posts,
            lambda one: (
                f'<div class="tile"><h6><a href="/category/care/">Care</a></h6><h3><a href="{path(one)}">{escape(one.title)}</a></h3><h5><a href="/authors/x/">{escape(one.byline)}</a></h5><p>'
                f"{escape(one.teaser)}</p><p>{long(one)}</p></div>"
            ),
        )
        + "</div></main>"
    )


def label_headings(posts: Sequence[Post]) -> str:
    """Titles that are no links, below a heading that is the same in every block."""
    return page(
        "<main><div class='list'>"
        + each(
            posts,
            lambda one: (
                f"<div class='tile'><h4>Blog post</h4><h3>{escape(one.title)}</h3><p>{long(one)} | {escape(one.byline)}</p><p>{escape(one.teaser)}</p><p><a href='{path(one)}'>Read more</a></p></div>"
            ),
        )
        + "</div></main>"
    )


def subtitled(posts: Sequence[Post]) -> str:
    """A date as the heading above, and the byline as the one below each title."""
    return page(
        '<section class="blog-list">'
        + each(
            posts,
            lambda one: (
                f'<div class="entry-box"><h4>{long(one)}</h4><h2><a href="{path(one)}">{escape(one.title)}</a></h2><h5>By {escape(one.byline)}</h5><p>{escape(one.teaser)}</p></div>'
            ),
        )
        + "</section>"
    )


def year_lists(posts: Sequence[Post]) -> str:
    """Lists below the headings of years, each entry with day, link and names."""
    years: dict[int, list[Post]] = {}
    for one in posts:
        years.setdefault(one.day.year, []).append(one)
    return page(
        "<main><h1>Archive</h1>"
        + "".join(
            f"<h2>{year}</h2><ul>"
            + each(
                ones,
                lambda one: (
                    f'<li><time datetime="{one.day}">{one.day.day} {one.day:%b}</time> <a href="{path(one)}">{escape(one.title)}</a> <em>{escape(one.byline)}</em></li>'
                ),
            )
            + "</ul>"
            for year, ones in years.items()
        )
        + "</main>"
    )


def hero_and_list(posts: Sequence[Post]) -> str:
    """A hero with a linked title above rows of a picture and a text."""
    first, *others = posts
    rows = each(
        others,
        lambda one: (
            f'<div class="media"><img class="mr-3" src="i.jpg" alt=""><div class="media-body"><h5 class="mt-0"><a href="{path(one)}">{escape(one.title)}</a></h5><p class="small">{escape(one.byline)} | {long(one)}'
            f"</p><p>{escape(one.teaser)}</p></div></div>"
        ),
    )
    return page(
        f'<section class="hero"><div class="hero__text"><h1><a href="{path(first)}">{escape(first.title)}</a></h1><p>{escape(first.teaser)}</p><p class="small">{escape(first.byline)} | {long(first)}</p></div></section>'
        f'<section class="stream"><h2>Latest</h2>{rows}</section>'
    )


def stacked_lines(posts: Sequence[Post]) -> str:
    """Bare boxes: names, then date, then title, then text."""
    return page(
        '<div class="outer"><div class="inner">'
        + each(
            posts,
            lambda one: (
                f'<div class="u1"><div class="u2"><div>{escape(one.byline)}</div><div>{long(one)}</div></div><div class="u3"><h2><a href="{path(one)}">{escape(one.title)}</a></h2></div><div class="u4">{escape(one.teaser)}</div></div>'
            ),
        )
        + "</div></div>"
    )


def badge_row(posts: Sequence[Post]) -> str:
    """Links "New" and "Listen" to the post beside its title, in list entries."""
    return page(
        '<main><ul class="river">'
        + each(
            posts,
            lambda one: (
                f'<li class="river__one"><a class="pill" href="{path(one)}">New</a> <a class="t" href="{path(one)}">{escape(one.title)}</a> <span>{long(one)}</span> <span>by {escape(one.byline)}</span><p>{escape(one.teaser)}</p></li>'
            ),
        )
        + "</ul></main>"
    )


def old_blog(posts: Sequence[Post]) -> str:
    """A page of 2004: bold titles, small print after each post, lines of rule between."""
    return page(
        '<div id="content">'
        + each(
            posts,
            lambda one: (
                f'<h3 class="storytitle"><a href="{one.url}" rel="bookmark">{escape(one.title)}</a></h3><div class="meta">Filed under: <a href="/category/general/" rel="category tag">General</a> — {escape(one.byline)} '
                f'@ {one.day:%d %b %Y} 8:15 am</div><div class="storycontent"><p>{escape(one.teaser)}</p></div><div class="feedback"><a href="{one.url}#comments">Comments (0)</a></div><hr>'
            ),
        )
        + "</div>",
        side='<div id="menu"><ul><li>Categories:<ul><li><a href="/category/general/">General</a></li></ul></li></ul></div>',
    )


def french_news(posts: Sequence[Post]) -> str:
    """French cards: "Publié le" with digits, "Par", and a link to read on."""
    return page(
        '<main><div class="liste-actus">'
        + each(
            posts,
            lambda one: (
                f'<div class="actu"><a href="{path(one)}"><h3>{escape(one.title)}</h3></a><p class="infos">Publié le {one.day:%d/%m/%Y} – Par {escape(one.byline)}</p><p>{escape(one.teaser)}</p><a class="lire" '
                f'href="{path(one)}">Lire la suite</a></div>'
            ),
        )
        + "</div></main>",
        lang="fr",
    )


def carousel(posts: Sequence[Post]) -> str:
    """Slides that show the first posts, and the list that has them again, with a newsletter form between."""
    slides = each(
        posts[:2],
        lambda one: (
            f'<div class="swiper-slide"><h3><a href="{path(one)}">{escape(one.title)}</a></h3><p>{escape(one.teaser)}</p></div>'
        ),
    )
    rows = each(
        posts,
        lambda one: (
            f'<article class="row"><h3><a href="{path(one)}">{escape(one.title)}</a></h3><p class="meta"><span class="category">Greater Manchester</span> {short(one)} · <span class="byline">By {escape(one.byline)}</span></p><p>{escape(one.teaser)}</p></article>'
        ),
    )
    return page(
        f'<div class="swiper">{slides}</div><form class="newsletter"><h3>Newsletter</h3><p>Let us write to you once in a while, and never more.</p><input name="m"></form><main>{rows}</main>'
    )


def two_posts(posts: Sequence[Post]) -> str:
    """The last page of a list, below a heading, with days that say neither order nor century."""
    return page(
        '<h5>Newest publications</h5><div class="row">'
        + each(
            posts,
            lambda one: (
                f'<div class="col"><div class="card-x"><a href="{path(one)}"><img src="i.jpg" alt=""></a><div class="descr"><div class="label"><a href="/categories/care/">Care</a></div><h5><a href="{path(one)}">'
                f"{escape(one.title)} by {escape(one.byline)}</a></h5><ul><li>{one.day:%y/%m/%d}</li><li>13:30</li></ul></div></div></div>"
            ),
        )
        + "</div>"
    )


def authors_below(posts: Sequence[Post]) -> str:
    """A picture and a role beside each author, after the text."""
    return page(
        '<main><div class="grid">'
        + each(
            posts,
            lambda one: (
                f'<div class="grid__cell"><h2><a href="{path(one)}">{escape(one.title)}</a></h2><p>{escape(one.teaser)}</p><div class="author-block"><img src="p.jpg" alt="">{"".join(f"<span class=author-name>{escape(name)}</span>" for name in one.authors)}'
                f"</div><div class='foot'><span>{american(one)}</span><span>5 min read</span></div></div>"
            ),
        )
        + "</div></main>"
    )


def spanned_day(posts: Sequence[Post]) -> str:
    """Day, month and year stand one above the other in a badge."""
    return page(
        '<main><div class="list">'
        + each(
            posts,
            lambda one: (
                f'<div class="item"><div class="cal"><span class="d">{one.day.day}</span> <span class="m">{one.day:%b}</span> <span class="y">{one.day.year}</span></div><div class="body"><h3><a href="{path(one)}">{escape(one.title)}</a></h3>'
                f"<p>{escape(one.teaser)}</p><p>By {escape(one.byline)}</p></div></div>"
            ),
        )
        + "</div></main>"
    )


def relative_time(posts: Sequence[Post]) -> str:
    """How long ago it was for readers, the day in an attribute."""
    return page(
        '<div class="river">'
        + each(
            posts,
            lambda one: (
                f'<div class="post-block"><header class="post-block__header"><h2 class="post-block__title"><a href="{one.url}" class="post-block__title__link">{escape(one.title)}</a></h2><div class="river-byline"><span '
                f'class="river-byline__authors"><a href="/author/x/" rel="author">{escape(one.byline)}</a></span> <time class="river-byline__time" datetime="{one.day}T09:00:00">3 days ago</time></div></header><div '
                f'class="post-block__content">{escape(one.teaser)}</div></div>'
            ),
        )
        + "</div>"
    )


def described(posts: Sequence[Post]) -> str:
    """Labels and values: "Author", "Date", "Summary" in a list of definitions for each post."""
    return page(
        "<main>"
        + each(
            posts,
            lambda one: (
                f"<section class='pub'><h3><a href='{path(one)}'>{escape(one.title)}</a></h3><dl><dt>Author</dt><dd>{escape(one.byline)}</dd><dt>Date</dt><dd>{long(one)}</dd><dt>Summary</dt><dd>{escape(one.teaser)}</dd></dl></section>"
            ),
        )
        + "</main>"
    )


def menu_of_headings(posts: Sequence[Post]) -> str:
    """A mega menu and a footer with headings that are links, and promotions with texts."""
    menu = "".join(
        f'<div class="mega-menu__col"><h3><a href="/area-{n}/">Area {n} of work</a></h3><ul><li><a href="/area-{n}/x/">A page of it</a></li></ul></div>'
        for n in range(4)
    )
    promo = '<div class="promo"><h3><a href="/join/">Join us today</a></h3><p>Members get a mug, a newsletter and the keys to the shed.</p></div>'
    rows = each(
        posts,
        lambda one: (
            f'<div class="listing__row"><h3><a href="{path(one)}">{escape(one.title)}</a></h3><p>{escape(one.teaser)}</p><p class="listing__meta">{long(one)} | {escape(one.byline)}</p></div>'
        ),
    )
    return page(
        f'<div class="mega-menu">{menu}</div><main><h1>Blogs</h1><div class="listing">{rows}</div></main><footer>{promo}</footer>'
    )


THEMES: tuple[Theme, ...] = (
    gov_uk, gov_uk_finder, nhs_news, nhs_cards, think_tank, journal_blog, authors_table, sortable_table, guests, card_links,
    utility_cards, topic_headings, label_headings, subtitled, year_lists, hero_and_list, stacked_lines, badge_row, old_blog,
    french_news, carousel, two_posts, authors_below, spanned_day, relative_time, described, menu_of_headings,
)  # fmt: skip
NO_TEASER = {"authors_table", "sortable_table", "year_lists", "two_posts"}
NO_DATE = {"two_posts"}
