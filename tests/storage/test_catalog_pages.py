"""Pages of products by bare values: keys, order and what stands in a row."""

from billdesk.domain.catalog import Product
from billdesk.domain.lists import Part, Sort
from billdesk.domain.products import ProductFilter
from billdesk.domain.tax import Choice, Rate, Tax
from billdesk.storage.catalog_pages import SORTS, ProductQuestion, product_count, product_page


def ask(work, wanted=ProductFilter(), key="name", descending=False, part=Part(100)):  # noqa: B008 values
    return product_page(work.connection, ProductQuestion(wanted, Sort(key, descending), "EUR"), part)


def test_rows_have_their_tax_and_the_home_currency_where_they_name_none(each_office):
    with each_office.work() as work:
        work.catalog.add_taxes([Tax(1, "vat", "VAT", (Rate("VAT", 190_000),), archived=True)])
        work.catalog.add_products(
            [
                Product(1, "b", "Ärger", tax=Choice(True, 1), unit_price=5),
                Product(2, "a", "arger", currency="USD"),
            ]
        )
        page = ask(work)
        assert [(row.name, row.currency, row.tax_name, row.tax_archived) for row in page.rows] == [
            ("Ärger", "EUR", "VAT", True),
            ("arger", "USD", "", False),
        ]
        assert ask(work, part=Part(1, after=page.first)).rows == page.rows[1:]
        assert ask(work, part=Part(1, before=page.last)).rows == page.rows[:1]
        assert ask(work, part=Part(1, offset=1)).rows == page.rows[1:]
        assert ask(work, part=Part(5, after=page.last)).rows == ()
        assert product_count(work.connection, ProductFilter(text="arg")) == 2


def test_products_without_a_price_come_first_and_last_when_it_descends(office):
    with office.work() as work:
        found = [
            Product(key, f"p{key}", f"P{key}", unit_price=price)
            for key, price in ((1, 7), (2, None), (3, -2))
        ]
        work.catalog.add_products(found)
        assert [row.id for row in ask(work, key="price").rows] == [2, 3, 1]
        assert [row.id for row in ask(work, key="price", descending=True).rows] == [1, 3, 2]
        assert set(SORTS) == {"name", "kind", "price"}
