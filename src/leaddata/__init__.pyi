# Made from schemas/*.yaml by `python -m leaddata.pipeline.table_code`: change those, then run it again.

from leaddata import errors as errors
from leaddata.errors import LeadDataError as LeadDataError
from leaddata.errors import UnknownTableError as UnknownTableError
from leaddata.exporting import export as export
from leaddata.loader import cite as cite
from leaddata.loader import describe as describe
from leaddata.loader import load as load
from leaddata.loader import scan as scan
from leaddata.loader import tables as tables
from leaddata.loader import trace as trace
from leaddata.releases import diff as diff
from leaddata.releases import verify as verify
from leaddata.table_functions import abstracts as abstracts
from leaddata.table_functions import activities as activities
from leaddata.table_functions import appearances as appearances
from leaddata.table_functions import article_authors as article_authors
from leaddata.table_functions import articles as articles
from leaddata.table_functions import cited_works as cited_works
from leaddata.table_functions import claims as claims
from leaddata.table_functions import cohorts as cohorts
from leaddata.table_functions import coverage as coverage
from leaddata.table_functions import discrepancies as discrepancies
from leaddata.table_functions import evidence as evidence
from leaddata.table_functions import organisations as organisations
from leaddata.table_functions import outside_facts as outside_facts
from leaddata.table_functions import participants as participants
from leaddata.table_functions import post_authors as post_authors
from leaddata.table_functions import posts as posts
from leaddata.table_functions import programme_facts as programme_facts
from leaddata.table_functions import programme_names as programme_names
from leaddata.table_functions import programmes as programmes
from leaddata.table_functions import quarantine as quarantine
from leaddata.table_functions import questions as questions
from leaddata.table_functions import quotations as quotations
from leaddata.table_functions import redactions as redactions
from leaddata.table_functions import sections as sections
from leaddata.table_functions import snapshots as snapshots
from leaddata.table_functions import sources as sources
from leaddata.table_functions import stakeholders as stakeholders
from leaddata.table_functions import statistics as statistics

__all__ = [
    "LeadDataError",
    "UnknownTableError",
    "__version__",
    "abstracts",
    "activities",
    "appearances",
    "article_authors",
    "articles",
    "cite",
    "cited_works",
    "claims",
    "cohorts",
    "coverage",
    "describe",
    "diff",
    "discrepancies",
    "evidence",
    "export",
    "load",
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
    "scan",
    "sections",
    "snapshots",
    "sources",
    "stakeholders",
    "statistics",
    "tables",
    "trace",
    "verify",
]

__version__: str
