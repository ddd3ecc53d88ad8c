"""Snapshots of several parts, JSON as a document, and sources that were not fetched yet."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import REPOSITORY

from leaddata.cli import main
from leaddata.errors import DocumentError, SnapshotError
from leaddata.layout.europepmc import europepmc_articles
from leaddata.model import Document, Node, Page, Snapshot
from leaddata.pipeline.extract import extract
from leaddata.pipeline.read import media_type_of, read, read_parts
from leaddata.pipeline.read_json import json_value, read_json
from leaddata.pipeline.refresh import refresh
from leaddata.pipeline.reread import reread
from leaddata.pipeline.snapshots import (
    find_snapshot,
    load_sidecar,
    newest_snapshot,
    part_bytes,
    sha256_of_parts,
)
from leaddata.pipeline.vocabularies import load_vocabularies

PUBMED, EUROPEPMC = "pubmed_clinical_leadership", "europepmc_clinical_leadership"


def record(pmid: str, title: str = "Fellows made up") -> str:
    """Return a PubMed record of an article that nobody wrote."""
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><Journal><JournalIssue><PubDate><Year>2001</Year>"
        f"</PubDate></JournalIssue><ISOAbbreviation>J Made Up</ISOAbbreviation></Journal><ArticleTitle>{title}"
        "</ArticleTitle><AuthorList><Author><LastName>Other</LastName><ForeName>Ann</ForeName></Author></AuthorList>"
        "</Article></MedlineCitation></PubmedArticle>"
    )


def pubmed_set(*records: str) -> bytes:
    return f'<?xml version="1.0"?><PubmedArticleSet>{"".join(records)}</PubmedArticleSet>'.encode()


def keep(raw: Path, source_id: str, parts: list[bytes], media_type: str, /, **more: Any) -> Path:
    """Write a snapshot of several parts, and return its sidecar."""
    names = [f"{number:04d}.x" for number in range(1, len(parts) + 1)]
    entries = [
        {"file": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "url": "https://example.org/"}
        for name, data in zip(names, parts, strict=True)
    ]
    digest = sha256_of_parts((str(entry["file"]), str(entry["sha256"])) for entry in entries)
    folder = raw / source_id / "original" / digest[:12]
    folder.mkdir(parents=True)
    for name, data in zip(names, parts, strict=True):
        (folder / name).write_bytes(data)
    sidecar = {
        "source_id": source_id,
        "edition": "original",
        "media_type": media_type,
        "sha256": digest,
        "bytes": sum(map(len, parts)),
        "url": "https://example.org/",
        "retrieved_at": "2026-01-01T00:00:00+00:00",
        "parts": entries,
        **more,
    }
    (folder / "snapshot.json").write_text(json.dumps(sidecar), encoding="utf-8")
    return folder / "snapshot.json"


# Snapshots of several parts


def test_a_document_of_parts_has_a_page_for_each(tmp_path: Path) -> None:
    """Each part is a page with its number and tree, and every place in it names the part."""
    keep(tmp_path, PUBMED, [pubmed_set(record("1")), pubmed_set(record("2"))], "application/xml")
    snapshot = newest_snapshot(tmp_path, PUBMED)

    document = read_parts(snapshot, part_bytes(tmp_path, snapshot), {})

    assert [page.number for page in document.pages] == [1, 2]
    second = document.pages[1].root
    assert second is not None
    places = {str(node.at) for node in second.find("PMID")}
    assert places == {f"{snapshot.id} page 2 /PubmedArticleSet/PubmedArticle/MedlineCitation/PMID"}
    assert [part.root.first("PMID").text for part in document.parts] == ["1", "2"]  # type: ignore[union-attr]


def test_a_document_of_one_part_is_as_before(tmp_path: Path) -> None:
    """A single document has no number in its places, and is its own only part."""
    snapshot = Snapshot(
        source_id="a", edition="original", path="a", sha256="0" * 64, media_type="application/xml", byte_count=1
    )
    document = read_parts(snapshot, [pubmed_set(record("1"))], {})

    assert document.root.at.page is None
    assert document.parts == (document,)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"file": "0001.x"}, "expected the field 'file' or parts, got both"),
        ({"parts": []}, "expected the field 'file' or parts, got neither"),
        ({"parts": [1]}, "expected an object, got int"),
        ({"parts": [{"file": "../0001.x", "sha256": "a", "bytes": 1}]}, "expected a file name without folders"),
        ({"parts": [{"file": "0001.x", "sha256": "a"}]}, "expected the field 'bytes', got none"),
        ({"parts": [{"file": "0001.x", "sha256": "a", "bytes": 1, "urll": "b"}]}, "did you mean 'url'"),
        ({"sha256": "0" * 64}, "expected the sha256 and size of the parts"),
        ({"bytes": 1}, "expected the sha256 and size of the parts"),
    ],
)
def test_a_sidecar_that_does_not_fit_its_parts(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    """Every field of a part is checked, and the hash and size of the whole."""
    path = keep(tmp_path, PUBMED, [b"<pubmed>1", b"<pubmed>2"], "application/xml", **change)

    with pytest.raises(SnapshotError, match=told):
        load_sidecar(path, tmp_path)


@pytest.mark.parametrize("change", [b"<pubmed>3", None])
def test_a_part_that_is_changed_or_gone(tmp_path: Path, change: bytes | None) -> None:
    """Bytes are handed out only if each part is what the sidecar says."""
    path = keep(tmp_path, PUBMED, [b"<pubmed>1", b"<pubmed>2"], "application/xml")
    part = path.with_name("0002.x")
    part.unlink() if change is None else part.write_bytes(change)

    with pytest.raises(SnapshotError, match=r"0002\.x: expected"):
        part_bytes(tmp_path, load_sidecar(path, tmp_path))


def test_a_part_without_a_tree_is_refused(tmp_path: Path) -> None:
    """Pages of a PDF or lines of a text are no parts."""
    keep(tmp_path, PUBMED, [b"one line", b"another line"], "text/plain")
    snapshot = newest_snapshot(tmp_path, PUBMED)

    with pytest.raises(DocumentError, match="part 1: expected HTML, XML or JSON in each of several parts"):
        read_parts(snapshot, part_bytes(tmp_path, snapshot), {})


def test_the_newest_is_what_came_last_by_either_way(tmp_path: Path) -> None:
    """A file that is added after a fetch is read, and so is a fetch after that."""
    keep(tmp_path, "bmj_leader_blog", [b"<html>1", b"<html>2"], "text/html")
    page = tmp_path / "page.html"
    page.write_text("<html><p>added", encoding="utf-8")
    assert main(["add", "bmj_leader_blog", str(page), "--raw", str(tmp_path)]) == 0

    assert newest_snapshot(tmp_path, "bmj_leader_blog").path.endswith("page.html")
    keep(tmp_path, "bmj_leader_blog", [b"<html>3", b"<html>4"], "text/html", retrieved_at="2099-01-01T00:00:00+00:00")
    assert len(newest_snapshot(tmp_path, "bmj_leader_blog").parts) == 2
    assert find_snapshot(tmp_path, "bmj_leader_blog", ("restated",)) is None


# JSON


def tree(data: bytes) -> Node:
    root = read_json(data, "made_up_2001@0123456789ab")[0].root
    assert root is not None
    return root


def test_json_is_a_tree_with_pointers() -> None:
    """Keys are nodes, elements are nodes `value`, scalars are text as printed, and each has its JSON Pointer."""
    root = tree(b'{"a/b": [1.50, true, null, ""], "c~": {"d": "x"}}')

    assert [(node.tag, node.at.path, node.text, dict(node.attributes)) for node in root.walk()] == [
        ("json", "", "1.50 true x", {}),
        ("a/b", "/a~1b", "1.50 true", {}),
        ("value", "/a~1b/0", "1.50", {}),
        ("value", "/a~1b/1", "true", {}),
        ("value", "/a~1b/2", "", {"null": "true"}),
        ("value", "/a~1b/3", "", {}),
        ("c~", "/c~0", "x", {}),
        ("d", "/c~0/d", "x", {}),
    ]


def test_a_key_that_stands_twice_is_there_twice() -> None:
    """Nothing that was printed is lost."""
    assert [node.text for node in tree(b'{"a": "1", "a": "2"}').find("a")] == ["1", "2"]


def test_half_a_character_is_shown_as_one_that_is_lost() -> None:
    """A text with half of a surrogate pair could be written nowhere."""
    assert tree(b'{"a": "x\\ud83d"}').text == "x\ufffd"


WARNING = b"<br />\n<b>Warning</b>:  Undefined key {x} in <b>/a.php</b> on line <b>3</b><br />\n"


@pytest.mark.parametrize(
    "before",
    [b"", b"\xef\xbb\xbf", b"\n \t", WARNING, WARNING * 3, b"\xef\xbb\xbf" + WARNING,
     b"PHP Notice:  Undefined offset [1] in /a.php on line 7\n", b"\nDeprecated: a() in /b.php on line 12\n\n"],
)  # fmt: skip
def test_what_stands_before_json_is_passed_over(before: bytes) -> None:
    """A BOM, blanks and PHP's warnings; it is JSON by its content, and its values are those without them."""
    assert media_type_of(before + b'[{"id": 1}]') == "application/json"
    assert json_value(before + b'[{"id": 1}]', "a") == [{"id": 1}]
    assert tree(before + b'[{"id": 1}]').text == "1"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"a": 1,\n "b": }', r"line 2: expected well-formed JSON, got expecting value, at column 7"),
        (b'{"a": [1, 2', r"line 1: expected well-formed JSON"),
        (b'{"a": 1} {"b": 2}', r"expected well-formed JSON, got extra data"),
        (b"", r"expected well-formed JSON"),
        (b"Sorry, an error. [1]", r"expected well-formed JSON"),
        (b'<p>Hello</p>[{"a": 1}]', r"expected well-formed JSON"),
        (WARNING + b'\n{"a": }', r"line 4: expected well-formed JSON"),
        (b'{"a":\n "\xff"}', r"line 2: expected JSON in UTF-8, got the byte 0xff"),
        (b'{"a": NaN}', r"got the number NaN"),
        (b"[" * 100_000, r"expected at most 256 nested values, got more"),
        (b"[" * 300 + b"]" * 300, r"expected at most 256 nested values, got more"),
    ],
)
def test_broken_json_is_told_with_its_place(data: bytes, told: str) -> None:
    """A document that is no JSON, or too deep, is an error that names the line."""
    with pytest.raises(DocumentError, match=told):
        read_json(data, "made_up_2001@0123456789ab")


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b'{"a": 1}', "application/json"),
        (b"{}", "application/json"),
        (b"[]", "application/json"),
        (b' [\n{"a": 1}]', "application/json"),
        (b"[1] Ann Other, A title", "text/plain"),
        (b"[Quotation of 3 words, not reproduced]", "text/plain"),
        (b"{curly} words", "text/plain"),
    ],
)
def test_json_is_told_from_text(data: bytes, media_type: str) -> None:
    """A text that begins with a bracket is no JSON."""
    assert media_type_of(data) == media_type


def test_add_takes_json(tmp_path: Path) -> None:
    """A search's answer can be put there by hand, and is read."""
    answer = tmp_path / "answer.json"
    answer.write_bytes(json.dumps(ANSWER).encode())

    assert main(["add", EUROPEPMC, str(answer), "--raw", str(tmp_path / "raw")]) == 0
    assert newest_snapshot(tmp_path / "raw", EUROPEPMC).media_type == "application/json"
    assert len(extract(tmp_path / "raw", EUROPEPMC, load_vocabularies()).records) == 5


# Europe PMC

ANSWER: dict[str, Any] = {
    "hitCount": 2,
    "resultList": {
        "result": [
            {
                "id": "101",
                "source": "MED",
                "pmid": "101",
                "doi": "10.9999/MADE.up",
                "title": "On <i>fellows</i>.",
                "authorList": {
                    "author": [
                        {
                            "fullName": "Other A",
                            "firstName": "Ann",
                            "lastName": "Other",
                            "initials": "A",
                            "authorId": {"type": "ORCID", "value": "0000-0001-0002-0003"},
                            "authorAffiliationDetailsList": {"authorAffiliation": [{"affiliation": "A Trust."}]},
                        },
                        {"collectiveName": "The Made Up Group"},
                    ]
                },
                "journalInfo": {
                    "issue": "2",
                    "volume": "3",
                    "dateOfPublication": "2001 Feb",
                    "journal": {"title": "Journal Made Up", "isoabbreviation": "J Made Up"},
                },
                "pageInfo": "4-5",
                "language": "eng",
                "abstractText": "<h4>Background</h4>Twelve fellows.<h4>Results</h4>None.",
                "pubTypeList": {"pubType": ["journal article"]},
            },
            {"id": "PPR1", "source": "PPR", "title": "A preprint made up"},
        ]
    },
}


def test_an_answer_of_europe_pmc_is_read() -> None:
    """Each article has what the answer says of it, its abstract cut at its headings; one without a journal is there."""
    document = Document(
        snapshot=Snapshot(
            source_id="a", edition="original", path="a", sha256="0" * 64, media_type="application/json", byte_count=1
        ),
        pages=(Page(1, root=tree(json.dumps(ANSWER).encode())),),
    )

    article, preprint = europepmc_articles(document)

    assert article.date is not None
    found = (
        article.doi,
        article.pmid,
        article.title,
        article.journal,
        article.date.printed,
        article.volume,
        article.pages,
    )
    assert [cell.text for cell in found if cell] == [
        "10.9999/MADE.up", "101", "On fellows.", "J Made Up", "2001 Feb", "3", "4-5"
    ]  # fmt: skip
    assert article.doi is not None
    assert article.doi.at.path == "/resultList/result/0/doi"
    first, group = article.authors
    assert [cell.text for cell in (first.family, first.given, first.orcid, *first.affiliations) if cell] == [
        "Other", "Ann", "0000-0001-0002-0003", "A Trust."
    ]  # fmt: skip
    assert group.collective is not None
    assert group.collective.text == "The Made Up Group"
    assert [(part.label.text if part.label else None, part.text.text) for part in article.abstract] == [
        ("Background", "Twelve fellows."), ("Results", "None.")
    ]  # fmt: skip
    assert preprint.journal is None


# Refresh


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Return a copy of what a fresh clone holds."""
    folder = tmp_path / "raw"
    shutil.copytree(REPOSITORY / "data" / "raw", folder, ignore=shutil.ignore_patterns("original", ".fetch"))
    return folder


@pytest.mark.slow
def test_a_source_that_was_not_fetched_changes_nothing(raw: Path, tmp_path: Path) -> None:
    """On a fresh clone the refresh says which sources were not fetched yet, ends well, and publishes nothing."""
    out = tmp_path / "processed"
    shutil.copytree(REPOSITORY / "data" / "processed", out)

    report = refresh(raw, out)

    assert (report.exit_code, report.published) == (0, False)
    states = {outcome.source_id: outcome.is_waiting for outcome in report.outcomes}
    assert [source_id for source_id, waiting in states.items() if waiting] == [EUROPEPMC, PUBMED]
    assert report.text().count("not fetched yet") == 2
    assert report.problems() == ()


@pytest.mark.slow
def test_what_was_fetched_is_published_and_kept_where_it_was_not(raw: Path, tmp_path: Path) -> None:
    """Records of several parts become rows whose quotes stand at their places; a clone without them keeps the rows."""
    out = tmp_path / "processed"
    keep(raw, PUBMED, [pubmed_set(record("1")), pubmed_set(record("2", "More made up"))], "application/xml")
    keep(raw, EUROPEPMC, [json.dumps(ANSWER).encode(), json.dumps({"resultList": {}}).encode()], "application/json")
    first = refresh(raw, out)

    assert (first.exit_code, first.published) == (0, True), first.problems()
    counts = {outcome.source_id: outcome.row_count for outcome in first.outcomes}
    assert (counts[PUBMED], counts[EUROPEPMC]) == (4, 5)
    found = reread(raw, out / "releases" / str(first.version))
    assert found.problems == ()
    shutil.rmtree(raw / PUBMED)
    second = refresh(raw, out)

    assert (second.exit_code, second.published) == (0, False), second.problems()
    assert "not fetched yet, last good rows kept" in second.text()


@pytest.mark.slow
@pytest.mark.usefixtures("own_words")
def test_a_restated_edition_does_not_follow_what_was_fetched(raw: Path, tmp_path: Path) -> None:
    """Where the pages that a release is of are not at hand, the older edition that comes with the repository is not read for them."""
    out = tmp_path / "processed"
    restated = raw / "bmj_leader_blog" / "restated"
    original = shutil.copytree(restated, raw / "bmj_leader_blog" / "original")
    sidecar = json.loads((restated / "snapshot.json").read_text(encoding="utf-8"))
    sidecar = {name: value for name, value in sidecar.items() if name not in {"restates", "passages", "supplied"}}
    fetched = {"edition": "original", "retrieved_at": "2026-11-30T01:00:00Z"}
    (original / "snapshot.json").write_text(json.dumps({**sidecar, **fetched}), encoding="utf-8")
    first = refresh(raw, out)
    editions = {one.source_id: one.edition for one in first.outcomes}
    assert (first.exit_code, editions["bmj_leader_blog"]) == (0, "original"), first.problems()
    shutil.rmtree(original)
    second = refresh(raw, out)

    assert (second.exit_code, second.published) == (0, False), second.problems()
    assert {one.source_id: one.edition for one in second.outcomes} == editions
    assert re.search(r"bmj_leader_blog +original .* not fetched yet, last good rows kept", second.text())


@pytest.mark.slow
@pytest.mark.usefixtures("own_words")
def test_an_article_that_several_sources_have_is_there_once(raw: Path, tmp_path: Path) -> None:
    """It is taken from the source registered for it, else from PubMed; the others lose nothing else by it."""
    known = (raw / "harding_2024" / "restated" / "pubmed.xml").read_bytes()
    article = known[known.index(b"<PubmedArticle>") : known.index(b"</PubmedArticle>")].decode() + "</PubmedArticle>"
    keep(raw, PUBMED, [pubmed_set(article), pubmed_set(record("101"))], "application/xml")
    assert ANSWER["resultList"]["result"][-1]["id"] == "PPR1"
    twice = json.loads(json.dumps(ANSWER).replace("10.9999/MADE.up", "10.1136/LEADER-2024-001079"))
    del (third := json.loads(json.dumps(ANSWER)))["resultList"]["result"][0]["doi"]
    third["resultList"]["result"].pop()
    parts = [json.dumps(value).encode() for value in (twice, third)]
    keep(raw, EUROPEPMC, parts, "application/json")

    report = refresh(raw, tmp_path / "processed")

    assert report.exit_code == 0, report.problems()
    release = tmp_path / "processed" / "releases" / str(report.version)
    owners = dict(pl.read_parquet(release / "articles.parquet").select("article_id", "source_id").rows())
    assert owners == {"doi:10.1136/leader-2024-001079": "harding_2024", "pmid:101": PUBMED}
    authors = pl.read_parquet(release / "article_authors.parquet").group_by("source_id").len()
    assert dict(authors.rows()) == {"harding_2024": 5, PUBMED: 1}


def test_status_says_that_a_source_was_not_fetched(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`status` names the command to fetch it with."""
    assert main(["status", "--raw", str(raw)]) == 0
    assert f"not fetched yet: run `leaddata fetch {PUBMED}`" in " ".join(capsys.readouterr().out.split())


def test_a_json_document_says_what_it_is_not() -> None:
    """JSON where XML is recorded is refused with both types."""
    snapshot = Snapshot(
        source_id="a", edition="original", path="a", sha256="0" * 64, media_type="application/xml", byte_count=1
    )
    with pytest.raises(DocumentError, match="expected application/xml, got application/json"):
        read(snapshot, b'{"a": 1}', {})
