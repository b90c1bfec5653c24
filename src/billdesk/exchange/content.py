"""What a shop document holds, as values of the domain."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from billdesk.domain.catalog import Product
from billdesk.domain.customer import Asset, Contact, Customer, CustomField, SavedSearch, Usage
from billdesk.domain.history import Delivery, Occurrence, WriteOff
from billdesk.domain.invoice import Invoice
from billdesk.domain.late_fee import BilledFee
from billdesk.domain.numbering import Series
from billdesk.domain.payment import Allocation, Payment, Refund
from billdesk.domain.price_change import PriceChange
from billdesk.domain.schedule import Schedule
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import Tax
from billdesk.domain.terms import Terms
from billdesk.domain.ticket import Charge, Note, Ticket, TicketAsset, TimeEntry
from billdesk.domain.usage import UsageImport, VendorName, VendorReport

VERSION = 1


@dataclass(frozen=True, slots=True)
class ShopDocument:
    """Everything in a shop as flat rows of domain values; ids tie them together.

    What was read has ids −1, −2, … by kind, in the order of the document; positive ids are on file
    already. `spelled` remembers the spelling of each thing: kind -> id -> fragment (see spelling.py);
    "document" and "shop" have the id 0.
    """

    settings: ShopSettings | None = None
    series: tuple[Series, ...] = ()
    taxes: tuple[Tax, ...] = ()
    terms: tuple[Terms, ...] = ()
    fields: tuple[CustomField, ...] = ()
    products: tuple[Product, ...] = ()
    customers: tuple[Customer, ...] = ()
    contacts: tuple[Contact, ...] = ()
    assets: tuple[Asset, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    usage: tuple[Usage, ...] = ()
    vendor_names: tuple[VendorName, ...] = ()
    usage_imports: tuple[UsageImport, ...] = ()
    vendor_reports: tuple[VendorReport, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    price_changes: tuple[PriceChange, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    tickets: tuple[Ticket, ...] = ()
    ticket_assets: tuple[TicketAsset, ...] = ()
    notes: tuple[Note, ...] = ()
    time_entries: tuple[TimeEntry, ...] = ()
    charges: tuple[Charge, ...] = ()
    invoices: tuple[Invoice, ...] = ()  # and credit notes
    write_offs: tuple[WriteOff, ...] = ()
    late_fees: tuple[BilledFee, ...] = ()
    payments: tuple[Payment, ...] = ()  # and deposits
    allocations: tuple[Allocation, ...] = ()
    refunds: tuple[Refund, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    spelled: Mapping[str, Mapping[int, Mapping[str, Any]]] = field(default_factory=dict)
    logo: bytes = b""  # PNG or JPEG


KINDS = {
    "tax": "taxes",
    "terms": "terms",
    "field": "fields",
    "product": "products",
    "customer": "customers",
    "contact": "contacts",
    "asset": "assets",
    "saved_search": "searches",
    "usage": "usage",
    "vendor_name": "vendor_names",
    "vendor_import": "usage_imports",
    "vendor_report": "vendor_reports",
    "schedule": "schedules",
    "price_change": "price_changes",
    "occurrence": "occurrences",
    "ticket": "tickets",
    "ticket_asset": "ticket_assets",
    "note": "notes",
    "time": "time_entries",
    "charge": "charges",
    "invoice": "invoices",
    "write_off": "write_offs",
    "late_fee": "late_fees",
    "payment": "payments",
    "allocation": "allocations",
    "refund": "refunds",
    "delivery": "deliveries",
}
"""The rows of a document by the kind of what is in them."""
