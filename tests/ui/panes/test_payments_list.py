"""The list of payments says what it finds, and nothing where it finds nothing."""

import pytest

from billdesk.services.payments import Received
from billdesk.ui.panes.payments import PaymentsPane
from support.parts import calm, press, put_text
from support.recurring_shop import FEB_1


@pytest.mark.parametrize("text", ["zzzz", "x" * 9_999])
def test_what_finds_nothing_says_so_and_offers_to_clear_the_filters(qtbot, recurring_shop, open_part, text):
    customer = recurring_shop.real.browsing.customers("Acme")[0].id
    recurring_shop.real.payments.take(Received(customer, 5_00, FEB_1, on_account=True))
    pane = open_part(PaymentsPane, recurring_shop)
    put_text(pane.filter.search, text)
    qtbot.waitUntil(lambda: pane.filter.wanted().text == text)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 0)
    calm(qtbot, pane)
    assert pane.list.empty.title.text() == "No payment matches these filters"
    assert not pane.methods.isVisible()
    press(qtbot, pane, "payments.clear_filters")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
