"""The rows of the list of payments, what one asks of it, and its sums by method."""

import datetime
from dataclasses import dataclass

from billdesk.domain.lists import Sort


@dataclass(frozen=True, slots=True)
class PaymentFilter:
    """Which payments; None and empty mean "any"."""

    method: str = ""
    customer_id: int | None = None
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    unallocated: bool | None = None  # whether something of it is credit or held
    invoice_id: int | None = None  # of which a part was ever applied to this invoice
    ids: tuple[int, ...] = ()
    text: str = ""  # words of the customer, the receipt's number, the reference


@dataclass(frozen=True, slots=True)
class TickedPayments:
    """Chosen payments of a list: those with these ids or, with `all`, what the filter shows but for them."""

    filter: PaymentFilter
    order: Sort
    all: bool
    ids: frozenset[int]

    @property
    def wanted(self) -> PaymentFilter:
        """The filter that finds them and, with `all`, those left out too."""
        return self.filter if self.all else PaymentFilter(ids=tuple(sorted(self.ids)))


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One line of the list of payments. Amounts are minor units of `currency`."""

    id: int
    number: str | None  # of the receipt; None for store credit
    day: datetime.date
    customer_id: int
    customer: str
    method: str
    reference: str
    currency: str
    amount: int
    credit: int  # neither applied nor given back
    held: bool  # for a ticket
    reversed: bool


@dataclass(frozen=True, slots=True)
class MethodSum:
    """What came in by one method in one currency, in minor units, and what of it isn't allocated."""

    method: str
    currency: str
    count: int
    amount: int
    credit: int
