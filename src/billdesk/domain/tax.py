"""Taxes: a rate, a group of rates with compound members, or none; and which of several taxes counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from billdesk.domain.bounds import line_problems, range_problems
from billdesk.domain.errors import Problem
from billdesk.domain.money import SCALE

_WHOLE = 100 * SCALE
"""A hundred percent."""
MOST_MEMBERS = 20
"""The most members of a group; exact arithmetic grows with each compound one."""


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
    """A member's exact share of a line's base, in parts of a `unit`: its tax, and what it is charged on."""

    rate: Rate
    tax: int
    base: int


@dataclass(frozen=True, slots=True)
class Shares:
    """What the members charge on `unit` of net, all of it whole numbers."""

    unit: int
    members: tuple[Share, ...]
    tax: int  # of all members together


@lru_cache(maxsize=4096)
def shares(rates: tuple[Rate, ...]) -> Shares:
    """What each member charges of its base, exactly; compound members also on those before them."""
    unit = _WHOLE ** len(rates)  # each compound member takes a fraction of a fraction
    found: list[Share] = []
    before = 0
    for rate in rates:
        base = unit + before if rate.compound else unit
        tax = base * rate.percent // _WHOLE  # without a remainder: see the unit
        found.append(Share(rate, tax, base))
        before += tax
    return Shares(unit, tuple(found), before)


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


def tax_problems(tax: Tax) -> tuple[Problem, ...]:
    """What is wrong with a tax, by field: name, members, members[0].percent …"""
    return tuple(_problems(tax))


def _problems(tax: Tax) -> Iterator[Problem]:
    yield from line_problems("name", tax.name, filled=True, longest=200)
    if not tax.members:
        yield Problem("members", "tax_has_no_rate")
    if len(tax.members) > MOST_MEMBERS:
        yield Problem("members", "too_many", {"most": MOST_MEMBERS})
    for at, rate in enumerate(tax.members):
        yield from line_problems(f"members[{at}].name", rate.name, filled=tax.group, longest=200)
        yield from range_problems(f"members[{at}].percent", rate.percent, 0, _WHOLE, SCALE)
