"""Lists of authors and abstracts, read by pattern where they are plain: as the tree of the same record says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaddata.cli.records import write_records
from leaddata.errors import LeadDataError
from leaddata.layout.pubmed_lists import authors_in, sections_in, skip_authors, skip_sections

TABLES = ("articles", "article_authors", "abstracts")
RECORD = (
    "<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article><Journal><Title>J</Title></Journal>"
    "<ArticleTitle>{title}</ArticleTitle>{abstract}{authors}<Language>eng</Language></Article></MedlineCitation>"
    "</PubmedArticle>\n"
)
TEXTS = st.lists(
    st.sampled_from(
        ["a", "Lee", " ", "  ", "\n  ", "\t", "\u00a0", "\u2009", "\u00e9", "\U0001f600", "&amp;", "&lt;", "&amp;lt;", "&#233;",
         "&eacute;", "&", "<i>N</i>", "<sup> 2</sup>", "<i><b>x</b></i>", "<i/>", "<i>", "]]>", "<!-- x -->", "<![CDATA[<b>]]>",
         "<?x?>", ">", '"', "'", "\x0b", "\x1c", "\x85", "\ufffe", "UNLABELLED", "<mml:math xmlns:mml='m'><mml:mi>p</mml:mi></mml:math>"]
    ),
    max_size=3,
).map("".join)  # fmt: skip
SPACES = st.sampled_from(["", "", "", "\n   ", " ", "\u00a0", "\x0c", "<!-- -->", "x"])


def element(tag: str, attributes: str = "") -> st.SearchStrategy[str]:
    """Return what makes elements of a tag, now and then an empty one or one without an end."""
    plain = st.builds(lambda text, space: f"<{tag}{attributes}>{text}</{tag}>{space}", TEXTS, SPACES)
    return st.one_of(st.just(""), plain, plain, plain, st.sampled_from([f"<{tag}/>", f"<{tag}>", f"</{tag}>"]))


AFFILIATION = st.builds(
    lambda one, two: f"<AffiliationInfo>{one}{two}</AffiliationInfo>",
    element("Affiliation"),
    st.one_of(st.just(""), element("Identifier", ' Source="ROR"')),
)
AUTHOR = st.builds(
    lambda start, parts, affiliations, end, space: f"<Author{start}>{''.join([*parts, *affiliations])}{end}{space}",
    st.sampled_from(['', ' ValidYN="Y"', ' ValidYN="N"', ' ValidYN="Y" EqualContrib="Y"', ' EqualContrib="N" ValidYN="N"']),
    st.tuples(*map(element, ("CollectiveName", "LastName", "ForeName", "Initials", "Suffix")), element("Identifier", ' Source="ORCID"')),
    st.lists(AFFILIATION, max_size=2),
    st.sampled_from(["</Author>"] * 9 + [""]),
    SPACES,
)  # fmt: skip
SECTION = st.one_of(
    element("AbstractText", ' Label="AIMS &amp; more" NlmCategory="OBJECTIVE"'),
    element("AbstractText", ' Label="UNLABELLED" NlmCategory=" "'),
    element("AbstractText", ' NlmCategory="METHODS" Label="A"'),
    element("AbstractText"),
    element("CopyrightInformation"),
)
LISTS = st.builds(
    lambda start, parts: f"{start}{''.join(parts)}</AuthorList>",
    st.sampled_from(["<AuthorList>", '<AuthorList CompleteYN="N">', '<AuthorList Type="editors">', "<AuthorList x='1'>\n"]),
    st.lists(AUTHOR, max_size=3),
)  # fmt: skip
ABSTRACTS = st.lists(SECTION, max_size=3).map(lambda parts: f"<Abstract>{''.join(parts)}</Abstract>")


def read(path: Path, root: str, records: str) -> list[object]:
    """Return the rows of all tables, and what is told of records that cannot be read."""
    path.write_text(f"{root}{records}</PubmedArticleSet>", encoding="utf-8", newline="")
    found: list[object] = []
    for table in TABLES:
        written: list[bytes] = []
        try:
            told: object = write_records(path, table, "json", True, written.append)
        except LeadDataError as error:
            told = str(error)
        found += [b"".join(written), told]
    return found


@settings(deadline=None, max_examples=300)  # the first one loads the readers
@given(st.lists(ABSTRACTS, max_size=2), st.lists(LISTS, max_size=2), TEXTS)
@pytest.mark.slow
def test_a_pattern_reads_what_the_tree_says(
    tmp_path_factory: pytest.TempPathFactory, abstracts: list[str], lists: list[str], title: str
) -> None:
    """A file in PubMed's own dress and one whose root has a blank, which is read by its tree alone, give the same."""
    path = tmp_path_factory.getbasetemp() / "lists.xml"
    odd = RECORD.format(pmid=2, title=title, abstract="".join(abstracts), authors="".join(lists))
    plain = [RECORD.format(pmid=number, title="T", abstract="", authors="") for number in (1, 3)]
    records = plain[0] + odd + plain[1]

    assert read(path, "<PubmedArticleSet >", records) == read(path, "<PubmedArticleSet>", records)


def test_what_is_plain_is_read_by_pattern() -> None:
    """What PubMed prints, indented or not, needs no tree; what a pattern cannot vouch for does."""
    author = (
        '<Author ValidYN="Y" EqualContrib="Y">\n  <LastName>Lee &amp; Roe</LastName>\n  <Initials>A</Initials>\n'
        '  <Identifier Source="ORCID">0000-0001-2345-6789</Identifier>\n  <AffiliationInfo>\n    <Affiliation>'
        "Ward <sup>2</sup>,  UK.</Affiliation>\n  </AffiliationInfo>\n</Author>\n"
    )
    gone = '<Author ValidYN="N"><CollectiveName>Us</CollectiveName></Author>'
    section = '<AbstractText Label="AIMS" NlmCategory="OBJECTIVE">To <i>see</i>.</AbstractText>'
    authors, sections = authors_in(f"\n{author}{gone}{author}"), sections_in(section)

    assert authors is not None
    assert [("Lee & Roe", None, "A", ("Ward 2, UK.",))] * 2 == [
        (one.family, one.given, one.initials, one.affiliations) for one in authors
    ]
    assert (("To see.", "AIMS", "OBJECTIVE"),) == sections
    assert () == skip_authors(author + gone)
    assert () == skip_sections(section)
    for strange in ("<!-- -->", "\x0b", "x", "<Author>", "</i>", "&#233;"):
        for text in (author + strange, author.replace("Ward", f"Ward{strange}")):
            plain = strange == "x" and text.endswith("</Author>\n")

            assert plain == (authors_in(text) is not None)
            assert plain == (skip_authors(text) is not None)
        assert sections_in(section + strange) is None
        assert skip_sections(section + strange) is None


def test_a_record_without_a_pubmed_id_has_its_abstract_once(tmp_path: Path) -> None:
    """Where the short way of reading abstracts finds no PubMed id, the long one begins anew."""
    path = tmp_path / "one.xml"
    record = RECORD.format(
        pmid="", title="T", abstract="<Abstract><AbstractText>Said.</AbstractText></Abstract>", authors=""
    )
    path.write_text(f"<PubmedArticleSet>{record}</PubmedArticleSet>", encoding="utf-8")
    written: list[bytes] = []
    write_records(path, "abstracts", "csv", False, written.append)

    assert 2 == len(b"".join(written).splitlines())
