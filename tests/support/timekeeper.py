"""A program with a running timer that looks at it again and again, until it is killed."""

import time

from billdesk.app.clocks import read_clocks
from billdesk.services.labor import Labor
from support.shops import office_at


def keep_time(target: str) -> None:
    """Start a timer on the first ticket, and never end."""
    labor = Labor(office_at(target), read_clocks)
    labor.start(1, "Sam")
    while True:
        labor.look()
        time.sleep(0.01)
