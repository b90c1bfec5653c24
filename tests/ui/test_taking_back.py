"""What was taken is told by the pane one comes back to, and taken back by further rows."""

from billdesk.domain.lists import InvoiceFilter, Sort
from billdesk.ui.panes.pane import Pane
from billdesk.ui.taking_back import tell_taken
from billdesk.ui.tasks import Taken


def test_what_was_taken_is_told_with_its_undo_which_reverses_it(qtbot, make_bench):
    bench = make_bench()
    pane = Pane(bench)
    qtbot.addWidget(pane)
    told, troubles = [], []
    pane.told.connect(lambda words, undo: told.append((words, undo)))
    pane.troubled.connect(troubles.append)
    wanted = InvoiceFilter(statuses=frozenset({"open"}))
    row = bench.desk.browsing.invoices(wanted, Sort(), bench.today).rows[0]
    moved = bench.desk.payments.quick([row.id], bench.today)

    tell_taken(pane, Taken("taken", (moved.payments[0].id,)))
    assert told[0][0] == "taken"
    told[0][1]()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == ("1 payment taken back", None)
    assert bench.desk.invoicing.sheet(row.id, bench.today).invoice.balance == row.balance
    told[0][1]()
    qtbot.waitUntil(lambda: [one.code for one in troubles] == ["payment_is_given_back"])


def test_what_cant_be_taken_back_offers_no_undo(qtbot, make_bench):
    pane = Pane(make_bench("empty"))
    qtbot.addWidget(pane)
    told = []
    pane.told.connect(lambda words, undo: told.append((words, undo)))
    tell_taken(pane, Taken("credit used"))
    assert told == [("credit used", None)]
