"""Plain text to lines of words, cut into pages where the text shows page starts and page numbers."""

from __future__ import annotations

from leaddata.errors import DocumentError
from leaddata.layout.text_pages import split_pages
from leaddata.model import Line, Locator, Page, Word

__all__ = ["decoded", "read_text", "text_page"]


def read_text(data: bytes, snapshot_id: str, lost_pages: tuple[int, ...] = ()) -> tuple[Page, ...]:
    """
    Read UTF-8 text.

    Raises:
        DocumentError: If it is empty or not UTF-8.
        LayoutError: If its page numbers do not count up.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        msg = f"expected UTF-8, got the byte {data[error.start]:#04x}"
        raise DocumentError(msg, at=Locator(snapshot_id, lines=(line, line)), next_step="save it as UTF-8") from error
    if not text.strip():
        msg = "expected text, got none"
        raise DocumentError(msg, at=snapshot_id)
    printed = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    pages = split_pages(printed, snapshot_id, lost_pages)
    return tuple(
        Page(
            number,
            lines=tuple(_line(row, count, number if len(pages) > 1 else None, snapshot_id) for count, row in rows),
        )
        for number, rows in pages
    )


def decoded(data: bytes) -> str:
    """
    Return the text of a file that somebody hands us: as its mark of byte order says, else UTF-8, else windows-1252.

    A sign that is cut in two at the end of *data* is left out.
    """
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8-sig")
        return data.decode("windows-1252", errors="replace")


def text_page(text: str, snapshot_id: str) -> Page:
    """Return a text as one page, a line each."""
    printed = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Page(1, lines=tuple(_line(row, count, None, snapshot_id) for count, row in enumerate(printed, start=1)))


def _line(text: str, count: int, page: int | None, snapshot_id: str) -> Line:
    at = Locator(snapshot_id, page=page, lines=(count, count))
    tokens = text.split()
    words = tuple(Word(token, at, ends_line=index == len(tokens) - 1) for index, token in enumerate(tokens))
    return Line(text, at, words)
