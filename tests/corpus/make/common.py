"""
What every maker needs: writing a golden beside its PDF, and checking all goldens against the text of their PDFs.

A golden holds the rows exactly as a careful person would key them. `python -m make.common` (from `tests/corpus`, needs
pypdfium2) looks, for every golden, whether its PDF prints all its words, and how often, and prints what it misses.
"""

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from importlib.metadata import version
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[1]

Row = Sequence[str | None]
Table = tuple[Sequence[str], Sequence[Row]]


def plain(value: str | None) -> str | None:
    """
    A value as the golden keeps it: soft hyphens gone, blanks single and ordinary, letters composed, empty is None.

    >>> plain("Zoe\u0308\u00a0 Cat\u00adtermull "), plain(" ")
    ('Zoë Cattermull', None)
    """
    value = " ".join(unicodedata.normalize("NFC", value or "").replace("\u00ad", "").split())
    return value or None


def write_golden(folder: Path, name: str, typesetter: str, shows: Sequence[str], tables: Iterable[Table]) -> None:
    """Write `folder/name.json`, the golden of `folder/name.pdf`: `tables` are pairs of titles and rows."""
    entries = []
    for columns, rows in tables:
        if wrong := [row for row in rows if len(row) != len(columns)]:
            message = f"{name}: {len(columns)} columns, but a row is {wrong[0]}"
            raise ValueError(message)
        entries.append({"columns": list(columns), "rows": [[plain(cell) for cell in row] for row in rows]})
    golden = {"typesetter": typesetter, "shows": list(shows), "tables": entries}
    text = json.dumps(golden, ensure_ascii=False, indent=1) + "\n"
    (folder / f"{name}.json").write_text(text, encoding="utf-8")


def named(typesetter: str, distribution: str) -> str:
    """The typesetter with the version that is installed, as goldens name it."""
    return f"{typesetter} {version(distribution)}"


class Markup(str):
    """A cell that is HTML already."""

    __slots__ = ()


def html_row(cells: Iterable[str | None], tag: str = "td") -> str:
    """A table row of cells of one tag."""
    texts = (cell if isinstance(cell, Markup) else escape(cell or "", quote=False) for cell in cells)
    return "<tr>" + "".join(f"<{tag}>{text}</{tag}>" for text in texts) + "</tr>\n"


def html_table(titles: Sequence[str], rows: Iterable[Row | str], kind: str = "", caption: str = "") -> str:
    """An HTML table; a row that is a string is a heading over the whole width; without titles there is no header."""
    lines = [f'<table class="{kind}">']
    lines += [f"<caption>{escape(caption)}</caption>"] if caption else []
    lines += ["<colgroup>" + "".join(f'<col class="c{n}">' for n in range(9)) + "</colgroup>"] if kind == "cols" else []
    lines += [f"<thead>{html_row(titles, 'th')}</thead>"] if titles else []
    lines += ["<tbody>"]
    for row in rows:
        if isinstance(row, str):
            width = len(titles) or 9
            lines.append(f'<tr class="group"><td colspan="{width}">{escape(row)}</td></tr>')
        else:
            lines.append(html_row(row))
    return "\n".join([*lines, "</tbody></table>"])


def html_spanned(head: str, blocks: Iterable[tuple[str, Sequence[Row]]], at: int = 0) -> str:
    """An HTML table whose column `at` has one cell for each block of rows; `head` is the markup of its header."""
    lines = [f"<table><thead>{head}</thead><tbody>"]
    for value, rows in blocks:
        for n, row in enumerate(rows):
            texts = [f"<td>{escape(cell or '', quote=False)}</td>" for cell in row]
            if n == 0:
                texts.insert(at, f'<td class="spans" rowspan="{len(rows)}">{escape(value)}</td>')
            lines.append(f'<tr class="{"first" if n == 0 else "more"}">{"".join(texts)}</tr>')
    return "\n".join([*lines, "</tbody></table>"])


def settle(made: Path, pdf_path: Path, turn: int = 0) -> None:
    """Write a PDF again with a fixed date and identity, and with /Rotate where `turn` is asked for."""
    import pikepdf

    with pikepdf.open(made) as pdf:
        for date in ("/CreationDate", "/ModDate"):
            pdf.docinfo[date] = "D:20120301000000Z"
        if "/Metadata" in pdf.Root:
            del pdf.Root["/Metadata"]
        for sheet in pdf.pages if turn else ():
            sheet.obj["/Rotate"] = turn
        pdf.save(pdf_path, deterministic_id=True)


def asked_folder() -> Path:
    """The folder to write to: the first argument of the program, or the corpus itself."""
    return Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS


def printed(pdf: Path) -> str:
    """All text of a PDF as pdfium gives it, page after page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def lost(golden: Path) -> dict[str, int]:
    """The words that a golden holds more often than its PDF prints them, and how many times more."""
    text = whole = unicodedata.normalize("NFKC", printed(golden.with_suffix(".pdf")))
    # pdfium gives a hyphen at a line end as one of the first two of these.
    text = re.sub("[\ufffe\x02\u00ad\u2010-]\\s*(?=[a-zà-ÿ])", "", text)
    text = "".join(re.sub("[\ufffe\x02\u2010]", "-", text).split())
    said: Counter[str] = Counter()
    for table in json.loads(golden.read_text(encoding="utf-8"))["tables"]:
        above: list[str | None] = [None] * len(table["columns"])
        for row in [table["columns"], *table["rows"]]:
            # A cell like the one above may be one that spans both rows, and is printed once.
            fresh = [cell for cell, before in zip(row, above, strict=True) if cell and cell != before]
            said.update(word for cell in fresh for word in unicodedata.normalize("NFKC", cell).split())
            above = row
    # A word broken after a dash or a stroke would be keyed with a blank; such places must not stand at a line end.
    for word in list(said):
        for place in re.finditer("[–/@.:](?=.)", word):
            start, end = word[: place.end()], word[place.end() :]
            if re.search(rf"(?<!\\S){re.escape(start)}\\s*\\n\\s*{re.escape(end)}(?!\\S)", whole):
                said[f"{start}|{end}"] = 99
    words = {word: re.sub("-(?=[a-zà-ÿ])", "", word) for word in said}
    return {word: times - text.count(words[word]) for word, times in said.items() if times > text.count(words[word])}


def main() -> None:
    """Check every golden of the corpus."""
    for golden in sorted(CORPUS.glob("*.json")):
        missing = lost(golden)
        print(f"{golden.stem}: {missing or 'all words are printed'}")


if __name__ == "__main__":
    main()
