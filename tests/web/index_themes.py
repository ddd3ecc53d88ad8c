"""Index pages of yet other themes: months above paragraphs, accounts above bylines, names with posts below, boxes beside the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

from index_platforms import american, long, page, path, short
from invented import Post

Theme = Callable[[Sequence[Post]], str]
ROLES = ("Consultant nurse", "Chief Executive", "Head of Quality", "GP and clinical lead")


def _each(posts: Sequence[Post], entry: Callable[[Post], str]) -> str:
    return "\n".join(map(entry, posts))


def _h(post: Post, level: int = 3) -> str:
    return f'<h{level}><a href="{post.url}">{escape(post.title)}</a></h{level}>'


def _a(post: Post) -> str:
    return f'<a href="{path(post)}">{escape(post.title)}</a>'


def _whole(post: Post) -> str:
    return f'<a href="{post.url}">{escape(post.title)}</a>'


def _by_month(posts: Sequence[Post], head: Callable[[Post], str], entry: Callable[[Post], str]) -> str:
    groups = [list(ones) for _, ones in groupby(posts, lambda one: f"{one.day:%Y-%m}")]
    return "".join(head(ones[0]) + _each(ones, entry) for ones in groups)


def _by_year(posts: Sequence[Post], head: Callable[[Post], str], entry: Callable[[Post], str]) -> str:
    groups = [list(ones) for _, ones in groupby(posts, lambda one: one.day.year)]
    return "".join(head(ones[0]) + _each(ones, entry) for ones in groups)


def months_above_paragraphs(posts: Sequence[Post]) -> str:
    """A month as a heading, below it a paragraph for each post, with its whole day."""
    body = _by_month(posts, lambda one: f'<h3 class="section-header">\n{one.day:%B %Y}\n</h3>', lambda one: f'<p>{_a(one)} <small class="text-muted">{american(one)}</small> <em>by {escape(one.byline)}</em></p>')  # fmt: skip
    return page(f'<div class="container"><div class="page-archive">{body}</div></div>')


def months_counted(posts: Sequence[Post]) -> str:
    """The heading of a month tells how many there are."""
    body = _by_month(posts, lambda one: f"<h2>{one.day:%B %Y} (3)</h2>", lambda one: f'<div class="row"><span>{long(one)}</span> {_a(one)}<span>By {escape(one.byline)}</span></div>')  # fmt: skip
    return page(f"<main><h1>All posts</h1>{body}</main>")


def months_that_are_links(posts: Sequence[Post]) -> str:
    """The heading of a month leads to its archive."""
    body = _by_month(posts, lambda one: f'<h2><a href="/{one.day:%Y/%m}/">{one.day:%B %Y}</a></h2>', lambda one: f"<div>{_a(one)}<p>{escape(one.teaser)}</p><p>{long(one)} by {escape(one.byline)}</p></div>")  # fmt: skip
    return page(f"<main><h1>All posts</h1>{body}</main>")


def years_above_paragraphs(posts: Sequence[Post]) -> str:
    """A year as a heading, a paragraph for each post, with its day and month."""
    body = _by_year(posts, lambda one: f"<h2>{one.day.year}</h2>", lambda one: f"<p>{one.day.day} {one.day:%B}: {_a(one)} ({escape(one.byline)})</p>")  # fmt: skip
    return page(f"<main>{body}</main>")


def months_in_small_headings(posts: Sequence[Post]) -> str:
    """Months as headings of a section each, posts with headings of a lower level."""
    body = _by_month(posts, lambda one: f"<h2>{one.day:%b %Y}</h2>", lambda one: f"<div>{_h(one)}<p>{escape(one.byline)} | {short(one)}</p></div>")  # fmt: skip
    return page(f"<main>{body}</main>")


def months_as_entries(posts: Sequence[Post]) -> str:
    """A list of lists: an entry for each month."""
    groups = [list(ones) for _, ones in groupby(posts, lambda one: f"{one.day:%Y-%m}")]
    body = "".join(f"<li><strong>{ones[0].day:%B %Y}</strong><ul>" + _each(ones, lambda one: f"<li>{_a(one)} – {escape(one.byline)}, {long(one)}</li>") + "</ul></li>" for ones in groups)  # fmt: skip
    return page(f"<main><ul>{body}</ul></main>")


def account_above_byline(posts: Sequence[Post]) -> str:
    """An account in the line of the day, the byline as the first paragraph of the teaser."""
    return page(
        "<main>"
        + _each(
            posts,
            lambda one: (
                f'<article class="post"><h2 class="entry-title"><a href="{one.url}">{escape(one.title)}</a></h2><p class="meta">Posted on <a href="{one.url}">{american(one)}</a> by '
                f'<a class="author" href="/author/admin/">admin</a></p><div class="entry-summary"><p>By {escape(one.byline)}</p><p>{escape(one.teaser)} [&hellip;]</p></div></article>'
            ),
        )
        + "</main>"
    )


def account_marked_above_byline(posts: Sequence[Post]) -> str:
    """An account that the markup calls an author, the byline in bold before a line break."""
    return page(
        "<main>"
        + _each(
            posts,
            lambda one: (
                f'<article class="hentry">{_h(one, 2)}<div class="entry-meta"><time datetime="{one.day}T08:00:00">{long(one)}</time> <span class="byline">by <span class="author vcard">'
                f'<a class="url fn n" href="/author/wardadmin/">wardadmin</a></span></span></div><div class="entry-content"><p><strong>By {escape(one.byline)}</strong><br>{escape(one.teaser)}</p></div></article>'
            ),
        )
        + "</main>"
    )


def account_beside_author_line(posts: Sequence[Post]) -> str:
    """An account beside the day, "Author:" in a line of its own below the text."""
    return page(
        "<main>"
        + _each(
            posts,
            lambda one: (
                f'<div class="post">{_h(one, 2)}<p class="postmetadata">{long(one)} | webmaster | <a href="/category/x/">News</a></p><div><p>{escape(one.teaser)}</p>'
                f"<p>Author: {escape(one.byline)}</p></div></div>"
            ),
        )
        + "</main>"
    )


def house_above_byline(posts: Sequence[Post]) -> str:
    """The name of the site signs each post; the byline of the text names who wrote."""
    return page(
        "<main>"
        + _each(
            posts,
            lambda one: (
                f'<article class="post">{_h(one, 2)}<div class="meta"><span class="author">Ward and corridor</span> <time>{long(one)}</time></div>'
                f"<p><em>By {escape(one.byline)}</em></p><p>{escape(one.teaser)}</p></article>"
            ),
        )
        + "</main>"
    )


def boxes_without_classes(posts: Sequence[Post]) -> str:
    """Utility classes alone; a box for each author, the post below the name."""

    def person(name: str, role: str) -> str:
        return (
            f'<div class="flex items-center"><img src="a" alt="" class="h-10 w-10"/><div class="text-sm"><p class="font-semibold"><span class="absolute inset-0"></span>{escape(name)}</p>'
            f'<p class="text-gray-600">{role}</p></div></div>'
        )

    entries = _each(
        posts,
        lambda one: (
            f'<article class="flex flex-col"><div class="mt-8 flex"><time dateTime="{one.day}">{one.day:%b} {one.day.day}, {one.day.year}</time><a href="/c/policy" class="rounded-full">Policy</a></div>'
            f'<div class="group">{_h(one)}<p class="mt-5">{escape(one.teaser)}</p></div><div class="mt-8">{"".join(map(person, one.authors, ROLES))}</div></article>'
        ),
    )
    return page(
        f'<div id="__next"><div class="mx-auto"><h2>From the blog</h2><div class="grid">{entries}</div></div></div>'
    )


def names_above_roles(posts: Sequence[Post]) -> str:
    """Name and post in the same paragraph, a line each, below the day."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="item">{_h(one)}<p>{long(one)}</p>'
            + "".join(f"<p><b>{escape(name)}</b><br>{role}, Harbour Trust</p>" for name, role in zip(one.authors, ROLES, strict=False))
            + f"<p>{escape(one.teaser)}</p></div>"
        ),
    )  # fmt: skip
    return page(f"<main>{entries}</main>")


def roles_behind_commas(posts: Sequence[Post]) -> str:
    """By, then name and post of each, parted by semicolons."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="item">{_h(one)}<p>By {escape("; ".join(f"{name} ({role}, Leeds)" for name, role in zip(one.authors, ROLES, strict=False)))}</p><p>{american(one)}</p><p>{escape(one.teaser)}</p></div>'
        ),
    )
    return page(f"<main>{entries}</main>")


def cards_signed_last(posts: Sequence[Post]) -> str:
    """Cards in a link each, with the day on top; at the end a name and a post of each author."""
    entries = _each(
        posts,
        lambda one: (
            f'<li><a class="card" href="{one.url}"><span>{long(one)}</span><h3>{escape(one.title)}</h3><p>{escape(one.teaser)}</p><div>'
            + "".join(f"<div><strong>{escape(name)}</strong><span>{role}</span></div>" for name, role in zip(one.authors, ROLES, strict=False))
            + "</div></a></li>"
        ),
    )  # fmt: skip
    return page(f"<main><h1>Insights</h1><ul>{entries}</ul></main>")


def authors_as_entries(posts: Sequence[Post]) -> str:
    """A heading "Contributors" with an entry for each in every post."""
    entries = _each(
        posts,
        lambda one: (
            f'<article><div>{_h(one, 2)}<p>{escape(one.teaser)}</p><p><time datetime="{one.day}">{one.day:%a} {long(one)}</time></p></div><div class="side"><h3>Contributor{"s" * (len(one.authors) > 1)}</h3><ul>'
            + "".join(f"<li>{escape(name)}</li>" for name in one.authors)
            + "</ul></div></article>"
        ),
    )
    return page(f"<main><h1>Perspectives</h1>{entries}</main>")


def authors_as_definitions(posts: Sequence[Post]) -> str:
    """A list of definitions in each post: "Published", a day, "Authors", the names."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="result">{_h(one)}<dl><dt>Published</dt><dd>{long(one)}</dd><dt>Authors</dt>'
            + "".join(f"<dd>{escape(name)}</dd>" for name in one.authors)
            + f"<dt>Type</dt><dd>Blog</dd></dl><p>{escape(one.teaser)}</p></div>"
        ),
    )
    return page(f"<main><h1>Search</h1>{entries}</main>")


def authors_in_marked_list(posts: Sequence[Post]) -> str:
    """A list that is called authors, with a link for each."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="views-row">{_h(one, 2)}<ul class="authors">'
            + "".join(f'<li><a href="/people/x{number}">{escape(name)}</a></li>' for number, name in enumerate(one.authors))
            + f'</ul><span class="date">{short(one)}</span><p>{escape(one.teaser)}</p></div>'
        ),
    )  # fmt: skip
    return page(f"<main><h1>Search</h1>{entries}</main>")


def authors_in_lines(posts: Sequence[Post]) -> str:
    """The words "Written by" in a line, a line for each name below."""
    entries = _each(
        posts,
        lambda one: (
            f"<section>{_h(one, 2)}<p>{long(one)}</p><div><div>Written by</div>"
            + "".join(f"<div>{escape(name)}</div>" for name in one.authors)
            + f"</div><p>{escape(one.teaser)}</p></section>"
        ),
    )
    return page(f"<main><h1>Notes</h1>{entries}</main>")


def without_body(posts: Sequence[Post]) -> str:
    """A page whose makers leave out all tags that may be left out: definitions."""
    entries = _each(
        posts, lambda one: f"<dt>{_whole(one)}<dd class=meta>{escape(one.byline)}, {long(one)}<dd>{escape(one.teaser)}"
    )
    return (
        "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Weblog</title><header><h1><a href=/>Department of Care</a></h1><nav><a href=/courses>Courses</a> "
        f"<a href=/projects>Projects</a></nav></header><main><h2>Weblog</h2><dl>{entries}</dl></main><footer><p>Contact us on 3 May 2021</footer>"
    )


def without_body_entries(posts: Sequence[Post]) -> str:
    """The same with a list, behind a style sheet."""
    entries = _each(
        posts, lambda one: f"<li><b>{_whole(one)}</b><br>by {escape(one.byline)} on {long(one)}<p>{escape(one.teaser)}"
    )
    return f"<!doctype html><title>Weblog</title><style>p {{ margin: 0 }}</style><nav><a href=/a>About</a></nav><h1>Weblog</h1><ul>{entries}</ul><footer>A charity</footer>"


def without_body_headings(posts: Sequence[Post]) -> str:
    """The same with headings, and nothing closed that need not be."""
    entries = _each(
        posts, lambda one: f"{_h(one, 2)}<p>{american(one)}, by {escape(one.byline)}<p>{escape(one.teaser)}"
    )
    return f"<title>Weblog</title><meta charset=utf-8><link rel=stylesheet href=/s.css><header><p><a href=/>Weblog</a></header><section>{entries}</section>"


def without_body_rows(posts: Sequence[Post]) -> str:
    """The same with a table, no cell of which is closed."""
    entries = _each(posts, lambda one: f"<tr><td>{long(one)}<td>{_whole(one)}<td>{escape(one.byline)}")
    return f"<!DOCTYPE html><html lang=en><title>Weblog</title><header><a href=/>Home</a></header><h1>Index</h1><table><tr><th>Date<th>Title<th>Author{entries}</table>"


def article_around_undated(posts: Sequence[Post]) -> str:
    """One article around the whole list, titles of the first level, no days."""
    entries = _each(
        posts,
        lambda one: (
            f'<div class="relative w-100"><div class="bg-white"><span class="f6">By {escape(one.byline)}</span><h1 class="f3"><a href="{path(one)}">{escape(one.title)}</a></h1>'
            f'<div class="nested-links">{escape(one.teaser)}</div></div></div>'
        ),
    )
    return page(
        f'<main><article class="cf ph3"><section><h1>Recent Posts</h1></section><section>{entries}</section></article></main>'
    )


def entry_around_undated(posts: Sequence[Post]) -> str:
    """A page of a CMS, called an entry, with the list as its content; no days."""
    entries = _each(
        posts, lambda one: f"<li>{_h(one, 2)}<p>{escape(one.teaser)}</p><p>By {escape(one.byline)}</p></li>"
    )
    return page(
        f'<main><div class="post hentry page"><h1 class="entry-title">Our blog</h1><div class="entry-content"><ul>{entries}</ul></div></div></main>'
    )


THEMES = (
    months_above_paragraphs, months_counted, months_that_are_links, years_above_paragraphs, months_in_small_headings, months_as_entries, account_above_byline, account_marked_above_byline, account_beside_author_line, house_above_byline, boxes_without_classes, names_above_roles, roles_behind_commas, cards_signed_last, authors_as_entries, authors_as_definitions, authors_in_marked_list, authors_in_lines, without_body, without_body_entries, without_body_headings, without_body_rows, article_around_undated, entry_around_undated,
)  # fmt: skip
NO_DATE = frozenset({"article_around_undated", "entry_around_undated"})
