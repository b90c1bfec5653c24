"""Sums of a day: by currency and method, the largest first, and what is left over is in minus out."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.closing import DayLine, DaySheet

LINES = st.builds(
    DayLine,
    st.sampled_from(("payment", "deposit", "refund", "reversal")),
    st.integers(1, 9),
    st.just(""),
    st.just("Acme"),
    st.sampled_from(("cash", "check")),
    st.just(""),
    st.sampled_from(("EUR", "USD")),
    st.integers(1, 10**9),
)


@given(st.lists(LINES))
def test_totals_add_up_to_all_lines(lines):
    totals = DaySheet(date(2026, 2, 1), tuple(lines)).totals
    assert sum(one.count for one in totals) == len(lines)
    signed = [-one.amount if one.kind in ("refund", "reversal") else one.amount for one in lines]
    assert sum(one.net for one in totals) == sum(signed)
    keys = [(one.currency, -one.received, one.method) for one in totals]
    assert keys == sorted(keys)
