"""How rows of vendor usage are written: units, changes, and what becomes of them."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.errors import Problem
from billdesk.domain.usage import FATES as ALL
from billdesk.domain.usage import Alias, Entry, Likely, UsageLine
from billdesk.ui.pages.usage_columns import FATES, NameRow, UsageWriter, WrongRow

FEB = date(2026, 2, 28)
LINE = UsageLine(1, "Vault", 1, "Acme", "Seat", 125_000, FEB, 130_000, ("IT: Seats",))


@pytest.fixture
def writer(make_bench):
    return UsageWriter(make_bench("empty"), {1: "Acme Dental"})


def said(columns, row):
    return [column.cell(row).said for column in columns if column.title]


def test_a_report_says_units_change_and_who_counts_it(writer):
    columns = writer.columns()

    assert said(columns, LINE) == ["Acme", "Vault", "Seat", "12.5", "−0.5", "Feb 28", "IT: Seats"]
    assert said(columns, replace(LINE, by=(), before=None))[4:] == ["–", "Feb 28", "no line counts it"]
    assert said(columns, replace(LINE, by=(), quantity=0))[6] == "–"
    assert columns[7].cell(replace(LINE, by=(), customer_id=None)).badge == "unmapped"


def test_a_row_says_what_becomes_of_it_in_every_case(writer):
    entry = Entry(3, "Acme", 1, "Seat", FEB, 10_000, None, 5_000, "new")

    assert said(writer.entries(), entry) == ["3", "Acme Dental Acme", "Seat", "1", "+0.5", "Feb 28", "new"]
    assert said(writer.entries(), entry._replace(customer_id=None))[1] == "Acme"
    assert set(FATES) == set(ALL)


def test_a_name_says_who_is_meant(writer):
    row = NameRow(1, "ACME", 2)

    meant = [
        said(writer.strangers(), one)[2]
        for one in (
            row,
            row._replace(likely=(Likely(1, "Acme"),)),
            row._replace(alias=Alias("ACME", 1), customer="Acme"),
            row._replace(alias=Alias("ACME", None)),
        )
    ]
    assert meant == ["unmapped", "Acme?", "Acme", "ignored"]


def test_what_is_wrong_stands_beside_its_row_and_column(writer):
    row = WrongRow(1, Problem("row 4, Seats", "below_zero", {"row": 4, "column": "Seats"}))

    assert said(writer.wrongs(), row) == ["4", "Seats", "This must be 0 or more."]
