"""What readers say of records against what is to be read of them: records exact, field by field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

__all__ = ["FIELDS", "Tally"]

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Field:
    """
    A field of the comparison.

    Attributes:
        key: Where it stands in a record; where that is absent from the facts, the field is not compared.
        of: Its value in a record, in a form that can be compared; nothing is None.
        other: The key of values that are as right.
        part: The key in the members of a list without which a reader does not offer the field.
    """

    key: str
    of: Callable[[Facts], Any]
    other: str = ""
    part: str = ""

    def is_offered(self, said: Facts) -> bool:
        """Tell whether a reader has a place for it."""
        return not self.part or any(self.part in one for one in said[self.key])

    def right(self, facts: Facts) -> list[Any]:
        """Return every value that is right."""
        return [self.of(facts), *map(_folded, facts.get(self.other) or ())]


def _folded(text: Any) -> Any:
    return (" ".join(text.split()).rstrip(".").replace("\u2013", "-") or None) if isinstance(text, str) else text


def _plain(key: str) -> Callable[[Facts], Any]:
    return lambda facts: _folded(facts.get(key))


def _lowered(facts: Facts) -> str | None:
    return (facts.get("doi") or "").lower() or None


def _journal(facts: Facts) -> str | None:
    """Return the first name of the journal; the others are as right."""
    return next((_folded(name) for name in facts.get("journal_any") or () if name), None)


def _of_people(*keys: str) -> Callable[[Facts], Any]:
    """Return what takes these values of each person, in their order; None where no one has any."""

    def of(facts: Facts) -> Any:
        people = [one for one in facts.get("authors") or () if one.get("family") or one.get("given")]
        found = [tuple(_value(one.get(key)) for key in keys) for one in people]
        return found if any(any(values) for values in found) else None

    return of


def _value(value: Any) -> Any:
    return tuple(map(_folded, value)) or None if isinstance(value, list) else _folded(value)


def _orcids(facts: Facts) -> Any:
    found = [
        re.sub(r".*/|-", "", (one.get("orcid") or "").strip().upper()) or None for one in facts.get("authors") or ()
    ]
    return found if any(found) else None


def _collectives(facts: Facts) -> Any:
    return [_folded(one["collective_name"]) for one in facts.get("authors") or () if one.get("collective_name")] or None


def _main(facts: Facts) -> list[Facts]:
    """Return the sections of an article's own abstract: those before the first of another language."""
    parts = facts.get("abstract") or []
    return list(takewhile(lambda part: part.get("language") == parts[0].get("language"), parts))


def _text(facts: Facts) -> Any:
    return _folded(" ".join(part["text"] or "" for part in _main(facts)))


def _of_sections(key: str) -> Callable[[Facts], Any]:
    def of(facts: Facts) -> Any:
        found = [_folded(part.get(key)) for part in _main(facts)]
        return found if any(found) else None

    return of


def _others(facts: Facts) -> Any:
    parts = (facts.get("abstract") or [])[len(_main(facts)) :]
    return [(part.get("language"), _folded(part["text"])) for part in parts] or None


FIELDS = {
    "DOI": _Field("doi", _lowered),
    "title": _Field("title", _plain("title"), "title_alt"),
    "journal": _Field("journal_any", _journal, "journal_any"),
    "date, as precise as printed": _Field("publication_date", _plain("publication_date"), "publication_date_alt"),
    "volume": _Field("volume", _plain("volume")),
    "issue": _Field("issue", _plain("issue")),
    "pages": _Field("pages", _plain("pages"), "pages_alt"),
    "names of people": _Field("authors", _of_people("family", "given")),
    "suffixes": _Field("authors", _of_people("suffix"), part="suffix"),
    "collective authors": _Field("authors", _collectives, part="collective_name"),
    "ORCID iDs": _Field("authors", _orcids, part="orcid"),
    "affiliations": _Field("authors", _of_people("affiliations"), part="affiliations"),
    "text of the abstract": _Field("abstract", _text),
    "labels of its sections": _Field("abstract", _of_sections("label"), part="label"),
    "categories of its sections": _Field("abstract", _of_sections("nlm_category"), part="nlm_category"),
    "abstracts in other languages": _Field("abstract", _others, part="language"),
    "retracted": _Field("is_retracted", lambda facts: facts.get("is_retracted") or None),
}


@dataclass(slots=True)
class Tally:
    """
    Records of which a reader says a field exactly.

    Attributes:
        asked: By field, records that state it, or of which the reader says that they do.
        right: By field, those of them that are exact.
        offered: Fields that the reader gives of some record.
        missing: Records that it does not give.
    """

    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    offered: set[str] = field(default_factory=set)
    missing: int = 0

    def share(self, name: str) -> float | None:
        """Return the share that is exact; None of a field that the reader does not offer, or no record states."""
        return self.right[name] / self.asked[name] if name in self.offered and self.asked[name] else None

    def add(self, facts: Sequence[Facts], said: Iterable[Facts]) -> None:
        """Count the records of a file; each is found by its PubMed id, and without one by its DOI."""
        left = list(said)
        for one in facts:
            key = "pmid" if one.get("pmid") else "doi"
            found = next((other for other in left if (other.get(key) or "").strip() == one.get(key)), None)
            if found is None:
                self.missing += 1
            else:
                left.remove(found)
            self._compare(one, found)

    def _compare(self, facts: Facts, said: Facts | None) -> None:
        for name, one in FIELDS.items():
            if one.key not in facts:
                continue
            given = None
            if said is not None and one.is_offered(said):
                self.offered.add(name)
                given = one.of(said)
            right = one.right(facts)
            if right[0] is not None or given is not None:
                self.asked[name] += 1
                self.right[name] += given in right
