"""How the sample shop's own work is written in bulk: invoices by hand, tickets, what became of e-mails."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from billdesk.domain.customer import Customer
from billdesk.domain.errors import Refused
from billdesk.domain.history import Delivery
from billdesk.domain.invoice import Invoice
from billdesk.domain.numbering import take
from billdesk.domain.occurrence import Catalog
from billdesk.domain.payment import Allocation
from billdesk.domain.swift import altered
from billdesk.domain.ticket import Charge, Ticket
from billdesk.services.sample_catalog import SETTINGS, Shelf
from billdesk.services.sample_tickets import Job, charges_of, ticket_of, time_of
from billdesk.storage.invoices import Issue
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

_SECONDS = timedelta(seconds=3)
"""Between an e-mail's way into the outbox and the server's answer."""
_DOMAIN = SETTINGS.email.partition("@")[2]


@dataclass(slots=True)
class MessageNames:
    """Message-IDs that are the same each time the sample is made."""

    last: int = 0

    def __call__(self, domain: str) -> str:
        self.last += 1
        return f"<{sha256(b'%d' % self.last).hexdigest()[:32]}@{domain}>"


@dataclass(frozen=True, slots=True)
class Books:
    """The books of the sample shop during one day's transaction."""

    work: Work
    now: datetime
    desk: str
    letterhead_id: int
    name_message: MessageNames
    shelf: Shelf
    catalog: Catalog
    without_mail: frozenset[int]

    @property
    def today(self) -> date:
        """The day that is being lived."""
        return self.now.date()

    def issue(self, drafts: Sequence[Invoice], sent: bool = True) -> list[Invoice]:
        """Issue new invoices and credit notes, and mail them to the customer's own address; as written."""
        ids = self.work.invoices.take_ids(len(drafts))
        numbers = self._numbers(drafts)
        found, rows = [], []
        for draft, key, issue in zip(drafts, ids, numbers, strict=True):
            mailed = "sent" if sent else "queued"
            issue = altered(issue, sent=mailed if draft.customer_id not in self.without_mail else "printed")
            found.append(altered(draft, id=key, state="issued", number=issue.number))
            rows.append((found[-1], issue))
        self.work.invoices.add(rows, self.now)
        self.remember("issued", found)
        self._mail(found, sent)
        return found

    def approve(self, invoice: Invoice, mark: str) -> Invoice:
        """Issue a draft on file; `mark` says how it went out."""
        issue = self._numbers([invoice])[0]
        self.work.invoices.issue(invoice, issue)
        self.work.invoices.set_sent(invoice.id, mark)
        found = replace(invoice, state="issued", number=issue.number)
        self.remember("issued", [found])
        if mark == "sent":
            self._mail([found], sent=True)
        return found

    def remember(self, act: str, invoices: Sequence[Invoice]) -> None:
        """A line of the audit trail for each invoice."""
        traces = [
            Trace("invoice", one.id, act, {"number": one.number, "total": one.total}) for one in invoices
        ]
        self.work.traces.add(traces, self.now, self.desk)

    def credit(self, note: Invoice) -> None:
        """Let an issued credit note settle the invoice that it corrects."""
        part = Allocation(note.corrects_id or 0, note.total, note.date, credit_note_id=note.id)
        self.work.payments.allocate([part], self.now)

    def tickets(
        self, jobs: Sequence[Job], customers: Mapping[int, Customer]
    ) -> list[tuple[Ticket, list[Charge]]]:
        """Write the tickets of finished jobs, with their time and charges."""
        ids, times = self.work.take_ids("ticket", len(jobs)), self.work.take_ids("time", len(jobs))
        numbers = self._ticket_numbers([job.day for job in jobs])
        tickets, entries, charges = [], [], []
        for job, key, time_key, number in zip(jobs, ids, times, numbers, strict=True):
            ticket = ticket_of(job, customers[job.client.index].id, job.status, number)
            tickets.append(replace(ticket, id=key))
            entries.append(replace(time_of(job, key, self.shelf), id=time_key))
            charges.append(charges_of(job, tickets[-1], entries[-1], self.shelf))
        flat = [charge for some in charges for charge in some]
        keys = iter(self.work.take_ids("charge", len(flat)))
        charges = [[altered(charge, id=next(keys)) for charge in some] for some in charges]
        self.work.tickets.add(tickets)
        self.work.tickets.add_time(entries)
        self.work.tickets.add_charges([charge for some in charges for charge in some])
        return list(zip(tickets, charges, strict=True))

    def close_tickets(self, customer_ids: Iterable[int]) -> None:
        """Tickets whose charges schedules have billed by now are invoiced."""
        waiting = {ticket.id for ticket, _ in self.work.tickets.pending(customer_ids)}
        for ticket in self.work.tickets.all():
            if ticket.status == "Resolved" and ticket.id not in waiting:
                self.work.tickets.set_status(ticket.id, "Invoiced")

    def open_ticket(self, job: Job, customer_id: int, status: str) -> Ticket:
        """Write a ticket that is being worked on: its time isn't charged yet."""
        ticket = ticket_of(job, customer_id, status, self._ticket_numbers([job.day])[0])
        ticket = replace(ticket, id=self.work.take_ids("ticket", 1)[0])
        self.work.tickets.add([ticket])
        key = self.work.take_ids("time", 1)[0]
        self.work.tickets.add_time([replace(time_of(job, ticket.id, self.shelf), id=key)])
        return ticket

    def deliver(self, failing: Mapping[int, bool]) -> None:
        """Write what became of the queued e-mails; `failing` names the invoices whose address is gone."""
        found = [
            _handed_over(one, failing.get(one.invoice_id or 0, False))
            for one in self.work.outbox.all("queued")
        ]
        self.work.outbox.settle_all(found)
        for state in ("sent", "failed"):
            ids = [one.invoice_id for one in found if one.state == state and one.invoice_id]
            self.work.invoices.mark_sent(ids, state)
        self._remember_mails(found)

    def _mail(self, invoices: Sequence[Invoice], sent: bool) -> None:
        owners = self.work.customers.by_ids({one.customer_id for one in invoices})
        queued = [
            Delivery(
                (owners[one.customer_id].email,),
                "invoice",
                one.id,
                self.name_message(_DOMAIN),
                made_at=self.now,
            )
            for one in invoices
            if owners[one.customer_id].email
        ]
        found = [_handed_over(one, False) if sent else one for one in queued]
        ids = self.work.outbox.add(found, self.now)
        if sent:
            self._remember_mails([altered(one, id=key) for one, key in zip(found, ids, strict=True)])

    def _remember_mails(self, handed_over: Sequence[Delivery]) -> None:
        by_moment: dict[datetime, list[Trace]] = {}
        for one in handed_over:
            facts = {"delivery": one.id, "to": list(one.recipients), "reply": one.reply}
            trace = Trace("invoice", one.invoice_id or 0, f"mail_{one.state}", facts)
            by_moment.setdefault(one.changed_at or self.now, []).append(trace)
        for at, traces in by_moment.items():
            self.work.traces.add(traces, at, self.desk)

    def _numbers(self, drafts: Sequence[Invoice]) -> list[Issue]:
        found = []
        all_series = {kind: self.work.settings.series(kind) for kind in {one.kind for one in drafts}}
        for draft in drafts:
            series = all_series[draft.kind]
            if series is None:
                raise Refused("series_missing", kind=draft.kind)
            series, number = take(series, draft.date)
            all_series[draft.kind] = series
            year = series.year if series.yearly else 0
            found.append(Issue(number, year, series.counter, self.letterhead_id, self.now))
        for series in all_series.values():
            if series is not None:
                self.work.settings.keep_series(series)
        return found

    def _ticket_numbers(self, days: Sequence[date]) -> list[str]:
        series, found = self.work.settings.series("ticket"), []
        assert series is not None
        for day in days:
            series, number = take(series, day)
            found.append(number)
        if found:
            self.work.settings.keep_series(series)
        return found


def _handed_over(delivery: Delivery, gone: bool) -> Delivery:
    """A delivery as a mail server answered it."""
    at = delivery.made_at + _SECONDS if delivery.made_at else None
    if gone:
        reply = f"550 5.1.1 <{delivery.recipients[0]}>: Recipient address rejected: User unknown"
        return altered(delivery, state="failed", tries=1, reply=reply, changed_at=at)
    queued_as = delivery.message_id[1:11].upper()
    return altered(
        delivery, state="sent", tries=1, reply=f"250 2.0.0 Ok: queued as {queued_as}", changed_at=at
    )
