"""What can be done with a customer, and how it is told."""

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.services.payments import Received
from billdesk.ui.bench import Bench
from billdesk.ui.figures import Figures
from billdesk.ui.panes.customer_acts import CustomerActs
from support.customers_shop import FEB_1


@pytest.fixture
def acts(qtbot, customers_shop, look, background):
    over = QWidget()
    qtbot.addWidget(over)
    made = CustomerActs(Bench(customers_shop.desk, look, background, Figures("en", "USD"), "en"), over)
    made.over = over
    made.words, made.errors, made.busied = [], [], []
    made.told.connect(lambda words, undo: made.words.append((words, undo)))
    made.refused.connect(made.errors.append)
    made.busy.connect(made.busied.append)
    yield made
    background.close()


def test_one_act_at_a_time(qtbot, customers_shop, acts):
    customer = customers_shop.record("Acme Dental").customer
    acts.archive(customer)
    acts.archive(customer)
    qtbot.waitUntil(lambda: not acts.is_busy)

    assert [words for words, _undo in acts.words] == ["Acme Dental is archived"]
    assert acts.busied == [True, False]


def test_an_act_that_is_refused_is_told(qtbot, customers_shop, acts):
    acts.delete(customers_shop.record("Acme Dental").customer)
    qtbot.waitUntil(lambda: bool(acts.errors))

    assert acts.errors[0].code == "customer_is_used"
    assert not acts.is_busy


def test_an_act_that_changed_nothing_has_no_undo(qtbot, customers_shop, acts):
    gone = next(one for one in customers_shop.record("Acme Dental").assets if not one.active)
    acts.archive_assets([gone.id])
    qtbot.waitUntil(lambda: bool(acts.words))

    assert acts.words == [("0 assets are archived", None)]


def ask(qtbot, acts, name="credit.question", **values):
    """Fill a question in and submit it; the dialog."""
    found = []

    def there():
        found[:] = [one for one in acts.over.findChildren(QWidget, name) if one.isVisible()]
        return bool(found)

    qtbot.waitUntil(there)
    for place, value in values.items():
        found[0].form.fields[place].show_value(value)
    found[0].submit()
    return found[0]


def test_credit_is_given_with_a_reason_used_paid_out_and_taken_back(qtbot, customers_shop, acts):
    acts.over.show()
    customer = customers_shop.record("Acme Dental").customer
    credit = customers_shop.real.payments.credit_of
    acts.grant_credit(customer)
    dialog = ask(qtbot, acts, amount=30_00)
    qtbot.waitUntil(lambda: "A reason is missing" in dialog.wrong.text())
    ask(qtbot, acts, reason="Long wait")
    qtbot.waitUntil(lambda: bool(acts.words))
    assert acts.words[-1][0] == "$30.00 of credit given to Acme Dental"
    assert credit(customer.id) == {"USD": 30_00}

    acts.pay_out(customer)
    dialog = ask(qtbot, acts, amount=30_01)
    qtbot.waitUntil(lambda: "more than is left" in dialog.wrong.text())
    ask(qtbot, acts, amount=5_00, method="check")
    qtbot.waitUntil(lambda: acts.words[-1][0] == "$5.00 of credit given back")

    acts.take_back_credit(customer)
    ask(qtbot, acts, amount=10_00, reason="Too much")
    qtbot.waitUntil(lambda: acts.words[-1][0] == "$10.00 of credit taken back")
    assert credit(customer.id) == {"USD": 15_00}
    acts.use_credit(customer)
    qtbot.waitUntil(lambda: acts.words[-1][0] == "Credit used for 1 invoice")
    assert credit(customer.id) == {}
    qtbot.waitUntil(lambda: not acts.is_busy)
    acts.use_credit(customer)
    qtbot.waitUntil(lambda: [one.code for one in acts.errors] == ["no_credit"])


def test_a_grant_is_taken_back_at_once_and_what_was_paid_never(qtbot, customers_shop, acts):
    acts.over.show()
    customer = customers_shop.record("Acme Dental").customer
    acts.grant_credit(customer)
    ask(qtbot, acts, amount=30_00, reason="x")
    qtbot.waitUntil(lambda: bool(acts.words))
    acts.words[-1][1]()  # Undo
    qtbot.waitUntil(lambda: acts.words[-1][0] == "Taken back")
    payments = customers_shop.real.payments
    payments.take(Received(customer.id, 5_00, FEB_1, on_account=True))
    qtbot.waitUntil(lambda: not acts.is_busy)
    acts.take_back_credit(customer)
    qtbot.waitUntil(lambda: [one.code for one in acts.errors] == ["nothing_granted"])
    assert payments.credit_of(customer.id) == {"USD": 5_00}


def test_credit_that_another_desk_used_meanwhile_is_not_asked_about(qtbot, customers_shop, acts):
    customer = customers_shop.record("Acme Dental").customer
    assert not acts._bench.desk.store_credit.form(customer.id).free
    acts.pay_out(customer)
    qtbot.waitUntil(lambda: [one.code for one in acts.errors] == ["no_credit"])
    assert not acts.is_busy
