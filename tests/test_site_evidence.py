"""What the page of a row is filled with: as `leaddata trace` says it, within the rights, and safe to be read as a script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import REPOSITORY, make_release

import leaddata
from leaddata.errors import RightsError
from leaddata.pipeline.file_texts import texts_of
from leaddata.pipeline.release import current_release
from leaddata.pipeline.site import Inputs
from leaddata.pipeline.site.around import Surroundings
from leaddata.pipeline.site.discrepancy_cards import cards, definition
from leaddata.pipeline.site.evidence import METHODS, pages, script
from leaddata.pipeline.site.evidence_rows import Book
from leaddata.pipeline.site.example import example_of
from leaddata.pipeline.site.gates import check_rights, refuse_local
from leaddata.pipeline.site.links import row_link
from leaddata.pipeline.site.nouns import Asset
from leaddata.pipeline.site.page_pictures import draw, pages_of
from leaddata.pipeline.site.stored import Shelf, Stored

DATA = REPOSITORY / "data"


def inputs_of(processed: Path, raw: Path = DATA / "raw") -> Inputs:
    release = current_release(processed)
    assert release is not None
    return Inputs(release=release, processed=processed, raw=raw, documentation=REPOSITORY / "docs")


@pytest.fixture(scope="module")
def own() -> Inputs:
    return inputs_of(DATA / "processed")


def data_of(asset: Asset) -> Any:
    """Read a file of data as JSON: what stands between the brackets of its one call."""
    text = asset.content.decode()
    assert text.startswith("leaddataEvidence.take(")
    name, content = json.loads(f"[{text.removeprefix('leaddataEvidence.take(').removesuffix(');' + chr(10))}]")
    assert asset.path == f"data/evidence/{name}.js"
    return content


@pytest.mark.parametrize("table", ["programmes", "cohorts", "posts", "quotations", "organisations", "outside_facts"])
def test_a_row_tells_what_trace_tells(own: Inputs, table: str) -> None:
    """Values, documents, places, quotes, methods, and why a field is null: the same as from the loader, for every row."""
    for row in Book(own).rows(table):
        traced = leaddata.trace(table, row.row_id)
        told = {
            (field, place.snapshot_id, place.row["page"], place.row["path"], place.row["quote"], place.method)
            for field, places in row.places.items()
            for place in places
        }
        assert told == {
            (spot.field, spot.snapshot_id, spot.page, spot.path, spot.quote, spot.method) for spot in traced
        }
        assert {spot.field: spot.value for spot in traced} == {field: row.values[field] for field in row.places}
        null = {field for field, value in row.values.items() if value is None}
        assert set(traced.withheld) == {field for field, why in row.nulls.items() if why == "withheld"}
        assert set(traced.silent) == null - set(row.nulls)


@pytest.mark.slow
def test_every_row_is_found_by_its_id(own: Inputs) -> None:
    """Of each table all rows stand in files of a hundred, in the order in which a browser compares ids."""
    files = {made.path: made for made in pages(own) if isinstance(made, Asset)}
    index = data_of(files["data/evidence/index.js"])

    assert set(index["tables"]) == set(own.release.resources)
    assert set(METHODS) == set(index["methods"])
    for name, table in index["tables"].items():
        found = [data_of(files[f"data/evidence/{name}-{number}.js"]) for number in range(len(table["starts"]))]
        ids = [row[0] for file in found for row in file["rows"]]
        assert sorted(own.table(name)[table["key"]].to_list(), key=lambda one: one.encode("utf-16-be")) == ids
        assert [file["rows"][0][0] for file in found] == table["starts"]
        assert all(len(file["rows"]) <= index["rows"] for file in found)
        # Neighbours across files.
        assert [file["before"] for file in found[1:]] == [file["rows"][-1][0] for file in found[:-1]]
        assert [file["after"] for file in found[:-1]] == table["starts"][1:]
    picture_sizes = [len(made.content) for path, made in files.items() if path.startswith("pictures/")]
    assert len(picture_sizes) > 28
    assert max(picture_sizes) < 60_000


def test_a_place_is_drawn_for_every_box(own: Inputs) -> None:
    """Each page that evidence points to has a picture, of the size that the boxes are measured in."""
    wanted = pages_of(own.table("evidence"))
    some = {snapshot: numbers[:2] for snapshot, numbers in wanted.items()}
    drawn = list(draw(Shelf(own), some))

    assert [(one.snapshot_id, one.number) for one in drawn] == [(s, n) for s, ns in some.items() for n in ns]
    assert all(abs(one.width - 595.28) < 1 and abs(one.height - 841.89) < 1 for one in drawn)
    assert all(one.picture.startswith(b"\x89PNG") for one in drawn)


def stored(may_be_shown: bool, media_type: str = "application/pdf", parts: tuple[bytes, ...] = ()) -> Stored:
    return Stored(
        snapshot_id="made_up_2001@0123456789ab",
        source_id="made_up_2001",
        edition="original",
        media_type=media_type,
        sha256="0" * 64,
        file="",
        parts=parts,
        may_be_shown=may_be_shown,
    )


def shelf_of(monkeypatch: pytest.MonkeyPatch, own: Inputs, document: Stored) -> Shelf:
    shelf = Shelf(own)
    monkeypatch.setattr(shelf, "_documents", {document.snapshot_id: document})
    return shelf


def test_no_page_of_a_publisher_is_drawn(own: Inputs, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an original of which only facts may be passed on there is no picture; the same document as ours has one."""
    data = (DATA / "raw/kings_fund_2012/restated/report.pdf").read_bytes()
    place = {"made_up_2001@0123456789ab": [4]}
    drawn = {may: list(draw(shelf_of(monkeypatch, own, stored(may, parts=(data,))), place)) for may in (False, True)}

    assert ([], 1) == (drawn[False], len(drawn[True]))
    assert ("rights", "absent") == (stored(False).why_not, stored(True).why_not)
    assert [] == list(draw(shelf_of(monkeypatch, own, stored(True, parts=(b"%PDF- broken",))), place))


PAGE = b"<html><body>\n<p>one</p>\n<p>There were <b>12</b> of &lt;them&gt;</p>\n<p>three</p></body></html>"


def place_of(path: str | None = None, quote: str = "12", lines: tuple[int, int] | None = None) -> dict[str, Any]:
    first, last = lines or (None, None)
    where = {"snapshot_id": "made_up_2001@0123456789ab", "page": None, "path": path, "quote": quote}
    return {**where, "line_start": first, "line_end": last}


def test_the_lines_around_a_place(own: Inputs, monkeypatch: pytest.MonkeyPatch) -> None:
    """An element is shown with the lines around it, where these may be shown; text by its lines."""

    def around(may: bool, media_type: str, place: dict[str, Any], data: bytes = PAGE) -> Any:
        return Surroundings(shelf_of(monkeypatch, own, stored(may, media_type, (data,)))).of(place)

    found = around(True, "text/html", place_of("/html/body/p[2]/b"))
    assert (2, 3, 3) == (found.first, found.start, found.end)
    assert "<p>There were <b>12</b> of &lt;them&gt;</p>" == found.lines[1]
    assert around(False, "text/html", place_of("/html/body/p[2]/b")) is None
    assert around(True, "text/html", place_of("/html/body/p[9]")) is None
    text = around(True, "text/plain", place_of(lines=(2, 3)), b"a\nb\nc\nd\ne\nf\ng")
    assert (1, 2, 3, ("a", "b", "c", "d", "e", "f")) == (text.first, text.start, text.end, text.lines)
    long = around(True, "text/plain", place_of(quote="needle", lines=(1, 1)), b"x" * 2000 + b" needle " + b"y" * 2000)
    assert 1 == len(long.lines)
    assert "needle" in long.lines[0]
    assert len(long.lines[0]) < 700


def test_both_sides_of_every_discrepancy_have_their_words(own: Inputs) -> None:
    """Statement, source and printed words of both; each rule is defined; what is derived names the cells."""
    found = cards(own)

    assert own.table("discrepancies").height == len(found)
    rows = {row["discrepancy_id"]: row for row in own.table("discrepancies").iter_rows(named=True)}
    quotes = dict(own.table("evidence").select("evidence_id", "quote").rows())
    for card in found:
        row = rows[card.discrepancy_id]
        assert definition(card.rule)
        for side, which in zip(card.sides, "ab", strict=True):
            assert (row[f"statement_{which}"], row[f"is_derived_{which}"]) == (side.statement, side.is_derived)
            assert side.source_title
            assert quotes[row[f"evidence_{which}"]] in {cell.spot.quote for cell in side.cells}
            assert any(cell.row_id for cell in side.cells)
    sums = next(card for card in found if card.rule == "count_differs").sides
    assert [2, 1] == [len(side.cells) for side in sums]
    assert {("cohorts", "count")} == {(cell.table, cell.field) for side in sums for cell in side.cells}


def test_the_example_is_a_number_that_its_words_print(own: Inputs) -> None:
    """The first page shows a number of the release, and the words that it was read from."""
    example = example_of(own)

    assert example is not None
    value = leaddata.trace(example.table, example.row_id, example.field)[0]
    assert (f"{value.value:g}", value.quote, value.page) == (example.value, example.quote, example.page)
    assert example.quote in example.alternative
    assert example.picture.startswith(b"\x89PNG")


def test_a_release_without_documents_has_its_rows(tmp_path: Path) -> None:
    """Nothing at hand to draw: no pictures, no lines; the places are there all the same, and why a field is null."""
    make_release(tmp_path / "processed")
    inputs = inputs_of(tmp_path / "processed", tmp_path / "raw")
    files = {made.path: made for made in pages(inputs) if isinstance(made, Asset)}
    file = data_of(files["data/evidence/participants-0.js"])

    assert not [path for path in files if path.endswith(".png")]
    assert ["p.001", "p.002"] == [row[0] for row in file["rows"]]
    assert {"remark": "withheld"} == file["rows"][0][4]
    assert [0, 3, [72.0, 100.0, 130.25, 111.0], None, None, "Ann Öther", None] in file["places"]
    assert "absent" == data_of(files["data/evidence/index.js"])["snapshots"][0]["why"]


def test_markup_in_data_ends_no_script() -> None:
    """What would end a script, or a line of one, is written as an escape; it reads back the same."""
    hostile = {"</script><!--\u2028": ["\u2029<b>", 'a"b\\', None, True]}
    made = script("t-0", hostile)

    assert not any(sign in made.decode() for sign in ("<", "\u2028", "\u2029"))
    assert hostile == data_of(Asset(path="data/evidence/t-0.js", content=made))


def test_odd_ids_make_whole_addresses() -> None:
    """Slashes, signs and other scripts in an id do not fall apart in the address."""
    assert "row.html#t/a%2Fb%3F%23%26%25/f" == row_link("t", "a/b?#&%", "f")
    assert "row.html#t/%E5%BC%A0(1)'" == row_link("t", "张(1)'")


def test_data_of_a_page_are_searched_value_by_value(tmp_path: Path) -> None:
    """The rights gate reads a file of data as JSON: two values are no sentence, lines may be. Other scripts are one text."""
    path = tmp_path / "a-0.js"
    path.write_bytes(script("a-0", {"rows": [["one", 1], ["two", 2]]}))
    assert ["a-0.js", "a-0", "rows", "one", "two"] == [text.text for text in texts_of(path, "a-0.js", {})]
    path.write_bytes(script("a-0", {"around": [[1, 1, 2, ["one", "two"]]]}))
    assert ["a-0.js", "a-0", "around", "one", "two", "one two"] == [text.text for text in texts_of(path, "a-0.js", {})]
    path.write_text("f(1); g('two')", encoding="utf-8")
    assert ["a-0.js", "f(1); g('two')"] == [text.text for text in texts_of(path, "a-0.js", {})]


def test_a_copied_sentence_stops_the_site(tmp_path: Path) -> None:
    """More than eight words in a row of an original that is at hand: in a page, in data, in a picture's words."""
    folder = tmp_path / "raw/made_up_2001/original"
    folder.mkdir(parents=True)
    sentence = "every morning the invented ward clerk counted forty blue chairs twice over"
    folder.joinpath("a.txt").write_text(f"Before it. {sentence}. After it.\n", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    site.joinpath("a.html").write_text("<p>nothing of it</p>", encoding="utf-8")
    check_rights(site, tmp_path / "raw")
    copied = {
        "b.html": f"<p>{sentence.replace(' ', ' <i>', 1)}</i></p>".encode(),
        "data.js": script("data", [[sentence]]),
        "lines.js": script("lines", {"around": [[1, 1, 2, [sentence[:30], sentence[30:]]]]}),
        "plot.svg": f"<svg><title>{sentence}</title></svg>".encode(),
    }
    for name, content in copied.items():
        site.joinpath(name).write_bytes(content)
        with pytest.raises(RightsError) as caught:
            check_rights(site, tmp_path / "raw")
        assert name in str(caught.value)
        assert 5 == caught.value.exit_code
        site.joinpath(name).unlink()


def test_a_local_release_has_no_site(tmp_path: Path) -> None:
    """What was made with somebody else's text in it is not shown to others."""
    folder = make_release(tmp_path)
    release = current_release(tmp_path)
    assert release is not None
    refuse_local(release)
    package = json.loads((folder / "datapackage.json").read_text())
    (folder / "datapackage.json").write_text(json.dumps({**package, "local_only": True}))
    from conftest import write_sums

    write_sums(tmp_path, "1.0.0")
    local = current_release(tmp_path)
    assert local is not None
    with pytest.raises(RightsError, match="local_only"):
        refuse_local(local)


def test_rows_that_refer_to_a_row_are_counted(own: Inputs) -> None:
    """Of a programme: its participants, cohorts and facts, as many as there are; and the discrepancies on it."""
    row = next(one for one in Book(own).rows("programmes") if one.row_id == "prepare-to-lead")
    counts = {(table, field): count for table, field, count, _ in row.referring}
    held = own.table("participants").filter(pl.col("programme_id") == "prepare-to-lead").height
    about = own.table("discrepancies").filter(pl.col("subject") == "prepare-to-lead")["discrepancy_id"].to_list()

    assert held == counts["participants", "programme_id"]
    assert set(about) <= {one for one, _ in row.discrepancies}
