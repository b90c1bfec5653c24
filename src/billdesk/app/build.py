"""Wires the services to one database: build(config) -> Desk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from billdesk.app.config import Config, now
from billdesk.domain.changes import Changed
from billdesk.services.browsing import Browsing
from billdesk.services.office import Office
from billdesk.services.recurring import Recurring
from billdesk.services.run import Run
from billdesk.services.settings import Settings
from billdesk.storage.engine import Store, open_store


@dataclass(slots=True)
class Announcer:
    """Passes on what changed to everybody who listens."""

    listeners: list[Callable[[Changed], None]] = field(default_factory=list)

    def __call__(self, changed: Changed) -> None:
        for listener in self.listeners:
            listener(changed)


@dataclass(frozen=True, slots=True)
class Desk:
    """Every use case of one shop."""

    config: Config
    store: Store
    announcer: Announcer
    run: Run
    settings: Settings
    browsing: Browsing
    recurring: Recurring

    def today(self) -> date:
        """What today is."""
        return self.config.day()

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def build(config: Config) -> Desk:
    """Open the database (made or migrated where needed) and put the services on it."""
    store = open_store(config.target)
    announcer = Announcer()
    office = Office(store, now, announcer, config.desk)
    run = Run(office)
    return Desk(config, store, announcer, run, Settings(office), Browsing(office), Recurring(office, run))
