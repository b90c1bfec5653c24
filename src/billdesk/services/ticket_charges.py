"""Charges typed on a ticket: parts, materials, flat services."""

from dataclasses import dataclass, replace

from billdesk.domain.catalog import Product
from billdesk.domain.errors import Conflict, Missing, Problem, Refused, Rejected
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import Tax
from billdesk.domain.ticket import Charge
from billdesk.domain.ticket_problems import charge_problems
from billdesk.services.changing import changes_of
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.services.ticket_sheet import waits
from billdesk.storage.traces import Trace
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class ChargeForm:
    """What is needed to type a charge: it, what the shop sells, the customer's currency, and the taxes."""

    charge: Charge
    products: tuple[Product, ...]
    currency: str
    taxes: tuple[Tax, ...]
    shop: ShopSettings


class TicketCharges:
    """What is done with the charges of tickets, those of time aside."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def form(self, ticket_id: int, charge_id: int | None = None) -> ChargeForm:
        """What is shown to type a charge, for one on file or (None) for a new one."""
        with self._office.reading() as work:
            ticket = work.tickets.by_id(ticket_id)
            customer = work.customers.by_id(ticket.customer_id)
            new = Charge(0, ticket.id, customer.id, "", 10_000)
            charge = new if charge_id is None else _charge(work, charge_id)
            sold = work.catalog.products().values()
            products = [one for one in sold if one.active and one.kind == "product"]
            shop, taxes = read_settings(work), work.catalog.taxes()
            mine = [one for one in taxes.values() if not one.archived or one.id == charge.tax.tax_id]
            products.sort(key=lambda one: one.name.casefold())
            return ChargeForm(charge, tuple(products), customer.currency or shop.currency, tuple(mine), shop)

    def add(self, charge: Charge) -> Charge:
        """Write a new charge; Rejected with what is wrong with it."""
        with self._office.work() as work:
            ticket = work.tickets.by_id(charge.ticket_id)
            _check(work, charge)
            key = work.take_ids("charge", 1)[0]
            made = replace(charge, id=key, customer_id=ticket.customer_id, ref=f"charge-{key}")
            made = replace(made, time_entry_id=None, invoice_id=None, billed_elsewhere=False)
            work.tickets.add_charges([made])
            self._trace(work, key, "added", {"description": made.description, "quantity": made.quantity})
            work.commit()
        self._office.tell("ticket", ids=(made.ticket_id,))
        return made

    def change(self, charge: Charge) -> Charge:
        """Write an edited charge; Refused once an invoice bills it.

        Conflict where somebody else changed it in the meantime.
        """
        with self._office.work() as work:
            work.queue_up()
            before = _open(work, charge.id)
            _check(work, charge)
            after = replace(
                before,
                product_id=charge.product_id,
                description=charge.description,
                quantity=charge.quantity,
                unit=charge.unit,
                unit_price=charge.unit_price,
                discount=charge.discount,
                tax=charge.tax,
                note=charge.note,
                version=charge.version,
            )
            if not work.tickets.change_charge(after):
                raise Conflict("charge_changed", charge=after.description or after.ref)
            self._trace(work, charge.id, "changed", _changes(before, after))
            work.commit()
        self._office.tell("ticket", ids=(after.ticket_id,))
        return replace(after, version=after.version + 1)

    def remove(self, charge_id: int) -> Charge:
        """Take a charge away that no invoice bills; it is given as it was, for `add`.

        Refused for charged time, which is taken back in the labor log.
        """
        with self._office.work() as work:
            work.queue_up()
            charge = _open(work, charge_id)
            if charge.time_entry_id is not None:
                raise Refused("charge_is_time", charge=charge.ref)
            work.tickets.remove_charge(charge_id)
            self._trace(work, charge_id, "removed", {"description": charge.description})
            work.commit()
        self._office.tell("ticket", ids=(charge.ticket_id,))
        return charge

    def _trace(self, work: Work, key: int, act: str, change: dict[str, object]) -> None:
        work.traces.add([Trace("charge", key, act, change)], self._office.now(), self._office.desk)


def _changes(before: Charge, after: Charge) -> dict[str, object]:
    """What changed, as plain values for the audit trail: before and after."""
    found = changes_of(replace(before, discount=None), replace(after, discount=None))
    if before.discount != after.discount:
        found["discount"] = [one and [one.percent, one.amount] for one in (before.discount, after.discount)]
    return dict(found)


def _charge(work: Work, charge_id: int) -> Charge:
    found = work.tickets.charges([charge_id]).get(charge_id)
    if found is None:
        raise Missing("charge_missing", charge=charge_id)
    return found


def _open(work: Work, charge_id: int) -> Charge:
    charge = _charge(work, charge_id)
    if charge.withdrawn:
        raise Missing("charge_missing", charge=charge_id)
    if not waits(charge):
        raise Refused("charge_is_invoiced", charge=charge.ref)
    return charge


def _check(work: Work, charge: Charge) -> None:
    problems = list(charge_problems(charge))
    if charge.product_id is not None and charge.product_id not in work.catalog.products():
        raise Missing("product_missing", product=charge.product_id)
    tax_id = charge.tax.tax_id
    if tax_id is not None and tax_id not in work.catalog.taxes():
        problems.append(Problem("tax", "tax_is_missing", {"tax": tax_id}))
    if problems:
        raise Rejected(tuple(problems))
