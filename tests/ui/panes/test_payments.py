"""The Payments pane on a real database: list, detail, ways to invoices and back, receipts, taking back."""

import pytest
from PySide6.QtWidgets import QFileDialog

from billdesk.domain.lists import InvoiceFilter, Sort
from billdesk.domain.payment_list import PaymentFilter
from billdesk.services.payments import Received
from billdesk.ui.panes.payments import PaymentsPane
from billdesk.ui.tasks import PaymentTask, ReceiptTask, Taken
from support.parts import calm, choose_where, press, rows
from support.recurring_shop import FEB_1


@pytest.fixture
def taken(recurring_shop):
    """A check for two invoices with some credit, cash on account, and store credit that was granted."""
    wanted = InvoiceFilter(statuses=frozenset({"open"}))
    opened = recurring_shop.real.browsing.invoices(wanted, Sort("number", False), FEB_1).rows
    invoice = opened[0]
    take = recurring_shop.real.payments.take
    check = Received(invoice.customer_id, invoice.balance + 5_00, FEB_1, invoice.currency, "check", "2291",
                     invoices=[(invoice.id, invoice.balance)])  # fmt: skip
    cash = Received(invoice.customer_id, 7_00, FEB_1, invoice.currency, "cash", on_account=True)
    made = [take(check).payments[0], take(cash).payments[0]]
    granted = Received(invoice.customer_id, 3_00, FEB_1, invoice.currency)
    made.append(recurring_shop.real.payments.grant(granted, "goodwill").payments[0])
    return invoice, made


@pytest.fixture
def pane(recurring_shop, taken, open_part, qtbot):
    made = open_part(PaymentsPane, recurring_shop)
    calm(qtbot, made)
    return made


def choose(qtbot, pane, payment):
    choose_where(qtbot, pane, lambda row: row.id == payment.id)


def test_the_newest_come_first_with_what_they_come_to_by_method(qtbot, pane, taken):
    _invoice, made = taken
    assert [row.id for row in rows(pane)] == [one.id for one in reversed(made)]
    assert pane.methods.isVisible()
    labels = [fact.label for fact in pane.methods.facts()]
    assert labels == ["Received", "Check", "Cash", "Store credit"]
    received, figures = sum(one.amount for one in made), pane.bench.figures
    assert pane.methods.facts()[0].said == f"Received {figures.headline(received, 'USD')} 3 payments"
    assert pane.list.totals.accessibleName() == "3 payments Not allocated $15.00"


def test_the_detail_says_what_a_payment_settles_and_leads_there(qtbot, pane, taken):
    invoice, made = taken
    choose(qtbot, pane, made[0])
    detail = pane.detail
    assert (detail.number.text(), detail.how.text()) == (made[0].number, "Check 2291")
    assert [row.number for row in detail.settles.values] == [invoice.number]
    assert [one.text for one in detail.rest.entries()] == [
        f"Credit of {invoice.customer}",
        "History",
        "Taken",
    ]
    detail.settles.row(0).click()
    assert pane.asked_places[-1] == ("invoices", InvoiceFilter(ids=(invoice.id,)))
    press(qtbot, pane, "payments.show_customer")
    assert pane.asked_places[-1] == ("customers", invoice.customer_id)


def test_another_place_asks_for_the_payments_of_an_invoice(qtbot, pane, taken):
    invoice, made = taken
    pane.show_what(PaymentFilter(invoice_id=invoice.id))
    qtbot.waitUntil(lambda: [row.id for row in rows(pane)] == [made[0].id])
    assert pane.filter.chips.keys("named") == ("named",)
    pane.filter.clear()
    qtbot.waitUntil(lambda: len(rows(pane)) == len(made))
    pane.show_what(made[1].id)
    qtbot.waitUntil(lambda: pane.shown_id() == made[1].id)


def test_a_receipt_is_saved_where_there_is_one(qtbot, pane, taken, tmp_path):
    _invoice, made = taken
    choose(qtbot, pane, made[2])
    assert not pane.can_save_receipt()
    assert not pane.detail.receipt.isVisible()
    choose(qtbot, pane, made[0])
    press(qtbot, pane, "payments.receipt")
    dialog = pane.findChild(QFileDialog, "payment.save_receipt.folder")
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    qtbot.waitUntil(lambda: bool(pane.told_words))
    path = tmp_path / f"{made[0].number}.pdf"
    assert pane.told_words == [f"Saved as {path}"]
    assert path.read_bytes().startswith(b"%PDF")


def test_a_payment_is_taken_back_with_a_reason_and_its_invoice_reopens(qtbot, recurring_shop, pane, taken):
    invoice, made = taken
    choose(qtbot, pane, made[0])
    pane.reverse()
    dialog = pane.findChild(object, "payment.reverse.question")
    dialog.agree.click()
    assert dialog.reason.told().startswith("Type a reason")
    dialog.reason.edit.setText("bounced")
    dialog.agree.click()
    qtbot.waitUntil(lambda: pane.told_words == ["Taken back; 1 invoice is open again"])
    calm(qtbot, pane)
    sheet = recurring_shop.real.invoicing.sheet(invoice.id, FEB_1)
    assert sheet.invoice.balance == invoice.balance
    qtbot.waitUntil(lambda: pane.detail.sheet is not None and pane.detail.sheet.is_reversed)
    assert not pane.can_reverse()
    assert [fact.label for fact in pane.methods.facts()] == ["Received", "Cash", "Store credit"]


def test_what_was_taken_is_told_and_chosen(qtbot, pane, taken):
    pane.new()
    assert pane.asked_places[-1] == ("payment", PaymentTask(back="payments"))
    pane.show_what(Taken("taken", (taken[1][0].id,)))
    assert pane.told_words == ["taken"]
    qtbot.waitUntil(lambda: pane.shown_id() == taken[1][0].id)


def test_an_empty_list_says_how_to_begin_and_a_low_window_hides_the_methods(
    qtbot, empty_recurring_shop, open_part
):
    pane = open_part(PaymentsPane, empty_recurring_shop)
    assert pane.list.empty.title.text() == "No payments yet"
    assert not pane.methods.isVisible()
    press(qtbot, pane, "payments.empty.new")
    assert pane.asked_places[-1][0] == "payment"


def test_a_payment_is_refunded_mailed_and_printed_and_a_deposit_released(qtbot, recurring_shop, pane, taken):
    _invoice, made = taken
    held = recurring_shop.real.payments.deposit("t1", 9_00, "cash", FEB_1).payments[0]
    qtbot.waitUntil(lambda: len(rows(pane)) == 4)
    choose(qtbot, pane, made[1])
    assert not pane.can_release()
    press(qtbot, pane, "payments.refund")
    qtbot.waitUntil(lambda: pane.findChild(object, "refund.question") is not None)
    dialog = pane.findChild(object, "refund.question")
    dialog.form.fields["amount"].show_value(2_00)
    dialog.submit()
    qtbot.waitUntil(lambda: pane.told_words == [f"$2.00 of {made[1].number} given back"])
    qtbot.waitUntil(lambda: pane.detail.sheet is not None and pane.detail.sheet.left == 5_00)
    assert [one.text for one in pane.detail.rest.entries()][:1] == ["Refund"]
    pane.print_receipt()
    assert pane.asked_places[-1] == ("print", ReceiptTask((made[1].id,)))
    pane.send_receipt()
    qtbot.waitUntil(lambda: pane.asked_places[-1] == ("outbox", None))
    choose(qtbot, pane, held)
    press(qtbot, pane, "payments.release")
    pane.findChild(object, "deposit.release").submit()
    qtbot.waitUntil(lambda: pane.told_words[-1].startswith("$9.00 is credit of"))
    qtbot.waitUntil(lambda: not pane.detail.release.isVisible())


def test_a_bounced_check_bills_its_fee(qtbot, recurring_shop, pane, taken):
    invoice, made = taken
    choose(qtbot, pane, made[0])
    pane.reverse()
    dialog = pane.findChild(object, "payment.reverse.question")
    dialog.reason.edit.setText("No funds")
    dialog.fee.edit.setText("25")
    dialog.agree.click()
    qtbot.waitUntil(lambda: bool(pane.told_words))
    assert pane.told_words[0].startswith("Taken back; 1 invoice is open again. INV-2026-")
    assert pane.told_words[0].endswith(" bills the fee of $25.00")
    wanted = InvoiceFilter(statuses=frozenset({"open"}), customer_id=invoice.customer_id)
    found = recurring_shop.real.browsing.invoices(wanted, Sort("number", False), FEB_1).rows
    assert 25_00 in [one.balance for one in found]
