"""Bytes from the web to text, and fragments of HTML to paragraphs, whatever the header or the page says of them."""

from __future__ import annotations

import codecs
import html as entities
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from leaddata.clean.text import single_blanks

__all__ = ["BLOCKS", "decode_web", "folded", "plain_title", "text_paragraphs_of", "tree_paragraphs"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
          (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,300}?charset)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE
)
# What a page that says latin-1 is in truth; browsers read it so.
_MEANT = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252", "ascii": "windows-1252",
          "us-ascii": "windows-1252", "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949",
          "iso-8859-9": "windows-1254", "shift_jis": "cp932"}  # fmt: skip
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});")
_INLINE_TAG = re.compile(
    r"</?(?:em|i|b|strong|span|sup|sub|br|a|q|cite|small|mark|code|abbr|u|s|wbr|font|p|div|time|bdi|img|var)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# Stands in no text: it is no character.
_END = "\ufdd0"
_UNSEEN = dict.fromkeys(map(ord, "\u200b\ufeff\u00ad"))
_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "button", "select", "textarea"}
)
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p",
        "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "center",
    }
)  # fmt: skip


def decode_web(data: bytes) -> str:
    r"""
    Return *data* as text: by its mark, else as UTF-8 if it is that, else as it declares, else as windows-1252.

    Examples:
        >>> decode_web(b"caf\xc3\xa9 <meta charset=latin1>"), decode_web(b"caf\xe9 \x93x\x94")
        ('café <meta charset=latin1>', 'café “x”')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A sign cut in two at the end of a file makes no other encoding of it.
        if error.reason == "unexpected end of data" and not data[: error.start].isascii():
            return data[: error.start].decode("utf-8")
    if data[:200].count(0) > 40:
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace")
    declared = _DECLARED.search(data[:8192])
    name = declared[1].decode("ascii").lower() if declared else "windows-1252"
    name = _MEANT.get(name, name)
    if name.replace("_", "-") in {"utf-8", "utf8", "utf-16", "utf-32"}:
        # It says so, and is not: a few broken bytes, or a page pasted together from two encodings.
        return _mended(data)
    try:
        return data.decode(name, errors="replace")
    except LookupError:
        return data.decode("windows-1252", errors="replace")


def folded(text: str) -> str:
    """Return *text* with white space folded, and signs without width left out."""
    if not text.isascii() and ("\u200b" in text or "\ufeff" in text or "\u00ad" in text):
        text = text.translate(_UNSEEN)
    return single_blanks(text)


def plain_title(text: str | None) -> str | None:
    """
    Return a title without tags and entities, however often it was escaped; None if nothing is left.

    Examples:
        >>> plain_title("Q&amp;amp;A: the doctor&amp;#8217;s <em>own</em> view"), plain_title(" ")
        ('Q&A: the doctor’s own view', None)
    """
    if not text:
        return None
    if "<" not in text and "&" not in text:
        return folded(text) or None
    for _ in range(3):
        text = _INLINE_TAG.sub("", text)
        if "&" not in text or not _ENTITY.search(text):
            break
        text = entities.unescape(text)
    return folded(_INLINE_TAG.sub("", text)) or None


def text_paragraphs_of(fragment: str | None) -> tuple[str, ...]:
    """Return the paragraphs of a fragment of HTML, or of text with entities, each folded to one line."""
    if not fragment or not fragment.strip():
        return ()
    if "<" not in fragment:
        return tuple(folded(plain) for part in re.split(r"\n\s*\n", fragment) if (plain := _unescaped(part)).strip())
    try:
        tree = html.fragment_fromstring(
            fragment[:5_000_000],
            create_parent="div",
            parser=html.HTMLParser(no_network=True, huge_tree=True, encoding=None),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return (folded(_unescaped(re.sub(r"<[^<>]*>", " ", fragment))),)
    return tuple(_unescaped(part) for part in tree_paragraphs(tree))


def tree_paragraphs(root: Any, skipped: frozenset[Any] = frozenset()) -> Iterator[str]:
    """
    Yield the text of each block below *root*, folded, without what is not shown.

    Args:
        skipped: Elements that are left out.
    """
    for line in "".join(_strings(root, skipped)).split(_END):
        text = folded(line)
        if text:
            yield text


def _strings(root: Any, skipped: frozenset[Any]) -> Iterator[str]:
    """Yield the strings below *root*, and a mark at each end of a block."""
    # Not by recursion: pages are nested as deeply as their makers like.
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag
        if event == "start" and (tag in _SKIPPED or element in skipped):
            walk.skip_subtree()
        elif event == "start":
            yield _END if tag in BLOCKS else ""
            yield _break(element) if tag == "br" else ""
            yield element.text or ""
        elif element is not root:
            yield _END if tag in BLOCKS else ""
            yield element.tail or ""


def _break(element: Any) -> str:
    """Return a paragraph's end for the second of two line breaks, else a blank."""
    before = element.getprevious()
    return _END if before is not None and before.tag == "br" and not (before.tail or "").strip() else " "


def _unescaped(text: str) -> str:
    return entities.unescape(text) if "&" in text and _ENTITY.search(text) else text


def _mended(data: bytes) -> str:
    """Decode UTF-8, and what is not UTF-8 byte by byte as windows-1252."""

    def western(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        return error.object[error.start : error.end].decode("windows-1252", errors="replace"), error.end

    codecs.register_error("leaddata-western", western)
    return data.decode("utf-8", errors="leaddata-western")
