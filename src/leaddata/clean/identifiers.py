"""Identifiers of works and people as their registries write them."""

from __future__ import annotations

import html
import re

from leaddata.clean.doi_tails import without_tail

__all__ = ["find_doi", "parse_doi", "parse_orcid", "parse_ror_id"]

# A registrant has at least four digits; what follows the slash may be any sign (DOI Handbook, 2.2).
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_PLAIN = re.compile(r"10\.\d{4,9}/[\w./-]*\w", re.ASCII)  # most of them, and needs no second look
_PREFIX = re.compile(
    r"(?:info:)?(?:https?://(?:dx\.|www\.)?doi\.org/|doi:?\s*(?:https?://(?:dx\.)?doi\.org/)?)", re.IGNORECASE
)
_QUOTED = re.compile(r"%([2-7][0-9A-Fa-f])")  # in an address, signs of ASCII
_QUERY = re.compile(r"\?(?=\w+=)")  # of an address, and no part of the name
_CLOSED_BY = {")": "(", "]": "[", "}": "{", ">": "<"}
_ORCID = re.compile(
    r"(?:.*/|ORCID(?: iD)?:?\s*)?(\d{4})[-\u2010\u2013 ]?(\d{4})[-\u2010\u2013 ]?(\d{4})[-\u2010\u2013 ]?(\d{3}[\dXx])/?"
)
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_ROR = re.compile(rf"0[{_CROCKFORD}]{{6}}[0-9]{{2}}")
_BARE_ORCID = re.compile(r"(?:\d{4}-){3}\d{3}[\dX]", re.ASCII)  # as most are written


def parse_doi(text: str) -> str:
    """
    Read a DOI, with or without a resolver's address, as the name in lower case.

    Raises:
        ValueError: If *text* is anything else.

    Examples:
        >>> parse_doi("https://doi.org/10.1136/Leader-2024-001079")
        '10.1136/leader-2024-001079'
        >>> parse_doi("doi: 10.1002/(SICI)1097-0258(19980815)17:15<1>3.0.CO;2-3")
        '10.1002/(sici)1097-0258(19980815)17:15<1>3.0.co;2-3'
    """
    if _PLAIN.fullmatch(text):
        return text.lower()
    found = find_doi(text)
    if found is None or not _PREFIX.sub("", _unquoted(text.strip()), count=1).lower().startswith(found):
        msg = f"expected a DOI, got {text!r}"
        raise ValueError(msg)
    return found


def find_doi(text: str) -> str | None:
    """
    Return the first DOI in *text*, in lower case, without what only ends the sentence or the address.

    Examples:
        >>> find_doi("BMJ Lead. doi: 10.1136/leader-2024-001079.")
        '10.1136/leader-2024-001079'
        >>> find_doi("(see 10.1000/a(1)b)")
        '10.1000/a(1)b'
        >>> find_doi("https://doi.org/10.1000%2Fabc")
        '10.1000/abc'
        >>> find_doi("https://journal.org/doi/10.1000/abc/full?via=x")
        '10.1000/abc'
        >>> find_doi("https://doi.org/10.1002/(SICI)1(199807)13:3%3C233::AID-H5%3E3.0.CO;2-K")
        '10.1002/(sici)1(199807)13:3<233::aid-h5>3.0.co;2-k'
    """
    printed = _unquoted(text)
    match = _DOI.search(printed)
    if match is None:
        return None
    doi = without_tail(_QUERY.split(match[0])[0], printed[: match.start()])
    while doi and (doi[-1] in ".,;:'\"\u2019\u201d" or _is_unopened(doi)):
        doi = doi[:-1]
    return doi.lower()


def _unquoted(text: str) -> str:
    """Return *text* with escapes of addresses and of markup as the signs they stand for."""
    if "%" in text:
        text = _QUOTED.sub(lambda match: chr(int(match[1], 16)), text)
    return html.unescape(text) if "&" in text and ";" in text else text


def _is_unopened(doi: str) -> bool:
    opening = _CLOSED_BY.get(doi[-1])
    return opening is not None and doi.count(doi[-1]) > doi.count(opening)


def parse_orcid(text: str) -> str:
    """
    Read an ORCID iD, bare, undashed or as an address.

    Raises:
        ValueError: If *text* is anything else.

    Examples:
        >>> parse_orcid("http://orcid.org/0000-0002-1825-009x")
        '0000-0002-1825-009X'
        >>> parse_orcid("0000000218250097")
        '0000-0002-1825-0097'
    """
    if _BARE_ORCID.fullmatch(text):
        return text
    match = _ORCID.fullmatch(text.strip())
    if match is None:
        msg = f"expected an ORCID iD of 16 digits, got {text!r}"
        raise ValueError(msg)
    return "-".join(match.groups()).upper()


def parse_ror_id(text: str) -> str:
    """
    Read an id of the Research Organization Registry, whose last two digits check the six signs before them.

    They are base 32 as Crockford writes it (without i, l, o and u), and the check is that of ISO 7064, MOD 97-10
    (https://ror.readme.io/docs/identifier).

    Raises:
        ValueError: If *text* is anything else, an address of the id included.

    Examples:
        >>> parse_ror_id("041kmwe10")
        '041kmwe10'
    """
    if not _ROR.fullmatch(text):
        msg = f"expected a ROR id (0, six signs, two digits), got {text!r}"
        raise ValueError(msg)
    number = 0
    for sign in text[1:7]:
        number = number * 32 + _CROCKFORD.index(sign)
    check = f"{98 - number * 100 % 97:02d}"
    if check != text[7:]:
        msg = f"expected the check digits {check}, got {text!r}"
        raise ValueError(msg)
    return text
