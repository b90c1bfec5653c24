"""Tests of what one asks the invoice list for by chips that open fields: amounts, days, tickets."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from billdesk.ui.panes.invoice_asking import InvoiceAsking
from billdesk.ui.panes.invoice_filters import Asked
from billdesk.ui.panes.invoice_picture import InvoicePicture


@pytest.fixture
def asking(qtbot, make_bench):
    bench = make_bench()
    over = QWidget()
    qtbot.addWidget(over)
    over.show()
    picture = InvoicePicture(bench)
    qtbot.addWidget(picture)
    made = InvoiceAsking(bench, picture, over)
    for part in (made.search_field, made.chips):
        part.setParent(over)
    made.over = over
    return made


def fill(qtbot, asking, name, low, high):
    span = asking.over.findChild(QWidget, f"invoices.{name}")
    for end, text in (("from", low), ("to", high)):
        field = span.findChild(QLineEdit, f"invoices.{name}.{end}")
        field.clear()
        qtbot.keyClicks(field, text)
    qtbot.keyClick(span, Qt.Key.Key_Return)
    return span


def test_amounts_are_typed_in_any_usual_form_and_shown_on_the_chip(qtbot, asking):
    asking.chips.chip("amount").open_choices()
    fill(qtbot, asking, "amount", "=3*4", "1,250.50")
    found = asking.asked.filter(date(2026, 2, 1))
    assert (found.amount_from, found.amount_to) == (1200, 125050)
    assert asking.chips.chip("amount").value() == "12.00 – 1,250.50"


@pytest.mark.parametrize("rubbish", ["abc", "1e999", "-0", "12.345"])
def test_rubbish_for_an_amount_stays_and_nothing_is_asked(qtbot, asking, rubbish):
    asking.chips.chip("amount").open_choices()
    span = fill(qtbot, asking, "amount", rubbish, "")
    assert span.isVisible()
    assert asking.asked == Asked()
    span.close()


def test_days_are_asked_for_by_from_and_to_and_both_empty_ask_for_all(qtbot, asking):
    asking.chips.chip("date").pick(("other",))
    assert asking.chips.keys("date") == ()
    fill(qtbot, asking, "date", "Jan 5, 2026", "")
    assert asking.asked.filter(date(2026, 2, 1)).date_from == date(2026, 1, 5)
    assert asking.chips.chip("date").value() == "from Jan 5, 2026"
    asking.chips.chip("date").pick(("other",))
    fill(qtbot, asking, "date", "", "")
    assert asking.asked == Asked()


def test_the_thirty_first_of_february_is_no_day(qtbot, asking):
    asking.chips.chip("date").pick(("other",))
    span = fill(qtbot, asking, "date", "31.2.2026", "")
    assert span.isVisible()
    assert asking.asked == Asked()
    span.close()


def test_a_ticket_is_looked_up_by_its_words(qtbot, asking):
    asking.chips.chip("ticket").open_choices()
    picker = asking.over.findChild(QWidget, "invoices.ticket")
    qtbot.waitUntil(lambda: picker.list.count() > 0)
    words = picker.list.item(0).text()
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert asking.chips.chip("ticket").value() == words
    assert asking.asked.filter(date(2026, 2, 1)).ticket_id is not None


def test_clear_asks_for_everything_again(qtbot, asking):
    asking.ask(Asked(text="acme").with_keys("status", ("open",)))
    asking.clear()
    assert asking.asked == Asked()
    assert asking.chips.keys("status") == ()
