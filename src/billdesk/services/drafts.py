"""Drafts made and changed by hand: opened with all that an editor needs, kept, duplicated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from billdesk.domain import draft as rules
from billdesk.domain.catalog import Product
from billdesk.domain.customer import Contact, Customer
from billdesk.domain.delivery import recipients
from billdesk.domain.draft import Moved
from billdesk.domain.errors import Problem, Refused, Rejected
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned, require_draft
from billdesk.domain.occurrence import Catalog, charge_line, ticket_lines
from billdesk.domain.ticket import Charge, Ticket
from billdesk.services.drafting import read_catalog
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Waiting:
    """A charge that waits to be billed, or is on the draft: what its line says, or why it has none."""

    ticket: Ticket
    charge: Charge
    line: InvoiceLine | None
    refusal: Refused | None = None


@dataclass(frozen=True, slots=True)
class DraftSheet:
    """A draft with all that its editor needs; amounts are minor units of its currency.

    `waiting` are the customer's charges that no other invoice bills, those on the draft among them.
    """

    invoice: Invoice
    customer: Customer
    contacts: tuple[Contact, ...]
    catalog: Catalog
    products: tuple[Product, ...]  # in use, by name
    waiting: tuple[Waiting, ...] = ()
    owed: int = 0
    deposits: tuple[tuple[int, int], ...] = ()  # what is held for a ticket, by its id

    def mails(self, draft: Invoice) -> tuple[str, ...]:
        """Whom the draft is e-mailed to as it stands; nobody where no address is usable."""
        return recipients(self.customer, self.contacts, draft.contact_id)

    def taken(self, charge_ids: Sequence[int], draft: Invoice) -> Invoice:
        """The draft with more charges, below a heading for each ticket; Refused for one without a price."""
        for key in dict.fromkeys(one.ticket.id for one in self.waiting if one.charge.id in charge_ids):
            mine = [one for one in self.waiting if one.ticket.id == key]
            wanted = [one.charge for one in mine if one.charge.id in charge_ids]
            lines = ticket_lines(mine[0].ticket, wanted, self.customer, draft.currency, self.catalog)
            draft = rules.placed(draft, lines, frozenset(one.charge.id for one in mine))
        return reckoned(draft)


class Drafts:
    """Invoices made by hand, until they are issued.

    An editor keeps its draft again and again while somebody types. The audit trail gets one row when the
    first of these changes is kept ("edited", or "made" for a new draft), and one with what became of it when
    the editor is left ("changed"), not one for each keystroke.
    """

    def __init__(self, office: Office) -> None:
        self._office = office

    def fresh(self, customer_id: int, today: date) -> DraftSheet:
        """A draft for a customer, of today, with the customer's and the shop's defaults; nothing is kept."""
        with self._office.reading() as work:
            catalog = read_catalog(work, read_settings(work))
            return _sheet(work, rules.blank(work.customers.by_id(customer_id), catalog, today), catalog)

    def open(self, invoice_id: int) -> DraftSheet:
        """A draft on file; Missing where there is none, Refused where it is issued."""
        with self._office.reading() as work:
            invoice = work.invoices.by_id(invoice_id)
            require_draft(invoice, "edit")
            if invoice.kind != "invoice":
                raise Refused("not_an_invoice", number=invoice.number)
            return _sheet(work, invoice, read_catalog(work, read_settings(work)))

    def move(self, draft: Invoice, customer_id: int) -> tuple[DraftSheet, Moved]:
        """The draft made out to another customer, whose defaults and taxes it takes; nothing is kept.

        Refused for one that a schedule has drawn up.
        """
        if draft.schedule_id is not None:
            raise Refused("draft_of_schedule")
        with self._office.reading() as work:
            catalog = read_catalog(work, read_settings(work))
            before = work.customers.by_id(draft.customer_id)
            moved = rules.moved_to(draft, before, work.customers.by_id(customer_id), catalog)
            return _sheet(work, moved.draft, catalog), moved

    def keep(self, draft: Invoice, first: bool = True) -> Invoice:
        """Keep a draft, new (id 0) or in place of the one on file; as it is on file now, with its version.

        `first` says that this is the first change since it was opened. Amounts are reckoned anew. Rejected
        with the flaws by place; Refused for what is issued, or a charge that is billed elsewhere or belongs
        to somebody else; Conflict where another desk has kept it since it was opened.
        """
        flaws = rules.flaws(draft)
        if flaws:
            raise Rejected(flaws)
        draft = reckoned(replace(draft, state="draft", number=None, kind="invoice"))
        with self._office.work() as work:
            work.queue_up()
            require_own_charges(work, draft)
            kept = self._replace(work, draft, first) if draft.id else self._add(work, draft, "made")
            work.commit()
        self._office.tell("invoice", *_touched(draft), ids=(kept.id,))
        return kept

    def leave(self, before: Invoice) -> None:
        """Note in the audit trail what an edited draft has become; `before` is it when it was opened."""
        with self._office.work() as work:
            found = work.invoices.by_ids([before.id])
            change = _difference(before, found[0]) if found else {}
            if change:
                self._trace(work, "invoice", before.id, "changed", change)
                work.commit()

    def restore(self, draft: Invoice) -> Invoice:
        """Keep a deleted draft again as it was, with its charges; Refused where one is billed by now."""
        with self._office.work() as work:
            work.queue_up()
            require_own_charges(work, draft)
            work.invoices.add([(replace(draft, state="draft", number=None), None)], self._office.now())
            if draft.schedule_id is not None:
                work.schedules.remember_invoice(draft.schedule_id, draft.billing_date, draft.id)
            self._trace(work, "invoice", draft.id, "restored", {"total": draft.total})
            kept = work.invoices.by_id(draft.id)
            work.commit()
        self._office.tell("invoice", "schedule", *_touched(draft), ids=(draft.id,))
        return kept

    def duplicate(self, invoice_id: int, today: date) -> Invoice:
        """Keep a new draft of the same lines, of today; it bills no ticket and belongs to no schedule."""
        with self._office.work() as work:
            work.queue_up()
            invoice = work.invoices.by_id(invoice_id)
            catalog = read_catalog(work, read_settings(work))
            customer = work.customers.by_id(invoice.customer_id)
            kept = self._add(work, rules.duplicated(invoice, customer, catalog, today), "made", invoice)
            work.commit()
        self._office.tell("invoice", ids=(kept.id,))
        return kept

    def problems(self, draft: Invoice) -> tuple[Problem, ...]:
        """What keeps a draft from being issued, by place."""
        return rules.problems(draft)

    def _add(self, work: Work, draft: Invoice, act: str, copied: Invoice | None = None) -> Invoice:
        new = replace(draft, id=work.invoices.take_ids(1)[0], version=1)
        work.invoices.add([(new, None)], self._office.now())
        change: dict[str, object] = {"total": new.total}
        if copied is not None:
            change["copy_of"] = copied.number or copied.id
        self._trace(work, "invoice", new.id, act, change)
        return work.invoices.by_id(new.id)

    def _replace(self, work: Work, draft: Invoice, first: bool) -> Invoice:
        before = work.invoices.by_id(draft.id)
        require_draft(before, "edit")
        work.invoices.replace_draft(draft)
        if first:
            self._trace(work, "invoice", draft.id, "edited", {"total": [before.total, draft.total]})
        return work.invoices.by_id(draft.id)

    def _trace(self, work: Work, kind: str, key: int, act: str, change: dict[str, object]) -> None:
        work.traces.add([Trace(kind, key, act, change)], self._office.now(), self._office.desk)


def _sheet(work: Work, invoice: Invoice, catalog: Catalog) -> DraftSheet:
    customer = work.customers.by_id(invoice.customer_id)
    waiting = _waiting(work, invoice, customer, catalog)
    held = work.payments.held_for({one.ticket.id for one in waiting})
    deposits = [(one.ticket_id or 0, one.credit) for one in held if one.currency == invoice.currency]
    balances = work.payments.open_invoices(customer.id, invoice.currency)
    active = (one for one in catalog.products.values() if one.active and one.kind != "deposit")
    return DraftSheet(
        invoice,
        customer,
        tuple(work.customers.contacts_of([customer.id])),
        catalog,
        tuple(sorted(active, key=lambda one: (one.name.casefold(), one.id))),
        waiting,
        sum(balance for _, balance in balances),
        tuple(deposits),
    )


def _waiting(work: Work, invoice: Invoice, customer: Customer, catalog: Catalog) -> tuple[Waiting, ...]:
    """Charges are priced in the customer's currency; a draft in another one takes none."""
    if invoice.currency != (customer.currency or catalog.shop.currency):
        return ()
    taken = work.tickets.charges([line.charge_id for line in invoice.lines if line.charge_id is not None])
    tickets = {one.id: one for one in work.tickets.all(ids={one.ticket_id for one in taken.values()})}
    pairs = [(tickets[one.ticket_id], one) for one in taken.values()] + work.tickets.pending([customer.id])
    found = []
    for ticket, charge in sorted(pairs, key=lambda pair: pair[1].id):
        try:
            line = charge_line(charge, customer, invoice.currency, catalog)
        except Refused as refusal:
            found.append(Waiting(ticket, charge, None, refusal))
        else:
            found.append(Waiting(ticket, charge, reckoned(replace(invoice, lines=(line,))).lines[0]))
    return tuple(found)


def require_own_charges(work: Work, draft: Invoice) -> None:
    """Refused where a charge on a draft is another customer's by now."""
    for charge in work.tickets.charges([one.charge_id for one in draft.lines if one.charge_id]).values():
        if charge.customer_id != draft.customer_id:
            raise Refused("charge_of_another_customer", charge=charge.ref)


def _touched(draft: Invoice) -> tuple[str, ...]:
    return ("ticket",) if any(line.charge_id is not None for line in draft.lines) else ()


def _difference(before: Invoice, after: Invoice) -> dict[str, object]:
    """What of a draft is another now, before and after; of its lines how many there are."""
    names = (
        "customer_id",
        "contact_id",
        "title",
        "date",
        "due_date",
        "reference",
        "notes",
        "ship_to",
        "total",
    )
    found: dict[str, object] = {
        name: [str(getattr(before, name)), str(getattr(after, name))]
        for name in names
        if getattr(before, name) != getattr(after, name)
    }
    if [_words(line) for line in before.lines] != [_words(line) for line in after.lines]:
        found["lines"] = [len(before.lines), len(after.lines)]
    return found


def _words(line: InvoiceLine) -> tuple[object, ...]:
    return (
        line.description,
        line.note,
        line.quantity,
        line.unit,
        line.unit_price,
        line.discount,
        line.rates,
        line.charge_id,
    )
