"""
What a type checker says of a user's code: read by mypy and pyright (tests/test_typing.py), never run.

A line that ends in ``# error`` is one that a checker must find fault with.
"""

from __future__ import annotations

from typing import assert_type

import polars as pl

import leaddata
from leaddata import LeadDataError, UnknownTableError, cohorts, participants

is_lazy: bool = bool(input())
name: str = input()

assert_type(leaddata.load("participants"), pl.DataFrame)
assert_type(leaddata.load("participants", lazy=False), pl.DataFrame)
assert_type(leaddata.load("participants", lazy=True), pl.LazyFrame)
assert_type(leaddata.load("participants", lazy=is_lazy), pl.DataFrame | pl.LazyFrame)
assert_type(leaddata.load(name, columns=["name"], names=True, verify=False, version=None), pl.DataFrame)
assert_type(leaddata.load("participants", columns=("name", "job")), pl.DataFrame)
assert_type(leaddata.scan("participants"), pl.LazyFrame)

assert_type(leaddata.participants(), pl.DataFrame)
assert_type(participants(lazy=True, version="0.1.0"), pl.LazyFrame)
assert_type(cohorts(lazy=is_lazy), pl.DataFrame | pl.LazyFrame)
assert_type(leaddata.sources(columns=["title"]), pl.DataFrame)
for table in leaddata.tables():
    leaddata.load(table)
    leaddata.describe(table)

names: list[str] = leaddata.tables()
citation: str = leaddata.cite("apa")
assert_type(leaddata.describe("participants").to_frame(), pl.DataFrame)
assert_type(leaddata.describe("participants").fields[0].name, str)
assert_type(leaddata.trace("participants", "id", "name")[0].page, int | None)
assert_type(leaddata.verify().file_count, int)
assert_type(leaddata.diff("0.1.0").is_empty, bool)
leaddata.export("folder", formats=["csv"], names=False)
try:
    leaddata.load(name)
except UnknownTableError as error:
    assert_type(error.next_step, str)
except leaddata.errors.TamperedError as error:
    assert_type(error.problems, tuple[leaddata.errors.TamperedError, ...])
except LeadDataError:
    pass

leaddata.particpants()  # error
leaddata.load()  # error
leaddata.load("participants", lazy="yes")  # error
leaddata.load("participants", columns=[1])  # error
leaddata.participants("0.1.0")  # error
leaddata.participants(column=["name"])  # error
leaddata.load("participants").collect()  # error
leaddata.participants(lazy=True).item()  # error
