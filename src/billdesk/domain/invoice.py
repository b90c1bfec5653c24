"""Invoices and credit notes: their lines, their states, and what may be done with them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from billdesk.domain.calendar import Period
from billdesk.domain.counting import Evidence
from billdesk.domain.errors import Refused
from billdesk.domain.money import LIMIT
from billdesk.domain.swift import altered, swift
from billdesk.domain.tax import Rate
from billdesk.domain.totals import PLAIN, Discount, LineTotal, PricedLine, Rules, TaxTotal, Totals, totals

WAITING = ("", "late", "no_address")
"""Why a generated draft that would have been sent waits for the biller."""


@swift
@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """A line as it stands on the invoice: texts and rates are a snapshot, amounts in minor units."""

    description: str
    kind: str = "item"  # item heading
    source: str = "manual"  # manual standard asset policy_folder contact vendor_usage charge
    note: str = ""
    quantity: int = 0  # × 10⁴
    unit: str = ""
    unit_price: int = 0  # minor units × 10⁴
    discount: Discount | None = None
    tax_id: int | None = None
    tax_name: str = ""
    rates: tuple[Rate, ...] = ()
    gross: int = 0
    net: int = 0
    taxable: int = 0
    product_id: int | None = None
    schedule_line_id: int | None = None
    charge_id: int | None = None
    evidence: Evidence | None = None
    id: int = 0
    corrects_line: int | None = None  # which line (from 1 on) of the invoice a credit note's line gives back


@swift
@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice or credit note with its totals, in minor units of `currency`."""

    customer_id: int
    currency: str
    date: datetime.date
    due_date: datetime.date
    id: int = 0
    kind: str = "invoice"  # invoice credit_note
    state: str = "draft"  # draft issued void
    number: str | None = None
    ref: str = ""
    title: str = ""
    contact_id: int | None = None
    schedule_id: int | None = None
    billing_date: datetime.date | None = None
    period: Period | None = None
    ticket_id: int | None = None
    corrects_id: int | None = None  # the invoice that a credit note corrects
    terms_id: int | None = None
    terms_name: str = ""
    discount: Discount | None = None
    rules: Rules = PLAIN
    lines: tuple[InvoiceLine, ...] = ()
    taxes: tuple[TaxTotal, ...] = ()
    subtotal: int = 0
    discount_amount: int = 0
    tax: int = 0
    rounding: int = 0
    total: int = 0
    settled: int = 0
    notes: str = ""
    internal_notes: str = ""
    reference: str = ""
    language: str = "en"
    addressee: tuple[str, ...] = ()  # name, contact, address lines as printed
    waiting: str = ""  # one of WAITING
    paid_at_issue: int = 0
    credit_at_issue: int = 0
    written_off: int = 0
    apply_credit: bool = False  # taken from the schedule: free credit settles it when it is issued
    version: int = 1
    extra: dict[str, str] = field(default_factory=dict)
    template: str = ""  # its look: modern classic compact, "" = the shop's
    ship_to: str = ""  # where the things go, as printed; "" = nothing is said of it

    @property
    def balance(self) -> int:
        """What is still to be paid, in minor units; nothing once it is void."""
        return 0 if self.state == "void" else self.total - self.settled

    @property
    def items(self) -> tuple[InvoiceLine, ...]:
        """The lines with amounts: headings left out."""
        return tuple(line for line in self.lines if line.kind == "item")


def reckoned_lines(
    lines: Sequence[InvoiceLine], discount: Discount | None, rules: Rules
) -> tuple[tuple[InvoiceLine, ...], Totals]:
    """The lines with their amounts, and the totals below them; Refused where one is too large to keep."""
    priced = [
        PricedLine(line.quantity, line.unit_price, line.discount, line.rates)
        for line in lines
        if line.kind == "item"
    ]
    found = totals(priced, discount, rules)
    largest = max((abs(amount.gross) for amount in found.lines), default=0)
    if max(largest, abs(found.subtotal), abs(found.total)) >= LIMIT:
        raise Refused("amount_too_large")
    amounts = iter(found.lines)
    return tuple(_with_amounts(line, next(amounts)) if line.kind == "item" else line for line in lines), found


def _with_amounts(line: InvoiceLine, amount: LineTotal) -> InvoiceLine:
    return altered(line, gross=amount.gross, net=amount.net, taxable=amount.taxable)


def reckoned(invoice: Invoice) -> Invoice:
    """The invoice with all its amounts worked out anew from quantities, prices, discounts and rates."""
    lines, found = reckoned_lines(invoice.lines, invoice.discount, invoice.rules)
    return replace(
        invoice,
        lines=lines,
        taxes=found.taxes,
        subtotal=found.subtotal,
        discount_amount=found.discount,
        tax=found.tax,
        rounding=found.rounding,
        total=found.total,
    )


def status(invoice: Invoice, today: datetime.date) -> str:
    """The word that an invoice is shown with; derived, never stored."""
    if invoice.state != "issued":
        return invoice.state
    if invoice.kind == "credit_note":
        return "credit"
    if invoice.balance <= 0:
        return "paid"
    if invoice.due_date < today:
        return "overdue"
    return "partly_paid" if invoice.settled else "open"


def require_draft(invoice: Invoice, action: str) -> None:
    """Refused unless the invoice is a draft."""
    if invoice.state != "draft":
        raise Refused("invoice_is_" + invoice.state, action=action, number=invoice.number)


def require_issued(invoice: Invoice, action: str) -> None:
    """Refused unless the invoice is issued."""
    if invoice.state != "issued":
        raise Refused("invoice_is_" + invoice.state, action=action, number=invoice.number)


def require_issuable(invoice: Invoice, blank: bool = False) -> None:
    """Refused unless a draft can get a number: it needs a line, and a total that isn't negative.

    `blank` allows an invoice without lines, for schedules that ask for blank invoices.
    """
    require_draft(invoice, "issue")
    if not invoice.items and not blank:
        raise Refused("invoice_has_no_lines")
    if invoice.total < 0:
        raise Refused("total_is_negative")


def require_voidable(invoice: Invoice) -> None:
    """Refused unless an issued invoice can be voided: nothing may have been paid or credited on it."""
    require_issued(invoice, "void")
    if invoice.settled:
        raise Refused("invoice_has_payments", number=invoice.number)
