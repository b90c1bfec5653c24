"""Drafts of tickets' charges."""

from datetime import date

import pytest

from billdesk.domain.billing import ticket_draft, without_charge
from billdesk.domain.customer import Contact, Customer
from billdesk.domain.errors import Refused
from billdesk.domain.occurrence import Catalog, Shop
from billdesk.domain.terms import Terms
from billdesk.domain.ticket import Charge, Ticket

DAY = date(2026, 2, 1)
ACME = Customer(1, "acme", "Acme", terms_id=9)
CATALOG = Catalog(
    Shop("EUR"),
    lambda _language: None,
    lambda _language, _code, facts: facts["subject"],
    terms={9: Terms(9, "n", "14 days", 14)},
)
ONE, TWO = Ticket(1, "t1", 1, "Laptop", contact_id=5), Ticket(2, "t2", 1, "Printer")


def charge(key, ticket):
    return Charge(key, ticket.id, 1, f"Part {key}", 10_000, unit_price=5_00_0000)


def draft(*billed):
    return ticket_draft(billed, ACME, [Contact(5, "jo", 1, "Jo")], CATALOG, DAY)


def test_a_ticket_stands_under_its_heading_and_gives_the_draft_its_title_person_and_terms():
    invoice = draft((ONE, [charge(1, ONE), charge(2, ONE)]))

    assert [line.description for line in invoice.lines] == ["Laptop", "Part 1", "Part 2"]
    assert (invoice.title, invoice.ticket_id, invoice.addressee) == ("Laptop", 1, ("Acme", "Jo"))
    assert (invoice.total, invoice.due_date, invoice.terms_name) == (10_00, date(2026, 2, 15), "14 days")


def test_several_tickets_share_a_draft_that_belongs_to_none():
    invoice = draft((ONE, [charge(1, ONE)]), (TWO, [charge(2, TWO)]))

    assert (invoice.title, invoice.ticket_id, len(invoice.lines)) == ("", None, 4)


def test_there_is_no_draft_of_nothing():
    with pytest.raises(Refused, match="nothing_to_bill"):
        draft((ONE, []))


def test_a_heading_goes_with_the_last_charge_under_it():
    invoice = draft((ONE, [charge(1, ONE)]), (TWO, [charge(2, TWO)]))

    after = without_charge(invoice, 1)

    assert [line.description for line in after.lines] == ["Printer", "Part 2"]
    assert after.total == 5_00
    with pytest.raises(Refused, match="charge_not_on_invoice"):
        without_charge(after, 1)
