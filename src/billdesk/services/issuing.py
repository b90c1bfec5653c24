"""Giving documents their numbers for good, and settling them by what waits for them: deposits and credit."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from billdesk.domain.delivery import recipients
from billdesk.domain.errors import Refused
from billdesk.domain.history import Delivery
from billdesk.domain.invoice import Invoice
from billdesk.domain.mailbox import message_domain
from billdesk.domain.numbering import take
from billdesk.domain.payment import Allocation, Payment, settle
from billdesk.domain.settings import ShopSettings
from billdesk.domain.swift import altered
from billdesk.services.settings import read_letterhead
from billdesk.storage.invoices import Issue
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Issued:
    """A document with its number, what belongs to it on file, and what settles it at once."""

    invoice: Invoice
    issue: Issue
    allocations: tuple[Allocation, ...] = ()


def new_message_id(domain: str) -> str:
    """A Message-ID that nobody else gives out."""
    return f"<{uuid4().hex}@{domain}>"


def mail_domain(settings: ShopSettings) -> str:
    """The part of the shop's address that its Message-IDs end with."""
    return message_domain(settings.email)


def keep_letterhead(work: Work, settings: ShopSettings) -> int:
    """The id of the shop as its documents show it today."""
    return work.settings.keep_letterhead(read_letterhead(work, settings))


def addresses(work: Work, invoices: Iterable[Invoice]) -> dict[int, tuple[str, ...]]:
    """Whom each invoice is mailed to; nobody where no address is usable."""
    found = list(invoices)
    customers = work.customers.by_ids(one.customer_id for one in found)
    contacts = work.customers.contacts_of({one.customer_id for one in found})
    return {
        one.id: recipients(
            customers[one.customer_id],
            [each for each in contacts if each.customer_id == one.customer_id],
            one.contact_id,
        )
        for one in found
    }


def queue(
    work: Work,
    to: Sequence[tuple[Invoice, tuple[str, ...]]],
    domain: str,
    now: datetime,
    name_message: Callable[[str], str] = new_message_id,
) -> list[int]:
    """Queue the e-mails of invoices; the ids of the deliveries."""
    deliveries = [Delivery(names, "invoice", one.id, name_message(domain)) for one, names in to if names]
    return work.outbox.add(deliveries, now)


@dataclass(slots=True)
class Issuing:
    """Issues documents of one kind in one transaction; numbers follow their order."""

    work: Work
    today: date
    now: datetime
    letterhead_id: int
    used: dict[int, int] = field(default_factory=dict)  # by payment, in this transaction

    def issue(
        self, invoices: Sequence[Invoice], queued: Collection[int] = (), kind: str = "invoice"
    ) -> list[Issued]:
        """The documents with their numbers; those in `queued` (by id) are marked as on their way.

        Nothing is written but the counter: the documents and their allocations are the caller's.
        """
        issues = self._issues(kind, [one.id in queued for one in invoices])
        deposits, credit = self._deposits(invoices), self._credit(invoices)
        return [
            self._settled(invoice, issue, deposits.get(invoice.id, []), credit.get(invoice.customer_id, []))
            for invoice, issue in zip(invoices, issues, strict=True)
        ]

    def _issues(self, kind: str, queued: Sequence[bool]) -> list[Issue]:
        if not queued:
            return []
        series = self.work.settings.series(kind)
        if series is None:
            raise Refused("series_missing", kind=kind)
        issues = []
        for mark in queued:
            series, number = take(series, self.today)
            year = series.year if series.yearly else 0
            sent = "queued" if mark else ""
            issues.append(Issue(number, year, series.counter, self.letterhead_id, self.now, sent, self.today))
        self.work.settings.keep_series(series)
        return issues

    def _credit(self, invoices: Sequence[Invoice]) -> dict[int, list[Payment]]:
        """Free credit of the customers whose invoices take it, oldest first."""
        wanted = {one.customer_id for one in invoices if one.apply_credit}
        found = self.work.payments.with_credit(wanted) if wanted else {}
        return {key: [one for one in payments if not one.is_held] for key, payments in found.items()}

    def _deposits(self, invoices: Sequence[Invoice]) -> dict[int, list[Payment]]:
        """What is held for the tickets that each invoice bills; oldest first."""
        charges = {line.charge_id for one in invoices for line in one.lines if line.charge_id}
        if not charges:
            return {}
        tickets = {key: one.ticket_id for key, one in self.work.tickets.charges(charges).items()}
        held: dict[int, list[Payment]] = {}
        for payment in self.work.payments.held_for(set(tickets.values())):
            held.setdefault(payment.ticket_id or 0, []).append(payment)
        return {
            one.id: [
                payment
                for ticket in dict.fromkeys(tickets[line.charge_id] for line in one.lines if line.charge_id)
                for payment in held.get(ticket, [])
            ]
            for one in invoices
        }

    def _settled(
        self, invoice: Invoice, issue: Issue, deposits: Sequence[Payment], credit: Sequence[Payment]
    ) -> Issued:
        by_deposit = self._apply(deposits, invoice, invoice.total)
        paid = sum(one.amount for one in by_deposit)
        by_credit = self._apply(credit, invoice, invoice.total - paid) if invoice.apply_credit else []
        credited = sum(one.amount for one in by_credit)
        after = altered(
            invoice,
            state="issued",
            number=issue.number,
            waiting="",
            paid_at_issue=paid,
            credit_at_issue=credited,
            settled=paid + credited,
        )
        return Issued(after, issue, (*by_deposit, *by_credit))

    def _apply(self, payments: Sequence[Payment], invoice: Invoice, amount: int) -> list[Allocation]:
        """Payments that settle an invoice, oldest first; what is used is gone for the next invoice."""
        mine = (invoice.currency, invoice.customer_id)
        fitting = [one for one in payments if (one.currency, one.customer_id) == mine]
        parts = settle(amount, [one.credit - self.used.get(one.id, 0) for one in fitting])
        found = []
        for payment, part in zip(fitting, parts, strict=True):
            if part:
                found.append(Allocation(invoice.id, part, self.today, payment_id=payment.id))
                self.used[payment.id] = self.used.get(payment.id, 0) + part
        return found
