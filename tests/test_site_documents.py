"""Markdown as pages of the site: links, anchors, order, and what is never let through."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from conftest import REPOSITORY

from leaddata.errors import LeadDataError, ReleaseError, UsageError
from leaddata.pipeline.site import build_site
from leaddata.pipeline.site.contents import chapters
from leaddata.pipeline.site.documents import markdown_page
from leaddata.pipeline.site.links import check_links

_HOME = "https://example.org/repository"


def _body(text: str, name: str = "howto/page.md") -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<div>{markdown_page(text, name, _HOME).content['body']}</div>")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../evidence.md", "../evidence.html"),
        ("other.md#two-words", "other.html#two-words"),
        ("#here", "#here"),
        ("../pictures/one.png", "../pictures/one.png"),
        ("../../LICENSE", f"{_HOME}/blob/main/LICENSE"),
        ("../../README.md#licence", f"{_HOME}/blob/main/README.md#licence"),
        ("https://example.org/a.md", "https://example.org/a.md"),
    ],
)
def test_links_lead_where_the_page_is(link: str, expected: str) -> None:
    """A link inside docs/ leads to the site's page, one out of it to the repository, all others as they stand."""
    assert _body(f"# T\n\n[words]({link})").xpath("//a/@href") == [expected]


def test_no_markup_of_a_page_gets_through() -> None:
    """Raw HTML stands as text, and a link to a script is no link."""
    body = _body(
        "# T\n\n<script>alert(1)</script> <b onclick=x>y</b>\n\n[a](javascript:alert(1))\n\n```html\n<script>2</script>\n```\n"
    )

    assert not body.xpath("//script | //b | //a")
    assert "<script>alert(1)</script>" in body.text_content()
    assert "<script>2</script>" in body.text_content()


def test_headings_have_the_ids_that_a_repository_gives_them() -> None:
    """Small letters, hyphens for blanks, no signs; the second of two of one name is numbered."""
    page = markdown_page("# T\n\n## What a `row` is: 1/2\n\n## Same\n\n## Same\n\n## é ü\n", "page.md", _HOME)

    assert page.content["contents"] == [
        ("what-a-row-is-12", "What a row is: 1/2"),
        ("same", "Same"),
        ("same-1", "Same"),
        ("é-ü", "é ü"),
    ]
    assert page.title == "T"


def test_tables_lie_in_boxes_with_names_of_their_own() -> None:
    """Each table is scrolled by itself; a heading cell without words is none."""
    body = _body("# T\n\n|  | b |\n|---|---|\n| 1 | 2 |\n\n| c |\n|---|\n| 3 |\n")

    assert body.xpath("//div[@role='region']/@aria-label") == ["Table 1", "Table 2"]
    assert [cell.text for cell in body.xpath("//th")] == ["b", "c"]


def test_the_order_is_that_of_the_first_page() -> None:
    """A chapter for each heading with links; a page that is linked twice stands once, one that is not at the end."""
    index = "# Docs\n\n- [A](a.md)\n\n## Use\n\n- [B](howto/b.md), [A again](a.md)\n- [out](https://example.org/c.md)\n"
    found = chapters(index, {"index": "Docs", "a": "A", "howto/b": "B", "c": "C"})

    assert [(one.title, [entry.name for entry in one.entries]) for one in found] == [
        ("", ["a"]), ("Use", ["howto/b"]), ("More", ["c"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("gone.html", "gone.html"),
        ("b.html#nowhere", "b.html#nowhere"),
        ("../out.html", "../out.html"),
        ("b.html#id", ""),
    ],
)
def test_a_link_that_leads_nowhere_is_found(link: str, told: str, tmp_path: Path) -> None:
    """A missing page, a missing heading, and a page outside the site; a link to what is there passes."""
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "out.html").write_text("<p>out</p>", encoding="utf-8")
    (site / "a.html").write_text(
        f'<p><a href="{link}">x</a> <a href="https://example.org/">y</a></p>', encoding="utf-8"
    )
    (site / "b.html").write_text('<p id="id">b</p>', encoding="utf-8")
    if not told:
        check_links(site)
        return
    with pytest.raises(ReleaseError, match=rf"got 1 that do not: a\.html: {told}"):
        check_links(site)


def test_a_folder_that_is_no_site_is_left_alone(tmp_path: Path) -> None:
    """A folder with something else in it is refused before anything is built; so is one without a release."""
    data = REPOSITORY / "data"
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match="expected an empty folder or a site built before"):
        build_site(data / "processed", data / "raw", REPOSITORY / "docs", mine)
    with pytest.raises(LeadDataError, match="expected a release to show, got none"):
        build_site(tmp_path / "none", data / "raw", REPOSITORY / "docs", tmp_path / "site")
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "thesis.txt"]


@pytest.mark.slow
def test_a_page_that_fails_leaves_the_site_before(tmp_path: Path) -> None:
    """A broken link in docs/ stops the build; what was built before stays as it was, and nothing lies beside it."""
    data, documents, out = REPOSITORY / "data", tmp_path / "docs", tmp_path / "site"
    documents.mkdir()
    for name in (
        "index",
        "metadata",
        "privacy",
        "rights",
        "evidence",
        "editions",
        "coverage",
        "discrepancies",
        "quality",
        "releases",
    ):
        (documents / f"{name}.md").write_text(f"# {name}\n", encoding="utf-8")
    build_site(data / "processed", data / "raw", documents, out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (documents / "index.md").write_text("# index\n\n[gone](gone.md)\n", encoding="utf-8")

    with pytest.raises(ReleaseError, match=r"docs/index\.html: gone\.html"):
        build_site(data / "processed", data / "raw", documents, out)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "site"]


def test_a_comment_is_not_shown() -> None:
    """Marks between which a page is written again are not words of it; one within a block of code is."""
    text = "# T\n\n<!-- measured -->\n| a |\n| ---: |\n| 1 |\n\n<!-- end -->\n\n```html\n<!-- shown -->\n```\n"
    body = str(markdown_page(text, "quality.md", "https://example.org").content["body"])

    assert "measured" not in body
    assert "end --" not in body
    assert "shown --" in body
    assert "<td" in body
