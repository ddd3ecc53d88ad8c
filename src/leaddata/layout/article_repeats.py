"""One record of each PubMed id: PubMed has some more than once, and withdraws others."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from leaddata.errors import LeadDataError
from leaddata.layout.articles import Article
from leaddata.model import Quarantined

__all__ = ["without_repeats"]

_T = TypeVar("_T")
_HELD = 1000  # versions of a record stand beside each other; held are as many as cost a few MB


def without_repeats(found: Iterable[Article[Any] | Quarantined]) -> Iterator[Article[Any] | Quarantined]:
    """
    Yield what is found, of a PubMed id its highest version alone, of equal ones that last revised, then the last one.

    A record that is withdrawn counts for the last one. Repeats more than a thousand records apart stay as they are.
    """
    held: OrderedDict[str, Article[Any] | Quarantined] = OrderedDict()
    end: LeadDataError | None = None
    for number, article in enumerate(_up_to_error(found)):
        if isinstance(article, LeadDataError):
            end = article
            break
        key = f"#{number}"
        if isinstance(article, Article) and article.pmid is not None:
            key = article.pmid if isinstance(article.pmid, str) else article.pmid.text
            before = held.get(key)
            if isinstance(before, Article):
                held[key] = max(before, article, key=lambda one: (_rank(one), one is article))
                continue
        held[key] = article
        if len(held) > _HELD:
            yield held.popitem(last=False)[1]
    yield from held.values()
    if end is not None:
        raise end


def _up_to_error(found: Iterable[_T]) -> Iterator[_T | LeadDataError]:
    """Yield what is found, and last of all the error that ends it: what was found before it is held back no longer."""
    try:
        yield from found
    except LeadDataError as error:
        yield error


def _rank(article: Article[Any]) -> tuple[bool, int, str]:
    version = article.pmid_version or ""
    return article.is_deleted, int(version) if version.isdigit() else 1, article.revised or ""
