"""The documents of a folder that somebody names, whatever lies in it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path

__all__ = ["documents_below"]


def documents_below(folder: Path, apart: Path) -> list[Path]:
    """
    Return all that is below a folder and is no folder, by name; for each to be read, or told why it is not.

    A link to a folder is followed, to each folder once: under its own name where it has one here. A link that leads nowhere
    stands for itself, as a folder does that cannot be listed. What is hidden (a name that begins with a dot) is left out.

    Args:
        apart: A folder that is left out, with all in it.
    """
    own = os.path.realpath(apart)
    seen: set[str] = set()
    found: list[Path] = []
    # Links wait until all else is seen: what they lead to may be in the folder itself.
    folders, links = deque([folder]), deque[Path]()
    while folders or links:
        one = folders.popleft() if folders else links.popleft()
        place = os.path.realpath(one)
        if place in seen or _is_in(place, own):
            continue
        seen.add(place)
        try:
            entries = list(_shown(one))
        except OSError:
            found.append(one)  # its reader will tell
            continue
        for entry in entries:
            path = one / entry.name
            if os.path.isdir(path):  # noqa: PTH112  (is_dir() fails on a link to itself)
                (links if entry.is_symlink() else folders).append(path)
            elif not (entry.is_symlink() and _is_in(os.path.realpath(path), own)):
                found.append(path)
    return sorted(found)


def _shown(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)


def _is_in(place: str, folder: str) -> bool:
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)
