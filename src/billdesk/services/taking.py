"""Taking money: what is shown before, how it is divided over invoices, and the rows that it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from billdesk.domain.customer import Customer
from billdesk.domain.delivery import recipients
from billdesk.domain.errors import Missing, Refused
from billdesk.domain.invoice import Invoice, require_issued
from billdesk.domain.money import is_currency
from billdesk.domain.payment import Allocation, Payment, named_parts, require_amount, settle
from billdesk.domain.settings import ShopSettings
from billdesk.domain.split import OpenInvoice, change_of
from billdesk.services.moves import Moving
from billdesk.services.settings import read_settings
from billdesk.storage.work import Work

LATELY = 5


@dataclass(frozen=True, slots=True)
class Received:
    """Money as it is typed in: minor units; `invoices` are (id, amount or None for as much as goes).

    `use_credit` of the customer's credit is used before it, for the same invoices. With `on_account` it
    settles nothing. `tendered` is what was handed over in cash.
    """

    customer_id: int
    amount: int
    day: date
    currency: str | None = None  # None = that of the invoices named, else the customer's, else the shop's
    method: str = "other"
    reference: str = ""
    note: str = ""
    invoices: Sequence[tuple[int, int | None]] = ()
    use_credit: int = 0
    on_account: bool = False
    tendered: int | None = None


@dataclass(frozen=True, slots=True)
class Lately:
    """A payment that came in lately, with the numbers of the invoices that it settles."""

    payment: Payment
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakingSheet:
    """All that the screen Take payment shows of a customer; amounts are minor units of `currency`."""

    customer: Customer
    currency: str
    currencies: tuple[str, ...]  # in which money can be taken, that of the sheet first
    invoices: tuple[OpenInvoice, ...]  # the oldest due first
    credit: int  # free
    methods: tuple[str, ...]  # store credit isn't among them
    lately: tuple[Lately, ...]  # newest first
    mail_to: tuple[str, ...]  # whom a receipt would go to


def read_taking(work: Work, customer_id: int, currency: str | None = None) -> TakingSheet:
    """What can be paid, in a currency or in the one that most is due in; Missing without the customer."""
    customer, settings = work.customers.by_id(customer_id), read_settings(work)
    usual = customer.currency or settings.currency
    unpaid = work.payments.unpaid(customer_id)
    credit = work.payments.credit_of(customer_id)
    there = sorted(
        {usual, *(one.currency for one in unpaid), *credit}, key=lambda code: (code != usual, code)
    )
    if currency is None:
        owing = [one.currency for one in unpaid]
        currency = usual if usual in owing or not owing else owing[0]
    elif not is_currency(currency):
        raise Refused("currency_unknown", currency=currency)
    lately = [one for one in work.payments.lately(customer_id, LATELY) if one.currency == currency]
    numbers = work.payments.settled_numbers([one.id for one in lately])
    return TakingSheet(
        customer,
        currency,
        (currency, *(code for code in there if code != currency)),
        tuple(one for one in unpaid if one.currency == currency),
        credit.get(currency, 0),
        tuple(one for one in settings.payment_methods if one != "store_credit"),
        tuple(Lately(one, tuple(numbers.get(one.id, ()))) for one in lately),
        recipients(customer, work.customers.contacts_of([customer_id])),
    )


def take_money(moving: Moving, received: Received, settings: ShopSettings) -> list[int]:
    """Write what was received and what it settles; the ids of the invoices."""
    work = moving.work
    customer = work.customers.by_id(received.customer_id)
    _require_amounts(received)
    require_method(received.method, settings)
    if received.method == "store_credit":
        used = received.amount + received.use_credit
        received = replace(received, amount=0, use_credit=used)
    currency = currency_of(work, received, customer, settings)
    parts = _parts(work, received, currency)
    drawn = settle(received.use_credit, list(parts.values()))
    if received.use_credit:
        _draw(moving, received, currency, dict(zip(parts, drawn, strict=True)))
    if received.amount:
        pairs = zip(parts.items(), drawn, strict=True)
        settles = {key: part - before for (key, part), before in pairs if part > before}
        receive(moving, received, currency, settles)
    return list(parts)


def receive(
    moving: Moving,
    received: Received,
    currency: str,
    settles: Mapping[int, int] | None = None,
    ticket_id: int | None = None,
) -> Payment:
    """Write money received, with the next receipt number, and what it settles by invoice.

    The audit trail keeps what it settled at once, for that is what its receipt says.
    """
    number = moving.work.settings.next_number("receipt", received.day)
    payment = Payment(
        received.customer_id,
        received.amount,
        currency,
        received.day,
        received.method,
        received.reference,
        received.note,
        number,
        ticket_id,
    )
    parts = dict(settles or {})
    facts: dict[str, object] = {"settles": [list(one) for one in parts.items()]}
    if received.tendered is not None:
        facts["tendered"] = received.tendered
    payment = moving.receive(payment, facts)
    moving.allocate(Allocation(key, part, received.day, payment_id=payment.id) for key, part in parts.items())
    return payment


def use(moving: Moving, invoice_id: int, amount: int, pool: list[Payment], day: date) -> list[Payment]:
    """Settle an amount of an invoice by credit, oldest first; the payments after it."""
    parts = settle(amount, [one.credit for one in pool])
    moving.allocate(
        Allocation(invoice_id, part, day, payment_id=one.id)
        for one, part in zip(pool, parts, strict=True)
        if part
    )
    return [replace(one, used=one.used + part) for one, part in zip(pool, parts, strict=True)]


def payable(work: Work, ids: Sequence[int]) -> list[Invoice]:
    """Invoices in the order of their ids given; Refused for one that nothing can be paid on."""
    known = {one.id: one for one in work.invoices.by_ids(ids)}
    for key in ids:
        if key not in known:
            raise Missing("invoice_missing", invoice=key)
    found = [known[key] for key in ids]
    for invoice in found:
        if invoice.kind != "invoice":
            raise Refused("not_an_invoice", number=invoice.number)
        require_issued(invoice, "pay")
        if invoice.balance <= 0:
            raise Refused("invoice_is_paid", number=invoice.number)
    return found


def currency_of(work: Work, received: Received, customer: Customer, settings: ShopSettings) -> str:
    """The currency of money received."""
    currency = received.currency
    if currency is None and received.invoices:
        currency = work.invoices.by_id(received.invoices[0][0]).currency
    currency = currency or customer.currency or settings.currency
    if not is_currency(currency):
        raise Refused("currency_unknown", currency=currency)
    return currency


def require_method(method: str, settings: ShopSettings) -> None:
    """Refused for a method of payment that the shop doesn't have."""
    if method not in settings.payment_methods:
        raise Refused("method_unknown", method=method, known=", ".join(settings.payment_methods))


def _require_amounts(received: Received) -> None:
    if min(received.amount, received.use_credit) < 0:
        raise Refused("amount_not_positive")
    require_amount(received.amount + received.use_credit)
    if received.tendered is not None and change_of(received.tendered, received.amount) is None:
        raise Refused("tendered_below_amount", tendered=received.tendered, amount=received.amount)


def _parts(work: Work, received: Received, currency: str) -> dict[int, int]:
    """What goes to each invoice, in minor units."""
    money = received.amount + received.use_credit
    if received.on_account:
        return {}
    if not received.invoices:
        found = work.payments.open_invoices(received.customer_id, currency)
        parts = settle(money, [balance for _, balance in found])
        return {key: part for (key, _), part in zip(found, parts, strict=True) if part}
    ids = [key for key, _ in received.invoices]
    if len(set(ids)) < len(ids):
        raise Refused("invoice_named_twice")
    invoices = payable(work, ids)
    for invoice in invoices:
        if invoice.customer_id != received.customer_id:
            raise Refused("invoice_of_another_customer", number=invoice.number)
        if invoice.currency != currency:
            raise Refused("invoice_in_another_currency", number=invoice.number, currency=invoice.currency)
    wanted = [part for _, part in received.invoices]
    return dict(zip(ids, named_parts(money, wanted, [one.balance for one in invoices]), strict=True))


def _draw(moving: Moving, received: Received, currency: str, parts: Mapping[int, int]) -> None:
    """Pay by free credit, oldest first; Refused where it, or what is open, doesn't go so far."""
    found = moving.work.payments.with_credit([received.customer_id], currency)[received.customer_id]
    pool = [one for one in found if not one.is_held]
    free, wanted = sum(one.credit for one in pool), received.use_credit
    if sum(parts.values()) < wanted:
        raise Refused("above_balance", amount=wanted, open=sum(parts.values()))
    if free < wanted:
        raise Refused("above_credit", amount=wanted, credit=free)
    for invoice_id, part in parts.items():
        pool = use(moving, invoice_id, part, pool, received.day)
