"""The columns of the list of tickets."""

from datetime import date

from billdesk.domain.ticket_list import TicketRow
from billdesk.ui.panes.tickets_columns import columns

ROW = TicketRow(1, "t1", "T-1", "Slow laptop", 1, "Acme", "New", "Sam", "", date(2026, 1, 30), None, "USD", 1)


def test_a_row_says_what_whose_how_old_and_how_much(make_bench):
    _, what, status, pending, timer, _ = [column.cell(ROW) for column in columns(make_bench("empty"))]

    assert (what.text, what.second, what.icon) == ("T-1  Slow laptop", "Acme", "")
    assert (status.text, status.badge, status.second) == ("\nNew", "ticket_new", "Sam · 2 days old")
    assert (pending.text, pending.tone) == ("0.00", "ink3")
    assert (timer.text, timer.icon, timer.said) == ("", "play", "Start timer")


def test_a_running_timer_is_seen_and_said(make_bench):
    running = TicketRow(*[getattr(ROW, name) for name in TicketRow.__slots__[:13]], 5_00, 1, "")
    _, what, _, pending, timer, _ = [column.cell(running) for column in columns(make_bench("empty"))]

    assert what.icon == "circle-play"
    assert what.said.endswith("a timer runs")
    assert (pending.text, pending.strong) == ("5.00", True)
    assert (timer.icon, timer.said) == ("pause", "Pause timer")
