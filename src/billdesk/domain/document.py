"""What a printed invoice says: everything the PDF needs, as plain values, in the order it is read."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The shop as it stands on its documents; a snapshot, kept with every issued document."""

    name: str
    address: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    website: str = ""
    tax_number: str = ""
    bank: tuple[str, ...] = ()
    footer: str = ""
    accent: str = "#0B6470"
    paper: str = "A4"  # "A4" or "Letter"
    logo: bytes = b""  # PNG or JPEG
    template: str = "modern"  # the look of documents that name none: modern classic compact
    country: str = ""
    account_holder: str = ""  # "" = the shop's name
    iban: str = ""
    bic: str = ""
    payment_link: str = ""  # with placeholders {number} {amount} {currency}
    annex: str = "needed"  # never needed always: when the names of what was counted go on pages of their own


@dataclass(frozen=True, slots=True)
class PaymentCode:
    """What a payment QR holds. `kind`: epc (GiroCode), swiss (QR-bill), link."""

    kind: str
    text: str
    caption: str = ""  # printed beside it: the address of a link
    slip: "Slip | None" = None


@dataclass(frozen=True, slots=True)
class Slip:
    """What a Swiss payment slip says in words beside its code."""

    account: str
    creditor: tuple[str, ...]
    reference: str
    message: str
    debtor: tuple[str, ...]  # empty = a field to fill in by hand
    currency: str
    amount: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of the invoice in the annex, with the names of what was counted for it."""

    description: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One row of the table. Quantity × 10⁴, price in minor units × 10⁴, amount in minor units."""

    kind: str  # "item" or "heading"
    description: str
    note: str = ""  # second line, small and grey: names counted, "9 used, 2 included", "Minimum of 3"
    quantity: int | None = None
    unit: str = ""
    unit_price: int | None = None
    discount: int = 0  # minor units taken off this line
    discount_text: str = ""  # "12.5 %" where it is a percentage
    amount: int | None = None
    tax_mark: str = ""  # the percentages, where lines differ
    tax_letters: str = ""  # "A", "A, B": which of the taxes below are on it


@dataclass(frozen=True, slots=True)
class PrintedTax:
    """One row per tax rate below the table. Percent × 10⁴, amounts in minor units."""

    name: str
    percent: int
    base: int
    amount: int
    letter: str = ""


@dataclass(frozen=True, slots=True)
class PrintedInvoice:
    """An invoice or credit note as printed. Amounts are minor units of `currency`."""

    kind: str  # "invoice" or "credit_note"
    language: str  # "en", "de", … the customer's
    letterhead: Letterhead
    number: str | None  # None = draft
    state: str  # draft issued void
    date: datetime.date
    due_date: datetime.date
    currency: str
    customer: tuple[str, ...]  # name first, then contact and address lines
    lines: tuple[PrintedLine, ...]
    subtotal: int
    discount: int
    discount_text: str
    taxes: tuple[PrintedTax, ...]
    rounding: int
    total: int
    paid: int  # payments and deposits applied when it was issued
    credit: int  # credit applied when it was issued
    balance: int
    includes_tax: bool = False
    title: str = ""
    terms: str = ""
    period_start: datetime.date | None = None
    period_end: datetime.date | None = None
    reference: str = ""  # purchase order or reference of the customer
    notes: str = ""
    look: str = "modern"  # modern classic compact
    ship_to: tuple[str, ...] = ()  # name and address lines, where things go elsewhere
    payment: PaymentCode | None = None
    annex: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedReceipt:
    """A receipt as printed. Amounts are minor units of `currency`; `lines` are number, title and amount."""

    language: str
    letterhead: Letterhead
    number: str
    day: datetime.date
    currency: str
    customer: tuple[str, ...]  # name first, then address lines
    method: str  # in words
    amount: int
    lines: tuple[tuple[str, str, int], ...] = ()
    to_credit: int = 0
    held_for: str = ""  # the ticket that a deposit is held for
    reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PrintedMove:
    """A row of a statement: what happened, by how much (minor units), and what is owed after it.

    On a list of open items `whole` is the invoice's total, `amount` what is open of it.
    """

    day: datetime.date
    kind: str
    number: str
    about: str
    amount: int
    balance: int
    due_date: datetime.date | None = None
    whole: int = 0
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class PrintedStatement:
    """A statement as printed. Amounts are minor units of `currency`."""

    kind: str  # "activity" or "open"
    language: str
    letterhead: Letterhead
    day: datetime.date  # on which it is drawn up
    start: datetime.date
    end: datetime.date
    currency: str
    customer: tuple[str, ...]  # name first, then address lines
    opening: int
    rows: tuple[PrintedMove, ...]
    closing: int
    ageing: tuple[int, ...]  # what is owed: not due yet, up to 30, 60, 90 days, longer
    credit: int = 0  # of the customer's money, what settles nothing yet
    held: int = 0  # for tickets


@dataclass(frozen=True, slots=True)
class PrintedDayTotal:
    """What a method of payment came to on a day, in minor units of its currency."""

    method: str  # in words
    currency: str
    count: int
    received: int
    refunded: int
    reversed: int
    net: int


@dataclass(frozen=True, slots=True)
class PrintedDayLine:
    """Money that came in, or below 0 went out, on a day; `left` of it settles nothing yet."""

    kind: str
    number: str
    customer: str
    how: str  # method and reference
    currency: str
    amount: int
    left: int


@dataclass(frozen=True, slots=True)
class PrintedClosing:
    """The closing sheet of a day as printed."""

    language: str  # the shop's
    letterhead: Letterhead
    day: datetime.date
    totals: tuple[PrintedDayTotal, ...]
    lines: tuple[PrintedDayLine, ...]


@dataclass(frozen=True, slots=True)
class PrintedWork:
    """One row of the labor log on a work order."""

    day: datetime.date | None
    who: str
    words: str
    minutes: int


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part or service on a work order; quantity × 10⁴."""

    description: str
    quantity: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PrintedWorkOrder:
    """A ticket as printed for whoever does the work and whoever signs for it; it names no prices."""

    language: str
    letterhead: Letterhead
    number: str
    subject: str
    customer: tuple[str, ...]  # name first, then contact and address lines
    opened: datetime.date | None = None
    due: datetime.date | None = None
    technician: str = ""
    status: str = ""
    priority: str = ""
    devices: tuple[str, ...] = ()
    description: str = ""
    work: tuple[PrintedWork, ...] = ()
    parts: tuple[PrintedPart, ...] = ()
