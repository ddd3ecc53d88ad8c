"""What a site has to pass, as a release does: nobody else's sentences in it, and nobody who is left out."""

from __future__ import annotations

from pathlib import Path

from leaddata.errors import DocumentError, ReleaseError, RightsError
from leaddata.pipeline.file_texts import texts_of
from leaddata.pipeline.release import Release
from leaddata.pipeline.rights_gate import rights_gate
from leaddata.pipeline.schemas import load_schemas
from leaddata.pipeline.site.nouns import Inputs
from leaddata.pipeline.site.stored import Shelf

__all__ = ["check_people", "check_rights", "refuse_local"]


def refuse_local(release: Release) -> None:
    """
    Check that a release may be shown to others.

    Raises:
        RightsError: If it was made with somebody else's text in it.
    """
    if release.local_only:
        msg = "expected a release that may be passed on, got one marked local_only"
        raise RightsError(msg, at=release.folder, next_step="run `leaddata refresh` without --with-text")


def check_rights(site: Path, raw: Path) -> None:
    """
    Hold every text of every file against the originals at hand of which only facts may be passed on.

    Raises:
        RightsError: If more than eight words in a row were copied.
    """
    rights_gate(raw)(site)


def check_people(site: Path, inputs: Inputs) -> None:
    """
    Look in every text of every file for those who are left out of the release.

    Raises:
        ReleaseError: If one is named; the message names the file, not the person.
    """
    names = Shelf(inputs).names
    if names is None:
        return
    schemas = load_schemas()
    innocent: set[str] = set()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        file = path.relative_to(site).as_posix()
        try:
            for one in texts_of(path, file, schemas):
                if one.text in innocent:
                    continue
                if names.holds(" ".join(one.text.split())):
                    msg = "expected a site that names nobody who is left out of the release, got one that does"
                    raise ReleaseError(msg, at=file, next_step="take the name out of what this page is made from")
                innocent.add(one.text)
        except DocumentError as error:
            raise ReleaseError(error.message, at=error.at or file, next_step=error.next_step) from error
