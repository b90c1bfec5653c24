"""Writing a group of drawn-up occurrences: invoices, numbers, deliveries, credit, progress, in one go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from billdesk.domain.history import Occurrence
from billdesk.domain.invoice import Invoice
from billdesk.domain.swift import altered
from billdesk.services.charging import queue_charges
from billdesk.services.drafting import Drawn
from billdesk.services.issuing import Issuing, keep_letterhead, mail_domain, new_message_id, queue
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.storage.invoices import Issue
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Posted:
    """An invoice as it was written."""

    drawn: Drawn
    invoice: Invoice


def start_posting(
    work: Work, office: Office, today: date, name_message: Callable[[str], str] = new_message_id
) -> "Posting":
    """What writes occurrences in this unit of work, under today's letterhead."""
    settings = read_settings(work)
    domain, head = mail_domain(settings), keep_letterhead(work, settings)
    charges = office.terminal is not None
    return Posting(work, today, office.now(), office.desk, head, domain, name_message, charges)


@dataclass(slots=True)
class Posting:
    """Writes one group; numbers follow its order."""

    work: Work
    today: date
    now: datetime
    desk: str
    letterhead_id: int
    mail_domain: str
    name_message: Callable[[str], str] = new_message_id
    charges: bool = False  # whether a payment processor is there

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
        if self.charges:
            wanted = [one.invoice for one in posted if one.drawn.schedule.auto_charge]
            queue_charges(self.work, wanted, self.now)
        self._remember(group, posted)
        return posted

    def _post_invoices(self, billed: Sequence[Drawn], ids: Sequence[int]) -> list[Posted]:
        made = [altered(one.invoice, id=key) for one, key in zip(billed, ids, strict=True) if one.invoice]
        final = [one for one, drawn in zip(made, billed, strict=True) if drawn.issues]
        queued = {one.id for one, drawn in zip(made, billed, strict=True) if drawn.recipients}
        issuing = Issuing(self.work, self.today, self.now, self.letterhead_id)
        issued = {one.invoice.id: one for one in issuing.issue(final, queued)}
        rows: list[tuple[Invoice, Issue | None]] = [
            (issued[one.id].invoice, issued[one.id].issue) if one.id in issued else (one, None)
            for one in made
        ]
        self.work.invoices.add(rows, self.now)
        self.work.payments.allocate([part for one in issued.values() for part in one.allocations], self.now)
        return [Posted(drawn, invoice) for drawn, (invoice, _) in zip(billed, rows, strict=True)]

    def _queue(self, posted: Sequence[Posted]) -> None:
        queue(
            self.work,
            [(one.invoice, one.drawn.recipients) for one in posted],
            self.mail_domain,
            self.now,
            self.name_message,
        )

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
