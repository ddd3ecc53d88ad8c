"""
Scans with a text layer by tesseract: pages are typeset, turned to black and white dots, and read again.

Needs tesseract with English, and what `raw_` needs. The goldens depend on what tesseract can read: rows that it misreads
are left out of the page.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from make.common import asked_folder, write_golden
from make.people import PROSE
from make.raw_page import Plan, Sheet, furnish, keyed, lay, new_page, paragraphs, plain, winansi

DOTS = 150
Rows = list[Sequence[str | None] | str]


def version() -> str:
    """Return tesseract's name and version."""
    done = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=True)
    return (done.stdout or done.stderr).split("\n")[0]


def picture(sheet: Sheet, skew: float, dark: int) -> Image.Image:
    """Return *sheet* as black and white dots, turned by *skew* degrees; greys up to *dark* are black."""
    held = io.BytesIO()
    with pikepdf.new() as one:
        new_page(one, plain(sheet.pieces), sheet.rules)
        one.save(held)
    document = pypdfium2.PdfDocument(held.getvalue())
    image: Image.Image = document[0].render(scale=DOTS / 72, grayscale=True).to_pil()
    document.close()
    if skew:
        image = image.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
    return image.point(lambda grey: 255 if grey > dark else 0).convert("1")


def read(sheets: Sequence[Sheet], skew: float, mode: int, dark: int) -> bytes:
    """Return a PDF of pictures of *sheets* with tesseract's text layer."""
    with tempfile.TemporaryDirectory() as held:
        names = []
        for number, sheet in enumerate(sheets):
            name = Path(held) / f"{number}.tif"
            picture(sheet, skew if number % 2 == 0 else -skew / 2, dark).save(
                name, compression="group4", dpi=(DOTS, DOTS)
            )
            names.append(str(name))
        (Path(held) / "list.txt").write_text("\n".join(names), encoding="utf-8")
        command = ["tesseract", "list.txt", "out", "--psm", str(mode), "--dpi", str(DOTS), "pdf"]
        fixed = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        subprocess.run(command, cwd=held, check=True, capture_output=True, env=fixed)
        return steady((Path(held) / "out.pdf").read_bytes())


def steady(data: bytes) -> bytes:
    """Return the PDF without its date, so that it is the same on every run."""
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for key in list(pdf.docinfo):
            del pdf.docinfo[key]
        pdf.save(held, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return held.getvalue()


def words_in(data: bytes) -> Counter[str]:
    """Return the words of a PDF, as pdfium reads them."""
    document = pypdfium2.PdfDocument(data)
    words = Counter(word for page in document for word in page.get_textpage().get_text_bounded().split())
    document.close()
    return words


def words_of(row: Sequence[str | None] | str) -> list[str]:
    """Return the words that a row prints."""
    return row.split() if isinstance(row, str) else " ".join(cell or "" for cell in row).split()


def scan(rows: Rows, setting: Callable[[Rows], list[Sheet]], skew: float, mode: int) -> tuple[Rows, bytes]:
    """
    Set and read *rows*, each time without the rows in which a word was misread, until nothing is misread.

    Dots and dashes that are read where nothing is printed will not do: other greys are tried then.
    """
    for dark in (165, 150, 180, 135, 195, 120):
        left = list(rows)
        for _ in range(8):
            sheets = setting(left)
            data = read(sheets, skew, mode, dark)
            there = words_in(data)
            printed = Counter(word for sheet in sheets for piece in sheet.pieces for word in piece.text.split())
            wanted = Counter(word for row in left for word in words_of(row))
            lost = {word for word, times in wanted.items() if there[word] < times}
            noise = {word for word in there - printed if not any(map(str.isalnum, word))}
            if not lost and not noise:
                return left, data
            kept = [row for row in left if isinstance(row, str) or not lost & set(words_of(row))]
            if kept == left:
                break
            left = kept
    message = f"tesseract misreads {lost}, {noise}"
    raise ValueError(message)


def three_columns(folder: Path) -> None:
    """Three columns without rules, read by tesseract's own idea of the page, straight."""
    columns = ["Name", "Job and location", "Leadership programme"]
    rows: Rows = [
        [p.name, p.job, p.programme if n % 7 != 4 else None]
        for n, p in enumerate(p for p in winansi(60, 301) if p.name.isascii())
    ]
    plan = Plan([60, 200, 385], [130, 170, 150], first=690, bottom=90, size=11, leading=14, gap=8)

    def setting(some: Rows) -> list[Sheet]:
        sheets = lay(plan, columns, some)
        paragraphs(sheets[0], 770, [PROSE[1]])
        furnish(sheets, "Participants")
        return sheets

    rows, data = scan(rows, setting, 0, 3)
    (folder / "ocr-columns.pdf").write_bytes(data)
    shows = ["invisible text by OCR over a scan", "borderless", "read block by block", "empty cells", "jitter"]
    write_golden(folder, "ocr-columns", version(), shows, [(columns, keyed(rows))])


def skewed(folder: Path) -> None:
    """Four columns, groups, page turned by 0.4 degrees, read line by line."""
    columns = ["Fellow", "Post", "Employer", "Year"]
    rows: Rows = []
    for n, p in enumerate(p for p in winansi(60, 302) if p.name.isascii()):
        if n % 12 == 0:
            rows.append(("Acute trusts", "Community services", "Primary care", "Mental health")[n // 12])
        rows.append([p.name, p.post, p.place if n % 6 != 2 else None, re.sub("–", "-", p.year)])
    plan = Plan([60, 200, 350, 490], [130, 140, 130, 60], first=740, size=11, leading=14, gap=7, bottom=80)

    def setting(some: Rows) -> list[Sheet]:
        sheets = lay(plan, columns, some)
        furnish(sheets, "Posts and employers")
        return sheets

    rows, data = scan(rows, setting, 0.4, 6)
    (folder / "ocr-skewed.pdf").write_bytes(data)
    shows = ["invisible text by OCR over a scan turned by 0.4 degrees", "group headings", "read line by line", "jitter"]
    write_golden(folder, "ocr-skewed", version(), shows, [(columns, keyed(rows))])


def five_columns(folder: Path) -> None:
    """Five close columns in Times, the name in the second, read as one column of lines."""
    columns = ["No", "Name", "Post", "Town", "Scheme"]
    rows: Rows = [
        [str(n + 11), p.name, p.post, p.town, p.programme]
        for n, p in enumerate(p for p in winansi(60, 303) if p.name.isascii())
    ][:34]
    plan = Plan([50, 90, 210, 350, 445], [30, 115, 130, 85, 110], size=10.5, leading=13.5, gap=9, bottom=90, font="T")

    def setting(some: Rows) -> list[Sheet]:
        sheets = lay(plan, columns, some)
        furnish(sheets, "Register")
        return sheets

    rows, data = scan(rows, setting, 0, 4)
    (folder / "ocr-five-columns.pdf").write_bytes(data)
    shows = ["invisible text by OCR over a scan", "close columns", "five columns", "wrapped cells"]
    write_golden(folder, "ocr-five-columns", version(), shows, [(columns, keyed(rows))])


def main(folder: Path) -> None:
    """Write the scans."""
    for make in (three_columns, skewed, five_columns):
        make(folder)


if __name__ == "__main__":
    main(asked_folder())
