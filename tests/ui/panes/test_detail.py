"""What the details beside a list have in common."""

import pytest
from PySide6.QtWidgets import QLabel

from billdesk.ui.panes.customers import CustomersPane
from billdesk.ui.panes.recurring import RecurringPane
from support.parts import choose_where


@pytest.mark.parametrize("kind", [CustomersPane, RecurringPane])
def test_while_nothing_is_chosen_the_detail_says_what_it_is_for(qtbot, recurring_shop, open_part, kind):
    pane = open_part(kind, recurring_shop)
    choose_where(qtbot, pane, lambda _row: True)
    pane.detail.show_nothing()

    assert pane.detail.sheet is None
    said = [label.text() for label in pane.detail.findChildren(QLabel) if label.isVisible()]
    assert [words for words in said if words] == [
        {
            CustomersPane: "Choose a customer to see everything about it.",
            RecurringPane: "Choose a schedule to see what it bills.",
        }[kind]
    ]


@pytest.mark.parametrize("kind", [CustomersPane, RecurringPane])
def test_acts_of_the_detail_wait_while_one_is_under_way(qtbot, recurring_shop, open_part, kind):
    pane = open_part(kind, recurring_shop)
    choose_where(qtbot, pane, lambda _row: True)
    pane.detail.show_busy(True)
    assert not pane.detail.more.isEnabled()
    pane.detail.show_busy(False)
    assert pane.detail.more.isEnabled()
