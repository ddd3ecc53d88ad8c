"""What holds for every page of the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from browsing import Visit, watched
from conftest import REPOSITORY
from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

_FIRST_PAGE = 300_000  # bytes


def _pages(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def _kinds(site: Path) -> list[str]:
    """Return one page of each kind: each page at the top, and the first of each folder."""
    pages = _pages(site)
    return [path for number, path in enumerate(pages) if "/" not in path or _folder(path) != _folder(pages[number - 1])]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


@pytest.mark.parametrize(
    ("scheme", "width", "chosen"), [("light", 1280, _pages), ("dark", 360, _kinds), ("dark", 1280, _kinds)]
)
def test_axe_finds_nothing(
    browser: Browser, site: Path, scheme: Literal["light", "dark"], width: int, chosen: Callable[[Path], list[str]]
) -> None:
    """No page has a fault that axe knows of; and none of each kind on a phone, or in dark colours."""
    # axe sets styles of its own, which the site's policy forbids.
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    found = {}
    for visit in watched(context, site.as_uri()):
        for path in chosen(site):
            visit.open(path)
            if faults := visit.axe():
                found[path] = faults

    assert not found


def test_no_page_complains(visit: Visit, site: Path) -> None:
    """From a folder without a server, no page logs an error or asks for anything but the site's own files."""
    for path in _pages(site):
        visit.open(path)


def test_no_page_is_wider_than_a_phone(phone: Visit, site: Path) -> None:
    """Nothing but tables and code, in boxes of their own, is scrolled sideways."""
    wide = []
    for path in _pages(site):
        page = phone.open(path)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(path)

    assert not wide


def test_the_first_page_is_small(browser: Browser, served: str) -> None:
    """All that the first page takes is under 300 KB."""
    context = browser.new_context()
    sizes: dict[str, int] = {}
    for visit in watched(context, served):
        visit.page.on("response", lambda response: sizes.update({response.url: len(response.body())}))
        visit.open("index.html")

    assert sizes
    assert sum(sizes.values()) < _FIRST_PAGE


def test_every_page_has_a_strict_policy_and_no_inline_script(site: Path) -> None:
    """No page allows scripts or styles but the site's own files, and none holds one within itself."""
    import lxml.html

    for path in _pages(site):
        document = lxml.html.parse(site / path).getroot()
        policy = document.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'"), path
        assert "unsafe" not in policy, path
        assert not document.xpath("//script[not(@src)] | //style | //*[@style]"), path
        assert not [name for name in document.xpath("//@*") if (name.attrname or "").startswith("on")], path


def test_the_command_builds_it(tmp_path: Path) -> None:
    """`leaddata site` writes the same bytes twice, and refuses a folder that holds something else."""
    from leaddata.cli import main

    for name in ("one", "two"):
        assert main(["site", "--raw", str(REPOSITORY / "data/raw"), "--out", str(tmp_path / name)]) == 0
    first, second = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "two")
    )
    assert first == second
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("mine", encoding="utf-8")
    assert main(["site", "--out", str(tmp_path / "mine")]) == 2
    assert (tmp_path / "mine" / "thesis.txt").exists()


def test_code_is_copied_as_it_was_typed(browser: Browser, site: Path) -> None:
    """The button on a block of code copies what was typed, without prompts and output."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    for visit in watched(context, site.as_uri()):
        page = visit.open("docs/discrepancies.html")
        page.locator("pre").first.hover()
        page.get_by_role("button", name="Copy this code").first.click()
        page.get_by_text("Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")

    assert copied.startswith("import leaddata\n")
    assert ">>>" not in copied


def test_the_colours_are_those_that_the_reader_chose(visit: Visit) -> None:
    """The button turns the colours over, on this page and on the next."""
    page = visit.open("index.html")
    page.get_by_role("button", name="Use dark colours").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    visit.open("cite.html")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.get_by_role("button", name="Use light colours").is_visible()


def test_the_keyboard_reaches_the_content_first(visit: Visit) -> None:
    """The first thing a key reaches is a link past the navigation."""
    page = visit.open("tables/participants.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


# Whether a point of the element that has the focus is in sight: not under what stays in its place as the page moves.
_IN_SIGHT = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return true;
  const box = one.getBoundingClientRect();
  const points = [[0.5, 0.5], [0.02, 0.1], [0.98, 0.9], [0.02, 0.9], [0.98, 0.1]];
  return points.some(([x, y]) => {
    const at = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    return at && (one.contains(at) || (at.contains(one) && at !== document.body && at !== document.documentElement));
  });
}"""


@pytest.mark.parametrize(
    ("width", "height", "path"),
    [
        (360, 740, "row.html#participants/kings_fund_2012.participants.005-7d0a22"),
        (700, 700, "tables/participants.html"),
        (1280, 720, "programmes.html"),
        (900, 400, "coverage.html"),
    ],
)
def test_what_has_the_focus_is_in_sight(browser: Browser, site: Path, width: int, height: int, path: str) -> None:
    """Neither the navigation, nor a picture, nor a column that stays hides what a key leads to, forwards or backwards."""
    hidden = []
    for visit in watched(
        browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce"), site.as_uri()
    ):
        page = visit.open(path)
        for key in ["Tab"] * 60 + ["Shift+Tab"] * 50:
            page.keyboard.press(key)
            if not page.evaluate(_IN_SIGHT):
                hidden.append((key, page.evaluate("document.activeElement.textContent.slice(0, 40)")))

    assert not hidden


def test_no_name_of_a_field_is_broken_on_a_phone(phone: Visit) -> None:
    """The heading of a column stands in one piece."""
    page = phone.open("tables/participants.html")
    page.locator("#explorer[data-ready]").wait_for()

    assert page.locator("#box thead th:first-child button").evaluate("one => one.getClientRects().length") == 1
    assert page.locator("#box thead th:first-child").evaluate("one => one.clientHeight") < 45


def test_a_value_does_not_turn_the_words_behind_it(visit: Visit) -> None:
    """A sign in a title that turns the order of letters ends with the title: our own words stay as they are."""
    page = visit.open("participants.html")
    turned = page.evaluate("""() => {
      const one = document.createElement("p");
      const value = document.createElement("cite");
      value.textContent = "\u202eabc";
      one.append("Printed in ", value, ". Each plot");
      document.querySelector("main").append(one);
      const left = (start) => {
        const range = document.createRange();
        range.setStart(one.lastChild, start);
        range.setEnd(one.lastChild, start + 1);
        return range.getBoundingClientRect().left;
      };
      return left(2) > left(10);
    }""")

    assert not turned
