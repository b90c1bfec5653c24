"""Wires the services to one database: build(config) -> Desk."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from billdesk.app.config import Config, now
from billdesk.basics import secrets
from billdesk.domain.changes import Changed
from billdesk.services.office import Office
from billdesk.services.papers import Papers
from billdesk.services.run import Run
from billdesk.services.sending import Sending
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
    papers: Papers
    sending: Sending

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
    read_secret = config.read_secret or secrets.read
    sending = Sending(office, read_secret, config.process())
    return Desk(config, store, announcer, Run(office), Settings(office), Papers(office), sending)
