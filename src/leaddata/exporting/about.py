"""What a copy of a release has to say of itself, since it goes on without the files that describe the release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from leaddata.citation import citation
from leaddata.installed import Release

__all__ = ["about"]

_WITHOUT = "left out where a field names a person, and masked elsewhere: pseudonymous, not anonymous"


def about(release: Release, *, names: bool) -> tuple[tuple[str, str], ...]:
    """
    Return version, hash, terms and citation of a release, each with what it is.

    A licence that asks for a sentence has it here: it has to go on with the copy.
    """
    package: Mapping[str, Any] = release.package
    said = [
        ("title", package.get("title")),
        ("description", package.get("description")),
        ("version", release.version),
        ("released", str(package.get("created", ""))[:10]),
        ("sha256 of SHA256SUMS", release.sums_sha256),
        ("homepage", package.get("homepage")),
        ("citation", citation(release, "apa") if "title" in package else None),
        *(("licence", words) for words in _licences(package)),
        ("conditions", "not to be passed on: it holds sentences of others" if package.get("local_only") else None),
        ("personal data", package.get("personal_data")),
        ("names", "as printed" if names else _WITHOUT),
    ]
    return tuple((name, str(text)) for name, text in said if text)


def _licences(package: Mapping[str, Any]) -> Iterator[str]:
    for licence in package.get("licenses", ()):
        words = f"{licence.get('title') or licence.get('name')}, {licence.get('path', '')}".removesuffix(", ")
        covers = f" for {licence['covers']}." if "covers" in licence else "."
        yield " ".join([words + covers, *([licence["attribution"]] if "attribution" in licence else [])])
