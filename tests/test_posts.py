"""Posts of feeds, pages, records and text dumps: found by structure, never from a sidebar, told when they break off."""

from __future__ import annotations

import csv
import io
import json
import re
import string
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from leaddata.clean import names, post_title, printed_dates
from leaddata.clean.addresses import canonical_address
from leaddata.clean.byline_starts import labelled_names
from leaddata.clean.bylines import listed_names
from leaddata.clean.post_title import parse_post_title
from leaddata.clean.printed_dates import first_date, is_date_alone
from leaddata.cli import main
from leaddata.errors import DocumentError, LayoutError
from leaddata.model import Locator
from leaddata.pipeline.post_rows import POSTS, PostRows, extract_posts
from leaddata.pipeline.read_posts import document_posts
from leaddata.pipeline.vocabularies import load_vocabularies
from leaddata.pipeline.web_text import decode_web, plain_title

sys.path.insert(0, str(Path(__file__).parent / "web"))

import feeds
import index_bodies
import index_pages
import index_platforms
import web_corpus
from invented import invented_posts

CORPUS = {name: (data, values) for name, data, values in web_corpus.made()}
GROUPS = frozenset({"team", "faculty", "editors", "network"})


def _read(tmp_path: Path, content: str | bytes, name: str = "file") -> PostRows:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return extract_posts(path)


def _values(tmp_path: Path, content: str | bytes) -> list[dict[str, Any]]:
    return [dict(row.values) for row in _read(tmp_path, content).rows]


@pytest.mark.parametrize("name", list(CORPUS))
def test_the_corpus_is_read_as_its_goldens_say(name: str) -> None:
    """Every post of a file is found, in order and exact, and nothing else."""
    wanted = json.loads(web_corpus.golden_path(name).read_text(encoding="utf-8"))
    rows = [dict(row.values) for row in extract_posts(web_corpus.FOLDER / name).rows]
    for row in rows:
        row["teaser"] = row["teaser"].removesuffix(" […]") if row["teaser"] else None

    assert wanted == [{field: row[field] for field in one} for one, row in zip(wanted, rows, strict=False)]
    assert len(wanted) == len(rows)


def test_the_corpus_is_what_its_script_writes() -> None:
    """Files and goldens are those that `tests/web/web_corpus.py` makes, and there are no others."""
    files = {path.name: path.read_bytes() for path in web_corpus.FOLDER.iterdir()}
    wanted = {name: data for name, (data, _) in CORPUS.items()}
    wanted |= {
        web_corpus.golden_path(name).name: (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode()
        for name, (_, values) in CORPUS.items()
    }

    assert wanted == files


@pytest.mark.parametrize("seed", range(100, 104))
@pytest.mark.parametrize("theme", index_pages.THEMES, ids=lambda theme: theme.__name__)
def test_other_posts_in_the_same_themes(tmp_path: Path, theme: index_pages.Theme, seed: int) -> None:
    """Titles, days and authors of posts that no golden holds are read, too."""
    posts = invented_posts(seed, 9)
    rows = _values(tmp_path, theme(posts))

    assert [(one.title, str(one.day), list(one.authors)) for one in posts] == [
        (row["title"], row["published"], row["authors"]) for row in rows
    ]


@pytest.mark.parametrize("seed", [110, 111])
@pytest.mark.parametrize("theme", [*index_platforms.THEMES, *index_bodies.THEMES], ids=lambda theme: theme.__name__)
def test_other_posts_on_other_platforms(tmp_path: Path, theme: index_pages.Theme, seed: int) -> None:
    """The same of the themes of platforms and bodies."""
    posts = invented_posts(seed, 7)
    rows = _values(tmp_path, theme(posts))
    undated = theme.__name__ in index_platforms.NO_DATE | index_bodies.NO_DATE

    assert [(one.title, None if undated else str(one.day), list(one.authors)) for one in posts] == [
        (row["title"], row["published"], row["authors"]) for row in rows
    ]


@pytest.mark.parametrize(
    ("printed", "title", "series", "part", "authors"),
    [
        ("Led by Example", "Led by Example", None, None, []),
        ("Step By Step", "Step By Step", None, None, []),
        ("Improving Care by Working Together", "Improving Care by Working Together", None, None, []),
        ("Inspired by Florence Nightingale", "Inspired by Florence Nightingale", None, None, []),
        ("Leadership, led by Jo Bloggs", "Leadership, led by Jo Bloggs", None, None, []),
        ("Quiet by Dr Ann van der Berg MBE", "Quiet", None, None, ["Dr Ann van der Berg MBE"]),
        ("Quiet by Ann Roe, RN, MSc and Jo Moe", "Quiet", None, None, ["Ann Roe, RN, MSc", "Jo Moe"]),
        ("Quiet by Ann Roe, Chief Nurse, and Jo Moe", "Quiet", None, None, ["Ann Roe", "Jo Moe"]),
        ("“Quiet” By JO BLOGGS", "“Quiet”", None, None, ["JO BLOGGS"]),
        ("Quiet | Jo Bloggs", "Quiet", None, None, ["Jo Bloggs"]),
        ("Quiet | Harbour Leadership", "Quiet | Harbour Leadership", None, None, []),
        ("Jo Bloggs and Ann Roe: the long shift", "the long shift", None, None, ["Jo Bloggs", "Ann Roe"]),
        ("Jo Bloggs: the long shift", "Jo Bloggs: the long shift", None, None, []),
        ("Quiet (by Jo Bloggs & Ann Roe)", "Quiet", None, None, ["Jo Bloggs", "Ann Roe"]),
        ("Quiet by Jo Bloggs; Ann Roe; J. P. Moe", "Quiet", None, None, ["Jo Bloggs", "Ann Roe", "J. P. Moe"]),
        ("Quiet by the Faculty of Medical Leadership and Management", "Quiet", None, None,
         ["the Faculty of Medical Leadership and Management"]),
        ("Quiet by 王伟 and Мария Иванова", "Quiet", None, None, ["王伟", "Мария Иванова"]),
        ("Quiet – a blog by Jo Bloggs", "Quiet", None, None, ["Jo Bloggs"]),
        ("Quiet, part two: handover", "Quiet, part two: handover", "Quiet", 2, []),
        ("Quiet Leaders Series (Part 3): Handover", "Quiet Leaders Series (Part 3): Handover", "Quiet Leaders Series", 3, []),
        ("Quiet (Part II)", "Quiet (Part II)", "Quiet", 2, []),
        ("Quiet (2/5): On rotas", "Quiet (2/5): On rotas", "Quiet", 2, []),
        ("Part 4: Quiet", "Part 4: Quiet", None, 4, []),
    ],
)  # fmt: skip
def test_titles(printed: str, title: str, series: str | None, part: int | None, authors: list[str]) -> None:
    """Bylines, series and parts are taken from a title where they are certain, and left in it where not."""
    parsed = parse_post_title(printed, load_vocabularies()["group_words"])

    assert title == printed[parsed.title_start : parsed.title_end]
    assert series == (printed[slice(*parsed.series)] if parsed.series else None)
    assert part == (parsed.part[0] if parsed.part else None)
    assert authors == [printed[one.start : one.end] for one in parsed.authors]


_NAMES = st.builds(
    "{} {}".format,
    st.sampled_from(["Ann", "Zoë", "J. R.", "Mary-Jane", "Seán", "Dr Oona"]),
    st.sampled_from(["Bloggs", "O’Brien", "van der Meer", "de la Cruz", "Núñez-García", "McKay", "Roe MBE"]),
)


@given(
    st.lists(_NAMES, min_size=1, max_size=5, unique=True),
    st.sampled_from([", ", "; "]),
    st.sampled_from([" and ", " & ", ", and "]),
)
def test_lists_of_names_read_back(names: list[str], between: str, last: str) -> None:
    """However many names a byline has, and however it parts them, each comes back as it was."""
    text = names[0] if len(names) == 1 else between.join(names[:-1]) + last + names[-1]
    title = f"On quiet wards by {text}"
    parsed = parse_post_title(title, load_vocabularies()["group_words"])

    assert names == [title[one.start : one.end] for one in parsed.authors]
    assert title[: parsed.title_end] == "On quiet wards"


@given(st.lists(st.text(string.ascii_lowercase, min_size=2, max_size=9), min_size=1, max_size=8))
def test_no_names_in_small_letters(words: list[str]) -> None:
    """Words without a capital are nobody."""
    assert listed_names(" ".join(words), GROUPS) == () or words[0] == "the"


@given(st.text(max_size=200))
def test_any_title_is_taken_apart_within_itself(text: str) -> None:
    """Whatever a title is, its parts lie in it."""
    parsed = parse_post_title(text, GROUPS)

    assert 0 <= parsed.title_start <= parsed.title_end <= len(text)
    assert all(0 <= one.start < one.end <= len(text) for one in parsed.authors)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Wed, 21 Sep 2022 22:30:00 -0300", "2022-09-21"), ("2022-09-21T23:59:59Z", "2022-09-21"), ("September 3rd, 2021", "2021-09-03"),
        ("3. März 2021", "2021-03-03"), ("le 1er mai 2020", "2020-05-01"), ("12.05.2019", "2019-05-12"), ("2021年5月12日", "2021-05-12"),
        ("31/12/2018", "2018-12-31"), ("12/31/2018", "2018-12-31"), ("05/05/2018", "2018-05-05"), ("Sat 5 June 2021", "2021-06-05"),
        ("12 de mayo de 2021", "2021-05-12"), ("03/04/2021", None), ("May 2021", None), ("30 February 2021", None), ("5 minutes", None),
        ("2011/12", None), ("3 days ago", None), ("", None),
    ],
)  # fmt: skip
def test_dates(printed: str, day: str | None) -> None:
    """A full date is read to the day that it prints, whatever the zone; anything less is no date."""
    found = first_date(printed)

    assert day == (found.isoformat() if found else None)


# Words of dates and names in any order: most are none, and what reads fast must say so of the same ones.
_SCRAPS = st.lists(
    st.sampled_from(
        [
            "3",
            "12",
            "21st",
            "2021",
            "1999",
            "May",
            "Sept.",
            "March,",
            "2021-05-03",
            "3/4/2021",
            "12.05.2019",
            "2020年5月3日",
            "10:30",
            "de",
            "of",
            "Ward",
            "|",
            "-",
            ",",
            ".",
            "by",
            "and",
            "Ann",
            "Other",
            "J.",
            "O’Bloggs",
            "Dr",
            "van",
            "Leading",
            "MBE",
            "PhD",
            "Phd",
            "the",
            "Editorial",
            "Team",
            "Nurse",
            "‘Bob’",
            "Zoë",
            "王伟",
            "A.",
        ]
    ),
    max_size=9,
)


@given(_SCRAPS, st.sampled_from((" ", "  ", "\n", "")))
def test_dates_are_found_where_the_forms_stand(words: list[str], between: str) -> None:
    """Looking for dates at numbers alone finds what trying every form at every sign does."""
    text = between.join(words)
    forms = re.compile("|".join(f"(?:{form})" for form, _ in printed_dates._FORMS), re.IGNORECASE)
    assert [one.span() for one in printed_dates._matches(text)] == [one.span() for one in forms.finditer(text)]


@given(_SCRAPS)
def test_plain_names_are_names(words: list[str]) -> None:
    """What is taken for a name at a glance is one when looked at with care."""
    text = " ".join(words)
    assert not names._is_plain_name(text) or names._is_name(text)


@given(st.text("Ser ieslogpartNo.#([1)]\u2018\u017f\u0130\u0131 ", max_size=30))
def test_no_series_is_overlooked(text: str) -> None:
    """The glance at a title lets pass every title that may have a series or a part."""
    assert post_title._may_have_part(text) or not post_title._MAYBE_SERIES.search(text)


def test_a_date_in_a_sentence_is_not_alone() -> None:
    """Weekday, time and "Posted on" may stand beside a date that is alone; words may not."""
    assert is_date_alone("Posted on Friday, 3 May 2019 at 9:30 am")
    assert not is_date_alone("In 3 May 2019 we met")


def test_labels_of_bylines() -> None:
    """The names of a byline end where a date or a bar begins."""
    line = "Posted by Ann Other and Jo Roe on May 3, 2021"
    found = labelled_names(line)

    assert found is not None
    assert line[found.start : found.end] == "Ann Other and Jo Roe"


@pytest.mark.parametrize("form", [feeds.rss, feeds.rdf, feeds.atom], ids=lambda form: form.__name__)
@pytest.mark.parametrize("share", [0.5, 0.7, 0.9, 0.99])
def test_a_feed_that_breaks_off(tmp_path: Path, form: feeds.Form, share: float) -> None:
    """The posts that are whole are read, and it is told on which line the feed ends."""
    posts = invented_posts(7, 8)
    whole = form(posts)
    cut = whole[: int(len(whole) * share)]
    closing = "</entry>" if form is feeds.atom else "</item>"
    found = _read(tmp_path, cut)

    assert [one.url for one in posts[: cut.count(closing)]] == [row.values["url"] for row in found.rows]
    assert any("breaks off" in note and "line" in note for note in found.notes)


@pytest.mark.parametrize("form", [feeds.json_feed, feeds.wordpress], ids=lambda form: form.__name__)
def test_json_that_breaks_off(tmp_path: Path, form: feeds.Form) -> None:
    """The posts that are whole are read, and it is told at which the list ends."""
    posts = invented_posts(7, 8)
    whole = form(posts)
    found = _read(tmp_path, whole[: int(len(whole) * 0.8)])

    assert 5 <= len(found.rows) < len(posts)
    assert [one.url for one in posts[: len(found.rows)]] == [row.values["url"] for row in found.rows]
    assert f"/{len(found.rows)}" in found.notes[0]
    assert "breaks off" in found.notes[0]


@pytest.mark.parametrize(
    "content",
    [
        "<rss version='2.0'><channel><title>X</title></channel></rss>",
        "[]",
        '{"version": "https://jsonfeed.org/version/1", "items": []}',
    ],
)
def test_an_empty_feed_says_so(tmp_path: Path, content: str) -> None:
    """A feed without posts is an error that says that there are none."""
    with pytest.raises(LayoutError, match="without any"):
        _read(tmp_path, content)


def test_a_dirty_feed(tmp_path: Path) -> None:
    """Names of HTML entities, lone ampersands, controls and a missing prefix cost nothing but a line that tells of it."""
    feed = (
        "\n\n<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x 'y'><!ENTITY z '&x;&x;&x;'>]>\n<rss><channel><title>A & B&nbsp;</title>"
        "<item><title>Q&A &rsquo;x&z; \x0b</title><link>https://example.org/1</link><dc:creator>Ann Other</dc:creator><b></item>"
        "<item><title>Two</title><guid>https://example.org/2</guid></item></channel></rss>"
    )
    rows = _values(tmp_path, feed)

    assert [("Q&A ’x&z;", ["Ann Other"], "https://example.org/1"), ("Two", None, "https://example.org/2")] == [
        (row["title"], row["authors"], row["url"]) for row in rows
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é’".encode(), "é’"), (b"\xef\xbb\xbf\xc3\xa9", "é"), ("é’".encode("utf-16"), "é’"), (b"caf\xe9 \x92", "café ’"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>\xe9\x92', '<?xml version="1.0" encoding="iso-8859-1"?>é’'),
        ('<meta charset="gb2312">王'.encode("gb18030"), '<meta charset="gb2312">王'),
        (b'<meta charset="utf-8">\xc3\xa9 \x92 x and more text', '<meta charset="utf-8">é ’ x and more text'),
        (b'<meta charset="no-such">\xe9 and some more text', '<meta charset="no-such">é and some more text'),
    ],
)  # fmt: skip
def test_bytes_to_text(data: bytes, text: str) -> None:
    """A mark wins, then UTF-8, then what the document says, then windows-1252."""
    assert text == decode_web(data)


def test_titles_escaped_twice() -> None:
    """Entities and tags are taken off however often they were escaped."""
    assert plain_title("The doctor&amp;#8217;s &lt;em&gt;own&lt;/em&gt; Q&amp;amp;A") == "The doctor’s own Q&A"


def test_posts_of_one_address_are_one(tmp_path: Path) -> None:
    """The same address with tracking, a fragment or another scheme is the same post."""
    assert canonical_address("http://www.example.org/a/?utm_source=x#c") == canonical_address("https://example.org/a")
    items = "".join(
        f"<item><title>T</title><link>https://example.org/a{tail}</link></item>" for tail in ("", "/", "#x", "?p=2")
    )

    assert len(_values(tmp_path, f"<rss><channel>{items}</channel></rss>")) == 2


def test_featured_posts_once(tmp_path: Path) -> None:
    """A post that stands at the top and again in its place is one post, and featured."""
    rows = _values(tmp_path, index_pages.sticky(invented_posts(5, 6)))

    assert [True, *[False] * 5] == [row["is_featured"] for row in rows]


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 x", b"\x00\x01\x02\x03\x04\x05\x06\x07" * 10, b"", b" \n"],
    ids=["pdf", "binary", "empty", "blank"],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    """A PDF, a binary file and an empty one are told for what they are."""
    with pytest.raises(DocumentError, match="expected"):
        _read(tmp_path, content)


@pytest.mark.parametrize(
    "content",
    [
        "<html><body><p>Nothing here.</p></body></html>", '{"a": 1}', "<?xml version='1.0'?><PubmedArticleSet/>",
        "<html><body><nav><ul><li><a href='/a'>A</a></li></ul></nav></body></html>", "Just a line.",
    ],
    ids=["page", "json", "xml", "menu", "text"],
)  # fmt: skip
def test_what_has_no_posts_says_so(tmp_path: Path, content: str) -> None:
    """A document that is read and has no posts is an error of its own."""
    with pytest.raises(LayoutError, match="expected"):
        _read(tmp_path, content)


@pytest.mark.parametrize(
    "content",
    [
        "<html><body>" + "<div>" * 20_000 + "<h2><a href='/a'>A title</a></h2>",
        "<html><body>" + "<a href='/x'>y " * 3000,
        "<rss><channel>" + "<item>" * 3000,
        "[" * 50_000,
        '[{"title": ' + '{"a":' * 20_000,
        "<html><head><script type='application/ld+json'>"
        + '{"a":[' * 5000
        + "</script></head><body><p>x</p></body></html>",
        pytest.param("<h2>" * 3000 + "by " * 3000, marks=pytest.mark.slow),
        "<table>" + "<tr><td>" * 3000,
        "<html><body><h2><a href='/a'>" + "Ann Other, " * 5000 + "</a></h2><p>12 May 2021</p>",
    ],
    ids=["div", "links", "items", "brackets", "json", "json-ld", "headings", "tables", "names"],
)
def test_hostile_markup_ends(tmp_path: Path, content: str) -> None:
    """Nesting and repetition end in rows or in an error of ours."""
    try:
        _read(tmp_path, content)
    except (DocumentError, LayoutError) as error:
        assert "expected" in str(error)  # noqa: PT017


def test_places_and_forms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`extract --as posts` prints CSV with lists joined and JSON with lists; places have a path; what breaks off is told aside."""
    path = tmp_path / "feed"
    path.write_text(feeds.rss(invented_posts(3, 4))[:-60], encoding="utf-8")
    assert main(["extract", str(path), "--as", "posts", "--places"]) == 0
    printed = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(printed.out)))

    assert [*POSTS, "page", "x0", "top", "x1", "bottom", "path"] == list(rows[0])
    assert rows[1]["path"] == "/rss/channel/item[2]"
    assert "breaks off" in printed.err
    assert main(["extract", str(path), "--as", "posts", "--format", "json"]) == 0
    objects = json.loads(capsys.readouterr().out)
    assert list(objects[0]) == list(POSTS)
    assert [one["authors"] and "; ".join(one["authors"]) for one in objects] == [row["authors"] or None for row in rows]


def test_a_text_dump(tmp_path: Path) -> None:
    """Titles and teasers of a dump are posts, with their lines."""
    found = _read(tmp_path, "A first teaser […]\nLatest articles\nQuiet by Jo Bloggs\nA second teaser […]\n")

    assert [(None, None, True, "line 1"), ("Quiet", ["Jo Bloggs"], False, "lines 3-4")] == [
        (row.values["title"], row.values["authors"], row.values["is_featured"], row.path) for row in found.rows
    ]


INDEX = """<!doctype html><body><main><article class="x"><p>What stands out is the ward itself [&hellip;]</p></article><h2>Latest</h2>
<article><h3><a rel="bookmark" href="/a">A &#8216;title&#8217; by Jo Bloggs</a></h3>
<time datetime="2022-09-21T10:00:00+01:00">21 September 2022</time><p>Short</p><p>The long teaser of it [&#8230;]</p></article>
<article><h3><a rel="bookmark" href="/b">Another</a></h3><p class="meta">Posted by Ann Other on <time>20 September 2022</time></p>
<p>Its teaser is not long at all [&#8230;]</p></article></main><aside><article><h3>Elsewhere</h3><p>No</p></article></aside></body>"""
MAIN = "/html/body/main/article"


def test_what_is_stated_has_its_place() -> None:
    """Title, address, date, authors and teaser of a post on a page each have the path of their element or attribute."""
    featured, post, other = document_posts(
        INDEX.encode(), Locator("a", 3), GROUPS, "https://example.org/page/3/", for_tables=True
    ).entries

    assert (None, True) == (featured.title, featured.is_featured)
    assert {"teaser_lines": Locator("a", 3, path=f"{MAIN}[1]/p")} == featured.places
    assert ("https://example.org/a", "/a") == (post.url, post.link)
    assert {
        "title": f"{MAIN}[2]/h3", "url": f"{MAIN}[2]/h3/a/@href", "published": f"{MAIN}[2]/time/@datetime",
        "teaser_lines": f"{MAIN}[2]",
    } == {name: place.path for name, place in post.places.items()}  # fmt: skip
    assert (f"{MAIN}[3]/p[1]", f"{MAIN}[3]/p[1]/time", f"{MAIN}[3]/p[2]") == (
        other.place("authors").path, other.place("published").path, other.place("teaser_lines").path,
    )  # fmt: skip


@pytest.mark.parametrize("form", ["rss", "atom", "rdf"])
def test_paths_of_a_feed_are_xpaths(form: str) -> None:
    """Whatever the namespaces, a path leads to the element that states the title, the date and the text of a post."""
    data = (web_corpus.FOLDER / f"feed-{form}.xml").read_bytes()
    tree = etree.fromstring(data).getroottree()
    entries = document_posts(data, Locator("a"), GROUPS, for_tables=True).entries

    assert len(entries) > 3
    for entry in entries:
        for name in ("title", "published"):
            (element,) = tree.xpath(entry.place(name).path)
            assert plain_title("".join(element.itertext())) == getattr(entry, name)
        (element,) = tree.xpath(str(entry.at.path))
        assert element.tag.rpartition("}")[2] in ("item", "entry")


def test_what_stands_behind_a_fault_is_whole() -> None:
    """A fault in one post of a feed is told of that post, and costs the next ones no sign."""
    feed = "<rss><channel>\n<item><title>One<b></title></item>\n<item><title>A &amp; B &lt;c&gt; &quot;d&quot;</title></item>\n</channel></rss>"
    first, second = document_posts(feed.encode(), Locator("a"), GROUPS).entries

    assert (first.fault or "").startswith("line 2: expected well-formed XML")
    assert ('A & B <c> "d"', None) == (second.title, second.fault)


def test_the_registered_index() -> None:
    """The restated index page gives its ten posts."""
    found = extract_posts(REPOSITORY / "data" / "raw" / "bmj_leader_blog" / "restated" / "index.html")

    assert len(found.rows) == 10
    assert [True, *[False] * 9] == [row.values["is_featured"] for row in found.rows]


def test_an_envelope_of_wordpress_is_opened(tmp_path: Path) -> None:
    """With ``_envelope`` the posts stand in the body of what would be the answer."""
    path = tmp_path / "a.json"
    post = {"id": 1, "date": "2022-08-12T10:00:00", "link": "https://example.org/a/", "title": {"rendered": "A"}}
    path.write_text(json.dumps({"body": [post], "status": 200, "headers": {"X-WP-Total": 1}}), encoding="utf-8")

    (row,) = extract_posts(path).rows

    assert (row.values["title"], row.values["url"]) == ("A", "https://example.org/a/")


def test_posts_and_labels_beside_names_are_no_names(tmp_path: Path) -> None:
    """What stands in an element of its own beside a name is no part of it; a site's maker is no author."""
    body = "".join(
        f"<p>Paragraph {number} tells of the ward, of its rota, and of the people who keep both of them going.</p>"
        for number in range(5)
    )
    names = "<li><span class=name>Ann Other</span><span class=role>Chief Executive</span></li><li><span class=name>Jo Bloggs</span></li>"
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><head><title>On rotas</title></head><body><article><h1>On rotas</h1><p>11 September 2017</p><div class=authors-list><h2>Authors</h2><ul>{names}</ul>"
        f"</div>{body}</article><footer>Powered by <a>Hexo</a> Theme.<a>Reimu</a></footer></body></html>",
        encoding="utf-8",
    )

    (row,) = extract_posts(path).rows

    assert row.values["authors"] == ["Ann Other", "Jo Bloggs"]


def test_a_link_to_the_rest_of_a_post_is_no_author(tmp_path: Path) -> None:
    """Neither in another language nor by its class alone."""
    posts = "".join(
        f"<article><h2><a href='/{number}'>On rotas, part {number} of a long series</a></h2><p>A teaser of some words, which tells of rotas.</p>"
        f"<footer><time datetime='2021-03-0{number}'>2021-03-0{number}</time> <a class=read-more href='/{number}'>{more}</a></footer></article>"
        for number, more in enumerate(("阅读全文", "Onward Ann", "続きを読む"), start=1)
    )
    path = tmp_path / "a.html"
    path.write_text(f"<html><body><main>{posts}</main></body></html>", encoding="utf-8")

    rows = extract_posts(path).rows

    assert [row.values["authors"] for row in rows] == [None, None, None]


LISTED = "".join(
    f'<div class="c"><h3><a href="{one.url}">{one.title}</a></h3><p>{one.day}</p><p>{one.teaser}</p></div>'
    for one in invented_posts(9, 3)
)
ASIDE = '<article><h3><a href="/old">An older post of ours</a></h3><time datetime="2020-01-02">x</time><p>What it says.</p></article></aside>'
HERO = '<div class="jumbotron"><h1>The blog of the wards</h1><p>We write of all who work here, by day and by night.</p><a class="btn" href="/about/">Read more</a></div>'


@pytest.mark.parametrize(
    ("content", "more"),
    [
        (f'<aside class="featured">{ASIDE}<main>{LISTED}</main>', 1),
        (f'<aside class="sidebar">{ASIDE}<main>{LISTED}</main>', 0),
        (f'<main>{LISTED}</main><aside class="featured">{ASIDE}', 0),
        (f"{HERO}<main>{LISTED}</main>", 0),
    ],
)
def test_what_stands_apart_is_a_post_or_none(tmp_path: Path, content: str, more: int) -> None:
    """A dated post in an aside above the list is featured; one in a sidebar or below, and a hero without a date, are no posts."""
    titles = [row["title"] for row in _values(tmp_path, f"<!doctype html><body>{content}</body>")]

    assert ["An older post of ours"] * more + [one.title for one in invented_posts(9, 3)] == titles


def test_a_page_that_says_nothing_is_no_article(tmp_path: Path) -> None:
    """A form with a title has neither day nor name nor text: there is no post."""
    path = tmp_path / "a.html"
    path.write_text(
        "<!doctype html><html><head><title>Contact us</title></head><body><main><h1>Contact us</h1><form><label>Name</label><input><button>Send</button>"
        "</form><ul><li><a href='tel:0'>0300 000 000</a></li><li><a href='mailto:a@example.org'>Email us</a></li></ul></main></body></html>",
        encoding="utf-8",
    )

    with pytest.raises(LayoutError, match="expected posts, got a document without any"):
        extract_posts(path)


def test_a_menu_below_bare_paragraphs_is_no_post(tmp_path: Path) -> None:
    """On a page without any parts, links of a word below dated posts are its menu."""
    posts = "".join(
        f"<p><a href='/{number}'><b>On rotas, part {number}</b></a>, 1{number}th April 2022<br>The ward tells of its rota, and of who keeps it going.</p>"
        for number in range(3, 8)
    )
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><body><hr>{posts}<hr><p align=center><a href='/'>Home</a> | <a href='/about.htm'>About</a></p></body></html>",
        encoding="utf-8",
    )

    titles = [row.values["title"] for row in extract_posts(path).rows]

    assert titles == [f"On rotas, part {number}" for number in range(3, 8)]
