"""The releases that came before this one, and what each changed, without whom this one leaves out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from leaddata.errors import ReleaseError, TamperedError
from leaddata.pipeline.release import Release, open_release
from leaddata.pipeline.site.links import row_link
from leaddata.pipeline.site.nouns import Asset, Inputs, Page

__all__ = ["Change", "Step", "pages"]

_SHOWN = 200  # differences of a table; the file has all
_FILES = ("CHANGES.md", "changes.json")
# What each key of a table's differences means, behind the sign of its kind.
_LISTS = {
    "fields_added": ("+", "field added"),
    "fields_removed": ("-", "field removed"),
    "fields_retyped": ("~", "field of another type or unit"),
    "constraints_changed": ("~", "other values allowed"),
    "text_changed": ("~", "wording"),
    "rows_added": ("+", "row added"),
    "rows_removed": ("-", "row removed"),
}  # fmt: skip
_SIGNS = {"+": "new", "-": "gone", "~": "changed"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """
    One difference, as a line.

    Attributes:
        sign: ``+``, ``-`` or ``~``.
        subject: The field, or the id of the row.
        address: The row's page, where this release has the row.
        values: What a cell held before and holds after; None where it is no cell, or its text is not passed on.
    """

    sign: str
    words: str
    subject: str
    address: str = ""
    values: tuple[str | None, str | None] | None = None

    @property
    def kind(self) -> str:
        """The sign as a word."""
        return _SIGNS[self.sign]


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """
    A release, and how it differs from the one before it.

    Attributes:
        counts: Rows of each table before (None for a new table) and after (None for one that is gone), where they differ.
        tables: The differences of each table, as many as are shown, with how many there are.
        descriptions: What became of each file that describes the release, by name, where that is not told by its tables.
        silence: Why no differences are shown; empty where they are.
        files: Where the release's own lists of them are, by name.
    """

    version: str
    released: str
    size: str
    previous: str | None
    counts: tuple[tuple[str, int | None, int | None], ...] = ()
    tables: tuple[tuple[str, tuple[Change, ...], int], ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()
    silence: str = ""
    files: tuple[tuple[str, str], ...] = ()


def pages(inputs: Inputs) -> Iterator[Page | Asset]:
    """Yield the page of releases, and the lists of differences of those before this one that may be shown."""
    releases = [_opened(inputs, version) for version in _versions(inputs)]
    steps = []
    for at, (version, release, problem) in enumerate(releases):
        before = releases[at - 1][1] if at else None
        if release is None:
            steps.append(Step(version=version, released="", size="", previous=None, silence=problem))
            continue
        step = _step(inputs, release, before)
        steps.append(step)
        if not step.silence and release.version != inputs.release.version:
            for name, path in step.files:
                yield Asset(path=path, content=(release.folder / name).read_bytes())
    yield Page(
        path="changes.html",
        title="Releases",
        summary="Every release with its date, what kind of step it was, and what it changed, row by row.",
        template="changes.html",
        section="changes",
        content={"steps": steps[::-1], "shown": _SHOWN},
    )


def _versions(inputs: Inputs) -> list[str]:
    """Return the versions up to this one, the first of them first."""
    current = inputs.release.version
    known = {current, *inputs.release.history}
    return [version for version in sorted(known, key=_numbers) if _numbers(version) <= _numbers(current)]


def _numbers(version: str) -> tuple[tuple[bool, int, str], ...]:
    return tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in version.split("."))


def _opened(inputs: Inputs, version: str) -> tuple[str, Release | None, str]:
    """Return an earlier release, or why it cannot be shown: it is not here, or not as it was published."""
    if version == inputs.release.version:
        return version, inputs.release, ""
    folder = inputs.processed / "releases" / version
    if not folder.is_dir():
        return version, None, "This release was not at hand when the site was built."
    try:
        return version, open_release(folder, inputs.release.history[version]), ""
    except (TamperedError, ReleaseError):
        return version, None, "The files of this release are not as they were published, so nothing of them is shown."


def _step(inputs: Inputs, release: Release, before: Release | None) -> Step:
    path = release.folder / "changes.json"
    try:
        changes = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        changes = None
    silence = "This release has no list of its differences." if not isinstance(changes, dict) else ""
    if not silence and _left_out(inputs.release) - _left_out(release):
        silence = (
            "Since this release somebody has been left out. Its own files may still name them, so that what it changed "
            "is not shown; only how many rows each table has."
        )
    stated = changes if isinstance(changes, dict) else {}
    is_current = release.version == inputs.release.version
    folder = "release" if is_current else f"releases/{release.version}"
    return Step(
        version=release.version,
        released=release.released,
        size=str(stated.get("size") or ""),
        previous=stated.get("previous"),
        counts=_counts(release, before) if before or not stated.get("previous") else (),
        tables=() if silence else tuple(_tables(inputs, stated)),
        descriptions=() if silence else tuple(stated.get("descriptions", {}).items()),
        silence=silence,
        files=()
        if silence
        else tuple((name, f"{folder}/{name}") for name in _FILES if (release.folder / name).is_file()),
    )


def _left_out(release: Release) -> set[tuple[Any, ...]]:
    """Return the places that a release leaves out, by their tombstones."""
    if "redactions" not in release.resources:
        return set()
    return set(release.table("redactions").select("table", "row_id", "field").iter_rows())


def _counts(release: Release, before: Release | None) -> tuple[tuple[str, int | None, int | None], ...]:
    earlier, later = (
        {name: one["row_count"] for name, one in (of.resources if of else {}).items()} for of in (before, release)
    )
    return tuple(
        (name, earlier.get(name), later.get(name))
        for name in sorted(earlier.keys() | later.keys())
        if earlier.get(name) != later.get(name)
    )


def _tables(inputs: Inputs, changes: Mapping[str, Any]) -> Iterator[tuple[str, tuple[Change, ...], int]]:
    for name, differences in changes.get("tables", {}).items():
        found = list(_changes(name, differences, _row_ids(inputs, name)))
        if found:
            yield name, tuple(found[:_SHOWN]), len(found)


def _changes(table: str, differences: Mapping[str, Any], known: frozenset[str]) -> Iterator[Change]:
    """Yield each difference of a table; what an older release did not list yet is none."""
    if differences.get("is_rekeyed"):
        yield Change(sign="~", words="keys changed", subject="")
    if differences.get("is_reordered"):
        yield Change(sign="~", words="fields in another order", subject="")
    for key, (sign, words) in _LISTS.items():
        for subject in differences.get(key, ()):
            address = row_link(table, subject) if key.startswith("rows") and subject in known else ""
            yield Change(sign=sign, words=words, subject=subject, address=address)
    for row in differences.get("rows_redacted", ()):
        yield Change(sign="-", words=f"row redacted ({row['ground']})", subject=row["row_id"])
    for cell in differences.get("cells_changed", ()):
        before, after = cell["before"], cell["after"]
        yield Change(
            sign="~",
            words=cell["field"],
            subject=cell["row_id"],
            address=row_link(table, cell["row_id"], cell["field"]) if cell["row_id"] in known else "",
            values=None if before is None and after is None else (_shown(before), _shown(after)),
        )


def _row_ids(inputs: Inputs, table: str) -> frozenset[str]:
    resource = inputs.release.resources.get(table)
    if resource is None:
        return frozenset()
    key = resource["schema"]["primaryKey"]
    names = [key] if isinstance(key, str) else key
    return frozenset(inputs.table(table)[names[0]].cast(pl.String).drop_nulls()) if len(names) == 1 else frozenset()


def _shown(value: Any) -> str | None:
    if value is None:
        return None
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
