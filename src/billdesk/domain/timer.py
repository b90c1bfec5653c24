"""Timers of the labor log: how long somebody has worked, by clocks that are moved, sleep, or start anew."""

from dataclasses import dataclass, replace
from datetime import datetime

from billdesk.domain.errors import Refused

LONGEST_UNWATCHED = 600
"""So many seconds may pass between two looks at a timer; of more somebody has to say whether it was work."""
LONGEST_MINUTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clocks show: the time of day, and seconds that nobody can move.

    `steady` seconds can be compared within one `epoch` only, such as since this computer was started.
    """

    wall: datetime
    steady: int
    epoch: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """What passed between two readings, in seconds: watched, and in doubt; `unsure` if not even how long."""

    watched: int = 0
    doubtful: int = 0
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Timer:
    """Work that somebody clocks on a ticket; `seen` is the last look at it while it runs, None in a pause."""

    id: int
    ticket_id: int
    technician: str
    labor_id: int
    began: datetime
    billable: bool = True
    notes: str = ""
    worked: int = 0  # seconds that were watched
    doubtful: int = 0  # seconds that may have been work
    unsure: bool = False  # a clock was moved while nobody watched
    seen: Reading | None = None
    desk: str = ""  # which watches it

    @property
    def runs(self) -> bool:
        """Whether it runs, or pauses."""
        return self.seen is not None

    @property
    def is_clear(self) -> bool:
        """Whether it is known how long the work took."""
        return not self.doubtful and not self.unsure


def between(before: Reading, now: Reading) -> Stretch:
    """What passed between two readings.

    Steady seconds are what truly passed, whatever was done to the time of day. Where there are none, as after
    the computer was started anew, the time of day is all there is, and it may have been moved.
    """
    if now.epoch == before.epoch and now.steady >= before.steady:
        passed = now.steady - before.steady
        return Stretch(passed) if passed <= LONGEST_UNWATCHED else Stretch(doubtful=passed)
    passed = int((now.wall - before.wall).total_seconds())
    return Stretch(doubtful=max(passed, 0), unsure=True)


def looked_at(timer: Timer, now: Reading) -> Timer:
    """A timer with what passed since the last look; one that pauses stays as it is."""
    if timer.seen is None:
        return timer
    passed = between(timer.seen, now)
    return replace(
        timer,
        worked=timer.worked + passed.watched,
        doubtful=timer.doubtful + passed.doubtful,
        unsure=timer.unsure or passed.unsure,
        seen=now,
    )


def paused(timer: Timer, now: Reading) -> Timer:
    """A timer that pauses; Refused for one that does already."""
    if not timer.runs:
        raise Refused("timer_pauses", timer=timer.id)
    return replace(looked_at(timer, now), seen=None)


def resumed(timer: Timer, now: Reading, desk: str) -> Timer:
    """A timer that goes on; Refused for one that runs already."""
    if timer.runs:
        raise Refused("timer_runs", timer=timer.id)
    return replace(timer, seen=now, desk=desk)


def minutes_of(seconds: int) -> int:
    """Seconds of work as minutes: the nearest, and at least one where there was any."""
    return max((seconds + 30) // 60, 1 if seconds > 0 else 0)


def minutes_at_stop(timer: Timer, typed: int | None) -> int:
    """The minutes that go into the log: what was typed, else what was watched.

    Refused where part of the time is in doubt and nobody has said what it was.
    """
    if typed is not None:
        if not 0 <= typed <= LONGEST_MINUTES:
            raise Refused("out_of_range", least=0, most=LONGEST_MINUTES)
        return typed
    if not timer.is_clear:
        raise Refused("timer_in_doubt", minutes=minutes_of(timer.worked), doubtful=minutes_of(timer.doubtful))
    return minutes_of(timer.worked)
