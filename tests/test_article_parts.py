"""What is the text of an article, what its day, and when a page with lists beside it is one: as pages of many makers have it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_article_bylines import _read
from test_articles import ARTICLE, HEAD, TITLE, _page, _text, _values

_DAY = "<p>3 May 2021</p>"
_MORE = (
    "<p>And that is what there is to say of the harbour and of all who came to see it on that one long day in May.</p>"
)
_CARD = "<div class='card'><a href='/{0}'><h3>Another story, number {0}</h3></a><p>By Rita Moss • {0} May 2020</p><p>Of what was said and done elsewhere on that day.</p></div>"
_CARDS = "".join(_CARD.format(number) for number in range(1, 4))

_NOT_TEXT = [
    # Lists of other articles, in a box of their own or below a heading, in many words.
    *(
        f"{_DAY}{_text()}<section><h2>{words}</h2>{_CARDS}</section>"
        for words in ("You might also like", "More from News", "Similar stories", "Das könnte Sie auch interessieren", "Weitere Artikel", "Vous aimerez aussi", "También te puede interesar", "Potrebbe interessarti anche", "Lees ook", "Läs mer", "Zobacz także", "Читайте также", "相关阅读")
    ),
    f"{_DAY}{_text(3)}<div class='x'><strong>Read more:</strong><ul><li><a href='/1'>The harbour at night, and who is in it</a></li><li><a href='/2'>Ten ways to keep a boat afloat</a></li></ul></div>{_text(3, 5)}",
    # What readers say.
    f"{_DAY}{_text()}<div class='heading'><h2>COMMENTS</h2></div><div class='post reply'><h4>The law.</h4><p>A few of those who post here say that it is the job of somebody else to help the small ones.</p></div><div class='post reply'><h4>Re: The law.</h4><p>It is of course not so, and never was, as everybody knows who has been there.</p></div>",
    f"{_DAY}{_text()}<h3>3 Kommentare</h3><ol><li><p>So ist es, und so war es schon immer, sagt mein Vater, und der muss es ja wissen.</p></li></ol>",
    f"{_DAY}{_text()}<div id='talk'><h3>Vos commentaires (2)</h3><div><p>Je n'en crois pas un mot, et mon voisin non plus, qui y était ce jour-là avec son chien.</p></div></div>",
    # What a style does not show.
    f"{_DAY}{_text()}<div style='display:none'><p>You seem to have a blocker of advertisements. Please switch it off, so that we can go on.</p></div>",
    f"<style>#print, .veil {{ display: none }} @media print {{ p {{ color: red }} }}</style>{_DAY}{_text()}<div id='print'><p>Your browser tries to print a page of the so-called internet, which is not meant for paper.</p></div><div class='veil'><p>Log in to read what others have to say of this, and to say it yourself, as often as you like.</p></div>",
    # Pictures, how to reach who wrote, and the letters of the paper.
    f"{_DAY}{_text(3)}<p>IMAGE: The huts of the old ward at low tide (Rita Moss, Harbour Commons)</p>{_text(3, 5)}",
    f"{_DAY}<p>The ward as it stands today, with its three doors and no window at all. (Rita Moss / May 1, 2021)</p>{_text()}",
    f"{_DAY}{_text()}<p>To contact the reporter on this story: Ann Roe in Leeds at aroe@example.org</p><p>To contact the editor responsible for this story: Jo Bloggs at jbloggs@example.org</p>",
    f"{_DAY}{_text()}<p>Sign up for our newsletter and never miss a story.</p><p>Follow us on Facebook.</p>",
    f"{_DAY}{_text()}<div class='author-box'><p>Ann Roe has been with the paper for ten years and writes on all that is quiet, at sea and on land.</p></div>",
]  # fmt: skip


@pytest.mark.parametrize("body", _NOT_TEXT)
def test_what_stands_beside_the_text(tmp_path: Path, body: str) -> None:
    """Other articles, what readers say, what is not shown, captions and ways to reach the paper are no text; all of the text is there."""
    rows = _values(tmp_path, _page(f"<main>{HEAD}{body}</main>", ARTICLE))

    assert len(rows) == 1
    lines = [line for line in str(rows[0]["text"]).split("\n") if line.strip()]
    assert [line for line in lines if not line.startswith("The ") or "committee" not in line] == []
    assert len(lines) == body.count("committee met")


_KEPT = [
    f"{_DAY}<p>By the second week the number of lists had fallen from eleven to three, and nobody knew why it was so.</p>{_text()}",
    f"{_DAY}<p>On 3 May 2021 the ward was opened by a nurse and a cat, and nobody who was there will forget the cat.</p>{_text()}",
    f"{_DAY}{_text(2)}<p><a href='/list'>LIST: Ten old wards by the sea</a></p>{_MORE}<p><a href='/map'>ANALYSIS: Where the sea goes</a></p>{_text(3, 5)}",
    f"{_DAY}{_text(3)}<div style='display: none'>{_MORE}{_text(3, 5)}</div><a href='#'>Show all</a>",
    f"{_DAY}{_text(2)}<h2>Response</h2>{_MORE}{_text(3, 5)}",
    f"{_DAY}{_text(3)}<p><b>Read also:</b></p><ul><li><a href='/1'>Fourteen hints for a quiet ward</a></li></ul>{_MORE}",
    f"{_DAY}{_text(3)}<p>Most of them were brought in by boat, said the police, and more than three hundred stayed for the night. (AFP)</p>",
]  # fmt: skip


@pytest.mark.parametrize("body", _KEPT)
def test_what_is_of_the_text(tmp_path: Path, body: str) -> None:
    """A sentence that begins as a byline does, or stands below the link to another article, is of the text."""
    (row,) = _values(tmp_path, _page(f"<main>{HEAD}{body}</main>", ARTICLE))

    others = [line for line in str(row["text"]).split("\n\n") if "committee" not in line]
    assert any(len(line.split()) > 15 for line in others)


def test_the_text_is_the_same_each_time(tmp_path: Path) -> None:
    """What stands beside the text is known by its place on the page, not by where a run of the program keeps it."""
    boxes = "".join(f"<div class='share'><a href='/{one}'>Link {one}</a></div>" for one in range(8))
    page = _page(
        f"<main>{HEAD}{_DAY}{_text(3)}<p>(<b>MORE:</b> <a href='/m'>The sea at night</a>)</p>{boxes}{_text(3, 5)}</main>",
        ARTICLE,
    )

    assert len({str(_values(tmp_path, page)[0]["text"]) for _ in range(12)}) == 1


_ROW = "<li><a href='/n/{0}'>Another story of the harbour, number {0}</a></li>"
_LATEST = f"<div><b>Neueste Artikel</b><ul>{''.join(_ROW.format(one) for one in range(5))}</ul></div>"
_SHORT = "<p>A short note on a long day: nobody came, nobody went, and the kettle was the only thing in the ward that said anything at all.</p>"
_TEASERS = "".join(
    f"<article><h3><a href='/t/{one}'>A teaser of the season, number {one}</a></h3><time datetime='2020-01-1{one}'>1{one} January 2020</time><p>{_text(2, one)}</p></article>"
    for one in range(6)
)

_PAGES: list[tuple[str, str]] = [
    # A short article beside a list of bare titles.
    (f"<div>3 May 2021 (ch)</div>{HEAD}{_SHORT}{_LATEST}", ""),
    # A short article whose title leads to the page itself.
    (f"<div class='post'><h1><a href='https://harbour.example.org/quiet'>{TITLE}</a></h1><small>3 May 2021, 16:20</small><div class='entry'>{_SHORT}</div></div>", '<link rel="canonical" href="https://harbour.example.org/quiet">'),
    # The beginning of an article that is paid for, a label in its heading, and many teasers in articles of their own.
    (f"<article><h1>{TITLE} <span class='label'>Subscribers</span></h1><p><time>3 May 2021</time></p>{_SHORT}</article>{_TEASERS}", f'{ARTICLE}<meta property="og:title" content="{TITLE} | Notes | Harbour Trust">'),
    # Comments that are built as posts are, longer than the article.
    (f"{HEAD}<p>3 May 2021</p>{_text(4)}<h2>Comments</h2>" + "".join(f"<div class='post reply'><h4><a href='/c/{one}'>Re: what I think of it, part {one}</a></h4><p>Posted 4 May 2021</p>{_text(3, 3 * one)}</div>" for one in range(4)), ""),
]  # fmt: skip


@pytest.mark.parametrize(("body", "head"), _PAGES)
def test_an_article_beside_lists(tmp_path: Path, body: str, head: str) -> None:
    """One row, with title, day and text, whatever else the page lists."""
    rows = _values(tmp_path, _page(f"<main>{body}</main>", head))

    assert [(row["title"], row["published"]) for row in rows] == [(TITLE, "2021-05-03")]
    assert "Re: what" not in str(rows[0]["text"])
    assert len(str(rows[0]["text"]).split()) > 20


def _days(tmp_path: Path, lines: str, language: str, head: str = "") -> list[Any]:
    return [day for _, _, day in _read(tmp_path, f"<main>{HEAD}{lines}{_text()}</main>", language, head=head + ARTICLE)]


@pytest.mark.parametrize(
    ("language", "lines", "head", "day"),
    [
        # A month that can be none is a day, between dots as well.
        ("en", "<table><tr><td>Published: </td><td>05.15.13, 22:47 / <a href='/n'>Harbour News</a></td></tr></table>", "", "2013-05-15"),
        ("en", "<p>Posted: 15.05.13</p>", "", "2013-05-15"),
        # The day of a change, with the time and the day of the week between, gives way to what metadata state.
        ("en", "<p>Updated 5:41 PM GMT, Fri February 14, 2020</p>", '<meta name="sailthru.date" content="2020-02-13 06:00:00">', "2020-02-13"),
        ("en", "<p>Last updated at 17:41, Friday 14 February 2020</p>", '<meta property="article:published_time" content="2020-02-13T06:00:00Z">', "2020-02-13"),
        ("de", "<p>Aktualisiert: Freitag, 14. Februar 2020</p>", '<meta name="date" content="2020-02-13">', "2020-02-13"),
        ("en", "<p>Updated 5:41 PM GMT, Fri February 14, 2020</p>", "", None),
        ("en", "<p>November 28, 2013 -- Updated 0203 GMT (1003 HKT)</p>", '<meta name="pubdate" content="2013-11-27T08:36:32Z">', "2013-11-27"),
        ("fr", "<ul><li><span>Mis à jour</span> <span>le 06/04/2013 à 10:37</span></li><li><span>Publié</span> <span>le 05/04/2013 à 17:08</span></li></ul>", "", "2013-04-05"),
        # What is stated as JSON in a meta element, and with digits left out.
        ("en", "<p>A note</p>", """<meta name="parsely-page" content='{"title": "x", "pub_date": "2020-02-13T06:00:00Z"}'>""", "2020-02-13"),
        ("en", "<p>A note</p>", '<meta name="date" content="2013-6-6">', "2013-06-06"),
        # English alone leaves open which comes first: the place, the zone or the country of the address says.
        ("en", "<p>03/05/2021</p>", '<meta property="og:locale" content="en_GB">', "2021-05-03"),
        ("en", "<p>03/05/2021</p>", '<meta property="og:locale" content="en_US">', "2021-03-05"),
        ("en", "<p>Posted: 03/05/2021 12:01:00 AM MDT</p>", "", "2021-03-05"),
        ("en", "<p>03/05/2021</p>", '<link rel="canonical" href="https://www.harbour.example.co.uk/quiet">', "2021-05-03"),
        ("en", "<p>03/05/2021</p>", '<link rel="canonical" href="https://www.harbour.example.gov/quiet">', "2021-03-05"),
        ("en", "<p>03/05/2021</p>", "", None),
    ],
)  # fmt: skip
def test_days(tmp_path: Path, language: str, lines: str, head: str, day: str | None) -> None:
    """The day of publication, in many forms; that of a change is none, and what can be read two ways is none."""
    assert _days(tmp_path, lines, language, head) == [day]


def test_authors_stated_as_json(tmp_path: Path) -> None:
    """A meta element holds JSON with those who wrote it."""
    head = """<meta name="parsely-page" content='{"author": ["Ann Roe", "Jo Bloggs"], "pub_date": "2021-05-03"}'>"""

    assert _read(tmp_path, f"<main>{HEAD}{_text()}</main>", "en", head=head) == [
        (TITLE, ["Ann Roe", "Jo Bloggs"], "2021-05-03")
    ]
