"""Giving money back: out of a payment, for an invoice with its credit note, or out of a credit note."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from billdesk.domain import credit
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, require_issued
from billdesk.domain.payment import (
    Allocation,
    Refund,
    left_of,
    refundable,
    require_amount,
    require_fee,
    settle,
    taken_back,
)
from billdesk.domain.settings import ShopSettings
from billdesk.services.crediting import Crediting, open_notes, to_credit
from billdesk.services.fees import Fee, bill_fee
from billdesk.services.moves import Moving


@dataclass(frozen=True, slots=True)
class Request:
    """What shall go back: an amount (minor units), or units (× 10⁴) by line id; else all that is left."""

    day: date
    amount: int | None = None
    lines: Mapping[int, int] | None = None
    method: str = "other"
    to_credit: bool = False
    reference: str = ""
    reason: str = ""
    fee: int = 0  # for restocking, minor units: kept of it and billed by an invoice of its own


@dataclass(slots=True)
class Refunding:
    """Gives money back in one transaction; each way returns the id of the customer."""

    moving: Moving
    settings: ShopSettings

    def payment(self, payment_id: int, request: Request) -> int:
        """Out of a payment: its credit first, then what it settles, the newest invoice first."""
        work = self.moving.work
        payment = work.payments.by_id(payment_id)
        if request.lines:
            raise Refused("payment_has_no_lines")
        left = left_of(payment, work.payments.refunds(payment_id))
        if left <= 0:
            raise Refused("payment_is_given_back", payment=payment.number or payment_id)
        held = payment.credit if payment.is_held else 0
        amount = (held or left) if request.amount is None else request.amount
        settles = dict(reversed(work.payments.settles(payment_id).items()))
        limits = [min(part, self._received(key)) for key, part in settles.items()]
        parts = taken_back(payment, amount, limits)
        if request.to_credit and not payment.is_held and not any(parts):
            raise Refused("is_credit_already", payment=payment.number or payment_id)
        self.moving.allocate(
            Allocation(key, -part, request.day, payment_id=payment_id)
            for key, part in zip(settles, parts, strict=True)
            if part
        )
        kept = require_fee(amount, request.fee)
        if kept:
            name = payment.number or str(payment_id)
            bill = self._fee(payment.customer_id, payment.currency, kept, name, request.day)
            self.moving.allocate([Allocation(bill.id, kept, request.day, payment_id=payment_id)])
        self.give_back(
            Refund(amount - kept, request.day, payment_id), request, payment.customer_id, payment.currency
        )
        return payment.customer_id

    def invoice(self, invoice_id: int, request: Request) -> int:
        """For an invoice: out of its open credit notes, then by a new one; or out of a credit note."""
        work = self.moving.work
        invoice = work.invoices.by_id(invoice_id)
        require_issued(invoice, "refund")
        if request.amount is not None:
            require_amount(request.amount)
        if invoice.kind == "credit_note":
            self._of_note(invoice, request)
        elif request.lines is not None:
            if request.amount is not None:
                raise Refused("amount_or_lines")
            note = credit.by_lines(invoice, work.invoices.notes_of(invoice_id), request.lines, request.day)
            self._require(note.total, self._received(invoice_id) - self._open(invoice_id))
            self._out_of([(Crediting(self.moving, request.day).issue(note), note.total)], request)
        else:
            self._by_amount(invoice, request)
        return invoice.customer_id

    def _by_amount(self, invoice: Invoice, request: Request) -> None:
        notes = self.moving.work.invoices.notes_of(invoice.id)
        opened = open_notes(notes)
        waiting = sum(note.balance for note in opened)
        received = self._received(invoice.id)
        left = min(received, waiting + credit.left_to_credit(invoice, notes))
        amount = left if request.amount is None else request.amount
        self._require(amount, left)
        parts = settle(amount, [note.balance for note in opened])
        sources = list(zip(opened, parts, strict=True))
        rest = amount - sum(parts)
        if rest:
            made = Crediting(self.moving, request.day).issue(
                credit.by_amount(invoice, notes, rest, request.day)
            )
            sources.append((made, rest))
        self._out_of(sources, request)

    def _of_note(self, note: Invoice, request: Request) -> None:
        if request.lines:
            raise Refused("amount_or_lines")
        left = note.balance
        if note.corrects_id is not None:
            left = min(left, self._received(note.corrects_id))
        amount = left if request.amount is None else request.amount
        self._require(amount, left)
        self._out_of([(note, amount)], request)

    def _require(self, amount: int, left: int) -> None:
        if left <= 0:
            raise Refused("nothing_left_to_refund")
        if amount > left:
            raise Refused("above_what_is_left", left=left, amount=amount)

    def _received(self, invoice_id: int) -> int:
        """Money received for an invoice and not given back yet."""
        payments = self.moving.work.payments
        return refundable(payments.received_for(invoice_id), payments.given_back_for(invoice_id))

    def _open(self, invoice_id: int) -> int:
        """What its credit notes have yet to give back."""
        return sum(note.balance for note in open_notes(self.moving.work.invoices.notes_of(invoice_id)))

    def _out_of(self, sources: Sequence[tuple[Invoice, int]], request: Request) -> None:
        """Money out of credit notes; a fee is billed and settled by them first."""
        kept = require_fee(sum(amount for _, amount in sources), request.fee)
        fees = settle(kept, [amount for _, amount in sources])
        if kept:
            note = sources[0][0]
            bill = self._fee(note.customer_id, note.currency, kept, note.number or "", request.day)
            self.moving.allocate(
                Allocation(bill.id, fee, request.day, credit_note_id=note.id)
                for (note, _), fee in zip(sources, fees, strict=True)
                if fee
            )
        for (note, amount), fee in zip(sources, fees, strict=True):
            if amount > fee:
                source = Refund(amount - fee, request.day, credit_note_id=note.id)
                self.give_back(source, request, note.customer_id, note.currency)

    def _fee(self, customer_id: int, currency: str, amount: int, number: str, day: date) -> Invoice:
        return bill_fee(
            self.moving, Fee(customer_id, currency, amount, "restocking_fee", {"number": number}), day
        )

    def give_back(self, refund: Refund, request: Request, customer_id: int, currency: str) -> None:
        """Write the refund, as money that goes out or as store credit."""
        if not request.to_credit and request.method not in self.settings.payment_methods:
            known = ", ".join(self.settings.payment_methods)
            raise Refused("method_unknown", method=request.method, known=known)
        as_credit = request.to_credit or request.method == "store_credit"
        method = "store_credit" if as_credit else request.method
        full = Refund(
            refund.amount,
            refund.day,
            refund.payment_id,
            refund.credit_note_id,
            method=method,
            reference=request.reference,
            reason=request.reason,
        )
        if as_credit:
            to_credit(self.moving, full, customer_id, currency)
        else:
            self.moving.give_back(full)
