"""Exports: each format reads back as what was loaded, runs no formula, and replaces nobody's file."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from conftest import Run, rest_slow, write_sums

import leaddata
from leaddata import installed
from leaddata.cli import main
from leaddata.errors import ReleaseError, TamperedError, UsageError

FORMATS = ("csv", "sqlite", "xlsx", "parquet", "json")
LONG = "a_table_with_a_name_of_over_31_letters"
EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "x=1", "", None]
Made = Callable[..., Path]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Return a function that makes a release of given tables the installed one, and returns its folder."""
    root = tmp_path / "processed"
    monkeypatch.setattr(installed, "_ROOTS", (root, root))

    def make(tables: dict[str, pl.DataFrame], **keys: list[dict[str, Any]]) -> Path:
        folder = root / "releases" / "1.0.0"
        folder.mkdir(parents=True)
        resources = []
        for name, frame in tables.items():
            frame.write_parquet(folder / f"{name}.parquet")
            digest = hashlib.sha256((folder / f"{name}.parquet").read_bytes()).hexdigest()
            fields = [
                {"name": field, "type": "string", "description": f"The {field}.", "rights": "fact",
                 **({"personal": True} if field == "name" else {})}
                for field in frame.columns
            ]  # fmt: skip
            schema = {"fields": fields, "primaryKey": frame.columns[:1], "foreignKeys": keys.get(name, [])}
            resources.append(
                {"name": name, "title": name, "description": f"Rows of {name}.", "path": f"{name}.parquet",
                 "hash": f"sha256:{digest}", "row_count": frame.height, "schema": schema}
            )  # fmt: skip
        package = {"title": "Made up", "version": "1.0.0", "created": "2024-05-06T00:00:00Z", "resources": resources}
        (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
        write_sums(root, "1.0.0")
        return folder

    return make


def _rows(path: Path, table: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(path) as connection:
        return connection.execute(f'SELECT * FROM "{table}"').fetchall()


def _sheet(path: Path, name: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)[name].iter_rows(values_only=True))


def _stored(value: Any) -> Any:
    match value:
        case list():
            return json.dumps(value, ensure_ascii=False)
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M:%SZ")
        case date():
            return value.isoformat()
        case bool():
            return int(value)
    return value


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the current release in every format."""
    folder = tmp_path_factory.mktemp("export")
    leaddata.export(folder, formats=FORMATS)
    return folder


@pytest.mark.parametrize("name", leaddata.tables())
def test_sqlite_holds_what_load_gives(exported: Path, name: str) -> None:
    """Every row and value, with lists as JSON text, true and false as 1 and 0, dates as ISO 8601."""
    frame = leaddata.load(name)

    assert _rows(exported / "leaddata.sqlite", name) == [tuple(map(_stored, row)) for row in frame.rows()]


def test_sqlite_has_the_keys_of_the_schemas(exported: Path) -> None:
    """Primary and foreign keys are declared, and no row breaks one."""
    with sqlite3.connect(exported / "leaddata.sqlite") as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        declared = {
            name: (
                tuple(row[1] for row in connection.execute(f"PRAGMA table_info({name})") if row[5]),
                {f"{row[3]} -> {row[2]}.{row[4]}" for row in connection.execute(f"PRAGMA foreign_key_list({name})")},
            )
            for name in leaddata.tables()
        }
        types = {row[1]: row[2] for row in connection.execute("PRAGMA table_info(programmes)")}

    described = {name: leaddata.describe(name) for name in leaddata.tables()}
    assert declared == {name: (table.primary_key, set(table.foreign_keys)) for name, table in described.items()}
    assert types["name"] == types["audience"] == "TEXT"
    assert types["duration_months"] == "REAL"
    assert types["mentored"] == types["participant_count"] == "INTEGER"


def test_the_description_tells_every_field(exported: Path) -> None:
    """data_description has a row for each field: type, unit, rights, description, constraints, who is named, what it leads to."""
    rows = _rows(exported / "leaddata.sqlite", "data_description")
    fields = [(name, field) for name in leaddata.tables() for field in leaddata.describe(name).fields]
    keys = [(name, key.split(" -> ")) for name in leaddata.tables() for key in leaddata.describe(name).foreign_keys]
    leads_to = {(name, field): there for name, (field, there) in keys}

    assert rows == [
        (name, field.name, field.type, field.unit, field.rights, field.description,
         json.dumps(field.constraints, ensure_ascii=False, sort_keys=True) if field.constraints else None,
         field.is_personal, leads_to.get((name, field.name)))
        for name, field in fields
    ]  # fmt: skip
    header, *sheet = _sheet(exported / "leaddata.xlsx", "data_description")
    assert header == (
        *("sheet", "table", "field", "type", "unit", "rights", "description", "constraints"),
        *("is_personal", "leads_to"),
    )
    assert [row[1:] for row in sheet] == rows


def test_a_copy_tells_what_it_is_and_its_terms(exported: Path, tmp_path: Path) -> None:
    """Version, hash, licences with the sentence that one asks for, what has no licence, and how to cite go with the file."""
    rows = _rows(exported / "leaddata.sqlite", "release_description")
    said = dict(rows)
    licences = [value for name, value in rows if name == "licence"]

    assert [("name", "value"), *rows] == list(_sheet(exported / "leaddata.xlsx", "release_description"))
    assert said["version"] in said["citation"]
    assert said["sha256 of SHA256SUMS"] in said["citation"]
    assert ["Creative Commons Attribution 4.0 International", "Open Government Licence v3.0"] == [
        licence.partition(",")[0] for licence in licences[:2]
    ]
    assert licences[2].startswith("Creative Commons Zero")
    assert "Contains public sector information licensed under the Open Government Licence v3.0." in licences[1]
    assert "No licence is given over a person's name" in said["personal data"]
    assert "as printed" == said["names"]
    leaddata.export(tmp_path, formats=["sqlite"], names=False)
    assert "pseudonymous" in dict(_rows(tmp_path / "leaddata.sqlite", "release_description"))["names"]


@pytest.fixture(scope="module")
def book(exported: Path) -> openpyxl.Workbook:
    """Return the workbook of the current release."""
    return openpyxl.load_workbook(exported / "leaddata.xlsx")


@pytest.mark.parametrize("name", leaddata.tables())
def test_xlsx_holds_what_load_gives(book: openpyxl.Workbook, name: str) -> None:
    """Every row and value; numbers as numbers, dates as dates, lists joined; the header stays in sight."""
    frame = leaddata.load(name)
    sheet = book[name]
    header, *rows = sheet.iter_rows(values_only=True)

    def shown(value: Any) -> Any:
        match value:
            case list():
                return "; ".join(value)
            case datetime():
                return value.replace(tzinfo=None)
            case date():
                return datetime(value.year, value.month, value.day)  # noqa: DTZ001  (as openpyxl gives a date)
        return value

    assert list(header) == frame.columns
    assert rows == [tuple(map(shown, row)) for row in frame.rows()]
    assert sheet.freeze_panes == "A2"
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("name", leaddata.tables())
def test_json_and_csv_hold_what_load_gives(exported: Path, name: str) -> None:
    """JSON keeps lists and nulls; CSV is UTF-8 with line feeds, a header, and nothing where nothing is stated."""
    frame = leaddata.load(name)
    rows = json.loads((exported / f"{name}.json").read_text(encoding="utf-8"))
    data = (exported / f"{name}.csv").read_bytes()

    def plain(value: Any) -> Any:
        return value if isinstance(value, list | bool) else _stored(value)

    assert rows == [{key: plain(value) for key, value in row.items()} for row in frame.to_dicts()]
    assert b"\r" not in data
    assert data.split(b"\n", 1)[0].decode() == ",".join(frame.columns)
    read = pl.read_csv(data, infer_schema=False)
    for field, kind in frame.schema.items():
        if isinstance(kind, pl.List):
            frame = frame.with_columns(pl.col(field).list.join("; "))
        if isinstance(kind, pl.Datetime):
            read = read.with_columns(
                pl.col(field).str.to_datetime("%Y-%m-%dT%H:%M:%SZ", time_unit="us", time_zone="UTC")
            )
        elif kind == pl.Date:
            read = read.with_columns(pl.col(field).str.to_date("%Y-%m-%d"))
        elif kind == pl.Boolean:
            read = read.with_columns(pl.col(field) == "true")
        elif not isinstance(kind, pl.List):
            read = read.with_columns(pl.col(field).cast(kind))
    assert read.equals(frame)


@pytest.mark.parametrize("name", leaddata.tables())
def test_parquet_is_as_published(exported: Path, name: str) -> None:
    """With names the bytes are those of the release."""
    release = installed.open_release()

    assert (exported / f"{name}.parquet").read_bytes() == (release.folder / f"{name}.parquet").read_bytes()


@pytest.mark.parametrize("names", rest_slow([False, True], 1))
def test_the_same_release_gives_the_same_bytes(tmp_path: Path, names: bool) -> None:
    """Two exports are equal file by file, whenever they are made."""
    first, second = (leaddata.export(tmp_path / part, formats=FORMATS, names=names) for part in "ab")

    assert [path.name for path in first] == [path.name for path in second]
    assert all(one.read_bytes() == other.read_bytes() for one, other in zip(first, second, strict=True))


def _texts(folder: Path) -> dict[str, str]:
    """Return what each file says, unpacked: of Parquet the values and the metadata."""
    found = {}
    for path in folder.iterdir():
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as packed:
                found |= {f"{path.name} {name}": packed.read(name).decode() for name in packed.namelist()}
        elif path.suffix == ".parquet":
            found[path.name] = pl.read_parquet(path).write_json() + str(pl.read_parquet_metadata(path))
        found[f"{path.name} raw"] = path.read_bytes().decode("utf-8", "replace")
    return found


@pytest.mark.slow
def test_without_names_no_byte_of_any_file_has_one(tmp_path: Path, exported: Path) -> None:
    """The 34 people of the tables and everybody else in a personal column are in no file, by any letter case."""
    leaddata.export(tmp_path, formats=FORMATS, names=False)
    people = [*leaddata.load("participants")["name"], *leaddata.load("stakeholders")["name"]]
    others = leaddata.load("post_authors").filter(kind="person")["name"].to_list()
    others += leaddata.load("sources")["creators"].explode().drop_nulls().to_list()
    texts = {name: text.casefold() for name, text in _texts(tmp_path).items()}
    whole = "".join(_texts(exported).values())

    assert len(people) == 34
    for name in {*people, *others}:
        assert name in whole
        slug = "-".join(name.casefold().split())
        assert not [file for file, text in texts.items() if name.casefold() in text or slug in text], name


def test_without_names_the_keys_still_hold(tmp_path: Path) -> None:
    """The database has no personal column, and every key it declares holds."""
    leaddata.export(tmp_path, formats=["sqlite"], names=False)

    with sqlite3.connect(tmp_path / "leaddata.sqlite") as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(participants)")]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert "name" not in columns
    assert "job" in columns
    assert ("participants", "name") not in {row[:2] for row in _rows(tmp_path / "leaddata.sqlite", "data_description")}


def test_no_cell_runs_as_a_formula(made: Made, tmp_path: Path) -> None:
    """In CSV such text has an apostrophe, in XLSX it is a string; the other formats and all numbers are untouched."""
    made({"cells": pl.DataFrame({"cell_id": list("abcdefghi"), "text": EVIL, "number": [-1.5] * 9})})
    out = tmp_path / "out"
    leaddata.export(out, formats=FORMATS)

    read = pl.read_csv(out / "cells.csv", infer_schema=False)
    assert read["text"].to_list() == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\tx", "'\rx", "x=1", "", None]
    assert read["number"].to_list() == ["-1.5"] * 9
    assert [row["text"] for row in json.loads((out / "cells.json").read_text(encoding="utf-8"))] == EVIL
    assert [row[1] for row in _rows(out / "leaddata.sqlite", "cells")] == EVIL
    cells = openpyxl.load_workbook(out / "leaddata.xlsx")["cells"]
    assert [row[1].data_type for row in cells.iter_rows(min_row=2, max_row=8)] == ["s"] * 7
    with zipfile.ZipFile(out / "leaddata.xlsx") as packed:
        assert not [name for name in packed.namelist() if b"<f>" in packed.read(name)]


def test_a_list_runs_no_formula_either(made: Made, tmp_path: Path) -> None:
    """What begins a joined list begins the cell."""
    made({"cells": pl.DataFrame({"cell_id": ["a", "b"], "parts": [["=1", "2"], None]})})
    leaddata.export(tmp_path / "out")

    assert (tmp_path / "out" / "cells.csv").read_bytes() == b"cell_id,parts\na,'=1; 2\nb,\n"


def test_what_excel_cannot_hold_is_told_or_written_otherwise(made: Made, tmp_path: Path) -> None:
    """Long names of tables are cut and listed, control characters are coded, old dates and large numbers are text."""
    frame = pl.DataFrame(
        {"cell_id": ["a"], "text": ["a\x01b\x0bc"], "day": [date(1850, 2, 3)], "number": [2**60 + 1],
         "at": [datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)], "yes": [True]}
    )  # fmt: skip
    made({LONG: frame, "link": pl.DataFrame({"link_id": ["https://example.org/x"]})})
    leaddata.export(tmp_path / "out", formats=["xlsx"])

    book = openpyxl.load_workbook(tmp_path / "out" / "leaddata.xlsx")
    assert book.sheetnames == ["a_table_with_a_name_of_over_3~1", "link", "data_description", "release_description"]
    (row,) = book.worksheets[0].iter_rows(min_row=2, values_only=True)
    assert row == ("a", "a_x0001_b_x000B_c", "1850-02-03", str(2**60 + 1), datetime(2024, 5, 6, 7, 8, 9), True)  # noqa: DTZ001
    assert book["link"]["A2"].hyperlink is None
    assert book["data_description"]["A2"].value == "a_table_with_a_name_of_over_3~1"
    assert book["data_description"]["B2"].value == LONG


def test_a_cell_that_is_too_long_is_an_error_with_its_place(made: Made, tmp_path: Path) -> None:
    """Nothing is cut, and nothing of the export is left behind."""
    made({"cells": pl.DataFrame({"cell_id": ["a", "b"], "text": ["x" * 32_767, "x" * 32_768]})})

    with pytest.raises(
        ReleaseError, match=r"cells b text: expected at most 32,767 characters for a cell, got 32,768: "
    ):
        leaddata.export(tmp_path / "out", formats=["csv", "xlsx"])
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("form", ["json", "sqlite", "xlsx"])
def test_what_is_no_number_is_an_error_where_it_would_be_null(made: Made, tmp_path: Path, form: str) -> None:
    """JSON, SQLite and Excel have no word for NaN, and null would say something else."""
    made({"cells": pl.DataFrame({"cell_id": ["a"], "number": [float("nan")]})})

    with pytest.raises(ReleaseError, match=r"cells a number: expected a finite number, got nan: take csv"):
        leaddata.export(tmp_path / "out", formats=[form])


def test_a_key_to_what_is_not_there_is_left_out(made: Made, tmp_path: Path) -> None:
    """A foreign key needs its own field, and the other table with that key; a broken one is an error."""
    links = [
        {"fields": [field], "reference": {"resource": table, "fields": ["b_id"]}}
        for field, table in [("b_id", "b"), ("name", "b"), ("b_id", "elsewhere")]
    ]
    made(
        {"a": pl.DataFrame({"a_id": ["1", "2"], "b_id": ["x", None], "name": ["x", "x"]}),
         "b": pl.DataFrame({"b_id": ["x"]})},
        a=links,
    )  # fmt: skip
    leaddata.export(tmp_path / "out", formats=["sqlite"], names=False)

    with sqlite3.connect(tmp_path / "out" / "leaddata.sqlite") as connection:
        assert [row[2:5] for row in connection.execute("PRAGMA foreign_key_list(a)")] == [("b", "b_id", "b_id")]


def test_a_broken_key_is_an_error(made: Made, tmp_path: Path) -> None:
    """A row that means one that is not there, or that is there twice, is told by table."""
    made(
        {"a": pl.DataFrame({"a_id": ["1"], "b_id": ["y"]}), "b": pl.DataFrame({"b_id": ["x"]})},
        a=[{"fields": ["b_id"], "reference": {"resource": "b", "fields": ["b_id"]}}],
    )

    with pytest.raises(ReleaseError, match="a: expected every key to name a row of b"):
        leaddata.export(tmp_path / "out", formats=["sqlite"])


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_of_somebody_else_is_not_replaced(tmp_path: Path, form: str) -> None:
    """A file of that name that no export wrote stays; so do all others."""
    (name, *_) = [path.name for path in leaddata.export(tmp_path / "first", formats=[form])]
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text("mine", encoding="utf-8")

    with pytest.raises(UsageError, match=f"{name}: expected no file of that name, .*: move it away"):
        leaddata.export(out, formats=[form])
    assert [path.name for path in out.iterdir()] == [name]
    assert (out / name).read_text(encoding="utf-8") == "mine"


def test_an_export_is_replaced_by_the_next(tmp_path: Path) -> None:
    """The files of an earlier export are ours; what lies beside them is left alone."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    paths = leaddata.export(tmp_path, formats=["csv", "json"])
    inodes = [path.stat().st_ino for path in paths]

    assert leaddata.export(tmp_path, formats=["csv", "json"]) == paths
    assert [path.stat().st_ino for path in paths] != inodes
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert not list(tmp_path.glob(".*.part"))


def test_a_copy_without_names_is_not_put_beside_one_with_names(tmp_path: Path) -> None:
    """A folder holds one kind of copy: a file with names among those without would be taken for one of these."""
    leaddata.export(tmp_path, formats=["csv", "sqlite"])

    with pytest.raises(
        UsageError, match=r"expected files of release .* without names, got leaddata\.sqlite of .* with names"
    ):
        leaddata.export(tmp_path, formats=["csv"], names=False)
    assert len(leaddata.export(tmp_path, formats=["csv", "sqlite"], names=False)) == len(leaddata.tables()) + 1


def test_a_release_is_no_folder_for_an_export(made: Made) -> None:
    """A file more would make the release one that is not as published."""
    folder = made({"a": pl.DataFrame({"a_id": ["1"]})})

    for place in (folder, folder.parents[1]):
        with pytest.raises(UsageError, match="expected a folder for an export, got a release"):
            leaddata.export(place)


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    """A file where the folder should be is an error with its name."""
    (tmp_path / "out").write_text("mine", encoding="utf-8")

    with pytest.raises(
        UsageError, match=r"out: expected a folder that can be written to, got .*: name another folder, or make room"
    ):
        leaddata.export(tmp_path / "out")


def test_a_failed_replacement_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error while files are written replaces none of them."""
    before = {path: path.read_bytes() for path in leaddata.export(tmp_path, formats=["csv"])}

    def fail(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(pl.DataFrame, "write_csv", fail)
    with pytest.raises(UsageError, match="No space left"):
        leaddata.export(tmp_path, formats=["csv"])
    assert {path: path.read_bytes() for path in before} == before
    assert not list(tmp_path.glob(".*.part"))


def test_a_changed_release_is_not_exported(made: Made, tmp_path: Path) -> None:
    """One flipped bit is a TamperedError that names the file, and nothing is written."""
    path = made({"cells": pl.DataFrame({"cell_id": ["a"]})}) / "cells.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)

    with pytest.raises(TamperedError, match=r"cells\.parquet"):
        leaddata.export(tmp_path / "out", formats=FORMATS)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("exel", "xlsx"), ("sqlit", "sqlite"), ("cvs", "csv"), ("parket", "parquet"), ("jsonl", "json")],
)
def test_unknown_format_suggests_the_one_meant(tmp_path: Path, wrong: str, meant: str) -> None:
    """A misspelt format is an error before anything is read."""
    with pytest.raises(UsageError, match=f"expected a format, got '{wrong}': did you mean '{meant}'"):
        leaddata.export(tmp_path / "out", formats=["csv", wrong])
    with pytest.raises(UsageError, match="expected at least one format, got none: the formats are csv, sqlite"):
        leaddata.export(tmp_path / "out", formats=[])
    assert not (tmp_path / "out").exists()


def test_no_folder_is_no_place_to_export_to() -> None:
    """An empty text, as of a variable that is not set, is not the folder of the day."""
    with pytest.raises(UsageError, match="expected the path of a folder, got nothing"):
        leaddata.export("")


def test_formats_add_up(tmp_path: Path, run: Run) -> None:
    """--format may be given more than once, each time with one format or several."""
    code, out, err = run("export", str(tmp_path / "a"), "--format", "sqlite", "--format", "xlsx,sqlite")

    assert (code, err) == (0, "")
    assert [Path(line).name for line in out.splitlines()] == ["leaddata.sqlite", "leaddata.xlsx"]


def test_the_command_prints_the_paths(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`leaddata export` writes what the function writes; a wrong format or version ends with its exit code."""
    out = str(tmp_path / "out")

    assert main(["export", out, "--format", "sqlite, xlsx", "--without-names", "--release", "0.3.0"]) == 0
    assert capfd.readouterr().out.splitlines() == [
        str(tmp_path / "out" / f"leaddata.{end}") for end in ("sqlite", "xlsx")
    ]
    assert main(["export", out, "--format", "exel"]) == 2
    assert "leaddata: expected a format, got 'exel': did you mean 'xlsx'?" in capfd.readouterr().err
    assert main(["export", out, "--release", "9.9.9"]) == 2
    assert main(["export"]) == 2


def test_an_older_release_is_exported_as_it_was(tmp_path: Path) -> None:
    """version= takes the files of that release."""
    (path, *_) = leaddata.export(tmp_path, formats=["parquet"], version="0.1.0")

    assert path.read_bytes() == (installed.open_release("0.1.0").folder / path.name).read_bytes()
