"""Every published cell has a place, and its quote stands there."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

import leaddata
from leaddata.pipeline.refresh import refresh
from leaddata.pipeline.reread import reread
from leaddata.pipeline.schemas import load_schemas

REPOSITORY = Path(__file__).parents[1]
RESTATED = REPOSITORY / "data" / "raw"
ORIGINALS = REPOSITORY.parent / "shared" / "originals"


def publish(raw: Path, out: Path) -> Path:
    assert refresh(raw, out).exit_code == 0
    return out / "releases" / json.loads((out / "current.json").read_text(encoding="utf-8"))["version"]


@pytest.fixture(scope="module")
def restated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a release made from the restated editions."""
    return publish(RESTATED, tmp_path_factory.mktemp("restated"))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a release made from the originals; skip where they are not at hand."""
    if not ORIGINALS.is_dir():
        pytest.skip("the originals are not beside this checkout")
    return publish(ORIGINALS, tmp_path_factory.mktemp("original"))


def test_every_quote_stands_at_its_place(restated: Path) -> None:
    """Each quote is read again from the snapshot's bytes, by other libraries than the readers'."""
    found = reread(RESTATED, restated)

    assert () == found.problems
    assert 0 == found.absent
    assert found.checked > 3000


@pytest.mark.slow
def test_every_quote_of_the_originals_stands_at_its_place(original: Path) -> None:
    """So it is in the text dumps, by lines; sentences of others are withheld, and only those."""
    found = reread(ORIGINALS, original)

    assert () == found.problems
    assert 0 == found.absent
    assert found.checked > 2500


def test_a_new_release_verifies(restated: Path, original: Path) -> None:
    """Of either edition: every count and hash, and every printed text stands in its quote, although verify knows no parser."""
    for release in (restated, original):
        found = leaddata.verify(release)
        assert found.table_count == found.content_count > 20


def test_every_cell_has_evidence(restated: Path) -> None:
    """There is a row of evidence for every cell that is not null, and for no other."""
    evidence = pl.read_parquet(restated / "evidence.parquet")
    told = set(evidence.select("table", "row_id", "field").unique().iter_rows())
    cells = set()
    for name, schema in load_schemas().items():
        if name in {"coverage", "evidence", "quarantine", "redactions"}:
            continue
        frame = pl.read_parquet(restated / f"{name}.parquet")
        key = schema.fields[0].name
        for row in frame.iter_rows(named=True):
            cells |= {(name, row[key], field) for field, value in row.items() if value is not None}

    assert cells == told


def test_a_wrong_place_is_found(restated: Path, tmp_path: Path) -> None:
    """Evidence whose box, path or quote is not right is listed with place, expected and got."""
    evidence = pl.read_parquet(restated / "evidence.parquet")
    names = (pl.col("table") == "participants") & (pl.col("field") == "name")
    moved = evidence.with_columns(
        top=pl.when(names).then(pl.col("top") + 60).otherwise("top"),
        bottom=pl.when(names).then(pl.col("bottom") + 60).otherwise("bottom"),
        quote=pl.when(pl.col("table") == "posts").then(pl.lit("Not there")).otherwise("quote"),
    )
    moved.write_parquet(tmp_path / "evidence.parquet")

    problems = reread(RESTATED, tmp_path).problems

    assert len(problems) >= 20 + 10
    assert any("expected 'Ted Adams', got" in problem for problem in problems)
    assert any(problem.startswith("posts ") and "expected 'Not there'" in problem for problem in problems)


def test_no_sentence_of_others(original: Path) -> None:
    """A release made from originals holds no expression, and no quote of more than eight words that is no fact."""
    for name, schema in load_schemas().items():
        frame = pl.read_parquet(original / f"{name}.parquet")
        for field in schema.fields:
            if field.rights == "expression":
                assert frame[field.name].null_count() == frame.height, f"{name}.{field.name}"


def test_both_editions_publish_the_same_counts_and_hashes(restated: Path, original: Path) -> None:
    """What stands for a passage is the same, whichever edition was read."""
    for name, columns in {
        "quotations": ["quotation_id", "word_count", "text_sha256"],
        "sections": ["section_id", "word_count", "text_sha256"],
        "abstracts": ["abstract_id", "word_count", "text_sha256"],
        "posts": ["post_id", "teaser_word_count", "teaser_sha256"],
        "activities": ["activity_id", "word_count", "text_sha256"],
        "questions": ["question_id", "question_sha256", "answer_sha256"],
    }.items():
        both = [pl.read_parquet(release / f"{name}.parquet", columns=columns) for release in (restated, original)]

        assert both[0].equals(both[1]), name
