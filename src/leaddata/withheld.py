"""
What a copy without names leaves out, and how a name is found in what it keeps.

A column that is marked ``personal`` goes as a whole. A name that it holds may be printed again elsewhere: in a heading, an
address, a sentence. There it is replaced by ``[name withheld]``; keys and closed vocabularies stay as they are, and so
do hashes, but those of passages that print a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from leaddata.name_search import People
from leaddata.printed_people import Person, person

if TYPE_CHECKING:
    import polars as pl

__all__ = ["MENTIONING", "NAMING", "Withheld", "listed", "personal_fields", "withheld_from"]

# A personal column holds names, of which `_people` makes forms to look for, or it holds text in which one may stand.
NAMING = frozenset(
    {"name", "creators", "authors", "attribution_printed", "family", "given", "initials", "suffix", "orcid"}
)
MENTIONING = frozenset({"place", "title_printed", "url", "teaser", "reason", "printed", "reference_printed"})
# These name bodies and places: a family name that is a word of one (Darzi Fellowships) is no mention by itself.
_BODIES = frozenset(
    {"name", "name_printed", "organiser", "region", "partners", "location", "programme_printed", "publisher"}
    | {"organisation_printed", "journal", "journal_title", "affiliations_printed", "collective_name"}
)
_BODY_WORD = re.compile(
    r"academy|agency|and|association|board|centre|center|college|commission|committee|council|deanery|department|fellows"
    r"|for|foundation|group|hospital|institute|ministry|network|nhs|of|office|organi[sz]ation|school|service|services"
    r"|society|team|the|trust|union|university"
)
_WORD = re.compile(r"[^\W\d_]+")


def personal_fields(resource: Mapping[str, Any]) -> list[str]:
    """Return the fields of a table's descriptor that are marked as naming or finding a person."""
    return [field["name"] for field in resource["schema"]["fields"] if field.get("personal")]


def withheld_from(resources: Mapping[str, Mapping[str, Any]], read: Callable[[str], pl.LazyFrame]) -> Withheld:
    """Return what a copy without names leaves out of a release; *read* gives a table by its name."""
    import polars as pl  # here, so that `import leaddata` stays instant

    people: list[tuple[Person, bool]] = []
    bodies: set[str] = set()
    for name, resource in resources.items():
        personal = set(personal_fields(resource))
        known = [field["name"] for field in resource["schema"]["fields"]]
        naming = [field for field in known if field in personal - MENTIONING]
        kinds = [field for field in ("kind", "attribution_type") if field in known and naming]
        of_bodies = [field for field in known if field in _BODIES - personal]
        if not naming and not of_bodies:
            continue
        rows = read(name).select(list(dict.fromkeys([*naming, *kinds, *of_bodies]))).collect()
        for field in of_bodies:
            column = rows[field].explode() if isinstance(rows[field].dtype, pl.List) else rows[field]
            bodies.update(str(value) for value in column.drop_nulls().unique())
        for row in (
            rows.select(list(dict.fromkeys([*naming, *kinds]))).unique(maintain_order=True).iter_rows(named=True)
        ):
            people += _people(row)
    held = [one for one, is_sure in people if is_sure or one.printed not in bodies]
    words = {word.casefold() for body in bodies for word in _WORD.findall(body)}
    return Withheld(resources, People(held, words), read)


class Withheld:
    """The personal columns of a release, and the names in them."""

    def __init__(
        self, resources: Mapping[str, Mapping[str, Any]], people: People, read: Callable[[str], pl.LazyFrame]
    ) -> None:
        self._resources = resources
        self._people = people
        self._read = read

    def leave_out(self, frame: pl.DataFrame, name: str) -> pl.DataFrame:
        """
        Return a table without its personal columns, and without the names in its other columns.

        A column is left out, not made null: null would say that the source does not tell. Of `evidence` the rows of
        personal cells go too, and what means one of these is null; a quote that prints a name is null, and so is its
        hash, which would confirm a guess; the hash of a passage that prints one is null likewise.
        """
        import polars as pl  # here, so that `import leaddata` stays instant

        resource = self._resources[name]
        if name == "evidence":
            frame = frame.filter(~self._is_of_a_name())
        elif "evidence" in self._resources and (fields := _fields_of_evidence(resource, frame)):
            gone = self._read("evidence").filter(self._is_of_a_name()).select("evidence_id").collect()["evidence_id"]
            kept = [pl.when(~pl.col(field).is_in(gone.implode())).then(pl.col(field)).alias(field) for field in fields]
            frame = frame.with_columns(kept)
        frame = frame.drop(personal_fields(resource))
        frame = self._without_hashes(frame, name)
        for field in _free_text(resource, frame):
            texts = frame[field].explode() if isinstance(frame[field].dtype, pl.List) else frame[field]
            if found := self._people.found_in(texts.drop_nulls().unique()):
                frame = _replaced(frame, field, found, is_quote=(name, field) == ("evidence", "quote"))
        return frame

    def described(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return a Table Schema without its personal fields and the keys that they are part of, its words without names."""
        fields = [field for field in schema["fields"] if not field.get("personal")]
        left_out = {field["name"] for field in schema["fields"] if field.get("personal")}
        keys = [key for key in schema.get("foreignKeys", ()) if left_out.isdisjoint(listed(key["fields"]))]
        texts = [field["description"] for field in fields if "description" in field]
        found = self._people.found_in(texts)
        kept = [
            {**field, "description": found.get(text, text)} if (text := field.get("description")) else field
            for field in fields
        ]
        return {**schema, "fields": kept, **({"foreignKeys": keys} if "foreignKeys" in schema else {})}

    def _without_hashes(self, frame: pl.DataFrame, name: str) -> pl.DataFrame:
        """Return a table without the hashes of passages that print a name, as far as evidence quotes these."""
        import polars as pl  # here, so that `import leaddata` stays instant

        fields = [field for field in frame.columns if field.endswith("_sha256")]
        if name == "evidence" or not fields or "evidence" not in self._resources:
            return frame
        of_hashes = (pl.col("table") == name) & pl.col("field").is_in(fields) & pl.col("quote").is_not_null()
        quotes = self._read("evidence").filter(of_hashes).select("row_id", "field", "quote").collect()
        naming = quotes.filter(pl.col("quote").is_in(list(self._people.found_in(quotes["quote"].unique()))))
        key = listed(self._resources[name]["schema"]["primaryKey"])[0]
        rows = {field: naming.filter(pl.col("field") == field)["row_id"].implode() for field in fields}
        return frame.with_columns(
            pl.when(~pl.col(key).is_in(rows[field])).then(pl.col(field)).alias(field) for field in fields
        )

    def _is_of_a_name(self) -> pl.Expr:
        """Return whether a row of `evidence` is of a personal cell."""
        import polars as pl  # here, so that `import leaddata` stays instant

        cells = [(table, field) for table, of in self._resources.items() for field in personal_fields(of)]
        return pl.any_horizontal(
            pl.lit(value=False), *((pl.col("table") == table) & (pl.col("field") == field) for table, field in cells)
        )


def _fields_of_evidence(resource: Mapping[str, Any], frame: pl.DataFrame) -> list[str]:
    """Return the fields that mean a row of `evidence`."""
    keys = resource["schema"].get("foreignKeys", ())
    meant = [key for key in keys if key["reference"]["resource"] == "evidence"]
    return [field for key in meant for field in listed(key["fields"]) if field in frame.columns]


def _replaced(frame: pl.DataFrame, field: str, found: Mapping[str, str], *, is_quote: bool) -> pl.DataFrame:
    import polars as pl  # here, so that `import leaddata` stays instant

    if is_quote:
        is_naming = pl.col(field).is_in(list(found)).fill_null(value=False)
        hashes = [column for column in (field, "quote_sha256") if column in frame.columns]
        return frame.with_columns(pl.when(~is_naming).then(pl.col(column)).alias(column) for column in hashes)
    if isinstance(frame[field].dtype, pl.List):
        return frame.with_columns(pl.col(field).list.eval(pl.element().replace(found)))
    return frame.with_columns(pl.col(field).replace(found))


def _free_text(resource: Mapping[str, Any], frame: pl.DataFrame) -> Iterator[str]:
    """Yield the columns that hold words of a source: not keys, terms of a vocabulary, or hashes."""
    import polars as pl  # here, so that `import leaddata` stays instant

    schema = resource["schema"]
    keys = set(listed(schema.get("primaryKey", ())))
    for key in schema.get("foreignKeys", ()):
        keys |= set(listed(key["fields"]))
    for field in schema["fields"]:
        name, rules = field["name"], field.get("constraints", {})
        is_key = name in keys or name.endswith(("_id", "_sha256")) or name in {"table", "field"}
        is_text = name in frame.columns and frame[name].dtype in (pl.String, pl.List(pl.String))
        if is_text and not is_key and "enum" not in rules:
            yield name


def _people(row: Mapping[str, Any]) -> Iterator[tuple[Person, bool]]:
    """Yield the people that the naming columns of a row name, and whether a body could not stand there."""
    if row.get("family"):
        yield Person.of_parts(row["family"], row.get("given") or "", row.get("initials") or ""), True
    if row.get("orcid"):
        yield Person.of_sign(row["orcid"]), True
    if row.get("kind") == "group" or row.get("attribution_type") in {"role", "none"}:
        return
    is_told = row.get("attribution_type") == "named" or row.get("kind") == "person"
    for field, value in row.items():
        if field in {"family", "given", "initials", "suffix", "orcid", "kind", "attribution_type"}:
            continue
        for printed in _values(value):
            # An attribution goes on with the person's post after a comma.
            text = printed.split(",")[0] if field == "attribution_printed" else printed
            is_sure = field == "name" or is_told
            if not is_sure and not _could_be_person(text):
                continue
            # "Public Health Example" may be a body; "Example AB" and "Ann Example" are people.
            if found := person(text, is_doubtful=not (is_sure or len(text.split()) <= 2)):
                yield found, is_sure


def listed(names: str | Iterable[str]) -> tuple[str, ...]:
    """Return the fields of a key: a descriptor gives a single one as it is."""
    return (names,) if isinstance(names, str) else tuple(names)


def _values(value: object) -> Sequence[str]:
    if isinstance(value, str):
        return [value]
    return [part for part in value if isinstance(part, str)] if isinstance(value, Iterable) else []


def _could_be_person(text: str) -> bool:
    """Return False for a body that stands where an author could."""
    words = _WORD.findall(text)
    is_acronym = len(words) == 1 and words[0].isupper()
    return bool(words) and not is_acronym and not any(_BODY_WORD.fullmatch(word.casefold()) for word in words)
