"""Index pages as the platforms of blogs build them: WordPress, Drupal, Joomla, Ghost, site generators, hosted ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from invented import Post, invented_posts

Theme = Callable[[Sequence[Post]], str]


def long(post: Post) -> str:
    """Return the day as Britons print it."""
    return f"{post.day.day} {post.day:%B} {post.day.year}"


def american(post: Post) -> str:
    """Return the day as Americans print it."""
    return f"{post.day:%B} {post.day.day}, {post.day.year}"


def short(post: Post) -> str:
    """Return the day with a short month."""
    return f"{post.day.day} {post.day:%b} {post.day.year}"


def path(post: Post) -> str:
    """Return the address without the site."""
    return post.url.removeprefix("https://blog.example.org")


def page(main: str, *, lang: str = "en-GB", side: str = "") -> str:
    """Return a page with menus, a banner, and a footer around *main*."""
    menu = "".join(
        f'<li><a href="/{name}/">{name.title()}</a></li>' for name in ("home", "about-us", "our-work", "events")
    )
    foot = "".join(
        f'<li><a href="/{name}/">{name.title()}</a></li>' for name in ("privacy", "cookies", "accessibility")
    )
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Ward and corridor</title>'
        '<link rel="canonical" href="https://blog.example.org/"></head><body><a class="skip-link" href="#main">Skip to content</a>'
        f'<div class="cookie-banner"><h2>Cookies on this site</h2><p>We would like to set a few small cookies on your device. '
        f'<a href="/cookies/">Read more</a></p></div><header class="site-header"><a class="logo" href="/">Ward and corridor</a>'
        f'<nav><ul>{menu}</ul></nav></header>{main}{side}<footer class="site-footer"><h2>Find us</h2><ul>{foot}</ul>'
        "<p>© 2024 The Corridor Trust, a charity in a cellar</p></footer></body></html>"
    )


def side(tag: str = "aside", name: str = "sidebar widget-area") -> str:
    """Return a sidebar: recent posts, comments, categories, a cloud of tags, an archive."""
    old = invented_posts(97, 4)
    recent = "".join(
        f'<li><a href="{one.url}">{escape(one.title)} long ago</a> <span>{long(one)}</span></li>' for one in old
    )
    tags = "".join(f'<a href="/tag/t{number}/" class="tag-cloud-link">Tag {number}</a> ' for number in range(9))
    months = "".join(
        f'<li><a href="/2021/0{number}/">Month {number} 2021</a> ({number})</li>' for number in range(1, 5)
    )
    return (
        f'<{tag} class="{name}"><section class="widget"><h2>Recent posts</h2><ul>{recent}</ul></section><section class="widget">'
        f"<h2>Archives</h2><ul>{months}</ul></section><section class='widget'><h2>Tags</h2><div class='tagcloud'>{tags}</div></section></{tag}>"
    )


def each(posts: Sequence[Post], entry: Callable[[Post], str]) -> str:
    """Return what *entry* makes of each post, one after the other."""
    return "\n".join(map(entry, posts))


def twenty_eleven(posts: Sequence[Post]) -> str:
    """The label "Posted on" has a class of authors, and "by" stands apart."""

    def entry(one: Post) -> str:
        return (
            f'<article class="post hentry"><header class="entry-header"><h1 class="entry-title"><a href="{one.url}" rel="bookmark">{escape(one.title)}</a></h1>'
            f'<div class="entry-meta"><span class="meta-prep meta-prep-author">Posted on</span> <a href="{one.url}" rel="bookmark"><time class="entry-date" '
            f'datetime="{one.day}T09:00:00+00:00">{american(one)}</time></a><span class="by-author"> <span class="sep"> by </span> <span class="author vcard">'
            f'<a class="url fn n" href="/author/x/">{escape(one.byline)}</a></span></span></div></header><div class="entry-content"><p>{escape(one.teaser)} '
            f'<a href="{one.url}" class="more-link">Continue reading <span class="meta-nav">&rarr;</span></a></p></div><footer class="entry-meta"><span '
            'class="cat-links">Posted in <a href="/category/news/" rel="category tag">News</a></span> | <span class="comments-link"><a href="#respond">Leave a reply</a></span></footer></article>'
        )

    return page(
        f'<div id="main"><div id="primary"><div id="content" role="main">{each(posts, entry)}</div></div></div>',
        side=side("div", "widget-area"),
    )


def twenty_twenty_four(posts: Sequence[Post]) -> str:
    """A block theme: date, "by", names and "in" in a row of blocks."""

    def entry(one: Post) -> str:
        return (
            f'<li class="wp-block-post post type-post"><div class="wp-block-group is-vertical"><h2 class="wp-block-post-title"><a href="{one.url}">{escape(one.title)}</a></h2>'
            f'<div class="wp-block-template-part"><div class="wp-block-group"><div class="wp-block-post-date"><time datetime="{one.day}T10:00:00+00:00"><a href="{one.url}">'
            f'{american(one)}</a></time></div><p class="has-contrast-2-color">—</p><p class="has-small-font-size">by</p><div class="wp-block-post-author-name"><a '
            f'href="/author/x/" class="wp-block-post-author-name__link">{escape(one.byline)}</a></div><div class="taxonomy-category wp-block-post-terms"><span '
            f'class="wp-block-post-terms__prefix">in </span><a href="/category/news/" rel="tag">News</a></div></div></div><div class="wp-block-post-excerpt"><p '
            f'class="wp-block-post-excerpt__excerpt">{escape(one.teaser)}</p></div></div></li>'
        )

    return page(
        f'<main class="wp-block-group"><h1 class="wp-block-heading">Posts</h1><div class="wp-block-query"><ul class="wp-block-post-template">{each(posts, entry)}</ul></div></main>'
    )


def latest_posts(posts: Sequence[Post]) -> str:
    """The block "latest posts": title, names, time and excerpt, and nothing else on the page."""
    return page(
        '<main><ul class="wp-block-latest-posts__list has-dates has-author wp-block-latest-posts">'
        + each(
            posts,
            lambda one: (
                f'<li><a class="wp-block-latest-posts__post-title" href="{one.url}">{escape(one.title)}</a><div class="wp-block-latest-posts__post-author">'
                f'by {escape(one.byline)}</div><time datetime="{one.day}T08:00:00+00:00" class="wp-block-latest-posts__post-date">{american(one)}</time>'
                f'<div class="wp-block-latest-posts__post-excerpt">{escape(one.teaser)}</div></li>'
            ),
        )
        + "</ul></main>"
    )


def astra(posts: Sequence[Post]) -> str:
    """Category, "By", names and date in a row, slashes between."""
    return page(
        '<div id="content"><main id="main" class="site-main">'
        + each(
            posts,
            lambda one: (
                f'<article class="ast-article-post"><div class="ast-post-format"><h2 class="entry-title ast-blog-single-element"><a href="{one.url}" '
                f'rel="bookmark">{escape(one.title)}</a></h2><div class="entry-meta"><span class="comments-link"><a href="{one.url}#respond">Leave a Comment</a></span>'
                f' / <span class="ast-taxonomy-container cat-links"><a href="/category/opinion/" rel="category tag">Opinion</a></span> / By <span class="posts-author author vcard">'
                f'<a href="/author/x/" class="url fn n" rel="author"><span class="author-name">{escape(one.byline)}</span></a></span> / <span class="posted-on"><span '
                f'class="published">{american(one)}</span></span></div><div class="ast-excerpt-container"><p>{escape(one.teaser)}</p></div><p class="ast-blog-single-element '
                f'read-more"><a href="{one.url}">Read More »</a></p></div></article>'
            ),
        )
        + "</main></div>",
        side=side("div", "widget-area secondary"),
    )


def elementor_cards(posts: Sequence[Post]) -> str:
    """A grid with a badge on each picture, and who wrote and when below the title."""
    return page(
        '<div class="elementor-posts-container elementor-grid">'
        + each(
            posts,
            lambda one: (
                f'<article class="elementor-post elementor-grid-item post"><div class="elementor-post__card"><a class="elementor-post__thumbnail__link" href="{one.url}">'
                f'<img src="x.jpg" alt=""></a><div class="elementor-post__badge">Blog</div><div class="elementor-post__text"><h3 class="elementor-post__title"><a href="{one.url}"> '
                f'{escape(one.title)} </a></h3><div class="elementor-post__excerpt"><p>{escape(one.teaser)}</p></div><a class="elementor-post__read-more" href="{one.url}">Read More »</a></div>'
                f'<div class="elementor-post__meta-data"><span class="elementor-post-author">{escape(one.byline)}</span><span class="elementor-post-date">{american(one)}</span></div></div></article>'
            ),
        )
        + "</div>"
    )


def divi(posts: Sequence[Post]) -> str:
    """Names after "by", date and topics between bars."""
    return page(
        '<div id="main-content"><div class="et_pb_ajax_pagination_container">'
        + each(
            posts,
            lambda one: (
                f'<article class="et_pb_post clearfix post"><a href="{one.url}" class="entry-featured-image-url"><img src="a.jpg" alt=""></a><h2 class="entry-title"><a href="{one.url}">'
                f'{escape(one.title)}</a></h2><p class="post-meta">by <span class="author vcard"><a href="/author/x/" rel="author">{escape(one.byline)}</a></span> | <span class="published">'
                f'{one.day:%b} {one.day.day}, {one.day.year}</span> | <a href="/category/blog/" rel="category tag">Blog</a></p><div class="post-content"><div class="post-content-inner"><p>{escape(one.teaser)}</p></div></div></article>'
            ),
        )
        + '<div class="pagination clearfix"><div class="alignleft"><a href="/page/2/">« Older Entries</a></div></div></div></div>',
        side=side("div", "et_pb_widget_area sidebar"),
    )


def bootstrap_cards(posts: Sequence[Post]) -> str:
    """Titles that are no links, bylines that are headings, a hero with a button above."""
    first, *others = posts
    hero = (
        f'<div class="jumbotron p-4"><h1 class="display-4 font-italic">{escape(first.title)}</h1><p class="lead my-3">{escape(first.teaser)}</p>'
        f'<p class="text-muted">By {escape(first.byline)} &middot; {long(first)}</p><a class="btn btn-primary" href="{path(first)}" role="button">Read more</a></div>'
    )
    cards = each(
        others,
        lambda one: (
            f'<div class="col-md-4"><div class="card h-100"><img class="card-img-top" src="i.jpg" alt=""><div class="card-body"><h5 class="card-title">{escape(one.title)}</h5>'
            f'<h6 class="card-subtitle mb-2 text-muted">By {escape(one.byline)} &middot; {long(one)}</h6><p class="card-text">{escape(one.teaser)}</p><a href="{path(one)}" '
            'class="btn btn-primary stretched-link">Read more</a></div></div></div>'
        ),
    )
    return page(f'<div class="container">{hero}<div class="row">{cards}</div></div>')


def bootstrap_horizontal(posts: Sequence[Post]) -> str:
    """The topic above the title, the date below it in muted letters, the byline in the foot of the card."""
    return page(
        '<main class="container"><div class="row mb-2">'
        + each(
            posts,
            lambda one: (
                f'<div class="col-md-6"><div class="row g-0 border rounded"><div class="col p-4"><strong class="d-inline-block mb-2 text-primary">World</strong><h3 class="mb-0">'
                f'{escape(one.title)}</h3><div class="mb-1 text-muted">{long(one)}</div><p class="card-text mb-auto">{escape(one.teaser)}</p><p class="small">by {escape(one.byline)}</p><a '
                f'href="{path(one)}" class="stretched-link">Continue reading</a></div></div></div>'
            ),
        )
        + "</div></main>"
    )


def drupal_teasers(posts: Sequence[Post]) -> str:
    """Nodes with "Submitted by", names and date."""
    return page(
        '<main role="main"><div class="region region-content"><div class="views-element-container"><div class="view view-blog">'
        + each(
            posts,
            lambda one: (
                f'<div class="views-row"><article role="article" about="{path(one)}" class="node node--type-article node--view-mode-teaser"><h2 class="node__title"><a href="{path(one)}" '
                f'rel="bookmark"><span class="field field--name-title">{escape(one.title)}</span></a></h2><footer class="node__meta"><div class="node__submitted">Submitted by <span class="field '
                f'field--name-uid"><span lang="" typeof="schema:Person" property="schema:name">{escape(one.byline)}</span></span> on <span class="field field--name-created">{one.day:%a}, '
                f'{one.day:%d/%m/%Y} - 14:07</span></div></footer><div class="node__content"><div class="field field--name-body"><p>{escape(one.teaser)}</p></div><div class="node__links"><ul '
                f'class="links inline"><li><a href="{path(one)}" rel="tag" title="{escape(one.title)}">Read more<span class="visually-hidden"> about {escape(one.title)}</span></a></li></ul></div></div></article></div>'
            ),
        )
        + '</div></div></div></main><nav class="pager"><h4 class="visually-hidden">Pagination</h4><ul><li><a href="?page=1">Next page</a></li></ul></nav>',
        side=side("aside", "layout-sidebar-first"),
    )


def drupal_fields(posts: Sequence[Post]) -> str:
    """A view of fields, each with its name in a class and some with a label."""
    return page(
        '<main><div class="view-content">'
        + each(
            posts,
            lambda one: (
                f'<div class="views-row"><div class="views-field views-field-title"><span class="field-content"><a href="{path(one)}" hreflang="en">{escape(one.title)}</a></span></div>'
                f'<div class="views-field views-field-field-author"><span class="views-label views-label-field-author">Author: </span><span class="field-content">{escape(one.byline)}</span></div>'
                f'<div class="views-field views-field-created"><span class="field-content"><time datetime="{one.day}T11:00:00Z">{long(one)}</time></span></div><div class="views-field views-field-body">'
                f'<div class="field-content"><p>{escape(one.teaser)}</p></div></div></div>'
            ),
        )
        + "</div></main>"
    )


def joomla(posts: Sequence[Post]) -> str:
    """Details in a definition list: "Written by", "Category", "Published"."""
    return page(
        '<div class="com-content-category-blog blog" itemscope itemtype="https://schema.org/Blog"><div class="page-header"><h1>Blog</h1></div><div class="blog-items">'
        + each(
            posts,
            lambda one: (
                f'<div class="blog-item" itemprop="blogPost" itemscope itemtype="https://schema.org/BlogPosting"><div class="item-content"><div class="page-header"><h2 itemprop="name"><a '
                f'href="{path(one)}" itemprop="url">{escape(one.title)}</a></h2></div><dl class="article-info text-muted"><dt class="article-info-term">Details</dt><dd class="createdby" itemprop="author">'
                f'Written by <span itemprop="name">{escape(one.byline)}</span></dd><dd class="category-name">Category: <a href="/blog/category" itemprop="genre">Blog</a></dd><dd class="published">'
                f'<time datetime="{one.day}T10:00:00+01:00" itemprop="datePublished">Published: {long(one)}</time></dd><dd class="hits">Hits: 213</dd></dl><p>{escape(one.teaser)}</p><p class="readmore">'
                f'<a class="btn btn-secondary" href="{path(one)}">Read more: {escape(one.title)}</a></p></div></div>'
            ),
        )
        + "</div></div>",
        side=side("div", "container-sidebar-right sidebar"),
    )


def ghost_casper(posts: Sequence[Post]) -> str:
    """The link is around title and excerpt; names, time and minutes in the foot."""
    return page(
        '<main id="site-main" class="site-main outer"><div class="inner posts"><div class="post-feed">'
        + each(
            posts,
            lambda one: (
                f'<article class="post-card post"><a class="post-card-image-link" href="{path(one)}"><img src="x.jpg" alt="{escape(one.title)}"></a><div class="post-card-content"><a '
                f'class="post-card-content-link" href="{path(one)}"><header class="post-card-header"><div class="post-card-tags"><span class="post-card-primary-tag">Leading</span></div><h2 '
                f'class="post-card-title">{escape(one.title)}</h2></header><div class="post-card-excerpt">{escape(one.teaser)}</div></a><footer class="post-card-meta"><ul class="author-list"><li>By '
                f'{escape(one.byline)}</li></ul><time class="post-card-meta-date" datetime="{one.day}">{short(one)}</time><span class="post-card-meta-length">4 min read</span></footer></div></article>'
            ),
        )
        + "</div></div></main>"
    )


def ghost_links(posts: Sequence[Post]) -> str:
    """Names of authors are links of their own, commas between."""

    def entry(one: Post) -> str:
        names = ", ".join(f'<a href="/author/a{number}/">{escape(name)}</a>' for number, name in enumerate(one.authors))
        return (
            f'<article class="gh-card post"><a class="gh-card-link" href="{path(one)}"><h3 class="gh-card-title is-title">{escape(one.title)}</h3><p class="gh-card-excerpt is-body">'
            f'{escape(one.teaser)}</p></a><footer class="gh-card-meta"><span class="gh-card-author">By {names}</span> <time class="gh-card-date" datetime="{one.day}">{short(one)}</time></footer></article>'
        )

    return page(
        f'<main class="gh-main gh-outer"><section class="gh-container"><h2 class="gh-container-title">Latest</h2><div class="gh-feed">{each(posts, entry)}</div></section></main>'
    )


def hugo_papermod(posts: Sequence[Post]) -> str:
    """An empty link lies over each entry; the foot has date, minutes and names."""
    return page(
        '<main class="main">'
        + each(
            posts,
            lambda one: (
                f'<article class="post-entry"><header class="entry-header"><h2 class="entry-hint-parent">{escape(one.title)}</h2></header><div class="entry-content"><p>{escape(one.teaser)}'
                f'</p></div><footer class="entry-footer"><span title=\'{one.day} 00:00:00 +0000 UTC\'>{american(one)}</span>&nbsp;·&nbsp;3 min&nbsp;·&nbsp;{escape(one.byline)}</footer><a class="entry-link" '
                f'aria-label="post link to {escape(one.title)}" href="{path(one)}"></a></article>'
            ),
        )
        + '<footer class="page-footer"><nav class="pagination"><a class="next" href="/page/2/">Next »</a></nav></footer></main>'
    )


def hugo_ananke(posts: Sequence[Post]) -> str:
    """The section above the title, a button "read more"."""
    return page(
        '<main class="pb7"><section class="flex-ns"><h1 class="f3 near-black">Recent Posts</h1><div class="w-100">'
        + each(
            posts,
            lambda one: (
                f'<div class="relative w-100 mb4"><div class="mb3 pa4 gray bg-white"><span class="f6 db">Posts</span><h1 class="f3 near-black"><a href="{path(one)}" class="link black dim">'
                f'{escape(one.title)}</a></h1><p class="f6 mid-gray">{long(one)}, by {escape(one.byline)}</p><div class="nested-links f5 lh-copy nested-copy-line-height">{escape(one.teaser)}</div><a '
                f'href="{path(one)}" class="ba b--moon-gray">read more</a></div></div>'
            ),
        )
        + "</div></section></main>"
    )


def jekyll_minima(posts: Sequence[Post]) -> str:
    """The date above the title, names below, the excerpt after."""
    return page(
        '<main class="page-content"><div class="wrapper"><div class="home"><h2 class="post-list-heading">Posts</h2><ul class="post-list">'
        + each(
            posts,
            lambda one: (
                f'<li><span class="post-meta">{one.day:%b} {one.day.day}, {one.day.year} • {escape(one.byline)}</span><h3><a class="post-link" href="{path(one)}"> {escape(one.title)} </a></h3>'
                f"<p>{escape(one.teaser)}</p></li>"
            ),
        )
        + '</ul><p class="rss-subscribe">subscribe <a href="/feed.xml">via RSS</a></p></div></div></main>'
    )


def hexo_solitude(posts: Sequence[Post]) -> str:
    """A badge that leads to the post stands before its title."""
    return page(
        '<div id="content-inner"><div class="recent-posts" id="recent-posts">'
        + each(
            posts,
            lambda one: (
                f'<div class="recent-post-item"><div class="recent-post-info"><div class="top"><div class="tips"><span class="original">Leading</span><a class="unvisited-post" href="{path(one)}" '
                f'title="Unread">Unread</a></div><a class="article-title" href="{path(one)}" title="{escape(one.title)}">{escape(one.title)}</a></div><div class="article-meta-wrap"><span '
                f'class="article-meta tags"><a href="/tags/teams/">teams</a></span><span class="post-meta-date"><time datetime="{one.day}T13:30:00.000Z">{one.day}</time></span><span>by {escape(one.byline)}</span></div></div></div>'
            ),
        )
        + "</div></div>"
    )


def archive_with_times(posts: Sequence[Post]) -> str:
    """Links that hold date and title, all in one box, below a heading that leads nowhere."""
    return page(
        '<div class="post-list archives"><h2>All of them</h2><div class="archive-list">'
        + each(
            posts,
            lambda one: (
                f'<a class="post" href="{path(one)}"><time>{one.day}</time> <span>{escape(one.title)} by {escape(one.byline)}</span></a>'
            ),
        )
        + "</div></div>"
    )


def pelican_featured(posts: Sequence[Post]) -> str:
    """The first post stands in an aside, whole."""

    def entry(one: Post, level: str) -> str:
        return (
            f'<article class="hentry"><{level} class="entry-title"><a href="{path(one)}" rel="bookmark">{escape(one.title)}</a></{level}><footer class="post-info"><abbr class="published" '
            f'title="{one.day}T10:20:00+01:00">Published: {one.day:%a} {one.day:%d} {one.day:%B} {one.day.year}</abbr> <address class="vcard author">By <a class="url fn" href="/author/x.html">'
            f'{escape(one.byline)}</a></address><p>In <a href="/category/leading.html">Leading</a>.</p><p>tags: <a href="/tag/teams.html">teams</a></p></footer><p>{escape(one.teaser)}</p></article>'
        )

    first, *others = posts
    rest = "".join(f"<li>{entry(one, 'h1')}</li>" for one in others)
    blogroll = '<section id="extras" class="body"><div class="blogroll"><h2>links</h2><ul><li><a href="https://a.example.net/">A site that we like</a></li></ul></div></section>'
    return page(
        f'<aside id="featured" class="body">{entry(first, "h1")}</aside><section id="content" class="body"><h1>Other articles</h1><hr><ol id="posts-list" class="hfeed">{rest}</ol></section>{blogroll}'
    )


def nikola(posts: Sequence[Post]) -> str:
    """Microformats: p-name, byline and time in paragraphs of their own."""
    return page(
        '<main id="content"><div class="postindex">'
        + each(
            posts,
            lambda one: (
                f'<article class="h-entry post-text"><header><h1 class="p-name entry-title"><a href="{path(one)}" class="u-url">{escape(one.title)}</a></h1><div class="metadata"><p '
                f'class="byline author vcard"><span class="byline-name fn" itemprop="author">{escape(one.byline)}</span></p><p class="dateline"><a href="{path(one)}" rel="bookmark"><time class="published '
                f'dt-published" datetime="{one.day}T12:00:00Z" title="{one.day} 12:00">{one.day} 12:00</time></a></p></div></header><div class="p-summary entry-summary"><p>{escape(one.teaser)}</p></div></article>'
            ),
        )
        + '<ul class="pager postindexpager"><li class="next"><a href="index-1.html">Older posts</a></li></ul></div></main>'
    )


def docusaurus(posts: Sequence[Post]) -> str:
    """Each author has a name that is a link and a job below it; a list of recent posts at the side."""

    def entry(one: Post) -> str:
        names = "".join(
            f'<div class="col col--6"><div class="avatar"><div class="avatar__intro"><div class="avatar__name"><a href="https://p.example.net/{number}"><span itemprop="name" class="authorName">'
            f"{escape(name)}</span></a></div></div></div></div>"
            for number, name in enumerate(one.authors)
        )
        return (
            f'<article class="margin-bottom--xl" itemprop="blogPost" itemscope itemtype="https://schema.org/BlogPosting"><header><h2 class="title" itemprop="headline"><a itemprop="url" '
            f'href="{path(one)}">{escape(one.title)}</a></h2><div class="container"><time datetime="{one.day}T00:00:00.000Z" itemprop="datePublished">{american(one)}</time> · 3 min read</div>'
            f'<div class="row" itemprop="author">{names}</div></header><div class="markdown" itemprop="articleBody"><p>{escape(one.teaser)}</p></div><footer class="row"><div class="col"><b>Tags:</b><ul><li><a '
            'href="/tags/hello">hello</a></li></ul></div></footer></article>'
        )

    old = "".join(
        f'<li class="sidebarItem"><a href="{one.url}">{escape(one.title)} then</a></li>'
        for one in invented_posts(95, 4)
    )
    return page(
        f'<div class="main-wrapper"><aside class="col col--3"><nav aria-label="Blog recent posts"><div>Recent posts</div><ul>{old}</ul></nav></aside><main class="col col--7">{each(posts, entry)}</main></div>'
    )


def squarespace(posts: Sequence[Post]) -> str:
    """Categories, date and author in spans, the excerpt in a wrapper."""
    return page(
        '<main id="page"><section class="page-section"><div class="blog-basic-grid">'
        + each(
            posts,
            lambda one: (
                f'<article class="blog-basic-grid--container entry blog-item"><div class="blog-basic-grid--text"><div class="blog-meta-section"><span class="blog-categories-list"><a '
                f'href="/blog/category/News">News</a></span><span class="blog-author">{escape(one.byline)}</span><time class="blog-date" pubdate>{one.day.day}/{one.day.month}/{one.day:%y}</time></div><h1 '
                f'class="blog-title"><a href="{path(one)}">{escape(one.title)}</a></h1><div class="blog-excerpt"><div class="blog-excerpt-wrapper"><p>{escape(one.teaser)}</p></div></div><a class="blog-more-link" '
                f'href="{path(one)}">Read More</a></div></article>'
            ),
        )
        + "</div></section></main>"
    )


def squarespace_summary(posts: Sequence[Post]) -> str:
    """A summary block: title, excerpt, time and author each in a box."""
    return page(
        '<main><div class="summary-item-list">'
        + each(
            posts,
            lambda one: (
                f'<div class="summary-item summary-item-record-type-text"><div class="summary-content"><div class="summary-metadata-container summary-metadata-container--above-title"><div '
                f'class="summary-metadata summary-metadata--primary"><time class="summary-metadata-item summary-metadata-item--date" datetime="{one.day}">{one.day:%b} {one.day.day}, {one.day.year}</time></div></div>'
                f'<div class="summary-title"><a href="{path(one)}" class="summary-title-link">{escape(one.title)}</a></div><div class="summary-excerpt"><p>{escape(one.teaser)}</p></div><div '
                f'class="summary-metadata"><span class="summary-metadata-item summary-metadata-item--author"><a href="/?author=5a1">{escape(one.byline)}</a></span></div><a href="{path(one)}" class="summary-read-more-link">Read More →</a></div></div>'
            ),
        )
        + "</div></main>"
    )


def wix(posts: Sequence[Post]) -> str:
    """Boxes of boxes with names that say nothing; author and day are list entries above the title."""
    return page(
        '<div data-hook="post-list"><div class="gallery">'
        + each(
            posts,
            lambda one: (
                f'<article class="sQwYG" data-hook="post-list-item"><div class="c1"><div class="c2"><div class="c3"><span data-hook="user-name" class="tQ0Q1A user-name">{escape(one.byline)}</span><ul '
                f'class="_meta"><li class="m1"><span data-hook="time-ago" class="post-metadata__date time-ago" title="{american(one)}">{one.day:%b} {one.day.day}, {one.day.year}</span></li><li class="m1"><span '
                f'data-hook="time-to-read">3 min read</span></li></ul></div><a class="O16KGI" href="{one.url}"><div class="post-title"><h2 class="bD0vt9">{escape(one.title)}</h2></div></a><div '
                f'class="excerpt">{escape(one.teaser)}</div><div class="footer"><span>0 comments</span><span>12 views</span></div></div></div></article>'
            ),
        )
        + "</div></div>"
    )


def blogger(posts: Sequence[Post]) -> str:
    """A heading with the date above each post, "Posted by" below the text."""
    return page(
        '<div class="main section" id="main"><div class="widget Blog" id="Blog1"><div class="blog-posts hfeed">'
        + each(
            posts,
            lambda one: (
                f'<div class="date-outer"><h2 class="date-header"><span>{one.day:%A}, {long(one)}</span></h2><div class="date-posts"><div class="post-outer"><div class="post hentry uncustomized-post-template"><h3 '
                f'class="post-title entry-title"><a href="{one.url}">{escape(one.title)}</a></h3><div class="post-body entry-content"><p>{escape(one.teaser)}</p></div><div class="post-footer"><div '
                f'class="post-footer-line"><span class="post-author vcard">Posted by <span class="fn">{escape(one.byline)}</span></span> <span class="post-timestamp">at <a class="timestamp-link" '
                f'href="{one.url}" rel="bookmark"><abbr class="published" title="{one.day}T09:15:00+01:00">09:15</abbr></a></span> <span class="post-comment-link"><a href="{one.url}#comment-form">2 '
                "comments</a></span></div></div></div></div></div></div>"
            ),
        )
        + '</div><div class="blog-pager"><a class="blog-pager-older-link" href="/search?updated-max=1">Older Posts</a></div></div></div>',
        side=side("div", "sidebar section"),
    )


def tumblr(posts: Sequence[Post]) -> str:
    """Posts with notes and a date that is the link."""
    return page(
        '<div id="posts">'
        + each(
            posts,
            lambda one: (
                f'<div class="post text"><h2 class="title"><a href="{one.url}">{escape(one.title)}</a></h2><div class="body"><p>{escape(one.teaser)}</p><p>By {escape(one.byline)}</p></div><div class="meta"><a '
                f'href="{one.url}" class="date">{american(one)}</a> <a href="{one.url}#notes">14 notes</a> <a href="/tagged/care">#care</a></div></div>'
            ),
        )
        + "</div>"
    )


def medium(posts: Sequence[Post]) -> str:
    """Authors at addresses with an @, titles in links around headings, minutes and claps."""
    return page(
        '<main><div class="streamItem-list">'
        + each(
            posts,
            lambda one: (
                f'<article><div class="ab"><div class="ac"><a rel="noopener" href="/@ann-o?source=x"><p class="bf">{escape(one.byline)}</p></a></div><a rel="noopener" href="{one.url}"><h2 class="bg">'
                f'{escape(one.title)}</h2><div class="bh"><h3 class="bi">{escape(one.teaser)}</h3></div></a><div class="bj"><span>{one.day:%b} {one.day.day}, {one.day.year}</span><span>·</span><span>4 min read</span><a '
                'href="/tag/care">Care</a></div></div></article>'
            ),
        )
        + "</div></main>"
    )


def substack(posts: Sequence[Post]) -> str:
    """Title and subtitle are links to one place; a time, a dot, and names in links."""
    return page(
        '<div class="portable-archive-list">'
        + each(
            posts,
            lambda one: (
                f'<div class="container-x"><div class="linkRow"><div class="inner"><div class="pencraft"><a class="pencraft title-l" data-testid="post-preview-title" href="{one.url}">{escape(one.title)}</a></div>'
                f'<div class="pencraft"><a class="pencraft sub" href="{one.url}">{escape(one.teaser)}</a></div><div class="pencraft meta"><time datetime="{one.day}T07:00:00.000Z">{one.day:%b} {one.day.day}, {one.day.year}</time>'
                f'<div class="dot"> • </div><div class="profile-hover-card-target"><a href="https://substack.example.net/@x">{escape(one.byline)}</a></div></div></div></div></div>'
            ),
        )
        + "</div>"
    )


def sharepoint(posts: Sequence[Post]) -> str:
    """A news part: cards with a title in a link, author and date below."""
    return page(
        '<div class="CanvasZone"><div role="list" class="newsGrid">'
        + each(
            posts,
            lambda one: (
                f'<div role="listitem" class="item-a1"><div data-automation-id="newsItem"><div class="k1"><a data-automation-id="newsItemTitle" href="{one.url}">{escape(one.title)}</a></div><div class="k2">'
                f'{escape(one.teaser)}</div><div class="k3"><span data-automation-id="newsItemAuthor">{escape(one.byline)}</span> <span>{long(one)}</span> <span>23 views</span></div></div></div>'
            ),
        )
        + "</div></div>"
    )


THEMES: tuple[Theme, ...] = (
    twenty_eleven, twenty_twenty_four, latest_posts, astra, elementor_cards, divi, bootstrap_cards, bootstrap_horizontal,
    drupal_teasers, drupal_fields, joomla, ghost_casper, ghost_links, hugo_papermod, hugo_ananke, jekyll_minima, hexo_solitude,
    archive_with_times, pelican_featured, nikola, docusaurus, squarespace, squarespace_summary, wix, blogger, tumblr, medium,
    substack, sharepoint,
)  # fmt: skip
NO_TEASER = {"hexo_solitude", "archive_with_times"}
NO_DATE: set[str] = set()
