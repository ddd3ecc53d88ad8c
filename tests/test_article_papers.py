"""Articles as newspapers, agencies, trusts and blogs of twenty countries set them, with menus, cards and comments around: who wrote, and when."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_articles import HEAD, TITLE, _text
from test_articles import _values as _rows

_LD = '<script type="application/ld+json">{}</script>'
# Names and days that are none of the article's.
_MENU = (
    '<header><div class="logo"><a href="/">Harbour Post</a></div><div>Today is Sunday, 29 November 2026</div><nav><ul><li><a href="/news">News</a></li>'
    '<li><a href="/opinion">Opinion</a></li><li><a href="/olu-grant">Olu Grant</a></li></ul></nav></header>'
)
_BESIDE = (
    '<div class="sidebar"><h3>Most read</h3><ol><li><a href="/1">Boats at dawn</a> <span class="byline">By Zadie Moss</span> <span class="date">1 June 2013</span></li></ol></div>'
    '<div class="comments"><h3>2 comments</h3><div class="comment"><b>Zed Quill</b> <span>7 June 2013</span><p>So it is, and so it was.</p></div></div>'
    "<footer><p>Edited by Yan Birch. Copyright 2013 Harbour Post Ltd. Published by Harbour Post Ltd.</p></footer>"
)


def _page(language: str, lines: str, end: str = "", head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{TITLE} | Harbour Post</title>{head}</head><body>{_MENU}'
        f'<div id="page"><div id="main"><article>{HEAD}{lines}<div class="body">{_text()}{end}</div></article></div>{_BESIDE}</div></body></html>'
    )


_DAY = "2013-06-06"
_ANN = ["Ann Roe"]
_BOTH = ["Ann Roe", "Jo Bloggs"]
_LINES: list[tuple[str, str, list[str] | None, str | None]] = [
    # Britain, Ireland, the United States, India, Pakistan, Australia.
    ("en", "<cite class='byline vcard'>By <span class='fn'>Ann Roe</span> | <span class='provider org'>Harbour News</span> – <abbr title='2013-06-06T10:12:00Z'>Thu, Jun 6, 2013</abbr></cite>", _ANN, _DAY),
    ("en-US", "<p>Ann Roe, HARBOUR TODAY 7:33 p.m. EDT June 6, 2013</p>", _ANN, _DAY),
    ("en-US", "<p>By ANN ROE</p><p>— Jun. 6, 2013 10:37 AM EDT</p>", ["ANN ROE"], _DAY),
    ("en-US", "<div>By Ann Roe - The Harbour Post - Thursday, June 6, 2013</div>", _ANN, _DAY),
    ("en-US", "<p>By Ann Roe, Staff Writer | Posted: 6:01 a.m., June 6, 2013</p>", _ANN, _DAY),
    ("en-US", "<p>ANNA ROGERS, Associated Press</p><p>Updated 10:12 pm, Friday, June 7, 2013 | Posted Thursday, June 6, 2013</p>", ["ANNA ROGERS"], _DAY),
    ("en-IN", "<p>Written by Ann Roe, Edited by Jo Bloggs | Posted: June 06, 2013 10:30 IST</p>", _ANN, _DAY),
    ("en-IN", "<div><span>Ann Roe, TNN</span> | <span>Jun 6, 2013, 03.24 AM IST</span></div>", _ANN, _DAY),
    ("en-IN", "<div><span>TNN</span> | <span>Jun 6, 2013, 03.24 AM IST</span></div>", None, _DAY),
    ("en-GB", "<span class='date'>6 June 2013</span> <span class='time-text'>Last updated at</span> <span class='time'>10:12</span><span class='byline'><span class='byline-name'>By Ann Roe</span><span class='byline-title'>Health reporter, Harbour News</span></span>", _ANN, _DAY),
    ("en-US", "<div>By Ann Roe and Jo Bloggs, CNN</div><div>June 6, 2013 10:12 AM EDT</div>", _BOTH, _DAY),
    ("en-US", "<p>By Ann Roe</p><p>LONDON | Thu Jun 6, 2013 10:12am EDT</p>", _ANN, _DAY),
    ("en-US", "<p class='byline'>by <a rel='author' href='/people/1'><span>Ann Roe</span></a></p><div class='date'>June 06, 2013 3:00 AM</div>", _ANN, _DAY),
    ("en-US", "<div><strong><a href='/sites/annroe'>Ann Roe</a></strong>, <em>Contributor</em></div><div>I write about wards.</div><div>6/06/2013 @ 10:12AM | 1,234 views</div>", _ANN, _DAY),
    ("en-GB", "<ul><li><a class='contributor' rel='author' href='/profile/annroe'>Ann Roe</a> in Leeds</li><li>Harbour Post, Thursday 6 June 2013 10.12 BST</li></ul>", _ANN, _DAY),
    ("en", "<p>By Our Correspondent</p><p>June 06, 2013</p>", None, _DAY),
    ("en", "<p>By A Staff Reporter</p><p>June 06, 2013</p>", None, _DAY),
    ("en", "<p>Posted on June 6, 2013 by admin</p>", None, _DAY),
    ("en", "<p>By Ann Roe, Special to the Harbour Post</p><p>June 6, 2013</p>", _ANN, _DAY),
    ("en", "<p>Words by Ann Roe, photos by Jo Bloggs</p><p>6 June 2013</p>", _ANN, _DAY),
    ("en", "<p>Story by Ann Roe | Photos by Jo Bloggs | 6 June 2013</p>", _ANN, _DAY),
    ("en", "<p>Written by Ann Roe — Medically reviewed by Jo Bloggs, MD — Published on June 6, 2013</p>", _ANN, _DAY),
    ("en", "<p>By Ann Roe | June 6, 2013 | Last updated: June 8, 2013</p>", _ANN, _DAY),
    ("en", "<p>By: <a href='/staff/ann'>Ann Roe</a>, News Editor</p><p>Published: Thu, 06 Jun 2013 10:12:00 +0000</p>", _ANN, _DAY),
    ("en", "<font size=2>by Ann Roe<br>June 6, 2013</font>", _ANN, _DAY),
    ("en", "<p>Reporter: Ann Roe</p><p>June 6, 2013</p>", _ANN, _DAY),
    ("en", "<p>June 6, 2013 10:12 am • Ann Roe, The Harbour Post</p>", _ANN, _DAY),
    ("en", "<p>Thursday, June 6, 2013 | by Ann Roe | 3 Comments</p>", _ANN, _DAY),
    ("en", "<p>English.harbour.example 2013-06-06 10:12:33</p><p>Editor: Yan Birch</p>", None, _DAY),
    ("en", "<p>Contact: Yan Birch</p><p>6 June 2013</p>", None, _DAY),
    ("en", "<p>By the Harbour Post Editorial Board</p><p>June 6, 2013</p>", ["the Harbour Post Editorial Board"], _DAY),
    # Germany, Austria, Switzerland.
    ("de", "<p>Von <i>Ann Roe</i></p><p>Donnerstag, 06.06.2013 – 10:12 Uhr</p>", _ANN, _DAY),
    ("de", "<p>Von Ann Roe</p><p>6. Juni 2013, 10:12 Uhr Quelle: HARBOUR POST, dpa</p>", _ANN, _DAY),
    ("de", "<p>06.06.2013 10:12 Uhr – Ann Roe</p>", _ANN, _DAY),
    ("de", "<p>Ein Gastbeitrag von Ann Roe</p><p>6. Juni 2013</p>", _ANN, _DAY),
    ("de", "<p>Von unserer Redakteurin Ann Roe</p><p>6. Juni 2013</p>", _ANN, _DAY),
    ("de", "<p>Von unserem Korrespondenten Jo Bloggs, London</p><p>6. Juni 2013</p>", ["Jo Bloggs"], _DAY),
    ("de", "<p>Interview: Ann Roe | Foto: Jo Bloggs</p><p>06.06.2013</p>", _ANN, _DAY),
    ("de", "<p>Leeds (ar/dpa) | 06.06.2013</p>", None, _DAY),
    ("de", "<p>Text: Ann Roe, Fotos: Jo Bloggs, 6. Juni 2013</p>", _ANN, _DAY),
    ("de", "<p>Veröffentlicht am 06.06.2013 | Lesedauer: 4 Minuten</p><p>Von Ann Roe</p><p>Freie Mitarbeiterin</p>", _ANN, _DAY),
    ("de", "<p>Erstellt: 06.06.2013 Aktualisiert: 08.06.2013, 10:12 Uhr</p><p>Von: Ann Roe, Jo Bloggs</p>", _BOTH, _DAY),
    # France, Belgium, Spain, Latin America, Italy, Portugal, Brazil.
    ("fr", "<p>Harbour.fr | 06.06.2013 à 10h12 • Mis à jour le 07.06.2013 à 11h00 | Par Ann Roe (Londres, correspondante)</p>", _ANN, _DAY),
    ("fr", "<p>Propos recueillis par Ann Roe</p><p>Publié le 6 juin 2013 à 10:12</p>", _ANN, _DAY),
    ("fr", "<p>Par Ann Roe, notre correspondante à Londres</p><p>06/06/2013</p>", _ANN, _DAY),
    ("fr", "<p>Rédigé par Ann Roe le 6 Juin 2013 | Lu 120 fois</p>", _ANN, _DAY),
    ("fr", "<p>Ann ROE</p><p>Publié le 06/06/2013 à 10h12</p>", ["Ann ROE"], _DAY),
    ("es", "<div>Ann Roe / Jo Bloggs | Madrid | 6 JUN 2013 - 10:12 CEST</div>", _BOTH, _DAY),
    ("es", "<p>Por: Ann Roe</p><p>Jueves, 6 de junio de 2013</p>", _ANN, _DAY),
    ("es", "<p>Texto: Ann Roe Fotos: Jo Bloggs</p><p>6 de junio de 2013</p>", _ANN, _DAY),
    ("it", "<p>di ANN ROE</p><p>6 giugno 2013</p>", ["ANN ROE"], _DAY),
    ("it", "<p>dal nostro corrispondente Ann Roe</p><p>6 giugno 2013</p>", _ANN, _DAY),
    ("pt", "<p>Ann Roe, da Agência Harbour</p><p>06/06/2013 10h12</p>", _ANN, _DAY),
    ("pt", "<p>Por Ann Roe, em Lisboa</p><p>6 de Junho de 2013, às 10:12</p>", _ANN, _DAY),
    # The Netherlands, the North, Poland, the Czech lands, Hungary, Bulgaria, Russia, Greece.
    ("nl", "<p>Door: Ann Roe 6 juni 2013, 10:12</p>", _ANN, _DAY),
    ("nl", "<p>Van onze verslaggever Ann Roe</p><p>6 juni 2013</p>", _ANN, _DAY),
    ("sv", "<p>Ann Roe</p><p>Publicerad: 6 juni 2013 kl 10.12</p><p>Uppdaterad: 7 juni 2013</p>", _ANN, _DAY),
    ("da", "<p>Ann Roe, journalist</p><p>Offentliggjort 06.06.13 kl. 10:12</p>", _ANN, _DAY),
    ("da", "<p>Ann Roe, journalist</p><p>06.06.13</p>", _ANN, _DAY),
    ("no", "<p>Tekst: Ann Roe</p><p>Foto: Jo Bloggs</p><p>Publisert 06.06.2013 10:12</p>", _ANN, _DAY),
    ("fi", "<p>Ann Roe, Helsinki</p><p>6.6.2013 10:12</p>", _ANN, _DAY),
    ("pl", "<p>Ann Roe, PAP 06.06.2013 , aktualizacja: 07.06.2013 10:12</p>", _ANN, _DAY),
    ("pl", "<p>Autor: Ann Roe</p><p>Data publikacji: 6 czerwca 2013</p>", _ANN, _DAY),
    ("cs", "<p>Autor: Ann Roe, ČTK</p><p>6. června 2013 10:12</p>", _ANN, _DAY),
    ("hu", "<p>Kovács Anna</p><p>2013. június 6., csütörtök 10:12</p>", ["Kovács Anna"], _DAY),
    ("bg", "<p>Автор: Анна Петрова | 06 юни 2013 10:12</p>", ["Анна Петрова"], _DAY),
    ("ru", "<p>6 июня 2013, 10:12 | Анна Петрова</p>", ["Анна Петрова"], _DAY),
    ("ru", "<p>Текст: Анна Петрова</p><p>06.06.2013</p>", ["Анна Петрова"], _DAY),
    ("el", "<p>Γράφει η Άννα Παππά</p><p>6 Ιουνίου 2013</p>", ["Άννα Παππά"], _DAY),
    # China, Japan, Korea.
    ("zh", "<p>2013年06月06日10:12 来源：新华网 记者 王伟</p>", ["王伟"], _DAY),
    ("zh", "<p>本报记者 王伟</p><p>2013-06-06</p>", ["王伟"], _DAY),
    ("zh", "<p>2013-06-06 10:12 责任编辑：王伟</p>", None, _DAY),
    ("ja", "<p>2013年6月6日 10時12分</p><p>執筆：佐藤美咲</p>", ["佐藤美咲"], _DAY),
    ("ko", "<p>입력 2013.06.06 10:12 | 홍길동 기자</p>", ["홍길동"], _DAY),
]  # fmt: skip


@pytest.mark.parametrize(("language", "lines", "authors", "day"), _LINES)
def test_lines_below_the_title(
    tmp_path: Path, language: str, lines: str, authors: list[str] | None, day: str | None
) -> None:
    """The line of names and days is read as its paper sets it; nobody from the menu, the cards, the comments or the footer is named."""
    assert _read(tmp_path, _page(language, lines)) == [(TITLE, authors, day)]


def _read(tmp_path: Path, page: str) -> list[tuple[Any, ...]]:
    return [(row["title"], row["authors"], row["published"]) for row in _rows(tmp_path, page)]


_GRAPH = _LD.format(
    json.dumps({"@context": "https://schema.org", "@graph": [
        {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2013-06-06T10:12:00Z", "author": [{"@id": "#p1"}, {"@id": "#p2"}]},
        {"@type": "Person", "@id": "#p1", "name": "Ann Roe"}, {"@type": "Person", "@id": "#p2", "name": "Jo Bloggs"},
        {"@type": "Organization", "name": "Harbour Post"}]})
)  # fmt: skip
_ELSEWHERE: list[tuple[str, str, str, list[str] | None, str | None]] = [
    # Blogs and magazines of the years after.
    ("<div><a rel='author' href='/@annroe'>Ann Roe</a><button>Follow</button><span>5 min read · Jun 6, 2013</span></div>", "", "", _ANN, _DAY),
    ("<div><div><a href='/@annroe'>Ann Roe</a></div><div>Jun 06, 2013</div></div><div><a href='/c'>12</a><a href='/s'>Share</a></div>", "", "", _ANN, _DAY),
    ("<ul><li><span title='Ann Roe'>Ann Roe</span></li><li><span title='Jun 6, 2013'>Jun 6, 2013</span></li><li>2 min read</li></ul><p>Updated: Jun 8, 2013</p>", "", "", _ANN, _DAY),
    ("<p><a class='blog-author-name' href='/blog?author=5'>Ann Roe</a> <time datetime='2013-06-06'>June 6, 2013</time></p>", "", "", _ANN, _DAY),
    ("", "", _GRAPH, _BOTH, _DAY),
    ("<p>Published on 06 June 2013</p>", "<p>Notes to editors: for interviews call Yan Birch, press officer, 0113 496 0000.</p>", "", None, _DAY),
    ("<p>Posted on: 6 June 2013</p>", "<p>ENDS</p><p>Media contact: Yan Birch, yan.birch@harbour.example.org</p>", "", None, _DAY),
    # In the text: at its start, and at its end.
    ("<p>6 June 2013</p><p><em>This is a guest post by Ann Roe, a nurse in Leeds.</em></p>", "", "", _ANN, _DAY),
    ("<p>6 June 2013</p><p><em>Guest blog by Ann Roe</em></p>", "", "", _ANN, _DAY),
    ("<p>6 June 2013</p>", "<p><em>Ann Roe is a registrar in Leeds.</em></p>", "", _ANN, _DAY),
    ("<p>6 June 2013</p>", "<p><strong>Ann Roe</strong>, <em>registrar, Leeds</em></p>", "", _ANN, _DAY),
    ("<p>6 June 2013</p>", "<p>Ann Roe, Registrar in Emergency Medicine</p><p>Jo Bloggs, Consultant Nurse</p>", "", _BOTH, _DAY),
    ("<p>6 June 2013</p>", "<p>By Ann Roe</p>", "", _ANN, _DAY),
    ("<p>6 June 2013</p>", "<p>(Reporting by Ann Roe; editing by Yan Birch)</p>", "", _ANN, _DAY),
    ("<p>6 June 2013</p>", "<p>Jo Bloggs contributed to this report.</p>", "", None, _DAY),
    ("<p>6 June 2013</p>", "<p>About the author</p><p>Ann Roe is a registrar in Leeds.</p>", "", _ANN, _DAY),
    ("<p>6 June 2013</p>", "<h3>About the authors</h3><p>Ann Roe, registrar, Harbour Trust.</p><p>Jo Bloggs, nurse, Harbour Trust.</p>", "", _BOTH, _DAY),
    ("<p>6 June 2013</p>", "<p>Competing interests: none declared.</p><p>Ann Roe, Jo Bloggs</p>", "", _BOTH, _DAY),
    # What metadata say in many dresses.
    ("<p>6 June 2013</p>", "", '<meta name="author" content="Ann Roe, Jo Bloggs">', _BOTH, _DAY),
    ("<p>6 June 2013</p>", "", '<meta name="author" content="By Ann Roe, Harbour Post">', _ANN, _DAY),
    ("<p>6 June 2013</p>", "", '<meta name="author" content="Harbour Post"><meta property="og:site_name" content="Harbour Post"><meta name="byl" content="By ANN ROE and JO BLOGGS">', ["ANN ROE", "JO BLOGGS"], _DAY),
    ("<p>6 June 2013</p>", "", '<meta name="author" content="https://www.facebook.com/annroe">', None, _DAY),
    ("<p>6 June 2013</p>", "", '<meta name="author" content="wpengine"><meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Roe">', _ANN, _DAY),
    ("<p>6 June 2013</p>", "", '<meta name="dc.creator" content="Roe, Ann">', ["Roe, Ann"], _DAY),
    ("<p>6 June 2013</p>", "", _LD.format('{"@type": "Article", "headline": "Quiet wards at night", "author": {"@type": "Organization", "name": "Harbour Post"}, "publisher": {"@type": "Organization", "name": "Harbour Post"}}') + '<meta property="article:author" content="Ann Roe">', _ANN, _DAY),
    # Pictures beside the title, and who made them.
    ("<figure><img src='x'><figcaption>The ward. Photograph: Jo Bloggs/Harbour Pictures</figcaption></figure><p>Ann Roe</p><p>6 June 2013</p>", "", "", _ANN, _DAY),
    ("<div><img src='x'><span>Jo Bloggs, patron of the ward, on Monday</span></div><p>By Ann Roe</p><p>6 June 2013</p>", "", "", _ANN, _DAY),
    ("<p>Photo credit: Jo Bloggs</p><p>6 June 2013</p>", "", "", None, _DAY),
    ("<p>6 June 2013</p><p>Image: Jo Bloggs</p>", "", "", None, _DAY),
    # Microdata and microformats.
    ("<div itemprop='author' itemscope itemtype='https://schema.org/Person'><span itemprop='name'>Ann Roe</span><span itemprop='jobTitle'>Nurse</span></div><meta itemprop='datePublished' content='2013-06-06'>", "", "", _ANN, _DAY),
    ("<p class='p-author h-card'><img alt='' src='x'> <a class='u-url p-name' href='/'>Ann Roe</a></p><time class='dt-published' datetime='2013-06-06'>last week</time>", "", "", _ANN, _DAY),
    ("<p><abbr class='published' title='2013-06-06T10:12:00+01:00'>Thursday</abbr> <span class='author vcard'><span class='fn'>Ann Roe</span></span></p>", "", "", _ANN, _DAY),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "end", "head", "authors", "day"), _ELSEWHERE)
def test_names_in_the_text_and_in_metadata(
    tmp_path: Path, lines: str, end: str, head: str, authors: list[str] | None, day: str | None
) -> None:
    """Who wrote is read where a page says it: in its metadata, its markup, or the first and last lines of its text."""
    assert _read(tmp_path, _page("en-GB", lines, end, head)) == [(TITLE, authors, day)]


_MARKUP: list[tuple[str, str, list[str] | None, str | None]] = [
    # Names of classes as makers write them.
    ("en", "<div class='articleAuthor'>Ann Roe</div><div class='pubDate'>6 June 2013</div>", _ANN, _DAY),
    ("en", "<span class='authorName'>Ann Roe</span><span class='articleDate'>6 June 2013</span>", _ANN, _DAY),
    ("en", "<div class='story-by'>By Ann Roe</div><div class='story-date'>6 June 2013</div>", _ANN, _DAY),
    ("en", "<p class='storybyline'>Ann Roe</p><p>6 June 2013</p>", _ANN, _DAY),
    ("es", "<div class='firma'><a href='/autor/ann-roe'>Ann Roe</a></div><div class='fecha'>06/06/2013</div>", _ANN, _DAY),
    ("fr", "<div class='signature'>Ann Roe</div><div class='date-publication'>06/06/2013</div>", _ANN, _DAY),
    ("en", "<table><tr><td><b>Ann Roe</b></td><td align=right>June 6, 2013</td></tr></table>", _ANN, _DAY),
    ("en", "<center><h3>by Ann Roe</h3><i>Thursday, June 6, 2013</i></center>", _ANN, _DAY),
    ("en", "<div><img src='a.jpg' alt='Ann Roe'><div>Ann Roe</div><div>Political editor</div></div><div>6 June 2013</div>", _ANN, _DAY),
    ("en", "<div><a href='/people/ann'><img src='a.jpg' alt='Ann Roe picture'></a><div>By <a href='/people/ann'>Ann Roe</a></div></div><div>6 June 2013</div>", _ANN, _DAY),
    ("en", "<address>By <a rel='author' href='/ann'>Ann Roe</a></address><p>on <time pubdate datetime='2013-06-06' title='June 6th, 2013'>6/6/13</time></p>", _ANN, _DAY),
    ("en", "<div class='submitted'>Submitted by <span class='username'>annroe</span> on Thu, 06/06/2013 - 10:12</div>", ["annroe"], _DAY),
    ("en", "<dl><dt>Author</dt><dd>Ann Roe</dd><dt>Date</dt><dd>6 June 2013</dd></dl>", _ANN, _DAY),
    ("de", "<dl><dt>Autorin</dt><dd>Ann Roe</dd><dt>Datum</dt><dd>6. Juni 2013</dd></dl>", _ANN, _DAY),
    # Names with a house, a post or an address and nothing between.
    ("en-US", "<p>By ANNA ROGERS/Staff Writer</p><p>June 6, 2013</p>", ["ANNA ROGERS"], _DAY),
    ("en-US", "<p>By Ann Roe / Staff</p><p>June 6, 2013</p>", _ANN, _DAY),
    ("en-US", "<p>By Ann Roe Associated Press</p><p>June 6, 2013</p>", _ANN, _DAY),
    ("en-US", "<p>By Ann Roe The Harbour Post</p><p>June 6, 2013</p>", _ANN, _DAY),
    ("en-US", "<p>By Ann Roe of the Post Staff</p><p>June 6, 2013</p>", _ANN, _DAY),
    ("en-US", "<p>By Ann Roe, Jo Bloggs and Cy Doe, The Harbour Post</p><p>June 6, 2013</p>", ["Ann Roe", "Jo Bloggs", "Cy Doe"], _DAY),
    ("en-US", "<p>By Ann Roe ann.roe@harbour.example.org</p><p>June 6, 2013</p>", _ANN, _DAY),
    ("en-US", "<p>By <a href='mailto:ann@harbour.example.org'>Ann Roe</a> @annroe</p><p>June 6, 2013</p>", _ANN, _DAY),
    ("en-US", "<p>Ann Roe can be reached at 555-0100.</p><p>June 6, 2013</p>", None, _DAY),
    ("en", "<p>By Dr Ann Roe</p><p>6 June 2013</p>", ["Dr Ann Roe"], _DAY),
    ("de", "<p>Von Prof. Dr. Ann Roe</p><p>6. Juni 2013</p>", ["Prof. Dr. Ann Roe"], _DAY),
    ("en", "<p>As told to Ann Roe</p><p>6 June 2013</p>", _ANN, _DAY),
    ("en", "<p>Contributed by Ann Roe on 6 June 2013</p>", _ANN, _DAY),
    ("en", "<p>Interview by Ann Roe. Portrait by Jo Bloggs.</p><p>6 June 2013</p>", _ANN, _DAY),
    ("en", "<p>Author: admin</p><p>6 June 2013</p>", None, _DAY),
    ("en", "<p>Posted by Editor on 6 June 2013</p>", None, _DAY),
    ("en", "<p>by the web team, 6 June 2013</p>", None, _DAY),
    # Days in other dress.
    ("en", "<p>Ann Roe</p><p>06-Jun-2013</p>", _ANN, _DAY),
    ("en", "<p>Thursday 6th June, 2013</p><p>By Ann Roe</p>", _ANN, _DAY),
    ("en", "<p>By Ann Roe</p><p>Jun 06 2013</p>", _ANN, _DAY),
    ("en-GB", "<p>By Ann Roe</p><p>06/06/2013 - 10:12</p>", _ANN, _DAY),
    ("lt", "<p>Ann Roe</p><p>2013 m. birželio 6 d. 10:12</p>", _ANN, _DAY),
    ("sk", "<p>Ann Roe</p><p>6. júna 2013 10:12</p>", _ANN, _DAY),
    ("ja", "<p>佐藤美咲</p><p>2013/6/6 10:12</p>", ["佐藤美咲"], _DAY),
    ("en", "<p>By Ann Roe</p><p>LEEDS, June 6, 2013 (Harbour News) --</p>", _ANN, _DAY),
]  # fmt: skip


@pytest.mark.parametrize(("language", "lines", "authors", "day"), _MARKUP)
def test_markup_of_many_makers(
    tmp_path: Path, language: str, lines: str, authors: list[str] | None, day: str | None
) -> None:
    """Classes with capitals, tables, definition lists, and names that only a blank parts from a house."""
    assert _read(tmp_path, _page(language, lines)) == [(TITLE, authors, day)]


_NOBODY: list[tuple[str, str, str | None]] = [
    # People whom the page tells of: topics, who is in the story, quotations, polls, breadcrumbs.
    ("<p>6 June 2013</p><ul class='tags'><li><a href='/t/1'>Olu Grant</a></li><li><a href='/t/2'>Rita Moss</a></li></ul>", "", _DAY),
    ("<p>6 June 2013</p><p>Topics: <a href='/topics/1'>Olu Grant</a>, <a href='/topics/2'>Rita Moss</a></p>", "", _DAY),
    ("<p>6 June 2013</p>", "<p>Tags: Olu Grant, Rita Moss</p>", _DAY),
    ("<p>6 June 2013</p>", "<div><h4>In this story</h4><ul><li>Olu Grant</li><li>Rita Moss</li></ul></div>", _DAY),
    ("<p>6 June 2013</p><blockquote>&ldquo;We were all asleep.&rdquo;<cite>Olu Grant</cite></blockquote>", "", _DAY),
    ("<p>6 June 2013</p>", "<p>For more, call Rita Moss on 0113 496 0000.</p>", _DAY),
    ("<p>6 June 2013</p>", "<p>Pictured: Rita Moss and Olu Grant</p>", _DAY),
    ("<p>6 June 2013</p>", "<div class='next'>Next: <a href='/n'>Rita Moss</a></div><div class='prev'>Previous: <a href='/p'>Olu Grant</a></div>", _DAY),
    ("<p>6 June 2013</p>", "<div>Site design by Rita Moss</div>", _DAY),
    ("<p>6 June 2013</p>", "<p>Thank you to Rita Moss and Olu Grant.</p>", _DAY),
    ("<p>6 June 2013 | <a href='/c'>Health Care</a> | <a href='/d'>Quality Improvement</a></p>", "", _DAY),
    ("<p><a href='/s'>World News</a></p><p>6 June 2013</p>", "", _DAY),
    ("<p>6 June 2013</p><p><a href='/s'>Sign Up</a> <a href='/l'>Log In</a></p>", "", _DAY),
    ("<p>6 June 2013</p><div><span>Share</span><span>Tweet</span><span>Pin It</span><span>Google Plus</span></div>", "", _DAY),
    ("<p>Leeds, West Yorkshire</p><p>6 June 2013</p>", "", _DAY),
    ("<p>6 June 2013</p><p>United Kingdom</p>", "", _DAY),
    ("<p>6 June 2013</p>", "<p>Harbour Trust, Leeds</p>", _DAY),
    ("<p>6 June 2013 - New York</p>", "", _DAY),
    ("<p>Posted in Patient Safety on 6 June 2013</p>", "", _DAY),
    ("<div><a href='/live'>Watch Live</a></div><p>Thursday, June 6, 2013</p><div>Breaking News</div>", "", _DAY),
    # Days that are none of publication.
    ("", "<div class='comment'><b>Zed Quill</b> <span class='date'>7 June 2013</span><p>It is so.</p></div>", None),
    ("<p>The ward opens on 12 July 2013 in Leeds, and everybody is asked to come with a cup and a chair.</p>", "", None),
    ("<p>Updated 8 June 2013</p>", "", None),
    ("<p>Last modified: 08/06/2013 10:12</p>", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "end", "day"), _NOBODY)
def test_who_is_told_of(tmp_path: Path, lines: str, end: str, day: str | None) -> None:
    """Topics, places, buttons, quotations and whom a text thanks are nobody who wrote it; days of comments and events are not its own."""
    assert _read(tmp_path, _page("en-GB", lines, end)) == [(TITLE, None, day)]


_DESKS: list[tuple[str, str, str, list[str] | None, str | None]] = [
    ("en", "<p>Public release date: 6-Jun-2013</p><p>Contact: Yan Birch<br>yan@harbour.example.org<br>0113 496 0000</p>", "", None, _DAY),
    ("en", "<p>June 6, 2013 —</p>", "<p>Story Source: The above story is based on materials provided by University of Harbour.</p><p>Journal Reference: A. Moss, O. Grant. On sleep. Journal of Wards, 2013.</p>", None, _DAY),
    ("en", "<p>June 6, 2013 by Ann Roe</p>", "<p>Provided by University of Harbour</p>", _ANN, _DAY),
    ("en", "<p>Ann Roe, HarbourScience Staff Writer   |   June 06, 2013 10:12am ET</p>", "", _ANN, _DAY),
    ("en", "<ul><li>18:00 06 June 2013 by <a href='/search?author=Ann+Roe'><strong>Ann Roe</strong></a></li><li>Magazine issue 2920. Subscribe and save</li></ul>", "", _ANN, _DAY),
    ("en", "<p>Jun 6th 2013 | LEEDS | From the print edition</p>", "", None, _DAY),
    ("en-US", "<p>By ANNA ROGERS in London and JO BLOGGS in Leeds</p><p>June 6, 2013, 10:12 a.m. ET</p>", "", ["ANNA ROGERS", "JO BLOGGS"], _DAY),
    ("en-US", "<p>By ANNA ROGERS</p><p>Published: June 6, 2013</p>", "<p>A version of this article appeared in print on June 7, 2013, on page A1.</p>", ["ANNA ROGERS"], _DAY),
    ("en-US", "<p>June 6, 2013|By Ann Roe, Harbour Post</p>", "", _ANN, _DAY),
    ("en-US", "<p>June 06, 2013|By Ann Roe and Jo Bloggs | Harbour Post reporters</p>", "", _BOTH, _DAY),
    ("en-US", "<p>The Harbour Post  |  By Ann Roe Posted: 06/06/2013 10:12 am EDT  |  Updated: 06/07/2013 11:12 am EDT</p>", "", _ANN, _DAY),
    ("en-GB", "<p>By Ann Roe, and Jo Bloggs in Leeds</p><p>10:12PM BST 06 Jun 2013</p>", "", _BOTH, _DAY),
    ("en-GB", "<div><span>ANNA ROGERS</span> <a href='/b'>Author Biography</a> <span>Thursday 06 June 2013</span></div>", "", ["ANNA ROGERS"], _DAY),
    ("en-IE", "<p>Ann Roe</p><p>Thu, Jun 6, 2013, 10:12</p><p>First published: Thu, Jun 6, 2013, 10:12</p>", "", _ANN, _DAY),
    ("en", "<p>By Ann Roe | Jun. 6, 2013 | 10:12 AM | 3</p>", "", _ANN, _DAY),
    ("en-US", "<p>By Ann Roe, Staff writer / June 6, 2013</p>", "", _ANN, _DAY),
    ("en-US", "<p>Ann Roe, Inquirer Staff Writer</p><p>POSTED: Thursday, June 6, 2013, 10:12 AM</p>", "", _ANN, _DAY),
    ("en-US", "<p>By Ann Roe | Globe Staff &nbsp; June 06, 2013</p>", "", _ANN, _DAY),
    ("en-US", "<p>Article by: ANNA ROGERS , Star Post</p><p>Posted: June 6, 2013 - 10:12 PM</p>", "", ["ANNA ROGERS"], _DAY),
    ("en-US", "<p>Originally published June 6, 2013 at 10:12 PM | Page modified June 7, 2013 at 6:41 AM</p><p>By Ann Roe</p><p>Harbour Post staff reporter</p>", "", _ANN, _DAY),
    ("en-US", "<p>By Ann Roe, The Harbourian on June 06, 2013 at 10:12 AM, updated June 07, 2013 at 6:00 AM</p>", "", _ANN, _DAY),
    ("en-US", "<p>Posted on Thursday, 06.06.13</p><p>BY ANNA ROGERS</p><p>AROGERS@HARBOUR.EXAMPLE.COM</p>", "", ["ANNA ROGERS"], _DAY),
    ("en", "<p>By Ann Roe for Between the Lines | June 6, 2013 -- 10:12 GMT (03:12 PDT)</p>", "", _ANN, _DAY),
    ("en", "<p>By Ann Roe posted Jun 6th, 2013 at 10:12 AM 0</p>", "", _ANN, _DAY),
    ("en", "<p>By <a href='/ann'>Ann Roe</a> on June 6, 2013 10:12 am <a href='#c'>23 Comments</a> <a href='/m'>Email</a> <a href='/t'>@annroe</a></p>", "", _ANN, _DAY),
    ("en-US", "<p>BY ANNA ROGERS 06.06.13 10:12 AM</p>", "", ["ANNA ROGERS"], _DAY),
    ("en-US", "<p>By ANNA ROGERS | 6/6/13 10:12 AM EDT</p>", "", ["ANNA ROGERS"], _DAY),
    ("en-US", "<p>By ANNA ROGERS (<a href='/t'>@arogers</a>) and JO BLOGGS (<a href='/u'>@jo</a>)</p><p>June 6, 2013</p>", "", ["ANNA ROGERS", "JO BLOGGS"], _DAY),
    ("en-US", "<p>By</p><p>Ann Roe</p><p>/ Harbour News/ June 6, 2013, 10:12 AM</p>", "", _ANN, _DAY),
    ("en-US", "<p>10:12 AM PDT 6/6/2013 by Ann Roe</p>", "", _ANN, _DAY),
    ("en-US", "<p>By Ann Roe <a href='/t'>@annroe</a><span class='date'>June 06, 2013</span></p>", "", _ANN, _DAY),
    ("en-US", "<p>By ANNA ROGERS</p><div>June 6, 2013 <a href='/r'>RSS Feed</a> <a href='/p'>Print</a></div>", "", ["ANNA ROGERS"], _DAY),
    ("en-US", "<p>BY <a href='/1'>Ann Roe</a> AND <a href='/2'>Jo Bloggs</a></p><p>NEW HARBOUR DAILY NEWS</p><p>Thursday, June 6, 2013, 10:12 AM</p>", "", _BOTH, _DAY),
    ("en-US", "<p>By ANNA ROGERS</p><p>Last Updated: 2:12 AM, June 7, 2013</p><p>Posted: 1:12 AM, June 6, 2013</p>", "", ["ANNA ROGERS"], _DAY),
    ("de", "<p>6. Juni 2013 <a href='/a'>Ann Roe</a> <a href='#k'>3 Kommentare</a></p>", "", _ANN, _DAY),
    ("de", "<p>Geschrieben am 06.06.2013 um 10:12 von Ann.</p>", "", ["Ann"], _DAY),
    ("de", "<p>Erstellt von Ann Roe | 06.06.2013 |</p>", "", _ANN, _DAY),
    ("de", "<p>Pressemitteilung vom 06.06.2013</p>", "<p>Pressekontakt: Rita Moss, Telefon 030 1234</p>", None, _DAY),
    ("de", "<p>Meldung vom 06.06.2013</p>", "<p>Quelle: Harbour Post</p>", None, _DAY),
    ("de", "<p>06.06.2013</p>", "<p>(Ann Roe)</p>", _ANN, _DAY),
    ("de", "<p>06.06.2013 | Ann Roe | Kategorie: Alltag</p>", "", _ANN, _DAY),
    ("de", "<p>Ann Roe am 6. Juni 2013</p>", "", _ANN, _DAY),
    ("de", "<p>Verfasst von Ann Roe am Donnerstag, 6. Juni 2013 um 10:12</p>", "", _ANN, _DAY),
    ("fr", "<p>Posté par Ann Roe le 6 juin 2013 dans Actualités</p>", "", _ANN, _DAY),
    ("fr", "<p>Par Ann Roe | Publié le 6 juin 2013 | Laisser un commentaire</p>", "", _ANN, _DAY),
    ("fr", "<p>Le 6 juin 2013 par Ann Roe</p>", "", _ANN, _DAY),
    ("fr", "<p>06/06/2013</p>", "<p>Ann Roe</p>", _ANN, _DAY),
    ("pl", "<p>Ann Roe 06-06-2013, ostatnia aktualizacja 07-06-2013 10:12</p>", "", _ANN, _DAY),
    ("hu", "<p>2013. június 6. 10:12, csütörtök</p>", "<p>(MTI)</p>", None, _DAY),
    ("bg", "<p>06 юни 2013, 10:12</p>", "<p>Анна Петрова</p>", ["Анна Петрова"], _DAY),
    ("ru", "<p>06.06.2013 10:12</p>", "<p>Автор: Анна Петрова</p><p>Фото: Пётр Иванов</p>", ["Анна Петрова"], _DAY),
]  # fmt: skip


@pytest.mark.parametrize(("language", "lines", "end", "authors", "day"), _DESKS)
def test_lines_of_many_papers(
    tmp_path: Path, language: str, lines: str, end: str, authors: list[str] | None, day: str | None
) -> None:
    """Newspapers of 2013 and blogs: times, zones, places, houses, buttons and counters around a name and a day."""
    assert _read(tmp_path, _page(language, lines, end)) == [(TITLE, authors, day)]
