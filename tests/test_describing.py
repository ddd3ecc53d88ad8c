"""The files that describe a release say the same of it, say it again in the same bytes, and make a release when they change."""

from __future__ import annotations

import json
import re
import shutil
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from agreeing import disagreements, stated
from conftest import rest_slow
from made import BLOG, REPORT, both
from test_publish import candidate, published, with_posts

import leaddata
from leaddata.pipeline import describing, redescribed
from leaddata.pipeline.describing import FILES
from leaddata.pipeline.describing.derivations import derivations
from leaddata.pipeline.describing.facts import CC0, CC_BY, GOVERNMENT_LICENCE, ReleaseFacts
from leaddata.pipeline.publish import publish
from leaddata.pipeline.release import current_release
from leaddata.pipeline.schemas import load_schemas

LATER = date(2027, 3, 4)
SHARED = {
    "version",
    "date",
    "title",
    "description",
    "homepage",
    "licence_addresses",
    "contributors",
    "hashes",
    "row_counts",
}


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two releases of two invented sources, which no test changes."""
    out = tmp_path_factory.mktemp("described")
    published(out)
    published(out, *with_posts(3))
    return out


@pytest.fixture
def folder(releases: Path, tmp_path: Path) -> Path:
    """Return a copy of the second release, with the one before it beside it."""
    return shutil.copytree(releases, tmp_path / "out") / "releases" / "0.2.0"


def _edited(path: Path, edit: Callable[[Any], None]) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    edit(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def _versions(out: Path) -> list[str]:
    return sorted(path.name for path in (out / "releases").iterdir())


def _reworded(monkeypatch: pytest.MonkeyPatch, **said: Any) -> None:
    """Let the facts say something else, as they would after a change of the program."""
    facts = redescribed.release_facts
    monkeypatch.setattr(redescribed, "release_facts", lambda *given, **known: replace(facts(*given, **known), **said))


def test_all_files_say_the_same(folder: Path) -> None:
    """Version, date, titles, licences, contributors, homepage, hashes and counts agree wherever they are stated."""
    found = stated(folder)

    assert [] == disagreements(folder)
    for name in ("datapackage.json", "croissant.json", "dataset.jsonld", "datacite.json", "prov.json"):
        assert SHARED <= found[name].keys(), name
    assert set(FILES) < found.keys()
    assert {f"{name}.parquet" for name in load_schemas()} == found["prov.json"]["hashes"].keys()
    counts = {path.name: pl.read_parquet(path).height for path in folder.glob("*.parquet")}
    assert counts == found["datapackage.json"]["row_counts"]


@pytest.mark.parametrize(
    ("name", "edit", "fact"),
    [
        ("datapackage.json", lambda said: said.update(version="9.9.9"), "version"),
        ("datapackage.json", lambda said: said["resources"][3].update(row_count=999), "row_counts"),
        ("croissant.json", lambda said: said["distribution"][5].update(sha256="0" * 64), "hashes"),
        ("croissant.json", lambda said: said["license"].pop(), "licence_addresses"),
        ("croissant.json", lambda said: said["recordSet"][2].update(alternateName="Another"), "table_titles"),
        ("croissant.json", lambda said: said["recordSet"][2]["field"].pop(), "field_count"),
        ("dataset.jsonld", lambda said: said["creator"][0].update(name="Somebody"), "contributors"),
        ("dataset.jsonld", lambda said: said.update(url="https://example.org"), "homepage"),
        ("dataset.jsonld", lambda said: said["distribution"].pop(), "hashes"),
        ("datacite.json", lambda said: said["titles"][0].update(title="Another"), "title"),
        ("datacite.json", lambda said: said["rightsList"][0].update(rightsIdentifier="MIT"), "licence"),
        ("prov.json", lambda said: said["wasDerivedFrom"].pop("_:derived1"), "derived"),
        ("prov.json", lambda said: said["entity"].pop(f"leaddata:source/{BLOG}"), "sources"),
    ],
)
def test_a_planted_difference_is_found(folder: Path, name: str, edit: Callable[[Any], None], fact: str) -> None:
    """Where one file says something else, that fact is named."""
    _edited(folder / name, edit)

    assert any(line.startswith(f"{fact}: ") for line in disagreements(folder))


@pytest.mark.parametrize("name", ["CITATION.cff", "DICTIONARY.md", "SHA256SUMS"])
def test_a_difference_planted_in_a_text_is_found(folder: Path, name: str) -> None:
    """So is one in a file that is not JSON."""
    path = folder / name
    path.write_text(
        re.sub(r"0\.2\.0|[0-9a-f]{64}", "0.2.1", path.read_text(encoding="utf-8"), count=0), encoding="utf-8"
    )

    assert [] != disagreements(folder)


def test_no_clock_no_machine(tmp_path: Path) -> None:
    """The same content on the same day gives the same bytes anywhere; no path of the machine is in them."""
    for name in ("a", "b/c"):
        published(tmp_path / name)
    texts = {name: (tmp_path / "a" / "releases" / "0.1.0" / name).read_text(encoding="utf-8") for name in FILES}

    for name, text in texts.items():
        assert text == (tmp_path / "b" / "c" / "releases" / "0.1.0" / name).read_text(encoding="utf-8"), name
        assert not re.search(r"/(home|tmp|usr|root|work|Users)/|[A-Z]:\\\\|20\d\d-\d\d-\d\dT(?!00:00:00Z)", text), name
        assert {"2026-11-22"} >= set(re.findall(r"20\d\d-\d\d-\d\d", text)), name


def test_each_table_is_derived_from_what_evidence_says(folder: Path) -> None:
    """A table is derived from the snapshots that its values were read from, and not from one that a register tells of."""
    evidence = pl.read_parquet(folder / "evidence.parquet").filter(pl.col("method") != "registry")
    derived = stated(folder)["prov.json"]["derived"]

    for name in load_schemas():
        read = evidence if name == "evidence" else evidence.filter(pl.col("table") == name)
        assert sorted(set(read["snapshot_id"].drop_nulls())) == derived[f"{name}.parquet"], name
    assert [f"{REPORT}@", f"{BLOG}@"] == [one[: one.index("@") + 1] for one in derived["evidence.parquet"]]
    assert [] == derived["coverage.parquet"] == derived["sources.parquet"]


def test_what_registers_and_other_tables_give_is_told(folder: Path) -> None:
    """A register that says a value is an entity that the refresh used; a table made of others is derived from them."""
    prov = json.loads((folder / "prov.json").read_text(encoding="utf-8"))
    made_of: dict[str, set[str]] = defaultdict(set)
    for one in prov["wasDerivedFrom"].values():
        made_of[one["prov:generatedEntity"].rpartition("/")[2]].add(one["prov:usedEntity"])
    registers = {name for name in prov["entity"] if name.startswith("leaddata:register/")}
    tables = {name: f"leaddata:release/0.2.0/{name}.parquet" for name in load_schemas()}
    told = set(pl.read_parquet(folder / "coverage.parquet")["table"])

    assert {f"leaddata:register/sources/{name}.py" for name in (REPORT, BLOG)} == made_of["sources.parquet"]
    assert "leaddata:register/data/reference/outside_facts.csv" in made_of["outside_facts.parquet"]
    assert {tables[name] for name in told} == made_of["coverage.parquet"]
    assert {tables["participants"], tables["programme_names"]} < made_of["programmes.parquet"]
    assert registers < {one["prov:entity"] for one in prov["used"].values()}
    assert registers == {name for names in made_of.values() for name in names if name.startswith("leaddata:register/")}
    assert set.union(*made_of.values()) <= prov["entity"].keys()


def test_what_croissant_says_of_rows_is_in_its_own_words(folder: Path) -> None:
    """Every key of a record set and its fields is a term of Croissant by the context, but for names and descriptions."""
    found = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    terms = {name for name, term in found["@context"].items() if str(term).startswith(("cr:", "{'@id': 'cr:"))}
    known = terms | {"@id", "@type", "name", "alternateName", "description", "dct:references"}
    used: set[str] = set()
    rest = list(found["recordSet"])
    while rest:
        one = rest.pop()
        used |= one.keys()
        rest += [
            part
            for value in one.values()
            for part in (value if isinstance(value, list) else [value])
            if isinstance(part, dict)
        ]

    assert set() == used - known
    assert {"annotation", "value", "field", "extract"} < used


def test_corrections_redactions_and_quarantined_rows_are_told() -> None:
    """Their registers are named only where a value is of them; a row that was stopped was read from its document."""
    columns = ("evidence_id", "table", "field", "method", "snapshot_id", "path")
    rows = [
        ("1", "posts", "title", "correction", "blog@1", "/p"),
        ("2", "posts", "source_id", "registry", "blog@1", "s.py"),
    ]
    evidence = pl.DataFrame(rows, schema=columns, orient="row")
    placed = pl.DataFrame({"snapshot_id": ["report@2", None]})
    found = derivations({"evidence": evidence, "quarantine": placed, "redactions": placed.clear()})

    assert {"posts": ("sources/blog.yaml",)} == found.registers
    assert {"posts": ("blog@1",), "quarantine": ("report@2",), "evidence": ("blog@1",)} == found.snapshots
    assert {"evidence": ("posts",)} == found.tables
    found = derivations({"evidence": evidence.clear(), "redactions": placed})
    assert {"redactions": ("data/redactions.yaml",)} == found.registers


def test_the_release_before_is_named_with_its_hash(folder: Path) -> None:
    """A release is a revision of the one before, which the sha256 of its SHA256SUMS tells from any other."""
    prov = json.loads((folder / "prov.json").read_text(encoding="utf-8"))
    history = json.loads((folder.parents[1] / "current.json").read_text(encoding="utf-8"))["releases"]
    revisions = [one for one in prov["wasDerivedFrom"].values() if "prov:type" in one]

    assert history["0.1.0"] == prov["entity"]["leaddata:release/0.1.0"]["leaddata:sums_sha256"]
    assert [("leaddata:release/0.2.0", "leaddata:release/0.1.0")] == [
        (one["prov:generatedEntity"], one["prov:usedEntity"]) for one in revisions
    ]


def test_licences_by_table(folder: Path) -> None:
    """The registers' licences stand where their fields are, with the sentence asked for; a name has none."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    licences = {one["name"]: [licence["name"] for licence in one["licenses"]] for one in package["resources"]}
    of_codes = next(one for one in package["resources"] if one["name"] == "organisations")["licenses"][1]

    assert [CC_BY.name, GOVERNMENT_LICENCE.name, CC0.name] == licences.pop("organisations")
    assert {(CC_BY.name,)} == {tuple(names) for names in licences.values()}
    assert (GOVERNMENT_LICENCE.attribution, "ods_code") == (of_codes["attribution"], of_codes["fields"][0])
    assert "No licence is given over a person's name" in package["personal_data"]
    named = {one["name"] for one in package["resources"] if "name" in one.get("personal_data", ())}
    assert {"participants", "stakeholders", "post_authors"} <= named


def test_a_local_release_gives_no_licence(tmp_path: Path) -> None:
    """No file gives one over other people's sentences; those with a place for it say that it is not to be passed on."""
    publish(candidate(tmp_path, with_text=True), tmp_path)
    folder = tmp_path / "releases" / "0.1.0"
    dataset = (folder / "dataset.jsonld").read_text(encoding="utf-8")

    assert [] == disagreements(folder)
    assert "Not to be passed on" in stated(folder)["prov.json"]["conditions"]
    assert not re.search(r"isAccessibleForFree|creativeWorkStatus", dataset)
    for name in FILES:
        text = (tmp_path / "releases" / "0.1.0" / name).read_text(encoding="utf-8")
        assert not re.search(r"creativecommons\.org|CC-BY|CC BY", text), name


def test_another_description_is_a_patch_and_only_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files say something else though the tables do not: a patch that says so, and then no more."""
    published(tmp_path)
    _reworded(monkeypatch, keywords=("clinical leadership", "another"))
    found = publish(candidate(tmp_path), tmp_path, released=LATER)
    changes = json.loads((tmp_path / "releases" / "0.1.1" / "changes.json").read_text(encoding="utf-8"))
    named = ["CITATION.cff", "croissant.json", "datacite.json", "datapackage.json", "dataset.jsonld"]

    assert ("0.1.1", True) == (found.version, found.published)
    assert tuple(f"{name}: reworded" for name in named) == found.changes
    assert (dict.fromkeys(named, "reworded"), "patch") == (changes["descriptions"], changes["size"])
    text = (tmp_path / "releases" / "0.1.1" / "CHANGES.md").read_text(encoding="utf-8")
    assert "The tables are the same.\n\n## Files that describe the release\n\n- `CITATION.cff`: reworded\n" in text
    for day in (LATER, date(2028, 1, 1)):
        again = publish(candidate(tmp_path), tmp_path, released=day)
        assert ("0.1.1", False) == (again.version, again.published)
    assert ["0.1.0", "0.1.1"] == _versions(tmp_path)


@pytest.mark.parametrize(
    "said",
    rest_slow(
        [
            {"title": "Another"},
            {"contributors": ("A", "B")},
            {"description": "Another."},
            {"homepage": "https://example.org"},
            {"personal_data": "Another."},
        ],
        2,
    ),
)
def test_whatever_is_said_otherwise_is_a_patch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    """Each fact of its own makes a release, once."""
    published(tmp_path)
    _reworded(monkeypatch, **said)

    assert [True, False] == [published(tmp_path).published for _ in range(2)]
    assert [] == disagreements(tmp_path / "releases" / "0.1.1")


def test_another_licence_is_a_patch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So does another licence."""
    published(tmp_path)
    another = replace(CC_BY, name="CC0-1.0", url=CC0.url)
    monkeypatch.setattr(ReleaseFacts, "licence", property(lambda _: another))

    assert ("0.1.1", True) == (published(tmp_path).version, True)
    assert not published(tmp_path).published


def test_a_new_kind_of_file_is_a_patch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the release before lacks, or has too many, is named: beside rows that differ, too."""
    writers = dict(describing._WRITERS)
    older = {**{name: write for name, write in writers.items() if name != "prov.json"}, "old.json": lambda _: "{}\n"}
    for module in (describing, redescribed):
        monkeypatch.setattr(module, "FILES", tuple(older))
    monkeypatch.setattr(describing, "_WRITERS", older)
    published(tmp_path)
    for module in (describing, redescribed):
        monkeypatch.setattr(module, "FILES", tuple(writers))
    monkeypatch.setattr(describing, "_WRITERS", writers)

    with_rows = publish(candidate(tmp_path, *with_posts(3)), tmp_path, released=LATER)
    assert ("old.json: gone", "prov.json: new") == with_rows.changes[-2:]
    assert "0.2.0" == with_rows.version


def test_a_file_more_or_less_is_a_patch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a difference in the tables it is a patch, once."""
    writers = dict(describing._WRITERS)
    published(tmp_path)
    monkeypatch.setattr(describing, "_WRITERS", {**writers, "more.json": lambda _: "{}\n"})
    monkeypatch.setattr(redescribed, "FILES", (*writers, "more.json"))
    found = published(tmp_path)

    assert ("0.1.1", ("more.json: new",)) == (found.version, found.changes)
    assert not published(tmp_path).published
    monkeypatch.undo()
    assert ("0.1.2", ("more.json: gone",)) == ((less := published(tmp_path)).version, less.changes)


def test_version_of_the_program_alone_is_no_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that made it is named in a release; another one that says the same makes none."""
    published(tmp_path)
    monkeypatch.setattr(leaddata, "__version__", "9.9.9")

    assert not published(tmp_path).published
    published(tmp_path, *with_posts(3))
    current = current_release(tmp_path)
    assert current is not None
    assert "leaddata 9.9.9" == current.package["software"]
    assert "leaddata:software/9.9.9" in (current.folder / "prov.json").read_text(encoding="utf-8")
    assert not publish(candidate(tmp_path, *with_posts(3)), tmp_path, released=LATER).published


def test_nothing_is_published_where_only_the_day_differs(tmp_path: Path) -> None:
    """Both sources on another day: every file would be the same but for date and version."""
    published(tmp_path)
    published(tmp_path, *with_posts(3))

    assert not publish(candidate(tmp_path, *with_posts(3)), tmp_path, released=LATER).published
    assert publish(candidate(tmp_path, *both()), tmp_path, released=LATER, allow_major=True).published
    assert not publish(candidate(tmp_path, *both()), tmp_path, released=date(2028, 1, 1)).published
