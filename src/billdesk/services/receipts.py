"""Receipts of payments: what they say, and their PDFs, frozen as soon as somebody asks for one."""

from collections.abc import Sequence
from pathlib import Path

from billdesk.basics import words
from billdesk.domain.document import PrintedReceipt
from billdesk.domain.errors import Conflict, Refused
from billdesk.services.filenames import safe_name
from billdesk.services.office import Office
from billdesk.services.pace import Progress, Stop, ignore, never
from billdesk.services.papers import make_folder, written
from billdesk.services.settings import read_letterhead, read_settings
from billdesk.storage.work import Work

METHODS = {
    "cash": "Cash",
    "check": "Check",
    "card": "Card",
    "transfer": "Bank transfer",
    "quick": "Payment",
    "store_credit": "Store credit",
    "other": "Payment",
}


class Receipts:
    """The receipt of a payment says what the payment did when it was taken, whatever came later."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def pdf(self, payment_id: int) -> bytes:
        """The PDF, always the same bytes; Missing without the payment, Refused where it has no receipt."""
        with self._office.reading() as work:
            payment_id = work.payments.by_id(payment_id).id
            found = work.traces.frozen_receipt(payment_id)
            receipt = None if found else read_receipt(work, payment_id)
        if receipt is None:
            return found or b""
        from billdesk.documents.receipt import render

        return self._freeze(payment_id, render(receipt))

    def save(
        self, payment_ids: Sequence[int], folder: Path, stop: Stop = never, progress: Progress = ignore
    ) -> list[Path]:
        """Write receipts into a folder, called by their numbers; no file is ever overwritten.

        Stopped, it ends after a file.
        """
        make_folder(folder)
        saved: list[Path] = []
        for key in payment_ids:
            if stop():
                break
            saved.append(written(folder, self._name(key), self.pdf(key)))
            progress(len(saved), len(payment_ids))
        return saved

    def _name(self, payment_id: int) -> str:
        with self._office.reading() as work:
            return safe_name(work.payments.by_id(payment_id).number or str(payment_id))

    def _freeze(self, payment_id: int, pdf: bytes) -> bytes:
        """Keep a new PDF; where another process was faster, what it has kept counts."""
        now = self._office.now()
        with self._office.work() as work:
            kept = work.traces.frozen_receipt(payment_id)
            if kept is None:
                try:
                    work.attempt(lambda: work.traces.freeze_receipt(payment_id, pdf, now))
                except Conflict:  # on a server somebody may have frozen it since it was looked for
                    kept = work.traces.frozen_receipt(payment_id)
            work.commit()
        return kept or pdf


def read_receipt(work: Work, payment_id: int) -> PrintedReceipt:
    """What the receipt of a payment says, in the customer's language."""
    payment = work.payments.by_id(payment_id)
    if payment.number is None:
        raise Refused("payment_has_no_receipt", payment=payment_id)
    customer = work.customers.by_id(payment.customer_id)
    language = customer.language or read_settings(work).language
    lines = _lines(work, payment_id)
    tickets = work.tickets.all(ids=[payment.ticket_id]) if payment.ticket_id is not None else []
    ticket = tickets[0] if tickets else None
    address = (line.strip() for line in customer.address.splitlines())
    return PrintedReceipt(
        language=language,
        letterhead=read_letterhead(work),
        number=payment.number,
        day=payment.day,
        currency=payment.currency,
        customer=(customer.name, *(line for line in address if line)),
        method=method_in(payment.method, language),
        amount=payment.amount,
        lines=lines,
        to_credit=payment.amount - sum(part for _, _, part in lines),
        held_for=" ".join(part for part in (ticket.number, ticket.subject) if part) if ticket else "",
        reference=payment.reference,
        note=payment.note,
    )


def _lines(work: Work, payment_id: int) -> tuple[tuple[str, str, int], ...]:
    """What the payment settled at once: number, title and part; of one that was loaded, what it settles."""
    taken = next((one for one in work.traces.of("payment", payment_id) if one.act == "taken"), None)
    told = (taken.change or {}).get("settles") if taken else None
    parts = work.payments.settles(payment_id) if told is None else dict(told)
    invoices = {one.id: one for one in work.invoices.by_ids(list(parts))}
    return tuple((invoices[key].number or "", invoices[key].title, part) for key, part in parts.items())


def method_in(method: str, language: str) -> str:
    """A method of payment in a language; one of the shop's own as it is."""
    return words.translate(METHODS[method], language) if method in METHODS else method
