"""
The gates between a document and a release by name, the faults that each was tried with, and what none of them sees.

`tests/test_mutations.py` puts every fault of `FAULTS` into a real document, and every one of `UNSEEN`;
`docs/quality.md` shows them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from leaddata.errors import LeadDataError

__all__ = ["FAULTS", "GATES", "UNSEEN", "gates_of"]


@dataclass(frozen=True, slots=True)
class GateEntry:
    """
    A gate.

    Attributes:
        holds: What is true of everything that has passed it.
        where: The module that asks.
        error: Class of its error; empty where it tells by lines, not by an error.
        exit_code: Of `leaddata refresh`; None of a gate that a refresh does not ask.
        says: A pattern that tells its message from that of another gate with the same error.
    """

    holds: str
    where: str
    error: str = ""
    exit_code: int | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that was put into a real document, and the name of the gate that stops it."""

    what: str
    gate: str


@dataclass(frozen=True, slots=True)
class Unseen:
    """
    What no gate of a refresh sees.

    Attributes:
        example: What was tried, and was published.
        seen_by: Who or what can see it afterwards.
    """

    what: str
    example: str
    seen_by: str


GATES: Mapping[str, GateEntry] = {
    "fetch": GateEntry(
        "`leaddata fetch` keeps an answer only if it is one: no refusal, no login, not empty, of the type that was asked "
        "for, and not half as large as the last one.",
        "pipeline/fetching/gates.py",
        "FetchError",
        3,
    ),
    "snapshot record": GateEntry(
        "A `snapshot.json` has the fields it must have, of their types, for the folder it stands in, and no other.",
        "pipeline/snapshots.py",
        "SnapshotError",
        3,
        r"expected (a JSON object|the fields? |one of the fields|a snapshot|the source and edition|\w+ to be)",
    ),
    "snapshot bytes": GateEntry(
        "A document is there, with the size and the sha256 that its `snapshot.json` tells.",
        "pipeline/snapshots.py",
        "SnapshotError",
        3,
        r"bytes with sha256|a readable file",
    ),
    "document": GateEntry(
        "A document is of the recorded type, whole, in an encoding that can be read, and within the limits.",
        "pipeline/read.py",
        "DocumentError",
        3,
    ),
    "layout": GateEntry(
        "Headers, headings and passages are where the source's parser knows them, and no page is missing between two.",
        "sources/, layout/",
        "LayoutError",
        4,
    ),
    "expected counts": GateEntry(
        "Each table of a source has as many rows as its `expect` says; a row that cannot be read is one too few.",
        "pipeline/extract.py",
        "InvalidTableError",
        5,
        r"expected [\d ]+(to \d+ )?rows of \w+, got",
    ),
    "quarantine": GateEntry(
        "At most 5% of the rows of a table break a rule between cells or rows, or hold text in a wrong encoding. Such a "
        "row is told and left out, and stops nothing if it is the only one of its table.",
        "pipeline/validate.py, pipeline/rules.py",
        "InvalidTableError",
        5,
        r"of the rows of \w+ in quarantine",
    ),
    "corrections": GateEntry(
        "Every correction is of a cell that reads, and is printed, as its entry in the register says.",
        "pipeline/corrections.py",
        "SchemaFileError",
        5,
        r"to be (read|printed) there",
    ),
    "nothing vanishes": GateEntry(
        "Every row of the release before is there under its id, which is made of what is printed; every field, too.",
        "pipeline/publish.py",
        "MajorChangeError",
        5,
    ),
    "redactions": GateEntry(
        "Every entry of the register of redactions is of a row that names a person and was read, or that was left out of the "
        "release before.",
        "pipeline/redaction_targets.py",
        "ReleaseError",
        5,
        r"expected (the id of a row|a row that was read|the row (left out|to be read))",
    ),
    "rights": GateEntry(
        "No file of a release holds more than eight words in a row of an original at hand, beside printed facts.",
        "pipeline/rights_gate.py",
        "RightsError",
        5,
        r"words in a row of an original",
    ),
    "release hashes": GateEntry(
        "Every file of the current release has the sha256 that `SHA256SUMS` tells, and that file the one of `current.json`.",
        "pipeline/release.py, installed.py",
        "TamperedError",
        5,
    ),
    "verify": GateEntry(
        "Every file of a release has its sha256, every table its rows, size and content hash, every printed text its quote, "
        "and every other release the hash of `current.json`.",
        "verifying.py, quoted.py",
    ),
    "evidence": GateEntry(
        "Every quote of the release stands at its place in the document, read by other libraries than the readers'.",
        "pipeline/reread.py",
    ),
    "editions": GateEntry(
        "The restated edition and the original of a source give the same facts.",
        "pipeline/compare.py",
    ),
    "golden rows": GateEntry(
        "The rows keyed by hand are read, all, exactly, and no other.",
        "pipeline/quality.py",
    ),
}


FAULTS: Mapping[str, Fault] = {
    "served_404": Fault("the server answers with status 404 and a page that says so", "fetch"),
    "served_error_page": Fault("the server answers with status 200 and a page that says 404", "fetch"),
    "served_login": Fault("the server answers with status 200 and a login page", "fetch"),
    "served_empty": Fault("the server answers with status 200 and nothing", "fetch"),
    "served_smaller": Fault("the server answers with a third of the document", "fetch"),
    "byte": Fault("one bit of a document is another, and its `snapshot.json` is as it was", "snapshot bytes"),
    "stale_record": Fault("a `snapshot.json` is that of the document before", "snapshot bytes"),
    "lost_file": Fault("a document is gone, and its `snapshot.json` is not", "snapshot bytes"),
    "lost_field": Fault("a `snapshot.json` has lost the field `sha256`", "snapshot record"),
    "unknown_field": Fault("a `snapshot.json` has a field that is not known", "snapshot record"),
    "wrong_field": Fault("a `snapshot.json` tells the size in words", "snapshot record"),
    "wrong_type": Fault("an error page in HTML under the name and type of the PDF", "document"),
    "empty": Fault("an empty file in place of the page, the record or the report", "document"),
    "cut_pdf": Fault("the first half of the PDF", "document"),
    "cut_page": Fault("the first half of the blog's page", "document"),
    "cut_record": Fault("the first half of the article's record", "document"),
    "wrong_charset": Fault("the text of the original saved in Windows-1252", "document"),
    "error_page": Fault("an error page (404), added as a new original of the report", "layout"),
    "login_page": Fault("a login page, stored in place of the blog", "layout"),
    "login_page_record": Fault("a login page in place of the article's record", "layout"),
    "lost_page_of_table": Fault("the page with the first half of the participants is gone from the PDF", "layout"),
    "lost_page_of_prose": Fault("a page of prose is gone from the restated PDF", "layout"),
    "lost_last_page": Fault("the last page is gone from the PDF", "layout"),
    "lost_page_of_text": Fault("the lines of one page are gone from the text", "layout"),
    "swapped_pages_of_prose": Fault("two pages of prose are swapped in the restated PDF", "layout"),
    "cut_text": Fault("the first half of the text", "layout"),
    "lost_page_of_original": Fault(
        "a page of prose is gone from a PDF that was added as an original", "expected counts"
    ),
    "columns_shifted": Fault(
        "in one row, post and programme stand one column further left and right", "expected counts"
    ),
    "doubled_row": Fault("one row of the participants is printed twice", "expected counts"),
    "lost_row": Fault("one row of the participants is not printed", "expected counts"),
    "lost_name": Fault("the name of one row is gone from the text: the post would be the name", "expected counts"),
    "misspelt_programme": Fault("one row names a programme that is in no vocabulary", "expected counts"),
    "unknown_grade": Fault("one row names a grade that is in no vocabulary", "expected counts"),
    "lost_author": Fault("an author is gone from the article's record", "expected counts"),
    "changed_expect": Fault("the `expect` of a source asks for one row more", "expected counts"),
    "login_page_book": Fault("a login page in place of the bookseller's", "expected counts"),
    "misread_record": Fault("the article's record says that it is in Latin-1, and is in UTF-8", "quarantine"),
    "misread_titles": Fault("the quotation marks of two titles of the blog were read as Latin-1", "quarantine"),
    "stale_expect": Fault("a correction expects another grade than is read", "corrections"),
    "stale_printed": Fault("a correction is of a post that is not printed there", "corrections"),
    "stale_redaction": Fault("an entry of the register of redactions is of a row that is not there", "redactions"),
    "redacted_row_changed": Fault(
        "the post of somebody who was left out is another in the document, so that the row has another id", "redactions"
    ),
    "copied_sentence": Fault("nine words of another source's original stand in a field of facts", "rights"),
    "swapped_names": Fault("two names of the participants are swapped", "nothing vanishes"),
    "names_shifted": Fault(
        "the names of five participants each stand one row further down, in the text", "nothing vanishes"
    ),
    "programmes_shifted": Fault(
        "the programmes of two rows are each those of the row below or above", "nothing vanishes"
    ),
    "swapped_pages_of_table": Fault("the two pages with the participants are swapped", "nothing vanishes"),
    "swapped_pages_of_original": Fault(
        "two pages of prose are swapped in a PDF that was added as an original", "nothing vanishes"
    ),
    "digit_of_count": Fault("55,000 junior doctors are 56,000", "nothing vanishes"),
    "digit_of_cohort": Fault("18 recruits are 19", "nothing vanishes"),
    "lost_post": Fault("one post is gone from the blog's page", "nothing vanishes"),
    "tampered_table": Fault("one byte of a published Parquet file is another", "release hashes"),
    "tampered_sums": Fault("one digit of `SHA256SUMS` is another", "release hashes"),
    "forged_name": Fault("a name in a release is another, and each hash and number is made anew", "verify"),
    "forged_rows": Fault("a row of a release is gone, and each hash of a file is made anew", "verify"),
    "moved_box": Fault("one digit of a box in the evidence is another", "evidence"),
    "changed_quote": Fault("a quote in the evidence is another", "evidence"),
    "one_edition": Fault("one edition names another day of publication than the other", "editions"),
    "swapped_authors": Fault("two authors of the article are swapped", "golden rows"),
    "digit_of_date": Fault("the article is of the 20th, not of the 30th", "golden rows"),
    "passage_count": Fault("the word count of a passage in `snapshot.json` is another", "golden rows"),
}


UNSEEN: Mapping[str, Unseen] = {
    "changed_value": Unseen(
        "A value that the publisher changes, or misprints, and that is in no row's id",
        "a reference of 2010 became one of 2011",
        "a line in `CHANGES.md`: whoever reads the changes of a release",
    ),
    "first_release": Unseen(
        "Anything that is well formed, in a first release: nothing can vanish where nothing was",
        "two names of participants were swapped in the source",
        "golden rows, where somebody has keyed them; a comparison with another edition",
    ),
    "allowed_major": Unseen(
        "A wrong row among those of a change that a maintainer let through with `--allow-major`",
        "two names of participants were swapped in the source",
        "the keyed differences in `CHANGES.md`; golden rows",
    ),
    "other_meaning": Unseen(
        "A sentence whose numbers and names are read, and whose meaning is not",
        "18 recruits were turned away, not supported: they are still a cohort of 18",
        "nobody but a reader of the source; the evidence shows the place",
    ),
    "unknown_words": Unseen(
        "A fact in words that no vocabulary has: there is no row, and none is missed",
        "a sentence on a body that no vocabulary names was added to the bookseller's page",
        "golden rows, as the known misses above show",
    ),
    "rewritten_together": Unseen(
        "A document that is rewritten together with its `snapshot.json`, so that its facts stay well formed",
        "the day of an article and the hash in its sidecar were changed",
        "version control; a second copy of the original's sha256 (`restates`)",
    ),
    "rewritten_release": Unseen(
        "A release that is rewritten together with `SHA256SUMS` and `current.json`",
        "every grade of a release became another, and each hash was made anew",
        "version control; the next refresh, that finds cells changed where no document has",
    ),
    "larger_box": Unseen(
        "A box of the evidence that is larger than what it holds",
        "the box of a name was made to begin a hundred points further up: the name still stands in it",
        "whoever looks at the picture that `leaddata trace --picture` makes",
    ),
    "wrong_golden": Unseen(
        "A golden row that is wrong in the same way as what is read",
        "a row was misread, and keyed as it was read: the score is 100%",
        "nobody but a second reader of the original",
    ),
}


def gates_of(error: LeadDataError) -> list[str]:
    """Return the names of the gates that an error can be of: one, if the gates can be told apart."""
    classes = {one.__name__ for one in type(error).__mro__}
    return [name for name, gate in GATES.items() if gate.error in classes and re.search(gate.says, error.message)]
