"""Which comes first in the dates of an article, as 03/04/2021: what its language leaves open, its place or its zone says."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from leaddata.clean.printed_dates import day_first_in
from leaddata.pipeline.article_head import ArticleHead
from leaddata.pipeline.page_says import PageSays

__all__ = ["day_first_of"]

_DAY_FIRST = frozenset("uk au nz ie in za sg my pk ng ke gh eu de fr es it nl be at ch pt br mx ar gr pl ru".split())  # noqa: SIM905
_MONTH_FIRST = frozenset({"us", "gov", "edu", "mil"})
# Zones that are of North America alone.
_ZONE = re.compile(r"\d\s*(?:[apAP]\.?[mM]\.?)?\s*\(?(?:[ECMP]DT|PST|MST|[ECMP]T)\b")


def day_first_of(says: PageSays, head: ArticleHead) -> bool | None:
    """Say whether the day comes first; None if the page does not show it."""
    stated = [says.language, *says.meta.get("og:locale", [])]
    known = next((order for one in stated if (order := day_first_in(one)) is not None), None)
    if known is not None or (says.language or "en")[:2].lower() != "en":
        return known
    if any(_ZONE.search(line.text()) for lines in (head.after, head.before, head.below) for line in lines):
        return False
    country = urlsplit(says.canonical or says.base).netloc.rpartition(".")[2].lower()
    return True if country in _DAY_FIRST else False if country in _MONTH_FIRST else None
