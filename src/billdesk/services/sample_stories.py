"""What happens once in the sample shop: a void invoice, a credit note, a refund, a write-off, deposits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from billdesk.domain.customer import Customer
from billdesk.domain.invoice import Invoice, reckoned
from billdesk.domain.payment import Allocation, Payment, Refund
from billdesk.services.sample_books import Books
from billdesk.services.sample_money import Till, receipts, remember
from billdesk.services.sample_people import Client
from billdesk.services.sample_tickets import Job, Sale, sale_draft

_OPEN_TICKETS = (
    ("In progress", "Slow laptop", "remote"),
    ("Waiting for parts", "Server move", "onsite"),
)


def fates(sales: Sequence[Sale], today: date) -> dict[int, str]:
    """Which of the sales, by their place, has a story of its own; older ones first."""
    old = [at for at, sale in enumerate(sales) if sale.day <= today - timedelta(days=250)]
    settled = [
        at for at, sale in enumerate(sales) if old and old[-1] < at and sale.day < today - timedelta(days=40)
    ]
    found = {old[len(old) // 2]: "lost"} if old else {}
    return found | dict(zip(settled, ("void", "credited", "overpaid", "kept"), strict=False))


@dataclass(slots=True)
class Stories:
    """Tells the stories of some invoices while days go by; what is still to come is kept by day."""

    till: Till
    _losses: list[tuple[date, int]]
    _refunds: list[tuple[date, Invoice]]

    def begin(self, books: Books, invoice: Invoice, fate: str) -> None:
        """What becomes of an invoice that has just been issued."""
        if fate == "void":
            books.work.invoices.void(invoice.id)
            books.remember("voided", [invoice])
        elif fate == "lost":
            self.till.expect(invoice, "prompt", pays=False)
            self._losses.append((invoice.due_date + timedelta(days=200), invoice.id))
        elif fate == "kept":
            self.till.expect(invoice, "prompt", extra=True)
        elif fate == "overpaid":
            self.till.expect(invoice, "prompt", extra=True)
            self._refunds.append((invoice.due_date + timedelta(days=9), invoice))
        else:
            self.till.expect(invoice, "late")
            note = books.issue([_credit_note(invoice, books.today)])[0]
            books.credit(note)
            self.till.settled(invoice.id, note.total)

    def go_on(self, books: Books) -> None:
        """Write off and give back what is due by now."""
        for day, invoice_id in [one for one in self._losses if one[0] <= books.today]:
            amount = self.till.balance(invoice_id)
            books.work.payments.write_off(invoice_id, amount, day, "The shop has closed", books.now)
            self.till.settled(invoice_id, amount)
        self._losses = [one for one in self._losses if one[0] > books.today]
        for day, invoice in [one for one in self._refunds if one[0] <= books.today]:
            _give_back(books, invoice, day)
        self._refunds = [one for one in self._refunds if one[0] > books.today]


def new_stories(till: Till) -> Stories:
    """Nothing has happened yet."""
    return Stories(till, [], [])


def _credit_note(invoice: Invoice, day: date) -> Invoice:
    """A tenth of the first line given back."""
    line = next(line for line in invoice.lines if line.kind == "item")
    part = replace(
        line, quantity=10_000, unit_price=line.unit_price // 10, description=f"Damaged: {line.description}"
    )
    note = replace(
        invoice,
        id=0,
        kind="credit_note",
        number=None,
        state="draft",
        date=day,
        due_date=day,
        corrects_id=invoice.id,
    )
    return reckoned(replace(note, lines=(part,), ticket_id=None, settled=0, ref=""))


def _give_back(books: Books, invoice: Invoice, day: date) -> None:
    """The check was too high: what is left of it goes back."""
    for payments in books.work.payments.with_credit([invoice.customer_id], invoice.currency).values():
        found = [Refund(one.credit, day, one.id, method="check", reason="Paid too much") for one in payments]
        books.work.payments.refund([one for one in found if one.amount], books.now)


def deposit(books: Books, ticket_id: int, customer: Customer, amount: int, day: date) -> Payment:
    """Money held for a ticket."""
    key, number = books.work.payments.take_ids(1)[0], receipts(books.work, [day])[0]
    payment = Payment(
        customer.id,
        amount,
        customer.currency or books.catalog.shop.currency,
        day,
        "card",
        note="Deposit",
        number=number,
        ticket_id=ticket_id,
        id=key,
    )
    books.work.payments.add([payment], books.now)
    remember(books.work, [payment], books.now, books.desk)
    return payment


def paid_by_deposit(books: Books, draft: Invoice, customer: Customer) -> Invoice:
    """Issue the invoice of a ticket for which a deposit is held, and use that up."""
    held = deposit(books, draft.ticket_id or 0, customer, draft.total // 2, draft.date - timedelta(days=4))
    invoice = books.issue([replace(draft, credit_at_issue=held.amount)])[0]
    part = Allocation(invoice.id, held.amount, draft.date, payment_id=held.id)
    books.work.payments.allocate([part], books.now)
    return replace(invoice, settled=held.amount)


def todays_tickets(books: Books, clients: Sequence[Client], customers: Mapping[int, Customer]) -> int:
    """Tickets that are being worked on today, two for every sixty customers; how many."""
    found = clients[: max(2, len(clients) // 30)]
    for at, client in enumerate(found):
        status, subject, labor = _OPEN_TICKETS[at % 2]
        job = Job(client, 900 + at, books.today, subject, labor, None, 35, "Dana", False)
        ticket = books.open_ticket(job, customers[client.index].id, status)
        if at % 2:
            deposit(books, ticket.id, customers[client.index], 250_00, books.today)
    return len(found)


def todays_drafts(
    books: Books, clients: Sequence[Client], customers: Mapping[int, Customer]
) -> list[Invoice]:
    """Sales that are being written up today and aren't issued yet."""
    wanted = [client for client in clients if client.plan in ("block", "volume", "managed")]
    wanted = wanted[1 : 4 + len(clients) // 60] or wanted
    sales = [
        Sale(client, books.today, title, products)
        for client, (title, products) in zip(
            wanted, _NEW_SALES * (1 + len(wanted) // len(_NEW_SALES)), strict=False
        )
    ]
    drafts = [sale_draft(customers[sale.client.index], sale, books.shelf, books.catalog) for sale in sales]
    ids = books.work.invoices.take_ids(len(drafts)) if drafts else []
    found = [replace(draft, id=key) for draft, key in zip(drafts, ids, strict=True)]
    books.work.invoices.add([(draft, None) for draft in found], books.now)
    return found


def todays_sale(books: Books, clients: Sequence[Client], customers: Mapping[int, Customer]) -> list[Invoice]:
    """A sale of this morning, whose e-mail is still to go out."""
    buyer = next(client for client in reversed(clients[:4]) if client.plan != "retainer")
    sale = Sale(buyer, books.today, "Till repair", ("cash-drawer", "freight"))
    return books.issue([sale_draft(customers[buyer.index], sale, books.shelf, books.catalog)], sent=False)


_NEW_SALES = (
    ("Server move", ("ups", "disk", "disk", "notebook")),
    ("New notebooks", ("notebook", "dock")),
    ("Spare toner", ("toner",)),
)
