"""Ticked payments: their rows and sums are those of the list, and the file can be read again."""

import csv

import pytest

from billdesk.domain.errors import Trouble
from billdesk.domain.lists import CurrencySum, Sort
from billdesk.domain.payment_list import PaymentFilter, TickedPayments
from billdesk.services.payment_selection import PaymentSelection
from billdesk.services.payments import Received
from support.money import TODAY

NEWEST = Sort("date", True)


@pytest.fixture
def made(shop):
    """Cash, a check that was reversed, and dollars."""
    take = shop.payments.take
    found = [
        take(Received(shop.customer, 10_00, TODAY, method="cash", on_account=True)),
        take(Received(shop.customer, 20_00, TODAY, method="check", on_account=True)),
        take(Received(shop.other, 30_00, TODAY, "USD", "cash", "=1+1", on_account=True)),
    ]
    keys = [one.payments[0].id for one in found]
    shop.payments.reverse(keys[1], TODAY, "bounced")
    return PaymentSelection(shop.office), keys


def ticked(*ids, everything=False):
    return TickedPayments(PaymentFilter(), NEWEST, everything, frozenset(ids))


def test_rows_are_those_that_are_ticked_or_all_but_some(made):
    selection, keys = made
    assert [row.id for row in selection.rows(ticked(keys[0]))] == [keys[0]]
    assert [row.id for row in selection.rows(ticked(keys[0], everything=True))] == [keys[2], keys[1]]
    assert len(selection.rows(ticked(everything=True), 2)) == 2


def test_sums_leave_out_what_was_taken_back(made):
    selection, keys = made
    euros, dollars = CurrencySum("EUR", 1, 10_00, 10_00), CurrencySum("USD", 1, 30_00, 30_00)
    assert selection.sums(ticked(everything=True)) == (euros, dollars)
    assert selection.sums(ticked(keys[0], keys[1], everything=True)) == (dollars,)
    assert selection.sums(ticked(keys[0], keys[1])) == (euros,)


def test_they_are_written_as_a_file_that_no_spreadsheet_takes_for_formulas(made, tmp_path):
    selection, _keys = made
    path = tmp_path / "payments.csv"
    assert selection.export(ticked(everything=True), path, "de") == 3
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:3] == ["Quittung", "Datum", "Kunde"]
    assert rows[1][2:7] == ["Bolt", "cash", "'=1+1", "USD", "30.00"]
    assert rows[2][-1] == "yes"
    with pytest.raises(Trouble):
        selection.export(ticked(everything=True), tmp_path, "en")
