"""Running timers in the status bar."""

import pytest

from billdesk.ui.bench import Bench
from billdesk.ui.clocking import LOOKS, Clocking
from billdesk.ui.figures import Figures
from billdesk.ui.widgets.status import StatusBar


@pytest.fixture
def clocking(qtbot, look, background, tickets_shop):
    bar = StatusBar(look)
    qtbot.addWidget(bar)
    made = Clocking(bar, Bench(tickets_shop.desk, look, background, Figures("en", "USD"), "en"))
    yield made
    made._timer.stop()
    qtbot.waitUntil(lambda: not background.busy())
    background.close()


def said(clocking):
    spot = clocking._bar.spot("timer")
    return "" if spot.isHidden() else spot.text()


def test_a_running_timer_is_shown_with_its_ticket_until_it_stops(qtbot, tickets_shop, clocking):
    timer = tickets_shop.real.labor.start(1, "Sam")
    tickets_shop.passed = 61
    clocking.refresh()
    qtbot.waitUntil(lambda: said(clocking).startswith("0:01:01 on t1"))
    assert clocking.ticket() == 1
    tickets_shop.real.labor.start(2, "Jo")
    clocking.refresh()
    qtbot.waitUntil(lambda: said(clocking).endswith(" +1"))

    for one in tickets_shop.real.labor.running():
        tickets_shop.real.labor.stop(one.timer.id)
    clocking.refresh()

    qtbot.waitUntil(lambda: said(clocking) == "")
    assert clocking.ticket() is None
    assert timer.runs


def test_each_minute_is_written_down_so_that_no_crash_loses_more(qtbot, tickets_shop, clocking):
    tickets_shop.real.labor.start(1, "Sam")
    clocking.refresh()
    qtbot.waitUntil(lambda: said(clocking) != "")
    for _ in range(LOOKS):
        tickets_shop.passed += 1
        clocking._tick()

    qtbot.waitUntil(lambda: tickets_shop.real.labor.running()[0].timer.worked == LOOKS)
