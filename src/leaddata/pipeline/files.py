"""Read files that others put there."""

from __future__ import annotations

import errno
from pathlib import Path

__all__ = ["file_bytes"]


def file_bytes(path: Path) -> bytes:
    """
    Return the bytes of a file.

    Raises:
        OSError: If it cannot be read, or is a pipe, a socket or a device: to read one of these might never end.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "a pipe or device", str(path))
    return path.read_bytes()
