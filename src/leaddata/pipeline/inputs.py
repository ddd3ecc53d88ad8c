"""
The sha256 of all that a release is made of, so that what has not changed need not be made again.

A source is read again when a file of its own folder, its parser or any other code that reads, a vocabulary, the version of
a library, or a limit has another hash than when it was read last. A release is made again when any of these, a schema,
a register, a correction or a redaction has.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from leaddata.content import canonical, file_sha256
from leaddata.pipeline import corrections_file
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.reference_files import reference_folder
from leaddata.pipeline.schemas import schema_folder
from leaddata.pipeline.vocabularies import vocabulary_folder
from leaddata.sources import SOURCES

__all__ = ["Inputs", "content_key", "inputs_of", "reading_code", "reading_inputs"]

_PACKAGE = Path(__file__).resolve().parent.parent
# What no value depends on: commands and pages, and what runs before a document is there.
_APART = ("cli", "pipeline/site", "pipeline/fetching")
# The versions of these decide what is read of a document, and how a table is written.
_LIBRARIES = ("lxml", "pandera", "pdfminer.six", "pdfplumber", "polars", "pypdfium2", "pyyaml", "trafilatura")


@dataclass(frozen=True, kw_only=True, slots=True)
class Inputs:
    """
    Content keys: another one where anything that it stands for has changed.

    Attributes:
        sources: By source id, of what is read of its documents.
        release: Of everything.
    """

    sources: Mapping[str, str]
    release: str


def inputs_of(
    raw: Path,
    source_ids: Iterable[str],
    *,
    register: Path,
    limits: Limits,
    with_text: bool = False,
) -> Inputs:
    """
    Return the content keys of a refresh of *raw*. Every byte is read: a document that was changed in place is another one.

    Args:
        raw: Folder of documents.
        source_ids: The sources to read.
        register: The redactions that hold.
        limits: What reading one document may cost: with more, one may be read that could not be.
        with_text: Whether other people's sentences are kept.
    """
    shared = reading_inputs(limits)
    sources = {
        source_id: content_key({**shared, "parser": _parser(source_id), "documents": _folder(raw / source_id)})
        for source_id in source_ids
    }
    everything = {
        "sources": sources,
        "schemas": _folder(schema_folder(), "*.yaml"),
        "reference": _folder(reference_folder(), "*.csv"),
        "corrections": _folder(corrections_file.correction_folder(), "*.yaml"),
        "redactions": _file(register),
        "with_text": with_text,
    }
    return Inputs(sources=sources, release=content_key(everything))


def reading_inputs(limits: Limits) -> dict[str, object]:
    """Return what decides, beside a document and its parser, what is read of it."""
    return {
        "code": _code(),
        "libraries": _libraries(),
        "vocabularies": _folder(vocabulary_folder(), "*.yaml"),
        "limits": [limits.seconds, limits.memory_mb, limits.pages, limits.output_mb],
    }


@cache
def reading_code() -> str:
    """Return the sha256 of all code that reads, parsers, vocabularies and libraries included."""
    return content_key({**reading_inputs(Limits()), "parsers": [_parser(source_id) for source_id in sorted(SOURCES)]})


def content_key(content: Mapping[str, object]) -> str:
    """Return the sha256 of JSON values."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _folder(folder: Path, pattern: str = "*") -> list[str]:
    """Return a line for each file below a folder; what a fetch has not finished begins with a dot."""
    paths = sorted(path for path in _files(folder, frozenset()) if path.match(pattern))
    return [f"{_file(path)}  {path.relative_to(folder).as_posix()}" for path in paths]


def _files(folder: Path, above: frozenset[Path]) -> Iterator[Path]:
    """Yield the files below a folder, behind links to folders as well, for these are read, too; a link to above leads nowhere."""
    own = folder.resolve()
    if own in above or not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from _files(path, above | {own})
        else:
            yield path


def _file(path: Path) -> str:
    """Return the sha256 of a file; what is wrong with one that cannot be read is for its reader to tell."""
    try:
        return file_sha256(path)
    except OSError as error:
        return f"{type(error).__name__}"


@cache
def _code() -> str:
    """Return the sha256 of the package's code, without the parsers of the sources."""
    lines = [f"{_file(path)}  {path.relative_to(_PACKAGE).as_posix()}" for path in _modules()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _modules() -> Iterator[Path]:
    for path in sorted(_PACKAGE.rglob("*.py")):
        name = path.relative_to(_PACKAGE).as_posix()
        is_parser = name.startswith("sources/") and path.stem in SOURCES
        if not is_parser and not name.startswith(tuple(f"{part}/" for part in _APART)):
            yield path


def _parser(source_id: str) -> str:
    return _file(_PACKAGE / "sources" / f"{source_id}.py")


@cache
def _libraries() -> list[str]:
    return [f"python {platform.python_version()}", *(f"{name} {_version(name)}" for name in _LIBRARIES)]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
