"""The ticked tickets."""

from PySide6.QtWidgets import QWidget


def test_the_bar_counts_what_is_ticked_and_clears_it(qtbot, tickets_pane):
    bar = tickets_pane.findChild(QWidget, "tickets.bulk")
    assert not bar.isVisible()
    tickets_pane.model.ticks.toggle(tickets_pane.model.row(0).id)
    assert tickets_pane.ticked.count() == 1
    assert bar.isVisible()

    tickets_pane.ticked.clear()

    assert tickets_pane.ticked.count() == 0


def test_the_rows_that_are_ticked_are_found_whichever_way_they_were(qtbot, tickets_pane):
    ticked, ticks = tickets_pane.ticked, tickets_pane.model.ticks
    ticks.set_all(True)
    ticks.toggle(tickets_pane.model.row(0).id)

    found = []
    tickets_pane.bench.run(ticked._rows(), found.extend, found.append)

    qtbot.waitUntil(lambda: [row.ref for row in found] == [tickets_pane.model.row(1).ref])
