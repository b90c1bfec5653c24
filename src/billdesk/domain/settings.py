"""What a shop sets for itself; the defaults are those of the settings screens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from billdesk.domain.address import usable_address
from billdesk.domain.bounds import line_problems, range_problems, text_problems
from billdesk.domain.errors import Problem
from billdesk.domain.factory import METHODS, STATUSES
from billdesk.domain.money import is_currency
from billdesk.domain.numbering import pattern_problem

if TYPE_CHECKING:
    from billdesk.domain.totals import Rules

CHOICES = {
    "tax_rounding": ("document", "line"),
    "template": ("modern", "classic", "compact"),
    "paper": ("A4", "Letter"),
    "run_notice": ("off", "failed", "always"),
}
"""Settings that are one of a few words."""
PATTERNS = {
    "invoice": "invoice_number",
    "credit_note": "credit_note_number",
    "ticket": "ticket_number",
    "receipt": "receipt_number",
}
"""The setting that holds the number pattern of each kind of document."""
MOST_WORDS = 40
"""How many payment methods or ticket statuses a shop may have."""
COARSEST_ROUNDING = 10_000
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """The settings of the shop; `cash_rounding` in minor units of `currency`, 0 = none."""

    name: str = ""
    email: str = ""
    address: str = ""
    phone: str = ""
    website: str = ""
    tax_number: str = ""
    bank: str = ""
    footer: str = ""
    country: str = ""
    currency: str = "USD"
    language: str = "en"
    default_tax_id: int | None = None
    default_terms_id: int | None = None
    tax_rounding: str = "document"  # document line
    prices_include_tax: bool = False
    cash_rounding: int = 0
    invoice_number: str = "INV-{year}-{counter:05}"
    credit_note_number: str = "CN-{year}-{counter:05}"
    ticket_number: str = "T-{counter:05}"
    receipt_number: str = "R-{year}-{counter:05}"
    number_reset_yearly: bool = False
    deposits_enabled: bool = False
    charge_time_by_default: bool = False
    time_non_billable_by_default: bool = False
    ticket_statuses: tuple[str, ...] = STATUSES
    ticket_status_when_billed: str = ""  # what a ticket becomes when its invoice is made; "" = it stays
    payment_methods: tuple[str, ...] = METHODS
    template: str = "modern"  # modern classic compact
    paper: str = "A4"  # A4 Letter
    accent: str = "#0B6470"
    account_holder: str = ""  # "" = name
    iban: str = ""
    bic: str = ""
    payment_link: str = ""  # with {number} {amount} {currency}
    annex: str = "needed"  # never needed always
    pdf_name: str = "{number}"  # how saved PDFs are called
    run_notice: str = "off"  # off failed always: when the shop is mailed what a run did

    @property
    def rules(self) -> "Rules":
        """How the shop reckons its documents."""
        from billdesk.domain.totals import Rules  # a window reads settings before it adds anything up

        return Rules(self.prices_include_tax, self.tax_rounding == "line", self.cash_rounding)


def shop_problems(shop: ShopSettings) -> tuple[Problem, ...]:
    """What is wrong with settings, each by the name of the setting."""
    return (
        *_word_problems(shop),
        *_choice_problems(shop),
        *_list_problems(shop),
        *_billed_problems(shop),
    )


def _word_problems(shop: ShopSettings) -> Iterator[Problem]:
    yield from line_problems("name", shop.name, filled=True, longest=200)
    for place in ("phone", "website", "tax_number", "country"):
        yield from line_problems(place, getattr(shop, place), longest=200)
    for place in ("address", "bank", "footer"):
        yield from text_problems(place, getattr(shop, place), longest=2_000)
    if shop.email and not usable_address(shop.email):
        yield Problem("email", "bad_address", {"address": shop.email[:80]})
    for place in PATTERNS.values():
        pattern = getattr(shop, place)
        problem = pattern_problem(pattern)
        if problem:
            yield Problem(place, problem, {"pattern": pattern[:80]})


def _choice_problems(shop: ShopSettings) -> Iterator[Problem]:
    for place, allowed in CHOICES.items():
        value = getattr(shop, place)
        if value not in allowed:
            yield Problem(place, "unknown_word", {"value": value[:60], "allowed": ", ".join(allowed)})
    if not is_currency(shop.currency):
        yield Problem("currency", "unknown_currency", {"value": shop.currency[:60]})
    if not _LANGUAGE.fullmatch(shop.language):
        yield Problem("language", "unknown_language", {"value": shop.language[:60]})
    if not _COLOR.fullmatch(shop.accent):
        yield Problem("accent", "bad_color", {"value": shop.accent[:60]})
    yield from range_problems("cash_rounding", shop.cash_rounding, 0, COARSEST_ROUNDING)


def _billed_problems(shop: ShopSettings) -> Iterator[Problem]:
    status = shop.ticket_status_when_billed
    if status and status not in shop.ticket_statuses:
        known = ", ".join(shop.ticket_statuses)
        yield Problem("ticket_status_when_billed", "unknown_word", {"value": status[:60], "allowed": known})


def _list_problems(shop: ShopSettings) -> Iterator[Problem]:
    for place in ("ticket_statuses", "payment_methods"):
        found = getattr(shop, place)
        if not found:
            yield Problem(place, "list_is_empty")
        if len(found) > MOST_WORDS:
            yield Problem(place, "too_many", {"most": MOST_WORDS})
        folded = [one.strip().casefold() for one in found]
        for at, one in enumerate(found):
            yield from line_problems(f"{place}[{at}]", one, filled=True, longest=60)
            if folded.index(folded[at]) != at:
                yield Problem(f"{place}[{at}]", "there_already", {"value": one[:60]})
