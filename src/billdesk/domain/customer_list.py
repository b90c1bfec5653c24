"""The rows of the list of customers, what one asks of it, and customers as they are offered elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CustomerChoice:
    """A customer as pickers and filter chips offer it."""

    id: int
    ref: str
    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """What is to be paid in one currency, in minor units; `overdue` is the part whose due day is past."""

    currency: str
    balance: int
    overdue: int
    invoices: int
    overdue_invoices: int


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """Which customers; None and empty mean "any"."""

    active: bool | None = None
    owes: bool | None = None
    has_schedules: bool | None = None  # active or paused ones
    text: str = ""
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One line of the list of customers. `mrr` are minor units by currency, None while it isn't known."""

    id: int
    ref: str
    name: str
    place: str
    active: bool
    reachable: bool  # whether invoices can be e-mailed to it
    currency: str  # its own, or the shop's
    owed: tuple[Owed, ...]  # its own currency first
    schedules: int  # active ones
    mrr: tuple[tuple[str, int], ...] | None = None
