"""What the command box finds while somebody types: plain rows, few of each kind."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoundCustomer:
    """A customer, with what is open: minor units by currency, and how many invoices."""

    id: int
    name: str
    owes: tuple[tuple[str, int], ...] = ()
    open_invoices: int = 0


@dataclass(frozen=True, slots=True)
class FoundInvoice:
    """An invoice or credit note; `total` in minor units of `currency`, `status` one of lists.STATUSES."""

    id: int
    number: str | None
    customer: str
    title: str
    status: str
    currency: str
    total: int


@dataclass(frozen=True, slots=True)
class FoundSchedule:
    """A schedule."""

    id: int
    customer: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class FoundTicket:
    """A ticket."""

    id: int
    number: str
    subject: str
    customer: str
    status: str


@dataclass(frozen=True, slots=True)
class Finds:
    """Everything that was found for some words."""

    customers: tuple[FoundCustomer, ...] = ()
    invoices: tuple[FoundInvoice, ...] = ()
    schedules: tuple[FoundSchedule, ...] = ()
    tickets: tuple[FoundTicket, ...] = ()
