"""Deposits on tickets: what can be asked for, taking it, and turning what is held into ordinary credit."""

from dataclasses import dataclass

from billdesk.domain.catalog import Product
from billdesk.domain.customer import Customer
from billdesk.domain.delivery import recipients
from billdesk.domain.deposit import Deposit, asked_deposit
from billdesk.domain.errors import Refused
from billdesk.domain.payment import require_amount
from billdesk.domain.settings import ShopSettings
from billdesk.domain.ticket import Ticket
from billdesk.services.moves import Moved, Moving
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.services.taking import Received, receive, require_method
from billdesk.services.ticket_sheet import read_ticket_sheet
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Offer:
    """A deposit product and what it asks for, in minor units; None where that is typed."""

    product: Product
    amount: int | None


@dataclass(frozen=True, slots=True)
class DepositForm:
    """What is needed to take a deposit; amounts in minor units of `currency`."""

    ticket: Ticket
    customer: Customer
    currency: str
    charges: int  # that wait to be billed, before tax
    held: int
    offers: tuple[Offer, ...]
    methods: tuple[str, ...]
    mail_to: tuple[str, ...]  # whom a receipt would go to


class Deposits:
    """Money that is held for tickets."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def form(self, ticket_id: int) -> DepositForm:
        """What can be asked for on a ticket; Refused where deposits are switched off, Missing without it."""
        with self._office.reading() as work:
            settings = read_settings(work)
            _require_on(settings)
            sheet = read_ticket_sheet(work, work.tickets.by_id(ticket_id))
            customer, currency = sheet.customer, sheet.currency
            contacts = work.customers.contacts_of([customer.id])
            return DepositForm(
                sheet.ticket,
                customer,
                currency,
                sheet.pending,
                sum(one.credit for one in sheet.deposits if one.currency == currency),
                _offers(work, sheet.pending, currency, settings),
                tuple(one for one in settings.payment_methods if one not in ("store_credit", "quick")),
                recipients(customer, contacts),
            )

    def take(self, deposit: Deposit) -> Moved:
        """Take money to be held for a ticket; Refused where deposits are off, or nothing is asked for."""
        with self._office.work() as work:
            work.queue_up()
            settings = read_settings(work)
            _require_on(settings)
            ticket = work.tickets.by_id(deposit.ticket_id)
            customer = work.customers.by_id(ticket.customer_id)
            currency = customer.currency or settings.currency
            amount, note = _asked(work, deposit, currency, settings)
            require_amount(amount)
            require_method(deposit.method, settings)
            if deposit.method == "store_credit":
                raise Refused("deposit_by_credit")
            moving = self._moving(work)
            received = Received(
                customer.id, amount, deposit.day, None, deposit.method, deposit.reference, note
            )
            receive(moving, received, currency, None, ticket.id)
            moved = moving.done(customer.id)
            work.commit()
        self._office.tell("payment", "invoice", "ticket")
        return moved

    def release(self, payment_id: int) -> Moved:
        """Turn what is held for a ticket into ordinary credit of its customer."""
        with self._office.work() as work:
            work.queue_up()
            payment = work.payments.by_id(payment_id)
            if not payment.is_held:
                raise Refused("not_held", payment=payment.number or payment_id)
            if not payment.credit:
                raise Refused("nothing_held", payment=payment.number or payment_id)
            moving = self._moving(work)
            work.payments.release(payment_id)
            moving.payment_ids.append(payment_id)
            moving.trace("payment", payment_id, "released", {"held": [payment.credit, 0]})
            moved = moving.done(payment.customer_id)
            work.commit()
        self._office.tell("payment", "invoice", "ticket")
        return moved

    def _moving(self, work: Work) -> Moving:
        return Moving(work, self._office.now(), self._office.desk)


def _require_on(settings: ShopSettings) -> None:
    if not settings.deposits_enabled:
        raise Refused("deposits_are_off")


def _offers(work: Work, charges: int, currency: str, settings: ShopSettings) -> tuple[Offer, ...]:
    """What can be asked for in this currency, in the order of the catalog."""
    found = []
    for product in sorted(work.catalog.products().values(), key=lambda one: (one.name.casefold(), one.id)):
        if product.kind != "deposit" or not product.active:
            continue
        try:
            found.append(Offer(product, asked_deposit(product, charges, currency, settings.currency)))
        except Refused:  # its price is in another currency
            continue
    return tuple(found)


def _asked(work: Work, deposit: Deposit, currency: str, settings: ShopSettings) -> tuple[int, str]:
    """How much is taken, and what it is called."""
    if deposit.product_id is None:
        return deposit.amount or 0, ""
    product = work.catalog.product(deposit.product_id)
    sheet = read_ticket_sheet(work, work.tickets.by_id(deposit.ticket_id))
    asked = asked_deposit(product, sheet.pending, currency, settings.currency)
    amount = deposit.amount if deposit.amount is not None else asked
    if amount is None:
        raise Refused("deposit_is_open", product=product.name)
    if not amount:
        raise Refused("deposit_of_nothing", product=product.name)
    return amount, product.name
