"""Values by the handful for tests: customers, an invoice, its issue, a payment, a schedule."""

from datetime import date, datetime, timezone

from billdesk.domain.calendar import Recurrence
from billdesk.domain.customer import Customer
from billdesk.domain.document import Letterhead
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.domain.money import SCALE
from billdesk.domain.payment import Allocation, Payment
from billdesk.domain.schedule import Schedule, ScheduleLine
from billdesk.storage.invoices import Issue

TODAY = date(2026, 3, 10)
AT = datetime(2026, 3, 10, 9, tzinfo=timezone.utc)  # noqa: UP017


def a_customer(key, name="", **more):
    """A customer value."""
    return Customer(key, f"customer-{key}", name or f"Customer {key}", **more)


def add_customers(work, *names):
    """Customers of these names, with the keys 1, 2, …"""
    work.customers.add([a_customer(key, name) for key, name in enumerate(names, 1)])


def an_invoice(key, total=100, **more):
    """A draft of one line."""
    facts = {
        "id": key,
        "customer_id": 1,
        "currency": "EUR",
        "date": TODAY,
        "due_date": TODAY,
        "lines": (InvoiceLine("Work", quantity=SCALE, unit_price=total * SCALE),),
        "addressee": ("Customer 1",),
    }
    return reckoned(Invoice(**(facts | more)))


def an_issue(work, number, counter, sent=""):
    """What makes a draft an issued invoice."""
    head = work.settings.keep_letterhead(Letterhead("Northgate"))
    return Issue(number, 0, counter, head, AT, sent)


def pay(work, key, invoice, amount, day=TODAY):
    """A payment over an amount, all of it for one invoice."""
    work.payments.add([Payment(invoice.customer_id, amount, invoice.currency, day, id=key)], AT)
    work.payments.allocate([Allocation(invoice.id, amount, day, payment_id=key)], AT)


def a_schedule(key=1, start=TODAY, **more):
    """A monthly schedule of one line of 100.00."""
    lines = (ScheduleLine(key * 10, "standard", "Managed IT", quantity=SCALE, unit_price=10_000 * SCALE),)
    facts = {"id": key, "ref": f"schedule-{key}", "customer_id": 1, "lines": lines, "title": "Managed IT"}
    return Schedule(**(facts | {"recurrence": Recurrence("monthly", 1, start)} | more))
