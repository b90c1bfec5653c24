"""Finds what people name on the command line: customers by ref, invoices by number, what can be refunded."""

from collections.abc import Iterable
from dataclasses import dataclass

from billdesk.domain.customer import Customer
from billdesk.domain.errors import Missing
from billdesk.domain.invoice import Invoice
from billdesk.domain.payment import Payment
from billdesk.services.office import Office
from billdesk.services.settings import read_settings
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class NamedInvoice:
    """An invoice with the refs of what it belongs to; `schedule` is "" for one made by hand."""

    invoice: Invoice
    customer: str
    schedule: str

    @property
    def name(self) -> str:
        """What it is called: its number, or its id as long as it is a draft."""
        return self.invoice.number or str(self.invoice.id)


class Naming:
    """Looks things up by their names; nothing is ever written here."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def customer(self, ref: str) -> Customer:
        """The customer of that ref; Missing when there is none."""
        with self._office.reading() as work:
            return work.customers.by_ref(ref)

    def customer_ref(self, customer_id: int) -> str:
        """The ref of a customer on file."""
        with self._office.reading() as work:
            return work.customers.by_id(customer_id).ref

    def customer_refs(self, ids: Iterable[int]) -> dict[int, str]:
        """The refs of customers by their ids."""
        with self._office.reading() as work:
            return {key: one.ref for key, one in work.customers.by_ids(set(ids)).items()}

    def currency_of(self, customer: Customer) -> str:
        """What a customer pays in."""
        with self._office.reading() as work:
            return customer.currency or read_settings(work).currency

    def invoice(self, name: str) -> Invoice:
        """The invoice or credit note of that number or id; Missing when there is none."""
        with self._office.reading() as work:
            return work.invoices.by_id(work.invoices.id_of(name))

    def invoices(self, ids: Iterable[int]) -> dict[int, NamedInvoice]:
        """Invoices by their ids, in that order; those that aren't there are left out."""
        wanted = list(dict.fromkeys(ids))
        with self._office.reading() as work:
            found = {one.invoice.id: one for one in _named(work, work.invoices.by_ids(wanted))}
        return {key: found[key] for key in wanted if key in found}

    def refundable(self, name: str) -> Invoice | Payment:
        """What a refund of that name goes out of: an invoice by its number, else a payment or deposit."""
        with self._office.reading() as work:
            key = work.invoices.id_by_number(name)
            return work.payments.find(name) if key is None else work.invoices.by_id(key)

    def payer(self, name: str) -> tuple[Customer, Invoice | None]:
        """A customer by ref, or an invoice by number and its customer; Missing where it is neither."""
        with self._office.reading() as work:
            try:
                return work.customers.by_ref(name), None
            except Missing:
                invoice = work.invoices.by_id(work.invoices.id_of(name))
                return work.customers.by_id(invoice.customer_id), invoice


def _named(work: Work, invoices: list[Invoice]) -> list[NamedInvoice]:
    customers = work.customers.by_ids({one.customer_id for one in invoices})
    schedules = work.schedules.refs({one.schedule_id for one in invoices if one.schedule_id})
    return [
        NamedInvoice(one, customers[one.customer_id].ref, schedules.get(one.schedule_id or 0, ""))
        for one in invoices
    ]
