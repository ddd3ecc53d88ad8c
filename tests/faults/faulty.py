"""
A small refresh that always has something new to publish, for programs that break it, and what looks at the outcome.

    python faulty.py write OUT RAW   edit the article and refresh, on and on, from the number that comes on standard input
    python faulty.py read OUT        load whatever is current, again and again, and prove it each time
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import polars as pl

import leaddata.pipeline.refresh as refreshing
from leaddata.content import file_sha256
from leaddata.installed import check_release, release_at

ARTICLE = "harding_2024"
RAW = Path(__file__).resolve().parents[2] / "data" / "raw"


def only_article() -> None:
    """Leave one source, so that a refresh takes some tenths of a second."""
    refreshing.plan = lambda: [ARTICLE]


def documents(to: Path) -> Path:
    """Copy the article's document."""
    shutil.copytree(RAW / ARTICLE, to / ARTICLE, ignore=shutil.ignore_patterns("original"))
    return to


def edited(raw: Path, number: int) -> None:
    """Give the article a title with a number, as a publisher might."""
    folder = raw / ARTICLE / "restated"
    text = (RAW / ARTICLE / "restated" / "pubmed.xml").read_text(encoding="utf-8")
    new = text.replace("</ArticleTitle>", f" no {number}</ArticleTitle>", 1)
    assert new != text
    sidecar = json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))
    for path, content in ((folder / "pubmed.xml", new), (folder / "snapshot.json", "")):
        part = path.with_name(f".{path.name}.part")
        part.write_text(content or json.dumps(sidecar), encoding="utf-8")
        part.replace(path)
        sidecar |= {"sha256": file_sha256(folder / "pubmed.xml"), "bytes": (folder / "pubmed.xml").stat().st_size}


def number_of(out: Path, version: str) -> int:
    """Return the number in the title that a release holds, in the table and in the evidence of the cell alike."""
    folder = out / "releases" / version
    (title,) = pl.read_parquet(folder / "articles.parquet")["title"]
    quotes = pl.read_parquet(folder / "evidence.parquet").filter(
        pl.col("table") == "articles", pl.col("field") == "title"
    )
    number = int(title.rpartition(" no ")[2])
    assert [f"no {number}"] == [quote[-len(f"no {number}") :] for quote in quotes["quote"]]
    return number


def proven(out: Path) -> tuple[str, int]:
    """Return version and number of the current release, every file held to its hash."""
    release = release_at(out)
    check_release(release)
    return release.version, number_of(out, release.version)


def program(*arguments: object, **options: object) -> subprocess.Popen[str]:
    """Start this file as a program."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    return subprocess.Popen(
        [sys.executable, __file__, *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, **options,  # type: ignore[call-overload,no-any-return]
    )  # fmt: skip


def _write(out: Path, raw: Path) -> None:
    print("ready", flush=True)
    number = int(sys.stdin.readline())
    while True:
        edited(raw, number)
        report = refreshing.refresh(raw, out)
        assert report.exit_code == 0, report.problems()
        print("published", report.version, number, flush=True)
        number += 1


def _read(out: Path) -> None:
    count = 0
    while True:
        version, number = proven(out)
        count += 1
        print(version, number, count, flush=True)
        time.sleep(0.02)


if __name__ == "__main__":
    only_article()
    if sys.argv[1] == "write":
        _write(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        _read(Path(sys.argv[2]))
