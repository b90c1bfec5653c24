"""The cells of the catalog."""

from dataclasses import replace

import pytest

from billdesk.domain.products import ProductLine
from billdesk.domain.tax import INHERIT, UNTAXED, Choice
from billdesk.ui.figures import DASH
from billdesk.ui.panes.catalog_columns import columns, kind_words, price_words

ROW = ProductLine(
    1,
    "bench",
    "Bench repair",
    "labor",
    "Two lines\nof it",
    "hour",
    85_0000_00,
    "USD",
    None,
    INHERIT,
    "",
    False,
    True,
    3,
)


def said(bench, row):
    return {one.name: one.cell(row).text for one in columns(bench) if one.name not in ("tick", "edge")}


def test_a_row_says_name_kind_price_unit_tax_and_schedules(make_bench):
    found = said(make_bench("empty"), ROW)
    assert found == {
        "name": "Bench repair",
        "kind": "Labor",
        "price": "85.00",
        "unit": "hour",
        "tax": "as the customer's",
        "schedules": "3",
    }


@pytest.mark.parametrize(
    ("changes", "column", "text"),
    [
        ({"active": False}, "name", "Bench repair (archived)"),
        ({"unit_price": None}, "price", DASH),
        ({"unit_price": None, "deposit_percent": 500_000}, "price", "50%"),
        ({"currency": "CAD"}, "price", "CAD 85.00"),
        ({"unit_price": 1_2345}, "price", "0.012345"),
        ({"tax": UNTAXED}, "tax", "No tax"),
        ({"tax": Choice(True, 1), "tax_name": "VAT"}, "tax", "VAT"),
        ({"tax": Choice(True, 1), "tax_name": "VAT", "tax_archived": True}, "tax", "VAT (archived)"),
        ({"schedules": 0}, "schedules", DASH),
    ],
)
def test_what_is_special_shows(make_bench, changes, column, text):
    assert said(make_bench("empty"), replace(ROW, **changes))[column] == text


def test_kinds_and_prices_have_words(make_bench):
    assert [kind_words(one) for one in ("product", "labor", "deposit")] == ["Product", "Labor", "Deposit"]
    assert price_words(make_bench("empty"), -5_0000_00, "USD", None) == "−5.00"
