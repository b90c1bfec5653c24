"""Tests of what the shop's settings mean for its documents."""

from dataclasses import replace

import pytest

from billdesk.domain.settings import ShopSettings, shop_problems
from billdesk.domain.totals import Rules

SHOP = ShopSettings(name="Northgate IT", email="bills@northgate.example")


def test_a_new_shop_reckons_taxes_on_top_once_per_rate() -> None:
    assert ShopSettings().rules == Rules(includes_tax=False, per_line=False, cash_rounding=0)


def test_the_settings_say_how_documents_are_reckoned() -> None:
    settings = ShopSettings(prices_include_tax=True, tax_rounding="line", cash_rounding=5)
    assert settings.rules == Rules(includes_tax=True, per_line=True, cash_rounding=5)


@pytest.mark.parametrize(
    ("changes", "place", "code"),
    [
        ({"name": ""}, "name", "nothing_typed"),
        ({"name": "x" * 10_000}, "name", "too_long"),
        ({"email": "no address"}, "email", "bad_address"),
        ({"email": "a@b.example\nBcc: c@d.example"}, "email", "bad_address"),
        ({"phone": "1\x00"}, "phone", "control_character"),
        ({"footer": "x" * 10_000}, "footer", "too_long"),
        ({"currency": "usd"}, "currency", "unknown_currency"),
        ({"language": "../../etc"}, "language", "unknown_language"),
        ({"tax_rounding": "never"}, "tax_rounding", "unknown_word"),
        ({"template": "../modern"}, "template", "unknown_word"),
        ({"paper": "A0"}, "paper", "unknown_word"),
        ({"accent": "red"}, "accent", "bad_color"),
        ({"cash_rounding": -1}, "cash_rounding", "out_of_range"),
        ({"invoice_number": "INV"}, "invoice_number", "pattern_needs_counter"),
        ({"ticket_number": "T-{counter}-{day}"}, "ticket_number", "pattern_has_unknown_field"),
        ({"receipt_number": "R-{counter}" + "x" * 10_000}, "receipt_number", "pattern_has_unknown_field"),
        ({"credit_note_number": "CN\n{counter}"}, "credit_note_number", "pattern_has_unknown_field"),
        ({"payment_methods": ()}, "payment_methods", "list_is_empty"),
        ({"payment_methods": ("cash", " Cash")}, "payment_methods[1]", "there_already"),
        ({"ticket_statuses": ("New", " ")}, "ticket_statuses[1]", "nothing_typed"),
        ({"ticket_statuses": tuple(f"s{n}" for n in range(41))}, "ticket_statuses", "too_many"),
    ],
)
def test_rubbish_is_told_at_its_setting(changes, place, code):
    assert [(one.place, one.code) for one in shop_problems(replace(SHOP, **changes))] == [(place, code)]


def test_the_defaults_are_sound_but_for_the_name_of_the_shop():
    assert [one.place for one in shop_problems(ShopSettings())] == ["name"]
    assert shop_problems(SHOP) == ()
