"""Wires the services to one database: build(config) -> Desk."""

from billdesk.app.config import Config, now
from billdesk.services.desk import Announcer, Desk
from billdesk.services.loading import Loading
from billdesk.services.office import Office
from billdesk.services.run import Run
from billdesk.services.settings import Settings
from billdesk.storage.engine import open_store


def build(config: Config) -> Desk:
    """Open the database (made or migrated where needed) and put the services on it."""
    store = open_store(config.target)
    announcer = Announcer()
    office = Office(store, now, announcer, config.desk)
    return Desk(
        target=store.name,
        today=config.day,
        announcer=announcer,
        close=store.close,
        run=Run(office),
        settings=Settings(office),
        loading=Loading(office),
    )
