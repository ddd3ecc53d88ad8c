"""The loader, on a small release of invented facts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from conftest import make_release

import leaddata
from leaddata.errors import ReleaseError, UnknownRowError, UsageError


def test_import_is_light() -> None:
    """A fresh interpreter that imports leaddata has loaded nothing but the standard library."""
    heavy = {"click", "lxml", "pandas", "pandera", "pdfplumber", "polars", "prefect", "yaml"}
    script = "import sys, leaddata; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()

    assert "leaddata" in loaded
    assert not heavy & set(loaded)


def test_tables_are_those_of_the_release(releases: Path) -> None:
    """Every table of the descriptor is listed, by alphabet."""
    assert ["evidence", "participants", "snapshots", "sources"] == leaddata.tables()


def test_load_returns_all_rows_typed(releases: Path) -> None:
    """A table comes as a DataFrame with its types, nulls and lists."""
    frame = leaddata.load("participants")

    assert ["Ann Öther", "Bo Example"] == frame["name"].to_list()
    assert pl.List(pl.String) == frame.schema["roles"]
    assert frame["word_count"].to_list() == [3, None]


def test_load_takes_columns_in_the_order_asked(releases: Path) -> None:
    """Columns come in the order in which they are named."""
    assert ["job", "participant_id"] == leaddata.load("participants", columns=["job", "participant_id"]).columns


def test_lazy_load_is_scan(releases: Path) -> None:
    """lazy=True and scan() give the same LazyFrame."""
    lazy = leaddata.load("participants", lazy=True)

    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.collect().equals(leaddata.scan("participants").collect())


@pytest.mark.parametrize(
    ("wrong", "meant"), [("participant", "participants"), ("Sources", "sources"), ("snapshot", "snapshots")]
)
def test_unknown_table_suggests_the_one_meant(releases: Path, wrong: str, meant: str) -> None:
    """A misspelt table is a KeyError that names the table meant."""
    with pytest.raises(leaddata.UnknownTableError, match=f"did you mean '{meant}'"):
        leaddata.load(wrong)
    with pytest.raises(KeyError):
        leaddata.describe(wrong)


def test_unknown_column_suggests_the_one_meant(releases: Path) -> None:
    """A misspelt column is an error before anything is read."""
    with pytest.raises(UsageError, match=r"expected a field of participants, got 'jbo': did you mean 'job'\?"):
        leaddata.load("participants", columns=["jbo"])


def test_without_names_the_columns_that_name_a_person_are_gone(releases: Path) -> None:
    """names=False leaves out the personal columns, since null says that the source does not, and leaves the rest."""
    frame, full = leaddata.load("participants", names=False), leaddata.load("participants")

    assert frame.equals(full.drop("name"))
    assert leaddata.scan("participants", names=False).collect().equals(frame)
    assert ["job", "participant_id"] == leaddata.load(
        "participants", names=False, columns=["job", "participant_id"]
    ).columns


def test_a_name_cannot_be_asked_for_and_left_out(releases: Path) -> None:
    """A column that names a person is an error with names=False, not a column of nulls."""
    with pytest.raises(UsageError, match="expected columns that name no person, got 'name': leave it out"):
        leaddata.load("participants", names=False, columns=["job", "name"])


def test_without_names_no_quote_prints_a_name(releases: Path) -> None:
    """The evidence of a name is gone, a quote of another cell that prints it is null with its hash; others stay."""
    frame = leaddata.load("evidence", names=False)

    assert "Öther" not in str(frame.to_dicts())
    assert "Example" not in str(frame.to_dicts())
    assert frame.filter(field="job")["quote"].to_list() == ["Registrar"]
    assert frame["evidence_id"].to_list() == ["e2", "e3"]
    assert frame.columns == leaddata.load("evidence").columns
    assert frame.filter(field="word_count").select("quote", "quote_sha256").row(0) == (None, None)


def test_describe_reads_like_a_dictionary_page(releases: Path) -> None:
    """A description prints title, rows, every field with its meaning, and the keys."""
    text = str(leaddata.describe("participants"))

    assert text.startswith("participants: Participants, 2 rows")
    for words in ("never null", "words", "names a person", "one of Registrar, Consultant", "expression"):
        assert words in text
    assert "foreign key: source_id -> sources.source_id" in text
    assert text == repr(leaddata.describe("participants"))


def test_trace_of_a_field(releases: Path) -> None:
    """A traced field has value, printed text, source, edition, page and box."""
    (spot,) = leaddata.trace("participants", "p.001", "job")

    assert (spot.value, spot.quote, spot.page) == ("Registrar", "Registrar", 3)
    assert spot.box == (200.0, 100.0, 260.0, 111.0)
    assert (spot.source_title, spot.edition) == ("A report made up", "restated")
    assert "page 3, box (200.0, 100.0, 260.0, 111.0)" in str(spot)


def test_trace_of_a_row(releases: Path) -> None:
    """A traced row lists its cells in the order of the schema, then those that the source does not fill."""
    found = leaddata.trace("participants", "p.001")

    assert ["name", "job", "word_count"] == [spot.field for spot in found]
    assert len(found) == 3
    assert found[2].lines == (4, 5)
    assert found.withheld == ("remark",)
    assert "lines 4-5" in str(found)


def test_trace_of_a_null_says_that_the_source_is_silent(releases: Path) -> None:
    """A null cell has no spot, and the trace says why."""
    found = leaddata.trace("participants", "p.002", "job")

    assert not found
    assert found.silent == ("job",)
    assert "job = None: the source does not say" in str(found)


def test_trace_by_path(releases: Path) -> None:
    """In a medium without pages the place is a path."""
    assert leaddata.trace("participants", "p.002", "name")[0].place == "/html/body/p[2]"


def test_trace_of_what_is_not_there(releases: Path) -> None:
    """An unknown row or field is an error that suggests the one meant."""
    with pytest.raises(UnknownRowError, match=r"did you mean 'p\.001'"):
        leaddata.trace("participants", "p.0001")
    with pytest.raises(UsageError, match="did you mean 'name'"):
        leaddata.trace("participants", "p.001", "nam")


def test_cite(releases: Path) -> None:
    """Each style cites title and version; another style is an error that suggests one."""
    assert leaddata.cite().startswith("@misc{leaddata_1_0_0,\n  author = {{The leaddata contributors}},")
    assert leaddata.cite("apa") == (
        "The leaddata contributors (2001). Made up (Version 1.0.0) [Data set]. https://example.org"
    )
    assert leaddata.cite("cff") == "cff-version: 1.2.0"
    with pytest.raises(UsageError, match="did you mean 'bibtex'"):
        leaddata.cite("bibtx")


def test_no_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a release the error says how to make one."""
    monkeypatch.setattr(leaddata.installed, "_ROOTS", (tmp_path / "a", tmp_path / "b"))

    with pytest.raises(ReleaseError, match="expected a release, got none: run `make refresh`"):
        leaddata.tables()
    with pytest.raises(ReleaseError, match="got no such folder"):
        leaddata.verify(tmp_path / "c")


def test_older_release_from_the_same_folder(releases: Path) -> None:
    """version= takes an older release beside the current one, and knows it by its own hashes."""
    make_release(releases, "1.1.0")

    assert leaddata.load("sources", version="1.0.0").height == 1
    with pytest.raises(ReleaseError, match=r"expected one of the releases at hand \(1\.0\.0, 1\.1\.0\), got '9\.9\.9'"):
        leaddata.load("sources", version="9.9.9")


def test_older_release_from_another_folder(releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LEADDATA_RELEASES names a folder of releases, in either layout."""
    make_release(tmp_path / "archive", "0.9.0")
    for folder in (tmp_path / "archive", tmp_path / "archive" / "releases"):
        monkeypatch.setenv("LEADDATA_RELEASES", str(folder))
        assert leaddata.load("sources", version="0.9.0").height == 1


@pytest.mark.parametrize("version", ["../1.0.0", "", "/etc", ".staging"])
def test_version_is_not_a_path(releases: Path, version: str) -> None:
    """A version cannot lead out of the folder of releases."""
    with pytest.raises(UsageError, match="expected a version"):
        leaddata.load("sources", version=version)
