"""The totals of an invoice, exactly in the order that the product page on money gives."""

from collections.abc import Sequence
from dataclasses import dataclass

from billdesk.domain.money import divide, gross, percent_of, spread
from billdesk.domain.tax import Rate, shares


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
    """A line's gross less its discount, percent or fixed; never below 0 unless the line is a return."""
    if discount is None:
        return line_gross
    if discount.percent is not None:
        net = line_gross - percent_of(line_gross, discount.percent)
    else:
        net = line_gross - (discount.amount or 0)
    return net if line_gross < 0 else max(net, 0)


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
    """Taxes on prices without tax: rounded once per rate, or per line and rate.

    Sums are kept in parts of the finest unit of all groups, so that nothing is rounded on the way.
    """
    charged = [(shares(rates), amounts) for rates, amounts in groups.items()]
    finest = max((found.unit for found, _ in charged), default=1)
    sums: dict[Rate, list[int]] = {}
    for found, amounts in charged:
        net = sum(amounts) * (finest // found.unit)
        for share in found.members:
            row = sums.setdefault(share.rate, [0, 0])
            row[0] += net * share.base
            row[1] += _each(amounts, share.tax, found.unit) * finest if per_line else net * share.tax
    return tuple(
        TaxTotal(rate, divide(base, finest), divide(tax, finest)) for rate, (base, tax) in sums.items()
    )


def _each(amounts: Sequence[int], tax: int, unit: int) -> int:
    return sum(divide(amount * tax, unit) for amount in amounts)


def _contained(groups: dict[tuple[Rate, ...], list[int]]) -> tuple[TaxTotal, ...]:
    """Taxes inside prices: rounded once per group (or line), then spread over its members."""
    sums: dict[Rate, list[int]] = {}
    for rates, amounts in groups.items():
        found = shares(rates)
        weights = [share.tax for share in found.members]
        for amount in amounts:
            tax = divide(amount * found.tax, found.unit + found.tax)
            before = 0
            for rate, part in zip(rates, spread(tax, weights), strict=True):
                row = sums.setdefault(rate, [0, 0])
                row[0] += amount - tax + (before if rate.compound else 0)
                row[1] += part
                before += part
    return tuple(TaxTotal(rate, base, tax) for rate, (base, tax) in sums.items())
