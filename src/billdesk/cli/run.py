"""`billdesk run`: the run, or what it would do."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from billdesk.cli.call import Answer, Call
from billdesk.cli.grammar import Commands, day
from billdesk.cli.invoice_document import Document, generated
from billdesk.cli.outbox import needs_attention, report_document, report_notes
from billdesk.cli.tables import table
from billdesk.domain.errors import Trouble
from billdesk.domain.invoice import Invoice
from billdesk.domain.money import amount_text
from billdesk.services import wording
from billdesk.services.deliveries import SendingReport
from billdesk.services.run import Ears, Outcome, Request
from billdesk.services.running import ChargeOutcome, FeeOutcome


def add(commands: Commands) -> None:
    """Make the command known."""
    words = commands.add("run", "generate what is due, and send it", run)
    words.add_argument("--dry-run", action="store_true", help="show what would come, write nothing")
    words.add_argument("--until", metavar="DATE", type=day, help="generate up to this day instead of today")
    words.add_argument("--no-send", action="store_true", help="leave the e-mails in the outbox")
    words.add_argument("--release-late", action="store_true", help="issue and send also what comes late")


@dataclass(slots=True)
class Heard:
    """What a run has told so far, as documents."""

    generated: list[Document] = field(default_factory=list)
    skipped: list[Document] = field(default_factory=list)
    failed: list[Document] = field(default_factory=list)
    waiting: list[Document] = field(default_factory=list)
    late_fees: list[Document] = field(default_factory=list)
    charges: list[Document] = field(default_factory=list)

    def __call__(self, outcomes: Sequence[Outcome]) -> None:
        """Sort the outcomes of one group."""
        for one in outcomes:
            if one.invoice is not None:
                self.generated.append(generated(one, one.invoice))
                if one.invoice.waiting:
                    self.waiting.append(_waiting(one, one.invoice))
            elif one.failure:
                self.failed.append(_failed(one))
            else:
                self.skipped.append(_place(one) | {"reason": one.skipped})

    def hear_fees(self, outcomes: Sequence[FeeOutcome]) -> None:
        """Add the late fees of one group."""
        self.late_fees += [_late_fee(one) for one in outcomes]

    def hear_charges(self, outcomes: Sequence[ChargeOutcome]) -> None:
        """Add invoices that were to be charged to stored cards."""
        self.charges += [_charge(one) for one in outcomes]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was done yet."""
        return not (self.generated or self.skipped or self.failed or self.late_fees or self.charges)

    @property
    def notes(self) -> list[str]:
        """What failed, and why."""
        found = [f"{one['schedule']}, {one['billing_date']}: {one['reason']}" for one in self.failed]
        found += [f"{one['for']}: {one['reason']}" for one in self.late_fees if "reason" in one]
        return found + [f"{one['number']}: {one['reason']}" for one in self.charges if "reason" in one]


def run(call: Call) -> Answer:
    """Generate and send; the document says what came of each occurrence."""
    typed, heard, begun = call.typed, Heard(), time.monotonic()
    request = Request(call.today, typed.until, typed.release_late, confirmed=typed.yes)
    ears, released = Ears(heard, fees=heard.hear_fees, charges=heard.hear_charges), list[int]()
    stopped = ""
    try:
        summary = (call.desk.run.preview if typed.dry_run else call.desk.run.go)(request, ears)
        if summary.processor is not None:
            stopped = wording.sentence(summary.processor)
        if typed.release_late and not typed.dry_run:  # those of earlier runs too: nobody else will
            released = [one.id for one in call.desk.invoicing.release([], call.today).issued]
    except Trouble as trouble:
        if heard.is_empty:
            raise
        stopped = wording.sentence(trouble)  # what was written before stays, and is told
    sends = not (typed.dry_run or typed.no_send or stopped)
    report = call.desk.sending.flush() if sends else None
    if sends:
        call.desk.papers.freeze_pending()
    document: Document = {
        "generated": heard.generated,
        "skipped": heard.skipped,
        "failed": heard.failed,
        "waiting": heard.waiting,
        "released": released,
        "sent": report_document(report) if report else None,
        "seconds": round(time.monotonic() - begun, 3),
    }
    if heard.late_fees:
        document["late_fees"] = heard.late_fees
    if heard.charges:
        document["charged"] = heard.charges
    notes = heard.notes
    attention = bool(notes or stopped) or (report is not None and needs_attention(report))
    if stopped:
        document["stopped"] = stopped
        notes.append(stopped)
    return Answer(document, _lines(heard, report), attention, [*notes, *report_notes(report)])


def _place(one: Outcome) -> Document:
    return {"schedule": one.schedule, "billing_date": one.billing_date.isoformat()}


def _waiting(one: Outcome, invoice: Invoice) -> Document:
    return {
        "schedule": one.schedule,
        "customer": one.customer,
        "invoice": invoice.id or None,
        "reason": invoice.waiting,
    }


def _failed(one: Outcome) -> Document:
    reason = wording.said(one.failure, one.facts or {})
    return _place(one) | {"customer": one.customer, "reason": reason, "code": one.failure}


def _late_fee(one: FeeOutcome) -> Document:
    """A late fee as the run tells of it; one that can't be billed says why."""
    late, invoice = one.due.late, one.invoice
    found: Document = {
        "invoice": (invoice.id or None) if invoice else None,
        "number": invoice.number if invoice else None,
        "for": late.number,
        "amount": amount_text(invoice.total, invoice.currency) if invoice else None,
        "currency": late.currency,
    }
    failed = {"reason": wording.said(one.failure, one.facts), "code": one.failure}
    return found | (failed if one.failure else {})


def _charge(one: ChargeOutcome) -> Document:
    """What became of charging a card; where it wasn't, why."""
    found: Document = {
        "number": one.number,
        "state": one.state,
        "amount": amount_text(one.amount, one.currency) if one.currency else None,
        "currency": one.currency or None,
    }
    failed = {"reason": wording.said(one.failure, one.facts), "code": one.failure}
    return found | (failed if one.failure else {})


def _lines(heard: Heard, report: SendingReport | None) -> list[str]:
    titles = ("Date", "Customer", "Schedule", "Number", "Total", "")
    rows = [
        (
            one["billing_date"],
            one["customer"],
            one["schedule"],
            "Draft" if one["state"] == "draft" else one["number"] or "(next number)",
            one["total"],
            one["currency"],
        )
        for one in heard.generated
    ]
    fees = [one for one in heard.late_fees if one["amount"] is not None]
    sums = [f"{len(heard.generated)} generated", f"{len(heard.skipped)} skipped"]
    sums += [f"{len(heard.waiting)} waiting as drafts", f"{len(heard.failed)} failed"]
    if fees:
        sums.append(f"{len(fees)} billed as late fees")
    taken = [one for one in heard.charges if one["state"] == "taken"]
    if heard.charges:
        sums.append(f"{len(taken)} of {len(heard.charges)} charged to stored cards")
    if report is not None:
        sums.append(f"{report.sent} e-mailed")
    told = [
        f"Late fee for {one['for']}: {one['number'] or '(next number)'}, {one['amount']} {one['currency']}"
        for one in fees
    ]
    return [*table(titles, rows, "Total"), *told, ", ".join(sums)]
