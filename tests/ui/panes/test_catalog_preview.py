"""The preview of a product: its price, who names it, and what it has cost."""

from datetime import date

import pytest

from billdesk.domain.catalog import Product
from billdesk.domain.products import Price, ProductUse
from billdesk.domain.tax import UNTAXED, Choice, Rate, Tax
from billdesk.services.catalog import ProductSheet
from billdesk.ui.panes.catalog_preview import CatalogPreview

BENCH = Product(1, "bench", "Bench repair", "labor", "More words", "hour", 85_0000_00, minimum_minutes=30)
USES = (
    ProductUse(1, "Managed IT", "Acme Dental", "active", True),
    ProductUse(2, "Backup", "Bistro", "paused", False),
)
PRICES = (Price(date(2026, 1, 5), 85_0000_00, desk="desk-1"), Price(None, 80_0000_00))


@pytest.fixture
def preview(qtbot, make_bench):
    made = CatalogPreview(make_bench("empty"))
    qtbot.addWidget(made)
    return made


def test_everything_about_a_product_shows(preview):
    preview.show_sheet(ProductSheet(BENCH, "USD", None, PRICES, USES, 5))
    assert preview.price.text() == "$85.00"
    assert preview.about.text() == "Labor · per hour · taxed as the customer"
    uses = preview.uses.entries()
    assert [(one.text, one.figure, one.below) for one in uses[:2]] == [
        ("Acme Dental", "follows the catalog", "Managed IT"),
        ("Bistro", "price of its own", "Paused · Backup"),
    ]
    assert uses[2].text == "and 3 more schedules"
    assert [(one.text, one.figure) for one in preview.prices.entries()] == [
        ("since Jan 5, 2026", "85.00"),
        ("before", "80.00"),
    ]
    assert "30 minutes" in [one.figure for one in preview.facts.entries()]
    for at, key in enumerate(("uses", "prices", "facts")):
        preview.tabs.pick(key)
        assert preview._tabbed.currentIndex() == at


@pytest.mark.parametrize(
    ("product", "tax", "price", "about"),
    [
        (Product(1, "a", "A", tax=UNTAXED), None, "Open price", "Product · No tax"),
        (
            Product(1, "a", "A", "deposit", deposit_percent=500_000, tax=Choice(True, 1)),
            Tax(1, "vat", "VAT", (Rate("VAT", 1),), archived=True),
            "50%",
            "Deposit · VAT (archived)",
        ),
    ],
)
def test_open_prices_percentages_and_taxes_have_words(preview, product, tax, price, about):
    preview.show_sheet(ProductSheet(product, "USD", tax, (), (), 0))
    assert (preview.price.text(), preview.about.text()) == (price, about)


def test_only_what_can_be_done_is_offered(preview):
    from dataclasses import replace

    preview.show_sheet(ProductSheet(replace(BENCH, active=False), "USD", None, (), (), 0))
    assert preview.archive.isHidden()
    assert not preview.restore.isHidden()
    preview.show_sheet(None)
    assert preview.sheet is None
