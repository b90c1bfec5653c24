"""The fields of a refund."""

import pytest

from billdesk.domain.customer import Customer
from billdesk.domain.refund import Paid
from billdesk.services.refund_sheet import RefundSheet
from billdesk.ui.editors.refund_form import BY_AMOUNT, BY_LINES, RefundFields
from support.small_shop import an_invoice

ACME = Customer(1, "acme", "Acme Dental")
SHEET = RefundSheet(Paid(an_invoice(ACME), (), 5_00), ACME, ("cash", "check", "store_credit"))


@pytest.fixture
def fields(qtbot, make_bench):
    made = RefundFields(make_bench("empty"))
    qtbot.addWidget(made)
    made.show()
    made.show_sheet(SHEET)
    return made


def test_the_methods_of_the_shop_and_store_credit_are_offered(fields):
    offered = [fields.method.edit.itemText(at) for at in range(fields.method.edit.count())]
    assert offered == ["Cash", "Check", "Store credit"]
    fields.method.show_value("check")
    fields.method.changed.emit()
    assert fields.reference.edit.accessibleName() == "Check number"
    assert fields.customer.text() == "Acme Dental"


def test_an_amount_is_asked_for_only_where_no_lines_are(fields):
    assert (fields.way(), fields.amount.isVisible()) == (BY_LINES, False)
    fields._way.edit.pick(BY_AMOUNT)
    fields.amount.edit.setText("abc")
    assert (fields.amount.isVisible(), fields.is_unread()) == (True, True)
    fields._way.edit.pick(BY_LINES)  # what was typed there doesn't keep the lines from it
    assert not fields.is_unread()
    assert fields.check()
