"""The page of a table: its first rows, its data as a script, its files, and what is shown of each column."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import lxml.html
import polars as pl
import pytest
from made_sites import made_inputs, odd_inputs, table_site

from leaddata.pipeline.site.columns import Column, link, table_columns, written
from leaddata.pipeline.site.table_data import as_script, table_script


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    return table_site(odd_inputs(tmp_path / "release"), tmp_path / "site")


def _page(site: Path, name: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring((site / f"tables/{name}.html").read_text(encoding="utf-8"))


def _content(site: Path, name: str) -> dict[str, Any]:
    script = (site / f"data/{name}.js").read_text(encoding="utf-8")
    return json.loads(script.removeprefix("leaddata.receiveTable(").removesuffix(");\n"))


def _values(column: dict[str, Any]) -> list[Any]:
    words, values = column.get("words"), column["values"]
    if words is None:
        return values
    return [
        None if place == -1 else [words[one] for one in place] if isinstance(place, list) else words[place]
        for place in values
    ]


def _columns(**columns: list[Any]) -> tuple[Column, ...]:
    frame = pl.DataFrame({"thing_id": [str(number) for number in range(len(next(iter(columns.values()))))], **columns})
    types = {pl.Int64: "integer", pl.Float64: "number", pl.Boolean: "boolean", pl.List(pl.String): "list"}
    fields = [
        {"name": name, "type": types.get(kind, "string"), "description": "What it is.", "rights": "fact"}
        for name, kind in frame.schema.items()
    ]
    resource = {"name": "things", "schema": {"fields": fields, "primaryKey": ["thing_id"]}}
    return table_columns(resource, frame, ("things",), {}, {})


def _shown(**columns: list[Any]) -> list[str]:
    return [column.name for column in _columns(**columns) if column.is_shown]


def test_a_script_says_what_the_table_says(tmp_path: Path) -> None:
    """Every value of every column reads back from the script: null, empty text, empty list, numbers, days, times."""
    inputs = odd_inputs(tmp_path / "release")
    site = table_site(inputs, tmp_path / "site")
    content = _content(site, "things")
    rows = inputs.table("things")

    assert content["rows"] == rows.height
    assert [column["name"] for column in content["columns"]] == rows.columns
    for column in content["columns"]:
        given = rows[column["name"]].to_list()
        if column["type"] in {"date", "datetime"}:
            given = [None if value is None else value.isoformat().replace("+00:00", "Z") for value in given]
        assert _values(column) == given, column["name"]


def test_words_are_shared_where_that_is_shorter() -> None:
    """A column of few words lists each once; one of different texts lists them as they are."""
    few, different, _ = (
        json.loads(table_script("things", [column], rows)[len("leaddata.receiveTable(") : -3])["columns"][0]
        for rows in [
            pl.DataFrame({"a": ["registrar"] * 9 + [None], "b": [f"text {at}" for at in range(10)], "c": [1] * 10})
        ]
        for column in _columns(**rows.to_dict(as_series=False))[1:]
    )

    assert few["words"] == ["registrar"]
    assert few["values"] == [0] * 9 + [-1]
    assert "words" not in different


def test_a_number_that_a_browser_cannot_count_to_is_text() -> None:
    """A number above 2^53 would be shown as its neighbour."""
    rows = pl.DataFrame({"count": [2**53 + 1, 1, None]})
    (column,) = [one for one in _columns(count=rows["count"].to_list()) if one.name == "count"]

    assert b'["9007199254740993","1",null]' in table_script("things", [column], rows)


@pytest.mark.parametrize("sign", ["</script>", "<!--", "\u2028", "\u2029", "]]>", "\\", '"', "\0"])
def test_nothing_in_a_script_ends_it(sign: str) -> None:
    """Text that ends a script, a comment or a line stands in it as text."""
    script = as_script("f", [sign, {sign: sign}]).decode()

    assert not re.search("[<\u2028\u2029\0]", script)
    assert script.count("\n") == 1
    assert json.loads(script[2:-3]) == [sign, {sign: sign}]


def test_markup_stands_as_text_in_the_page(odd: Path) -> None:
    """Markup in ids, cells, headings, units, titles and descriptions makes no element."""
    for path in sorted(odd.rglob("*.html")):
        page = lxml.html.fromstring(path.read_text(encoding="utf-8"))
        assert not page.xpath("//img | //i | //u | //b | //script[not(@src)] | //*[@style]"), path
        assert not [one for one in page.xpath("//@*") if (one.attrname or "").startswith("on")], path
    page = _page(odd, "things")
    assert "<script>alert(1)</script><img src=x" in page.xpath("string(//h1)")
    assert "<script>alert(1)</script><img src=x" in page.xpath("string(//tbody/tr[1])")
    assert [one.xpath("string()") for one in page.xpath("//section[@id='explorer']//thead//th")][-1] == "odd <b>&\"'"


def test_only_addresses_of_the_web_are_links(odd: Path) -> None:
    """A link leads to a row, to http or https; a script in a cell is text."""
    page = _page(odd, "things")
    links = page.xpath("//section[@id='explorer']//tbody//a/@href")

    assert {re.match(r"https?:|\.\./row\.html#", one, re.IGNORECASE) is not None for one in links} == {True}
    assert "https://example.org/a?b=c#d" in links
    assert "HTTP://EXAMPLE.ORG" in links
    assert "javascript:alert(1)" in page.xpath("//tbody//td/text()")


def test_an_id_is_encoded_in_a_link(odd: Path) -> None:
    """The evidence of a row is found whatever its id holds; so is the row that a foreign key names."""
    row = _page(odd, "things").xpath("//section[@id='explorer']//tbody/tr[1]")[0]

    assert row.xpath("th/a/@href") == ["../row.html#things/made.things.000%2F%23%25%3F%26%20%C3%A9%3Cb%3E"]
    assert "../row.html#kinds/a%2Fb" in row.xpath("td/a/@href")
    assert "https://doi.org/10.1000/a%3F%23%25%3Cb%3E" in row.xpath("td/a/@href")


def test_null_is_not_an_empty_text(odd: Path) -> None:
    """Null says so to a screen reader, as not stated, withheld or redacted; an empty text and list say what they are."""
    rows = _page(odd, "things").xpath("//section[@id='explorer']//tbody/tr")
    said = [[cell.xpath("string()") for cell in row] for row in rows]
    names = [one.xpath("string()") for one in _page(odd, "things").xpath("//section[@id='explorer']//thead//th")]

    text, parts, words = names.index("text"), names.index("parts"), names.index("words")
    assert said[13][text] == "empty text"
    assert said[14][text] == "–not stated"
    assert said[1][parts] == "empty list"
    assert (said[0][words], said[2][words]) == ("redacted", "withheld")


def test_the_files_are_those_of_an_export(odd: Path, tmp_path: Path) -> None:
    """The whole table as CSV and JSON is what `leaddata export` writes: no cell is a formula."""
    lines = (odd / "data/things.csv").read_text(encoding="utf-8")
    rows = json.loads((odd / "data/things.json").read_text(encoding="utf-8"))

    assert ",'=1+1," in lines
    assert ",'=x," in lines
    assert [row["text"] for row in rows][1:4] == ["=1+1", '+"a"', "-2"]
    assert _page(odd, "things").xpath("//ul[@class='files']//a/@href") == [
        "../release/things.parquet", "../data/things.csv", "../data/things.json",
    ]  # fmt: skip


def test_a_table_without_rows_says_so(odd: Path) -> None:
    """An empty table has a page with its fields and an empty body."""
    page = _page(odd, "nothings")

    assert not page.xpath("//section[@id='explorer']//tbody/tr")
    assert "no rows" in page.xpath("string(//p[@class='none'])")
    assert _content(odd, "nothings")["rows"] == 0


def test_a_long_table_hides_hashes_places_and_what_says_nothing() -> None:
    """Of more than eight columns those are shown that a reader compares; of fewer all are."""
    more = {f"field_{number}": ["a", "b"] for number in range(7)}
    hidden: dict[str, list[Any]] = {
        "position": [1, 2], "text_sha256": ["00", "11"], "silent": [None, None], "source_id": ["s", "s"],
    }  # fmt: skip

    assert _shown(**hidden, **more) == ["thing_id", *more]
    assert _shown(**hidden) == ["thing_id", *hidden]
    assert "source_id" in _shown(**more, source_id=["s", "t"])


@pytest.mark.parametrize(
    ("values", "is_choice"),
    [
        (["a", "b", "a", "b"], True),
        (["a", None, None, None], True),
        ([f"{number}" for number in range(10)], False),
        ([f"{number % 24}" for number in range(100)], True),
        ([f"{number % 25}" for number in range(100)], False),
        ([None, None], False),
        ([True, False, None], True),
        ([["a", "b"], ["a"], None], True),
        ([1, 2, 1], False),
    ],
)
def test_a_reader_chooses_among_few_values(values: list[Any], is_choice: bool) -> None:
    """A column of up to 24 texts, each of several rows on average, is filtered by a list of them."""
    (column,) = [one for one in _columns(value=values) if one.name == "value"]

    assert column.has_choices is is_choice


def test_a_link_of_an_identifier_leads_to_its_register() -> None:
    """DOI, PMID and ORCID iD lead to where they are resolved; other text leads nowhere."""
    columns = {column.name: column for column in _columns(doi=["x"], pmid=["x"], orcid=["x"], note=["x"])}

    assert link(columns["doi"], "10.1/a b") == "https://doi.org/10.1/a%20b"
    assert link(columns["pmid"], "1") == "https://pubmed.ncbi.nlm.nih.gov/1"
    assert link(columns["orcid"], "0000-0001") == "https://orcid.org/0000-0001"
    assert link(columns["note"], "javascript:alert(1)") == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e21, "1e+21"), (-1e-7, "-1e-7"), (0.00001, "0.00001"), (1e16, "10000000000000000"), (0.1, "0.1"), (-0.0, "0")],
)
def test_a_number_is_written_as_a_browser_does(value: float, text: str) -> None:
    """The rows of the page and those that its script draws say the same."""
    assert written(value) == text


def test_a_column_is_as_wide_as_most_of_its_values() -> None:
    """Widths are fixed by the whole table: room for a heading, no more than 24 rem."""
    columns = {
        column.name: column.width for column in _columns(a=["x"] * 9, long=["y " * 200] * 9, some=["z" * 20] * 9)
    }

    assert columns["a"] < columns["some"] < columns["long"] == 24


def test_a_table_with_many_rows_holds_but_the_first(tmp_path: Path) -> None:
    """A page holds 50 rows, says how many there are, and loads a large script when it is wanted, a small one at once."""
    for count in (60, 9_000):
        rows = pl.DataFrame(
            {
                "thing_id": [f"{number:05}" for number in range(count)],
                "text": [f"{number:060}" for number in range(count)],
            }
        )
        fields = [{"name": name, "type": "string", "description": "It.", "rights": "fact"} for name in rows.columns]
        resource = {
            "name": "things", "title": "Things", "description": "A thing.", "path": "things.parquet", "row_count": count,
            "schema": {"fields": fields, "primaryKey": ["thing_id"]},
        }  # fmt: skip
        inputs = made_inputs(tmp_path / f"{count}", [resource], {"things": rows})
        page = _page(table_site(inputs, tmp_path / f"site{count}"), "things")
        assert len(page.xpath("//section[@id='explorer']//tbody/tr")) == 50
        assert f"The first 50 of {count:,} rows" in page.xpath("string(//*[@id='count'])")
        assert bool(page.xpath("//*[@id='explorer'][@data-at-once]")) is (count == 60)
