"""Making credit notes: issued at once, applied to their invoice, the rest given back or kept as credit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from billdesk.domain.invoice import Invoice
from billdesk.domain.payment import Allocation, Payment, Refund
from billdesk.services.issuing import Issuing, keep_letterhead
from billdesk.services.moves import Moving
from billdesk.services.settings import read_settings


@dataclass(slots=True)
class Crediting:
    """Writes credit notes in one transaction."""

    moving: Moving
    today: date

    def issue(self, note: Invoice) -> Invoice:
        """Write a credit note with the next number of its kind."""
        work, now = self.moving.work, self.moving.now
        head = keep_letterhead(work, read_settings(work))
        draft = replace(note, id=work.invoices.take_ids(1)[0])
        issued = Issuing(work, self.today, now, head).issue([draft], kind="credit_note")[0]
        work.invoices.add([(issued.invoice, issued.issue)], now)
        self.moving.note_ids.append(draft.id)
        made = {"number": issued.invoice.number, "total": note.total}
        self.moving.trace("invoice", draft.id, "issued", made)
        self.moving.trace("invoice", note.corrects_id or 0, "credited", made)
        return issued.invoice

    def apply(self, note: Invoice, invoice: Invoice) -> int:
        """Settle the invoice by the note as far as they go; what is left of the note, in minor units."""
        part = min(note.balance, invoice.balance)
        if part:
            self.moving.allocate([Allocation(invoice.id, part, self.today, credit_note_id=note.id)])
        return note.balance - part

    def keep_as_credit(self, note: Invoice, amount: int) -> None:
        """Turn an amount of a note into store credit of its customer."""
        if amount:
            source = Refund(amount, self.today, credit_note_id=note.id)
            to_credit(self.moving, source, note.customer_id, note.currency)


def to_credit(moving: Moving, source: Refund, customer_id: int, currency: str) -> None:
    """Write money that becomes store credit of a customer instead of going out."""
    credit = moving.receive(
        Payment(customer_id, source.amount, currency, source.day, "store_credit", note=source.reason)
    )
    moving.give_back(replace(source, kind="to_credit", method="store_credit", credit_id=credit.id))


def open_notes(notes: Sequence[Invoice]) -> list[Invoice]:
    """Credit notes that something is left of, oldest first."""
    return [note for note in notes if note.balance > 0]
