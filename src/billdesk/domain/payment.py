"""Payments, allocations, credit, deposits and refunds: one idea, money received and what it settles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from billdesk.domain.errors import Refused
from billdesk.domain.money import LIMIT


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
    kind: str = "refund"  # refund to_credit reversal withdrawn
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


def require_amount(amount: int) -> None:
    """Refused unless an amount of money is positive and within what is reckoned with."""
    if amount <= 0:
        raise Refused("amount_not_positive")
    if amount >= LIMIT:
        raise Refused("amount_too_large")


def named_parts(amount: int, wanted: Sequence[int | None], balances: Sequence[int]) -> list[int]:
    """What goes to each of the invoices named: the part asked for, or as much as goes.

    Raises Refused where a part is above its balance, or they are together above the amount.
    """
    asked = [(part, balance) for part, balance in zip(wanted, balances, strict=True) if part is not None]
    require_split(amount, [part for part, _ in asked], [balance for _, balance in asked])
    left = amount - sum(part for part, _ in asked)
    rest = settle(left, [0 if part is not None else one for part, one in zip(wanted, balances, strict=True)])
    return [more if part is None else part for part, more in zip(wanted, rest, strict=True)]


def left_of(payment: Payment, refunds: Sequence[Refund]) -> int:
    """What of a payment was never given back, in minor units: its credit and what it settles."""
    return payment.amount - sum(one.amount for one in refunds)


def refundable(received: int, given_back: int) -> int:
    """What of an invoice can go back: the money received for it, less what went back already."""
    return max(received - given_back, 0)


def require_fee(amount: int, fee: int) -> int:
    """The fee that is kept of money that goes back; Refused below 0, or where nothing would go back."""
    if fee < 0:
        raise Refused("fee_below_zero")
    if fee >= amount:
        raise Refused("fee_above_refund", fee=fee, amount=amount)
    return fee


def taken_back(payment: Payment, amount: int, settled: Sequence[int]) -> list[int]:
    """What must be taken back of the parts that a payment settles, so that `amount` can go out of it.

    Its credit goes first. Raises Refused where there isn't that much.
    """
    require_amount(amount)
    parts = settle(max(amount - payment.credit, 0), settled)
    if payment.credit + sum(parts) < amount:
        raise Refused("above_what_is_left", left=payment.credit + sum(settled), amount=amount)
    return parts
