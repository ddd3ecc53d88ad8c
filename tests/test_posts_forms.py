"""Index pages whose posts, days and names are told by other signs; what only looks like one is none."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from leaddata.clean.bylines import listed_names
from leaddata.clean.names import is_group, is_person
from leaddata.clean.partial_dates import short_day
from leaddata.layout.post_entries import byline_authors
from leaddata.pipeline.post_text import posts_text

sys.path.insert(0, str(Path(__file__).parent / "web"))

import index_forms
from invented import invented_posts

GROUPS = frozenset({"team", "network", "trust"})
TITLES = (
    "Small tests and honest results",
    "The long tail of winter",
    "What the porters taught me",
    "Beds, boats and bicycles",
)
TEASER = "We counted the unanswered letters twice and got two different numbers, neither of them small."
PROSE = "The lift stops between floors, which is where most of our meetings happen, and nobody minds because the light is kind there."


def _read(tmp_path: Path, content: str) -> list[dict[str, Any]]:
    path = tmp_path / "file"
    path.write_text(content, encoding="utf-8")
    return json.loads(posts_text(path, "json", places=False)[0])


def _page(body: str, language: str = "en-GB") -> str:
    return f'<!DOCTYPE html><html lang="{language}"><head><title>Ward notes</title></head><body><main>{body}</main></body></html>'


def _list(lines: tuple[str, ...]) -> str:
    return "".join(
        f'<li><h3><a href="/p/{number}/">{title}</a></h3>{line}<p>{TEASER}</p></li>'
        for number, (title, line) in enumerate(zip(TITLES, lines, strict=False))
    )


@pytest.mark.parametrize("seed", [210, 211, 212])
@pytest.mark.parametrize("theme", index_forms.THEMES, ids=lambda theme: theme.__name__)
def test_posts_of_forms(tmp_path: Path, theme: index_forms.Theme, seed: int) -> None:
    """Titles, days, authors and addresses of all posts are read, and nothing else."""
    name = theme.__name__
    posts = invented_posts(seed, 7)

    assert [
        (
            one.title,
            None if name in index_forms.NO_DATE else str(one.day),
            None if name in index_forms.NO_AUTHOR else [author.removeprefix("the ") for author in one.authors],
            one.url,
        )
        for one in posts
    ] == [
        (
            row["title"],
            row["published"],
            row["authors"] and [author.removeprefix("the ") for author in row["authors"]],
            row["url"],
        )
        for row in _read(tmp_path, theme(posts))
    ]


@pytest.mark.parametrize("seed", [210, 211, 212])
@pytest.mark.parametrize("name", index_forms.TWO_DIGITS)
def test_years_of_two_digits(tmp_path: Path, name: str, seed: int) -> None:
    """A day beside a title is read with its century, and the names beside it with it."""
    posts = invented_posts(seed, 7)

    assert [(one.title, str(one.day), list(one.authors)) for one in posts] == [
        (row["title"], row["published"], row["authors"]) for row in _read(tmp_path, index_forms.TWO_DIGITS[name](posts))
    ]


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        (("Version 12.10.16 is out",) * 4, "en-GB"), (("The vote was held on 13/10/16",) * 4, "en-GB"), (("13-10-16",) * 4, "en-GB"),
        (("05/04/16", "03/04/16", "02/04/16", "01/03/16"), "en"), (("16/10/13", "16/09/11", "16/08/30", "16/02/12"), "en-GB"),
        (("16/10/13", "15/09/11", "15/08/30", "14/02/12"), "ja"), (("May 24", "Jun 17", "1/2 May", "24/7"), "en-GB"),
        (("31 Feb ’24", "17 Jun", "17 Wards 24", "Ward 17, 24"), "en-GB"), (("192.168.10.16", "10/16", "13/10/16/2", "Room 13/10/16"), "en-GB"),
    ],
)  # fmt: skip
def test_no_years_of_two_digits(tmp_path: Path, lines: tuple[str, ...], language: str) -> None:
    """What may be a version, a day in running text, a year in front, or a month either way, is no day."""
    rows = _read(tmp_path, _page(f"<ul>{_list(tuple(f'<p>{line}</p>' for line in lines))}</ul>", language))

    assert [None] * 4 == [row["published"] for row in rows]


def test_short_days() -> None:
    """Forms of days with years of two digits, and what is none."""
    assert ["2024-06-17", "2024-06-17", "1998-03-03", "2024-06-17"] == [
        short_day(text) for text in ("17th June '24", "Jun 17, 24", "3-Mar-98", "17 Jun ‘24")
    ]
    assert {None} == {
        short_day(text) for text in ("17 Jun 2024", "1.2.10", "May 24", "May 12 30", "17 Wards 24", "13/10.16")
    }


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Words Ann Other & Jo Bloggs", ["Ann Other", "Jo Bloggs"]), ("WORDS Ann Other", ["Ann Other"]), ("Words Matter Most", []),
        ("Words that Ann Other said", []), ("A blog by Ann Other, a GP in Harbour", ["Ann Other"]), ("Our guest post by Ann Other", ["Ann Other"]),
        ("By Ann Other, Specialty doctor, Truro", ["Ann Other"]), ("By Dr Ann Other, GP, Leeds and Jo Bloggs, Consultant, Hull", ["Dr Ann Other", "Jo Bloggs"]),
        ("By Ann Other, Truro", ["Ann Other"]), ("By Ann Other, the kettle and a long night in it", []), ("By Surgeon Captain Ann Other", ["Surgeon Captain Ann Other"]), ("By Surgeon Ann", []), ("By Ann Other, who runs a clinic in Harbour", ["Ann Other"]), ("By chance, who knows", []),
        ("Words and pictures by Ann Other", ["Ann Other"]), ("Words and pictures that move", []), ("Interview by Ann Other", ["Ann Other"]), ("Words Ann Other Photographs Jo Bloggs", ["Ann Other"]), ("By Editorial team", ["Editorial team"]),
        ("Door Joris ten Cate en Fleur Roe", ["Joris ten Cate", "Fleur Roe"]),
    ],
)  # fmt: skip
def test_bylines_of_forms(line: str, names: list[str]) -> None:
    """Labels, ranks, towns behind posts, and particles that are words elsewhere."""
    assert names == [author.name for author in byline_authors(line, GROUPS)]


def test_names_that_need_no_capitals() -> None:
    """Those who write for a body are a group; any other team in small letters is none, and ten is a number."""
    assert ["group"] == [one.kind for one in listed_names("Editorial team", GROUPS)]
    assert not is_group("Clinical team", GROUPS)
    assert not is_group("editorial team", GROUPS)
    assert not is_person("Ten Lessons Learned")
    assert () == listed_names("Editorial guidance", GROUPS)


@pytest.mark.parametrize(
    "line",
    [
        '<p><a class="author-avatar" href="/u/x">View Picture</a></p>', '<p><a class="author-posts" href="/u/x">More Like This</a></p>',
        '<div class="author"><span class="author-job">Ward Sister</span></div>', "<p>Words Matter Most</p>", "<p>9 min read</p>",
    ],
)  # fmt: skip
def test_no_authors_of_forms(tmp_path: Path, line: str) -> None:
    """What stands beside a name, or only looks like one, is no author."""
    assert [None] * 4 == [row["authors"] for row in _read(tmp_path, _page(f"<ul>{_list((line,) * 4)}</ul>"))]


def test_an_article_that_leads_elsewhere_is_one(tmp_path: Path) -> None:
    """Linked headings within the prose of an article are its sections, and no posts."""
    sections = "".join(
        f'<h3><a href="https://site{number}.example/x">{title}</a></h3><p>{PROSE}</p><p>{PROSE}</p>'
        for number, title in enumerate(TITLES)
    )
    rows = _read(
        tmp_path,
        _page(
            f"<article><h1>Four things to read in spring</h1><p>2 May 2021</p><p>{PROSE}</p><p>{PROSE}</p>{sections}</article>"
        ),
    )

    assert ["Four things to read in spring"] == [row["title"] for row in rows]


def test_sections_with_links_in_their_text_are_no_posts(tmp_path: Path) -> None:
    """A link amid the text of a section is no button that leads to a post of its own."""
    sections = "".join(
        f'<h2>{title}</h2><p>{PROSE} <a href="/x/{number}">Some words</a> of it.</p>'
        for number, title in enumerate(TITLES)
    )
    rows = _read(tmp_path, _page(f"<h1>A guide for new starters on wards</h1><p>{PROSE}</p>{sections}"))

    assert not set(TITLES) & {row["title"] for row in rows}


def test_comments_below_a_post_are_no_posts(tmp_path: Path) -> None:
    """A heading "Comments" of the first level is a label still, where the page is called otherwise."""
    comments = "".join(
        f'<div><h3><a href="/c/{number}/">Re: {title}</a></h3><p>{TEASER}</p></div>'
        for number, title in enumerate(TITLES)
    )
    rows = _read(
        tmp_path, _page(f"<ul>{_list(('<p>3 May 2021</p>',) * 4)}</ul><h1>Comments</h1><section>{comments}</section>")
    )

    assert list(TITLES) == [row["title"] for row in rows]


def test_names_in_boxes_of_their_own_above_what_they_are(tmp_path: Path) -> None:
    """Each name stands in a box, above what that person is; the second is an author, too."""
    people = (("Ann Other", "Clinical fellow"), ("Jo Bloggs", "Ward manager"))
    boxes = "".join(
        f'<div class="who"><div><span>{name}</span></div><small>{post}</small></div>' for name, post in people
    )
    day = '<div><time datetime="2020-09-02">2 September 2020</time> \u00b7 2 min read</div>'
    found = _read(tmp_path, _page(f"<ul>{_list((day + boxes,) * 4)}</ul>"))

    assert [row["authors"] for row in found] == [["Ann Other", "Jo Bloggs"]] * 4


def test_names_that_the_page_prints_in_part(tmp_path: Path) -> None:
    """Linked data at a post's address name two authors, its block one of them: the list is that of the data."""
    people = [{"@type": "Person", "name": name} for name in ("Ann Other", "Jo Bloggs")]
    listed = [
        {"@type": "BlogPosting", "url": f"https://wards.example.org/p/{number}/", "headline": title, "author": people}
        for number, title in enumerate(TITLES)
    ]
    data = json.dumps({"@context": "https://schema.org", "@type": "Blog", "blogPost": listed})
    posts = _list(("<p>By Ann Other</p>",) * 4).replace('href="/p/', 'href="https://wards.example.org/p/')
    found = _read(tmp_path, _page(f'<script type="application/ld+json">{data}</script><ul>{posts}</ul>'))

    assert [row["authors"] for row in found] == [["Ann Other", "Jo Bloggs"]] * 4
