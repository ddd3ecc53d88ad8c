"""
Word counts and hashes of the originals' passages, from their lines: no part of leaddata is used here.

A `passages.csv` says where each passage stands: the golden file (`table`) and its row (counted from 1), the field that it
is the text of, the lines of the original, and the words it begins and ends with where it is not whole lines.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Columns of count and hash, by the field of the text.
COLUMNS = {
    "text": ("word_count", "text_sha256"),
    "teaser": ("teaser_word_count", "teaser_sha256"),
    "question": ("question_word_count", "question_sha256"),
    "answer": ("answer_word_count", "answer_sha256"),
}
_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Passage:
    """One line of a `passages.csv`."""

    table: str
    row: int
    field: str
    lines: str
    first_words: str
    last_words: str

    def text(self, lines: list[str]) -> str:
        """Return the passage, lines joined by one blank, bullet glyphs left out."""
        spans = [span.split("-") for span in self.lines.split(",")]
        chosen = [line for span in spans for line in lines[int(span[0]) - 1 : int(span[-1])]]
        text = " ".join(" ".join(chosen).replace("■", " ").split())
        if self.first_words:
            text = text[text.index(self.first_words) :]
        return text[: text.index(self.last_words) + len(self.last_words)] if self.last_words else text

    def values(self, lines: list[str]) -> dict[str, str]:
        """Return the two columns of the golden row."""
        text = self.text(lines)
        count = len(_HAN.findall(text)) or len(text.split())
        return dict(zip(COLUMNS[self.field], (str(count), hashlib.sha256(text.encode()).hexdigest()), strict=True))


def passages(golden: Path) -> Iterator[Passage]:
    """Yield the passages of one source's golden folder."""
    with (golden / "passages.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Passage(**{**row, "row": int(row["row"])})


def lines_of(original: Path) -> list[str]:
    """Return the lines of the text that stands in a folder beside its `snapshot.json`."""
    name = json.loads((original / "snapshot.json").read_text(encoding="utf-8"))["file"]
    return (original / name).read_text(encoding="utf-8").split("\n")
