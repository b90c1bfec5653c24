"""Everything of one payment on one page: what it settles, what went back, and what happened to it."""

from dataclasses import dataclass

from billdesk.domain.customer import Customer
from billdesk.domain.history import Happened
from billdesk.domain.payment import Payment, Refund, left_of
from billdesk.domain.ticket import Ticket
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Settled:
    """A part of a payment, and the invoice that it settles with what is open on that; minor units."""

    invoice_id: int
    number: str
    title: str
    part: int
    balance: int


@dataclass(frozen=True, slots=True)
class PaymentDetail:
    """A payment, whose it is, and what became of it."""

    payment: Payment
    customer: Customer
    settles: tuple[Settled, ...]
    refunds: tuple[Refund, ...]
    ticket: Ticket | None
    history: tuple[Happened, ...]  # newest first

    @property
    def is_reversed(self) -> bool:
        """Whether it was taken back as a mistake."""
        return any(one.kind == "reversal" for one in self.refunds)

    @property
    def left(self) -> int:
        """What was never given back, in minor units."""
        return left_of(self.payment, self.refunds)


def read_payment(work: Work, payment_id: int) -> PaymentDetail:
    """Everything of a payment; Missing when there is none."""
    payment = work.payments.by_id(payment_id)
    parts = work.payments.settles(payment_id)
    invoices = {one.id: one for one in work.invoices.by_ids(list(parts))}
    tickets = work.tickets.all(ids=[payment.ticket_id]) if payment.ticket_id is not None else []
    traces = work.traces.of("payment", payment_id)
    return PaymentDetail(
        payment,
        work.customers.by_id(payment.customer_id),
        tuple(
            Settled(key, invoices[key].number or "", invoices[key].title, part, invoices[key].balance)
            for key, part in parts.items()
        ),
        tuple(work.payments.refunds(payment_id)),
        tickets[0] if tickets else None,
        tuple(Happened(one.at, one.desk, one.act, one.change or {}) for one in reversed(traces) if one.at),
    )
