"""A small shop on a real database: an office with a clock that is set by hand, customers, invoices."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from billdesk.domain.customer import Contact, Customer
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.domain.numbering import next_counter
from billdesk.domain.settings import ShopSettings
from billdesk.services.office import Office
from billdesk.services.settings import keep_settings, read_letterhead
from billdesk.storage.engine import open_store
from billdesk.storage.invoices import Issue
from support.money import TODAY, VAT
from support.shops import laid_out

NORTHGATE = ShopSettings(
    name="Northgate IT",
    email="bills@northgate.example",
    address="12 Mill Lane\nDover, DE 19901",
    bank="First State Bank\nRouting 031100000",
    currency="EUR",
)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    moment: datetime = datetime(2026, 2, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **span) -> None:
        """Move on, as in pass_by(hours=2)."""
        self.moment += timedelta(**span)


@dataclass
class Shop:
    """An office with what its tests look at; `heard` is everything that was announced."""

    office: Office
    clock: Clock
    heard: list = field(default_factory=list)

    def customer(self, name="Acme Dental", email="ann@acme.example", **more):
        """A new customer."""
        with self.office.work() as work:
            key = len(work.customers.all()) + 1
            found = Customer(key, f"customer-{key}", name, email, **more)
            work.customers.add([found])
            work.commit()
        return found

    def contact(self, customer, name, email, **more):
        """A new contact of a customer."""
        with self.office.work() as work:
            key = len(work.customers.contacts_of()) + 1
            found = Contact(key, f"contact-{key}", customer.id, name, email, **more)
            work.customers.add_contacts([found])
            work.commit()
        return found

    def draft(self, customer, **more):
        """The id of a new draft; `more` are fields of the invoice."""
        return self.invoices(customer, 1, issued=False, **more)[0]

    def invoice(self, customer, **more):
        """The id of a new issued invoice."""
        return self.invoices(customer, 1, **more)[0]

    def invoices(self, customer, count, issued=True, **more):
        """The ids of new invoices, written in one go."""
        with self.office.work() as work:
            head = work.settings.keep_letterhead(read_letterhead(work))
            rows = []
            for key in work.invoices.take_ids(count):
                found = an_invoice(customer, id=key, **more)
                issue = self._issue(work, found, head) if issued else None
                rows.append((found, issue))
            work.invoices.add(rows, self.office.now())
            work.commit()
        return [found.id for found, _ in rows]

    def _issue(self, work, invoice, head):
        series = next_counter(work.settings.series(invoice.kind), invoice.date)
        work.settings.keep_series(series)
        prefix = "INV" if invoice.kind == "invoice" else "CN"
        number = f"{prefix}-2026-{series.counter:05}"
        return Issue(number, 0, series.counter, head, self.office.now())

    def read(self, invoice_id):
        """An invoice as it is on file."""
        with self.office.reading() as work:
            return work.invoices.by_id(invoice_id)

    def deliveries(self, *states):
        """The deliveries on file."""
        with self.office.reading() as work:
            return work.outbox.all(*states)

    def void(self, invoice_id):
        """Void an issued invoice."""
        with self.office.work() as work:
            work.invoices.void(invoice_id)
            work.commit()


def an_invoice(customer, **more):
    """An invoice of two lines and 119.00 in all, with its totals; `more` are its other fields."""
    lines = (
        InvoiceLine("Managed IT", quantity=10000, unit="month", unit_price=800000 * 100, rates=(VAT,)),
        InvoiceLine("Backup seats", note="9 used", quantity=40000, unit_price=500 * 10000, rates=(VAT,)),
    )
    facts = {
        "lines": lines,
        "addressee": (customer.name, "1 Main St"),
        "terms_name": "Net 14",
        "date": TODAY,
        "due_date": date(2026, 2, 15),
        "currency": "EUR",
    }
    return reckoned(Invoice(customer.id, **(facts | more)))


def open_shop(target, desk="desk", settings=NORTHGATE):
    """A shop at a path or URL; its settings are written where there are none yet."""
    clock, heard = Clock(), []
    office = Office(open_store(laid_out(target)), clock, heard.append, desk)
    with office.work() as work:
        if not work.settings.read():
            keep_settings(work, settings)
            work.commit()
    return Shop(office, clock, heard)


@pytest.fixture
def paper_shop(tmp_path):
    """A shop on SQLite."""
    found = open_shop(tmp_path / "shop.billdesk")
    yield found
    found.office.store.close()
