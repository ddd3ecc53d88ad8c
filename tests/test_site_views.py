"""The pages that compare and count say what the tables say, and nothing else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote

import lxml.html
import polars as pl
import pytest
from odd_release import LONG, MARKUP, ODD_IDS, PROCESSED, inputs_of, odd_release, read, with_rows, words

from leaddata.pipeline.site import home, participants, programmes
from leaddata.pipeline.site.comparison import comparison
from leaddata.pipeline.site.disputes import disputes
from leaddata.pipeline.site.nouns import Inputs
from leaddata.pipeline.site.svg import drawing, element
from leaddata.pipeline.site.timeline import lanes, timeline

Element = lxml.html.HtmlElement


@pytest.fixture(scope="module")
def current() -> Inputs:
    """The repository's own release."""
    return inputs_of(PROCESSED)


@pytest.fixture
def odd(tmp_path: Path) -> Inputs:
    """A release with odd values."""
    return inputs_of(odd_release(tmp_path / "processed"))


def _programmes(inputs: Inputs) -> Element:
    (page,) = programmes.pages(inputs)
    return read(page, inputs)


def _participants(inputs: Inputs) -> Element:
    (page,) = participants.pages(inputs)
    return read(page, inputs)


def _compared(document: Element) -> dict[str, dict[str, Element]]:
    """Return the cells of the comparison by attribute and programme."""
    ids = document.xpath("//table[@id='compared']//@data-programme")
    return {
        row.get("data-attribute"): dict(zip(ids, row.xpath("./td"), strict=True))
        for row in document.xpath("//table[@id='compared']//tr[@data-attribute]")
    }


def _rows(address: str) -> tuple[str, str]:
    """Return the table and row id that a link to evidence names."""
    table, _, rest = address.partition("#")[2].partition("/")
    return table, unquote(rest.partition("/")[0])


def test_the_comparison_says_what_the_table_says(current: Inputs) -> None:
    """Each column of each programme is there, in words; null is told as not stated."""
    cells = _compared(_programmes(current))
    for row in current.table("programmes").iter_rows(named=True):
        for column, attribute in (
            ("organiser", "organiser"),
            ("region", "region"),
            ("audience", "audience"),
            ("partners", "partner"),
        ):
            value = row[column]
            values = [] if value is None else value if isinstance(value, list) else [value]
            shown = [words(item) for item in cells[attribute][row["programme_id"]].xpath(".//li")]
            assert shown == values, (row["programme_id"], column)
            assert ("not stated" in words(cells[attribute][row["programme_id"]])) == (not values)
        truth = {True: "yes", False: "no", None: "not stated"}
        assert words(cells["mentored"][row["programme_id"]]) == truth[row["mentored"]]
        assert words(cells["out_of_programme"][row["programme_id"]]) == truth[row["out_of_programme"]]
        count = words(cells["participant_count"][row["programme_id"]]).partition(" ≠")[0]
        assert count == ("not stated" if row["participant_count"] is None else str(row["participant_count"]))
    assert words(cells["duration_months"]["darzi-fellowships"]) == "12 months"
    assert words(cells["component"]["nhs-north-west"]) == "coaching mentoring action learning sets"


def test_every_stated_fact_leads_to_its_evidence(current: Inputs) -> None:
    """Links name rows that there are, and every fact of an attribute without a column is one of them."""
    links = {
        _rows(link)
        for link in _programmes(current).xpath("//table[@id='compared']//@href")
        if link.startswith("row.html#")
    }
    keys = {"programmes": "programme_id", "programme_facts": "programme_fact_id", "cohorts": "cohort_id"}
    for table, row_id in links:
        assert row_id in current.table(table)[keys[table]], row_id
    shown = {
        "name",
        "organiser",
        "region",
        "audience",
        "duration_months",
        "out_of_programme",
        "mentored",
        "component",
        "partner",
    }
    others = current.table("programme_facts").filter(~pl.col("attribute").is_in(shown))
    assert others.height
    assert {("programme_facts", row_id) for row_id in others["programme_fact_id"]} <= links
    counted = current.table("cohorts").filter(pl.col("count").is_not_null())
    assert {("cohorts", row_id) for row_id in counted["cohort_id"]} <= links


def test_items_of_the_checklist_are_those_of_the_facts(current: Inputs) -> None:
    """The last line of the comparison names for each programme the items that its facts belong to."""
    document = _programmes(current)
    ids = document.xpath("//table[@id='compared']//@data-programme")
    said = dict(zip(ids, map(words, document.xpath("//tr[@class='sum']/td")), strict=True))
    facts = current.table("programme_facts").filter(pl.col("tidier_item").is_not_null())
    for programme_id, text in said.items():
        items = sorted(set(facts.filter(programme_id=programme_id)["tidier_item"]))
        assert text == f"{len(items)} of 12 ({', '.join(map(str, items))})"


def test_statements_that_differ_stand_side_by_side_and_lead_to_the_discrepancy(current: Inputs) -> None:
    """Where two years of a beginning are stated, both are shown and marked; neither is chosen."""
    cell = _compared(_programmes(current))["start_year"]["prepare-to-lead"]
    row = current.table("discrepancies").filter(rule="start_year_differs").row(0, named=True)

    assert [words(item) for item in cell.xpath(".//li")] == ["2007", "2008"]
    assert cell.xpath(".//a[@class='unequal']/@href") == [f"discrepancies.html#{row['discrepancy_id']}"]


def test_a_value_that_the_view_leaves_null_is_told_from_its_statements(tmp_path: Path) -> None:
    """Two lengths of one programme make its column null: the page has both, not "not stated"."""
    rows = inputs_of(PROCESSED).table("programme_facts").to_dicts()
    more = next(row for row in rows if row["attribute"] == "duration_months")
    rows.append({**more, "programme_fact_id": "other", "value": "18"})
    view = [{**row, "duration_months": None} for row in inputs_of(PROCESSED).table("programmes").to_dicts()]
    made = inputs_of(with_rows(tmp_path, {"programme_facts": rows, "programmes": view}))
    cell = _compared(_programmes(made))["duration_months"]["darzi-fellowships"]

    assert [words(item).split(" months")[0] for item in cell.xpath(".//li")] == ["12", "18"]


def test_the_comparison_holds_with_odd_values(odd: Inputs) -> None:
    """Markup stands as text, odd ids survive the way through a link, one value stated twice is shown once."""
    document = _programmes(odd)
    cells = _compared(document)

    assert set(document.xpath("//table[@id='compared']//@data-programme")) == set(ODD_IDS)
    assert not document.xpath("//main//script")
    assert [words(item) for item in cells["audience"][ODD_IDS[0]].xpath(".//li")] == [MARKUP, LONG]
    assert words(cells["duration_months"][ODD_IDS[3]]) == "0.5 months"
    assert words(cells["participant_count"][ODD_IDS[1]]) == "20,000"
    organisers = cells["organiser"][ODD_IDS[0]].xpath(".//li")
    assert [words(item.xpath("./a")[0]) for item in organisers] == [MARKUP, LONG]
    assert [len(item.xpath("./a")) for item in organisers] == [2, 1]
    assert "probable" in words(organisers[0])
    assert "probable" not in words(organisers[1])
    assert words(cells["never_heard_of"][ODD_IDS[0]]) == "x"
    heads = [_rows(link) for link in document.xpath("//table[@id='compared']/thead//@href")]
    assert set(heads) == {("programmes", key) for key in ODD_IDS}


def test_a_fact_from_elsewhere_is_apart_and_its_address_no_trap(odd: Inputs) -> None:
    """What is no web address is text and not a link; each has its status."""
    section = _programmes(odd).get_element_by_id("outside").getparent()

    assert [link for link in section.xpath(".//@href") if not link.startswith("row.html#")] == [
        "https://example.org/?a&b"
    ]
    assert "javascript:alert(1)" in words(section)
    assert "None of this is in the sources." in words(section)
    assert words(section).count("partial") >= 2


def test_every_cohort_is_drawn_and_listed(current: Inputs) -> None:
    """The drawing has a mark for each stated cohort and beginning, the table below it a row."""
    document = _programmes(current)
    cohorts = current.table("cohorts")
    starts = current.table("programme_facts").filter(attribute="start_year")
    expected = {("cohorts", key) for key in cohorts["cohort_id"]} | {
        ("programme_facts", key) for key in starts["programme_fact_id"]
    }
    drawn = [_rows(link) for link in document.xpath("//svg[@role='group']//@href") if link.startswith("row.html#")]
    listed = document.xpath("//table[@id='cohorts']/tbody/tr")

    assert len(drawn) == len(expected)
    assert set(drawn) == expected
    assert {
        _rows(link) for link in document.xpath("//table[@id='cohorts']//@href") if link.startswith("row.html#")
    } == expected
    numbers = sorted(words(row.xpath("./td")[2]) for row in listed)
    assert numbers == sorted(
        [*("not stated" if count is None else str(count) for count in cohorts["count"]), *["none"] * starts.height]
    )


def test_contradicting_cohorts_have_a_sign(current: Inputs) -> None:
    """The two counts that add up and the one that does not agree with their sum are marked, others are not."""
    found = disputes(current)
    row = current.table("discrepancies").filter(rule="count_differs").row(0, named=True)
    marked = {key for key, of in found.items() if any(one.discrepancy_id == row["discrepancy_id"] for one in of)}
    cohorts = current.table("cohorts")
    marked_counts = sorted(cohorts.filter(pl.col("cohort_id").is_in([key for _, key in marked]))["count"])
    signs = [
        link
        for link in _programmes(current).xpath("//svg[@role='group']//@href")
        if link.startswith("discrepancies.html#")
    ]

    assert marked_counts == [3, 18, 24]
    assert sum(link.endswith(row["discrepancy_id"]) for link in signs) == 3


def test_a_long_time_shows_the_years_of_which_something_is_stated(odd: Inputs) -> None:
    """Forty years make four columns with a broken line between; statements of one year stand one below the other."""
    of = lanes(odd, {})
    drawn = lxml.html.fromstring(str(timeline(of)))
    heads = [words(text) for text in drawn.xpath("//text[@class='year']")]
    places = {
        link.get("aria-label"): (
            float(link.xpath("./rect[@class='touch']")[0].get("x")),
            float(link.xpath("./rect[@class='touch']")[0].get("y")),
        )
        for link in drawn.xpath("//a")
    }

    assert heads == ["1984", "1985", "2024", "year not stated"]
    assert len(drawn.xpath("//line[@class='gap']")) == 1
    columns = {label: x for label, (x, _) in places.items()}
    first = [label for label in columns if ", 1984: " in label]
    assert len(first) == 3
    assert len({places[label][1] for label in first}) == 3
    assert len({columns[label] for label in first}) == 1
    assert sum(", year not stated: " in label for label in columns) == 1
    assert any("123,456 people" in label for label in columns)
    assert "script" not in {part.tag for part in drawn.iter() if isinstance(part.tag, str)}


def test_no_statement_no_drawing() -> None:
    """Without programmes or statements there is nothing to draw."""
    assert timeline([]) is None


def test_a_drawing_escapes_what_it_shows() -> None:
    """Text, description and attributes are escaped, and no size is a style."""
    made = str(drawing(160, 16, MARKUP, MARKUP, [element("text", MARKUP, x=1, class_=MARKUP)], "one"))

    assert "<script" not in made
    assert "style=" not in made
    assert 'width="10em"' in made


def test_bars_add_up_to_the_rows(current: Inputs) -> None:
    """Each plot counts every row once; what is not stated comes last, as an outline; zero is shown for whom nobody attended."""
    document = _participants(current)
    rows = current.table("participants")
    for anchor, field in (("by-programme", "programme_id"), ("by-grade", "grade"), ("by-specialty", "specialty")):
        lines = document.get_element_by_id(anchor).getparent().xpath(".//tbody/tr")
        counts = [int(words(line.xpath("./td")[0])) for line in lines]
        assert sum(counts) == rows.height
        stated = {words(line.xpath("./th")[0]): count for line, count in zip(lines, counts, strict=True)}
        nulls = rows[field].null_count()
        assert stated.get("not stated", 0) == nulls
        assert counts[: len(counts) - bool(nulls)] == sorted(counts[: len(counts) - bool(nulls)], reverse=True)
        assert [line.xpath(".//svg")[0].get("class") for line in lines].count("bar-of silent") == bool(nulls)
    assert "The Severn Deanery0" in words(document.get_element_by_id("by-programme").getparent())


def test_a_bar_leads_to_its_rows(current: Inputs) -> None:
    """The filter behind # names a value of the field that as many rows have as the bar says."""
    document, rows = _participants(current), current.table("participants")
    links = document.xpath("//section[.//*[@id='by-grade']]//tbody/tr")
    for line in links:
        table, _, view = line.xpath(".//a/@href")[0].partition("#")
        ((key, (value,)),) = parse_qs(view).items()
        chosen = rows.filter(pl.col("grade").is_null()) if key == "null.grade" else rows.filter(grade=value)
        assert (table, chosen.height) == ("tables/participants.html", int(words(line.xpath("./td")[0])))


def test_the_matrix_counts_pairs(current: Inputs) -> None:
    """Cells and both sums are those of the table."""
    document, rows = _participants(current), current.table("participants")
    table = document.get_element_by_id("matrix").getparent().xpath(".//table")[0]
    body = [[int(words(cell)) for cell in row.xpath("./td")] for row in table.xpath("./tbody/tr")]
    pairs = rows.group_by("programme_id", "grade").len()

    assert sorted(cell for row in body[:-1] for cell in row[:-1] if cell) == sorted(pairs["len"])
    assert all(sum(row[:-1]) == row[-1] for row in body)
    assert body[-1][-1] == rows.height
    assert [sum(column) for column in zip(*body[:-1], strict=True)] == body[-1]


def test_nobody_makes_no_plot(odd: Inputs) -> None:
    """A release without participants says so."""
    assert "This release has no participants." in words(_participants(odd))


def test_no_page_of_counts_has_a_name(current: Inputs) -> None:
    """The pages of programmes and of participants count people and name none."""
    text = words(_participants(current)) + words(_programmes(current))
    people = [*current.table("participants")["name"], *current.table("stakeholders")["name"]]

    assert len(people) > 30
    assert not [name for name in people if name in text]


def test_the_first_page_has_the_numbers_of_the_tables(current: Inputs) -> None:
    """Counts, a discrepancy with both statements, an example with its page, every source with edition and licence."""
    (page,) = home.pages(current)
    document = read(page, current)
    figures = {
        words(one.xpath("./dt")[0]): words(one.xpath("./dd")[0]) for one in document.xpath("//dl[@class='figures']/div")
    }
    row = current.table("discrepancies").filter(rule="count_differs").row(0, named=True)

    assert figures == {
        "programmes": f"{current.table('programmes').height:,}",
        "participants": f"{current.table('participants').height:,}",
        "places in print": f"{current.table('evidence').height:,}",
        "discrepancies": f"{current.table('discrepancies').height:,}",
    }
    assert [words(side.xpath("./p")[0]) for side in document.xpath("//div[@class='against']/blockquote")] == [
        row["statement_a"],
        row["statement_b"],
    ]
    example = document.xpath("//figure[contains(@class, 'printed')]")[0]
    quoted = current.table("evidence").filter(table="programmes", row_id="darzi-fellowships", field="duration_months")
    assert words(example.xpath(".//q")[0]) in quoted["quote"].to_list()
    assert f"page {quoted['page'][0]} of" in words(example) or any(
        f"page {page} of" in words(example) for page in quoted["page"]
    )
    assert "12 months" in words(example)
    for source in current.table("sources").iter_rows(named=True):
        line = next(
            words(one) for one in document.xpath("//table[@class='sources']/tbody/tr") if source["title"] in words(one)
        )
        assert "restated edition" in line
        assert (source["licence"] or "not stated") in line


def test_the_first_page_holds_without_anything_to_show(odd: Inputs) -> None:
    """No example, no discrepancy, no participants: the page says what there is."""
    (page,) = home.pages(odd)
    document = read(page, odd)

    assert not document.xpath("//figure | //div[@class='against']")
    assert "5" in words(document.xpath("//dl[@class='figures']")[0])


def test_lines_without_a_statement_are_left_out(current: Inputs) -> None:
    """An attribute that no source states has no line, but for those that every programme has a column for."""
    made = comparison(current, current.table("programmes").to_dicts(), {})

    assert all(any(cell.statements for cell in line.cells) for line in made)
