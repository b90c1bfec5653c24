"""Next dates, skipped dates, invoices and changes of a schedule."""

from datetime import date

from PySide6.QtWidgets import QPushButton

from billdesk.domain.lists import InvoiceFilter
from support.recurring_shop import choose, press


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
    qtbot.waitUntil(lambda: pane.findChild(QPushButton, "recurring.bill_after_all.2026-01-15") is not None)

    press(qtbot, pane, "recurring.bill_after_all.2026-01-15")
    qtbot.waitUntil(lambda: len(pane.told_words) == 2)

    assert pane.told_words[1] == "A draft for Bistro Müller, $10.00"
    assert [row.date for row in recurring_shop.sheet("bistro-paused").invoices] == [date(2026, 1, 15)]
    assert recurring_shop.sheet("bistro-paused").skipped == ()
