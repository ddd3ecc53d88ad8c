"""
PubMed records with every field filled, each another one, and what is to be read of it in the form of tests/records.

A record is made in two steps: its facts, then the XML that states them, in the order of the DTD ``pubmed_250101``. Markup,
dates without a month, several affiliations, corrected names and the rest come in turn, as often as they are met or more.
Run as ``python made_records.py COUNT FILE [FACTS]``, this writes a file of them.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

__all__ = ["made_records", "write_records"]

Facts = dict[str, Any]

_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>\n'
)
_WORDS = (
    "audit", "care", "clinic", "cohort", "doctor", "fellow", "health", "leader", "mentor", "nurse", "report", "team", "ward",
    "year", "asked", "found", "within", "among", "change", "shared", "trust", "rota", "plan", "learning", "survey", "group",
    "early", "later", "often", "of", "the", "and", "with", "for", "in", "on", "to",
)  # fmt: skip
_FAMILY = (
    "Abernethy", "Bexley", "Eriksen", "Iqbal", "Núñez", "O'Dwyer", "Okonjo-Wells", "Szczygieł", "Tarbuck", "de la Roche",
    "van der Meer", "Zeller",
)  # fmt: skip
_GIVEN = ("Amara", "Bram J", "Cerys", "Dilip K", "Eilidh", "Zoë", "Xiu-Ying", "Łukasz")
_SECTIONS = (("BACKGROUND", "BACKGROUND"), ("Aims", "OBJECTIVE"), ("METHODS", "METHODS"), ("RESULTS", "RESULTS"))
# A title's end: as it is marked up, and as it reads.
_ENDS = (
    ("in practice.", "in practice."),
    ("and <i>Esprit de corps</i>.", "and Esprit de corps."),
    ("of <i><b>N</b><sub>2</sub></i> &amp; others.", "of N2 & others."),
    ("(p&lt;0.05): a survey", "(p<0.05): a survey"),
    ("<sup>a</sup> in 10&#xb0;C?", "a in 10°C?"),
)
# The elements of a date, and the date as precise as they are.
_DATES = (
    ("<Year>2024</Year><Month>Sep</Month><Day>05</Day>", "2024-09-05"),
    ("<Year>2023</Year><Month>11</Month>", "2023-11"),
    ("<Year>2021</Year><Month>Mar</Month>", "2021-03"),
    ("<Year>2019</Year>", "2019"),
    ("<MedlineDate>2018 Jan-Feb</MedlineDate>", "2018-01"),
    ("<Year>2020</Year><Season>Spring</Season>", "2020"),
)


def made_records(count: int, seed: int = 1) -> Iterator[tuple[str, Facts]]:
    """Yield records as XML, and beside each what it states."""
    chance = random.Random(seed)  # noqa: S311
    texts = [" ".join(chance.choices(_WORDS, k=chance.randrange(8, 16))) for _ in range(500)]
    for number in range(count):
        yield _record(number, chance, texts)


def write_records(path: Path, count: int, facts: Path | None = None) -> None:
    """Write a packed PubMed file of *count* records, and what they state as JSON."""
    kept = []
    with gzip.open(path, "wt", compresslevel=6, encoding="utf-8") as stream:
        stream.write(_HEAD)
        for text, one in made_records(count):
            stream.write(text)
            if facts is not None:
                kept.append(one)
        stream.write("</PubmedArticleSet>\n")
    if facts is not None:
        facts.write_text(json.dumps(kept), encoding="utf-8")


def _record(n: int, chance: random.Random, texts: list[str]) -> tuple[str, Facts]:
    end, read_end = _ENDS[n % len(_ENDS)]
    start = chance.choice(texts).capitalize()
    date, read_date = _DATES[n % len(_DATES)]
    authors = [_author(n, place, chance, texts) for place in range(3 + n % 5)]
    sections = [_section(place, n, chance, texts) for place in range(len(_SECTIONS))]
    other = " ".join(chance.choices(texts, k=3))
    retracted = n % 50 == 7
    facts: Facts = {
        "pmid": str(10_000_000 + n),
        "doi": f"10.5555/made.{n}",
        "title": f"{start} {read_end}",
        "journal_any": ["Journal of Made Examples", "J Made Ex"],
        "publication_date": read_date,
        "publication_date_alt": [read_date[:4]] if "MedlineDate" in date else [],
        "volume": str(n % 90 + 1),
        "issue": str(n % 12 + 1),
        "pages": f"{n + 100}-{n + 109}",
        "is_retracted": retracted,
        "authors": [one for _, one in authors if one],
        "abstract": [
            *(one for _, one in sections),
            {"language": "de", "label": None, "nlm_category": None, "text": other},
        ],
    }
    doi = facts["doi"].upper() if n % 9 == 0 else facts["doi"]
    places = ["" if n % 8 == 3 else f'<ELocationID EIdType="doi" ValidYN="Y">{doi}</ELocationID>']
    places.insert(n % 20 == 4, f'<ELocationID EIdType="pii" ValidYN="Y">S{n}</ELocationID>')
    kinds = ["Journal Article", *(["Retracted Publication"] if retracted else [])]
    xml = (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{facts["pmid"]}</PMID>'
        "<DateCompleted><Year>2025</Year><Month>02</Month><Day>03</Day></DateCompleted>"
        "<DateRevised><Year>2025</Year><Month>03</Month><Day>04</Day></DateRevised>"
        '<Article PubModel="Print-Electronic"><Journal><ISSN IssnType="Electronic">1234-5678</ISSN>'
        f'<JournalIssue CitedMedium="Internet"><Volume>{facts["volume"]}</Volume><Issue>{facts["issue"]}</Issue>'
        f"<PubDate>{date}</PubDate></JournalIssue><Title>Journal of Made Examples</Title><ISOAbbreviation>J Made Ex"
        f"</ISOAbbreviation></Journal><ArticleTitle>{start} {end}</ArticleTitle><Pagination><StartPage>{n + 100}</StartPage>"
        f"<EndPage>{n + 109}</EndPage><MedlinePgn>{facts['pages']}</MedlinePgn></Pagination>"
        f"{''.join(places)}<Abstract>{''.join(one for one, _ in sections)}<CopyrightInformation>Made up.</CopyrightInformation></Abstract>"
        f'<AuthorList CompleteYN="Y">{"".join(one for one, _ in authors)}</AuthorList><Language>eng</Language>'
        f"{_grants(n)}<PublicationTypeList>"
        + _each('<PublicationType UI="D1">{}</PublicationType>', kinds)
        + '</PublicationTypeList><ArticleDate DateType="Electronic"><Year>2024</Year><Month>08</Month><Day>20</Day></ArticleDate>'
        "</Article><MedlineJournalInfo><Country>England</Country><MedlineTA>J Made Ex</MedlineTA><NlmUniqueID>1</NlmUniqueID>"
        f"<ISSNLinking>1234-5678</ISSNLinking></MedlineJournalInfo>{_headings(n)}"
        f'<OtherAbstract Type="Publisher" Language="ger"><AbstractText>{other}</AbstractText></OtherAbstract>{_keywords(n)}'
        f"</MedlineCitation><PubmedData>{_history()}<PublicationStatus>ppublish</PublicationStatus><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{facts["pmid"]}</ArticleId><ArticleId IdType="doi">{doi}</ArticleId></ArticleIdList>'
        f"{_references(n, texts)}</PubmedData></PubmedArticle>\n"
    )
    return xml, facts


def _author(n: int, place: int, chance: random.Random, texts: list[str]) -> tuple[str, Facts | None]:
    turn = n + place
    if place and turn % 10 == 9:
        name = f"Made <i>Fellows</i> Group {turn}"
        facts = {"family": None, "given": None, "suffix": None, "orcid": None, "affiliations": []}
        return (
            f'<Author ValidYN="Y"><CollectiveName>{name}</CollectiveName></Author>',
            {**facts, "collective_name": f"Made Fellows Group {turn}"},
        )
    family, given = chance.choice(_FAMILY), chance.choice(_GIVEN)
    suffix = "Jr" if turn % 8 == 2 else None
    digits = f"0000-0001-{turn % 10_000:04d}-{place:03d}{'X' if turn % 11 == 0 else turn % 10}"
    orcid = (digits, f"https://orcid.org/{digits}", digits.replace("-", ""))[turn % 3]
    where = [f"{chance.choice(texts)}, Room {turn} &amp; {k}, UK." for k in range(1 + turn % 3)]
    xml = (
        f'<Author ValidYN="Y"><LastName>{escape(family, quote=False)}</LastName><ForeName>{given}</ForeName>'
        f"<Initials>{given[0]}</Initials>{f'<Suffix>{suffix}</Suffix>' if suffix else ''}"
        f'<Identifier Source="ORCID">{orcid}</Identifier>'
        + _each("<AffiliationInfo><Affiliation>{}</Affiliation></AffiliationInfo>", where)
        + "</Author>"
    )
    if place and turn % 40 == 5:  # what was corrected stands beside the right name
        return xml.replace('ValidYN="Y"', 'ValidYN="N"'), None
    facts = {"family": family, "given": given, "suffix": suffix, "collective_name": None, "orcid": digits}
    return xml, {**facts, "affiliations": [one.replace("&amp;", "&") for one in where]}


def _section(place: int, n: int, chance: random.Random, texts: list[str]) -> tuple[str, Facts]:
    label, category = _SECTIONS[place]
    plain = " ".join(chance.choices(texts, k=4))
    marked = plain
    if (n + place) % 6 == 0:
        marked, plain = f"{plain} (<i>R</i><sup>2</sup>&gt;0.4)", f"{plain} (R2>0.4)"
    return (
        f'<AbstractText Label="{label}" NlmCategory="{category}">{marked}</AbstractText>',
        {"language": "en", "label": label, "nlm_category": category, "text": plain},
    )


def _grants(n: int) -> str:
    grant = "<Grant><GrantID>G{}</GrantID><Acronym>MX</Acronym><Agency>Made Council</Agency><Country>England</Country></Grant>"
    return f'<GrantList CompleteYN="Y">{_each(grant, range(n, n + 2))}</GrantList>'


def _headings(n: int) -> str:
    chemical = '<Chemical><RegistryNumber>0</RegistryNumber><NameOfSubstance UI="D{0}">Made substance {0}</NameOfSubstance></Chemical>'
    correction = (
        '<CommentsCorrections RefType="CommentIn"><RefSource>J Made Ex. 2025;1:2</RefSource><PMID Version="1">{}</PMID>'
        "</CommentsCorrections>"
    )
    heading = (
        '<MeshHeading><DescriptorName UI="D{0}" MajorTopicYN="N">Made heading {0}</DescriptorName>'
        '<QualifierName UI="Q{0}" MajorTopicYN="Y">methods</QualifierName></MeshHeading>'
    )
    return (
        f"<ChemicalList>{_each(chemical, range(n, n + 2))}</ChemicalList><CitationSubset>IM</CitationSubset>"
        f"<CommentsCorrectionsList>{correction.format(n + 1)}</CommentsCorrectionsList>"
        f"<MeshHeadingList>{_each(heading, range(n, n + 8))}</MeshHeadingList>"
    )


def _keywords(n: int) -> str:
    words = _each('<Keyword MajorTopicYN="N">made word {}</Keyword>', range(n, n + 5))
    return f'<KeywordList Owner="NOTNLM">{words}</KeywordList><CoiStatement>None declared.</CoiStatement>'


def _history() -> str:
    day = (
        '<PubMedPubDate PubStatus="{}"><Year>2024</Year><Month>3</Month><Day>4</Day><Hour>6</Hour><Minute>0</Minute>'
        "</PubMedPubDate>"
    )
    return f"<History>{_each(day, ('received', 'accepted', 'pubmed', 'medline'))}</History>"


def _references(n: int, texts: list[str]) -> str:
    reference = (
        "<Reference><Citation>{}. J Made Ex. 2020;{}:1-9.</Citation><ArticleIdList>"
        '<ArticleId IdType="doi">10.5555/cited.{}.{}</ArticleId><ArticleId IdType="pubmed">{}</ArticleId></ArticleIdList></Reference>'
    )
    made = (reference.format(texts[(n + k) % len(texts)], k, n, k, 20_000_000 + n + k) for k in range(14))
    return f"<ReferenceList>{''.join(made)}</ReferenceList>"


def _each(template: str, values: Iterable[object]) -> str:
    return "".join(template.format(value) for value in values)


if __name__ == "__main__":
    count, *paths = sys.argv[1:]
    write_records(Path(paths[0]), int(count), Path(paths[1]) if len(paths) > 1 else None)
