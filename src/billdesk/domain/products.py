"""The catalog as it is edited and listed: what is wrong with a product, what it cost when, who names it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from billdesk.domain.bounds import line_problems, range_problems, text_problems
from billdesk.domain.catalog import Product
from billdesk.domain.errors import Problem
from billdesk.domain.money import LIMIT, SCALE, is_currency
from billdesk.domain.tax import Choice

KINDS = ("product", "labor", "deposit")
MOST_MINUTES = 10_000
_WHOLE = 100 * SCALE


@dataclass(frozen=True, slots=True)
class Price:
    """What a product cost from a day on; None = as long as anybody remembers. Figures as in Product."""

    day: datetime.date | None
    unit_price: int | None
    currency: str | None = None
    deposit_percent: int | None = None
    desk: str = ""


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """Which products; None and empty mean "any"."""

    kinds: frozenset[str] = frozenset()
    tax: Choice | None = None
    active: bool | None = True
    text: str = ""


@dataclass(frozen=True, slots=True)
class ProductLine:
    """One line of the list of products. The price is in minor units × 10⁴ of `currency`."""

    id: int
    ref: str
    name: str
    kind: str
    description: str
    unit: str
    unit_price: int | None
    currency: str
    deposit_percent: int | None
    tax: Choice
    tax_name: str  # "" where it names none
    tax_archived: bool
    active: bool
    schedules: int  # how many schedules name it


@dataclass(frozen=True, slots=True)
class ProductUse:
    """A schedule that names a product; one that doesn't `follow` the catalog keeps the price of its line."""

    schedule_id: int
    title: str
    customer: str
    state: str
    follows: bool


def price_of(product: Product) -> tuple[int | None, str | None, int | None]:
    """What the price history tells of a product: unit price, currency, percentage."""
    return product.unit_price, product.currency, product.deposit_percent


def product_problems(product: Product) -> tuple[Problem, ...]:
    """What is wrong with a product, by field."""
    return tuple(_problems(product))


def _problems(product: Product) -> Iterator[Problem]:
    yield from line_problems("name", product.name, filled=True)
    yield from text_problems("description", product.description)
    yield from line_problems("unit", product.unit, longest=60)
    if product.kind not in KINDS:
        yield Problem("kind", "unknown_word", {"value": product.kind[:60], "allowed": ", ".join(KINDS)})
    if product.unit_price is not None and abs(product.unit_price) >= LIMIT * SCALE:
        yield Problem("unit_price", "amount_too_large")
    if product.currency is not None and not is_currency(product.currency):
        yield Problem("currency", "unknown_currency", {"value": product.currency[:60]})
    yield from _labor_problems(product)
    yield from _deposit_problems(product)


def _labor_problems(product: Product) -> Iterator[Problem]:
    for place in ("minimum_minutes", "increment_minutes"):
        minutes = getattr(product, place)
        if minutes and product.kind != "labor":
            yield Problem(place, "for_labor_only")
        else:
            yield from range_problems(place, minutes, 0, MOST_MINUTES)


def _deposit_problems(product: Product) -> Iterator[Problem]:
    percent = product.deposit_percent
    if percent is None:
        return
    if product.kind != "deposit":
        yield Problem("deposit_percent", "for_deposits_only")
    elif product.unit_price is not None:
        yield Problem("deposit_percent", "price_or_percent")
    else:
        yield from range_problems("deposit_percent", percent, 1, _WHOLE, SCALE)
