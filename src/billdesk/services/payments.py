"""Money of customers: received, applied, held for a ticket, given back, taken back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from billdesk.domain.customer import Customer
from billdesk.domain.deposit import Deposit
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice
from billdesk.domain.lists import TOP, Page, Part, Sort
from billdesk.domain.payment import (
    Allocation,
    Payment,
    Refund,
    left_of,
    require_amount,
    settle,
)
from billdesk.domain.payment_list import MethodSum, PaymentFilter, PaymentRow
from billdesk.services.crediting import open_notes
from billdesk.services.deposits import Deposits
from billdesk.services.fees import Fee, bill_fee
from billdesk.services.moves import Moved, Moving
from billdesk.services.office import Office
from billdesk.services.payment_sheet import PaymentDetail, read_payment
from billdesk.services.refund_sheet import RefundForm, RefundSheet, read_payment_refund, read_refund
from billdesk.services.refunding import Refunding, Request
from billdesk.services.settings import read_settings
from billdesk.services.taking import (
    Received,
    TakingSheet,
    currency_of,
    payable,
    read_taking,
    receive,
    take_money,
    use,
)
from billdesk.storage.work import Work

__all__ = ["PaymentSheet", "Payments", "Received"]


@dataclass(frozen=True, slots=True)
class PaymentSheet:
    """A payment, whose it is, and what became of it."""

    payment: Payment
    customer: Customer
    allocations: tuple[Allocation, ...]
    refunds: tuple[Refund, ...]


class Payments:
    """What is done with money. Amounts are minor units of the payment's currency."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def show(self, name: str) -> PaymentSheet:
        """The payment of that receipt number, ref or id with all that belongs to it; Missing without one."""
        with self._office.reading() as work:
            payment = work.payments.find(name)
            return PaymentSheet(
                payment,
                work.customers.by_id(payment.customer_id),
                tuple(work.payments.allocations(payment_id=payment.id)),
                tuple(work.payments.refunds(payment.id)),
            )

    def page(self, wanted: PaymentFilter, sort: Sort, part: Part = TOP) -> Page[PaymentRow]:
        """One part of the list of payments."""
        with self._office.sight() as sight:
            return sight.lists.payment_page(wanted, sort, part)

    def sums(self, wanted: PaymentFilter) -> tuple[int, tuple[MethodSum, ...]]:
        """How many a filter finds, and what those that aren't reversed come to, by method and currency."""
        with self._office.sight() as sight:
            return sight.lists.payment_sums(wanted)

    def sheet(self, payment_id: int) -> PaymentDetail:
        """Everything of one payment; Missing when there is none."""
        with self._office.reading() as work:
            return read_payment(work, payment_id)

    def refund_sheet(self, invoice_id: int) -> RefundSheet:
        """What of an invoice can go back; Refused for what isn't issued, or is no invoice."""
        with self._office.reading() as work:
            return read_refund(work, invoice_id)

    def refund_form(self, payment_id: int) -> RefundForm:
        """What of a payment or deposit can go back; Refused where nothing is left of it."""
        with self._office.reading() as work:
            return read_payment_refund(work, payment_id)

    def credit_of(self, customer_id: int) -> dict[str, int]:
        """The free credit of a customer by currency."""
        with self._office.reading() as work:
            work.customers.by_id(customer_id)
            return work.payments.credit_of(customer_id)

    def taking(
        self, customer_id: int, currency: str | None = None, invoice_id: int | None = None
    ) -> TakingSheet:
        """What the screen Take payment shows, in a currency, in that of the invoice one came from, or else
        in the customer's or that which is owed.
        """
        with self._office.reading() as work:
            if currency is None and invoice_id is not None:
                currency = work.invoices.by_id(invoice_id).currency
            return read_taking(work, customer_id, currency)

    def take(self, received: Received) -> Moved:
        """Take a payment: it settles the invoices named, else the open ones, the oldest due first.

        What is left over is the customer's credit. Store credit as the method draws on what there is, and
        `use_credit` of it is used before the money.
        """
        with self._office.work() as work:
            work.queue_up()
            moving = self._moving(work)
            moved = moving.done(received.customer_id, take_money(moving, received, read_settings(work)))
            work.commit()
        self._tell(moved)
        return moved

    def grant(self, received: Received, reason: str) -> Moved:
        """Give store credit by hand; Refused without a reason."""
        if not reason.strip():
            raise Refused("reason_is_missing")
        with self._office.work() as work:
            work.queue_up()
            moving = self._moving(work)
            customer = work.customers.by_id(received.customer_id)
            require_amount(received.amount)
            currency = currency_of(work, received, customer, read_settings(work))
            moving.receive(
                Payment(
                    customer.id,
                    received.amount,
                    currency,
                    received.day,
                    "store_credit",
                    received.reference,
                    reason,
                )
            )
            moved = moving.done(customer.id)
            work.commit()
        self._tell(moved)
        return moved

    def quick(self, invoice_ids: Sequence[int], today: date) -> Moved:
        """Mark invoices paid in full today by method quick: all of them or, where one can't be, none.

        Refused for one that is paid already. `customer_id` is that of the first, as is `credit`.
        """
        ids = list(dict.fromkeys(invoice_ids))
        if not ids:
            raise Refused("no_invoices_named")
        with self._office.work() as work:
            work.queue_up()
            moving = self._moving(work)
            for invoice in payable(work, ids):
                received = Received(invoice.customer_id, invoice.balance, today, method="quick")
                receive(moving, received, invoice.currency, {invoice.id: invoice.balance})
            moved = moving.done(work.invoices.by_id(ids[0]).customer_id)
            work.commit()
        self._tell(moved)
        return moved

    def apply_credit(self, customer_id: int, today: date, invoice_ids: Sequence[int] = ()) -> Moved:
        """Use a customer's free credit for invoices: those named, else the open ones, the oldest due first.

        A credit note that something is left of settles its own invoice first. Refused where there is
        nothing to use, or nothing to use it for.
        """
        with self._office.work() as work:
            work.queue_up()
            moving = self._moving(work)
            work.customers.by_id(customer_id)
            invoices = _targets(work, customer_id, invoice_ids)
            if not invoices:
                raise Refused("nothing_to_pay")
            pool = [one for one in work.payments.with_credit([customer_id])[customer_id] if not one.is_held]
            for invoice in invoices:
                pool = self._apply(moving, invoice, pool, today)
            if not moving.allocations:
                raise Refused("no_credit")
            moved = moving.done(customer_id)
            work.commit()
        self._tell(moved)
        return moved

    def deposit(self, ticket: str, amount: int, method: str, today: date, reference: str = "") -> Moved:
        """Take money to be held for a ticket (by ref or number); Refused where deposits are switched off."""
        with self._office.reading() as work:
            key = work.tickets.find(ticket).id
        return Deposits(self._office).take(Deposit(key, today, method, amount, reference=reference))

    def release_deposit(self, payment_id: int) -> Moved:
        """Turn what is held for a ticket into ordinary credit of its customer."""
        return Deposits(self._office).release(payment_id)

    def refund_payment(self, payment_id: int, request: Request) -> Moved:
        """Give money back out of a payment or deposit: its credit first, then what it settles (that reopens).

        Without an amount all that is left; of a held deposit what is still held. Never more than is left.
        """
        return self._refund(lambda refunding: refunding.payment(payment_id, request))

    def refund_invoice(self, invoice_id: int, request: Request) -> Moved:
        """Give money back that was paid for an invoice, by amount or by lines: makes the credit note too.

        Of a credit note: what is left on it. Never more than was received and is not given back yet.
        """
        return self._refund(lambda refunding: refunding.invoice(invoice_id, request))

    def refund(self, name: str, request: Request) -> Moved:
        """Refund what has that name: an invoice's or credit note's number, a receipt's number, or its ref."""
        with self._office.reading() as work:
            invoice_id = work.invoices.id_by_number(name)
            payment_id = None if invoice_id else work.payments.find(name).id
        if payment_id is not None:
            return self.refund_payment(payment_id, request)
        assert invoice_id is not None
        return self.refund_invoice(invoice_id, request)

    def reverse(self, payment_id: int, day: date, reason: str, fee: int = 0) -> Moved:
        """Take back a payment that was a mistake or bounced: its invoices reopen, and it is used up.

        A fee (minor units) is billed by an invoice of its own; Refused below 0.
        """
        if fee < 0:
            raise Refused("fee_below_zero")
        with self._office.work() as work:
            work.queue_up()
            payment = work.payments.by_id(payment_id)
            moving = self._moving(work)
            left = left_of(payment, work.payments.refunds(payment_id))
            if left <= 0:
                raise Refused("payment_is_given_back", payment=payment.number or payment_id)
            settles = work.payments.settles(payment_id)
            moving.allocate(
                Allocation(key, -part, day, payment_id=payment_id) for key, part in settles.items()
            )
            moving.give_back(
                Refund(left, day, payment_id, kind="reversal", method=payment.method, reason=reason)
            )
            if fee:
                facts = {"payment": payment.number or str(payment_id)}
                bill_fee(moving, Fee(payment.customer_id, payment.currency, fee, "bounced_fee", facts), day)
            moved = moving.done(payment.customer_id)
            work.commit()
        self._tell(moved)
        return moved

    def _refund(self, act: Callable[[Refunding], int]) -> Moved:
        with self._office.work() as work:
            work.queue_up()
            moving = self._moving(work)
            customer_id = act(Refunding(moving, read_settings(work)))
            moved = moving.done(customer_id)
            work.commit()
        self._tell(moved)
        return moved

    def _moving(self, work: Work) -> Moving:
        return Moving(work, self._office.now(), self._office.desk)

    def _tell(self, moved: Moved) -> None:
        self._office.tell("payment", "invoice", "ticket", ids=tuple(moved.balances))

    def _apply(self, moving: Moving, invoice: Invoice, pool: list[Payment], today: date) -> list[Payment]:
        """Settle one invoice by its own credit notes and then by payments; the payments after it."""
        notes = open_notes(moving.work.invoices.notes_of(invoice.id))
        by_notes = settle(invoice.balance, [note.balance for note in notes])
        moving.allocate(
            Allocation(invoice.id, part, today, credit_note_id=note.id)
            for note, part in zip(notes, by_notes, strict=True)
            if part
        )
        fitting = [one for one in pool if one.currency == invoice.currency]
        others = [one for one in pool if one.currency != invoice.currency]
        return others + use(moving, invoice.id, invoice.balance - sum(by_notes), fitting, today)


def _targets(work: Work, customer_id: int, invoice_ids: Sequence[int]) -> list[Invoice]:
    """The invoices that credit is used for."""
    if not invoice_ids:
        return work.invoices.open_of(customer_id)
    found = payable(work, list(dict.fromkeys(invoice_ids)))
    for invoice in found:
        if invoice.customer_id != customer_id:
            raise Refused("invoice_of_another_customer", number=invoice.number)
    return found
