"""Tests of the empty invoices pane: what it says, and the sample that fills a brand-new shop."""

from PySide6.QtCore import Qt

from billdesk.ui.panes.invoice_first import FirstInvoices


def test_a_shop_with_customers_is_told_where_invoices_come_from(qtbot, make_bench):
    first = FirstInvoices(make_bench("little"))
    qtbot.addWidget(first)
    first.show()
    first.look_around()
    qtbot.waitUntil(lambda: not first._bench.background.busy())
    assert first.title.text() == "No invoices yet"
    assert not first.sample.isVisible()


def test_the_sample_fills_an_empty_shop(qtbot, make_bench, monkeypatch):
    monkeypatch.setattr("billdesk.ui.panes.invoice_first.CUSTOMERS", 1)
    first = FirstInvoices(make_bench("empty"))
    qtbot.addWidget(first)
    first.show()
    first.look_around()
    qtbot.waitUntil(first.sample.isVisible)
    with qtbot.waitSignal(first.filled, timeout=60_000):
        qtbot.mouseClick(first.sample, Qt.MouseButton.LeftButton)
        assert not first.sample.isEnabled()
    assert first.sample.isEnabled()
    assert first._bench.desk.browsing.customers("")


def test_where_it_fails_it_says_so_and_can_be_tried_again(qtbot, make_bench):
    first = FirstInvoices(make_bench("little"))  # there are customers already
    qtbot.addWidget(first)
    with qtbot.waitSignal(first.failed, timeout=20_000) as failed:
        first.fill()
    assert failed.args[0].code == "shop_is_not_empty"
    assert first.sample.isEnabled()
