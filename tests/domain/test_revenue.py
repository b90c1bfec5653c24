"""MRR is exact until it is rounded once."""

from decimal import Decimal, localcontext
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.revenue import Recurring, by_currency, in_home, missing_rates, rounded

A_YEAR = {"daily": 365, "weekly": 52, "monthly": 12, "quarterly": 4, "yearly": 1}
SCHEDULES = st.builds(
    Recurring,
    st.sampled_from(sorted(A_YEAR)),
    st.integers(1, 12),
    st.integers(-(10**9), 10**9),
    st.sampled_from(["USD", "EUR", "JPY", "KWD"]),
)
RATES = {"EUR": Fraction("1.1"), "JPY": Fraction("0.0064"), "KWD": Fraction("3.25")}


def test_the_examples_of_the_page():
    def month(frequency, net, interval=1):
        return rounded(by_currency([Recurring(frequency, interval, net, "USD")])["USD"])

    assert month("yearly", 120_000) == 10_000
    assert month("weekly", 10_000) == 43_333
    assert month("quarterly", 30_000) == 10_000
    assert month("daily", 1_200) == 36_500
    assert month("monthly", 10_000, 3) == 3_333


@given(st.lists(SCHEDULES, max_size=10))
def test_a_year_is_twelve_months(schedules):
    sums = by_currency(schedules)
    for code, amount in sums.items():
        mine = [each for each in schedules if each.currency == code]
        assert amount * 12 == sum(Fraction(each.net * A_YEAR[each.frequency], each.interval) for each in mine)


@given(st.lists(SCHEDULES, max_size=10))
def test_the_home_sum_agrees_with_decimal_arithmetic(schedules):
    sums = by_currency(schedules)
    digits = {"USD": 2, "EUR": 2, "JPY": 0, "KWD": 3}
    with localcontext(prec=60):
        expected = Decimal(0)
        for code, amount in sums.items():
            rate = Decimal(1) if code == "USD" else Decimal(RATES[code].numerator) / RATES[code].denominator
            expected += Decimal(amount.numerator) / amount.denominator / 10 ** digits[code] * rate * 100
        found = in_home(sums, "USD", RATES)
        assert abs(Decimal(found.numerator) / found.denominator - expected) < Decimal("1e-30")


def test_a_missing_rate_is_named():
    sums = by_currency([Recurring("monthly", 1, 100, code) for code in ("USD", "JPY", "EUR")])
    assert missing_rates(sums, "USD", {}) == ("EUR", "JPY")
    assert missing_rates(sums, "USD", RATES) == ()
    assert in_home({"JPY": Fraction(1000)}, "USD", RATES) == 640
