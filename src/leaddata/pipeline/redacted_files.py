"""Which files of the repository, beside the releases, still print the name of somebody who is left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from leaddata.pipeline.redacted_names import Mask

__all__ = ["files_naming", "repository"]

_BETWEEN_LETTERS = re.compile(r"[\W\d_]+")
_BUILT = frozenset({"__pycache__", "build", "dist", "node_modules", "site"})


def repository() -> Path | None:
    """Return the repository that this code stands in, or None where it is installed without one."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "pyproject.toml").is_file() else None


def files_naming(root: Path | None, mask: Mask | None) -> tuple[Path, ...]:
    """
    Return the text files below *root* that print a name, or have one, as paths from there, in order.

    Releases are not searched, nor what is built or hidden. A PDF is no text; its typesetting source beside it is.
    """
    if root is None or mask is None:
        return ()
    return tuple(path.relative_to(root) for path in _texts(root) if _names(path, mask))


def _texts(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or path.name.startswith(".") or path.name in _BUILT:
            continue
        if path.is_dir():
            if path.name != "processed" or folder.name != "data":
                yield from _texts(path)
        elif path.is_file():
            yield path


def _names(path: Path, mask: Mask) -> bool:
    if mask.holds(path.name):
        return True
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    # One look at the whole file: most hold none of the letters.
    letters = _BETWEEN_LETTERS.sub("", unicodedata.normalize("NFKD", text).casefold())
    # Elements of XML stand on lines of their own.
    return any(key in letters for key in mask.keys) and mask.holds(" ".join(text.split()))
