"""Invoices to print in tests, and a reader of what was printed."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from billdesk.domain.document import Letterhead, PrintedInvoice, PrintedLine, PrintedTax

SHOP = Letterhead(
    name="Northgate IT",
    address=("12 Mill Lane", "Dover, DE 19901"),
    email="billing@northgate.example",
    phone="(302) 555-0142",
    bank=("First State Bank", "Routing 031100000 · Acct 4410 2207"),
)


def _item(
    description: str, quantity: str = "1", price: str = "1", amount: int = 100, **more: Any
) -> PrintedLine:
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
    _item("Managed IT, Feb 1 – Feb 28, 2026", "1", "400", 40000, unit="month"),
    _item("Laptops", "2", "32.50", 6500, unit="device", note="NB-001, NB-002"),
    _item("Machines with 16 GB and more", "2", "4", 800, unit="device", note="NB-001, SRV-1"),
    _item("Workstation policy", "3", "12", 3600, unit="device", note="Minimum of 3"),
    _item("Remote access", "2", "7", 1400, unit="person", note="Ann Archer, Cy Cole"),
    _item("Backup seats 1–5", "5", "3", 1500, unit="seat", note="9 used, 2 included"),
    _item("Backup seats from 6", "2", "2", 400, unit="seat"),
    PrintedLine("heading", "Ticket 1007: Slow laptop"),
    _item("Bench labor", "0.5", "95", 4750, unit="hour", note="Diagnosis"),
    _item("Bench labor", "1.25", "95", 11875, unit="hour", note="New disk"),
    _item("SSD 1 TB", "1", "119.90", 11990, unit="piece"),
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


@pytest.fixture(scope="session")
def acme() -> Callable[..., PrintedInvoice]:
    """The little shop's invoice for Acme Dental, with some fields changed."""
    return lambda **changes: replace(ACME, **changes)


@pytest.fixture(scope="session")
def shop() -> Callable[..., Letterhead]:
    """The little shop's letterhead, with some fields changed."""
    return lambda **changes: replace(SHOP, **changes)


@pytest.fixture(scope="session")
def item() -> Callable[..., PrintedLine]:
    """A line of the table; quantity and price as written ("1.25", "95.00"), amount in minor units."""
    return _item


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.fixture(scope="session")
def read() -> Callable[..., list[str]]:
    """What `pdftotext` finds on each page: with `layout` as it stands there, else in the order of drawing."""
    tool = _tool("pdftotext")

    def text_of(pdf: bytes, layout: bool = True) -> list[str]:
        options = ["-layout" if layout else "-raw", "-enc", "UTF-8", "-", "-"]
        done = subprocess.run([tool, *options], input=pdf, capture_output=True, check=True, timeout=60)
        return done.stdout.decode().split("\f")[:-1]

    return text_of


@pytest.fixture(scope="session")
def found() -> Callable[[str, str], bool]:
    """Whether a text stands on a page, wherever its lines were broken."""
    return lambda text, page: re.sub(r"\s", "", text) in re.sub(r"\s", "", page)


@pytest.fixture(scope="session")
def starts() -> Callable[[bytes], dict[str, tuple[float, float]]]:
    """Where the texts of the first page begin: x and y from the top, in points."""

    def found(pdf: bytes) -> dict[str, tuple[float, float]]:
        page = PdfReader(io.BytesIO(pdf)).pages[0]
        places: dict[str, tuple[float, float]] = {}
        high = float(page.mediabox.height)

        def keep(text: str, _matrix: Any, at: Any, _font: Any, _size: Any) -> None:
            places.setdefault(text.strip(), (at[4], high - at[5]))

        page.extract_text(visitor_text=keep)
        return places

    return found


@pytest.fixture
def complaints(tmp_path: Path) -> Callable[[bytes], str]:
    """What `qpdf --check` has against a PDF; nothing when it is clean."""
    tool = _tool("qpdf")

    def check(pdf: bytes) -> str:
        path = tmp_path / "checked.pdf"
        path.write_bytes(pdf)
        done = subprocess.run([tool, "--check", str(path)], capture_output=True, text=True, timeout=60)
        return "" if done.returncode == 0 else done.stdout + done.stderr

    return check
