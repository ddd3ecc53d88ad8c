"""What can be said of whole releases: that one is as it was published, and what differs between two."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaddata import notebook
from leaddata.changes import changes_json, changes_markdown, changes_text
from leaddata.diffing import Diff, Size, diff_tables, size_of
from leaddata.errors import UsageError
from leaddata.installed import Release, check_release, open_release, release_at, verified_release
from leaddata.release_json import read_json
from leaddata.sealed import raise_problems
from leaddata.verifying import recompute
from leaddata.views import Verification

if TYPE_CHECKING:
    import polars as pl

__all__ = ["ReleaseDiff", "diff", "verify"]

_SHOWN = 40  # lines that a prompt shows
_CHANGES = "changes.json"


@dataclass(frozen=True, slots=True)
class ReleaseDiff:
    """
    What differs between two releases, keyed by table, row and field.

    Attributes:
        before: The version of the first.
        after: The version of the second.
        size: The step in the version that it asks for: none, patch, minor or major.
        changes: Every difference of the tables.
        descriptions: What became of files that describe the release, by name: ``new``, ``gone``, or ``reworded`` where
            that is recorded: by the later of two releases that follow each other.
    """

    before: str
    after: str
    size: Size
    changes: Diff
    descriptions: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """True where neither a table nor a file that describes the release differs."""
        return self.changes.is_empty and not self.descriptions

    def to_dict(self) -> dict[str, Any]:
        """Return every difference in the form of a release's ``changes.json``."""
        return changes_json(self.changes, self.after, self.before, self.size, self.descriptions)

    def to_markdown(self) -> str:
        """Return every difference in the form of a release's ``CHANGES.md``."""
        said = (self.changes, self.after, self.before, self.size, self.descriptions)
        return changes_markdown(*said, is_whole=True)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield every difference as a line, behind what kind it is of: ``+`` new, ``-`` gone, ``~`` another."""
        return changes_text(self.changes, self.after, self.before, self.size, self.descriptions)

    def __str__(self) -> str:
        return "\n".join(line for _, line in self.lines())

    def __repr__(self) -> str:
        lines = str(self).split("\n")
        if len(lines) <= _SHOWN:
            return "\n".join(lines)
        # Of a large one the summary, which comes first.
        first = lines[: max(_SHOWN, len(self._summary()))]
        return "\n".join([*first, f"... {len(lines) - len(first):,} more lines: print() shows them all"])

    def _repr_html_(self) -> str:
        head, *rows = ([part.strip() for part in line.split(":", 1)] for line in self._summary())
        table = notebook.table(": ".join(head), ("table", "what differs"), rows)
        return notebook.folded(table, "every difference", str(self)) if rows else notebook.paragraph(": ".join(head))

    def _summary(self) -> list[str]:
        return str(self).split("\n\n", 1)[0].split("\n")


def verify(folder: Path | str | None = None) -> Verification:
    """
    Compute again every hash and number that a release states: of its files, of what its tables say, of sizes and rows.

    Every file is read, whatever was verified before. `leaddata verify` also reads every quote again where the documents
    are at hand.

    Args:
        folder: A folder of releases, whose current one is meant, or one release; by default the installed one. An address,
            ``https://`` or ``s3://``, is asked for all of its current release.

    Raises:
        TamperedError: If a file is missing, changed, or not listed, or a number or hash is not the recorded one. Its
            ``problems`` are all that were found.
        ReleaseError: If there is no release.

    Examples:
        >>> import leaddata
        >>> leaddata.verify().table_count == len(leaddata.tables())
        True
    """
    from leaddata.remote import current_at_hand  # here, so that nothing of it is loaded where nothing is fetched

    with current_at_hand(folder) if folder is not None else nullcontext() as at_hand:
        found, problems = recompute(open_release() if at_hand is None else release_at(at_hand))
        raise_problems(problems)
    return found


def diff(a: Path | str, b: Path | str | None = None) -> ReleaseDiff:
    """
    Return all that differs between two releases: tables, fields, rows by primary key, cells by row and field.

    Args:
        a: A version, as `load` takes it; or a folder of releases, whose current one is meant, or one release.
        b: The same; by default the current release.

    Returns:
        Values of fields that hold other people's words are left out: only that they differ is said.

    Raises:
        TamperedError: If one of them is not as it was published.
        ReleaseError: If one of them is not there.

    Examples:
        >>> import leaddata
        >>> leaddata.diff("0.2.0", "0.3.0").size
        'minor'
    """
    before, after = _release(a), verified_release() if b is None else _release(b)
    found = diff_tables(
        {name: resource["schema"] for name, resource in before.resources.items()},
        {name: resource["schema"] for name, resource in after.resources.items()},
        lambda name: _table(before, name),
        lambda name: _table(after, name),
        unchanged=_same_content(before, after),
    )
    described = _descriptions(before, after)
    size = size_of(found)
    return ReleaseDiff(
        before.version, after.version, "patch" if described and size == "none" else size, found, described
    )


def _release(named: Path | str) -> Release:
    if not str(named):
        msg = "expected a version or a folder, got nothing"
        raise UsageError(msg, next_step="see `leaddata diff --help`")
    if isinstance(named, str) and os.sep not in named and not Path(named).is_dir():
        return verified_release(named)
    release = release_at(Path(named))
    check_release(release)
    return release


def _table(release: Release, name: str) -> pl.DataFrame:
    import polars as pl  # here, so that `import leaddata` stays instant

    return pl.read_parquet(release.path(name), glob=False)


def _descriptions(before: Release, after: Release) -> dict[str, str]:
    """Return what became of each file that describes a release: of the words, what the later one of a pair records."""
    names = [_describing(release) for release in (before, after)]
    found = dict.fromkeys(names[1] - names[0], "new") | dict.fromkeys(names[0] - names[1], "gone")
    for earlier, later in ((before, after), (after, before)):
        if _CHANGES in later.sums():
            told = read_json(later.folder / _CHANGES)
            stated = told.get("descriptions", {}) if told.get("previous") == earlier.version else {}
            found |= {name: "reworded" for name, what in stated.items() if what == "reworded"}
    return dict(sorted(found.items()))


def _describing(release: Release) -> set[str]:
    """Return the files of a release that are neither a table nor the list of changes."""
    tables = {str(resource["path"]) for resource in release.resources.values()}
    return release.sums().keys() - tables - {_CHANGES, "CHANGES.md"}


def _same_content(before: Release, after: Release) -> set[str]:
    """Return the tables whose rows are known to be the same by their content hashes."""
    hashes = [
        {name: resource.get("content_sha256") for name, resource in release.resources.items()}
        for release in (before, after)
    ]
    return {name for name, digest in hashes[0].items() if digest is not None and digest == hashes[1].get(name)}
