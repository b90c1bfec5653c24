"""What a row of the list of schedules says."""

from datetime import date

import pytest

from billdesk.domain.schedule_list import ScheduleRow
from billdesk.ui.bench import Bench
from billdesk.ui.figures import DASH, Figures
from billdesk.ui.panes.recurring_columns import columns
from support.parts import calm, rows
from support.recurring_shop import said

DAY = date(2026, 2, 1)
USUAL = {
    "id": 1,
    "ref": "acme-msp",
    "customer_id": 1,
    "customer": "Acme",
    "title": "Managed IT {month_name}",
    "frequency": "monthly",
    "interval": 1,
    "billing_day": 1,
    "next_date": date(2026, 3, 1),
    "state": "active",
    "currency": "USD",
    "amount": 58845,
    "failures": 0,
    "failure": "",
    "last_invoice_id": None,
    "last_status": None,
    "auto_send": True,
    "generated": 1,
    "max_occurrences": None,
}


class Today:
    """As much of a desk as cells need."""

    @staticmethod
    def today():
        return DAY


@pytest.fixture
def cell():
    made = {one.name: one.cell for one in columns(Bench(Today, None, None, Figures("en", "USD"), "en"))}
    return lambda name, **facts: made[name](ScheduleRow(**(USUAL | facts)))


def test_the_list_says_who_when_how_often_how_much_and_how_the_last_one_stands(qtbot, pane):
    calm(qtbot, pane)
    number = next(n for n, row in enumerate(rows(pane)) if row.customer == "Acme Dental")

    assert said(pane, number)[1:4] == [
        "Acme Dental Managed IT",
        "Mar 1 Monthly on the 1st",
        "588.45 last open",
    ]


@pytest.mark.parametrize(
    ("facts", "badge", "words"),
    [
        ({"state": "paused"}, "paused", "Acme\nPaused"),
        ({"state": "cancelled"}, "cancelled", "Acme\nCancelled"),
        ({"state": "completed"}, "completed", "Acme\nCompleted"),
        ({"failures": 2}, "failed", "Acme\nFailed"),
        ({}, "", "Acme"),
    ],
)
def test_only_what_does_not_simply_go_on_carries_a_badge(cell, facts, badge, words):
    found = cell("schedule", **facts)

    assert (found.badge, found.text) == (badge, words)
    assert found.second == "Managed IT"
    assert badge.capitalize() in found.said


def test_a_schedule_without_a_title_says_so(cell):
    assert cell("schedule", title="").second == "No title"


@pytest.mark.parametrize(
    ("facts", "first"),
    [({}, "Mar 1"), ({"state": "paused"}, "paused"), ({"state": "completed", "next_date": None}, DASH)],
)
def test_the_next_date_is_a_day_or_why_there_is_none(cell, facts, first):
    found = cell("next", **facts)

    assert found.text == first
    assert found.second.startswith("Monthly")


@pytest.mark.parametrize(
    ("status", "words", "tone"),
    [
        (None, "none yet", "ink2"),
        ("paid", "last paid", "paid_fg"),
        ("overdue", "last overdue", "overdue_fg"),
        ("partly_paid", "last part-paid", "partly_fg"),
        ("void", "last void", "ink2"),
    ],
)
def test_how_the_last_invoice_stands_is_said_in_words_and_color(cell, status, words, tone):
    found = cell("amount", last_status=status)

    assert (found.text, found.second, found.second_tone) == ("588.45", words, tone)


def test_an_amount_that_is_not_known_is_a_dash_and_not_a_zero(cell):
    assert cell("amount", amount=None).text == DASH
    assert cell("amount", amount=0).text == "0.00"
