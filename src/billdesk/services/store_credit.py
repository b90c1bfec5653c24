"""Store credit of customers: what is free, what was granted, paying it out, and taking a grant back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from billdesk.domain.errors import Refused
from billdesk.domain.payment import Payment, Refund, require_amount, settle
from billdesk.services.moves import Moved, Moving
from billdesk.services.office import Office
from billdesk.services.refunding import Refunding, Request
from billdesk.services.settings import read_settings
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Free:
    """Free credit in one currency, minor units; `granted` is what of it was given by hand."""

    currency: str
    amount: int
    granted: int


@dataclass(frozen=True, slots=True)
class CreditForm:
    """What is needed to grant, pay out or take back credit of a customer."""

    name: str
    currency: str  # that the customer is billed in
    free: tuple[Free, ...]
    methods: tuple[str, ...]  # by which it can be paid out


class StoreCredit:
    """Credit that no invoice has used yet; what is held for tickets isn't among it."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def form(self, customer_id: int) -> CreditForm:
        """How the credit of a customer stands; Missing without the customer."""
        with self._office.reading() as work:
            customer, settings = work.customers.by_id(customer_id), read_settings(work)
            granted = work.payments.granted([customer_id])
            free = sorted(work.payments.credit_of(customer_id).items())
            return CreditForm(
                customer.name,
                customer.currency or settings.currency,
                tuple(
                    Free(code, amount, sum(one.credit for one in granted if one.currency == code))
                    for code, amount in free
                ),
                tuple(one for one in settings.payment_methods if one not in ("store_credit", "quick")),
            )

    def pay_out(self, customer_id: int, currency: str, request: Request) -> Moved:
        """Give free credit back as money, what was really received before what was granted.

        Without an amount all of it. Refused for more than there is, for lines, fees, and as credit again.
        """
        if request.lines or request.fee:
            raise Refused("payment_has_no_lines")
        with self._office.work() as work:
            work.queue_up()
            work.customers.by_id(customer_id)
            moving = self._moving(work)
            pool = _free(work, customer_id, currency)
            if request.to_credit or request.method == "store_credit":
                raise Refused("is_credit_already", payment="")
            refunding = Refunding(moving, read_settings(work))
            for payment, part in _drawn(pool, request.amount):
                refunding.give_back(
                    Refund(part, request.day, payment.id), request, customer_id, payment.currency
                )
            moved = moving.done(customer_id)
            work.commit()
        self._office.tell("payment", "invoice", "customer")
        return moved

    def take_back(self, customer_id: int, currency: str, amount: int | None, day: date, reason: str) -> Moved:
        """Take back credit that was granted by hand, all that is left of it where no amount is given.

        What customers paid or got for returned things is theirs: that can only be paid out. Refused without
        a reason, and for more than was granted and isn't used.
        """
        if not reason.strip():
            raise Refused("why_is_missing")
        with self._office.work() as work:
            work.queue_up()
            work.customers.by_id(customer_id)
            moving = self._moving(work)
            pool = [one for one in work.payments.granted([customer_id]) if one.currency == currency]
            if not pool:
                raise Refused("nothing_granted")
            for payment, part in _drawn(pool, amount):
                moving.give_back(
                    Refund(part, day, payment.id, kind="withdrawn", method="store_credit", reason=reason)
                )
            moved = moving.done(customer_id)
            work.commit()
        self._office.tell("payment", "invoice", "customer")
        return moved

    def _moving(self, work: Work) -> Moving:
        return Moving(work, self._office.now(), self._office.desk)


def _free(work: Work, customer_id: int, currency: str) -> list[Payment]:
    """Payments with free credit; those that brought money first, then the oldest."""
    found = work.payments.with_credit([customer_id], currency)[customer_id]
    return sorted((one for one in found if not one.is_held), key=lambda one: one.number is None)


def _drawn(pool: Sequence[Payment], amount: int | None) -> list[tuple[Payment, int]]:
    """How much comes out of each payment; Refused where there isn't that much."""
    left = sum(one.credit for one in pool)
    wanted = left if amount is None else amount
    if not left:
        raise Refused("no_credit")
    require_amount(wanted)
    if wanted > left:
        raise Refused("above_what_is_left", left=left, amount=wanted)
    parts = settle(wanted, [one.credit for one in pool])
    return [(one, part) for one, part in zip(pool, parts, strict=True) if part]
