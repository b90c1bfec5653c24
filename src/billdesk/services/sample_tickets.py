"""The jobs of the sample shop: tickets with time and charges, sales by hand, and the invoices they make."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from billdesk.domain.customer import Customer
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.domain.money import SCALE
from billdesk.domain.occurrence import Catalog, addressee, tax_of, ticket_lines
from billdesk.domain.tax import INHERIT
from billdesk.domain.terms import due_date
from billdesk.domain.ticket import Charge, Ticket, TimeEntry, billable_minutes, hours
from billdesk.services.sample_catalog import PRODUCTS, Shelf
from billdesk.services.sample_people import Client

_JOBS = (
    ("Slow laptop", "remote", "disk"),
    ("Till repair", "onsite", "cash-drawer"),
    ("Printer offline", "remote", "toner"),
    ("New workplace", "onsite", "dock"),
    ("Battery backup beeps", "onsite", "ups"),
    ("Network down in the back room", "onsite", "switch"),
    ("Broken screen", "bench", "freight"),
    ("Restore of deleted files", "remote", None),
    ("Phishing mail, check of three computers", "remote", None),
)
_SALES = (
    ("Notebook and dock", ("notebook", "dock")),
    ("New label printer", ("label-printer", "freight")),
    ("Cash drawer", ("cash-drawer",)),
    ("Spare disks", ("disk", "disk")),
    ("Battery backups", ("ups", "ups", "freight")),
    ("Network switch", ("switch",)),
    ("Toner", ("toner", "toner")),
)
_TECHNICIANS = ("Dana", "Lee", "Marek")
_LABOR = {product.ref: product for product in PRODUCTS if product.kind == "labor"}


@dataclass(frozen=True, slots=True)
class Job:
    """A ticket as the sample imagines it: done on `day`, billed by an invoice of its own or by a schedule."""

    client: Client
    number: int  # of the customer's jobs
    day: date
    subject: str
    labor: str
    part: str | None
    minutes: int
    technician: str
    alone: bool  # billed by an invoice of its own

    @property
    def status(self) -> str:
        """How its ticket stands when it is written; what a schedule will bill isn't billed yet."""
        return "Invoiced" if self.alone else "Resolved"

    @property
    def ref(self) -> str:
        """The ref of its ticket."""
        return f"{self.client.initials}-t{self.number}"


@dataclass(frozen=True, slots=True)
class Sale:
    """Goods sold by an invoice by hand."""

    client: Client
    day: date
    title: str
    products: tuple[str, ...]


def jobs(client: Client, today: date) -> Iterator[Job]:
    """The finished tickets of a customer, oldest first; none that would still be open today."""
    if client.plan == "retainer":  # Café Québec: what the catalog sells is priced in another currency
        return
    chance = Random(f"jobs {client.index}")  # noqa: S311 – believable, not secret
    alone = client.plan not in ("catalog", "block") and not (client.plan == "backup" and client.index % 2)
    day, number = client.since + timedelta(days=chance.randint(5, 250)), 1
    while day < today - timedelta(days=3):
        subject, labor, part = chance.choice(_JOBS)
        minutes = chance.randint(2, 30) * 5
        yield Job(client, number, day, subject, labor, part, minutes, chance.choice(_TECHNICIANS), alone)
        day, number = day + timedelta(days=chance.randint(60, 400)), number + 1


def sales(client: Client, today: date) -> Iterator[Sale]:
    """What a customer bought beside its contract, oldest first."""
    if client.plan == "retainer":  # Café Québec: what the catalog sells is priced in another currency
        return
    chance = Random(f"sales {client.index}")  # noqa: S311 – believable, not secret
    day = client.since + timedelta(days=chance.randint(10, 400))
    while day <= today:
        yield Sale(client, day, *chance.choice(_SALES))
        day += timedelta(days=chance.randint(120, 500))


def ticket_of(job: Job, customer_id: int, status: str, number: str) -> Ticket:
    """The ticket of a job; its id is 0."""
    text = f"{job.subject}. Reported by telephone."
    opened = job.day - timedelta(days=job.minutes % 4)
    ticket = Ticket(0, job.ref, customer_id, job.subject, status, number, text)
    return replace(ticket, priority="Normal", technician=job.technician, opened=opened)


def time_of(job: Job, ticket_id: int, shelf: Shelf) -> TimeEntry:
    """The work on a job; its id is 0."""
    started = datetime.combine(job.day, time(13, job.minutes % 60), UTC)
    labor = shelf.products[job.labor]
    return TimeEntry(
        0, ticket_id, job.minutes, labor, notes=job.subject, technician=job.technician, started=started
    )


def charges_of(job: Job, ticket: Ticket, entry: TimeEntry, shelf: Shelf) -> list[Charge]:
    """What a job comes to: the charged time, and the part that was needed; ids are 0."""
    labor = _LABOR[job.labor]
    minutes = billable_minutes(job.minutes, labor.minimum_minutes, labor.increment_minutes)
    found = [
        Charge(
            0,
            ticket.id,
            ticket.customer_id,
            labor.name,
            hours(minutes),
            product_id=shelf.products[job.labor],
            note=f"{job.minutes} min, {job.technician}",
            time_entry_id=entry.id,
            ref=f"{job.ref}-1",
        )
    ]
    if job.part:
        product = shelf.products[job.part]
        found.append(
            Charge(0, ticket.id, ticket.customer_id, "", SCALE, product_id=product, ref=f"{job.ref}-2")
        )
    return found


def draft(customer: Customer, day: date, title: str, lines: list[InvoiceLine], catalog: Catalog) -> Invoice:
    """An invoice by hand with all its amounts; its id is 0."""
    terms = catalog.terms.get(customer.terms_id or catalog.shop.terms_id or 0)
    invoice = Invoice(
        customer.id,
        customer.currency or catalog.shop.currency,
        day,
        due_date(terms, day),
        title=title,
        terms_id=terms.id if terms else None,
        terms_name=terms.name if terms else "",
        rules=catalog.shop.rules,
        lines=tuple(lines),
        addressee=addressee(customer, None),
    )
    return reckoned(invoice)


def job_draft(
    customer: Customer, ticket: Ticket, charges: list[Charge], day: date, catalog: Catalog
) -> Invoice:
    """The invoice of one ticket."""
    lines = ticket_lines(ticket, charges, customer, customer.currency or catalog.shop.currency, catalog)
    return replace(draft(customer, day, ticket.subject, lines, catalog), ticket_id=ticket.id)


def sale_draft(customer: Customer, sale: Sale, shelf: Shelf, catalog: Catalog) -> Invoice:
    """The invoice of goods that were sold."""
    counts = {ref: sale.products.count(ref) for ref in sale.products}
    lines = [_sold(customer, shelf.products[ref], count, catalog) for ref, count in counts.items()]
    return draft(customer, sale.day, sale.title, lines, catalog)


def _sold(customer: Customer, product_id: int, count: int, catalog: Catalog) -> InvoiceLine:
    product = catalog.products[product_id]
    tax = tax_of(catalog, customer, INHERIT, product.tax)
    return InvoiceLine(
        product.name,
        quantity=count * SCALE,
        unit=product.unit,
        unit_price=product.unit_price or 0,
        tax_id=tax.id if tax else None,
        tax_name=tax.name if tax else "",
        rates=tax.members if tax else (),
        product_id=product.id,
    )
