"""
PubMed XML record by record, of files of any size in constant memory.

A file that is well-formed is read in one pass: record by record as long as they stand as PubMed prints them, then by a
parser that is fed, which reads them in any dress. In one that is not, every record is read for itself, from the spot where
the pass ended: those that are whole are kept, those that are not are quarantined with their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lxml import etree

from leaddata.errors import LayoutError
from leaddata.layout.articles import Article
from leaddata.layout.pubmed import RECORD_TAGS, pubmed_article
from leaddata.layout.pubmed_parts import Make
from leaddata.model import Locator, Quarantined
from leaddata.pipeline.pubmed_apart import read_apart
from leaddata.pipeline.pubmed_elements import DELETED, PARSER, articles_of
from leaddata.pipeline.pubmed_plain import PlainRecords
from leaddata.pipeline.pubmed_trim import Trimmed
from leaddata.pipeline.read_markup import check_no_entities
from leaddata.pipeline.streams import head_of, opened

__all__ = ["stream_pubmed"]

# Citations without the cover that PubMed gives them, as its files had them until 2015.
_BARE = re.compile(rb"\A(?:[^<]|<[?!])*(?:<MedlineCitationSet[^>]*>\s*)?<MedlineCitation\b")


def stream_pubmed(path: Path, snapshot_id: str, make: Make) -> Iterator[Article[str] | Quarantined]:
    """
    Yield the articles of a PubMed XML file, plain or gzip, in its order; of a broken record, why and where.

    Raises:
        DocumentError: If the file defines entities, is cut short, decompresses beyond measure, or cannot be read.
        LayoutError: If it has no PubMed record.
    """
    number: dict[str, int] = {}
    tags: tuple[str, ...] = (*RECORD_TAGS, DELETED)
    if _BARE.search(head_of(path, snapshot_id, 4096)):
        tags = ("MedlineCitation", DELETED)
    try:
        with opened(path, snapshot_id) as stream:
            yield from _in_one_pass(stream, tags, snapshot_id, make, number)
        if not number:
            raise _no_record(path, snapshot_id)
    except etree.XMLSyntaxError as error:
        yield from read_apart(path, snapshot_id, make, sum(number.values()), error)


def _in_one_pass(
    stream: IO[bytes], tags: tuple[str, ...], snapshot_id: str, make: Make, number: dict[str, int]
) -> Iterator[Article[str]]:
    """Yield the articles; *number* counts the records of each tag, for who must go on where this ends."""
    records = PlainRecords(stream, make)
    done = 0
    for batch in records:
        articles = []
        for position, (element, lists) in enumerate(batch, start=done + 1):
            at = Locator(snapshot_id, path=f"/PubmedArticleSet/{RECORD_TAGS[0]}[{position}]")
            articles.append(pubmed_article(element, make, at, lists))
        if batch:
            number[RECORD_TAGS[0]] = done = done + len(batch)
        yield from articles
    root_tag = ""
    for _, element in etree.iterparse(Trimmed(records), events=("end",), tag=tags, **PARSER):
        parent = element.getparent()
        if not root_tag:
            root_tag = f"/{parent.tag}" if parent is not None else ""
            check_no_entities(element, snapshot_id)
        tag = element.tag
        number[tag] = position = number.get(tag, 0) + 1
        yield from articles_of(element, Locator(snapshot_id, path=f"{root_tag}/{tag}[{position}]"), make)
        element.clear()
        if parent is not None:
            while element.getprevious() is not None:
                del parent[0]


def _no_record(path: Path, snapshot_id: str) -> LayoutError:
    head = b" ".join(head_of(path, snapshot_id, 2000).split()).decode("utf-8", "replace")
    said = re.search(r"<(?:ERROR|error|Error)[^>]*>(.*?)</", head)
    root = re.search(r"<([A-Za-z][\w:.-]*)", re.sub(r"<[?!][^>]*>", "", head))
    got = f"the error {said[1].strip()!r}" if said else f"none in <{root[1]}>" if root else "none"
    return LayoutError(f"expected a PubmedArticle, got {got}", at=snapshot_id, next_step="fetch it again")
