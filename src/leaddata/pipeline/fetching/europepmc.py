"""Europe PMC's search: page after page, each naming the next by a cursor."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from leaddata.errors import DocumentError, FetchError
from leaddata.model import Fetch
from leaddata.pipeline.fetching.addresses import redacted
from leaddata.pipeline.fetching.client import Answer, Ask
from leaddata.pipeline.fetching.gates import check_count, check_not_empty, check_type
from leaddata.pipeline.fetching.pages import Pages
from leaddata.pipeline.fetching.retry import TryAgainError
from leaddata.pipeline.read_json import json_value

__all__ = ["fetch_europepmc"]

_PAGE_SIZE = 250
_PAUSE = 0.5


def fetch_europepmc(fetch: Fetch, pages: Pages) -> str:
    """
    Fetch every record that the query finds, and return the media type.

    Raises:
        FetchError: If there is none, or fewer or more come than the search says there are.
    """
    cursor, count, seen = "*", 0, set[str]()
    while cursor not in seen:
        seen.add(cursor)
        ask = Ask(address=_address(fetch, cursor), obeys_robots=False, pause=_PAUSE)
        _, data = pages.add(ask, _check, None)
        value = json_value(data, redacted(ask.address))
        hits, results = int(value["hitCount"]), value["resultList"]["result"]
        count += len(results)
        following = value.get("nextCursorMark")
        if count >= hits or not results or not following:
            break
        cursor = str(following)
    at = f"{redacted(fetch.address)} {fetch.query!r}"
    if hits == 0:
        msg = "expected records, got none"
        raise FetchError(msg, at=at, next_step="correct the query in the source's file")
    check_count(hits, count, "records", at)
    return "application/json"


def _address(fetch: Fetch, cursor: str) -> str:
    asked = {"query": fetch.query or "", "resultType": "core", "format": "json"}
    return f"{fetch.address}?{urlencode({**asked, 'pageSize': _PAGE_SIZE, 'cursorMark': cursor})}"


def _check(answer: Answer) -> None:
    check_not_empty(answer.data, answer.url)
    check_type(answer.data, ("application/json",), answer.url)
    try:
        value: Any = json_value(answer.data, answer.url)
    except DocumentError as error:
        raise TryAgainError(error.message, at=answer.url, next_step="run again later") from error
    if isinstance(value, dict) and (said := value.get("errMsg") or value.get("error")):
        msg = f"expected records, got the error {str(said)[:200]!r}"
        raise FetchError(msg, at=answer.url, next_step="correct the query in the source's file")
    found = value.get("resultList") if isinstance(value, dict) else None
    results = found.get("result") if isinstance(found, dict) else None
    if not isinstance(results, list) or not str(value.get("hitCount")).isdigit():
        msg = "expected hitCount and resultList, got an answer without them"
        raise FetchError(msg, at=answer.url, next_step="run again later; if it stays so, Europe PMC has changed it")
