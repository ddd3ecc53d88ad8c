"""
The registered sources: one module each, found by file name.

A module ``sources/<id>.py`` holds a ``SOURCE`` and a function ``parse(document)`` that yields Records, and Quarantined
rows where a single row cannot be read.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable

from leaddata.model import Document, Quarantined, Record, Source

__all__ = ["SOURCES", "parser"]

SOURCES: dict[str, Source] = {
    name: importlib.import_module(f"{__name__}.{name}").SOURCE
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__))
}


def parser(source_id: str) -> Callable[[Document], Iterable[Record | Quarantined]]:
    """Return the ``parse`` function of a source. Raises KeyError if it is not registered."""
    if source_id not in SOURCES:
        raise KeyError(source_id)
    parse: Callable[[Document], Iterable[Record | Quarantined]] = importlib.import_module(
        f"{__name__}.{source_id}"
    ).parse
    return parse
