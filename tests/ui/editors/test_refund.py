"""The refund of an invoice from its page: lines, an amount, a fee, store credit, and rubbish."""

from dataclasses import replace
from datetime import date

import pytest

from billdesk.domain.invoice import InvoiceLine
from billdesk.services.refunding import Request
from billdesk.ui.editors.refund import RefundPage

DAY = date(2026, 2, 1)


@pytest.fixture
def issued(make_bench, customer_ids):
    """An issued invoice of two disks and a call-out, paid in full."""
    desk = make_bench().desk
    fresh = desk.drafts.fresh(customer_ids["Acme"], DAY).invoice
    lines = (
        InvoiceLine("Disk", quantity=20_000, unit="piece", unit_price=100_00 * 10_000),
        InvoiceLine("Call-out", quantity=10_000, unit_price=50_00 * 10_000),
    )
    made = desk.invoicing.issue(desk.drafts.keep(replace(fresh, lines=lines)).id, DAY)
    desk.payments.quick([made.id], DAY)
    return made


@pytest.fixture
def page(open_editor, issued, qtbot):
    made, typist = open_editor(RefundPage, issued.id)
    made.typist = typist
    qtbot.waitUntil(lambda: typist.at() == "refund.line.1")
    return made


def went(page):
    with page.bench.desk.sending._office.reading() as work:
        return work.payments.refunds()


def figures(page):
    return {name: figure.text() for name, (_seat, _title, figure) in page.sums.items()}


def finish(page, qtbot):
    page.finish_refund()
    page.finish_refund()  # once is enough
    qtbot.waitUntil(lambda: ("invoices", None) in page.typist.asked)
    return went(page)


def test_lines_a_fee_and_what_goes_back_follow_each_key(page, qtbot, issued):
    assert not page.make.isEnabled()
    page.typist.type("1")
    assert figures(page) == {"credited": "$100.00", "fee": "$0.00", "out": "$100.00"}
    page.body.fee.edit.setFocus()
    page.typist.type("7.5")
    assert (figures(page)["out"], page.make.text()) == ("$92.50", "Refund $92.50")
    (row,) = finish(page, qtbot)
    assert (row.amount, row.kind) == (92_50, "refund")
    assert page.typist.told == [f"$92.50 of {issued.number} given back"]


def test_an_amount_goes_back_as_store_credit(page, qtbot):
    page.body._way.edit.pick("amount")
    assert not page.lines.isVisible()
    page.give_all()
    assert (page.body.amount.edit.text(), page.make.text()) == ("250.00", "Refund $250.00")
    page.body.method.show_value("store_credit")
    (row,) = finish(page, qtbot)
    assert (row.amount, row.kind, row.method) == (250_00, "to_credit", "store_credit")


@pytest.mark.parametrize(
    ("text", "words"),
    [("3", "More than is left"), ("abc", "Not a quantity"), ("-1", "More than is left")],
)
def test_too_many_units_and_rubbish_are_told_and_nothing_goes_back(page, text, words):
    page.typist.type(text)
    assert words in page.wrong.text()
    page.finish_refund()
    assert went(page) == []


@pytest.mark.parametrize(
    ("amount", "fee", "words"),
    [
        ("250.01", "", "more than is left"),
        ("0", "", "not above 0"),
        ("5", "5", "nothing to give back"),
        ("5", "9", "nothing to give back"),
    ],
)
def test_amounts_and_fees_that_cant_be_are_told(page, amount, fee, words):
    page.body._way.edit.pick("amount")
    for field, text in ((page.body.amount, amount), (page.body.fee, fee)):
        field.edit.setText(text)
        field.edit.textEdited.emit(text)
    assert words in page.wrong.text()
    assert not page.make.isEnabled()
    page.finish_refund()
    assert went(page) == []


@pytest.mark.parametrize("rubbish", ["abc", "-5", "1e99", "12.345"])
def test_what_is_no_amount_is_told_at_its_field(page, rubbish):
    page.typist.type("1")
    page.body.fee.edit.setText(rubbish)
    page.body.fee.edit.textEdited.emit(rubbish)
    page.finish_refund()
    assert not page.make.isEnabled()
    assert "Not an amount" in page.body.fee.told()
    assert went(page) == []


def test_where_another_desk_was_faster_it_is_told_and_nothing_goes_back_twice(page, qtbot, issued):
    page.lines.give_all()
    page.bench.desk.payments.refund_invoice(issued.id, Request(DAY, method="cash"))
    page.finish_refund()
    qtbot.waitUntil(lambda: bool(page.typist.troubles))
    assert len(went(page)) == 1
    assert page.typist.asked == []
    qtbot.waitUntil(lambda: page.about.text() == "Nothing that was paid is left to give back.")


def test_a_draft_has_nothing_to_give_back(open_editor, make_bench, customer_ids):
    desk = make_bench().desk
    kept = desk.drafts.keep(replace(desk.drafts.fresh(customer_ids["Acme"], DAY).invoice, title="x"))
    _page, typist = open_editor(RefundPage, kept.id)
    assert typist.troubles[0].code == "invoice_is_draft"
