"""
Everything that the loader offers, used once; run by an interpreter in which nothing but the wheel is installed.

    python whole_api.py FOLDER VERSION...

FOLDER is written to; each VERSION is an older release, found by LEADDATA_RELEASES. Prints what was found as JSON.
"""

from __future__ import annotations

import importlib.metadata
import json
import platform
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import leaddata

FORMATS = ("csv", "sqlite", "xlsx", "parquet", "json")
out, *older = Path(sys.argv[1]), *sys.argv[2:]


def told(*arguments: str) -> str:
    """Return what the command line prints."""
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-m", "leaddata", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, f"{arguments}: {ended.stderr}"
    assert not ended.stderr, f"{arguments}: {ended.stderr}"
    return ended.stdout


assert not {"polars", "click", "xlsxwriter"} & set(sys.modules)
rows = {}
for name in leaddata.tables():
    frame = leaddata.load(name)
    key = leaddata.describe(name).primary_key[0]
    assert leaddata.scan(name).collect().equals(frame)
    assert leaddata.load(name, lazy=True).collect().equals(frame)
    assert getattr(leaddata, name)().equals(frame)
    assert leaddata.load(name, columns=[key], verify=False).columns == [key]
    assert leaddata.load(name, columns=[key], lazy=True).collect().height == frame.height
    nameless = leaddata.load(name, names=False)
    assert leaddata.load(name, names=False, lazy=True).collect().equals(nameless)
    assert set(nameless.columns) <= set(frame.columns)
    description = leaddata.describe(name)
    assert description.row_count == frame.height
    assert description.to_frame().height == len(frame.columns)
    assert name in str(description)
    assert description._repr_html_().startswith("<div>")
    if frame.height:
        traced = leaddata.trace(name, frame[key][0])
        assert traced._repr_html_().count("<table") == 1
        assert str(traced)
    rows[name] = frame.height
assert repr(leaddata.tables()).count("\n") >= len(rows) - 1

for style in ("bibtex", "apa", "cff"):
    assert leaddata.cite(style)
verified = leaddata.verify()
sizes = {version: leaddata.diff(version).size for version in older}
for version in older:
    assert str(leaddata.diff(version))
    assert leaddata.load("participants", version=version).height
for with_names in (True, False):
    folder = out / f"names-{with_names}"
    written = leaddata.export(folder, formats=list(FORMATS), names=with_names)
    assert all(path.exists() for path in written)
    with sqlite3.connect(folder / "leaddata.sqlite") as database:
        assert database.execute("select count(*) from participants").fetchone() == (rows["participants"],)
        assert not database.execute("pragma foreign_key_check").fetchall()
    assert zipfile.ZipFile(folder / "leaddata.xlsx").testzip() is None

wrong = {
    leaddata.UnknownTableError: lambda: leaddata.load("particpants"),
    leaddata.errors.UsageError: lambda: leaddata.load("participants", columns=["nme"]),
    AttributeError: lambda: leaddata.particpants,
}
for error, call in wrong.items():
    message = ""
    try:
        call()
    except error as caught:
        message = str(caught)
    assert "did you mean" in message, error

assert len(told("tables").splitlines()) >= len(rows)
assert told("describe", "participants")
for form in ("table", "csv", "json"):
    assert told("load", "participants", "--format", form)
told("load", "participants", "--format", "parquet", "-o", str(out / "participants.parquet"))
row_id = leaddata.participants(columns=["participant_id"])["participant_id"][0]
assert told("trace", "participants", row_id)
assert told("cite", "--style", "apa")
assert told("verify")
assert told("coverage")
assert told("export", str(out / "told"), "--format", ",".join(FORMATS))
for version in older:
    assert told("diff", version)

installed = {
    one.name: {
        "version": one.version,
        "wheel": (one.read_text("WHEEL") or "").splitlines(),
        "bytes": sum(
            path.stat().st_size for file in one.files or () if (path := Path(one.locate_file(file))).is_file()
        ),
    }
    for one in importlib.metadata.distributions()
}
print(
    json.dumps(
        {
            "python": platform.python_version(),
            "installed": installed,
            "rows": rows,
            "files": verified.file_count,
            "sizes": sizes,
            "file": leaddata.__file__,
        }
    )
)
