"""Next dates, skipped dates, invoices and changes of a schedule."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from billdesk.domain.lists import InvoiceFilter
from billdesk.domain.schedule_list import ScheduleFilter
from support.parts import calm, press
from support.recurring_shop import choose


def shows(pane, name):
    button = pane.findChild(QPushButton, name)
    return button is not None and button.isVisible()


def test_an_invoice_and_all_of_them_lead_to_the_invoices(qtbot, pane):
    press(qtbot, pane, "recurring.generated.0")
    press(qtbot, pane, "recurring.generated.all")

    schedule = pane.detail.sheet.schedule.id
    invoice = pane.detail.sheet.invoices[0].id
    assert pane.asked_places == [
        ("invoices", InvoiceFilter(ids=(invoice,))),
        ("invoices", InvoiceFilter(schedule_id=schedule)),
    ]


def test_resume_says_how_many_dates_were_left_out_and_they_can_be_billed_after_all(
    qtbot, recurring_shop, pane
):
    choose(qtbot, pane, "Bistro Müller", "Paused")
    press(qtbot, pane, "recurring.resume")
    qtbot.waitUntil(lambda: pane.told_words == ["Bistro Müller goes on; 1 date was left out"])
    calm(qtbot, pane)
    qtbot.waitUntil(lambda: shows(pane, "recurring.bill_after_all.2026-01-15"))

    press(qtbot, pane, "recurring.bill_after_all.2026-01-15")
    qtbot.waitUntil(lambda: len(pane.told_words) == 2)

    assert pane.told_words[1] == "A draft for Bistro Müller, $10.00"
    assert [row.date for row in recurring_shop.sheet("bistro-paused").invoices] == [date(2026, 1, 15)]
    assert recurring_shop.sheet("bistro-paused").skipped == ()


def test_an_invoice_is_opened_by_keys(qtbot, pane):
    row = pane.detail.plan.generated.row(0)
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)

    assert pane.asked_places == [("invoices", InvoiceFilter(ids=(pane.detail.sheet.invoices[0].id,)))]


def test_a_paused_schedule_shows_the_dates_that_are_left_once_it_is_resumed(qtbot, pane):
    choose(qtbot, pane, "Bistro Müller", "Paused")
    plan = pane.detail.plan

    assert plan.rhythm.text() == "once it is resumed"
    assert plan.dates.values
    assert all(one.billing_date >= pane.bench.today for one in plan.dates.values)
    assert plan.none_billed.isVisible()
    assert not plan.all.isVisible()


def test_a_completed_schedule_says_that_nothing_comes_any_more(qtbot, pane):
    pane.show_what(ScheduleFilter(states=frozenset({"completed"})))
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    choose(qtbot, pane, pane.model.row(0).customer, "Retainer")

    assert pane.detail.plan.none_coming.isVisible()
    assert not pane.detail.plan.dates.isVisible()


def test_what_was_done_with_a_schedule_is_told_in_words_with_its_dates(qtbot, pane):
    assert pane.detail.plan.rhythm.text() == "Monthly on the 1st, no end"
    pane.skip()
    qtbot.waitUntil(lambda: shows(pane, "recurring.bill_after_all.2026-03-01"))

    shown = [label.text() for label in pane.detail.plan.changes.findChildren(QLabel) if label.isVisible()]
    assert any(words.startswith("Date skipped") and "2026" not in words for words in shown)
    assert "skipped by hand" in [label.text() for label in pane.detail.plan.skipped.findChildren(QLabel)]
    button = pane.findChild(QPushButton, "recurring.bill_after_all.2026-03-01")
    assert button.accessibleName() == "Bill Mar 1 after all"
