"""
Records of PubMed XML that stand as PubMed prints them, cut out of the stream and parsed one by one.

A parser that is given a whole record takes two thirds of the time of one that is fed: a file of 30,000 is read a fifth
faster. The cut is exact where a record is well-formed: an end tag that stood in a comment leaves it open, and at the first
one that is not well-formed, or begins otherwise, this ends, and all that is left is for the parser that is fed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol

from lxml import etree

from leaddata.pipeline.pubmed_elements import PARSER
from leaddata.pipeline.pubmed_trim import without_lists

__all__ = ["PlainRecords"]

_HEAD, _CHUNK = 4096, 2**18
_LARGEST = 2**20  # a record of 43 authors with all their references has 0.2 MB
_PROLOG = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*"""
    rb"""(?:<\?xml\s(?:(?!encoding)[^>])*(?:encoding\s*=\s*["'](?i:utf-8|us-ascii)["'][^>]*)?\?>\s*)?"""
    rb"""(?:<!DOCTYPE\s[^>\[]*>\s*)?<PubmedArticleSet>"""
)
_START, _END = b"<PubmedArticle>", b"</PubmedArticle>"


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class PlainRecords:
    """
    The records at the beginning of a stream, and `read`, which gives the stream as if it began after them.

    Its prolog and the start tag of its root are read again, so that what is left is XML.
    """

    def __init__(self, stream: _Readable) -> None:
        self._stream = stream
        self._left = b""

    def __iter__(self) -> Iterator[Any]:
        """Yield the element of each record, up to the first one that is not plain, or the end."""
        # No more than is needed: what is read beyond may break off, and the records before that are whole.
        data, prolog = b"", None
        while prolog is None and len(data) < _HEAD and (chunk := self._stream.read(_CHUNK)):
            data += chunk
            prolog = _PROLOG.match(data)
        if prolog is None:
            self._left = data
            return
        parser = etree.XMLParser(encoding="utf-8", **PARSER)
        start = prolog.end()
        while True:
            end = data.find(_END, start)
            if end < 0:
                chunk = self._stream.read(_CHUNK) if len(data) - start < _LARGEST else b""
                if not chunk:
                    break
                data, start = data[start:] + chunk, 0
                continue
            end += len(_END)
            record = data[start:end].lstrip()
            if not record.startswith(_START):
                break
            try:
                element = etree.fromstring(without_lists(record), parser)
            except etree.XMLSyntaxError:
                break
            yield element
            start = end
        self._left = prolog[0] + data[start:]

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes of what is left, of any number, or none at the end."""
        left, self._left = self._left, b""
        return left or self._stream.read(size)
