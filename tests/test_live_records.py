"""Records as a refresh reads them: every column with its evidence, a broken record left out alone, versions once."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from conftest import REPOSITORY
from test_parts import EUROPEPMC, PUBMED, keep, pubmed_set, record

from leaddata.errors import LeadDataError
from leaddata.layout.article_repeats import without_repeats
from leaddata.layout.pubmed import pubmed_articles
from leaddata.model import Quarantined, Snapshot
from leaddata.pipeline.extract import Extraction, extract
from leaddata.pipeline.pubmed_apart import without_broken
from leaddata.pipeline.read import read
from leaddata.pipeline.record_rows import COLUMNS, record_rows
from leaddata.pipeline.records import read_records
from leaddata.pipeline.refresh import refresh
from leaddata.pipeline.reread import reread
from leaddata.pipeline.vocabularies import load_vocabularies

RICH = """<PubmedArticle><MedlineCitation><PMID Version="1">7</PMID><DateRevised><Year>2020</Year></DateRevised><Article>
<Journal><JournalIssue><Volume>3</Volume><PubDate><MedlineDate>2019 Sep-Oct</MedlineDate></PubDate></JournalIssue>
<Title>The journal of what was made up</Title><ISOAbbreviation>J Made Up</ISOAbbreviation></Journal>
<ArticleTitle>[Fellows <i>in vivo</i>.]</ArticleTitle><Pagination><StartPage>12</StartPage><EndPage>19</EndPage></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.9999/RICH</ELocationID>
<Abstract><AbstractText Label="AIM" NlmCategory="OBJECTIVE">Twelve fellows.</AbstractText></Abstract>
<AuthorList CompleteYN="N"><Author><LastName>Other</LastName><ForeName>Ann B</ForeName><Initials>AB</Initials>
<Suffix>3rd</Suffix><Identifier Source="ORCID">http://orcid.org/0000-0002-1825-0097</Identifier>
<AffiliationInfo><Affiliation>A Trust.</Affiliation></AffiliationInfo>
<AffiliationInfo><Affiliation>A College.</Affiliation></AffiliationInfo></Author>
<Author><LastName>Some</LastName><ForeName>Bo</ForeName><Identifier Source="ORCID">0000-0002</Identifier></Author>
<Author><CollectiveName>The Made Up Group</CollectiveName></Author></AuthorList><Language>ger</Language><Language>eng</Language>
<PublicationTypeList><PublicationType>Journal Article</PublicationType><PublicationType>Retracted Publication</PublicationType>
</PublicationTypeList><VernacularTitle>Stipendiaten.</VernacularTitle>
<ArticleDate DateType="Electronic"><Year>2019</Year><Month>08</Month><Day>31</Day></ArticleDate></Article>
<OtherAbstract Type="Publisher" Language="ger"><AbstractText>Zwölf Stipendiaten.</AbstractText></OtherAbstract>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J Made Up. 2020;4:1</RefSource>
<PMID>8</PMID></CommentsCorrections></CommentsCorrectionsList></MedlineCitation></PubmedArticle>"""
BROKEN = "<PubmedArticle><MedlineCitation><PMID>66</PMID><Article><ArticleTitle>No end</Article></MedlineCitation></PubmedArticle>"


def values(extraction: Extraction, table: str) -> list[dict[str, Any]]:
    """Return the values of the rows of a table, as they were read."""
    return [
        {name: reading.value for name, reading in row.readings.items()} | {"id": row.row_id}
        for row in extraction.records
        if row.table == table
    ]


def extracted(raw: Path, *parts: bytes) -> Extraction:
    keep(raw, PUBMED, list(parts), "application/xml")
    return extract(raw, PUBMED, load_vocabularies())


def test_every_column_of_a_record_is_read(tmp_path: Path) -> None:
    """A retracted article says so; suffix, languages, other abstracts, corrections and electronic date are there."""
    found = extracted(tmp_path, pubmed_set(RICH), pubmed_set(record("1")))

    rich, plain = values(found, "articles")
    assert rich == {
        "id": "doi:10.9999/rich",
        "doi": "10.9999/rich",
        "pmid": "7",
        "title": "[Fellows in vivo.]",
        "title_original": "Stipendiaten.",
        "journal": "J Made Up",
        "journal_title": "The journal of what was made up",
        "publication_date": "2019-09",
        "publication_date_printed": "2019 Sep-Oct",
        "electronic_date": "2019-08-31",
        "volume": "3",
        "pages": "12-19",
        "article_types": ["Journal Article", "Retracted Publication"],
        "languages": ["de", "en"],
        "is_retracted": True,
        "corrections": ["RetractionIn: J Made Up. 2020;4:1 PMID 8"],
        "authors_complete": False,
    }
    assert (plain["is_retracted"], plain["authors_complete"]) == (False, True)
    first, second, group, _ = values(found, "article_authors")
    assert (first["suffix"], first["orcid"]) == ("3rd", "0000-0002-1825-0097")
    assert first["affiliations"] == ["A Trust.", "A College."]
    assert ("orcid" in second, group["collective_name"]) == (False, "The Made Up Group")
    own, other = values(found, "abstracts")
    assert ("abstract_type" in own, own["language"], own["label"]) == (False, "en", "AIM")
    assert (other["abstract_type"], other["language"], other["text"]) == ("Publisher", "de", "Zwölf Stipendiaten.")


def test_what_says_that_an_article_is_retracted_is_its_evidence(tmp_path: Path) -> None:
    """The place is that of the publication type; of one that is not retracted, that of its id."""
    found = extracted(tmp_path, pubmed_set(RICH), pubmed_set(record("1")))

    readings = [row.readings["is_retracted"] for row in found.records if row.table == "articles"]
    assert [(one.quote, str(one.at.path).rsplit("/", 1)[-1]) for one in readings] == [
        ("Retracted Publication", "PublicationType[2]"),
        ("1", "PMID"),
    ]


def test_an_orcid_that_is_none_is_quarantined_alone(tmp_path: Path) -> None:
    """The author and the article stay; what was printed is told with its place."""
    found = extracted(tmp_path, pubmed_set(RICH), pubmed_set(record("1")))

    (stopped,) = found.quarantined
    assert (stopped.table, stopped.printed) == ("article_authors", "0000-0002")
    assert stopped.reason.startswith("orcid: expected an ORCID iD")
    assert str(stopped.at.path).endswith("Author[2]/Identifier")


@pytest.mark.parametrize(
    "broken", [BROKEN, "<PubmedArtcle><PMID>66</PMID></PubmedArticle>", BROKEN.replace("<PMID>", "<PMID")]
)
def test_a_broken_record_costs_no_other(tmp_path: Path, broken: str) -> None:
    """Those before and after it are read, with the places that they have in the file, and it is told with its own."""
    records = [record(str(number)) for number in range(1, 5)]
    found = extracted(tmp_path, pubmed_set(record("9")), pubmed_set(*records[:2], "\n\n", broken, "\n", *records[2:]))

    assert [one["pmid"] for one in values(found, "articles")] == ["9", "1", "2", "3", "4"]
    (stopped,) = found.quarantined
    assert (stopped.table, stopped.at.page, stopped.at.lines and stopped.at.lines[0] in {1, 3}) == ("articles", 2, True)
    assert "expected a" in stopped.reason
    last = next(row for row in found.records if row.row_id == "pmid:4")
    number = 5 if "<PubmedArticle>" in broken else 4
    assert last.readings["pmid"].at.path == f"/PubmedArticleSet/PubmedArticle[{number}]/MedlineCitation/PMID"


def test_a_part_of_broken_records_alone_is_no_fault(tmp_path: Path) -> None:
    """Another part has records; what the first one would have had is in quarantine."""
    found = extracted(tmp_path, pubmed_set(BROKEN), pubmed_set(record("1")))

    assert [one["pmid"] for one in values(found, "articles")] == ["1"]
    assert [one.printed for one in found.quarantined] == ["PMID 66"]


def test_a_part_that_breaks_off_is_a_fault(tmp_path: Path) -> None:
    """A set without its end has lost an unknown number of records."""
    whole = pubmed_set(record("1"), record("2"))

    with pytest.raises(LeadDataError, match="breaks off after 2 records"):
        extracted(tmp_path, pubmed_set(record("3")), whole[:-30])


def test_a_record_that_stands_there_in_two_versions_is_there_once(tmp_path: Path) -> None:
    """Also where they stand in two parts: the higher version counts."""
    new = record("1", "The second version").replace("<PMID>", '<PMID Version="2">')
    found = extracted(tmp_path, pubmed_set(new), pubmed_set(record("1"), record("2")))

    assert [one["title"] for one in values(found, "articles")] == ["The second version", "Fellows made up"]


@pytest.mark.slow
def test_ids_of_thousands_of_authors_do_not_meet(tmp_path: Path) -> None:
    """The first authors of many articles have ids of their own."""
    found = extracted(tmp_path, pubmed_set(*(record(str(number)) for number in range(1, 12_001))))

    ids = [row.row_id for row in found.records]
    assert (len(ids), len(set(ids))) == (24_000, 24_000)


FOLDER = Path(__file__).parent / "records" / "xml"
# Not what has two roots: that is no document.
SETS = sorted(
    path
    for path in FOLDER.glob("*.xml")
    if b"<PubmedArticle" in path.read_bytes() and path.stem != "fragment_two_roots"
)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.name)
def test_a_refresh_and_extract_read_the_same(path: Path) -> None:
    """Out of a tree with places come the same rows as out of a stream."""
    data = path.read_bytes()
    snapshot = Snapshot(
        source_id="a", edition="original", path="a", sha256="0" * 64, media_type="application/xml", byte_count=len(data)
    )
    try:
        document = read(snapshot, data, {})
        articles = list(without_repeats(pubmed_articles(document)))
    except LeadDataError as error:
        with pytest.raises(LeadDataError, match=re.escape(error.message[:20])):
            list(read_records(path, "a"))
        return
    streamed = [one for one in read_records(path, "a") if not isinstance(one, Quarantined)]
    for table in COLUMNS:
        rows = [row for one in articles if not isinstance(one, Quarantined) for row in record_rows(one, table)]
        assert rows == [row for one in streamed for row in record_rows(one, table)]


def test_what_is_not_pubmeds_is_left_as_it_is() -> None:
    """A feed that is broken is no business of the reader of records."""
    assert without_broken(b"<rss><item></rss>", "a") == (b"<rss><item></rss>", ())


@pytest.mark.slow
def test_a_release_holds_it_with_quotes_that_stand_there(tmp_path: Path) -> None:
    """Every quote of a published record is found at its place, also in a part with a broken record, and that is told."""
    raw, out = tmp_path / "raw", tmp_path / "processed"
    shutil.copytree(REPOSITORY / "data" / "raw", raw, ignore=shutil.ignore_patterns("original", ".fetch"))
    records = [record(str(number)) for number in range(100, 140)]
    keep(raw, PUBMED, [pubmed_set(RICH, *records[:20]), pubmed_set(*records[20:], BROKEN)], "application/xml")
    answer = {
        "resultList": {
            "result": [
                {
                    "id": "501", "source": "MED", "pmid": "501", "title": "Fellows <i>again</i> &amp; again.", "language": "eng",
                    "authorList": {"author": [{"fullName": "Other A", "lastName": "Other", "firstName": "Ann", "initials": "A"}]},
                    "journalInfo": {"yearOfPublication": 2001, "monthOfPublication": 5, "journal": {"isoabbreviation": "J Made Up"}},
                    "pubTypeList": {"pubType": ["Journal Article"]}, "electronicPublicationDate": "2001-04-03",
                    "commentCorrectionList": {"commentCorrection": [
                        {"id": "502", "source": "MED", "reference": "J Made Up. 2002", "type": "Retraction in"}]},
                }
            ]
        }
    }  # fmt: skip
    keep(raw, EUROPEPMC, [json.dumps(answer).encode(), b'{"resultList": {}}'], "application/json")

    report = refresh(raw, out)

    assert (report.exit_code, report.published) == (0, True), report.problems()
    release = out / "releases" / str(report.version)
    assert reread(raw, release).problems == ()
    articles = pl.read_parquet(release / "articles.parquet").filter(pl.col("source_id") != "harding_2024")
    retracted = articles.filter(pl.col("is_retracted"))["article_id"].to_list()
    assert (len(articles), sorted(retracted)) == (42, ["doi:10.9999/rich", "pmid:501"])
    again = articles.row(by_predicate=pl.col("pmid") == "501", named=True)
    assert (again["publication_date"], again["languages"], again["corrections"]) == (
        "2001-05", ["en"], ["RetractionIn: J Made Up. 2002 PMID 502"]
    )  # fmt: skip
    stopped = pl.read_parquet(release / "quarantine.parquet").select("table", "page", "printed").rows()
    assert sorted(stopped) == [("article_authors", 1, "0000-0002"), ("articles", 2, "PMID 66")]
