"""Spoilt documents and registers, each through the whole refresh: a named error, and the release stays as it was."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import typst
from conftest import rest_slow

from leaddata.errors import (
    DocumentError,
    InvalidTableError,
    LayoutError,
    LeadDataError,
    LockedError,
    SchemaFileError,
    SnapshotError,
)
from leaddata.pipeline.lock import only_refresh
from leaddata.pipeline.refresh import RefreshReport, refresh
from leaddata.pipeline.snapshots import load_sidecar
from leaddata.pipeline.vocabularies import load_vocabularies

RAW = Path(__file__).parents[1] / "data" / "raw"
REPORT = "kings_fund_2012"
FOLDER = Path(REPORT) / "restated"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Return a copy of the raw folder, restated editions alone."""
    shutil.copytree(RAW, tmp_path / "raw", ignore=shutil.ignore_patterns("original"))
    return tmp_path / "raw"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return a copy of the releases of this repository, which a refresh of the restated editions leaves as they are."""
    shutil.copytree(RAW.parent / "processed", tmp_path / "out")
    return tmp_path / "out"


def state(folder: Path) -> dict[str, str]:
    """Return the hash of every file but the lock and what is kept of readings."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock" and path.parent.name != ".readings"
    }


def replace_report(raw: Path, data: bytes) -> None:
    """Put *data* in place of the report, with a sidecar that says so."""
    (raw / FOLDER / "report.pdf").write_bytes(data)
    change_sidecar(raw, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))


def change_sidecar(raw: Path, **fields: Any) -> None:
    path = raw / FOLDER / "snapshot.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | fields), encoding="utf-8")


def retypeset(raw: Path, *changes: tuple[str, str]) -> None:
    """Typeset the report again with parts of its source replaced."""
    text = (raw / FOLDER / "report.typ").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    data: Any = typst.compile(text.encode(), format="pdf", ignore_system_fonts=True)
    replace_report(raw, data)


def one_byte_changed(raw: Path) -> None:
    path = raw / FOLDER / "report.pdf"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def cut_off(raw: Path) -> None:
    replace_report(raw, (raw / FOLDER / "report.pdf").read_bytes()[:20_000])


def error_page(raw: Path) -> None:
    replace_report(raw, b"<!doctype html><title>404</title><p>Not found")


def page_lost(raw: Path) -> None:
    document = pypdfium2.PdfDocument((raw / FOLDER / "report.pdf").read_bytes())
    del document[28]
    buffer = io.BytesIO()
    document.save(buffer)
    replace_report(raw, buffer.getvalue())


def column_shifted(raw: Path) -> None:
    retypeset(
        raw, ("([Ted Adams], [Registrar Obs and Gynae \\ Whiston Hospital], nw)", "([Ted Adams Registrar], [], nw)")
    )


def columns_swapped(raw: Path) -> None:
    retypeset(
        raw,
        (
            "([Ted Adams], [Registrar Obs and Gynae \\ Whiston Hospital], nw)",
            "([Registrar Obs and Gynae \\ Whiston Hospital], [Ted Adams], nw)",
        ),
    )


def unknown_programme(raw: Path) -> None:
    retypeset(
        raw,
        (
            "([Safia Debar], [Academic GP], [Prepare to Lead: NHS \\ London])",
            "([Safia Debar], [Academic GP], [Prepare to Follow])",
        ),
    )


def unknown_specialty(raw: Path) -> None:
    retypeset(raw, ("[Ophthalmology Registrar \\ Moorfields]", "[Astrology Registrar \\ Moorfields]"))


def header_changed(raw: Path) -> None:
    retypeset(raw, ("Job and location", "Post and place"))


def row_left_out(raw: Path) -> None:
    retypeset(raw, ("  ([Safia Debar], [Academic GP], [Prepare to Lead: NHS \\ London]),\n", ""))


def quotation_misjudged(raw: Path) -> None:
    path = raw / FOLDER / "snapshot.json"
    sidecar = json.loads(path.read_text(encoding="utf-8"))
    key = next(key for key in sidecar["passages"] if ".quotations.001" in key)
    sidecar["passages"][key]["word_count"] += 1
    path.write_text(json.dumps(sidecar), encoding="utf-8")


def sidecar_deep(raw: Path) -> None:
    (raw / FOLDER / "snapshot.json").write_text("[" * 200_000, encoding="utf-8")


def sidecar_endless(raw: Path) -> None:
    path = raw / FOLDER / "snapshot.json"
    path.unlink()
    path.symlink_to("/dev/zero")


def sidecar_pipe(raw: Path) -> None:
    path = raw / FOLDER / "snapshot.json"
    path.unlink()
    os.mkfifo(path)


def sidecar_large(raw: Path) -> None:
    with (raw / FOLDER / "snapshot.json").open("ab") as file:
        file.truncate(3_000_000)


def not_what_the_sidecar_says(raw: Path) -> None:
    change_sidecar(raw, media_type="text/html")


CASES: list[tuple[Callable[[Path], None], type[LeadDataError], str, int]] = [
    (error_page, DocumentError, r"expected application/pdf, got text/html: correct media_type", 3),
    (lambda raw: (raw / FOLDER / "snapshot.json").unlink(), SnapshotError, r"expected a snapshot.json beside", 3),
    (column_shifted, InvalidTableError, r"expected 27 rows of participants, got 26: .* page 28 .*'job and location'", 5),
]  # fmt: skip
# More of the same kinds, each a refresh of its own.
MORE: list[tuple[Callable[[Path], None], type[LeadDataError], str, int]] = [
    (one_byte_changed, SnapshotError, r"report\.pdf: expected \d+ bytes with sha256 \w+…, got", 3),
    (lambda raw: shutil.rmtree(raw / REPORT), SnapshotError, r"expected a snapshot, got none: run `leaddata add", 3),
    (lambda raw: change_sidecar(raw, passages={}), LayoutError, r"expected the entry passages/.* in snapshot.json", 4),
    (header_changed, LayoutError, r"expected a table with the header Name \| Job and location \| Leadership", 4),
    (cut_off, DocumentError, r"expected a PDF, got a broken one", 3),
    (lambda raw: (raw / FOLDER / "report.pdf").unlink(), SnapshotError, r"expected a readable file, got No such", 3),
    (sidecar_deep, SnapshotError, r"snapshot\.json: expected a JSON object, got maximum recursion", 3),
    (page_lost, LeadDataError, r"kings_fund_2012@\w+: expected|kings_fund_2012@\w+ page", 4),
    (row_left_out, InvalidTableError, r"expected 27 rows of participants, got 26: look at the document", 5),
    (not_what_the_sidecar_says, DocumentError, r"expected text/html, got application/pdf", 3),
    (lambda raw: change_sidecar(raw, licens="MIT"), SnapshotError, r"expected one of the fields .*, got 'licens'", 3),
    (lambda raw: change_sidecar(raw, file="../x.pdf"), SnapshotError, r"expected a file name without folders", 3),
    (lambda raw: change_sidecar(raw, bytes="many"), SnapshotError, r"expected bytes to be an integer, got 'many'", 3),
    (quotation_misjudged, LayoutError, r"expected a stand-in for 9 words .*, got '\[Quotation of 8 words", 4),
    (columns_swapped, InvalidTableError, r"got 26: .* page 28 .*expected .*, got 'Ted Adams'", 5),
    (unknown_programme, InvalidTableError, r"got 26: .* page 28 .*expected a programme name, got 'Prepare to Follow'", 5),
    (unknown_specialty, InvalidTableError, r"got 26: .* page 28 .*got 'Astrology' in 'Astrology Registrar'", 5),
]  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "error", "message", "exit_code"),
    rest_slow([*CASES, *MORE], len(CASES)),
    ids=lambda value: getattr(value, "__name__", None),
)
def test_spoilt(
    raw: Path,
    out: Path,
    spoil: Callable[[Path], None],
    error: type[LeadDataError],
    message: str,
    exit_code: int,
) -> None:
    """The source is named with what is wrong and where; the release stays, byte for byte; the other sources are read."""
    before = state(out)
    spoil(raw)

    report = refresh(raw, out)

    (failed,) = [outcome for outcome in report.outcomes if outcome.error is not None]
    assert REPORT == failed.source_id
    assert isinstance(failed.error, error)
    with pytest.raises(error, match="(?is)" + message):
        raise failed.error
    assert exit_code == report.exit_code
    assert before == state(out)


def test_nothing_to_fall_back_on(raw: Path, tmp_path: Path) -> None:
    """Without an earlier release a failed source means that nothing is published."""
    one_byte_changed(raw)

    report: RefreshReport = refresh(raw, tmp_path / "new")

    assert (3, False) == (report.exit_code, report.published)
    assert not (tmp_path / "new" / "current.json").exists()


def test_two_at_once(raw: Path, out: Path) -> None:
    """A second refresh of the same folder is told who holds it, and changes nothing."""
    before = state(out)
    with only_refresh(out), pytest.raises(LockedError, match="expected no other refresh of this folder, got one"):
        refresh(raw, out)

    assert before == state(out)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("description: a\nterms: [{id: a, printed: [A]}]\nversion: 1\n", "expected the keys description and terms"),
        ("description: a\nterms: [{printed: [A]}]\n", "expected a term with an id"),
        ("description: a\nterms: [{id: a, printed: A}]\n", "expected printed to be a list of texts, got 'A'"),
        ("description: a\nterms: [{id: a, printed: [A]}, {id: b, printed: [A]}]\n", "got 'A' twice"),
        ("description: [\n", "expected YAML"),
    ],
)
def test_spoilt_vocabulary(tmp_path: Path, text: str, message: str) -> None:
    """A vocabulary that is not one is an error that names file and entry."""
    (tmp_path / "colours.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(SchemaFileError, match=f"colours.yaml.*{message}"):
        load_vocabularies(tmp_path)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda raw: change_sidecar(raw, bytes=10**400), r"expected bytes to be the size of a file, got .* 401 digits"),
        (sidecar_endless, r"expected a JSON object, got .*a pipe or device"),
        (sidecar_pipe, r"expected a JSON object, got .*a pipe or device"),
        (sidecar_large, r"expected a JSON object, got a file of 3,000,000 bytes"),
    ],
    ids=["bytes beyond counting", "endless", "pipe", "large"],
)
def test_sidecars_that_are_no_small_file(raw: Path, spoil: Callable[[Path], None], message: str) -> None:
    """What stands where a snapshot.json should is not read without end, and no number in it is too large to work with."""
    spoil(raw)

    with pytest.raises(SnapshotError, match=message):
        load_sidecar(raw / FOLDER / "snapshot.json", raw)
