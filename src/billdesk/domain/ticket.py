"""Tickets: the labor log, and the charges that wait to be billed."""

from dataclasses import dataclass
from datetime import date, datetime

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Refused
from billdesk.domain.money import SCALE, divide
from billdesk.domain.tax import INHERIT, Choice
from billdesk.domain.totals import Discount


@dataclass(frozen=True, slots=True)
class TimeEntry:
    """A row of the labor log; `billed_minutes` overrides what the rules would bill."""

    id: int
    ticket_id: int
    minutes: int
    labor_id: int
    billable: bool = True
    notes: str = ""
    billed_minutes: int | None = None
    technician: str = ""
    started: datetime | None = None
    state: str = "not_charged"  # not_charged charged invoiced
    version: int = 1
    day: date | None = None  # on which it counts; None = that on which it was started


@dataclass(frozen=True, slots=True)
class Charge:
    """A ticket line waiting to be billed: a part, a service, or charged time (`time_entry_id`)."""

    id: int
    ticket_id: int
    customer_id: int
    description: str
    quantity: int  # × 10⁴
    unit_price: int | None = None  # minor units × 10⁴; None = the product's price
    unit: str = ""
    product_id: int | None = None
    discount: Discount | None = None
    tax: Choice = INHERIT
    note: str = ""
    time_entry_id: int | None = None
    invoice_id: int | None = None
    billed_elsewhere: bool = False  # invoiced by another program: never pending here
    withdrawn: bool = False  # taken back, but a voided invoice still tells of it
    ref: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Ticket:
    """One job for a customer."""

    id: int
    ref: str
    customer_id: int
    subject: str
    status: str = "New"
    number: str | None = None
    description: str = ""
    priority: str = ""
    technician: str = ""
    contact_id: int | None = None
    due: date | None = None
    opened: date | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Note:
    """A line of a ticket's notes; what is written stays."""

    id: int
    ticket_id: int
    at: datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class TicketAsset:
    """An asset that a ticket is about."""

    id: int
    ticket_id: int
    asset_id: int


def billable_minutes(actual: int, minimum: int, increment: int, override: int | None = None) -> int:
    """Minutes to bill: actual rounded up to the increment, at least the minimum; nothing for no work.

    A typed override wins over all of it.
    """
    if override is not None:
        return override
    if actual <= 0:
        return 0
    rounded = -(-actual // increment) * increment if increment > 0 else actual
    return max(minimum, rounded)


def hours(minutes: int) -> int:
    """Minutes as hours × 10⁴, rounded half away from zero."""
    return divide(minutes * SCALE, 60)


def minutes_to_bill(entry: TimeEntry, labor: Product) -> int:
    """The minutes of a time entry that are billed by its labor product; none where it is free."""
    if not entry.billable:
        return 0
    return billable_minutes(
        entry.minutes, labor.minimum_minutes, labor.increment_minutes, entry.billed_minutes
    )


def charge_of(entry: TimeEntry, labor: Product, ticket: Ticket) -> Charge:
    """The charge (without an id) of a time entry: the labor's name and price, the minutes to bill as hours.

    Of time invoiced it says that this was elsewhere; an invoice that bills it puts that right.
    """
    return Charge(
        0,
        ticket.id,
        ticket.customer_id,
        labor.name,
        hours(
            billable_minutes(
                entry.minutes, labor.minimum_minutes, labor.increment_minutes, entry.billed_minutes
            )
        ),
        unit_price=labor.unit_price,
        unit=labor.unit or "hour",
        product_id=labor.id,
        note=entry.notes,
        time_entry_id=entry.id,
        billed_elsewhere=entry.state == "invoiced",
    )


def require_chargeable(entry: TimeEntry) -> None:
    """Refused for time that isn't billable."""
    if not entry.billable:
        raise Refused("time_not_billable", time=entry.id)
