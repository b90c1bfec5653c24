"""What can be done with a customer, and how it is told."""

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.ui.bench import Bench
from billdesk.ui.figures import Figures
from billdesk.ui.panes.customer_acts import CustomerActs


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
