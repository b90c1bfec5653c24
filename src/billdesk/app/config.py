"""What a start of the program is told: which database, and what "today" is."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from billdesk.basics import places

if TYPE_CHECKING:
    from billdesk.cards.processor import Processor, Terminal

PROCESSORS: "list[Callable[[], Processor]]" = []
"""Makes the payment processors by which stored cards can be charged; the first one counts. None ships yet."""
START = os.urandom(6).hex()
"""Tells this process from an earlier one that had its id."""


@dataclass(frozen=True, slots=True)
class Config:
    """How this start differs from an ordinary one."""

    database: str = ""  # path or URL; "" = the user's own file, or BILLDESK_DATABASE
    today: date | None = None  # None = the calendar's
    desk: str = field(default_factory=lambda: _name_of_computer() or "desk")
    read_secret: Callable[[str], str | None] | None = None  # None = the system keyring

    @property
    def target(self) -> str:
        """The path or URL of the database."""
        return self.database or str(places.database())

    def day(self) -> date:
        """Today, or the day that was given for it."""
        return self.today or datetime.now().astimezone().date()

    def terminal(self) -> "Terminal | None":
        """By what this process charges stored cards; None where no payment processor is registered."""
        if not PROCESSORS:
            return None
        from billdesk.cards.processor import Terminal

        return Terminal(PROCESSORS[0](), self.process())

    def process(self) -> str:
        """This process, as deliveries name who is handing them over: desk, process id, start."""
        return f"{self.desk}:{os.getpid()}:{START}"


def _name_of_computer() -> str:
    if hasattr(os, "uname"):
        return os.uname().nodename
    from socket import gethostname  # the same, but a window is painted sooner without it

    return gethostname()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
