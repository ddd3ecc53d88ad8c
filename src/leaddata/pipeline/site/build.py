"""From a release to the folder of a site: every part yields its pages and files, and all are there or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from leaddata.errors import ReleaseError, UsageError
from leaddata.pipeline.release import current_release
from leaddata.pipeline.site import (
    citing,
    coverage,
    dictionary,
    documents,
    evidence,
    history,
    home,
    participants,
    programmes,
    tables,
)
from leaddata.pipeline.site.gates import check_people, check_rights, refuse_local
from leaddata.pipeline.site.links import check_links
from leaddata.pipeline.site.nouns import Asset, Inputs, Page
from leaddata.pipeline.site.render import render

__all__ = ["PARTS", "build_site"]

Part = Callable[[Inputs], Iterator[Page | Asset]]

PARTS: tuple[Part, ...] = (
    home.pages,
    dictionary.pages,
    tables.pages,
    citing.pages,
    documents.pages,
    programmes.pages,
    participants.pages,
    coverage.pages,
    history.pages,
    evidence.pages,
)

_ASSETS = Path(__file__).parent / "assets"
_MARK = ".leaddata-site"  # what says that a folder is a site of ours, and may be replaced


def build_site(
    processed: Path, raw: Path, documentation: Path, out: Path, progress: Callable[[str], object] = str
) -> Path:
    """
    Build the site of the current release of *processed* in *out*, which is replaced at once when all of it is there.

    Args:
        raw: Documents, from which pages are drawn.
        documentation: Folder of Markdown pages.
        progress: Called with the path of each file.

    Raises:
        ReleaseError: If there is no release, or a page names somebody who is left out of it; TamperedError if it is not
            as published.
        RightsError: If it is a local one, or a page would hold text that is not ours to publish.
        UsageError: If *out* holds something else.
    """
    release = current_release(processed)
    if release is None:
        msg = "expected a release to show, got none"
        raise ReleaseError(msg, at=processed, next_step="run `make refresh` first")
    refuse_local(release)
    _refuse_foreign(out)
    inputs = Inputs(release=release, processed=processed, raw=raw, documentation=documentation)
    out.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for made in _everything(inputs):
            path = staging / made.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made.content if isinstance(made, Asset) else render(made, inputs).encode("utf-8"))
            progress(made.path)
        (staging / _MARK).write_text(f"{release.version}\n", encoding="utf-8")
        check_links(staging)
        check_rights(staging, raw)
        check_people(staging, inputs)
        staging.chmod(0o755)  # mkdtemp makes it for this user alone
        if out.exists():
            shutil.rmtree(out)
        staging.rename(out)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return out


def _everything(inputs: Inputs) -> Iterator[Page | Asset]:
    for path in sorted(_ASSETS.rglob("*")):
        if path.is_file():
            yield Asset(path=f"assets/{path.relative_to(_ASSETS).as_posix()}", content=path.read_bytes())
    for part in PARTS:
        yield from part(inputs)


def _refuse_foreign(out: Path) -> None:
    if out.exists() and not (out.is_dir() and ((out / _MARK).exists() or not any(out.iterdir()))):
        msg = "expected an empty folder or a site built before, got something else"
        raise UsageError(msg, at=out, next_step="name another folder with --out")
