"""What every use case needs: the database, the clock, the desk's name, and whom to tell of changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from billdesk.domain.changes import Changed
from billdesk.storage.engine import Store
from billdesk.storage.work import Work


@dataclass(frozen=True, slots=True)
class Office:
    """Handed to every service by app; `now` gives moments with their zone."""

    store: Store
    now: Callable[[], datetime]
    announce: Callable[[Changed], None]
    desk: str

    def work(self) -> Work:
        """A transaction that may write."""
        return Work(self.store)

    def reading(self) -> Work:
        """A transaction that only reads, and sees one state throughout."""
        return Work(self.store, writes=False)

    def tell(self, *kinds: str, ids: tuple[int, ...] = ()) -> None:
        """Announce which kinds of things changed: invoice, schedule, delivery, payment, run, settings …"""
        self.announce(Changed(frozenset(kinds), ids))
