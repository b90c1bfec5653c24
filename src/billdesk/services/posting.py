"""Writing a group of drawn-up occurrences: invoices, numbers, deliveries, credit, progress, in one go."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from billdesk.domain.errors import Refused
from billdesk.domain.history import Delivery, Occurrence
from billdesk.domain.invoice import Invoice
from billdesk.domain.numbering import Series, take
from billdesk.domain.payment import Allocation, Payment, settle
from billdesk.services.drafting import Drawn
from billdesk.services.office import Office
from billdesk.services.settings import letterhead, read_settings
from billdesk.storage.invoices import Issue
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Posted:
    """An invoice as it was written."""

    drawn: Drawn
    invoice: Invoice


def new_message_id(domain: str) -> str:
    """A Message-ID that nobody else gives out."""
    return f"<{uuid4().hex}@{domain}>"


def start_posting(work: Work, office: Office, today: date) -> "Posting":
    """What writes occurrences in this unit of work, under today's letterhead."""
    settings = read_settings(work)
    domain = settings.email.partition("@")[2] or "billdesk.invalid"
    head = work.settings.keep_letterhead(letterhead(settings))
    return Posting(work, today, office.now(), office.desk, head, domain)


@dataclass(slots=True)
class Posting:
    """Writes one group; numbers follow its order."""

    work: Work
    today: date
    now: datetime
    desk: str
    letterhead_id: int
    mail_domain: str

    def post(self, group: Sequence[Drawn]) -> list[Posted]:
        """Write every occurrence of the group, with all that belongs to it; the invoices as written."""
        billed = [drawn for drawn in group if drawn.invoice is not None]
        ids = self.work.invoices.take_ids(len(billed))
        keys = {id(drawn): key for drawn, key in zip(billed, ids, strict=True)}
        posted = self._post_invoices(billed, ids)
        self.work.schedules.add_occurrences(
            [
                Occurrence(
                    drawn.schedule.id,
                    drawn.due.index,
                    drawn.due.day,
                    "billed" if drawn.invoice else "skipped",
                    keys.get(id(drawn)),
                    drawn.skipped,
                )
                for drawn in group
            ],
            self.now,
        )
        last = {drawn.schedule.id: drawn.schedule for drawn in group}
        invoices = {one.drawn.schedule.id: one.invoice.id for one in posted}
        self.work.schedules.keep_progress(list(last.values()), invoices)
        for drawn in group:
            if drawn.used_lines:
                self.work.schedules.keep_used(drawn.used_lines, drawn.due.day)
        self._queue(posted)
        self._remember(group, posted)
        return posted

    def _post_invoices(self, billed: Sequence[Drawn], ids: Sequence[int]) -> list[Posted]:
        credit = self._credit(billed)
        numbers = self._numbers(sum(drawn.issues for drawn in billed))
        posted, rows, allocations = [], [], []
        for drawn, key in zip(billed, ids, strict=True):
            assert drawn.invoice is not None
            invoice, issue = drawn.invoice, None
            if drawn.issues:
                number, series = numbers.pop(0)
                year = series.year if series.yearly else 0
                mark = "queued" if drawn.recipients else ""
                issue = Issue(number, year, series.counter, self.letterhead_id, self.now, mark)
                free = credit.get(invoice.customer_id, []) if invoice.apply_credit else []
                used = self._apply(free, invoice, key) if free else []
                allocations += used
                paid = sum(one.amount for one in used)
                changes = {"state": "issued", "number": number, "credit_at_issue": paid, "settled": paid}
                invoice = replace(invoice, id=key, **changes)
            else:
                invoice = replace(invoice, id=key)
            rows.append((invoice, issue))
            posted.append(Posted(drawn, invoice))
        self.work.invoices.add(rows, self.now)
        self.work.payments.allocate(allocations, self.now)
        return posted

    def _numbers(self, count: int) -> list[tuple[str, Series]]:
        """The next numbers of invoices, taken for good if the transaction is."""
        series = self.work.settings.series("invoice")
        if series is None:
            raise Refused("series_missing", kind="invoice")
        taken = []
        for _ in range(count):
            series, number = take(series, self.today)
            taken.append((number, series))
        if taken:
            self.work.settings.keep_series(series)
        return taken

    def _credit(self, billed: Sequence[Drawn]) -> dict[int, list[Payment]]:
        wanted = {one.schedule.customer_id for one in billed if one.issues and one.schedule.apply_credit}
        return self.work.payments.with_credit(wanted) if wanted else {}

    def _apply(self, payments: list[Payment], invoice: Invoice, key: int) -> list[Allocation]:
        """Free credit that settles an invoice, oldest first; what is used is gone for the next invoice."""
        free = [
            one for one in payments if one.currency == invoice.currency and not one.is_held and one.credit
        ]
        parts = settle(invoice.total, [one.credit for one in free])
        found = []
        for payment, part in zip(free, parts, strict=True):
            if part:
                found.append(Allocation(key, part, self.today, payment_id=payment.id))
                payments[payments.index(payment)] = replace(payment, used=payment.used + part)
        return found

    def _queue(self, posted: Sequence[Posted]) -> None:
        deliveries = [
            Delivery(one.drawn.recipients, "invoice", one.invoice.id, new_message_id(self.mail_domain))
            for one in posted
            if one.drawn.recipients
        ]
        self.work.outbox.add(deliveries, self.now)

    def _remember(self, group: Sequence[Drawn], posted: Sequence[Posted]) -> None:
        traces = [
            Trace(
                "invoice",
                one.invoice.id,
                "generated",
                {"schedule": one.drawn.schedule.id, "number": one.invoice.number, "total": one.invoice.total},
            )
            for one in posted
        ]
        traces += [
            Trace(
                "schedule", drawn.schedule.id, "skipped", {"date": str(drawn.due.day), "why": drawn.skipped}
            )
            for drawn in group
            if drawn.skipped
        ]
        self.work.traces.add(traces, self.now, self.desk)
