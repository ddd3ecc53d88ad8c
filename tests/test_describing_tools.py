"""The programs that a release is described for read it as leaddata does: each is run, in an environment of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from agreeing import stated
from installing import REPOSITORY, environment, run
from test_publish import published, with_posts

import leaddata
from leaddata.installed import release_at

pytestmark = pytest.mark.slow

TOOLS = REPOSITORY / "tests" / "tools"
Check = Callable[[str, Path], dict[str, Any]]


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of an environment with the tools."""
    folder = tmp_path_factory.mktemp("tools") / "env"
    found = environment(folder, "--requirement", str(TOOLS / "requirements.txt"))
    run(str(found / "python"), "-m", "pip", "install", "-qq", "--no-deps", "--no-compile", "cffconvert==2.0.0")
    return found


@pytest.fixture(scope="module")
def check(programs: Path) -> Check:
    """Return a function that runs a check of tests/tools/check.py."""
    return lambda what, path: json.loads(run(str(programs / "python"), str(TOOLS / "check.py"), what, str(path)))  # type: ignore[no-any-return]


@pytest.fixture(scope="module", params=["the repository's documents", "invented ones"])
def out(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of releases, made now."""
    folder = tmp_path_factory.mktemp("released") / "a folder"
    if request.param == "invented ones":
        folder.mkdir()
        published(folder)
        published(folder, *with_posts(3))
    else:
        run(sys.executable, "-m", "leaddata", "refresh", "--out", str(folder), cwd=REPOSITORY)
    return folder


@pytest.fixture
def release(out: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let leaddata load from it, and return the release."""
    monkeypatch.setattr(leaddata.installed, "_ROOTS", (out,))
    return release_at(out).folder


def test_mlcroissant_validates_and_loads_every_table(programs: Path, check: Check, release: Path) -> None:
    """Neither error nor warning; the rows of each record set are those of the table: nulls, days, lists, none at all."""
    ended = subprocess.run(
        [str(programs / "mlcroissant"), "validate", "--jsonld", "croissant.json"],
        cwd=release,
        capture_output=True,
        text=True,
        check=False,
    )
    found = check("croissant", release)

    assert (0, []) == (ended.returncode, [line for line in ended.stderr.splitlines() if not line.startswith("I")])
    assert ([], True) == (found["issues"], found["is_same_again"])
    assert leaddata.tables() == list(found["rows"])
    for name, rows in found["rows"].items():
        expected = json.loads(json.dumps(leaddata.load(name).to_dicts(), default=lambda value: value.isoformat()))
        assert expected == rows, name
    assert {0} < {len(rows) for rows in found["rows"].values()}


def test_frictionless_validates_the_package_with_its_rows(programs: Path, check: Check, release: Path) -> None:
    """`frictionless validate` ends with exit code 0, and reads every row."""
    ended = run(str(programs / "frictionless"), "validate", "datapackage.json", "--json", cwd=release)
    report = json.loads(ended)
    found = check("datapackage", release)
    counts = stated(release)["datapackage.json"]["row_counts"]

    assert (True, []) == (report["valid"], report["errors"])
    assert {f"{name}.parquet" for name in leaddata.tables()} == {task["place"] for task in report["tasks"]}
    assert counts == {task["place"]: task["stats"].get("rows", 0) for task in report["tasks"]}
    assert found["row_counts"].items() <= counts.items()
    # The published profile lacks what the standard says: lists, and that fieldsMatch is a string
    # (https://github.com/frictionlessdata/datapackage/issues/1089 and /965).
    assert {"fieldsMatch", "type list"} >= set(found["profile"])


def test_frictionless_sees_what_is_wrong(programs: Path, release: Path, tmp_path: Path) -> None:
    """It would not pass whatever is there: a value that may not be, and a key that leads nowhere, are found."""
    package = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    for path in release.glob("*.parquet"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    posts = next(one for one in package["resources"] if one["name"] == "posts")
    next(field for field in posts["schema"]["fields"] if field["name"] == "title")["constraints"] = {"maxLength": 2}
    posts["schema"]["foreignKeys"][0]["reference"] = {"resource": "programmes", "fields": ["programme_id"]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    ended = subprocess.run(
        [str(programs / "frictionless"), "validate", "datapackage.json", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    kinds = {error["type"] for task in json.loads(ended.stdout)["tasks"] for error in task["errors"]}
    assert (1, {"constraint-error", "foreign-key"}) == (ended.returncode, kinds)


def test_datacite_takes_it_without_a_doi(check: Check, release: Path) -> None:
    """Valid by DataCite's schema, and no DOI is made up."""
    assert {"errors": [], "has_doi": False} == check("datacite", release)


def test_prov_is_read_and_written_again(check: Check, release: Path) -> None:
    """The provenance is the same after a round trip, and every table leads to its snapshots and their sources."""
    found = check("prov", release)
    derived = stated(release)["prov.json"]["derived"]

    assert (True, "document") == (found["is_same_again"], found["notation"])
    pairs = {tuple(pair) for pair in found["derived"]}
    assert {
        (f"leaddata:release/{release.name}/{path}", f"leaddata:snapshot/{snapshot}")
        for path, snapshots in derived.items()
        for snapshot in snapshots
    } <= pairs
    for snapshot in derived["evidence.parquet"]:
        assert (f"leaddata:snapshot/{snapshot}", f"leaddata:source/{snapshot.split('@')[0]}") in pairs


def test_citation_files_are_valid(check: Check, release: Path, tmp_path: Path) -> None:
    """So are that of the release, what `leaddata cite --style cff` prints, and that of the repository."""
    cited = tmp_path / "CITATION.cff"
    cited.write_text(leaddata.cite("cff"), encoding="utf-8")

    for path in (release / "CITATION.cff", cited, REPOSITORY / "CITATION.cff"):
        assert [] == check("cff", path)["errors"], path
    cited.write_text(cited.read_text(encoding="utf-8").replace("type: dataset", "type: table"), encoding="utf-8")
    assert check("cff", cited)["errors"]


def test_citations_are_read(check: Check, release: Path, out: Path, tmp_path: Path) -> None:
    """BibTeX, BibLaTeX and RIS are read by others with title, version and hash; one author is one author."""
    digest = json.loads((out / "current.json").read_text(encoding="utf-8"))["sha256"]
    title = stated(release)["datapackage.json"]["title"]
    for style in ("bibtex", "biblatex"):
        path = tmp_path / f"{style}.bib"
        path.write_text(leaddata.cite(style), encoding="utf-8")
        found = check("bibliography", path)
        (entry,) = found["entries"]
        assert {"bibtex": "misc", "biblatex": "dataset"}[style] == entry["kind"]
        assert (["{The leaddata contributors}"], f"{{{title}}}") == (entry["author"], entry["title"])
        assert (release.name, True) == (entry["version"], digest in entry["note"])
        if style == "bibtex":
            assert digest in found["shown"][0]
            assert "github.com/leaddata" in found["shown"][0]
    (tmp_path / "cited.ris").write_text(leaddata.cite("ris"), encoding="utf-8")
    (entry,) = check("bibliography", tmp_path / "cited.ris")["entries"]

    assert ("DATA", title, release.name) == (entry["type_of_reference"], entry["title"], entry["edition"])
    assert ["The leaddata contributors"] == entry["authors"]
    assert digest in entry["notes"][0]
