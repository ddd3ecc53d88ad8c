"""Text with marks of HTML or JATS in it to plain text."""

from __future__ import annotations

import html
import re

__all__ = ["plain_text", "titled_sections"]

# Marks that change how letters look stand inside words: H<sub>2</sub>O is one.
_INLINE = re.compile(
    r"</?(?:\w+:)?(?:a|abbr|b|bold|cite|em|ext-link|font|i|inline-formula|italic|math|mi|mn|mo|mrow|mspace|mstyle|"
    r"msub|msubsup|msup|mtext|named-content|overline|roman|sans-serif|sc|scp|small|span|strike|strong|styled-content|sub|"
    r"sup|tt|u|underline|xref)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:\w+:)?(?:abstract|article|blockquote|body|br|break|dd|def|disp-formula|disp-quote|div|dl|dt|fig|h[1-6]|header|html|label|"
    r"li|list|list-item|ol|p|sec|section|table|tbody|td|th|title|tr|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_NAMESPACED = re.compile(r"</?[A-Za-z]+:[A-Za-z][\w.-]*(?:\s[^<>]*)?/?>")  # any other of JATS or MathML
# What an entity stood for: an element that ends, or another entity.
_ESCAPED = re.compile(
    r"<([a-z]+\d?)(?:\s[^<>]*)?>[^<>]*</\1>|&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6}|#x[\da-f]{2,6});", re.IGNORECASE
)
_HIDDEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[|\]\]>|<((?:mml:)?annotation(?:-xml)?|(?:jats:)?tex-math)\b[^>]*>.*?</\1>",
    re.DOTALL | re.IGNORECASE,
)
_HEADINGS = {"abstract", "summary"}  # of the abstract as a whole, where nothing stands before them
_TITLE = re.compile(
    r"<(h[1-6]|(?:\w+:)?title)(?:\s[^<>]*)?>(?P<title>.*?)</\1>|<(?P<end>/)?(?:\w+:)?sec(?:tion)?(?:\s[^<>]*)?>",
    re.DOTALL | re.IGNORECASE,
)


def plain_text(text: str) -> str:
    """
    Return *text* without marks and with its entities as the signs they stand for, blanks folded.

    Other things between angle brackets are text: ``p<0.05 and n>3``.

    Examples:
        >>> plain_text("<jats:p>H<sub>2</sub>O &amp; CO<sub>2</sub></jats:p><jats:p>p<0.05</jats:p>")
        'H2O & CO2 p<0.05'
    """
    plain = _once(text)
    return _once(plain) if plain != text and _ESCAPED.search(plain) else plain


def _once(text: str) -> str:
    bare = _NAMESPACED.sub("", _BLOCK.sub(" ", _INLINE.sub("", _HIDDEN.sub("", text))))
    return " ".join(html.unescape(bare).split())


def titled_sections(text: str) -> list[tuple[str | None, str]]:
    """
    Return the sections of an abstract, each with its title or None, as plain text; empty ones are left out.

    Examples:
        >>> titled_sections("<h4>Aim</h4>To see.<h4>Method</h4>We looked.")
        [('Aim', 'To see.'), ('Method', 'We looked.')]
        >>> titled_sections("<jats:title>Abstract</jats:title><jats:p>One.</jats:p>")
        [(None, 'One.')]
    """
    sections: list[tuple[str | None, str]] = []
    title: str | None = None
    outer: list[str | None] = []  # titles of the sections that are open
    start = 0
    for match in (*_TITLE.finditer(text), None):
        body = plain_text(text[start : match.start() if match else len(text)])
        if body:
            sections.append((title, body))
        if match is None:
            break
        start = match.end()
        if match["title"] is not None:
            title = plain_text(match["title"]).rstrip(":").strip() or None
            title = None if title is not None and title.lower() in _HEADINGS and not sections else title
        elif match["end"] is None:
            outer.append(title)
        elif outer:
            title = outer.pop()
    return sections
