"""Monthly recurring revenue: what schedules come to in a month, per currency and in the home currency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from billdesk.domain.money import decimals, divide

PER_MONTH: Mapping[str, Fraction] = {
    "daily": Fraction(365, 12),
    "weekly": Fraction(52, 12),
    "monthly": Fraction(1),
    "quarterly": Fraction(1, 3),
    "yearly": Fraction(1, 12),
}
"""How many units of a frequency fall into a month (revenue.md)."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """What one active schedule bills every `interval` units: minor units after discount, before tax."""

    frequency: str
    interval: int
    net: int
    currency: str


def by_currency(schedules: Iterable[Recurring]) -> dict[str, Fraction]:
    """The exact minor units per month of each currency; `rounded` makes amounts of them."""
    sums: dict[str, Fraction] = {}
    for each in schedules:
        month = each.net * PER_MONTH[each.frequency] / each.interval
        sums[each.currency] = sums.get(each.currency, Fraction(0)) + month
    return sums


def missing_rates(sums: Mapping[str, Fraction], home: str, rates: Mapping[str, Fraction]) -> tuple[str, ...]:
    """The currencies that can't be converted to the home currency, in alphabetical order."""
    return tuple(sorted(code for code in sums if code != home and code not in rates))


def in_home(sums: Mapping[str, Fraction], home: str, rates: Mapping[str, Fraction]) -> Fraction:
    """The exact minor units of the home currency that sums come to; no rate may be missing.

    A rate says how many units (not minor units) of the home currency one unit of another is worth.
    """
    return sum((_converted(amount, code, home, rates) for code, amount in sums.items()), Fraction(0))


def _converted(amount: Fraction, code: str, home: str, rates: Mapping[str, Fraction]) -> Fraction:
    if code == home:
        return amount
    return amount * rates[code] * Fraction(10) ** (decimals(home) - decimals(code))


def rounded(exact: Fraction) -> int:
    """Whole minor units, half away from zero; done once, on a sum."""
    return divide(exact.numerator, exact.denominator)
