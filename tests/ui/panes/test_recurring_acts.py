"""What can be done with a schedule, and undone."""

from datetime import date

from PySide6.QtWidgets import QWidget

from support.parts import act, press
from support.recurring_shop import choose, state_of


def test_pause_is_told_with_undo_and_undone_on_file(qtbot, recurring_shop, pane):
    press(qtbot, pane, "recurring.pause")
    qtbot.waitUntil(lambda: pane.told_words == ["Acme Dental is paused"])
    assert state_of(recurring_shop, "acme-msp") == "paused"
    qtbot.waitUntil(lambda: pane.findChild(QWidget, "recurring.resume").isVisible())

    pane.undo[0]()
    qtbot.waitUntil(lambda: pane.told_words[-1] == "Taken back")

    assert state_of(recurring_shop, "acme-msp") == "active"


def test_skip_passes_the_next_date_over_and_undo_brings_it_back(qtbot, recurring_shop, pane):
    act(pane, "skip").trigger()
    qtbot.waitUntil(lambda: pane.told_words == ["Acme Dental: Mar 1 is skipped"])
    assert recurring_shop.sheet("acme-msp").schedule.next_date == date(2026, 4, 1)

    pane.undo[0]()
    qtbot.waitUntil(lambda: pane.told_words[-1] == "Taken back")

    assert recurring_shop.sheet("acme-msp").schedule.next_date == date(2026, 3, 1)


def test_bill_now_draws_the_next_invoice_up_early(qtbot, recurring_shop, pane):
    act(pane, "bill_now").trigger()
    qtbot.waitUntil(lambda: len(pane.told_words) == 1)

    assert "for Acme Dental, $588.45" in pane.told_words[0]
    assert pane.undo == [None]
    assert recurring_shop.sheet("acme-msp").schedule.next_date == date(2026, 4, 1)


def test_an_act_on_an_older_copy_is_refused_and_the_pane_shows_what_is_on_file(qtbot, recurring_shop, pane):
    recurring_shop.real.announcer.listeners.clear()
    recurring_shop.real.recurring.pause("acme-msp")

    press(qtbot, pane, "recurring.pause")
    qtbot.waitUntil(lambda: [error.code for error in pane.troubles] == ["schedule_changed"])

    qtbot.waitUntil(lambda: pane.detail.sheet.schedule.state == "paused")


def test_cancelling_is_told_with_undo_and_undone_on_file(qtbot, recurring_shop, pane):
    sheet = pane.detail.sheet
    pane.acts.cancel(sheet.schedule, sheet.customer.name)
    qtbot.waitUntil(lambda: pane.told_words == ["Acme Dental is cancelled"])
    assert state_of(recurring_shop, "acme-msp") == "cancelled"

    pane.undo[0]()
    qtbot.waitUntil(lambda: pane.told_words[-1] == "Taken back")

    assert state_of(recurring_shop, "acme-msp") == "active"


def test_a_second_act_is_not_begun_while_the_first_is_under_way(qtbot, recurring_shop, pane):
    act(pane, "skip").trigger()
    act(pane, "bill_now").trigger()
    pane.pause()
    qtbot.waitUntil(lambda: not pane.acts.is_busy)

    assert pane.told_words == ["Acme Dental: Mar 1 is skipped"]
    acts = [name for name, _ in recurring_shop.calls if name in ("skip_next", "bill_now", "pause")]
    assert acts == ["skip_next"]


def test_a_refused_act_leaves_the_way_free_for_the_next_one(qtbot, recurring_shop, pane):
    choose(qtbot, pane, "Bistro Müller", "Card terminal")
    pane.bill_now()
    qtbot.waitUntil(lambda: len(pane.troubles) == 1)
    assert not pane.acts.is_busy

    pane.pause()
    qtbot.waitUntil(lambda: pane.told_words == ["Bistro Müller is paused"])

    assert state_of(recurring_shop, "bistro-fails") == "paused"
