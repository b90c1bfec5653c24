"""The totals of an invoice, exactly in the order that the product page on money gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from billdesk.domain.money import divide, gross, percent_of, spread
from billdesk.domain.tax import Rate, contained, shares


@dataclass(frozen=True, slots=True)
class Discount:
    """A percentage (× 10⁴) or a fixed amount (minor units), never both."""

    percent: int | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class PricedLine:
    """What a line is reckoned from: quantity × 10⁴, unit price in minor units × 10⁴."""

    quantity: int
    unit_price: int
    discount: Discount | None = None
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True)
class LineTotal:
    """Minor units: before the line's discount, after it, and after its share of the document's discount."""

    gross: int
    net: int
    taxable: int


@dataclass(frozen=True, slots=True)
class TaxTotal:
    """What one rate charges on the whole document, in minor units."""

    rate: Rate
    base: int
    amount: int


@dataclass(frozen=True, slots=True)
class Rules:
    """How a document is reckoned."""

    includes_tax: bool = False
    per_line: bool = False
    cash_rounding: int = 0  # minor units, 0 = none


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything below the lines of an invoice, in minor units."""

    lines: tuple[LineTotal, ...]
    subtotal: int
    discount: int
    taxes: tuple[TaxTotal, ...]
    tax: int
    rounding: int
    total: int


PLAIN = Rules()


def line_net(line_gross: int, discount: Discount | None) -> int:
    """A line's gross less its discount; a fixed discount never takes a line past zero."""
    if discount is None:
        return line_gross
    if discount.percent is not None:
        return line_gross - percent_of(line_gross, discount.percent)
    return line_gross - min(discount.amount or 0, max(line_gross, 0))


def document_discount(subtotal: int, discount: Discount | None) -> int:
    """What a discount takes off a document; a fixed one never more than there is."""
    if discount is None:
        return 0
    if discount.percent is not None:
        return percent_of(subtotal, discount.percent)
    return min(discount.amount or 0, max(subtotal, 0))


def totals(lines: Sequence[PricedLine], discount: Discount | None = None, rules: Rules = PLAIN) -> Totals:
    """The totals of a document whose lines and discount are given."""
    grosses = [gross(line.quantity, line.unit_price) for line in lines]
    nets = [line_net(amount, line.discount) for amount, line in zip(grosses, lines, strict=True)]
    subtotal = sum(nets)
    off = document_discount(subtotal, discount)
    parts = spread(off, nets) if off else [0] * len(nets)
    found = tuple(map(LineTotal, grosses, nets, map(int.__sub__, nets, parts)))
    taxes = _taxes(lines, found, rules)
    tax = sum(row.amount for row in taxes)
    exact = subtotal - off + (0 if rules.includes_tax else tax)
    total = divide(exact, rules.cash_rounding) * rules.cash_rounding if rules.cash_rounding else exact
    return Totals(found, subtotal, off, taxes, tax, total - exact, total)


def _taxes(lines: Sequence[PricedLine], found: Sequence[LineTotal], rules: Rules) -> tuple[TaxTotal, ...]:
    """One row per distinct rate, in the order in which the lines name them."""
    groups: dict[tuple[Rate, ...], list[int]] = {}
    for line, total in zip(lines, found, strict=True):
        if line.rates:
            groups.setdefault(line.rates, []).append(total.taxable)
    if not rules.per_line:
        groups = {rates: [sum(amounts)] for rates, amounts in groups.items()}
    return _contained(groups) if rules.includes_tax else _added(groups, rules.per_line)


def _added(groups: dict[tuple[Rate, ...], list[int]], per_line: bool) -> tuple[TaxTotal, ...]:
    """Taxes on prices without tax: rounded once per rate, or per line and rate."""
    bases: dict[Rate, Fraction | int] = {}
    taxes: dict[Rate, Fraction | int] = {}
    for rates, amounts in groups.items():
        for share in shares(rates):
            for amount in amounts:
                exact = amount * share.tax
                bases[share.rate] = bases.get(share.rate, 0) + amount * share.base
                taxes[share.rate] = taxes.get(share.rate, 0) + (_rounded(exact) if per_line else exact)
    return tuple(TaxTotal(rate, _rounded(bases[rate]), _rounded(taxes[rate])) for rate in taxes)


def _contained(groups: dict[tuple[Rate, ...], list[int]]) -> tuple[TaxTotal, ...]:
    """Taxes inside prices: rounded once per group (or line), then spread over its members."""
    bases: dict[Rate, int] = {}
    taxes: dict[Rate, int] = {}
    for rates, amounts in groups.items():
        members = shares(rates)
        scale = lcm(*(share.tax.denominator for share in members))
        weights = [int(share.tax * scale) for share in members]
        for amount in amounts:
            tax = _rounded(amount * contained(rates))
            before = 0
            for share, part in zip(members, spread(tax, weights), strict=True):
                base = amount - tax + (before if share.rate.compound else 0)
                bases[share.rate] = bases.get(share.rate, 0) + base
                taxes[share.rate] = taxes.get(share.rate, 0) + part
                before += part
    return tuple(TaxTotal(rate, bases[rate], taxes[rate]) for rate in taxes)


def _rounded(value: Fraction | int) -> int:
    return value if isinstance(value, int) else divide(value.numerator, value.denominator)
