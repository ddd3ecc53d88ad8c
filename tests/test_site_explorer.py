"""The explorer of a table in a real browser: search, filters, order, columns, links to a view, downloads, speed."""

from __future__ import annotations

import json
import os
import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import polars as pl
import pytest
from browsing import Visit, watched
from conftest import REPOSITORY
from made_sites import large_site, odd_inputs, table_site
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.slow

_KEYSTROKE, _SORT = 100, 200  # milliseconds


@pytest.fixture(scope="module")
def odd_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    return table_site(odd_inputs(folder / "release"), folder / "site")


@pytest.fixture
def odd(browser: Browser, odd_site: Path) -> Iterator[Visit]:
    """A tab on a site of odd values."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield from watched(context, odd_site.as_uri())


def _rows(page: Page) -> list[str]:
    """Return the ids of the rows that are drawn."""
    return [str(one) for one in page.locator("#box tbody th").all_text_contents()]


def _cells(page: Page, name: str) -> list[str]:
    at = [text.split(" ")[0] for text in page.locator("#box thead th").all_text_contents()].index(name) + 1
    return page.locator(f"#box tbody tr > :nth-child({at})").all_text_contents()


def _ready(page: Page) -> Page:
    page.locator("#explorer[data-ready]").wait_for()
    return page


def _participants() -> pl.DataFrame:
    (folder,) = (REPOSITORY / "data/processed/releases").glob(
        json.loads((REPOSITORY / "data/processed/current.json").read_text(encoding="utf-8"))["version"]
    )
    return pl.read_parquet(folder / "participants.parquet")


def test_a_search_finds_all_words_in_any_case_and_accent(odd: Visit) -> None:
    """All words have to occur, in whatever column; accents, ligatures, quotes and dashes are one with plain letters."""
    page = _ready(odd.open("tables/things.html"))
    for query, count in [
        ("ANGSTROM strasse", 1),
        ("ore œuvre", 1),
        ("istanbul", 1),
        ("don't - stop", 1),
        ("plain angstrom", 0),
    ]:
        page.fill("#search", query)
        expect(page.locator("#count")).to_have_text(f"{count} of 25 rows")

    page.fill("#search", "ANGSTROM strasse")
    assert page.locator("mark").all_text_contents() == ["Ångström", "straße"]


def test_a_part_is_marked_where_it_stands(odd: Visit) -> None:
    """Marks fit the text as printed, also where a letter is folded to two or stands with combining accents."""
    page = _ready(odd.open("tables/things.html"))
    found = page.evaluate(
        "[['Straße ß', ['s']], ['e\u0301te\u0301', ['te']], ['ab', ['b', 'ab']], ['x', []], ['ﬁn', ['i']]]"
        ".map(([text, words]) => leaddata.text.found(text, words).map(([from, to]) => text.slice(from, to)))"
    )

    assert found == [["S", "ß", "ß"], ["te\u0301"], ["ab"], [], ["ﬁ"]]


def test_markup_is_text_in_drawn_rows_panels_and_links(odd: Visit) -> None:
    """What the script draws holds no element of a value, nor does a panel or a chip; an address with markup asks for text."""
    page = _ready(
        odd.open("tables/things.html#q=%3Cimg%20src%3Dx%3E&f.kind_id=%3Ci%3Ek%3C%2Fi%3E&has.text=%3Cscript%3E")
    )
    page.click("#filters summary")
    page.click("#columns summary")
    page.locator("#filters fieldset").first.wait_for()

    assert page.locator("#explorer img, #explorer i, #explorer u, #explorer b, #explorer script").count() == 0
    assert page.locator("#chips li").first.inner_text() == "kind_id: <i>k</i> ×"
    assert page.locator("#search").input_value() == "<img src=x>"


def test_the_first_rows_do_not_change_when_the_script_takes_over(odd: Visit, odd_site: Path) -> None:
    """The rows in the page are those that the script draws, cell by cell."""
    source = (odd_site / "tables/things.html").read_text(encoding="utf-8")
    page = _ready(odd.open("tables/things.html"))
    given = page.evaluate(
        "(text) => new DOMParser().parseFromString(text, 'text/html').querySelector('#box tbody').innerHTML", source
    )
    expect(page.locator("#box tbody tr")).to_have_count(25)

    drawn = page.evaluate("document.querySelector('#box tbody').innerHTML")
    # A page's own carriage returns are line feeds to a browser, and each of its rows stands on a line.
    assert drawn.replace("\r", "\n").split("<tr>") == [row.rstrip("\n") for row in given.split("<tr>")]


@pytest.mark.parametrize("columns", [None, "text,parts"])
def test_what_is_seen_is_saved_as_an_export_writes_it(odd: Visit, odd_site: Path, columns: str | None) -> None:
    """All rows and columns as CSV are the bytes of leaddata's own CSV; formulas are text; JSON says the same."""
    names = list(json.loads((odd_site / "data/things.json").read_text(encoding="utf-8"))[0])
    shown = names if columns is None else ["thing_id", *columns.split(",")]
    places = [names.index(name) for name in shown]
    page = _ready(odd.open(f"tables/things.html#cols={columns or quote(','.join(names))}"))
    with page.expect_download() as csv:
        page.click("#csv")
    with page.expect_download() as written:
        page.click("#json")

    whole = (odd_site / "data/things.csv").read_bytes()
    if columns is None:
        assert Path(csv.value.path()).read_bytes() == whole
    assert pl.read_csv(csv.value.path(), infer_schema=False).equals(pl.read_csv(whole, infer_schema=False)[:, places])
    rows = json.loads((odd_site / "data/things.json").read_text(encoding="utf-8"))
    assert json.loads(Path(written.value.path()).read_text(encoding="utf-8")) == [
        {name: row[name] for name in shown} for row in rows
    ]
    assert csv.value.suggested_filename == "things.csv"


def test_only_rows_that_are_left_are_saved(odd: Visit) -> None:
    """A download holds the rows of the view, in its order."""
    page = _ready(odd.open("tables/things.html#f.kind_id=a%2Fb&sort=-count&cols=count"))
    with page.expect_download() as saved:
        page.click("#csv")

    counts = pl.read_csv(saved.value.path())["count"].to_list()
    assert len(counts) == 9
    assert counts == sorted((one for one in counts if one is not None), reverse=True) + [
        one for one in counts if one is None
    ]


def test_columns_are_sorted_by_type_with_null_last(odd: Visit) -> None:
    """A heading sorts up, down, and as printed; numbers by size; what is alike keeps its order; focus stays on the heading."""
    page = _ready(odd.open("tables/things.html#cols=count"))
    printed = _rows(page)
    button = page.locator("#box thead button", has_text="count")
    orders = []
    for direction in ("ascending", "descending", None):
        button.focus()
        page.keyboard.press("Enter")
        heading = page.locator("#box thead th", has_text="count")
        if direction:
            expect(heading).to_have_attribute("aria-sort", direction)
            orders.append(_cells(page, "count"))
        else:
            expect(heading).not_to_have_attribute("aria-sort", re.compile(".*"))
        assert page.evaluate("document.activeElement.textContent").startswith("count")

    null = ["–not stated"] * 5
    assert orders[0] == ["-10"] * 5 + ["2"] * 5 + ["3"] * 5 + ["200"] * 5 + null
    assert orders[1] == ["200"] * 5 + ["3"] * 5 + ["2"] * 5 + ["-10"] * 5 + null
    assert _rows(page) == printed


_VIEWS = [
    ("f.kind_id=a%2Fb", 9),
    ("f.kind_id=a%2Fb&f.kind_id=%3Ci%3Ek%3C/i%3E", 17),
    ("null.kind_id=yes", 8),
    ("f.kind_id=a%2Fb&null.kind_id=yes", 17),
    ("null.kind_id=no", 17),
    ("has.text=WORD", 1),
    ("f.text=plain", 1),
    ("f.text=", 1),
    ("null.text=yes", 1),
    ("min.count=3", 10),
    ("min.count=-10&max.count=2.5", 10),
    ("f.count=200", 5),
    ("null.count=yes", 5),
    ("min.share=1e20", 5),
    ("f.is_so=yes", 9),
    ("f.parts=b", 10),
    ("null.parts=yes", 5),
    ("min.day=2012-01-01", 9),
    ("max.at=2026-11-29", 17),
    ("f.kind_id=a%2Fb&min.count=3&q=made", 4),
    ("f.nothing=1&q=", 25),
    ("min.count=none", 20),
    ("%%%=&q=%FF", 0),
]


def test_a_filter_in_the_address_is_applied(odd: Visit) -> None:
    """Each kind of filter reads from the address; what the table does not have is passed over."""
    page = _ready(odd.open("tables/things.html"))
    for address, count in _VIEWS:
        page.evaluate("(hash) => { location.hash = hash; }", address)
        expect(page.locator("#count"), address).to_have_text("25 rows" if count == 25 else f"{count} of 25 rows")


def test_filters_fit_their_columns_and_count_what_they_leave(visit: Visit) -> None:
    """A column of few values lists them with the rows that each would leave; these follow the search."""
    rows = _participants()
    page = _ready(visit.open("tables/participants.html"))
    page.click("#filters summary")
    group = page.locator("#filters fieldset", has_text="grade")
    expect(group.locator("label")).to_have_count(rows["grade"].n_unique())
    first = group.locator("label", has_text="registrar").first
    assert first.locator(".count").inner_text() == str(rows.filter(pl.col("grade") == "registrar").height)
    first.locator("input").check()

    expect(page.locator("#count")).to_have_text(
        f"{rows.filter(pl.col('grade') == 'registrar').height} of {rows.height} rows"
    )
    assert page.evaluate("location.hash") == "#f.grade=registrar"
    assert group.locator("label .count").all_text_contents()[-1] != "0"
    page.fill("#search", "nothing like it")
    expect(first.locator(".count")).to_have_text("0")


def test_each_control_of_the_filters_does_what_the_address_does(odd: Visit) -> None:
    """Text, numbers, days and whether there is a value can be asked for by keyboard, and show what an address asked for."""
    page = _ready(odd.open("tables/things.html#min.count=3"))
    page.click("#filters summary")
    assert page.get_by_label("count: from", exact=True).input_value() == "3"
    page.get_by_label("count: to", exact=True).fill("3")
    expect(page.locator("#count")).to_have_text("5 of 25 rows")
    page.get_by_label("count: how", exact=True).select_option("yes")
    assert page.evaluate("location.hash") == "#null.count=yes"
    page.get_by_label("count: how", exact=True).select_option("")
    page.get_by_label("text: text", exact=True).fill("edges")
    expect(page.locator("#count")).to_have_text("1 of 25 rows")
    page.get_by_label("text: how", exact=True).select_option("is")
    expect(page.locator("#count")).to_have_text("0 of 25 rows")
    page.get_by_label("text: text", exact=True).fill(" edges ")
    expect(page.locator("#count")).to_have_text("1 of 25 rows")
    page.get_by_label("day: from", exact=True).fill("2012-02-24")
    expect(page.locator("#count")).to_have_text("1 of 25 rows")
    assert page.locator("#chips button").count() == 3


def test_a_view_is_in_the_address_and_comes_back(odd: Visit) -> None:
    """Search, filters, order, columns and page are in the address; a new tab shows the same, and back undoes a step each."""
    page = _ready(odd.open("tables/things.html"))
    page.locator("#search").press_sequentially("made", delay=10)
    page.locator("#box thead button", has_text="kind_id").click()
    page.click("#columns summary")
    page.locator("#columns label", has_text="doi").locator("input").uncheck()
    page.select_option("#per", "25")
    page.wait_for_timeout(300)
    address, seen = page.url, _rows(page)
    assert "q=made" in address
    assert "sort=kind_id" in address
    assert "per=25" in address
    page.goto("about:blank")
    page.goto(address)
    _ready(page)

    assert _rows(page) == seen
    assert page.locator("#search").input_value() == "made"
    expect(page.locator("#box thead th[aria-sort=ascending]")).to_have_count(1)
    assert page.locator("#box thead th", has_text="doi").count() == 0


def test_back_leads_through_the_steps_of_a_view(odd: Visit) -> None:
    """What is typed at one go is one step of the history; a link within the page leaves the view as it is."""
    page = _ready(odd.open("tables/things.html"))
    page.locator("#search").press_sequentially("made", delay=10)
    page.locator("#box thead button", has_text="kind_id").click()
    page.evaluate("location.hash = '#fields'")
    expect(page.locator("th[aria-sort]")).to_have_count(1)
    page.go_back()
    page.go_back()
    expect(page.locator("th[aria-sort]")).to_have_count(0)
    assert page.locator("#search").input_value() == "made"
    page.go_back()
    assert page.locator("#search").input_value() == ""
    expect(page.locator("#count")).to_have_text("25 rows")


def test_a_link_to_the_view_is_copied(browser: Browser, served: str) -> None:
    """The button puts the address of the view on the clipboard, and says so."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    for visit in watched(context, served):
        page = _ready(visit.open("tables/participants.html"))
        page.fill("#search", "bristol")
        page.click("#copy")
        expect(page.locator("#copy")).to_have_text("Link copied")
        assert page.evaluate("navigator.clipboard.readText()") == f"{served}/tables/participants.html#q=bristol"


def test_a_place_of_the_page_leaves_the_view_as_it_is(browser: Browser, served: str) -> None:
    """Who follows a link within the page keeps the view: when it is copied, when the page is loaded again, and on the way back."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    view = f"{served}/tables/participants.html#f.grade=registrar&sort=-name"
    for visit in watched(context, served):
        page = _ready(visit.open("tables/participants.html#f.grade=registrar&sort=-name"))
        before = _rows(page)
        page.get_by_role("link", name="What the fields mean").click()
        page.wait_for_url("**#fields")
        page.click("#copy")
        expect(page.locator("#copy")).to_have_text("Link copied")
        assert page.evaluate("navigator.clipboard.readText()") == view
        page.reload()
        assert _rows(_ready(page)) == before
        page.go_back()
        assert page.url == view
        assert _rows(page) == before


def test_a_link_to_a_place_of_the_page_brings_the_rows_alive(visit: Visit) -> None:
    """Opened at its fields, the page has headings that sort and pages that turn."""
    page = _ready(visit.open("tables/participants.html#fields"))

    expect(page.locator("#page")).to_have_text("Page 1 of 1")
    assert page.locator("#box thead button").count() == page.locator("#box thead th").count()


def test_the_explorer_is_used_by_keyboard(visit: Visit) -> None:
    """`/` leads to the search and Escape clears it; the key can be turned off; no step loses the focus."""
    page = _ready(visit.open("tables/participants.html"))
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    assert page.locator("#search").input_value() == "a/b"
    page.keyboard.press("Escape")
    assert page.locator("#search").input_value() == ""
    expect(page.locator("#count")).to_have_text("27 rows")
    page.locator("#filters summary").press("Enter")
    box = page.locator("#filters fieldset", has_text="grade").locator("input").first
    box.press("Space")
    assert box.is_checked()
    assert box.evaluate("one => one === document.activeElement")
    page.locator("#chips button").first.press("Enter")
    assert page.evaluate("document.activeElement.id") == "search"
    page.select_option("#per", "25")
    page.locator("#after").press("Enter")
    assert page.evaluate("document.activeElement.id") == "after"
    expect(page.locator("#page")).to_have_text("Page 2 of 2")
    page.locator("#after").press("Enter")
    assert page.locator("#after").get_attribute("aria-disabled") == "true"
    page.locator("#box tbody a").first.focus()
    page.go_back()
    assert page.evaluate("document.activeElement.id") == "box"
    page.locator("#slash").uncheck()
    page.locator("#box").focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "box"


def test_long_text_is_cut_until_it_is_asked_for(odd: Visit) -> None:
    """A long cell shows four lines, and all of it at a button."""
    page = _ready(odd.open("tables/things.html#q=xxxx"))
    long = page.locator("#box .long")
    cut = long.evaluate("one => one.clientHeight")
    page.locator("#box .more").click()

    assert page.locator("#box .more").get_attribute("aria-expanded") == "true"
    assert long.evaluate("one => one.clientHeight") > cut


def test_hashes_are_searched_only_by_words_that_may_be_hashes(visit: Visit) -> None:
    """Two letters do not find every row by its sha256; eight digits of one do find it."""
    page = _ready(visit.open("tables/sections.html"))

    rows = json.loads((Path(visit.base.removeprefix("file://")) / "data/sections.json").read_text(encoding="utf-8"))
    page.fill("#search", rows[3]["text_sha256"][10:30])
    expect(page.locator("#count")).to_have_text(f"1 of {len(rows)} rows")


def test_a_phone_keeps_the_id_and_the_heading_in_sight(phone: Visit) -> None:
    """The table scrolls in its box, both ways; its first column and its head stay, and the page does not move."""
    page = _ready(phone.open("tables/participants.html"))
    page.evaluate("Object.assign(document.querySelector('#box'), { scrollLeft: 400, scrollTop: 300 })")
    page.wait_for_timeout(100)
    place = page.evaluate(
        "(() => { const box = document.querySelector('#box').getBoundingClientRect();"
        " const key = document.querySelector('#box tbody tr:nth-child(9) th').getBoundingClientRect();"
        " const head = document.querySelector('#box thead th:nth-child(4)').getBoundingClientRect();"
        " return [key.left - box.left, head.top - box.top, document.querySelector('#box').scrollLeft]; })()"
    )

    assert place[0] == pytest.approx(1, abs=1)
    assert place[1] == pytest.approx(1, abs=1)
    assert place[2] == 400
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_nothing_moves_when_the_rows_come_alive(browser: Browser, site: Path) -> None:
    """Between the page as it was built and the explorer at work, nothing on the screen shifts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    for visit in watched(context, site.as_uri()):
        visit.page.add_init_script(
            "window.shift = 0; new PerformanceObserver((seen) => seen.getEntries().forEach((one) => { shift += one.value; }))"
            ".observe({ type: 'layout-shift', buffered: true });"
        )
        for name in ("participants", "programmes", "quarantine"):
            _ready(visit.open(f"tables/{name}.html"))
            visit.page.wait_for_timeout(100)
            assert visit.page.evaluate("shift") < 0.01, name


def test_a_page_without_scripts_holds_its_first_rows(browser: Browser, site: Path) -> None:
    """Without JavaScript there are the rows and the files, and no control that does nothing."""
    context = browser.new_context(java_script_enabled=False)
    for visit in watched(context, site.as_uri()):
        page = visit.open("tables/evidence.html")
        assert page.locator("#box tbody tr").count() == 50
        assert not page.locator("#search").is_visible()
        assert not page.locator("#after").is_visible()
        assert page.locator("noscript").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_explorer_at_work(browser: Browser, site: Path, scheme: str) -> None:
    """With panels open, filters in use, marks and cut cells, axe finds no fault, wide or on a phone."""
    for width in (1280, 360):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
        for visit in watched(context, site.as_uri()):
            for path in (
                "posts.html#q=nhs&sort=-title&f.is_featured=no",
                "participants.html#q=zzz&f.grade=registrar&f.job=x",
            ):
                page = _ready(visit.open(f"tables/{path}"))
                page.click("#filters summary")
                page.click("#columns summary")
                page.locator("#filters fieldset").first.wait_for()
                assert visit.axe() == [], path


_TIMED = """([selector, kind, value]) => new Promise((resolve) => {
  const target = document.querySelector(selector);
  const start = performance.now();
  if (value !== null) target.value = value;
  if (kind === 'click') target.click(); else target.dispatchEvent(new Event(kind, { bubbles: true }));
  requestAnimationFrame(() => {
    const painted = new MessageChannel();
    painted.port1.onmessage = () => resolve(performance.now() - start);
    painted.port2.postMessage(null);
  });
})"""


def _best(page: Page, selector: str, kind: str, value: str | None = None) -> float:
    return min(page.evaluate(_TIMED, [selector, kind, value]) for _ in range(5))


def test_a_large_table_answers_a_keystroke_at_once(browser: Browser, tmp_path: Path) -> None:
    """
    20,000 rows: a keystroke is answered within 100 ms and a sort within 200 ms, and all rows can be looked through.

    Each step is taken five times, and its best time counts. Where more programs run than there are processors, they may
    take as many times longer: other programs are not what is measured.
    """
    site = large_site(tmp_path, 20_000)
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    typed: list[float] = []
    sorts: list[float] = []
    for visit in watched(browser.new_context(viewport={"width": 1280, "height": 900}), site.as_uri()):
        page = visit.open("tables/participants.html")
        expect(page.locator("#count")).to_have_text("The first 50 of 20,000 rows")
        page.focus("#search")
        _ready(page)
        queries = ("n", "nh", "nhs", "nhs n", "nhs north", "invented 19", "")
        typed = [_best(page, "#search", "input", query) for query in queries]
        sorts = [_best(page, f"#box thead th:nth-child({at}) button", "click") for at in (1, 2, 4, 5)]
        page.fill("#search", "ÍNVENTED 20000")
        expect(page.locator("#count")).to_have_text("1 of 20,000 rows")
        page.fill("#search", "")
        page.select_option("#per", "all")
        expect(page.locator("#box tbody tr")).to_have_count(200)
        page.evaluate("document.querySelector('#box').scrollTop = 1e6")
        expect(page.locator("#box tbody tr").nth(200)).to_be_attached()

    assert statistics.median(typed) < _KEYSTROKE * busy, typed
    assert statistics.median(sorts) < _SORT * busy, sorts
