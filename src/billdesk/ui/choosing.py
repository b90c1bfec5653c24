"""What can be chosen for a customer: countries, currencies, languages, taxes, terms, with their names."""

from collections.abc import Iterable
from functools import cache

from billdesk.basics import words
from billdesk.domain.countries import COUNTRIES
from billdesk.domain.settings import ShopSettings
from billdesk.domain.tax import INHERIT, UNTAXED, Tax
from billdesk.domain.tax import Choice as TaxChoice
from billdesk.domain.terms import Terms
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.words import tr

_LANGUAGES = """
    en de fr it es pt nl da sv nb fi pl cs sk sl hr hu ro bg el tr uk ru et lv lt ar he ja zh ko
"""
_CURRENCIES = """
    USD EUR GBP CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF RON BGN TRY UAH JPY CNY INR KRW SGD HKD ILS ZAR
    MXN BRL AED SAR KWD BHD
"""
NONE = "-"
"""The key of a choice that stands for none of the others."""


@cache
def countries(language: str) -> tuple[Choice, ...]:
    """Every country by its name, before them none."""
    named = sorted(
        (Choice(code, words.country_name(code, language)) for code in COUNTRIES),
        key=lambda one: words.sorting_key(one.words),
    )
    return (Choice("", tr("Not said")), *named)


def currencies(shop: ShopSettings, language: str) -> tuple[Choice, ...]:
    """The shop's currency by default, then those that are common."""
    own = Choice("", tr("The shop's ({currency})", currency=shop.currency))
    named = (Choice(code, f"{code}  {words.currency_name(code, language)}") for code in _CURRENCIES.split())
    return (own, *named)


def languages(shop: ShopSettings, language: str) -> tuple[Choice, ...]:
    """The shop's language by default, then those that documents can be written in."""
    own = Choice("", tr("The shop's ({language})", language=words.language_name(shop.language, language)))
    named = [Choice(code, words.language_name(code, language)) for code in _LANGUAGES.split()]
    return (own, *sorted(named, key=lambda one: words.sorting_key(one.words)))


def taxes(known: Iterable[Tax], shop: ShopSettings) -> tuple[Choice, ...]:
    """The shop's default, no tax, and every tax that isn't archived."""
    found = list(known)
    default = next((one.name for one in found if one.id == shop.default_tax_id), tr("none"))
    mine = (Choice(str(one.id), one.name) for one in found if not one.archived)
    return (Choice("", tr("As usual ({tax})", tax=default)), Choice(NONE, tr("No tax")), *mine)


def terms(known: Iterable[Terms], shop: ShopSettings) -> tuple[Choice, ...]:
    """The shop's default, and all payment terms."""
    found = list(known)
    default = next((one.name for one in found if one.id == shop.default_terms_id), tr("at once"))
    return (
        Choice("", tr("As usual ({terms})", terms=default)),
        *(Choice(str(one.id), one.name) for one in found),
    )


def tax_key(choice: TaxChoice) -> str:
    """The key of a customer's tax among the choices."""
    if not choice.named:
        return ""
    return NONE if choice.tax_id is None else str(choice.tax_id)


def tax_of(key: str) -> TaxChoice:
    """The tax that a key means."""
    if key == NONE:
        return UNTAXED
    return TaxChoice(True, int(key)) if key else INHERIT
