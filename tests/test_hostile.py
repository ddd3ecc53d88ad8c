"""Hostile documents: each ends in its exit code, in one line, in bounded time and memory, and stops nobody else."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from conftest import REPOSITORY
from hostile.documents import LARGE, SMALL

from leaddata.errors import DocumentError
from leaddata.pipeline.add import add
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.refresh import read_source

FOLDER = Path(__file__).parent / "hostile"
RAW = REPOSITORY / "data" / "raw"
ROWS = "Name,Job\nAnn Other,Registrar\n"
SECONDS, MEGABYTES = 20, 1024

BROKEN = "expected a PDF, got a broken one"
CRASH = r"expected a document that is read in 800 MB of memory, got"
DEEP = "expected a document nested less than 1000 deep, got a deeper one"
NO_TEXT = r"expected text, got none on any page \(1 in all\): it is a scan: run it through OCR first"
NOT_A_PDF = "expected application/pdf, got %s: give a PDF"
NOWHERE = "expected words with a place on page 1, got none"

# What each must end in: rows, or the beginning of what is said. Those in SLOW take seconds.
EXPECTED = {
    "absurd_coordinates.pdf": ROWS,
    "cmap_loop.pdf": ROWS,
    "count_huge.pdf": "expected at most 10,000 pages, got 1,000,000: raise the limit with --pages",
    "count_negative.pdf": ROWS,
    "count_too_high.pdf": "expected a readable page 2, got a broken one",
    "count_too_low.pdf": ROWS,
    "empty.pdf": "expected a document, got an empty file: fetch it again",
    "empty_content.pdf": NO_TEXT,
    "empty_media_box.pdf": NOWHERE,
    "encrypted_owner.pdf": ROWS,
    "encrypted_user.pdf": "expected an open PDF, got an encrypted one: decrypt it",
    "error_page.pdf": NOT_A_PDF % "text/html",
    "exponent_media_box.pdf": "expected a .*got .*Bounding box",
    "flate_bomb.pdf": CRASH,
    "form_bomb.pdf": CRASH,
    "form_bomb_silent.pdf": CRASH,
    "form_self.pdf": ROWS,
    "garbage_after.pdf": ROWS,
    "garbage_before.pdf": ROWS,
    "header_alone.pdf": BROKEN,
    "huge_media_box.pdf": "expected page 1 to be at most 200,000 points wide and high, got 19,999,999,998 by",
    "image_only.pdf": NO_TEXT,
    "image_only_many.pdf": NO_TEXT.replace("1 in", "3 in"),
    "length_lies.pdf": NOWHERE,
    "length_loop.pdf": DEEP,
    "linearized_broken.pdf": ROWS,
    "media_box_of_words.pdf": BROKEN,
    "names_broken.pdf": ROWS,
    "nested_content.pdf": DEEP,
    "nested_dictionaries.pdf": ROWS,
    "nested_object.pdf": ROWS,
    "no_contents.pdf": NO_TEXT,
    "noise.pdf": BROKEN,
    "null_kid.pdf": "expected a readable page 1, got a broken one",
    "object_stream_loop.pdf": ROWS,
    "page_tree_deep.pdf": "expected a readable page 1, got a broken one",
    "page_tree_endless.pdf": BROKEN,
    "page_tree_loop.pdf": "expected a readable page 2, got a broken one",
    "pages_12000.pdf": "expected at most 10,000 pages, got 12,000: raise the limit with --pages",
    "pages_empty_5000.pdf": NO_TEXT.replace("1 in", "5000 in"),
    "pages_text_5000.pdf": r"expected a table with the header Name \| Job, got no page with all these words",
    "picture.pdf": NOT_A_PDF % "application/octet-stream",
    "rules.pdf": ROWS,
    "saves.pdf": ROWS,
    "script.pdf": ROWS,
    "text.txt": NOT_A_PDF % "text/plain",
    "to_unicode_broken.pdf": ROWS,
    "truncated_in_content.pdf": BROKEN,
    "truncated_in_header.pdf": BROKEN,
    "truncated_in_objects.pdf": BROKEN,
    "truncated_no_xref.pdf": BROKEN,
    "unterminated_string.pdf": ROWS,
    "word_processor.docx": NOT_A_PDF % "application/octet-stream",
    "word_processor.pdf": NOT_A_PDF % "application/octet-stream",
    "words_1000000.pdf": CRASH,
    "words_200000.pdf": "expected at most 500,000 letters on page 1, got 2,188,919: cut the page into smaller ones",
    "xref_loop.pdf": ROWS,
    "xref_nowhere.pdf": ROWS,
    "xref_self.pdf": DEEP,
    "zero_pages.pdf": BROKEN,
}
NO_TABLE = {"pages_text_5000.pdf"}  # read, and the table is not there: exit code 4
SLOW = {
    "form_bomb_silent.pdf",
    "pages_text_5000.pdf",
    "rules.pdf",
    "saves.pdf",
    "words_200000.pdf",
    "words_1000000.pdf",
}


@dataclass(frozen=True)
class Ended:
    """How a run of the command ended: computing time in seconds and memory in MB, children included."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


def leaddata(*arguments: object) -> Ended:
    """Run the command line and measure it."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:
        program = subprocess.Popen(
            [sys.executable, "-m", "leaddata", *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=out, stderr=err
        )
        _, status, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        seconds = usage.ru_utime + usage.ru_stime
        return Ended(program.returncode, out.read(), err.read(), seconds, usage.ru_maxrss / 1024)


def check(ended: Ended, expected: str, code: int = 3) -> None:
    """Hold a run to its exit code and limits, and to rows alone, or one line that says what is wrong and what to do."""
    assert "Traceback" not in ended.err
    if expected == ROWS:
        assert (0, ROWS, "") == (ended.code, ended.out, ended.err)
    else:
        assert (code, "") == (ended.code, ended.out), ended.err
        assert re.fullmatch(
            rf"leaddata: [^\n]+: {expected}[^\n]*: [^\n:]+\n|leaddata: [^\n]+: {expected}[^\n]*\n", ended.err
        )
        assert ": expected " in ended.err
        assert ", got " in ended.err
    assert ended.seconds < SECONDS
    assert ended.megabytes < MEGABYTES


def place(name: str, folder: Path) -> Path:
    """Return the path of a hostile document, made in *folder* if it is not kept."""
    if name in SMALL:
        return FOLDER / name
    path = folder / name
    path.write_bytes(LARGE[name]())
    return path


def test_every_hostile_document_is_kept_and_tried() -> None:
    """What the script makes lies beside it, is small, and has an expected end; nothing else does."""
    kept = {path.name: path.stat().st_size for path in FOLDER.iterdir() if path.suffix in {".pdf", ".docx", ".txt"}}

    assert set(SMALL) == set(kept)
    assert set(SMALL) | set(LARGE) == set(EXPECTED)
    assert max(kept.values()) < 20_000


# The command on one document after the other: imports cost more than most of these.
_EACH = """
import io, json, resource, sys
from contextlib import redirect_stderr, redirect_stdout
import leaddata.pipeline.tables
from leaddata.cli import main

def used():
    usages = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages), max(usage.ru_maxrss for usage in usages) / 1024

for path in sys.argv[1:]:
    before, _ = used()
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = main(["extract", path, "--columns", "Name|Job"])
    after, megabytes = used()
    print(json.dumps([code, out.getvalue(), err.getvalue(), after - before, megabytes]))
"""


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ended]:
    """Return how the command ends on each document that does not take long."""
    names = [name for name in EXPECTED if name not in SLOW]
    paths = [place(name, tmp_path_factory.mktemp("large")) for name in names]
    done = subprocess.run([sys.executable, "-c", _EACH, *map(str, paths)], capture_output=True, text=True, check=True)
    return {name: Ended(*json.loads(line)) for name, line in zip(names, done.stdout.splitlines(), strict=True)}


@pytest.mark.parametrize("name", [name for name in EXPECTED if name not in SLOW])
def test_extract(name: str, ends: dict[str, Ended]) -> None:
    """`leaddata extract` gives the rows, or says in one line why not, in 20 s and 1 GB."""
    check(ends[name], EXPECTED[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPECTED)
def test_extract_as_a_program(name: str, tmp_path: Path) -> None:
    """So does the program, started for each document."""
    check(
        leaddata("extract", place(name, tmp_path), "--columns", "Name|Job"),
        EXPECTED[name],
        4 if name in NO_TABLE else 3,
    )


def test_what_is_no_file(tmp_path: Path) -> None:
    """A pipe or a device is not read, for that might never end; a folder and a missing file are named."""
    os.mkfifo(tmp_path / "pipe.pdf")
    for path, got in (
        (tmp_path / "pipe.pdf", "a pipe or device"),
        (Path("/dev/zero"), "a pipe or device"),
        (tmp_path, "Is a directory"),
        (tmp_path / "missing.pdf", "No such file or directory"),
    ):
        check(
            leaddata("extract", path, "--columns", "Name|Job"), f"expected a readable file, got {got}: check the path"
        )


@pytest.mark.parametrize(
    ("name", "option", "value", "message"),
    [
        ("form_bomb.pdf", "--memory", 120, "expected a document that is read in 120 MB of memory, got"),
        ("saves.pdf", "--timeout", 0.5, "expected a document that is read in 0.5 s of computing time, got no end"),
        ("image_only_many.pdf", "--pages", 2, "expected at most 2 pages, got 3: raise the limit with --pages"),
    ],
)
def test_a_limit_is_set_by_option(name: str, option: str, value: float, message: str) -> None:
    """Each limit has its option, which the message names."""
    ended = leaddata("extract", FOLDER / name, "--columns", "Name|Job", option, value)

    check(ended, message)
    assert option in ended.err


def test_limits_must_be_positive() -> None:
    """A limit of nothing, and one that is no number, is wrong usage."""
    for option in ("--timeout", "--memory", "--pages"):
        for value, message in ((0, r"in the range .*, got 0(\.0)?"), ("much", "a number, got 'much'")):
            ended = leaddata("extract", "x.pdf", "--columns", "A|B", option, value)

            assert 2 == ended.code
            assert re.fullmatch(rf"leaddata: extract: expected {option} to be {message}: see .*\n", ended.err)


def hostile_markup() -> dict[str, bytes]:
    entities = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    return {
        "laughs.xml": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + entities + b"]><l>&j;</l>",
        "deep.xml": b'<?xml version="1.0"?>' + b"<a>" * 100_000,
        "deep.html": b"<!doctype html>" + b"<div>" * 100_000,
        "flat.html": b"<!doctype html>" + b"<p>x" * 300_000,
    }


@pytest.mark.parametrize("name", [*hostile_markup(), "page_tree_endless.pdf", "nested_content.pdf", "zero_pages.pdf"])
def test_read_source(name: str, tmp_path: Path) -> None:
    """As the document of a source, each is an error that names it, whatever it does to its reader."""
    path = FOLDER / name
    if name in hostile_markup():
        path = tmp_path / name
        path.write_bytes(hostile_markup()[name])
    snapshot = add(tmp_path / "raw", "harding_2024", path)
    found = read_source(tmp_path / "raw", "harding_2024", Limits(seconds=2))

    assert isinstance(found, Exception)
    assert str(found).startswith(snapshot.id)
    assert ": expected " in str(found)


def test_read_source_counts_pages(tmp_path: Path) -> None:
    """The limit on pages holds for the documents of sources too."""
    add(tmp_path, "kings_fund_2012", RAW / "kings_fund_2012" / "restated" / "report.pdf")
    found = read_source(tmp_path, "kings_fund_2012", Limits(pages=31))

    assert isinstance(found, DocumentError)
    assert "expected at most 31 pages, got 32: raise the limit with --pages" in str(found)


BAD, CHANGED = "kings_fund_2012", "harding_2024"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the restated documents in raw/ and a release of them in out/."""
    folder = tmp_path_factory.mktemp("good")
    shutil.copytree(RAW, folder / "raw", ignore=shutil.ignore_patterns("original"))
    shutil.copytree(RAW.parent / "processed", folder / "out")
    return folder


@pytest.fixture
def spoilt(good: Path, tmp_path: Path) -> Path:
    """Return the same with a bomb as the original of one source, and another date in the document of another."""
    folder = tmp_path / "spoilt"
    shutil.copytree(good, folder)
    add(folder / "raw", BAD, FOLDER / "flate_bomb.pdf")
    document = folder / "raw" / CHANGED / "restated" / "pubmed.xml"
    data = document.read_bytes()
    assert b"<Day>30</Day>" in data
    data = data.replace(b"<Day>30</Day>", b"<Day>29</Day>")
    document.write_bytes(data)
    sidecar = document.with_name("snapshot.json")
    fields = json.loads(sidecar.read_text(encoding="utf-8"))
    fields |= {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    sidecar.write_text(json.dumps(fields), encoding="utf-8")
    return folder


def table(folder: Path, name: str) -> pl.DataFrame:
    version = json.loads((folder / "out" / "current.json").read_text(encoding="utf-8"))["version"]
    return pl.read_parquet(folder / "out" / "releases" / version / f"{name}.parquet")


def check_refresh(code: int, out: str, err: str, good: Path, spoilt: Path) -> None:
    """The others are published, the bad one keeps its rows and is named, and the run is red."""
    told = [line for line in err.splitlines() if line.startswith("leaddata: ")]
    assert 3 == code, out + err
    assert "Traceback" not in err
    assert 1 == len(told)
    assert re.match(
        rf"leaddata: {BAD}@\w+: expected a document that is read in \d+ MB of memory, got .*--memory", told[0]
    )
    assert "failed, last good rows kept" in out
    assert ["2024-09-29"] == table(spoilt, "articles")["publication_date"].to_list()
    for name in ("participants", "sections", "stakeholders"):
        assert table(good, name).equals(table(spoilt, name))
        assert table(good, name).height


@pytest.mark.slow
def test_refresh(good: Path, spoilt: Path) -> None:
    """`leaddata refresh` with a bomb among good documents publishes the others."""
    ended = leaddata("refresh", "--raw", spoilt / "raw", "--out", spoilt / "out", "--memory", 500)

    check_refresh(ended.code, ended.out, ended.err, good, spoilt)
    assert ended.megabytes < MEGABYTES


@pytest.mark.slow
def test_flow(good: Path, spoilt: Path, tmp_path: Path) -> None:
    """`python flows/refresh.py`, which `make refresh` runs, does the same."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    ended = subprocess.run(
        [sys.executable, str(REPOSITORY / "flows" / "refresh.py"),
         "--raw", str(spoilt / "raw"), "--out", str(spoilt / "out"), "--memory", "500"],
        cwd=tmp_path, env={**kept, "PREFECT_HOME": str(tmp_path)}, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip

    check_refresh(ended.returncode, ended.stdout, ended.stderr, good, spoilt)
