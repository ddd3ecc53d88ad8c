"""The sidecars of the restated editions say what the originals say."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from leaddata.pipeline.restate import update_sidecars
from leaddata.sources import SOURCES

REPOSITORY = Path(__file__).parents[1]
ORIGINALS = REPOSITORY.parent / "shared" / "originals"

needs_originals = pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the originals are not beside this checkout")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Return a copy of the restated editions."""
    shutil.copytree(REPOSITORY / "data" / "raw", tmp_path / "raw", ignore=shutil.ignore_patterns("original"))
    return tmp_path / "raw"


@needs_originals
def test_the_committed_sidecars_are_up_to_date(raw: Path) -> None:
    """Taking counts and hashes from the originals again changes no sidecar."""
    assert [] == update_sidecars(raw, ORIGINALS)


@needs_originals
def test_a_stale_sidecar_is_rewritten(raw: Path) -> None:
    """Hash, size, passages and the original's hash come back as they were."""
    paths = [raw / source_id / "restated" / "snapshot.json" for source_id in sorted(SOURCES)]
    paths = [path for path in paths if path.exists()]  # what is fetched alone has no restated edition
    before = [path.read_text(encoding="utf-8") for path in paths]
    for path in paths:
        stale = json.loads(path.read_text(encoding="utf-8")) | {
            "sha256": "0" * 64,
            "bytes": 1,
            "passages": {},
            "restates": "0" * 64,
        }
        path.write_text(json.dumps(stale), encoding="utf-8")

    assert paths == update_sidecars(raw, ORIGINALS)
    assert [json.loads(text) for text in before] == [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def test_a_source_without_an_original_is_left_alone(raw: Path) -> None:
    """Where no original is at hand, a restated edition is not taken for one; nor is the folder's own."""
    assert [] == update_sidecars(raw, raw)
    assert [] == update_sidecars(raw, raw.parent / "nothing")
