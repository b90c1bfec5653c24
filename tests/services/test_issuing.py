"""What settles an invoice at the moment it gets its number."""

from billdesk.domain.invoice import Invoice
from billdesk.domain.settings import ShopSettings
from billdesk.services.issuing import Issuing, mail_domain, new_message_id
from billdesk.services.payments import Received
from support.money import TODAY, refusal


def test_credit_settles_an_invoice_that_asks_for_it_when_it_is_issued(shop):
    shop.payments.take(Received(shop.customer, 4_00, TODAY))

    asked = shop.invoicing.issue(shop.draft(10_00, apply_credit=True), TODAY)
    silent = shop.invoicing.issue(shop.draft(10_00), TODAY)

    assert (asked.credit_at_issue, asked.paid_at_issue, asked.balance) == (4_00, 0, 6_00)
    assert silent.balance == 10_00
    assert shop.found() == []


def test_a_deposit_settles_the_invoice_of_its_ticket_up_to_its_total_and_the_rest_stays_held(each_shop):
    each_shop.payments.deposit("t1", 50_00, "cash", TODAY)
    each_shop.part(30_00)

    invoice = each_shop.invoicing.issue(each_shop.tickets.make_invoice(["t1"], TODAY).id, TODAY)

    assert (invoice.paid_at_issue, invoice.credit_at_issue, invoice.balance) == (30_00, 0, 0)
    (held,) = each_shop.tickets.show("t1").deposits
    assert (held.credit, held.is_held) == (20_00, True)
    assert each_shop.payments.credit_of(each_shop.customer) == {}


def test_one_deposit_serves_the_invoices_of_its_ticket_only_once(shop):
    shop.payments.deposit("t1", 50_00, "cash", TODAY)
    shop.part(30_00)
    first = shop.tickets.make_invoice(["t1"], TODAY)
    shop.part(40_00)
    second = shop.tickets.make_invoice(["t1"], TODAY)
    with shop.office.work() as work:
        drafts = work.invoices.by_ids([first.id, second.id])
        issued = Issuing(work, TODAY, shop.office.now(), 1).issue(drafts)

    assert [one.invoice.paid_at_issue for one in issued] == [30_00, 20_00]


def test_message_ids_end_with_the_address_of_the_shop():
    assert mail_domain(ShopSettings(email="us@example.com")) == "example.com"
    assert mail_domain(ShopSettings()) == "billdesk.invalid"
    assert new_message_id("example.com") != new_message_id("example.com")


def test_nothing_is_issued_without_a_series(office):
    with office.work() as work:
        issuing = Issuing(work, TODAY, office.now(), 1)
        assert refusal(issuing.issue, [Invoice(1, "EUR", TODAY, TODAY)], kind="unheard") == "series_missing"
