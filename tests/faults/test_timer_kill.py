"""A program that is killed with a running timer: the timer runs on, and no time is lost or invented."""

import sys
import time

import pytest

from billdesk.app.clocks import read_clocks
from billdesk.services.labor import Labor
from billdesk.services.tickets import Tickets
from support.forked import context
from support.money import small_shop
from support.shops import office_at
from support.timekeeper import keep_time

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the computer's start has no name")


def test_a_timer_runs_on_when_the_program_is_killed(shop_target):
    office = office_at(shop_target)
    small_shop(office)
    labor = Labor(office, read_clocks)
    process = context().Process(target=keep_time, args=(str(shop_target),))
    before = time.monotonic()
    process.start()
    while not labor.running():
        assert process.is_alive()
        time.sleep(0.01)
    process.kill()
    process.join()

    (clocked,) = labor.running()
    time.sleep(max(0.0, clocked.timer.seen.steady + 1.5 - read_clocks().steady))
    shown, passed = labor.seconds(clocked.timer), time.monotonic() - before
    assert 1 <= shown <= passed + 1
    assert labor.stop(clocked.timer.id).entry.minutes == 1
    assert labor.running() == ()
    assert [row.entry.technician for row in Tickets(office).show("t1").log] == ["Sam"]
    office.store.close()
