"""Closed vocabularies: ``vocabularies/<name>.yaml``, each a list of terms with the ways they are printed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from leaddata.errors import SchemaFileError
from leaddata.model import Term, Vocabulary

__all__ = ["load_vocabularies", "vocabulary_folder"]

_PACKAGE = Path(__file__).resolve().parent.parent
_EXAMPLE = "write it as the other vocabularies are written"


def vocabulary_folder() -> Path:
    """Return the folder of the vocabularies: inside the installed package, else in the repository."""
    installed = _PACKAGE / "_vocabularies"
    return installed if installed.is_dir() else _PACKAGE.parent.parent / "data" / "vocabularies"


@cache
def load_vocabularies(folder: Path | None = None) -> dict[str, Vocabulary]:
    """
    Load every vocabulary.

    Raises:
        SchemaFileError: If a file is not a description and a list of terms, each with an id and printed forms, or if
            two terms of one vocabulary share an id or a printed form.
    """
    paths = sorted((folder or vocabulary_folder()).glob("*.yaml"))
    return {path.stem: _load(path) for path in paths}


def _load(path: Path) -> Vocabulary:
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        msg = f"expected YAML, got {' '.join(str(error).split())}"
        raise SchemaFileError(msg, at=path, next_step="correct the line that it names") from error
    if not isinstance(content, dict) or set(content) != {"description", "terms"}:
        msg = f"expected the keys description and terms, got {sorted(content) if isinstance(content, dict) else content!r}"
        raise SchemaFileError(msg, at=path, next_step=_EXAMPLE)
    if not isinstance(content["terms"], list):
        msg = f"expected terms to be a list, got {content['terms']!r}"
        raise SchemaFileError(msg, at=path, next_step=_EXAMPLE)
    terms = tuple(_term(entry, f"{path}#/terms/{index}") for index, entry in enumerate(content["terms"]))
    _check_unique([term.id for term in terms], path)
    _check_unique([printed for term in terms for printed in term.printed], path)
    return Vocabulary(path.stem, terms)


def _term(entry: Any, at: str) -> Term:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        msg = f"expected a term with an id, got {entry!r}"
        raise SchemaFileError(msg, at=at, next_step="give it an id, a text that no other term has")
    printed = entry.get("printed", [])
    if not isinstance(printed, list) or not all(isinstance(form, str) and form for form in printed):
        msg = f"expected printed to be a list of texts, got {printed!r}"
        raise SchemaFileError(msg, at=at, next_step='write the forms as in ["one form", "another"], in quotes')
    facts = {key: value for key, value in entry.items() if key not in {"id", "printed"}}
    return Term(entry["id"], tuple(printed), facts)


def _check_unique(values: list[str], path: Path) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            msg = f"expected every id and printed form once, got {value!r} twice"
            raise SchemaFileError(msg, at=path, next_step="remove one of the two")
        seen.add(value)
