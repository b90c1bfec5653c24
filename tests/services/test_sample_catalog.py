"""The sample's catalog fits its shop."""

from billdesk.services.office import Office
from billdesk.services.sample_catalog import PRODUCTS, TAXES, TERMS, price, stock
from billdesk.services.settings import read_settings


def test_prices_are_minor_units_by_ten_thousand() -> None:
    assert price("32.50") == 3250 * 10_000


def test_the_shelf_names_everything_by_its_id_on_file(each_office: Office) -> None:
    with each_office.work() as work:
        shelf = stock(work)
        assert {one.ref: one.id for one in work.catalog.products().values()} == shelf.products
        assert {one.ref: one.id for one in work.catalog.taxes().values()} == shelf.taxes
        assert len(shelf.products) == len(PRODUCTS)
        assert (len(shelf.taxes), len(shelf.terms)) == (len(TAXES), len(TERMS))
        assert read_settings(work).default_tax_id == shelf.taxes["sales-tax"]
