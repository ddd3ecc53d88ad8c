"""
Readers of bibliographic records as one would use them, each from a file to what it says of the records in it.

Run as ``python record_peers.py READER FILE``, this reads a file, keeps nothing, and prints the seconds of computing that
it took; with ``--said`` and any number of files, it prints a line of JSON for each: what is said, or the error.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["READERS", "Said"]

# What a reader says of a record, in the form of the facts of tests/records; a key that is absent it does not offer.
Said = dict[str, Any]

_TABLES = ("articles", "article_authors", "abstracts")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905
_NAME = re.compile(r"([^,]*)(?:, (.*?)(?: (Jr|Sr|2nd|3rd|\dth))?)?")  # as MEDLINE prints one
_LABEL = re.compile(r"(?:^| )([A-Z][A-Z ,/&-]+): ")
_TAG = re.compile(r"<[^>]*>")


def leaddata(path: Path) -> Iterator[Said]:
    """Read the three tables as `leaddata extract --as` does, without its child process."""
    from leaddata.cli.records import write_records

    tables: dict[str, list[Said]] = {}
    for table in _TABLES:
        written: list[bytes] = []
        write_records(path, table, "json", False, written.append)
        tables[table] = json.loads(b"".join(written))
    parts: dict[str, dict[str, list[Said]]] = {}
    for table in _TABLES[1:]:
        for row in tables[table]:
            parts.setdefault(row["article_id"], {}).setdefault(table, []).append(row)
    for row in tables["articles"]:
        of_article = parts.get(row["article_id"], {})
        yield {
            **row,
            "journal_any": [row["journal"], row["journal_title"]],
            "authors": of_article.get("article_authors", []),
            "abstract": of_article.get("abstracts", []),
        }


def pubmed_parser(path: Path) -> Iterator[Said]:
    """Call `parse_medline_xml` with all that it can tell apart, and take labels out of its abstracts again."""
    from pubmed_parser import parse_medline_xml

    for one in parse_medline_xml(str(path), year_info_only=False, author_list=True):
        volume, _, issue = one["issue"].partition("(")
        sections = [section.partition("\n") for section in one["abstract"].split("\n\n\n")]
        if len(sections) == 1:
            sections = [("", "", one["abstract"])]
        yield {
            "pmid": one["pmid"],
            "doi": one["doi"],
            "title": one["title"],
            "journal_any": [one["journal"], one["medline_ta"]],
            "publication_date": one["pubdate"],
            "volume": volume,
            "issue": issue.rstrip(")"),
            "pages": one["pages"],
            "is_retracted": "Retracted Publication" in one["publication_types"],
            "authors": [
                {"family": author["lastname"], "given": author["forename"], "orcid": author["identifier"],
                 "affiliations": [author["affiliation"]] if author["affiliation"] else []}
                for author in one["authors"]
            ],
            "abstract": [{"label": label, "text": text} for label, _, text in sections],
        }  # fmt: skip


def biopython(path: Path) -> Iterator[Said]:
    """Call `Entrez.read`, which has all facts, and take markup and escapes out of its texts."""
    from Bio import Entrez

    with _opened(path) as stream:
        for one in Entrez.read(stream, escape=True)["PubmedArticle"]:
            yield _of_entrez(one)


def _of_entrez(one: Any) -> Said:
    citation = one["MedlineCitation"]
    article = citation["Article"]
    journal, issue = article["Journal"], article["Journal"]["JournalIssue"]
    located = [str(place) for place in article["ELocationID"] if place.attributes["EIdType"] == "doi"]
    listed = [str(place) for place in one["PubmedData"]["ArticleIdList"] if place.attributes["IdType"] == "doi"]
    corrections = [correction.attributes["RefType"] for correction in citation.get("CommentsCorrectionsList", ())]
    sections = [*_sections(article.get("Abstract", {}).get("AbstractText", ()), "eng")]
    for other in citation["OtherAbstract"]:
        sections += _sections(other["AbstractText"], other.attributes["Language"])
    return {
        "pmid": str(citation["PMID"]),
        "doi": next(iter(located + listed), None),
        "title": _plain(article["ArticleTitle"]),
        "journal_any": [journal.get("ISOAbbreviation"), journal.get("Title")],
        "publication_date": _date(issue["PubDate"]),
        "volume": issue.get("Volume"),
        "issue": issue.get("Issue"),
        "pages": article.get("Pagination", {}).get("MedlinePgn"),
        "is_retracted": "Retracted Publication" in map(str, article["PublicationTypeList"])
        or "RetractionIn" in corrections,
        "authors": [
            {
                "family": _plain(author.get("LastName")),
                "given": _plain(author.get("ForeName")),
                "suffix": _plain(author.get("Suffix")),
                "collective_name": _plain(author.get("CollectiveName")),
                "orcid": next(
                    (str(name) for name in author["Identifier"] if name.attributes["Source"] == "ORCID"), None
                ),
                "affiliations": [_plain(place["Affiliation"]) for place in author["AffiliationInfo"]],
            }
            for author in article.get("AuthorList", ())
            if author.attributes.get("ValidYN") != "N"
        ],
        "abstract": sections,
    }


def _sections(texts: Iterable[Any], code: str) -> Iterator[Said]:
    from leaddata.clean.languages import parse_language

    for text in texts:
        said = getattr(text, "attributes", {})
        yield {
            "language": parse_language(code),
            "label": said.get("Label"),
            "nlm_category": said.get("NlmCategory"),
            "text": _plain(text),
        }


def _plain(text: Any) -> str | None:
    return None if text is None else html.unescape(_TAG.sub("", str(text)))


def _date(parts: dict[str, Any]) -> str | None:
    if "MedlineDate" in parts:
        return _printed_date(str(parts["MedlineDate"]))
    return _printed_date(" ".join(str(parts[name]) for name in ("Year", "Month", "Day") if name in parts))


def _printed_date(text: str) -> str | None:
    """Return "2019 Sep 5" or "2019 Sep-Oct" in ISO form, as far as it is a date of that kind."""
    match = re.match(r"(\d{4})(?: (?:([A-Z][a-z]{2})|(\d{1,2}))(?: (\d{1,2})$)?)?", text)
    if match is None:
        return None
    year, name, number, day = match.groups()
    month = _MONTHS.index(name) + 1 if name in _MONTHS else int(number or 0)
    return year + (f"-{month:02d}" + (f"-{int(day):02d}" if day else "") if month else "")


def medline(path: Path) -> Iterator[Said]:
    """Call `Medline.parse`: it has ids and affiliations in lists of their own, which cannot be tied to authors again."""
    from Bio import Medline

    with path.open(encoding="utf-8-sig") as stream:
        for one in Medline.parse(stream):
            ids = [*one.get("AID", ()), one.get("LID", "")]
            sections = _LABEL.split(one.get("AB", ""))
            yield {
                "pmid": one.get("PMID"),
                "doi": next((name.removesuffix(" [doi]") for name in ids if name.endswith(" [doi]")), None),
                "title": one.get("TI"),
                "journal_any": [one.get("TA"), one.get("JT")],
                "publication_date": _printed_date(one.get("DP", "")),
                "volume": one.get("VI"),
                "issue": one.get("IP"),
                "pages": one.get("PG"),
                "is_retracted": "Retracted Publication" in one.get("PT", ()) or "RIN" in one,
                "authors": [
                    {"family": name[1], "given": name[2], "suffix": name[3]}
                    for name in map(_NAME.fullmatch, one.get("FAU", ()))
                    if name
                ],
                "abstract": [
                    {"label": label, "text": text}
                    for label, text in zip([None, *sections[1::2]], sections[::2], strict=True)
                    if text
                ],
            }


READERS: dict[str, Callable[[Path], Iterator[Said]]] = {
    "leaddata": leaddata,
    "pubmed_parser": pubmed_parser,
    "biopython": biopython,
    "medline": medline,
}


def _opened(path: Path) -> Any:
    return gzip.open(path) if path.read_bytes()[:2] == b"\x1f\x8b" else path.open("rb")


def _bare(path: Path) -> None:
    """Parse every record and forget it: what no reader that uses lxml can go below, unless it leaves something out."""
    from lxml import etree

    with gzip.open(path) as stream:
        for _, element in etree.iterparse(stream, events=("end",), tag="PubmedArticle"):
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _read_table(path: Path, table: str) -> None:
    from leaddata.cli.records import write_records

    write_records(path, table, "csv", False, lambda _: None)


def _read_all(path: Path) -> None:
    from leaddata.pipeline.record_rows import record_rows
    from leaddata.pipeline.records import read_records

    for article in read_records(path, path.name):
        for table in _TABLES:
            for _ in record_rows(article, table):  # type: ignore[arg-type]
                pass


def _read_pubmed_parser(path: Path) -> None:
    from pubmed_parser import parse_medline_xml

    for _ in parse_medline_xml(str(path)):
        pass


def _read_biopython(path: Path) -> None:
    from Bio import Entrez

    with gzip.open(path) as stream:
        Entrez.read(stream)


_PASSES: dict[str, Callable[[Path], None]] = {
    "bare": _bare,
    **{table: lambda path, table=table: _read_table(path, table) for table in _TABLES},  # type: ignore[misc]
    "all": _read_all,
    "pubmed_parser": _read_pubmed_parser,
    "biopython": _read_biopython,
}


def _say(name: str, paths: list[Path]) -> None:
    for path in paths:
        try:
            answer: Any = {"said": list(READERS[name](path))}
        except Exception as error:  # noqa: BLE001  (what a peer raises is its result on this file)
            answer = {"error": f"{type(error).__name__}"}
        print(json.dumps(answer))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    reader, *rest = sys.argv[1:]
    if rest[0] == "--said":
        _say(reader, [Path(name) for name in rest[1:]])
    else:
        begun = time.process_time()
        _PASSES[reader](Path(rest[0]))
        print(time.process_time() - begun)
