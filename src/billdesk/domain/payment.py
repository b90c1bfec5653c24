"""Payments, allocations, credit, deposits and refunds: one idea, money received and what it settles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from billdesk.domain.errors import Refused

METHODS = ("cash", "check", "card", "transfer", "quick", "store_credit", "other")
"""The factory list of payment methods."""


@dataclass(frozen=True, slots=True)
class Allocation:
    """The part of a payment (or credit note) that settles one invoice; negative where one is reversed."""

    invoice_id: int
    amount: int  # minor units
    day: date
    id: int = 0
    payment_id: int | None = None
    credit_note_id: int | None = None


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that went back out of a payment or a credit note."""

    amount: int  # minor units
    day: date
    payment_id: int | None = None
    credit_note_id: int | None = None
    credit_id: int | None = None  # the store credit that it became
    kind: str = "refund"  # refund to_credit reversal
    method: str = "other"
    reference: str = ""
    reason: str = ""
    ref: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received from a customer; a deposit is one that is held for a ticket."""

    customer_id: int
    amount: int  # minor units
    currency: str
    day: date
    method: str = "other"
    reference: str = ""
    note: str = ""
    number: str | None = None  # of the receipt
    ticket_id: int | None = None  # held for this ticket as a deposit
    released: bool = False  # a deposit that is ordinary credit by now
    ref: str = ""
    id: int = 0
    used: int = 0  # allocated and given back, minor units

    @property
    def credit(self) -> int:
        """What is neither allocated nor given back, in minor units."""
        return self.amount - self.used

    @property
    def is_held(self) -> bool:
        """Whether it waits for the invoice of its ticket."""
        return self.ticket_id is not None and not self.released


def settle(amount: int, balances: Sequence[int]) -> list[int]:
    """How an amount fills balances in their order; what is left over belongs to no part."""
    parts = []
    for balance in balances:
        part = min(max(balance, 0), amount)
        parts.append(part)
        amount -= part
    return parts


def require_split(amount: int, parts: Sequence[int], balances: Sequence[int]) -> None:
    """Refused unless the parts are within their balances and together within the amount."""
    if amount <= 0:
        raise Refused("amount_not_positive")
    for part, balance in zip(parts, balances, strict=True):
        if part <= 0:
            raise Refused("part_not_positive")
        if part > balance:
            raise Refused("part_above_balance", part=part, balance=balance)
    if sum(parts) > amount:
        raise Refused("parts_above_amount", parts=sum(parts), amount=amount)
