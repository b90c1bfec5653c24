"""The rows of lists, and what one asks of a list: filters, order, pages. Plain values for any thread."""

import datetime
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Row = TypeVar("Row")

STATUSES = ("draft", "open", "partly_paid", "overdue", "paid", "credit", "void")
"""Every status that an invoice can be shown with, in the order that a list sorts them by.

Overdue beats open and partly paid; an issued credit note is "credit".
"""


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One line of the invoice list. Amounts are minor units of `currency`."""

    id: int
    kind: str  # "invoice" or "credit_note"
    number: str | None  # None as long as it is a draft
    customer_id: int
    customer: str
    title: str
    date: datetime.date
    due_date: datetime.date
    status: str  # one of STATUSES
    overdue_days: int  # 0 unless overdue
    currency: str
    total: int
    balance: int
    recurring: bool
    sent: str  # "" | "queued" | "sent" | "printed" | "failed" | "unknown"
    waiting: str = ""  # why a generated draft waits: "" | "late" | "no_address"


@dataclass(frozen=True, slots=True)
class InvoiceFilter:
    """Which invoices; None and empty mean "any"."""

    statuses: frozenset[str] = frozenset()
    customer_id: int | None = None
    schedule_id: int | None = None
    ticket_id: int | None = None
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    amount_from: int | None = None  # minor units of the total
    amount_to: int | None = None
    emailed: bool | None = None
    recurring: bool | None = None
    has_payment: bool | None = None
    paid_from: datetime.date | None = None  # became paid on this day or later
    ids: tuple[int, ...] = ()
    text: str = ""  # words to search for
    waiting: str = ""  # drafts that wait for this reason: late, no_address


@dataclass(frozen=True, slots=True)
class Sort:
    """The column that a list is ordered by; the id breaks ties in the same direction.

    Invoices: number customer date due_date status total balance (within a status by due date).
    Schedules: next_date customer title. Customers: name owes (in the customer's own currency).
    Payments: date customer amount.
    """

    key: str = "date"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Ticked:
    """Chosen invoices of a list: those with these ids or, with `all`, what the filter shows but for them."""

    filter: InvoiceFilter
    order: Sort
    all: bool
    ids: frozenset[int]

    @property
    def wanted(self) -> InvoiceFilter:
        """The filter that finds them and, with `all`, those left out too."""
        return self.filter if self.all else InvoiceFilter(ids=tuple(sorted(self.ids)))


@dataclass(frozen=True, slots=True)
class PageKey:
    """Where a page begins or ends: the sort value and the id of a row. Opaque to everybody but storage."""

    value: object
    id: int


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows of a list: those after a key, those right before one, or those from an offset on.

    With none of them the first rows.
    """

    limit: int = 100
    after: PageKey | None = None
    before: PageKey | None = None
    offset: int = 0


TOP = Part()
"""The first rows of a list."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Consecutive rows of a list, with the keys to go on from."""

    rows: tuple[Row, ...]
    first: PageKey | None
    last: PageKey | None


@dataclass(frozen=True, slots=True)
class CurrencySum:
    """How many rows, and their sums in minor units of one currency."""

    currency: str
    count: int
    total: int
    balance: int


@dataclass(frozen=True, slots=True)
class GlanceCell:
    """One cell of the at-a-glance picture, in the home currency's minor units."""

    status: str  # draft open partly_paid overdue paid (paid = paid this month)
    count: int
    amount: int
    others: tuple[CurrencySum, ...] = ()  # what is in other currencies


@dataclass(frozen=True, slots=True)
class MonthSum:
    """What was invoiced in one month, in the home currency's minor units."""

    month: datetime.date  # first day
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class Glance:
    """The at-a-glance picture above the invoice list."""

    currency: str
    cells: tuple[GlanceCell, ...]
    months: tuple[MonthSum, ...] = field(default=())  # 12, oldest first, the last is this month
