"""`diff`: all that differs between two releases, in Python, at a terminal, as JSON and as Markdown."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from conftest import REPOSITORY, Run, make_release, reseal

import leaddata
from leaddata.errors import TamperedError, UnknownReleaseError, UsageError


@pytest.fixture
def two(releases: Path) -> Path:
    """Return a folder of 1.0.0 and 1.1.0, in which a person came, one went, and a post and an evidence row changed."""
    folder = make_release(releases, "1.1.0")
    path = folder / "participants.parquet"
    rows = pl.read_parquet(path)
    came = rows.tail(1).with_columns(participant_id=pl.lit("p.003"), name=pl.lit("Cy\x1b[31m New"))
    changed = rows.head(1).with_columns(job=pl.lit("Consultant"), roles=pl.Series([["chair"]]), remark=pl.lit("theirs"))
    pl.concat([changed, came]).write_parquet(path)
    evidence = folder / "evidence.parquet"
    pl.read_parquet(evidence).with_columns(page=pl.lit(9, pl.Int64)).write_parquet(evidence)
    reseal(releases, "1.1.0")
    return releases


def test_every_difference_is_keyed(two: Path) -> None:
    """Rows by id, cells by id and field, other people's words left out; the size is what they ask for."""
    found = leaddata.diff("1.0.0", "1.1.0")
    table = found.changes.tables["participants"]

    assert ("1.0.0", "1.1.0", "major", False) == (found.before, found.after, found.size, found.is_empty)
    assert ((("p.003",), ("p.002",))) == (table.rows_added, table.rows_removed)
    assert [("p.001", "job", "Registrar", "Consultant"), ("p.001", "roles", ["chair", "clerk"], ["chair"])] == [
        (cell.row_id, cell.field, cell.before, cell.after) for cell in table.cells_changed[:2]
    ]
    assert ("remark", None, None) == (table.cells_changed[2].field, *[table.cells_changed[2].before] * 2)
    assert [("e1", "page"), ("e2", "page"), ("e3", "page"), ("e4", "page")] == [
        (cell.row_id, cell.field) for cell in found.changes.tables["evidence"].cells_changed
    ]


def test_the_second_is_the_current_release_by_default(two: Path) -> None:
    """A version, a folder of releases, or a release; the other way round what came is what goes."""
    found = leaddata.diff("1.0.0")

    assert found == leaddata.diff(two / "releases" / "1.0.0", two) == leaddata.diff(str(two / "releases" / "1.0.0"))
    back = leaddata.diff(two, "1.0.0").changes.tables["participants"]
    assert ((("p.002",), ("p.003",))) == (back.rows_added, back.rows_removed)


def test_the_same_release(two: Path, run: Run) -> None:
    """It says so, in every form, and ends with 0 whatever is asked."""
    assert run("diff", "1.1.0", "--exit-code") == (0, "1.1.0 → 1.1.0: no difference\n", "")
    code, out, _ = run("diff", "1.1.0", "1.1.0", "--format", "json")
    assert (code, json.loads(out)["size"], json.loads(out)["tables"]) == (0, "none", {})
    assert "No difference." in run("diff", "1.1.0", "1.1.0", "--format", "markdown")[1]


def test_at_a_pipe_it_is_plain(two: Path, run: Run) -> None:
    """Size first, then counts, then each difference; what would control a terminal stands as a code."""
    code, out, err = run("diff", "1.0.0")
    lines = out.splitlines()

    assert (code, err) == (0, "")
    assert ["1.0.0 → 1.1.0: major", "  evidence: 4 cells changed"] == lines[:2]
    for line in (
        "  + row added: p.003",
        "  - row removed: p.002",
        "  ~ p.001 job: Registrar → Consultant",
        "  ~ p.001 remark: text changed",
        "  ~ e4 page: null → 9",
    ):
        assert line in lines
    assert "\x1b" not in out
    assert "theirs" not in out
    assert out == f"{leaddata.diff('1.0.0')}\n"


def test_json_and_markdown_list_everything(two: Path, run: Run, tmp_path: Path) -> None:
    """In the form of changes.json and CHANGES.md, rows about the release itself included; also to a file."""
    told = json.loads(run("diff", "1.0.0", "--format", "json")[1])
    _, text, _ = run("diff", "1.0.0", "--format", "markdown")

    assert told == leaddata.diff("1.0.0").to_dict()
    assert ("1.1.0", "1.0.0", "major") == (told["version"], told["previous"], told["size"])
    assert 4 == len(told["tables"]["evidence"]["cells_changed"])
    assert "- row added: `p.003`" in text
    assert "- `e4` page: null → `9`" in text
    assert (0, "", "") == run("diff", "1.0.0", "--format", "markdown", "-o", str(tmp_path / "d.md"))
    assert text == (tmp_path / "d.md").read_text(encoding="utf-8")


def test_exit_codes(two: Path, run: Run) -> None:
    """0 although something differs, 5 where asked for; 2 for wrong usage, of which a release that is not there is one."""
    assert run("diff", "1.0.0")[0] == 0
    assert run("diff", "1.0.0", "--exit-code")[0] == 5
    assert run("diff")[0] == 2
    assert run("diff", "1.0.0", "1.1.0", "surplus")[0] == 2
    code, out, err = run("diff", "7.7.7")
    assert (code, out) == (2, "")
    assert "expected one of the releases at hand (1.0.0, 1.1.0), got '7.7.7'" in err


def test_what_is_no_release(two: Path, tmp_path: Path) -> None:
    """A folder without one, a folder that is not there, nothing, and a release that was tampered with."""
    with pytest.raises(UnknownReleaseError, match="got a folder with neither"):
        leaddata.diff(tmp_path)
    with pytest.raises(UnknownReleaseError, match="got no such folder"):
        leaddata.diff(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="expected a version or a folder, got nothing"):
        leaddata.diff("")
    (two / "releases" / "1.0.0" / "CITATION.cff").write_text("x", encoding="utf-8")
    with pytest.raises(TamperedError, match=r"CITATION\.cff"):
        leaddata.diff("1.0.0")


def test_files_that_describe_a_release(releases: Path, run: Run) -> None:
    """Where the tables are the same a file that is new or gone is told, and one of other words where that is recorded."""
    folder = make_release(releases, "1.0.1")
    assert run("diff", "1.0.0", "--exit-code") == (0, "1.0.0 → 1.0.1: no difference\n", "")

    (folder / "more.json").write_text("{}", encoding="utf-8")
    changes = {"version": "1.0.1", "previous": "1.0.0", "descriptions": {"CITATION.cff": "reworded"}}
    (folder / "changes.json").write_text(json.dumps(changes), encoding="utf-8")
    reseal(releases, "1.0.1")
    found, back = leaddata.diff("1.0.0"), leaddata.diff(releases, "1.0.0")

    assert ("patch", False, True) == (found.size, found.is_empty, found.changes.is_empty)
    assert {"CITATION.cff": "reworded", "more.json": "new"} == found.descriptions == found.to_dict()["descriptions"]
    assert {"CITATION.cff": "reworded", "more.json": "gone"} == back.descriptions
    assert "- `more.json`: new" in found.to_markdown()
    assert "tables</th>" in found._repr_html_()
    assert 5 == run("diff", "1.0.0", "--exit-code")[0]
    assert str(found).splitlines() == [
        "1.0.0 → 1.0.1: patch",
        "  tables: the same",
        "  files that describe the release: 1 new, 1 reworded",
        "",
        "files that describe the release",
        "  ~ CITATION.cff: reworded",
        "  + more.json: new",
    ]


def _at_a_terminal(two: Path, **settings: str) -> str:
    script = (
        "import sys; from pathlib import Path; from leaddata import installed; from leaddata.cli import main\n"
        f"installed._ROOTS = (Path({str(two)!r}),)\nsys.exit(main(['diff', '1.0.0']))"
    )
    parent, child = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=child, env={**kept, "TERM": "xterm", **settings}
    ) as ran:
        os.close(child)
        told = b""
        while True:
            try:
                piece = os.read(parent, 65_536)
            except OSError:
                break
            if not piece:
                break
            told += piece
        assert ran.wait(timeout=60) == 0
    os.close(parent)
    return told.decode().replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_at_a_terminal_it_is_coloured(two: Path) -> None:
    """New is green, gone red, of what differs both; NO_COLOR and a dumb terminal are heeded; the words are the same."""
    coloured = _at_a_terminal(two)

    assert "\x1b[32m  + row added: p.003\x1b[0m" in coloured
    assert "\x1b[31m  - row removed: p.002\x1b[0m" in coloured
    assert "\x1b[35m~\x1b[0m p.001 job: \x1b[31mRegistrar\x1b[0m → \x1b[32mConsultant\x1b[0m" in coloured
    plain = re.sub(r"\x1b\[[0-9]+m", "", coloured)
    assert plain == f"{leaddata.diff('1.0.0')}\n"
    for settings in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert plain == _at_a_terminal(two, **settings)
    assert coloured == _at_a_terminal(two, NO_COLOR="")


def test_the_releases_of_the_repository(tmp_path: Path) -> None:
    """What `diff` says of two published releases is what the later one's changes.json says."""
    released = REPOSITORY / "data" / "processed" / "releases"
    versions = sorted(
        (path.name for path in released.iterdir()), key=lambda name: [int(part) for part in name.split(".")]
    )
    assert len(versions) > 2
    for before, after in pairwise(versions):
        told = json.loads((released / after / "changes.json").read_text(encoding="utf-8"))
        found = leaddata.diff(released / before, released / after).to_dict()
        assert (told["version"], told["previous"], told["size"]) == (after, before, found["size"])
        assert told.get("descriptions", {}) == found["descriptions"]
        for what in ("rows_added", "rows_removed", "cells_changed"):
            assert {name: table[what] for name, table in told["tables"].items()} == {
                name: table[what] for name, table in found["tables"].items()
            }
