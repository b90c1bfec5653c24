"""The ticked tickets."""


def test_the_rows_that_are_ticked_are_found_whichever_way_they_were(qtbot, tickets_pane):
    ticked, ticks = tickets_pane.ticked, tickets_pane.model.ticks
    ticks.set_all(True)
    ticks.toggle(tickets_pane.model.row(0).id)

    found = []
    tickets_pane.bench.run(ticked._rows(), found.extend, found.append)

    qtbot.waitUntil(lambda: [row.ref for row in found] == [tickets_pane.model.row(1).ref])
