"""Who names a product, a tax or terms, by bare rows."""

from billdesk.domain.catalog import Product
from billdesk.domain.tax import Choice, Rate, Tax
from billdesk.domain.terms import Terms
from support.ledger import a_customer, an_invoice, an_issue

VAT = Tax(1, "vat", "VAT", (Rate("VAT", 190_000),))


def test_taxes_and_terms_are_counted_moved_and_deleted(each_office):
    with each_office.work() as work:
        work.catalog.add_taxes([VAT, Tax(2, "new", "New", (Rate("New", 200_000),))])
        work.catalog.add_terms([Terms(1, "net", "Net", 14), Terms(2, "new", "New", 20)])
        work.catalog.add_products([Product(1, "a", "A", tax=Choice(True, 1))])
        work.customers.add([a_customer(1, tax=Choice(True, 1), terms_id=1)])
        assert work.uses.counts("tax", 1) == {"product": 1, "customer": 1}
        assert work.uses.counts("terms", 1) == {"customer": 1}
        assert work.uses.move("tax", 1, 2) == {"product": 1, "customer": 1}
        assert work.uses.move("terms", 1, 2) == {"customer": 1}
        assert work.uses.counts("tax", 1) == work.uses.counts("terms", 1) == {}
        work.uses.delete("tax", 1)
        work.uses.delete("terms", 1)
        assert set(work.catalog.taxes()) == set(work.catalog.terms()) == {2}


def test_what_replaces_another_is_known_from_both_sides(office):
    with office.work() as work:
        work.catalog.add_taxes([VAT])
        work.catalog.add_taxes([Tax(2, "new", "New", VAT.members)], replaces=1)
        work.catalog.add_taxes([Tax(3, "other", "Other", VAT.members)])
        assert [work.uses.is_replaced("tax", key) for key in (1, 2, 3)] == [True, True, False]


def test_money_and_prices_are_seen(office):
    with office.work() as work:
        assert not work.uses.any_money()
        assert not work.uses.any_prices()
        work.catalog.add_products([Product(1, "a", "A", unit_price=5)])
        assert work.uses.any_prices()
        work.customers.add([a_customer(1)])
        work.invoices.add([(an_invoice(1), an_issue(work, "INV-1", 1))], office.now())
        assert work.uses.any_money()
        assert not work.uses.has_time(1)
        assert work.uses.schedules_of(1) == ()
        assert work.uses.schedule_counts([1]) == {}
        assert not work.uses.on_invoices("tax", 1)
