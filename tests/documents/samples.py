"""Invoices to print in tests."""

from dataclasses import replace
from datetime import date
from typing import Any

from billdesk.domain.document import Letterhead, PrintedInvoice, PrintedLine, PrintedTax

SHOP = Letterhead(
    name="Northgate IT",
    address=("12 Mill Lane", "Dover, DE 19901"),
    email="billing@northgate.example",
    phone="(302) 555-0142",
    bank=("First State Bank", "Routing 031100000 · Acct 4410 2207"),
)


def item(description: str, quantity: str = "1", price: str = "1", amount: int = 100, **more: Any) -> PrintedLine:
    """A line of the table; quantity and price as written ("1.25", "95.00"), amount in minor units."""
    return PrintedLine(
        "item",
        description,
        quantity=round(float(quantity) * 10_000),
        unit_price=round(float(price) * 100) * 10_000,
        amount=amount,
        **more,
    )


LINES = (
    item("Managed IT, Feb 1 – Feb 28, 2026", "1", "400", 40000, unit="month"),
    item("Laptops", "2", "32.50", 6500, unit="device", note="NB-001, NB-002"),
    item("Machines with 16 GB and more", "2", "4", 800, unit="device", note="NB-001, SRV-1"),
    item("Workstation policy", "3", "12", 3600, unit="device", note="Minimum of 3"),
    item("Remote access", "2", "7", 1400, unit="person", note="Ann Archer, Cy Cole"),
    item("Backup seats 1–5", "5", "3", 1500, unit="seat", note="9 used, 2 included"),
    item("Backup seats from 6", "2", "2", 400, unit="seat"),
    PrintedLine("heading", "Ticket 1007: Slow laptop"),
    item("Bench labor", "0.5", "95", 4750, unit="hour", note="Diagnosis"),
    item("Bench labor", "1.25", "95", 11875, unit="hour", note="New disk"),
    item("SSD 1 TB", "1", "119.90", 11990, unit="piece"),
)

ACME = PrintedInvoice(
    kind="invoice",
    language="en",
    letterhead=SHOP,
    number="INV-2026-00004",
    state="issued",
    date=date(2026, 2, 1),
    due_date=date(2026, 2, 15),
    currency="USD",
    customer=("Acme Dental", "Ann Archer", "1 Main St", "Dover, DE 19904"),
    lines=LINES,
    subtotal=82815,
    discount=8282,
    discount_text="10 %",
    taxes=(PrintedTax("Sales tax", 82500, 74533, 6149),),
    rounding=0,
    total=80682,
    paid=0,
    credit=0,
    balance=80682,
    title="Managed IT February 2026",
    terms="Net 14",
    period_start=date(2026, 2, 1),
    period_end=date(2026, 2, 28),
)


def acme(**changes: Any) -> PrintedInvoice:
    """The little shop's invoice for Acme Dental, with some fields changed."""
    return replace(ACME, **changes)


def shop(**changes: Any) -> Letterhead:
    """The little shop's letterhead, with some fields changed."""
    return replace(SHOP, **changes)
