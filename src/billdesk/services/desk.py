"""Every use case of one shop, as window and command line get them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from billdesk.services.assets import Assets
from billdesk.services.auditing import Auditing
from billdesk.services.browsing import Browsing
from billdesk.services.catalog import Catalog
from billdesk.services.check import Check
from billdesk.services.closing import Closing
from billdesk.services.customers import Customers
from billdesk.services.deposits import Deposits
from billdesk.services.discarding import Discarding
from billdesk.services.drafts import Drafts
from billdesk.services.errands import Errands
from billdesk.services.example import Example
from billdesk.services.failures import Failures
from billdesk.services.invoicing import Invoicing
from billdesk.services.labor import Labor
from billdesk.services.loading import Loading
from billdesk.services.naming import Naming
from billdesk.services.numbers import Numbers
from billdesk.services.office import Announcer
from billdesk.services.papers import Papers
from billdesk.services.payment_selection import PaymentSelection
from billdesk.services.payments import Payments
from billdesk.services.price_changes import PriceChanges
from billdesk.services.prints import Prints
from billdesk.services.receipts import Receipts
from billdesk.services.recurring import Recurring
from billdesk.services.run import Run
from billdesk.services.sample import Sample
from billdesk.services.scheduling import Scheduling
from billdesk.services.searches import Searches
from billdesk.services.selection import Selection
from billdesk.services.sending import Sending
from billdesk.services.settings import Settings
from billdesk.services.statements import Statements
from billdesk.services.store_credit import StoreCredit
from billdesk.services.taxes import Taxes
from billdesk.services.terms import PaymentTerms
from billdesk.services.ticket_charges import TicketCharges
from billdesk.services.ticketing import Ticketing
from billdesk.services.tickets import Tickets
from billdesk.services.time_reports import TimeReports
from billdesk.services.usage import Usage
from billdesk.services.work_orders import WorkOrders


@dataclass(frozen=True, slots=True)
class Desk:
    """The services on one database; `target` names it as people know it, `today` is what today is."""

    target: str
    today: Callable[[], date]
    announcer: Announcer
    close: Callable[[], None]
    run: Run
    errands: Errands
    settings: Settings
    numbers: Numbers
    taxes: Taxes
    terms: PaymentTerms
    catalog: Catalog
    example: Example
    loading: Loading
    naming: Naming
    browsing: Browsing
    recurring: Recurring
    scheduling: Scheduling
    price_changes: PriceChanges
    failures: Failures
    drafts: Drafts
    invoicing: Invoicing
    discarding: Discarding
    selection: Selection
    payments: Payments
    payment_selection: PaymentSelection
    deposits: Deposits
    store_credit: StoreCredit
    tickets: Tickets
    ticketing: Ticketing
    labor: Labor
    ticket_charges: TicketCharges
    time_reports: TimeReports
    check: Check
    papers: Papers
    prints: Prints
    receipts: Receipts
    statements: Statements
    closing: Closing
    auditing: Auditing
    work_orders: WorkOrders
    sample: Sample
    sending: Sending
    customers: Customers
    assets: Assets
    searches: Searches
    usage: Usage
