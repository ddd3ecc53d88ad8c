"""Who wrote an article, and when, as pages of many languages print it; what stands beside and is no name."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_articles import HEAD, TITLE, _text

from leaddata.pipeline.post_rows import extract_posts


def _read(
    tmp_path: Path, body: str, language: str, title: str = f"{TITLE} | Harbour Trust", head: str = ""
) -> list[tuple[object, ...]]:
    page = (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><header><a href="/">Harbour Trust</a>'
        f'<nav><a href="/a">News</a><a href="/m">Middle East</a></nav></header>{body}<footer><p>Copyright 2024 Harbour Trust</p></footer></body></html>'
    )
    path = tmp_path / "file"
    path.write_text(page, encoding="utf-8")
    return [tuple(row.values[field] for field in ("title", "authors", "published")) for row in extract_posts(path).rows]


@pytest.mark.parametrize(
    ("language", "lines", "authors"),
    [
        ('en', "<p class='byline'>By <a href='/x'>Ann Roe</a> <a href='/f'>Follow</a></p><p>3 May 2021</p>", ['Ann Roe']),
        ('en', '<p>By <b>Ann Roe</b><span>Follow</span> <span>@annroe</span></p><p>3 May 2021</p>', ['Ann Roe']),
        ('en', "<div class='author-name'>Ann Roe</div><div class='author-title'>Health Editor</div><p>3 May 2021</p>", ['Ann Roe']),
        ('de', '<p>Von Ann Roe, Leeds</p><p>3. Mai 2021</p>', ['Ann Roe']),
        ('de', '<p>Ann Roe · 3. Mai 2021 · 4 Min. Lesezeit</p>', ['Ann Roe']),
        ('en', '<p>By ANNA ROGERS FOR HARBOUR NEWS</p><p>PUBLISHED: 10:00, 3 May 2021 | UPDATED: 12:00, 5 May 2021</p>', ['ANNA ROGERS']),
        ('fr', '<p>Par Ann Roe et Jo Bloggs, le 3 mai 2021 à 10h00</p>', ['Ann Roe', 'Jo Bloggs']),
        ('fr', '<p>Par Ann Roe Publié le 3 mai 2021 à 10h00, mis à jour le 5 mai 2021</p>', ['Ann Roe']),
        ('fr', '<p>Par Ann Roe (avec AFP)</p><p>Publié le 03/05/2021 à 10:00</p>', ['Ann Roe']),
        ('it', '<p>di Ann Roe - 3 maggio 2021</p>', ['Ann Roe']),
        ('it', '<p>a cura di Ann Roe, pubblicato il 3 maggio 2021</p>', ['Ann Roe']),
        ('pt', '<p>Por Ann Roe, G1 — São Paulo</p><p>03/05/2021 10h00 Atualizado 04/05/2021</p>', ['Ann Roe']),
        ('en', '<p>posted by Ann Roe on 3 May 2021 in News | 4 Comments</p>', ['Ann Roe']),
        ('en', '<p>Written by Ann Roe. Published 3 May 2021.</p>', ['Ann Roe']),
        ('zh', '<p>作者：王伟 2021-05-03</p>', ['王伟']),
        ('zh', '<p>2021-05-03 来源：新华社 作者：王伟</p>', ['王伟']),
        ('ko', '<p>홍길동 기자 | 2021.05.03 10:00</p>', ['홍길동']),
        ('en', '<p>Rachel Adeyemi, MBBS, MPH, and Lars Holm, PhD</p><p>3 May 2021</p>', ['Rachel Adeyemi, MBBS, MPH', 'Lars Holm, PhD']),
        ('en', '<p class=byline><span>Rachel Adeyemi, MBBS, MPH</span>; <span>Lars Holm, PhD</span></p><p>3 May 2021</p>', ['Rachel Adeyemi, MBBS, MPH', 'Lars Holm, PhD']),
        ('en', '<p class=byline>By <a href=/1>Rachel Adeyemi</a>, MBBS, MPH and <a href=/2>Lars Holm</a>, PhD</p><p>3 May 2021</p>', ['Rachel Adeyemi, MBBS, MPH', 'Lars Holm, PhD']),
        ('en', '<p>Middle East</p><p>3 May 2021</p>', None),
        ('en', "<p><a href='/me'>Quiet Wards</a> | 3 May 2021</p>", None),
        ('en', "<p class='caption'>Jo Bloggs</p><p>3 May 2021</p>", None),
        ('de', '<p>Veröffentlicht am 3. Mai 2021 von Christian</p>', ['Christian']),
        ('de', "<p>3. Mai 2021 von <a href='/c'>Christian</a> | Keine Kommentare</p>", ['Christian']),
        ('de', '<p>Eingestellt von Sandra um 10:00 am 3. Mai 2021</p>', ['Sandra']),
        ('de', "<p>Geschrieben von <a href='/x'>Jörg Müßig</a> in <a href='/cat/x'>Allgemein</a> um 10:12 | 3. Mai 2021</p>", ['Jörg Müßig']),
        ('tr', '<p>Yazan: Elif Demir</p><p>Yayınlanma: 3 Mayıs 2021</p>', ['Elif Demir']),
        ('ru', '<p>Автор: Мария Кузнецова</p><p>3 мая 2021, 10:00</p>', ['Мария Кузнецова']),
        ('sv', '<p>Text: Elin Håkansson</p><p>Foto: Björn Lind</p><p>Publicerad 3 maj 2021</p>', ['Elin Håkansson']),
        ('da', '<p>Af Mette Sørensen og Kåre Lund</p><p>3. maj 2021 kl. 10.00</p>', ['Mette Sørensen', 'Kåre Lund']),
        ('de', '<p>Autor/in: Ann Roe, Jo Bloggs</p><p>Datum: 03.05.2021</p>', ['Ann Roe', 'Jo Bloggs']),
        ('de', '<p>Autor: Ann Roe | Datum: 3.5.2021 | Kategorie: Alltag</p>', ['Ann Roe']),
        ('en', "<p class='meta'><span>3 May 2021</span><span>Ann Roe</span><span>News</span></p>", ['Ann Roe']),
        ('en', '<p>By Ann Roe and Jo Bloggs in London, and Cy Doe in Nairobi</p><p>3 May 2021</p>', ['Ann Roe', 'Jo Bloggs', 'Cy Doe']),
        ('en', '<p>Ann Roe, Health Correspondent</p><p>3 May 2021</p>', ['Ann Roe']),
        ('en', '<p><strong>Ann Roe</strong><br>Harbour News</p><p>3 May 2021</p>', ['Ann Roe']),
        ('en', '<p>Reported by Ann Roe; Edited by Jo Bloggs</p><p>3 May 2021</p>', ['Ann Roe']),
        ('en', '<p>Translated by Jo Bloggs</p><p>3 May 2021</p>', None),
        ('nl', '<p>Gepubliceerd op 3 mei 2021 door Sanne de Vries</p>', ['Sanne de Vries']),
        ('en', '<p>3 May 2021 · By Ann Roe · 5 min read</p>', ['Ann Roe']),
        ('en', "<p>3 May 2021 12:53 PM EDT</p><p class='author'>Ann Roe, Harbour Staff Writer</p>", ['Ann Roe']),
        ('en-GB', '<p>03/05/21</p><p>By Ann Roe</p>', ['Ann Roe']),
        ('en-GB', '<p>Submitted by annroe on Mon, 03/05/2021 - 10:12</p>', ['annroe']),
        ('fr', '<p>Soumis par annroe le lun 03/05/2021 - 10:12</p>', ['annroe']),
        ('en', '<p>Mon, May 3rd 2021 10:00am - Ann Roe</p>', ['Ann Roe']),
        ('en', '<p>Ann Roe | Mon 3 May 2021 | Comments (4)</p>', ['Ann Roe']),
        ('es', "<p>Escrito por <a href='/a'>Ann Roe</a> el 3 de mayo de 2021</p>", ['Ann Roe']),
        ('es', '<p>ANNA ROGERS</p><p>Madrid - 3 MAY 2021 - 10:00 CEST</p>', ['ANNA ROGERS']),
        ('es', '<p>Redacción</p><p>3 mayo 2021</p>', None),
        ('it', '<p>Autore: Ann Roe</p><p>Data: 3 Maggio 2021</p>', ['Ann Roe']),
        ('cs', '<p>Napsal Jan Novák, 3. května 2021</p>', ['Jan Novák']),
        ('hu', '<p>Szerző: Kovács Anna | 2021. május 3.</p>', ['Kovács Anna']),
        ('id', '<p>Oleh: Siti Rahma</p><p>3 Mei 2021</p>', ['Siti Rahma']),
        ('ar', '<p>بقلم: أحمد علي</p><p>3 مايو 2021</p>', ['أحمد علي']),
        ('pl', '<p>Opublikowano 3 maja 2021 przez Jan Kowalski</p>', ['Jan Kowalski']),
        ('fi', '<p>Teksti: Aino Virtanen</p><p>Julkaistu 3.5.2021</p>', ['Aino Virtanen']),
        ('es', '<p>Publicado el 3 de mayo de 2021 | por Ann Roe | Deja un comentario</p>', ['Ann Roe']),
        ('en', '<p>Words: Ann Roe / Pictures: Jo Bloggs</p><p>3 May 2021</p>', ['Ann Roe']),
        ('en-GB', '<ul><li><b>Date</b> 03.05.2021</li><li><b>Author</b> Ann Roe</li><li><b>Related</b> <a href=x>Trains</a></li></ul>', ['Ann Roe']),
    ],
)  # fmt: skip
def test_lines_of_many_languages(tmp_path: Path, language: str, lines: str, authors: list[str] | None) -> None:
    """Labels, places, posts, buttons and times are no part of a name; sections and captions are none; the day is read."""
    assert _read(tmp_path, f"<main>{HEAD}{lines}{_text()}</main>", language) == [(TITLE, authors, "2021-05-03")]


@pytest.mark.parametrize(
    ("body", "authors", "day"),
    [
        (f"<div><h2><span>Monday, May 3, 2021</span></h2><div><div><div>{HEAD}<div>{_text()}</div><p>Posted by Ann at 5:11 AM</p></div></div></div></div>", ["Ann"], "2021-05-03"),
        (f"<main>{HEAD}<p>Von <a rel=author href=/x>Ann Roe</a>, 3.5.21</p>{_text()}</main>", ["Ann Roe"], "2021-05-03"),
        (f"<main>{HEAD}<p><span>2022-01-07T17:27:31+02:00</span><span>May 3rd, 2021</span> | <span>News</span></p>{_text()}</main>", None, "2021-05-03"),
        (f"<main>{HEAD}<p>3 May 2021</p>{_text()}<h3>2 Comments</h3><p>Posted by Zed on 9 May 2021</p><p>True.</p></main>", None, "2021-05-03"),
        (f"<main>{HEAD}<p>Reviewed by Ann Roe</p><p>3 May 2021</p>{_text()}<p>Author: Jo Bloggs</p></main>", ["Ann Roe"], "2021-05-03"),
        (f"<main>{HEAD}<p>3 May 2021</p><div><a rel=author href=/x>Ann Roe</a></div>{_text()}<div><div><div><div><i><a rel=author href=/y>Jo Bloggs</a></i></div></div></div></div></main>", ["Ann Roe"], "2021-05-03"),
        (f"<main>{HEAD}<div class=author>Ann Roe</div><div class=author><a href=/1>Profile</a><a href=/2>Follow</a></div><p>3 May 2021</p>{_text()}</main>", ["Ann Roe"], "2021-05-03"),
    ],
)  # fmt: skip
def test_what_is_another_s(tmp_path: Path, body: str, authors: list[str] | None, day: str) -> None:
    """Names and days of comments, of other articles, of books and of buttons are not taken."""
    assert _read(tmp_path, body, "en-GB") == [(TITLE, authors, day)]


def test_an_account_gives_way_to_a_printed_name(tmp_path: Path) -> None:
    """The metadata name an account, the page prints who wrote."""
    body = f"<main>{HEAD}<p>3 May 2021</p><p>Written by: <b>Ann Roe</b></p>{_text()}</main>"

    assert _read(tmp_path, body, "en", head='<meta name="author" content="Super User">') == [
        (TITLE, ["Ann Roe"], "2021-05-03")
    ]


def test_a_box_of_dated_links_is_no_list(tmp_path: Path) -> None:
    """A short title, a text, and a small box with two dated links is an article."""
    box = '<div class="right"><div class="item"><span>2 May 2021</span><a href="/1">A new scanner</a></div><div class="item"><span>1 May 2021</span><a href="/2">Donors</a></div></div>'
    body = (
        f"<div><div>3 May 2021, 14:05</div><h1>The board</h1><div>{_text()}</div><div>Words: Ann Roe</div></div>{box}"
    )

    assert _read(tmp_path, body, "en", title="The board — Paper of the staff of the harbour hospital") == [
        ("The board", ["Ann Roe"], "2021-05-03")
    ]


def test_a_line_below_the_title_in_its_heading(tmp_path: Path) -> None:
    """What stands in the heading below the title that the metadata repeat is no part of it."""
    body = (
        f"<main><h1>{TITLE}<br><small>A visit to the harbour</small></h1><p>By Ann Roe, 3 May 2021</p>{_text()}</main>"
    )

    assert _read(tmp_path, body, "en", title=TITLE) == [(TITLE, ["Ann Roe"], "2021-05-03")]
