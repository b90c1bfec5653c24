"""Tests of how the facts of an invoice are written in its row."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.ui.figures import Figures
from billdesk.ui.panes.invoice_columns import columns, customer_cell, number_cell, sent_cell, status_cell
from support.gallery.shelf import invoice

ROW = replace(invoice(1), recurring=False)
FOUND = {column.name: column for column in columns(Figures("en", "USD"), lambda: date(2026, 8, 4))}


def test_a_draft_has_no_number_and_a_recurring_one_its_mark():
    assert number_cell(replace(ROW, number=None)).text == "Draft"
    cell = number_cell(replace(ROW, recurring=True))
    assert cell.icon == "repeat"
    assert "recurring" in cell.said


def test_a_void_one_is_grey_and_its_number_struck_through():
    void = replace(ROW, status="void", balance=0)
    assert number_cell(void).struck
    assert customer_cell(void).tone == "ink3"
    assert FOUND["total"].cell(void).tone == FOUND["due_date"].cell(void).tone == "ink3"


def test_overdue_carries_its_age_in_words_and_color():
    late = replace(ROW, status="overdue", overdue_days=6)
    assert status_cell(late).text == "Overdue 6 d"
    assert status_cell(late).badge == "overdue"
    assert FOUND["due_date"].cell(late).tone == "overdue_fg"


def test_a_paid_balance_is_grey_and_an_open_one_strong():
    assert FOUND["balance"].cell(replace(ROW, balance=0)).tone == "ink3"
    cell = FOUND["balance"].cell(replace(ROW, balance=7186, currency="CAD"))
    assert (cell.text, cell.strong) == ("CAD 71.86", True)
    assert FOUND["date"].cell(ROW).text == "Aug 3"


@pytest.mark.parametrize(("sent", "icon"), [("sent", "check"), ("failed", "triangle-alert"), ("", "")])
def test_the_mark_of_the_e_mail_is_also_said(sent, icon):
    cell = sent_cell(replace(ROW, sent=sent))
    assert cell.icon == icon
    assert bool(cell.said) == bool(icon)
