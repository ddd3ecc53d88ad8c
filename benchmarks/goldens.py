"""The corpus as the benchmark takes it: each file with its header, its rows, and the pages that its tables stand on."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CORPUS", "Golden", "goldens", "pages_of"]

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
_SHARE = 0.7  # of a row's words that a page must print: a row may be cut by the page end, and TeX tears accents off


@dataclass(frozen=True, slots=True)
class Golden:
    """
    A file of the corpus.

    Attributes:
        name: Of the file, without its ending.
        headers: One for each distinct header, as printed.
        rows: Under each header, its rows.
    """

    name: str
    headers: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[tuple[str | None, ...], ...], ...]

    @property
    def pdf(self) -> Path:
        """Where the file is."""
        return CORPUS / f"{self.name}.pdf"


def goldens(only: str = "", folder: Path = CORPUS) -> list[Golden]:
    """Return the files of the corpus whose name has *only* in it, by name."""
    return [_golden(path) for path in sorted(folder.glob("*.json")) if only in path.stem]


def _golden(path: Path) -> Golden:
    tables = json.loads(path.read_text(encoding="utf-8"))["tables"]
    return Golden(
        path.stem,
        tuple(tuple(table["columns"]) for table in tables),
        tuple(tuple(tuple(row) for row in table["rows"]) for table in tables),
    )


def pages_of(golden: Golden, texts: Sequence[str]) -> list[int]:
    """
    Return the numbers of the pages, counted from 1, whose text has most words of one row or more.

    Nobody tells a reader of a report on which pages its table stands; the peers are told, which spares them prose.
    """
    printed = [Counter(_words(text)) for text in texts]
    found = set()
    for row in (row for rows in golden.rows for row in rows):
        words = Counter(_words(" ".join(cell for cell in row if cell)))
        shares = [(words & page).total() / max(1, words.total()) for page in printed]
        best = max(shares)
        found |= {number for number, share in enumerate(shares, start=1) if share >= _SHARE and share == best}
    return sorted(found) or list(range(1, len(texts) + 1))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.replace("\u0002\r\n", "").replace("-\r\n", ""))
    return "".join(letter.casefold() if letter.isalnum() else " " for letter in plain).split()


def _main() -> None:
    # pdfium stays out of the process that measures: the peak of a child counts from that of its parent.
    import pypdfium2

    found = {}
    for golden in goldens():
        document = pypdfium2.PdfDocument(golden.pdf)
        found[golden.name] = pages_of(golden, [page.get_textpage().get_text_range() for page in document])
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    _main()
