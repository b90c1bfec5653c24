"""`billdesk calc`: the examples of the pages, an oracle in Decimal, and any JSON at all."""

import json
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Rejected
from billdesk.services.calc import answer

TOTALS = {
    "kind": "totals",
    "currency": "EUR",
    "prices_include_tax": False,
    "tax_rounding": "document",
    "discount": {"percent": "10"},
    "lines": [
        {
            "quantity": "2",
            "unit_price": "9.99",
            "discount": {"amount": "1.00"},
            "taxes": [{"name": "VAT", "percent": "19", "compound": False}],
        }
    ],
}
DATES = {"kind": "dates", "frequency": "monthly", "interval": 1, "start": "2026-01-31", "count": 3}
SUBSCRIPTION = {"frequency": "yearly", "interval": 1, "net": "1200", "currency": "USD", "state": "active"}
MRR = {"kind": "mrr", "home_currency": "USD", "rates": {"EUR": "1.10"}, "schedules": [SUBSCRIPTION]}
DIGITS = {"JPY": 0, "USD": 2, "KWD": 3}


def problems(case):
    with pytest.raises(Rejected) as caught:
        answer(case)
    return {(problem.place, problem.code) for problem in caught.value.problems}


def billing_dates(**case):
    return [row["billing_date"] for row in answer({"kind": "dates", "start": "2026-01-03"} | case)]


def mrr(*schedules, **case):
    return answer({"kind": "mrr", "schedules": list(schedules)} | case)


def test_totals_have_the_keys_of_the_page():
    """19.98 less 1.00, less 10 % (1.898 -> 1.90), 19 % of 17.08 = 3.2452."""
    assert answer(TOTALS) == {
        "lines": [{"gross": "19.98", "net": "18.98", "taxable": "17.08"}],
        "subtotal": "18.98",
        "discount": "1.90",
        "taxes": [{"name": "VAT", "percent": "19", "base": "17.08", "amount": "3.25"}],
        "tax": "3.25",
        "total": "20.33",
    }


def test_cash_rounding_adds_its_row():
    found = answer(TOTALS | {"cash_rounding": "0.05"})
    assert (found["rounding"], found["total"]) == ("0.02", "20.35")
    assert "rounding" not in answer(TOTALS | {"cash_rounding": None})


def test_a_compound_member_names_the_base_it_is_charged_on():
    taxes = [{"name": "GST", "percent": "5"}, {"name": "QST", "percent": "9.975", "compound": True}]
    found = answer({"kind": "totals", "lines": [{"quantity": "1", "unit_price": "100", "taxes": taxes}]})
    assert [(row["base"], row["amount"]) for row in found["taxes"]] == [
        ("100.00", "5.00"),
        ("105.00", "10.47"),
    ]


def test_prices_with_tax_keep_their_total():
    taxes = [{"name": "A", "percent": "10"}, {"name": "B", "percent": "7"}]
    lines = [{"quantity": "3", "unit_price": "0.333", "taxes": taxes}]
    found = answer({"kind": "totals", "currency": "KWD", "prices_include_tax": True, "lines": lines})
    assert (found["total"], found["tax"]) == ("0.999", "0.145")  # 0.999 x 17/117
    assert [row["amount"] for row in found["taxes"]] == ["0.085", "0.060"]


def half_up(exact, digits):
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


@st.composite
def plain_totals(draw):
    """A case without discounts: each line has at most one rate of its own."""
    code = draw(st.sampled_from(sorted(DIGITS)))
    places = DIGITS[code] + 4
    line = st.tuples(
        st.decimals(-100, 1000, places=4),
        st.decimals(0, 10_000, places=places),
        st.sampled_from([None, "5", "9.975", "19"]),
    )
    return code, draw(st.lists(line, max_size=6)), draw(st.sampled_from(["document", "line"]))


@given(plain_totals())
def test_totals_agree_with_decimal_arithmetic_in_every_currency(case):
    code, lines, rounding = case
    digits = DIGITS[code]
    rows = [
        {"quantity": f"{quantity:f}", "unit_price": f"{price:f}"}
        | ({"taxes": [{"name": "T", "percent": percent}]} if percent else {})
        for quantity, price, percent in lines
    ]
    found = answer({"kind": "totals", "currency": code, "lines": rows, "tax_rounding": rounding})
    nets = [half_up(quantity * price, digits) for quantity, price, _ in lines]
    assert [Decimal(row["net"]) for row in found["lines"]] == nets
    taxes = {}
    for net, (_, _, percent) in zip(nets, lines, strict=True):
        if percent:
            exact = net * Decimal(percent) / 100
            taxes[percent] = taxes.get(percent, 0) + (half_up(exact, digits) if rounding == "line" else exact)
    taxes = {percent: half_up(tax, digits) for percent, tax in taxes.items()}
    assert {row["percent"]: Decimal(row["amount"]) for row in found["taxes"]} == taxes
    assert Decimal(found["total"]) == sum(nets) + sum(taxes.values())
    assert all(
        len(found[key].partition(".")[2]) == digits for key in ("subtotal", "discount", "tax", "total")
    )


def test_dates_have_the_keys_of_the_page():
    assert answer(DATES | {"lead_days": 3})[1] == {
        "billing_date": "2026-02-28",
        "generate_on": "2026-02-25",
        "period_start": "2026-02-28",
        "period_end": "2026-03-30",
    }


def test_the_examples_of_the_page_on_dates():
    assert billing_dates(frequency="monthly", start="2026-01-31", count=4) == [
        "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30",
    ]  # fmt: skip
    assert billing_dates(frequency="monthly", billing_day=15, count=3) == [
        "2026-01-03",
        "2026-02-15",
        "2026-03-15",
    ]
    assert billing_dates(frequency="yearly", start="2024-02-29", interval=2, count=3) == [
        "2024-02-29", "2026-02-28", "2028-02-29",
    ]  # fmt: skip
    assert billing_dates(frequency="quarterly", billing_day="last", count=2) == ["2026-01-03", "2026-04-30"]
    assert billing_dates(frequency="weekly", billing_day=15, count=2) == ["2026-01-03", "2026-01-10"]


def test_dates_stop_at_the_end_or_the_count_and_are_twelve_otherwise():
    assert len(billing_dates(frequency="daily")) == 12
    assert billing_dates(frequency="daily", end="2026-01-04") == ["2026-01-03", "2026-01-04"]
    assert len(billing_dates(frequency="daily", max_occurrences=5)) == 5
    assert billing_dates(frequency="daily", end="2026-01-02") == []
    assert len(billing_dates(frequency="daily", count=10_000)) == 10_000


def test_a_period_is_in_advance_in_arrears_or_none():
    rows = [answer(DATES | period)[1] for period in ({}, {"period": "arrears"}, {"period": None})]
    assert [(row["period_start"], row["period_end"]) for row in rows] == [
        ("2026-02-28", "2026-03-30"),
        ("2026-01-31", "2026-02-27"),
        (None, None),
    ]


@given(
    st.sampled_from(["weekly", "monthly", "quarterly", "yearly"]),
    st.integers(1, 5),
    st.dates(date(1950, 1, 1), date(2200, 1, 1)),
    st.sampled_from(["advance", "arrears"]),
)
def test_dates_agree_with_dateutil_and_periods_are_contiguous(frequency, interval, start, period):
    step = {
        "weekly": {"weeks": 1},
        "monthly": {"months": 1},
        "quarterly": {"months": 3},
        "yearly": {"years": 1},
    }
    rows = answer(
        {
            "kind": "dates",
            "frequency": frequency,
            "interval": interval,
            "start": start.isoformat(),
            "period": period,
        }
    )
    expected = [start + relativedelta(**step[frequency]) * (interval * index) for index in range(12)]
    assert [row["billing_date"] for row in rows] == [day.isoformat() for day in expected]
    for one, two in pairwise(rows):
        assert date.fromisoformat(one["period_end"]) + timedelta(days=1) == date.fromisoformat(
            two["period_start"]
        )


def test_the_end_of_the_calendar_is_named():
    assert problems(DATES | {"start": "9999-12-01"}) == {("start", "beyond_calendar")}
    assert len(answer(DATES | {"start": "9999-12-01", "period": None})) == 1


@pytest.mark.parametrize(
    ("frequency", "net", "month"),
    [("yearly", "1200", "100.00"), ("weekly", "100", "433.33"), ("quarterly", "300", "100.00")],
)
def test_the_examples_of_the_page_on_mrr(frequency, net, month):
    found = mrr({"frequency": frequency, "net": net})
    assert found == {"mrr": month, "by_currency": {"USD": month}, "active": 1}


def test_only_active_schedules_recur():
    states = ("active", "paused", "completed", "cancelled")
    rows = [{"frequency": "monthly", "net": "10", "state": state} for state in states]
    assert mrr(*rows) == {"mrr": "10.00", "by_currency": {"USD": "10.00"}, "active": 1}
    assert mrr() == {"mrr": "0.00", "by_currency": {}, "active": 0}


def test_other_currencies_are_converted_and_a_missing_rate_is_named():
    euro = {"frequency": "monthly", "net": "100", "currency": "EUR"}
    yen = {"frequency": "monthly", "net": "1000", "currency": "JPY"}
    dollar = {"frequency": "monthly", "net": "5"}
    assert mrr(euro, dollar, rates={"EUR": "1.10"})["mrr"] == "115.00"
    found = mrr(euro, yen, dollar, rates={"EUR": "1.10"})
    assert (found["mrr"], found["missing_rates"]) == (None, ["JPY"])
    assert found["by_currency"] == {"EUR": "100.00", "JPY": "1000", "USD": "5.00"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["daily", "weekly", "monthly", "quarterly", "yearly"]),
            st.integers(1, 9),
            st.integers(0, 10**8),
        )
    )
)
def test_sums_are_rounded_once(rows):
    a_year = {"daily": 365, "weekly": 52, "monthly": 12, "quarterly": 4, "yearly": 1}
    exact = sum((Fraction(net * a_year[name], 12 * every) for name, every, net in rows), Fraction(0))
    cases = [
        {"frequency": name, "interval": every, "net": f"{Decimal(net) / 100:f}"} for name, every, net in rows
    ]
    assert Decimal(mrr(*cases)["mrr"]) * 100 == int(exact + Fraction(1, 2))


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ([], ("", "wrong_type")),
        (None, ("", "wrong_type")),
        (float("nan"), ("", "wrong_type")),
        ({}, ("kind", "missing")),
        ({"kind": "taxes"}, ("kind", "unknown_word")),
        ({"kind": ["totals"]}, ("kind", "wrong_type")),
        ({"kind": "totals"}, ("lines", "missing")),
        (TOTALS | {"colour": 1}, ("colour", "unknown_key")),
        (TOTALS | {"currency": "EURO"}, ("currency", "unknown_currency")),
        (TOTALS | {"tax_rounding": "never"}, ("tax_rounding", "unknown_word")),
        (TOTALS | {"prices_include_tax": 1}, ("prices_include_tax", "wrong_type")),
        (TOTALS | {"cash_rounding": "0.001"}, ("cash_rounding", "too_many_decimals")),
        (TOTALS | {"discount": {"percent": "1", "amount": "1"}}, ("discount", "percent_or_amount")),
        (TOTALS | {"discount": {}}, ("discount", "percent_or_amount")),
        (TOTALS | {"discount": {"percent": "-1"}}, ("discount.percent", "too_small")),
        (TOTALS | {"discount": {"percent": "101"}}, ("discount.percent", "too_large")),
        (TOTALS | {"lines": {}}, ("lines", "wrong_type")),
        (TOTALS | {"lines": [7]}, ("lines[0]", "wrong_type")),
        (TOTALS | {"lines": [{"quantity": "1"}]}, ("lines[0].unit_price", "missing")),
        (TOTALS | {"lines": [{"quantity": 1, "unit_price": "1"}]}, ("lines[0].quantity", "wrong_type")),
        (
            TOTALS | {"lines": [{"quantity": "1e3", "unit_price": "1"}]},
            ("lines[0].quantity", "not_a_decimal"),
        ),
        (
            TOTALS | {"lines": [{"quantity": "NaN", "unit_price": "1"}]},
            ("lines[0].quantity", "not_a_decimal"),
        ),
        (
            TOTALS | {"lines": [{"quantity": "1.00001", "unit_price": "1"}]},
            ("lines[0].quantity", "too_many_decimals"),
        ),
        (TOTALS | {"lines": [{"quantity": "9" * 40, "unit_price": "1"}]}, ("lines[0].quantity", "too_large")),
        (
            TOTALS | {"lines": [{"quantity": "9999999999", "unit_price": "999999999999"}]},
            ("lines[0]", "amount_too_large"),
        ),
        (
            TOTALS | {"lines": [{"quantity": "1", "unit_price": "1", "taxes": [{"name": "A"}]}]},
            ("lines[0].taxes[0].percent", "missing"),
        ),
        (
            TOTALS
            | {
                "lines": [{"quantity": "1", "unit_price": "1", "taxes": [{"name": "\ud800", "percent": "1"}]}]
            },
            ("lines[0].taxes[0].name", "control_character"),
        ),
        (
            TOTALS
            | {
                "lines": [{"quantity": "1", "unit_price": "1", "taxes": [{"name": "A", "percent": "1"}] * 21}]
            },
            ("lines[0].taxes", "too_long"),
        ),
        (DATES | {"interval": 0}, ("interval", "out_of_range")),
        (DATES | {"interval": True}, ("interval", "wrong_type")),
        (DATES | {"interval": 1.0}, ("interval", "wrong_type")),
        (DATES | {"interval": 10**400}, ("interval", "out_of_range")),
        (DATES | {"count": 10_001}, ("count", "out_of_range")),
        (DATES | {"start": "2026-02-30"}, ("start", "no_such_date")),
        (DATES | {"start": "31.1.2026"}, ("start", "not_a_date")),
        (DATES | {"start": "20260131"}, ("start", "not_a_date")),
        (DATES | {"start": None}, ("start", "missing")),
        (DATES | {"frequency": "hourly"}, ("frequency", "unknown_word")),
        (DATES | {"billing_day": 32}, ("billing_day", "out_of_range")),
        (DATES | {"billing_day": "first"}, ("billing_day", "wrong_type")),
        (DATES | {"period": "later"}, ("period", "unknown_word")),
        (DATES | {"max_occurrences": -1}, ("max_occurrences", "out_of_range")),
        (DATES | {"lead_days": -1}, ("lead_days", "out_of_range")),
        (MRR | {"rates": {"EUR": "0"}}, ("rates.EUR", "too_small")),
        (MRR | {"rates": {"EURO": "1"}}, ("rates.EURO", "unknown_currency")),
        (MRR | {"rates": ["EUR"]}, ("rates", "wrong_type")),
        (MRR | {"schedules": [SUBSCRIPTION | {"net": "1.005"}]}, ("schedules[0].net", "too_many_decimals")),
        (MRR | {"schedules": [SUBSCRIPTION | {"state": "asleep"}]}, ("schedules[0].state", "unknown_word")),
    ],
)
def test_rubbish_is_rejected_with_its_place(case, expected):
    assert expected in problems(case)


def test_all_problems_are_named_at_once():
    lines = [{"quantity": "x", "unit_price": 1}, {"quantity": "1", "unit_price": "1", "tax": "VAT"}]
    assert problems(TOTALS | {"lines": lines, "currency": 1}) == {
        ("currency", "wrong_type"),
        ("lines[0].quantity", "not_a_decimal"),
        ("lines[0].unit_price", "wrong_type"),
        ("lines[1].tax", "unknown_key"),
    }


WORDS = ["1", "-1.5", "2026-01-31", "EUR", "monthly", "advance", "line", "last", "active", "0.00001"]
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(WORDS)
)
KEYS = st.text(max_size=4) | st.sampled_from(
    [*TOTALS, *TOTALS["lines"][0], *DATES, *MRR, *SUBSCRIPTION, "end", "name"]
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def told(case):
    """The answer, or the problems, as JSON."""
    try:
        return json.dumps(answer(case))
    except Rejected as rejected:
        return json.dumps([[row.place, row.code, dict(row.facts)] for row in rejected.problems])


def answers_or_rejects(case):
    assert json.loads(told(case)) is not None


@given(ANY_JSON)
def test_any_json_is_answered_or_rejected(case):
    answers_or_rejects(case)


@given(st.sampled_from([TOTALS, DATES, MRR]), KEYS, ANY_JSON)
def test_a_good_case_with_anything_in_one_place_is_answered_or_rejected(case, key, value):
    answers_or_rejects(case | {key: value})
    part = {"totals": "lines", "mrr": "schedules"}.get(case["kind"])
    if part:
        answers_or_rejects(case | {part: [case[part][0] | {key: value}]})
