"""Totals in the order of money.md, against an oracle in fractions that follows its sentences one by one."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.money import spread
from billdesk.domain.tax import Rate
from billdesk.domain.totals import Discount, PricedLine, Rules, line_net, totals

VAT = Rate("VAT", 190_000)
GST, QST = Rate("GST", 50_000), Rate("QST", 99_750)
COMPOUND = Rate("QST", 99_750, compound=True)
PERCENTS = st.integers(0, 1_000_000)
DISCOUNTS = (
    st.none() | st.builds(Discount, percent=PERCENTS) | st.builds(Discount, amount=st.integers(0, 50_000))
)
GROUPS = st.sampled_from(
    [
        (),
        (VAT,),
        (GST,),
        (GST, QST),
        (GST, COMPOUND),
        (Rate("Low", 70_000),),
        (VAT, Rate("Eco", 12_345, True)),
    ]
)
LINES = st.lists(
    st.builds(PricedLine, st.integers(-200_000, 2_000_000), st.integers(0, 10**9), DISCOUNTS, GROUPS),
    max_size=8,
)
RULES = st.builds(Rules, st.booleans(), st.booleans(), st.sampled_from([0, 0, 5, 10]))


def half_away(exact):
    exact = Fraction(exact)
    size = int(abs(exact) + Fraction(1, 2))
    return size if exact >= 0 else -size


def member_taxes(rates, base):
    """Each member's exact base and tax on an exact base."""
    before, found = Fraction(0), []
    for rate in rates:
        charged = base + before if rate.compound else Fraction(base)
        tax = charged * rate.percent / 1_000_000
        found.append((rate, charged, tax))
        before += tax
    return found


def expected_taxes(lines, taxables, rules):
    """Rate -> tax by the sentences of the page."""
    found = {}
    if not rules.includes_tax:
        for line, taxable in zip(lines, taxables, strict=True):
            for rate, _, tax in member_taxes(line.rates, taxable):
                found[rate] = found.get(rate, 0) + (half_away(tax) if rules.per_line else tax)
        return {rate: half_away(tax) for rate, tax in found.items()}
    groups = {}
    for line, taxable in zip(lines, taxables, strict=True):
        if line.rates:
            groups.setdefault(line.rates, []).append(taxable)
    for rates, amounts in groups.items():
        for amount in amounts if rules.per_line else [sum(amounts)]:
            exact = [tax for _, _, tax in member_taxes(rates, Fraction(1))]
            inside = half_away(amount * sum(exact) / (1 + sum(exact)))
            for rate, part in zip(rates, spread(inside, [int(tax * 10**30) for tax in exact]), strict=True):
                found[rate] = found.get(rate, 0) + part
    return found


@given(LINES, DISCOUNTS, RULES)
def test_totals_follow_the_page_to_the_cent(lines, discount, rules):
    found = totals(lines, discount, rules)
    for line, amount in zip(lines, found.lines, strict=True):
        assert amount.gross == half_away(Fraction(line.quantity * line.unit_price, 10**8))
        off = line.discount
        net = amount.gross
        if off is not None and off.percent is not None:
            net -= half_away(Fraction(amount.gross * off.percent, 10**6))
        elif off is not None:
            net -= off.amount
        assert amount.net == (max(net, 0) if amount.gross >= 0 else net)
    assert found.subtotal == sum(amount.net for amount in found.lines)
    assert sum(amount.net - amount.taxable for amount in found.lines) == found.discount
    taxes = {row.rate: row.amount for row in found.taxes}
    assert taxes == expected_taxes(lines, [amount.taxable for amount in found.lines], rules)
    assert found.tax == sum(taxes.values())
    exact = found.subtotal - found.discount + (0 if rules.includes_tax else found.tax)
    assert found.total == exact + found.rounding
    if rules.cash_rounding:
        assert found.total % rules.cash_rounding == 0
        assert abs(found.rounding) * 2 <= rules.cash_rounding
    else:
        assert found.rounding == 0


@given(LINES, st.integers(0, 1_000_000))
def test_a_document_discount_is_spread_within_a_cent_of_proportional(lines, percent):
    found = totals(lines, Discount(percent=percent))
    assert found.discount == half_away(Fraction(found.subtotal * percent, 10**6))
    if found.subtotal:
        for row in found.lines:
            assert abs(row.net - row.taxable - Fraction(found.discount * row.net, found.subtotal)) < 1


@given(LINES, st.booleans())
def test_the_bases_of_plain_rates_are_the_discounted_nets_they_apply_to(lines, per_line):
    found = totals(lines, None, Rules(per_line=per_line))
    for row in found.taxes:
        if not row.rate.compound:
            pairs = zip(lines, found.lines, strict=True)
            assert row.base == sum(amount.taxable * line.rates.count(row.rate) for line, amount in pairs)


@given(LINES, DISCOUNTS)
def test_prices_with_tax_add_up_to_what_the_lines_say(lines, discount):
    found = totals(lines, discount, Rules(includes_tax=True))
    assert found.total == found.subtotal - found.discount == sum(row.taxable for row in found.lines)


def test_the_retainer_of_the_little_shop():
    """1.5 h x 33.335 and 20.00 less 12.5 %, 5.00 off, GST 5 % and QST 9.975 %: 71.86."""
    lines = [
        PricedLine(15_000, 33_335_000, None, (GST, QST)),
        PricedLine(10_000, 20_000_000, Discount(percent=125_000), (GST, QST)),
    ]
    found = totals(lines, Discount(amount=500))
    assert [row.net for row in found.lines] == [5000, 1750]
    assert [row.taxable for row in found.lines] == [4630, 1620]  # 500 x 5000/6750 = 370.37
    assert (found.subtotal, found.discount, found.total) == (6750, 500, 7186)
    assert [(row.base, row.amount) for row in found.taxes] == [(6250, 313), (6250, 623)]


def test_rounding_per_line_and_per_document_differ_where_the_page_says_so():
    lines = [PricedLine(10_000, 130_000, None, (VAT,))] * 3  # 0.13 each: 2.47 cents of tax
    assert totals(lines).tax == 7
    assert totals(lines, None, Rules(per_line=True)).tax == 6


def test_a_rate_in_two_groups_is_rounded_once():
    lines = [
        PricedLine(10_000, 100_000, None, (GST,)),
        PricedLine(10_000, 100_000, None, (GST, QST)),
    ]  # 0.10 each
    found = totals(lines)
    assert [(row.rate.name, row.base, row.amount) for row in found.taxes] == [("GST", 20, 1), ("QST", 10, 1)]


def test_a_compound_tax_names_the_base_it_is_charged_on():
    found = totals([PricedLine(10_000, 1_000_000, None, (GST, COMPOUND))])  # 1.00
    assert [(row.base, row.amount) for row in found.taxes] == [(100, 5), (105, 10)]


def test_included_tax_is_taken_out_of_the_price():
    found = totals([PricedLine(10_000, 119_000_000, None, (VAT,))], None, Rules(includes_tax=True))
    assert (found.total, found.tax, found.taxes[0].base) == (11_900, 1_900, 10_000)


def test_cash_is_rounded_to_five_and_shown_on_its_own():
    found = totals([PricedLine(10_000, 10_020_000)], None, Rules(cash_rounding=5))
    assert (found.total, found.rounding) == (1000, -2)
    found = totals([PricedLine(10_000, 10_030_000)], None, Rules(cash_rounding=5))
    assert (found.total, found.rounding) == (1005, 2)


def test_a_positive_line_stops_at_zero_and_a_return_does_not():
    assert line_net(300, Discount(amount=500)) == 0
    assert line_net(300, Discount(percent=1_500_000)) == 0
    assert line_net(0, Discount(amount=500)) == 0
    assert line_net(-1000, Discount(percent=100_000)) == -900
    assert line_net(-1000, Discount(amount=500)) == -1500


def test_nothing_billed_comes_to_nothing():
    found = totals([], Discount(amount=500), Rules(cash_rounding=5))
    assert (found.subtotal, found.discount, found.total, found.taxes) == (0, 0, 0, ())
