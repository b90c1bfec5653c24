"""A change of prices in words, and each cell of its preview."""

from datetime import UTC, date, datetime

import pytest

from billdesk.domain.money import SCALE
from billdesk.domain.price_change import Mark, PriceChange, PriceRule
from billdesk.services.price_changes import PriceRow
from billdesk.ui.bench import Bench
from billdesk.ui.figures import Figures
from billdesk.ui.pages.price_words import (
    REASONS,
    belongs,
    by_words,
    change_words,
    columns,
    prices_words,
)

DAY = date(2026, 9, 1)


class Today:
    """As much of a desk as words need."""

    @staticmethod
    def today():
        return DAY


@pytest.fixture
def bench():
    return Bench(Today, None, None, Figures("en", "USD"), "en")


def cells(bench, **more):
    facts = {"was": (1000 * SCALE,), "becomes": (1050 * SCALE,), "start": DAY, "description": "Care {period}"}
    row = PriceRow(1, 1, "Acme", "IT {month}", **({"currency": "USD"} | facts | more))
    return {column.name: column.cell(row) for column in columns(bench)}


def said(bench, **more):
    found = cells(bench, **more)
    return [found[name].said for name in ("line", "was", "becomes", "invoice")]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (PriceRule(percent=5_0000), "+5%"),
        (PriceRule(percent=-2_5000), "−2.5%"),
        (PriceRule(amount=200 * SCALE, currency="USD"), "+$2.00"),
        (PriceRule(amount=-50, currency="USD"), "−$0.00005"),
    ],
)
def test_by_how_much_has_its_sign_and_its_unit(rule, words):
    assert by_words(rule, "en") == words


def test_a_change_says_by_how_much_on_how_many_and_from_when(bench):
    mark = Mark(1, 2, DAY, None, (1,), (2,))
    change = PriceChange(
        1, datetime.now(UTC), date(2027, 1, 1), DAY, PriceRule(percent=5_0000), {1: (mark, mark), 2: (mark,)}
    )
    assert change_words(change, bench) == "+5% on 3 prices from Jan 1, 2027"


def test_prices_in_tiers_are_written_out_as_far_as_there_is_room(bench):
    assert prices_words((300 * SCALE, 250 * SCALE), "USD", bench) == "3.00 / 2.50"
    assert prices_words((100 * SCALE,) * 4, "CAD", bench) == "CAD 1.00 / 1.00 / 1.00 …"
    assert prices_words((), "CAD", bench) == ""


def test_a_line_that_changes_says_from_when_and_what_its_first_invoice_comes_to(bench):
    found = said(bench, next_date=DAY, next_was=10_000, next_becomes=10_500)
    assert found == ["Care from Sep 1", "10.00", "10.50", "105.00 Sep 1, was 100.00"]
    failing = said(bench, next_date=DAY)
    assert failing[3] == "– Sep 1, can't be drawn up"


@pytest.mark.parametrize("reason", REASONS)
def test_each_reason_is_said_and_what_is_wrong_stands_out(bench, reason):
    wrong = reason in ("below_zero", "too_large")
    found = cells(bench, reason=reason, start=None)
    assert found["line"].second == REASONS[reason]
    assert bool(found["line"].icon) == wrong
    assert (found["becomes"].tone == "overdue_fg") == wrong


def test_the_segments_part_what_changes_from_what_is_left_out():
    rows = {reason: PriceRow(1, 1, "A", "", "USD", reason=reason) for reason in ("", *REASONS)}
    changing = [reason for reason, row in rows.items() if belongs(row, "changes")]
    assert changing == ["", "unchanged", "below_zero", "too_large"]
    assert all(belongs(row, "left") != belongs(row, "changes") for row in rows.values())
    assert all(belongs(row, "all") for row in rows.values())
