"""Where a line begins to name who signs: behind "By", "Written by", "Escrito por", and up to where it goes on."""

from __future__ import annotations

import re
from typing import NamedTuple

from leaddata.clean.byline_labels import FIRST_WORDS, label_at

__all__ = ["BylineStart", "labelled_names"]

# The signs that the pattern of ends can begin with stand before it: it is not tried elsewhere.
_LABEL = re.compile(
    r"(?:(?-i:(?:Words|WORDS)(?=\s+[A-Z\u00c0-\u00de]))|(?:words?|texte?|teksti?|story|report|written|writer|kirjoittanut)(?=\s*[:\uff1a])|(?:guest\s+)?(?:blog|post)(?:\s+post)?\s+from|(?:words?|text|story)\s+(?:and|&|\+)\s+(?:pictures?|photos?|photographs?|photography|images?|illustrations?)(?:\s+by|(?=:))|(?:(?:an?|our)\s+)?(?:guest\s+)?(?:blog|post|interview|article|feature|column|essay|opinion|analysis|comment|commentary|editorial|piece|review|posted|written|words|text|story|authored|published|report|submitted|contributed|added|created|penned|shared|compiled|prepared)"
    r"(?:\s+(?:post|blog))?\s+by|by|(?:guest\s+|blog\s+|post\s+|article\s+)?(?:authors?|bloggers?|contributors?)(?:\(s\))?|written by|von|par|por|di|door|av|af|gan|przez|oleh|autor(?:en|in)?|auteur(?:s|e)?|autore|\u4f5c\u8005|\u6587)"
    r"(?:\s*[:\uff1a\u2013\u2014]\s*|\s+|(?=\s*$))",
    re.IGNORECASE,
)
# What a label begins with.
_FIRST_WORDS = frozenset(
    "word words text texte teksti story report written writer kirjoittanut guest blog post a an our interview article feature column essay opinion analysis comment commentary editorial piece review posted authored published submitted"  # noqa: SIM905
    " contributed added created penned shared compiled prepared by author authors blogger bloggers contributor contributors von par por di door av af gan przez oleh autor autoren autorin"
    " auteur auteurs auteure autore \u4f5c\u8005 \u6587".split()
)
_LETTERS = re.compile(r"[^\W\d_]+")
_STOP = re.compile(
    r"(?=[\s|\u00b7\u2022,.;])(?:\s*(?:\s[|\u00b7\u2022\u2013\u2014/@]\s|[|\u00b7\u2022]|\n|\s-\s)|,?\s+(?:on|in|at|am|le|el|il|op|um|em|den|dia|dne|pe|na|w(?: dniu)?|v|p\u00e5|i|a|ai|al|\u00e0)\s+(?=\S*\d|\w+day\b|\w{3}, \d|\w+ \d|the \d|\w+, \w+\.? \d)"
    r"|\s+[(\[](?=[^()\[\]]*\d{4}[^()\[\]]*[)\]])|[.,;]?\s+(?=(?:first |last )?(?:(?:publication )?date(?: (?:posted|published|added))?(?=\s*:)|added(?=\s)|posted|published|updated|filed|publi(?:sert|cerad|cerat|ceret|cat|cad[oa]|\u00e9e?)|pubblicato|ver\u00f6ffentlicht|udgivet|gepubliceerd|geplaatst|opublikowano)\b|(?:photo(?:graph)?s?|pictures?|images?|fotos?|illustrations?|kuvat?|bild(?:er)?)(?:\s+by\b|\s*:|\s+(?-i:[A-Z\u00c0-\u00de])))"
    r"|,?\s+(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]{0,2}\s+\d|\d{1,2}(?:st|nd|rd|th)?[ .]\s?\w+[ ,]+\d{4}|\w{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d\d))",
    re.IGNORECASE,
)


class BylineStart(NamedTuple):
    """Where the label of a byline ends, and where the names must."""

    start: int
    end: int


def labelled_names(text: str) -> BylineStart | None:
    """
    Return where names stand in a line such as ``Posted by Ann Other on 3 May 2021``, or None if it has no such label.

    Examples:
        >>> line = "Written by Ann Other | 3 May 2021"
        >>> found = labelled_names(line)
        >>> line[found.start : found.end]
        'Ann Other'
    """
    # Most lines begin with no word of a label.
    first = _LETTERS.match(text)
    word = first[0].lower() if first else ""
    label = _LABEL.match(text) if word in _FIRST_WORDS else None
    start = label.end() if label else _foreign_start(text) if word in FIRST_WORDS else None
    if start is None:
        return None
    stop = _STOP.search(text, start)
    return BylineStart(start, stop.start() if stop else len(text))


def _foreign_start(text: str) -> int | None:
    """Return where a label in another language ends: "Escrito por", "Skrevet av"."""
    label = label_at(text)
    return label.end if label and label.is_strong else None
