"""Pages of one article: told from lists of posts, and read as they print title, names, day and text."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from leaddata.errors import LayoutError
from leaddata.pipeline.post_rows import extract_posts

sys.path.insert(0, str(Path(__file__).parent / "web"))

import article_heads
from article_pages import Theme
from invented import invented_posts

TITLE = "Quiet wards at night"
HEAD = f"<h1>{TITLE}</h1>"
DAY = "<p>3 May 2021</p>"
ARTICLE = '<meta property="og:type" content="article">'
_WORDS = "apple brick cloud delta ember frost grain hotel ivory jelly kayak lemon mango noble ocean piano quartz river".split()  # noqa: SIM905


def _text(paragraphs: int = 5, start: int = 0) -> str:
    """Return paragraphs, each with words of its own."""
    numbers = count(start)
    return "".join(
        f"<p>The {_WORDS[number % 18]} and {_WORDS[number * 5 % 17]} committee met in room {number} and agreed that the plan was the one to "
        "keep, though nobody had read it through to the end before lunch.</p>"
        for number in (next(numbers) for _ in range(paragraphs))
    )


def _cards(number: int) -> str:
    """Return the teasers of other posts, with dates."""
    return "".join(
        f'<article><h3><a href="/p/{one}">Another story, number {one}, from here</a></h3><time datetime="2020-01-0{one + 1}">{one + 1} January 2020</time>'
        f"<p>A teaser of {_WORDS[one]} that tells of the other story in some words.</p></article>"
        for one in range(number)
    )


def _page(body: str, head: str = "", title: str = f"{TITLE} | Harbour Trust") -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><title>{title}</title>{head}</head><body><header><a href="/">Harbour Trust</a><nav><a href="/a">News</a>'
        f"</nav></header>{body}<footer><p>Copyright 2024 Harbour Trust</p></footer></body></html>"
    )


def _values(tmp_path: Path, content: str) -> list[dict[str, Any]]:
    path = tmp_path / "file"
    path.write_text(content, encoding="utf-8")
    return [dict(row.values) for row in extract_posts(path).rows]


@pytest.mark.parametrize("seed", range(200, 204))
@pytest.mark.parametrize("theme", article_heads.THEMES, ids=lambda theme: theme.__name__)
def test_other_articles_in_the_same_themes(tmp_path: Path, theme: Theme, seed: int) -> None:
    """Title, names, address, day and text of articles that no golden holds are read, too."""
    post = invented_posts(seed, 1)[0]
    wanted = article_heads.stated(theme, post)
    rows = _values(tmp_path, theme(post))

    assert [wanted] == [{field: row[field] for field in wanted} for row in rows]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Dr Ann Roe, Consultant Paediatrician, Harbour Trust", ["Dr Ann Roe"]),
        ("By Dr Ann Roe, Consultant Paediatrician, and Jo Bloggs, Chief Nurse", ["Dr Ann Roe", "Jo Bloggs"]),
        ("Written by Ann Roe (Registrar) and Jo Bloggs (Chief Nurse)", ["Ann Roe", "Jo Bloggs"]),
        ("By Ann Roe, CNN", ["Ann Roe"]),
        ("By Ann Roe, RN, MSc", ["Ann Roe, RN, MSc"]),
        ("By Ann Roe, The Harbour Trust", ["Ann Roe"]),
        ("By Ann Roe, BBC News", ["Ann Roe"]),
        ("By Ann Roe (@annroe) | 4 min read", ["Ann Roe"]),
        ("Words by Ann Roe</p><p>Photography by Jo Bloggs", ["Ann Roe"]),
        ("By the Communications Team", ["the Communications Team"]),
        ('<a rel="author" href="/author/annie">Annie</a>', ["Annie"]),
        ("A long read", None),
    ],
)
def test_who_signs(tmp_path: Path, line: str, authors: list[str] | None) -> None:
    """Names stand without posts and places of work, with their degrees; what is no name is nobody."""
    rows = _values(tmp_path, _page(f"<main>{HEAD}<p>{line}</p>{DAY}{_text()}</main>"))

    assert [(TITLE, authors, "2021-05-03")] == [(row["title"], row["authors"], row["published"]) for row in rows]


@pytest.mark.parametrize(
    ("above", "below", "authors"),
    [
        ('<h4 class="author-name"><a href="/author/a/">Ann Roe</a>, <a href="/author/b/">Jo Bloggs</a></h4><time datetime="2021-05-03">May 3, 2021</time>', "", ["Ann Roe", "Jo Bloggs"]),
        (('<div class="author"><span>Ann Roe</span><span class="role">Consultant Physician</span></div><div class="author"><span>Jo Bloggs</span><span class="role">'
         "Chief Nurse</span></div><p>3 May 2021</p>"), "", ["Ann Roe", "Jo Bloggs"]),
        ('<ul class="contributors"><li><a href="/people/a">Ann Roe</a></li><li><a href="/people/b">Jo Bloggs</a></li></ul><p class="date">3 May 2021</p>', "", ["Ann Roe", "Jo Bloggs"]),
        ('<dl><dt>Date</dt><dd>3 May 2021</dd><dt>Author</dt><dd>Ann Roe</dd></dl>', "", ["Ann Roe"]),
        ('<table><tr><th>Date:</th><td>3 May 2021</td></tr><tr><th>Author:</th><td>Ann Roe</td></tr></table>', "", ["Ann Roe"]),
        ("<p>Dr Ann Roe | Clinical Fellow | 3 May 2021</p>", "", ["Dr Ann Roe"]),
        ("By <b>Ann Roe</b><br>May 3, 2021<br><br>", "", ["Ann Roe"]),
        ("<p>Guest author: Ann Roe</p><p>LEEDS, May 3, 2021 — The plan of the year was told to all of the staff at noon and they were pleased with it, and went home.</p>", "", ["Ann Roe"]),
        ("", "<p><em>— Ann Roe, 3 May 2021</em></p>", ["Ann Roe"]),
        ("<p>3 May 2021</p>", "<div><h3>About the author</h3><p>Ann Roe is a registrar in Leeds and writes on teams.</p></div>", ["Ann Roe"]),
        ("", ('<footer class="entry-footer"><span class="author vcard"><span class="screen-reader-text">Author </span><a class="url fn n" href="/author/a/">Ann Roe</a></span>'
         '<span class="posted-on"><span class="screen-reader-text">Posted on </span><time class="entry-date published" datetime="2021-05-03">May 3, 2021</time>'
         '<time class="updated" datetime="2022-06-07">June 7, 2022</time></span></footer>'), ["Ann Roe"]),
    ],
)  # fmt: skip
def test_where_names_and_day_stand(tmp_path: Path, above: str, below: str, authors: list[str]) -> None:
    """Lists, tables, boxes and lines below the text give names and day as a line below the title does."""
    rows = _values(tmp_path, _page(f"<main><article>{HEAD}{above}<div>{_text()}</div>{below}</article></main>"))

    assert [(authors, "2021-05-03")] == [(row["authors"], row["published"]) for row in rows]


@pytest.mark.parametrize(
    ("body", "head", "day"),
    [
        ("<p>Last updated: 3 May 2021</p>", "", None),
        ("<p>Updated 5 June 2021</p><p>Published 3 May 2021</p>", "", "2021-05-03"),
        ("<p>By Ann Roe</p>", '<meta name="pub_date" content="20210503">', "2021-05-03"),
        ("<p>3 May 2021 at 11.40 pm</p>", '<meta property="article:published_time" content="2021-05-04T03:40:00Z">', "2021-05-03"),
        ("<p>The fire of 4 July 1999</p>", '<meta property="article:published_time" content="2021-05-03T03:40:00Z">', "2021-05-03"),
        ("<p>In the year of the fire, which was lit on 4 July 1999</p>", "", None),
        ("<p><span>3</span> <span>May</span> <span>2021</span></p>", "", "2021-05-03"),
        ('<p><time datetime="2021-05-03T08:00:00+01:00">5 years ago</time></p>', "", "2021-05-03"),
        ("<p>By Ann Roe</p>", '<link rel="canonical" href="https://blog.example.org/2021/05/03/quiet/">', "2021-05-03"),
        ("<p>By Ann Roe</p>", "", None),
    ],
)  # fmt: skip
def test_the_day_of_publication(tmp_path: Path, body: str, head: str, day: str | None) -> None:
    """The printed day wins where metadata are of the same one or the next; a day of change or of the text's is none."""
    rows = _values(tmp_path, _page(f"<main>{HEAD}{body}{_text()}</main>", head))

    assert [day] == [row["published"] for row in rows]


def test_the_day_of_the_visit_is_none(tmp_path: Path) -> None:
    """A day at the top of the site, above the article, is that of the reader."""
    rows = _values(
        tmp_path, _page(f"<div class=top>Sunday 29 November 2026</div><main>{HEAD}<p>By Ann Roe</p>{_text()}</main>")
    )

    assert [None] == [row["published"] for row in rows]


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f"<main>{HEAD}{DAY}{_text(6)}</main><div class=cards>{_cards(6)}</div>", ""),
        (f"<main>{HEAD}{DAY}{_text(3)}</main><div class=cards>{_cards(6)}</div>", ""),
        (f"<div class=top>{_cards(3)}</div><main><article>{HEAD}{DAY}{_text(6)}</article></main>", ARTICLE),
        (f'<main><article><h1><a href="/quiet">{TITLE}</a></h1>{DAY}{_text(4)}</article></main>', ""),
        (f"<main>{HEAD}{DAY}" + "".join(f'<h2><a href="https://{one}.example.org/">The plan of {one}</a></h2>{_text(2, 9 * number)}'
                                       for number, one in enumerate("abc")) + "</main>", ARTICLE),
        (f"<div class=hero><h1>News</h1></div><main>{HEAD}{DAY}{_text()}</main>", ""),
        (f"<main><h1>{TITLE} | Harbour Trust</h1>{DAY}{_text()}</main>", ""),
        (f"<main><article>{HEAD}{DAY}<p>Dr Roe is fellow of the year. She starts in June and will lead the new team on the sixth floor.</p></article></main>", ""),
    ],
)  # fmt: skip
def test_an_article_is_one_post(tmp_path: Path, body: str, head: str) -> None:
    """Teasers around an article, links in it and a title that leads to itself make no list of it."""
    rows = _values(tmp_path, _page(body, head))

    assert [(TITLE, "2021-05-03")] == [(row["title"], row["published"]) for row in rows]
    assert "teaser" not in rows[0]["text"]


@pytest.mark.parametrize(
    ("body", "head", "posts"),
    [
        ("".join(f'<article><h2><a href="/p/{one}">Story {one} of the winter</a></h2>{DAY}{_text(4, 9 * one)}</article>' for one in range(3)), "", 3),
        ("".join(f'<article><h2><a href="/p/{one}">Story {one} of the winter</a></h2>{DAY}{_text(2, 9 * one)}</article>' for one in range(3)), ARTICLE, 3),
        (_text(3) + _cards(5), "", 5),
        (_cards(2), ARTICLE, 2),
        (f'<article><h2><a href="/p/9">The first story in full</a></h2>{DAY}{_text(6)}</article>'
         + "".join(f'<article><h2><a href="/p/{one}">Story {one} of the winter</a></h2>{DAY}{_text(1, 30 + one)}</article>' for one in range(4)), "", 5),
        ("".join(f'<p>{one + 1} May 2021 <a href="/p/{one}">Story {one} of the winter</a> The ward told us that the plan was not what it had asked for, and we went home.</p>'
                 for one in range(4)), "", 4),
    ],
)  # fmt: skip
def test_a_list_stays_a_list(tmp_path: Path, body: str, head: str, posts: int) -> None:
    """Posts in full, an introduction above a list, and metadata of an article over one make no article."""
    rows = _values(
        tmp_path,
        _page(f"<h1>Latest news from the trust</h1>{body}", head, "Latest news from the trust | Harbour Trust"),
    )

    assert posts == len(rows)


@pytest.mark.parametrize(
    "listed",
    [
        '{"id": 1, "count": 4, "description": "", "link": "https://x.example/category/a/", "name": "A", "slug": "a", "taxonomy": "category"}',
        '{"id": 1, "name": "Ann", "url": "", "link": "https://x.example/author/ann/", "slug": "ann", "avatar_urls": {}}',
        '{"id": 1, "date": "2021-05-03T10:00:00", "slug": "a", "link": "https://x.example/a/", "title": {"rendered": "a"}, "mime_type": "", "source_url": ""}',
        '{"id": 1, "post": 7, "author_name": "Bob", "date": "2021-05-03T10:00:00", "content": {"rendered": "Yes"}, "link": "https://x.example/a/#c1"}',
    ],
    ids=["categories", "users", "media", "comments"],
)
def test_what_else_wordpress_lists_is_no_post(tmp_path: Path, listed: str) -> None:
    """Terms, accounts, files and comments have addresses and dates as posts have; they end in an error."""
    with pytest.raises(LayoutError, match="JSON of something else"):
        _values(tmp_path, f"[{listed}]")
