"""What stands beside an article and is no name, and names that stand far from its title: as pages of many makers have it."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_article_bylines import _read
from test_articles import ARTICLE, HEAD, _text

_DAY = "<p>3 May 2021</p>"

_NO_NAMES = [
    # A "by" in a sentence of the text, before a link or at its end.
    ("en", f"{_DAY}<p>Thousands of people are treated as guests in their own wards, and nobody who works there is surprised, says a report.</p><p>The <a href='/r'>report by the University and College Union</a> says that hospitals have made a pool of staff without rights who teach most of what is taught.</p>"),
    ("en", f"{_DAY}<p>It was shown last week in a study by <a href='/r'>Rita Moss and Olu Grant</a> that wards are louder than streets at any hour of the night.</p>"),
    ("de", f"{_DAY}<p>Das zeigt nun auch eine neue Untersuchung von <a href='/r'>Rita Moss und Olaf Grant</a>, die in dieser Woche in einer großen Zeitschrift für Pflege erschienen ist.</p>"),
    ("fr", "<p>3 mai 2021</p><p>C'est ce que montre une étude menée par <a href='/r'>Rita Moss</a> et publiée cette semaine dans une revue que tout le monde lit à l'hôpital.</p>"),
    # Buttons, sections, counters and labels beside the day.
    ("en", "<div>July 18, 2013 <a href='/rss'>RSS Feed</a> <a href='/p'>Print</a></div>"),
    ("en", "<div><span>May 3, 2021</span> | <a href='/x'>Email Alerts</a> | <a href='/y'>Text Size</a></div>"),
    ("en", f"{_DAY}<p>Share This Story</p>"),
    ("en", f"{_DAY}<p>Reading Time</p><p>4 minutes</p>"),
    ("de", "<p>Letzte Aktualisierung: 3.5.2021</p>"),
    ("de", "<p>3. Mai 2021</p><p>Artikel Drucken</p>"),
    ("de", "<p>3. Mai 2021 | Keine Kommentare | Artikel teilen</p>"),
    ("fr", "<p>Dernière Modification 3 mai 2021</p>"),
    ("fr", "<p>3 mai 2021</p><p>Temps de Lecture</p>"),
    ("es", "<p>Última Actualización</p><p>3 de mayo de 2021</p>"),
    ("it", "<p>Ultima Modifica: 3 maggio 2021</p>"),
    ("pt", "<p>Tempo de Leitura</p><p>3 de maio de 2021</p>"),
    ("en", f"{_DAY}<p class='meta'><span>Press Office</span></p>"),
    ("en", f"{_DAY}<ul><li><a class='fn' href='/yt'>Youtube</a></li><li><a href='/li'>Linkedin</a></li></ul>"),
    # What is told of pictures, and who owns, edits or prints the paper.
    ("en", f"{_DAY}<p>The harbour as it looked on the morning after the storm, with the boats of both clubs on the quay. Photo: Supplied by Rita Moss</p>"),
    ("en", f"{_DAY}<p>Photographed by Rita Moss</p>"),
    ("de", "<p>Herausgegeben von Rita Moss, Olaf Grant</p><p>3. Mai 2021</p>"),
    ("de", "<p>Gegründet von Rita Moss</p><p>3. Mai 2021</p>"),
    ("es", "<p>Editado por Rita Moss</p><p>3 de mayo de 2021</p>"),
    ("fr", "<p>Fondé par Rita Moss</p><p>3 mai 2021</p>"),
    ("nl", "<p>Vertaald door Rita Moss</p><p>3 mei 2021</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "lines"), _NO_NAMES)
def test_what_has_the_shape_of_a_name_and_is_none(tmp_path: Path, language: str, lines: str) -> None:
    """Nobody is named who did not write: a wrong name is worse than none."""
    assert [authors for _, authors, _ in _read(tmp_path, f"<main>{HEAD}{lines}{_text()}</main>", language)] == [None]


_STATED = [
    ('<meta name="author" content="WWW.HARBOUR.EXAMPLE.ORG">', None),
    ('<meta name="author" content="harbour-trust.example.org">', None),
    ('<meta name="author" content="Hafen Verlag GmbH &amp; Co. KG">', None),
    ('<meta name="author" content="Port Presse Sp. z o.o.">', None),
    ('<meta name="author" content="Quai Médias SAS">', None),
    ('<meta name="author" content="Harbour Newspapers Ltd.">', None),
    ('<meta name="author" content="Ann Roe"><meta name="author" content="Harbour Media Group plc">', ["Ann Roe"]),
    ('<meta name="author" content="RSS Feed">', None),
    ('<meta name="author" content="Ann Roe">', ["Ann Roe"]),
    ('<meta name="citation_author" content="Roe, Ann"><meta name="citation_author" content="Bloggs, Jo">', ["Roe, Ann", "Bloggs, Jo"]),
]  # fmt: skip


@pytest.mark.parametrize(("head", "authors"), _STATED)
def test_whom_metadata_name(tmp_path: Path, head: str, authors: list[str] | None) -> None:
    """A company, a machine or a button that metadata call the author is nobody."""
    assert [one for _, one, _ in _read(tmp_path, f"<main>{HEAD}{_DAY}{_text()}</main>", "en", head=head)] == [authors]


_FOUND = [
    # A label of the head of the page, and of a sentence, gives way to those whom metadata name as well.
    ("<p>Published by Rita Moss, Olu Grant</p>", f"<p>Von <a href='/a'>Ann Roe</a> und Jo Bloggs</p>{_DAY}", "", '<meta name="author" content="Ann Roe">', ["Ann Roe", "Jo Bloggs"]),
    # "More by this editor" beside the name.
    ("", f"{_DAY}<div class='author'><a href='/author/1'>More by this editor</a></div><div class='author'>Ann Roe - Senior News Editor</div>", "", "", ["Ann Roe"]),
    ("", f"{_DAY}<div class='author'><a href='/author/1'>All posts</a></div><div class='author'>Ann Roe</div>", "", "", ["Ann Roe"]),
    # A link to the page of an author that stands far from the title.
    ("<div><div><a href='/author/ann-roe'>Ann Roe</a></div></div><div><span>Science</span></div>", _DAY, "", "", ["Ann Roe"]),
    ("", _DAY, "<div><ul><li><a href='/autor/ann-roe'>Ann Roe</a></li></ul></div>", "", ["Ann Roe"]),
    ("<div><p><a href='/writers/ann-roe'>Ann Roe</a>, <a href='/writers/jo-bloggs'>Jo Bloggs</a></p></div>", _DAY, "", "", ["Ann Roe", "Jo Bloggs"]),
    # Who signs at the end, behind a dash.
    ("", _DAY, "<p>&mdash; Ann Roe, ward sister, Leith</p>", "", ["Ann Roe"]),
    ("", _DAY, "<p align=right>- Ann Roe (Harbour Trust)</p>", "", ["Ann Roe"]),
    ("", _DAY, "<p>&ndash; Ann Roe and Jo Bloggs</p>", "", ["Ann Roe", "Jo Bloggs"]),
    ("", _DAY, "<p>&ldquo;Be still, and the ward will be, too.&rdquo;</p><p>&mdash; Florence Nightingale</p>", "", None),
    # An account behind the day.
    ("", "<small>03.05.2021, 16:20 von annroe</small>", "", "", ["annroe"]),
    ("", "<p>May 3, 2021 at 4:20 pm by annroe</p>", "", "", ["annroe"]),
    # Journals: metadata have the family name first, the page has degrees, and signs for notes.
    ("", "<p>Ann Roe, MD, PhD<sup>1</sup>; Jo Bloggs, MSc<sup>2</sup></p><p><sup>1</sup>Department of Medicine, Cork.</p><p>Published May 3, 2021</p>", "", '<meta name="citation_author" content="Roe, Ann"><meta name="citation_author" content="Bloggs, Jo">', ["Ann Roe, MD, PhD", "Jo Bloggs, MSc"]),
    ("", "<div><span>Ann Roe*</span></div><div><span>Jo Bloggs†</span></div><p>3 May 2021</p>", "", '<meta name="citation_author" content="Roe, Ann"><meta name="citation_author" content="Bloggs, Jo">', ["Ann Roe", "Jo Bloggs"]),
    # Cards of other posts under a heading, and a box that tells who wrote.
    ("", _DAY, "<div><h2>Contributor</h2><div><strong>Ann Roe</strong><span>Assistant Director</span></div></div><section><h2>You might also like</h2><div class='card'><a href='/x'><h3>A map of appointments</h3></a><p>By Rita Moss • 18 May 2020</p><p>Budgets are made over tea.</p></div><div class='card'><a href='/y'><h3>Why huddles fail so soon</h3></a><p>By Olu Grant • 1 May 2020</p><p>Equity was on every agenda.</p></div></section>", "", ["Ann Roe"]),
]  # fmt: skip


@pytest.mark.parametrize(("above", "lines", "below", "head", "authors"), _FOUND)
def test_names_far_from_the_title(
    tmp_path: Path, above: str, lines: str, below: str, head: str, authors: list[str] | None
) -> None:
    """Who wrote is found where the page says it, and as the page prints it."""
    body = f"<div>{above}</div><main>{HEAD}{lines}{_text()}{below}</main>"

    assert [one for _, one, _ in _read(tmp_path, body, "en", head=head + ARTICLE)] == [authors]
