"""The comparison of readers of records and of posts, and its pages. Nothing is timed here, and no peer is needed."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "benchmarks"))

import record_peers
import records_page
from broken_feeds import broken
from made_records import write_records
from measure import Cost
from record_scoring import FIELDS, Tally
from records_page import TABLES, Best, Results

FACTS = {
    "pmid": "1",
    "doi": "10.5555/A",
    "publication_date": "2018-01",
    "publication_date_alt": ["2018"],
    "authors": [{"family": "Ng", "given": "X", "suffix": None, "affiliations": []}],
    "abstract": [
        {"language": "en", "text": "One.", "label": "AIMS"},
        {"language": "de", "text": "Eins.", "label": None},
    ],
}


def test_made_records_state_their_facts(tmp_path: Path) -> None:
    """What is made with a record is what is read of it, in every field; and every field is stated by some record."""
    path, facts = tmp_path / "made.xml.gz", tmp_path / "facts.json"
    write_records(path, 60, facts)
    tally = Tally()

    tally.add(json.loads(facts.read_text("utf-8")), record_peers.leaddata(path))

    assert 0 == tally.missing
    assert dict.fromkeys(FIELDS, 1.0) == {name: tally.share(name) for name in FIELDS}


def test_a_field_is_right_or_wrong_as_a_whole() -> None:
    """Letter case of a DOI and values that are as right do not count; a name too many does, and so does what is not stated."""
    said = {
        "pmid": " 1 ",
        "doi": "10.5555/a",
        "publication_date": "2018",
        "authors": [*FACTS["authors"], {"family": "Ng", "given": "Y", "suffix": "Jr"}],
        "abstract": [{"text": "One."}],
    }
    tally = Tally()

    tally.add([FACTS], [said])

    assert (1.0, 1.0) == (tally.share("DOI"), tally.share("date, as precise as printed"))
    assert (0.0, 0.0) == (tally.share("names of people"), tally.share("suffixes"))
    assert 1.0 == tally.share("text of the abstract")
    assert tally.share("labels of its sections") is None
    assert tally.share("title") is None


def test_a_record_that_is_not_given_is_wrong() -> None:
    """A reader that fails on a file has nothing right of it; what it offers is told by other files."""
    tally = Tally()

    tally.add([FACTS], [FACTS])
    tally.add([{**FACTS, "pmid": "2"}], [])

    assert 1 == tally.missing
    assert 0.5 == tally.share("DOI") == tally.share("names of people")


def test_broken_feeds_are_broken() -> None:
    """Each state differs from the feed, and the one that is cut has as many whole posts as it says."""
    items = "".join(f"<item><title>Post {number} é</title><link>x</link></item>" for number in range(4))
    feed = f'<?xml version="1.0"?>\n<rss><channel><link>y</link>{items}</channel></rss>'

    (cut, whole), *others = broken(feed)

    assert (whole, 2) == (cut.count(b"</item>"), whole)
    assert {4} == {count for _, count in others}
    assert feed.encode() not in [data for data, _ in others]
    assert len(others) == len({data for data, _ in others})


@pytest.mark.parametrize("name", ["benchmarks_records.md", "benchmarks_web.md"])
def test_the_pages_can_be_read_by_a_program(name: str) -> None:
    """Every table of the pages is whole, with numbers where numbers belong."""
    _check((REPOSITORY / "docs" / name).read_text(encoding="utf-8"))


def test_a_new_page_has_all_that_was_measured() -> None:
    """The page of a run has whole tables, tells what does not hold, and leaves room for a peer that is not there."""
    results = Results(30_000, 3000, 1, files={"xml": 1, "nbib": 1}, errors={"biopython": ["`a.xml` (ValueError)"]})
    tally = Tally()
    tally.add([FACTS], [FACTS])
    results.made = {"leaddata": tally, "biopython": Tally()}
    results.odd = {("xml", "leaddata"): tally}
    for program, cpu in {"bare": 3.0, "pubmed_parser": 12.0, **{f"command {name}": 4.0 for name in TABLES}}.items():
        results.best[program] = Best()
        results.best[program].add(Cost(cpu * 2, 0.0, 50.0))
        results.best[program].add(Cost(cpu, 0.0, 40.0, output="" if program.startswith("command") else f"{cpu - 1}"))

    text = records_page.page(results)

    _check(text)
    assert "| `--as articles`: speed over that of the bare pass | at least 0.6 | 0.75 | yes |" in text
    assert "| `--as abstracts`: speed over that of pubmed_parser | at least 3 | 3.00 | yes |" in text
    assert "| DOI | 1 | 100.0 | - |" in text
    assert "Biopython `Entrez`: `a.xml` (ValueError)." in text
    assert records_page.summary(results).count("\n| ---") == 4


def _check(text: str) -> None:
    tables = re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    assert tables
    for table in tables:
        header, _, *body = ([cell.strip() for cell in line[1:-1].split(" | ")] for line in table.splitlines())
        assert body
        for row in body:
            assert len(header) == len(row), row
            values = zip(header[1:], row[1:], strict=True)
            numbers = [cell for title, cell in values if title != "holds" and cell not in {"", "-"}]
            assert all(re.fullmatch(r"((at least|under) )?[\d,]+(\.\d+)?", cell) for cell in numbers), row
    assert "{{" not in text
