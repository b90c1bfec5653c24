"""Kept sums of any span of days are what adding the days up gives, and empty months leave no row."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from billdesk.storage.reader import joined
from billdesk.storage.tallies import spans
from billdesk.storage.work import Work
from support.ledger import TODAY
from support.oracle import LOOSE, MADE, a_store

ENDS = st.integers(-70, 70).map(lambda it: TODAY + timedelta(it))


def days_of(store, bucket):
    query = "SELECT day, currency, count, total, balance FROM tallies WHERE bucket = :bucket"
    with store.transaction(writes=False) as connection:
        rows = connection.execute(text(query), {"bucket": bucket})
        return [(date.fromisoformat(day), *more) for day, *more in rows]


def summed(rows):
    found = {}
    for currency, *numbers in rows:
        found[currency] = [sum(pair) for pair in zip(found.get(currency, (0, 0, 0)), numbers, strict=True)]
    return {currency: numbers for currency, numbers in found.items() if any(numbers)}


@LOOSE
@given(
    made=st.lists(MADE, max_size=14),
    end=ENDS,
    bucket=st.sampled_from(["draft", "open", "partly_paid", "paid"]),
)
def test_a_span_is_the_sum_of_its_days(tmp_path, made, end, bucket):
    with a_store(tmp_path, made) as store:
        days = days_of(store, bucket)
        for since, until in ((None, None), (end, None), (None, end)):
            with store.sight() as sight:
                rows = sight._reader.rows(joined(spans(bucket, since, until), " UNION ALL "))
            mine = [more for day, *more in days if (since or day) <= day and (until is None or day < until)]
            assert summed([tuple(row)[1:] for row in rows]) == summed(mine)


@LOOSE
@given(made=st.lists(MADE, max_size=12))
def test_months_are_the_sums_of_their_days_and_none_is_empty(tmp_path, made):
    by_day = (
        "SELECT bucket, date(day, 'start of month') AS at, currency, sum(count), sum(total), sum(balance)"
        " FROM tallies WHERE bucket <> 'month' GROUP BY 1, 2, 3"
    )
    with a_store(tmp_path, made) as store:
        with Work(store) as work:
            for key in [key for key, one in enumerate(made, 1) if one.fate == "draft"][::2]:
                work.invoices.delete_draft(key)
            work.commit()
        with store.transaction(writes=False) as connection:
            kept = {tuple(row) for row in connection.execute(text("SELECT * FROM tally_months"))}
            expected = {tuple(row) for row in connection.execute(text(by_day))}

    assert kept == expected


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(9999, 12, 1), date(9999, 11, 30), date(1, 1, 1)])
def test_the_ends_of_the_calendar_are_spans_too(day):
    assert list(spans("open", since=day))
    assert list(spans("open", until=day))
