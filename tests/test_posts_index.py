"""Index pages that say days, names and addresses in ways of their own; what they do not say stays empty."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from leaddata.clean.byline_starts import labelled_names
from leaddata.clean.bylines import listed_names
from leaddata.clean.names import is_group, is_person
from leaddata.clean.printed_dates import first_date
from leaddata.errors import LayoutError
from leaddata.layout.post_entries import byline_authors
from leaddata.pipeline.post_text import posts_text

sys.path.insert(0, str(Path(__file__).parent / "web"))

import index_generators
import index_makers
import index_plain
import index_sides
import index_themes
import index_tongues
import index_traps
import index_variants
from invented import invented_posts

THEMES = (
    *index_variants.THEMES, *index_themes.THEMES, *index_sides.THEMES, *index_plain.THEMES, *index_makers.THEMES, *index_generators.THEMES,
    *index_traps.THEMES, *index_tongues.THEMES,
)  # fmt: skip
NO_DATE = index_variants.NO_DATE | index_themes.NO_DATE
NO_AUTHORS = index_traps.NO_AUTHORS | index_generators.NO_AUTHORS
GROUPS = frozenset({"team", "network", "trust"})
TITLES = (
    "Small tests and honest results",
    "The long tail of winter",
    "What the porters taught me",
    "Beds, boats and bicycles",
)
TEASER = "We counted the unanswered letters twice and got two different numbers, neither of them small."


def _read(tmp_path: Path, content: str) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    path = tmp_path / "file"
    path.write_text(content, encoding="utf-8")
    text, told = posts_text(path, "json", places=False)
    return json.loads(text), told


def _page(body: str, language: str = "en-GB") -> str:
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><title>Ward notes</title></head><body><nav><a href="/about/">About us</a></nav>'
        f"<main>{body}</main><footer>A charity</footer></body></html>"
    )


def _days(days: tuple[str, ...]) -> str:
    return "".join(
        f'<li><span>{day}</span> <a href="/p/{number}-post/">{title}</a></li>'
        for number, (day, title) in enumerate(zip(days, TITLES, strict=False))
    )


def _articles(lines: tuple[str, ...], titles: tuple[str, ...] = TITLES) -> str:
    return "".join(
        f'<article><h2><a href="/p/{number}-post/">{title}</a></h2><p>{number + 1} May 2021</p>{line}<p>{TEASER}</p></article>'
        for number, (title, line) in enumerate(zip(titles, lines, strict=False))
    )


@pytest.mark.parametrize("seed", [110, 112])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.__name__)
def test_posts_of_variants(tmp_path: Path, theme: index_variants.Theme, seed: int) -> None:
    """Titles, days, authors and addresses of all posts are read, and nothing else."""
    posts = invented_posts(seed, 7)
    rows, told = _read(tmp_path, theme(posts))
    undated, unsigned = theme.__name__ in NO_DATE, theme.__name__ in NO_AUTHORS

    assert [
        (one.title, None if undated else str(one.day), None if unsigned else list(one.authors), one.url)
        for one in posts
    ] == [(row["title"], row["published"], row["authors"], row["url"]) for row in rows]
    assert () == told


@pytest.mark.parametrize(
    ("above", "days", "language", "read"),
    [
        ("<h2>2021</h2>", ("24 May", "8 May", "Apr 30", "Mar 9th"), "en-GB", ("2021-05-24", "2021-05-08", "2021-04-30", "2021-03-09")),
        ("<p class='year'>2021</p>", ("24 May:", "8 May:"), "en-GB", ("2021-05-24", "2021-05-08")),
        ("<h2>October 2020</h2>", ("Sun 25", "3rd"), "en-GB", ("2020-10-25", "2020-10-03")),
        ("<h2>2021</h2>", ("09-23", "09-05"), "en-GB", ("2021-09-23", "2021-09-05")),
        ("<h2>2021</h2>", ("24.05.", "03.04."), "de", ("2021-05-24", "2021-04-03")),
        ("<h2>2021</h2>", ("08/05", "03/04"), "en-GB", ("2021-05-08", "2021-04-03")),
        ("<h2>2021</h2>", ("08/05", "03/04"), "en", (None, None)),
        ("<h2>2021</h2>", ("08-05", "03-04"), "en-GB", (None, None)),
        ("<h2>October 2020</h2>", ("25 Sep", "3 Oct"), "en-GB", (None, "2020-10-03")),
        ("<h2>2020</h2>", ("25", "30 Feb"), "en-GB", (None, None)),
        ("<h2>Plans for 2020</h2>", ("25 Oct", "3 Oct"), "en-GB", (None, None)),
        ("<h2>2020</h2><h2>Old notes</h2>", ("25 Oct", "3 Oct"), "en-GB", (None, None)),
        ("<h2>October</h2>", ("25", "3 Oct"), "en-GB", (None, None)),
        ("", ("25 Oct", "3 Oct"), "en-GB", (None, None)),
    ],
)  # fmt: skip
def test_days_in_part(
    tmp_path: Path, above: str, days: tuple[str, ...], language: str, read: tuple[str | None, ...]
) -> None:
    """A day without a year is completed from the heading above it, and never from a guess."""
    rows, _ = _read(tmp_path, _page(f"<h1>Notes</h1>{above}<ul>{_days((*days, '', '')[:4])}</ul>", language))

    assert read == tuple(row["published"] for row in rows)[: len(read)]


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Thu Oct 27 10:00:00 2016", "2016-10-27"), ("Mon Apr 25 00:00:00 UTC 2016", "2016-04-25"), ("20160429T101010Z", "2016-04-29"),
        ("29/Jul/2018", "2018-07-29"), ("29.Jul.2018", "2018-07-29"), ("2018-Jul-29", "2018-07-29"), ("Monday, June 3. 2013", "2013-06-03"),
        ("20 Gorffennaf 2022", "2022-07-20"), ("Dydd Mawrth, 1af Chwefror 2022", "2022-02-01"), ("30 Meitheamh 2022", "2022-06-30"),
        ("15 Meán Fómhair 2022", "2022-09-15"), ("25. lokakuuta 2019", "2019-10-25"), ("3. desember 2021", "2021-12-03"),
        ("20160429", None), ("in 2021 May was cold", None), ("3/4 May 2021", None), ("version 1.2/Mar/2020", None),
    ],
)  # fmt: skip
def test_more_forms_of_dates(printed: str, day: str | None) -> None:
    """Dates of programs and of other languages are read; numbers that only look like one are none."""
    found = first_date(printed)

    assert day == (found.isoformat() if found else None)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Other (Leeds) and Jo Bloggs (York)", ["Ann Other", "Jo Bloggs"]),
        ("By Robert (Bob) Roe, Ann Other (MBE) and Wang Wei (王伟)", ["Robert (Bob) Roe", "Ann Other (MBE)", "Wang Wei (王伟)"]),
        ("By Ann Other. Posted May 3, 2012.", ["Ann Other"]), ("By Ann Other, posted on 3 May", ["Ann Other"]),
        ("Words: Ann Other. Pictures: Jo Bloggs", ["Ann Other"]), ("Story by Ann Other, photos by Jo Bloggs", ["Ann Other"]),
        ("Words: Ann Other", ["Ann Other"]), ("Author(s): Ann Other; Jo Bloggs", ["Ann Other", "Jo Bloggs"]),
        ("Guest post from Ann Other", ["Ann Other"]), ("Words matter", []), ("Post from the frontline", []),
        ("Af Ann Other og Jo Bloggs", ["Ann Other", "Jo Bloggs"]), ("Teksti: Ann Other, Bo Ek ja Jo Bloggs", ["Ann Other", "Bo Ek", "Jo Bloggs"]),
        ("Autor: Ann Other, Bo Ek i Jo Bloggs", ["Ann Other", "Bo Ek", "Jo Bloggs"]),
        ("Par Ann Other le lundi, mars 3 2010, 12:04", ["Ann Other"]), ("gan Siân Other", ["Siân Other"]),
        ("BY ANN OTHER, BO EK, CY DOE AND JO VAN DER ROE", ["ANN OTHER", "BO EK", "CY DOE", "JO VAN DER ROE"]),
        ("By ANN OTHER, MSC PHD and FREYA EZE", ["ANN OTHER, MSC PHD", "FREYA EZE"]),
        ("By Hendrik van ’t Roe and Professor the Lord Other of Harbour", ["Hendrik van ’t Roe", "Professor the Lord Other of Harbour"]),
        ("By the Editorial Team in News", ["the Editorial Team"]), ("By Ann Other in News", ["Ann Other"]),
        ("By the Women in Surgery Network", ["the Women in Surgery Network"]), ("By Harbour Team Saturday 3 May 2021", ["Harbour Team"]),
    ],
)  # fmt: skip
def test_more_bylines(line: str, names: list[str]) -> None:
    """Places, dates and topics behind names are no part of them, whatever the label and the words between."""
    assert names == [author.name for author in byline_authors(line, GROUPS)]


def test_no_names_that_end_amid_a_phrase() -> None:
    """A group does not end in "on", and a place of a lord is no name of its own."""
    assert not is_group("Harbour Team on", GROUPS)
    assert not is_person("Of Harbour")
    assert () == listed_names("the Lord", GROUPS)
    assert labelled_names("Words fail me") is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ('<div class="author"><span class="author__name">Ann Other</span> <span class="author__job">Ward Sister</span></div>', ["Ann Other"]),
        ("<p>3 June 2021 – Ann Other (Harbour Trust)</p>", ["Ann Other"]),
        ('<p>Posted by Ann Other in <a href="/category/news/">News</a> on 3 June 2021</p>', ["Ann Other"]),
        ('<p><span itemprop="author"><meta itemprop="name" content="The Owner Bloggs"></span></p>', None),
        ('<p class="byline">By <a href="/author/x/">facultyadmin</a></p>', None),
    ],
)  # fmt: skip
def test_who_is_and_is_not_an_author(tmp_path: Path, line: str, names: list[str] | None) -> None:
    """Posts, places of work, accounts and the owner of a site are no authors of its posts."""
    rows, _ = _read(tmp_path, _page(_articles((line,) * 4)))

    assert [names] * 4 == [row["authors"] for row in rows]


def test_irish_bylines(tmp_path: Path) -> None:
    """On an Irish page "Le" is "by"."""
    lines = ("<p>Le Ann Other agus Jo Bloggs</p>",) * 4

    assert [["Ann Other", "Jo Bloggs"]] * 4 == [
        row["authors"] for row in _read(tmp_path, _page(_articles(lines), "ga"))[0]
    ]


@pytest.mark.parametrize(
    "line", ["Updated: 9 June 2021 | ", "Last updated on 9 June 2021 · ", "<time class='modified'>9 June 2021</time> "]
)
def test_a_day_of_change_before_that_of_publication(tmp_path: Path, line: str) -> None:
    """What is said or marked to be the day of a change is passed over."""
    entries = _articles(("",) * 3).replace("<p>1 May", f"<p>{line}1 May").replace("<p>2 May", f"<p>{line}2 May")

    assert ["2021-05-01", "2021-05-02", "2021-05-03"] == [
        row["published"] for row in _read(tmp_path, _page(entries))[0]
    ]


def test_what_is_done_by_somebody(tmp_path: Path) -> None:
    """In a list of which no other title has a byline, "planted by Ann Other" is none; in one with bylines it is."""
    titles = ("New garden planted by Ann Other", "Car park shuts", "Volunteers sought", "Theatre rebuilt by Jo Bloggs")
    rows, _ = _read(tmp_path, _page(_articles(("",) * 4, titles)))
    signed, _ = _read(
        tmp_path, _page(_articles(("",) * 4, ("Lessons learned by Ann Other", *titles[1:3], "Quiet by Jo Roe")))
    )

    assert [(title, None) for title in titles] == [(row["title"], row["authors"]) for row in rows]
    assert [["Ann Other"], None, None, ["Jo Roe"]] == [row["authors"] for row in signed]


def test_newest_posts_in_another_part(tmp_path: Path) -> None:
    """Bare titles under "Recent posts" beside the main part are not those of the list."""
    aside = "".join(
        f'<div><h3><a href="/r/{number}/">{title} then</a></h3><p>{number + 1} April 2021</p></div>'
        for number, title in enumerate(TITLES)
    )
    page = _page(_articles(("",) * 3)).replace(
        "</main>", f'</main><div id="right"><h2>Recent posts</h2><div>{aside}</div></div>'
    )

    assert list(TITLES[:3]) == [row["title"] for row in _read(tmp_path, page)[0]]


@pytest.mark.parametrize(
    ("kept", "titles"),
    [('"/p/3-p', TITLES[:3]), ("3 May 2021</p><p>We counted", TITLES[:2]), ("</article></main>", TITLES)],
)
def test_a_page_that_breaks_off(tmp_path: Path, kept: str, titles: tuple[str, ...]) -> None:
    """Posts that are whole are given, and a line says where the page ends; one of which only its last tags are left out is whole."""
    whole = _page(_articles(("",) * 4))
    rows, told = _read(tmp_path, whole[: whole.index(kept) + len(kept)])

    assert list(titles) == [row["title"] for row in rows]
    assert all("it breaks off" in line for line in told)
    assert (titles == TITLES) == (told == ())


@pytest.mark.parametrize(
    ("declared", "title"),
    [
        ("<!ENTITY hosp 'St Bride&#8217;s'>", "St Bride’s: quiet"), ('<!ENTITY hosp "A &amp; B">', "A & B: quiet"),
        ("<!ENTITY hosp 'x'><!ENTITY hosp 'y'>", "x: quiet"), ("<!ENTITY a 'ha'><!ENTITY hosp '&a;&a;'>", "&hosp;: quiet"),
        ("<!ENTITY hosp SYSTEM 'file:///etc/hostname'>", "&hosp;: quiet"), ("<!ENTITY % p 'x'><!ENTITY hosp '%p;'>", "&hosp;: quiet"),
        ("<!ENTITY hosp '<b>x</b>'>", "&hosp;: quiet"),
    ],
)  # fmt: skip
def test_entities_of_a_feed(tmp_path: Path, declared: str, title: str) -> None:
    """An entity is read if plain text declares it; none that holds others, markup, or what stands elsewhere."""
    feed = f"<?xml version='1.0'?><!DOCTYPE rss [{declared}]><rss><channel><item><title>&hosp;: quiet</title><link>https://example.org/1</link></item></channel></rss>"

    assert [title] == [row["title"] for row in _read(tmp_path, feed)[0]]


def test_people_called_titles_are_no_posts(tmp_path: Path) -> None:
    """Boxes whose titles are called so by their class, and that lead nowhere, are no list."""
    people = "".join(
        f'<div class="person"><div class="person-title">{name} Roe</div><p>Joined on {number + 1} May 2021. {TEASER}</p></div>'
        for number, name in enumerate(("Ann", "Bo", "Cy", "Di"))
    )

    assert len(_read(tmp_path, _page(f"<h1>Our team</h1>{people}"))[0]) == 1


def test_a_page_of_prose_without_headings_is_no_list(tmp_path: Path) -> None:
    """What is called title once is no list of posts."""
    with pytest.raises(LayoutError):
        _read(tmp_path, _page('<div class="siteTitle">Ward notes</div><p>Come in.</p>'))


@pytest.mark.parametrize(
    ("rows", "titles"),
    [
        (("2021-07-18 - {}", "2021-07-11 - {}", "2021-07-04 - {}"), True),
        (("18 July 2021: {}", "11 July 2021: {}", "4 July 2021: {}"), True),
        (("{} (18 July 2021)", "{} (11 July 2021)", "{} (4 July 2021)"), True),
        (("{}", "11 July 2021: {}", "4 July 2021: {}"), False),
    ],
)
def test_days_in_titles(tmp_path: Path, rows: tuple[str, ...], titles: bool) -> None:
    """A day that all titles begin or end with is that of each post; one that some have is part of them."""
    printed = [row.format(title) for row, title in zip(rows, TITLES, strict=False)]
    entries = "".join(f'<li><a href="/p/{number}-post/">{title}</a></li>' for number, title in enumerate(printed))
    read = [(row["title"], row["published"]) for row in _read(tmp_path, _page(f"<ul>{entries}</ul>"))[0]]
    days = ("2021-07-18", "2021-07-11", "2021-07-04")

    assert read == (list(zip(TITLES, days, strict=False)) if titles else [(title, None) for title in printed])


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (("{}: small tests", "{}: the long tail", "{}: what porters taught me", "{}: beds and boats", "{}: a year on"), True),
        (("{}: small tests", "{}: the long tail", "{}: what porters taught me", "{}: beds and boats", "A year on"), False),
        (("{}: small tests", "{}: the long tail", "{}: chief nurse of the year", "{}: beds and boats", "{}: a year on"), False),
        (("{}: small tests", "{}: the long tail", "{}: “I was told”", "{}: beds and boats", "{}: a year on"), False),
        (("{}: small tests", "{}: the long tail", "{}: 1940 to 2021", "{}: beds and boats"), False),
    ],
)  # fmt: skip
def test_names_before_colons(tmp_path: Path, titles: tuple[str, ...], names: bool) -> None:
    """A name before a colon signs if all titles have one, and none tells of a post, a life or what was said."""
    people = ("Ann Other", "Jo Bloggs", "Bo Ek", "Cy Doe", "Di Roe")
    printed = tuple(title.format(name) for title, name in zip(titles, people, strict=False))
    rows = _read(tmp_path, _page(_articles(("",) * len(titles), printed)))[0]

    assert [[name] if names else None for name, _ in zip(people, titles, strict=False)] == [
        row["authors"] for row in rows
    ]
    assert list(printed) == [row["title_printed"] for row in rows]


@pytest.mark.parametrize("link", ["Download", "Read the {}", "{} as PDF"])
def test_issues_called_after_months(tmp_path: Path, link: str) -> None:
    """A month is the title of an issue if nothing but a button of it stands below."""
    months = ("July 2021", "June 2021", "May 2021")
    body = "".join(
        f'<div><h3>{month}</h3><p>{TEASER}</p><p>{number + 1} July 2021</p><a class="btn" href="/n/{number}.pdf">{link.format(month)}</a></div>'
        for number, month in enumerate(months)
    )

    assert list(months) == [row["title"] for row in _read(tmp_path, _page(f"<h1>Newsletters</h1>{body}"))[0]]


def test_a_column_of_titles(tmp_path: Path) -> None:
    """Of three links of a row the title is that below the header; the way up is no post."""
    rows = "".join(
        f'<tr><td><a href="/b/{number}">{number + 1} May 2021</a></td><td><a href="/b/{number}">name-of-file-{number}-which-is-long-enough</a></td><td><a href="/b/{number}">{title}</a></td></tr>'
        for number, title in enumerate(TITLES)
    )
    head = '<tr><th>Date</th><th>Page</th><th>Title</th></tr><tr><td><a href="/b">1 May 2021</a></td><td><a href="/b">.. (b)</a></td><td><a href="/b">b</a></td></tr>'

    assert list(TITLES) == [row["title"] for row in _read(tmp_path, _page(f"<table>{head}{rows}</table>"))[0]]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ('<p>Posted by <a rel="author" href="/author/x/">Jo Editor</a></p><p>By Ann Other</p>', ["Ann Other"]),
        ('<p class="byline">By <a rel="author" href="/author/x/">Ann Other</a></p><p>By Dr Ann Other, RN</p>', ["Ann Other"]),
        ('<p>Posted by <a rel="author" href="/author/x/">admin</a></p><p>Stroke Unit</p>', None),
        ("<div><b>Ann Other</b><span>Ward sister</span></div><div><b>Jo Bloggs</b><span>Registrar</span></div>", ["Ann Other", "Jo Bloggs"]),
        ("<p>Ann Other</p><p>At the hospital nobody knew.</p>", None),
        ("<p>By Ann Other, Chief Executive of Harbour Trust, and Jo Bloggs, GP and clinical lead</p>", ["Ann Other", "Jo Bloggs"]),
        ("<p>By Ann Other. We counted the letters twice.</p>", ["Ann Other"]),
        ("<p>Escrito por Ann Other y Jo Bloggs el 3 de mayo</p>", ["Ann Other", "Jo Bloggs"]),
    ],
)  # fmt: skip
def test_who_wrote_among_other_lines(tmp_path: Path, lines: str, names: list[str] | None) -> None:
    """A byline of the text wins over who posted it, a post below a name tells that it is one, and a sentence does not."""
    day = "<p>{} May 2021 10:00 and all is well</p>"
    body = "".join(
        f'<article><h2><a href="/p/{number}">{title}</a></h2>{day.format(number + 1)}{lines}<p>{TEASER}</p></article>'
        for number, title in enumerate(TITLES)
    )

    assert [names] * 4 == [row["authors"] for row in _read(tmp_path, _page(body))[0]]


def test_a_search_form_and_a_form_around_the_page(tmp_path: Path) -> None:
    """A form is no part of the list, unless the page stands in it."""
    entries = _articles(("",) * 4)
    search = '<form action="/find"><h3><a href="/find/how-to/">How to search</a></h3><p>Published 1 May 2020</p><input name="q"></form>'
    whole = _page("").replace(
        "<main></main>", f"<form method='post'>{search.replace('form', 'div', 1)}{entries}</form>"
    )

    assert list(TITLES) == [row["title"] for row in _read(tmp_path, _page(search + entries))[0]]
    assert set(TITLES) <= {row["title"] for row in _read(tmp_path, whole)[0]}


def test_events_at_addresses_of_their_own(tmp_path: Path) -> None:
    """Events without a heading are known by their part of the site, unless each post has a part of its own."""
    event = '<article><h2><a href="/events/9">An open day</a></h2><p>9 May 2021</p></article>'
    posts = _articles(("",) * 4)
    topics = "".join(
        posts.split("</article>")[number].replace("/p/", f"/topic-{name}/") + "</article>"
        for number, name in enumerate("abcd")
    )

    assert list(TITLES) == [row["title"] for row in _read(tmp_path, _page(event + posts))[0]]
    assert ["An open day", *TITLES] == [row["title"] for row in _read(tmp_path, _page(event + topics))[0]]


def test_buttons_without_titles(tmp_path: Path) -> None:
    """Boxes with a button each, and no line that can be the title of all, are no posts."""
    boxes = "".join(
        f'<div><p>{number + 1} May 2021</p><a href="/p/{number}">Read more</a></div>' for number in range(4)
    )

    with pytest.raises(LayoutError):
        _read(tmp_path, _page(boxes))


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("<p>On Monday 3rd May 2021, Ann Other and Jo Bloggs wrote:</p>", ["Ann Other", "Jo Bloggs"]),
        ("<p>A. B. Other, J. Bloggs</p><p>Published online: 3 May 2021</p>", ["A. B. Other", "J. Bloggs"]),
        ("<p>by Ann Other (<a href='https://tw.example/a'>@annother</a>) and Jo Bloggs (@jo_b)</p><p>3 May 2021</p>", ["Ann Other", "Jo Bloggs"]),
    ],
)  # fmt: skip
def test_who_wrote_beside_days_and_accounts(tmp_path: Path, lines: str, names: list[str]) -> None:
    """Who "wrote" on a day, initials above a day that is "online", and names with accounts in brackets."""
    body = "".join(
        f'<div><h2><a href="/p/{number}">{title}</a></h2>{lines}<p>{TEASER}</p></div>'
        for number, title in enumerate(TITLES)
    )
    rows, _ = _read(tmp_path, _page(body))

    assert [(title, names, "2021-05-03") for title in TITLES] == [
        (row["title"], row["authors"], row["published"]) for row in rows
    ]


@pytest.mark.parametrize(
    ("before", "name"),
    [("", "comment-piece"), ('<div class="bar">Follow us: <a href="https://tw.example/">Here</a></div>', "card")],
)
def test_posts_in_a_section_called_comment_and_below_a_bar(tmp_path: Path, before: str, name: str) -> None:
    """A journal's "Comment" is no place for what readers say if titles in it lead on; links in a bar are no label of posts."""
    body = "".join(
        f'<div class="{name}"><h2><a href="/p/{number}">{title}</a></h2><p>3 May 2021</p><p>{TEASER}</p></div>'
        for number, title in enumerate(TITLES)
    )

    assert list(TITLES) == [row["title"] for row in _read(tmp_path, _page(f"{before}<div>{body}</div>"))[0]]


def test_what_readers_say_is_no_post(tmp_path: Path) -> None:
    """Comments whose headings lead nowhere stay what they are."""
    posts = "".join(
        f'<div><h2><a href="/p/{number}">{title}</a></h2><p>3 May 2021</p></div>' for number, title in enumerate(TITLES)
    )
    said = '<div class="comment"><h3>Jo Bloggs</h3><p>4 May 2021</p><p>So it is, and so it was for ever and a day.</p></div>'

    assert list(TITLES) == [row["title"] for row in _read(tmp_path, _page(posts + said * 5))[0]]
