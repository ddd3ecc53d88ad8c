"""
Every error that leaddata raises on purpose.

    LeadDataError
    ├── UsageError             wrong arguments                                  exit 2
    ├── FetchError             a source cannot be fetched                       exit 3
    ├── SnapshotError          a stored document is not what its sidecar says   exit 3
    ├── DocumentError          encrypted, not that type, broken, over a limit   exit 3
    ├── LayoutError            read, but the layout asked for is not there      exit 4
    ├── SchemaFileError        a YAML file of ours cannot be understood         exit 5
    ├── InvalidTableError      a whole table breaks its schema                  exit 5
    ├── RightsError            somebody else's sentences would be published     exit 5
    ├── ReleaseError           a release cannot be read or written              exit 5
    │   ├── TamperedError      a file's hash is not the recorded one
    │   ├── LockedError        another refresh is running
    │   └── MajorChangeError   rows or fields would vanish
    ├── UnknownTableError      (also KeyError)                                  exit 2
    └── UnknownRowError        (also KeyError)                                  exit 2

A message is one line: place, what was expected, what was found, and the next step.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

__all__ = [
    "DocumentError",
    "FetchError",
    "InvalidTableError",
    "LayoutError",
    "LeadDataError",
    "LockedError",
    "MajorChangeError",
    "ReleaseError",
    "RightsError",
    "SchemaFileError",
    "SnapshotError",
    "TamperedError",
    "UnknownRowError",
    "UnknownTableError",
    "UsageError",
]


class LeadDataError(Exception):
    """
    Base of every error of this package.

    Attributes:
        at: Where it happened (a locator, a file, a row id) or None; anything whose ``str`` is a place.
        next_step: What the reader can do about it, or an empty string.
        exit_code: What the command line exits with.
    """

    exit_code = 5

    def __init__(self, message: str, *, at: object = None, next_step: str = "") -> None:
        self.message = message
        self.at = at
        self.next_step = next_step
        place = f"{at}: " if at is not None else ""
        step = f": {next_step}" if next_step else ""
        super().__init__(f"{place}{message}{step}")

    def __str__(self) -> str:
        # KeyError would print the repr of its argument.
        return str(self.args[0])


class UsageError(LeadDataError):
    """The arguments make no sense together."""

    exit_code = 2


class FetchError(LeadDataError):
    """A document could not be fetched."""

    exit_code = 3


class SnapshotError(LeadDataError):
    """A stored document is missing, changed, or not what its ``snapshot.json`` says."""

    exit_code = 3


class DocumentError(LeadDataError):
    """A document cannot be read: encrypted, not of that type, broken, or over a limit."""

    exit_code = 3


class LayoutError(LeadDataError):
    """A document was read, but what is looked for does not stand in it, or not in that shape."""

    exit_code = 4


class SchemaFileError(LeadDataError):
    """A schema, vocabulary or register file holds something that is not understood."""


class InvalidTableError(LeadDataError):
    """A whole table breaks its schema, so that none of it can be published."""


class RightsError(LeadDataError):
    """Text would be published that is not ours to publish."""


class ReleaseError(LeadDataError):
    """A release cannot be found, read or written."""


class TamperedError(ReleaseError):
    """
    A file of a release does not have the recorded hash, or does not say what another one says of it.

    Attributes:
        problems: Every problem that was found, this one alone where there is no other.
    """

    def __init__(
        self, message: str, *, at: object = None, next_step: str = "", problems: Sequence[TamperedError] = ()
    ) -> None:
        super().__init__(message, at=at, next_step=next_step)
        self.problems = tuple(problems) or (self,)


class LockedError(ReleaseError):
    """Another refresh holds the lock."""


class MajorChangeError(ReleaseError):
    """The change removes or re-keys rows or fields, and that was not allowed."""


class UnknownTableError(LeadDataError, KeyError):
    """No table of that name; the message suggests the one that was probably meant."""

    exit_code = 2

    def __init__(self, name: str, known: Iterable[str]) -> None:
        known = sorted(known)
        near = difflib.get_close_matches(name, known, n=1)
        step = f"did you mean {near[0]!r}?" if near else f"the tables are {', '.join(known)}"
        super().__init__(f"expected the name of a table, got {name!r}", next_step=step)


class UnknownRowError(LeadDataError, KeyError):
    """No row of that id in the table."""

    exit_code = 2

    def __init__(self, table: str, row_id: str, known: Iterable[str]) -> None:
        near = difflib.get_close_matches(row_id, list(known), n=1)
        step = f"did you mean {near[0]!r}?" if near else f"see `leaddata load {table}` for the ids"
        super().__init__(f"expected the id of a row, got {row_id!r}", at=table, next_step=step)
