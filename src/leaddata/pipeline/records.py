"""Bibliographic records of any format, told by what the bytes are: PubMed XML and text, RIS, JSON of registries, pages."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from leaddata.errors import DocumentError, LayoutError
from leaddata.layout.abstract_html import html_article
from leaddata.layout.abstract_text import text_articles
from leaddata.layout.article_repeats import without_repeats
from leaddata.layout.articles import Article
from leaddata.layout.crossref import crossref_article, crossref_works
from leaddata.layout.europepmc import europepmc_article, europepmc_results
from leaddata.layout.json_nodes import at_path
from leaddata.layout.medline import medline_articles
from leaddata.layout.openalex import openalex_article, openalex_works
from leaddata.layout.ris import ris_articles
from leaddata.model import Document, Locator, Node, Quarantined, Snapshot
from leaddata.pipeline.json_records import sound_records
from leaddata.pipeline.pubmed_elements import texts
from leaddata.pipeline.pubmed_stream import stream_pubmed
from leaddata.pipeline.read import media_type_of
from leaddata.pipeline.read_json import is_json, read_json
from leaddata.pipeline.read_markup import read_html
from leaddata.pipeline.read_text import decoded, text_page
from leaddata.pipeline.streams import head_of, opened

__all__ = ["read_records"]

_HEAD = 2**16
_LARGEST = 256 * 2**20  # of what is not read record by record
_PUBMED = re.compile(r"<(?:Pubmed|MedlineCitation|DeleteCitation|eFetchResult|ERROR|eSearchResult)")
_MEDLINE = re.compile(r"^(?:PMID|OWN ) ?- ?\w", re.MULTILINE)
_RIS = re.compile(r"^\s*(?:TY\s{0,2}[-\u2010-\u2015]|ty  -)", re.MULTILINE)
_TAGS = re.compile(r"</?(?:html|head|body|pre|title|meta|!doctype)\b[^>]*>", re.IGNORECASE)
_WRAPPED = re.compile(rf"(?:{_TAGS.pattern}|\s)*<pre\b[^>]*>\s*(?:PMID ?-|OWN ?-|TY  ?-|\d+[.:] )", re.IGNORECASE)
_COUNTER = re.compile(r"<\d+\.? ?>")  # above each record of Ovid's exports
_LINKED = re.compile(rb"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_OTHER_FORMATS = (
    (re.compile(r"\A\s*(?:FN .*\s+VR 1\.0|PT [JBSP]\s)"), "field-tagged text of Web of Science", "export it as RIS"),
    (
        re.compile(rf"\A\s*(?:{_COUNTER.pattern}\s*)?(?:VN +- |{_COUNTER.pattern})"),
        "a text export of Ovid",
        "export it as RIS",
    ),
    (re.compile(r"^\s*@\w+\s*\{", re.MULTILINE), "BibTeX", "export it as RIS"),
    (re.compile(r"\A\s*%0 "), "EndNote's tagged text", "export it as RIS"),
)
_FORMATS = "PubMed XML or text, RIS, JSON of Europe PMC, Crossref or OpenAlex, or an abstract page"


def read_records(path: Path, snapshot_id: str, table: str | None = None) -> Iterator[Article[Any] | Quarantined]:
    """
    Yield the articles of a file in its order, each PubMed id once; of a record that is broken, why and where.

    Args:
        table: Rows that will be made of them (`article_authors`, `abstracts`): large files are read faster without what
            these do not need. None for everything.

    Raises:
        DocumentError: If the file cannot be read, is empty, broken, cut short, or too large.
        LayoutError: If it has no bibliographic record.
    """
    yield from without_repeats(_every_record(path, snapshot_id, table))


def _every_record(path: Path, snapshot_id: str, table: str | None) -> Iterator[Article[Any] | Quarantined]:
    try:
        head = head_of(path, snapshot_id, _HEAD)
    except OSError as error:
        msg = f"expected a readable file, got {error.strerror or error}"
        raise DocumentError(msg, at=path, next_step="check the path") from error
    if not head.strip():
        msg = "expected a document, got an empty file"
        raise DocumentError(msg, at=path, next_step="fetch it again")
    start = decoded(head).lstrip()
    if _WRAPPED.match(start):
        data = _unwrapped(_whole(path, snapshot_id)).encode()
        yield from _of_text(data, data.decode().lstrip(), snapshot_id)
        return
    is_marked = start.startswith("<") and _COUNTER.match(start) is None
    if is_marked and (_PUBMED.search(start) or media_type_of(start.encode()) != "text/html"):
        make = texts(authors=table in {None, "article_authors"}, abstract=table in {None, "abstracts"})
        yield from stream_pubmed(path, snapshot_id, make)
        return
    data = _whole(path, snapshot_id)
    if is_json(data):
        yield from _of_json(data, snapshot_id)
    elif is_marked:
        yield _of_page(data, snapshot_id)
    else:
        yield from _of_text(data, start, snapshot_id)


def _unwrapped(data: bytes) -> str:
    """Return a page that holds nothing but a text in ``pre``, as the text; its lines keep their numbers."""
    return html.unescape(_TAGS.sub("", decoded(data)))


def _whole(path: Path, snapshot_id: str) -> bytes:
    parts: list[bytes] = []
    with opened(path, snapshot_id) as stream:
        while sum(map(len, parts)) <= _LARGEST and (part := stream.read(2**22)):
            parts.append(part)
    data = b"".join(parts)
    if len(data) > _LARGEST:
        msg = f"expected at most {_LARGEST:,} bytes, got more"
        raise DocumentError(msg, at=snapshot_id, next_step="split the file")
    return data


def _of_json(data: bytes, snapshot_id: str) -> Iterator[Article[Any] | Quarantined]:
    found = False
    for article in _of_lines(data, snapshot_id) if _is_by_line(data) else _of_one(data, snapshot_id):
        found = True
        yield article
    if found:
        return
    msg = f"expected {_FORMATS}, got JSON of another kind, or without a record"
    raise LayoutError(msg, at=snapshot_id, next_step="see docs/records.md for what can be read")


def _of_one(data: bytes, snapshot_id: str) -> Iterator[Article[Any] | Quarantined]:
    """Yield the articles of one value; of a list that is broken, those of its sound records."""
    try:
        root = read_json(data, snapshot_id)[0].root
    except DocumentError as error:
        found = list(sound_records(data, snapshot_id))
        broken = sum(isinstance(one, Quarantined) for one in found)
        if broken == len(found):
            raise
        if not broken:  # it is broken around the records
            at = error.at if isinstance(error.at, Locator) else Locator(snapshot_id)
            yield Quarantined("articles", error.message, at)
        for one in found:
            if isinstance(one, Quarantined):
                yield one
            else:
                yield from _of_root(one)
        return
    assert root is not None
    yield from _of_root(root)


def _of_root(root: Node) -> Iterator[Article[Any]]:
    for read in (_europepmc, _crossref, _openalex):
        articles = list(read(root))
        yield from articles
        if articles:
            return


def _is_by_line(data: bytes) -> bool:
    """Return whether each line is an object of its own, as in dumps of Crossref and OpenAlex."""
    first, _, rest = data.strip().partition(b"\n")
    if not rest.lstrip().startswith(b"{"):
        return False
    try:
        read_json(first, "")
    except DocumentError:
        return False
    return True


def _of_lines(data: bytes, snapshot_id: str) -> Iterator[Article[Any] | Quarantined]:
    for number, line in enumerate(data.split(b"\n"), start=1):
        at = Locator(snapshot_id, lines=(number, number))
        if not line.strip():
            continue
        try:
            root = read_json(line, snapshot_id)[0].root
            assert root is not None
            yield from (replace(article, at=at) for article in _of_root(root))
        except DocumentError as error:
            yield Quarantined("articles", error.message, at)


def _europepmc(root: Node) -> Iterator[Article[Any]]:
    for node in europepmc_results(root):
        if at_path(node, "id") is not None and at_path(node, "source") is not None and at_path(node, "ids") is None:
            yield europepmc_article(node)


def _crossref(root: Node) -> Iterator[Article[Any]]:
    yield from (crossref_article(node) for node in crossref_works(root) if at_path(node, "DOI") is not None)


def _openalex(root: Node) -> Iterator[Article[Any]]:
    for node in openalex_works(root):
        if at_path(node, "authorships") is not None or at_path(node, "display_name") is not None:
            yield openalex_article(node)


def _of_page(data: bytes, snapshot_id: str) -> Article[Any]:
    document = Document(snapshot=_snapshot(snapshot_id, "text/html"), pages=read_html(data, snapshot_id))
    return html_article(document, list(_linked_data(data, snapshot_id)))


def _linked_data(data: bytes, snapshot_id: str) -> Iterator[Node]:
    for match in _LINKED.finditer(data):
        try:
            root = read_json(match[1].strip(), snapshot_id)[0].root
        except DocumentError:
            continue  # a page is no worse for broken data that it need not have
        if root is not None:
            yield root


def _of_text(data: bytes, start: str, snapshot_id: str) -> Iterator[Article[Any] | Quarantined]:
    medline, ris = _MEDLINE.search(start), _RIS.search(start)
    if medline or ris:
        is_ris = ris is not None and (medline is None or ris.start() < medline.start())
        text = decoded(data)
        lines = (textwrap.dedent(text) if text.lstrip("\r\n")[:1].isspace() else text).splitlines()
        yield from (ris_articles if is_ris else medline_articles)(lines, snapshot_id)
        return
    for pattern, name, step in _OTHER_FORMATS:
        if pattern.search(start):
            msg = f"expected {_FORMATS}, got {name}"
            raise LayoutError(msg, at=snapshot_id, next_step=step)
    document = Document(snapshot=_snapshot(snapshot_id, "text/plain"), pages=(text_page(decoded(data), snapshot_id),))
    yield from text_articles(document)


def _snapshot(snapshot_id: str, media_type: str) -> Snapshot:
    return Snapshot(
        source_id=snapshot_id,
        edition="original",
        path=snapshot_id,
        sha256="0" * 64,
        media_type=media_type,
        byte_count=0,
    )
