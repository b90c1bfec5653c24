"""The list of schedules: what failed, search, empty states."""

from types import SimpleNamespace

import pytest

from billdesk.ui.panes.recurring import RecurringPane
from billdesk.ui.panes.recurring_list import names_of
from support.parts import press, rows
from support.recurring_shop import choose, said


def test_a_failed_schedule_carries_a_badge_and_stands_in_a_strip_with_its_reason(qtbot, pane):
    qtbot.waitUntil(pane.list.strip.isVisible)

    assert pane.list.strip.accessibleName().startswith("Bistro Müller failed:")
    assert "CAD" in pane.list.strip.accessibleName()
    failed = next(n for n, row in enumerate(rows(pane)) if row.failures)
    assert "Failed" in said(pane, failed)[1]


def test_the_strip_shows_only_what_failed_and_the_detail_offers_to_try_again(qtbot, pane):
    qtbot.waitUntil(pane.list.strip.isVisible)
    press(qtbot, pane, "recurring.failed.mend")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    choose(qtbot, pane, "Bistro Müller", "Card terminal")

    press(qtbot, pane, "recurring.detail.failed.mend")
    qtbot.waitUntil(lambda: bool(pane.troubles))

    assert pane.troubles[0].code == "price_in_other_currency"


def test_typing_finds_and_a_search_without_a_hit_offers_to_clear(qtbot, pane):
    pane.search()
    qtbot.keyClicks(pane.filter.search, "hosting")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    qtbot.keyClicks(pane.filter.search, "xyz")
    qtbot.waitUntil(pane.list.empty.isVisible)
    assert pane.list.empty.accessibleName() == "No schedule matches these filters"

    press(qtbot, pane, "recurring.clear_filters")

    qtbot.waitUntil(lambda: pane.model.rowCount() == 4)
    assert pane.filter.search.text() == ""


def test_a_shop_without_schedules_says_so(qtbot, empty_recurring_shop, open_part):
    pane = open_part(RecurringPane, empty_recurring_shop)

    assert pane.list.empty.isVisible()
    assert pane.list.empty.accessibleName() == "No schedules yet"
    assert not pane.list.clear.isVisible()

    for name in ("invoices", "customers"):
        press(qtbot, pane, f"recurring.empty.{name}")
    assert pane.asked_places == [("invoices", None), ("customers", None)]

    pane.list.filter.search.setText("nobody")
    qtbot.waitUntil(pane.list.clear.isVisible)  # what a search doesn't find is found in no other place
    assert not any(way.isVisible() for way in pane.list.ways)


@pytest.mark.parametrize(
    ("customers", "words"),
    [("A", "A"), ("AAB", "A, B"), ("ABC", "A, B, C"), ("ABCAD", "A, B, C and 1 more")],
)
def test_customers_are_named_once_and_the_rest_is_counted(customers, words):
    assert names_of([SimpleNamespace(customer=name) for name in customers]) == words
