"""Which files beside the releases still print a name."""

from __future__ import annotations

from pathlib import Path

from conftest import REPOSITORY

from leaddata.pipeline.redacted_files import files_naming, repository
from leaddata.pipeline.redacted_names import mask_of

MASK = mask_of(["Ann Other"])


def test_files_that_name_somebody_are_told(tmp_path: Path) -> None:
    """In any form, in any folder, in XML and in the name of a file; not in releases, and not in what is built."""
    written = {
        "src/one.py": "creators = ('Ann Other',)",
        "data/reference/facts.csv": "https://example.org/by-ann-other/",
        "data/raw/made/article.xml": "<LastName>Other</LastName>\n" + " " * 40 + "<ForeName>Ann</ForeName>",
        "tests/ann-other.txt": "",
        "docs/none.md": "The Other Fellowships, and Ann.",
        "data/processed/releases/0.1.0/participants.csv": "Ann Other",
        ".git/log": "Ann Other",
        "dist/made.txt": "Ann Other",
    }
    for name, text in written.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.7\xff Ann Other")

    assert [
        Path("data/raw/made/article.xml"),
        Path("data/reference/facts.csv"),
        Path("src/one.py"),
        Path("tests/ann-other.txt"),
    ] == list(files_naming(tmp_path, MASK))


def test_nothing_is_searched_without_a_name_or_a_repository(tmp_path: Path) -> None:
    """An installed package has no files beside its releases."""
    assert REPOSITORY == repository()
    assert () == files_naming(tmp_path, None) == files_naming(None, MASK)
