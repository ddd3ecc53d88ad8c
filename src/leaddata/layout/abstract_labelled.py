"""A record printed as labelled lines: ``Title: …``, ``Authors: …``, ``Journal: …``, ``Abstract: …``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from leaddata.clean.dates import find_partial_date
from leaddata.clean.identifiers import find_doi
from leaddata.clean.languages import language_of
from leaddata.layout.articles import AbstractPart, Article, Author, PrintedDate
from leaddata.layout.author_lists import listed
from leaddata.layout.inline_labels import labelled_sections
from leaddata.layout.join import join_words
from leaddata.layout.record_cells import author_of, language_cells
from leaddata.layout.text_authors import listed_authors
from leaddata.model import Cell, Line, Word

__all__ = ["labelled_articles"]

# What each label says, by the name of the field; a label not here goes on the value above it.
_NAMES = {
    "title": r"(?:article |document )?title",
    "authors": r"(?:by|creators?|(?:list of )?authors?(?:\(s\))?)",
    "journal": r"(?:journal(?: title| name)?|source(?: title)?|publication(?: title| name)?|periodical|published in)",
    "date": r"(?:(?:(?:online )?publication|pub|published|issue)? ?date|(?:publication )?year|published(?: online)?(?: on)?|available online|"
    r"(?:date|year) (?:of publication|published))",
    "volume": r"vol(?:ume)?\.?",
    "issue": r"(?:issue|number|no\.)",
    "pages": r"(?:pages?|pp\.?|pagination)",
    "doi": r"(?:digital object identifier(?: \(doi\))?|doi)",
    "pmid": r"(?:pmid|pubmed id)",
    "language": r"languages?",
    "affiliations": r"(?:author )?affiliations?",
    "abstract": r"(?:abstract|summary)",
    "rest": r"(?:key ?words?|mesh terms?|publication types?|document type|issn|isbn|publisher|url|links?|accession number|database|"
    r"copyright|notes?|subjects?|citation|references)",
}
_LABEL = re.compile(
    "|".join(rf"(?P<{name}>{pattern})" for name, pattern in _NAMES.items()).join((r"(?:", r")\s*:(?:\s+|$)")),
    re.IGNORECASE,
)
_ALONE = re.compile("(?P<abstract>abstract|summary)", re.IGNORECASE)  # a heading above one
_WORD = r"[^\W\d_][\w'\u2019-]*"
# "Other, A.", "Other, A., Another, B. C.", "Other, Ann", "Other, Ann and Another, Bob": no name but these has one word.
_INVERTED = re.compile(
    r"(?:(?>[^\W\d_][^,.;]*, ?(?:[^\W\d_a-z]\.?[ -]?){1,4}(?![a-z])(?:, ?(?:Jr|Sr|I{2,3}|IV)\.?)?"
    rf"|{_WORD}, (?=[^\W_]*[a-z]){_WORD}(?: [A-Z]\.?)*)(?>,? ?(?:and|&) |, ?|\.?$))+"
)
_PAIR = re.compile(rf"\b{_WORD}, {_WORD}(?: [A-Z]\.?)*")
_LEAST = ("title", "authors", "journal", "doi", "date")


def labelled_articles(lines: Sequence[Line]) -> list[Article[Cell]]:
    """
    Return the articles of labelled lines; none where the text is of another form.

    A record begins with its title, or with what stands above it since the last record's lines; it has a title and two
    more of authors, journal, DOI and date.
    """
    records: list[dict[str, list[Word]]] = []
    name = ""
    for line in lines:
        if not line.words:
            continue
        cell = join_words(line.words)
        match = _LABEL.match(cell.text) or (_ALONE.fullmatch(cell.text) if records else None)
        if match and match.lastgroup:
            before, name = name, match.lastgroup
            # Each author may have a line, and a label, of their own.
            is_next = name == before == "authors"
            if not records or (name in records[-1] and name in _LEAST and not is_next):
                records.append({})
            value = cell.part(match.end(), len(cell.text))
            if is_next and records[-1][name]:
                last = records[-1][name].pop()
                records[-1][name].append(replace(last, text=f"{last.text.rstrip(';,')};"))
            records[-1].setdefault(name, []).extend(value.words if value.text else ())
        elif records:
            records[-1][name].extend(line.words)
    return [_article(fields) for record in records if _is_record(fields := _joined(record))]


def _joined(record: dict[str, list[Word]]) -> dict[str, Cell]:
    return {name: join_words(words) for name, words in record.items() if words}


def _is_record(fields: dict[str, Cell]) -> bool:
    return "title" in fields and sum(name in fields for name in _LEAST) >= 3


def _article(fields: dict[str, Cell]) -> Article[Cell]:
    date, doi = fields.get("date"), fields.get("doi")
    languages = language_cells([fields.get("language")])
    abstract = fields.get("abstract")
    language = language_of(abstract.text, tuple(one.text for one in languages)) if abstract is not None else "und"
    return Article(
        fields["title"].at,
        doi=doi.reworded(name) if doi is not None and (name := find_doi(doi.text)) else None,
        pmid=fields.get("pmid"),
        title=fields["title"],
        journal=fields.get("journal"),
        date=PrintedDate(date, find_partial_date(date.text)) if date is not None else None,
        volume=fields.get("volume"),
        issue=fields.get("issue"),
        pages=fields.get("pages"),
        languages=languages,
        authors=_authors(fields.get("authors")),
        affiliations=tuple(one for one in (fields.get("affiliations"),) if one is not None),
        abstract=tuple(AbstractPart(language, text, label) for label, text in labelled_sections(abstract))
        if abstract is not None
        else (),
    )


def _authors(names: Cell | None) -> tuple[Author[Cell], ...]:
    """Return the authors: between semicolons, or where initials stand behind it, a name may have a comma."""
    if names is None:
        return ()
    pairs = [names.part(*match.span()) for match in _PAIR.finditer(names.text)]
    if len(pairs) > 1 and sum(len(pair.text) for pair in pairs) + 2 * len(pairs) - 2 == len(names.text):
        return listed(pairs)[0]
    if ";" in names.text or _INVERTED.fullmatch(names.text):
        return listed([names])[0]
    return listed_authors(names) or (author_of(names),)
