"""Hold the files of a release to their recorded hashes, and know later at a glance that nobody has touched them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaddata.content import file_sha256
from leaddata.errors import TamperedError

__all__ = [
    "RESTORE",
    "SUMS",
    "Seen",
    "file_problems",
    "glanced",
    "is_whole",
    "raise_problems",
    "read_sums",
    "seen",
]

SUMS = "SHA256SUMS"
RESTORE = "install leaddata again, or restore the release from the repository"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")
# A name that is a whole path, or goes up: what it names is no file of the release.
_LEADS_OUT = re.compile(r"^/|^[A-Za-z]:|\\|(?:^|/)\.{1,2}(?:/|$)")
# A file may be changed twice within one tick of a file system's clock, which is two seconds on the coarsest.
_TICK = 2_000_000_000
_NAMED = 10  # files that one message names

_Glance = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a glance showed of files: size, times of content and of any change, inode."""

    glances: tuple[_Glance, ...]

    def is_untouched(self) -> bool:
        """Return whether a glance shows the same again."""
        try:
            # Written out: this is what a load costs.
            for path, size, modified, changed, inode in self.glances:
                now = os.stat(path)  # noqa: PTH116  (a Path takes three times as long)
                if (
                    now.st_ctime_ns != changed
                    or now.st_mtime_ns != modified
                    or now.st_size != size
                    or now.st_ino != inode
                ):
                    return False
        except OSError:
            return False
        return True


def read_sums(folder: Path, recorded: str | None = None) -> dict[str, str]:
    """
    Return ``{file name: sha256}`` as the ``SHA256SUMS`` of a release lists them.

    Args:
        folder: The release.
        recorded: The sha256 that ``current.json`` says the list has; None where nothing does.

    Raises:
        TamperedError: If there is no list, it is not the recorded one, or a line of it cannot be understood.
    """
    listing = folder / SUMS
    if not listing.is_file():
        msg = "expected a release with SHA256SUMS, got none"
        raise TamperedError(msg, at=listing, next_step=RESTORE)
    if recorded is not None and (got := file_sha256(listing)) != recorded:
        msg = f"expected sha256 {recorded[:12]}… as current.json says, got {got[:12]}…"
        raise TamperedError(msg, at=listing, next_step=RESTORE)
    sums: dict[str, str] = {}
    lines = listing.read_bytes().decode("utf-8", errors="replace").split("\n")
    for number, line in enumerate(lines, start=1):
        if not line and number == len(lines):
            continue
        match = _LINE.fullmatch(line)
        if match is None or match[2] in sums or _LEADS_OUT.search(match[2]):
            msg = f"expected a sha256, two blanks and the name of another file of the release, got {line[:80]!r}"
            raise TamperedError(msg, at=f"{listing} line {number}", next_step=RESTORE)
        sums[match[2]] = match[1]
    return sums


def file_problems(folder: Path, sums: Mapping[str, str]) -> list[TamperedError]:
    """Return a problem for each file of a release that is missing, one too many, or has not its recorded sha256."""
    present = set(_names(folder)) - {SUMS}
    return [
        problem
        for name in sorted(present | sums.keys())
        if (problem := _file_problem(folder / name, name in present, sums.get(name))) is not None
    ]


def is_whole(folder: Path, recorded: str) -> bool:
    """Return whether a folder is a release of which nothing is missing, changed or too many, and its list the recorded one."""
    try:
        return not file_problems(folder, read_sums(folder, recorded))
    except (TamperedError, OSError):
        return False


def raise_problems(problems: Sequence[TamperedError]) -> None:
    """
    Raise what was found, if anything was.

    Raises:
        TamperedError: The only problem, or the first, which then names the files of the others and carries all.
    """
    if not problems:
        return
    first, *others = problems
    if not others:
        raise first
    names = list(dict.fromkeys(Path(str(problem.at)).name for problem in others))
    more = f", {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    step = f"{first.next_step}; {len(others)} more of {', '.join(names[:_NAMED])}{more}"
    raise TamperedError(first.message, at=first.at, next_step=step, problems=problems)


def seen(folder: Path, others: Iterable[Path], since: int) -> Seen | None:
    """
    Return what a glance shows of every file and folder of a release.

    Args:
        folder: The release.
        others: More files to keep an eye on.
        since: When the files were read, in nanoseconds since 1970.

    Returns:
        None where a file is so young that a change since could not be told, or the system keeps no time of changes.
    """
    folders = [Path(place) for place, _, _ in os.walk(folder)]
    return glanced([*others, *folders, *(folder / name for name in _names(folder))], since)


def glanced(paths: Iterable[Path], since: int) -> Seen | None:
    """Return what a glance shows of some files, as `seen` does of all of a release."""
    found = tuple(_glance(path) for path in paths)
    return Seen(found) if os.name != "nt" and all(changed + _TICK < since for _, _, _, changed, _ in found) else None


def _glance(path: Path) -> _Glance:
    stat = path.stat()
    return str(path), stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _file_problem(path: Path, is_present: bool, recorded: str | None) -> TamperedError | None:
    if recorded is None:
        msg = "expected only files that SHA256SUMS lists, got one more"
        return TamperedError(msg, at=path, next_step="remove it, or restore the release from the repository")
    if not is_present or not path.is_file():
        msg = "expected a file of the release, got none"
        return TamperedError(msg, at=path, next_step=RESTORE)
    try:
        got = file_sha256(path)
    except OSError as error:
        msg = f"expected a readable file, got {error.strerror or error}"
        return TamperedError(msg, at=path, next_step=RESTORE)
    if got != recorded:
        msg = f"expected sha256 {recorded[:12]}…, got {got[:12]}…"
        return TamperedError(msg, at=path, next_step=RESTORE)
    return None


def _names(folder: Path, above: str = "") -> Iterator[str]:
    """Yield the path of each file below *folder*, relative to it; an empty folder counts as a file."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            name = f"{above}{entry.name}"
            if not entry.is_dir(follow_symlinks=False):
                yield name
            elif inner := list(_names(Path(entry.path), f"{name}/")):
                yield from inner
            else:
                yield name
