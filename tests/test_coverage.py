"""What each source states, does not state, and what is withheld or redacted: counted, shown, and written down."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from conftest import REPOSITORY
from made import BLOG, REPORT, blog_records, both, extraction, snapshot

from leaddata import installed
from leaddata.cli import main
from leaddata.errors import UnknownTableError
from leaddata.matrix import field_matrix, table_matrix
from leaddata.pipeline.assemble import assemble
from leaddata.pipeline.coverage_page import main as write_page
from leaddata.pipeline.publish import publish

KINDS = ("stated", "not_stated", "withheld", "redacted")


def counted(out: Path, *extractions: object) -> pl.DataFrame:
    candidate = assemble(extractions or both(), {}, out)  # type: ignore[arg-type]
    return candidate.tables["coverage"].frame


def test_the_counts_add_up_to_the_rows(tmp_path: Path) -> None:
    """Every field of every printed table is there once for each source that prints rows of it."""
    candidate = assemble(both(), {}, tmp_path)
    coverage = candidate.tables["coverage"].frame

    assert coverage.select(pl.sum_horizontal(KINDS)).to_series().to_list() == coverage["rows"].to_list()
    participants = candidate.tables["participants"].frame
    assert set(participants.columns) == set(coverage.filter(pl.col("table") == "participants")["field"])
    assert {3} == set(coverage.filter(pl.col("table") == "participants")["rows"])
    assert not {"programmes", "sources", "snapshots", "evidence"} & set(coverage["table"])
    for table, field, stated in coverage.select("table", "field", "stated").rows():
        # Only one source prints rows of each of these tables.
        assert stated == candidate.tables[table].frame[field].count()


def test_what_registers_add_is_not_counted(tmp_path: Path) -> None:
    """No source states the identifiers of an organisation, or fails to."""
    coverage = counted(tmp_path).filter(pl.col("table") == "organisations")

    assert {"identification", "kind", "name", "organisation_id", "source_id"} == set(coverage["field"])


def test_what_is_withheld_is_not_taken_for_silence(tmp_path: Path) -> None:
    """A teaser that only the original has counts as withheld, a post without one as not stated."""
    where = snapshot(BLOG, "original")
    first, second, *others = blog_records(where)
    untold = {name: second.readings[name] for name in ("position", "title", "is_featured")}
    records = [first, replace(second, readings=untold), *others]
    coverage = counted(tmp_path, extraction(REPORT), extraction(BLOG, records, where=where))
    cells = {row[0]: row[1:] for row in coverage.filter(table="posts").select("field", *KINDS).rows()}

    assert (0, 1, 1, 0) == cells["teaser"] == cells["text_edition"]
    assert (1, 1, 0, 0) == cells["teaser_sha256"]
    assert (2, 0, 0, 0) == cells["title"]


def test_the_command_shows_a_matrix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tables by sources, or the fields of one table; a table that no source prints is told, and what was meant."""
    publish(assemble(both(), {}, tmp_path), tmp_path)
    monkeypatch.setattr(installed, "_ROOTS", (tmp_path, tmp_path))

    assert 0 == main(["coverage"])
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].split() == ["table", REPORT, BLOG]
    assert next(line for line in shown if line.startswith("posts ")).split()[1] == "-"
    assert 0 == main(["coverage", "participants"])
    assert "name                      3 of 3" in capsys.readouterr().out
    assert 2 == main(["coverage", "participant"])
    assert "did you mean 'participants'?" in capsys.readouterr().err


def test_a_share_is_of_all_cells() -> None:
    """Two fields of four rows, six of these cells stated: three quarters."""
    rows = [("t.a.s", "t", "a", "s", 4, 4, 0, 0, 0), ("t.b.s", "t", "b", "s", 4, 2, 0, 1, 1)]
    names = ("coverage_id", "table", "field", "source_id", "rows", *KINDS)
    coverage = pl.DataFrame(rows, schema=names, orient="row")

    assert [("table", "s"), ("t", "75 %")] == table_matrix(coverage)
    assert [("field", "s"), ("a", "4 of 4"), ("b", "2 of 4, 1 withheld, 1 redacted")] == field_matrix(coverage, "t")
    with pytest.raises(UnknownTableError):
        field_matrix(coverage, "u")


def test_the_page_is_up_to_date(tmp_path: Path) -> None:
    """docs/coverage.md says what a refresh of the repository's documents counts now."""
    target = tmp_path / "coverage.md"
    write_page(["--raw", str(REPOSITORY / "data" / "raw"), "-o", str(target)])

    written = (REPOSITORY / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert target.read_text(encoding="utf-8") == written, "run `python -m leaddata.pipeline.coverage_page`"
