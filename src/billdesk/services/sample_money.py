"""How the customers of the sample shop pay: in time, late, in parts, too much."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from random import Random

from billdesk.domain.invoice import Invoice
from billdesk.domain.numbering import take
from billdesk.domain.payment import Allocation, Payment
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work

_METHODS = ("transfer", "check", "card", "quick", "cash")
_ROUND = 50_00
"""Who pays too much rounds up to this, in minor units."""


@dataclass(order=True, slots=True)
class Coming:
    """A payment that will come; `amount` in minor units."""

    day: date
    order: int
    invoice_id: int = field(compare=False)
    amount: int = field(compare=False)
    extra: int = field(compare=False, default=0)


@dataclass(slots=True)
class _Owed:
    customer_id: int
    currency: str
    due: date
    total: int
    balance: int


@dataclass(slots=True)
class Till:
    """Money that is owed and money that will come."""

    desk: str
    chance: Random = field(default_factory=lambda: Random("till"))  # noqa: S311 – believable, not secret
    taken: int = 0
    _coming: list[Coming] = field(default_factory=list)
    _owed: dict[int, _Owed] = field(default_factory=dict)
    _order: int = 0

    def expect(self, invoice: Invoice, payer: str, pays: bool = True, extra: bool = False) -> None:
        """Plan how an issued invoice will be paid; `extra` rounds the payment up."""
        if invoice.balance <= 0:
            return
        self._owed[invoice.id] = _Owed(
            invoice.customer_id, invoice.currency, invoice.due_date, invoice.total, invoice.balance
        )
        if not pays:
            return
        days = max((invoice.due_date - invoice.date).days, 1)
        if payer == "slow":
            self.plan(invoice.id, invoice.due_date, invoice.balance // 2)
            self.plan(invoice.id, invoice.due_date + timedelta(days=self.chance.randint(12, 40)))
        elif payer == "late":
            self.plan(invoice.id, invoice.due_date + timedelta(days=self.chance.randint(2, 28)))
        else:
            rest = -invoice.balance % _ROUND if extra or self.chance.random() < 0.01 else 0
            day = invoice.date + timedelta(days=self.chance.randint(1, days))
            self.plan(invoice.id, day, extra=rest if extra or invoice.apply_credit else 0)

    def plan(self, invoice_id: int, day: date, amount: int = 0, extra: int = 0) -> None:
        """A payment on a day; amount 0 is all that is left by then."""
        self._order += 1
        heappush(self._coming, Coming(day, self._order, invoice_id, amount, extra))

    def settled(self, invoice_id: int, amount: int) -> None:
        """Something else than a payment settled a part of an invoice."""
        self._owed[invoice_id].balance -= amount

    def balance(self, invoice_id: int) -> int:
        """What is owed on an invoice, in minor units."""
        return self._owed[invoice_id].balance

    def recent(self, count: int, today: date) -> list[int]:
        """The newest invoices of which nothing is paid yet and that aren't due before a while."""
        untouched = [
            key for key, owed in self._owed.items() if owed.balance == owed.total and owed.due > today
        ]
        return sorted(untouched)[-3 * count :: 3][:count]

    def receive(self, work: Work, until: date, now: datetime) -> None:
        """Write what has come in up to a day, each payment with its allocation and receipt number."""
        coming = []
        while self._coming and self._coming[0].day <= until:
            found = heappop(self._coming)
            if self._owed[found.invoice_id].balance > 0:
                coming.append((found, self._take(found)))
        payments = self._payments(work, coming)
        work.payments.add(payments, now)
        allocations = [
            Allocation(one.invoice_id, part, payment.day, payment_id=payment.id)
            for (one, part), payment in zip(coming, payments, strict=True)
        ]
        work.payments.allocate(allocations, now)
        remember(work, payments, now, self.desk)
        self.taken += len(payments)

    def _take(self, coming: Coming) -> int:
        owed = self._owed[coming.invoice_id]
        part = min(coming.amount or owed.balance, owed.balance)
        owed.balance -= part
        return part

    def _payments(self, work: Work, coming: Sequence[tuple[Coming, int]]) -> list[Payment]:
        ids = work.payments.take_ids(len(coming)) if coming else []
        numbers = receipts(work, [one.day for one, _ in coming])
        found = []
        for (one, part), key, number in zip(coming, ids, numbers, strict=True):
            owed = self._owed[one.invoice_id]
            method = "check" if one.extra else self._method(owed.customer_id)
            reference = f"#{1000 + key % 9000}" if method == "check" else ""
            found.append(
                Payment(
                    owed.customer_id,
                    part + one.extra,
                    owed.currency,
                    one.day,
                    method,
                    reference,
                    number=number,
                    id=key,
                )
            )
        return found

    def _method(self, customer_id: int) -> str:
        """Most customers keep to one method."""
        if self.chance.random() < 0.85:
            return _METHODS[customer_id % 3]
        return self.chance.choice(_METHODS)


def receipts(work: Work, days: Iterable[date]) -> list[str]:
    """The next receipt numbers, one for each day."""
    series, found = work.settings.series("receipt"), []
    assert series is not None
    for day in days:
        series, number = take(series, day)
        found.append(number)
    if found:
        work.settings.keep_series(series)
    return found


def remember(work: Work, payments: Sequence[Payment], now: datetime, desk: str) -> None:
    """A line of the audit trail for each payment."""
    traces = [
        Trace("payment", one.id, "received", {"number": one.number, "amount": one.amount}) for one in payments
    ]
    work.traces.add(traces, now, desk)
