"""Wires the services to one database: build(config) -> Desk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from billdesk.app.config import Config, now
from billdesk.domain.changes import Changed
from billdesk.services.loading import Loading
from billdesk.services.office import Office
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
    loading: Loading

    def today(self) -> date:
        """What today is."""
        return self.config.day()

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def build(config: Config, make: bool = True) -> Desk:
    """Open the database (migrated where needed, and made where `make` allows it) and put the services on it."""
    store = open_store(config.target, make)
    announcer = Announcer()
    office = Office(store, now, announcer, config.desk)
    return Desk(config, store, announcer, Run(office), Settings(office), Loading(office))
