"""Names behind a label in pieces that the markup parts, as links are, with what stands between them: degrees, places, posts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaddata.clean.byline_labels import NOT_WRITTEN, WrittenLabel, labels_in
from leaddata.model import Author
from leaddata.pipeline.article_lines import segments_of
from leaddata.pipeline.article_names import Names
from leaddata.pipeline.html_lines import HtmlLine

__all__ = ["BETWEEN", "ONE", "after_piece"]

BETWEEN = re.compile(
    r"[\s,;&+/|\u3001\uff0c]*(?:(?:and|und|et|y|e|en|och|og|ve|и|i)\b)?[\s,;&+/|\u3001\uff0c]*", re.IGNORECASE
)
_PLACE_BETWEEN = re.compile(
    r"\s*,?\s*(?:in|at|from|en|à|aus)\s+[A-Z][\w.'\u2019 -]{1,40}?(?P<link>\s*[,;&]|\s*,?\s+(?:and|und|et|y|e|en)\b)?\s*"
)
_WORK_BETWEEN = re.compile(r",\s+[^.;]{3,80}(?:;|,?\s+(?:and|und|et|y|e|en|&))", re.IGNORECASE)
_BETWEEN_END = re.compile(r"[\s,;]*(?:[,;&]|\b(?:and|und|et|y|e|en|och|og))$", re.IGNORECASE)
ONE = re.compile(r"[^\W\d_][\w.'\u2019-]{1,29}")


def after_piece(names: Names, line: HtmlLine) -> tuple[Author, ...]:
    """Return who is named in the pieces after one that ends in a label."""
    runs = [one for one in segments_of(line) if one[1] not in ("more", "topic")]
    pieces = [(" ".join(text.split()), kind) for text, kind, _ in line.pieces if text.strip()]
    return _after_label_piece(names, runs) or (_after_label_piece(names, pieces) if len(pieces) > len(runs) else ())


def _after_label_piece(names: Names, segments: Sequence[tuple[str, str]]) -> tuple[Author, ...]:
    for number, (text, _) in enumerate(segments[:-1]):
        label = next((one for one in labels_in(text) if one.end == len(text)), None)
        if label is None or NOT_WRITTEN.search(text):
            continue
        found = _run(names, segments[number + 1 :], label)
        if found:
            return found
    return ()


def _run(names: Names, segments: Sequence[tuple[str, str]], label: WrittenLabel) -> tuple[Author, ...]:
    """Return the names that pieces begin with; those after the first stand after a comma, an "and", or are marked as it is."""
    found: list[Author] = []
    joined = told = False
    for text, kind in segments:
        between = BETWEEN.match(text)
        lead = between[0] if between else ""
        rest = text[len(lead) :]
        if not rest:
            joined = True
            continue
        degrees = _BETWEEN_END.sub("", rest)
        if found and "," in lead and degrees and names.are_degrees(degrees):
            found[-1] = Author(f"{found[-1].name}, {degrees}", found[-1].kind)
            joined = degrees != rest
            continue
        if found and (link := _links_names(names, text, lead, rest)) is not None:
            joined, told = link, True
            continue
        named = names.labelled(rest)
        if not found:
            if not named and ONE.fullmatch(rest) and (label.is_strong or kind == "author"):
                named = names.plain([Author(rest)])
            if not named:
                return ()
        elif (
            not named
            or not (joined or lead.strip() or (kind == "author" and not told))
            or (lead.strip() == "," and (names.is_post(rest) or any(one.kind == "group" for one in named)))
        ):
            break
        found += named
        joined = rest.rstrip()[-1] in ",&"
    return tuple(dict.fromkeys(found))


def _links_names(names: Names, text: str, lead: str, rest: str) -> bool | None:
    """Return of a place, "in London, and", or a post, ", Reader in Law", whether another name goes on behind; None of anything else."""
    if place := _PLACE_BETWEEN.fullmatch(text):
        return bool(place["link"])
    if _WORK_BETWEEN.fullmatch(text) and not any(
        one.kind == "person" for one in names.listed(_BETWEEN_END.sub("", rest))
    ):
        return True
    return False if lead.strip() == "," and names.is_post(rest) else None
