"""A desk whose lists are there at once, and whose other services come when first asked for."""

from threading import Lock
from typing import TYPE_CHECKING, Any

from billdesk.app.config import Config, now
from billdesk.documents.press import Press
from billdesk.services.browsing import Browsing
from billdesk.services.office import Announcer, Office
from billdesk.storage.engine import Store

if TYPE_CHECKING:
    from billdesk.services.backroom import Backroom
    from billdesk.services.desk import Desk


class Front:
    """Stands for a Desk: all the services take several times as long to import as a window to be painted."""

    def __init__(self, config: Config, store: Store) -> None:
        self.target, self.today = store.name, config.day
        self.announcer = Announcer()
        self._config = config
        self._office = Office(store, now, self.announcer, config.desk, Press(), config.terminal())
        self.browsing = Browsing(self._office)
        self._lock = Lock()
        self._desk: Desk | None = None
        self._backroom: Backroom | None = None

    def close(self) -> None:
        """Let go of the database, and of processes that have done long work."""
        if self._backroom is not None:
            self._backroom.close()
        self._office.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole(), name)

    def _whole(self) -> "Desk":
        """Every service; any thread may be the first to ask."""
        with self._lock:
            if self._desk is None:
                from billdesk.app.wiring import put_on
                from billdesk.services.backroom import Backroom, Place

                config, announcer = self._config, self.announcer
                place = Place(config.target, now, config.desk, config.terminal)
                self._backroom = Backroom(place, announcer)
                self._desk = put_on(config, self._office, announcer, self._backroom)
            return self._desk
