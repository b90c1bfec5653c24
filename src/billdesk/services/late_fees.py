"""Late fees in the run: each one that came due is billed once, on an invoice of its own."""

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from billdesk.domain.customer import Contact
from billdesk.domain.delivery import recipients
from billdesk.domain.errors import Conflict, Refused
from billdesk.domain.late_fee import BilledFee, DueFee, due_fee, fee_invoice
from billdesk.domain.occurrence import Catalog
from billdesk.services import phrases
from billdesk.services.drafting import shop_of
from billdesk.services.issuing import Issuing, keep_letterhead, mail_domain, new_message_id, queue
from billdesk.services.office import Office
from billdesk.services.running import Ears, FeeOutcome, Request, Summary
from billdesk.services.settings import read_settings
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class LateFees:
    """Bills late fees, or shows which would be billed; `group` invoices to a transaction.

    They count by today, also where a run generates ahead: nobody is late in advance. A run over some
    schedules only leaves them alone.
    """

    office: Office
    group: int
    name_message: Callable[[str], str] = new_message_id

    def bill(self, request: Request, summary: Summary, ears: Ears) -> None:
        """Bill every late fee that is due; each group is one transaction."""
        if request.schedules or summary.stopped:
            return
        with self.office.reading() as work:
            due = _due(work, request.today)
        summary.planned += len(due)
        for start in range(0, len(due), self.group):
            if ears.stop():
                summary.stopped = True
                return
            ids = [one.late.id for one in due[start : start + self.group]]
            _tell(self._bill(ids, request.today), summary, ears)

    def foresee(self, work: Work, request: Request, summary: Summary, ears: Ears) -> None:
        """The late fees that a run of today would bill, by the same code; nothing is written."""
        if request.schedules or summary.stopped:
            return
        due = _due(work, request.today)
        summary.planned += len(due)
        for start in range(0, len(due), self.group):
            if ears.stop():
                summary.stopped = True
                return
            drawn = _drawn(work, due[start : start + self.group], request.today)
            _tell([_foreseen(one) for one in drawn], summary, ears)

    def _bill(self, ids: Collection[int], today: date) -> list[FeeOutcome]:
        with self.office.work() as work:
            work.queue_up()
            drawn = _drawn(work, _due(work, today, ids), today)
            written = self._written(work, [one for one in drawn if one.invoice], today)
            work.commit()
        made = tuple(one.invoice.id for one in written if one.invoice)
        touched = tuple(one.due.late.id for one in written if one.invoice)
        self.office.tell("invoice", "delivery", ids=(*made, *touched))
        return written + [one for one in drawn if one.invoice is None]

    def _written(self, work: Work, drawn: list[FeeOutcome], today: date) -> list[FeeOutcome]:
        """Write a group at once; where that fails, one by one, so that one failure stays with the one."""
        try:
            return self._attempt(work, drawn, today)
        except (Refused, Conflict):
            written = []
            for one in drawn:
                try:
                    written += self._attempt(work, [one], today)
                except (Refused, Conflict) as reason:
                    failed = replace(one, invoice=None, failure=reason.code, facts=reason.facts)
                    written.append(failed)
            return written

    def _attempt(self, work: Work, drawn: Sequence[FeeOutcome], today: date) -> list[FeeOutcome]:
        written: list[FeeOutcome] = []
        if drawn:
            work.attempt(lambda: written.extend(self._write(work, drawn, today)))
        return written

    def _write(self, work: Work, drawn: Sequence[FeeOutcome], today: date) -> list[FeeOutcome]:
        settings, now = read_settings(work), self.office.now()
        keys = work.invoices.take_ids(len(drawn))
        made = [replace(one.invoice, id=key) for one, key in zip(drawn, keys, strict=True) if one.invoice]
        mailed = {key for one, key in zip(drawn, keys, strict=True) if one.recipients}
        issued = Issuing(work, today, now, keep_letterhead(work, settings)).issue(made, mailed)
        work.invoices.add([(one.invoice, one.issue) for one in issued], now)
        written = [replace(one, invoice=each.invoice) for one, each in zip(drawn, issued, strict=True)]
        rows = [
            BilledFee(one.due.late.id, one.due.number, one.due.day, key)
            for one, key in zip(drawn, keys, strict=True)
        ]
        work.late_fees.add(rows, now)
        to = [(one.invoice, one.recipients) for one in written if one.invoice]
        queue(work, to, mail_domain(settings), now, self.name_message)
        work.traces.add([trace for one in written for trace in _traces(one)], now, self.office.desk)
        return written


def _due(work: Work, today: date, ids: Collection[int] | None = None) -> list[DueFee]:
    """The late fees that are due, of all invoices or of some; two statements, however many there are."""
    fees = {key: terms.late_fee for key, terms in work.catalog.terms().items() if terms.late_fee}
    late = work.late_fees.overdue(fees, today, ids) if fees else []
    return [due for one in late if (due := due_fee(one, today))]


def _drawn(work: Work, due: Sequence[DueFee], today: date) -> list[FeeOutcome]:
    """The invoices that bill fees, or why they can't be made; a fee of nothing is left out."""
    keys = {one.late.customer_id for one in due}
    catalog = Catalog(shop_of(read_settings(work)), phrases.names, phrases.note, terms=work.catalog.terms())
    customers, contacts = work.customers.by_ids(keys), defaultdict[int, list[Contact]](list)
    for each in work.customers.contacts_of(keys):
        contacts[each.customer_id].append(each)
    found = []
    for one in due:
        customer, people = customers[one.late.customer_id], contacts[one.late.customer_id]
        try:
            invoice = fee_invoice(one, customer, _contact(one, people), catalog, today)
        except Refused as reason:
            found.append(FeeOutcome(one, customer, failure=reason.code, facts=reason.facts))
            continue
        if invoice is not None:
            to = recipients(customer, people, one.late.contact_id) if one.late.emailed else ()
            found.append(FeeOutcome(one, customer, invoice, to))
    return found


def _contact(due: DueFee, people: Sequence[Contact]) -> Contact | None:
    return next((each for each in people if each.id == due.late.contact_id), None)


def _foreseen(one: FeeOutcome) -> FeeOutcome:
    """As a run would leave it, but for its number, which nobody knows before."""
    return replace(one, invoice=replace(one.invoice, state="issued")) if one.invoice else one


def _traces(one: FeeOutcome) -> tuple[Trace, ...]:
    """What the histories of both invoices say of each other."""
    invoice, due = one.invoice, one.due
    if invoice is None:
        return ()
    shared = {"total": invoice.total, "fee": due.number, "day": str(due.day), "passed_over": due.passed_over}
    made = {"number": invoice.number, "for": due.late.number, "late_invoice": due.late.id} | shared
    billed = {"by": invoice.number, "fee_invoice": invoice.id} | shared
    return (
        Trace("invoice", invoice.id, "late_fee", made),
        Trace("invoice", due.late.id, "late_fee_billed", billed),
    )


def _tell(outcomes: Sequence[FeeOutcome], summary: Summary, ears: Ears) -> None:
    """Count what was done, and let those who listen know."""
    summary.late_fees += sum(one.invoice is not None for one in outcomes)
    summary.failed += sum(one.invoice is None for one in outcomes)
    ears.fees(outcomes)
    ears.progress(summary)
