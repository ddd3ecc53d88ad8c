"""PubMed records by the E-utilities: ESearch tells which, EFetch brings them in batches."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NoReturn
from urllib.parse import urljoin

from lxml import etree

from leaddata.errors import DocumentError, FetchError
from leaddata.model import Fetch
from leaddata.pipeline.fetching.addresses import redacted
from leaddata.pipeline.fetching.client import Answer, Ask
from leaddata.pipeline.fetching.gates import check_count, check_not_empty, check_type
from leaddata.pipeline.fetching.options import FetchOptions
from leaddata.pipeline.fetching.pages import Pages
from leaddata.pipeline.fetching.retry import TryAgainError
from leaddata.pipeline.pubmed_apart import without_broken

__all__ = ["fetch_pubmed"]

_BATCH = 250
_MOST = 9_999  # records that one search of PubMed hands out
_FIRST_DAY = date(1780, 1, 1)
_PASSING = ("rate limit", "backend", "temporarily", "timeout", "timed out", "try again", "unable to obtain query")
_ID = re.compile(rb"<PMID[^>]*>\s*(\d+)")
_ID_PATHS = ("{*}PubmedArticle/{*}MedlineCitation/{*}PMID", "{*}PubmedBookArticle/{*}BookDocument/{*}PMID")


@dataclass(frozen=True, slots=True)
class _Found:
    """What a search found, and where the server keeps it."""

    count: int
    ids: tuple[str, ...]
    web_env: str
    query_key: str


def fetch_pubmed(fetch: Fetch, pages: Pages) -> str:
    """
    Fetch every record that the query finds, in batches, and return the media type.

    Raises:
        FetchError: If there is none, or one of them cannot be had.
    """
    searches = list(_searches(fetch, pages))
    total = sum(-(-found.count // _BATCH) for found in searches)
    for found in searches:
        for start in range(0, found.count, _BATCH):
            _add_batch(fetch, pages, found, start, total)
    return "application/xml"


def _searches(fetch: Fetch, pages: Pages) -> Iterator[_Found]:
    """Yield the searches that together find all: one, or one for each stretch of days where that would be too many."""
    whole = _search(fetch, pages)
    at = f"{redacted(fetch.address)} {fetch.query!r}"
    if whole.count == 0:
        msg = "expected records, got none"
        raise FetchError(msg, at=at, next_step="correct the query in the source's file")
    if whole.count <= _MOST:
        yield whole
        return
    last = pages.client.options.clock.now().date() + timedelta(days=366)
    found = list(_split(fetch, pages, _FIRST_DAY, last))
    check_count(whole.count, sum(one.count for one in found), "records over all days", at)
    yield from found


def _split(fetch: Fetch, pages: Pages, first: date, last: date) -> Iterator[_Found]:
    found = _search(fetch, pages, first, last)
    if found.count <= _MOST:
        if found.count:
            yield found
        return
    if first == last:
        msg = f"expected at most {_MOST:,} records of one day, got {found.count:,} of {first}"
        raise FetchError(msg, at=redacted(fetch.address), next_step="narrow the query in the source's file")
    middle = first + (last - first) // 2
    yield from _split(fetch, pages, first, middle)
    yield from _split(fetch, pages, middle + timedelta(days=1), last)


def _search(fetch: Fetch, pages: Pages, first: date | None = None, last: date | None = None) -> _Found:
    form = {"term": fetch.query or "", "usehistory": "y", "retmode": "json", "retmax": str(_MOST)}
    if first and last:
        form |= {"datetype": "edat", "mindate": f"{first:%Y/%m/%d}", "maxdate": f"{last:%Y/%m/%d}"}
    answer = pages.client.answer(_ask(fetch, "esearch.fcgi", form, pages.client.options), _check_search)
    return _found(answer)


def _add_batch(fetch: Fetch, pages: Pages, found: _Found, start: int, total: int) -> None:
    ids = found.ids[start : start + _BATCH]
    # The records of a batch are named by their ids, so that another day's batch is never taken for it.
    key = f"{fetch.address} pubmed {','.join(ids)}"
    staged = pages.staged(key)
    if staged is None:
        form = {"WebEnv": found.web_env, "query_key": found.query_key, "retmode": "xml"}
        form |= {"retstart": str(start), "retmax": str(_BATCH)}

        def check(answer: Answer) -> None:
            check_not_empty(answer.data, answer.url)
            _check_batch(answer, ids)

        ask = _ask(fetch, "efetch.fcgi", form, pages.client.options)
        staged = pages.keep(key, pages.client.answer(ask, check), f"{ask.address}?db=pubmed&retstart={start}")
    pages.append(staged, total)


def _ask(fetch: Fetch, program: str, form: Mapping[str, str], options: FetchOptions) -> Ask:
    """Return a request, sent as a form: a long query has no place in an address, and neither has a key."""
    sent = {"db": "pubmed", **form, "tool": "leaddata"}
    if options.contact:
        sent["email"] = options.contact
    if options.ncbi_key:
        sent["api_key"] = options.ncbi_key
    pause = 0.1 if options.ncbi_key else 0.34
    return Ask(address=urljoin(f"{fetch.address.rstrip('/')}/", program), form=sent, obeys_robots=False, pause=pause)


def _check_search(answer: Answer) -> None:
    check_not_empty(answer.data, answer.url)
    check_type(answer.data, ("application/json", "application/xml"), answer.url)
    found = _found(answer)
    if len(found.ids) != found.count and found.count <= _MOST:
        check_count(found.count, len(found.ids), "ids", answer.url)


def _found(answer: Answer) -> _Found:
    """Read the answer of ESearch, JSON or XML."""
    try:
        fields = _json_fields(answer.data) if answer.data.lstrip()[:1] == b"{" else _xml_fields(answer.data)
    except (ValueError, etree.XMLSyntaxError) as error:
        msg = f"expected an answer of ESearch, got {error}"
        raise TryAgainError(msg, at=answer.url, next_step="run again later") from error
    if fields["error"]:
        _refuse(fields["error"], answer.url)
    try:
        ids = tuple(str(one) for one in fields["ids"])
        return _Found(int(fields["count"]), ids, str(fields["webenv"] or ""), str(fields["querykey"] or ""))
    except (TypeError, ValueError) as error:
        msg = "expected a count and ids, got neither"
        raise FetchError(
            msg, at=answer.url, next_step="run again later; if it stays so, NCBI has changed it"
        ) from error


def _json_fields(data: bytes) -> dict[str, Any]:
    value = json.loads(data, strict=False)
    result = value.get("esearchresult") if isinstance(value.get("esearchresult"), dict) else {}
    return {
        "error": result.get("ERROR") or value.get("error"),
        "count": result.get("count"),
        "ids": result.get("idlist") or [],
        "webenv": result.get("webenv"),
        "querykey": result.get("querykey"),
    }


def _xml_fields(data: bytes) -> dict[str, Any]:
    root = etree.fromstring(data, _parser())
    return {
        "error": root.text if root.tag == "ERROR" else root.findtext(".//ERROR"),
        "count": root.findtext("Count"),
        "ids": [one.text for one in root.iterfind("IdList/Id")],
        "webenv": root.findtext("WebEnv"),
        "querykey": root.findtext("QueryKey"),
    }


def _check_batch(answer: Answer, ids: Sequence[str]) -> None:
    """Hold a batch to the ids that the search gave. NCBI tells an error with status 200, too."""
    if (error := _stated_error(answer.data)) is not None:
        msg = f"expected records, got the error {error!r}"
        raise TryAgainError(msg, at=answer.url, next_step="run again later")
    check_type(answer.data, ("application/xml",), answer.url)
    try:
        sound, broken = without_broken(answer.data, answer.url)
        root = etree.fromstring(sound, _parser())
    except (DocumentError, etree.XMLSyntaxError) as fault:
        msg = f"expected whole records, got an answer of which not one can be read, or that breaks off: {fault}"
        raise TryAgainError(msg, at=answer.url, next_step="run again later") from fault
    got = {(one.text or "").strip() for path in _ID_PATHS for one in root.iterfind(path)}
    # A record that is not well-formed is kept as it came: the refresh tells of it, and reads the others.
    if broken:
        got |= {number.decode() for number in _ID.findall(answer.data)} & set(ids)
    missing = [one for one in ids if one not in got]
    if missing or len(got) != len(set(ids)):
        first = f", {missing[0]} is missing" if missing else ""
        msg = f"expected the {len(ids)} records that were found, got {len(got)}{first}"
        raise TryAgainError(msg, at=answer.url, next_step="run again: they may have changed while they were fetched")


def _stated_error(data: bytes) -> str | None:
    head = data[:4000].strip()
    if head.startswith(b"{"):
        try:
            error = json.loads(data, strict=False).get("error")
        except (ValueError, AttributeError):
            return None
        return str(error)[:200] if error else None
    if b"<ERROR>" not in head:
        return None
    text = head.partition(b"<ERROR>")[2].partition(b"</ERROR>")[0]
    return " ".join(text.decode("utf-8", errors="replace").split())[:200]


def _refuse(error: object, at: str) -> NoReturn:
    """Raise what NCBI says, to be tried again where it sounds like something that passes."""
    text = " ".join(str(error).split())[:200]
    msg = f"expected a search, got the error {text!r}"
    if any(word in text.lower() for word in _PASSING):
        raise TryAgainError(msg, at=at, next_step="run again later")
    raise FetchError(msg, at=at, next_step="correct the query in the source's file")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
