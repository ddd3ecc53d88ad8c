"""Fields of records in the forms that exporters print them in: dates, names, DOIs, titles of sections, tags."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_record_habits import names, read, ris

from leaddata.model import Quarantined
from leaddata.pipeline.records import read_records

FALLS = "We counted 30 in 12 wards."


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("30 Nov", "2012-11-30"),
        ("17 MAY", "2012-05-17"),
        ("3-Nov", "2012-11-03"),
        ("3rd May", "2012-05-03"),
        ("1-7 May", "2012-05-01"),
        ("28 May - 3 June", "2012-05-28"),
        ("SEP-OCT", "2012-09"),
        ("15 de maio", "2012-05-15"),
        ("05/13", "2012-05-13"),
        ("05/03", "2012"),
        ("Autumn", "2012"),
        ("12", "2012"),
        ("201205", "2012-05"),
        ("Friday, November 30, 2012", "2012-11-30"),
        ("3 mai 2012", "2012-05-03"),
        ("Okt. 2012", "2012-10"),
        ("2012\u5e745\u67083\u65e5", "2012-05-03"),
        ("May and June 2012", "2012-05"),
        ("Dec 2012-Jan 2013", "2012-12"),
        ("2012/05/03 10:15 AM", "2012-05-03"),
        ("Epub 2011 Dec 3", "2012"),
    ],
)
def test_dates_beside_the_year(printed: str, date: str, tmp_path: Path) -> None:
    """A day and month without a year take that of the other field; a span is its beginning, two numbers are no day by themselves."""
    assert date == read(tmp_path, ris("PY  - 2012", f"DA  - {printed}"))[0]["publication_date"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Smith, J, Jones, K", ["Smith|J", "Jones|K"]),
        ("Smith, John A., j.smith@example.org", ["Smith|John A."]),
        ("Smith, John (University of Leeds)", ["Smith|John"]),
        ("1. Smith, John", ["Smith|John"]),
        ("Smith, John1,2", ["Smith|John"]),
        ("Smith, John\u00b9; Jones, Kay\u00b2", ["Smith|John", "Jones|Kay"]),
        ("Smith, John, ed.", ["Smith|John"]),
        ("Smith, J A, Jones, K B", ["Smith|J A", "Jones|K B"]),
        ("Smith, John | Jones, Kay", ["Smith|John", "Jones|Kay"]),
        ("Night Leaders Grp", ["Night Leaders Grp"]),
        ("Public Health Westshire", ["Public Health Westshire"]),
        ("Smith, J., 3rd", ["Smith|J.|3rd"]),
    ],
)
def test_what_stands_beside_a_name(printed: str, expected: list[str], tmp_path: Path) -> None:
    """Numbers, marks, addresses and affiliations beside a name are no part of it."""
    assert expected == names(read(tmp_path, ris(f"AU  - {printed}"), "article_authors"))


@pytest.mark.parametrize(
    ("field", "doi"),
    [
        ("UR  - https://journal.example/doi/full/10.1000/a.1?via=x", "10.1000/a.1"),
        ("UR  - https://journal.example/doi/10.1000/a.1/abstract;jsessionid=AB.f1", "10.1000/a.1"),
        ("UR  - https://journal.example/doi/10.1000/a.1/epdf/full", "10.1000/a.1"),
        ("UR  - https://journal.example/insight/10.1000/a.1/full/html?src=recsys", "10.1000/a.1"),
        ("UR  - https://journal.example/content/pdf/10.1000/a.1.pdf", "10.1000/a.1"),
        ("UR  - https://journal.example/article?id=10.1000/a.1&type=printable", "10.1000/a.1"),
        ("UR  - https://journal.example/doi/10.1000/a.1#sec-2", "10.1000/a.1"),
        ("UR  - https://journal.example/article/10.1000/a.1/meta", "10.1000/a.1"),
        ("UR  - https://www.medrxiv.org/content/10.1101/2020.01.02.20000001v2.full.pdf", "10.1101/2020.01.02.20000001"),
        ("UR  - https://academic.oup.com/lead/article/doi/10.1093/lead/dys001/1234567", "10.1093/lead/dys001"),
        ("UR  - https://library.example/central/doi/10.1002/central/CN-01/full", None),
        ("DO  - https://doi.org/10.1000/a.1/full", "10.1000/a.1"),
        ("DO  - 10.1000/a.1/table-1", "10.1000/a.1/table-1"),
        ("N1  - Accession Number: 1-2. doi: 10.1000/a.1. PMID: 12345678", "10.1000/a.1"),
        ("N1  - Number of references: 30. Correction Date: 20200101. DOI: 10.1000/a.1.", "10.1000/a.1"),
        ("N1  - Comment on: Other A. doi: 10.1000/a.2", None),
        ("N1  - doi: 10.1000/a.1; doi: 10.1000/a.2", None),
    ],
)
def test_dois_with_what_follows_them(field: str, doi: str | None, tmp_path: Path) -> None:
    """The tail of an address is no part of a DOI; among notes one counts that is named so, and of no other work."""
    assert doi == read(tmp_path, ris(field))[0]["doi"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            f"Background Falls hurt. Methods {FALLS} Results Ten fell. Overall, 308 patients (60%) did. Conclusions Few.",
            ["Background", "Methods", "Results", "Conclusions"],
        ),
        (
            f"Background Falls hurt. Methods {FALLS} Results Ten fell. Overall patients (60%) did. Conclusions Few.",
            ["Background", "Methods", "Results", "Conclusions"],
        ),
        (
            "Objective To see. Design Cohort study. Setting Population \u226550 years old. Participants 340 nurses. Results Overall, 30 patients (9%) fell. Conclusions Few.",
            ["Objective", "Design", "Setting", "Participants", "Results", "Conclusions"],
        ),
        (
            "Aim To see. Main Outcomes and Measures Hours. Findings Ten.",
            ["Aim", "Main Outcomes and Measures", "Findings"],
        ),
        ("WHAT IS KNOWN: Nights. WHAT IS NEW: Days. IMPACT STATEMENT: Sleep.", ["WHAT IS KNOWN", "WHAT IS NEW", "IMPACT STATEMENT"]),
        ("WHAT WE DID: Asked. THE NEW WARD: Light. IBD AND UC: ten.", ["WHAT WE DID", "THE NEW WARD"]),
        (
            "Wards are dark.Conclusion: Light helps.What is Known:\u2022 Nights are long.What is New:\u2022 Days are.",
            [None, "Conclusion", "What is Known", "What is New"],
        ),
        ("\u3010Objective\u3011To see. \u3010Methods\u3011We asked. \u3010Results\u3011Ten.", ["Objective", "Methods", "Results"]),
        ("BACKGROUND: Dark. MAIN TEXT: Ten. BRCA1: high. SHORT CONCLUSION: Few.", ["BACKGROUND", "MAIN TEXT", "SHORT CONCLUSION"]),
        (
            "Study Design. Cohort. Objective. To see. Summary of Background Data. Dark. Methods. We asked. Results. Ten.",
            ["Study Design", "Objective", "Summary of Background Data", "Methods", "Results"],
        ),
        (
            "Aim To see. Method We asked. Results Ten. Implications for Nursing Management Nurse managers should act.",
            ["Aim", "Method", "Results", "Implications for Nursing Management"],
        ),
        (
            "ZusammenfassungHintergrundStationen sind dunkel.MethodenWir fragten.ErgebnisseZehn.SchlussfolgerungenWenige.",
            ["Hintergrund", "Methoden", "Ergebnisse", "Schlussfolgerungen"],
        ),
        ("Problem See. Approach We ask. Outcomes Ten. Next Steps Few.", ["Problem", "Approach", "Outcomes", "Next Steps"]),
        ("Background| See. Methods| Ask. Results| Ten.", ["Background", "Methods", "Results"]),
        (
            "Background S. aureus is common. Method Observation in wards. Results Ten. Conclusions In summary, few.",
            ["Background", "Method", "Results", "Conclusions"],
        ),
        (
            "ContextWards are dark.Data sources and study selectionPubMed was searched.ResultsTen.Implications for nursing managementAct.",
            ["Context", "Data sources and study selection", "Results", "Implications for nursing management"],
        ),
        (
            "Objectives To see. Methods We asked. What is known about the topic? Little is. What does this paper add? Much. Conclusions Few.",
            ["Objectives", "Methods", "What is known about the topic?", "What does this paper add?", "Conclusions"],
        ),
        ("Motivation Nights. Results Ten. Availability and implementation See. Supplementary information None.",
            ["Motivation", "Results", "Availability and implementation", "Supplementary information"]),
        ('"Background: See. Methods: Ask. Results: Ten."', ["Background", "Methods", "Results"]),
        (
            "WHAT'S KNOWN ON THE SUBJECT? AND WHAT DOES THE STUDY ADD?: Much. RESULTS: Ten.",
            ["WHAT'S KNOWN ON THE SUBJECT? AND WHAT DOES THE STUDY ADD?", "RESULTS"],
        ),
    ],
)  # fmt: skip
def test_titles_of_sections(text: str, labels: list[str | None], tmp_path: Path) -> None:
    """A title ends where its text begins, though that begins with a word of titles; one out of order is a sentence's beginning."""
    assert labels == [row["label"] for row in read(tmp_path, ris(f"AB  - {text}"), "abstracts")]


@pytest.mark.parametrize(("old", "new"), [("  - ", "  \u2013 "), ("\n", "\n  "), ("PMID  -", "PMID-")])
def test_tags_of_other_forms(old: str, new: str, tmp_path: Path) -> None:
    """A tag may have a dash for its hyphen, be indented, or stand at it."""
    row = read(tmp_path, ris("PY  - 2012", "PMID  - 12345678").replace(old, new))[0]

    assert ("Wards at night", "2012", "12345678") == (row["title"], row["publication_date"], row["pmid"])


def test_tags_in_small_letters(tmp_path: Path) -> None:
    """A file whose tags are all in small letters is RIS, too."""
    assert "Days" == read(tmp_path, "ty  - JOUR\nti  - Days\nau  - Roe, A.\ner  - \n")[0]["title"]


def test_fields_of_cochrane_and_embase(tmp_path: Path) -> None:
    """Cochrane prints journal, year, issue and pages in tags of its own; what Embase prints in M1 is no issue."""
    central = read(tmp_path, ris("SO  - Lead J", "YR  - 2012", "NO  - 3", "PG  - 101-110"))[0]
    embase = read(tmp_path, ris("M1  - 51", "DB  - Embase"))[0]

    assert ("Lead J", "2012", "3", "101-110") == tuple(
        central[name] for name in ("journal", "publication_date", "issue", "pages")
    )
    assert embase["issue"] is None


@pytest.mark.parametrize(
    ("fields", "pmid"),
    [
        (["C2  - 12345678", "DB  - Scopus"], "12345678"),
        (["C2  - 12345678"], None),
        (["AN  - MEDLINE:12345678"], "12345678"),
        (["N1  - PubMed ID: 12345678"], "12345678"),
        (["N1  - Comment on: Lead J. PMID: 12345678"], None),
    ],
)
def test_where_pubmed_ids_stand(fields: list[str], pmid: str | None, tmp_path: Path) -> None:
    """Scopus and Web of Science print the id in fields of theirs; in a note on another work it is that one's."""
    assert pmid == read(tmp_path, ris(*fields))[0]["pmid"]


def test_a_language_that_is_named_twice(tmp_path: Path) -> None:
    """A language is stated once, by whatever names it is printed, and several may stand in one field."""
    assert read(tmp_path, ris("LA  - English and German"))[0]["languages"] == ["en", "de"]
    assert read(tmp_path, ris("LA  - eng; English"))[0]["languages"] == ["en"]
    assert read(tmp_path, ris("LA  - \u4e2d\u6587;"))[0]["languages"] == ["zh"]


def test_medline_with_a_bare_doi_or_indented(tmp_path: Path) -> None:
    """A DOI counts without PubMed's mark, and lines may all be indented."""
    text = "PMID- 12345678\nTI  - Wards at night.\nAID - 10.1000/a.1\nDP  - 2012 May\n"
    indented = "".join(f"  {line}\n" for line in text.splitlines())

    assert read(tmp_path, text)[0]["doi"] == "10.1000/a.1"
    assert read(tmp_path, indented)[0]["title"] == "Wards at night."


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Berger, L.", ["Berger|L."]),
        ("Berger, L., Roe, B. C.", ["Berger|L.", "Roe|B. C."]),
        ("Berger, Lars and Roe, Bob", ["Berger|Lars", "Roe|Bob"]),
        ("Berger, Lars, Roe, Bob", ["Berger|Lars", "Roe|Bob"]),
        ("Lars Berger, PhD, Bob Roe, MD", ["Berger|Lars", "Roe|Bob"]),
        ("Ann Other, Bob Roe", ["Other|Ann", "Roe|Bob"]),
        ("Other A, Roe B", ["Other|A", "Roe|B"]),
    ],
)
def test_authors_behind_a_label(printed: str, expected: list[str], tmp_path: Path) -> None:
    """A comma stands within a name where no name has a single word, and a degree is no name."""
    text = f"Title: Wards at night\nAuthors: {printed}\nJournal: Lead J\nDate: 2012\nAbstract: Wards are dark.\n"

    assert expected == names(read(tmp_path, text, "article_authors"))


def test_labels_of_a_text(tmp_path: Path) -> None:
    """The day has many labels, an address ends behind the DOI, and the abstract may stand below its heading."""
    text = (
        "Title: Wards at night\nAuthors: Roe B\nPublished online: 3 May 2012\nDOI: https://journal.example/doi/10.1000/a.1/full\n\n"
        "Abstract\n\nWards are dark.\n"
    )
    row = read(tmp_path, text)[0]

    assert ("2012-05-03", "10.1000/a.1") == (row["publication_date"], row["doi"])
    assert ["Wards are dark."] == [row["text"] for row in read(tmp_path, text, "abstracts")]


def test_a_label_for_each_author(tmp_path: Path) -> None:
    """Each author may have a line and a label; a label behind other fields begins the next record."""
    record = "Title: Rounds on foot {0}\nAuthor: Roe, Ann\nAuthor: Bloggs, Jo\nJournal: Ward Notes\nYear: 2016\nDOI: 10.5555/wn.{0}\nAbstract: We walked.\n"
    path = tmp_path / "records.txt"
    path.write_text(record.format(1) + "\n" + record.format(2), "utf-8")
    found = [one for one in read_records(path, "records.txt") if not isinstance(one, Quarantined)]
    assert [["Roe", "Bloggs"]] * 2 == [[author.family.text for author in one.authors if author.family] for one in found]


def test_a_page_with_an_electronic_day_alone(tmp_path: Path) -> None:
    """An article without the date of an issue has the electronic one."""
    path = tmp_path / "page.html"
    path.write_text(
        '<html><head><meta name="citation_title" content="Rounds on foot"><meta name="citation_author" content="Ann Roe">'
        '<meta name="citation_journal_title" content="Ward Notes"><meta name="citation_online_date" content="2016/09/18"></head><body></body></html>',
        "utf-8",
    )
    (found,) = (one for one in read_records(path, "page.html") if not isinstance(one, Quarantined))
    assert found.date is not None
    assert found.date.printed.text == "2016/09/18"
