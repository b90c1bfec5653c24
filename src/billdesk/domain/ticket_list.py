"""The list of tickets: which are wanted, and what one of its lines and its foot say."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """Which tickets; None and empty mean "any"."""

    statuses: frozenset[str] = frozenset()
    open: bool | None = None  # in none of the statuses of DONE
    technician: str | None = None
    customer_id: int | None = None
    has_charges: bool | None = None  # charges that no invoice bills
    timer_runs: bool | None = None
    ids: tuple[int, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One line of the list. `pending` is what its open charges come to before tax, in minor units."""

    id: int
    ref: str
    number: str | None
    subject: str
    customer_id: int
    customer: str
    status: str
    technician: str
    priority: str
    opened: datetime.date | None
    due: datetime.date | None
    currency: str
    version: int
    pending: int = 0
    open_charges: int = 0  # how many
    running: str | None = None  # whose timer runs, None where none does


@dataclass(frozen=True, slots=True)
class Pending:
    """What the open charges of some tickets come to before tax: how many, and minor units of a currency."""

    currency: str
    charges: int
    amount: int
