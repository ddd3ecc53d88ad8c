"""The date of publication of a RIS record, which may stand in several fields, or be parted between two."""

from __future__ import annotations

import re

from leaddata.clean.dates import find_partial_date
from leaddata.layout.articles import PrintedDate
from leaddata.layout.tagged import TaggedRecord
from leaddata.model import Cell

__all__ = ["ris_date"]

_FOUR = re.compile(r"(?P<date>\d{4}/(?P<month>\d{1,2})/(?:\d{1,2})?)/.*")
_NO_YEAR = re.compile(r"(?!.*\d{4})(?=.*[^\W\d_]{3}).*")  # "Nov 30", "30 Nov"
_DAY_AND_MONTH = re.compile(r"\d{1,2}([/.-])\d{1,2}")
_FULL_DATE = re.compile(r"Full publication date: (?P<date>.+)")  # JSTOR's, in a note


def ris_date(record: TaggedRecord) -> PrintedDate[Cell] | None:
    """Return the date of publication: of those that agree on the year the most exact one."""
    printed = [one for tag in ("PY", "Y1", "YR", "DA") for one in record.all(tag)]
    noted = [(one, _FULL_DATE.fullmatch(one.text)) for one in record.all("C1", "N1")]
    printed += [one.part(*match.span("date")) for one, match in noted if match]
    dates = [PrintedDate(one, find_partial_date(_dashed(one.text))) for one in printed]
    read = [date for date in dates if date.iso is not None]
    if not read:
        return dates[0] if dates else None
    agreed = [date for date in read if (date.iso or "")[:4] == (read[0].iso or "")[:4]]
    if len(read[0].iso or "") == 4:
        agreed += [found for date in dates if (found := _with_year(date.printed, read[0]))]
    return max(agreed, key=lambda date: len(date.iso or ""))


def _with_year(day: Cell, year: PrintedDate[Cell]) -> PrintedDate[Cell] | None:
    """Return the date that a month, or month and day, and a year in another field make."""
    if sign := _DAY_AND_MONTH.fullmatch(day.text):
        texts = [f"{day.text}{sign[1]}{year.iso}"]
    elif _NO_YEAR.fullmatch(day.text):
        texts = [f"{year.iso} {day.text}", f"{day.text} {year.iso}"]
        if day.text[0].isdigit():
            texts.reverse()
    else:
        return None
    made = [PrintedDate(Cell(text, day.at), find_partial_date(text)) for text in texts]
    return max(made, key=lambda date: len(date.iso or ""))


def _dashed(text: str) -> str:
    # Year/month/day/other information: what stands in the fourth place may be any text.
    if (fourth := _FOUR.fullmatch(text)) and fourth["month"]:
        return fourth["date"]
    if re.match(r"\d{4}//", text):  # a day without a month is none
        return text[:4]
    if re.fullmatch(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])", text):
        return f"{text[:4]}-{text[4:]}"
    match = re.search(r"(?<!\d)((?:19|20)\d\d)(?:(\d\d)(\d\d)|\.(\d\d)\.(\d\d))(?!\d)", text)
    return "-".join(part for part in match.groups() if part) if match else text
