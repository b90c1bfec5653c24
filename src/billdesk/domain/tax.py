"""Taxes: a rate, a group of rates with compound members, or none; and which of several taxes counts."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from billdesk.domain.money import SCALE


@dataclass(frozen=True, slots=True)
class Rate:
    """One rate; percent × 10⁴. A compound rate is charged on the base plus the members before it."""

    name: str
    percent: int
    compound: bool = False


@dataclass(frozen=True, slots=True)
class Tax:
    """What a line is taxed with: one member is a plain rate, several are a group."""

    id: int
    ref: str
    name: str
    members: tuple[Rate, ...]
    group: bool = False  # written as a group, even with one member
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A member's exact share of a line's base: the tax is base × tax, charged on base × base."""

    rate: Rate
    tax: Fraction
    base: Fraction


@lru_cache(maxsize=4096)
def shares(rates: tuple[Rate, ...]) -> tuple[Share, ...]:
    """What each member charges per unit of net, exactly; compound members also on those before them."""
    found: list[Share] = []
    before = Fraction(0)
    for rate in rates:
        base = 1 + before if rate.compound else Fraction(1)
        tax = base * Fraction(rate.percent, 100 * SCALE)
        found.append(Share(rate, tax, base))
        before += tax
    return tuple(found)


@lru_cache(maxsize=4096)
def contained(rates: tuple[Rate, ...]) -> Fraction:
    """The part of a price with tax that is tax, exactly."""
    together = sum((share.tax for share in shares(rates)), Fraction(0))
    return together / (1 + together)


@dataclass(frozen=True, slots=True)
class Choice:
    """A tax that something may name: not named at all, named as none (untaxed), or a tax by its id."""

    named: bool = False
    tax_id: int | None = None


INHERIT = Choice()
UNTAXED = Choice(True)


def first_named(*choices: Choice) -> int | None:
    """The tax id of the first choice that names one; None where the first names none or nobody does."""
    return next((choice.tax_id for choice in choices if choice.named), None)
