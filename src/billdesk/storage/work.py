"""One unit of work: a transaction with everything on file at hand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property
from types import TracebackType

from sqlalchemy import Connection, text

from billdesk.storage import tables
from billdesk.storage.alchemy import reader_on
from billdesk.storage.audit_pages import AuditPages
from billdesk.storage.cards import Cards
from billdesk.storage.catalog import Catalog
from billdesk.storage.catalog_pages import ProductPages
from billdesk.storage.catalog_uses import Uses
from billdesk.storage.checking import Checking
from billdesk.storage.closing import Days
from billdesk.storage.counted import Counted
from billdesk.storage.customer_pages import CustomerLists
from billdesk.storage.customers import Customers
from billdesk.storage.discards import Discards
from billdesk.storage.engine import Store
from billdesk.storage.failures import Failures
from billdesk.storage.invoices import Invoices
from billdesk.storage.late_fees import LateFees
from billdesk.storage.lists import Lists
from billdesk.storage.mapping import take_ids
from billdesk.storage.outbox import Outbox
from billdesk.storage.payments import Payments
from billdesk.storage.price_changes import PriceChanges
from billdesk.storage.schedules import Schedules
from billdesk.storage.settings import Settings
from billdesk.storage.spellings import Spellings
from billdesk.storage.statements import Accounts
from billdesk.storage.tickets import Tickets
from billdesk.storage.timers import Timers
from billdesk.storage.traces import Traces
from billdesk.storage.troubles import errors_in_our_words
from billdesk.storage.usage import VendorUsage
from billdesk.storage.usage_pages import UsagePages

_TABLES: dict[str, type[tables.Base]] = {
    "tax": tables.TaxRow,
    "terms": tables.TermsRow,
    "field": tables.FieldRow,
    "product": tables.ProductRow,
    "customer": tables.CustomerRow,
    "contact": tables.ContactRow,
    "asset": tables.AssetRow,
    "saved_search": tables.SearchRow,
    "usage": tables.UsageRow,
    "vendor_import": tables.VendorImportRow,
    "vendor_name": tables.VendorCustomerRow,
    "vendor_report": tables.VendorReportRow,
    "schedule": tables.ScheduleRow,
    "schedule_line": tables.ScheduleLineRow,
    "occurrence": tables.OccurrenceRow,
    "price_change": tables.PriceChangeRow,
    "ticket": tables.TicketRow,
    "time": tables.TimeEntryRow,
    "charge": tables.ChargeRow,
    "ticket_asset": tables.TicketAssetRow,
    "note": tables.NoteRow,
    "timer": tables.TimerRow,
    "invoice": tables.InvoiceRow,
    "write_off": tables.WriteOffRow,
    "late_fee": tables.LateFeeRow,
    "payment": tables.PaymentRow,
    "allocation": tables.AllocationRow,
    "refund": tables.RefundRow,
    "delivery": tables.DeliveryRow,
}
"""The table of each kind of thing that a shop document holds."""


class Work:
    """`with work:` is one transaction; leaving it without commit() rolls back."""

    def __init__(self, store: Store, writes: bool = True) -> None:
        self._store = store
        self._writes = writes
        self._stack = ExitStack()
        self.connection: Connection

    def __enter__(self) -> Work:
        self._stack = ExitStack()
        self.connection = self._stack.enter_context(self._store.transaction(self._writes))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def commit(self) -> None:
        """Make everything written so far last."""
        transaction = self.connection.get_transaction()
        assert transaction is not None, "one commit ends a unit of work"
        with errors_in_our_words():
            transaction.commit()

    def attempt(self, act: Callable[[], None]) -> None:
        """Do something that is undone alone when it fails, within this transaction."""
        with errors_in_our_words(), self.connection.begin_nested():
            act()

    def take_ids(self, kind: str, count: int) -> list[int]:
        """Keys for new things of a kind, never used before; [] for none."""
        return take_ids(self.connection, _TABLES[kind], count)

    def queue_up(self) -> None:
        """Wait for other writers of numbers, so that what is read from here on is the newest."""
        self.settings.series("invoice")

    def check_links(self) -> None:
        """Have the database look at every link now instead of at the commit."""
        if not self._store.is_sqlite:
            self.connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))

    @cached_property
    def customers(self) -> Customers:
        """Customers and what they have."""
        return Customers(self.connection)

    @cached_property
    def catalog(self) -> Catalog:
        """Products, taxes, terms."""
        return Catalog(self.connection)

    @cached_property
    def product_pages(self) -> ProductPages:
        """The list of products."""
        return ProductPages(self.connection)

    @cached_property
    def uses(self) -> Uses:
        """Who names what of the catalog."""
        return Uses(self.connection)

    @cached_property
    def schedules(self) -> Schedules:
        """Recurring invoices."""
        return Schedules(self.connection)

    @cached_property
    def failures(self) -> Failures:
        """Schedules that fail."""
        return Failures(self.connection)

    @cached_property
    def discards(self) -> Discards:
        """Generated drafts that were thrown away."""
        return Discards(self.connection)

    @cached_property
    def counted(self) -> Counted:
        """What lines of schedules count."""
        return Counted(self.connection)

    @cached_property
    def price_changes(self) -> PriceChanges:
        """Changes of prices in schedules."""
        return PriceChanges(self.connection)

    @cached_property
    def usage(self) -> VendorUsage:
        """What vendors report."""
        return VendorUsage(self.connection)

    @cached_property
    def usage_pages(self) -> UsagePages:
        """The list of vendor usage."""
        return UsagePages(self.connection)

    @cached_property
    def tickets(self) -> Tickets:
        """Tickets, time and charges."""
        return Tickets(self.connection)

    @cached_property
    def timers(self) -> Timers:
        """Work that is clocked."""
        return Timers(self.connection)

    @cached_property
    def invoices(self) -> Invoices:
        """Invoices and credit notes."""
        return Invoices(self.connection)

    @cached_property
    def late_fees(self) -> LateFees:
        """What lateness costs."""
        return LateFees(self.connection)

    @cached_property
    def lists(self) -> Lists:
        """Pages, sums and the picture at a glance."""
        return Lists(reader_on(self.connection))

    @cached_property
    def customer_lists(self) -> CustomerLists:
        """The list of customers, and how they stand."""
        return CustomerLists(self.connection)

    @cached_property
    def payments(self) -> Payments:
        """Money."""
        return Payments(self.connection)

    @cached_property
    def days(self) -> Days:
        """The money of single days."""
        return Days(reader_on(self.connection))

    @cached_property
    def accounts(self) -> Accounts:
        """What statements are made of."""
        return Accounts(reader_on(self.connection))

    @cached_property
    def cards(self) -> Cards:
        """Stored cards and charges."""
        return Cards(self.connection)

    @cached_property
    def outbox(self) -> Outbox:
        """Deliveries."""
        return Outbox(self.connection)

    @cached_property
    def settings(self) -> Settings:
        """Settings, numbers, letterheads."""
        return Settings(self.connection)

    @cached_property
    def traces(self) -> Traces:
        """Audit trail, runs, frozen documents."""
        return Traces(self.connection)

    @cached_property
    def audit(self) -> AuditPages:
        """The audit trail as a list."""
        return AuditPages(self.connection)

    @cached_property
    def spellings(self) -> Spellings:
        """How loaded documents spelled things."""
        return Spellings(self.connection)

    @cached_property
    def checking(self) -> Checking:
        """What is wrong on file."""
        return Checking(self.connection)
