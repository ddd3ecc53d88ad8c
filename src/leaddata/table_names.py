"""The names of the tables, so that `import leaddata` knows them and reads nothing else."""

# Made from schemas/*.yaml by `python -m leaddata.pipeline.table_code`: change those, then run it again.

__all__ = ["TABLES"]

TABLES = (
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
)
