"""Timers: whatever is done to the clocks, no minute is lost or invented, and what can't be known is asked."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billdesk.domain.errors import Refused
from billdesk.domain.timer import (
    LONGEST_MINUTES,
    LONGEST_UNWATCHED,
    Reading,
    Timer,
    looked_at,
    minutes_at_stop,
    minutes_of,
    paused,
    resumed,
)

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)


class World:
    """True time, and clocks that are moved and started anew while a timer runs."""

    def __init__(self):
        self.true, self.moved, self.boot, self.epochs = 0, 0, 0, 1
        self.timer = replace(Timer(1, 1, "Sam", 1, NOON), seen=self.read())
        self.run, self.unseen_boot = 0, False

    def read(self):
        wall = NOON + timedelta(seconds=self.true + self.moved)
        return Reading(wall, self.true - self.boot, str(self.epochs))

    def pass_time(self, seconds):
        """Time passes, be it that somebody works, or that the computer sleeps, or the program is closed."""
        self.true += seconds
        self.run += seconds if self.timer.runs else 0

    def look(self, _seconds):
        self.timer = looked_at(self.timer, self.read())

    def move_clock(self, seconds):
        self.moved += seconds

    def start_anew(self, seconds):
        self.pass_time(abs(seconds))
        self.boot, self.epochs = self.true, self.epochs + 1
        self.unseen_boot = self.unseen_boot or self.timer.runs

    def pause_or_go_on(self, _seconds):
        now = self.read()
        self.timer = paused(self.timer, now) if self.timer.runs else resumed(self.timer, now, "")


STEPS = st.sampled_from(["pass_time", "look", "move_clock", "start_anew", "pause_or_go_on"])


@given(st.lists(st.tuples(STEPS, st.integers(0, 4_000), st.booleans()), max_size=30))
def test_no_second_is_lost_or_invented_whatever_happens_to_the_clocks(steps):
    world = World()
    for step, seconds, back in steps:
        getattr(world, step)(-seconds if back and step == "move_clock" else seconds)
    world.look(0)
    timer = world.timer

    assert timer.worked <= world.run  # nothing is invented, whichever way clocks were moved
    assert timer.unsure == world.unseen_boot  # only then it can't be known how long it was
    if not world.unseen_boot:
        assert timer.worked + timer.doubtful == world.run  # and nothing lost


@given(st.lists(st.integers(0, LONGEST_UNWATCHED), max_size=20))
def test_what_is_looked_at_in_time_is_never_asked_for(waits):
    world = World()
    for seconds in waits:
        world.pass_time(seconds)
        world.move_clock(-seconds * 3)
        world.look(0)

    assert world.timer.is_clear
    assert world.timer.worked == sum(waits)
    assert minutes_at_stop(world.timer, None) == minutes_of(sum(waits))


def test_a_long_time_that_nobody_watched_is_asked_for_and_a_typed_answer_wins():
    world = World()
    world.pass_time(LONGEST_UNWATCHED + 1)
    world.look(0)

    with pytest.raises(Refused, match="timer_in_doubt") as caught:
        minutes_at_stop(world.timer, None)

    assert caught.value.facts == {"minutes": 0, "doubtful": 10}
    assert minutes_at_stop(world.timer, 7) == 7


@pytest.mark.parametrize("minutes", [-1, LONGEST_MINUTES + 1])
def test_minutes_that_nobody_works_are_refused(minutes):
    with pytest.raises(Refused, match="out_of_range"):
        minutes_at_stop(Timer(1, 1, "", 1, NOON), minutes)


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 0), (1, 1), (29, 1), (89, 1), (90, 2), (3_599, 60), (4_500, 75)]
)
def test_seconds_become_the_nearest_minute_and_work_is_never_nothing(seconds, minutes):
    assert minutes_of(seconds) == minutes


def test_nothing_pauses_or_goes_on_twice():
    world = World()
    now = world.read()
    pausing = paused(world.timer, now)

    with pytest.raises(Refused, match="timer_pauses"):
        paused(pausing, now)
    with pytest.raises(Refused, match="timer_runs"):
        resumed(world.timer, now, "")
    assert looked_at(pausing, now) == pausing
