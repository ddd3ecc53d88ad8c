"""Index pages as people type them: lines that breaks part, rules, fonts, cells, preformatted text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from index_platforms import american, long, page, short
from invented import Post

Theme = Callable[[Sequence[Post]], str]


def _each(posts: Sequence[Post], entry: Callable[[Post], str]) -> str:
    return "\n".join(map(entry, posts))


def _a(one: Post) -> str:
    return f'<a href="{one.url}">{escape(one.title)}</a>'


def _typed(body: str) -> str:
    return f"<html><head><title>Notes</title></head><body bgcolor=white><h1>Notes</h1><p>Thoughts from a small practice by the sea. <a href=about.html>About us</a></p>{body}<hr><small>Last changed 3 March 2024 by the keeper of this page</small></body></html>"


def lines_of_links(posts: Sequence[Post]) -> str:
    """A line for each post: link, day, names."""
    return _typed(_each(posts, lambda one: f"{_a(one)} - {long(one)} - by {escape(one.byline)}<br>"))


def lines_after_days(posts: Sequence[Post]) -> str:
    """A line for each post: the day in bold, the link, names in brackets."""
    return _typed(_each(posts, lambda one: f"<b>{short(one)}</b> {_a(one)} ({escape(one.byline)})<br>"))


def lines_in_cell(posts: Sequence[Post]) -> str:
    """In a cell: the title in bold, names and day, a text, two breaks."""
    return _typed(
        f"<table><tr><td>Menu<br><a href=a.html>About</a><br><a href=b.html>Links</a></td><td>{_each(posts, lambda one: f'<b>{_a(one)}</b><br>{escape(one.byline)}, {long(one)}<br>{escape(one.teaser)}<br><br>')}</td></tr></table>"
    )


def lines_of_text(posts: Sequence[Post]) -> str:
    """The title in bold, the text behind it, names and day at its end, rules between."""
    return _typed(
        _each(
            posts,
            lambda one: f"<b>{_a(one)}</b>. {escape(one.teaser)}<br><i>{escape(one.byline)}, {american(one)}</i><hr>",
        )
    )


def divided_by_rules(posts: Sequence[Post]) -> str:
    """Headings, lines and rules in one box."""
    return _typed(
        "<div>"
        + _each(
            posts, lambda one: f"<h3>{_a(one)}</h3>{long(one)}<br>by {escape(one.byline)}<br>{escape(one.teaser)}<hr>"
        )
        + "</div>"
    )


def days_defined(posts: Sequence[Post]) -> str:
    """A list of definitions: days, and what was written on them."""
    return _typed("<dl>" + _each(posts, lambda one: f"<dt>{long(one)}<dd>{_a(one)} by {escape(one.byline)}") + "</dl>")


def quoted_texts(posts: Sequence[Post]) -> str:
    """A heading in bold type, a text set in, the day right-aligned."""
    return _typed(
        _each(
            posts,
            lambda one: (
                f"<p><b>{_a(one)}</b><br>by {escape(one.byline)}</p><blockquote>{escape(one.teaser)}</blockquote><p align=right>{long(one)}</p>"
            ),
        )
    )


def cells_without_head(posts: Sequence[Post]) -> str:
    """Rows of three cells without a header."""
    return _typed(
        "<table border=1>"
        + _each(posts, lambda one: f"<tr><td>{short(one)}<td>{_a(one)}<td>{escape(one.byline)}")
        + "</table>"
    )


def entries_reversed(posts: Sequence[Post]) -> str:
    """A numbered list that counts down, entries not closed."""
    return _typed(
        "<ol reversed>" + _each(posts, lambda one: f"<li>{_a(one)}, {escape(one.byline)}, {long(one)}") + "</ol>"
    )


def boxes_with_lines(posts: Sequence[Post]) -> str:
    """A box each, lines in it."""
    return page(
        _each(
            posts,
            lambda one: (
                f"<div><strong>{_a(one)}</strong><br>{escape(one.teaser)}<br><em>{long(one)} – {escape(one.byline)}</em></div>"
            ),
        )
    )


THEMES = (
    lines_of_links, lines_after_days, lines_in_cell, lines_of_text, divided_by_rules, days_defined, quoted_texts, cells_without_head, entries_reversed, boxes_with_lines,
)  # fmt: skip
