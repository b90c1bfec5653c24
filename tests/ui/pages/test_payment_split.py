"""The sums of Take payment agree with its bar and its rows."""

from datetime import date

import pytest

from billdesk.domain.customer import Customer
from billdesk.domain.split import OpenInvoice, Split
from billdesk.services.taking import TakingSheet
from billdesk.ui.pages.payment_split import PaymentSplit
from billdesk.ui.widgets.shares import MOST

DAY = date(2026, 2, 1)
OPEN = tuple(OpenInvoice(at, f"INV-0000{at}", "", DAY, DAY, 10_00, 10_00, "USD") for at in (1, 2, 3))
SHEET = TakingSheet(Customer(1, "acme", "Acme"), "USD", ("USD",), OPEN, 0, ("cash",), (), ())


@pytest.fixture
def part(qtbot, make_bench):
    made = PaymentSplit(make_bench("empty"))
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show_sheet(SHEET, 2)
    made.show()
    return made


def test_received_is_what_is_applied_and_what_is_left(part):
    part.show_split(Split(OPEN, 35_00), "USD", whole=True)
    figures = {name: figure.accessibleName() for name, (_, _, figure) in part.sums.items()}
    assert figures == {
        "received": "Received: $35.00",
        "applied": "Applied to 3 invoices: $30.00",
        "to_credit": "To credit: $5.00",
        "owes_after": "Then owed: $0.00",
    }
    assert part.bar.accessibleName() == "00001 $10.00, 00002 $10.00, 00003 $10.00, credit $5.00"
    part.show_split(Split(OPEN, 25_00, 10_00), "USD")
    assert part.sums["received"][2].accessibleName() == "Received, with $10.00 of credit: $25.00"


def test_the_way_back_to_one_invoice_shows_only_where_one_came_from_it(part):
    assert part.only.text() == "Only INV-00002"
    part.show_sheet(SHEET, None)
    assert not part.only.isVisible()


def test_without_open_invoices_it_says_what_becomes_of_the_money(part):
    from dataclasses import replace

    part.show_sheet(replace(SHEET, invoices=()), None)
    part.show_split(Split((), 5_00), "USD", whole=True)
    assert part.none.isVisible()
    assert not part.table.isVisible()
    assert part.sums["to_credit"][2].text() == "$5.00"


def test_of_many_invoices_the_first_are_told_and_how_many_more_there_are(part):
    many = tuple(OpenInvoice(at, f"INV-{at}", "", DAY, DAY, 10_00, 10_00, "USD") for at in range(1, 1_001))
    part.show_split(Split(many, 10_007_00), "USD", whole=True)
    said = part.bar.accessibleName()
    assert said.startswith("1 $10.00, 2 $10.00, ")
    assert said.endswith(f", {1_000 - MOST} more invoices ${(1_000 - MOST) * 10:,}.00, credit $7.00")
    assert [one.left for one in part.bar.shares()].count(True) == 1
    assert sum(one.size for one in part.bar.shares()) == 10_007_00

    part.show_split(Split(many), "USD")
    assert part.bar.accessibleName() == "Nothing is settled yet"
