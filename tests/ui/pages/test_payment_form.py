"""The fields of Take payment: methods as segments while they are few, and what each asks for."""

from dataclasses import replace

import pytest

from billdesk.domain.customer import Customer
from billdesk.services.taking import TakingSheet
from billdesk.ui.pages.payment_form import PaymentForm
from billdesk.ui.widgets.forms import ChoiceField, SegmentField

SHEET = TakingSheet(Customer(1, "acme", "Acme"), "USD", ("USD",), (), 0, ("cash", "check", "quick"), (), ())


@pytest.fixture
def form(qtbot, make_bench):
    made = PaymentForm(make_bench("empty"))
    qtbot.addWidget(made)
    made.show_sheet(SHEET)
    made.show()
    return made


def test_a_quick_payment_is_not_typed_and_few_methods_are_segments(form):
    assert isinstance(form.method, SegmentField)
    assert list(form.method.edit._parts) == ["cash", "check"]
    form.method.show_value("check")
    form.show_sheet(replace(SHEET, methods=("a", "b", "c", "check", "d", "e")))
    assert isinstance(form.method, ChoiceField)
    assert form.method.value() == "check"  # what was chosen stays


def test_currencies_and_credit_show_where_there_are_some(form):
    assert not form.currency.isVisible()
    assert not form.use_credit.isVisible()
    form.show_sheet(replace(SHEET, currencies=("USD", "CAD"), credit=12_00))
    assert form.currency.isVisible()
    assert form.use_credit.edit.accessibleDescription() == "$12.00 is held"
    assert form.use_credit.told() == ""  # nothing is wrong with it
    assert form.owes.text() == "owes nothing"


def test_the_customer_is_looked_up_as_one_types(qtbot, form):
    form.customer.click()
    picker = form.findChild(object, "payment.customers")
    assert picker is not None
    picker.close()
