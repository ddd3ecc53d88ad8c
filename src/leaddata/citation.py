"""How to cite a release: its version, and the hash that tells whether a copy is it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from leaddata.errors import UsageError, nearest
from leaddata.installed import Release

__all__ = ["STYLES", "bibtex", "citation"]

_HASHED = "sha256 of SHA256SUMS: "
_ESCAPED = re.compile(r"[&%$#_{}]")


def citation(release: Release, style: str) -> str:
    """
    Return the citation of a release in a style.

    It names the version, and the sha256 of the release's SHA256SUMS, which lists the sha256 of every file: the hash that
    ``current.json`` records. A release of which nothing records one is cited without.

    Raises:
        UsageError: If the style is none of `STYLES`.
    """
    if style == "cff":
        return _cff((release.folder / "CITATION.cff").read_text(encoding="utf-8"), release.sums_sha256)
    if (write := _WRITERS.get(style)) is not None:
        return write(release.package, release.sums_sha256)
    near = nearest(style, STYLES)
    msg = f"expected a style of citation, got {style!r}"
    raise UsageError(msg, next_step=f"did you mean {near!r}?" if near else f"the styles are {', '.join(STYLES)}")


def bibtex(package: Mapping[str, Any], sums_sha256: str | None = None) -> str:
    """
    Return an entry for BibTeX: ``@misc``, version and hash in ``note``, the only field of the two that its styles print.

    Args:
        package: A Data Package descriptor; its title, version, created, homepage and contributors are used.
        sums_sha256: The sha256 of SHA256SUMS; None where it is not known.
    """
    note = f"Data set, version {package['version']}"
    fields = {
        "author": _tex_authors(package),
        "title": _tex_title(package),
        "year": _day(package)[:4],
        "howpublished": f"\\url{{{homepage}}}" if (homepage := package.get("homepage")) else "",
        "url": homepage or "",
        "version": package["version"],
        "note": f"{note}, sha256 {sums_sha256}" if sums_sha256 else note,
    }
    return _entry("misc", _key(package), fields)


def _biblatex(package: Mapping[str, Any], sums_sha256: str | None) -> str:
    fields = {
        "author": _tex_authors(package),
        "title": _tex_title(package),
        "date": _day(package),
        "version": package["version"],
        "url": package.get("homepage", ""),
        "note": f"sha256 {sums_sha256}" if sums_sha256 else "",
    }
    return _entry("dataset", _key(package), fields)


def _apa(package: Mapping[str, Any], sums_sha256: str | None) -> str:
    authors, year = " & ".join(_authors(package)), _day(package)[:4] or "n.d."
    hashed = f"; sha256 {sums_sha256}" if sums_sha256 else ""
    named = f"{authors} ({year}). {package['title']} (Version {package['version']}{hashed}) [Data set]."
    return f"{named} {package.get('homepage', '')}".strip()


def _cff(text: str, sums_sha256: str | None) -> str:
    """Return the file of the release with the hash added, which cannot stand in a file that SHA256SUMS lists."""
    found = text.rstrip("\n")
    if sums_sha256 is None:
        return found
    return f"{found}\nidentifiers:\n- type: other\n  value: sha256:{sums_sha256}\n  description: sha256 of SHA256SUMS"


def _ris(package: Mapping[str, Any], sums_sha256: str | None) -> str:
    day = _day(package)
    tags = [
        ("TY", "DATA"),
        *(("AU", author) for author in _authors(package)),
        ("TI", package["title"]),
        ("PY", day[:4]),
        ("DA", day.replace("-", "/")),
        ("ET", package["version"]),
        ("UR", package.get("homepage", "")),
        ("N1", f"{_HASHED}{sums_sha256}" if sums_sha256 else ""),
    ]
    return "\n".join([*(f"{tag}  - {value}" for tag, value in tags if value), "ER  - "])


def _csl(package: Mapping[str, Any], sums_sha256: str | None) -> str:
    day = _day(package)
    found = {
        "id": _key(package),
        "type": "dataset",
        "title": package["title"],
        "author": [{"literal": author} for author in _authors(package)],
        "issued": {"date-parts": [[int(part) for part in day.split("-")]]} if day else None,
        "version": package["version"],
        "URL": package.get("homepage"),
        "note": f"{_HASHED}{sums_sha256}" if sums_sha256 else None,
    }
    return json.dumps([{name: value for name, value in found.items() if value}], ensure_ascii=False, indent=2)


_WRITERS: dict[str, Callable[[Mapping[str, Any], str | None], str]] = {
    "bibtex": bibtex,
    "biblatex": _biblatex,
    "apa": _apa,
    "ris": _ris,
    "csl": _csl,
}
STYLES = ("bibtex", "biblatex", "apa", "cff", "ris", "csl")


def _entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}"


def _key(package: Mapping[str, Any]) -> str:
    return re.sub(r"[^0-9a-z]+", "_", f"leaddata {package['version']}".lower())


def _tex_authors(package: Mapping[str, Any]) -> str:
    # Braces: a group's name is not split into a given and a family name.
    return " and ".join(f"{{{_tex(author)}}}" for author in _authors(package))


def _tex_title(package: Mapping[str, Any]) -> str:
    # Braces: it keeps its capitals, or the lack of them.
    return f"{{{_tex(package['title'])}}}"


def _tex(text: str) -> str:
    return _ESCAPED.sub(lambda sign: f"\\{sign[0]}", text)


def _authors(package: Mapping[str, Any]) -> list[str]:
    return [contributor["title"] for contributor in package.get("contributors", ())] or ["The leaddata contributors"]


def _day(package: Mapping[str, Any]) -> str:
    return str(package.get("created", ""))[:10]
