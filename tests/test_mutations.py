"""Real documents with a fault in them: each is stopped by the gate that `docs/quality.md` names, and nothing is published."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from conftest import REPOSITORY
from loopback import SOURCE_ID, FakeClock, Reply, Server, made_source, options
from mutating import (
    ARTICLE,
    BLOG,
    BOOK,
    REPORT,
    Change,
    Ground,
    Outcome,
    ground,
    read,
    refreshed,
    repaged,
    replaced,
    retypeset,
)

from leaddata.cli import main
from leaddata.content import content_sha256, file_sha256
from leaddata.descriptor import restored
from leaddata.errors import TamperedError
from leaddata.pipeline import corrections_file
from leaddata.pipeline.add import add
from leaddata.pipeline.compare import compare_sides, side
from leaddata.pipeline.extract import Extraction
from leaddata.pipeline.fetch import fetch_source
from leaddata.pipeline.gates import FAULTS, GATES, UNSEEN, gates_of
from leaddata.pipeline.quality import goldens, measure
from leaddata.pipeline.release import current_release
from leaddata.pipeline.reread import reread
from leaddata.pipeline.snapshots import newest_snapshot, part_bytes
from leaddata.releases import verify
from leaddata.sources import SOURCES

GOLDEN = REPOSITORY / "tests" / "golden"
ORIGINALS = REPOSITORY.parent / "shared" / "originals"

# What a gate says of a fault: what a refresh made of it, or lines of a gate that a refresh does not ask.
Told = Outcome | Sequence[str]
Put = Callable[[Ground], Told]
PUT: dict[str, tuple[str, Put]] = {}
# What a folder's current.json is once a fault that changes it itself is in.
BEFORE: dict[Path, bytes] = {}

NOT_FOUND = b"<!doctype html><html><head><title>404 Not Found</title></head><body><h1>Not Found</h1></body></html>"
SIGN_IN = (
    b"<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1><form><label>User <input name=u>"
    b"</label><label>Password <input type=password name=p></label><button>Sign in</button></form></body></html>"
)
ADAMS = "  ([Ted Adams], [Registrar Obs and Gynae \\ Whiston Hospital], nw),\n"


def fault(edition: str = "restated") -> Callable[[Put], Put]:
    """Register a function that puts the fault of its name into a copy of a ground."""

    def register(put: Put) -> Put:
        PUT[put.__name__] = (edition, put)
        return put

    return register


@pytest.fixture(scope="module")
def restated(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Return the restated editions, and a release of them."""
    folder = tmp_path_factory.mktemp("restated")
    shutil.copytree(REPOSITORY / "data" / "raw", folder / "raw", ignore=shutil.ignore_patterns("original", ".fetch"))
    return ground(folder / "raw", folder / "out", "restated")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Return the originals, and a release of them; skip where they are not at hand."""
    if not ORIGINALS.is_dir():
        pytest.skip("the originals are not beside this checkout")
    folder = tmp_path_factory.mktemp("original")
    for path in ORIGINALS.rglob("*"):
        if path.is_file():
            target = folder / "raw" / path.relative_to(ORIGINALS)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return ground(folder / "raw", folder / "out", "original")


def changed(on: Ground, source_id: str, change: Change, *, told: bool = True, **said: object) -> Outcome:
    on.change(source_id, change, told=told, **said)
    return refreshed(on, source_id)


def typeset(on: Ground, old: str, new: str) -> Outcome:
    return changed(on, REPORT, retypeset(old, new, on.raw / REPORT / "restated"))


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def release(on: Ground) -> Path:
    version = json.loads((on.out / "current.json").read_text(encoding="utf-8"))["version"]
    return on.out / "releases" / str(version)


@fault()
def byte(on: Ground) -> Told:
    return changed(on, REPORT, lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:], told=False)


@fault()
def stale_record(on: Ground) -> Told:
    return changed(on, BLOG, replaced("21 September 2022", "22 September 2022"), told=False)


@fault()
def lost_file(on: Ground) -> Told:
    on.document(BOOK).unlink()
    return refreshed(on, BOOK)


@fault()
def lost_field(on: Ground) -> Told:
    path = on.document(BOOK).with_name("snapshot.json")
    fields = json.loads(path.read_text(encoding="utf-8"))
    del fields["sha256"]
    path.write_text(json.dumps(fields), encoding="utf-8")
    return refreshed(on, BOOK)


@fault()
def unknown_field(on: Ground) -> Told:
    on.tell(BOOK, sha265="0" * 64)
    return refreshed(on, BOOK)


@fault()
def wrong_field(on: Ground) -> Told:
    on.tell(BOOK, bytes="many")
    return refreshed(on, BOOK)


@fault()
def wrong_type(on: Ground) -> Told:
    return changed(on, REPORT, lambda _: NOT_FOUND)


@fault()
def empty(on: Ground) -> Told:
    outcomes = [changed(on.copy(on.raw.parent / name), name, lambda _: b"") for name in (BLOG, ARTICLE, BOOK)]
    last = changed(on, REPORT, lambda _: b"")
    assert {gates_of(outcome.errors[0])[0] for outcome in outcomes} == {"document"}
    return last


@fault()
def cut_pdf(on: Ground) -> Told:
    return changed(on, REPORT, half)


@fault()
def cut_page(on: Ground) -> Told:
    return changed(on, BLOG, half)


@fault()
def cut_record(on: Ground) -> Told:
    return changed(on, ARTICLE, half)


@fault("original")
def wrong_charset(on: Ground) -> Told:
    return changed(on, REPORT, lambda data: data.decode().encode("cp1252", "replace"))


@fault()
def error_page(on: Ground) -> Told:
    page = on.raw.parent / "report.pdf"
    page.write_bytes(NOT_FOUND)
    add(on.raw, REPORT, page)
    return refreshed(on, REPORT)


@fault()
def login_page(on: Ground) -> Told:
    return changed(on, BLOG, lambda _: SIGN_IN)


@fault()
def login_page_record(on: Ground) -> Told:
    return changed(on, ARTICLE, lambda _: SIGN_IN, media_type="text/html")


@fault()
def login_page_book(on: Ground) -> Told:
    return changed(on, BOOK, lambda _: SIGN_IN)


@fault()
def lost_page_of_table(on: Ground) -> Told:
    return changed(on, REPORT, repaged(lambda pages: [*pages[:27], *pages[28:]]))


@fault()
def lost_page_of_prose(on: Ground) -> Told:
    return changed(on, REPORT, repaged(lambda pages: [*pages[:11], *pages[12:]]))


@fault()
def lost_last_page(on: Ground) -> Told:
    return changed(on, REPORT, repaged(lambda pages: pages[:-1]))


@fault("original")
def lost_page_of_text(on: Ground) -> Told:
    def cut(data: bytes) -> bytes:
        lines = data.decode().split("\n")
        start = lines.index(" Integrated team working")
        end = lines.index(" Visionary leaders and role models")
        return "\n".join([*lines[:start], *lines[end:]]).encode()

    return changed(on, REPORT, cut)


@fault()
def swapped_pages_of_prose(on: Ground) -> Told:
    return changed(on, REPORT, repaged(lambda pages: [*pages[:11], pages[12], pages[11], *pages[13:]]))


@fault()
def swapped_pages_of_table(on: Ground) -> Told:
    return changed(on, REPORT, repaged(lambda pages: [*pages[:27], pages[28], pages[27], *pages[29:]]))


def added(on: Ground, change: Change) -> Outcome:
    """Add a changed PDF of the report as an original; what is restated in it counts as its own words."""
    path = on.raw.parent / "report.pdf"
    path.write_bytes(change(on.document(REPORT).read_bytes()))
    add(on.raw, REPORT, path)
    return refreshed(on, REPORT)


@fault()
def lost_page_of_original(on: Ground) -> Told:
    return added(on, repaged(lambda pages: [*pages[:11], *pages[12:]]))


@fault()
def swapped_pages_of_original(on: Ground) -> Told:
    return added(on, repaged(lambda pages: [*pages[:11], pages[12], pages[11], *pages[13:]]))


@fault("original")
def cut_text(on: Ground) -> Told:
    return changed(on, REPORT, half)


@fault()
def columns_shifted(on: Ground) -> Told:
    post = "[Padeiatric Registrar \\ Royal Bolton]"
    return typeset(on, f"([Hasheem Abdullah], {post}, nw)", f"([Hasheem Abdullah], nw, {post})")


@fault()
def doubled_row(on: Ground) -> Told:
    return typeset(on, ADAMS, ADAMS * 2)


@fault()
def lost_row(on: Ground) -> Told:
    return typeset(on, ADAMS, "")


@fault("original")
def lost_name(on: Ground) -> Told:
    return changed(on, REPORT, replaced("Ted Adams Registrar", "Registrar"))


@fault()
def misspelt_programme(on: Ground) -> Told:
    return typeset(on, ADAMS, ADAMS.replace("nw", "[NHS Nort West]"))


@fault()
def unknown_grade(on: Ground) -> Told:
    return typeset(on, "[Surgical Registrar \\ North Bristol", "[Surgical Prefect \\ North Bristol")


@fault()
def lost_author(on: Ground) -> Told:
    def cut(data: bytes) -> bytes:
        start, end = data.index(b"<Author "), data.index(b"</Author>")
        return data[:start] + data[end + len(b"</Author>") :]

    return changed(on, ARTICLE, cut)


@fault()
def changed_expect(on: Ground) -> Told:
    with pytest.MonkeyPatch.context() as patch:
        expect = {**SOURCES[BOOK].expect, "cohorts": (9, 9)}
        patch.setitem(SOURCES, BOOK, replace(SOURCES[BOOK], expect=expect))
        return refreshed(on, BOOK)


def corrected(on: Ground, **entry: str) -> Outcome:
    """Refresh with a register in which the grade of the second participant is corrected."""
    rows = pl.read_parquet(release(on) / "participants.parquet")
    at = rows.filter(pl.col("position") == 2)["participant_id"][0]
    whole = {"at": at, "field": "grade", "printed": "Registrar", "expect": "registrar", "value": "consultant"}
    whole |= {"reason": "A test.", "checked_by": "nobody, 2026-01-31", "status": "applied", **entry}
    folder = on.raw.parent / "sources"
    folder.mkdir()
    (folder / f"{REPORT}.py").touch()
    (folder / f"{REPORT}.yaml").write_text(json.dumps({"corrections": [whole]}), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corrections_file, "correction_folder", lambda: folder)
        return refreshed(on)


@fault()
def stale_expect(on: Ground) -> Told:
    return corrected(on, expect="consultant", value="registrar")


@fault()
def stale_printed(on: Ground) -> Told:
    return corrected(on, printed="Prefect")


@fault()
def misread_record(on: Ground) -> Told:
    return changed(on, ARTICLE, replaced('encoding="UTF-8"', 'encoding="ISO-8859-1"'))


@fault()
def misread_titles(on: Ground) -> Told:
    misread = "‘Magical Meander’".encode().decode("latin-1")
    return changed(on, BLOG, replaced("&#8216;Magical Meander&#8217;", misread))


def leave_out(on: Ground, row_id: str) -> None:
    entry = [{"row_id": row_id, "date": "2026-01-31", "ground": "request"}]
    (on.raw.parent / "redactions.yaml").write_text(json.dumps(entry), encoding="utf-8")


@fault()
def stale_redaction(on: Ground) -> Told:
    leave_out(on, f"{REPORT}.participants.002-000000")
    return refreshed(on)


@fault()
def redacted_row_changed(on: Ground) -> Told:
    rows = pl.read_parquet(release(on) / "participants.parquet")
    leave_out(on, rows.filter(pl.col("position") == 2)["participant_id"][0])
    first = refreshed(on)
    assert first.published, first
    # The release to be kept is the one without the person.
    BEFORE[on.out] = (on.out / "current.json").read_bytes()
    return typeset(on, "[Ted Adams], [Registrar Obs", "[Tod Adams], [Registrar Obs")


@fault()
def copied_sentence(on: Ground) -> Told:
    words = "the shepherds of seven valleys met beneath an old"
    folder = on.raw / "gamma_2003" / "original"
    folder.mkdir(parents=True)
    sentence = f"Every spring {words} lime tree and settled who would mend which wall."
    (folder / "document.txt").write_text(sentence, encoding="utf-8")
    return typeset(on, "[_Careers_, 23 December.", f"[_Careers_ and {words}, 23 December.")


@fault()
def swapped_names(on: Ground) -> Told:
    path = on.raw / REPORT / "restated" / "report.typ"
    path.write_text(path.read_text(encoding="utf-8").replace("[Ted Adams]", "[@]"), encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8").replace("[Hasheem Abdullah]", "[Ted Adams]", 1), encoding="utf-8")
    return typeset(on, "[@]", "[Hasheem Abdullah]")


@fault("original")
def names_shifted(on: Ground) -> Told:
    names = ["Jason Gane", "David Griffiths", "Graham Hay-Smith", "Alanna Hare", "Toby Hillman"]

    def shift(data: bytes) -> bytes:
        text = data.decode()
        for number, name in enumerate(names):
            text = text.replace(name, f"@{number}@")
        for number in range(len(names)):
            text = text.replace(f"@{number}@", names[number - 1])
        return text.encode()

    return changed(on, REPORT, shift)


@fault()
def programmes_shifted(on: Ground) -> Told:
    rows = ADAMS + "  ([Yasmin Ahmed-Little], [Public Health], cmo),\n"
    return typeset(on, rows, rows.replace("nw", "@").replace("cmo", "nw").replace("@", "cmo"))


@fault()
def digit_of_count(on: Ground) -> Told:
    return typeset(on, "The NHS has 55,000 junior", "The NHS has 56,000 junior")


@fault()
def digit_of_cohort(on: Ground) -> Told:
    return changed(on, BOOK, replaced("18 new recruits", "19 new recruits"))


@fault()
def lost_post(on: Ground) -> Told:
    def cut(data: bytes) -> bytes:
        start = data.index(b'<article class="post hentry">')
        return data[:start] + data[data.index(b"</article>", start) + len(b"</article>") :]

    return changed(on, BLOG, cut)


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


@fault()
def tampered_table(on: Ground) -> Told:
    flip(release(on) / "participants.parquet", 300)
    return changed(on, REPORT, retypeset("[Ted Adams]", "[Tod Adams]", on.raw / REPORT / "restated"))


@fault()
def tampered_sums(on: Ground) -> Told:
    flip(release(on) / "SHA256SUMS", 0)
    return refreshed(on)


def forged(on: Ground, table: str, change: Callable[[pl.DataFrame], pl.DataFrame], *, whole: bool) -> Path:
    """Change a table of the release and every hash of a file; *whole*: what is said of its rows and content, too."""
    folder = release(on)
    frame = change(pl.read_parquet(folder / f"{table}.parquet"))
    frame.write_parquet(folder / f"{table}.parquet")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(one for one in package["resources"] if one["name"] == table)
    if whole:
        resource |= {"content_sha256": content_sha256(frame, restored(resource)["schema"]), "row_count": frame.height}
    resource["hash"] = f"sha256:{file_sha256(folder / f'{table}.parquet')}"
    resource["byte_count"] = (folder / f"{table}.parquet").stat().st_size
    (folder / "datapackage.json").write_text(json.dumps(package, indent=2), encoding="utf-8")
    names = sorted(path.name for path in folder.iterdir() if path.name != "SHA256SUMS")
    sums = "".join(f"{file_sha256(folder / name)}  {name}\n" for name in names)
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
    current = json.loads((on.out / "current.json").read_text(encoding="utf-8"))
    current["sha256"] = current["releases"][current["version"]] = file_sha256(folder / "SHA256SUMS")
    (on.out / "current.json").write_text(json.dumps(current), encoding="utf-8")
    BEFORE[on.out] = (on.out / "current.json").read_bytes()
    return folder


def not_verified(on: Ground) -> Sequence[str]:
    with pytest.raises(TamperedError) as caught:
        verify(on.out)
    return [str(problem) for problem in caught.value.problems]


@fault()
def forged_name(on: Ground) -> Told:
    def rename(frame: pl.DataFrame) -> pl.DataFrame:
        return frame.with_columns(pl.col("name").replace("Ted Adams", "Tod Adams"))

    forged(on, "participants", rename, whole=True)
    return not_verified(on)


@fault()
def forged_rows(on: Ground) -> Told:
    forged(on, "posts", lambda frame: frame[1:], whole=False)
    return not_verified(on)


def with_evidence(on: Ground, change: pl.Expr) -> Sequence[str]:
    """Change the first evidence of a participant's name, and read all again."""
    path = release(on) / "evidence.parquet"
    assert () == reread(on.raw, release(on)).problems
    frame = pl.read_parquet(path)
    names = frame.filter((pl.col("table") == "participants") & (pl.col("field") == "name"))
    is_first = pl.col("evidence_id") == names["evidence_id"][0]
    frame.with_columns(pl.when(is_first).then(change).otherwise(change.meta.output_name()).alias("@")).drop(
        change.meta.output_name()
    ).rename({"@": change.meta.output_name()}).write_parquet(path)
    return reread(on.raw, release(on)).problems


@fault()
def moved_box(on: Ground) -> Told:
    return with_evidence(on, pl.col("top") + 100)


@fault()
def changed_quote(on: Ground) -> Told:
    return with_evidence(on, pl.lit("Ann Other").alias("quote"))


@fault()
def one_edition(on: Ground) -> Told:
    on.change(ARTICLE, replaced("<Day>30</Day>", "<Day>29</Day>"))
    sides = [side([one], {}) for one in (on.found[ARTICLE], read(on.raw, ARTICLE)) if isinstance(one, Extraction)]
    return [str(difference) for difference in compare_sides(*sides).differences]


def not_golden(on: Ground, source_id: str, golden: Path = GOLDEN) -> Sequence[str]:
    """Return the tables of a source that are not read as their golden rows say."""
    for other in set(SOURCES) - {source_id}:
        shutil.rmtree(on.raw / other, ignore_errors=True)
    misses = {(one.source_id, one.table): len(one.misses) for one in goldens(golden)}
    return [
        f"{one.table}: {one.exact} of {one.rows} golden rows, {one.found} rows"
        for one in measure(golden, on.raw)
        if not one.exact == one.found == one.rows - misses[one.source_id, one.table]
    ]


def swap_authors(data: bytes) -> bytes:
    return data.replace(b"Lycett", b"@").replace(b"Avery", b"Lycett").replace(b"@", b"Avery")


@fault()
def swapped_authors(on: Ground) -> Told:
    on.change(ARTICLE, swap_authors)
    return not_golden(on, ARTICLE)


@fault()
def digit_of_date(on: Ground) -> Told:
    on.change(ARTICLE, replaced("<Day>30</Day>", "<Day>20</Day>"))
    return not_golden(on, ARTICLE)


@fault()
def passage_count(on: Ground) -> Told:
    path = on.document(ARTICLE).with_name("snapshot.json")
    passages = json.loads(path.read_text(encoding="utf-8"))["passages"]
    first = next(iter(passages))
    on.tell(ARTICLE, passages={**passages, first: {**passages[first], "word_count": 1}})
    return not_golden(on, ARTICLE)


SERVED = {
    "served_404": Reply(NOT_FOUND, 404),
    "served_error_page": Reply(NOT_FOUND),
    "served_login": Reply(SIGN_IN),
    "served_empty": Reply(b""),
    "served_smaller": Reply((REPOSITORY / "data/raw/kings_fund_2012/restated/report.pdf").read_bytes()[:70_000]),
}


@pytest.mark.parametrize("name", SERVED)
def test_a_served_fault_meets_its_gate(name: str, server: Server, time: FakeClock, tmp_path: Path) -> None:
    """What a server answers in place of the document is not kept, and the document before is still the newest."""
    report = (REPOSITORY / "data/raw/kings_fund_2012/restated/report.pdf").read_bytes()
    server.on("/report.pdf", Reply(report), SERVED[name])
    source = made_source("file", f"{server.address}/report.pdf")
    assert fetch_source(tmp_path, SOURCE_ID, options(time), source=source).state == "fetched"

    outcome = fetch_source(tmp_path, SOURCE_ID, options(time), source=source)

    assert outcome.error is not None
    assert ("failed", [FAULTS[name].gate]) == (outcome.state, gates_of(outcome.error))
    assert GATES[FAULTS[name].gate].exit_code == outcome.error.exit_code
    assert (report,) == part_bytes(tmp_path, newest_snapshot(tmp_path, SOURCE_ID))


# One of each kind in every run; the others take minutes.
QUICK = frozenset({
    "changed_quote", "digit_of_count", "stale_expect",
})  # fmt: skip


@pytest.mark.parametrize("name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in PUT])
def test_a_fault_meets_its_gate(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The gate named for a fault stops it, no other does, and the release before stays the current one."""
    edition, put = PUT[name]
    on: Ground = request.getfixturevalue(edition).copy(tmp_path)
    before = (on.out / "current.json").read_bytes()
    gate = GATES[FAULTS[name].gate]

    told = put(on)

    assert BEFORE.pop(on.out, before) == (on.out / "current.json").read_bytes()
    if isinstance(told, Outcome):
        assert [[FAULTS[name].gate]] == [gates_of(error) for error in told.errors], told
        assert (False, gate.exit_code) == (told.published, told.exit_code)
    else:
        assert not gate.error
        assert told


@pytest.mark.slow
def test_the_command_says_what_the_gate_says(
    tmp_path: Path, restated: Ground, capsys: pytest.CaptureFixture[str]
) -> None:
    """`leaddata refresh` reads in processes of its own, and tells the same fault with place, exit code and next step."""
    on = restated.copy(tmp_path)
    before = (on.out / "current.json").read_bytes()
    on.change(REPORT, retypeset(ADAMS, "", on.raw / REPORT / "restated"))

    assert main(["refresh", "--raw", str(on.raw), "--out", str(on.out)]) == 5
    assert before == (on.out / "current.json").read_bytes()
    assert "expected 27 rows of participants, got 26: look at the document" in capsys.readouterr().err


def test_without_a_fault_no_gate_says_anything(tmp_path: Path, restated: Ground) -> None:
    """The same documents, read once more, change nothing: it is the faults that the gates meet."""
    on = restated.copy(tmp_path)

    assert Outcome((), 0, published=False) == refreshed(on, REPORT, BLOG, ARTICLE, BOOK)
    assert [] == not_golden(on, ARTICLE)


def test_every_gate_and_fault_is_tried() -> None:
    """Each gate has a fault that it stops, each fault a test, and there are no others."""
    assert set(FAULTS) == {*PUT, *SERVED}
    assert set(GATES) == {one.gate for one in FAULTS.values()}
    assert set(UNSEEN) == set(MISSED)


def changed_value(on: Ground) -> Told:
    return typeset(on, "Warren OJ (2010)", "Warren OJ (2011)")


def first_release(on: Ground) -> Told:
    shutil.rmtree(on.out)
    return swapped_names(on)


def allowed_major(on: Ground) -> Told:
    swapped_names(on)
    return refreshed(on, REPORT, allow_major=True)


def other_meaning(on: Ground) -> Told:
    return changed(on, BOOK, replaced("NHS London supported 18", "NHS London turned away 18"))


def unknown_words(on: Ground) -> Told:
    return changed(on, BOOK, replaced("</section>\n</article>", "<p>Guild of Wards was there.</p></section></article>"))


def rewritten_together(on: Ground) -> Told:
    return changed(on, ARTICLE, replaced("<Day>30</Day>", "<Day>29</Day>"))


def larger_box(on: Ground) -> Told:
    return with_evidence(on, pl.col("top") - 100)


def rewritten_release(on: Ground) -> Told:
    """Change a grade in the release, and every hash that could tell."""
    folder = forged(on, "participants", lambda frame: frame.with_columns(grade=pl.lit("consultant")), whole=True)
    verify(on.out)
    assert () == reread(on.raw, folder).problems
    return [] if current_release(on.out) else ["no release"]


def wrong_golden(on: Ground) -> Told:
    golden = on.raw.parent / "golden"
    shutil.copytree(GOLDEN / ARTICLE, golden / ARTICLE)
    path = golden / ARTICLE / "article_authors.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    family = lines[0].index("family")
    lines[2][family], lines[3][family] = lines[3][family], lines[2][family]
    path.write_text("".join(",".join(line) + "\n" for line in lines), encoding="utf-8")
    on.change(ARTICLE, swap_authors)
    return not_golden(on, ARTICLE, golden)


MISSED: dict[str, Put] = {
    put.__name__: put
    for put in (
        *(changed_value, first_release, allowed_major, other_meaning, unknown_words),
        *(rewritten_together, rewritten_release, larger_box, wrong_golden),
    )
}


@pytest.mark.slow
@pytest.mark.parametrize("name", UNSEEN)
def test_what_no_gate_sees(name: str, tmp_path: Path, restated: Ground) -> None:
    """What the page says that no gate sees is published, or scored as right: the page does not promise too little."""
    told = MISSED[name](restated.copy(tmp_path))

    if isinstance(told, Outcome):
        assert (True, 0, ()) == (told.published, told.exit_code, told.errors)
    else:
        assert not told
