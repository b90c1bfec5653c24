"""The tables in the detail of a ticket, cell by cell."""

from dataclasses import replace

import pytest

from billdesk.ui.panes.ticket_rows import Writer


@pytest.fixture
def writer(make_bench):
    bench = make_bench("unbilled")
    return Writer(bench, bench.desk.tickets.show("t1"))


def texts(columns, row):
    return [column.cell(row).text for column in columns]


def test_the_log_shows_actual_and_billable_minutes_and_the_state(writer):
    log = writer.sheet.log

    assert texts(writer.log(), log[0])[2:] == ["diagnosis", "20 min", "30 min", "47.50", "Charged"]
    assert texts(writer.log(), log[2])[2:] == ["our own mistake", "40 min", "not billed", "–", "Not billable"]


def test_charges_show_what_they_come_to_and_where_they_are(writer):
    charges = writer.sheet.charges
    assert texts(writer.charges(), charges[0])[-2:] == ["47.50", "waits"]
    assert "from time" in writer.charges()[0].cell(charges[0]).second

    elsewhere = replace(charges[0], charge=replace(charges[0].charge, billed_elsewhere=True))
    priceless = replace(charges[0], line=None, amount=None)

    assert texts(writer.charges(), elsewhere)[-1] == "elsewhere"
    assert texts(writer.charges(), priceless)[3:6] == ["no price", "–", "–"]
