"""The page Time report: from sums to rows to the ticket, by keys, and as a file."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from billdesk.ui.pages.time_report import TimeReportPage
from support.parts import rows, stopped_before_it_begins
from support.tickets_shop import asked

ENTRY = {"billable": True, "technician": "Sam", "day": date(2026, 2, 1)}


@pytest.fixture
def page(tickets_shop, open_part, qtbot):
    """Time of the example shop, of which nobody knows when it was, and an hour of Sam's of today."""
    labor = tickets_shop.real.labor
    form = labor.form(1)
    labor.add(form.entry.__class__(0, 1, 60, form.entry.labor_id, **ENTRY))
    made = open_part(TimeReportPage, tickets_shop)
    made.show_what(None)
    qtbot.waitUntil(lambda: made.model.loaded and not made.bench.background.busy())
    return made


def calm(qtbot, page):
    qtbot.waitUntil(lambda: page.model.loaded and not page.bench.background.busy())


def said(table, number):
    model = table.rows_model
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.data(model.index(number, column), role) for column in range(1, len(model.columns) - 1)]


def test_this_month_is_shown_by_customer_and_enter_leads_to_the_rows_and_the_ticket(qtbot, page):
    assert said(page.group_table, 0)[:3] == ["Acme Dental", "1", "1 h"]
    assert page.totals.accessibleName() == "1 row Worked 1 h Billable 1 h Not charged 1 h"

    page.group_table.choose(0)
    qtbot.keyClick(page.group_table, Qt.Key.Key_Return)
    calm(qtbot, page)
    assert page.by.chosen() == "each"
    assert said(page.line_table, 0)[2:4] == ["Acme Dental", "Sam"]
    assert page.filter.wanted().customer_id == rows(page)[0].customer_id

    page.line_table.choose(0)
    qtbot.keyClick(page.line_table, Qt.Key.Key_Return)
    assert page.asked_places[-1] == ("tickets", 1)


def test_all_time_is_found_once_the_filters_are_cleared(qtbot, page):
    page.filter.clear()
    page.by.pick("each")
    calm(qtbot, page)
    assert page.model.rowCount() > 1
    page.by.pick("technician")
    calm(qtbot, page)
    assert {row.name for row in rows(page)} >= {"", "Sam"}
    nobody = next(at for at, row in enumerate(rows(page)) if not row.name)
    page.group_table.choose(nobody)
    qtbot.keyClick(page.group_table, Qt.Key.Key_Return)
    calm(qtbot, page)
    assert page.filter.wanted().technician == ""
    assert {row.technician for row in rows(page)} == {""}


def test_a_span_is_typed_freely_and_what_is_no_date_is_said(qtbot, page):
    page.filter.chips.chip("date").pick(("other",))
    span = QApplication.activePopupWidget()
    low, high = (field.edit for field in span.fields)
    low.setText("rubbish")
    span.take()
    assert span.fields[0].told()
    assert page.filter.wanted().date_from == date(2026, 2, 1)  # the one before holds

    low.setText("2025-12-31")
    high.setText("2026-01-15")
    span.take()
    calm(qtbot, page)
    wanted = page.filter.wanted()
    assert (wanted.date_from, wanted.date_to) == (date(2025, 12, 31), date(2026, 1, 15))
    qtbot.waitUntil(lambda: page._rows.currentWidget() is page.empty)
    assert not page.export.isEnabled()


def test_what_is_shown_is_written_into_a_file(qtbot, page, tmp_path):
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    asked(qtbot, page, "time.export.file").reject()
    page.export_to(tmp_path / "time.csv")
    qtbot.waitUntil(lambda: bool(page.told_words))
    assert page.told_words == [f"1 row written to {tmp_path / 'time.csv'}"]
    assert "Acme Dental" in (tmp_path / "time.csv").read_text("utf-8-sig")

    (tmp_path / "file").write_text("mine")
    page.export_to(tmp_path / "file" / "time.csv")
    qtbot.waitUntil(lambda: bool(page.troubles))
    assert page.troubles[-1].code == "file_cannot_be_written"


def test_writing_it_can_be_stopped_and_then_there_is_no_file(qtbot, page, tmp_path):
    stopped_before_it_begins(page.bench.background, lambda: page.export_to(tmp_path / "time.csv"))
    qtbot.waitUntil(lambda: page.told_words == ["Stopped; no file was written"])
    assert list(tmp_path.glob("*.csv")) == []


def test_time_that_is_logged_meanwhile_comes_by_itself(qtbot, page, tickets_shop):
    labor = tickets_shop.real.labor
    form = labor.form(1)
    labor.add(form.entry.__class__(0, 1, 30, form.entry.labor_id, **ENTRY))
    qtbot.waitUntil(lambda: "1 h 30 min" in page.totals.accessibleName())
