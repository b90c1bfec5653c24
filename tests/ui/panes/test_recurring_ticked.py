"""Ticked schedules: the bar, pausing and resuming all of them, and asking for other prices."""

from datetime import date

from PySide6.QtCore import Qt

from billdesk.domain.money import SCALE
from billdesk.domain.price_change import PriceRule
from billdesk.services.price_changes import Chosen
from support.parts import act, calm, press, rows
from support.recurring_shop import FEB_1, state_of


def tick(pane, *customers):
    pane.model.ticks.set([row.id for row in rows(pane) if row.customer in customers], True)


def states(shop):
    return [state_of(shop, ref) for ref in ("acme-msp", "bistro-host", "bistro-paused")]


def test_space_ticks_and_esc_clears_and_the_bar_says_how_many(qtbot, pane):
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_Space)
    assert pane.ticked.bar.isVisible()
    assert pane.ticked.bar.accessibleName() == "1 ticked"

    qtbot.keyClick(pane.table, Qt.Key.Key_Escape)

    assert not pane.ticked.bar.isVisible()


def test_all_ticked_are_paused_and_undo_puts_each_back(qtbot, recurring_shop, pane):
    pane.model.ticks.set_all(True)
    active = sum(row.state == "active" for row in rows(pane))

    press(qtbot, pane, "recurring.bulk.pause")
    qtbot.waitUntil(lambda: len(pane.told_words) == 1)

    assert pane.told_words == [f"{active} schedules are paused; 1 stays as it is"]
    assert states(recurring_shop) == ["paused"] * 3
    assert pane.ticked.count() == 0
    calm(qtbot, pane)
    pane.undo[0]()
    qtbot.waitUntil(lambda: pane.told_words[-1] == "Taken back")
    assert states(recurring_shop) == ["active", "active", "paused"]


def test_ticked_ones_are_resumed_with_the_dates_left_out(qtbot, recurring_shop, pane):
    tick(pane, "Bistro Müller")
    pane.resume()
    qtbot.waitUntil(lambda: len(pane.told_words) == 1)

    assert pane.told_words[0].startswith("1 schedule goes on; 1 date was left out; ")
    assert state_of(recurring_shop, "bistro-paused") == "active"


def test_where_none_can_be_it_is_said_without_undo(qtbot, pane):
    tick(pane, "Acme Dental")
    press(qtbot, pane, "recurring.bulk.resume")
    qtbot.waitUntil(lambda: len(pane.told_words) == 1)
    assert pane.told_words == ["None of the ticked schedules can be resumed"]
    assert pane.undo == [None]


def test_what_changed_since_is_told_and_the_others_are_put_back_all_the_same(qtbot, recurring_shop, pane):
    tick(pane, "Acme Dental", "Bistro Müller")
    pane.pause()
    qtbot.waitUntil(lambda: len(pane.told_words) == 1)
    recurring_shop.real.recurring.cancel("bistro-host")
    calm(qtbot, pane)

    pane.undo[0]()
    qtbot.waitUntil(lambda: [error.code for error in pane.troubles] == ["schedule_changed"])

    assert states(recurring_shop)[:2] == ["active", "cancelled"]


def test_the_detail_pauses_what_it_shows_whatever_is_ticked(qtbot, recurring_shop, pane):
    tick(pane, "Bistro Müller")
    press(qtbot, pane, "recurring.pause")
    qtbot.waitUntil(lambda: pane.told_words == ["Acme Dental is paused"])
    assert states(recurring_shop)[1] == "active"


def test_prices_are_asked_for_the_ticked_ones_or_for_the_chosen_one(qtbot, pane):
    acme = pane.detail.sheet.schedule.id
    act(pane, "change_prices").trigger()
    assert pane.asked_places == [("price_change", (acme,))]

    pane.model.ticks.set_all(True)
    pane.model.ticks.set((acme,), False)
    press(qtbot, pane, "recurring.bulk.change_prices")
    qtbot.waitUntil(lambda: len(pane.asked_places) == 2)

    assert sorted(pane.asked_places[1][1]) == sorted(row.id for row in rows(pane) if row.id != acme)


def test_a_change_of_prices_is_told_with_undo(qtbot, recurring_shop, pane):
    schedule = pane.detail.sheet.schedule
    rule, chosen = PriceRule(percent=5 * SCALE), Chosen((schedule.id,), date(2026, 7, 1))
    change = recurring_shop.real.price_changes.apply(rule, chosen, FEB_1)
    pane.show_what(change)
    assert pane.told_words == ["+5% on 6 prices from Jul 1"]
    calm(qtbot, pane)

    pane.undo[0]()
    qtbot.waitUntil(lambda: pane.told_words[-1] == "Taken back")

    assert recurring_shop.sheet("acme-msp").schedule.lines == schedule.lines
