"""The fields of a ticket."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.customer import Asset, Contact
from billdesk.domain.ticket import Ticket
from billdesk.services.ticketing import People, TicketForm
from billdesk.ui.editors.ticket_fields import TicketFields

ACME = People((Contact(3, "ann", 1, "Ann"),), (Asset(5, "nb", 1, "NB-002"), Asset(6, "pc", 1, "PC")))
TICKET = Ticket(7, "t7", 1, "Slow", "Odd", "T-7", "why", "High", "Sam", 3, date(2026, 2, 3))


@pytest.fixture
def fields(qtbot, make_bench):
    made = TicketFields(make_bench("empty"))
    qtbot.addWidget(made)
    made.offer(TicketForm(TICKET, (6,), None, ("New", "Odd"), ()), ACME)
    made.show_ticket(TICKET, (6,))
    return made


def test_a_ticket_comes_back_as_it_went_in(fields):
    assert fields.ticket(TICKET) == TICKET
    assert fields.asset_ids() == (6,)


def test_nothing_of_another_customer_stays_chosen(fields):
    fields.offer_people(People((), ()))

    assert fields.ticket(TICKET) == replace(TICKET, contact_id=None)
    assert fields.asset_ids() == ()


def test_what_is_archived_or_not_offered_stays_with_the_ticket(fields):
    ticket = replace(TICKET, contact_id=99)
    fields.show_ticket(ticket, (5, 98))

    assert fields.ticket(ticket) == ticket
    assert fields.asset_ids() == (5, 98)
