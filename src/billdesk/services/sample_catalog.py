"""What the sample shop sells, and how it bills: settings, taxes, terms, products, fields, saved searches."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from billdesk.domain.catalog import Product
from billdesk.domain.customer import Condition, CustomField, SavedSearch
from billdesk.domain.money import SCALE, parse_decimal
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import UNTAXED, Rate, Tax
from billdesk.domain.terms import Terms
from billdesk.services.refs import ref_of
from billdesk.services.settings import keep_settings
from billdesk.storage.work import Work


def price(text: str) -> int:
    """A price such as "32.50" in minor units × 10⁴ of a currency with two decimals."""
    found = parse_decimal(text, 6)
    assert found is not None
    return found


SETTINGS = ShopSettings(
    name="Northgate IT",
    email="billing@northgate.example",
    address="12 Mill Lane\nDover, DE 19901",
    phone="(302) 555-0142",
    website="northgate.example",
    bank="First State Bank\nRouting 031100000 · Acct 4410 2207",
    footer="Thank you for your business.",
    country="US",
    number_reset_yearly=True,
    deposits_enabled=True,
    paper="Letter",
)
TAXES = (
    Tax(0, "sales-tax", "Sales tax 8.25 %", (Rate("Sales tax", 82_500),)),
    Tax(0, "gst-qst", "GST and QST", (Rate("GST", 50_000), Rate("QST", 99_750)), group=True),
)
TERMS = (
    Terms(0, "net-14", "Net 14", 14),
    Terms(0, "net-30", "Net 30", 30),
    Terms(0, "fifth", "5th of the month", None, day_of_month=5, defer_within_days=9),
)
FIELDS = (
    CustomField(0, "remote_access", "contact", "Remote access", ("yes", "no")),
    CustomField(0, "ram_gb", "asset", "RAM (GB)"),
    CustomField(0, "encrypted", "asset", "Encrypted", ("yes", "no")),
)
SEARCHES = (
    SavedSearch(0, "ram-16", "16 GB and more", "all", (Condition("ram_gb", "greater", "15"),)),
    SavedSearch(
        0,
        "unencrypted",
        "Laptops without encryption",
        "all",
        (Condition("type", "is", "Laptop"), Condition("encrypted", "is not", "yes")),
    ),
)


def _sold(ref: str, name: str, amount: str, unit: str = "", description: str = "") -> Product:
    return Product(0, ref, name, unit=unit, unit_price=price(amount), description=description)


def _labor(ref: str, name: str, amount: str, minimum: int, increment: int) -> Product:
    found = Product(0, ref, name, "labor", unit="hour", unit_price=price(amount))
    return replace(found, minimum_minutes=minimum, increment_minutes=increment)


PRODUCTS = (
    _sold("managed-it", "Managed IT", "400.00", "month"),
    _sold("laptop-care", "Laptop care", "32.50", "device"),
    _sold("server-care", "Server care", "95.00", "server"),
    _sold("till-care", "Till care", "18.00", "till"),
    _sold("printer-care", "Printer care", "9.00", "device"),
    _sold("big-machine", "Machines with 16 GB and more", "4.00", "device"),
    _sold("workstation-policy", "Workstation policy", "12.00", "device"),
    _sold("remote-access", "Remote access", "7.00", "person"),
    _sold("backup-seat", "Backup seat", "3.00", "seat"),
    _sold("mailbox", "Mailbox", "6.20", "mailbox"),
    _sold("antivirus", "Antivirus", "4.50", "device"),
    _sold("hosting", "Website hosting", "25.00", "month"),
    _sold("domain", "Domain name", "18.00", "year"),
    replace(_sold("terminal-support", "Card terminal support", "12.00", "terminal"), currency="USD"),
    _sold("notebook", "Notebook 14″, 16 GB", "1089.00", "piece"),
    _sold("dock", "Docking station", "199.00", "piece"),
    _sold("label-printer", "Label printer", "329.00", "piece"),
    _sold("cash-drawer", "Cash drawer", "189.00", "piece"),
    _sold("ups", "Battery backup 900 VA", "164.50", "piece"),
    _sold("disk", "Server disk 4 TB", "212.00", "piece"),
    _sold("switch", "Network switch, 24 ports", "285.00", "piece"),
    _sold("toner", "Toner cartridge", "78.40", "piece"),
    replace(_sold("freight", "Freight", "14.50"), tax=UNTAXED),
    _labor("bench", "Bench repair", "85.00", 30, 15),
    _labor("onsite", "On-site service", "120.00", 60, 30),
    _labor("remote", "Remote help", "95.00", 15, 15),
    Product(0, "deposit", "Deposit", "deposit", unit_price=None, deposit_percent=50 * SCALE),
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The ids under which the catalog is on file, by ref."""

    taxes: Mapping[str, int]
    terms: Mapping[str, int]
    products: Mapping[str, int]
    searches: Mapping[str, int]


def stock(work: Work) -> Shelf:
    """Write settings and catalog into an empty shop."""
    taxes, terms = _numbered(work, "tax", TAXES), _numbered(work, "terms", TERMS)
    products, searches = _numbered(work, "product", PRODUCTS), _numbered(work, "saved_search", SEARCHES)
    work.catalog.add_taxes(_free(work, "tax", taxes))
    work.catalog.add_terms(_free(work, "terms", terms))
    work.customers.add_fields(_numbered(work, "field", FIELDS))
    work.catalog.add_products(_free(work, "product", products))
    work.customers.add_searches(searches)
    shelf = Shelf(_ids(taxes), _ids(terms), _ids(products), _ids(searches))
    own = replace(SETTINGS, default_tax_id=shelf.taxes["sales-tax"], default_terms_id=shelf.terms["net-14"])
    keep_settings(work, own)
    return shelf


def _numbered(work: Work, kind: str, values: tuple[Any, ...]) -> list[Any]:
    keys = work.take_ids(kind, len(values))
    return [replace(value, id=key) for value, key in zip(values, keys, strict=True)]


def _free(work: Work, kind: str, values: list[Any]) -> list[Any]:
    """The values with other refs where somebody has set up something that is called so."""
    taken = set(work.catalog.refs(kind))
    found = []
    for value in values:
        ref = ref_of(value.ref, taken, value.ref) if value.ref in taken else value.ref
        found.append(replace(value, ref=ref))
        taken.add(ref)
    return found


def _ids(values: list[Any]) -> dict[str, int]:
    return {value.ref: value.id for value in values}
