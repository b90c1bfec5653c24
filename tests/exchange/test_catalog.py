"""Settings, taxes, terms, custom fields and products: their defaults, and what doesn't go together."""

import pytest

from billdesk.domain.numbering import Series
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import INHERIT, UNTAXED, Rate
from billdesk.domain.terms import Terms
from billdesk.exchange.catalog import word_terms
from billdesk.exchange.fields import Pen
from billdesk.exchange.reading import read
from billdesk.exchange.spelling import respell
from support.shop_documents import little_shop, problems, small_shop, written

VAT = {"ref": "vat", "name": "VAT", "percent": "20"}


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("shop.invoice_number", "INV", "pattern_needs_counter"),
        ("shop.default_tax", "vat", "unknown_reference"),
        ("taxes[0].percent", "-1", "too_small"),
        ("taxes[0].members", [{"name": "A", "percent": "5"}], "either_or"),
        ("taxes[0].percent", None, "either_or"),
        ("taxes[1].members", [], "too_few"),
        ("terms[0].day_of_month", 5, "either_or"),
        ("terms[0].days", None, "either_or"),
        ("terms[0].defer_within_days", 3, "only_with"),
        ("terms[1].end_of_month", True, "only_with"),
        ("terms[0].late_fee", {"after_days": 1, "minimum": "5", "maximum": "4"}, "maximum_below_minimum"),
        ("products[0].unit_price", float("nan"), "wrong_type"),
        ("products[2].deposit_percent", "30", "only_with"),
        ("products[6].unit_price", "5", "either_or"),
    ],
)
def test_what_does_not_go_together_is_refused_at_its_place(place, value, code):
    at = {"either_or": place.rpartition(".")[0], "maximum_below_minimum": f"{place}.maximum"}
    assert problems(little_shop(place, value)) == {(at.get(code, place), code)}


def test_a_shop_that_says_only_its_name_has_the_defaults_of_the_screens():
    shop = read(small_shop(shop={"name": "Northgate"}))
    assert shop.settings == ShopSettings(name="Northgate")
    assert shop.series[0] == Series("invoice", "INV-{year}-{counter:05}")


def test_a_document_without_a_shop_brings_no_settings_and_no_numbers():
    shop = read(small_shop())
    assert (shop.settings, shop.series) == (None, ())


def test_numbers_go_on_after_the_last_one_and_start_anew_only_where_they_name_the_year():
    last = {"counters": {"invoice": {"counter": 7, "year": 2026}, "ticket": {"counter": 3}}}
    named = {"name": "N", "number_reset_yearly": True, **last}
    series = {row.kind: row for row in read(small_shop(shop=named)).series}
    assert (series["invoice"].yearly, series["invoice"].year, series["invoice"].counter) == (True, 2026, 7)
    assert (series["ticket"].yearly, series["ticket"].counter) == (False, 3)
    assert written(small_shop(shop=named))["shop"] == named


def test_settings_are_written_where_they_are_not_the_defaults():
    spelled = {"name": "N", "language": "en", "paper": "Letter", "default_tax": None, "counters": {}}
    assert written(small_shop(shop=spelled))["shop"] == {"name": "N", "paper": "Letter"}


def test_a_plain_tax_has_one_rate_of_its_name_and_is_written_as_its_percent():
    document = small_shop(taxes=[{**VAT, "percent": "20.00", "members": None, "archived": False}])
    assert read(document).taxes[0].members == (Rate("VAT", 200_000),)
    assert written(document)["taxes"] == [VAT]


def test_a_group_of_one_rate_stays_a_group():
    group = {"ref": "one", "name": "One", "members": [{"name": "One", "percent": "5"}]}
    assert read(small_shop(taxes=[group])).taxes[0].group
    assert written(small_shop(taxes=[group]))["taxes"] == [group]


def test_terms_without_any_day_are_written_as_at_once():
    words = word_terms(Terms(1, "cash", "Cash", days=None), Pen(lambda _kind, _number: "cash")).words
    assert respell(words, None) == {"ref": "cash", "name": "Cash", "days": 0}


def test_terms_by_a_day_of_the_month_have_no_days():
    fifth = {"ref": "fifth", "name": "5th", "day_of_month": 5}
    assert read(small_shop(terms=[fifth])).terms[0] == Terms(-1, "fifth", "5th", days=None, day_of_month=5)
    assert written(small_shop(terms=[{**fifth, "days": None, "late_fee": None}]))["terms"] == [fifth]


def test_custom_fields_know_whether_they_are_for_contacts_or_assets():
    one = {"ref": "ram", "name": "RAM"}
    fields = read(small_shop(fields={"contact": [one], "asset": [one]})).fields
    assert [(field.id, field.on, field.choices) for field in fields] == [
        (-1, "contact", ()),
        (-2, "asset", ()),
    ]
    assert written(small_shop(fields={"contact": [], "asset": [one]}))["fields"] == {"asset": [one]}


def test_no_tax_named_is_inherited_and_null_is_untaxed():
    bare = {"ref": "a", "name": "A"}
    inherits, untaxed = read(small_shop(products=[bare, {**bare, "ref": "b", "tax": None}])).products
    assert (inherits.tax, untaxed.tax, inherits.kind, inherits.unit_price) == (
        INHERIT,
        UNTAXED,
        "product",
        None,
    )
    assert written(small_shop(products=[{**bare, "tax": None, "active": True}]))["products"] == [
        {**bare, "tax": None}
    ]


def test_the_price_of_a_product_is_in_its_own_currency():
    yen = {"ref": "yen", "name": "Licence", "unit_price": "700", "currency": "JPY"}
    assert read(small_shop(products=[yen])).products[0].unit_price == 700 * 10_000
    assert written(small_shop(products=[yen]))["products"] == [yen]


@pytest.mark.parametrize(
    "logo", ["no base64!", "SGFsbG8=", "PHN2Zy8+", "/9j/" + "A" * 7_000_000, "iVBORw0KGgo"]
)
def test_a_logo_is_a_png_or_jpeg_in_base64(logo):
    assert problems(little_shop("shop.logo", logo)) == {("shop.logo", "bad_picture")}


def test_an_archived_field_stays_archived_and_others_dont_say_so():
    fields = {"asset": [{"ref": "a", "name": "A", "archived": True}, {"ref": "b", "name": "B"}]}
    shop = small_shop() | {"fields": fields}
    assert [one.archived for one in read(shop).fields] == [True, False]
    assert written(shop)["fields"] == fields
