"""Tests of what stands beside the list while several invoices are ticked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from billdesk.domain.lists import InvoiceFilter, Sort, Ticked
from billdesk.ui.panes import invoice_ticked
from billdesk.ui.panes.invoice_ticked import TickedInvoices

EVERY = Ticked(InvoiceFilter(), Sort(), True, frozenset())


@pytest.fixture
def panel(qtbot, make_bench):
    made = TickedInvoices(make_bench())
    qtbot.addWidget(made)
    made.resize(416, 700)
    made.show()
    return made


def show(qtbot, panel, ticked=EVERY):
    desk, today = panel.look and panel._bench.desk, panel._bench.today
    count = len(desk.selection.rows(ticked, today))
    with qtbot.waitSignal(panel.read) as read:
        panel.show_ticked(ticked, count)
    return desk.selection.rows(ticked, today), read.args[0]


def test_it_shows_their_sum_and_each_of_them(qtbot, panel):
    rows, total = show(qtbot, panel)
    assert str(len(rows)) in panel.title.text()
    assert total in panel.facts.accessibleName()
    assert [one.text for one in panel.entries.entries()] == [row.customer for row in rows]


def test_customers_that_cannot_be_mailed_are_named_with_the_way_to_mend_it(qtbot, panel, monkeypatch):
    desk = panel._bench.desk
    first = desk.selection.rows(EVERY, panel._bench.today)[0]
    customer = desk.invoicing.sheet(first.id, panel._bench.today).customer
    monkeypatch.setattr(
        type(desk.selection), "unreachable", lambda _self, ids: frozenset({first.id} & set(ids))
    )
    rows, _total = show(qtbot, panel)
    assert panel.caution.said().startswith(f"{len(rows) - 1} of {len(rows)} can be e-mailed")
    assert customer.name in panel.caution.said()
    assert "no e-mail address" in panel.entries.entries()[0].below


def test_of_very_many_only_the_sums_are_told(qtbot, panel, monkeypatch):
    monkeypatch.setattr(invoice_ticked, "MOST", 1)
    rows, _total = show(qtbot, panel)
    assert len(rows) > 1
    assert panel.entries.entries()[-1].text == f"and {len(rows) - 1} more"
    assert "Customers" not in panel.facts.accessibleName()
    assert panel.caution.said() == ""


def test_clear_asks_for_no_ticks(qtbot, panel):
    show(qtbot, panel)
    with qtbot.waitSignal(panel.cleared):
        qtbot.mouseClick(panel.findChild(QPushButton, "invoices.ticked.clear"), Qt.MouseButton.LeftButton)
