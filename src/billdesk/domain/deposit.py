"""Deposits: money held for a ticket, of a fixed amount, a percentage of its charges, or whatever is typed."""

import datetime
from dataclasses import dataclass

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Refused
from billdesk.domain.money import SCALE, divide
from billdesk.domain.payment import Payment


@dataclass(frozen=True, slots=True)
class Deposit:
    """What shall be held for a ticket; without an amount (minor units), what the product asks for."""

    ticket_id: int
    day: datetime.date
    method: str
    amount: int | None = None
    product_id: int | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A deposit and what became of it; amounts in minor units."""

    payment: Payment
    applied: int  # to invoices
    given_back: int

    @property
    def left(self) -> int:
        """What is still held, or is credit once it was released."""
        return self.payment.credit


def asked_deposit(product: Product, charges: int, currency: str, home: str) -> int | None:
    """What a deposit product asks for, in minor units of `currency`; None where that is typed.

    A percentage is of the ticket's present charges before tax. Refused for what is no deposit, or for a
    price in another currency.
    """
    if product.kind != "deposit" or not product.active:
        raise Refused("not_a_deposit", product=product.name)
    if product.deposit_percent is not None:
        return divide(charges * product.deposit_percent, 100 * SCALE)
    if product.unit_price is None:
        return None
    if (product.currency or home) != currency:
        raise Refused("price_in_other_currency", product=product.name, currency=currency)
    return divide(product.unit_price, SCALE)
