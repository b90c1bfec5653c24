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


def test_the_timer_is_paused_and_goes_on_from_the_status_bar(qtbot, tickets_shop, clocking):
    told, changed, labor = [], [], tickets_shop.real.labor
    clocking.report(lambda words, undo: told.append((words, undo)), told.append, lambda: changed.append(1))
    assert not clocking.can_pause()
    labor.start(1, "Sam")
    clocking.refresh()
    qtbot.waitUntil(clocking.can_pause)
    assert not clocking._bar.timer.isHidden()
    assert changed == [1]

    clocking._bar.timer.asked.connect(lambda _name: clocking.pause())
    clocking._bar.timer.pause.click()
    qtbot.waitUntil(lambda: [one[0] for one in told] == ["The timer pauses"])
    clocking.refresh()
    qtbot.waitUntil(clocking._bar.timer.isHidden)
    assert labor.running() == ()

    told[0][1]()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert [one.timer.technician for one in labor.running()] == ["Sam"]


def test_the_timer_is_stopped_from_the_status_bar_and_its_time_logged(qtbot, tickets_shop, clocking):
    told, asked = [], []
    clocking.report(lambda words, _undo: told.append(words), told.append, lambda: None)
    clocking.asked.connect(lambda *place: asked.append(place))
    tickets_shop.real.labor.start(1, "Sam")
    clocking.refresh()
    qtbot.waitUntil(clocking.can_stop)
    tickets_shop.passed = 300
    clocking.show()

    clocking.stop()

    qtbot.waitUntil(lambda: told == ["5 min logged"])
    assert asked == [("tickets", 1)]
    assert tickets_shop.sheet().log[-1].entry.minutes == 5


def test_a_timer_that_somebody_else_stopped_is_said_and_leaves_the_bar(qtbot, tickets_shop, clocking):
    troubles = []
    clocking.report(lambda *_words: None, troubles.append, lambda: None)
    timer = tickets_shop.real.labor.start(1, "Sam")
    clocking.refresh()
    qtbot.waitUntil(clocking.can_stop)
    tickets_shop.real.labor.stop(timer.id)

    clocking.stop()

    qtbot.waitUntil(lambda: [one.code for one in troubles] == ["timer_missing"])
    qtbot.waitUntil(lambda: not clocking.can_stop())
