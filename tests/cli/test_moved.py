"""Money as JSON and as lines."""

from datetime import date

from billdesk.cli.moved import moved_lines, payment_document
from billdesk.domain.payment import Payment


def test_a_payment_tells_what_of_it_is_credit():
    payment = Payment(1, 1000, "JPY", date(2026, 2, 1), "cash", number="R-1", id=7, used=400)

    assert payment_document(payment) == {
        "id": 7,
        "number": "R-1",
        "ref": None,
        "date": "2026-02-01",
        "amount": "1000",
        "currency": "JPY",
        "method": "cash",
        "reference": "",
        "credit": "600",
        "held": False,
    }


def test_what_a_deposit_holds_is_said():
    held = payment_document(Payment(1, 5000, "USD", date(2026, 2, 1), ticket_id=3, id=7))
    empty = {name: [] for name in ("allocations", "refunds", "credit_notes", "fees")}

    lines = moved_lines({"payments": [held], "balances": {}, "credit": {"USD": "1.00"}} | empty)

    assert lines == ["Payment 7: 50.00 USD by other, 50.00 of it held", "Credit USD  1.00"]


def test_every_kind_of_row_is_in_the_document(terminal):
    terminal.done("run")
    terminal.done("quick-pay", "INV-2026-00001")

    found = terminal.done("refund", "INV-2026-00001", "--amount", "5")

    assert set(found) == {
        "customer",
        "payments",
        "allocations",
        "refunds",
        "credit_notes",
        "fees",
        "balances",
        "credit",
    }
    assert found["refunds"][0]["credit_note"] == found["credit_notes"][0]["number"]
