"""No run of more than eight words of an original's prose stands in anything that the project carries."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polars as pl
import pypdfium2
import pytest

REPOSITORY = Path(__file__).parents[1]
ORIGINALS = REPOSITORY.parent / "shared" / "originals"
RUN = 9

pytestmark = pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the originals are not beside this checkout")


def words(text: str) -> list[str]:
    """Return the words; a Han character is one, so that Latin letters on both sides of it are not neighbours."""
    return re.findall(r"[a-z0-9']+|[\u4e00-\u9fff]", text.lower().replace("’", "'").replace("‘", " "))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the runs of words; those with Han characters, of which nine say too little, are left out."""
    found = words(text)
    every = (tuple(found[index : index + RUN]) for index in range(len(found) - RUN + 1))
    return (run for run in every if not any(word >= "\u4e00" for word in run))


@cache
def printed() -> frozenset[tuple[str, ...]]:
    return frozenset(run for path in ORIGINALS.rglob("*.txt") for run in runs(path.read_text(encoding="utf-8")))


@cache
def facts() -> tuple[str, ...]:
    """
    Return what is fact however long: titles, names, posts, references, attributions, affiliations.

    A run may go over from one of them to the next, as table cells and headings follow one another.
    """
    folder = REPOSITORY / "tests" / "golden"
    columns = {
        "kings_fund_2012/participants": ["name", "job_and_location_printed", "programme_printed"],
        "kings_fund_2012/stakeholders": ["name", "role_printed", "organisation_printed"],
        "kings_fund_2012/sections": ["number", "title"],
        "kings_fund_2012/quotations": ["attribution_printed"],
        "kings_fund_2012/cited_works": [
            "authors",
            "year",
            "title",
            "container",
            "publisher",
            "number",
            "issued",
            "url",
        ],
        "bmj_leader_blog/posts": ["title"],
        "bmj_leader_blog/post_authors": ["name"],
        "harding_2024/articles": ["affiliations_printed", "journal", "publication_date_printed", "doi"],
        "harding_2024/article_authors": ["family", "given"],
    }
    found: list[str] = []
    for name, wanted in columns.items():
        frame = pl.read_csv(folder / f"{name}.csv", infer_schema=False)
        found += [value for column in wanted for value in frame[column].drop_nulls()]
    found += ["Available at: (accessed on 24 February 2012).", "Name Job and location Leadership programme", "by and"]
    return tuple(found)


@cache
def fact_phrases() -> tuple[tuple[str, ...], ...]:
    """Return the words of each fact, and every three words that follow one another in one: a run may begin inside."""
    whole = {tuple(words(fact)) for fact in facts()} - {()}
    parts = {phrase[start : start + 3] for phrase in whole for start in range(len(phrase) - 2)}
    return tuple(whole | parts)


def copied(text: str) -> list[str]:
    """Return each stretch that stands in an original too and has more than eight words that are no facts."""
    found = words(text)
    shared = [tuple(found[index : index + RUN]) in printed() for index in range(max(0, len(found) - RUN + 1))]
    stretches: list[str] = []
    index = 0
    while index < len(shared):
        if not shared[index]:
            index += 1
            continue
        end = index
        while end < len(shared) and shared[end]:
            end += 1
        stretch = found[index : end + RUN - 1]
        if prose_words(stretch) >= RUN:
            stretches.append(" ".join(stretch))
        index = end
    return stretches


def prose_words(stretch: list[str]) -> int:
    """Return how many words of *stretch* are in no fact."""
    free = [True] * len(stretch)
    for phrase in fact_phrases():
        for start in range(len(stretch) - len(phrase) + 1):
            if tuple(stretch[start : start + len(phrase)]) == phrase:
                free[start : start + len(phrase)] = [False] * len(phrase)
    return sum(free)


def document_text(path: Path) -> str:
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path.read_bytes())
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    text = path.read_text(encoding="utf-8")
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


DOCUMENTS = sorted(
    path
    for path in (REPOSITORY / "data" / "raw").glob("*/restated/*")
    if path.suffix in {".pdf", ".typ", ".html", ".xml"}
)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_restated_editions(path: Path) -> None:
    """A restated edition carries facts, not sentences."""
    assert [] == copied(document_text(path))


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "data" / "processed" / "releases").glob("*/*")), ids=lambda path: path.name
)
def test_releases(path: Path) -> None:
    """No column and no text file of a release carries a sentence; each value is looked at for itself."""
    if path.suffix == ".parquet":
        frame = pl.read_parquet(path)
        for column in frame.columns:
            for value in frame[column].unique():
                texts = value if isinstance(value, list) else [value]
                assert [] == [run for text in texts if isinstance(text, str) for run in copied(text)], column
    else:
        assert [] == copied(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", ["src", "flows", "schemas", "docs", "tests", "data/vocabularies", "data/reference"])
def test_own_files(folder: str) -> None:
    """Code, schemas, vocabularies, docs and tests carry none either."""
    for path in (REPOSITORY / folder).rglob("*"):
        if path.is_file() and path.suffix in {".py", ".yaml", ".md", ".csv", ".json", ".toml"}:
            assert [] == copied(path.read_text(encoding="utf-8")), path


def test_the_check_bites() -> None:
    """Nine words of an original's prose are found; eight are not."""
    path = next(ORIGINALS.glob("kings_fund_2012/original/*.txt"))
    sentence = " ".join(path.read_text(encoding="utf-8").split("\n")[19:22]).split()

    assert [] != copied(" ".join(sentence[:9]))
    assert [] == copied(" ".join(sentence[:8]))
