"""What is wrong with a product, by field."""

from dataclasses import replace

import pytest

from billdesk.domain.catalog import Product
from billdesk.domain.money import LIMIT, SCALE
from billdesk.domain.products import product_problems

HOUR = Product(1, "bench", "Bench repair", "labor", unit="hour", unit_price=85 * 100 * SCALE)


def wrong(**changes):
    return {one.place: one.code for one in product_problems(replace(HOUR, **changes))}


def test_a_sound_product_has_no_problems():
    assert wrong(minimum_minutes=30, increment_minutes=15) == {}
    assert wrong(kind="deposit", unit_price=None, deposit_percent=50 * SCALE) == {}
    assert wrong(kind="product", unit_price=-500, currency="JPY") == {}


@pytest.mark.parametrize(
    ("changes", "place", "code"),
    [
        ({"name": " "}, "name", "nothing_typed"),
        ({"name": "x" * 10_000}, "name", "too_long"),
        ({"name": "a\nb"}, "name", "control_character"),
        ({"unit": "hour\n"}, "unit", "control_character"),
        ({"description": "x" * 10_001}, "description", "too_long"),
        ({"kind": "gift"}, "kind", "unknown_word"),
        ({"unit_price": LIMIT * SCALE}, "unit_price", "amount_too_large"),
        ({"currency": "XXX"}, "currency", "unknown_currency"),
        ({"minimum_minutes": -1}, "minimum_minutes", "out_of_range"),
        ({"increment_minutes": 10_001}, "increment_minutes", "out_of_range"),
        ({"kind": "product", "minimum_minutes": 15}, "minimum_minutes", "for_labor_only"),
        ({"deposit_percent": SCALE}, "deposit_percent", "for_deposits_only"),
        ({"kind": "deposit", "deposit_percent": SCALE}, "deposit_percent", "price_or_percent"),
        (
            {"kind": "deposit", "unit_price": None, "deposit_percent": 101 * SCALE},
            "deposit_percent",
            "out_of_range",
        ),
        ({"kind": "deposit", "unit_price": None, "deposit_percent": 0}, "deposit_percent", "out_of_range"),
    ],
)
def test_rubbish_is_told_at_its_field(changes, place, code):
    assert wrong(**changes) == {place: code}
