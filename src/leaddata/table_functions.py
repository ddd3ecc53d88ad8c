"""One function per table: `load` of that table, with its entry in the data dictionary as documentation."""

# Made from schemas/*.yaml by `python -m leaddata.pipeline.table_code`: change those, then run it again.

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, overload

from leaddata.loader import load

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "TableName",
    "abstracts",
    "activities",
    "appearances",
    "article_authors",
    "articles",
    "cited_works",
    "claims",
    "cohorts",
    "coverage",
    "discrepancies",
    "evidence",
    "organisations",
    "outside_facts",
    "participants",
    "post_authors",
    "posts",
    "programme_facts",
    "programme_names",
    "programmes",
    "quarantine",
    "questions",
    "quotations",
    "redactions",
    "sections",
    "snapshots",
    "sources",
    "stakeholders",
    "statistics",
]

TableName: TypeAlias = Literal[
    "abstracts",
    "activities",
    "appearances",
    "article_authors",
    "articles",
    "cited_works",
    "claims",
    "cohorts",
    "coverage",
    "discrepancies",
    "evidence",
    "organisations",
    "outside_facts",
    "participants",
    "post_authors",
    "posts",
    "programme_facts",
    "programme_names",
    "programmes",
    "quarantine",
    "questions",
    "quotations",
    "redactions",
    "sections",
    "snapshots",
    "sources",
    "stakeholders",
    "statistics",
]


@overload
def abstracts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def abstracts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def abstracts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def abstracts(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Abstracts. A section of an article's abstract in one language.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        abstract_id (string, never null): Stable id of the row, from article, language and place among its
            sections.
        source_id (string, never null): The source that prints it.
        article_id (string, never null): The article.
        language (string, never null): Language, ISO 639-1 where it has a code, else ISO 639-2.
        position (integer, never null): Place among the sections in that language of the source, in printed order,
            counted from 1.
        abstract_type (string): Of another abstract beside the article's own, its type as printed; null of its
            own.
        label (string): Label as printed; null where none is.
        nlm_category (string, one of BACKGROUND | OBJECTIVE | METHODS | RESULTS | CONCLUSIONS | UNASSIGNED):
            Category given by the National Library of Medicine; null where none is.
        word_count (integer, words, never null): Number of words of the section in the original (of Chinese text,
            of Han characters).
        text_sha256 (string): sha256 of the section in the original, white space folded to single blanks, bullet
            glyphs left out. Null where the text named a person who was left out.
        text (string, null where the words may not be passed on): The section, in the words of the edition named;
            null where not published.
        text_edition (string, one of restated | original): Edition whose words the text is; null where no text is
            published.

    Keys:
        primary: abstract_id
        foreign: source_id -> sources.source_id
        foreign: article_id -> articles.article_id

    Examples:
        >>> import leaddata
        >>> leaddata.abstracts(columns=["abstract_id"]).columns
        ['abstract_id']
    """
    return load("abstracts", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def activities(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def activities(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def activities(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def activities(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Activities. A commitment beyond clinical work that a source lists.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        activity_id (string, never null): Stable id of the row, from place in the list and theme.
        source_id (string, never null): The source that prints it.
        position (integer, never null): Place among the activities of the source, in printed order, counted from
            1.
        activity (string, null where the words may not be passed on): The activity, in the words of the edition
            named; null where not published.
        theme (string, never null): Theme, a term of the vocabulary of themes.
        word_count (integer, words, never null): Number of words of the entry in the original.
        text_sha256 (string): sha256 of the entry in the original, white space folded, bullet glyph left out. Null
            where the text named a person who was left out.
        text_edition (string, one of restated | original): Edition whose words the text is; null where no text is
            published.

    Keys:
        primary: activity_id
        foreign: source_id -> sources.source_id

    Examples:
        >>> import leaddata
        >>> leaddata.activities(columns=["activity_id"]).columns
        ['activity_id']
    """
    return load("activities", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def appearances(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def appearances(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def appearances(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def appearances(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Appearances. A person in a table. Two appearances are of one person only where the name is the same and the
    programme, or another stated link, too; a name alone links nobody.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        appearance_id (string, never null): Stable id of the row, from table and row.
        source_id (string, never null): The source that prints the name.
        person_id (string, never null): The same for all appearances of one person: the `row_id` of the first.
        table (string, never null): Table of the row that prints the name.
        row_id (string, never null): Id of that row.
        name (string, never null, names a person): Name as printed; of an author whose names are printed apart,
            given name and family name.
        programme_id (string): Programme that the row states; null where it states none.
        linked_by (string, one of programme | orcid): What links it to another appearance, beside the name:
            programme or orcid; null where nothing does.

    Keys:
        primary: appearance_id
        foreign: source_id -> sources.source_id
        foreign: programme_id -> programmes.programme_id

    Examples:
        >>> import leaddata
        >>> leaddata.appearances(columns=["appearance_id"]).columns
        ['appearance_id']
    """
    return load("appearances", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def article_authors(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def article_authors(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def article_authors(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def article_authors(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Article authors. An author of an article.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        article_author_id (string, never null): Stable id of the row, from article and place among its authors.
        source_id (string, never null): The source that prints it.
        article_id (string, never null): The article.
        position (integer, never null): Place among the authors of the article of the source, in printed order,
            counted from 1.
        family (string, names a person): Family name; null for a collective.
        given (string, names a person): Given names; null where not stated.
        initials (string, names a person): Initials; null where not stated.
        suffix (string, names a person): Suffix of the name (Jr, 3rd); null where not stated.
        collective_name (string): Name of a collective author; null for a person.
        orcid (string, names a person): ORCID iD; null where not stated.
        affiliations (list of strings): Affiliations tied to this author; null where the source does not tie them.

    Keys:
        primary: article_author_id
        foreign: source_id -> sources.source_id
        foreign: article_id -> articles.article_id

    Examples:
        >>> import leaddata
        >>> leaddata.article_authors(columns=["article_author_id"]).columns
        ['article_author_id']
    """
    return load("article_authors", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def articles(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def articles(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def articles(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def articles(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Articles. A journal article, a book or a chapter.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        article_id (string, never null): Stable id: doi:…, else pmid:….
        source_id (string, never null): The source that prints it.
        doi (string): Digital Object Identifier in lower case; null where not stated.
        pmid (string): PubMed id; null where not stated.
        title (string): Title; null where the document at hand does not give it.
        title_original (string): Title in the language of the article, where `title` is a translation; null where
            not stated.
        journal (string, never null): Journal as printed (abbreviated); of a book or a chapter the title of the
            book.
        journal_title (string): Journal as printed in full; null where not stated.
        book_title (string): Of a book or a chapter, the title of the book; null otherwise.
        publication_date (string): Date as precise as stated: year, year-month or year-month-day.
        publication_date_printed (string): Date as printed.
        electronic_date (string): Date of electronic publication, as precise as stated; null where not stated.
        volume (string): Volume; null where not stated.
        issue (string): Issue; null where not stated.
        pages (string): Pages; null where not stated.
        article_types (list of strings): Publication types; null where not stated.
        languages (list of strings): Languages of the article, ISO 639-1 where it has a code, else ISO 639-2; null
            where not stated.
        is_retracted (boolean): True where the record says that the article is retracted, false where it says no
            such thing; null where the document at hand is of a form that cannot say it.
        corrections (list of strings): Corrections, retractions and comments as the record names them, kind first;
            null where it names none.
        authors_complete (boolean): False where the record says that its list of authors is cut; true otherwise.
        affiliations_printed (list of strings): Affiliations as printed, where they are not tied to single
            authors; null otherwise.

    Keys:
        primary: article_id
        foreign: source_id -> sources.source_id

    Examples:
        >>> import leaddata
        >>> leaddata.articles(columns=["article_id"]).columns
        ['article_id']
    """
    return load("articles", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def cited_works(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def cited_works(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def cited_works(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def cited_works(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Cited works. An entry of a reference list.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        cited_work_id (string, never null): Stable id of the row, from place in the list and title.
        source_id (string, never null): The source that prints it.
        position (integer, never null): Place among the references of the source, in printed order, counted from
            1.
        authors (list of strings, never null, names a person): Authors or corporate author, as printed.
        year (integer): Year in brackets; null where none is printed.
        title (string, never null): Title as printed, quotation marks left out.
        container (string): Journal or book it stands in; null where none is printed.
        publisher (string): Publisher, with place where printed; null where none is printed.
        number (string): Series or command number as printed; null where none is.
        issued (string): Day and month of issue as printed; null where none is.
        url (string): Address as printed, line breaks closed; null where none is printed.
        accessed (date): Date of access; null where none is printed.
        reference_printed (string, never null, names a person): The whole entry as printed, lines joined. It
            begins with the names of the authors.

    Keys:
        primary: cited_work_id
        foreign: source_id -> sources.source_id

    Examples:
        >>> import leaddata
        >>> leaddata.cited_works(columns=["cited_work_id"]).columns
        ['cited_work_id']
    """
    return load("cited_works", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def claims(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def claims(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def claims(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def claims(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Claims. What a document says of itself: how many rows its tables have, which parts it has and where, what it
    cites. A statement; whether it holds is a matter of `discrepancies`.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        claim_id (string, never null): Stable id of the row, from what is claimed and the section that claims it.
        source_id (string, never null): The source that prints it.
        position (integer, never null): Place among the claims of the source, in printed order, counted from 1.
        kind (string, never null, one of rows | last | part | citation): rows: a table has so many rows; last: a
            topic is dealt with in the last section; part: there is such a part; citation: the list of references
            has such a work.
        subject (string, never null): Of rows the table (participants, programmes that they attended, quotations
            of the section); of last the topic; of part its name; of citation the year.
        value (string, never null): Of rows the number; of citation the authors as printed; else last or there.
        place (string): Title of the section that claims it, as printed; null in documents without sections.
        section_id (string): The section that claims it; null in documents without sections.

    Keys:
        primary: claim_id
        foreign: section_id -> sections.section_id
        foreign: source_id -> sources.source_id

    Examples:
        >>> import leaddata
        >>> leaddata.claims(columns=["claim_id"]).columns
        ['claim_id']
    """
    return load("claims", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def cohorts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def cohorts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def cohorts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def cohorts(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Cohorts. One stated cohort: a statement; contradicting ones stand side by side.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        cohort_id (string, never null): Stable id of the row, from programme, year and statement.
        source_id (string, never null): The source that prints it.
        position (integer, never null): Place among the stated cohorts of the source, in printed order, counted
            from 1.
        programme_id (string, never null): Programme the statement is about.
        year (integer): Year stated in the same sentence; null where none is.
        cohort (string): What the cohort is called (pilot, first, second, or a year); null where it has no name.
        count (integer, people): Number of people stated; null where no number is.
        role (string): Who is counted, as printed (for example 'junior doctors'); null where no number is stated.
        statement_printed (string, never null): The words that state it, at most eight.

    Keys:
        primary: cohort_id
        foreign: source_id -> sources.source_id
        foreign: programme_id -> programmes.programme_id

    Examples:
        >>> import leaddata
        >>> leaddata.cohorts(columns=["cohort_id"]).columns
        ['cohort_id']
    """
    return load("cohorts", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def coverage(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def coverage(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def coverage(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def coverage(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Coverage. How much of a field of a table the rows of a source fill: what it states, does not state, and what
    is withheld or redacted. The four counts add up to the rows.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        coverage_id (string, never null): Table, field and source, joined by full stops.
        table (string, never null): Table of the field.
        field (string, never null): Field of that table.
        source_id (string, never null): The source that prints the rows.
        rows (integer, rows, never null): Rows of the table that the source prints, those left out by a redaction
            included.
        stated (integer, rows, never null): Rows in which the field has a value.
        not_stated (integer, rows, never null): Rows in which the field is null because the source does not say.
        withheld (integer, rows, never null): Rows in which the source has a text that is not ours to pass on: its
            word count or hash is there.
        redacted (integer, rows, never null): Rows that are left out, or in which the value is, because it named a
            person who is left out.

    Keys:
        primary: coverage_id
        foreign: source_id -> sources.source_id

    Examples:
        >>> import leaddata
        >>> leaddata.coverage(columns=["coverage_id"]).columns
        ['coverage_id']
    """
    return load("coverage", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def discrepancies(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def discrepancies(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def discrepancies(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def discrepancies(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Discrepancies. Two statements that do not agree, found by a named rule over all published statements. Neither
    is said to be right.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        discrepancy_id (string, never null): Stable id of the row, from the rule, the subject and the two cells
            that state it.
        source_id (string, never null): The source of statement a.
        rule (string, never null, one of count_differs | ordinal_does_not_fit | start_year_differs | fact_differs
            | programme_without_participants | claimed_rows | claimed_structure | person_in_two_tables |
            variant_name | part_against_address | misspelling | place_outside_region | authors_differ): The rule
            that found it; docs/discrepancies.md defines each.
        subject_table (string, never null): Table of the row that both statements are about.
        subject (string, never null): Id of the row that both statements are about.
        statement_a (string, never null): What the first cell says, or what follows from cells where
            `is_derived_a`.
        is_derived_a (boolean, never null): True where statement a is printed nowhere but follows from printed
            cells: a sum, a count, an order.
        evidence_a (string, never null): Evidence of the cell that states a (of the first of them where it is
            derived; the evidence of this row's `statement_a` lists all).
        source_b (string, never null): The source of statement b.
        statement_b (string, never null): What the second cell says, or what follows from cells where
            `is_derived_b`.
        is_derived_b (boolean, never null): As `is_derived_a`, of statement b.
        evidence_b (string, never null): As `evidence_a`, of statement b.
        note (string, never null): Why the two do not agree.

    Keys:
        primary: discrepancy_id
        foreign: source_id -> sources.source_id
        foreign: source_b -> sources.source_id
        foreign: evidence_a -> evidence.evidence_id
        foreign: evidence_b -> evidence.evidence_id

    Examples:
        >>> import leaddata
        >>> leaddata.discrepancies(columns=["discrepancy_id"]).columns
        ['discrepancy_id']
    """
    return load("discrepancies", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def evidence(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def evidence(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def evidence(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def evidence(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Evidence. A published cell and the place it was read. One row per table, row, field and page.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        evidence_id (string, never null): Stable id: first 16 hexadecimal digits of the sha256 of table, row,
            field and part.
        table (string, never null): Table of the cell.
        row_id (string, never null): Id of the cell's row.
        field (string, never null): Field of the cell.
        part (integer, never null): Counts the places of a cell that goes on over a page, from 1.
        snapshot_id (string): Snapshot it was read from; of method registry, the one that the row is of, though a
            register of ours says the value. Null where the row is of no document, as in outside_facts.
        page (integer, page number): Page; null in media without pages.
        x0 (number, points): Left edge of the box; null in media without geometry.
        top (number, points): Top edge of the box, from the top of the page; null in media without geometry.
        x1 (number, points): Right edge of the box; null in media without geometry.
        bottom (number, points): Bottom edge of the box; null in media without geometry.
        line_start (integer): First line in a text file; null in other media.
        line_end (integer): Last line in a text file; null in other media.
        path (string): Path of an element, attribute or register entry; null in other media.
        quote_sha256 (string): sha256 of the printed text there, white space folded. Null where the text named a
            person who was left out.
        quote (string): The printed text; null where it is somebody else's sentence.
        method (string, never null, one of printed | vocabulary | derived | passage | registry | correction): How
            the value came from the quote.

    Keys:
        primary: evidence_id
        foreign: snapshot_id -> snapshots.snapshot_id

    Examples:
        >>> import leaddata
        >>> leaddata.evidence(columns=["evidence_id"]).columns
        ['evidence_id']
    """
    return load("evidence", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def organisations(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def organisations(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def organisations(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def organisations(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Organisations. An organisation that a source names, with the identifiers of the registered body that the words
    mean. Codes of the Organisation Data Service: contains public sector information licensed under the Open
    Government Licence v3.0.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        organisation_id (string, never null): Stable id, a term of the vocabulary of organisations.
        source_id (string, never null): The source (the first in order of ids) that names it.
        name (string, never null): Name as printed there.
        kind (string): What kind of body it is; null where the printed words may mean two bodies of different
            kinds.
        ods_code (string): Code of the Organisation Data Service for the registered body that `ods_name` names. It
            is the code of a trust or authority, never of a site: of a hospital, that of the trust that runs or
            ran it. Null where none is established, and always where the identification is ambiguous.
        ods_name (string): Name that the service gives the code in the file at `ods_source`: the body that the
            code belongs to, under the name it had when the file was made. Null where there is no code.
        ods_opened (date): Day the code was opened; null where not established.
        ods_closed (date): Day the code was closed; null where open or not established.
        ods_source (string): Public address of the copy of the register in which code, name and days were found;
            null where there is no code.
        ror_id (string): Research Organization Registry id of the body that `ror_name` names; null where none is
            established, and always where the identification is ambiguous.
        ror_name (string): Name that the registry gives the id: the body that it belongs to, which may be a trust,
            its hospital or a successor. Null where there is no id.
        ror_status (string, one of active | inactive | withdrawn): Status of the registry's record; null where
            there is no id, or where only the record of another body names it.
        ror_source (string): Public address of the registry's record in which the id was found; null where there
            is no id.
        identification (string, never null, one of certain | probable | ambiguous): certain: the printed words can
            mean no other body; probable: a short form; ambiguous: may be two bodies.

    Keys:
        primary: organisation_id
        foreign: source_id -> sources.source_id

    Examples:
        >>> import leaddata
        >>> leaddata.organisations(columns=["organisation_id"]).columns
        ['organisation_id']
    """
    return load("organisations", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def outside_facts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def outside_facts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def outside_facts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def outside_facts(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Facts from elsewhere. A fact on a source, a programme or a scheme that no source of ours states, with the
    public address where it was found. One row is one statement: two may contradict each other.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        outside_fact_id (string, never null): Stable id, from subject, attribute and address.
        source_id (string): The source that the fact is on, not one that states it; null where it is on something
            else.
        subject (string, never null): What the fact is on, in words or as an id of ours.
        subject_table (string, one of sources | programmes | organisations): Table with a row of the subject; null
            where no table of this release has one.
        subject_id (string): Id of that row; null where there is none.
        attribute (string, never null): What is told of the subject.
        value (string, never null): What it is, in as few words as the fact needs; several values joined by a
            semicolon.
        status (string, never null, one of found | partial): found: the address states it; partial: the address
            states it of what may not be the same thing, or states a part.
        url (string, never null, names a person): Public address where it was found.
        note (string): What to know before it is used, in our words; null where there is nothing.

    Keys:
        primary: outside_fact_id
        foreign: source_id -> sources.source_id

    Examples:
        >>> import leaddata
        >>> leaddata.outside_facts(columns=["outside_fact_id"]).columns
        ['outside_fact_id']
    """
    return load("outside_facts", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def participants(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def participants(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def participants(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def participants(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Participants. A row of a participants table, in printed order.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        participant_id (string, never null): Stable id of the row, as `kings_fund_2012.participants.001-…`: from
            place in the table and the printed row.
        source_id (string, never null): The source that prints it.
        position (integer, never null): Place among the participants of the source, in printed order, counted from
            1.
        name (string, never null, names a person): Name as printed, never corrected.
        job_and_location_printed (string, never null): The whole cell as printed, lines joined by one blank.
        job (string): Post as printed; null where the cell gives only a place of work.
        location (string): Place of work as printed; null where the cell gives none.
        programme_printed (string, never null): Programme as printed.
        grade (string): Grade, a term of the vocabulary of grades; null where none is printed.
        specialty (string): Specialty, a term of the vocabulary of specialties; null where none is printed.
        organisation_id (string): Organisation named as place of work; null where none is or where it may be two.
        place (string): Town or country named as place of work, as printed; null where none is.
        programme_id (string, never null): Programme attended.

    Keys:
        primary: participant_id
        foreign: source_id -> sources.source_id
        foreign: organisation_id -> organisations.organisation_id
        foreign: programme_id -> programmes.programme_id

    Examples:
        >>> import leaddata
        >>> leaddata.participants(columns=["participant_id"]).columns
        ['participant_id']
    """
    return load("participants", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def post_authors(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def post_authors(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def post_authors(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def post_authors(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Post authors. An author of a blog post, from its byline.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        post_author_id (string, never null): Stable id of the row, from post, place in the byline and name.
        source_id (string, never null): The source that prints it.
        post_id (string, never null): The post.
        position (integer, never null): Place among the authors of the post of the source, in printed order,
            counted from 1.
        name (string, never null, names a person): Name as printed.
        kind (string, never null, one of person | group): person or group.

    Keys:
        primary: post_author_id
        foreign: source_id -> sources.source_id
        foreign: post_id -> posts.post_id

    Examples:
        >>> import leaddata
        >>> leaddata.post_authors(columns=["post_author_id"]).columns
        ['post_author_id']
    """
    return load("post_authors", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def posts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def posts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def posts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def posts(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Posts. A blog post as an index page or feed lists it.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        post_id (string, never null): Stable id, from the address; without one from the printed title; without
            either from how many such posts stand above it. A post that was published before its address was known
            keeps its id.
        source_id (string, never null): The source that prints it.
        position (integer, never null): Place among the posts of the source, in printed order, counted from 1.
        title_printed (string, names a person): Title as printed, byline included; null where none is printed.
        title (string): Title without the byline; null where none is printed.
        series (string): Series named in the title; null where none is.
        part (integer): Number of the part in the series; null where none is printed.
        url (string, names a person): Address of the post; null where the document at hand does not give it. May
            name a person.
        published (date): Date of publication; null where the document at hand does not give it.
        is_featured (boolean, never null): True for the post that stands apart at the top.
        teaser_truncated (boolean): True where the teaser breaks off with an ellipsis; null where there is no
            teaser.
        teaser_word_count (integer, words): Number of words of the teaser in the original (of Chinese text, of Han
            characters); null where there is no teaser.
        teaser_sha256 (string): sha256 of the teaser in the original, white space folded to single blanks, bullet
            glyphs left out; null where there is no teaser. Null where the text named a person who was left out.
        teaser (string, null where the words may not be passed on, names a person): The teaser, in the words of
            the edition named; null where not published. May name a person.
        text_edition (string, one of restated | original): Edition whose words the text is; null where no text is
            published.

    Keys:
        primary: post_id
        foreign: source_id -> sources.source_id

    Examples:
        >>> import leaddata
        >>> leaddata.posts(columns=["post_id"]).columns
        ['post_id']
    """
    return load("posts", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def programme_facts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def programme_facts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def programme_facts(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def programme_facts(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Programme facts. One stated fact on a programme: a statement, not a settled truth, so that two sources may
    differ side by side.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        programme_fact_id (string, never null): Stable id of the row, from programme, attribute, value and place.
        source_id (string, never null): The source that prints it.
        position (integer, never null): Place among the stated facts of the source, in printed order, counted from
            1.
        programme_id (string, never null): Programme the statement is about.
        attribute (string, never null): What is stated (see the vocabulary of attributes, each mapped to a TIDieR
            item).
        value (string, never null): The value as text: true or false, a number, or words as printed.
        tidier_item (integer): Number of the TIDieR checklist item (1 to 12); null where the attribute has none.
        certainty (string, never null, one of certain | probable): certain or probable reading of the statement.
        place (string, names a person): Title of the section it stands in. May name a person.
        section_id (string): That section; null in documents without sections.

    Keys:
        primary: programme_fact_id
        foreign: section_id -> sections.section_id
        foreign: source_id -> sources.source_id
        foreign: programme_id -> programmes.programme_id

    Examples:
        >>> import leaddata
        >>> leaddata.programme_facts(columns=["programme_fact_id"]).columns
        ['programme_fact_id']
    """
    return load("programme_facts", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def programme_names(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def programme_names(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def programme_names(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def programme_names(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Programme names. A place (a section of a document) where a programme is named, one row per printed name and
    place.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        programme_name_id (string, never null): Stable id of the row, from place and printed name.
        source_id (string, never null): The source that prints it.
        position (integer, never null): Place among the named places of the source, in printed order, counted from
            1.
        name_printed (string, never null): The name as printed there.
        programme_id (string, never null): Programme meant.
        certainty (string, never null, one of certain | probable | possible): certain: the words can mean nothing
            else; probable: a variant not listed by the source; possible: the same words also name a body.
        place (string, names a person): Title of the section, table or teaser it stands in. May name a person.
        section_id (string): That section; null in documents without sections.

    Keys:
        primary: programme_name_id
        foreign: section_id -> sections.section_id
        foreign: source_id -> sources.source_id
        foreign: programme_id -> programmes.programme_id

    Examples:
        >>> import leaddata
        >>> leaddata.programme_names(columns=["programme_name_id"]).columns
        ['programme_name_id']
    """
    return load("programme_names", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def programmes(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def programmes(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def programmes(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def programmes(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Programmes. A leadership programme, with what the sources state of it (a view derived from programme_facts: a
    column is null where no source states it or where two statements differ).

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        programme_id (string, never null): Stable id, a term of the vocabulary of programmes.
        source_id (string, never null): The source whose name for it is used.
        name (string, never null): Name as the source prints it in its list or heading.
        organiser (string): Body that runs it, as printed; null where not stated.
        region (string): Region it serves, as printed; null where not stated.
        audience (list of strings): Whom it is open to, as printed; null where not stated.
        duration_months (number, months): Length; null where not stated.
        out_of_programme (boolean): True: taken out of training; false: alongside it; null: not stated.
        mentored (boolean): True where participants are said to have mentors; null: not stated (never false for
            silence).
        components (list of strings): What it consists of, terms of the vocabulary of components; null where not
            stated.
        partners (list of strings): Bodies it is run with, as printed; null where not stated.
        participant_count (integer, rows): Rows of `participants` that name it; 0 where the source that prints the
            table lists the programme but nobody in the table attended it; null where no source that lists it
            prints such a table.
        summary (string, null where the words may not be passed on): The source's summary of it, in the words of
            the edition named; null where not published.
        text_edition (string, one of restated | original): Edition whose words the text is; null where no text is
            published.

    Keys:
        primary: programme_id
        foreign: source_id -> sources.source_id

    Examples:
        >>> import leaddata
        >>> leaddata.programmes(columns=["programme_id"]).columns
        ['programme_id']
    """
    return load("programmes", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def quarantine(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def quarantine(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def quarantine(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def quarantine(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Quarantine. A row that was read but is not published, with its reason and place.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        quarantine_id (string, never null): First 16 hexadecimal digits of the sha256 of the row's content.
        table (string, never null): Table that the row was meant for.
        source_id (string, never null): The source that prints it.
        row_id (string): Id that the row would have; null where it was stopped before it had one.
        reason (string, never null, names a person): What was expected and what was found; several reasons are
            separated by '; '. May name a person.
        snapshot_id (string): Snapshot it was read from.
        page (integer, page number): Page where the row begins; null in media without pages.
        x0 (number, points): Left edge of the box; null in media without geometry.
        top (number, points): Top edge of the box, from the top of the page; null in media without geometry.
        x1 (number, points): Right edge of the box; null in media without geometry.
        bottom (number, points): Bottom edge of the box; null in media without geometry.
        line_start (integer): First line in a text file; null in other media.
        line_end (integer): Last line in a text file; null in other media.
        path (string): Path of an element or attribute; null in other media.
        printed_sha256 (string): sha256 of the row's printed text, white space folded. Null where the text named a
            person who was left out.
        printed (string, names a person): The printed text; null where it is somebody else's sentence. May name a
            person.

    Keys:
        primary: quarantine_id

    Examples:
        >>> import leaddata
        >>> leaddata.quarantine(columns=["quarantine_id"]).columns
        ['quarantine_id']
    """
    return load("quarantine", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def questions(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def questions(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def questions(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def questions(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Questions. A numbered question put to somebody, and the length of the answer.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        question_id (string, never null): Stable id of the row, from place and number.
        source_id (string, never null): The source that prints it.
        position (integer, never null): Place among the questions of the source, in printed order, counted from 1.
        number (string, never null): Number as printed.
        answer_section_id (string, never null): Section that holds the answer.
        answer_count (integer, points, never null): Number of points in the answer.
        question_word_count (integer, words, never null): Number of words of the question in the original (of
            Chinese text, of Han characters).
        question_sha256 (string): sha256 of the question in the original, white space folded to single blanks,
            bullet glyphs left out. Null where the text named a person who was left out.
        question (string, null where the words may not be passed on): The question, in the words of the edition
            named; null where not published.
        answer_word_count (integer, words, never null): Number of words of the answer in the original (of Chinese
            text, of Han characters).
        answer_sha256 (string): sha256 of the answer in the original, white space folded to single blanks, bullet
            glyphs left out. Null where the text named a person who was left out.
        answer (string, null where the words may not be passed on): The answer, points separated by line ends, in
            the words of the edition named; null where not published.
        text_edition (string, one of restated | original): Edition whose words the text is; null where no text is
            published.

    Keys:
        primary: question_id
        foreign: source_id -> sources.source_id
        foreign: answer_section_id -> sections.section_id

    Examples:
        >>> import leaddata
        >>> leaddata.questions(columns=["question_id"]).columns
        ['question_id']
    """
    return load("questions", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def quotations(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def quotations(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def quotations(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def quotations(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Quotations. A quotation in a report. Never linked to a person.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        quotation_id (string, never null): Stable id of the row, from place in the report, section and
            attribution.
        source_id (string, never null): The source that prints it.
        position (integer, never null): Place among the quotations of the source, in printed order, counted from
            1.
        section_id (string, never null): Section it stands in.
        attribution_printed (string, names a person): Attribution as printed; null where none is.
        attribution_type (string, never null, one of named | role | none): named: a person is named; role: a post
            or programme is; none: no attribution is printed.
        is_inline (boolean, never null): True where it stands inside a sentence of the report.
        word_count (integer, words, never null): Number of words of the quotation in the original (of Chinese
            text, of Han characters).
        text_sha256 (string): sha256 of the quotation in the original, white space folded to single blanks, bullet
            glyphs left out. Null where the text named a person who was left out.
        text (string, null where the words may not be passed on): Its words; null unless the original may be
            published (a quotation is never restated).
        text_edition (string, one of restated | original): Edition whose words the text is; null where no text is
            published.

    Keys:
        primary: quotation_id
        foreign: source_id -> sources.source_id
        foreign: section_id -> sections.section_id

    Examples:
        >>> import leaddata
        >>> leaddata.quotations(columns=["quotation_id"]).columns
        ['quotation_id']
    """
    return load("quotations", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def redactions(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def redactions(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def redactions(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def redactions(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Redactions. A tombstone: a row that was left out because a person asked for it or a court ordered it, or a
    cell in which that name is masked. One row per place where it stood. It holds no name and nothing else of the
    row.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        redaction_id (string, never null): Stable id: first 16 hexadecimal digits of the sha256 of table, row,
            field and part.
        table (string, never null): Table of the row.
        row_id (string, never null): Id of the row; never given to another one.
        field (string): The cell in which a name is masked, or that is null instead; null where the whole row was
            left out.
        source_id (string, never null): The source that prints it.
        date (date, never null): The day of the decision.
        ground (string, never null): Why, in few words: request (the person asked for it), court order, error (the
            row should never have been there).
        part (integer, never null): Counts the places of one row or cell, from 1.
        snapshot_id (string): Snapshot it was read from; null where no place is known.
        page (integer, page number): Page; null in media without pages.
        x0 (number, points): Left edge of the box; null in media without geometry, and where a whole passage was
            read.
        top (number, points): Top edge of the box, from the top of the page; null as `x0` is.
        x1 (number, points): Right edge of the box; null as `x0` is.
        bottom (number, points): Bottom edge of the box; null as `x0` is.
        line_start (integer): First line in a text file; null in other media.
        line_end (integer): Last line in a text file; null in other media.
        path (string): Path of an element or attribute; null in other media.

    Keys:
        primary: redaction_id

    Examples:
        >>> import leaddata
        >>> leaddata.redactions(columns=["redaction_id"]).columns
        ['redaction_id']
    """
    return load("redactions", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def sections(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def sections(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def sections(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def sections(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Sections. A heading of a report and the text below it.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        section_id (string, never null): Stable id of the row, from place in the report and path.
        source_id (string, never null): The source that prints it.
        position (integer, never null): Place among the headings of the source, in printed order, counted from 1.
        number (string): Number or appendix label as printed; null where the heading has none.
        level (integer, never null): 1 for a numbered section, an appendix or the references; 2 for any heading
            inside one (finer levels are lost in the text of the original).
        title (string, never null): Heading as printed. Copies without names withhold a name in it.
        path (string, never null): Titles from the top, joined by ' > '.
        page_start (integer, page number): Printed number of the page with the heading.
        page_end (integer, page number): Printed number of the page where its own text ends.
        word_count (integer, words, never null): Words of its own text in the original, sub-sections and tables
            left out; 0 where a heading follows at once.
        text_sha256 (string): sha256 of that text in the original, white space folded; null where there is none.
            Null where the text named a person who was left out.

    Keys:
        primary: section_id
        foreign: source_id -> sources.source_id

    Examples:
        >>> import leaddata
        >>> leaddata.sections(columns=["section_id"]).columns
        ['section_id']
    """
    return load("sections", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def snapshots(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def snapshots(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def snapshots(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def snapshots(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Snapshots. A document as received, read for this release.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        snapshot_id (string, never null): source_id@first 12 hexadecimal digits of the sha256.
        source_id (string, never null): The source that prints it.
        edition (string, never null, one of original | restated): original (as served) or restated (facts as
            printed, prose in our words).
        media_type (string, never null): Media type of the file.
        sha256 (string, never null): sha256 of the file's bytes.
        bytes (integer, bytes, never null): Size of the file.
        retrieved_at (datetime): When it was fetched (UTC); null where it was put there by hand or made here.
        restates (string): sha256 of the original that a restated edition restates; null for an original.
        pages (integer, pages): Number of pages read; null for media without pages.

    Keys:
        primary: snapshot_id
        foreign: source_id -> sources.source_id

    Examples:
        >>> import leaddata
        >>> leaddata.snapshots(columns=["snapshot_id"]).columns
        ['snapshot_id']
    """
    return load("snapshots", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def sources(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def sources(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def sources(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def sources(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Sources. A document or page that facts are taken from, as its publisher describes it.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        source_id (string, never null): Stable id: short name and year, also the name of the folder and of the
            parser.
        kind (string, never null, one of report | blog | article | book_page): What it is.
        title (string, never null): Title, as the publisher gives it.
        creators (list of strings, never null, names a person): Authors as printed; empty list where none is known
            with certainty.
        publisher (string): Publisher; null where not known with certainty.
        year (integer): Year of publication; null where not known.
        url (string): Address where the publisher or a mirror serves it; null where not known. Copies without
            names withhold a name in it.
        doi (string): Digital Object Identifier in lower case; null where it has none.
        pmid (string): PubMed id; null where it has none.
        language (string, never null): Language of the text, ISO 639-1.
        licence (string): Licence stated by the publisher; null where none was found.
        redistribution (string, never null, one of facts | full): What may be published from it: facts alone, or
            the full text.

    Keys:
        primary: source_id

    Examples:
        >>> import leaddata
        >>> leaddata.sources(columns=["source_id"]).columns
        ['source_id']
    """
    return load("sources", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def stakeholders(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def stakeholders(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def stakeholders(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def stakeholders(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Stakeholders. A row of a stakeholder table, in printed order.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        stakeholder_id (string, never null): Stable id of the row, as `kings_fund_2012.stakeholders.001-…`: from
            place in the table and the printed row.
        source_id (string, never null): The source that prints it.
        position (integer, never null): Place among the stakeholders of the source, in printed order, counted from
            1.
        name (string, never null, names a person): Name with title as printed.
        role_printed (string, never null): Role as printed.
        organisation_printed (string, never null): Organisation or scheme as printed.
        programme_id (string): Programme, where the printed words name one; null where they do not.
        organisation_id (string): Organisation, where the printed words name one; null where they name a scheme.

    Keys:
        primary: stakeholder_id
        foreign: source_id -> sources.source_id
        foreign: programme_id -> programmes.programme_id
        foreign: organisation_id -> organisations.organisation_id

    Examples:
        >>> import leaddata
        >>> leaddata.stakeholders(columns=["stakeholder_id"]).columns
        ['stakeholder_id']
    """
    return load("stakeholders", version=version, columns=columns, lazy=lazy, names=names, verify=verify)


@overload
def statistics(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def statistics(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def statistics(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def statistics(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Statistics. One stated number.

    Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say.

    Columns:
        statistic_id (string, never null): Stable id of the row, from place and statement.
        source_id (string, never null): The source that prints it.
        position (integer, never null): Place among the stated numbers of the source, in printed order, counted
            from 1.
        value_min (number): The number, or the lower end of a stated range; null where the lower end is not a
            number ('a few').
        value_max (number): The number, or the upper end of a stated range; null for 'at least'.
        unit (string, never null): What it is counted in, a term of the vocabulary of units.
        what (string, never null): What is counted, as printed after the number.
        qualifier (string): Words that limit it ('approximately', 'at least', 'every'); null where there are none.
        statement_printed (string, never null): The words that state it, at most eight.
        place (string, names a person): Title of the section it stands in; null in documents without sections. May
            name a person.
        section_id (string): That section; null in documents without sections.

    Keys:
        primary: statistic_id
        foreign: section_id -> sections.section_id
        foreign: source_id -> sources.source_id

    Examples:
        >>> import leaddata
        >>> leaddata.statistics(columns=["statistic_id"]).columns
        ['statistic_id']
    """
    return load("statistics", version=version, columns=columns, lazy=lazy, names=names, verify=verify)
