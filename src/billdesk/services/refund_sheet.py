"""What the screens about refunds show: of an invoice, and of a payment or deposit."""

from dataclasses import dataclass

from billdesk.domain.customer import Customer
from billdesk.domain.errors import Refused
from billdesk.domain.invoice import require_issued
from billdesk.domain.payment import Payment, left_of, refundable
from billdesk.domain.refund import Paid
from billdesk.services.settings import read_settings
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class RefundSheet:
    """An invoice whose money can go back, and how: the methods of the shop, store credit last."""

    paid: Paid
    customer: Customer
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefundForm:
    """A payment or deposit whose money can go back; `free` of `left` (minor units) reopens no invoice."""

    payment: Payment
    customer: Customer
    left: int
    free: int
    methods: tuple[str, ...]


def read_refund(work: Work, invoice_id: int) -> RefundSheet:
    """What of an invoice can go back; Refused for what isn't issued, or is no invoice."""
    invoice = work.invoices.by_id(invoice_id)
    require_issued(invoice, "refund")
    if invoice.kind != "invoice":
        raise Refused("not_an_invoice", number=invoice.number)
    received = refundable(work.payments.received_for(invoice_id), work.payments.given_back_for(invoice_id))
    paid = Paid(invoice, tuple(work.invoices.notes_of(invoice_id)), received)
    return RefundSheet(paid, work.customers.by_id(invoice.customer_id), _methods(work))


def read_payment_refund(work: Work, payment_id: int) -> RefundForm:
    """What of a payment can go back; Refused where nothing is left of it."""
    payment = work.payments.by_id(payment_id)
    left = left_of(payment, work.payments.refunds(payment_id))
    if left <= 0:
        raise Refused("payment_is_given_back", payment=payment.number or payment_id)
    customer = work.customers.by_id(payment.customer_id)
    return RefundForm(payment, customer, left, payment.credit, _methods(work))


def _methods(work: Work) -> tuple[str, ...]:
    known = read_settings(work).payment_methods
    return (*(one for one in known if one not in ("quick", "store_credit")), "store_credit")
