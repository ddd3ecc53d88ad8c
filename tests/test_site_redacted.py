"""Redact, refresh, build the site, search: nobody who is left out is named in any of its files, or drawn on a picture."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pypdfium2
import pytest
from artefacts import forms, leaks
from conftest import REPOSITORY
from PIL import Image
from test_redaction import RAW, extractions, folder_of, people, redacted, table, whole  # noqa: F401  (fixtures)

from leaddata.errors import ReleaseError
from leaddata.pipeline.extract import Extraction
from leaddata.pipeline.redacted_names import mask_of
from leaddata.pipeline.site import build_site

pytestmark = pytest.mark.slow

DOCS = REPOSITORY / "docs"
# The first row, one beside whom a discrepancy is shown, one of two tables, and a name that programmes bear.
FEW = ("participants.001", "participants.002", "participants.026", "stakeholders.001")


def documentation(folder: Path, *names: str) -> Path:
    """The pages of docs as a maintainer would leave them: without the names."""
    shutil.copytree(DOCS, folder)
    mask = mask_of(names)
    for path in folder.rglob("*.md"):
        path.write_text(mask.text(path.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def drawn_places(name: str) -> Iterator[tuple[int, tuple[float, float, float, float]]]:
    """Yield page and box, in points from the top left, of every place where the report prints a name on one line."""
    document = pypdfium2.PdfDocument((RAW / "kings_fund_2012/restated/report.pdf").read_bytes())
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        whole_text = text.get_text_range()
        for match in re.finditer(re.escape(name), whole_text):
            boxes = [text.get_charbox(at) for at in range(*match.span()) if whole_text[at].strip()]
            lines = {round(bottom) for _, bottom, _, _ in boxes}
            if len(lines) < len(boxes) / 3:
                height = page.get_height()
                yield (
                    number,
                    (
                        min(box[0] for box in boxes),
                        height - max(box[3] for box in boxes),
                        max(box[2] for box in boxes),
                        height - min(box[1] for box in boxes),
                    ),
                )


def is_black(picture: Path, box: tuple[float, float, float, float]) -> bool:
    """Whether a box of a page of 595 points is black on its picture."""
    with Image.open(picture) as opened:
        grey = opened.convert("L")
    scale = grey.width / 595.28
    return grey.crop(tuple(round(edge * scale) for edge in box)).getextrema() == (0, 0)


def search(out: Path, site: Path, row_id: str, name: str) -> None:
    """Fail if a file of the site names somebody, or a picture shows the name or a place of the row."""
    assert [] == leaks(site, name)
    assert row_id in (site / "data/evidence/index.js").read_text(encoding="utf-8")
    pictures = {int(path.stem): path for path in (site / "pictures").glob("kings_fund_2012-*/*.png")}
    assert len(pictures) > 20
    printed = [(page, box) for page, box in drawn_places(name) if page in pictures]
    assert [] == [(page, box) for page, box in printed if not is_black(pictures[page], box)]
    places = table(out, "redactions").filter(pl.col("x0").is_not_null())
    # A name that is broken over two lines is found by its places alone.
    assert printed or row_id in set(places["row_id"])
    for page, *box in places.select("page", "x0", "top", "x1", "bottom").rows():
        assert page not in pictures or is_black(pictures[page], (box[0], box[1], box[2], box[3])), (page, box)


def leave_out_and_search(extracted: list[Extraction], folder: Path, gone: dict[str, str]) -> None:
    """Build the site of a release without some people, given by row id and name, and search it for each."""
    redacted(extracted, folder / "out", *gone)
    site = build_site(folder / "out", RAW, documentation(folder / "docs", *gone.values()), folder / "site")
    for row_id, name in gone.items():
        search(folder / "out", site, row_id, name)


def test_a_site_names_and_shows_nobody_who_is_left_out(
    extractions: list[Extraction],  # noqa: F811
    whole: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    """No byte of any file has one of the names in any form; on the pages their places are black."""
    gone = {row_id: name for row_id, name in people(whole) if row_id.split("-")[0].endswith(FEW)}
    assert len(FEW) == len(gone)

    leave_out_and_search(extractions, tmp_path, gone)


def test_a_page_that_names_somebody_stops_the_site(
    extractions: list[Extraction],  # noqa: F811
    whole: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    """A page of docs is written by hand: the site is refused, the file is named, the name is not repeated."""
    row_id, name = next(one for one in people(whole) if ".participants.001-" in one[0])
    redacted(extractions, tmp_path / "out", row_id)
    docs = documentation(tmp_path / "docs", name)
    docs.joinpath("thanks.md").write_text(
        f"# Thanks\n\nTo **{name.split()[0]}** {name.split()[-1]}.\n", encoding="utf-8"
    )

    with pytest.raises(ReleaseError) as caught:
        build_site(tmp_path / "out", RAW, docs, tmp_path / "site")
    assert "docs/thanks.html: expected a site that names nobody who is left out" in str(caught.value)
    assert not any(form in str(caught.value).casefold().replace(" ", "") for form in forms(name))
    assert 5 == caught.value.exit_code
    assert not (tmp_path / "site").exists()
    assert json.loads((tmp_path / "out/current.json").read_text())


def test_an_author_whose_name_stands_in_parts_is_not_shown(
    extractions: list[Extraction],  # noqa: F811
    whole: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    """A record has given and family name in lines of their own, a blog both amid others: neither is shown beside a place."""
    authors = table(whole, "article_authors").row(1, named=True)
    post = table(whole, "post_authors").filter(kind="person").row(0, named=True)
    gone = {
        authors["article_author_id"]: f"{authors['given']} {authors['family']}",
        post["post_author_id"]: post["name"],
    }
    redacted(extractions, tmp_path / "out", *gone)
    docs = documentation(tmp_path / "docs", *gone.values())
    site = build_site(tmp_path / "out", RAW, docs, tmp_path / "site")
    texts = [path for path in site.rglob("*") if path.suffix in {".js", ".html", ".json", ".csv", ".md"}]
    families = [name.split()[-1] for name in gone.values()]

    assert [] == [path for path in texts for name in families if re.search(rf"\b{name}\b", path.read_text("utf-8"))]
    docs.joinpath("thanks.md").write_text(f"# Thanks\n\nTo {next(iter(gone.values()))}.\n", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"docs/thanks\.html: expected a site that names nobody"):
        build_site(tmp_path / "out", RAW, docs, tmp_path / "site")
