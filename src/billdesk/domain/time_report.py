"""The report of time: which rows of the labor log are wanted, what groups of them come to, and the rows."""

import datetime
from dataclasses import dataclass

BY = ("customer", "technician", "labor")
"""What time can be grouped by."""
STATES = ("not_charged", "charged", "invoiced")


@dataclass(frozen=True, slots=True)
class TimeFilter:
    """Which time; None and empty mean "any". `state` not_charged means what could be charged and isn't."""

    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    customer_id: int | None = None
    technician: str | None = None
    labor_id: int | None = None
    billable: bool | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class TimeSums:
    """What some time comes to, in minutes: worked, to bill by the rules of the rates, and how that stands."""

    entries: int = 0
    worked: int = 0
    billed: int = 0
    free: int = 0  # worked, and not billable
    not_charged: int = 0  # of those to bill
    charged: int = 0
    invoiced: int = 0


@dataclass(frozen=True, slots=True)
class TimeGroup:
    """The time of one customer, technician or labor rate; `id` is that of its first row."""

    id: int
    key: int | str  # the customer's or rate's id, or the technician
    name: str
    sums: TimeSums


@dataclass(frozen=True, slots=True)
class TimeLine:
    """One row of the labor log with the names of all it is about; minutes."""

    id: int
    day: datetime.date | None
    ticket_id: int
    ticket: str
    subject: str
    customer_id: int
    customer: str
    technician: str
    labor: str
    notes: str
    worked: int
    billed: int
    billable: bool
    state: str
