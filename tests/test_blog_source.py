"""The registered blog from the server to the published tables, in each form that a WordPress site serves."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import REPOSITORY
from loopback import Asked, FakeClock, Reply, Server, options
from test_parts import keep

import leaddata
from leaddata import installed
from leaddata.diffing import next_version
from leaddata.layout.post_records import listed_posts
from leaddata.model import Fetch, Snapshot, keyed_id
from leaddata.pipeline import refresh as steps
from leaddata.pipeline.extract import extract
from leaddata.pipeline.fetch import FetchOutcome, fetch_source
from leaddata.pipeline.read_posts import read_posts
from leaddata.pipeline.refresh import RefreshReport, refresh
from leaddata.pipeline.reread import reread
from leaddata.pipeline.vocabularies import load_vocabularies
from leaddata.sources import SOURCES

BLOG = "bmj_leader_blog"


@dataclass(frozen=True)
class Post:
    """A post that nobody wrote, as its site serves it, and as it should be published."""

    slug: str
    printed: str
    day: date
    teaser: str
    title: str
    authors: tuple[tuple[str, str], ...] = ()
    creator: str = ""
    series: str | None = None
    part: int | None = None
    sticky: bool = False
    link: str | None = None

    def path(self) -> str:
        return f"/blog/{self.day:%Y/%m/%d}/{self.slug}/"


POSTS = (
    Post("wards", "Quiet wards by Ann Other and Jo Bloggs", date(2031, 5, 9),
         "Our lift stops between floors, and so do most of our meetings […]",
         "Quiet wards", (("Ann Other", "person"), ("Jo Bloggs", "person")), creator="blog admin", sticky=True),
    Post("steps-2", "Small Steps Series, part two: Tea & triage", date(2031, 5, 2),
         "We counted the letters twice. The first cohort of 12 Darzi Fellows began in 2011 […]",
         "Small Steps Series, part two: Tea & triage", (("Cerys van der Meer", "person"),), creator="Cerys van der Meer",
         series="Small Steps Series", part=2),
    Post("handover", "“Handover” by Northgate Trainees Network", date(2031, 4, 25),
         "A plan existed, I was told, and it was kept in a drawer somewhere […]",
         "“Handover”", (("Northgate Trainees Network", "group"),), creator="Northgate"),
    Post("kettle", "Handover’s end", date(2031, 4, 1),
         "The kettle had been broken since Easter and nobody said a word […]",
         "Handover’s end", (("Femi O’Rafferty", "person"),), creator="Femi O’Rafferty"),
    Post("picks-2", "Editors’ picks", date(2031, 3, 1),
         "Three of us shared one desk and a plant that refused to die […]",
         "Editors’ picks", (("Greta Eriksen", "person"),), creator="Greta Eriksen"),
    Post("picks", "Editors’ picks", date(2031, 2, 1),
         "On Mondays the car park tells you everything about the week […]",
         "Editors’ picks", (("Greta Eriksen", "person"),), creator="Greta Eriksen"),
)  # fmt: skip


class Site:
    """A WordPress site with some posts, in one of the three forms, some of them on a page."""

    def __init__(self, server: Server, form: str, posts: tuple[Post, ...] = POSTS, per_page: int = 4) -> None:
        self.address = server.address
        self.posts = posts
        self.per_page = per_page
        self.counts = True
        if form == "rest":
            server.on("/blog/wp-json/wp/v2/posts", self.rest)
        if form == "feed":
            server.on("/blog/feed/", self.feed)
        if form == "index":
            for number in range(1, 9):
                server.on("/blog/" if number == 1 else f"/blog/page/{number}/", self.index)

    def page(self, number: int) -> tuple[Post, ...]:
        return self.posts[(number - 1) * self.per_page : number * self.per_page]

    def url(self, post: Post) -> str:
        return self.address + post.path() if post.link is None else post.link

    def rest(self, asked: Asked) -> Reply:
        last = -(-len(self.posts) // self.per_page)
        body = json.dumps(
            [self.record(number, post) for number, post in enumerate(self.page(int(asked.query["page"])))]
        )
        etag = f'"{abs(hash(body))}"'
        if asked.headers.get("if-none-match") == etag:
            return Reply(status=304)
        total = {"X-WP-Total": str(len(self.posts))} if self.counts else {}
        return Reply(body.encode(), headers={"ETag": etag, "X-WP-TotalPages": str(last), **total})

    def record(self, number: int, post: Post) -> dict[str, Any]:
        return {
            "id": abs(hash(post.slug)),
            "date": f"{post.day}T23:30:00",
            "link": self.url(post),
            "sticky": post.sticky,
            "title": {"rendered": post.printed.replace("&", "&#038;").replace("’", "&#8217;")},
            "excerpt": {"rendered": f"<p>{post.teaser.replace('…', '&hellip;')}</p>\n"},
            "content": {"rendered": f"<p>{post.teaser}</p><p>And so on.</p>"},
            "_embedded": {"author": [{"id": 7, "name": post.creator}]},
        }

    def feed(self, asked: Asked) -> Reply:
        posts = self.page(int(asked.query.get("paged", "1")))
        if not posts:
            return Reply(status=404)
        items = "".join(
            f"<item><title>{escape(post.printed)}</title><link>{self.url(post)}</link>"
            f"<dc:creator><![CDATA[{post.creator}]]></dc:creator><pubDate>{post.day:%a, %d %b %Y} 23:30:00 +0000</pubDate>"
            f"<guid isPermaLink='false'>x-{post.slug}</guid><description><![CDATA[<p>{post.teaser}</p>\n<p>The post <a "
            f"href='{self.url(post)}'>{escape(post.printed)}</a> appeared first on <a href='/'>Blog</a>.</p>]]></description></item>\n"
            for post in posts
        )
        head = "<?xml version='1.0' encoding='UTF-8'?>\n<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        return Reply(
            f"{head}<channel><title>Blog</title><link>{self.address}/blog/</link>\n{items}</channel></rss>".encode()
        )

    def index(self, asked: Asked) -> Reply:
        number = int(asked.path.rstrip("/").rpartition("/")[2]) if "page" in asked.path else 1
        if not (posts := self.page(number)):
            return Reply(status=404)
        # Addresses are relative: only who asked for the page knows to what.
        articles = "".join(
            f"<article class='post{' sticky' if post.sticky else ''}'><h2 class='entry-title'><a href='{post.path()}'>"
            f"{escape(post.printed)}</a></h2><div class='meta'><time datetime='{post.day}'>{post.day:%d %B %Y}</time> "
            f"<span class='author'>{escape(post.creator)}</span></div><p>{post.teaser} <a href='{post.path()}'>Read more</a></p>"
            "</article>\n"
            for post in posts
        )
        older = (
            f"<a class='next page-numbers' href='/blog/page/{number + 1}/'>Older</a>" if self.page(number + 1) else ""
        )
        return Reply(
            f"<!doctype html><html lang='en'><head><title>Blog</title></head><body><main>{articles}</main><nav>{older}</nav>"
            "<aside><h2>Recent posts</h2><ul><li><a href='/blog/elsewhere/'>Elsewhere by Nobody Known</a></li></ul></aside>"
            "</body></html>".encode()
        )  # fmt: skip


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Return a copy of what a fresh clone holds."""
    folder = tmp_path / "data" / "raw"
    shutil.copytree(REPOSITORY / "data" / "raw", folder, ignore=shutil.ignore_patterns("original", ".fetch"))
    return folder


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refresh the blog alone: reading the other sources takes ten times as long."""
    monkeypatch.setattr(steps, "plan", lambda: [BLOG])


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder of releases, which the loader takes for the installed one."""
    folder = tmp_path / "data" / "processed"
    monkeypatch.setattr(installed, "_ROOTS", (folder, folder))
    monkeypatch.delenv("LEADDATA_RELEASES", raising=False)
    return folder


def take(raw: Path, server: Server, time: FakeClock) -> FetchOutcome:
    """Fetch the registered blog from the server in place of its own."""
    source = replace(SOURCES[BLOG], fetch=Fetch(kind="wordpress", address=f"{server.address}/blog/"))
    time.sleep(60)
    return fetch_source(raw, BLOG, options(time), source=source)


def published(raw: Path, out: Path) -> RefreshReport:
    report = refresh(raw, out)
    assert (report.exit_code, report.problems()) == (0, ())
    return report


def rows(table: str, *columns: str) -> list[tuple[Any, ...]]:
    found = leaddata.load(table).filter(pl.col("source_id") == BLOG)
    return found.select(columns).rows()


def posts_by_place(*columns: str) -> list[tuple[Any, ...]]:
    return [row[1:] for row in sorted(rows("posts", "position", *columns))]


def table_by_url() -> dict[str, dict[str, Any]]:
    """Return the posts without their position, which others move, by address."""
    found = leaddata.load("posts").filter(pl.col("source_id") == BLOG).drop("position")
    return {row["url"]: row for row in found.rows(named=True)}


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("form", ["rest", "feed", "index"])
def test_what_was_fetched_is_published(server: Server, time: FakeClock, raw: Path, out: Path, form: str) -> None:
    """Every form gives the same posts, authors and statements, from all parts, each with a quote at its place."""
    site = Site(server, form)
    assert take(raw, server, time).state == "fetched"

    report = published(raw, out)

    # A feed does not say which post is on top.
    assert [
        (
            keyed_id(BLOG, "posts", site.url(one).removeprefix("http:").rstrip("/")),
            one.printed, one.title, one.series, one.part, site.url(one), one.day, one.sticky and form != "feed", True,
            len(one.teaser.split()), None, None,
        )
        for one in POSTS
    ] == posts_by_place(
        "post_id", "title_printed", "title", "series", "part", "url", "published", "is_featured", "teaser_truncated",
        "teaser_word_count", "teaser", "text_edition",
    )  # fmt: skip
    place_of = dict(rows("posts", "post_id", "position"))
    assert [
        (number, place, *author)
        for number, one in enumerate(POSTS, start=1)
        for place, author in enumerate(one.authors, start=1)
    ] == sorted(
        (place_of[post], *author) for post, *author in rows("post_authors", "post_id", "position", "name", "kind")
    )
    assert [("darzi-fellowships", "first", None), ("darzi-fellowships", None, 12)] == sorted(
        rows("cohorts", "programme_id", "cohort", "count"), key=str
    )
    assert [("Darzi Fellows", "darzi-fellowships", POSTS[1].printed)] == rows(
        "programme_names", "name_printed", "programme_id", "place"
    )
    assert [("name", "Darzi Fellows")] == rows("programme_facts", "attribute", "value")
    found = reread(raw, out / "releases" / str(report.version))
    assert found.problems == ()
    assert found.checked > 100


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("form", ["rest", "feed", "index"])
def test_a_correction_changes_its_row_alone(server: Server, time: FakeClock, raw: Path, out: Path, form: str) -> None:
    """A post that is corrected upstream is a new snapshot and another value in its row; a new one on top is a new row."""
    site = Site(server, form)
    take(raw, server, time)
    published(raw, out)
    before = table_by_url()
    assert take(raw, server, time).state == "not changed"
    added = replace(POSTS[5], slug="new", printed="The Darzi Fellows by Ann Other", day=date(2031, 6, 1))
    corrected = replace(POSTS[1], printed="Small Steps Series, part three: Tea & triage")
    site.posts = (added, POSTS[0], corrected, *POSTS[2:])
    assert take(raw, server, time).state == "fetched"

    report = published(raw, out)

    after = table_by_url()
    assert {site.url(added)} == after.keys() - before.keys()
    assert {
        **before,
        site.url(corrected): {
            **before[site.url(corrected)], "title_printed": corrected.printed, "title": corrected.printed, "part": 3
        },
    } == {url: row for url, row in after.items() if url in before}  # fmt: skip
    assert (report.published, report.version) == (True, "0.2.0")
    assert [("name", POSTS[1].printed.replace("two", "three"))] == rows("programme_facts", "attribute", "place")
    assert 2 == len(list((raw / BLOG / "original").iterdir()))


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("form", ["rest", "feed", "index"])
def test_a_post_on_two_pages_is_there_once(server: Server, time: FakeClock, raw: Path, out: Path, form: str) -> None:
    """A post that moved to the next page while the pages were fetched is one row, at its first place."""
    site = Site(server, form, (*POSTS[:4], replace(POSTS[3], printed="Moved on"), *POSTS[4:]))
    site.counts = False
    outcome = take(raw, server, time)
    assert outcome.state == "fetched", outcome.error

    published(raw, out)

    assert [one.title for one in POSTS] == [title for (title,) in posts_by_place("title")]


@pytest.mark.slow
@pytest.mark.usefixtures("own_words")
def test_a_live_blog_keeps_the_ids_of_the_release(server: Server, time: FakeClock, raw: Path, out: Path) -> None:
    """Posts that were published before their address was known keep ids, as do all statements in them; others are added."""
    shutil.copytree(REPOSITORY / "data" / "processed", out)
    ids = {table: set(rows(table, f"{table.removesuffix('s')}_id")) for table in TABLES}
    known = leaddata.load("posts").sort("position").rows(named=True)
    listed = tuple(
        Post(f"known-{row['position']}", row["title_printed"] or "", row["published"] or date(2022, 1, 1), row["teaser"],
             row["title"] or "", link=row["url"] or ("" if row["title"] is None else None))
        for row in known
    )  # fmt: skip
    newer = Post(
        "new", "NHS Regional Clinical Leadership Fellow news by Ann Other", date(2031, 5, 9), "Some news […]", ""
    )
    Site(server, "rest", (newer, *listed))
    version = json.loads((out / "current.json").read_text(encoding="utf-8"))["version"]
    assert take(raw, server, time).state == "fetched"

    report = published(raw, out)

    assert (report.published, report.version) == (True, next_version(version, "minor")), "no row may vanish"
    for table, before in ids.items():
        assert before <= set(rows(table, f"{table.removesuffix('s')}_id")), table
    assert len(rows("posts", "post_id")) == len(known) + 1
    assert len(rows("programme_facts", "value")) == 1


TABLES = ("posts", "post_authors", "cohorts", "statistics", "programme_names", "programme_facts")


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
def test_a_server_in_trouble_is_waited_for(server: Server, time: FakeClock, raw: Path, out: Path) -> None:
    """Too many requests, an error of the server and a cut answer cost time, and no post."""
    site = Site(server, "rest")
    whole = site.rest(Asked("GET", "", {"page": "1"}, {}, {}))
    server.on(
        "/blog/wp-json/wp/v2/posts",
        Reply(status=429, headers={"Retry-After": "7"}),
        Reply(status=503),
        replace(whole, body=whole.body[:100], length=len(whole.body)),
        Reply(whole.body[: len(whole.body) // 2]),
        site.rest,
    )

    assert take(raw, server, time).state == "fetched"

    published(raw, out)
    assert [one.title for one in POSTS] == [title for (title,) in posts_by_place("title")]
    assert any(seconds >= 7 for seconds in time.slept)


def test_a_feed_that_breaks_off_is_not_stored(server: Server, time: FakeClock, tmp_path: Path) -> None:
    """A feed without its end, served as if it were whole, is asked for again, and then refused."""
    site = Site(server, "feed")
    body = site.feed(Asked("GET", "", {}, {}, {})).body
    server.on("/blog/feed/", Reply(body[: len(body) * 2 // 3]))

    outcome = take(tmp_path, server, time)

    assert outcome.state == "failed"
    assert "expected a whole feed, got one that breaks off on line" in str(outcome.error)
    assert not (tmp_path / BLOG).exists()


def parts(form: str) -> list[bytes]:
    """Return the two pages of the blog in a form."""
    site = Site(Server("https://example.org"), "")
    found = []
    for number in (1, 2):
        path = f"/blog/page/{number}/"
        asked = Asked("GET", path, {"page": str(number), "paged": str(number)}, {}, {})
        found.append({"rest": site.rest, "feed": site.feed, "index": site.index}[form](asked).body)
    return found


TYPES = {"rest": "application/json", "feed": "application/xml", "index": "text/html"}
ARTICLE = (
    b"<!doctype html><html><head><title>Gone</title></head><body><main><h1>Moved</h1><p>" + b"All of it moved. " * 60
)


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    ("form", "broken", "code", "told"),
    [
        ("rest", lambda data: data[: len(data) // 2], 3, "page 2: line 1: expected the end of the list"),
        ("rest", lambda data: b'{"code": "rest_no_route", "message": "gone"}', 4, "page 2: expected posts, got JSON of something"),
        ("feed", lambda data: data[: len(data) // 2], 3, "page 2: line 4: expected the end of the feed"),
        ("feed", lambda data: b"<?xml version='1.0'?><error>no</error>", 4, "page 2: expected a feed, got XML with the root <error>"),
        ("index", lambda data: ARTICLE, 4, "page 2: expected a page that lists posts, got an article: 'Moved'"),
        ("index", lambda data: b"<!doctype html><html><body><main><h1>Blog</h1></main></body></html>", 4, "page 2: expected a page that lists posts, got one without any"),
        ("index", lambda data: parts("rest")[1], 3, "page 2: expected text/html, got application/json"),
    ],
)  # fmt: skip
def test_a_broken_part_stops_the_source_alone(
    raw: Path, out: Path, form: str, broken: Any, code: int, told: str
) -> None:
    """A part that is cut, or something else, is told with its place, and the rows of the release stay."""
    first, second = parts(form)
    keep(raw, BLOG, [first, second], TYPES[form])
    published(raw, out)
    before = leaddata.load("posts")
    keep(raw, BLOG, [first, broken(second)], TYPES[form], retrieved_at="2031-01-02T00:00:00+00:00")

    report = refresh(raw, out)

    assert (report.exit_code, report.published) == (code, False)
    (problem,) = report.problems()
    assert told in problem
    assert before.equals(leaddata.load("posts"))


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
def test_a_malformed_post_is_quarantined_with_its_place(raw: Path, out: Path) -> None:
    """One post of a feed that is not well-formed costs itself, and is told with its line; the others are published."""
    first, second = parts("feed")
    keep(raw, BLOG, [first.replace(b"<dc:creator>", b"<b><dc:creator>", 1), second], TYPES["feed"])

    report = refresh(raw, out)

    assert report.published, report.problems()
    # What stands behind the fault is whole: "Tea & triage".
    assert [one.title for one in POSTS[1:]] == [title for (title,) in posts_by_place("title")]
    assert reread(raw, out / "releases" / str(report.version)).problems == ()
    (stopped,) = leaddata.load("quarantine").filter(pl.col("source_id") == BLOG).rows(named=True)
    assert (stopped["table"], stopped["page"], stopped["path"]) == ("posts", 1, "/rss/channel/item")
    assert stopped["reason"].startswith("line 4: expected well-formed XML, got Opening and ending tag mismatch: b")


@pytest.mark.slow
@pytest.mark.usefixtures("alone")
def test_a_post_without_a_teaser_is_published(raw: Path, out: Path) -> None:
    """What its form does not state is null: that is no reason to lose it; one that states nothing is quarantined."""
    bare = [{"title": "Bare by Ann Other", "link": "https://e.org/a"}, {"title": "", "link": "", "date": "2031-01-01"}]
    keep(raw, BLOG, [json.dumps(bare).encode()], TYPES["rest"])

    published(raw, out)

    assert [("Bare", None, None, None, None)] == posts_by_place(
        "title", "published", "teaser_truncated", "teaser_word_count", "teaser_sha256"
    )
    reasons = leaddata.load("quarantine").filter(pl.col("source_id") == BLOG)["reason"].to_list()
    assert ["expected a title, a teaser or an address, got none of them"] == reasons


# Ids


def keys(*entries: tuple[str | None, str | None], teaser: str = "") -> list[str]:
    """Return what posts of a title and address are known by."""
    listed = [{"title": title or "", "link": url or "", "excerpt": teaser} for title, url in entries]
    data = json.dumps(listed).encode()
    snapshot = Snapshot(
        source_id="s",
        edition="original",
        path="x",
        sha256="0" * 64,
        media_type="application/json",
        byte_count=len(data),
    )
    return [post.key for post in listed_posts(read_posts(snapshot, [data], load_vocabularies()))]


KNOWN = "‘Magical Meander’: Service Growth"
ADDRESS = "https://blogs.bmj.com/bmjleader/2022/08/22/magical-meander-service-growth/"


def test_a_post_is_known_by_its_address_else_by_its_title() -> None:
    """Whatever the edition; one without either is known by its number among such posts."""
    assert ["//e.org/a", "T", "untitled 1", "untitled 2"] == keys(
        ("T", "https://www.e.org/a/?utm_source=x"), ("T", None), (None, None), (None, None), teaser="x"
    )


def test_a_post_that_was_known_before_its_address_stays_known() -> None:
    """By its title, by its address even if the title was corrected, or by its teaser; never two posts by one of them."""
    assert [KNOWN] == keys((KNOWN, "https://blogs.bmj.com/elsewhere/"))
    assert [KNOWN] == keys(("Corrected", ADDRESS.replace("https", "http")))
    assert ["//e.org/a", "//e.org/b"] == keys((KNOWN, "https://e.org/a"), (KNOWN, "https://e.org/b"))


def test_the_posts_of_the_release_are_the_known_ones() -> None:
    """Each of them is in the vocabulary, so that its id outlives the form that it was first read in."""
    found = extract(REPOSITORY / "data" / "raw", BLOG, load_vocabularies())
    known = {keyed_id(BLOG, "posts", term.id) for term in load_vocabularies()["known_posts"]}

    assert known == {record.row_id for record in found.records if record.table == "posts"}


def test_an_untitled_post_is_known_by_its_teaser() -> None:
    """The post that had neither title nor address is told by the sha256 of its teaser, in the original's words."""
    original = REPOSITORY.parent / "shared" / "originals"
    if not original.is_dir():
        pytest.skip("the originals are not beside this checkout")
    document = extract(original, BLOG, load_vocabularies())
    teaser = next(record.readings["teaser"].value for record in document.records if record.table == "posts")

    assert ["untitled 1"] == keys(("A title by now", "https://e.org/a"), teaser=teaser)
