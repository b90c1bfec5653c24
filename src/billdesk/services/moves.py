"""What a use case of money hands back: the rows that it made, and how things stand afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from billdesk.domain.bounds import line_problems, text_problems
from billdesk.domain.errors import Rejected
from billdesk.domain.invoice import Invoice
from billdesk.domain.payment import Allocation, Payment, Refund
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

_ACTS = {"reversal": "reversed", "withdrawn": "withdrawn"}


def require_words(reference: str = "", reason: str = "", note: str = "") -> None:
    """Rejected where what was typed beside an amount is too long, or holds invisible characters."""
    found = [*line_problems("reference", reference), *line_problems("reason", reason)]
    found += text_problems("note", note)
    if found:
        raise Rejected(tuple(found))


@dataclass(frozen=True, slots=True)
class Moved:
    """The rows that were made, each invoice's balance after them, and the customer's free credit by currency.

    Amounts are minor units; `payments` are as they stand now, those received and those given back.
    """

    customer_id: int
    payments: tuple[Payment, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    refunds: tuple[Refund, ...] = ()
    credit_notes: tuple[Invoice, ...] = ()
    balances: dict[int, int] = field(default_factory=dict)
    credit: dict[str, int] = field(default_factory=dict)
    fees: tuple[Invoice, ...] = ()  # that were billed with it


@dataclass(slots=True)
class Moving:
    """Gathers the rows of one use case, writes them with their traces, and tells how things stand."""

    work: Work
    now: datetime
    desk: str
    payment_ids: list[int] = field(default_factory=list)
    allocations: list[Allocation] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)
    note_ids: list[int] = field(default_factory=list)
    fee_ids: list[int] = field(default_factory=list)

    def receive(self, payment: Payment, more: Mapping[str, object] | None = None) -> Payment:
        """Write a payment; it comes back with its id. `more` is what the audit trail tells of it as well."""
        require_words(payment.reference, note=payment.note)
        key = self.work.payments.take_ids(1)[0]
        payment = replace(payment, id=key)
        self.work.payments.add([payment], self.now)
        self.payment_ids.append(key)
        facts = {"amount": payment.amount, "method": payment.method}
        self.trace("payment", key, "taken", facts | dict(more or {}))
        return payment

    def allocate(self, parts: Iterable[Allocation]) -> None:
        """Write what settles invoices, or (negative) what no longer does."""
        found = list(parts)
        before = self.work.invoices.balances(one.invoice_id for one in found)
        self.work.payments.allocate(found, self.now)
        self.allocations += found
        traces = []
        for one in found:
            after = before[one.invoice_id] - one.amount
            change: dict[str, object] = {"amount": one.amount, "balance": [before[one.invoice_id], after]}
            change["credit_note" if one.payment_id is None else "payment"] = (
                one.credit_note_id if one.payment_id is None else one.payment_id
            )
            act = "settled" if one.amount > 0 else "reopened"
            traces.append(Trace("invoice", one.invoice_id, act, change))
            before[one.invoice_id] = after
        self.work.traces.add(traces, self.now, self.desk)

    def give_back(self, refund: Refund) -> None:
        """Write money that goes out of a payment or a credit note."""
        require_words(refund.reference, refund.reason)
        self.work.payments.refund([refund], self.now)
        self.refunds.append(refund)
        if refund.payment_id is not None:
            self.payment_ids.append(refund.payment_id)
        kind = "invoice" if refund.payment_id is None else "payment"
        key = refund.payment_id or refund.credit_note_id or 0
        change = {"amount": refund.amount, "method": refund.method, "reason": refund.reason}
        self.trace(kind, key, _ACTS.get(refund.kind, "refunded"), change)

    def trace(self, kind: str, key: int, act: str, change: Mapping[str, object] | None = None) -> None:
        """Write a line of the audit trail."""
        self.work.traces.add([Trace(kind, key, act, dict(change or {}))], self.now, self.desk)

    def done(self, customer_id: int, more: Sequence[int] = ()) -> Moved:
        """How things stand now; `more` are invoices whose balance is of interest too."""
        shown = dict.fromkeys([*(one.invoice_id for one in self.allocations), *more, *self.fee_ids])
        return Moved(
            customer_id,
            self.work.payments.by_ids(list(dict.fromkeys(self.payment_ids))),
            tuple(self.allocations),
            tuple(self.refunds),
            tuple(self.work.invoices.by_ids(self.note_ids)),
            self.work.invoices.balances(shown),
            self.work.payments.credit_of(customer_id),
            tuple(self.work.invoices.by_ids(self.fee_ids)),
        )
