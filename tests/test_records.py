"""Bibliographic records of every format: rows exact against facts that were written down before the files were made."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddata.clean.identifiers import find_doi, parse_doi
from leaddata.cli.records import write_records
from leaddata.errors import LeadDataError
from leaddata.layout.inline_labels import labelled_sections
from leaddata.model import Cell, Locator
from leaddata.pipeline.pubmed_trim import Trimmed

FOLDER = Path(__file__).parent / "records"
FILES = sorted(path.with_suffix("") for path in FOLDER.rglob("*.gold"))
ARTICLE_FIELDS = (
    "doi",
    "pmid",
    "title",
    "publication_date",
    "volume",
    "issue",
    "pages",
    "is_retracted",
    "languages",
    "article_types",
)
AUTHOR_FIELDS = ("family", "given", "initials", "suffix", "collective_name", "orcid", "affiliations")
PART_FIELDS = ("language", "label", "nlm_category", "text")

# What is known to be read otherwise, each with why.
KNOWN = {
    "nbib/tag_like_text.nbib": "a line that ends in a hyphen may have lost a blank, and nothing tells",
}


def _parameter(path: Path) -> Any:
    name = str(path.relative_to(FOLDER))
    marks = [pytest.mark.xfail(reason=KNOWN[name])] if name in KNOWN else []
    return pytest.param(path, marks=marks, id=name)


def rows(path: Path, table: str) -> tuple[list[dict[str, Any]], str]:
    """Return the rows of a file as the command prints them, and what is told of it."""
    written: list[bytes] = []
    try:
        told = "\n".join(write_records(path, table, "json", False, written.append))
    except LeadDataError as error:
        told = str(error)
    text = b"".join(written).decode()
    return json.loads(text) if text else [], told


def folded(value: Any) -> Any:
    """Return a value for comparison: blanks folded; nothing, an empty text and an empty list are the same."""
    if isinstance(value, list):
        return [folded(one) for one in value] or None
    return (" ".join(value.split()) or None) if isinstance(value, str) else value


def agrees(field: str, gold: dict[str, Any], found: Any) -> bool:
    """Tell whether a value is the one written down, or one that is written down beside it as just as right."""
    wanted = [gold.get(field), *gold.get(f"{field}_alt", ())]
    if field == "pages" and isinstance(found, str):
        found = re.sub("[\u2010-\u2015]", "-", found)
    if field == "is_retracted":
        return bool(gold.get(field)) == bool(found)
    if field == "doi" and wanted[0]:
        wanted = [str(one).lower() for one in wanted if one]
    return folded(found) in [folded(one) for one in wanted]


def check_article(gold: dict[str, Any], row: dict[str, Any]) -> None:
    """Hold a row of articles to what was written down."""
    for field in ARTICLE_FIELDS:
        if field in gold:
            assert agrees(field, gold, row[field]) or _but_for_the_dot(field, gold, row[field]), (
                field,
                gold.get(field),
                row[field],
            )
    if "journal_any" in gold:
        named = {str(name).casefold().rstrip(".") for name in gold["journal_any"] or ()}
        found = {name.casefold().rstrip(".") for name in (row["journal"], row["journal_title"]) if name}
        assert found <= named
        assert bool(found) == bool(named)


def _but_for_the_dot(field: str, gold: dict[str, Any], found: Any) -> bool:
    return field == "title" and str(gold.get(field)).rstrip(".") == str(found).rstrip(".")


def check_authors(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    """Hold the authors of an article to what was written down."""
    assert len(gold) == len(found)
    assert list(range(1, len(gold) + 1)) == [row["position"] for row in found]
    for one, row in zip(gold, found, strict=True):
        for field in AUTHOR_FIELDS:
            if field in one:
                assert agrees(field, one, row[field]), (field, one, row)
        if "name" in one:
            parts = (row["given"] or row["initials"], row["family"], row["suffix"])
            name = row["collective_name"] or " ".join(part for part in parts if part)
            assert re.sub("[.,]", "", name) in [
                re.sub("[.,]", "", wanted) for wanted in (one["name"], *one.get("name_alt", ()))
            ]


def check_abstract(gold: list[dict[str, Any]], found: list[dict[str, Any]], kind: str) -> None:
    """Hold the sections of an abstract to what was written down."""
    assert [folded(one["text"]) for one in gold] == [row["text"] for row in found]
    for one, row in zip(gold, found, strict=True):
        for field in PART_FIELDS:
            if field in one and (field != "nlm_category" or kind == "xml"):
                assert agrees(field, one, row[field]), (field, one, row)


@pytest.mark.parametrize("path", [_parameter(path) for path in FILES])
def test_rows(path: Path) -> None:
    """Articles, authors and abstracts are exact; a file that is none is an error; of a broken one the sound rows come."""
    gold = json.loads(Path(f"{path}.gold").read_text("utf-8"))
    (articles, told), (authors, _), (abstracts, _) = (
        rows(path, one) for one in ("articles", "article_authors", "abstracts")
    )
    if gold.get("never"):
        assert gold["never"] not in json.dumps([articles, authors, abstracts])
    if gold["expect"] == "error" or gold.get("error_ok"):
        assert articles == []
        assert told or gold.get("error_ok")
        return
    if gold.get("either") and not articles:
        assert told
        return
    assert bool(told) == (gold["expect"] == "partial" and not gold.get("cut_silently")), told
    assert len({row["article_id"] for row in articles}) == len(articles)
    known = {row["article_id"]: row for row in articles}
    assert {row["article_id"] for row in authors + abstracts} <= set(known)
    left = list(articles)
    for one in gold["articles"]:
        row = next((row for row in left if _is_of(one, row)), None)
        if row is None:
            assert gold["expect"] == "partial"
            continue
        left.remove(row)
        assert bool(one.get("deleted")) == row["is_deleted"]
        if row["is_deleted"]:
            continue
        check_article(one, row)
        if "authors" in one:
            check_authors(one["authors"], [author for author in authors if author["article_id"] == row["article_id"]])
        if "abstract" in one:
            parts = [part for part in abstracts if part["article_id"] == row["article_id"]]
            check_abstract(one["abstract"], parts, path.parent.name)
    assert gold["expect"] == "partial" or left == []


def _is_of(gold: dict[str, Any], row: dict[str, Any]) -> bool:
    if gold.get("pmid"):
        return bool(gold["pmid"] == row["pmid"])
    if gold.get("doi"):
        return agrees("doi", gold, row["doi"])
    return agrees("title", gold, row["title"])


RECORD = (
    "<PubmedArticle><MedlineCitation><PMID Version='1'>{pmid}</PMID><Article><Journal><JournalIssue><PubDate><Year>2020</Year>"
    "</PubDate></JournalIssue><ISOAbbreviation>J</ISOAbbreviation></Journal><ArticleTitle>{title}</ArticleTitle></Article>"
    "</MedlineCitation><PubmedData><ReferenceList><Reference><ArticleIdList><ArticleId IdType='doi'>10.1000/other</ArticleId>"
    "</ArticleIdList></Reference></ReferenceList></PubmedData></PubmedArticle>\n"
)


def record_set(*titles: str, end: str = "</PubmedArticleSet>") -> bytes:
    """Return a PubMed file of records with these titles."""
    records = (RECORD.format(pmid=1000 + number, title=title) for number, title in enumerate(titles))
    return f"<?xml version='1.0'?><PubmedArticleSet>{''.join(records)}{end}".encode()


def titles_of(tmp_path: Path, data: bytes, name: str = "records.xml") -> tuple[list[str], str]:
    """Return the titles in a file, and what is told of it."""
    path = tmp_path / name
    path.write_bytes(data)
    found, told = rows(path, "articles")
    return [row["title"] for row in found], told


@pytest.mark.parametrize("place", [0, 3, 6])
def test_one_malformed_record_of_many(tmp_path: Path, place: int) -> None:
    """The records before and after a malformed one are kept; it is told with its number and line."""
    titles = [f"Title {number}" for number in range(7)]
    data = record_set(*("A & B" if number == place else title for number, title in enumerate(titles)))

    found, told = titles_of(tmp_path, data)

    assert [title for number, title in enumerate(titles) if number != place] == found
    assert re.search(
        rf"records.xml line {place + 1} /PubmedArticleSet/PubmedArticle\[{place + 1}\]: expected a well-formed record, got .*"
        rf"'PMID {1000 + place}'",
        told,
    )


def test_a_record_whose_tag_is_broken_is_told(tmp_path: Path) -> None:
    """What stands between two records and is none is not lost in silence."""
    data = record_set("One", "Two", "Three").replace(
        b"<PubmedArticle><MedlineCitation><PMID Version='1'>1001", b"<PubmdArticle><x>"
    )

    found, told = titles_of(tmp_path, data)

    assert ["One", "Three"] == found
    assert "expected a record, got something else between two of them" in told


@pytest.mark.parametrize(
    ("data", "found", "message"),
    [
        (record_set("One", "Two", end=""), ["One", "Two"], "a whole file, got one that breaks off after 2 records"),
        (gzip.compress(record_set(*"abcdef"))[:-9], [*"abcde"], None),
        (gzip.compress(bytes(70 * 2**20)), [], "expected at most 200 times the .* bytes of the file when unpacked, got more"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>" + record_set("One")[21:], [], "without entities of its own, got a .* of 'b'"),
        (b"<?xml version='1.0'?><other/>", [], "expected a PubmedArticle, got none in <other>"),
        (b"<eFetchResult><ERROR>No such id</ERROR></eFetchResult>", [], "expected a PubmedArticle, got the error 'No such id'"),
        (b"{\"a\": 1}", [], "got JSON of another kind"),
        (b"@article{a, title={b}}", [], "got BibTeX.*export it as RIS"),
        (b"FN Clarivate\nVR 1.0\nPT J\nTI A\nER\n", [], "got field-tagged text of Web of Science"),
        (b"<3001. >\nVN  - Ovid Technologies\nAU  - Behan L.\nTI  - A\n", [], "got a text export of Ovid"),
        (b'{"DOI": "10.1000/x", "title": ["A"]}\n{"DOI": \n{"DOI": "10.1000/y", "title": ["B"]}\n', ["A", "B"], "line 2: expected well-formed"),
        (b"<!doctype html><title>Log in</title><p>Please log in.", [], "expected an abstract page .*, got none"),
        (b"Some text about nothing.", [], "expected authors and a citation line"),
        (b" \n", [], "expected a document, got an empty file"),
    ],
)  # fmt: skip
def test_what_is_no_file_of_records(tmp_path: Path, data: bytes, found: list[str], message: str | None) -> None:
    """A file that is cut short, a bomb, an error page or of another format ends in an error that says so."""
    titles, told = titles_of(tmp_path, data)

    assert found == titles
    assert re.search(message or "expected a whole gzip file, got one that breaks off", told)


def test_names_of_html_are_read(tmp_path: Path) -> None:
    """An entity of HTML's, which XML does not know, is its sign; one that nobody knows is a malformed record."""
    found, told = titles_of(tmp_path, record_set("Caf&eacute; &amp; bar", "All &unheardof; right", "Last"))

    assert ["Caf\u00e9 & bar", "Last"] == found
    assert "unheardof" in told


def test_versions_and_withdrawals(tmp_path: Path) -> None:
    """Of a PubMed id its highest version stands; what the file withdraws is marked so."""
    second = RECORD.format(pmid=1000, title="Second").replace("Version='1'", "Version='2'")
    gone = "<DeleteCitation><PMID Version='1'>1001</PMID><PMID>77</PMID></DeleteCitation>"
    data = record_set("First", "Gone", end=f"{second}{gone}</PubmedArticleSet>")
    path = tmp_path / "update.xml"
    path.write_bytes(data)

    found, _ = rows(path, "articles")

    assert [("1000", "Second", False), ("1001", None, True), ("77", None, True)] == [
        (row["pmid"], row["title"], row["is_deleted"]) for row in found
    ]


@given(st.lists(st.sampled_from(["<ReferenceList>", "</ReferenceList>", "<PubmedArticle>", "</PubmedArticle>", "x\n", "<MeshHeadingList>y</MeshHeadingList>z"]), max_size=12), st.integers(1, 40))  # fmt: skip
def test_what_is_trimmed(parts: list[str], size: int) -> None:
    """Only lists that end before the next record's tag are cut, wherever the chunks are; every line end stays."""
    data = "".join(parts).encode()

    class Slow:
        def __init__(self) -> None:
            self.left = data

        def read(self, _: int) -> bytes:
            part, self.left = self.left[:size], self.left[size:]
            return part

    stream = Trimmed(Slow())  # type: ignore[arg-type]
    found = b""
    while part := stream.read():
        found += part

    assert data.count(b"\n") == found.count(b"\n")
    assert data.count(b"PubmedArticle>") == found.count(b"PubmedArticle>")
    assert b"<MeshHeadingList>" not in found or b"<ReferenceList>" in data


@pytest.mark.parametrize(
    ("odd", "missing"),
    [
        ("<!-- </PubmedArticle> -->", []),
        ("<!-- <ReferenceList> </MeshHeadingList> -->", []),
        ("<![CDATA[ </PubmedArticle><PubmedArticle> ]]>", []),
        ("<?note </PubmedArticle>?>", []),
        ("&nbsp;", []),
        ("<MeshHeadingList><MeshHeading/><!-- </MeshHeadingList> --></MeshHeadingList>", []),
        ("<b>", ["odd"]),
        ("&", ["odd"]),
    ],
)
@pytest.mark.parametrize(
    "end", ["</PubmedArticleSet>", "<DeleteCitation><PMID>9</PMID></DeleteCitation></PubmedArticleSet>"]
)
def test_records_after_an_odd_one(odd: str, missing: list[str], end: str, tmp_path: Path) -> None:
    """What makes the reader change from whole records to a stream, or to records apart, costs no other record its place."""
    path = tmp_path / "odd.xml"
    records = [
        RECORD.format(pmid=1000 + number, title=name) for number, name in enumerate(["one", "odd", "two", "three"])
    ]
    records[1] = records[1].replace("</Article>", f"</Article>{odd}")
    prolog = '<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "pubmed.dtd">\n'
    path.write_text(f"{prolog}<PubmedArticleSet>{''.join(records)}{end}", encoding="utf-8")
    written: list[bytes] = []

    told = write_records(path, "articles", "json", True, written.append)
    found = [row for row in json.loads(b"".join(written)) if not row["is_deleted"]]

    assert [name for name in ("one", "odd", "two", "three") if name not in missing] == [row["title"] for row in found]
    assert len(missing) == len(told)
    places = [place for place, name in enumerate(("one", "odd", "two", "three"), start=1) if name not in missing]
    assert [f"/PubmedArticleSet/PubmedArticle[{place}]" for place in places] == [row["path"] for row in found]


@pytest.mark.parametrize("table", ["articles", "article_authors", "abstracts"])
def test_csv_has_what_json_has(table: str, tmp_path: Path) -> None:
    """Commas, quotes and lists stand in CSV so that it reads back as the rows of JSON do."""
    path = tmp_path / "one.xml"
    parts = (
        '<AuthorList><Author><LastName>Qu, ay"le</LastName><ForeName>A</ForeName><AffiliationInfo><Affiliation>A, B'
        '</Affiliation></AffiliationInfo><AffiliationInfo><Affiliation>"C"</Affiliation></AffiliationInfo></Author>'
        "<Author><CollectiveName>Us</CollectiveName></Author></AuthorList>"
        '<Abstract><AbstractText>Said "no, nobody".</AbstractText><AbstractText Label=\'A, B\'>"</AbstractText></Abstract>'
    )
    record = RECORD.format(pmid=1000, title='A "small", odd title').replace(
        "</ArticleTitle>", f"</ArticleTitle>{parts}"
    )
    path.write_bytes(f"<PubmedArticleSet>{record}</PubmedArticleSet>".encode())
    written: list[bytes] = []

    write_records(path, table, "csv", False, written.append)
    found = list(csv.DictReader(io.StringIO(b"".join(written).decode(), newline="")))
    wanted, _ = rows(path, table)

    assert len(wanted) >= 1
    assert [{name: _as_csv(value) for name, value in row.items()} for row in wanted] == found


def _as_csv(value: Any) -> str:
    if value is None:
        return ""
    return (
        "; ".join(value) if isinstance(value, list) else str(value).lower() if isinstance(value, bool) else str(value)
    )


MEASURE = """
import os, subprocess, sys
with open(sys.argv[2], "wb") as out:
    program = subprocess.Popen([sys.executable, "-m", "leaddata", "extract", sys.argv[1], "--as", "articles"], stdout=out)
    _, status, usage = os.wait4(program.pid, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_maxrss)
"""


@pytest.mark.slow
def test_many_records_in_little_memory(tmp_path: Path) -> None:
    """A file of 60 MB is read in far less memory than it has, and every record comes out."""
    path = tmp_path / "many.xml.gz"
    path.write_bytes(gzip.compress(record_set(*(f"Title {number} {'word ' * 200}" for number in range(40_000))), 1))
    # By a small program in between: a child counts the memory of who started it as its own.
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path), str(tmp_path / "rows.csv")],
        capture_output=True,
        text=True,
        check=True,
    )

    code, kilobytes = map(int, done.stdout.split())
    assert 0 == code
    assert 40_001 == (tmp_path / "rows.csv").read_bytes().count(b"\n")
    assert kilobytes < 100 * 1024


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("doi:10.1000/ABC.", "10.1000/abc"),
        ("(10.1000/a(1))", "10.1000/a(1)"),
        ("https://doi.org/10.1000%2Fx", "10.1000/x"),
        ("10.1002/(SICI)1097(1998)17:15<1661::AID-SIM968>3.0.CO;2-2", "10.1002/(sici)1097(1998)17:15<1661::aid-sim968>3.0.co;2-2"),
        ("no doi 10.12/x", None),
    ],
)  # fmt: skip
def test_dois(text: str, doi: str | None) -> None:
    """A DOI is read out of an address or a sentence, without what ends the sentence."""
    assert doi == find_doi(text)


@pytest.mark.parametrize(
    ("name", "text", "table", "column", "expected"),
    [
        ("a.txt", ("1. X Y. 2020 Jun;4:5. doi: 10.1000/x. Epub 2019 Dec 1.\n\nTitle.\n\nSmith J(1).\n\nAuthor information:\n(1)Dept.\n\n"
         "Comment in\n    BMJ. 2020;4(3):1.\n    JAMA. 2020;1:1.\n\nText of it.\n\nPMID: 3\n"), "abstracts", "text", ["Text of it."]),
        ("a.txt", ("1. X Y. 2020 Jun;4:5. doi: 10.1000/x. Epub 2019 Dec 1.\n\nTitle.\n\nSmith J(1).\n\n"
         "Comment in\n    BMJ. 2020;4(3):1.\n    JAMA. 2020;1:1.\n\nText of it.\n\nPMID: 3\n"), "articles", "corrections",
         [["CommentIn: BMJ. 2020;4(3):1.", "CommentIn: JAMA. 2020;1:1."]]),
        ("a.txt", "1. X Y. 2020 Jun;4:5. doi: 10.1000/x. Epub 2019 Dec 1.\n\nTitle.\n\nSmith J(1).\n\nPMID: 3\n", "articles",
         "electronic_date", ["2019-12-01"]),
        ("a.ris", "TY  - JOUR\nTI  - A\nPY  - 2019\nDA  - 2019/10//undefined\nT2  - J LONG\nJI  - J. L.\nER  - \n", "articles",
         "publication_date", ["2019-10"]),
        ("a.ris", "TY  - JOUR\nTI  - A\nPY  - 2019\nT2  - J LONG\nJI  - J. L.\nER  - \n", "articles", "journal", ["J. L."]),
        ("a.nbib", "PMID- 1\nTI  - A\nBTI - B\n", "articles", "journal", ["B"]),
        ("a.nbib", "PMID- 1\nTI  - A\nOABL- spa\nOAB - Publisher: OBJETIVO: Ver. METODOS: Mirar.\n", "abstracts", "label",
         ["OBJETIVO", "METODOS"]),
        ("a.json", '{"id":"https://openalex.org/W1","doi":"10.1000/x","title":"A","is_authors_truncated":true,"authorships":[]}', "articles",
         "authors_complete", [False]),
        ("a.json", ('{"id":"W1","doi":"10.1000/x","title":"A","abstract_inverted_index":{"AIM:":[0],"See.":[1],"METHODS:":[2],"Look.":[3]},'
         '"authorships":[]}'), "abstracts", "label", ["AIM", "METHODS"]),
        ("a.json", '{"resultList":{"result":[{"id":"1","source":"MED","title":"A","abstractText":"<h4>Background</h4>One. <h4>Summary</h4>Two."}]}}',
         "abstracts", "label", ["Background", "Summary"]),
        ("a.json", '{"message":{"items":[{"DOI":"10.1000/x","title":["Own &lt;i&gt;voices&lt;/i&gt; &amp;amp; p &lt; 0.05"],"type":"journal-article"}]}}',
         "articles", "title", ["Own voices & p < 0.05"]),
        ("a.json", '{"message":{"items":[{"DOI":"10.1000/x","title":["A"],"abstract":"<jats:p>See <jats:uri xlink:href=\'u\'>this</jats:uri>.</jats:p>"}]}}',
         "abstracts", "text", ["See this."]),
        ("a.txt", "1. X Y. 2020 Jun;4:5. doi: 10.1000/x.\n\nTitle.\n\nVan Dyke BL 3rd(2), Smith J(1).\n\nPMID: 3\n", "article_authors", "suffix",
         ["3rd", None]),
        ("a.txt", "1. X Y. 2020 Jun;4:5. doi: 10.1000/x.\n\nTitle.\n\n[No authors listed]\n\nText of it.\n\nPMID: 3\n", "abstracts", "text",
         ["Text of it."]),
        ("a.ris", "  TY  - JOUR\n  TI- A\nPY- 2020\n  DO  - 10.1000/x\n  ER  - \n", "articles", "publication_date", ["2020"]),
        ("a.json", ('{"message":{"DOI":"10.1000/x","title":["A"],"abstract":"<jats:sec><jats:title>Aim</jats:title><jats:p>One.</jats:p></jats:sec>'
         '<jats:sec><jats:p>Two.</jats:p></jats:sec><jats:title>R\\u00e9sum\\u00e9</jats:title><jats:p>Trois.</jats:p>"}}'),
         "abstracts", "label", ["Aim", None, None]),
        ("a.json", '{"message":{"DOI":"10.1000/x","title":["A"],"abstract":"<jats:p><jats:bold>Aim:</jats:bold> One. <jats:bold>Methods:</jats:bold> Two.</jats:p>"}}',
         "abstracts", "label", ["Aim", "Methods"]),
        ("a.html", "<html><meta name=citation_title content=A><meta name=citation_doi content='10.1000/x'><meta name=citation_date content='05/2004'>",
         "articles", "publication_date", ["2004-05"]),
        ("a.html", "<html><meta name=citation_title content=A><meta name=citation_abstract content='Background: One. Methods: Two.'><aside><h2>Abstract</h2><p>No.",
         "abstracts", "text", ["One.", "Two."]),
        ("a.ris", "TY  - JOUR\nTI  - A\nAU  - Other, V.\nAU  - Some, Jr\nER  - \n", "article_authors", "given", ["V.", None]),
        ("a.ris", "TY  - JOUR\nTI  - A\nAU  - Smith, John, MD, FRCP\nAU  - Da Silva, Ana, Filho\nAU  - Lee, A.; Roe, B.\nAU  - Coe, C., Doe, D.\nER  - \n",
         "article_authors", "family", ["Smith", "Da Silva", "Lee", "Roe", "Coe", "Doe"]),
        ("a.ris", "TY  - JOUR\nTI  - A\nAU  - Dr Ann Lee PhD\nAU  - Ali ibn Sina\nAU  - Eva de Souza e Silva\nAU  - Zo\u00eb N\u00ed Bhriain\nER  - \n",
         "article_authors", "family", ["Lee", "ibn Sina", "de Souza e Silva", "N\u00ed Bhriain"]),
        ("a.xml", ("<MedlineCitationSet><MedlineCitation><PMID>5</PMID><Article><ArticleTitle>Bare</ArticleTitle></Article></MedlineCitation>"
         "</MedlineCitationSet>"), "articles", "title", ["Bare"]),
        ("a.html", ("<html xml:lang=en><meta name=citation_title content=A><meta name=citation_doi content='10.1000/x'><h2>Abstract <button>in English"
         "</button></h2><p>The text of what is on the page.<o:p>"), "abstracts", "label", [None]),
        ("a.html", "<html><meta charset=iso-8859-1><meta name=citation_title content='Leaders \x96 born'><meta name=citation_doi content='10.1000/x'>",
         "articles", "title", ["Leaders \u2013 born"]),
    ],
)  # fmt: skip
def test_values_of_single_records(
    tmp_path: Path, name: str, text: str, table: str, column: str, expected: list[Any]
) -> None:
    """What a form says in a place of its own is read there."""
    path = tmp_path / name
    path.write_bytes(text.encode("latin-1"))

    found, told = rows(path, table)

    assert (told, [row[column] for row in found]) == ("", expected)


def test_a_doi_is_not_guessed() -> None:
    """A text that only holds a DOI is none."""
    with pytest.raises(ValueError, match="expected a DOI, got"):
        parse_doi("see 10.1000/x")


@given(
    st.lists(
        st.sampled_from(["AIM", "METHODS", "RESULTS AND DISCUSSION", "Background", "Main outcome measures"]),
        min_size=2,
        max_size=5,
    )
)
def test_inline_labels_round_trip(labels: list[str]) -> None:
    """Sections that are printed one after the other, each with its label, come apart again."""
    text = " ".join(f"{label}: Section {number} ends here." for number, label in enumerate(labels))

    found = labelled_sections(Cell(text, Locator("s")))

    assert [(label, f"Section {number} ends here.") for number, label in enumerate(labels)] == [
        (label.text if label else None, part.text) for label, part in found
    ]


def test_unread_records_end_the_command(tmp_path: Path) -> None:
    """The command prints the sound records, names the others on standard error, and ends with 3."""
    path = tmp_path / "records.xml"
    path.write_bytes(record_set("One", "A & B", "Three"))

    done = subprocess.run(
        [sys.executable, "-m", "leaddata", "extract", str(path), "--as", "articles"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert 3 == done.returncode
    assert 3 == done.stdout.count("\n")
    assert "PubmedArticle[2]" in done.stderr
    assert "expected every record to be well-formed, got 1 that cannot be read" in done.stderr
