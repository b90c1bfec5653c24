"""The list of tickets: its foot, and what it says when it is empty."""

from PySide6.QtWidgets import QWidget

from billdesk.domain.ticket_list import TicketFilter
from support.parts import calm


def test_the_foot_counts_and_sums_all_that_the_filter_shows(tickets_shop, tickets_pane):
    pending = sum(tickets_shop.sheet(name).pending for name in ("t1", "t2"))
    said = tickets_pane.list.totals.accessibleName()

    assert said == f"2 tickets Unbilled ${pending // 100}.{pending % 100:02}"


def test_a_filter_that_finds_nothing_says_so_and_can_be_cleared(qtbot, tickets_pane):
    tickets_pane.show_what(TicketFilter(text="nowhere"))
    qtbot.waitUntil(tickets_pane.list.empty.isVisible)
    assert not tickets_pane.list.first.isVisible()

    tickets_pane.findChild(QWidget, "tickets.clear_filters").click()

    qtbot.waitUntil(lambda: tickets_pane.model.rowCount() == 2)
    calm(qtbot, tickets_pane)


def test_clicking_a_title_sorts_by_it(qtbot, tickets_pane):
    model = tickets_pane.model
    pending = next(at for at, one in enumerate(model.columns) if one.sort_key == "pending")
    for refs in (["t2", "t1"], ["t1", "t2"]):
        model.sort_by(pending)
        qtbot.waitUntil(lambda refs=refs: [row and row.ref for row in map(model.row, range(2))] == refs)
    calm(qtbot, tickets_pane)
