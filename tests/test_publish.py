"""A release is whole, comes only when something changed, and can be told from any other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from made import BLOG, REPORT, blog_records, both, extraction, post, snapshot

from leaddata.content import content_sha256, file_sha256
from leaddata.descriptor import restored
from leaddata.errors import (
    MajorChangeError,
    ReleaseError,
    RightsError,
    TamperedError,
)
from leaddata.installed import check_release, release_at
from leaddata.pipeline import publish as publishing
from leaddata.pipeline.assemble import Candidate, assemble
from leaddata.pipeline.publish import Publication, publish
from leaddata.pipeline.release import current_release, open_release
from leaddata.pipeline.schemas import descriptor, load_schemas

DAY = date(2026, 11, 22)


def candidate(out: Path, *extractions: Any, **said: Any) -> Candidate:
    return assemble(extractions or both(), {}, out, **said)


def published(out: Path, *extractions: Any, **said: Any) -> Publication:
    return publish(candidate(out, *extractions), out, released=DAY, **said)


def with_posts(count: int) -> list[Any]:
    where = snapshot(BLOG)
    records = [*blog_records(where)[2:], *(post(where, position) for position in range(1, count + 1))]
    return [extraction(REPORT), extraction(BLOG, records, where=where)]


def test_a_release_has_every_file_with_its_hash(tmp_path: Path) -> None:
    """A Parquet per table, the descriptor, dictionary, changes and citation, all listed with their sha256."""
    published(tmp_path)
    folder = tmp_path / "releases" / "0.1.0"
    names = {line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}

    assert {path.name for path in folder.iterdir()} == names | {"SHA256SUMS"}
    assert {f"{name}.parquet" for name in load_schemas()} < names
    assert {"datapackage.json", "DICTIONARY.md", "CHANGES.md", "changes.json", "CITATION.cff"} < names
    assert "0.1.0" == open_release(folder).version
    assert 0o755 == folder.stat().st_mode & 0o777


def test_the_loader_understands_a_release(tmp_path: Path) -> None:
    """The reader's side finds the release, its tables and its recorded hash."""
    published(tmp_path)
    release = release_at(tmp_path)

    assert ("0.1.0", set(load_schemas())) == (release.version, set(release.resources))
    assert pl.read_parquet(release.path("posts")).height == release.resource("posts")["row_count"] == 2


def test_the_descriptor_tells_tables_sources_and_hashes(tmp_path: Path) -> None:
    """Data Package v2: version, date, sources with edition and terms; per table schema, bytes and both hashes."""
    published(tmp_path)
    folder = tmp_path / "releases" / "0.1.0"
    package = json.loads((folder / "datapackage.json").read_text())
    posts = next(resource for resource in package["resources"] if resource["name"] == "posts")
    path = folder / "posts.parquet"

    assert ("0.1.0", "2026-11-22T00:00:00Z") == (package["version"], package["created"])
    assert [(REPORT, "restated", "facts"), (BLOG, "restated", "facts")] == [
        (entry["source_id"], entry["edition"], entry["redistribution"]) for entry in package["sources"]
    ]
    assert (path.stat().st_size, f"sha256:{file_sha256(path)}") == (posts["byte_count"], posts["hash"])
    assert content_sha256(pl.read_parquet(path), posts["schema"]) == posts["content_sha256"]
    assert restored(posts)["schema"] == json.loads(pl.read_parquet_metadata(path)["leaddata"])


def test_nothing_changed_no_new_release(tmp_path: Path) -> None:
    """The same content on another day is the same release."""
    published(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    again = publish(candidate(tmp_path), tmp_path, released=date(2027, 1, 1))

    assert ("0.1.0", False) == (again.version, again.published)
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two publications of the same day in two folders are equal in every byte."""
    for name in ("a", "b"):
        published(tmp_path / name)

    assert (tmp_path / "a" / "current.json").read_bytes() == (tmp_path / "b" / "current.json").read_bytes()


def test_rows_added_are_a_minor_release_and_other_tables_keep_their_bytes(tmp_path: Path) -> None:
    """The next release differs where the content does."""
    published(tmp_path)
    found = published(tmp_path, *with_posts(3))
    old, new = (tmp_path / "releases" / version for version in ("0.1.0", "0.2.0"))

    assert ("0.2.0", True) == (found.version, found.published)
    assert "- row added: `beta_2002.posts.003-" in (new / "CHANGES.md").read_text()
    assert {"posts.parquet", "evidence.parquet", "coverage.parquet"} == {
        path.name for path in old.glob("*.parquet") if path.read_bytes() != (new / path.name).read_bytes()
    }
    assert {"0.1.0", "0.2.0"} == set(json.loads((tmp_path / "current.json").read_text())["releases"])


def test_unchanged_tables_keep_their_bytes_over_an_upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another polars writes other bytes; a table that says the same is not written again."""
    published(tmp_path)
    write = pl.DataFrame.write_parquet
    monkeypatch.setattr(
        pl.DataFrame, "write_parquet", lambda self, path, **said: write(self, path, **{**said, "compression_level": 1})
    )
    published(tmp_path, *with_posts(3))
    old, new = (tmp_path / "releases" / version for version in ("0.1.0", "0.2.0"))

    assert (old / "participants.parquet").read_bytes() == (new / "participants.parquet").read_bytes()


def test_another_polars_alone_is_no_new_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other compression, groups of rows, statistics and metadata, and rows in another order, say the same."""
    published(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    written: list[Path] = []

    def write(self: pl.DataFrame, path: Path, **_: Any) -> None:
        written.append(path)
        real(self, path, compression="snappy", statistics=False, row_group_size=1, metadata={"written by": "another"})

    real = pl.DataFrame.write_parquet
    monkeypatch.setattr(pl.DataFrame, "write_parquet", write)
    monkeypatch.setattr(pl, "__version__", "99.0.0")

    assert ("0.1.0", False) == ((found := published(tmp_path)).version, found.published)
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert not written
    # The same writer does give other bytes where something is to be written.
    assert published(tmp_path / "new").published
    assert len(written) == len(load_schemas())
    for name in load_schemas():
        old, new = (root / "releases" / "0.1.0" / f"{name}.parquet" for root in (tmp_path, tmp_path / "new"))
        assert old.read_bytes() != new.read_bytes()
        schema = descriptor(load_schemas()[name])
        assert content_sha256(pl.read_parquet(old), schema) == content_sha256(pl.read_parquet(new), schema)


@pytest.mark.parametrize(
    "said",
    [
        {"compression": "uncompressed"},
        {"compression": "lz4"},
        {"compression": "zstd", "compression_level": 1},
        {"row_group_size": 1},
        {"statistics": False},
        {"data_page_size": 64},
        {"metadata": {"more": "said"}},
    ],
)
def test_the_content_hash_is_that_of_any_file_of_the_same_rows(tmp_path: Path, said: dict[str, Any]) -> None:
    """However Parquet writes them, in whatever order, with categories or texts, and with columns in another order."""
    published(tmp_path)
    folder = tmp_path / "releases" / "0.1.0"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        rows = pl.read_parquet(folder / resource["path"])
        other = rows.reverse().select(reversed(rows.columns)).with_columns(pl.col(pl.String).cast(pl.Categorical))
        other.write_parquet(tmp_path / "other.parquet", **said)
        back = pl.read_parquet(tmp_path / "other.parquet")

        assert resource["content_sha256"] == content_sha256(back, resource["schema"])
        if rows.height > 1:
            assert resource["content_sha256"] != content_sha256(back.head(1), resource["schema"])


def test_vanishing_rows_are_refused_unless_allowed(tmp_path: Path) -> None:
    """A major change writes nothing without leave, and is 1.0.0 with it."""
    published(tmp_path)
    with pytest.raises(
        MajorChangeError, match=r"got: posts: 1 row removed: beta_2002\.posts\.002-\w+: see what is gone"
    ):
        published(tmp_path, *with_posts(1))

    assert ["0.1.0"] == [path.name for path in (tmp_path / "releases").iterdir()]
    assert "1.0.0" == published(tmp_path, *with_posts(1), allow_major=True).version


def test_a_number_once_published_is_not_given_again(tmp_path: Path) -> None:
    """After a step back to an older release the next version is above all that were ever current."""
    published(tmp_path)
    published(tmp_path, *with_posts(3))
    current = json.loads((tmp_path / "current.json").read_text())
    back = {**current, "version": "0.1.0", "sha256": current["releases"]["0.1.0"]}
    (tmp_path / "current.json").write_text(json.dumps(back))

    assert "0.3.0" == published(tmp_path, *with_posts(4)).version


def test_a_local_release_stays_out_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other people's sentences go neither into data/processed nor where a public release is."""
    repository = tmp_path / "data" / "processed"
    monkeypatch.setattr(publishing, "_REPOSITORY_RELEASES", repository)
    local = candidate(tmp_path / "local", with_text=True)

    for out in (repository, repository / "deeper"):
        with pytest.raises(RightsError, match="repository's own folder"):
            publish(local, out)
    published(tmp_path / "public")
    with pytest.raises(RightsError, match="expected no public release"):
        publish(local, tmp_path / "public")


def test_a_local_release_says_so(tmp_path: Path) -> None:
    """current.json and the descriptor are marked, and no licence is given."""
    publish(candidate(tmp_path, with_text=True), tmp_path)
    package = json.loads((tmp_path / "releases" / "0.1.0" / "datapackage.json").read_text())

    assert json.loads((tmp_path / "current.json").read_text())["local_only"]
    assert (True, False) == (package["local_only"], "licenses" in package)
    assert "0.1.1" == published(tmp_path).version


def test_a_gate_looks_before_anybody_else_can(tmp_path: Path) -> None:
    """A gate sees the finished folder; where it raises, nothing is left of it."""
    seen: list[set[str]] = []

    def gate(folder: Path) -> None:
        seen.append({path.name for path in folder.iterdir()})
        msg = "expected nothing of theirs"
        raise RightsError(msg)

    with pytest.raises(RightsError):
        published(tmp_path, gates=[gate])

    assert "posts.parquet" in seen[0]
    assert [tmp_path / "releases"] == list(tmp_path.iterdir())


def test_a_full_disk_leaves_the_release_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be written is told by name, and the current release stays whole."""
    published(tmp_path)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device", "posts.parquet")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(ReleaseError, match=r"posts\.parquet: expected to write a release, got No space left"):
        published(tmp_path, *with_posts(3))

    assert "0.1.0" == release_at(tmp_path).version
    assert ["current.json", "releases"] == sorted(path.name for path in tmp_path.iterdir())


def test_the_next_run_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    """A staging folder and a release that never became current are gone, even when nothing changed."""
    published(tmp_path)
    (tmp_path / ".staging-x").mkdir()
    (tmp_path / ".staging-current.json").write_text("{")
    (tmp_path / "releases" / "0.2.0").mkdir()
    published(tmp_path)

    assert ["current.json", "releases"] == sorted(path.name for path in tmp_path.iterdir())
    assert ["0.1.0"] == [path.name for path in (tmp_path / "releases").iterdir()]


def test_releases_without_current_are_not_overwritten(tmp_path: Path) -> None:
    """A lost current.json is not taken for a first release."""
    published(tmp_path)
    published(tmp_path, *with_posts(3))
    (tmp_path / "current.json").unlink()

    with pytest.raises(ReleaseError, match=r"expected current\.json beside the releases 0\.1\.0, 0\.2\.0"):
        published(tmp_path)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda folder: (folder / "posts.parquet").write_bytes(b"x"), "expected sha256"),
        (lambda folder: (folder / "posts.parquet").unlink(), "got none"),
        (lambda folder: (folder / "more.txt").write_text("x"), "got one more"),
        (lambda folder: (folder / "SHA256SUMS").unlink(), "expected a release with SHA256SUMS"),
        (lambda folder: (folder / "SHA256SUMS").write_text(""), "as current.json says"),
    ],
)
def test_a_changed_release_is_not_built_upon(tmp_path: Path, change: Any, expected: str) -> None:
    """The current release has to be as it was published before the next one is compared with it."""
    published(tmp_path)
    change(tmp_path / "releases" / "0.1.0")

    with pytest.raises(TamperedError, match=expected):
        current_release(tmp_path)


def test_a_broken_current_json_is_told(tmp_path: Path) -> None:
    """Anything but an object with version and sha256 stops."""
    (tmp_path / "current.json").write_text("[]")

    with pytest.raises(ReleaseError, match="expected a JSON object with version and sha256"):
        current_release(tmp_path)


def test_the_content_hash_follows_its_definition() -> None:
    """It is that of JSON lines, and depends neither on the order of rows nor on the frame's chunks."""
    schema = descriptor(load_schemas()["posts"])
    names = [field["name"] for field in schema["fields"]]
    first = pl.DataFrame([["b"] * len(names), ["a"] * len(names)], schema=names, orient="row")
    second = pl.concat([first.slice(1), first.slice(0, 1)], rechunk=False)

    assert content_sha256(first, schema) == content_sha256(second, schema)
    assert content_sha256(first, schema) != content_sha256(first.head(1), schema)


@pytest.mark.slow
def test_a_killed_publisher_never_leaves_a_mixed_release(tmp_path: Path) -> None:
    """However often a publishing process is killed, a reader sees one whole release, and the next run goes on from it."""
    published(tmp_path)
    seen = set()
    for turn in range(5):
        # Not a fork: polars has threads, and their locks would stay locked in the child.
        command = [sys.executable, "-c", _PUBLISH_FOR_EVER, str(tmp_path), str(3 + 40 * turn)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:
            assert child.stdout is not None
            child.stdout.readline()
            deadline = time.monotonic() + 0.3 + 0.07 * turn
            while time.monotonic() < deadline:
                seen.add(_whole(tmp_path))
            child.kill()
            child.wait()
        seen.add(_whole(tmp_path))
    published(tmp_path, *with_posts(300))

    assert len(seen) > 4
    assert not list(tmp_path.glob(".staging*"))


_PUBLISH_FOR_EVER = """
import sys
from pathlib import Path
from test_publish import published, with_posts
count = int(sys.argv[2])
while True:
    published(Path(sys.argv[1]), *with_posts(count))
    print(count, flush=True)
    count += 1
"""


def _whole(out: Path) -> str:
    """Return the current version, having checked that all its files are of one release."""
    release = release_at(out)
    check_release(release)
    return release.version
