"""How money that comes in is divided over open invoices: by itself in their order, or by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from billdesk.domain.errors import Problem
from billdesk.domain.payment import settle


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice on which something is to be paid; amounts in minor units."""

    id: int
    number: str
    title: str
    day: date
    due_date: date
    total: int
    balance: int
    currency: str


@dataclass(frozen=True, slots=True)
class Split:
    """Money over open invoices, the oldest due first; amounts in minor units.

    `amount` is what was received, None while nothing is typed: then it is what the chosen parts come to.
    `credit` is how much of the customer's free credit may be used before it. `first` is the invoice that one
    came from and that is filled before the others. `by_hand` are parts that stay as they are.
    """

    invoices: tuple[OpenInvoice, ...] = ()
    amount: int | None = None
    credit: int = 0
    first: int | None = None
    by_hand: Mapping[int, int] = field(default_factory=dict)
    parts: Mapping[int, int] = field(init=False, compare=False)
    """What goes to each invoice that gets something, in their order."""

    def __post_init__(self) -> None:
        found = self._by_itself() | dict(self.by_hand)
        parts = {one.id: found[one.id] for one in self.invoices if found.get(one.id)}
        object.__setattr__(self, "parts", parts)

    @property
    def applied(self) -> int:
        """What all invoices get."""
        return sum(self.parts.values())

    @property
    def used_credit(self) -> int:
        """What of it comes out of the customer's credit."""
        return min(self.credit, self.applied)

    @property
    def received(self) -> int:
        """The money that comes in."""
        return self.applied - self.used_credit if self.amount is None else self.amount

    @property
    def to_credit(self) -> int:
        """What is left over and is the customer's from now on; below 0 where the parts are too much."""
        return self.received + self.used_credit - self.applied

    @property
    def owed_after(self) -> int:
        """What the customer then has to pay."""
        return sum(one.balance for one in self.invoices) - self.applied

    def problems(self) -> tuple[Problem, ...]:
        """What keeps it from being taken, at the invoice's id or at "parts"."""
        by_hand = self.invoices if self.by_hand else ()  # a part that fills by itself is never too much
        found = [
            Problem(str(one.id), "part_above_balance", {"part": self.parts[one.id], "balance": one.balance})
            for one in by_hand
            if self.by_hand.get(one.id, 0) > one.balance
        ]
        if self.to_credit < 0:
            facts = {"parts": self.applied, "amount": self.received + self.used_credit}
            found.append(Problem("parts", "parts_above_amount", facts))
        return tuple(found)

    # What a person does

    def receiving(self, amount: int | None) -> "Split":
        """Another amount: parts that weren't set by hand follow it."""
        return replace(self, amount=amount)

    def crediting(self, credit: int) -> "Split":
        """Use so much credit first, at the most."""
        return replace(self, credit=credit)

    def setting(self, invoice_id: int, part: int) -> "Split":
        """Set a part by hand; it stays when the amount changes."""
        return replace(self, by_hand={**self.by_hand, invoice_id: part})

    def toggled(self, invoice_id: int) -> "Split":
        """Leave an invoice out, or take it in with as much as isn't set by hand for others."""
        if self.parts.get(invoice_id):
            return self.setting(invoice_id, 0)
        balance = next((one.balance for one in self.invoices if one.id == invoice_id), 0)
        if self.amount is None:
            return self.setting(invoice_id, balance)
        fixed = sum(part for key, part in self.by_hand.items() if key != invoice_id)
        return self.setting(invoice_id, min(balance, max(self.amount + self.credit - fixed, 0)))

    def oldest_first(self) -> "Split":
        """Fill all in their order, and forget what was set by hand."""
        return replace(self, first=None, by_hand={})

    def only(self, invoice_id: int) -> "Split":
        """Fill one invoice alone."""
        others = {one.id: 0 for one in self.invoices if one.id != invoice_id}
        return replace(self, first=invoice_id, by_hand=others)

    def all(self) -> "Split":
        """Take every invoice in."""
        if self.amount is not None:
            return self.oldest_first()
        return replace(self, by_hand={one.id: one.balance for one in self.invoices})

    def none(self) -> "Split":
        """Fill none: all that was received is credit."""
        return replace(self, by_hand={one.id: 0 for one in self.invoices})

    # How

    def _by_itself(self) -> dict[int, int]:
        free = [one for one in self._in_order() if one.id not in self.by_hand]
        if self.amount is None:
            return {one.id: one.balance for one in free if one.id == self.first}
        left = max(self.amount + self.credit - sum(self.by_hand.values()), 0)
        parts = settle(left, [one.balance for one in free])
        return {one.id: part for one, part in zip(free, parts, strict=True)}

    def _in_order(self) -> Sequence[OpenInvoice]:
        if self.first is None:
            return self.invoices
        return sorted(self.invoices, key=lambda one: one.id != self.first)


def change_of(tendered: int, amount: int) -> int | None:
    """The cash that goes back over the counter, in minor units; None where too little was handed over."""
    return tendered - amount if tendered >= amount else None
