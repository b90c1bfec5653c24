"""Tests of which rows an act is for: those ticked one by one, or everything but a few."""

from billdesk.domain.lists import InvoiceFilter, Sort
from billdesk.ui.panes import invoice_acts
from billdesk.ui.panes.invoice_acts import InvoiceActs, Picked, picked_rows


def ids(bench):
    page = bench.desk.browsing.invoices(InvoiceFilter(), Sort(), bench.today)
    return [row.id for row in page.rows]


def test_rows_ticked_one_by_one_are_read_by_their_ids(make_bench):
    bench = make_bench()
    wanted = frozenset(ids(bench)[:1])
    found = picked_rows(bench.desk.browsing, Picked(InvoiceFilter(), Sort(), False, wanted), bench.today)
    assert {row.id for row in found} == wanted


def test_everything_but_a_few_is_read_page_by_page(make_bench, monkeypatch):
    monkeypatch.setattr(invoice_acts, "PAGE", 1)
    bench = make_bench()
    every = ids(bench)
    picked = Picked(InvoiceFilter(), Sort(), True, frozenset(every[:1]))
    found = picked_rows(bench.desk.browsing, picked, bench.today)
    assert [row.id for row in found] == every[1:]


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
        acts.take_payment(page.rows[:1])
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
