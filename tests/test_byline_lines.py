"""Bylines with posts, places of work and titles behind, before and between names."""

from __future__ import annotations

import pytest

from leaddata.layout.byline_lines import byline_authors

_GROUPS = frozenset("team fellows group network committee trust hospital university college fund nhs board".split())  # noqa: SIM905
_LINES = (
    ('By Sister Rosalind Cartwright, Chief Executive, Harbour Hospice', ['Sister Rosalind Cartwright']),
    ('By Matron Rosalind Cartwright', ['Matron Rosalind Cartwright']),
    ('By A/Prof Mei-Ling Cheung', ['A/Prof Mei-Ling Cheung']),
    ('By Miss Amara Okafor, Advanced Clinical Practitioner, Ashdale ICB', ['Miss Amara Okafor']),
    ('By Nguyễn Văn An', ['Nguyễn Văn An']),
    ('By Dónal Ó hÓgáin', ['Dónal Ó hÓgáin']),
    ('By Nia Bowen (Patient partner), Andrew Lockwood (Consultant in Emergency Medicine)', ['Nia Bowen', 'Andrew Lockwood']),
    ('By Chidinma Eze (Specialty registrar in psychiatry), Martin Goodfellow (Head of Nursing)', ['Chidinma Eze', 'Martin Goodfellow']),
    ('By Rosalind Cartwright, Chief Executive, Harbour Hospice', ['Rosalind Cartwright']),
    ('By Amara Okafor, Advanced Clinical Practitioner, Ashdale ICB', ['Amara Okafor']),
    ('By Amara Okafor, Advanced Clinical Practitioner', ['Amara Okafor']),
    ('By Sister Rosalind Cartwright', ['Sister Rosalind Cartwright']),
    ('By Nurse Tom Bell', ['Nurse Tom Bell']),
    ('By Midwife Tom Bell', ['Midwife Tom Bell']),
    ('By Paramedic Tom Bell', ['Paramedic Tom Bell']),
    ('By Dr. med. Tom Bell', ['Dr. med. Tom Bell']),
    ('By Seán Mac an tSaoir', ['Seán Mac an tSaoir']),
    ('By Nia ferch Ifan', ['Nia ferch Ifan']),
    ('By José María de la Cruz y Ortega', ['José María de la Cruz y Ortega']),
    ('By Jo Bloggs, ST4 in Paediatrics, and Ann Other, GP trainee', ['Jo Bloggs', 'Ann Other']),
    ('By Jo Bloggs, NHS Ashdale ICB', ['Jo Bloggs']),
    ('By Jo Bloggs, Northmoor Trust', ['Jo Bloggs']),
    ('By Ann Other, Registrar, Harbour Trust, and Jo Bloggs, Consultant, Moor Hospital', ['Ann Other', 'Jo Bloggs']),
    ('By Ann Other, Harbour Trust; Jo Bloggs, Moor Hospital', ['Ann Other', 'Jo Bloggs']),
    ('By Ann Other (Harbour Trust) and Jo Bloggs (Moor Hospital)', ['Ann Other', 'Jo Bloggs']),
    ('By Ann Other, Jo Bloggs and the Harbour Fellows', ['Ann Other', 'Jo Bloggs', 'the Harbour Fellows']),
    ('By Ann Other and Harbour Trust', ['Ann Other', 'Harbour Trust']),
    ('By Ann Other, Director of Nursing, Jo Bloggs, Medical Director, and Kim Low, Chair', ['Ann Other', 'Jo Bloggs', 'Kim Low']),
    ('By Ann Other, Director of Nursing at Harbour Trust and Jo Bloggs, Medical Director at Moor Trust', ['Ann Other', 'Jo Bloggs']),
    ('By Ann Other - Consultant Nurse, Harbour Trust', ['Ann Other']),
    ('By Ann Other – Harbour Trust', ['Ann Other']),
    ('By Ann Other | Registrar | Harbour', ['Ann Other']),
    ('By Ann Other, Leeds', ['Ann Other']),
    ('By Ann Other, Leeds Teaching Hospitals', ['Ann Other']),
    ('By Ann Other, clinical fellow, Leeds', ['Ann Other']),
    ('By Ann Other, clinical fellow in Leeds and Jo Bloggs', ['Ann Other', 'Jo Bloggs']),
    ('By Ann Other, Public Health Registrar, UK Health Security Agency', ['Ann Other']),
    ("By Ann Other, Head of Policy, The King's Fund", ['Ann Other']),
    ('By Ann Other, Policy Officer, Kent and Medway ICB', ['Ann Other']),
    ('By Ann Other, Chief Executive of Harbour, and Jo Bloggs', ['Ann Other', 'Jo Bloggs']),
    ('By Ann Other, a registrar in Leeds', ['Ann Other']),
    ('By Ann Other, who leads the unit', ['Ann Other']),
    ('By Ann Other, Darzi Fellow 2019', ['Ann Other']),
    ('By Ann Other, FMLM fellow', ['Ann Other']),
    ('By Dr Ann Other, Dr Jo Bloggs & Prof Kim Low', ['Dr Ann Other', 'Dr Jo Bloggs', 'Prof Kim Low']),
    ('By Ann Other and Jo Bloggs, Clinical Fellows, NHS England', ['Ann Other', 'Jo Bloggs']),
    ('By Ann Other, Jo Bloggs, Kim Low, Harbour Trust', ['Ann Other', 'Jo Bloggs', 'Kim Low']),
    ('By Ann Other, Mersey Care', ['Ann Other']),
    ('By Ann Other, Macmillan Cancer Support', ['Ann Other']),
    ('By Ann Other, Imperial College London', ['Ann Other']),
    ('By Ann Other, Royal College of Physicians', ['Ann Other']),
    ('By Ann Other, BMJ Leader', ['Ann Other']),
    ('By Ann Other, Editor, BMJ Leader', ['Ann Other']),
    ('By Ann Other for Harbour Trust', ['Ann Other']),
    ('By Ann Other on behalf of the Harbour Group', ['Ann Other']),
    ("By Ann Other who lives and works in Harbour", ["Ann Other"]),
    ("By Ann Other and colleagues", ["Ann Other"]),
    ("Penned by Ann Other, Ward Manager", ["Ann Other"]),
    ("Post author: Ann Other", ["Ann Other"]),
    ("Posted by Library Services", ["Library Services"]),
    ("By the Editorial Team, Harbour Trust", ["the Editorial Team"]),
    ("By Ann Other, the kettle and a long night in it", []),
    ("By Victoria Dock, where the ferry leaves", []),
)  # fmt: skip


@pytest.mark.parametrize(("line", "names"), _LINES)
def test_bylines(line: str, names: list[str]) -> None:
    """Who signs is named, and nothing that tells of them is taken for one who does."""
    assert [author.name for author in byline_authors(line, _GROUPS)] == names
