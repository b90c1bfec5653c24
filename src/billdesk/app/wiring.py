"""Puts every service on one database."""

from typing import Any

from billdesk.app.clocks import read_clocks
from billdesk.app.config import Config, now
from billdesk.basics import secrets
from billdesk.documents.press import Press
from billdesk.services.assets import Assets
from billdesk.services.auditing import Auditing
from billdesk.services.backroom import Backroom
from billdesk.services.browsing import Browsing
from billdesk.services.catalog import Catalog
from billdesk.services.check import Check
from billdesk.services.closing import Closing
from billdesk.services.customers import Customers
from billdesk.services.deposits import Deposits
from billdesk.services.desk import Desk
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
from billdesk.services.office import Announcer, Office
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
from billdesk.storage.engine import open_store


def wired(config: Config, make: bool = True) -> Desk:
    """Open the database (migrated where needed, made where `make` allows it) and put the services on it."""
    announcer = Announcer()
    office = Office(open_store(config.target, make), now, announcer, config.desk, Press(), config.terminal())
    return put_on(config, office, announcer)


def put_on(config: Config, office: Office, announcer: Announcer, backroom: Backroom | None = None) -> Desk:
    """Put the services on an open database; `announcer` is whom the office tells of changes.

    With a `backroom` long errands are done there.
    """
    run = Run(office)
    sending = Sending(office, config.read_secret or secrets.read, config.process())
    return Desk(
        target=office.store.name,
        today=config.day,
        announcer=announcer,
        close=office.close,
        run=run,
        errands=Errands(office, run, sending, backroom),
        settings=Settings(office),
        numbers=Numbers(office),
        taxes=Taxes(office),
        terms=PaymentTerms(office),
        catalog=Catalog(office),
        example=Example(office),
        loading=Loading(office),
        naming=Naming(office),
        browsing=Browsing(office),
        recurring=Recurring(office, run),
        scheduling=Scheduling(office),
        price_changes=PriceChanges(office),
        failures=Failures(office),
        drafts=Drafts(office),
        invoicing=Invoicing(office),
        discarding=Discarding(office),
        selection=Selection(office),
        deposits=Deposits(office),
        store_credit=StoreCredit(office),
        check=Check(office),
        papers=Papers(office),
        prints=Prints(office),
        **_of_money(office),
        auditing=Auditing(office),
        sample=Sample(office),
        sending=sending,
        customers=Customers(office),
        assets=Assets(office),
        searches=Searches(office),
        usage=Usage(office),
        **_about_tickets(office),
    )


def _of_money(office: Office) -> dict[str, Any]:
    """The services that deal with what customers pay."""
    return {
        "payments": Payments(office),
        "payment_selection": PaymentSelection(office),
        "receipts": Receipts(office),
        "statements": Statements(office),
        "closing": Closing(office),
    }


def _about_tickets(office: Office) -> dict[str, Any]:
    """What is done with tickets, by the names that it has on the desk."""
    return {
        "tickets": Tickets(office),
        "ticketing": Ticketing(office),
        "labor": Labor(office, read_clocks),
        "ticket_charges": TicketCharges(office),
        "time_reports": TimeReports(office),
        "work_orders": WorkOrders(office),
    }
