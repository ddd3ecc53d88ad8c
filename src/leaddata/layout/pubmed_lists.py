"""
The insides of an AuthorList and of an Abstract as PubMed prints them, read by pattern.

Most elements of a record stand in these two, and a pattern reads them in a fifth of the time that their tree takes. It is one
for the whole inside, from the first sign to the last: what it knows is well-formed, and holds nothing but what it reads.
What it does not know (attributes or elements in another order, marks within marks, references to characters by number) is
None here, and for the tree.
"""

from __future__ import annotations

import re

from leaddata.layout.articles import Author
from leaddata.layout.pubmed_parts import Section, is_label

__all__ = ["authors_in", "sections_in", "skip_authors", "skip_sections"]

# Possessive are runs of one sign alone: of groups, Python before 3.11.5 reads some amiss.
_SIGN = r"[^<&\x00-\x1f\ufffe\uffff]"  # neither a mark, nor what XML forbids, nor a line end, which lxml may change
_BLANKS = " \t\r\n"  # XML's: \s of Python's has more, some of which XML forbids
_SPACE = f"[{_BLANKS}]*+"
_MARKED = "|".join(f"<{tag}>{_SIGN}*+</{tag}>" for tag in ("i", "b", "u", "sup", "sub"))
_TEXT = rf"{_SIGN}*+(?:(?:&(?:amp|lt|gt|quot|apos);|{_MARKED}){_SIGN}*+)*"
_VALUE = _SIGN.replace("<", '<"')
_NAMES = "".join(rf"(?:<{tag}>({_TEXT})</{tag}>{_SPACE})?" for tag in ("LastName", "ForeName", "Initials", "Suffix"))
_AFFILIATIONS = (
    rf"(?:<AffiliationInfo>{_SPACE}<Affiliation>{_TEXT}</Affiliation>{_SPACE}"
    rf'(?:<Identifier Source="[A-Za-z]++">{_SIGN}*+</Identifier>{_SPACE})*</AffiliationInfo>{_SPACE})*'
)
_AUTHOR = (
    rf'<Author(?: ValidYN="([YN])")?(?: EqualContrib="[YN]")?>{_SPACE}'
    rf"(?:<CollectiveName>({_TEXT})</CollectiveName>{_SPACE})?{_NAMES}"
    rf'(?:<Identifier Source="ORCID">({_SIGN}*+)</Identifier>{_SPACE})?({_AFFILIATIONS})</Author>{_SPACE}'
)
_SECTION = (
    rf'<AbstractText(?: Label="({_VALUE}*+)")?(?: NlmCategory="({_VALUE}*+)")?>({_TEXT})</AbstractText>{_SPACE}'
    rf"(?:<CopyrightInformation>{_TEXT}</CopyrightInformation>{_SPACE})?"
)
_AUTHORS, _SECTIONS = (re.compile(f"(?:{one})*") for one in (_AUTHOR, _SECTION))
# What is left over, if anything is, falls to the last group.
_EACH_AUTHOR, _EACH_SECTION = (re.compile(f"{one}|(.+)", re.DOTALL) for one in (_AUTHOR, _SECTION))
_ESCAPED = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"))
_MARK = re.compile(r"<[^>]*>")


def authors_in(text: str) -> tuple[Author[str], ...] | None:
    """Return what `authors_of` yields of an AuthorList whose inside is *text*; None where that is not plain."""
    found = _EACH_AUTHOR.findall(text.lstrip(_BLANKS))
    if found and found[-1][-1]:
        return None
    authors = []
    for valid, collective_name, last_name, fore_name, initials, suffix, orcid, affiliations, _ in found:
        if valid == "N":
            continue
        # Most names are one word: no call for these, nor for what is not there.
        family = last_name if last_name.isalpha() else _plain(last_name)
        given = fore_name if fore_name.isalpha() else _plain(fore_name)
        collective = _plain(collective_name) if collective_name else None
        if family is not None or given is not None or collective is not None:
            authors.append(
                Author(
                    family,
                    given,
                    initials if initials.isalpha() else _plain(initials),
                    _plain(suffix) if suffix else None,
                    collective,
                    _plain(orcid) if orcid else None,
                    _affiliations(affiliations) if affiliations else (),
                )
            )
    return tuple(authors)


def sections_in(text: str) -> tuple[Section, ...] | None:
    """Return what `sections_of` yields of an Abstract whose inside is *text*; None where that is not plain."""
    found = _EACH_SECTION.findall(text.lstrip(_BLANKS))
    if found and found[-1][-1]:
        return None
    return tuple(
        [
            (printed, _plain(label) if is_label(label) else None, _plain(category))
            for label, category, inside, _ in found
            if (printed := _plain(inside)) is not None
        ]
    )


def skip_authors(text: str) -> tuple[()] | None:
    """Return nothing of an AuthorList that `authors_in` can read; None of another one."""
    return () if _AUTHORS.fullmatch(text.lstrip(_BLANKS)) else None


def skip_sections(text: str) -> tuple[()] | None:
    """Return nothing of an Abstract that `sections_in` can read; None of another one."""
    return () if _SECTIONS.fullmatch(text.lstrip(_BLANKS)) else None


def _affiliations(text: str) -> tuple[str, ...]:
    parts = [_plain(part.partition("<Affiliation>")[2]) for part in text.split("</Affiliation>")[:-1]]
    return tuple([part for part in parts if part is not None])


def _plain(text: str) -> str | None:
    """Return a text without its marks, blanks folded; None of one that says nothing."""
    if "<" in text:
        text = _MARK.sub("", text)
    if "&" in text:
        if text.count("&") != text.count("&amp;"):
            for escaped, sign in _ESCAPED:
                text = text.replace(escaped, sign)
        text = text.replace("&amp;", "&")
    if "  " in text or not text.isascii():  # what is not ASCII may be white space
        return " ".join(text.split()) or None
    return text.strip(" ") or None
