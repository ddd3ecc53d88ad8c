"""The release that the repository carries is what the repository's own documents and parsers give."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaddata.pipeline.refresh import refresh

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.slow
def test_a_refresh_of_a_fresh_clone_changes_nothing(tmp_path: Path) -> None:
    """Code, vocabularies, schemas and documents were not changed without publishing what comes of it."""
    raw, out = tmp_path / "raw", tmp_path / "processed"
    shutil.copytree(DATA / "raw", raw, ignore=shutil.ignore_patterns("original"))
    shutil.copytree(DATA / "processed", out, ignore=shutil.ignore_patterns(".*"))

    report = refresh(raw, out)

    assert (0, False) == (report.exit_code, report.published), report.text()
