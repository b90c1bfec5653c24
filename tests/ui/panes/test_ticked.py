"""The ticked rows of a list, on that of the tickets."""

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.ui.panes.ticked import Ticked


def test_the_bar_counts_what_is_ticked_and_clears_it(qtbot, tickets_pane):
    bar = tickets_pane.findChild(QWidget, "tickets.bulk")
    assert not bar.isVisible()
    tickets_pane.model.ticks.toggle(tickets_pane.model.row(0).id)
    assert tickets_pane.ticked.count() == 1
    assert bar.isVisible()

    tickets_pane.ticked.clear()

    assert tickets_pane.ticked.count() == 0
    assert not bar.isVisible()


def test_who_has_ticked_rows_says_what_can_be_done_with_them(tickets_pane):
    with pytest.raises(NotImplementedError):
        Ticked(tickets_pane.bench, tickets_pane, tickets_pane.list)
