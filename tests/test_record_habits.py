"""Habits of the programs that write records: small invented records in each, and what is read of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from leaddata.clean.author_names import parse_name
from leaddata.cli.records import write_records
from leaddata.layout.inline_labels import labelled_sections
from leaddata.model import Cell, Locator


def rows(path: Path, table: str) -> tuple[list[dict[str, Any]], str]:
    """Return the rows of a file as the command prints them, and what is told of it."""
    written: list[bytes] = []
    told = "\n".join(write_records(path, table, "json", False, written.append))
    return json.loads(b"".join(written)), told


def read(tmp_path: Path, text: str, table: str = "articles") -> list[dict[str, Any]]:
    """Return the rows of a file with *text*, of which nothing is told."""
    path = tmp_path / "records.txt"
    path.write_text(text, encoding="utf-8")
    found, told = rows(path, table)
    assert told == ""
    return found


def ris(*lines: str) -> str:
    """Return a RIS record with these fields."""
    return "\n".join(["TY  - JOUR", "TI  - Wards at night", *lines, "ER  - ", ""])


def names(found: list[dict[str, Any]]) -> list[str]:
    """Return each author as ``family|given or initials|suffix``, or a body's name."""
    return [
        row["collective_name"]
        or "|".join(part or "" for part in (row["family"], row["given"] or row["initials"], row["suffix"])).rstrip("|")
        for row in found
    ]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("OBJETIVO: Ver. MATERIAL Y M\u00c9TODOS: Uno. RESULTADOS: Dos.", ["OBJETIVO", "MATERIAL Y M\u00c9TODOS", "RESULTADOS"]),
        ("M\u00e9todo: Um. Resultados: Dois. CONCLUS\u00c3O: Fim.", ["M\u00e9todo", "Resultados", "CONCLUS\u00c3O"]),
        ("Contexte : Un. M\u00e9thodes : Deux. R\u00e9sultats : Trois.", ["Contexte", "M\u00e9thodes", "R\u00e9sultats"]),
        ("Hintergrund: Eins. Material und Methoden: Zwei. Fazit: Drei.", ["Hintergrund", "Material und Methoden", "Fazit"]),
        ("Ama\u00e7: Bir. Gere\u00e7 ve Y\u00f6ntem: \u0130ki.", ["Ama\u00e7", "Gere\u00e7 ve Y\u00f6ntem"]),
        ("\u76ee\u7684\uff1a\u4e00\u3002\u65b9\u6cd5\uff1a\u4e8c\u3002\u7ed3\u8bba\uff1a\u4e09\u3002", ["\u76ee\u7684", "\u65b9\u6cd5", "\u7ed3\u8bba"]),
        ("PURPOSE: To ask., FINDINGS: They told., SUMMARY: Ask.", ["PURPOSE", "FINDINGS", "SUMMARY"]),
        ("Nota: una cosa. Otra: dos cosas.", [None]),
    ],
)  # fmt: skip
def test_labels_of_other_languages(text: str, labels: list[str | None]) -> None:
    """Labels with accents, a blank before the colon, in Han script, and between Ovid's commas are cut off."""
    found = labelled_sections(Cell(text, Locator("s")))

    assert labels == [label.text if label else None for label, _ in found]
    assert [] == [part.text for _, part in found if part.text.endswith(",")]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["Lee, A.", "..."], ["Lee|A."]),
        (["Lee, A.", "et al."], ["Lee|A."]),
        (["Lee, A., et al."], ["Lee|A."]),
        (["Lee, A.", "and 12 others"], ["Lee|A."]),
    ],
)
def test_a_list_that_is_cut(fields: list[str], expected: list[str], tmp_path: Path) -> None:
    """Word that there are more authors is none of them, and the list is not complete."""
    text = ris(*(f"AU  - {field}" for field in fields))

    assert expected == names(read(tmp_path, text, "article_authors"))
    assert [False] == [row["authors_complete"] for row in read(tmp_path, text)]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Lee A, Roe B", ["Lee|A", "Roe|B"]),
        ("Lee, A. and Roe, B.", ["Lee|A.", "Roe|B."]),
        ("Lee, A., Smith, J., and Roe, B.", ["Lee|A.", "Smith|J.", "Roe|B."]),
        ("Ann Lee and Bob Roe", ["Lee|Ann", "Roe|Bob"]),
        ("Lee, A; Roe, B; LEAD Group", ["Lee|A", "Roe|B", "LEAD Group"]),
        ("Doe, J., on behalf of the LEAD Group", ["Doe|J.", "LEAD Group"]),
        ("Jr., Smith, John", ["Smith|John|Jr."]),
        ("Smith Jr, John", ["Smith|John|Jr"]),
        ("Smith, John Jr", ["Smith|John|Jr"]),
        ("Smith, John", ["Smith|John"]),
        ("Smith, V", ["Smith|V"]),
        ("Deluxe, Julia B, MLS", ["Deluxe|Julia B"]),
        ("Roe, Ann, Dr", ["Roe|Ann"]),
        ("[No authors listed]", []),
        ("[Anonymous]", []),
        ("Department for Work and Pensions", ["Department for Work and Pensions"]),
        ("Bill and Ann Roe Foundation", ["Bill and Ann Roe Foundation"]),
        ("Forbes, Anna", ["Forbes|Anna"]),
        ("Prof Roe, Bob", ["Roe|Bob"]),
        ("Roe, Bob [Author]", ["Roe|Bob"]),
        ("Roe, Bob 0000-0002-1825-0097", ["Roe|Bob"]),
        ("NCT01234567,", []),
    ],
)
def test_names_in_one_field(printed: str, expected: list[str], tmp_path: Path) -> None:
    """Several names, a body beside a name, suffixes and degrees are told apart; a body's "and" parts nothing."""
    assert expected == names(read(tmp_path, ris(f"AU  - {printed}"), "article_authors"))


@pytest.mark.parametrize(
    ("printed", "family"),
    [
        ("Lotte van 't Hof", "van 't Hof"),
        ("Jan 't Hooft", "'t Hooft"),
        ("\u00d3rla Mc Bride", "Mc Bride"),
        ("CAIDE SHEN", "SHEN"),
        ("MARSHALL CD", "MARSHALL"),
    ],
)
def test_family_names(printed: str, family: str) -> None:
    """Particles belong to the family name; a name in capitals has a last word that is no initials."""
    span = parse_name(printed).family

    assert span is not None
    assert family == printed[slice(*span)]


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("10/2019", "2019-10"),
        ("10/15/2019", "2019-10-15"),
        ("10/11/2019", "2019"),
        ("2019-10-15T00:00:00Z", "2019-10-15"),
        ("2019, Oct", "2019-10"),
        ("Jul/Aug 2019", "2019-07"),
        ("15-Oct-2019", "2019-10-15"),
        ("Oct., 2019", "2019-10"),
        ("2019//10/2019- -29", "2019"),
    ],
)
def test_dates_of_ris(printed: str, date: str, tmp_path: Path) -> None:
    """A date is as exact as it is printed; of two numbers that may both be the month neither is taken."""
    assert [date] == [row["publication_date"] for row in read(tmp_path, ris("PY  - 2019", f"DA  - {printed}"))]


def test_marks_and_entities_of_ris(tmp_path: Path) -> None:
    """Title, names and abstract are plain text, as those of PubMed are."""
    text = ris("AU  - L&#233;e, A.", "AB  - <p>CO<sub>2</sub> &amp; more, p<0.05.</p>").replace(
        "Wards at night", "Wards &amp; <i>nights</i>"
    )

    assert ["Wards & nights"] == [row["title"] for row in read(tmp_path, text)]
    assert ["L\u00e9e|A."] == names(read(tmp_path, text, "article_authors"))
    assert ["CO2 & more, p<0.05."] == [row["text"] for row in read(tmp_path, text, "abstracts")]


@pytest.mark.parametrize(
    ("fields", "pmid"),
    [
        (["C3  -  PUBMED 21314913,EMBASE 643589775"], "21314913"),
        (["PMID  - 33355555"], "33355555"),
        (["C5  - 38773066", "DB  - Embase"], "38773066"),
        (["C5  - 38773066"], None),
        (["N1  - Accession Number: 12. PMID: NLM31276343."], "31276343"),
        (["C3  - Utah System of Higher Education"], None),
    ],
)
def test_pubmed_ids_of_databases(fields: list[str], pmid: str | None, tmp_path: Path) -> None:
    """A PubMed id is taken from where a database prints it, and a number that may be anything else is not."""
    assert [pmid] == [row["pmid"] for row in read(tmp_path, ris(*fields))]


def test_a_doi_with_escapes(tmp_path: Path) -> None:
    """Escapes of an address, and of markup, are the signs they stand for."""
    printed = "DO  - https://doi.org/10.1002/(SICI)1099(199807)13:3%3C233::AID-X5%3E3.0.CO;2-K"

    assert ["10.1002/(sici)1099(199807)13:3<233::aid-x5>3.0.co;2-k"] == [
        row["doi"] for row in read(tmp_path, ris(printed))
    ]


def test_other_fields_of_databases(tmp_path: Path) -> None:
    """A volume in IEEE's tag, an article number for pages, JSTOR's date in a note, a retraction behind the title."""
    text = ris(
        "VO  - 3", "C7  - e101", "PY  - 2019", "C1  - Full publication date: Oct., 2019",
        "DO  - https://doi.org/10.1000/x?utm_source=feed",
    ).replace("at night", "at night [Retracted]")  # fmt: skip

    assert [("3", "e101", "2019-10", "10.1000/x", True)] == [
        (row["volume"], row["pages"], row["publication_date"], row["doi"], row["is_retracted"])
        for row in read(tmp_path, text)
    ]


def test_languages_that_are_none(tmp_path: Path) -> None:
    """Word that there are several languages names none; a short passage in plain English is English."""
    text = ris("LA  - Multiple languages", "AB  - To see what boards talk about. Boards talk of money.")

    assert [[]] == [row["languages"] or [] for row in read(tmp_path, text)]
    assert ["en"] == [row["language"] for row in read(tmp_path, text, "abstracts")]


MEDLINE = """PMID- 1111
TI  - First.
AB  - We met face-
      to-face, pre-
      and post-care, in (n)-
      hexane, short-
      to medium-term.
TA  - J Harb
DP  - 2019

TI  - Second, without an id.
FAU - Roe, R IV
AU  - Roe R 4th
FAU - et al.
AU  - et al.
DO  - 10.1000/def
DP  - 2008 07 01

PMID- 2222
TI  - Third.

DP  - 2011
"""


def test_medline_blocks(tmp_path: Path) -> None:
    """A block without a PubMed id is a record of its own; an empty line within a record is not its end."""
    found = read(tmp_path, MEDLINE)

    assert [("1111", "2019"), (None, "2008-07-01"), ("2222", "2011")] == [
        (row["pmid"], row["publication_date"]) for row in found
    ]
    assert [True, False, True] == [row["authors_complete"] for row in found]
    assert ["Roe|R|4th"] == names(read(tmp_path, MEDLINE, "article_authors"))


def test_hyphens_at_line_ends(tmp_path: Path) -> None:
    """A line that ends in a hyphen goes on without a blank, but before a word that the hyphen waits for."""
    assert ["We met face-to-face, pre- and post-care, in (n)-hexane, short- to medium-term."] == [
        row["text"] for row in read(tmp_path, MEDLINE, "abstracts")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PMID- 1\nTI  - One.\n\nTA  - J\nAU  - Poe C\nDP  - 2012\n\nTA  - K\nAU  - Poe D\n", ["One."]),
        (
            "TY  - JOUR\nTI  - One.\nER  - \nAU  - Poe, C\nPY  - 2012\nTY  - JOUR\nTI  - Two.\nER  - \n",
            ["One.", "Two."],
        ),
    ],
)
def test_lines_that_name_no_work(text: str, found: list[str], tmp_path: Path) -> None:
    """What has authors and no title or id is told with its lines, and costs no other record."""
    path = tmp_path / "records.txt"
    path.write_text(text, encoding="utf-8")
    titles, told = rows(path, "articles")

    assert found == [row["title"] for row in titles]
    assert "expected a record with a title, a DOI or a PubMed id, got none" in told


def test_medline_in_a_page(tmp_path: Path) -> None:
    """A text that a browser saved inside ``pre`` is read as the text."""
    text = "<html><body><pre>\nPMID- 77\nTI  - One &amp; two.\nTA  - J\n</pre></body></html>\n"

    assert ["One & two."] == [row["title"] for row in read(tmp_path, text)]


@pytest.mark.parametrize(
    ("stated", "printed", "date"),
    [
        ("2018-05-24", "2018", "2018-05-24"),
        ("1977/01", "1977", "1977-01"),
        ("2019/03/01", "2019 Mar", "2019-03"),
        ("2019", "2019 Mar 4", "2019-03-04"),
    ],
)
def test_the_more_exact_date_of_a_page(stated: str, printed: str, date: str, tmp_path: Path) -> None:
    """A citation in the body counts where it says more than the head, or the head's day is a first one."""
    page = (
        f"<html><head><meta name='citation_title' content='Wards'><meta name='citation_doi' content='10.1000/x'>"
        f"<meta name='citation_date' content='{stated}'></head><body><p>{printed};3(1):1-9.</p></body></html>"
    )

    assert [date] == [row["publication_date"] for row in read(tmp_path, page)]


@pytest.mark.parametrize(
    ("note", "doi"),
    [
        ("doi: 10.9999/wards.1", "10.9999/wards.1"),
        ("DOI https://doi.org/10.9999/Wards.1", "10.9999/wards.1"),
        ("See also doi: 10.9999/other.2 of the same ward", None),
    ],
)
def test_a_doi_in_a_note(note: str, doi: str | None, tmp_path: Path) -> None:
    """A note that is a DOI is the article's; one that cites another work is none."""
    assert [row["doi"] for row in read(tmp_path, ris(f"N1  - {note}"))] == [doi]


def test_medline_without_blanks_and_bodies_among_authors(tmp_path: Path) -> None:
    """A padded tag needs no blank behind it; a body is one without a tag of its own, and a surname such as Board is none."""
    text = "PMID-9001\nTI  -Who holds the keys?\nFAU -Mc Donnell, Una\nAU  -Mc Donnell U\nDP  -2013 Spring\n"
    text += "\nPMID- 9002\nTI  - A ward\n      CO-led by two.\nAU  - Harbour Study Group\nAU  - Board PG\nDP  - 2014\n"
    found = read(tmp_path, text, "article_authors")
    assert names(found) == ["Mc Donnell|Una", "Harbour Study Group", "Board|PG"]
    assert [row["title"] for row in read(tmp_path, text)] == ["Who holds the keys?", "A ward CO-led by two."]


def test_a_page_whose_title_is_no_list_of_names(tmp_path: Path) -> None:
    """The title stands above authors and a citation with the DOI as an address."""
    text = "Leadership in rural clinics after the flood\n\nAnn B Other, Jo Bloggs and Li Wei\n"
    text += "Rural Wards Health 2022;22:6789. https://doi.org/10.9999/RWH6789\n\nABSTRACT\nAims: To see. \nResults: They had a boat.\n"
    article = read(tmp_path, text)[0]
    kept = ("title", "doi", "pages", "volume")
    assert [article[name] for name in kept] == [
        "Leadership in rural clinics after the flood",
        "10.9999/rwh6789",
        "6789",
        "22",
    ]
    assert names(read(tmp_path, text, "article_authors")) == ["Other|Ann B", "Bloggs|Jo", "Wei|Li"]


def test_bodies_first_among_authors_of_a_numbered_text(tmp_path: Path) -> None:
    """Semicolons part bodies from people, also where a body stands first."""
    text = "1. Emerg Ward J. 2022 Oct;39(10):733-738. doi: 10.9999/ewj.1.\n\nTwo ways to hand over.\n\n"
    text += "Harbour Study Group; Royal College of Wards; Lindqvist A.\n\nWe asked both of them about it at night.\n\nPMID: 9003\n"
    found = names(read(tmp_path, text, "article_authors"))
    assert found == ["Harbour Study Group", "Royal College of Wards", "Lindqvist|A"]


def test_names_in_full_on_a_page_whose_head_has_initials(tmp_path: Path) -> None:
    """PubMed's head has ``Other AB``; the page prints the names in full, one element after the other."""
    head = '<meta name="citation_title" content="Wards"><meta name="citation_authors" content="Other AB;van der Berg J;Roe P;">'
    items = "".join(
        f'<span class="item"><a data-label="x">{name}</a><sup><a title="Ward {number}.">{number}</a></sup><span>, </span></span>'
        for number, name in enumerate(("Ann B Other", "Jo van der Berg", "Pat Roe"), start=1)
    )
    page = f'<!DOCTYPE html><html><head>{head}</head><body><div class="list">{items}</div><p>Pat Roe spoke.</p></body></html>'
    found = read(tmp_path, page, "article_authors")
    assert names(found) == ["Other|Ann B", "van der Berg|Jo", "Roe|Pat"]
    assert [row["initials"] for row in found] == ["AB", "J", "P"]
    assert [row["affiliations"] for row in found] == [["Ward 1."], ["Ward 2."], ["Ward 3."]]
    other = read(tmp_path, page.replace("Pat Roe<", "Sam Roe<"), "article_authors")
    assert names(other) == ["Other|AB", "van der Berg|J", "Roe|P"]


@pytest.mark.parametrize("order", [("OAB", "OABL"), ("OABL", "OAB")])
def test_the_language_of_another_abstract(order: tuple[str, str], tmp_path: Path) -> None:
    """It stands behind the abstract, or before it."""
    fields = {"OAB": "OAB - On parle ici du chef.\n", "OABL": "OABL- fre\n"}
    text = "PMID- 9004\nTI  - Wards\nAB  - We asked who leads the ward.\n" + "".join(fields[tag] for tag in order)
    assert [row["language"] for row in read(tmp_path, text + "DP  - 2014\n", "abstracts")] == ["en", "fr"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("in 't Veld, B.A.", ["in 't Veld|B.A."]),
        ("Garcia Lopez, M.D.", ["Garcia Lopez|M.D."]),
        ("van der Berg, MA", ["van der Berg|MA"]),
        ("Garcia Lopez, Maria, MD", ["Garcia Lopez|Maria"]),
        ("Do, B.A.", ["Do|B.A."]),
        ("WHO Study Group, M.A.", ["WHO Study Group, M.A."]),
    ],
)
def test_initials_that_look_like_a_degree(printed: str, expected: list[str], tmp_path: Path) -> None:
    """RIS prints the family name first: what stands behind its comma are initials, of a family name in several words too."""
    assert expected == names(read(tmp_path, ris(f"AU  - {printed}"), "article_authors"))


@pytest.mark.parametrize(
    ("kind", "field", "expected"),
    [
        ("JOUR", "A3  - LEAD Trial Collaborators", ["Lee|A.", "LEAD Trial Collaborators"]),
        ("JOUR", "A2  - Writing Committee of the Ward Study", ["Lee|A.", "Writing Committee of the Ward Study"]),
        ("JOUR", "A2  - Editor, Ed", ["Lee|A."]),
        ("JOUR", "A2  - Editorial Board", ["Lee|A."]),
        ("JOUR", "A4  - University Press", ["Lee|A."]),
        ("CHAP", "A2  - LEAD Group", ["Lee|A."]),
    ],
)
def test_bodies_beside_the_authors(kind: str, field: str, expected: list[str], tmp_path: Path) -> None:
    """A group in a tag of further authors is one of an article's; editors, and bodies of books, are not."""
    text = ris("AU  - Lee, A.", field).replace("JOUR", kind)

    assert expected == names(read(tmp_path, text, "article_authors"))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            ["LA  - en", "AB  - ABSTRACT The wards were asked.", "AB  - RESUMO As enfermarias foram perguntadas."],
            [("en", "The wards were asked."), ("pt", "As enfermarias foram perguntadas.")],
        ),
        (
            ["LA  - es", "AB  - Abstract We asked the wards. RESUMEN Preguntamos."],
            [("en", "We asked the wards."), ("es", "Preguntamos.")],
        ),
        (
            ["LA  - es", "AB  - Preguntamos a las salas.", "AB  - We asked the wards of it."],
            [("es", "Preguntamos a las salas."), ("en", "We asked the wards of it.")],
        ),
        (["AB  - The wards were asked.", "AB  - The wards were asked"], [("en", "The wards were asked.")]),
        (["AB  - The wards were asked.", "AB  - Copyright of J Harb is the property of it."], [("en", "The wards were asked.")]),
        (["N2  - Abstract The wards were asked."], [("en", "The wards were asked.")]),
        (["N2  - Abstract: the wards were asked."], [("en", "the wards were asked.")]),
        (["N2  - Abstract thinking of the wards was rare."], [("en", "Abstract thinking of the wards was rare.")]),
        (
            ["LA  - en", "AB  - The wards were asked of it. RESUMEN: Se preguntó a las salas."],
            [("en", "The wards were asked of it."), ("es", "Se pregunt\u00f3 a las salas.")],
        ),
        (
            ["LA  - pt", "AB  - As enfermarias foram perguntadas. ABSTRACT The wards were asked of it."],
            [("pt", "As enfermarias foram perguntadas."), ("en", "The wards were asked of it.")],
        ),
        (["AB  - [Abstract not available]"], []),
        (["AB  - NA"], []),
        (["N2  - ABSTRACTBackground: The wards were asked."], [("en", "The wards were asked.")]),
        (["AB  - The wards were asked.", "N2  - See the notes."], [("en", "The wards were asked.")]),
    ],
)  # fmt: skip
def test_several_abstracts_of_ris(fields: list[str], expected: list[tuple[str, str]], tmp_path: Path) -> None:
    """Each abstract has its language and no heading; a repeat and a notice of copyright are none."""
    found = read(tmp_path, ris(*fields), "abstracts")

    assert expected == [(row["language"], row["text"]) for row in found]


def test_an_abstract_in_several_lines_of_its_tag(tmp_path: Path) -> None:
    """Sections that stand in fields of their own are sections of one abstract."""
    found = read(tmp_path, ris("AB  - Background: The wards.", "AB  - Methods: We asked of them."), "abstracts")

    assert [("Background", "The wards."), ("Methods", "We asked of them.")] == [
        (row["label"], row["text"]) for row in found
    ]


def test_authors_in_two_tags(tmp_path: Path) -> None:
    """Names that stand in both tags of authors are there once, and those of either are all there."""
    text = ris("AU  - Lee, A.", "AU  - Roe, B.", "A1  - Lee, A.", "A1  - Roe, B.", "A1  - Poe, C.")

    assert ["Lee|A.", "Roe|B.", "Poe|C."] == names(read(tmp_path, text, "article_authors"))


@pytest.mark.parametrize(
    ("printed", "issue"),
    [
        ("3", "3"),
        ("Suppl 1", "Suppl 1"),
        ("3-4", "3-4"),
        ("S2", "S2"),
        ("101490092", None),
        ("Copyright (C) 2016", None),
    ],
)
def test_issues_in_a_field_of_any_use(printed: str, issue: str | None, tmp_path: Path) -> None:
    """Ovid prints an id of the journal where others print the issue."""
    assert [issue] == [row["issue"] for row in read(tmp_path, ris(f"M1  - {printed}"))]
