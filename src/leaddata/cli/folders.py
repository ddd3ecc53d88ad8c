"""Where the folders of the repository are."""

from __future__ import annotations

from pathlib import Path

__all__ = ["data_folder"]


def data_folder(name: str) -> Path:
    """Return ``data/<name>`` of the repository that this is run in, or of the one that it is installed from."""
    here = Path("data") / name
    checkout = Path(__file__).parents[3]
    return here if here.parent.is_dir() or not (checkout / "pyproject.toml").exists() else checkout / "data" / name
