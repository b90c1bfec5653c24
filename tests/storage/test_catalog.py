"""Products, taxes and terms come back from the file as they went in."""

from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.catalog import Product
from billdesk.domain.tax import Rate, Tax
from billdesk.domain.terms import LateFee, Terms
from support.values import AMOUNTS, RATES, some, values_of

PRODUCTS = values_of(
    Product, id=1, kind="labor", unit_price=AMOUNTS | st.none(), deposit_percent=AMOUNTS | st.none()
)
TAXES = values_of(Tax, id=1, members=st.lists(RATES, max_size=3).map(tuple))
TERMS = values_of(Terms, id=1, late_fee=st.none() | values_of(LateFee, flat=AMOUNTS, percent=AMOUNTS))


@some
@given(PRODUCTS, TAXES, TERMS)
def test_what_the_shop_sells_and_charges_comes_back_as_it_went_in(each_office, product, tax, terms):
    with each_office.work() as work:
        work.catalog.add_taxes([tax])
        work.catalog.add_terms([terms])
        work.catalog.add_products([product])

        assert work.catalog.products() == {1: product}
        assert work.catalog.taxes() == {1: tax}
        assert work.catalog.terms() == {1: terms}


def test_the_members_of_a_group_keep_their_order(office):
    group = Tax(4, "quebec", "GST + QST", (Rate("QST", 99_750, True), Rate("GST", 50_000)), group=True)
    with office.work() as work:
        work.catalog.add_taxes([group])

        assert [rate.name for rate in work.catalog.taxes()[4].members] == ["QST", "GST"]


def test_nothing_is_written_for_nothing(office):
    with office.work() as work:
        work.catalog.add_products([])
        work.catalog.add_taxes([])
        work.catalog.add_terms([])

        assert work.catalog.products() == work.catalog.taxes() == work.catalog.terms() == {}
