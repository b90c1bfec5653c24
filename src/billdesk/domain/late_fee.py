"""Late fees: which of them an unpaid invoice has come to owe, and the invoice that bills one."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from billdesk.domain.calendar import Recurrence, date_of
from billdesk.domain.customer import Contact, Customer
from billdesk.domain.draft import blank
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import Invoice, InvoiceLine, reckoned
from billdesk.domain.money import SCALE, decimals, divide
from billdesk.domain.occurrence import Catalog
from billdesk.domain.terms import LateFee, late_fee_of


@dataclass(frozen=True, slots=True)
class BilledFee:
    """The late fee of an invoice with that number (1, 2, …), which came due on a day, and what bills it."""

    invoice_id: int
    number: int
    day: date
    fee_invoice_id: int
    id: int = 0


@dataclass(frozen=True, slots=True)
class Overdue:
    """An unpaid invoice whose due day is past, and the fee of the terms that it was issued under."""

    id: int
    number: str
    customer_id: int
    contact_id: int | None
    currency: str
    balance: int  # minor units, as it stands now
    due_date: date
    fee: LateFee
    issued_on: date | None = None  # where that is known
    billed: int = 0  # the number of the newest fee billed, 0 for none
    emailed: bool = False
    loaded_on: date | None = None  # where it was issued elsewhere: the day on which it came here

    @property
    def late_from(self) -> date:
        """The day that lateness counts from: nobody is late before an invoice is out."""
        return max(self.due_date, self.issued_on or self.due_date)


@dataclass(frozen=True, slots=True)
class DueFee:
    """A late fee that is to be billed now, and the day on which it came due."""

    late: Overdue
    number: int
    day: date

    @property
    def passed_over(self) -> int:
        """How many earlier fees are left out by it, as nobody ran the program when they came due.

        Those from before the invoice was loaded aren't: they were the business of another program.
        """
        loaded, before = self.late.loaded_on, self.late.billed
        if loaded is not None and loaded < self.day:
            before = max(before, fees_by(self.late.late_from, self.late.fee, loaded))
        return self.number - before - 1


def fee_day(late_from: date, fee: LateFee, number: int = 1) -> date:
    """The day on which a fee comes due: so many days (at least one) after the due day, then monthly.

    The later ones keep its day of the month, or the last day of a shorter month. Raises
    Refused("beyond_calendar") where there is no such day.
    """
    try:
        first = late_from + timedelta(days=max(fee.after_days, 1))
    except OverflowError:
        raise Refused("beyond_calendar", date=late_from) from None
    return date_of(Recurrence("monthly", 1, first), number - 1)


def fees_by(late_from: date, fee: LateFee, today: date) -> int:
    """How many fees of an invoice that stays unpaid have come due by a day."""
    try:
        first = fee_day(late_from, fee)
    except Refused:  # the calendar ends before
        return 0
    if first > today or not fee.monthly:
        return int(first <= today)
    months = (today.year - first.year) * 12 + today.month - first.month
    return months + (fee_day(late_from, fee, months + 1) <= today)


def due_fee(late: Overdue, today: date) -> DueFee | None:
    """The newest fee that has come due and isn't billed; earlier ones that were missed are left out.

    What came due before the invoice was loaded was the business of the program that it comes from. (A today
    before that day is one that somebody tries out: then nothing was loaded yet, and all of it counts.)
    """
    number = fees_by(late.late_from, late.fee, today)
    if number <= late.billed:
        return None
    day = fee_day(late.late_from, late.fee, number)
    before = late.loaded_on is not None and day <= late.loaded_on <= today
    return None if before else DueFee(late, number, day)


def fee_in(fee: LateFee, shop: str, currency: str) -> LateFee:
    """The fee with its amounts in another currency than the shop's: 15.00 is 15 of that currency too."""
    more, less = 10 ** decimals(currency), 10 ** decimals(shop)

    def moved(amount: int) -> int:
        return divide(amount * more, less)

    return replace(
        fee,
        flat=moved(fee.flat),
        minimum=None if fee.minimum is None else moved(fee.minimum),
        maximum=None if fee.maximum is None else moved(fee.maximum),
    )


def fee_invoice(
    due: DueFee, customer: Customer, contact: Contact | None, catalog: Catalog, today: date
) -> Invoice | None:
    """The draft that bills a late fee, without tax, under the customer's terms; None for a fee of nothing.

    Raises Refused where the fee is too large to be kept, or its due day lies beyond the calendar.
    """
    late = due.late
    amount = late_fee_of(fee_in(late.fee, catalog.shop.currency, late.currency), late.balance)
    if amount <= 0:
        return None
    draft = blank(customer, catalog, today, contact)
    facts = {"number": late.number, "days": (today - late.due_date).days}
    line = InvoiceLine(
        catalog.notes(draft.language, "late_fee_line", facts), quantity=SCALE, unit_price=amount * SCALE
    )
    title = catalog.notes(draft.language, "late_fee", facts)
    invoice = reckoned(replace(draft, currency=late.currency, title=title, lines=(line,)))
    return invoice if invoice.total > 0 else None
