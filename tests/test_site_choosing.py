"""In a browser: programmes are chosen, tables unfolded, and all of it printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import Visit, watched
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

_PAGES = ("programmes.html", "coverage.html", "changes.html")
_UNFOLDED = 20  # rows or lines; more of the same kind show no other fault


def _shown(page: Page) -> list[str]:
    return page.locator("#compared thead th[data-programme]:visible").evaluate_all(
        "heads => heads.map((head) => head.dataset.programme)"
    )


def test_what_is_chosen_stands_in_the_address(visit: Visit) -> None:
    """Two programmes are left of eight; the address shows the same to whoever opens it; "All" clears it."""
    page = visit.open("programmes.html")
    every = _shown(page)
    page.get_by_role("button", name="None").click()
    assert _shown(page) == []
    page.get_by_role("checkbox", name="Darzi Fellowships in Clinical Leadership").check()
    page.get_by_role("checkbox", name="The Severn Deanery").check()
    address = page.url.partition("#")[2]

    assert sorted(_shown(page)) == ["darzi-fellowships", "severn-deanery"]
    assert address == "p=darzi-fellowships,severn-deanery"
    assert page.locator("#compared tr.group th").first.get_attribute("colspan") == "3"
    assert page.locator("#pick output").inner_text() == f"2 of {len(every)} programmes shown"
    again = visit.open("index.html") and visit.open(f"programmes.html#{address}")
    assert sorted(_shown(again)) == ["darzi-fellowships", "severn-deanery"]
    again.get_by_role("button", name="All").click()
    assert _shown(again) == every


@pytest.mark.parametrize("address", ["p=nobody", "p=%E0%A4%A", "timeline", "p="])
def test_a_strange_address_shows_all(visit: Visit, address: str) -> None:
    """What names no programme chooses none."""
    page = visit.open(f"programmes.html#{address}")

    assert len(_shown(page)) == page.locator("#compared thead th").count() - 1 == 8


def test_the_keyboard_chooses(visit: Visit) -> None:
    """A box is reached with the tab key and changed with the space bar; focus stays on it."""
    page = visit.open("programmes.html")
    page.locator("#pick summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")

    assert len(_shown(page)) == 7
    assert page.evaluate("document.activeElement.type") == "checkbox"


def test_a_table_of_the_matrix_opens_its_fields(visit: Visit) -> None:
    """Its link unfolds the fields of that table, and the box is in sight."""
    page = visit.open("coverage.html")
    box = page.locator("#fields-quotations")
    assert not box.is_visible()
    page.locator("#matrix").get_by_role("link", name="quotations").click()

    assert box.is_visible()
    assert page.evaluate("document.getElementById('fields-quotations').getBoundingClientRect().top < innerHeight")


def test_axe_finds_nothing_in_what_is_folded(browser: Browser, site: Path) -> None:
    """With all but the longest lists unfolded none of these pages has a fault, or is wider than its window."""
    context = browser.new_context(viewport={"width": 360, "height": 900}, color_scheme="dark", bypass_csp=True)
    for visit in watched(context, site.as_uri()):
        for path in _PAGES:
            page = visit.open(path)
            page.evaluate(
                """most => document.querySelectorAll("details").forEach((one) => {
                    one.open = one.querySelectorAll("tr, li").length <= most;
                })""",
                _UNFOLDED,
            )
            assert not visit.axe(), path
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path


def test_marks_are_large_enough_to_touch(phone: Visit) -> None:
    """Every mark and sign of the timeline is at least 24 pixels high and wide, and its letters are not made smaller."""
    page = phone.open("programmes.html")
    sizes = page.locator("svg[role=group] a > rect:first-child").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map((box) => [box.width, box.height])"
    )

    assert len(sizes) >= 12
    assert min(min(size) for size in sizes) >= 24
    assert page.locator("svg[role=group] text.said").first.evaluate("one => one.getBoundingClientRect().height") >= 13


def test_print_unfolds_what_a_reader_of_paper_needs(visit: Visit) -> None:
    """On paper the fields of every table and all cohorts are there, and the boxes to choose with are not."""
    page = visit.open("programmes.html")
    page.emulate_media(media="print")
    assert page.locator("#cohorts").is_visible()
    assert not page.locator("#pick").is_visible()
    page = visit.open("coverage.html")
    assert page.locator("#fields-quotations").is_visible()
    page.emulate_media(media="screen")
    assert not page.locator("#fields-quotations").is_visible()


def test_without_scripts_all_is_there(browser: Browser, site: Path) -> None:
    """Programmes are all shown, the timeline is drawn, tables unfold."""
    context = browser.new_context(java_script_enabled=False)
    for visit in watched(context, site.as_uri()):
        page = visit.open("programmes.html")
        assert page.locator("#compared thead th").count() == 9
        assert page.locator("svg[role=group] a").count() >= 12
        page.get_by_text("The same as a table").click()
        assert page.locator("#cohorts").is_visible()
