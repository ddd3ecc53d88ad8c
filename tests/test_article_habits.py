"""Habits of papers, blogs and offices: agencies that sign, guests, posts below names, days amid a sentence, forms and lists around a text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from leaddata.pipeline.post_rows import extract_posts

TITLE = "The night the lifts stopped at Marlow"
DAY = "<p>3 May 2021</p>"
_ARTICLE = '<meta property="og:type" content="article">'
_WORDS = "apple brick cloud delta ember frost grain hotel ivory jelly".split()  # noqa: SIM905


def _paragraphs(number: int) -> str:
    return "".join(
        f"<p>The porters of the {_WORDS[one]} wing carried {one + 3} patients down the stairs that night, and by the time the {_WORDS[-one - 1]} lamps came on again "
        "they had drawn up a rota of their own, which is still in use.</p>"
        for one in range(number)
    )


def _rows(tmp_path: Path, body: str, head: str = "") -> list[dict[str, Any]]:
    path = tmp_path / "page.html"
    path.write_text(
        f"<!DOCTYPE html><html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>", encoding="utf-8"
    )
    return [dict(row.values) for row in extract_posts(path).rows]


def _signed(tmp_path: Path, above: str, below: str = "", text: str = "") -> list[str] | None:
    """Return who wrote an article with these lines around its text."""
    rows = _rows(tmp_path, f"<main><h1>{TITLE}</h1>{above}<div>{text}{_paragraphs(4)}</div>{below}</main>")
    assert [row["title"] for row in rows] == [TITLE]
    authors: list[str] | None = rows[0]["authors"]
    return authors


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        (f'{DAY}<div class="byline"><h6>Written by</h6><h5>The Associated Press</h5></div>', ["The Associated Press"]),
        (f"{DAY}<p>By The Canadian Press</p>", ["The Canadian Press"]),
        (f'<div class="byline">Press Association in Truro</div>{DAY}', ["Press Association"]),
        (f'<p class="byline"><span class="author">Reuters in Oslo</span></p>{DAY}', ["Reuters"]),
        (f"<p>By Ann Roe and Jo Bloggs, Associated Press</p>{DAY}", ["Ann Roe", "Jo Bloggs"]),
        ("<p><span>ANN ROE AP Health Writer</span> <span>Published: </span><time>May 3, 2021 2:15AM</time></p>", ["ANN ROE"]),
        ("<p><span>Jo Bloggs BBC Science Reporter</span> <span>Posted: </span><time>May 3, 2021</time></p>", ["Jo Bloggs"]),
        (f"<p>By Jo Bloggs Associated Press Writer</p>{DAY}", ["Jo Bloggs"]),
        # A name by itself, unmarked and unlabelled, is that of whom the picture is from.
        (f"<p>Associated Press</p>{DAY}", None),
    ],
)  # fmt: skip
def test_agencies(tmp_path: Path, above: str, authors: list[str] | None) -> None:
    """An agency that a label or the markup names signs as a group does, without its town; behind a name it is where they work."""
    assert authors == _signed(tmp_path, above)


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        ("<h2>Authors</h2><h3>Ann Roe</h3><p>Senior Fellow, Workforce</p><h3>Jo Bloggs</h3><p>Former Policy Adviser</p>", ["Ann Roe", "Jo Bloggs"]),
        ("<p>By</p><p>Ann Roe</p><p>Chief Nurse</p><p>Jo Bloggs</p><p>Medical Director</p><p>Ravi Patel</p>", ["Ann Roe", "Jo Bloggs", "Ravi Patel"]),
        ("<h2>Author</h2><h3>Ann Roe</h3><p>Chief Nurse</p><p>Deputy Director</p><h3>Jo Bloggs</h3>", ["Ann Roe"]),
        ("<h2>Author</h2><h3>Ann Roe</h3><p>The picture is of Jo Bloggs.</p><h3>Jo Bloggs</h3>", ["Ann Roe"]),
    ],
)  # fmt: skip
def test_posts_below_names(tmp_path: Path, above: str, authors: list[str]) -> None:
    """Below a label each name may have a line with a post; anything else ends the names."""
    assert authors == _signed(tmp_path, DAY + above)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("This is a guest post by Ann Roe, who works in Pembrokeshire.", ["Ann Roe"]),
        ("This is a guest post by Ann Roe and Jo Bloggs.", ["Ann Roe", "Jo Bloggs"]),
        ("Today’s guest blog is by Ann Roe, a ward sister in Leeds.", ["Ann Roe"]),
        ("The following is a guest article by J. R. Bloggs of Harbour Trust. All views are those of the writer.", ["J. R. Bloggs"]),
        ("This guest post was written by Ann Roe from Truro.", ["Ann Roe"]),
        ("Dies ist ein Gastbeitrag von Ann Roe, die in Leeds arbeitet.", ["Ann Roe"]),
        ("This is a guest post by one of our trainees, who asked to stay unnamed.", None),
        ("This is a reply to a guest post by Ann Roe, who works in Pembrokeshire.", None),
        ("We would love to hear from you: write a guest post by Friday.", None),
    ],
)  # fmt: skip
def test_guests(tmp_path: Path, line: str, authors: list[str] | None) -> None:
    """Whoever the first or last lines call the guest that wrote it did so, whoever posted it."""
    for above in (DAY, "<p>May 3, 2021 by admin | 0 comments</p>"):
        assert authors == _signed(tmp_path, above, text=f"<p><em>{line}</em></p>")
        assert authors == _signed(tmp_path, above, below=f"<p>{line}</p>")


@pytest.mark.parametrize(
    ("below", "authors"),
    [
        ("<p>Written by Ann Roe, Communications and Marketing</p>", ["Ann Roe"]),
        ("<p>Written by Ann Roe, Estates, Facilities and Catering</p>", ["Ann Roe"]),
        ("<p>Story by Ann Roe, Marketing</p>", ["Ann Roe"]),
        ("<p>Written by hand, Letters and Cards</p>", None),
    ],
)
def test_an_office_behind_a_name(tmp_path: Path, below: str, authors: list[str] | None) -> None:
    """What follows a name behind a label may be an office, if the line is no sentence."""
    assert authors == _signed(tmp_path, DAY, below)


@pytest.mark.parametrize(
    ("far", "authors"),
    [
        ("Written by Ann Roe <br>Copyright: Harbour News<br>", ["Ann Roe"]),
        ("Geschrieben von Ann Roe<br>Alle Rechte vorbehalten", ["Ann Roe"]),
        ("Written by Ann Roe<br>Nothing else<br>Written by Jo Bloggs", None),
        ('<div class="related"><a href="/x">Another story of the same night</a><br>Written by Jo Bloggs</div>', None),
        ('<div class="comment">Written by Jo Bloggs<br>I was there</div>', None),
    ],
)
def test_a_line_far_from_the_title(tmp_path: Path, far: str, authors: list[str] | None) -> None:
    """A line of the page that says who wrote, and nothing else, names them where all such lines agree."""
    menu = "".join(f'<li><a href="/{number}">Wing {number}</a></li>' for number in range(14))
    body = f"<div><div>{far}</div><ul>{menu}</ul></div><main><h1>{TITLE}</h1>{DAY}<div>{_paragraphs(4)}</div></main>"
    assert [authors] == [row["authors"] for row in _rows(tmp_path, body)]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Dieser Beitrag wurde am Montag, 3. Mai 2021 um 14:05 Uhr veröffentlicht und unter Pflege abgelegt. Sie können Kommentare über den Feed verfolgen. Kommentare sind zurzeit nicht erlaubt, aber wer will, kann von der eigenen Seite aus auf diese hier verweisen und so etwas sagen.", "2021-05-03"),
        ("Dieser Artikel wurde am 3. Mai 2021 von annroe geschrieben und in Pflege, Leitung und Alltag einsortiert, wo auch die anderen stehen. Kommentare sind zurzeit nicht erlaubt, aber wer will, kann von der eigenen Seite aus auf diese hier verweisen.", "2021-05-03"),
        ("Dit bericht werd op 3 mei 2021 om 14:05 geplaatst in de categorie Zorg en kan via de feed worden gevolgd door wie dat wil, ook later nog. Reageren is op dit moment niet mogelijk, maar wie wil, kan vanaf de eigen pagina naar deze verwijzen.", "2021-05-03"),
        ("Dieser Beitrag handelt vom 3. Mai 2021, an dem die Aufzüge standen, und wurde von vielen gelesen, die dabei gewesen waren und erzählten, was sie gesehen hatten, bevor die Türen endlich wieder aufgingen und alle nach Hause konnten, wo man auf sie wartete.", None),
    ],
)  # fmt: skip
def test_a_day_amid_a_sentence(tmp_path: Path, line: str, day: str | None) -> None:
    """A line below the text that says that it was published on a day gives it, where the word for that stands behind."""
    body = f'<main><h1>{TITLE}</h1><div>{_paragraphs(4)}</div><p class="postmetadata">{line}</p></main>'
    assert [day] == [row["published"] for row in _rows(tmp_path, body)]


def test_a_form_around_the_page(tmp_path: Path) -> None:
    """A page that is all in a form has its day read, and no text of its menu and sidebar; a form beside the text stays out."""
    body = (
        f'<form id="aspnetForm"><div class="page"><h1>{TITLE}</h1><div class="box"><h3>Related Articles</h3><ul><li><a href="/a">Lifts of old</a></li></ul></div>'
        f'<div class="content"><p class="article_date">May 3, 2021</p>{_paragraphs(5)}</div><aside><p>{"Our readers vote each week on what they would like to read. " * 2}</p></aside></div></form>'
    )
    asked = "<form><p>Tell us by 4 June 2022 what you think of the pages that we have built and of the words on them.</p></form>"
    for page in (body, body + asked):
        [row] = _rows(tmp_path, page, _ARTICLE)
        assert ("2021-05-03", False, False) == (row["published"], "vote" in row["text"], "Tell us" in row["text"])


@pytest.mark.parametrize("told", [": the trust will look at all nine lifts before the summer is out", " – a report says that nobody had looked at them since they were built"])  # fmt: skip
def test_a_list_amid_the_text(tmp_path: Path, told: str) -> None:
    """Points of a list that go on with words behind a link are text of the article."""
    points = "".join(
        f'<li><a href="/{one}">Lift number {one} to be mended</a>{told}, number {one}.</li>' for one in range(6)
    )
    body = f"<main><h1>{TITLE}</h1>{DAY}<div>{_paragraphs(4)}<p>Here is what else there was:</p><ul>{points}</ul></div></main>"
    [row] = _rows(tmp_path, body, _ARTICLE)

    assert all(f"number {one}." in row["text"] for one in range(6))


def test_teasers_amid_the_text(tmp_path: Path) -> None:
    """Points of a list with a line each for title and words are other articles."""
    teasers = "".join(
        f'<li><h4><a href="/t{one}">Another story, number {one}, of the day</a></h4><p>Here are some words of that story number {one}, told to those who ask.</p></li>'
        for one in range(6)
    )
    [row] = _rows(
        tmp_path, f"<main><h1>{TITLE}</h1>{DAY}<div>{_paragraphs(4)}<ul>{teasers}</ul></div></main>", _ARTICLE
    )

    assert "delta wing" in row["text"]
    assert "some words of that story" not in row["text"]


@pytest.mark.parametrize(
    ("heading", "is_text"),
    [("Latest Wessex News Headlines", False), ("Top News Headlines", False), ("Must Watch", False), ("The headlines of the week", True)],
)  # fmt: skip
def test_headings_of_other_articles(tmp_path: Path, heading: str, is_text: bool) -> None:
    """What stands below a heading of headlines is of other articles; a heading of the text may tell of headlines."""
    box = f"<div><h3>{heading}</h3><p>A farmer of the hills said on Friday that she would sell none of her sheep this year, come what may.</p></div>"
    [row] = _rows(tmp_path, f"<main><h1>{TITLE}</h1>{DAY}<div>{_paragraphs(6)}</div>{box}</main>", _ARTICLE)

    assert ("delta wing" in row["text"], "sheep" in row["text"]) == (True, is_text)


@pytest.mark.parametrize("number", [210, 450])
def test_hundreds_of_titles_beside_a_text(tmp_path: Path, number: int) -> None:
    """A text with a title of its own is an article, however many titles of others stand beside it."""
    others = "".join(
        f'<li><a href="/n/{one}"><img src="{one}.jpg" alt=""><span>Story number {one}: what the town said of it and why it matters so much to all of us</span></a></li>'
        for one in range(number)
    )
    body = f'<div class="text"><h1>{TITLE}</h1><p>By <a class="author" href="/p">Ann Roe</a></p>{DAY}{_paragraphs(6)}</div><div class="beta"><ul>{others}</ul></div>'
    rows = _rows(tmp_path, body, _ARTICLE)

    assert [(TITLE, ["Ann Roe"], "2021-05-03")] == [(row["title"], row["authors"], row["published"]) for row in rows]
    assert "Story number" not in rows[0]["text"]
