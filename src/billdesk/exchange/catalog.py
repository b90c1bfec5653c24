"""Settings, taxes, terms, custom fields and products in the shop document."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from typing import Any

from billdesk.domain.catalog import Product
from billdesk.domain.customer import CustomField
from billdesk.domain.money import SCALE
from billdesk.domain.numbering import Series, resets_yearly
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import INHERIT, UNTAXED, Rate, Tax
from billdesk.domain.terms import LateFee, Terms
from billdesk.domain.texts import LONGEST_TEXT
from billdesk.exchange.desk import REF, Desk, Written, named
from billdesk.exchange.fields import (
    BAD,
    BIC,
    COLOR,
    CURRENCY,
    EMAIL,
    IBAN,
    LANGUAGE,
    LINK,
    Flag,
    Many,
    Maybe,
    OneOf,
    Pattern,
    Pen,
    Picture,
    Reading,
    Text,
    Whole,
)
from billdesk.exchange.figures import Decimals
from billdesk.exchange.references import Ref, TaxChoice
from billdesk.exchange.shapes import Key, Made, Shape, plainly

NAME = Text(filled=True)
LINE = Text()
WORDS = Text(LONGEST_TEXT, lines=True)
PERCENT = Decimals(least=0, most=100 * SCALE)
MONEY = Decimals("amount", least=0)
_DEFAULT = ShopSettings()

LAST_NUMBER = Shape(
    "the last number given out", Key("counter", Whole(most=10**12)), Key("year", Whole(most=2999), 0)
)
_NUMBERED = ("invoice", "credit_note", "ticket", "receipt")
COUNTERS = Shape(
    "the last numbers given out",
    *(Key(kind, Maybe(LAST_NUMBER), None) for kind in _NUMBERED),
)

_SETTINGS: dict[str, Any] = {
    "email": EMAIL,
    "address": WORDS,
    "phone": LINE,
    "website": LINE,
    "tax_number": LINE,
    "bank": WORDS,
    "footer": WORDS,
    "country": LINE,
    "currency": CURRENCY,
    "language": LANGUAGE,
    "tax_rounding": OneOf(("document", "line")),
    "prices_include_tax": Flag(),
    "cash_rounding": MONEY,
    "invoice_number": Pattern(),
    "credit_note_number": Pattern(),
    "ticket_number": Pattern(),
    "receipt_number": Pattern(),
    "number_reset_yearly": Flag(),
    "deposits_enabled": Flag(),
    "charge_time_by_default": Flag(),
    "time_non_billable_by_default": Flag(),
    "ticket_statuses": Many(NAME, 1),
    "ticket_status_when_billed": LINE,
    "payment_methods": Many(NAME, 1),
    "template": OneOf(("modern", "classic", "compact")),
    "paper": OneOf(("A4", "Letter")),
    "accent": COLOR,
    "account_holder": LINE,
    "iban": IBAN,
    "bic": BIC,
    "payment_link": LINK,
    "annex": OneOf(("never", "needed", "always")),
    "pdf_name": LINE,
    "run_notice": OneOf(("off", "failed", "always")),
}
SHOP = Shape(
    "the shop and its settings",
    Key("name", NAME),
    *(Key(name, kind, getattr(_DEFAULT, name)) for name, kind in _SETTINGS.items()),
    Key("default_tax", Maybe(Ref("tax")), None, "default_tax_id"),
    Key("default_terms", Maybe(Ref("terms")), None, "default_terms_id"),
    Key("counters", COUNTERS, None),
    Key("logo", Picture(), b""),
)


def read_shop(desk: Desk) -> tuple[ShopSettings | None, tuple[Series, ...], bytes]:
    """The settings of the document, the state of its numbers, and the logo."""
    if "shop" not in desk.document:
        return None, (), b""
    raw = desk.document["shop"]
    desk.reading.currency = desk.currency(
        {"currency": raw.get("currency", "USD")} if isinstance(raw, dict) else raw
    )
    values = SHOP.read(raw, "shop", desk.reading)
    if values is BAD:
        return None, (), b""
    counters, logo = values.pop("counters") or {}, values.pop("logo")
    settings = ShopSettings(**values)
    return settings, tuple(_series(settings, kind, counters.get(kind) or {}) for kind in _NUMBERED), logo


def _series(settings: ShopSettings, kind: str, last: Mapping[str, int]) -> Series:
    pattern: str = getattr(settings, kind + "_number")
    yearly = settings.number_reset_yearly and resets_yearly(pattern)
    return Series(kind, pattern, yearly, last.get("year", 0), last.get("counter", 0))


def word_shop(settings: ShopSettings, series: tuple[Series, ...], logo: bytes, pen: Pen) -> Written:
    """The settings as words, with the logo among them."""
    values: dict[str, Any] = {field.name: getattr(settings, field.name) for field in fields_of(ShopSettings)}
    used = {row.kind: {"counter": row.counter, "year": row.year} for row in series if row.counter or row.year}
    values["logo"] = logo
    values["counters"] = {kind: used.get(kind) for kind in _NUMBERED}
    words = SHOP.words(values, pen, needless=() if used else ("counters",))
    return Written("shop", 0, words)


RATE = Shape("a rate", Key("name", NAME), Key("percent", PERCENT), Key("compound", Flag(), False))
TAX = Shape(
    "a tax: a rate, or a group of rates",
    Key("ref", REF),
    Key("name", NAME),
    Key("percent", Maybe(PERCENT), None),
    Key("members", Maybe(Many(plainly(RATE, Rate), 1)), None),
    Key("archived", Flag(), False),
)


def read_taxes(desk: Desk) -> None:
    """The taxes of the document."""
    for item, values in desk.each("taxes", TAX):
        percent, members = values["percent"], values["members"]
        if (percent is None) == (members is None):
            desk.reading.bad(item.place, "either_or", keys="percent, members")
            continue
        rates = members if members is not None else (Rate(values["name"], percent),)
        desk.keep(
            "tax", Tax(item.id, values["ref"], values["name"], rates, members is not None, values["archived"])
        )


def word_tax(tax: Tax, pen: Pen) -> Written:
    """A tax as words: a plain rate is called like its tax."""
    plain = (
        not tax.group and len(tax.members) == 1 and tax.members[0] == Rate(tax.name, tax.members[0].percent)
    )
    rates = (
        {"percent": tax.members[0].percent, "members": None}
        if plain
        else {"percent": None, "members": tax.members}
    )
    values = {"ref": pen.ref_of("tax", tax.id), "name": tax.name, "archived": tax.archived, **rates}
    return Written("tax", tax.id, TAX.words(values, pen))


LATE_FEE = Shape(
    "what lateness costs",
    Key("after_days", Whole(0, 3650)),
    Key("flat", MONEY, 0),
    Key("percent", PERCENT, 0),
    Key("minimum", Maybe(MONEY), None),
    Key("maximum", Maybe(MONEY), None),
    Key("monthly", Flag(), False),
)


def _late_fee(values: Mapping[str, Any], place: str, reading: Reading) -> LateFee:
    fee = LateFee(**values)
    if fee.minimum is not None and fee.maximum is not None and fee.minimum > fee.maximum:
        reading.bad(f"{place}.maximum", "maximum_below_minimum")
    return fee


TERMS = Shape(
    "payment terms: days, or a day of the month",
    Key("ref", REF),
    Key("name", NAME),
    Key("days", Maybe(Whole(0, 3650)), None),
    Key("end_of_month", Flag(), False),
    Key("day_of_month", Maybe(Whole(1, 31)), None),
    Key("defer_within_days", Whole(0, 366), 0),
    Key("late_fee", Maybe(Made(LATE_FEE, _late_fee)), None),
    Key("archived", Flag(), False),
)


def read_terms(desk: Desk) -> None:
    """The payment terms of the document."""
    for item, values in desk.each("terms", TERMS):
        by_day = values["day_of_month"] is not None
        if by_day == (values["days"] is not None):
            desk.reading.bad(item.place, "either_or", keys="days, day_of_month")
        elif by_day and values["end_of_month"]:
            desk.reading.bad(f"{item.place}.end_of_month", "only_with", key="days")
        elif not by_day and values["defer_within_days"]:
            desk.reading.bad(f"{item.place}.defer_within_days", "only_with", key="day_of_month")
        else:
            desk.keep("terms", Terms(item.id, **values))


def word_terms(terms: Terms, pen: Pen) -> Written:
    """Terms as words; those without any day mean at once."""
    values = named(terms, TERMS, "terms", pen)
    if terms.days is None and terms.day_of_month is None:
        values["days"] = 0
    if terms.day_of_month is not None:
        values["days"] = None
    return Written("terms", terms.id, TERMS.words(values, pen))


CUSTOM_FIELD = Shape(
    "a custom field",
    Key("ref", REF),
    Key("name", NAME),
    Key("choices", Many(LINE), ()),
    Key("archived", Flag(), False),
)


def read_fields(desk: Desk) -> None:
    """The custom fields of contacts and assets."""
    for on in ("contact", "asset"):
        for item, values in desk.each(f"fields.{on}", CUSTOM_FIELD):
            desk.keep("field", CustomField(item.id, on=on, **values))


def word_field(field: CustomField, pen: Pen) -> Written:
    """A custom field as words."""
    return Written("field", field.id, CUSTOM_FIELD.words(field, pen))


PRODUCT = Shape(
    "something that the shop sells",
    Key("ref", REF),
    Key("name", NAME),
    Key("kind", OneOf(("product", "labor", "deposit")), "product"),
    Key("description", WORDS, ""),
    Key("unit", LINE, ""),
    Key("unit_price", Maybe(Decimals("price")), None),
    Key("currency", Maybe(CURRENCY), None),
    Key("tax", TaxChoice(UNTAXED), INHERIT),
    Key("minimum_minutes", Whole(0, 10_000), 0),
    Key("increment_minutes", Whole(0, 10_000), 0),
    Key("deposit_percent", Maybe(PERCENT), None),
    Key("active", Flag(), True),
)


def read_products(desk: Desk) -> None:
    """The products of the document."""
    for item, values in desk.each("products", PRODUCT):
        if values["deposit_percent"] is not None and values["kind"] != "deposit":
            desk.reading.bad(f"{item.place}.deposit_percent", "only_with", key="kind: deposit")
        elif values["deposit_percent"] is not None and values["unit_price"] is not None:
            desk.reading.bad(item.place, "either_or", keys="unit_price, deposit_percent")
        else:
            desk.keep("product", Product(item.id, **values))


def word_product(product: Product, pen: Pen) -> Written:
    """A product as words."""
    return Written("product", product.id, PRODUCT.words(named(product, PRODUCT, "product", pen), pen))
