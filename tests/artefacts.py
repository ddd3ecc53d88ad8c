"""Search every byte of a release and of its exports for a name, by other means than the redaction itself."""

from __future__ import annotations

import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl

TITLES = ("Lord", "Sir", "Dr", "Dame", "Professor")


def bare(text: str) -> str:
    """Letters and digits alone, small, without accents: whatever stands between the parts of a name is gone."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text)).casefold()
    return "".join(sign for sign in re.sub(r"%[0-9a-f]{2}", "", plain) if sign.isalnum())


def forms(name: str) -> set[str]:
    """The ways to write a name, each as `bare` makes it."""
    without_brackets = re.sub(r"\(.*?\)", " ", name)
    nicknames = [f"{inside} {without_brackets.split()[-1]}" for inside in re.findall(r"\((.*?)\)", name)]
    found = set()
    for way in (name, without_brackets, *nicknames):
        words = way.split()
        found.add(bare(way))
        if words[0] in TITLES and len(words) > 2:
            words = words[1:]
        if words[0] not in TITLES:
            found |= {bare("".join(words)), bare("".join([words[-1], *words[:-1]]))}
    return found


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every text of every file below *folder*, with the file's name: cells, keys, pages, and the bytes themselves."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        for text in _texts(path):
            yield path.name, text


def _texts(path: Path) -> Iterator[str]:
    data = path.read_bytes()
    yield data.decode("utf-8", "ignore")
    yield data.decode("utf-16-le", "ignore")
    match path.suffix:
        case ".parquet":
            frame = pl.read_parquet(path)
            yield from _cells(frame)
            yield json.dumps(pl.read_parquet_metadata(path), ensure_ascii=False)
        case ".json":
            yield json.dumps(json.loads(data), ensure_ascii=False)
        case ".xlsx" | ".zip":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield re.sub(r"<[^>]*>", " ", archive.read(name).decode("utf-8", "ignore"))


def _cells(frame: pl.DataFrame) -> Iterator[str]:
    for column in frame.get_columns():
        for value in column.to_list():
            yield from (str(part) for part in (value if isinstance(value, list) else [value]) if part is not None)


def leaks(folder: Path, name: str, but: str = "") -> list[tuple[str, str]]:
    """Return where a name stands, in any form; not as a part of the longer name *but*."""
    wanted, longer = forms(name), bare(but)
    found = []
    for file, text in texts(folder):
        plain = bare(text).replace(longer, "|") if longer else bare(text)
        if any(form in plain for form in wanted):
            found.append((file, text[:200]))
    return found
