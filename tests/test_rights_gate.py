"""No release leaves with more than eight words in a row of an original at hand, in whatever file, table or form."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest
import typst
from conftest import REPOSITORY, rest_slow
from made import BLOG, both, read, snapshot
from PIL import Image, PngImagePlugin

from leaddata.cli import main
from leaddata.errors import RightsError, SchemaFileError
from leaddata.pipeline import originals
from leaddata.pipeline import publish as publishing
from leaddata.pipeline.assemble import assemble
from leaddata.pipeline.refresh import publish, refresh
from leaddata.pipeline.rights import clip, publishable_quote
from leaddata.pipeline.rights_gate import Copied, originals_at_hand, rights_gate, search_for_copied
from leaddata.pipeline.schema_files import read_schema
from leaddata.pipeline.schemas import frame_schema, load_schemas

Write = Callable[[Path, str], object]

ORIGINALS = REPOSITORY.parent / "shared" / "originals"
HEADING = "How hill farmers of the northern dales learn to lead their neighbours"
SENTENCES = (
    "Every spring the shepherds of seven valleys met beneath an old lime tree and settled who would mend which wall. "
    "Nobody voted, and yet the walls were mended before the first of the lambs came. "
    "We asked what made them follow one another, and the answers were as varied as their well-worn hats."
)
CELL = "Keeper of the Upper Meadows and Warden of All Bridges, Little Example Parish Council"
ENTRY = "Other A, Example B (1999). Walls and those who mend them: a study of seven valleys. Sometown: Invented Press."
CHINESE = "每年春天七个山谷的牧羊人都会在一棵老树下相聚商定由谁来修补哪一段石墙。"
NINE = "the shepherds of seven valleys met beneath an old"
EIGHT = "the shepherds of seven valleys met beneath an"
PARAGRAPHS = (HEADING, SENTENCES, CELL, ENTRY, CHINESE)
TEXT_FIELDS = [
    (table, field.name)
    for table, schema in load_schemas().items()
    for field in schema.fields
    if field.type in {"string", "list"}
]
VERBATIM = [(table, name) for table, name in TEXT_FIELDS if load_schemas()[table].field(name).verbatim]


def laid(root: Path, data: bytes | str, name: str = "document.txt", source_id: str = "gamma_2003") -> Path:
    """Lay a document into a raw folder as an original, and return that folder."""
    folder = root / "raw" / source_id / "original"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return root / "raw"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return laid(tmp_path, "\n\n".join(PARAGRAPHS))


def table_file(folder: Path, table: str, /, **cells: object) -> Path:
    """Write a table of one row in which all cells but *cells* are null."""
    schema = load_schemas()[table]
    values = {field.name: cells.get(field.name) for field in schema.fields}
    values[schema.primary_key] = cells.get(schema.primary_key) or "row-1"
    folder.mkdir(exist_ok=True)
    path = folder / f"{table}.parquet"
    pl.DataFrame([values], schema=frame_schema(schema)).write_parquet(path)
    return path


def cell(table: str, name: str, text: str) -> object:
    return [text] if load_schemas()[table].field(name).type == "list" else text


def search(path: Path, raw: Path) -> list[Copied]:
    return list(search_for_copied([path], originals_at_hand(raw)))


def planted_everywhere(folder: Path, fields: list[tuple[str, str]], text: str) -> None:
    """Write a row for each field that holds *text* there and nothing else; no two alike."""
    for table in {table for table, _ in fields}:
        schema = load_schemas()[table]
        rows = []
        for name in (name for owner, name in fields if owner == table):
            said = f"{table} {name}: {text}"
            rows.append({name: [said] if schema.field(name).type == "list" else said})
        folder.mkdir(exist_ok=True)
        frame = [{schema.primary_key: f"row-{number}", **row} for number, row in enumerate(rows)]
        pl.DataFrame(frame, schema=frame_schema(schema)).write_parquet(folder / f"{table}.parquet")


def test_nine_words_are_found_in_every_text_field(tmp_path: Path, raw: Path) -> None:
    """Nine words cut out of a sentence are found in each field, of titles or not; eight may stand."""
    folder = tmp_path / "release"
    planted_everywhere(folder, TEXT_FIELDS, f"{NINE} wall")
    found = search(folder, raw)

    assert set(TEXT_FIELDS) == {(copied.at.table, copied.at.field) for copied in found}
    assert {9} == {copied.word_count for copied in found}
    assert all(copied.original.startswith("gamma_2003@") for copied in found)

    planted_everywhere(folder, TEXT_FIELDS, f"{EIGHT} wall")
    assert [] == search(folder, raw)


@pytest.mark.parametrize("fact", [HEADING, CELL, ENTRY], ids=["heading", "cell", "reference"])
def test_printed_facts_may_stand_at_any_length(fact: str, tmp_path: Path, raw: Path) -> None:
    """A heading, a cell, an entry of a list of references may stand in a field of such, and wherever it is repeated."""
    folder = tmp_path / "release"
    for table, name in VERBATIM:
        table_file(folder, table, **{name: cell(table, name, fact)})
        table_file(folder, "evidence", quote=fact, table=table, row_id="row-1", field=name)
        (folder / "CHANGES.md").write_text(f"- `row-1` {name}: null → `{fact}`\n", encoding="utf-8")
        (folder / "page.html").write_text(f"<p>{fact.replace(' ', '&#32;')}</p>", encoding="utf-8")

    assert [] == search(folder, raw)


@pytest.mark.parametrize("sentence", [SENTENCES, *SENTENCES.split(". ")[1:]], ids=["all", "second", "third"])
def test_a_sentence_in_a_field_of_titles_does_not_allow_itself(sentence: str, tmp_path: Path, raw: Path) -> None:
    """Running text may not stand in a field of titles, nor does it make itself a fact elsewhere."""
    folder = tmp_path / "release"
    planted_everywhere(folder, VERBATIM, sentence)
    (folder / "README.md").write_text(sentence, encoding="utf-8")
    found = search(folder, raw)

    assert {*VERBATIM, (None, None)} == {(copied.at.table, copied.at.field) for copied in found}


def test_names_that_follow_one_another_may_stand(tmp_path: Path) -> None:
    """A page may show a table in printed order, though each of its cells is short; a sentence full of names may not stand."""
    people = [
        ("Ann Other", "Shepherd of Upper Dale"),
        ("Bo Example", "Warden of the Bridge"),
        ("Cy Invented", "Keeper"),
    ]
    said = "Ann Other told Bo Example that nobody had seen the bridge since."
    raw = laid(tmp_path, "\n".join(f"{name} {job}" for name, job in people) + f"\n\nThe end. {said}")
    folder = tmp_path / "release"
    folder.mkdir()
    rows = [{"participant_id": name, "name": name, "job_and_location_printed": job} for name, job in people]
    pl.DataFrame(rows, schema=frame_schema(load_schemas()["participants"])).write_parquet(
        folder / "participants.parquet"
    )
    page = "".join(f"<tr><td>{name}<td>{job}" for name, job in people)
    (folder / "index.html").write_text(f"<html><table>{page}</table>", encoding="utf-8")
    assert [] == search(folder, raw)

    (folder / "index.html").write_text(f"<html>{said}</html>", encoding="utf-8")
    assert {"index.html"} == {copied.at.file for copied in search(folder, raw)}


def test_a_stopped_row_may_be_shown(tmp_path: Path) -> None:
    """A row in quarantine is shown cell by cell, as it was printed; a sentence in it is found."""
    raw = laid(tmp_path, f"Ann Other of Upper Dale {CELL} Northern Example Scheme\n\n{SENTENCES}")
    folder = tmp_path / "release"
    table_file(folder, "quarantine", printed=f"Ann Other of Upper Dale | {CELL} | Northern Example Scheme")
    assert [] == search(folder, raw)

    table_file(folder, "quarantine", printed=f"Ann Other | x {NINE} y")
    assert [9] == [copied.word_count for copied in search(folder, raw)]


def test_chinese_sentences_are_no_evidence() -> None:
    """A Chinese sentence has no blanks, and is not quoted from an original as if it were one word."""
    field = load_schemas()["abstracts"].field("language")
    reading = read("zh", snapshot(BLOG), method="derived")

    assert publishable_quote(CHINESE, reading, field, "abstracts", is_theirs=True) is None
    assert CHINESE[:13] == publishable_quote(CHINESE[:13], reading, field, "abstracts", is_theirs=True)
    assert f"expected a day, got '{CHINESE[:13]} …'" == clip(f"expected a day, got '{CHINESE}'")


def test_a_title_that_a_page_divides_may_stand(tmp_path: Path, raw: Path) -> None:
    """Evidence of a cell that goes on over a page has a quote that begins within a title."""
    folder = tmp_path / "release"
    table_file(folder, "sections", title=HEADING)
    table_file(folder, "evidence", quote=" ".join(HEADING.split()[3:]))

    assert [] == search(folder, raw)


def test_a_title_may_not_stand_where_no_table_has_it(tmp_path: Path, raw: Path) -> None:
    """Outside the fields of titles the gate knows no titles but those of the release."""
    folder = tmp_path / "release"
    table_file(folder, "statistics", what=HEADING)

    assert 1 == len(search(folder, raw))


FORMS: dict[str, Callable[[str], str]] = {
    "other case": str.upper,
    "hyphen at a line's end": lambda text: text.replace("shepherds", "shep-\n  herds"),
    "soft hyphens": lambda text: text.replace("valleys", "val\u00adleys"),
    "line ends and blanks": lambda text: text.replace(" ", " \n\t \u00a0"),
    "ligature": lambda text: text.replace("the", "t\u200bhe").replace("met", "m\u0065t"),
    "full width": lambda text: "".join(chr(ord(sign) + 0xFEE0) if sign.isalpha() else sign for sign in text),
    "accents": lambda text: text.replace("old", unicodedata.normalize("NFD", "öld")),
    "tags": lambda text: text.replace(" ", "</i> <i>").replace("seven", "se<b>v</b>en"),
    "entities": lambda text: text.replace(" ", "&nbsp;").replace("b", "&#98;"),
    "entities twice": lambda text: text.replace(" ", "&amp;nbsp;"),
    "stars": lambda text: text.replace(" ", "** **"),
    "dashes": lambda text: text.replace(" ", " \u2013 "),
    "quotation marks": lambda text: "‘" + text.replace("valleys", "“valleys”") + "’",
    "an address": lambda text: "https://example.org/?q=" + text.replace(" ", "%20"),
    "escapes": lambda text: text.replace(" ", "\\n").replace("m", "\\u006d"),
    "a slug": lambda text: "https://example.org/" + text.replace(" ", "-") + "/",
    "no blanks": lambda text: text.replace(" ", ""),
}


@pytest.mark.parametrize("form", rest_slow(FORMS.values(), 9), ids=FORMS)
def test_the_form_makes_no_difference(form: Callable[[str], str], tmp_path: Path, raw: Path) -> None:
    """Case, hyphens, blanks, widths, accents, tags and entities hide nothing."""
    path = tmp_path / "notes.md"
    path.write_text(f"Read this:\n{form(NINE)}\nand that.", encoding="utf-8")
    assert 1 == len({copied.word_count for copied in search(path, raw)})

    path.write_text(f"Read this:\n{form(EIGHT)}\nand that.", encoding="utf-8")
    assert [] == search(path, raw)


def test_elements_of_a_list_are_read_on(tmp_path: Path, raw: Path) -> None:
    """A sentence divided among the elements of a list is found."""
    path = table_file(
        tmp_path / "release", "cited_works", authors=["the shepherds of seven", "valleys met beneath an old"]
    )

    assert 9 == search(path, raw)[0].word_count


def test_words_are_whole(tmp_path: Path, raw: Path) -> None:
    """A longer word that begins as the original's ninth does is another word."""
    path = tmp_path / "notes.txt"
    path.write_text(f"{EIGHT} older", encoding="utf-8")

    assert [] == search(path, raw)


def test_chinese_is_counted_by_its_signs(tmp_path: Path, raw: Path) -> None:
    """Fourteen signs without blanks are more than eight words; thirteen may stand."""
    path = tmp_path / "notes.txt"
    path.write_text(f"他们说{CHINESE[2:16]}好", encoding="utf-8")
    assert 9 == search(path, raw)[0].word_count

    path.write_text(f"他们说{CHINESE[2:15]}好", encoding="utf-8")
    assert [] == search(path, raw)


def html_page() -> str:
    return (
        f"<!doctype html><html><head><title>{HEADING}</title></head><body><h1>{HEADING}</h1><p>"
        + SENTENCES.replace("seven valleys", "<em>seven</em>&nbsp;valleys")
        + f"</p><table><tr><td>{CELL}</td></tr></table><ul><li>{ENTRY}</li></ul></body></html>"
    )


def typeset(text: str) -> bytes:
    """Return a PDF of Typst's markup."""
    found: Any = typst.compile(text.encode(), format="pdf", ignore_system_fonts=True)
    return bytes(found)


def pdf_page() -> bytes:
    body = f"{SENTENCES}\n\n{ENTRY}"
    return typeset(f"#set page(width: 300pt, height: 400pt)\n= {HEADING}\n\n{body}\n\n#table(columns: 1, [{CELL}])\n")


def kinds() -> dict[str, bytes]:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.txt", "\n\n".join(PARAGRAPHS))
    record = {"title": HEADING, "abstract": SENTENCES, "affiliation": CELL, "references": [ENTRY]}
    xml = (
        f"<?xml version='1.0'?><PubmedArticle><ArticleTitle>{HEADING}.</ArticleTitle><Affiliation>{CELL}</Affiliation>"
        f"<AbstractText>{SENTENCES}</AbstractText><Citation>{ENTRY}</Citation></PubmedArticle>"
    )
    rows = [
        "PMID- 1",
        f"TI  - {HEADING}.",
        f"AB  - {SENTENCES}",
        f"AD  - {CELL}",
        "SO  - Ex. 1999",
        "LID - 2",
        "CR  - " + ENTRY,
    ]
    feed = f"<?xml version='1.0'?><rss><item><title>{HEADING}</title><description>&lt;p&gt;{SENTENCES}&lt;/p&gt;"
    return {
        "html": html_page().encode(),
        "pdf": pdf_page(),
        "xml": xml.encode(),
        "feed": f"{feed}</description><author>{CELL}</author><comments>{ENTRY}</comments></item></rss>".encode(),
        "json": json.dumps(record).encode(),
        "medline": "\n".join(rows).encode(),
        "gzip": gzip.compress("\n\n".join(PARAGRAPHS).encode()),
        "zip": packed.getvalue(),
        "utf-16": "\n\n".join(PARAGRAPHS).encode("utf-16"),
        "script": f"<html><script>var said = '{SENTENCES}';</script><h2>{HEADING}</h2><td>{CELL}<li>{ENTRY}".encode(),
    }


@pytest.mark.parametrize("kind", ["html", "pdf", "xml", "feed", "json", "medline", "gzip", "zip", "utf-16", "script"])
def test_originals_of_every_kind(kind: str, tmp_path: Path) -> None:
    """Whatever the original is: its sentences are found, its titles, cells and references may stand."""
    raw = laid(tmp_path, kinds()[kind], "document")
    folder = tmp_path / "release"
    table_file(folder, "sections", title=HEADING)
    table_file(folder, "participants", job_and_location_printed=CELL)
    table_file(folder, "cited_works", reference_printed=ENTRY)
    assert [] == search(folder, raw)

    table_file(folder, "sections", title=f"About {NINE} walls")
    assert ["sections"] == [copied.at.table for copied in search(folder, raw)]


def _sqlite(path: Path, text: str) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("create table posts (post_id text, series text)")
        database.execute("insert into posts values ('p1', ?)", (text,))


def _archive(inner: str) -> Write:
    def write(path: Path, text: str) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(inner, f"<?xml version='1.0'?><sst><si><t>{text}</t></si></sst>")

    return write


def _png(path: Path, text: str) -> None:
    said = PngImagePlugin.PngInfo()
    said.add_itxt("Comment", text, zip=True)
    Image.new("RGB", (2, 2)).save(path, pnginfo=said)


def _pdf(path: Path, text: str) -> None:
    path.write_bytes(typeset(text))


def _metadata(path: Path, text: str) -> None:
    pl.DataFrame({"a": [1]}).write_parquet(path, metadata={"leaddata": json.dumps({"description": text})})


def _svg(path: Path, text: str) -> None:
    spans = "".join(f"<tspan x='1'>{word} </tspan>" for word in text.split())
    path.write_text(f"<svg xmlns='http://www.w3.org/2000/svg'><text>{spans}</text></svg>", encoding="utf-8")


def _plain(form: Callable[[str], str]) -> Write:
    return lambda path, text: path.write_bytes(form(text).encode())


KINDS: dict[str, Write] = {
    "DICTIONARY.md": _plain(lambda text: f"| `title` | string | {text} |\n"),
    "CHANGES.md": _plain(lambda text: f"- `row-1` title: null → `{text}`\n"),
    "CITATION.cff": _plain(lambda text: f"references:\n- title: {text}\n"),
    "datapackage.json": _plain(
        lambda text: json.dumps({"resources": [{"schema": {"fields": [{"description": text}]}}]})
    ),
    "croissant.json": _plain(lambda text: json.dumps({text: 1})),
    "dataset.jsonld": _plain(lambda text: json.dumps({"variableMeasured": [{"description": text}]}, indent=2)),
    "datacite.json": _plain(lambda text: json.dumps({"descriptions": [{"description": f"x {text}"}]})),
    "prov.json": _plain(lambda text: json.dumps({"entity": {"leaddata:a": {"prov:label": text}}})),
    "leaddata.sqlite": _sqlite,
    "leaddata.xlsx": _archive("xl/sharedStrings.xml"),
    "notes.docx": _archive("word/document.xml"),
    "all.zip": _archive("inner/notes.txt"),
    "posts.csv": _plain(lambda text: f"post_id,series\np1,{text}\n"),
    "posts.jsonl": _plain(lambda text: '{"a": 1}\n' + json.dumps({"said": text.upper()}) + "\n"),
    "index.html": _plain(lambda text: f"<html><p title='x'>{text.replace(' ', ' <br>')}</p></html>"),
    "attribute.html": _plain(lambda text: f"<html><p title='{text}'>x</p></html>"),
    "comment.html": _plain(lambda text: f"<html><!-- {text} --></html>"),
    "data.js": _plain(lambda text: f"const rows = [['{text}']];"),
    "page.svg": _svg,
    "page.png": _png,
    "page.jpg": lambda path, text: Image.new("RGB", (2, 2)).save(path, comment=text.encode()),
    "posts.csv.gz": lambda path, text: path.write_bytes(gzip.compress(text.encode())),
    "report.pdf": _pdf,
    "posts.parquet": _metadata,
    "LICENSE": _plain(lambda text: text),
}


@pytest.mark.parametrize(("name", "write"), rest_slow(KINDS.items(), 12), ids=KINDS)
def test_files_of_every_kind(name: str, write: Write, tmp_path: Path, raw: Path) -> None:
    """Nine words are found in each kind of file that a release or an export may have; eight may stand."""
    folder = tmp_path / "release" / "inner"
    folder.mkdir(parents=True)
    write(folder / name, f"So {NINE} x")
    found = search(folder.parent, raw)

    assert {9} == {copied.word_count for copied in found}
    assert all(copied.at.file.startswith(f"inner/{name}") for copied in found)

    (folder / name).unlink()
    write(folder / name, f"So {EIGHT} x")
    assert [] == search(folder.parent, raw)


def test_the_name_of_a_file_is_searched(tmp_path: Path, raw: Path) -> None:
    """A file may not be called by a sentence."""
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / f"{NINE.replace(' ', '_')}.md").write_text("nothing", encoding="utf-8")

    assert 1 == len(search(folder, raw))


@pytest.mark.parametrize(
    "data", [b"\x7fELF\x00\x01\x02", b"PK\x03\x04broken", b"PAR1broken", b"SQLite format 3\x00broken"]
)
def test_what_cannot_be_searched_is_refused(data: bytes, tmp_path: Path, raw: Path) -> None:
    """The gate does not vouch for a file that it cannot look into."""
    folder = tmp_path / "release"
    folder.mkdir()
    (folder / "thing.bin").write_bytes(data)

    with pytest.raises(RightsError, match=r"thing\.bin: expected .*, got .*: "):
        search(folder, raw)


def test_changes_are_cells(tmp_path: Path, raw: Path) -> None:
    """What a cell was before is held to the rule of its field: a title that is gone may be named, a sentence may not."""
    path = tmp_path / "changes.json"

    def changed(field: str, before: str) -> None:
        change = {"row_id": "row-1", "field": field, "before": before, "after": None}
        path.write_text(json.dumps({"tables": {"sections": {"cells_changed": [change]}}}), encoding="utf-8")

    changed("title", HEADING)
    assert [] == search(path, raw)
    for field, text in {"title": f"x {NINE}", "path": HEADING}.items():
        changed(field, text)
        (found,) = search(path, raw)
        assert ("sections", "row-1", field) == (found.at.table, found.at.row_id, found.at.field)


def test_several_parts_and_old_originals_count(tmp_path: Path) -> None:
    """All files of an original are at hand: parts, older ones, and such that no snapshot.json names."""
    laid(tmp_path, HEADING, "0001.txt")
    (tmp_path / "raw" / "gamma_2003" / "original" / "2001").mkdir()
    raw = laid(tmp_path, SENTENCES, "2001/0002.txt")
    path = tmp_path / "notes.txt"
    path.write_text(NINE, encoding="utf-8")

    assert 1 == len(search(path, raw))


def test_full_text_and_restated_editions_are_no_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of a source that may be published in full, and our own, may stand."""
    raw = laid(tmp_path, SENTENCES)
    (raw / "gamma_2003" / "original").rename(raw / "gamma_2003" / "restated")
    path = tmp_path / "notes.txt"
    path.write_text(SENTENCES, encoding="utf-8")
    assert [] == search(path, raw)

    laid(tmp_path, SENTENCES)
    assert 1 == len(search(path, raw))
    monkeypatch.setattr(originals, "SOURCES", {"gamma_2003": SimpleNamespace(redistribution="full")})
    assert [] == search(path, raw)


def test_the_message_names_the_place_and_few_words(tmp_path: Path, raw: Path) -> None:
    """File, table, row, field, original and count stand in the message, and no more of the sentence than finds it."""
    folder = tmp_path / "release"
    table_file(folder, "posts", series=SENTENCES)
    with pytest.raises(RightsError) as caught:
        rights_gate(raw)(folder)
    message = str(caught.value)

    assert message.startswith("posts.parquet (posts, row-1, series): expected at most 8 words in a row")
    assert "of gamma_2003@" in message
    assert "Every spring the shepherds of …" in message
    assert "shepherds of seven" not in message
    assert 5 == caught.value.exit_code


def test_an_original_that_nobody_can_read_is_passed_over(tmp_path: Path) -> None:
    """Nothing can come from a broken document, unless the release says that it was read."""
    raw = laid(tmp_path, b"%PDF-1.7 broken", "document.pdf")
    folder = tmp_path / "release"
    table_file(folder, "posts", series="Alpha")
    rights_gate(raw)(folder)

    table_file(folder, "snapshots", snapshot_id=originals_at_hand(raw)[0].id)
    with pytest.raises(RightsError, match="expected an original that can be searched, got one that cannot"):
        rights_gate(raw)(folder)


def test_a_release_with_copied_words_is_not_published(tmp_path: Path) -> None:
    """The release before stays current, and no trace is left of the one refused; a local one is nobody else's to see."""
    out = tmp_path / "out"
    words = "one two three four five six seven eight nine ten"
    raw = laid(tmp_path, f"They counted {words} and began again. Then they were done.")
    publishing.publish(assemble(both()[:1], {}, out), out)
    current = (out / "current.json").read_bytes()
    candidate = assemble(both(), {}, out)
    with pytest.raises(RightsError, match=r"posts\.parquet \(posts, .*, teaser\)"):
        publish(candidate, raw, out)

    assert current == (out / "current.json").read_bytes()
    assert ["current.json", "releases"] == sorted(path.name for path in out.iterdir() if path.name != "lock")
    assert ["0.1.0"] == [path.name for path in (out / "releases").iterdir()]
    assert publish(candidate, tmp_path / "no originals", out).published

    local = tmp_path / "local"
    assert publish(assemble(both(), {}, local, with_text=True), raw, local).published
    assert BLOG in {one.source.id for one in both()}


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """Return a copy of the documents, and an original that holds words of a restated teaser."""
    raw = tmp_path / "raw"
    shutil.copytree(REPOSITORY / "data" / "raw", raw, ignore=shutil.ignore_patterns("original"))
    version = json.loads((REPOSITORY / "data" / "processed" / "current.json").read_text(encoding="utf-8"))["version"]
    posts = pl.read_parquet(REPOSITORY / "data" / "processed" / "releases" / version / "posts.parquet")
    words = posts["teaser"].drop_nulls()[0].split()[3:12]
    laid(tmp_path, f"Somebody wrote that {' '.join(words)} and more. It was long ago.")
    return raw


@pytest.mark.slow
def test_refresh_goes_through_the_gate(planted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`leaddata refresh` ends with 5 and one line that names the cell; nothing is published."""
    out = tmp_path / "out"
    code = main(["refresh", "--raw", str(planted), "--out", str(out)])
    told = capsys.readouterr().err

    assert 5 == code
    assert "leaddata: posts.parquet (posts, " in told
    assert "teaser): expected at most 8 words in a row of an original's text, got 9 of gamma_2003@" in told
    assert not (out / "current.json").exists()

    assert 0 == main(["refresh", "--raw", str(planted), "--out", str(tmp_path / "local"), "--with-text"])
    shutil.rmtree(planted / "gamma_2003")
    assert 0 == main(["refresh", "--raw", str(planted), "--out", str(out)])


@pytest.mark.slow
def test_the_flow_goes_through_the_gate(planted: Path, tmp_path: Path) -> None:
    """So does the flow."""
    out = tmp_path / "out"
    command = [sys.executable, str(REPOSITORY / "flows" / "refresh.py"), "--raw", str(planted), "--out", str(out)]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)

    assert 5 == ended.returncode, ended.stderr
    assert "teaser): expected at most 8 words in a row of an original's text, got 9 of gamma_2003@" in ended.stderr
    assert not (out / "current.json").exists()


def test_any_folder_can_be_searched(tmp_path: Path, raw: Path) -> None:
    """The module is a program for exports and the like."""
    (tmp_path / "export.csv").write_text(f"said\n{NINE}\n", encoding="utf-8")
    command = [sys.executable, "-m", "leaddata.pipeline.rights_gate", str(tmp_path / "export.csv"), "--raw", str(raw)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (5, "1 copied, 1 originals at hand\n") == (ended.returncode, ended.stderr)
    assert ended.stdout.startswith("export.csv: expected at most 8 words")


@pytest.mark.parametrize("missing", ["site", "raw"])
def test_what_is_not_there_does_not_pass(missing: str, tmp_path: Path) -> None:
    """A misspelt folder is an error, of files to search as of originals: nothing was searched."""
    for name in {"site", "raw"} - {missing}:
        (tmp_path / name).mkdir()
    command = [
        sys.executable,
        "-m",
        "leaddata.pipeline.rights_gate",
        str(tmp_path / "site"),
        "--raw",
        str(tmp_path / "raw"),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (5, "") == (ended.returncode, ended.stdout)
    assert f"{missing}: expected a file or folder to search, got none" in ended.stderr


@pytest.mark.parametrize(("rights", "type_name"), [("expression", "string"), ("fact", "integer")])
def test_verbatim_is_for_facts_in_words(rights: str, type_name: str, tmp_path: Path) -> None:
    """A schema cannot call somebody's expression a fact of any length."""
    path = tmp_path / "made.yaml"
    path.write_text(
        "name: made\ntitle: Made\ndescription: Made up.\nprimaryKey: [made_id]\nfields:\n- name: made_id\n"
        f"  type: {type_name}\n  rights: {rights}\n  verbatim: true\n  description: An id.\n",
        encoding="utf-8",
    )
    with pytest.raises(SchemaFileError, match="expected verbatim on a fact that is text"):
        read_schema(path)


real = pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the originals are not beside this checkout")


@pytest.fixture(scope="module")
def real_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the documents of the repository with the originals laid in."""
    raw = tmp_path_factory.mktemp("real") / "raw"
    shutil.copytree(REPOSITORY / "data" / "raw", raw, ignore=shutil.ignore_patterns("original"))
    for folder in ORIGINALS.glob("*/original"):
        shutil.copytree(folder, raw / folder.parent.name / "original")
    return raw


@pytest.fixture(scope="module")
def real_release(real_raw: Path) -> Path:
    """Return a release that was read from the originals."""
    out = real_raw.parent / "out"
    assert refresh(real_raw, out).published
    return out / "releases" / "0.1.0"


@pytest.mark.slow
@real
def test_both_editions_pass(real_raw: Path, real_release: Path) -> None:
    """Facts alone are taken from the originals; the restated editions hold no sentence of theirs."""
    assert {"original"} == set(pl.read_parquet(real_release / "snapshots.parquet")["edition"])
    assert [] == search(real_release, real_raw)
    for folder in (REPOSITORY / "data" / "processed" / "releases").iterdir():
        assert [] == search(folder, real_raw)


@real
@pytest.mark.parametrize("source_id", sorted(path.name for path in ORIGINALS.glob("*") if path.is_dir()))
def test_sentences_of_the_originals_are_found(
    source_id: str, real_raw: Path, real_release: Path, tmp_path: Path
) -> None:
    """Nine words out of the middle of a sentence are found beside all the facts of a release; titles and names are not."""
    (path,) = (real_raw / source_id / "original").glob("*.txt")
    sentences = path.read_text(encoding="utf-8").replace("\n", " ").split(". ")
    stretches = {" ".join(words[3:12]) for sentence in sentences if len(words := sentence.split()) > 14}
    folder = tmp_path / "release"
    shutil.copytree(real_release, folder)
    found = 0
    for number, stretch in enumerate(stretches):
        (folder / f"{number}.md").write_text(stretch, encoding="utf-8")
        # A bullet is no word, and what a line's end divides is one.
        found += "- " not in stretch and sum(any(map(str.isalnum, word)) for word in stretch.split()) >= 9
    hit = {copied.at.file for copied in search(folder, real_raw)}

    assert found > 3
    assert 0.8 * found < len(hit)
