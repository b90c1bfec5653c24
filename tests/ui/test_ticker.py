"""Tests of the clock of the open window: at once, every hour, after sleep, and when the clock is set back."""

from datetime import UTC, datetime, timedelta

import pytest

from billdesk.ui.ticker import Ticker

START = datetime(2026, 8, 4, 9, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def ticker(qapp, clock):
    made = Ticker(clock)
    made.dues = []
    made.due.connect(lambda: made.dues.append(clock.now))
    yield made
    made.stop()


def test_it_asks_for_a_run_at_once_and_then_every_hour(ticker, clock):
    ticker.start()
    assert ticker.dues == [START]
    assert ticker.next_run == START + timedelta(hours=1)
    for _ in range(60 * 3):
        clock.now += timedelta(seconds=20)
        ticker.look()
    assert ticker.dues == [START, START + timedelta(hours=1)]


def test_it_asks_after_the_computer_slept(ticker, clock):
    ticker.start()
    clock.now += timedelta(minutes=10)
    ticker.look()
    assert len(ticker.dues) == 2
    assert ticker.next_run == clock.now + timedelta(hours=1)


def test_it_asks_when_the_clock_was_set_back(ticker, clock):
    ticker.start()
    clock.now -= timedelta(hours=5)
    ticker.look()
    assert len(ticker.dues) == 2


def test_its_timer_looks_at_the_clock(qtbot, ticker, clock):
    ticker.start()
    clock.now += timedelta(hours=2)
    ticker._timer.setInterval(1)
    qtbot.waitUntil(lambda: len(ticker.dues) == 2)
