"""
Measure `leaddata extract --as` on PubMed XML against a bare pass of lxml, pubmed_parser and Biopython.

Run ``python benchmarks/records.py [RECORDS]`` with the extra ``pipeline``, and ``pip install pubmed-parser biopython`` for
the peers; one that is not installed is left out. The file is made here: every field filled, each record another one.
"""

from __future__ import annotations

import gzip
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

_WORDS = (
    "audit",
    "care",
    "clinic",
    "cohort",
    "doctor",
    "fellow",
    "health",
    "leader",
    "mentor",
    "nurse",
    "report",
    "team",
    "ward",
    "year",
)
_BARE = """
import gzip, sys
from lxml import etree
with gzip.open(sys.argv[1]) as stream:
    for _, element in etree.iterparse(stream, events=("end",), tag="PubmedArticle"):
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
"""
_PUBMED_PARSER = """
import sys, pubmed_parser
for record in pubmed_parser.parse_medline_xml(sys.argv[1]):
    pass
"""
_BIOPYTHON = """
import gzip, sys
from Bio import Entrez
with gzip.open(sys.argv[1]) as stream:
    Entrez.read(stream, validate=False)
"""


def main(count: int) -> None:
    """Make the file, read it three times with each reader in turn, and print the best of each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.xml.gz"
        write_records(path, count)
        readers: dict[str, list[str]] = {"bare lxml.iterparse": ["-c", _BARE, str(path)]}
        for table in ("articles", "article_authors", "abstracts"):
            readers[f"leaddata --as {table}"] = ["-m", "leaddata", "extract", str(path), "--as", table]
        for name, module, code in (
            ("pubmed_parser", "pubmed_parser", _PUBMED_PARSER),
            ("Biopython", "Bio", _BIOPYTHON),
        ):
            if find_spec(module):
                readers[name] = ["-c", code, str(path)]
        best: dict[str, tuple[float, float]] = {}
        for _ in range(3):
            for name, arguments in readers.items():
                best[name] = min(best.get(name, (1e9, 0.0)), measured(arguments))
        _print(best, count, path.stat().st_size)


def measured(arguments: list[str]) -> tuple[float, float]:
    """Return computing time in seconds and memory in MB of a run of Python."""
    program = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, usage = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        sys.exit(f"records: {arguments}: expected a run without error, got {program.returncode}: see above")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _print(best: dict[str, tuple[float, float]], count: int, size: int) -> None:
    limit = best["bare lxml.iterparse"][0]
    print(f"{count:,} records, {size / 2**20:.1f} MB packed; Python's start counts")
    print(f"{'reader':28} {'records/s':>10} {'of the bare pass':>17} {'MB':>6}")
    for name, (seconds, megabytes) in best.items():
        print(f"{name:28} {count / seconds:10,.0f} {limit / seconds:17.2f} {megabytes:6.0f}")


def write_records(path: Path, count: int) -> None:
    """Write a PubMed file of *count* records with every field filled."""
    random.seed(1)
    with gzip.open(path, "wt", compresslevel=6, encoding="utf-8") as stream:
        stream.write('<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n')
        for number in range(count):
            stream.write(_record(number))
        stream.write("</PubmedArticleSet>\n")


def _many(count: int, made: Callable[[int], str]) -> str:
    return "".join(made(index) for index in range(count))


def _text(count: int) -> str:
    return " ".join(random.choices(_WORDS, k=count))  # noqa: S311


def _record(n: int) -> str:
    authors = _many(
        5,
        lambda k: (
            f"<Author ValidYN='Y'><LastName>Family{n}</LastName><ForeName>Given{k}</ForeName><Initials>G</Initials>"
            f"<Suffix>Jr</Suffix><Identifier Source='ORCID'>0000-0001-{n % 10_000:04d}-{k:04d}</Identifier>"
            f"<AffiliationInfo><Affiliation>{_text(6)} {n}</Affiliation></AffiliationInfo>"
            f"<AffiliationInfo><Affiliation>{_text(6)} {k}</Affiliation></AffiliationInfo></Author>"
        ),
    )
    sections = "".join(
        f"<AbstractText Label='{label}' NlmCategory='{label}'>{_text(50)}</AbstractText>"
        for label in ("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS")
    )
    headings = _many(
        10,
        lambda k: f"<MeshHeading><DescriptorName UI='D{k}' MajorTopicYN='N'>{_text(2)}</DescriptorName></MeshHeading>",
    )
    references = _many(
        25,
        lambda k: (
            f"<Reference><Citation>{_text(10)} {k}</Citation><ArticleIdList><ArticleId IdType='doi'>10.5555/{n}.{k}"
            f"</ArticleId><ArticleId IdType='pubmed'>{n}{k}</ArticleId></ArticleIdList></Reference>"
        ),
    )
    return (
        f"<PubmedArticle><MedlineCitation Status='MEDLINE' Owner='NLM'><PMID Version='1'>{10_000_000 + n}</PMID>"
        "<DateRevised><Year>2025</Year><Month>03</Month><Day>04</Day></DateRevised><Article PubModel='Print-Electronic'><Journal>"
        f"<ISSN IssnType='Electronic'>1234-5678</ISSN><JournalIssue CitedMedium='Internet'><Volume>{n % 90}</Volume><Issue>{n % 12}</Issue>"
        "<PubDate><Year>2024</Year><Month>Sep</Month><Day>05</Day></PubDate></JournalIssue><Title>Journal of examples</Title>"
        f"<ISOAbbreviation>J Ex</ISOAbbreviation></Journal><ArticleTitle>{_text(8)} <i>{_text(1)}</i> {n}.</ArticleTitle><Pagination>"
        f"<StartPage>{n}</StartPage><EndPage>{n + 9}</EndPage><MedlinePgn>{n}-{n + 9}</MedlinePgn></Pagination>"
        f"<ELocationID EIdType='doi' ValidYN='Y'>10.5555/{n}</ELocationID><Abstract>{sections}</Abstract>"
        f"<AuthorList CompleteYN='Y'>{authors}</AuthorList><Language>eng</Language><PublicationTypeList>"
        "<PublicationType UI='D016428'>Journal Article</PublicationType></PublicationTypeList></Article><MedlineJournalInfo>"
        "<Country>England</Country><MedlineTA>J Ex</MedlineTA><NlmUniqueID>1</NlmUniqueID></MedlineJournalInfo>"
        f"<MeshHeadingList>{headings}</MeshHeadingList><OtherAbstract Type='Publisher' Language='ger'><AbstractText>{_text(40)}</AbstractText>"
        "</OtherAbstract></MedlineCitation><PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>"
        f"<ArticleId IdType='pubmed'>{10_000_000 + n}</ArticleId><ArticleId IdType='doi'>10.5555/{n}</ArticleId></ArticleIdList>"
        f"<ReferenceList>{references}</ReferenceList></PubmedData></PubmedArticle>\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
