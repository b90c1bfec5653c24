"""The clocks of this computer: the time of day, and seconds since it was started, asleep or not."""

import sys
import time
from functools import cache
from pathlib import Path

from billdesk.app.config import START, now
from billdesk.domain.timer import Reading

_BOOT = Path("/proc/sys/kernel/random/boot_id")


def read_clocks() -> Reading:
    """What the clocks show now."""
    return Reading(now(), _steady(), _epoch())


def _steady() -> int:
    """Whole seconds that go on while the computer sleeps, and that nobody can set."""
    if sys.platform == "linux":
        return int(time.clock_gettime(time.CLOCK_BOOTTIME))
    return int(time.monotonic())  # of macOS and Windows goes on as well


@cache
def _epoch() -> str:
    """Within what the seconds can be compared: since this start of the computer, or else of the program."""
    try:
        return _BOOT.read_text("ascii").strip()
    except (OSError, ValueError):
        return START
