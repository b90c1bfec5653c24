"""Small questions about money: what they offer at first, what follows what is chosen, and rubbish."""

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.services.payments import Received
from billdesk.ui.dialogs.money_questions import (
    deposit_question,
    grant_question,
    pay_out_question,
    refund_question,
    release_question,
    take_back_question,
)

DAY = date(2026, 2, 1)


@pytest.fixture
def over(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def bench(make_bench):
    return make_bench("unbilled")


def choose(field, words):
    """Choose by the words that are shown, as a person does."""
    at = next(at for at in range(field.edit.count()) if words in field.edit.itemText(at))
    field.edit.setCurrentIndex(at)
    field.edit.activated.emit(at)


def offered(field):
    return [field.edit.itemText(at) for at in range(field.edit.count())]


def test_a_deposit_is_what_its_product_asks_for_or_anything(bench, over):
    dialog = deposit_question(bench, bench.desk.deposits.form(1), over)
    fields = dialog.form.fields
    assert offered(fields["product_id"]) == [
        "Deposit $50, $50.00",
        "Deposit 30 %, 30% of the charges",
        "Another amount",
    ]
    assert fields["amount"].value() == 50_00
    choose(fields["product_id"], "30%")
    assert fields["amount"].value() == 85_85  # of 286.15
    choose(fields["product_id"], "Another")
    assert fields["amount"].value() is None
    choose(fields["method"], "Check")
    assert fields["reference"].edit.accessibleName() == "Check number"
    assert dialog.form.values()["day"] == bench.today
    assert "office@acme.example" in fields["mail"].edit.accessibleDescription()


@pytest.mark.parametrize("rubbish", ["", "abc", "-5", "1e9", "12.345"])
def test_an_amount_that_is_none_is_told_and_nothing_is_submitted(bench, over, rubbish):
    customer = bench.desk.browsing.customers("Acme")[0].id
    for dialog in (
        deposit_question(bench, bench.desk.deposits.form(1), over),
        grant_question(bench, bench.desk.store_credit.form(customer), over),
    ):
        heard = []
        dialog.submitted.connect(heard.append)
        dialog.form.fields["amount"].edit.setText(rubbish)
        dialog.submit()
        assert heard == []
        assert "Not an amount" in dialog.form.fields["amount"].told()


def test_a_refund_begins_with_what_is_held_or_left_and_says_what_it_reopens(bench, over):
    desk = bench.desk
    held = desk.payments.deposit("t1", 20_00, "cash", DAY).payments[0]
    dialog = refund_question(bench, desk.payments.refund_form(held.id), over)
    assert dialog.windowTitle() == f"Refund deposit {held.number}"
    assert dialog.form.values()["amount"] == 20_00
    assert "Store credit" in offered(dialog.form.fields["method"])

    customer = desk.browsing.customers("Acme")[0].id
    free = desk.payments.take(Received(customer, 30_00, DAY, on_account=True)).payments[0]
    dialog = refund_question(bench, desk.payments.refund_form(free.id), over)
    assert "Store credit" not in offered(dialog.form.fields["method"])  # it is that already
    dialog.form.fields["fee"].edit.setText("abc")
    heard = []
    dialog.submitted.connect(heard.append)
    dialog.submit()
    assert heard == []
    assert dialog.form.fields["fee"].told()


def test_credit_in_several_currencies_is_chosen_with_its_amount(bench, over):
    desk = bench.desk
    customer = desk.browsing.customers("Acme")[0].id
    for amount, code in ((30_00, "USD"), (500, "JPY")):
        desk.payments.grant(Received(customer, amount, DAY, code), "x")
    form = desk.store_credit.form(customer)
    for question in (pay_out_question, take_back_question):
        dialog = question(bench, form, over)
        fields = dialog.form.fields
        assert fields["amount"].edit.text() == "500"
        choose(fields["currency"], "USD")
        assert (fields["amount"].edit.text(), fields["amount"].value()) == ("30.00", 30_00)


def test_credit_in_one_currency_asks_for_none(bench, over):
    customer = bench.desk.browsing.customers("Acme")[0].id
    bench.desk.payments.grant(Received(customer, 30_00, DAY), "x")
    dialog = take_back_question(bench, bench.desk.store_credit.form(customer), over)
    assert set(dialog.form.fields) == {"amount", "reason"}
    assert dialog.form.values() == {"amount": 30_00, "reason": ""}


def test_a_release_only_asks_whether(bench, over):
    dialog = release_question(bench, "$20.00", "Acme", over)
    heard = []
    dialog.submitted.connect(heard.append)
    dialog.submit()
    assert heard == [{}]
