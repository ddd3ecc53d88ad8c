"""How to cite the release, and what it proves itself by."""

from __future__ import annotations

from collections.abc import Iterator

from leaddata.citation import STYLES
from leaddata.pipeline.site.nouns import Asset, Inputs, Page

__all__ = ["pages"]

_FOR_MACHINES = {
    "datapackage.json": "Data Package",
    "croissant.json": "Croissant",
    "dataset.jsonld": "schema.org",
    "datacite.json": "DataCite",
    "prov.json": "W3C PROV",
}


def pages(inputs: Inputs) -> Iterator[Page | Asset]:
    """Yield the page on citing, and the files of the release for download."""
    release = inputs.release
    files = sorted(path for path in release.folder.iterdir() if path.is_file())
    yield Page(
        path="cite.html",
        title="Cite and download",
        summary="How to cite this release, its hash, its licence, and all of its files.",
        template="cite.html",
        section="cite",
        scripts=("copy.js",),
        content={
            "styles": [(style, inputs.citation(style)) for style in sorted(STYLES, key=lambda style: style != "apa")],
            "sums_sha256": inputs.sums_sha256,
            "machines": [(path.name, _FOR_MACHINES[path.name]) for path in files if path.name in _FOR_MACHINES],
            "files": [{"name": path.name, "bytes": path.stat().st_size} for path in files],
        },
    )
    for path in files:
        yield Asset(path=f"release/{path.name}", content=path.read_bytes())
