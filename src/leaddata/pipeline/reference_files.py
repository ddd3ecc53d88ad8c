"""The registers of facts from elsewhere: ``reference/*.csv``, each value with the public address where it was found."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from leaddata.clean.identifiers import parse_ror_id
from leaddata.model import keyed_id
from leaddata.pipeline.register_csv import Column, Entry, read_register
from leaddata.pipeline.vocabularies import load_vocabularies
from leaddata.sources import SOURCES

__all__ = ["PUBLISHED", "Reference", "fact_id", "load_reference", "reference_folder"]

# What may be published of the facts: the others are kept so that nobody looks for them twice.
PUBLISHED = ("found", "partial")
_STATUSES = (*PUBLISHED, "not found", "UNVERIFIED")
_SUBJECTS = ("sources", "programmes", "organisations")

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Reference:
    """
    What the registers hold.

    Attributes:
        organisations: By organisation id.
        facts: Published and unpublished ones, in the file's order.
        posts: Addresses of posts, in the file's order.
    """

    organisations: Mapping[str, Entry]
    facts: tuple[Entry, ...]
    posts: tuple[Entry, ...]


def reference_folder() -> Path:
    """Return the folder of the registers: inside the installed package, else in the repository."""
    installed = _PACKAGE / "_reference"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / "data" / "reference"


def load_reference(folder: Path | None = None) -> Reference:
    """
    Load the registers.

    Raises:
        SchemaFileError: If one holds anything that is not understood, or that contradicts itself. It names line and column.
    """
    return _load(folder or reference_folder())


def fact_id(subject: str, attribute: str, url: str | None) -> str:
    """Return the id of a fact from elsewhere: a corrected value keeps it, another address is another statement."""
    return keyed_id("reference", "outside_facts", subject, attribute, url or "")


@cache
def _load(folder: Path) -> Reference:
    organisations = read_register(folder / "organisations.csv", _ORGANISATIONS)
    facts = read_register(folder / "outside_facts.csv", _FACTS)
    posts = read_register(folder / "post_addresses.csv", _POSTS)
    _check_once(organisations, "organisation_id", lambda entry: entry.cells["organisation_id"])
    _check_once(organisations, "ror_id", lambda entry: entry.cells.get("ror_id"))
    _check_once(facts, "attribute", lambda entry: _fact_id_of(entry) if entry.values["url"] else None)
    _check_once(posts, "position", lambda entry: entry.cells["position"])
    _check_once(posts, "url", lambda entry: entry.cells.get("url"))
    for entry in organisations:
        _check_organisation(entry)
    for entry in facts:
        _check_fact(entry)
    return Reference({entry.cells["organisation_id"]: entry for entry in organisations}, facts, posts)


def _fact_id_of(entry: Entry) -> str:
    return fact_id(entry.cells["subject"], entry.cells["attribute"], entry.cells.get("url"))


def _check_once(entries: Iterable[Entry], column: str, key: Callable[[Entry], str | None]) -> None:
    seen: dict[str, Entry] = {}
    for entry in entries:
        found = key(entry)
        if found is None:
            continue
        if found in seen:
            msg = f"expected what no other row has, got {entry.cells[column]!r} as in line {seen[found].line}"
            raise entry.wrong(msg, column, "remove one of the two")
        seen[found] = entry


def _check_organisation(entry: Entry) -> None:
    terms = load_vocabularies()["organisations"]
    organisation_id = entry.cells["organisation_id"]
    if organisation_id not in {term.id for term in terms}:
        msg = f"expected a term of the vocabulary of organisations, got {organisation_id!r}"
        step = "add the organisation to vocabularies/organisations.yaml first, or correct the id"
        raise entry.wrong(msg, "organisation_id", step)
    for registry, key in (("ods", "ods_code"), ("ror", "ror_id")):
        _check_identifier(entry, registry, key)
    if terms.term(organisation_id).facts.get("identification") == "ambiguous":
        for key in ("ods_code", "ror_id"):
            if key in entry.cells:
                msg = f"expected no identifier of an ambiguous organisation, got {entry.cells[key]!r}"
                raise entry.wrong(msg, key, "leave it empty: the printed words may mean another body")
    opened, closed = entry.values["ods_opened"], entry.values["ods_closed"]
    if opened and closed and closed < opened:
        msg = f"expected a day not before {opened}, got {closed}"
        raise entry.wrong(msg, "ods_closed", "look both days up again")


def _check_identifier(entry: Entry, registry: str, key: str) -> None:
    """An identifier has the name and the address with it, and nothing is said of one that is not there."""
    told = [name for name in entry.cells if name.startswith(f"{registry}_") and name != key]
    if key not in entry.cells:
        for name in told:
            msg = f"expected an empty cell as {key} is empty, got {entry.cells[name]!r}"
            raise entry.wrong(msg, name, f"fill {key}, or empty the cell")
        return
    for name, what in ((f"{registry}_name", "the name of the body"), (f"{registry}_source", "the public address")):
        if name not in told:
            msg = f"expected {what} for {key}, got an empty cell"
            raise entry.wrong(msg, name, f"fill it, or leave {key} empty")


def _check_fact(entry: Entry) -> None:
    status = entry.cells["status"]
    for column in ("value", "url"):
        if status in PUBLISHED and column not in entry.cells:
            msg = f"expected a value as the status is {status}, got an empty cell"
            raise entry.wrong(msg, column, "fill it, or write the status not found")
    if status == "not found" and "value" in entry.cells:
        msg = f"expected an empty cell as nothing was found, got {entry.cells['value']!r}"
        raise entry.wrong(msg, "value", "empty it, or correct the status")
    table, row_id = entry.values["subject_table"], entry.values["subject_id"]
    if (table is None) != (row_id is None):
        msg = "expected a table and an id or neither, got an empty cell"
        raise entry.wrong(msg, "subject_table" if table is None else "subject_id", "fill it, or empty the other")
    if table is not None and row_id not in _known(table):
        msg = f"expected an id of {table}, got {row_id!r}"
        raise entry.wrong(msg, "subject_id", "correct the id, or leave both cells empty")


def _known(table: str) -> Collection[str]:
    return SOURCES if table == "sources" else {term.id for term in load_vocabularies()[table]}


def _parse_day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        msg = f"expected a day as 2021-01-31, got {text!r}"
        raise ValueError(msg)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"expected a day of the calendar, got {text!r}"
        raise ValueError(msg) from error


def _parse_position(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d*", text, re.ASCII):
        msg = f"expected a number from 1, got {text!r}"
        raise ValueError(msg)
    return int(text)


def _form(pattern: str, what: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not re.fullmatch(pattern, text, re.ASCII):
            msg = f"expected {what}, got {text!r}"
            raise ValueError(msg)
        return text

    return parse


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    return _form("|".join(map(re.escape, words)), f"one of {', '.join(words)}")


_ADDRESS = Column(parse=_form(r"https?://\S+", "a public address (https://...)"))
_WORD = Column(parse=_form("[a-z][a-z0-9_]*", "a word in small letters, parts joined by _"), is_required=True)
_REMARK = Column(is_remark=True)

_ORGANISATIONS: Mapping[str, Column] = {
    "organisation_id": Column(parse=_form("[a-z0-9-]+", "an id"), is_required=True),
    "ods_code": Column(parse=_form("[A-Z0-9]{3,6}", "an ODS code of 3 to 6 capitals and digits")),
    "ods_name": Column(),
    "ods_opened": Column(parse=_parse_day),
    "ods_closed": Column(parse=_parse_day),
    "ods_source": _ADDRESS,
    "ror_id": Column(parse=parse_ror_id),
    "ror_name": Column(),
    "ror_status": Column(parse=_one_of(("active", "inactive", "withdrawn"))),
    "ror_source": _ADDRESS,
    "note": _REMARK,
}
_FACTS: Mapping[str, Column] = {
    "subject": Column(is_required=True),
    "subject_table": Column(parse=_one_of(_SUBJECTS)),
    "subject_id": Column(),
    "attribute": _WORD,
    "value": _REMARK,
    "status": Column(parse=_one_of(_STATUSES), is_required=True, is_remark=True),
    "url": _ADDRESS,
    "note": _REMARK,
}
_POSTS: Mapping[str, Column] = {
    "position": Column(parse=_parse_position, is_required=True),
    "title": Column(),
    "published": Column(parse=_parse_day),
    "url": _ADDRESS,
    "note": _REMARK,
}
