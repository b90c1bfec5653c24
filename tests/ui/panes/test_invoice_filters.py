"""Tests of what chips, picture and search ask for, as one filter."""

from datetime import date

import pytest

from billdesk.domain.lists import InvoiceFilter
from billdesk.ui.panes.invoice_filters import Asked, specs
from billdesk.ui.periods import date_choices, ends, span, span_key
from billdesk.ui.widgets.chips import Choice

TODAY = date(2026, 3, 5)


def test_nothing_asked_filters_nothing():
    assert Asked().filter(TODAY) == InvoiceFilter()
    assert not Asked().anything


def test_links_ask_for_ids_or_for_a_schedule():
    assert Asked(ids=(3, 4)).filter(TODAY) == InvoiceFilter(ids=(3, 4))
    assert Asked(schedule_id=7).filter(TODAY) == InvoiceFilter(schedule_id=7)
    assert Asked(schedule_id=7).anything


def test_chips_become_a_filter():
    asked = Asked(text="acme").with_keys("status", ("open", "draft")).with_keys("customer", ("7",))
    asked = (
        asked.with_keys("recurring", ("no",)).with_keys("has_payment", ("yes",)).with_keys("emailed", ("no",))
    )
    assert asked.anything
    assert asked.filter(TODAY) == InvoiceFilter(
        statuses=frozenset({"open", "draft"}),
        customer_id=7,
        recurring=False,
        has_payment=True,
        emailed=False,
        text="acme",
    )
    assert asked.with_keys("status", ()).chosen("status") == ()


def test_paid_this_month_goes_with_its_cell_and_ends_with_another_choice():
    asked = Asked((("status", ("paid",)),), paid_this_month=True)
    assert asked.filter(TODAY).paid_from == date(2026, 3, 1)
    assert asked.glance_key() == "paid"
    other = asked.with_keys("status", ("paid",))
    assert other.filter(TODAY).paid_from is None
    assert other.glance_key() == ""
    assert asked.with_keys("date", ("this_year",)).paid_this_month


@pytest.mark.parametrize(
    ("states", "cell"), [(("open",), "open"), (("void",), ""), (("open", "draft"), ""), ((), "")]
)
def test_the_cell_of_the_picture_that_shows_the_same(states, cell):
    assert Asked().with_keys("status", states).glance_key() == cell


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("this_month", date(2026, 3, 1), date(2026, 3, 31)),
        ("last_month", date(2026, 2, 1), date(2026, 2, 28)),
        ("last_90", date(2025, 12, 6), date(2026, 3, 5)),
        ("this_year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02-01", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12-01", date(2025, 12, 1), date(2025, 12, 31)),
    ],
)
def test_spans_of_time(key, first, last):
    assert span((key,), TODAY) == (first, last)


def test_no_span_is_no_limit():
    assert span((), TODAY) == (None, None)


def test_a_month_of_the_picture_joins_the_choices():
    month = Choice("2026-02-01", "February 2026")
    assert date_choices(month)[-1] == month
    assert month not in date_choices()


def test_customers_are_not_listed_but_looked_up():
    found = {spec.name: spec for spec in specs(dict.fromkeys(("customer", "amount", "ticket"), str))}
    assert found["customer"].opens is str
    assert found["status"].many
    assert not found["emailed"].shown


def test_spans_of_amounts_and_days_may_be_open_at_either_end():
    asked = Asked().with_keys("amount", (span_key(-500, 125000),)).with_keys("ticket", ("4",))
    asked = asked.with_keys("date", (span_key(date(2026, 1, 5), None),))
    assert asked.filter(TODAY) == InvoiceFilter(
        amount_from=-500, amount_to=125000, ticket_id=4, date_from=date(2026, 1, 5)
    )
    assert ends(span_key(None, date(2024, 2, 29))) == (None, date(2024, 2, 29))
    assert ends("this_month") == (None, None)
