"""The pages of coverage and of releases say what the release says, and nobody is named who is left out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from conftest import reseal
from odd_release import MARKUP, PROCESSED, inputs_of, odd_release, read, with_rows, words

from leaddata.pipeline.site import coverage, history
from leaddata.pipeline.site.nouns import Asset, Inputs, Page

NAME = "Zebedee Quillfeather"


def _coverage(inputs: Inputs) -> Page:
    (page,) = coverage.pages(inputs)
    return page


def _history(inputs: Inputs) -> tuple[Page, list[Asset]]:
    made = list(history.pages(inputs))
    (page,) = [one for one in made if isinstance(one, Page)]
    return page, [one for one in made if isinstance(one, Asset)]


def _releases(root: Path, *versions: str) -> Path:
    """Copy the releases of this repository that are named to *root*, the last of them as the current one."""
    for version in versions:
        shutil.copytree(PROCESSED / "releases" / version, root / "releases" / version)
        reseal(root, version, descriptor=False)
    return root


def _versions() -> list[str]:
    return list(json.loads((PROCESSED / "current.json").read_text(encoding="utf-8"))["releases"])


def _redact(root: Path, version: str, rows: Sequence[tuple[str, str]]) -> None:
    """Add tombstones to the release."""
    path = root / "releases" / version / "redactions.parquet"
    schema = pl.read_parquet_schema(path)
    stones = [
        {**dict.fromkeys(schema), "redaction_id": f"{number:016x}", "table": table, "row_id": row_id, "ground": "request",
         "source_id": "kings_fund_2012", "part": 1}
        for number, (table, row_id) in enumerate(rows)
    ]  # fmt: skip
    pl.DataFrame(stones, schema=schema).write_parquet(path)
    reseal(root, version)


def _change(root: Path, version: str, table: str, **differences: object) -> None:
    """Put differences of a table into a release's own list of them."""
    path = root / "releases" / version / "changes.json"
    changes = json.loads(path.read_text(encoding="utf-8"))
    changes["tables"][table] = {**changes["tables"].get(table, {}), **differences}
    path.write_text(json.dumps(changes), encoding="utf-8")
    reseal(root, version, descriptor=False)


def test_the_matrix_is_that_of_the_table() -> None:
    """Each cell has the share that is stated, rounded down, and what is withheld; a dash stands for no row."""
    inputs = inputs_of(PROCESSED)
    table = inputs.table("coverage")
    document = read(_coverage(inputs), inputs)
    sources = [words(head.xpath("./code")[0]) for head in document.xpath("//table[@id='matrix']/thead//th")[1:]]
    sums = {
        (name, source): (stated, rows, withheld)
        for name, source, stated, rows, withheld in table.group_by("table", "source_id")
        .agg(pl.col("stated", "rows", "withheld").sum())
        .rows()
    }
    lines = document.xpath("//table[@id='matrix']/tbody/tr")

    assert sources == sorted(table["source_id"].unique())
    assert [words(line.xpath("./th")[0]) for line in lines] == sorted(table["table"].unique())
    for line in lines:
        for source, cell in zip(sources, line.xpath("./td"), strict=True):
            found = sums.get((words(line.xpath("./th")[0]), source))
            if found is None:
                assert words(cell) == "–no row printed"
                continue
            stated, rows, withheld = found
            assert words(cell).startswith(f"{100 * stated // rows} % of {rows:,} cells stated")
            assert (f"{withheld:,} withheld" in words(cell)) == bool(withheld)
            assert ("fill-4" in cell.get("class")) == (stated == rows)
            assert ("fill-0" in cell.get("class")) == (stated == 0)


def test_every_field_of_every_table_has_its_counts() -> None:
    """The matrix of each table's fields has a line for each field, with the counts of each source."""
    inputs = inputs_of(PROCESSED)
    document = read(_coverage(inputs), inputs)
    shown = {}
    for box in document.xpath("//details[@class='fields-of']/div"):
        table = box.get("id").removeprefix("fields-")
        sources = [words(code) for code in box.xpath(".//thead//code")]
        for line in box.xpath(".//tbody/tr"):
            for source, cell in zip(sources, line.xpath("./td"), strict=True):
                shown[table, words(line.xpath("./th")[0]), source] = words(cell)
    rows = inputs.table("coverage").to_dicts()

    assert len(shown) >= len(rows)
    for row in rows:
        said = shown[row["table"], row["field"], row["source_id"]]
        assert said.startswith(f"{row['stated']} of {row['rows']} rows stated")
        assert (f"{row['withheld']} withheld" in said) == bool(row["withheld"])


def test_redacted_values_are_told_from_those_not_stated(tmp_path: Path) -> None:
    """What named a person who is left out is counted in a mark of its own, at the field and at the table."""
    rows = [
        {"coverage_id": f"t.{field}.s", "table": "participants", "field": field, "source_id": "kings_fund_2012", "rows": 10,
         "stated": stated, "not_stated": 1, "withheld": 0, "redacted": 9 - stated}
        for field, stated in (("job", 8), (MARKUP, 0))
    ]  # fmt: skip
    inputs = inputs_of(with_rows(tmp_path, {"coverage": rows}))
    document = read(_coverage(inputs), inputs)

    assert words(document.xpath("//table[@id='matrix']/tbody/tr/td")[0]) == "40 % of 20 cells stated 10 redacted"
    assert [words(cell) for cell in document.xpath("//details//td")] == [
        "0 of 10 rows stated 9 redacted",
        "8 of 10 rows stated 1 redacted",
    ]
    assert MARKUP in [words(head) for head in document.xpath("//details//tbody//th")]


def test_no_coverage_no_matrix(tmp_path: Path) -> None:
    """A release without the table says so."""
    inputs = inputs_of(odd_release(tmp_path))

    assert "This release has no table of coverage." in words(read(_coverage(inputs), inputs))


def test_each_release_has_its_counts_and_its_differences() -> None:
    """Newest first, with the rows of each table that has another number, and every difference of changes.json."""
    inputs = inputs_of(PROCESSED)
    page, assets = _history(inputs)
    steps = page.content["steps"]
    versions = _versions()

    assert [step.version for step in steps] == versions[::-1]
    assert [step.previous for step in steps] == [*versions[-2::-1], None]
    for step, version in zip(steps, versions[::-1], strict=True):
        folder = PROCESSED / "releases" / version
        changes = json.loads((folder / "changes.json").read_text(encoding="utf-8"))
        counts = {name: after for name, before, after in step.counts if before is None}
        assert counts == changes["tables_added"]
        assert step.size == changes["size"]
        for name, shown, count in step.tables:
            listed = changes["tables"][name]
            assert count == sum(len(value) for value in listed.values() if isinstance(value, list)) + sum(
                value is True for value in listed.values()
            )
            assert len(shown) == min(count, 200)
    files = {path for step in steps for _, path in step.files}
    assert {asset.path for asset in assets} == {path for path in files if not path.startswith("release/")}
    assert f"releases/{versions[0]}/CHANGES.md" in files
    document = read(page, inputs)
    assert [words(head).split()[0] for head in document.xpath("//li[@class='step']/h2")] == versions[::-1]


def test_more_differences_than_a_page_can_hold_are_counted(tmp_path: Path) -> None:
    """Of thousands of rows the first are listed, with a link to the file that has all; markup stands as text."""
    *_, before, version = _versions()
    root = _releases(tmp_path, before, version)
    _change(root, version, "posts", rows_added=[MARKUP, *map(str, range(5_000))], cells_changed=[
        {"row_id": "a/b", "field": "title", "before": MARKUP, "after": None},
        {"row_id": "a/c", "field": "summary", "before": None, "after": None},
        {"row_id": "a/d", "field": "audience", "before": ["x", "y"], "after": ["x"]},
    ])  # fmt: skip
    inputs = inputs_of(root)
    page, _ = _history(inputs)
    document = read(page, inputs)
    box = next(one for one in document.xpath("//details") if words(one).startswith("posts"))

    assert "The first 200 of 5,00" in words(box)
    assert len(box.xpath(".//li")) == 200
    assert MARKUP in words(box)
    assert not document.xpath("//main//script")


def test_differences_of_cells_are_before_and_after(tmp_path: Path) -> None:
    """A cell shows both values; null as such; a text that is not passed on shows none."""
    version = _versions()[-1]
    root = _releases(tmp_path, version)
    _change(root, version, "cohorts", cells_changed=[
        {"row_id": "a/b", "field": "role", "before": MARKUP, "after": None},
        {"row_id": "a/c", "field": "statement_printed", "before": None, "after": None},
        {"row_id": "a/d", "field": "role", "before": ["x", "y"], "after": ["x"]},
    ])  # fmt: skip
    inputs = inputs_of(root)
    lines = next(
        one for one in read(_history(inputs)[0], inputs).xpath("//details") if words(one).startswith("cohorts")
    ).xpath(".//li")

    assert [words(line)[-len(end) :] for line, end in zip(lines, (f"role a/b: {MARKUP} → null", "statement_printed a/c", "role a/d: x; y → x"), strict=True)] == [
        f"role a/b: {MARKUP} → null",
        "statement_printed a/c",
        "role a/d: x; y → x",
    ]  # fmt: skip


def test_what_an_older_release_changed_is_not_shown_once_somebody_is_left_out(tmp_path: Path) -> None:
    """Its files may name the person: no difference of it, and none of its files, only counts; why is said."""
    first, second, *_, version = _versions()
    root = _releases(tmp_path, first, second, version)
    _change(
        root, second, "participants", cells_changed=[{"row_id": "p1", "field": "name", "before": NAME, "after": "x"}]
    )
    _redact(root, version, [("participants", "p1")])
    inputs = inputs_of(root)
    page, assets = _history(inputs)
    text = words(read(page, inputs))

    assert NAME not in text
    assert not [asset for asset in assets if NAME.encode() in asset.content]
    assert not assets
    assert text.count("Since this release somebody has been left out.") == 2
    latest, *older = page.content["steps"]
    assert not latest.silence
    assert not any(step.tables or step.files for step in older)
    assert older[0].counts


def test_it_is_shown_where_it_leaves_out_the_same(tmp_path: Path) -> None:
    """A release made after the decision has no name to hide."""
    *_, version = _versions()
    root = _releases(tmp_path, version)
    shutil.copytree(root / "releases" / version, root / "releases" / "9.0.0")
    package = root / "releases" / "9.0.0" / "datapackage.json"
    package.write_text(
        package.read_text(encoding="utf-8").replace(f'"version": "{version}"', '"version": "9.0.0"'), encoding="utf-8"
    )
    for one in (version, "9.0.0"):
        _redact(root, one, [("participants", "p1")])
    inputs = inputs_of(root)

    assert inputs.release.version == "9.0.0"
    assert not [step for step in _history(inputs)[0].content["steps"] if step.silence]


@pytest.mark.parametrize("fault", ["changed", "gone"])
def test_a_release_that_is_not_as_published_is_not_shown(tmp_path: Path, fault: str) -> None:
    """One file with another byte, or no folder: the page says so, and takes nothing from it."""
    first, *_, version = _versions()
    root = _releases(tmp_path, first, version)
    if fault == "changed":
        (root / "releases" / first / "CHANGES.md").write_text(NAME, encoding="utf-8")
    else:
        shutil.rmtree(root / "releases" / first)
    inputs = inputs_of(root)
    page, assets = _history(inputs)
    step = page.content["steps"][-1]

    assert step.version == first
    assert not assets
    assert not step.files
    assert {"changed": "not as they were published", "gone": "not at hand"}[fault] in words(read(page, inputs))


def test_a_release_without_a_list_of_differences_says_so(tmp_path: Path) -> None:
    """An older release may lack the file."""
    first, *_, version = _versions()
    root = _releases(tmp_path, first, version)
    (root / "releases" / first / "changes.json").unlink()
    reseal(root, first, descriptor=False)
    reseal(root, version, descriptor=False)

    assert _history(inputs_of(root))[0].content["steps"][-1].silence == "This release has no list of its differences."


def test_what_describes_a_release_is_told(tmp_path: Path) -> None:
    """A step whose tables are the same says which of the files that describe it are others."""
    *_, version = _versions()
    root = _releases(tmp_path, version)
    path = root / "releases" / version / "changes.json"
    changes = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(
        json.dumps({**changes, "descriptions": {"croissant.json": "new", "<i>": "reworded"}}), encoding="utf-8"
    )
    reseal(root, version, descriptor=False)
    inputs = inputs_of(root)

    assert "Files that describe the release: croissant.json new, <i> reworded." in words(
        read(_history(inputs)[0], inputs)
    )
