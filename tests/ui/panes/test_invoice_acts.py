"""Tests of acts on invoices that are refused, taken back or written into files."""

from billdesk.domain.lists import InvoiceFilter, Sort
from billdesk.ui.panes.invoice_acts import InvoiceActs


def test_a_payment_that_is_refused_is_told_and_offers_no_undo(qtbot, make_bench, qapp):
    from PySide6.QtWidgets import QWidget

    bench = make_bench()
    over = QWidget()
    qtbot.addWidget(over)
    acts = InvoiceActs(bench, over)
    page = bench.desk.browsing.invoices(InvoiceFilter(statuses=frozenset({"open"})), Sort(), bench.today)
    bench.desk.payments.quick([page.rows[0].id], bench.today)
    told = []
    acts.told.connect(lambda words, _undo: told.append(words))
    with qtbot.waitSignal(acts.troubled) as troubled:
        acts.quick_pay(page.rows[:1])
    assert troubled.args[0].code == "invoice_is_paid"
    assert told == []


def test_an_invoice_without_an_address_is_told_with_its_customer(qtbot, make_bench):
    from PySide6.QtWidgets import QWidget

    bench = make_bench()
    over = QWidget()
    qtbot.addWidget(over)
    acts = InvoiceActs(bench, over)
    page = bench.desk.browsing.invoices(InvoiceFilter(statuses=frozenset({"open"})), Sort(), bench.today)
    row = page.rows[0]
    with bench.desk.invoicing._office.work() as work:
        from sqlalchemy import text

        work.connection.execute(text("UPDATE customers SET email = ''"))
        work.connection.execute(text("UPDATE contacts SET email = ''"))
        work.connection.execute(text("UPDATE deliveries SET state = 'failed'"))
        work.commit()
    with qtbot.waitSignal(acts.troubled) as troubled:
        acts.send([row])
    assert row.customer in bench.sentence(troubled.args[0])
