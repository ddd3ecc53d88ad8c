"""The page of a row and the page of discrepancies, in a browser."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import polars as pl
import pytest
from browsing import Visit, watched
from conftest import REPOSITORY, make_release, reseal
from playwright.sync_api import Browser, Page

import leaddata
from leaddata.pipeline.site import build, build_site

pytestmark = pytest.mark.slow

FIRST = "kings_fund_2012.participants.001-857d45"
HOSTILE = "<img src=x onerror=alert(1)>\"'&</script><!--\u2028"
ODD_ID = 'a/b #1?%&"<i>é'


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a made release with markup in its cells, ids that addresses do not like, and somebody left out."""
    root = tmp_path_factory.mktemp("hostile")
    folder = make_release(root / "processed")
    rows = pl.read_parquet(folder / "participants.parquet")
    rows = rows.with_columns(name=pl.lit(HOSTILE), participant_id=pl.col("participant_id").replace("p.001", ODD_ID))
    rows.write_parquet(folder / "participants.parquet")
    evidence = pl.read_parquet(folder / "evidence.parquet")
    evidence = evidence.with_columns(
        quote=pl.lit(HOSTILE), row_id=pl.col("row_id").replace("p.001", ODD_ID), path=pl.lit("/html/<b>")
    )
    evidence.write_parquet(folder / "evidence.parquet")
    sources = pl.read_parquet(folder / "sources.parquet")
    sources.with_columns(publisher=pl.lit(HOSTILE), year=pl.lit(2001)).write_parquet(folder / "sources.parquet")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource["name"] == "sources":
            field = {"description": HOSTILE, "rights": "fact"}
            resource["schema"]["fields"] += [
                {"name": "publisher", "type": "string", **field},
                {"name": "year", "type": "integer", **field},
            ]
    (folder / "datapackage.json").write_text(json.dumps({**package, "description": HOSTILE}), encoding="utf-8")
    reseal(root / "processed", "1.0.0")
    with pytest.MonkeyPatch.context() as patch:
        # The first page leads to tables that a made release has not.
        patch.setattr(build, "check_links", lambda site: None)
        return build_site(root / "processed", root / "raw", REPOSITORY / "docs", root / "site")


def opened(visit: Visit, table: str, row_id: str, field: str = "") -> Page:
    page = visit.open("row.html#" + "/".join(quote(part, safe="") for part in (table, row_id, field) if part))
    page.locator("#row-body").wait_for()
    return page


def test_a_field_leads_to_its_place(visit: Visit) -> None:
    """The value stands beside the printed words; its box is outlined on the page; place, hash and citation are told."""
    spot = leaddata.trace("participants", FIRST, "programme_id")[0]
    page = opened(visit, "participants", FIRST, "programme_id")
    line = page.locator("#row-fields tr.chosen")

    assert ["programme_id", "nhs-north-west", "NHS North Westvocabulary"] == line.locator(
        "th, td"
    ).all_inner_texts() or [
        "programme_id",
        "nhs-north-west",
        "NHS North West\nvocabulary",
    ] == line.locator("th, td").all_inner_texts()
    told = page.locator("#row-details").inner_text()
    assert spot.box is not None
    assert f"page {spot.page}, box ({', '.join(f'{edge:.1f}' for edge in spot.box)})" in told
    digest = leaddata.load("snapshots").filter(snapshot_id=spot.snapshot_id)["sha256"][0]
    assert digest in told
    assert "sha256sum report.pdf" in told
    box = page.locator(".box.chosen")
    assert 1 == box.count()
    assert abs(float(box.get_attribute("x") or 0) - (spot.box[0] - 1.5)) < 0.01
    said = page.locator("#row-citation").inner_text()
    assert f"participants {FIRST} programme_id: nhs-north-west" in said
    assert f"page {spot.page}" in said
    assert f"leaddata trace participants {FIRST} programme_id" in page.locator("#row-code").inner_text()
    href = page.locator(".page-figure image").get_attribute("href")
    assert (
        page.evaluate("(src) => new Promise(r => {const i=new Image(); i.onload=()=>r(i.width); i.src=src})", href)
        > 900
    )


def test_what_a_register_says_is_cited_as_its_entry(visit: Visit) -> None:
    """The report prints no code: below it there is no document, and the citation names the cell of the register."""
    page = opened(visit, "organisations", "moorfields", "ods_code")
    said = page.locator("#row-citation").inner_text()

    assert "Entry of a register: data/reference/organisations.csv#moorfields/ods_code" in said
    assert "Printed in" not in said
    assert 0 == page.locator("#row-details .document-told").count()
    assert (
        "Printed in: Facilitators" in opened(visit, "organisations", "moorfields").locator("#row-citation").inner_text()
    )


def test_boxes_and_fields_choose_one_another(visit: Visit) -> None:
    """A click on a box chooses a field that was read there, a key on a field its box; the address follows."""
    page = opened(visit, "participants", FIRST)
    assert 0 == page.locator(".box.chosen").count()
    page.get_by_role("button", name="name", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#participants/{FIRST}/name")
    assert page.get_by_role("button", name="name", exact=True).get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.activeElement.textContent") == "name"
    before = page.locator("svg.page").get_attribute("viewBox")
    page.get_by_role("button", name="The whole page").click()
    assert page.locator("svg.page").get_attribute("viewBox") != before
    assert page.evaluate("document.activeElement.textContent") == "The whole page"
    page.locator(".box:not(.chosen)").first.click(force=True)
    chosen = page.locator("#row-fields tr.chosen button").inner_text()
    assert chosen != "name"
    assert page.url.endswith(f"/{chosen}")


def test_rows_follow_one_another_and_lead_on(visit: Visit) -> None:
    """Next and previous go through the table; keys lead to other rows, the back button returns."""
    ids = leaddata.load("participants")["participant_id"].to_list()
    page = opened(visit, "participants", ids[0])
    assert not page.get_by_role("link", name="Previous row").is_visible()
    page.get_by_role("link", name="Next row").click()
    page.get_by_text(ids[1], exact=True).first.wait_for()
    page.get_by_role("link", name="nhs-north-west", exact=True).click()
    page.locator("#row-id", has_text="nhs-north-west").wait_for()
    assert (
        "All" in page.locator("#row-referring").inner_text()
        or "participants" in page.locator("#row-referring").inner_text()
    )
    page.go_back()
    page.locator("#row-id", has_text=ids[1]).wait_for()
    opened(visit, "participants", ids[-1])
    assert not page.get_by_role("link", name="Next row").is_visible()


_TRY = """async () => {
  for (const button of [...document.querySelectorAll("#row-fields button")].filter((_, at) => at % 4 === 1)) button.click();
  const index = await leaddataEvidence.index();
  const lost = [];
  for (const link of document.querySelectorAll("#row-fields a[href^='row.html']")) {
    const { table, id } = leaddataParts.readHash(link.hash);
    if (!(await leaddataEvidence.find(index, table, id))) lost.push(link.hash);
  }
  return lost;
}"""


def test_a_row_of_every_table_can_be_shown(visit: Visit) -> None:
    """With and without places, whatever field is chosen: nothing fails, and every key leads to a row."""
    page = visit.open("row.html")
    for name in leaddata.tables():
        rows = leaddata.load(name)
        if not rows.is_empty():
            row_id = str(rows.row(rows.height // 2)[0])
            page.evaluate(
                "hash => { location.hash = hash; }", "/".join(quote(part, safe="") for part in (name, row_id))
            )
            page.locator("#row-id", has_text=row_id).wait_for()
            assert [] == page.evaluate(_TRY), name


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "Choose a row"),
        ("#nothing/x", "has no table “nothing”"),
        ("#participants/nobody", "has no row “nobody”"),
        ("#toString/x", "has no table “toString”"),
        ("#participants/%E0%A4%A", "cannot be read"),
        ("#quarantine/x", "has no row “x”"),
        (f"#participants/{FIRST}/shoe_size", "has no field “shoe_size”"),
    ],
)
def test_what_is_not_there_is_said(visit: Visit, address: str, told: str) -> None:
    """An unknown table, row or field, and an address that cannot be read, each get a sentence."""
    page = visit.open(f"row.html{address}")
    page.get_by_role("status").filter(has_text=told).first.wait_for()


def test_a_row_of_a_register_says_that_no_document_prints_it(visit: Visit) -> None:
    """A fact from elsewhere has no picture: the page says why, and each field names the entry of the register."""
    row_id = leaddata.load("outside_facts")["outside_fact_id"][0]
    page = opened(visit, "outside_facts", row_id)
    assert page.get_by_text("No document prints this row: it is of our own registers.").is_visible()
    page.locator("button.field", has_text="value").click()

    assert page.locator("#row-details").get_by_text("data/reference/outside_facts.csv").is_visible()


def test_markup_in_a_cell_stays_text(browser: Browser, hostile: Path) -> None:
    """Values, quotes, ids and paths with markup are shown as they are; an odd id opens its row."""
    for visit in watched(browser.new_context(), hostile.as_uri()):
        page = opened(visit, "participants", ODD_ID, "name")
        assert ODD_ID == page.locator("#row-id").inner_text()
        assert "<img src=x" in page.locator("#row-title").inner_text()
        assert "<img src=x" in page.locator("blockquote").inner_text()
        assert 0 == page.locator("main img").count()
        assert "not shown" in page.locator("figcaption").inner_text()
        page.get_by_role("link", name="Next row").click()
        page.locator("#row-id", has_text="p.002").wait_for()


def test_somebody_who_is_left_out_has_a_tombstone(browser: Browser, hostile: Path) -> None:
    """The address of a row that was removed says when and why; a misspelt one does not."""
    index = hostile / "data/evidence/index.js"
    kept = index.read_text(encoding="utf-8")
    said = json.dumps({"p.000": ["2026-11-29", "request"]})
    index.write_text(kept.replace('"removed":{}', f'"removed":{said}', 1), encoding="utf-8")
    first = next(iter(json.loads(f"[{kept.removeprefix('leaddataEvidence.take(').rstrip()[:-2]}]")[1]["tables"]))
    try:
        for visit in watched(browser.new_context(), hostile.as_uri()):
            page = visit.open(f"row.html#{first}/p.000")
            page.get_by_text("was removed on 2026-11-29 (ground: request)").wait_for()
    finally:
        index.write_text(kept, encoding="utf-8")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_row(browser: Browser, site: Path, width: int, scheme: str) -> None:
    """Pages that a script fills have no fault that axe knows of, and are no wider than a phone."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    cohort = leaddata.load("cohorts").row(3)[0]
    for visit in watched(context, site.as_uri()):
        for address in (
            ("participants", FIRST, "job"),
            ("sections", leaddata.load("sections").row(5)[0]),
            ("cohorts", cohort, "year"),
        ):
            page = opened(visit, *address)
            assert [] == visit.axe(), address
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), (
                address
            )


def test_without_scripts_it_says_how(browser: Browser, site: Path) -> None:
    """A reader without JavaScript is told the command."""
    for visit in watched(browser.new_context(java_script_enabled=False), site.as_uri()):
        page = visit.open("row.html")
        assert "leaddata trace TABLE ROW_ID" in page.locator("main").inner_text()
        assert 21 == visit.open("discrepancies.html").locator("article.discrepancy").count()


def test_discrepancies_are_chosen_by_rule(visit: Visit) -> None:
    """One rule at a time, in the address; a link to one of them shows it, whatever was chosen."""
    found = leaddata.load("discrepancies")
    count = found.filter(rule="misspelling").height
    page = visit.open("discrepancies.html")
    page.get_by_label("Rule", exact=True).select_option("misspelling")
    assert f"{count} of {found.height}" == page.locator("#shown").inner_text()
    assert page.url.endswith("#rule=misspelling")
    assert count == page.locator("article.discrepancy:visible").count()
    one = found.filter(rule="count_differs")["discrepancy_id"][0]
    visit.open(f"discrepancies.html#{one}")
    assert found.height == page.locator("article.discrepancy:visible").count()
    assert page.locator(f"[id='{one}']").is_visible()
    assert page.evaluate("[...document.images].every(one => one.complete && one.naturalWidth > 0)")


def test_two_sides_stand_below_one_another_on_a_phone(phone: Visit) -> None:
    """Beside one another on a wide screen, below on a small one."""
    page = phone.open("discrepancies.html")
    first, second = (page.locator(".sides").first.locator(".stated").nth(at).bounding_box() for at in (0, 1))
    assert first is not None
    assert second is not None
    assert second["y"] >= first["y"] + first["height"]
    assert abs(first["x"] - second["x"]) < 2
