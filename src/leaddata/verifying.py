"""Compute again every number and hash that a release states of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from leaddata.content import content_sha256, file_sha256
from leaddata.errors import TamperedError
from leaddata.installed import DESCRIPTOR, Release, descriptor_problems
from leaddata.quoted import quote_problems
from leaddata.release_json import read_json
from leaddata.sealed import RESTORE, SUMS, file_problems
from leaddata.views import Verification
from leaddata.watching import each

if TYPE_CHECKING:
    import polars as pl

__all__ = ["recompute"]


def recompute(release: Release) -> tuple[Verification, list[TamperedError]]:
    """
    Compute every file hash, size, row count and content hash of a release again, and return every problem.

    Raises:
        TamperedError: If ``SHA256SUMS`` itself is not the recorded one, so that nothing is known of the other files.
    """
    sums = release.sums()
    problems = file_problems(release.folder, sums)
    changed = {problem.at for problem in problems}
    # Where the descriptor is another, what it says of the tables is not what was published.
    is_described = release.folder / DESCRIPTOR not in changed
    resources = release.resources if is_described else {}
    if is_described:
        problems += _release_problems(release, sums, changed)
    if not problems:
        problems += quote_problems(release)
    earlier = _earlier_releases(release)
    problems += [problem for problem in earlier.values() if problem is not None]
    sizes = [path.stat().st_size for name in sums if (path := release.folder / name).is_file()]
    counted = Verification(
        version=release.version,
        file_count=len(sums),
        byte_count=sum(sizes),
        table_count=len(resources),
        content_count=sum("content_sha256" in resource for resource in resources.values()),
        release_count=1 + sum(problem is None for problem in earlier.values()),
    )
    return counted, problems


def _release_problems(release: Release, sums: Mapping[str, str], changed: set[object]) -> Iterator[TamperedError]:
    yield from descriptor_problems(release, sums)
    for name, resource in each(list(release.resources.items()), lambda one: f"hashing {one[0]}"):
        path = str(resource.get("path"))
        if path in sums and release.folder / path not in changed:
            yield from _table_problems(release, name, resource)
    changes = release.folder / "changes.json"
    if changes.name in sums and changes not in changed:
        yield from _changes_problems(release)


def _table_problems(release: Release, name: str, resource: Mapping[str, Any]) -> Iterator[TamperedError]:
    import polars as pl  # here, so that `import leaddata` stays instant

    path = release.path(name)
    if resource.get("bytes", size := path.stat().st_size) != size:
        yield _differs(release, name, "bytes", f"{resource['bytes']} bytes", f"a file of {size}")
    try:
        content = pl.read_parquet(path, glob=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        msg = f"expected a Parquet file, got {str(error).splitlines()[0]}"
        yield TamperedError(msg, at=path, next_step=RESTORE)
        return
    if resource.get("row_count", content.height) != content.height:
        yield _differs(release, name, "row_count", f"{resource['row_count']} rows", f"a file of {content.height}")
    fields = [field["name"] for field in resource["schema"]["fields"]]
    if content.columns != fields:
        yield _differs(release, name, "schema", f"the fields {fields}", f"a file with {content.columns}")
    elif "content_sha256" in resource:
        yield from _content_problems(release, name, resource, content)


def _content_problems(
    release: Release, name: str, resource: Mapping[str, Any], content: pl.DataFrame
) -> Iterator[TamperedError]:
    recorded = resource["content_sha256"]
    try:
        got = content_sha256(content, resource["schema"])
    except ValueError as error:
        yield _differs(release, name, "content_sha256", "values that can be written", f"a file with another: {error}")
        return
    if got != recorded:
        yield _differs(release, name, "content_sha256", f"{str(recorded)[:12]}…", f"a file whose rows give {got[:12]}…")


def _differs(release: Release, table: str, what: str, expected: str, got: str) -> TamperedError:
    at = f"{release.folder / DESCRIPTOR} resource {table} {what}"
    return TamperedError(f"expected {expected}, got {got} ({release.path(table).name})", at=at, next_step=RESTORE)


def _changes_problems(release: Release) -> Iterator[TamperedError]:
    path = release.folder / "changes.json"
    try:
        version = read_json(path).get("version")
    except TamperedError as error:
        yield error
        return
    if version != release.version:
        msg = f"expected version {release.version}, got {version!r}"
        yield TamperedError(msg, at=path, next_step=RESTORE)


def _earlier_releases(release: Release) -> dict[str, TamperedError | None]:
    """Return a problem, or None, for each other release beside this one."""
    if release.pointer is None:
        return {}
    current = read_json(release.pointer)
    recorded = {**current.get("releases", {}), current["version"]: current["sha256"]}
    folders = sorted((release.pointer.parent / "releases").glob(f"*/{SUMS}"))
    found: dict[str, TamperedError | None] = {}
    for listing in folders:
        version = listing.parent.name
        if version == release.version or ("releases" not in current and version not in recorded):
            continue
        found[version] = None
        if version not in recorded:
            msg = f"expected a release that {release.pointer.name} lists, got {version}"
            step = "it was never published: remove the folder, or run the refresh again"
            found[version] = TamperedError(msg, at=listing.parent, next_step=step)
        elif (got := file_sha256(listing)) != recorded[version]:
            msg = f"expected sha256 {recorded[version][:12]}… as current.json says, got {got[:12]}…"
            found[version] = TamperedError(msg, at=listing, next_step=RESTORE)
    return found
