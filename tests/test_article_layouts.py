"""One article in many layouts: where its line of names and its day stand, and what clutter is around, says nothing of who wrote it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from test_articles import TITLE, _text, _values

_LINES = {
    "label, name in an element": ("By <b>Ann Roe</b>", "6 June 2013"),
    "label": ("By Ann Roe and Jo Bloggs", "Thursday, June 6, 2013 10:12 AM"),
    "one line": ("By Ann Roe | 6 June 2013", ""),
    "day before name": ("Thursday, June 6, 2013 10:12 AM | Ann Roe", ""),
    "name alone": ("Ann Roe", "6 June 2013"),
    "class": ("<span class='author'>Ann Roe</span>", "<time datetime='2013-06-06'>6 June 2013</time>"),
    "link": ("<a href='/author/x'>Ann Roe</a>", "<span class='date'>Thursday, June 6, 2013</span>"),
    "posted": ("Posted by Ann Roe on 6 June 2013", ""),
    "post": ("Ann Roe, Health Editor", "6 June 2013"),
    "nobody": ("", "6 June 2013"),
}
_MORE = (
    "<div class='r'><h3>More stories</h3><ul><li><a href='/q'>Boats at dawn and dusk</a><br>By Zadie Moss, 1 June 2013</li>"
    "<li><a href='/w'>A cat in the ward</a><br>By Yan Birch, 2 June 2013</li></ul></div>"
)
_SAID = (
    "<div id='comments'><h3>2 Comments</h3><ol><li><b>Zed Quill</b> <i>7 June 2013 at 10:12</i><p>So it is, and so it was for ever.</p></li>"
    "<li>Vic Lamb says:<p>I do not think so at all.</p></li></ol></div>"
)
_PICTURE = "<div class='img'><img src='x.jpg'><p>Olu Grant at the harbour on Monday. Photo: Rita Moss</p></div>"
_SHARE = "<div class='share'><a href='#'>Tweet</a> <a href='#'>Share</a> <a href='#'>Email This</a> <a href='#'>Print Page</a></div>"
_TOP = (
    "<div id='hd'><a href='/'>Harbour Post</a> <ul><li><a href='/n'>News</a></li><li><a href='/o'>Opinion</a></li><li><a href='/w'>Health Care</a></li></ul>"
    "<div>Sunday, 29 November 2026</div></div>"
)
_END = "<div id='ft'><p>Copyright 2013 Harbour Post. Editor: Vera Pike. Site by Dot Works.</p></div>"
_H1 = f"<h1>{TITLE}</h1>"


def _in(tag: str, *lines: str) -> str:
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines if line)


def _broken(text: str) -> str:
    return text.replace("<p>", "").replace("</p>", "<br><br>")


_LAYOUTS: dict[str, Callable[[str, str, str], str]] = {
    "plain": lambda one, two, text: f"<div id=m>{_H1}{_in('p', one, two)}{_PICTURE}{text}</div>{_MORE}{_SAID}",
    "above": lambda one, two, text: f"<div id=m>{_in('p', one, two)}{_H1}{_PICTURE}{text}</div>{_SAID}{_MORE}",
    "header": lambda one, two, text: f"<article><header>{_H1}{_in('div', one, two)}{_SHARE}</header>{_PICTURE}<div>{text}</div></article><aside>{_MORE}</aside>{_SAID}",
    "table": lambda one, two, text: f"<table><tr><td>{_H1}</td></tr><tr><td>{_in('div', one, two)}</td><td>{_SHARE}</td></tr><tr><td>{text}</td><td>{_MORE}</td></tr></table>",
    "end": lambda one, two, text: f"<div id=m>{_H1}{_SHARE}{text}{_in('p', one, two)}</div>{_MORE}{_SAID}",
    "standfirst": lambda one, two, text: f"<div id=m>{_H1}<h2>Nobody slept, and somebody noticed it at last</h2>{_SHARE}{_in('div', one, two)}{_PICTURE}{text}</div>{_SAID}",
    "list": lambda one, two, text: f"<div id=m><h2 class='title'>{TITLE}</h2><ul class='meta'>{_in('li', one, two)}<li>Health</li><li><a href='#c'>2 comments</a></li></ul>{text}</div>{_MORE}",
    "column": lambda one, two, text: f"<div class='row'><div class='col-3'>{_in('div', one, two)}{_SHARE}</div><div class='col-9'>{_H1}<div>{text}</div></div></div>{_MORE}",
    "spans": lambda one, two, text: f"<div><div><div>{_H1}</div><div><div>{_in('span', one, two)}</div></div></div></div><div><div>{_PICTURE}</div><div><div>{text}</div></div></div>{_MORE}",
    "breaks": lambda one, two, text: f"<div id=m><b><font size=5>{TITLE}</font></b><br>{one}<br>{two}<br><br>{_broken(text)}</div>",
    "footer": lambda one, two, text: f"<article>{_H1}{text}<footer>{_in('p', one, two)}</footer></article>{_SAID}",
}  # fmt: skip


@pytest.mark.parametrize(("layout", "lines"), list(product(_LAYOUTS, _LINES)))
def test_a_line_of_names_in_a_layout(tmp_path: Path, layout: str, lines: str) -> None:
    """The article's own names and day are read wherever they stand: none of the menu, captions, cards, comments and footer."""
    one, two = _LINES[lines]
    body = _LAYOUTS[layout](one, two, _text())
    rows = _values(
        tmp_path,
        f"<!DOCTYPE html><html lang='en-GB'><head><title>{TITLE} | Harbour Post</title></head><body>{_TOP}{body}{_END}</body></html>",
    )

    names = [name for name in ("Ann Roe", "Jo Bloggs") if name in one] or None
    assert [(row["title"], row["authors"], row["published"]) for row in rows] == [(TITLE, names, "2013-06-06")]
    assert str(rows[0]["text"]).count("committee met") == _text().count("committee met")


# What else stands on a page: in the text above its first paragraph, above the title, below the article, in the head.
_CLUTTER: dict[str, tuple[str, str]] = {
    "related": ("in", "<p>Related: <a href='/z'>Olu Grant and the man who slept</a></p>"),
    "letter": ("in", "<div class='nl'><p>Get the best of Harbour in your inbox.</p><form><input></form><a href='/s'>Sign Up</a></div>"),
    "filed": ("in", "<p>Filed under: <a href='/h'>Health Care</a>, <a href='/s'>Sleep Medicine</a></p>"),
    "listen": ("in", "<div>Listen to this article <span>5 min</span></div>"),
    "advertisement": ("in", "<div>Advertisement</div><div>Story continues below</div>"),
    "counters": ("in", "<div><a href='/f'>Follow</a> <a href='/t'>Tweet</a> <span>12 Shares</span> <span>3 Comments</span></div>"),
    "picture": ("in", "<div>Photograph: Olu Grant/Harbour Pictures</div>"),
    "caption": ("in", "<div><img src=x><br>Olu Grant, who led the study</div>"),
    "figure": ("in", "<figure><img src=x><figcaption>Olu Grant</figcaption></figure>"),
    "card": ("in", "<div class='promo'><a href='/o'>Opinion: why I sleep by day</a> <span>by Zadie Moss</span></div>"),
    "change": ("in", "<p>Updated: 8 June 2013</p>"),
    "pick": ("top", "<div><h4>Editor's pick</h4><a href='/o'>Why I sleep by day</a><p>By Zadie Moss</p><p>1 May 2013</p></div>"),
    "recent": ("top", "<div class='recent'><h3>Recent posts</h3><ul><li><a href='/1'>Boats at dawn and dusk</a> <span>1 May 2013</span> by Zadie Moss</li><li><a href='/2'>A cat in the ward</a> <span>2 May 2013</span> by Yan Birch</li></ul></div>"),
    "readers": ("bottom", "<div><h4>What readers say</h4><div><p>Posted by Zed Quill on June 7, 2013</p><p>So it is, and so it was, and so it will be.</p></div></div>"),
    "pager": ("bottom", "<div><a href='/p'>Previous post: Boats, by Zadie Moss</a> <a href='/n'>Next post: Cats, by Yan Birch</a></div>"),
    "latest": ("bottom", "<div><h3>Latest</h3><div><h4><a href='/1'>Boats at dawn and dusk</a></h4><p>Zadie Moss - 1 May 2013</p></div><div><h4><a href='/2'>A cat in the ward</a></h4><p>Yan Birch - 2 May 2013</p></div></div>"),
    "imprint": ("bottom", "<p>Harbour Post is published by Harbour Media Ltd. Editor in chief: Vera Pike. Designed by Dot Works. Powered by Quill CMS.</p>"),
    "events": ("bottom", "<div><h3>Events</h3><p>12 July 2013</p><p>Olu Grant</p><p>Harbour Hall</p></div>"),
    "poll": ("bottom", "<div><h3>Poll</h3><p>Who is your nurse of the year?</p><ul><li>Rita Moss</li><li>Olu Grant</li></ul></div>"),
    "owner": ("head", "<meta name='author' content='Harbour Media Ltd'><meta name='copyright' content='Harbour Media Ltd'>"),
}  # fmt: skip


@pytest.mark.parametrize(("layout", "clutter"), list(product(_LAYOUTS, _CLUTTER)))
def test_clutter_in_a_layout(tmp_path: Path, layout: str, clutter: str) -> None:
    """A card with a byline, a pager, a poll, an imprint or a letter to sign up for changes neither who wrote nor when."""
    where, extra = _CLUTTER[clutter]
    parts = {place: extra if place == where else "" for place in ("in", "top", "bottom", "head")}
    for lines, names in (("label", ["Ann Roe", "Jo Bloggs"]), ("name alone", ["Ann Roe"]), ("nobody", None)):
        body = _LAYOUTS[layout](*_LINES[lines], _text())
        first = "<p>The apple" if "<p>The apple" in body else "The apple"
        body = body.replace(first, parts["in"] + first, 1)
        rows = _values(
            tmp_path,
            f"<!DOCTYPE html><html lang='en-GB'><head><title>{TITLE} | Harbour Post</title>{parts['head']}</head><body>{_TOP}{parts['top']}{body}{parts['bottom']}{_END}</body></html>",
        )

        assert [(row["title"], row["authors"], row["published"]) for row in rows] == [(TITLE, names, "2013-06-06")]
        assert str(rows[0]["text"]).count("committee met") == _text().count("committee met")
