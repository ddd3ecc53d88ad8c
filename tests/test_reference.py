"""Facts from elsewhere: the registers are read strictly, and each published value can be read there again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from made import REPORT, extraction, organisation, report_records, snapshot

import leaddata
from leaddata import installed as installed_release
from leaddata.clean.identifiers import parse_ror_id
from leaddata.errors import LeadDataError, SchemaFileError
from leaddata.pipeline import reference as registers
from leaddata.pipeline import reference_files
from leaddata.pipeline.assemble import assemble
from leaddata.pipeline.compare import side
from leaddata.pipeline.publish import publish
from leaddata.pipeline.reference import IDENTIFIERS, identified, registered_cell
from leaddata.pipeline.reference_files import load_reference
from leaddata.pipeline.refresh import refresh
from leaddata.pipeline.release import current_release
from leaddata.pipeline.reread import reread
from leaddata.pipeline.schemas import load_schemas
from leaddata.pipeline.tabulate import tabulate
from leaddata.pipeline.vocabularies import load_vocabularies

REPOSITORY = Path(__file__).parents[1]
RAW = REPOSITORY / "data" / "raw"
# Ids are the repository's: what is not in the vocabulary cannot be in a register.
HEADS = {
    "organisations": "organisation_id,ods_code,ods_name,ods_opened,ods_closed,ods_source,"
    "ror_id,ror_name,ror_status,ror_source,note",
    "outside_facts": "subject,subject_table,subject_id,attribute,value,status,url,note",
    "post_addresses": "position,title,published,url,note",
}
TRUST = "bupa,RZZ,SOME TRUST,2001-04-01,2002-03-31,https://example.org/etr.csv,,,,,"
FACT = "darzi-fellowships,programmes,darzi-fellowships,start_year,2003,found,https://example.org/a,"
POST = "1,A post,2022-01-31,https://example.org/post,"

Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Return a function that writes registers of the given lines, and returns their folder."""

    def write(**rows: str | list[str]) -> Path:
        folder = tmp_path / "reference"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        reference_files._load.cache_clear()
        for name, head in HEADS.items():
            lines = rows.get(name, [])
            body = "".join(f"{line}\n" for line in ([lines] if isinstance(lines, str) else lines))
            (folder / f"{name}.csv").write_text(f"{head}\n{body}", encoding="utf-8")
        return folder

    return write


@pytest.fixture
def installed(written: Write, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Return a function that writes registers and makes them those of the project."""

    def write(**rows: str | list[str]) -> Path:
        folder = written(**rows)
        for module in (registers, reference_files):
            monkeypatch.setattr(module, "reference_folder", lambda: folder)
        return folder

    return write


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a release of the repository's own documents and registers."""
    out = tmp_path_factory.mktemp("out")
    refresh(RAW, out)
    found = current_release(out)
    assert found
    return found.folder


@pytest.mark.parametrize(
    ("table", "line", "place", "message"),
    [
        ("organisations", "bupa,RZZ", " line 2", "expected 11 cells, got 2"),
        ("organisations", TRUST.replace("bupa", "bupah"), "line 2 column organisation_id", "a term of the vocabulary"),
        ("organisations", TRUST.replace("bupa", ""), "line 2 column organisation_id", "got an empty cell"),
        (
            "organisations",
            TRUST.replace("RZZ", "Rzz"),
            "line 2 column ods_code",
            "3 to 6 capitals and digits, got 'Rzz'",
        ),
        ("organisations", TRUST.replace("RZZ", "RZZ1234"), "line 2 column ods_code", "got 'RZZ1234'"),
        ("organisations", TRUST.replace("RZZ", "ＲＺＺ"), "line 2 column ods_code", "got 'ＲＺＺ'"),
        ("organisations", TRUST.replace("2001-04-01", "20010401"), "line 2 column ods_opened", "got '20010401'"),
        ("organisations", TRUST.replace("2001-04-01", "2001-02-29"), "line 2 column ods_opened", "of the calendar"),
        ("organisations", TRUST.replace("2002-03-31", "2001-03-31"), "column ods_closed", "not before 2001-04-01"),
        ("organisations", TRUST.replace("https://example.org/etr.csv", ""), "column ods_source", "the public address"),
        ("organisations", TRUST.replace("https://example.org/etr.csv", "my notes"), "column ods_source", "'my notes'"),
        ("organisations", TRUST.replace("SOME TRUST", ""), "column ods_name", "the name of the body for ods_code"),
        ("organisations", TRUST.replace("RZZ", ""), "column ods_name", "expected an empty cell as ods_code is empty"),
        ("organisations", TRUST.replace("SOME TRUST", "UNVERIFIED"), "column ods_name", "found and verified"),
        ("organisations", TRUST.replace("RZZ", " RZZ"), "column ods_code", "without blanks around it"),
        ("organisations", TRUST.replace("bupa", "imperial"), "column ods_code", "an ambiguous organisation, got 'RZZ'"),
        ("organisations", [TRUST, TRUST], "line 3 column organisation_id", "got 'bupa' as in line 2"),
        ("organisations", "bupa,,,,,,041kmwe11,A,active,https://example.org/a,", "column ror_id", "digits 10, got"),
        ("organisations", "bupa,,,,,,041kmwl10,A,active,https://example.org/a,", "column ror_id", "expected a ROR id"),
        ("organisations", "bupa,,,,,,041kmwe10,A,open,https://example.org/a,", "column ror_status", "got 'open'"),
        ("organisations", "bupa,,,,,,,,active,,", "column ror_status", "as ror_id is empty, got 'active'"),
        (
            "organisations",
            [f"{name},,,,,,041kmwe10,A,active,https://example.org/a," for name in ("bupa", "nice")],
            "line 3 column ror_id",
            "got '041kmwe10' as in line 2",
        ),
        ("organisations", ['bupa,,,,,,,,,,"a', 'b"', "x"], "line 2 column note", "a cell of one line"),
        ("organisations", 'bupa,,,,,,,,,,"a"b', "organisations.csv", "expected CSV in UTF-8"),
        (
            "outside_facts",
            FACT.replace("found", "sure"),
            "line 2 column status",
            "one of found, partial, not found, UNV",
        ),
        ("outside_facts", FACT.replace("2003", ""), "line 2 column value", "as the status is found, got an empty cell"),
        ("outside_facts", FACT.replace("https://example.org/a", ""), "line 2 column url", "got an empty cell"),
        ("outside_facts", FACT.replace("found", "not found"), "line 2 column value", "nothing was found, got '2003'"),
        ("outside_facts", FACT.replace("programmes,", "programme,"), "column subject_table", "got 'programme'"),
        (
            "outside_facts",
            FACT.replace("programmes,", ","),
            "column subject_table",
            "expected a table and an id or neither",
        ),
        (
            "outside_facts",
            FACT.replace("programmes,darzi", "programmes,dazri"),
            "column subject_id",
            "an id of programmes",
        ),
        ("outside_facts", FACT.replace("start_year", "Start year"), "line 2 column attribute", "got 'Start year'"),
        ("outside_facts", [FACT, FACT.replace("2003", "2004")], "line 3 column attribute", "as in line 2"),
        ("post_addresses", POST.replace("1,", "0,", 1), "line 2 column position", "expected a number from 1, got '0'"),
        ("post_addresses", POST.replace("2022-01-31", "31 January"), "line 2 column published", "got '31 January'"),
        ("post_addresses", POST.replace("https", "ftp"), "line 2 column url", "expected a public address"),
        ("post_addresses", [POST, POST.replace("1,", "2,", 1)], "line 3 column url", "as in line 2"),
    ],
)
def test_a_fault_is_told_with_line_and_column(
    written: Write, table: str, line: str | list[str], place: str, message: str
) -> None:
    """What is not understood, or contradicts itself, is an error and no guess."""
    folder = written(**{table: line})

    with pytest.raises(SchemaFileError) as caught:
        load_reference(folder)

    assert f"{table}.csv" in str(caught.value.at)
    assert place in str(caught.value.at)
    assert message in caught.value.message
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("position,titel,published,url,note", "did you mean 'title'?"),
        ("position,title,published,url,note,checked", "got 'checked'"),
        ("position,title,published,url", "in this order, got position, title"),
        ("title,position,published,url,note", "in this order, got title"),
        ("position,title,title,published,url,note", "got 'title'"),
        ("", "got none"),
    ],
)
def test_a_header_is_what_is_expected(written: Write, head: str, message: str) -> None:
    """A column that is unknown, missing, twice there or elsewhere is an error in line 1."""
    folder = written()
    (folder / "post_addresses.csv").write_text(f"{head}\n", encoding="utf-8")

    with pytest.raises(SchemaFileError, match=r"line 1") as caught:
        load_reference(folder)

    assert message in str(caught.value)


def test_a_file_that_is_not_there_or_no_text(written: Write) -> None:
    """A missing register is an error, and so is one in another encoding."""
    folder = written()
    (folder / "organisations.csv").write_bytes(b"organisation_id\xff\n")
    with pytest.raises(SchemaFileError, match="expected CSV in UTF-8"):
        load_reference(folder)
    (folder / "organisations.csv").unlink()
    with pytest.raises(SchemaFileError, match=r"organisations\.csv: expected CSV"):
        load_reference(folder)


def test_the_line_is_that_of_the_file(written: Write) -> None:
    """A cell of two lines does not shift the lines told of after it."""
    folder = written(post_addresses=[POST, POST.replace("1,", "2,", 1).replace("/post", "/other"), "x,,,,"])

    with pytest.raises(SchemaFileError, match="line 4 column position"):
        load_reference(folder)


def test_check_digits() -> None:
    """Every single wrong sign of an id is found."""
    signs = "0123456789abcdefghjkmnpqrstvwxyz"
    for place in range(1, 9):
        for sign in signs:
            changed = f"{'036x6gt55'[:place]}{sign}{'036x6gt55'[place + 1 :]}"
            if changed == "036x6gt55":
                assert parse_ror_id(changed) == changed
                continue
            with pytest.raises(ValueError, match="expected"):
                parse_ror_id(changed)


def test_an_organisation_gets_its_identifiers(installed: Write, tmp_path: Path) -> None:
    """They are published with evidence that can be read again; one that no source names is not published."""
    installed(organisations=[TRUST, TRUST.replace("bupa", "nice").replace("RZZ", "RYY")])
    where = snapshot(REPORT)
    records = [*report_records(where), organisation(where, "bupa", "BUPA")]
    publish(assemble([extraction(REPORT, records)], {}, tmp_path), tmp_path)
    found = current_release(tmp_path)
    assert found
    rows = found.table("organisations").select("organisation_id", "ods_code", "ods_name", "ods_closed", "ror_id")
    evidence = found.table("evidence").filter(pl.col("path").str.starts_with("data/reference/organisations.csv#bupa/"))

    assert [
        ("bupa", "RZZ", "SOME TRUST", date(2002, 3, 31), None),
        ("some-trust", None, None, None, None),
    ] == rows.rows()
    assert {"ods_code", "ods_name", "ods_opened", "ods_closed", "ods_source"} == set(evidence["field"])
    assert {"registry"} == set(evidence["method"])
    assert {where.id} == set(evidence["snapshot_id"])
    assert "2002-03-31" == registered_cell("data/reference/organisations.csv#bupa/ods_closed")


def test_the_register_of_today_counts(installed: Write, tmp_path: Path) -> None:
    """Rows of a source that failed have the identifiers of now, not those of the release they are taken from."""
    installed(organisations=TRUST)
    records = [organisation(snapshot(REPORT), "bupa", "BUPA"), *report_records(snapshot(REPORT))]
    publish(assemble([extraction(REPORT, records)], {}, tmp_path), tmp_path)
    installed(organisations=TRUST.replace("2002-03-31", "").replace("RZZ", "RYY"))
    candidate = assemble([], {REPORT: LeadDataError("lost")}, tmp_path)
    rows = candidate.tables["organisations"].frame.filter(pl.col("organisation_id") == "bupa")
    evidence = candidate.tables["evidence"].frame.filter(
        pl.col("row_id") == "bupa", pl.col("field").str.starts_with("ods")
    )

    assert [("RYY", None)] == rows.select("ods_code", "ods_closed").rows()
    assert {"RYY", "SOME TRUST", "2001-04-01", "https://example.org/etr.csv"} == set(evidence["quote"])


def test_both_editions_get_the_same(installed: Write) -> None:
    """`compare` looks at what would be published, identifiers included, and at no fact from elsewhere."""
    installed(organisations=TRUST, outside_facts=FACT)
    where = snapshot(REPORT)
    found = side([extraction(REPORT, [organisation(where, "bupa", "BUPA"), *report_records(where)])], {})

    assert ["RZZ"] == [row.values["ods_code"] for row in found.rows if row.row_id == "bupa"]
    assert not [row for row in found.rows if row.table == "outside_facts"]


def test_enriching_twice_changes_nothing(written: Write) -> None:
    """A row that has its identifiers gets them once."""
    reference = load_reference(written(organisations=TRUST))
    records = [organisation(snapshot(REPORT), "bupa", "BUPA")]
    once = tuple(identified(tabulate(extraction(REPORT, records), load_schemas()).rows, reference))

    assert once == tuple(identified(once, reference))


def test_facts_from_elsewhere(installed: Write, tmp_path: Path) -> None:
    """What was found is published; what was not, or is only remembered, is not. A subject without a row is words."""
    installed(
        outside_facts=[
            FACT,
            FACT.replace("/a", "/b").replace("found", "partial"),
            FACT.replace("/a", "/c").replace("found", "UNVERIFIED"),
            "darzi-fellowships,programmes,darzi-fellowships,first_count,,not found,,",
            "Some scheme,,,start_year,2004,found,https://example.org/d,at least",
        ]
    )
    publish(assemble([extraction(REPORT)], {}, tmp_path), tmp_path)
    found = current_release(tmp_path)
    assert found
    facts = found.table("outside_facts").sort("url")
    evidence = found.table("evidence").filter(pl.col("table") == "outside_facts")

    assert ["found", "partial", "found"] == facts["status"].to_list()
    assert ["2003", "2003", "2004"] == facts["value"].to_list()
    assert [None] * 3 == facts["subject_id"].to_list()
    assert {None} == set(evidence["snapshot_id"])
    assert {"registry"} == set(evidence["method"])
    for row in evidence.iter_rows(named=True):
        assert row["quote"] == registered_cell(row["path"])


def test_facts_do_not_pile_up(installed: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run publishes nothing, and one in which the source fails neither loses nor doubles them."""
    monkeypatch.setattr(reference_files, "SOURCES", {REPORT: None})
    installed(outside_facts=FACT.replace("darzi-fellowships,programmes,darzi-fellowships", f"It,sources,{REPORT}"))
    publish(assemble([extraction(REPORT)], {}, tmp_path), tmp_path)
    found = current_release(tmp_path)
    assert found
    assert [(REPORT, REPORT)] == found.table("outside_facts").select("source_id", "subject_id").rows()

    assert not publish(assemble([extraction(REPORT)], {}, tmp_path), tmp_path).published
    assert not publish(assemble([], {REPORT: LeadDataError("lost")}, tmp_path), tmp_path).published


@pytest.mark.slow
def test_a_broken_register_publishes_nothing(installed: Write, tmp_path: Path) -> None:
    """The refresh ends with the register's error, and the folder of releases stays empty."""
    installed(outside_facts=FACT.replace("found", "sure"))

    with pytest.raises(SchemaFileError) as caught:
        refresh(RAW, tmp_path / "out")

    assert caught.value.exit_code == 5
    assert not (tmp_path / "out" / "releases").exists()


@pytest.mark.parametrize(
    "place",
    [
        "data/reference/organisations.csv#nobody/ods_code",
        "data/reference/organisations.csv#bupa/colour",
        "data/reference/nothing.csv#bupa/ods_code",
    ],
)
def test_a_cell_that_is_not_there(place: str) -> None:
    """Evidence of a cell that the register has no longer is told with its place."""
    with pytest.raises(LeadDataError, match="expected a cell of the register"):
        registered_cell(place)


def test_the_project_publishes_what_was_found(release: Path) -> None:
    """The words that may mean two bodies have no identifier, and every identifier has name and address."""
    rows = pl.read_parquet(release / "organisations.parquet")
    facts = pl.read_parquet(release / "outside_facts.parquet")
    by_id = {row["organisation_id"]: row for row in rows.iter_rows(named=True)}

    assert not [
        key for key, value in by_id["imperial"].items() if key.startswith(("ods_", "ror_")) and value is not None
    ]
    assert ("RYQ", date(2009, 4, 1), date(2013, 9, 30)) == tuple(
        by_id["south-london-healthcare"][key] for key in ("ods_code", "ods_opened", "ods_closed")
    )
    assert "036x6gt55" == by_id["north-bristol-nhs-trust"]["ror_id"]
    for registry, key in (("ods", "ods_code"), ("ror", "ror_id")):
        given = rows.filter(pl.col(key).is_not_null())
        assert given.height > 10
        assert given.select(f"{registry}_name", f"{registry}_source").null_count().row(0) == (0, 0)
    assert {"found", "partial"} == set(facts["status"])
    programmes = set(pl.read_parquet(release / "programmes.parquet")["programme_id"])
    assert set(facts.filter(pl.col("subject_table") == "programmes")["subject_id"]) <= programmes
    assert {"2005", "2007"} == set(
        facts.filter(pl.col("subject") == "cmo-clinical-advisors", pl.col("attribute") == "start_year")["value"]
    )


def test_every_cell_of_the_registers_can_be_read_again(release: Path) -> None:
    """`reread` finds each quote in the register; a changed cell is a problem that it names."""
    evidence = pl.read_parquet(release / "evidence.parquet")
    ours = evidence.filter(pl.col("path").str.starts_with("data/reference/"))

    assert () == reread(RAW, release).problems
    assert ours.height > 400


def test_a_quote_that_is_not_in_the_register(release: Path, tmp_path: Path) -> None:
    """Evidence that says another code than the register is found."""
    evidence = pl.read_parquet(release / "evidence.parquet")
    code = (pl.col("row_id") == "moorfields") & (pl.col("field") == "ods_code")
    evidence.with_columns(quote=pl.when(code).then(pl.lit("RP7")).otherwise("quote")).write_parquet(
        tmp_path / "evidence.parquet"
    )

    (problem,) = reread(RAW, tmp_path).problems
    assert "expected 'RP7', got 'RP6'" in problem


def test_kinds_stand_in_one_place() -> None:
    """The vocabulary says kind, printed words and identification; no register says any of them again."""
    heads = {name for head in HEADS.values() for name in head.split(",")}
    terms = list(load_vocabularies()["organisations"])

    assert not heads & {"kind", "identification", "printed", "name"}
    assert {"certain", "probable", "ambiguous"} == {term.facts["identification"] for term in terms}
    assert not [term.id for term in terms if ("kind" in term.facts) == (term.facts["identification"] == "ambiguous")]


def test_addresses_of_posts_are_those_of_the_restated_edition(release: Path) -> None:
    """The register and the edition that publishes them say the same day and address of each post, and of no more."""
    posts = pl.read_parquet(release / "posts.parquet").sort("position")
    listed = {entry.values["position"]: entry.values for entry in load_reference().posts}

    assert sorted(listed) == posts["position"].to_list()
    for post in posts.iter_rows(named=True):
        entry = listed[post["position"]]
        assert (entry["url"], entry["published"]) == (post["url"], post["published"])
        assert entry["title"] is None or entry["title"] == post["title_printed"]


def test_an_identifier_is_traced_to_the_register_alone(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report prints the name of an organisation, and no code: what a register says has no source and no snapshot."""
    root = release.parents[1]
    monkeypatch.setattr(installed_release, "_ROOTS", (root, root))
    monkeypatch.delenv("LEADDATA_RELEASES", raising=False)
    trace = leaddata.trace("organisations", "moorfields")
    documents = {
        spot.field: (spot.source_id, spot.source_title, spot.snapshot_id, spot.edition) for spot in trace.spots
    }

    assert {("", "", "", "")} == {documents[name] for name in ("source_id", *IDENTIFIERS) if name in documents}
    assert {"ods_code", "ods_source"} < documents.keys()
    assert "kings_fund_2012" == documents["name"][0]
    of_code = str(leaddata.trace("organisations", "moorfields", "ods_code"))
    assert "data/reference/organisations.csv#moorfields/ods_code" in of_code
    assert "kings_fund_2012" not in of_code


def test_a_fact_from_elsewhere_is_traced(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its places are cells of the register, of no source and no snapshot."""
    root = release.parents[1]
    monkeypatch.setattr(installed_release, "_ROOTS", (root, root))
    monkeypatch.delenv("LEADDATA_RELEASES", raising=False)
    row = leaddata.load("outside_facts").filter(attribute="selected_2008").row(0, named=True)
    trace = leaddata.trace("outside_facts", row["outside_fact_id"])
    text = str(trace)

    assert {field for field, value in row.items() if value is not None} == {spot.field for spot in trace.spots}
    assert {("", "", "", "registry")} == {
        (spot.source_id, spot.snapshot_id, spot.edition, spot.method) for spot in trace.spots
    }
    assert f"data/reference/outside_facts.csv#{row['outside_fact_id']}/value" in text
    assert "  source  " not in text
    assert "  snapshot" not in text
    assert "url" not in leaddata.load("outside_facts", names=False).columns
