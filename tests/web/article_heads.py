"""Pages of one article, each with title, names and day printed in another way, as newspapers, trusts and blogs do it."""

from __future__ import annotations

import json
from html import escape

from article_pages import SITE, Theme, paragraphs
from invented import Post, invented_posts

_LINKED = "as the first report on the matter said"


def prose(post: Post) -> list[str]:
    """Return the text of the article; its second and fourth paragraph end in a reference."""
    return [f"{one} That is much {_LINKED}." if number % 2 else one for number, one in enumerate(paragraphs(post))]


def _text(post: Post, tag: str = "p") -> str:
    link = '<a href="https://elsewhere.example.net/report">the first report</a>'
    return "".join(f"<{tag}>{escape(one).replace('the first report', link)}</{tag}>" for one in prose(post))


def _long(post: Post) -> str:
    return f"{post.day:%A} {post.day.day} {post.day:%B} {post.day.year}"


def _short(post: Post) -> str:
    return f"{post.day.day} {post.day:%B} {post.day.year}"


def _us(post: Post) -> str:
    return f"{post.day:%B} {post.day.day}, {post.day.year}"


def _links(post: Post, rel: str = "") -> str:
    names = [f'<a href="/people/{number}"{rel}>{escape(one)}</a>' for number, one in enumerate(post.authors)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _page(post: Post, body: str, *, head: str = "", site: str = "", after: str = "") -> str:
    boxes = "".join(f'<li><a href="{one.url}">{escape(one.title)}</a></li>' for one in invented_posts(78, 4))
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(post.title)} - {SITE}</title>'
        f'<link rel="canonical" href="{post.url}">{head}</head><body>{site or _site()}{body}{after}'
        f'<div class="box"><h3>Most popular</h3><ol>{boxes}</ol></div><footer><p>© {SITE} 2026</p></footer></body></html>'
    )


def _site() -> str:
    return f'<div id="top"><a href="/">{SITE}</a><ul class="menu"><li><a href="/news">News</a></li><li><a href="/blogs">Blogs</a></li></ul></div>'


def _title(post: Post, rest: str = "") -> str:
    return f"<h1{rest}>{escape(post.title)}</h1>"


def survey(post: Post) -> list[str]:
    """Return a text of which every paragraph refers to something."""
    return [
        f"{one} In the spring a survey of the wards found the same thing in nine places of ten."
        for one in paragraphs(post)
    ]


def links_in_sentences(post: Post) -> str:
    """Every paragraph has a link amid a sentence, and no box is around them."""
    link = '<a href="https://elsewhere.example.net/{}">a survey of the wards</a>'
    lines = "".join(
        f"<p>{escape(one).replace('a survey of the wards', link.format(number))}</p>"
        for number, one in enumerate(survey(post))
    )
    return _page(post, f"{_title(post)}<p>By {escape(post.byline)}</p><p>{_short(post)}</p>{lines}")


def self_link(post: Post) -> str:
    """The title leads to the page itself."""
    return _page(
        post,
        f'<article class="hentry"><header><h1><a href="{post.url}" rel="bookmark">{escape(post.title)}</a></h1></header><footer class="post-info">'
        f'<abbr class="published" title="{post.day}T10:20:00+01:00">{_long(post)}</abbr><address class="vcard author">By {_links(post, " class=url")}</address></footer>{_text(post)}</article>',
    )


def read_next(post: Post) -> str:
    """A teaser of another article stands below in a section of its own."""
    other = invented_posts(79, 1)[0]
    return _page(
        post,
        f"<main>{_title(post)}<p>{_us(post)} · {escape(post.byline)}</p>{_text(post)}</main><section id=readnext><a href='{other.url}'><h4>Read this next</h4>"
        f"<h3>{escape(other.title)}</h3><p>{escape(other.teaser)}</p></a></section>",
    )


def bones(post: Post) -> str:
    """One line of date and name; the date is called updated by its class and published by its property."""
    return _page(
        post,
        f'<article itemscope itemtype="http://schema.org/BlogPosting"><header>{_title(post, " class=single-title itemprop=headline")}<p class="byline entry-meta vcard">Posted <time class="updated entry-time" '
        f'datetime="{post.day}" itemprop="datePublished">{_us(post)}</time> <span class=by>by</span> <span class="author">{escape(post.byline)}</span></p></header><section itemprop="articleBody">{_text(post)}</section></article>',
    )


def views(post: Post) -> str:
    """Names, a labelled date and a count of views in one line."""
    return _page(
        post,
        f'<div class="detail"><div class=heading>{_title(post)}<div class="by"><a href="/creators/7">{escape(post.byline)}</a><span>Published {_short(post)}</span><span>123 views</span></div></div><div class=copy>{_text(post)}</div></div>',
    )


def above(post: Post) -> str:
    """Section and byline stand above the title, the date below it."""
    return _page(
        post,
        f'<article><div class="top"><span class="tag">Open ward</span><span class="byl">By {escape(post.byline)}</span></div>{_title(post)}<div class="rule">{_short(post)}</div><div>{_text(post)}</div></article>',
    )


def capital_by(post: Post) -> str:
    """BY in capitals, a date with weekday and time above the title."""
    return _page(
        post,
        f'<div class="story"><p class="when">{_long(post)}, 6:37 PM</p>{_title(post)}<div class="who"><span>BY {escape(post.byline)}</span></div><div class="story-text">{_text(post)}</div></div>',
    )


def dots(post: Post) -> str:
    """An avatar, names, day and time to read, parted by empty elements."""
    return _page(
        post,
        f'<header class="head">{_title(post)}<div class="line"><span class="avatar">R</span><span class="author-name">{escape(post.byline)}</span><span class=dot></span><span>{post.day:%Y.%m.%d}</span><span class=dot></span><span>9 min read</span></div></header><div class="prose">{_text(post)}</div>',
    )


def columns(post: Post) -> str:
    """Names and date in elements of their own, without a word, in a column beside the text."""
    return _page(
        post,
        f'<div class="grid"><div class="col2">{_title(post)}<p class="standfirst">{escape(post.teaser)} And so it went on, week after week, until the spring came round and nobody could say who had begun it.</p></div><div class="col1"><div class="article__author">{escape(post.byline)}</div>'
        f'<div class="article__date">{_long(post)}</div><div class=share><a href="#">Share</a></div></div><div class="col3">{_text(post)}</div></div>',
    )


def labels(post: Post) -> str:
    """Author and Published are labels in front."""
    return _page(
        post,
        f'<div class="wrap">{_title(post)}<div class="info"><span><span class="label">Author</span> {escape(post.byline)}</span> <span><span class="label">Published</span> <span class="mono">{_short(post)}</span></span>'
        f'<span><span class="label">Reading time</span> 4 minutes</span></div></div><div class="wrap body">{_text(post)}</div>',
    )


def published_updated(post: Post) -> str:
    """A day of publication and a later one of change."""
    return _page(
        post,
        f'<article class="post hentry"><div class="post-inner">{_title(post, " class=post-title")}<p class="post-line"> by <span class="vcard author"><span class="fn">{_links(post, " rel=author")}</span></span> · Published <time class="published" '
        f'datetime="{post.day}">{_short(post)}</time> · Updated <time class="updated" datetime="2025-02-03">3 February 2025</time></p><div class="entry">{_text(post)}</div></div></article>',
    )


def updated_first(post: Post) -> str:
    """The day of change is printed before that of publication."""
    return _page(
        post,
        f"<main>{_title(post)}<p>By {escape(post.byline)}</p><p>Last updated: 3 February 2025</p><p>First published: {_short(post)}</p><div>{_text(post)}</div></main>",
    )


def government(post: Post) -> str:
    """A list of terms: from whom, published, last updated."""
    return _page(
        post,
        f'<main role="main"><div class="gem"><span>News story</span>{_title(post)}</div><p class="lead">{escape(post.teaser)}</p><dl class="meta-block"><dt>From:</dt><dd><a href="/org/harbour">Harbour Fellows Network</a></dd>'
        f'<dt>Published</dt><dd>{_short(post)}</dd><dt>Last updated</dt><dd>3 February 2025 <a href="#history">— See all updates</a></dd></dl><div class="govspeak">{_text(post)}</div></main>',
    )


def government_blog(post: Post) -> str:
    """Posted by and Posted on are hidden words, topics follow."""
    return _page(
        post,
        f'<main><article class="post hentry"><header>{_title(post, " class=entry-title")}<div class="entry-meta"><span class="visually-hidden">Posted by: </span>{_links(post, " class=url rel=author")}, <span class="visually-hidden">Posted on: </span>'
        f'<time class="updated" datetime="{post.day}T10:00:00+00:00">{_short(post)}</time> - <span>Categories: </span><a href="/category/leadership/" rel="category tag">Leadership</a></div></header><div class="entry-content">{_text(post)}</div></article></main>',
    )


def broadcaster(post: Post) -> str:
    """Each name has the post and the house on a line below; the day is the visitor's in words, the element has it in full."""
    names = "".join(
        f"<div><span class=n>By {escape(one)}</span></div><div><span>Health correspondent</span></div>"
        for one in post.authors[:1]
    )
    return _page(
        post,
        f'<main id="main-content"><article><header>{_title(post, " id=main-heading")}<div data-component="byline-block">{names}</div><dl><dt>Published</dt><dd><time datetime="{post.day}T09:12:00.000Z">{_short(post)}</time></dd></dl></header><div>{_text(post)}</div></article></main>',
    )


def broadsheet(post: Post) -> str:
    """Standfirst, names with rel=author, the day in a summary with that of the last change behind it."""
    return _page(
        post,
        f'<div class="layout"><div>{_title(post)}</div><div><p>{escape(post.teaser)} It was nobody’s plan, and it took the whole of a year before anyone on the ward would call it by its name.</p></div><div><address aria-label="Contributor info">{_links(post, " rel=author")}</address>'
        f'<details><summary><span>{post.day:%a} {_short(post)} 06.00 BST</span></summary>Last modified on Mon 3 Feb 2025 12.00 GMT</details></div><div id="maincontent">{_text(post)}</div></div>',
    )


def platform(post: Post) -> str:
    """A name with a follow button, time to read, a day as Americans print it."""
    return _page(
        post,
        f'<div id="root"><article><div>{_title(post)}<div class="pw"><div><a rel="author" href="/@one">{escape(post.byline)}</a></div><div><span><a href="/follow">Follow</a></span></div><div><span>5 min read</span></div><div><span>·</span></div>'
        f"<div><span>{post.day:%b} {post.day.day}, {post.day.year}</span></div></div></div>{_text(post)}</article></div>",
    )


def newsletter(post: Post) -> str:
    """JSON-LD has the names and an instant of the next day in UTC; the page prints the day."""
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": post.title, "datePublished": f"{post.day}T02:10:00+00:00",
            "author": [{"@type": "Person", "name": one} for one in post.authors], "publisher": {"@type": "Organization", "name": SITE}}  # fmt: skip
    return _page(
        post,
        f'<div class="single-post"><article class="post"><div class="post-header">{_title(post)}<h3 class="subtitle">{escape(post.teaser)}</h3><div class="byline-wrap"><a href="/@a">{escape(post.authors[0])}</a><div>{_us(post)}</div></div></div>'
        f'<div class="available-content"><div class="body markup">{_text(post)}</div></div></article></div>',
        head=f'<script type="application/ld+json">{json.dumps(node)}</script>',
    )


def instant_of_next_day(post: Post) -> str:
    """The printed evening is the next day in UTC, which the metadata give."""
    following = post.day.fromordinal(post.day.toordinal() + 1)
    head = f'<meta property="og:type" content="article"><meta property="article:published_time" content="{following}T03:42:00Z">'
    return _page(
        post,
        f'<article>{_title(post)}<p class="who">By {_links(post)} on <time datetime="{post.day} 23:42:00-0400">{_us(post)} 11:42 pm</time></p>{_text(post)}</article>',
        head=head,
    )


def compact(post: Post) -> str:
    """The day is a number without signs in the metadata alone, the name in `byline`."""
    head = f'<meta name="pub_date" content="{post.day:%Y%m%d}"><meta name="byline" content="By {escape(post.byline)}"><meta property="og:type" content="article">'
    return _page(post, f'<div id="story">{_title(post)}<h2>{escape(post.teaser)}</h2>{_text(post)}</div>', head=head)


def agency(post: Post) -> str:
    """The house stands behind the name."""
    return _page(
        post,
        f'<div class="c">{_title(post)}<div class="b">By <b>{escape(post.authors[0])}</b>, {SITE}</div><div>{_us(post)}</div><div class="t">{_text(post)}</div></div>',
    )


def content_system(post: Post) -> str:
    """Fields with labels, as a content system writes them."""
    items = "".join(f'<div class="field__item">{escape(one)}</div>' for one in post.authors)
    return _page(
        post,
        f'<div role="article" class="node node--type-blog"><h1 class="page-header"><span class="field field--name-title">{escape(post.title)}</span></h1><div class="node__content"><div class="field field--name-field-author"><div class="field__label">Author</div>'
        f'<div class="field__items">{items}</div></div><div class="field field--name-field-date"><div class="field__label">Date</div><div class="field__item"><time datetime="{post.day}T12:00:00Z">{_short(post)}</time></div></div>'
        f'<div class="field field--name-body">{_text(post)}</div></div></div>',
    )


def submitted(post: Post) -> str:
    """Submitted by somebody on a day."""
    return _page(
        post,
        f'<div id="content"><h1 class="title">{escape(post.title)}</h1><div class="node"><div class="submitted">Submitted by <span class="username">{escape(post.byline)}</span> on {post.day:%a}, {_short(post)} - 10:30</div><div class="content">{_text(post)}</div></div></div>',
    )


def stacked(post: Post) -> str:
    """Name, post and day on lines of their own below the title."""
    return _page(
        post,
        f"<div id=wrap>{_title(post)}<p><strong>{escape(post.authors[0])}</strong><br>Specialty Registrar<br>{_short(post)}</p>{_text(post)}</div>",
    )


def one_line(post: Post) -> str:
    """Title in one header, all else in a line parted by bars, the text beside."""
    return _page(
        post,
        f"<header><h1>{escape(post.title)}</h1><span>{SITE} | Leading | {escape(post.byline)} | {post.day:%a} {_short(post)}</span></header><article>{_text(post)}</article>",
    )


def name_dash_day(post: Post) -> str:
    """A name, a dash, a day."""
    return _page(
        post,
        f"<div id=main>{_title(post)}<div class=info>{escape(post.byline)} &mdash; {_short(post)}</div>{_text(post)}</div>",
    )


def tables(post: Post) -> str:
    """An old page: tables, fonts, line breaks."""
    text = "<br><br>".join(escape(one) for one in prose(post))
    return (
        f"<html><head><title>{SITE}: {escape(post.title)}</title><link rel=canonical href='{post.url}'></head><body><table width=100%><tr><td colspan=2><a href='/'>{SITE}</a></td></tr><tr><td width=150><a href='/a'>News</a><br><a href='/b'>Archive</a><br><a href='/c'>Links</a></td>"
        f"<td><font size=5><b>{escape(post.title)}</b></font><br><i>by {escape(post.byline)}</i><br><font size=1>{_us(post)}</font><p>{text}</td></tr></table></body></html>"
    )


def dated_heading(post: Post) -> str:
    """The site is the first heading, the day the second, the title the third; the name stands below the text."""
    return _page(
        post,
        f"<h1 class=title><a href='/'>{SITE}</a></h1><div class=date-outer><h2 class=date-header><span>{_long(post)}</span></h2><div class='post hentry'><h3 class='post-title entry-title'>{escape(post.title)}</h3><div class='post-body entry-content'>{_text(post, 'div')}</div>"
        f"<div class='post-footer'><span class='post-author vcard'>Posted by <span class='fn'>{escape(post.byline)}</span></span> <span class='post-timestamp'>at 10:30</span></div></div></div>",
        site="<div></div>",
    )


def place_beside(post: Post) -> str:
    """A place stands beside the day; who wrote it is stated in the head alone."""
    head = f'<meta name="author" content="{escape(post.authors[0])}">'
    return _page(
        post,
        f'<div id="post-info">{_title(post, " class=post-title")}<div id="post-meta"><span class="post-meta-date"><time datetime="{post.day}T08:00:00.000Z">{post.day}</time></span><span class="post-meta-position" title="Written in Port Selworth">Port Selworth</span></div></div><article id="article-container">{_text(post)}</article>',
        head=head,
    )


def boxes_around(post: Post) -> str:
    """Three boxes of links with headings beside a text in plain elements; the name links to a page about it."""
    boxes = "".join(
        f'<div class="module"><h3><a href="/feeds/{name}">{name} stories</a></h3><ol>{"".join(f"<li><a href={one.url!r}>{escape(one.title)}</a></li>" for one in invented_posts(seed, 5))}</ol></div>'
        for seed, name in ((81, "Shared"), (82, "Mailed"), (83, "Discussed"))
    )
    return _page(
        post,
        f'<div id="col1"><div id="strap"><span class="strap">Case study</span> <span class="date">{_us(post)}, 5:00PM EST</span></div><div id="story">{_title(post)}<p class="byline">By {_links(post)}</p>{_text(post)}</div></div><div id="col2">{boxes}</div>',
    )


def site_account(post: Post) -> str:
    """Metadata name the house, the page a person beside the day."""
    node = {"@context": "https://schema.org", "@graph": [{"@type": "Article", "headline": post.title, "datePublished": f"{post.day}T08:00:00+00:00",
            "author": {"@type": "Organization", "name": SITE}}, {"@type": "WebSite", "name": SITE}]}  # fmt: skip
    return _page(
        post,
        f'<main><article>{_title(post)}<p class="info">{escape(post.byline)}, {_short(post)}</p><div>{_text(post)}</div></article></main>',
        head=f'<script type="application/ld+json">{json.dumps(node)}</script><meta property="og:site_name" content="{SITE}">',
    )


def event_in_text(post: Post) -> str:
    """The first paragraph tells of another day than the one that the metadata state."""
    head = f'<meta property="og:type" content="article"><meta property="article:published_time" content="{post.day}T09:00:00+00:00"><meta name="author" content="{escape(post.byline)}">'
    return _page(
        post,
        f"<main><article>{_title(post)}<p>On 4 July 1999 the old ward closed.</p>{_text(post)}</article></main>",
        head=head,
    )


def below_the_text(post: Post) -> str:
    """Name and day stand below the text."""
    return _page(
        post,
        f'<section class="module"><div>{_title(post)}</div></section><main><article class="main-content"><div class="post-body">{_text(post)}</div><p class="sign">Written by {escape(post.byline)}, {_short(post)}</p></article></main>',
    )


def several_in_metadata(post: Post) -> str:
    """JSON-LD lists the names, of several articles the one of this page."""

    def node(title: str, names: tuple[str, ...], day: str, url: str) -> dict[str, object]:
        return {"@type": "NewsArticle", "headline": title, "url": url, "datePublished": f"{day}T07:00:00+00:00", "author": [{"@type": "Person", "name": one} for one in names]}  # fmt: skip

    nodes = [node(one.title, one.authors, str(one.day), one.url) for one in invented_posts(84, 2)]
    nodes.insert(1, node(post.title, post.authors, str(post.day), post.url))
    return _page(
        post,
        f"<main>{_title(post)}<div class=text>{_text(post)}</div></main>",
        head=f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@graph": nodes})}</script>',
    )


# Pages that name the first author alone, and those whose text has more in it than the article's paragraphs.
FIRST_ONLY: frozenset[Theme] = frozenset({broadcaster, agency, stacked, place_beside})
MORE_TEXT: frozenset[Theme] = frozenset({columns, government, broadcaster, newsletter, compact, stacked, tables})


def stated(theme: Theme, post: Post) -> dict[str, object]:
    """Return what is to be read of the page that *theme* makes of *post*."""
    authors = (
        ["Harbour Fellows Network"]
        if theme is government
        else list(post.authors[:1] if theme in FIRST_ONLY else post.authors)
    )
    values = {"title": post.title, "authors": authors, "url": post.url, "published": post.day.isoformat()}
    if theme in MORE_TEXT:
        return dict(values)
    return {**values, "text": "\n\n".join(survey(post) if theme is links_in_sentences else prose(post))}


THEMES: tuple[Theme, ...] = (
    links_in_sentences, self_link, read_next, bones, views, above, capital_by, dots, columns, labels, published_updated, updated_first,
    government, government_blog, broadcaster, broadsheet, platform, newsletter, instant_of_next_day, compact, agency, content_system, submitted,
    stacked, one_line, name_dash_day, tables, dated_heading, place_beside, boxes_around, site_account, event_in_text, below_the_text,
    several_in_metadata,
)  # fmt: skip
