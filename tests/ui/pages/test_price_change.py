"""The page Change prices on a real database: shown while it is typed, made at once, taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from billdesk.domain.money import SCALE
from billdesk.domain.price_change import PriceRule
from billdesk.services.price_changes import Chosen
from support.parts import calm, press, put_text, rows
from support.recurring_shop import FEB_1


@pytest.fixture
def page(recurring_shop, open_part, qtbot):
    from billdesk.ui.pages.price_change import PriceChangePage

    ids = tuple(recurring_shop.sheet(ref).schedule.id for ref in ("acme-msp", "bistro-host", "bistro-paused"))
    made = open_part(PriceChangePage, recurring_shop, what=ids)
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    return made


def type_by(qtbot, page, words):
    put_text(page.rule.by.edit, words)
    calm(qtbot, page)


def facts(page):
    return [fact.said for fact in page.sums.facts()]


def test_before_anything_is_typed_the_prices_stand_there_and_nothing_can_be_done(page):
    assert {row.reason for row in rows(page)} == {"unchanged"}
    assert not page.change.isEnabled()
    assert page.change.text() == "Change prices"
    assert page.rule.by.edit.hasFocus()


def test_each_key_shows_what_it_does(qtbot, page):
    type_by(qtbot, page, "5")

    managed = next(row for row in rows(page) if row.description.startswith("Managed IT"))
    assert (managed.was, managed.becomes) == ((400_00 * SCALE,), (420_00 * SCALE,))
    assert (managed.next_date, managed.next_was < managed.next_becomes) == (date(2026, 3, 1), True)
    count = len(rows(page))
    assert page.change.text() == f"Change {count} prices from Mar 1"
    assert facts(page)[0] == f"Prices that change {count} 2 lines are left as they are"
    put_text(page.rule.text.edit, "managed")
    calm(qtbot, page)
    assert page.change.text() == "Change 1 price from Mar 1"


def test_what_is_left_out_stands_in_its_own_segment_with_the_reason(qtbot, page):
    page.only.pick("left")
    qtbot.waitUntil(lambda: {row.reason for row in rows(page)} == {"follows_catalog"})
    assert [row.customer for row in rows(page)] == ["Acme Dental", "Bistro Müller"]


def test_it_is_made_at_once_and_told_where_it_came_from(qtbot, recurring_shop, page):
    type_by(qtbot, page, "5")
    qtbot.keyClick(page.rule.by.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.asked_places))

    place, change = page.asked_places[0]
    assert place == "recurring"
    sheet = recurring_shop.sheet("acme-msp")
    assert sheet.history[0].act == "prices_changed"
    assert sheet.lines[1].line.effective_from == date(2026, 3, 1)
    assert recurring_shop.real.price_changes.coming(FEB_1) == [change]


def test_a_price_below_nought_is_told_and_keeps_the_button_shut(qtbot, page):
    page.rule.way.edit.pick("amount")
    type_by(qtbot, page, "-5")

    assert page.wrong.isVisible()
    assert page.wrong.accessibleName().startswith("2 prices would be below 0: Acme Dental, ")
    assert not page.change.isEnabled()
    type_by(qtbot, page, "5")
    assert not page.wrong.isVisible()
    assert page.change.isEnabled()


def test_what_cant_be_read_shuts_the_button_until_it_can(qtbot, page):
    type_by(qtbot, page, "5")
    put_text(page.rule.by.edit, "1e999")
    assert not page.change.isEnabled()
    calm(qtbot, page)
    assert not page.change.isEnabled()


def test_a_day_that_was_just_typed_is_looked_at_before_anything_is_done(qtbot, page):
    type_by(qtbot, page, "5")
    put_text(page.rule.from_day.edit, "2026-07-01")
    page.apply()
    calm(qtbot, page)
    assert page.asked_places == []
    assert page.change.text().endswith("from Jul 1")
    put_text(page.rule.from_day.edit, "soon")
    page.apply()
    calm(qtbot, page)
    assert page.asked_places == []
    assert page.rule.from_day.told()


def test_a_planned_change_stands_there_and_is_taken_back(qtbot, recurring_shop, page):
    acme = recurring_shop.sheet("acme-msp").schedule
    change = recurring_shop.real.price_changes.apply(
        PriceRule(percent=10 * SCALE, text="managed"), Chosen((acme.id,), date(2026, 7, 1)), FEB_1
    )
    qtbot.waitUntil(page.planned[0].isVisible)
    assert page.planned[0].accessibleName() == "+10% on 1 price from Jul 1 is planned already"

    press(qtbot, page, "prices.planned.0.mend")
    qtbot.waitUntil(lambda: page.told_words == ["Taken back"])
    calm(qtbot, page)

    assert not page.planned[0].isVisible()
    assert recurring_shop.sheet("acme-msp").schedule.lines == acme.lines
    assert recurring_shop.real.price_changes.coming(FEB_1) == []
    assert change.state == "made"


def test_what_changed_meanwhile_is_told_and_looked_at_again(qtbot, recurring_shop, page):
    type_by(qtbot, page, "5")
    recurring_shop.real.announcer.listeners.clear()
    recurring_shop.real.recurring.pause("acme-msp")

    page.change.click()
    qtbot.waitUntil(lambda: [error.code for error in page.troubles] == ["schedule_changed"])
    calm(qtbot, page)

    assert page.asked_places == []
    page.change.click()
    qtbot.waitUntil(lambda: len(page.asked_places) == 1)


def test_without_schedules_it_says_where_to_tick_some(qtbot, page):
    page._ids = ()
    page.refresh()
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.accessibleName() == "No schedule is chosen"


def test_everything_that_can_be_operated_has_a_name_for_screen_readers(page):
    buttons = page.findChildren(QPushButton)
    assert [one.objectName() for one in buttons if not one.accessibleName() and not one.text()] == []
    assert page.table.accessibleName() == "What becomes of each price"
