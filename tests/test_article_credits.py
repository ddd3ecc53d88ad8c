"""Who wrote, and when, as cards, credits, sentences and side columns of a page tell it; what only looks so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_article_habits import _ARTICLE, DAY, TITLE, _paragraphs, _rows, _signed

from leaddata.pipeline.post_rows import extract_posts


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        ("<div>Dr Ann Roe</div><div>Medical Director</div><div>Calder NHS Trust</div><div>Published 3 May 2021</div>", ["Dr Ann Roe"]),
        ("<div>Dr Ann Roe</div><div>Medical Director</div><div>Northbank Community Services</div><div>Published 3 May 2021</div>", ["Dr Ann Roe"]),
        ("<div>Professor Ann Roe</div><div>Vice-President (Education)</div><div>Last reviewed: 4 May 2023</div><div>First published: 3 May 2021</div>", ["Professor Ann Roe"]),
        ("<div>First published: 3 May 2021</div><div>Last reviewed: 4 May 2023</div><div>Ann Roe</div><div>Chief Nurse</div>", ["Ann Roe"]),
        ("<p>Ann Roe</p><p>Chief Nurse</p><p>Jo Bloggs</p><p>GP and clinical lead</p><p>3 May 2021</p>", ["Ann Roe", "Jo Bloggs"]),
        ("<p>Ann Roe, Deputy Chief Pharmacist, Ouse Valley Hospital Team</p><p>3 May 2021</p>", ["Ann Roe"]),
        ("<p>Patient Safety</p><p>All sites</p><p>3 May 2021</p>", None),
        ("<p>Middle Wards</p><p>3 May 2021</p><p>A picture of the stairs and of those who carried the beds down them that night, one by one. AP Photo/Jo Bloggs</p>", None),
        ('<div class="authors"><div class="author"><p class="author__name">Ann Roe</p><p class="author__role">Manager</p></div><div class="author"><p class="author__name">Dr Jo Bloggs</p><p class="author__role">GP and clinical lead</p></div></div><p>3 May 2021</p>', ["Ann Roe", "Dr Jo Bloggs"]),
        ('<p><a class="p-author h-card" href="/">Ann Roe</a> <time class="dt-published">3 May 2021</time></p>', ["Ann Roe"]),
        ('<dl><dt>Words</dt><dd>Ann Roe and Jo Bloggs</dd><dt>Photography</dt><dd>Cy Doe</dd></dl><p>3 May 2021</p>', ["Ann Roe", "Jo Bloggs"]),
        ('<p><strong>Authors:</strong> <a href="/a">Dr Ann Roe</a>, Reader in Soil Science, and <a href="/b">Jo Bloggs</a>, School of Management</p><p>3 May 2021</p>', ["Dr Ann Roe", "Jo Bloggs"]),
        ('<ul><li>Why a quiet ward is a safe one, whoever leads it and at what hour.</li><li>What the lifts had to do with it, and who mended them in the end.</li><li>How the porters saw it coming.</li></ul><div><strong> Guest post by Ann Roe and Jo Bloggs</strong></div><p>3 May 2021</p>', ["Ann Roe", "Jo Bloggs"]),
        ('<div class="byline">By <a href="/a">Ann Roe</a>, Policy Officer <span>&amp;</span> <a href="/b">Dr Jo Bloggs</a>, Trustee</div><p>3 May 2021</p>', ["Ann Roe", "Dr Jo Bloggs"]),
        ('<h3>Authors</h3><ul><li class="vcard content-author"><a rel="author" href="/a"><span class="fn">Ann Roe</span></a><p class="role">Professor of Law, Fenwick</p></li><li class="vcard content-author"><a rel="author" href="/b"><span class="fn">Jo Bloggs</span></a><p class="role">PhD Candidate, Fenwick</p></li></ul><p>3 May 2021</p>', ["Ann Roe", "Jo Bloggs"]),
        ("<h2>Author</h2><div><h3><a href='/p'>Ann Roe</a></h3><p>Medical director</p><p>Harbour Faculty</p></div><p>3 May 2021</p>", ["Ann Roe"]),
        ("<p>Posted by: Patient Leader Ann Roe, 3 May 2021</p>", ["Ann Roe"]),
        ("<p>Posted by: Working Together, 3 May 2021</p>", None),
        ("<p>How the stairs were won, in short.</p><div><span>Ann Roe</span><span>Jo Bloggs</span></div>", ["Ann Roe", "Jo Bloggs"]),
        ('<div><a href="/category/a" rel="category tag">Night Porters</a>, <a href="/category/b" rel="category tag">Marlow Lifts</a></div>', None),
        ("<div><span>Chief Nurse</span><span>Jo Bloggs</span></div>", None),
        ('<p class="author-line"><strong>Ann Roe</strong> visits a service run by its patients</p><p>3 May 2021</p>', ["Ann Roe"]),
        ("<p>Text und Fotos: Ann Roe</p><p>3 May 2021</p>", ["Ann Roe"]),
        ('<div class="meta"><a href="/author/a">Ann Roe</a> <a href="/author/a">View Staff Page</a> <span>3 May 2021</span></div>', ["Ann Roe"]),
        ("<p>Awdur: Ann Roe</p><p>Cyhoeddwyd: 3 Mai 2021</p>", ["Ann Roe"]),
    ],
)  # fmt: skip
def test_cards_above_the_text(tmp_path: Path, above: str, authors: list[str] | None) -> None:
    """A name with what somebody is in lines of their own, a list of credits, a line below points: each names who wrote."""
    assert authors == _signed(tmp_path, above)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("In this blog, Ann Roe explains why a debrief needs a clock.", ["Ann Roe"]),
        ("In this guest post, Dr Ann Roe, a ward sister in Leeds, reflects on a long year.", ["Dr Ann Roe"]),
        ("In this month’s blog for the Harbour Trust, Ann Roe and Jo Bloggs share what they learned.", ["Ann Roe", "Jo Bloggs"]),
        ("Ann Roe, an emergency nurse, reflects on coming back to work.", ["Ann Roe"]),
        ("Ann Roe on standing her ground.", ["Ann Roe"]),
        ("In this interview, Ann Roe explains why a debrief needs a clock.", None),
        ("In this blog we explain what Ann Roe shares with her team.", None),
        ("Ann Roe, also known as the fox, tries to explain the call on his own phone.", None),
        ("Ann Roe on trial in Leeds for what they saw.", None),
    ],
)  # fmt: skip
def test_sentences_that_bring_in(tmp_path: Path, line: str, authors: list[str] | None) -> None:
    """A line below the title says who tells what follows; one that tells of somebody else does not."""
    assert authors == _signed(tmp_path, f"<p>{line}</p>{DAY}")


@pytest.mark.parametrize(
    ("below", "authors"),
    [
        ("<p>With best wishes,</p><p>Ann Roe<br>Chair, Trainee Council</p>", ["Ann Roe"]),
        ("<p><em>Das Interview führte Ann Roe.</em></p>", ["Ann Roe"]),
        ("<p>A post shared by Ann Roe (@annroe) on Jun 17, 2019</p>", None),
        ("<p>Mit freundlichen Grüßen</p><p>Ann Roe</p>", ["Ann Roe"]),
        ("<p>With best wishes from all of us,</p><p>Wards of the Harbour</p>", None),
        ("<p><em><strong>Ann Roe</strong>, ward manager, Harbour Hospital.</em></p><p><em><strong>Jo Bloggs</strong>, patient representative.</em></p><p>Competing interests: none declared.</p>", ["Ann Roe", "Jo Bloggs"]),
        ("<p>Ann Roe, ward manager, and Jo Bloggs, matron, with the new lift.</p>", None),
        ("<p>Ann Roe, ward manager, said that the lifts were old and would be mended by the spring.</p>", None),
        ("<div><h4>Zum Autor</h4><p><b>Ann Roe</b> leitet das Institut in Ulm.</p></div>", ["Ann Roe"]),
        ('<div><h3>About the author</h3><img src="k.jpg"><p><strong>Ann Roe</strong> is a school governor. She has sat through more than a thousand meetings.</p></div>', ["Ann Roe"]),
        ("<section><h2>Authors</h2><h3>Ann Roe</h3><p>Ann is a rota lead who used to be a baker.</p><p>She lives by the sea with two cats.</p><h3>Jo Bloggs</h3><p>Jo is a trainee in the south west.</p></section>", ["Ann Roe", "Jo Bloggs"]),
        ("<section><h2>Authors</h2><h3>Ann Roe</h3><p>The picture above is by somebody else.</p><h3>Jo Bloggs</h3></section>", ["Ann Roe"]),
    ],
)  # fmt: skip
def test_below_the_text(tmp_path: Path, below: str, authors: list[str] | None) -> None:
    """Who takes leave at the end wrote it; below a heading of authors a sentence on one of them does not end the list."""
    assert authors == _signed(tmp_path, DAY, below)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Harbour Staff Reporter", None),
        ("By Ann Roe, Staff Reporter", ["Ann Roe"]),
        ("By ANN ROE Staff Writer", ["ANN ROE"]),
    ],
)
def test_staff(tmp_path: Path, line: str, authors: list[str] | None) -> None:
    """A reporter of the paper without a name is nobody; what somebody with a name is stays out of it."""
    assert authors == _signed(tmp_path, f'<p class="byline">{line}</p>{DAY}')


def _read(tmp_path: Path, body: str, head: str = "") -> tuple[Any, ...]:
    [row] = _rows(tmp_path, body, head)
    return row["title"], row["authors"], row["published"]


def test_names_beside_sources(tmp_path: Path) -> None:
    """The names of a list of sources, marked as authors are, are none of the article; those below its title are."""
    sources = '<ol><li><span class="vcard author"><span class="fn">Zahn, J.</span></span> Tar (2013).</li></ol>'
    body = f'<main><h1>{TITLE}</h1><ul class="authors"><li><span class="vcard"><a class="fn" href="#a">Ann Roe</a></span></li></ul>{DAY}{_paragraphs(4)}<h2>Notes</h2>{sources}</main>'

    assert (TITLE, ["Ann Roe"], "2021-05-03") == _read(tmp_path, body)


def test_a_column_beside_the_text(tmp_path: Path) -> None:
    """Names and days in a column that the markup calls so win over a group that metadata name; those of a list of posts do not."""
    side = (
        '<div class="sidebar"><div class="post-authors"><div><strong>Ann Roe</strong><br>Lead</div><div><strong>Jo Bloggs</strong><br>Manager</div></div>'
        '<nav><ul class="post-meta"><li><time datetime="2021-05-03 00:00:00">2021/05/03</time></li><li><time datetime="2022-06-04 00:00:00">2022/06/04</time></li></ul></nav></div>'
    )
    card = '<div class="post-card"><a href="/{0}">What the night of number {0} told us</a><ul class="post-meta"><li class="author">Cy Doe{0}</li><li><time datetime="2020-01-0{0}">0{0}/01/2020</time></li></ul></div>'
    cards = f'<div class="sidebar">{"".join(card.format(one) for one in (1, 2, 3))}</div>'
    head = '<meta name="author" content="Harbour Improvement Network">'
    text = f"<main><h1>{TITLE}</h1>{_paragraphs(4)}</main>"

    assert (TITLE, ["Ann Roe", "Jo Bloggs"], "2021-05-03") == _read(tmp_path, side + text, head)
    assert (TITLE, ["Harbour Improvement Network"], None) == _read(tmp_path, cards + text, head)


@pytest.mark.parametrize("account", ["webeditor", "Harbour Improvement Network", "annr7"])
def test_words_before_accounts(tmp_path: Path, account: str) -> None:
    """Whom the line below the title brings in wrote it, where metadata name an account or a group; a person in metadata stays."""
    body = f"<main><h1>{TITLE}</h1><p>Ann Roe, a ward sister, reflects on the night.</p>{DAY}{_paragraphs(4)}</main>"

    assert ["Ann Roe"] == _read(tmp_path, body, f'<meta name="author" content="{account}">')[1]
    assert ["Jo Bloggs"] == _read(tmp_path, body, '<meta name="author" content="Jo Bloggs">')[1]


def test_a_label_and_a_card_beside_the_text(tmp_path: Path) -> None:
    """Behind a label the name is the first piece of a card: what somebody is may be glued to it."""
    side = "<div><p>Author</p><div><img src='t.jpg'><span>Ann Roe</span><span>GP, Wells</span></div></div>"

    assert (TITLE, ["Ann Roe"], "2021-05-03") == _read(
        tmp_path, f"{side}<main><h1>{TITLE}</h1>{DAY}{_paragraphs(4)}</main>"
    )


@pytest.mark.parametrize(
    ("stated", "line", "authors"),
    [
        ("Siobhan O'Rourke", "<p>Siobhán O’Rourke tells it all.</p>", ["Siobhán O’Rourke"]),
        ("Jean-Luc N'Diaye", "<p>It was a long night.</p>", ["Jean-Luc N'Diaye"]),
    ],
)
def test_signs_of_names(tmp_path: Path, stated: str, line: str, authors: list[str]) -> None:
    """A name that metadata state has the accents and the apostrophe that the page prints."""
    head = f'<meta name="author" content="{stated}">'

    assert (TITLE, authors, "2021-05-03") == _read(
        tmp_path, f"<main><h1>{TITLE}</h1>{line}{DAY}{_paragraphs(4)}</main>", head
    )


def _ld(*nodes: dict[str, Any]) -> str:
    return f'<script type="application/ld+json">{json.dumps(nodes)}</script>'


_PERSON = {"@type": "Person", "name": "Ann Roe"}
_OWN = {"@type": "BlogPosting", "headline": TITLE, "datePublished": "2021-05-03", "author": _PERSON}
_OTHERS = [
    {"@type": "BlogPosting", "headline": f"Story {one}", "url": f"/s/{one}", "author": {"name": "Cy Doe"}}
    for one in range(3)
]


@pytest.mark.parametrize(
    ("head", "is_known"),
    [
        (_ld({"@type": "ItemList", "itemListElement": _OTHERS}, _OWN), True),
        (_ld({"@type": "Blog", "blogPost": _OTHERS}, _OWN), True),
        (_ld(*_OTHERS, _OWN), True),
        (_ld({"@type": "Person", "@id": "#a", "givenName": "Ann", "familyName": "Roe"}, {**_OWN, "author": {"@id": "#a"}}), True),
        (_ld({"@type": "Person", "@id": "#a", "givenName": "Ann", "familyName": "Roe"}, {**_OWN, "author": "#a"}), True),
        (_ld(*_OTHERS), False),
    ],
)  # fmt: skip
def test_the_article_among_others_in_json_ld(tmp_path: Path, head: str, is_known: bool) -> None:
    """Of several articles in JSON-LD that one is the page whose title is its heading; its author may be given by parts and by reference."""
    body = f"<main><h1>{TITLE}</h1>{_paragraphs(5)}</main>"

    assert (TITLE, ["Ann Roe"] if is_known else None, "2021-05-03" if is_known else None) == _read(tmp_path, body, head)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        (f'{TITLE}<a class="headerlink" href="#w" title="Permanent link">¶</a>', TITLE),
        (f'{TITLE} <a class="anchor" href="#w" aria-hidden="true">#</a>', TITLE),
        (f'{TITLE} <a class="header-anchor anchor" href="#w">Copy link</a>', TITLE),
        (f'<a href="#w">{TITLE}</a>', TITLE),
    ],
)
def test_links_of_a_heading_to_itself(tmp_path: Path, heading: str, title: str) -> None:
    """The sign by which a heading links to itself is none of the title."""
    assert title == _read(tmp_path, f"<main><h1>{heading}</h1>{DAY}{_paragraphs(4)}</main>")[0]


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ('<p>When: 8 to 12 July 2024</p>{}<p>Posted: 3 May 2021</p>', "2021-05-03"),
        ('<p>Closing date: 9 July 2024</p><p>3 May 2021</p>{}', "2021-05-03"),
        ('<p>Wann: 9. Juli 2024</p>{}', None),
        ('<p>Next review due: 9 July 2024</p>{}', None),
        ('<p><time class="updated" itemprop="dateModified" datetime="2023-01-02">2 January 2023</time><time class="published" datetime="2021-05-03">3 May 2021</time></p>{}', "2021-05-03"),
        ('<p>Posted by <b>Ann Roe</b> <abbr class="timeago" title="2021-05-03T12:00:00+01:00">5 years ago</abbr></p>{}', "2021-05-03"),
        ('<p>The <abbr title="2021-05-03 of the plan">plan</abbr> was old.</p>{}', None),
        ('<p><time class="entry-date updated">3 May 2021</time></p>{}', "2021-05-03"),
    ],
)  # fmt: skip
def test_days_that_are_none_of_publication(tmp_path: Path, lines: str, day: str | None) -> None:
    """The day of an event, of a next review, and that which the markup calls a change beside another are not when it was published."""
    assert day == _read(tmp_path, f"<main><h1>{TITLE}</h1>{lines.format(_paragraphs(4))}</main>", _ARTICLE)[2]


@pytest.mark.parametrize(
    ("end", "is_text"),
    [
        ("<p><em>Ann Roe is a consultant in Leeds who writes about stairs.</em></p>", False),
        ("<p>Dr Ann Roe, ward manager, Harbour Hospital.</p><p>Competing interests: none declared.</p>", False),
        ("<p>You are receiving this e-mail because you asked for the stairs to be mended.</p>", False),
        ("<p>For comments and feedback on the stairs: contact the desk</p>", False),
        ("<p>Ann Roe said that the stairs were never the same again after that night.</p>", True),
        ("<p>Jo Bloggs is the one who carried the lamps down the stairs that night.</p>", True),
    ],
)
def test_what_is_told_of_authors_at_the_end(tmp_path: Path, end: str, is_text: bool) -> None:
    """A last line on what the author is, and notes below it, are no text; one on what they said, or on somebody else, is."""
    byline = '<p class="byline">By Ann Roe</p>'
    [row] = _rows(tmp_path, f"<main><h1>{TITLE}</h1>{byline}{DAY}<div>{_paragraphs(4)}{end}</div></main>", _ARTICLE)

    assert (["Ann Roe"], is_text) == (row["authors"], row["text"].count("stairs") + ("Hospital" in row["text"]) > 4)


def test_other_articles_as_a_whole_below(tmp_path: Path) -> None:
    """Of several whole articles on a page that is the one whose address and title the page states; else it is a list."""
    card = '<article class="item"><header><h2>{0}</h2></header><p>von <a href="/team/{1}">{2}</a></p><time datetime="2021-05-0{1}">0{1}.05.2021</time><div>{3}</div></article>'
    articles = [(TITLE, 3, "Ann Roe"), ("What the porters said a year later", 2, "Jo Bloggs"), ("The lamps of Marlow", 1, "Cy Doe")]  # fmt: skip
    body = "".join(card.format(*one, _paragraphs(5).replace("night", f"night of {one[1]}")) for one in articles)
    address = "https://example.org/2021/lifts/"
    head = f'<link rel="canonical" href="{address}">{_ARTICLE}' + _ld({**_OWN, "url": address})

    assert (TITLE, ["Ann Roe"], "2021-05-03") == _read(tmp_path, f'<div class="list">{body}</div>', head)
    [row] = _rows(tmp_path, f'<div class="list">{body}</div>', head)
    assert ("night of 3" in row["text"], "night of 2" in row["text"]) == (True, False)
    assert len(articles) == len(_rows(tmp_path, f'<div class="list">{body}</div>'))


def test_a_title_that_metadata_word_otherwise(tmp_path: Path) -> None:
    """The heading of the article is its title, though a list beside it links to the page by the title of the metadata."""
    beside = '<div><h3>More in Marlow</h3><h2><a href="/a">Porters go home</a></h2><h2><a href="/x">Marlow\'s lifts: the night that they stopped</a></h2></div>'
    head = f'<meta property="og:title" content="Marlow\'s lifts: the night that they stopped">{_ARTICLE}'

    assert (TITLE, ["Ann Roe"], "2021-05-03") == _read(
        tmp_path, f"<main><h1>{TITLE}</h1><p>By Ann Roe</p>{DAY}<div>{_paragraphs(6)}</div></main>{beside}", head
    )


@pytest.mark.parametrize(("byline", "is_article"), [("<p>3 May 2021 | by Ann Roe in Nights</p>", True), ("", False)])
def test_a_short_title_beside_a_list(tmp_path: Path, byline: str, is_article: bool) -> None:
    """A title of two words, which the page states, with a byline and a day below it is that of an article, whatever list stands beside."""
    items = "".join(
        f'<li><a href="https://example.org/p/{one}"><img src="{one}.jpg">What the porters of the wing number {one} said about it all</a></li>'
        for one in range(9)
    )
    body = f"<div><h2>Stopped Lifts</h2>{byline}{_paragraphs(2)}</div><div class='strip'><ul>{items}</ul></div>"
    page = f"<!DOCTYPE html><html><head><title>Stopped Lifts - Harbour</title></head><body>{body}</body></html>"
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    rows = [row.values for row in extract_posts(path).rows]

    assert is_article == ([("Stopped Lifts", ["Ann Roe"])] == [(row["title"], row["authors"]) for row in rows])


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        ('<div><a href="/c/2">Ann Roe</a> | Columnist</div>', ["Ann Roe"]),
        ('<div><a href="/c/2">Ann Roe</a> | Night Porters</div>', None),
        ("<div>Opinion | Chief Nurse</div>", None),
    ],
)
def test_a_name_above_the_title(tmp_path: Path, above: str, authors: list[str] | None) -> None:
    """A name above the title counts with what somebody is beside it."""
    assert authors == _read(tmp_path, f"<main>{above}<h1>{TITLE}</h1>{DAY}{_paragraphs(4)}</main>")[1]


@pytest.mark.parametrize(
    "menu",
    [
        ("Home", "World", "Health", "Opinion", "Sports", "Lake County"),
        ("Home page", "All wards", "Our board", "Contact"),
    ],
)
def test_a_menu_that_is_called_nothing(tmp_path: Path, menu: tuple[str, ...]) -> None:
    """Links of a word or two each are a menu beside the one text of a page, whatever title its metadata have."""
    items = "".join(f'<li><a href="/{one[:4]}">{one}</a></li>' for one in menu)
    page = f"<!DOCTYPE html><html><head><title>Harbour</title></head><body><div><div>Friday, June 7, 2013</div><ul>{items}</ul></div><div><h1>{TITLE}</h1>{DAY}{_paragraphs(2)}</div></body></html>"
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")

    assert [(TITLE, "2021-05-03")] == [
        (row.values["title"], row.values["published"]) for row in extract_posts(path).rows
    ]


@pytest.mark.parametrize(
    ("above", "authors", "day"),
    [
        ('<h3><a href="/in/ann">Ann Roe</a></h3><h4>Medical Director | Speaker</h4><div>Published May 3, 2021</div>', ["Ann Roe"], "2021-05-03"),
        ("<h3>Small Changes</h3><p>3 May 2021</p>", None, "2021-05-03"),
        ('<ul><li><i class="fa fa-user"></i> <a href="/u/a">Ann Roe</a></li><li><i class="fa fa-comments"></i> 0 comments</li></ul>', ["Ann Roe"], None),
        ('<ul><li><i class="fa fa-folder"></i> <a href="/topics/a">Staff Wellbeing</a></li></ul><p>3 May 2021</p>', None, "2021-05-03"),
        ("<p>12 Mawrth 2021 | gan Ann Roe, Cymrawd Arweinyddiaeth Glinigol</p>", ["Ann Roe"], "2021-03-12"),
    ],
)  # fmt: skip
def test_headings_and_pictures_of_persons(
    tmp_path: Path, above: str, authors: list[str] | None, day: str | None
) -> None:
    """A name in a heading above a day, or behind the picture of a person, is who wrote; what only looks so is nobody."""
    assert (authors, day) == _read(tmp_path, f"<main><h1>{TITLE}</h1>{above}{_paragraphs(4)}</main>")[1:3]


def test_a_day_in_three_elements_above_the_title(tmp_path: Path) -> None:
    """Day, month and year that stand beside one another without a blank are a day."""
    box = "<div><span>07</span><span>Nov</span><span>2022</span></div>"
    assert "2022-11-07" == _read(tmp_path, f"<main>{box}<h1>{TITLE}</h1>{_paragraphs(4)}</main>")[2]


def test_who_posted_below_how_many_comments_there_are(tmp_path: Path) -> None:
    """What is said of an article below its text does not end where its comments are counted."""
    below = '<p>Posted in <a href="#">Wards</a><br><a href="#c">2 Comments</a><br>Posted by <a href="/u/a">Ann Roe</a> on 7 July 2020</p>'
    assert (["Ann Roe"], "2020-07-07") == _read(tmp_path, f"<main><h1>{TITLE}</h1>{_paragraphs(4)}{below}</main>")[1:3]


def test_places_of_work_in_cards(tmp_path: Path) -> None:
    """What the markup of a card calls a place is none of those who wrote."""
    card = '<div class="author-card"><p class="name">{}</p><p class="role">Pharmacist Fellow</p><p class="place">Northfield Royal Infirmary</p></div>'
    body = f"<main><h1>{TITLE}</h1>{DAY}<div class='authors'>{card.format('Professor Ann Roe')}{card.format('Jo Bloggs')}</div>{_paragraphs(4)}</main>"
    assert _read(tmp_path, body)[1] == ["Professor Ann Roe", "Jo Bloggs"]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ann Roe, Consultant Psychiatrist, shares what the year has been like.", ["Ann Roe"]),
        ("Ann Roe explains why the lifts matter.", ["Ann Roe"]),
        ("Harbour Trust explains why the lifts matter.", None),
    ],
)
def test_who_tells(tmp_path: Path, line: str, authors: list[str] | None) -> None:
    """A line below the title brings in who wrote, with what they do in it."""
    assert _read(tmp_path, f"<main><h1>{TITLE}</h1>{DAY}<p>{line}</p>{_paragraphs(4)}</main>")[1] == authors


def test_a_label_in_what_is_marked_is_no_name(tmp_path: Path) -> None:
    """A heading within a list of authors says what it is."""
    listed = "<div class='author-list'><h2>Contributors</h2><ul><li><a href='/p/0'>Niamh O&#x27;Roe</a><span>Registrar in Public Health</span></li><li><a href='/p/1'>Dr Ann Roe</a><span>Programme Manager</span></li></ul></div>"
    body = f"<main><h1>{TITLE}</h1>{DAY}{listed}{_paragraphs(4)}</main>"
    assert _read(tmp_path, body)[1] == ["Niamh O'Roe", "Dr Ann Roe"]


def test_a_key_is_no_name(tmp_path: Path) -> None:
    """The key of an account says nothing of who wrote."""
    head = '<meta name="author" content="wardinfos_zl4">'
    assert _read(tmp_path, f"<main><h1>{TITLE}</h1>{DAY}{_paragraphs(4)}</main>", head)[1] is None
