"""Read files that others put there."""

from __future__ import annotations

import errno
from pathlib import Path

__all__ = ["file_bytes", "refuse_endless"]


def file_bytes(path: Path) -> bytes:
    """
    Return the bytes of a file.

    Raises:
        OSError: If it cannot be read, or is a pipe, a socket or a device: to read one of these might never end.
    """
    refuse_endless(path)
    return path.read_bytes()


def refuse_endless(path: Path) -> None:
    """
    Check that a path, if there is anything, is a file or a folder, without opening it.

    Raises:
        OSError: If it is a pipe, a socket or a device.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "a pipe or device", str(path))
