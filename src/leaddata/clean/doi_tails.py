"""What stands behind a DOI in the address of a page and is no part of the name: ``/full``, ``/pdf``, ``.full.pdf``, ``?via=x``."""

from __future__ import annotations

import re

__all__ = ["without_tail"]

_PARTS = r"full(?:[-_]?text)?|abs(?:tract)?|e?pdf(?:direct)?|epub|html?"
_VIEWS = "meta|supp?info|information|references|citations?|figures|metrics|summary|media|related|comments|read"
_TAIL = re.compile(
    rf"(?:/+(?:{_PARTS})(?:[/.].*)?|/+(?:{_VIEWS}|supplementary[-\w]*)(?:\.html?)?|/(?:suppl_file|asset)/.*"
    r"|(?:\.(?:full|abstract|short|long|pdf|html?|xml))+(?:\+html)?|[#?].*|&\w+=.*|;jsessionid=.*|/+)$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(10\.1093/[^/]+/[^/]+)/\d{4,}$")  # Oxford's own, behind the name
_BARE = re.compile(rf"(?:/(?:{_PARTS}))+$", re.IGNORECASE)
_VERSION = re.compile(r"(10\.(?:1101|64898)/[\d.]+)v\d{1,2}$")  # a preprint's of bioRxiv and medRxiv has one name
_ADDRESS = re.compile(
    r"(?:\b[a-z]+://(?!(?:dx\.|www\.)?doi\.org/)|\bwww\.(?!doi\.org/)|\b(?!doi\.org)[a-z-]+\.(?:com|org|net)/)\S*$",
    re.IGNORECASE,
)

_LONGEST = 500  # of what a name or an address has


def without_tail(doi: str, before: str) -> str:
    """
    Return *doi* without the tail of the address that it stands in.

    Args:
        before: The text before it. Only where that is an address of another than the resolver may a sign such as ``?`` or a
            word such as ``/meta`` be cut off; names end in ``/full`` or ``/pdf`` nowhere.

    Examples:
        >>> without_tail("10.1000/a.1/full/html?via=x", "https://journal.org/doi/"), without_tail("10.1000/a.1/abstract", "")
        ('10.1000/a.1', '10.1000/a.1')
        >>> without_tail("10.1101/2020.01.02.1v2.full.pdf", "https://www.medrxiv.org/content/"), without_tail("10.1000/a.1/meta", "")
        ('10.1101/2020.01.02.1', '10.1000/a.1/meta')
    """
    if len(doi) > _LONGEST:
        return doi
    if _ADDRESS.search(before[-_LONGEST:]):
        shorter = _TAIL.sub("", doi)
        while shorter != doi:
            doi, shorter = shorter, _TAIL.sub("", shorter)
        doi = _NUMBER.sub(r"\1", doi) if "oup.com/" in before else doi
    else:
        doi = _BARE.sub("", doi)
    return _VERSION.sub(r"\1", doi)
