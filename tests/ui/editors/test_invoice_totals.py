"""The totals below the lines: what they say, deposits below them, and the discount typed among them."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.domain.tax import Rate
from billdesk.domain.totals import Discount, Rules
from billdesk.ui.editors.invoice_totals import TotalsBox

DAY = date(2026, 2, 1)
DRAFT = reckoned(
    Invoice(
        1,
        "USD",
        DAY,
        DAY,
        lines=(InvoiceLine("x", quantity=10_000, unit_price=100_00 * 10_000, rates=(Rate("VAT", 100_000),)),),
    )
)


@pytest.fixture
def box(make_bench, qtbot):
    made = TotalsBox(make_bench())
    made.heard = []
    made.discounted.connect(made.heard.append)
    qtbot.addWidget(made)
    made.resize(400, 240)
    made.show()
    made.show_totals(DRAFT, 0)
    return made


def said(box):
    return [(one.words, one.figure) for one in box.sums()]


def test_it_says_every_sum_and_the_total_largest(box, painted):
    assert said(box) == [
        ("Subtotal", "100.00"),
        ("Discount", "0.00"),
        ("VAT 10% on 100.00", "10.00"),
        ("Total", "$110.00"),
    ]
    assert box.sums()[-1].role == "stat"
    assert box.accessibleDescription().endswith("Total $110.00")
    assert not painted(box).isNull()


def test_what_is_held_for_the_ticket_leaves_the_balance(box):
    box.show_totals(DRAFT, 50_00)
    assert said(box)[-3:] == [
        ("Total", "$110.00"),
        ("Deposit held for the ticket", "\N{MINUS SIGN}50.00"),
        ("Balance due", "$60.00"),
    ]
    box.show_totals(DRAFT, 500_00)
    assert said(box)[-1] == ("Balance due", "$0.00")


def test_tax_in_the_prices_and_rounding_say_so(box):
    inside = reckoned(replace(DRAFT, rules=Rules(includes_tax=True, cash_rounding=5), currency="CHF"))
    box.show_totals(reckoned(replace(inside, discount=Discount(amount=1))), 0)
    assert said(box)[2][0].startswith("of it VAT 10% on")
    assert ("Rounding", "CHF 0.01") in said(box)


def test_a_discount_is_told_as_it_is_typed_and_rubbish_is_not(box, qtbot):
    qtbot.keyClicks(box.discount, "10%")
    assert box.heard[-1] == Discount(percent=100_000)
    count = len(box.heard)
    qtbot.keyClicks(box.discount, "x")
    assert len(box.heard) == count
    assert box.wrong == "Not an amount. Type 12.50."
    box.discount.clear()
    qtbot.keyClicks(box.discount, "5")
    assert (box.heard[-1], box.wrong) == (Discount(amount=5_00), "")


def test_leaving_writes_the_discount_as_it_counts(box, qtbot):
    box.show_totals(replace(DRAFT, discount=Discount(amount=5_00)), 0)
    box.discount.setText("5")
    box.discount.editingFinished.emit()
    assert box.discount.text() == "5.00"
    box.show_discount(None)
    assert box.discount.text() == ""
    box.refuse(Refused("amount_too_large"))
    assert box.wrong.startswith("An amount is larger")
