"""The DOI and the PubMed id of a RIS record, in whatever field or note they stand."""

from __future__ import annotations

import re

from leaddata.clean.identifiers import find_doi
from leaddata.layout.tagged import TaggedRecord
from leaddata.model import Cell

__all__ = ["is_embase", "ris_doi", "ris_pmid"]

_CENTRAL = "10.1002/central/"  # Cochrane's numbers of records, which are no names of works
_PMID_NOTE = re.compile(
    r"\b(?:PMID|PubMed ID):?\s*(?:NLM)?(\d{1,8})\b|^(?:PUBMED |MEDLINE:)(\d{1,8})\b|(?:pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(?:\?term=)?|list_uids=)(\d{1,8})\b",
    re.IGNORECASE,
)
# A DOI among notes: by itself, or named so, and of no other work.
_DOI_NOTE = re.compile(r"(?:^|\bdoi:?\s*|doi\.org/)(?:https?://(?:dx\.)?doi\.org/)?(?=10\.\d{4})(\S+)", re.IGNORECASE)
_OTHER_WORK = re.compile(
    r"\b(?:comment(?:s|ary)?|update[sd]?|correct(?:s|ion|ed)?|erratum|errata|corrigend\w+|repl(?:y|ies)|response|retract\w+|republish\w+|review|"
    r"(?:linked|related|companion) \w+|original(?:ly)? \w+|preprint|supplement|data ?set|version|part)s? (?:in|on|of|to|from|for|as|at)\b|"
    r"\b(?:erratum|see|cf\.?|preprint|data ?set)\b|(?<!number of )\breferences?: *\d+[.)]? *[^\W\d]",
    re.IGNORECASE,
)


def ris_doi(record: TaggedRecord) -> Cell | None:
    """Return the DOI of its own field, else one that stands in an address or a note."""
    for one in record.all("DO", "DI", "DOI"):
        if found := find_doi(one.text):
            return Cell(found, one.at)
    for one in record.all("UR", "M3", "L1", "L2", "L3", "LK", "ID", "AN", "C7"):
        if (found := find_doi(one.text)) and not found.startswith(_CENTRAL):
            return Cell(found, one.at)
    for one in record.all("N1"):
        named = list(_DOI_NOTE.finditer(one.text))
        if named and len({find_doi(match[1]) for match in named}) == 1 and not _OTHER_WORK.search(one.text):
            return Cell(find_doi(named[0][1]) or "", one.at)
    return None


def ris_pmid(record: TaggedRecord) -> Cell | None:
    """Return the PubMed id, where one is named so or a database is that numbers its records by it."""
    own = record.first("PMID", "PM")
    if own is not None and (match := re.fullmatch(r"(?:PMID:?\s*)?(\d{1,8})", own.text)):
        return own.part(*match.span(1))
    for one in record.all("PM", "N1", "UR", "AN", "ID", "M2", "C2", "C3", "U1"):
        match = _PMID_NOTE.search(one.text)
        if match and not _OTHER_WORK.search(one.text, max(0, match.start() - 60), match.start()):
            return one.part(*match.span(match.lastindex or 1))
    for tag, is_source in (("C5", is_embase), ("C2", _is_scopus)):  # where they print the PubMed id
        number = record.first(tag)
        if number is not None and re.fullmatch(r"\d{5,8}", number.text) and is_source(record):
            return number
    number, database = record.first("AN"), record.first("DB", "DP", "N1")
    is_pubmed = database is not None and re.search(r"\b(?:pubmed|medline|nlm)\b", database.text, re.IGNORECASE)
    return number if number is not None and is_pubmed and re.fullmatch(r"\d{1,8}", number.text) else None


def is_embase(record: TaggedRecord) -> bool:
    """Return whether Embase is named as the source of a record."""
    return any(re.search(r"\bembase\b", one.text, re.IGNORECASE) for one in record.all("DB", "UR"))


def _is_scopus(record: TaggedRecord) -> bool:
    return any(one.text.lower() == "scopus" for one in record.all("DB"))
