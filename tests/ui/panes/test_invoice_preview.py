"""Tests of the preview: it follows the rows quickly, shows an outline meanwhile, and tells what fails."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from billdesk.domain.lists import InvoiceFilter, Sort
from billdesk.ui.panes.invoice_preview import TABS, Act, InvoicePreview


@pytest.fixture
def preview(qtbot, make_bench):
    bench = make_bench()
    made = InvoicePreview(bench)
    qtbot.addWidget(made)
    made.resize(416, 700)
    made.show()
    made.rows = bench.desk.browsing.invoices(InvoiceFilter(), Sort(), bench.today).rows
    return made


def test_nothing_chosen_shows_nothing(preview):
    assert not preview.number.isVisible()
    assert not preview.tabs.isVisible()


def test_until_the_page_is_made_its_outline_stands_there(qtbot, preview):
    preview.show_row(preview.rows[0])
    assert preview.page.accessibleName() == "The page is being made"
    qtbot.waitUntil(lambda: "1 page" in preview.page.accessibleName())


def test_of_rows_passed_by_quickly_only_the_last_is_shown(qtbot, preview):
    for row in preview.rows:
        preview.show_row(row)
    last = preview.rows[-1]
    qtbot.waitUntil(lambda: preview.sheet is not None and not preview._bench.background.busy())
    assert preview.sheet.invoice.id == last.id
    qtbot.waitUntil(lambda: (last.number or "Draft") in preview.page.accessibleName())


def test_tabs_list_what_belongs_to_it_and_are_reached_by_keys(qtbot, preview):
    preview.show_row(preview.rows[0])
    qtbot.waitUntil(lambda: preview.sheet is not None)
    for name in TABS:
        qtbot.keyClick(preview.tabs, Qt.Key.Key_Right)
        assert preview.lists[name].isVisible()
    assert preview.lists["lines"].entries()
    assert preview.lists["history"].entries()


def test_acts_are_buttons_and_the_same_ones_stay(qtbot, preview):
    done = []
    acts = (Act("send", "E-mail", "plain", "mail", lambda: done.append(True)),)
    preview.set_acts(acts)
    button = preview.findChild(QPushButton, "invoices.preview.send")
    preview.set_acts(acts)
    assert preview.findChild(QPushButton, "invoices.preview.send") is button
    button.click()
    assert done == [True]
    preview.set_acts(())
    assert not button.isVisible()


def test_a_damaged_document_is_told(qtbot, preview):
    from sqlalchemy import text

    row = next(row for row in preview.rows if row.status == "open")
    preview._bench.desk.papers.pdf(row.id)
    with preview._bench.desk.invoicing._office.work() as work:
        for name in (
            work.connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
            .scalars()
            .all()
        ):
            if "documents" in name:
                work.connection.execute(text(f"DROP TRIGGER {name}"))
        work.connection.execute(text("UPDATE documents SET content = x'00'"))
        work.commit()
    with qtbot.waitSignal(preview.failed) as failed:
        preview.show_row(row)
    assert failed.args[0].code == "document_is_damaged"
