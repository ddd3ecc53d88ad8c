"""What the pages of all benchmarks have: tables, the machine, versions, and a text that is filled in."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

__all__ = ["filled", "holds", "machine", "table", "versions"]


def filled(text: Path, parts: dict[str, str]) -> str:
    """Return a page's text with ``{{name}}`` replaced by that part."""
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], text.read_text(encoding="utf-8"))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is words, the others are numbers."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def holds(truth: bool) -> str:
    """Return whether a number is within its limit."""
    return "yes" if truth else "**no**"


def machine() -> str:
    """Return processor, memory, system and Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB; {_system()}; Python {platform.python_version()}"


def _processor() -> str:
    lines = Path("/proc/cpuinfo")
    found = (
        re.search(r"^model name\s*: (.+)$", lines.read_text(encoding="utf-8"), re.MULTILINE) if lines.exists() else None
    )
    return found[1] if found else platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return f"{platform.system()} {platform.release()}"


def versions(*names: str) -> str:
    """Return distributions with the versions that are installed."""
    return ", ".join(f"{name} {_version(name)}" for name in names)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"
