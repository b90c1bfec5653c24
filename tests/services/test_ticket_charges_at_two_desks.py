"""Charges in any order at two desks at once: none is billed twice, and not a cent is lost between them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from billdesk.domain.money import SCALE
from billdesk.domain.ticket import Charge, Ticket
from billdesk.domain.ticket_list import TicketFilter
from billdesk.domain.totals import Discount
from billdesk.services.browsing import Browsing
from billdesk.services.check import Check
from support.desks import Desk
from support.money import TODAY, small_shop
from support.shops import office_at

STEPS = (
    *("log", "part", "charge", "charge_all", "uncharge", "make_invoice", "put_back", "edit", "remove"),
    *("delete", "issue", "void"),
)
few = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
"""Each goes on in the shop that the one before has left, so that they come to a long story."""


class TicketDesk(Desk):
    """A desk at which everything is done that may be done with charges."""

    def log(self, chance):
        self.shop.time(chance.randint(0, 200), billable=chance.random() < 0.8)

    def part(self, chance):
        self.shop.part(chance.randint(1, 99_999), quantity=chance.randint(1, 3 * SCALE))

    def charge(self, chance):
        self.shop.tickets.charge(self.ids("time_entries", chance))

    def charge_all(self, _chance):
        self.shop.tickets.charge_all(self.shop.ticket)

    def uncharge(self, chance):
        self.shop.tickets.uncharge(self.ids("time_entries", chance))

    def make_invoice(self, chance):
        self.shop.tickets.make_invoice(chance.choice((["t1"], ["t2"], ["t1", "t2"])), TODAY)

    def put_back(self, chance):
        self.shop.tickets.put_back(self.ids("invoices", chance), self.ids("charges", chance))

    def edit(self, chance):
        key = self.ids("charges", chance)
        off = chance.choice((None, Discount(percent=chance.randint(0, 100) * SCALE), Discount(amount=50)))
        self.shop.ticket_charges.change(
            Charge(key, 1, 1, "Part", chance.randint(1, SCALE), 7_77 * SCALE, discount=off)
        )

    def remove(self, chance):
        self.shop.ticket_charges.remove(self.ids("charges", chance))

    def delete(self, chance):
        self.shop.invoicing.delete_draft(self.ids("invoices", chance))

    def issue(self, chance):
        self.shop.invoicing.issue(self.ids("invoices", chance), TODAY)

    def void(self, chance):
        self.shop.invoicing.void(self.ids("invoices", chance))


@pytest.fixture
def desks(shop_target):
    """Two desks in a shop with two tickets."""
    office = office_at(shop_target)
    shop = small_shop(office)
    with office.work() as work:
        key = work.take_ids("ticket", 1)[0]
        work.tickets.add([Ticket(key, "t2", shop.customer, "Till repair")])
        work.commit()
    found = [TicketDesk(shop, shop_target), TicketDesk(replace(shop, ticket=key), shop_target)]
    yield found
    for each in (office, *(desk.shop.office for desk in found)):
        each.store.close()


STORIES = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 10**6)), min_size=10, max_size=25)


@few
@given(STORIES, STORIES)
def test_every_charge_is_billed_once_at_most_and_all_of_them_add_up(desks, one, other):
    gate = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda desk, steps: desk.do(steps, gate), desks, (one, other)))

    assert [desk.unexpected for desk in desks] == [[], []]
    shop = desks[0].shop
    with shop.office.reading() as work:
        charges = {one.id: one for one in work.tickets.charges_of()}
        live = [one for one in work.invoices.all() if one.state != "void"]
    billed = [(line.charge_id, one.id, line.net) for one in live for line in one.lines if line.charge_id]
    assert len({key for key, _, _ in billed}) == len(billed), "a charge on two live invoices"
    assert {key: invoice for key, invoice, _ in billed} == {
        key: one.invoice_id for key, one in charges.items() if one.invoice_id is not None
    }
    sheets = [shop.tickets.show(name) for name in ("t1", "t2")]
    worth = sum(row.amount for sheet in sheets for row in sheet.charges)
    pending = sum(sheet.pending for sheet in sheets)
    assert sum(net for _, _, net in billed) + pending == worth
    listed = Browsing(shop.office).ticket_sums(TicketFilter())[1]
    assert sum(one.amount for one in listed) == pending
    assert Check(shop.office).all() == []


def test_an_invoice_of_several_tickets_gives_all_its_charges_back_when_it_is_voided(each_shop):
    with each_shop.office.work() as work:
        key = work.take_ids("ticket", 1)[0]
        work.tickets.add([Ticket(key, "t2", each_shop.customer, "Till repair", number="T-00002")])
        work.commit()
    entry = each_shop.time(60)
    each_shop.tickets.charge(entry)
    each_shop.part(20_00, ticket_id=key)

    invoice = each_shop.tickets.make_invoice(["t1", "t2"], TODAY)

    assert [line.description for line in invoice.lines if line.kind == "heading"] == [
        "Ticket T-00001: Slow laptop",
        "Ticket T-00002: Till repair",
    ]
    assert each_shop.tickets.show("t1").log[0].entry.state == "invoiced"
    each_shop.invoicing.issue(invoice.id, TODAY)
    each_shop.invoicing.void(invoice.id)
    assert each_shop.tickets.show("t1").log[0].entry.state == "charged"
    assert [each_shop.tickets.show(name).pending for name in ("t1", "t2")] == [60_00, 20_00]
