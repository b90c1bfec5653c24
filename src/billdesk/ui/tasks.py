"""What editors are opened for; panes ask for them by these values."""

from datetime import date
from typing import NamedTuple


class CustomerTask(NamedTuple):
    """A customer to edit, None for a new one, and where to begin.

    `part` is "contacts" or "assets", "" for the customer itself; `key` is one of them, None for a new one.
    """

    customer_id: int | None = None
    part: str = ""
    key: int | None = None


class TicketTask(NamedTuple):
    """A ticket to edit, or None for a new one, of a customer where that is known."""

    ticket_id: int | None = None
    customer_id: int | None = None


class WorkOrdersTask(NamedTuple):
    """Tickets whose work orders are printed."""

    ticket_ids: tuple[int, ...]


class ScheduleTask(NamedTuple):
    """What the schedule editor is opened for: a schedule, a copy of one, an invoice's lines, or a new one."""

    schedule_id: int | None = None
    copy_of: int | None = None
    invoice_id: int | None = None
    customer_id: int | None = None


class PaymentTask(NamedTuple):
    """Whose money is taken, None for whoever is chosen there; the invoice one came from, and the way back."""

    customer_id: int | None = None
    invoice_id: int | None = None
    back: str = "invoices"


class ReceiptTask(NamedTuple):
    """Payments whose receipts are printed, and the way back."""

    payment_ids: tuple[int, ...]
    back: str = "payments"


class Taken(NamedTuple):
    """Money that was taken just now: what is said of it, and the payments that can be taken back."""

    words: str
    payment_ids: tuple[int, ...] = ()


class StatementTask(NamedTuple):
    """Whose account is shown, in which period (this month for None) and currency ("" for the usual one)."""

    customer_id: int
    name: str
    period: tuple[date, date] | None = None
    currency: str = ""
