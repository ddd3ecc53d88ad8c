"""How to cite a release."""

from __future__ import annotations

import re
from typing import Any

from leaddata.errors import UsageError, nearest
from leaddata.installed import Release

__all__ = ["citation"]

_STYLES = ("bibtex", "apa", "cff")


def citation(release: Release, style: str) -> str:
    """
    Return the citation of a release in a style.

    Raises:
        UsageError: If the style is none of bibtex, apa, cff.
    """
    match style:
        case "bibtex":
            return _bibtex(release.version, release.package)
        case "apa":
            return _apa(release.version, release.package)
        case "cff":
            return (release.folder / "CITATION.cff").read_text(encoding="utf-8").rstrip("\n")
    near = nearest(style, _STYLES)
    msg = f"expected a style of citation, got {style!r}"
    raise UsageError(msg, next_step=f"did you mean {near!r}?" if near else f"the styles are {', '.join(_STYLES)}")


def _bibtex(version: str, package: dict[str, Any]) -> str:
    fields = {
        # Double braces: a group's name is not split into a given and a family name.
        "author": f"{{{' and '.join(_authors(package))}}}",
        "title": package["title"],
        "version": version,
        "year": _year(package),
        "url": package.get("homepage", ""),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    key = re.sub(r"[^0-9a-z]+", "_", f"leaddata {version}".lower())
    return "@misc{" + key + ",\n" + ",\n".join(lines) + "\n}"


def _apa(version: str, package: dict[str, Any]) -> str:
    authors = " & ".join(_authors(package))
    year = _year(package) or "n.d."
    return (
        f"{authors} ({year}). {package['title']} (Version {version}) [Data set]. {package.get('homepage', '')}".strip()
    )


def _authors(package: dict[str, Any]) -> list[str]:
    return [contributor["title"] for contributor in package.get("contributors", ())] or ["The leaddata contributors"]


def _year(package: dict[str, Any]) -> str:
    return str(package.get("created", ""))[:4]
