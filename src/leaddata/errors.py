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

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from typing import TypeVar

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
    "UnknownReleaseError",
    "UnknownRowError",
    "UnknownTableError",
    "UsageError",
    "nearest",
    "retold",
]

_E = TypeVar("_E", bound="LeadDataError")
_BEGUN = 3  # letters that say which name they begin
_NAMED = 5  # tables that one message names


class LeadDataError(Exception):
    """
    Base of every error of this package.

    Attributes:
        at: Where it happened (a locator, a file, a row id) or None; anything whose ``str`` is a place.
        next_step: What the reader can do about it, or an empty string.
        exit_code: What the command line exits with.
        may_pass: Whether the next try may end otherwise, though nothing has changed: a limit was reached, a reader ended.
    """

    exit_code = 5
    may_pass = False

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

    def __reduce__(self) -> tuple[object, ...]:
        # Through a pool of processes an error comes back pickled, and one that cannot be rebuilt hangs the pool.
        return _rebuilt, (type(self), self.args, self.__dict__)


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

    def __init__(self, message: str, *, at: object = None, next_step: str = "", may_pass: bool = False) -> None:
        super().__init__(message, at=at, next_step=next_step)
        self.may_pass = may_pass


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


class UnknownReleaseError(ReleaseError):
    """There is no release of that version, or at that place: something else was meant."""

    exit_code = 2


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
        self.problems: tuple[TamperedError, ...] = tuple(problems) or (self,)


class LockedError(ReleaseError):
    """Another refresh holds the lock."""


class MajorChangeError(ReleaseError):
    """The change removes or re-keys rows or fields, and that was not allowed."""


class UnknownTableError(LeadDataError, KeyError):
    """
    No table of that name; the message suggests the one that was probably meant.

    Args:
        name: What was asked for.
        known: The tables that there are.
        fields: The names of the fields of each, where they are known.
        elsewhere: Tables that other releases have.
        release: The version of the release that was asked.
    """

    exit_code = 2

    def __init__(
        self,
        name: object,
        known: Iterable[str],
        *,
        fields: Mapping[str, Collection[str]] | None = None,
        elsewhere: Collection[str] = (),
        release: str | None = None,
    ) -> None:
        known = sorted(known)
        holders = [table for table, names in (fields or {}).items() if name in names]
        near = nearest(name, known, cutoff=0.8 if holders else 0.6)
        if name in elsewhere:
            msg = f"expected a table of release {release}, got {name!r}, which other releases have"
            super().__init__(msg, next_step="leave the version out for the current release, or take another")
            return
        if near:
            step = f"did you mean {near!r}?"
        elif holders:
            step = f"it is a field of {', '.join(holders[:_NAMED])}{', ...' if len(holders) > _NAMED else ''}"
        else:
            step = f"the tables are {', '.join(known)}"
        super().__init__(f"expected the name of a table, got {name!r}", next_step=step)


class UnknownRowError(LeadDataError, KeyError):
    """No row of that id in the table."""

    exit_code = 2

    def __init__(self, table: str, row_id: object, known: Iterable[str]) -> None:
        near = nearest(row_id, known)
        step = f"did you mean {near!r}?" if near else f"see `leaddata load {table}` for the ids"
        super().__init__(f"expected the id of a row, got {row_id!r}", at=table, next_step=step)


def nearest(name: object, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """
    Return the one of *known* that was probably meant, or None. Case, and what joins two words, do not matter.

    What begins as *name* does comes before what is only like it.

    Examples:
        >>> nearest("Cited works", ["articles", "cited_works"])
        'cited_works'
        >>> nearest("particpants", ["participants", "posts"])
        'participants'
        >>> nearest("partic", ["articles", "participants"])
        'participants'
        >>> nearest("weather", ["participants", "posts"])
    """
    import difflib  # here, since it is slow to load and most runs meet no error

    folded, asked = {_folded(one): one for one in known}, _folded(str(name))
    if len(asked) >= _BEGUN and (begun := [one for one in folded if one.startswith(asked)]):
        return folded[min(begun, key=len)]
    near = difflib.get_close_matches(asked, folded, n=1, cutoff=cutoff)
    return folded[near[0]] if near else None


def retold(error: _E, before: object, after: object) -> _E:
    """
    Return an error that says *after* wherever it said *before*: the address of what was at hand in a folder.

    Examples:
        >>> str(retold(ReleaseError("expected a file, got none", at="/tmp/copy/a"), "/tmp/copy", "s3://bucket"))
        's3://bucket/a: expected a file, got none'
    """
    told = copy(error)
    told.message = error.message.replace(str(before), str(after))
    told.at = None if error.at is None else str(error.at).replace(str(before), str(after))
    told.next_step = error.next_step.replace(str(before), str(after))
    told.args = tuple(str(one).replace(str(before), str(after)) for one in error.args)
    if isinstance(told, TamperedError):
        told.problems = tuple(told if one is error else retold(one, before, after) for one in told.problems)
    return told


def _folded(name: str) -> str:
    return "_".join(name.lower().replace("-", " ").replace("_", " ").split())


def _rebuilt(kind: type[LeadDataError], args: tuple[object, ...], state: Mapping[str, object]) -> LeadDataError:
    """Return the error that was pickled: its parts are not what it was made of."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error
