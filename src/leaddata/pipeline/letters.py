"""Text that every program can read: a file name need not be text, and a document may say half a letter."""

from __future__ import annotations

import re

__all__ = ["encodable", "encoded"]

_HALVES = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    r"""
    Return *text* with the sign for an unknown letter in place of what UTF-8 cannot say, which JSON and Parquet are in.

    Examples:
        >>> encodable("od\udcff.pdf")
        'od\ufffd.pdf'
    """
    return _HALVES.sub("\ufffd", text)


def encoded(text: str) -> bytes:
    r"""
    Return *text* in UTF-8, as `encodable` gives it.

    Examples:
        >>> encoded("od\udcff.pdf") == b"od\xef\xbf\xbd.pdf"
        True
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        return encodable(text).encode()
