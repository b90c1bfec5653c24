"""Invoices from draft to the end: issued, voided, credited, written off, released, annotated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from billdesk.domain import credit
from billdesk.domain.customer import Customer
from billdesk.domain.errors import Refused
from billdesk.domain.history import Delivery, WriteOff
from billdesk.domain.invoice import (
    Invoice,
    require_draft,
    require_issuable,
    require_issued,
    require_voidable,
    status,
)
from billdesk.domain.payment import Allocation, Refund
from billdesk.domain.price_change import origins
from billdesk.domain.refund import status as refund_status
from billdesk.services.crediting import Crediting
from billdesk.services.issuing import Issued, Issuing, addresses, keep_letterhead, mail_domain, queue
from billdesk.services.moves import Moved, Moving, require_words
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

GROUP = 200
"""Waiting drafts that one transaction releases."""


@dataclass(frozen=True, slots=True)
class InvoiceSheet:
    """Everything about one invoice or credit note."""

    invoice: Invoice
    customer: Customer
    schedule: str  # ref, "" for one made by hand
    status: str
    allocations: tuple[Allocation, ...]
    refunds: tuple[Refund, ...]  # out of its credit notes, or out of it where it is one
    write_offs: tuple[WriteOff, ...]
    deliveries: tuple[Delivery, ...]
    history: tuple[Trace, ...]
    credit_notes: tuple[Invoice, ...]
    before: Invoice | None = None  # that of the occurrence before
    same: Mapping[int, int] = field(default_factory=dict)  # the line that one of the schedule goes on from
    credit: int = 0  # of the customer, free, in its currency (minor units)
    tickets: tuple[int, ...] = ()  # the ids of those whose charges it bills

    @property
    def given_back(self) -> int:
        """What went back for it, in minor units: to the customer, or to store credit."""
        return sum(one.amount for one in self.refunds)

    @property
    def refunded(self) -> str:
        """Whether money went back for it: "" partly_refunded refunded."""
        is_note = self.invoice.kind == "credit_note"
        return "" if is_note else refund_status(self.invoice, self.credit_notes, self.given_back)

    @property
    def paid(self) -> int:
        """The money received that settles it, in minor units."""
        return sum(one.amount for one in self.allocations if one.payment_id is not None)


@dataclass(frozen=True, slots=True)
class Released:
    """What became of waiting drafts: those issued and queued, and those that nobody can be sent."""

    issued: tuple[Invoice, ...] = ()
    without_address: tuple[Invoice, ...] = ()


class Invoicing:
    """What is done with invoices."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def find(self, name: str) -> int:
        """The id of an invoice or credit note by its number or id; Missing when there is none."""
        with self._office.reading() as work:
            return work.invoices.id_of(name)

    def show(self, name: str, today: date) -> InvoiceSheet:
        """The invoice of that number or id with all that belongs to it; Missing when there is none."""
        return self.sheet(self.find(name), today)

    def late(self) -> tuple[int, ...]:
        """The ids of drafts that came due while nobody ran the program, and wait to be released."""
        with self._office.reading() as work:
            return tuple(work.invoices.waiting("late"))

    def sheet(self, invoice_id: int, today: date) -> InvoiceSheet:
        """The invoice of that id with all that belongs to it; Missing when there is none."""
        with self._office.reading() as work:
            invoice = work.invoices.by_id(invoice_id)
            notes = work.invoices.notes_of(invoice.id)
            is_note = invoice.kind == "credit_note"
            allocations = (
                work.payments.allocations(credit_note_id=invoice.id)
                if is_note
                else work.payments.allocations(invoice_id=invoice.id)
            )
            found = work.schedules.by_ids([invoice.schedule_id] if invoice.schedule_id else [])
            schedule = found.get(invoice.schedule_id or 0)
            return InvoiceSheet(
                invoice,
                work.customers.by_id(invoice.customer_id),
                schedule.ref if schedule else "",
                status(invoice, today),
                tuple(allocations),
                tuple(work.payments.refunds(credit_note_ids=[invoice.id, *(note.id for note in notes)])),
                tuple(work.payments.write_offs(invoice.id)),
                tuple(work.outbox.of_invoice(invoice.id)),
                tuple(work.traces.of("invoice", invoice.id)),
                tuple(notes),
                _before(work, invoice),
                origins(schedule.lines) if schedule else {},
                work.payments.credit_of(invoice.customer_id).get(invoice.currency, 0),
                _tickets(work, invoice),
            )

    def issue(self, invoice_id: int, today: date) -> Invoice:
        """Give a draft its number; what is held for its ticket and, where it asks, credit settle it.

        Refused for an empty draft, a negative total, and what is issued already; no number is burnt.
        """
        with self._office.work() as work:
            work.queue_up()
            invoice = work.invoices.by_id(invoice_id)
            issued = self._issue(work, [invoice], today, frozenset())[0].invoice
            work.commit()
        self._office.tell("invoice", "payment", "ticket", ids=(invoice_id,))
        return issued

    def void(self, invoice_id: int) -> Invoice:
        """Void an issued invoice; its ticket charges are pending again.

        Refused where anything was paid or credited on it.
        """
        with self._office.work() as work:
            work.queue_up()
            invoice = work.invoices.by_id(invoice_id)
            require_voidable(invoice)
            if work.invoices.notes_of(invoice_id):
                raise Refused("invoice_has_credit_notes", number=invoice.number)
            work.invoices.void(invoice_id)
            self._trace(work, invoice_id, "voided", {"state": ["issued", "void"], "number": invoice.number})
            work.commit()
        self._office.tell("invoice", "ticket", ids=(invoice_id,))
        with self._office.reading() as work:
            return work.invoices.by_id(invoice_id)

    def delete_draft(self, invoice_id: int) -> None:
        """Delete a draft; its charges are pending again, and the date of a generated one stays dealt with."""
        with self._office.work() as work:
            work.queue_up()
            invoice = work.invoices.by_id(invoice_id)
            require_draft(invoice, "delete")
            if work.outbox.of_invoice(invoice_id):
                raise Refused("invoice_has_deliveries", invoice=invoice_id)
            if invoice.schedule_id is not None:
                work.schedules.forget_invoice(invoice.schedule_id, invoice_id)
            work.invoices.delete_draft(invoice_id)
            self._trace(work, invoice_id, "deleted", {"total": invoice.total, "title": invoice.title})
            work.commit()
        self._office.tell("invoice", "ticket", "schedule", ids=(invoice_id,))

    def credit(
        self, invoice_id: int, lines: Mapping[int, int] | None, today: date, to_credit: bool = False
    ) -> Moved:
        """Make and issue a credit note: of units (× 10⁴) by line id, or of everything left for None.

        It settles what is still open of its invoice; the rest becomes store credit, or stays on the note
        to be refunded. Refused for more than is left.
        """
        with self._office.work() as work:
            work.queue_up()
            invoice = work.invoices.by_id(invoice_id)
            note = credit.by_lines(invoice, work.invoices.notes_of(invoice_id), lines, today)
            moving = Moving(work, self._office.now(), self._office.desk)
            crediting = Crediting(moving, today)
            note = crediting.issue(note)
            left = crediting.apply(note, invoice)
            if to_credit:
                crediting.keep_as_credit(note, left)
            moved = moving.done(invoice.customer_id, [invoice_id, note.id])
            work.commit()
        self._office.tell("invoice", "payment", ids=(invoice_id, note.id))
        return moved

    def write_off(self, invoice_id: int, today: date, reason: str) -> Invoice:
        """Give up the balance of an issued invoice as bad debt; Refused where nothing is open."""
        require_words(reason=reason)
        with self._office.work() as work:
            work.queue_up()
            invoice = work.invoices.by_id(invoice_id)
            if invoice.kind != "invoice":
                raise Refused("not_an_invoice", number=invoice.number)
            require_issued(invoice, "write_off")
            if invoice.balance <= 0:
                raise Refused("invoice_is_paid", number=invoice.number)
            work.payments.write_off(invoice_id, invoice.balance, today, reason, self._office.now())
            change = {"amount": invoice.balance, "balance": [invoice.balance, 0], "reason": reason}
            self._trace(work, invoice_id, "written_off", change)
            after = work.invoices.by_id(invoice_id)
            work.commit()
        self._office.tell("invoice", ids=(invoice_id,))
        return after

    def take_back_write_off(self, invoice_id: int, today: date, reason: str) -> Invoice:
        """Ask for a balance after all that was given up: the invoice is open again.

        Refused without a reason, and where nothing of it is written off.
        """
        if not reason.strip():
            raise Refused("why_is_missing")
        require_words(reason=reason)
        with self._office.work() as work:
            work.queue_up()
            invoice = work.invoices.by_id(invoice_id)
            if not invoice.written_off:
                raise Refused("not_written_off", number=invoice.number or invoice_id)
            amount, before = invoice.written_off, invoice.balance
            work.payments.write_off(invoice_id, -amount, today, reason, self._office.now())
            change = {"amount": amount, "balance": [before, before + amount], "reason": reason}
            self._trace(work, invoice_id, "write_off_taken_back", change)
            after = work.invoices.by_id(invoice_id)
            work.commit()
        self._office.tell("invoice", ids=(invoice_id,))
        return after

    def release(self, invoice_ids: Sequence[int], today: date) -> Released:
        """Issue waiting drafts (all of them for none named) and queue their e-mails.

        Those that nobody can be sent stay as they are. Refused for one that doesn't wait.
        """
        with self._office.reading() as work:
            waiting = work.invoices.waiting()
        wanted = list(dict.fromkeys(invoice_ids)) or waiting
        strange = set(wanted) - set(waiting)
        if strange:
            raise Refused("invoice_does_not_wait", invoice=min(strange))
        issued: list[Invoice] = []
        without: list[Invoice] = []
        for start in range(0, len(wanted), GROUP):
            found = self._release(wanted[start : start + GROUP], today)
            issued += found.issued
            without += found.without_address
        self._office.tell("invoice", "delivery", "payment", ids=tuple(wanted))
        return Released(tuple(issued), tuple(without))

    def set_notes(self, invoice_id: int, internal_notes: str, reference: str) -> Invoice:
        """Change what may be changed at any time: internal notes and the customer's order number."""
        with self._office.work() as work:
            before = work.invoices.by_id(invoice_id)
            work.invoices.set_notes(invoice_id, internal_notes, reference)
            change = {
                "internal_notes": [before.internal_notes, internal_notes],
                "reference": [before.reference, reference],
            }
            self._trace(work, invoice_id, "annotated", change)
            after = work.invoices.by_id(invoice_id)
            work.commit()
        self._office.tell("invoice", ids=(invoice_id,))
        return after

    def _release(self, ids: Sequence[int], today: date) -> Released:
        with self._office.work() as work:
            work.queue_up()
            drafts = [one for one in work.invoices.by_ids(ids) if one.state == "draft"]
            to = addresses(work, drafts)
            ready = [one for one in drafts if to[one.id]]
            without = [one for one in drafts if not to[one.id]]
            issued = self._issue(work, ready, today, frozenset(one.id for one in ready))
            invoices = [one.invoice for one in issued]
            domain = mail_domain(read_settings(work))
            queue(work, [(one, to[one.id]) for one in invoices], domain, self._office.now())
            for one in without:
                if one.waiting != "no_address":
                    work.invoices.set_waiting(one.id, "no_address")
            work.commit()
        return Released(tuple(invoices), tuple(without))

    def _issue(
        self, work: Work, drafts: Sequence[Invoice], today: date, queued: frozenset[int]
    ) -> list[Issued]:
        """Issue drafts on file."""
        return issue_drafts(Moving(work, self._office.now(), self._office.desk), drafts, today, queued)

    def _trace(self, work: Work, key: int, act: str, change: Mapping[str, object]) -> None:
        work.traces.add([Trace("invoice", key, act, dict(change))], self._office.now(), self._office.desk)


def issue_drafts(
    moving: Moving, drafts: Sequence[Invoice], today: date, queued: frozenset[int] = frozenset()
) -> list[Issued]:
    """Issue drafts on file within a transaction that has queued up; `queued` ones get a delivery with it."""
    work = moving.work
    schedules = work.schedules.by_ids(one.schedule_id for one in drafts if one.schedule_id is not None)
    for draft in drafts:
        schedule = schedules.get(draft.schedule_id or 0)
        require_issuable(draft, blank=schedule is not None and schedule.blank_invoices)
    head = keep_letterhead(work, read_settings(work))
    issued = Issuing(work, today, moving.now, head).issue(drafts, queued)
    for draft, one in zip(drafts, issued, strict=True):
        work.invoices.issue(one.invoice, one.issue)
        change = {"state": ["draft", "issued"], "number": one.issue.number, "total": draft.total}
        moving.trace("invoice", draft.id, "issued", change)
        moving.allocate(one.allocations)
    return issued


def _tickets(work: Work, invoice: Invoice) -> tuple[int, ...]:
    keys = [line.charge_id for line in invoice.items if line.charge_id is not None]
    found = work.tickets.charges(keys) if keys else {}
    return tuple(dict.fromkeys(found[key].ticket_id for key in keys if key in found))


def _before(work: Work, invoice: Invoice) -> Invoice | None:
    """The invoice of the occurrence before this one's."""
    if invoice.schedule_id is None or invoice.billing_date is None:
        return None
    found = work.schedules.invoice_before(invoice.schedule_id, invoice.billing_date)
    return None if found is None else work.invoices.by_id(found)
