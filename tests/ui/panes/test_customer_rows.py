"""How the rows of a customer's page are written."""

from datetime import date

import pytest

from billdesk.domain.coverage import CountedBy, Coverage
from billdesk.domain.customer import Contact
from billdesk.domain.payment import Payment
from billdesk.domain.ticket import Ticket
from billdesk.ui.panes.customer_rows import Writer, left_out, left_out_words

DAY = date(2026, 2, 1)
BY = (CountedBy(1, "Managed IT {month}", "Laptops, {count}", 2),)


@pytest.fixture
def write(make_bench):
    writer = Writer(make_bench())

    def texts(kind, row):
        return [column.cell(row).said for column in getattr(writer, kind)()]

    return texts


@pytest.mark.parametrize(
    ("row", "texts"),
    [
        (Coverage("asset", "Laptop", 2, BY, 0), ["Laptop", "2", "Managed IT: Laptops", "covered"]),
        (
            Coverage("asset", "", 3, (), 3),
            ["Assets without a type", "3", "no line counts them", "3 left out"],
        ),
        (Coverage("contact", "", 3, (), 3), ["Contacts", "3", "no line counts them", "not counted"]),
        (Coverage("contact", "", 3, BY, 1), ["Contacts", "3", "Managed IT: Laptops", "1 left out"]),
        (
            Coverage("usage", "Vault, Seat", 15_000, (), 15_000),
            ["Vault, Seat", "1.5", "no line counts them", "1.5 left out"],
        ),
    ],
)
def test_coverage_says_who_counts_what_and_what_is_left_out(write, row, texts):
    assert write("coverage", row) == texts


def test_what_is_left_out_is_counted_without_contacts_that_nobody_counts():
    rows = (
        Coverage("asset", "Laptop", 2, BY, 0),
        Coverage("asset", "Server", 1, (), 1),
        Coverage("contact", "", 3, (), 3),
        Coverage("contact", "", 3, BY, 1),
    )

    assert left_out(rows) == 2
    assert left_out_words(rows) == "2 kinds aren't fully counted"
    assert left_out_words(rows[:1]) == "everything is counted"
    assert left_out_words(rows[1:2]) == "1 kind isn't fully counted"


def test_people_payments_and_tickets(write):
    assert write("contacts", Contact(1, "a", 1, "Ann", "a@b.example", billing=True)) == [
        "Ann",
        "a@b.example",
        "–",
        "gets the invoices",
    ]
    assert write("contacts", Contact(1, "a", 1, "Ann", billing=True, active=False)) == [
        "Ann archived",
        "–",
        "–",
        "",
    ]
    assert write("payments", Payment(1, 1250, "USD", DAY, "check", "4711")) == [
        "Feb 1",
        "Check 4711",
        "12.50",
    ]
    assert write("payments", Payment(1, 100, "CAD", DAY, "barter", ticket_id=3)) == [
        "Feb 1",
        "barter held for a ticket",
        "CAD 1.00",
    ]
    assert write("tickets", Ticket(1, "t-1", 1, number="1042", subject="Slow", status="New")) == [
        "1042",
        "Slow",
        "New",
    ]


def test_invoices_and_schedules(write, customers_shop):
    sheet = customers_shop.sheet("Acme Dental")
    invoice, schedule = sheet.unpaid[0], sheet.schedules[0]

    assert write("invoices", invoice)[0] == invoice.number
    assert write("schedules", schedule)[0] == "Managed IT"
    assert write("schedules", schedule)[3] == "Active"
