"""The detail of a payment: a deposit names its ticket, cash what was handed over, rubbish is text."""

from datetime import UTC, date, datetime

import pytest

from billdesk.domain.customer import Customer
from billdesk.domain.history import Happened
from billdesk.domain.payment import Payment, Refund
from billdesk.domain.ticket import Ticket
from billdesk.services.payment_sheet import PaymentDetail as Sheet
from billdesk.ui.panes.payment_detail import PaymentDetail

DAY = date(2026, 2, 1)
AT = datetime(2026, 2, 1, 8, tzinfo=UTC)


@pytest.fixture
def detail(qtbot, make_bench):
    made = PaymentDetail(make_bench("empty"))
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    return made


def test_a_deposit_says_for_what_it_is_held_and_cash_what_was_handed_over(detail):
    payment = Payment(1, 20_00, "USD", DAY, "cash", note="<b>thanks</b>", number="R-1", ticket_id=1)
    ticket = Ticket(1, "t1", 1, "Slow laptop", number="T-1")
    taken = Happened(AT, "desk", "taken", {"tendered": 50_00})
    detail.show_sheet(Sheet(payment, Customer(1, "acme", "Acme"), (), (), ticket, (taken,)))
    assert detail.note.text() == "<b>thanks</b>"
    entries = [(one.text, one.below) for one in detail.rest.entries()]
    assert entries == [
        ("Held for T-1 Slow laptop", ""),
        ("History", ""),
        ("Taken", "$50.00 in cash handed over"),
    ]
    assert detail.who.text() == "Acme · Feb 1, 2026"


def test_what_was_taken_back_says_so_with_the_reason(detail):
    payment = Payment(1, 20_00, "USD", DAY, "check", number="R-1", used=20_00)
    back = Refund(20_00, DAY, 1, kind="reversal", reason="bounced")
    detail.show_sheet(Sheet(payment, Customer(1, "acme", "Acme"), (), (back,), None, ()))
    assert detail.who.text().endswith("taken back")
    assert detail.rest.entries()[0].below == "Feb 1 · bounced"
    assert detail.settles.isHidden()
