"""What can be chosen for a customer."""

import pytest

from billdesk.domain.countries import COUNTRIES
from billdesk.domain.languages import is_language
from billdesk.domain.money import is_currency
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import INHERIT, UNTAXED, Choice, Tax
from billdesk.domain.terms import Terms
from billdesk.ui import choosing

SHOP = ShopSettings(currency="USD", language="en", default_tax_id=2, default_terms_id=3)


def test_every_country_is_offered_by_its_name_in_order():
    found = choosing.countries("en")
    names = [one.words for one in found]

    assert {one.key for one in found} == {"", *COUNTRIES}
    assert names[0] == "Not said"
    assert names.index("Åland Islands") < names.index("Albania")
    assert "Deutschland" in [one.words for one in choosing.countries("de")]


def test_currencies_and_languages_are_real_ones_with_the_shops_first():
    currencies, languages = choosing.currencies(SHOP, "en"), choosing.languages(SHOP, "en")

    assert (currencies[0].key, currencies[0].words) == ("", "The shop's (USD)")
    assert all(is_currency(one.key) for one in currencies[1:])
    assert (languages[0].key, languages[0].words) == ("", "The shop's (English)")
    assert all(is_language(one.key) for one in languages[1:])


def test_taxes_and_terms_name_the_usual_ones_and_leave_archived_ones_out():
    known = [Tax(2, "vat", "VAT 19 %", ()), Tax(4, "old", "VAT 16 %", (), archived=True)]

    assert [(one.key, one.words) for one in choosing.taxes(known, SHOP)] == [
        ("", "As usual (VAT 19 %)"),
        ("-", "No tax"),
        ("2", "VAT 19 %"),
    ]
    assert [(one.key, one.words) for one in choosing.terms([Terms(3, "net", "Net 14")], SHOP)] == [
        ("", "As usual (Net 14)"),
        ("3", "Net 14"),
    ]
    assert choosing.taxes([], ShopSettings())[0].words == "As usual (none)"


@pytest.mark.parametrize("choice", [INHERIT, UNTAXED, Choice(True, 7)])
def test_a_tax_and_its_key_are_the_same(choice):
    assert choosing.tax_of(choosing.tax_key(choice)) == choice
