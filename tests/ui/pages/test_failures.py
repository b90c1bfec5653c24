"""The page of failed schedules: who, since when, why, what to do, and trying one or all of them again."""

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.schedule_list import ScheduleFilter
from support.recurring_shop import FEB_1


@pytest.fixture
def page(recurring_shop, open_part, qtbot):
    from billdesk.services.run import Request
    from billdesk.ui.pages.failures import FailuresPage

    for _ in range(2):
        recurring_shop.real.run.go(Request(FEB_1))
    made = open_part(FailuresPage, recurring_shop)
    qtbot.waitUntil(lambda: made.model.rowCount() == 1 and not made.bench.background.busy())
    return made


def said(page):
    role = Qt.ItemDataRole.AccessibleTextRole
    return [page.model.data(page.model.index(0, column), role) for column in range(1, 5)]


def bistro(page):
    return page.model.row(0).id


def test_a_row_says_who_why_what_to_do_since_when_and_how_often(page):
    who, why, since, times = said(page)
    assert who == "Bistro Müller Card terminal"
    assert why.endswith("has no price in CAD. Type a price on the line.")
    assert since
    assert times == "3 times in a row Feb 1 isn't billed"


def test_the_chosen_one_or_all_are_tried_again_by_a_run(qtbot, page):
    page.retry.click()
    page.retry_all.click()
    assert page.asked_places == [("run", frozenset({bistro(page)}))] * 2


def test_enter_and_the_button_lead_to_the_schedule(qtbot, page):
    page.open_it.click()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.asked_places == [("recurring", ScheduleFilter(ids=(bistro(page),)))] * 2


def test_what_is_mended_leaves_and_then_nothing_can_be_tried(qtbot, recurring_shop, page):
    recurring_shop.real.recurring.cancel("bistro-fails")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0 and page.empty.isVisible())
    assert not page.retry_all.isEnabled()
    assert not page.retry.isEnabled()
    page._retry()
    page._open()
    assert page.asked_places == []


def test_an_invoice_whose_card_was_refused_stands_below_and_is_tried_again_with_its_schedule(qtbot, page):
    failing = page.model.row(0)
    facts = {"card": "Visa •••• 4242", "said": "insufficient funds"}
    row = failing._replace(code="card_refused", facts=facts, number="INV-1", times=1)
    page._on_read((failing, row))
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    role = Qt.ItemDataRole.AccessibleTextRole
    _who, why, _since, times = (page.model.data(page.model.index(1, at), role) for at in range(1, 5))
    assert why.startswith("Visa •••• 4242 was refused: insufficient funds.")
    assert times == "once INV-1 isn't charged"
    page.table.choose(1)
    page.retry.click()
    assert page.asked_places == [("run", frozenset({failing.id}))]


def test_it_is_painted_in_both_themes(page, painted):
    assert not painted(page).isNull()
