"""What every use case needs: database, clock, the desk's name, whom to tell, who draws, who charges."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from billdesk.documents.press import HERE, Press
from billdesk.domain.changes import Changed
from billdesk.storage.engine import Store
from billdesk.storage.sight import Sight

if TYPE_CHECKING:
    from billdesk.cards.processor import Terminal
    from billdesk.storage.work import Work


@dataclass(slots=True)
class Announcer:
    """Passes on what changed to everybody who listens."""

    listeners: list[Callable[[Changed], None]] = field(default_factory=list)

    def __call__(self, changed: Changed) -> None:
        for listener in self.listeners:
            listener(changed)


@dataclass(frozen=True, slots=True)
class Office:
    """Handed to every service by app; `now` gives moments with their zone, `press` PDFs.

    `terminal` charges stored cards, where a payment processor is registered.
    """

    store: Store
    now: Callable[[], datetime]
    announce: Callable[[Changed], None]
    desk: str
    press: Press = HERE
    terminal: Terminal | None = None

    def work(self) -> Work:
        """A transaction that may write."""
        from billdesk.storage.work import Work

        return Work(self.store)

    def reading(self) -> Work:
        """A transaction that only reads, and sees one state throughout."""
        from billdesk.storage.work import Work

        return Work(self.store, writes=False)

    def sight(self) -> AbstractContextManager[Sight]:
        """A look at lists and settings, quicker to have than a transaction, and all of one state too."""
        return self.store.sight()

    def tell(self, *kinds: str, ids: tuple[int, ...] = ()) -> None:
        """Announce which kinds of things changed: invoice, schedule, delivery, payment, run, settings …"""
        self.announce(Changed(frozenset(kinds), ids))

    def close(self) -> None:
        """Let go of the database, and of processes that draw."""
        self.press.close()
        self.store.close()
