"""Everything of one customer on one page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from billdesk.domain.counting import matches
from billdesk.domain.coverage import Belongings, Coverage, coverage
from billdesk.domain.customer import Asset, Contact, Customer, CustomField, SavedSearch
from billdesk.domain.customer_list import Owed
from billdesk.domain.errors import Refused
from billdesk.domain.folders import Folder, tree
from billdesk.domain.history import Happened
from billdesk.domain.lists import InvoiceFilter, InvoiceRow, Part, Sort
from billdesk.domain.money import divide, gross
from billdesk.domain.occurrence import Catalog, charge_line
from billdesk.domain.payment import Payment
from billdesk.domain.revenue import rounded
from billdesk.domain.schedule import Schedule
from billdesk.domain.schedule_list import ScheduleFilter, ScheduleRow
from billdesk.domain.ticket import Charge, Ticket
from billdesk.domain.totals import line_net
from billdesk.services.drafting import read_catalog
from billdesk.services.monthly import months_of, summed
from billdesk.services.settings import read_settings
from billdesk.storage.schedule_pages import ScheduleQuestion
from billdesk.storage.work import Work

INVOICES_SHOWN = 100
PAYMENTS_SHOWN = 12
SCHEDULES_SHOWN = 200
_UNPAID = frozenset({"open", "partly_paid", "overdue"})


@dataclass(frozen=True, slots=True)
class Pays:
    """After how many days a customer pays, on average of the newest `invoices` that are paid."""

    days: int
    invoices: int


@dataclass(frozen=True, slots=True)
class Unbilled:
    """Charges that no invoice bills yet: their sum before tax (minor units), and the tickets they are on.

    `unpriced` of them have no price in the customer's currency and aren't in the sum.
    """

    amount: int
    charges: int
    tickets: tuple[str, ...]
    unpriced: int = 0


@dataclass(frozen=True, slots=True)
class CustomerSheet:
    """One customer. Amounts are minor units; `currency` is what the customer is billed in."""

    customer: Customer
    currency: str
    terms: str  # the name of the payment terms that count
    owed: tuple[Owed, ...]
    credit: tuple[tuple[str, int], ...]  # free, by currency
    deposits: tuple[Payment, ...]  # held for tickets and not used up
    held: tuple[tuple[str, int], ...]  # what is left of the deposits, by currency
    mrr: tuple[tuple[str, int], ...] | None  # by currency; None where a schedule can't be drawn up
    pays: Pays | None
    unbilled: Unbilled
    unpaid: tuple[InvoiceRow, ...]  # the oldest due first
    invoices: tuple[InvoiceRow, ...]  # newest first, 100 at most
    invoice_count: int
    schedules: tuple[ScheduleRow, ...]
    contacts: tuple[Contact, ...]
    assets: tuple[Asset, ...]
    folders: tuple[Folder, ...]
    fields: tuple[CustomField, ...]  # of contacts and assets, without archived ones
    searches: tuple[tuple[SavedSearch, int], ...]  # with how many of the assets each finds
    tickets: tuple[Ticket, ...]  # newest first
    payments: tuple[Payment, ...]  # newest first
    coverage: tuple[Coverage, ...]
    history: tuple[Happened, ...]  # newest first
    free: tuple[Payment, ...] = ()  # payments and grants with free credit, oldest first


def read_customer_sheet(work: Work, customer_id: int, today: date) -> CustomerSheet:
    """Everything about a customer; Missing when there is none."""
    customer = work.customers.by_id(customer_id)
    settings = read_settings(work)
    catalog = read_catalog(work, settings)
    currency = customer.currency or settings.currency
    schedule_rows = _schedule_rows(work, customer_id, today, settings.currency)
    schedules = list(work.schedules.by_ids(row.id for row in schedule_rows).values())
    contacts, assets = work.customers.contacts_of([customer_id]), work.customers.assets_of([customer_id])
    owned = Belongings(assets, contacts, work.customers.usage_of([customer_id]), catalog.searches)
    held = work.payments.with_credit([customer_id]).get(customer_id, [])
    deposits = tuple(one for one in held if one.is_held)
    terms = catalog.terms.get(customer.terms_id or settings.default_terms_id or 0)
    return CustomerSheet(
        customer=customer,
        currency=currency,
        terms=terms.name if terms else "",
        owed=tuple(work.customer_lists.owed_by([customer_id], today).get(customer_id, ())),
        credit=tuple(sorted(work.payments.credit_of(customer_id).items())),
        deposits=deposits,
        held=_held(deposits),
        mrr=_mrr(work, schedules, today),
        pays=_pays(work.customer_lists.days_to_pay(customer_id)),
        unbilled=_unbilled(work, customer, currency, catalog),
        unpaid=_invoices(work, InvoiceFilter(_UNPAID, customer_id), Sort("due_date", False), today),
        invoices=_invoices(work, InvoiceFilter(customer_id=customer_id), Sort("date"), today),
        invoice_count=sum(
            one.count for one in work.lists.invoice_sums(InvoiceFilter(customer_id=customer_id), today)
        ),
        schedules=schedule_rows,
        contacts=tuple(sorted(contacts, key=lambda one: (not one.active, one.name.casefold(), one.id))),
        assets=tuple(sorted(assets, key=lambda one: (not one.active, one.name.casefold(), one.id))),
        folders=tree(assets),
        fields=tuple(one for one in work.customers.fields() if not one.archived),
        searches=_searches(catalog.searches.values(), assets),
        tickets=tuple(reversed(work.tickets.all(customer_id))),
        payments=tuple(work.payments.lately(customer_id, PAYMENTS_SHOWN)),
        coverage=coverage(schedules, owned, today),
        history=_history(work, customer_id),
        free=tuple(one for one in held if not one.is_held),
    )


def _searches(searches: Iterable[SavedSearch], assets: list[Asset]) -> tuple[tuple[SavedSearch, int], ...]:
    active = [one for one in assets if one.active]
    ordered = sorted(searches, key=lambda one: (one.name.casefold(), one.id))
    return tuple((one, sum(map(matches(one), active))) for one in ordered)


def _schedule_rows(work: Work, customer_id: int, today: date, home: str) -> tuple[ScheduleRow, ...]:
    wanted = ScheduleFilter(customer_id=customer_id)
    question = ScheduleQuestion(wanted, Sort("next_date", False), today, home)
    return work.lists.schedule_page(question, Part(SCHEDULES_SHOWN)).rows


def _invoices(work: Work, wanted: InvoiceFilter, sort: Sort, today: date) -> tuple[InvoiceRow, ...]:
    return work.lists.invoice_page(wanted, sort, today, Part(INVOICES_SHOWN)).rows


def _held(deposits: Iterable[Payment]) -> tuple[tuple[str, int], ...]:
    sums: dict[str, int] = {}
    for one in deposits:
        sums[one.currency] = sums.get(one.currency, 0) + one.amount - one.used
    return tuple(sorted(sums.items()))


def _mrr(work: Work, schedules: list[Schedule], today: date) -> tuple[tuple[str, int], ...] | None:
    sums = summed(months_of(work, schedules, today).values())
    if sums is None:
        return None
    return tuple((currency, rounded(exact)) for currency, exact in sorted(sums.items()))


def _pays(days: list[int]) -> Pays | None:
    return Pays(divide(sum(days), len(days)), len(days)) if days else None


def _unbilled(work: Work, customer: Customer, currency: str, catalog: Catalog) -> Unbilled:
    pending = work.tickets.pending([customer.id])
    amounts = [_amount(charge, customer, currency, catalog) for _, charge in pending]
    known = [amount for amount in amounts if amount is not None]
    tickets = dict.fromkeys(ticket.number or ticket.ref for ticket, _ in pending)
    return Unbilled(sum(known), len(pending), tuple(tickets), len(amounts) - len(known))


def _amount(charge: Charge, customer: Customer, currency: str, catalog: Catalog) -> int | None:
    try:
        line = charge_line(charge, customer, currency, catalog)
    except Refused:
        return None
    return line_net(gross(line.quantity, line.unit_price), line.discount)


def _history(work: Work, customer_id: int) -> tuple[Happened, ...]:
    traces = reversed(work.traces.of("customer", customer_id))
    return tuple(Happened(one.at, one.desk, one.act, one.change or {}) for one in traces if one.at)
