"""Addresses of references that a line broke within a word, where nothing but the full line marks it."""

from __future__ import annotations

import re

from leaddata.layout.flow import Row

__all__ = ["goes_on"]

_ADDRESS = re.compile(r"[(<\[]?(?:(?:https?://|www\.|doi:?|10\.\d{4,9}/)\S*|https?:/?)$")
# A host without its end: "http://www.leader", "https://w".
_NO_HOST = re.compile(r"[(<\[]?(?:https?://(?:w{0,3}|www\.[\w-]*)|www\.[\w-]*)$")
_DOI = re.compile(r"10\.\d{4,9}/\S+$")
_MORE = re.compile(r"[\w%~-]+(?:[/=_?&]|\.(?=\w{2}))\S*$")
_PLAIN = re.compile(r"[\w.%~/-]+$")
_WIDTH = 0.75  # of the type size: a wide letter, which would not have fitted


def goes_on(token: str, rest: str, row: Row, *, is_last: bool) -> bool:
    """
    True if *token*, an address at the end of *row*, goes on with *rest* at the beginning of the next line.

    Its line has to be full; and it has no whole host yet, or *rest* is no word, or it is the end of a DOI that ends the entry.
    """
    if not _ADDRESS.match(token) or not token[-1].isalnum() or not rest or not _PLAIN.match(rest):
        return False
    if row.right - row.box.x1 > _WIDTH * row.style.size:
        return False
    if _NO_HOST.match(token):
        return True
    if _DOI.search(token):
        return is_last and rest.rstrip(".").isdigit()
    return _MORE.match(rest) is not None and not rest[0].isupper()
