"""The audit trail in the window: all of it or of one thing, by day, and ways to the things."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from billdesk.domain.audit import AuditFilter
from billdesk.domain.lists import InvoiceFilter, Sort
from billdesk.ui.pages.audit import AuditPage
from support.windows import DAY


@pytest.fixture
def page(make_bench, qtbot):
    bench = make_bench()
    row = bench.desk.browsing.invoices(
        InvoiceFilter(statuses=frozenset({"open"})), Sort("date", True), DAY
    ).rows[0]
    paid = bench.desk.payments.quick([row.id], DAY).payments[0]
    bench.desk.payments.reverse(paid.id, DAY, "typed twice")
    made = AuditPage(bench)
    made.invoice, made.payment, made.asked_places = row, paid, []
    made.asked.connect(lambda place, what: made.asked_places.append((place, what)))
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def show(page, qtbot, wanted=None):
    page.show_what(wanted)
    qtbot.waitUntil(lambda: page.model.loaded and not page.bench.background.busy())


def said(page, at):
    role = Qt.ItemDataRole.AccessibleTextRole
    return [page.model.data(page.model.index(at, column), role) for column in range(1, 5)]


def test_the_newest_stands_first_with_its_facts(page, qtbot):
    show(page, qtbot)
    _when, subject, act, _desk = said(page, 0)
    assert subject == f"Payment {page.payment.number} {page.invoice.customer}"
    amount = page.bench.figures.headline(page.invoice.balance, "USD")
    assert act == f"Taken back Amount: {amount} · Reason: typed twice · Method: Quick payment"
    zero = page.bench.figures.headline(0, "USD")
    assert f"Balance: {zero} → {amount}" in said(page, 1)[2]


def test_all_that_was_done_with_one_invoice_is_shown_and_the_cross_shows_the_rest(page, qtbot):
    show(page, qtbot, ("invoice", page.invoice.id, page.invoice.number))
    count = page.model.rowCount()
    assert {page.model.row(at).subject_id for at in range(count)} == {page.invoice.id}
    page.filter.chips.chip("named").pick(())
    qtbot.waitUntil(lambda: page.model.rowCount() > count)
    page.filter.chips.chip("kind").pick(("payment",))
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)


def test_days_without_anything_say_so(page, qtbot):
    here = page.payment.day + timedelta(5_000)
    show(page, qtbot, AuditFilter(day_from=here, day_to=here))
    assert page.empty.isVisible()
    page.clear.click()
    qtbot.waitUntil(lambda: page.model.rowCount() > 2)


def test_enter_leads_to_the_thing(page, qtbot):
    show(page, qtbot, AuditFilter("payment", page.payment.id, name=page.payment.number))
    page.table.choose(0)
    page.table.opened.emit(page.model.row(0))
    assert page.asked_places == [("payments", page.payment.id)]
    show(page, qtbot, AuditFilter("invoice", page.invoice.id, name="x"))
    page.table.choose(0)
    page.open_it.click()
    assert page.asked_places[1] == ("invoices", InvoiceFilter(ids=(page.invoice.id,)))
    page._open(None)
    assert len(page.asked_places) == 2


def test_the_oldest_first_where_the_title_is_clicked(page, qtbot):
    show(page, qtbot)
    newest = page.model.row(0).id
    page.model.show(page.filter.wanted(), Sort("when", False))
    qtbot.waitUntil(lambda: page.model.row(0) is not None and page.model.row(0).id < newest)
