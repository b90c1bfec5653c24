"""Finding what people name."""

from datetime import date

import pytest

from billdesk.domain.errors import Missing
from billdesk.domain.invoice import Invoice
from billdesk.domain.payment import Payment
from billdesk.services.naming import Naming
from billdesk.services.payments import Payments
from billdesk.services.run import Request, Run
from support.shops import load_case

TODAY = date(2026, 2, 1)


@pytest.fixture
def naming(each_office):
    load_case(each_office)
    Run(each_office).go(Request(TODAY))
    return Naming(each_office)


def test_customers_go_by_their_ref(naming):
    acme = naming.customer("acme")

    assert (acme.name, naming.customer_ref(acme.id), naming.currency_of(acme)) == (
        "Acme Dental",
        "acme",
        "USD",
    )
    assert naming.customer_refs([acme.id, 99]) == {acme.id: "acme"}
    with pytest.raises(Missing):
        naming.customer("nobody")


def test_invoices_go_by_number_or_id_and_come_in_the_order_asked_for(naming):
    invoice = naming.invoice("INV-2026-00001")

    found = naming.invoices([invoice.id, 1, 99, 1])

    assert list(found) == [invoice.id, 1]
    assert [(one.name, one.customer, one.schedule) for one in found.values()] == [
        ("INV-2026-00001", "acme", "acme-msp"),
        ("1", "bistro", "bistro-host"),
    ]
    assert naming.invoice(str(invoice.id)).number == "INV-2026-00001"


def test_what_is_refunded_is_an_invoice_or_a_payment(naming, each_office):
    invoice = naming.invoice("INV-2026-00001")
    receipt = Payments(each_office).quick([invoice.id], TODAY).payments[0].number

    assert isinstance(naming.refundable("INV-2026-00001"), Invoice)
    assert isinstance(naming.refundable(receipt), Payment)
    with pytest.raises(Missing):
        naming.refundable("nothing")


def test_a_payer_is_a_customer_or_the_customer_of_an_invoice(naming):
    customer, none = naming.payer("acme")
    same, invoice = naming.payer("INV-2026-00001")

    assert (customer, none, invoice.number) == (same, None, "INV-2026-00001")
    with pytest.raises(Missing):
        naming.payer("nobody")
