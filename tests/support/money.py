"""A small shop with a customer, a tax, labor and a ticket, and drafts of invoices, for tests about money."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from billdesk.domain.catalog import Product
from billdesk.domain.customer import Customer
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import Rate, Tax
from billdesk.domain.ticket import Charge, Ticket, TimeEntry
from billdesk.services.check import Check
from billdesk.services.invoicing import Invoicing
from billdesk.services.office import Office
from billdesk.services.payments import Payments
from billdesk.services.settings import keep_settings
from billdesk.services.ticket_charges import TicketCharges
from billdesk.services.ticketing import Ticketing
from billdesk.services.tickets import Tickets

TODAY = date(2026, 2, 1)
VAT = Rate("VAT", 190_000)


@dataclass(frozen=True)
class Shop:
    """Where things are in the small shop."""

    office: Office
    customer: int
    other: int
    labor: int
    ticket: int

    @property
    def invoicing(self) -> Invoicing:
        return Invoicing(self.office)

    @property
    def payments(self) -> Payments:
        return Payments(self.office)

    @property
    def tickets(self) -> Tickets:
        return Tickets(self.office)

    @property
    def ticketing(self) -> Ticketing:
        return Ticketing(self.office)

    @property
    def ticket_charges(self) -> TicketCharges:
        return TicketCharges(self.office)

    def draft(self, *prices: int, **fields) -> int:
        """A draft with a line of one unit for each price (minor units), without tax; its id."""
        lines = tuple(
            InvoiceLine(f"Thing {at}", quantity=10_000, unit_price=price * 10_000)
            for at, price in enumerate(prices)
        )
        return self.write(lines=lines, **fields)

    def write(self, **fields) -> int:
        """A draft of these fields; its id."""
        usual = {"customer_id": self.customer, "currency": "EUR", "date": TODAY, "due_date": TODAY}
        with self.office.work() as work:
            invoice = reckoned(Invoice(**usual | fields))
            invoice = replace(invoice, id=work.invoices.take_ids(1)[0])
            work.invoices.add([(invoice, None)], self.office.now())
            work.commit()
        return invoice.id

    def issued(self, *prices: int, **fields) -> int:
        """An issued invoice; its id."""
        return self.invoicing.issue(self.draft(*prices, **fields), TODAY).id

    def invoice(self, invoice_id: int) -> Invoice:
        with self.office.reading() as work:
            return work.invoices.by_id(invoice_id)

    def balance(self, invoice_id: int) -> int:
        return self.invoice(invoice_id).balance

    def part(self, price: int, **fields) -> int:
        """A charge on the ticket; its id."""
        with self.office.work() as work:
            key = work.take_ids("charge", 1)[0]
            usual = {
                "ticket_id": self.ticket,
                "customer_id": self.customer,
                "description": "Part",
                "quantity": 10_000,
            }
            work.tickets.add_charges([Charge(key, **usual | {"unit_price": price * 10_000} | fields)])
            work.commit()
        return key

    def time(self, minutes: int, **fields) -> int:
        """A row of the ticket's labor log; its id."""
        with self.office.work() as work:
            key = work.take_ids("time", 1)[0]
            work.tickets.add_time([TimeEntry(key, self.ticket, minutes, self.labor, **fields)])
            work.commit()
        return key

    def found(self) -> list[str]:
        """The codes of all that is wrong on file."""
        return [one.code for one in Check(self.office).all()]


def small_shop(office: Office, **settings) -> Shop:
    """Set a shop up in an empty database."""
    usual = {"name": "Bench", "email": "shop@example.com", "currency": "EUR", "deposits_enabled": True}
    with office.work() as work:
        keep_settings(work, ShopSettings(**usual | settings))
        tax = work.take_ids("tax", 1)[0]
        work.catalog.add_taxes([Tax(tax, "vat", "VAT", (VAT,))])
        labor = work.take_ids("product", 1)[0]
        work.catalog.add_products(
            [
                Product(
                    labor,
                    "bench",
                    "Labor",
                    "labor",
                    unit_price=60_00 * 10_000,
                    minimum_minutes=30,
                    increment_minutes=15,
                )
            ]
        )
        one, two = work.take_ids("customer", 2)
        work.customers.add(
            [Customer(one, "acme", "Acme", email="pay@acme.example"), Customer(two, "bolt", "Bolt")]
        )
        ticket = work.take_ids("ticket", 1)[0]
        work.tickets.add([Ticket(ticket, "t1", one, "Slow laptop", number="T-00001")])
        work.commit()
    return Shop(office, one, two, labor, ticket)


def refusal(act, *arguments, **named) -> str:
    """The code with which a rule refuses an act."""
    with pytest.raises(Refused) as caught:
        act(*arguments, **named)
    return caught.value.code


@pytest.fixture
def shop(office) -> Shop:
    """The small shop on a file of SQLite."""
    return small_shop(office)


@pytest.fixture
def each_shop(each_office) -> Shop:
    """The small shop, once on SQLite and once on PostgreSQL."""
    return small_shop(each_office)
