"""The folder of an export: what is in it, and whose it is."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from leaddata.errors import UsageError

__all__ = ["ExportFolder", "Parts"]

# JSON, but not named so: whoever reads all *.json of the folder wants tables.
_RECORD = ".leaddata-export"
_OF_A_RELEASE = ("SHA256SUMS", "current.json")


class Parts:
    """Files that are being written beside the place where they are to stand."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def part(self, name: str) -> Path:
        """Return where to write the file *name* to."""
        return self._folder / f".{name}.part"


class ExportFolder:
    """A folder to export a release to."""

    def __init__(self, path: Path, version: str, *, names: bool) -> None:
        self.path = path
        self._said = {"release": version, "names": names}

    @contextmanager
    def written(self, names: Sequence[str]) -> Iterator[Parts]:
        """
        Yield where to write the files *names* to; put them all in place at the end, or none after an error.

        Raises:
            UsageError: If the folder cannot be written to, or holds what an export must not replace.
        """
        parts = Parts(self.path)
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            earlier = self._checked(names)
            yield parts
            record = {**self._said, "files": sorted({*earlier, *names})}
            parts.part(_RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
            # The record first: a file that it names and that is not there yet does no harm.
            for name in (_RECORD, *names):
                os.replace(parts.part(name), self.path / name)  # noqa: PTH105  (the word for it: it replaces)
        except OSError as error:
            msg = f"expected a folder that can be written to, got {error.strerror or error}"
            raise UsageError(msg, at=self.path, next_step="name another folder, or make room") from error
        finally:
            for name in (_RECORD, *names):
                if self.path.is_dir():
                    parts.part(name).unlink(missing_ok=True)

    def _checked(self, names: Sequence[str]) -> list[str]:
        """Return the files of earlier exports. Raises UsageError if there are others, or if they are of another kind."""
        for name in _OF_A_RELEASE:
            if (self.path / name).exists():
                msg = f"expected a folder for an export, got a release (it holds {name})"
                raise UsageError(msg, at=self.path, next_step="name another folder")
        record = self._record()
        earlier = [name for name in record.get("files", ()) if os.path.lexists(self.path / name)]
        for name in names:
            if os.path.lexists(self.path / name) and name not in earlier:
                msg = "expected no file of that name, or one of an earlier export, got one of somebody else"
                raise UsageError(msg, at=self.path / name, next_step="move it away, or name another folder")
        said = {key: record.get(key) for key in self._said}
        left = sorted(set(earlier) - set(names))
        if left and said != self._said:
            msg = f"expected files of {_words(self._said)}, got {left[0]} of {_words(said)}"
            raise UsageError(msg, at=self.path, next_step="name another folder, or remove the files of that export")
        return earlier

    def _record(self) -> dict[str, Any]:
        try:
            record = json.loads((self.path / _RECORD).read_text(encoding="utf-8"))
            files = record["files"]
        except FileNotFoundError:
            return {}
        except (ValueError, TypeError, KeyError):
            files = None
        if not isinstance(files, list) or not all(isinstance(name, str) for name in files):
            msg = "expected the list of what an export wrote, got another file"
            raise UsageError(msg, at=self.path / _RECORD, next_step="remove it, or name another folder")
        return record  # type: ignore[no-any-return]


def _words(said: dict[str, Any]) -> str:
    return f"release {said['release']} {'with' if said['names'] else 'without'} names"
