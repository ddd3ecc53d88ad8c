"""The loader, on a small release of invented facts."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import REPOSITORY, make_release

import leaddata
from leaddata import installed
from leaddata.citation import STYLES, bibtex
from leaddata.errors import ReleaseError, TamperedError, UnknownReleaseError, UnknownRowError, UsageError
from leaddata.places import withheld_texts


def test_import_is_light() -> None:
    """A fresh interpreter that imports leaddata has loaded nothing but the standard library."""
    heavy = {"click", "lxml", "pandas", "pandera", "pdfplumber", "polars", "prefect", "yaml"}
    script = "import sys, leaddata; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()

    assert "leaddata" in loaded
    assert not heavy & set(loaded)


def test_import_reads_three_small_modules() -> None:
    """What `import leaddata` adds to Python's start are names; all else is loaded when it is asked for."""
    script = "import sys; before = set(sys.modules); import leaddata; print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()

    assert [name for name in loaded if name.startswith("leaddata")] == [
        "leaddata",
        "leaddata.public_names",
        "leaddata.table_names",
    ]
    assert set(loaded) - {"leaddata", "leaddata.public_names", "leaddata.table_names"} <= {
        *("_frozen_importlib_external", "_imp", "_warnings", "importlib", "importlib._bootstrap"),
        *("importlib._bootstrap_external", "warnings"),
    }


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


def test_a_null_text_is_withheld_only_where_there_is_one() -> None:
    """A quotation has words that are not passed on; an article that sums up no programme has no summary to withhold."""
    quotation = leaddata.trace("quotations", leaddata.load("quotations")["quotation_id"][0])
    programme = leaddata.trace("programmes", "ahp-leadership-fellows")

    assert {"text", "text_edition"} == set(quotation.withheld)
    assert ((), True) == (programme.withheld, {"summary", "text_edition"} <= set(programme.silent))
    fact = leaddata.load("outside_facts").filter(pl.col("source_id").is_null()).row(0, named=True)
    assert not leaddata.trace("outside_facts", fact["outside_fact_id"]).withheld
    resource = {"schema": {"fields": [{"name": "a", "rights": "expression"}, {"name": "b", "rights": "fact"}]}}
    assert {"a", "text_edition"} == withheld_texts({"a": None, "b": 1}, resource, ["original"])


def test_trace_by_path(releases: Path) -> None:
    """In a medium without pages the place is a path."""
    assert leaddata.trace("participants", "p.002", "name")[0].place == "/html/body/p[2]"


def test_trace_of_what_is_not_there(releases: Path) -> None:
    """An unknown row or field is an error that suggests the one meant."""
    with pytest.raises(UnknownRowError, match=r"did you mean 'p\.001'"):
        leaddata.trace("participants", "p.0001")
    for row_id in (1, None):
        with pytest.raises(UnknownRowError, match=f"expected the id of a row, got {row_id}: see"):
            leaddata.trace("participants", row_id)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="did you mean 'name'"):
        leaddata.trace("participants", "p.001", "nam")


def test_cite(releases: Path) -> None:
    """Each style cites title, version and the recorded hash; another style is an error that suggests one."""
    digest = json.loads((releases / "current.json").read_text(encoding="utf-8"))["sha256"]

    assert leaddata.cite() == (
        "@misc{leaddata_1_0_0,\n"
        "  author = {{The leaddata contributors}},\n"
        "  title = {{Made up}},\n"
        "  year = {2001},\n"
        "  howpublished = {\\url{https://example.org}},\n"
        "  url = {https://example.org},\n"
        "  version = {1.0.0},\n"
        f"  note = {{Data set, version 1.0.0, sha256 {digest}}}\n"
        "}"
    )
    assert leaddata.cite("apa") == (
        f"The leaddata contributors (2001). Made up (Version 1.0.0; sha256 {digest}) [Data set]. https://example.org"
    )
    assert leaddata.cite("cff").startswith(
        f"cff-version: 1.2.0\nidentifiers:\n- type: other\n  value: sha256:{digest}\n"
    )
    (entry,) = json.loads(leaddata.cite("csl"))
    assert ([[2001, 2, 3]], f"sha256 of SHA256SUMS: {digest}") == (entry["issued"]["date-parts"], entry["note"])
    assert ["TY  - DATA", "ER  - "] == leaddata.cite("ris").splitlines()[:: len(leaddata.cite("ris").splitlines()) - 1]
    for style in STYLES:
        assert "1.0.0" in leaddata.cite(style) or style == "cff"
        assert digest in leaddata.cite(style)
    with pytest.raises(UsageError, match="did you mean 'bibtex'"):
        leaddata.cite("bibtx")


def test_what_tex_would_read_is_escaped() -> None:
    """Signs that mean something to TeX are written so that they mean themselves; several authors are several."""
    package = {"title": "A & B_1 {x} 5%", "version": "1", "contributors": [{"title": "C & D"}, {"title": "E"}]}

    assert "title = {{A \\& B\\_1 \\{x\\} 5\\%}}" in bibtex(package)
    assert "author = {{C \\& D} and {E}}" in bibtex(package)


def test_no_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a release the error says how to make one."""
    monkeypatch.setattr(leaddata.installed, "_ROOTS", (tmp_path / "a", tmp_path / "b"))

    with pytest.raises(ReleaseError, match="expected a release, got none: run `make refresh`"):
        leaddata.tables()
    with pytest.raises(UnknownReleaseError, match="got no such folder"):
        leaddata.verify(tmp_path / "c")


def test_older_release_from_the_same_folder(releases: Path) -> None:
    """version= takes an older release beside the current one, and knows it by its own hashes."""
    make_release(releases, "1.1.0")

    assert leaddata.load("sources", version="1.0.0").height == 1
    with pytest.raises(
        UnknownReleaseError, match=r"expected one of the releases at hand \(1\.0\.0, 1\.1\.0\), got '9\.9\.9'"
    ):
        leaddata.load("sources", version="9.9.9")


def test_older_release_from_another_folder(releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """LEADDATA_RELEASES names a folder of releases, in either layout."""
    make_release(tmp_path / "archive", "0.9.0")
    for folder in (tmp_path / "archive", tmp_path / "archive" / "releases"):
        monkeypatch.setenv("LEADDATA_RELEASES", str(folder))
        assert leaddata.load("sources", version="0.9.0").height == 1


@pytest.mark.parametrize(("named", "what"), [("", "has none of that version"), ("nowhere", "is no folder")])
def test_where_older_releases_were_looked_for_is_told(
    releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, what: str
) -> None:
    """A folder that was named, but has no such release or is none, is in the message."""
    monkeypatch.setenv("LEADDATA_RELEASES", str(tmp_path / named))
    with pytest.raises(ReleaseError, match=rf"LEADDATA_RELEASES names '.*{named}', which {what}"):
        leaddata.load("participants", version="9.9.9")


def test_the_folder_of_the_user_is_known(releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``~`` stands for it where no shell has put it in."""
    shutil.copytree(releases / "releases" / "1.0.0", tmp_path / "home" / "old" / "0.9.0")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("LEADDATA_RELEASES", "~/old")

    assert "0.9.0" == installed.open_release("0.9.0").version


@pytest.mark.parametrize("version", ["../1.0.0", "", "/etc", ".staging"])
def test_version_is_not_a_path(releases: Path, version: str) -> None:
    """A version cannot lead out of the folder of releases."""
    with pytest.raises(UsageError, match="expected a version"):
        leaddata.load("sources", version=version)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ("job", r"expected a list of columns, got the text 'job': write columns=\['job'\]"),
        ([], "expected at least one column, got none: leave columns out for all of them"),
        (["job", "name", "job"], "expected each column once, got 'job' twice"),
        (["Job"], r"got 'Job': did you mean 'job'\?"),
        ([3], "got 3: the fields are participant_id, "),
        (3, "expected a list of columns, got 3"),
    ],
)
def test_columns_that_no_table_can_give(releases: Path, columns: Any, words: str) -> None:
    """No columns, one twice, a text for a list: each is an error that says what to write."""
    for lazy in (False, True):
        with pytest.raises(UsageError, match=words):
            leaddata.load("participants", columns=columns, lazy=lazy)


def test_columns_may_come_from_any_collection(releases: Path) -> None:
    """A tuple, a polars column of names, or what is made on the way, is as good as a list."""
    asked = ["job", "name"]
    for columns in (tuple(asked), pl.Series(asked), (name for name in asked), dict.fromkeys(asked)):
        assert leaddata.load("participants", columns=columns).columns == asked  # type: ignore[arg-type]


def test_without_names_a_lazy_table_is_the_same(releases: Path) -> None:
    """names=False and lazy=True together give a LazyFrame of what names=False gives."""
    for table in leaddata.tables():
        lazy = leaddata.load(table, names=False, lazy=True)

        assert isinstance(lazy, pl.LazyFrame)
        assert lazy.collect().equals(leaddata.load(table, names=False))


@pytest.mark.parametrize("name", [None, 3, ["participants"], b"participants", ""])
def test_what_is_no_name_is_an_unknown_table(releases: Path, name: Any) -> None:
    """Whatever is given for a name, the error says what was got and which tables there are, or is meant."""
    with pytest.raises(
        leaddata.UnknownTableError, match=r"the tables are evidence, participants|did you mean .participants.\?"
    ):
        leaddata.load(name)


@pytest.mark.parametrize("version", ["latest", "current", 1.0, "v1.0.0"])
def test_a_version_that_is_not_there(releases: Path, version: Any) -> None:
    """An error names the releases at hand, and says how to have the current one."""
    with pytest.raises(ReleaseError, match=r"at hand \(1\.0\.0\), got '.*': leave it out for the current one"):
        leaddata.load("participants", version=version)


def test_a_field_for_a_table_suggests_the_table(releases: Path) -> None:
    """Where a field was named instead of a table, the error says which tables have it."""
    with pytest.raises(leaddata.UnknownTableError, match="got 'word_count': it is a field of participants"):
        leaddata.load("word_count")
    with pytest.raises(leaddata.UnknownTableError, match="it is a field of participants, snapshots, sources"):
        leaddata.load("source_id")


def test_threads_may_load_at_once(releases: Path) -> None:
    """Twenty threads that load the first table of a process all get it."""
    script = """
import concurrent.futures, leaddata
with concurrent.futures.ThreadPoolExecutor(20) as pool:
    found = list(pool.map(lambda _: leaddata.load("participants").height, range(40)))
assert len(found) == 40 and len(set(found)) == 1
"""
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize("method", ["spawn", "fork", "forkserver"])
def test_a_pool_of_processes_may_load(method: str, tmp_path: Path) -> None:
    """Child processes load tables, whichever way they are started, and an error of ours comes back whole."""
    script = tmp_path / "pool.py"
    script.write_text(
        f"""
import multiprocessing, leaddata

def rows(name):
    return leaddata.load(name).height

if __name__ == "__main__":
    with multiprocessing.get_context({method!r}).Pool(2) as pool:
        assert pool.map(rows, ["participants", "sources"]) == pool.map(rows, ["participants", "sources"])
        try:
            pool.map(rows, ["particpants"])
        except leaddata.UnknownTableError as error:
            assert str(error).endswith("did you mean 'participants'?") and error.exit_code == 2, error
            print("ended")
""",
        encoding="utf-8",
    )
    ended = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=60)

    assert ended.stdout == "ended\n"


def test_every_error_comes_back_from_a_pickle(releases: Path) -> None:
    """An error that was pickled has the same message, place and next step, and problems where it has some."""
    (releases / "releases" / "1.0.0" / "sources.parquet").write_bytes(b"")
    (releases / "releases" / "1.0.0" / "evidence.parquet").write_bytes(b"")
    with pytest.raises(TamperedError) as tampered:
        leaddata.verify()
    again = pickle.loads(pickle.dumps(tampered.value))

    assert str(again) == str(tampered.value)
    assert (again.at, again.next_step) == (tampered.value.at, tampered.value.next_step)
    assert [str(problem) for problem in again.problems] == [str(problem) for problem in tampered.value.problems]
    assert len(again.problems) == 2
    assert isinstance(pickle.loads(pickle.dumps(UnknownRowError("t", "a", ["b"]))), KeyError)


def test_without_docstrings_and_asserts(releases: Path) -> None:
    """`python -OO`, which leaves out docstrings and asserts, gives the same."""
    script = "import leaddata; print(leaddata.participants().height, len(leaddata.tables()), repr(leaddata.cite())[:5])"
    told = [
        subprocess.run([sys.executable, *flags, "-c", script], capture_output=True, text=True, check=True).stdout
        for flags in ((), ("-OO",))
    ]

    assert told[0] == told[1]


def test_a_folder_of_any_name(tmp_path: Path) -> None:
    """A package that lies below blanks, brackets and letters of any script is found, and its tables are read."""
    folder = tmp_path / "mein Ordner [1] für 数据 *"
    shutil.copytree(REPOSITORY / "src" / "leaddata", folder / "src" / "leaddata")
    shutil.copytree(REPOSITORY / "data" / "processed", folder / "data" / "processed")
    script = "import leaddata; print(sum(leaddata.load(name).height for name in leaddata.tables())); leaddata.verify()"
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONIOENCODING": "utf-8"}
    ended = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)

    assert int(ended.stdout) == sum(leaddata.load(name).height for name in leaddata.tables())


def test_a_zip_file_says_to_install_it(tmp_path: Path) -> None:
    """From a zip file on the path the package is imported, and the first table says what to do instead."""
    archive = shutil.make_archive(str(tmp_path / "leaddata"), "zip", REPOSITORY / "src", "leaddata")
    script = (
        f"import sys; sys.path.insert(0, {archive!r}); import leaddata; print(leaddata.__file__); leaddata.tables()"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert archive in ended.stdout
    assert "a zip file cannot be read from: install it with pip" in ended.stderr


def test_without_verification_a_new_release_is_seen(releases: Path) -> None:
    """verify=False knows the release again by a glance, and reads the next one as soon as it is the current one."""
    folder = releases / "releases" / "1.0.0"
    time.sleep(2.1)  # so young files are not known again
    assert leaddata.load("participants", verify=False).height == 2
    assert leaddata.load("participants", verify=False).height == 2
    make_release(releases, "1.1.0")
    (folder / "participants.parquet").unlink()

    assert leaddata.load("participants", verify=False).height == 2
