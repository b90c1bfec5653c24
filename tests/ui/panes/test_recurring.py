"""The Recurring pane on a real database: by mouse and by keys, its list, its detail and every act."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from billdesk.domain.changes import Changed
from billdesk.domain.lists import InvoiceFilter, ScheduleFilter
from billdesk.services.run import Request
from billdesk.ui.panes.recurring import RecurringPane

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(recurring_shop, open_part, qtbot):
    made = open_part(RecurringPane, recurring_shop)
    choose(qtbot, made, "Acme Dental")
    return made


def rows(pane):
    return [pane.model.row(number) for number in range(pane.model.rowCount())]


def settled(qtbot, pane):
    qtbot.waitUntil(lambda: not pane.bench.background.busy() and not pane._timer.isActive())


def choose(qtbot, pane, customer, title=None):
    settled(qtbot, pane)
    wanted = next(row for row in rows(pane) if row.customer == customer and title in (None, row.title))
    pane.table.choose(pane.model.number_of(wanted.id))
    qtbot.waitUntil(lambda: pane.detail.sheet is not None and pane.detail.sheet.schedule.id == wanted.id)
    settled(qtbot, pane)


def press(qtbot, pane, name):
    widget = pane.findChild(QWidget, name)
    assert widget is not None, name
    assert widget.isVisible(), name
    qtbot.mouseClick(widget, LEFT)


def state_of(shop, ref):
    return shop.sheet(ref).schedule.state


def said(pane, row):
    return [pane.model.data(pane.model.index(row, n), Qt.ItemDataRole.AccessibleTextRole) for n in range(5)]


def test_the_list_says_who_when_how_often_how_much_and_how_the_last_one_stands(qtbot, pane):
    settled(qtbot, pane)
    number = next(n for n, row in enumerate(rows(pane)) if row.customer == "Acme Dental")

    assert said(pane, number)[1:4] == [
        "Acme Dental Managed IT",
        "Mar 1 Monthly on the 1st",
        "588.45 last open",
    ]


def test_what_the_next_invoices_come_to_is_summed_up_without_paused_ones(qtbot, pane):
    qtbot.waitUntil(lambda: "Next invoices" in pane.list.totals.accessibleName())

    assert pane.list.totals.accessibleName() == "4 schedules Next invoices $663.45"


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


def test_how_many_failed_is_told_to_the_side_bar(qtbot, pane):
    counts = []
    pane.waits.connect(lambda count, family, why: counts.append((count, family, why)))
    pane.refresh()

    qtbot.waitUntil(lambda: counts == [(1, "partly", "failed")])


def test_the_detail_shows_facts_lines_dates_and_invoices(pane):
    detail = pane.detail
    facts = {fact.label: fact.said for fact in detail.facts.facts()}

    assert facts["Next invoice"] == "Next invoice Mar 1 in 28 days"
    assert facts["Amount at today's count"].startswith("Amount at today's count $588.45")
    assert facts["Generated"] == "Generated 1 invoice 1 open"
    assert detail.title.accessibleName() == "Managed IT {month_name} {year}"
    assert len(detail.lines.grid.values) == 7
    assert len(detail.plan.dates.values) == 12
    assert detail.plan.dates.row(0).accessibleName() == "2, Mar 1, Mar 1 – Mar 31, Mar 15"
    assert "INV-2026-" in detail.plan.generated.row(0).accessibleName()


def test_a_counter_line_shows_its_names_and_those_that_are_new(qtbot, recurring_shop, pane):
    recurring_shop.add_laptops("NB-101", "NB-102")
    pane.heard(Changed(frozenset({"customer"})))
    qtbot.waitUntil(lambda: len(pane.detail.sheet.lines[1].added) == 2)

    evidence = pane.detail.lines.evidence
    assert evidence.isVisible()
    assert evidence.title.text() == "Laptops: 4 counted"
    assert evidence.more.text() == "+2: NB-101, NB-102"
    assert "new: NB-101" in evidence.names.accessibleName()
    assert pane.detail.lines.grid.row(1).accessibleName() == "Laptops, Assets, Laptop, 4, +2, 32.50, 130.00"


def test_a_line_is_chosen_by_mouse_and_by_keys_and_closed_again(qtbot, pane):
    lines = pane.detail.lines
    press(qtbot, pane, "recurring.lines.1")
    assert lines.grid.chosen() == -1
    lines.grid.row(1).setFocus()

    qtbot.keyClick(lines.grid.row(1), Qt.Key.Key_Down)
    assert lines.grid.row(2).hasFocus()
    qtbot.keyClick(lines.grid.row(2), Qt.Key.Key_Return)

    assert lines.grid.chosen() == 2
    assert lines.evidence.title.text().startswith("Machines with 16 GB and more")


def test_pause_is_told_with_undo_and_undone_on_file(qtbot, recurring_shop, pane):
    press(qtbot, pane, "recurring.pause")
    qtbot.waitUntil(lambda: pane.told_words == ["Acme Dental is paused"])
    assert state_of(recurring_shop, "acme-msp") == "paused"
    qtbot.waitUntil(lambda: pane.findChild(QWidget, "recurring.resume").isVisible())

    pane.undo[0]()
    qtbot.waitUntil(lambda: pane.told_words[-1] == "Taken back")

    assert state_of(recurring_shop, "acme-msp") == "active"


def test_resume_says_how_many_dates_were_left_out_and_they_can_be_billed_after_all(
    qtbot, recurring_shop, pane
):
    choose(qtbot, pane, "Bistro Müller", "Paused")
    press(qtbot, pane, "recurring.resume")
    qtbot.waitUntil(lambda: pane.told_words == ["Bistro Müller goes on; 1 date was left out"])
    qtbot.waitUntil(lambda: pane.findChild(QPushButton, "recurring.bill_after_all.2026-01-15") is not None)

    press(qtbot, pane, "recurring.bill_after_all.2026-01-15")
    qtbot.waitUntil(lambda: len(pane.told_words) == 2)

    assert pane.told_words[1] == "A draft for Bistro Müller, $10.00"
    assert [row.date for row in recurring_shop.sheet("bistro-paused").invoices] == [date(2026, 1, 15)]
    assert recurring_shop.sheet("bistro-paused").skipped == ()


def test_skip_passes_the_next_date_over_and_undo_brings_it_back(qtbot, recurring_shop, pane):
    pane._skip.trigger()
    qtbot.waitUntil(lambda: pane.told_words == ["Acme Dental: Mar 1 is skipped"])
    assert recurring_shop.sheet("acme-msp").schedule.next_date == date(2026, 4, 1)

    pane.undo[0]()
    qtbot.waitUntil(lambda: pane.told_words[-1] == "Taken back")

    assert recurring_shop.sheet("acme-msp").schedule.next_date == date(2026, 3, 1)


def test_bill_now_draws_the_next_invoice_up_early(qtbot, recurring_shop, pane):
    pane._bill.trigger()
    qtbot.waitUntil(lambda: len(pane.told_words) == 1)

    assert "for Acme Dental, $588.45" in pane.told_words[0]
    assert pane.undo == [None]
    assert recurring_shop.sheet("acme-msp").schedule.next_date == date(2026, 4, 1)


def test_the_menu_of_acts_opens_by_keys(qtbot, pane):
    more = pane.findChild(QWidget, "recurring.more")
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Space)

    qtbot.waitUntil(pane._menu.isVisible)
    assert [action.objectName() for action in pane._menu.actions() if action.objectName()] == [
        "recurring.bill_now",
        "recurring.skip",
        "recurring.cancel",
    ]
    pane._menu.close()


@pytest.mark.parametrize(
    ("button", "state"), [("schedule.cancel.keep", "active"), ("schedule.cancel.end", "cancelled")]
)
def test_cancelling_asks_first_and_the_safe_answer_has_the_focus(qtbot, recurring_shop, pane, button, state):
    pane._cancel.trigger()
    question = pane.findChild(QWidget, "schedule.cancel.question")
    qtbot.waitUntil(question.isVisible)
    assert question.focusWidget().objectName() == "schedule.cancel.keep"

    qtbot.mouseClick(question.findChild(QWidget, button), LEFT)
    settled(qtbot, pane)

    assert state_of(recurring_shop, "acme-msp") == state


def test_an_act_on_an_older_copy_is_refused_and_the_pane_shows_what_is_on_file(qtbot, recurring_shop, pane):
    recurring_shop.real.announcer.listeners.clear()
    recurring_shop.real.recurring.pause("acme-msp")

    press(qtbot, pane, "recurring.pause")
    qtbot.waitUntil(lambda: [error.code for error in pane.troubles] == ["schedule_changed"])

    qtbot.waitUntil(lambda: pane.detail.sheet.schedule.state == "paused")


def test_preview_next_asks_for_the_dry_run_of_this_schedule_on_its_day(qtbot, pane):
    press(qtbot, pane, "recurring.preview_next")

    place, request = pane.asked_places[0]
    assert place == "preview_run"
    assert isinstance(request, Request)
    assert (request.until, request.schedules) == (
        date(2026, 3, 1),
        frozenset({pane.detail.sheet.schedule.id}),
    )


def test_the_top_bar_leads_to_the_preview_and_starts_the_run(qtbot, pane):
    preview, run = pane.top_widgets()
    preview.click()
    run.click()

    assert pane.asked_places == [("preview_run", None), ("run", None)]
    assert run.property("kind") == "primary"


def test_an_invoice_and_all_of_them_lead_to_the_invoices(qtbot, pane):
    press(qtbot, pane, "recurring.generated.0")
    press(qtbot, pane, "recurring.generated.all")

    schedule = pane.detail.sheet.schedule.id
    invoice = pane.detail.sheet.invoices[0].id
    assert pane.asked_places == [
        ("invoices", InvoiceFilter(ids=(invoice,))),
        ("invoices", InvoiceFilter(schedule_id=schedule)),
    ]


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


def test_other_places_can_ask_for_some_schedules(qtbot, pane):
    pane.show_what(ScheduleFilter(states=frozenset({"completed"})))

    qtbot.waitUntil(lambda: [row.title for row in rows(pane)] == ["Retainer"])
    assert pane.filter.chips.keys("state") == ("completed",)


def test_a_shop_without_schedules_says_so(qtbot, empty_recurring_shop, open_part):
    pane = open_part(RecurringPane, empty_recurring_shop)

    assert pane.list.empty.isVisible()
    assert pane.list.empty.accessibleName() == "No schedules yet"
    assert not pane.list.clear.isVisible()


def test_in_a_narrow_window_enter_opens_the_detail_and_esc_leads_back(qtbot, pane):
    pane.resize(900, 560)
    pane.fold(1024, 640)
    assert pane.list.isVisible()
    assert not pane.detail.isVisible()
    pane.table.setFocus()

    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert pane.detail.isVisible()
    assert not pane.list.isVisible()
    assert pane.focusWidget().objectName() == "recurring.preview_next"
    qtbot.keyClick(pane.focusWidget(), Qt.Key.Key_Escape)

    assert pane.list.isVisible()
    assert not pane.detail.isVisible()
    assert pane.focusWidget() is pane.table


def test_a_hidden_pane_fetches_when_it_is_shown_again(qtbot, recurring_shop, pane):
    pane.hide()
    recurring_shop.real.recurring.pause("acme-msp")
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: pane._missed)
    assert pane.detail.sheet.schedule.state == "active"

    pane.show()
    pane.entered()

    qtbot.waitUntil(lambda: pane.detail.sheet.schedule.state == "paused")


def test_everything_that_can_be_operated_has_a_name_for_screen_readers(pane):
    nameless = [
        button.objectName()
        for button in pane.findChildren(QPushButton)
        if not button.accessibleName() and not button.text()
    ]

    assert nameless == []
    assert pane.table.accessibleName() == "Schedules"
    assert pane.detail.accessibleName().startswith("Acme Dental")
