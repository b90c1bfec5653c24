"""What is offered while a line is typed: products with their prices, the taxes, and doing it by hand."""


def test_products_are_offered_with_their_price_and_unit(editor):
    page, typist = editor
    typist.type("ssd")
    offer = page.offers.suggestions()[0]
    assert (offer.text, offer.figure, offer.unit) == ("SSD 1 TB", "119.90", "piece")
    assert page.offers.chosen == 0
    assert page.offers.objectName() == "invoice.catalog"


def test_deposits_are_not_sold_on_lines(editor):
    page, typist = editor
    typist.type("deposit")
    assert [one.text for one in page.offers.suggestions()] == ["New product “deposit”…"]
    assert page.offers.chosen == -1


def test_a_schedule_offers_nothing_where_nothing_fits(editor):
    page, typist = editor
    page.offers.makes_new = False
    typist.type("deposit")
    assert not page.offers.isVisible()


def test_below_the_catalog_stand_the_other_ways(editor):
    page, typist = editor
    typist.type("ssd")
    assert [one.text for one in page.offers.suggestions()] == [
        "SSD 1 TB",
        "New product “ssd”…",
        "Manual item “ssd”",
    ]


def test_a_price_in_another_currency_says_so(editor):
    from dataclasses import replace

    page, typist = editor
    page.offers.products = tuple(replace(one, currency="EUR") for one in page.offers.products)
    typist.type("ssd")
    assert page.offers.suggestions()[0].figure == "EUR 119.90"


def test_taxes_are_offered_with_none_below(editor):
    page, _typist = editor
    page.offers.offer_taxes(page.grid.cell, page.grid.cells, "")
    assert [one.text for one in page.offers.suggestions()] == [
        "Quebec 5% + 9.975%",
        "Sales tax 8.25%",
        "No tax",
    ]
    page.offers.offer_taxes(page.grid.cell, page.grid.cells, "que")
    assert [one.text for one in page.offers.suggestions()] == ["Quebec 5% + 9.975%", "No tax"]
