"""A sender in a process of its own, for tests that kill it."""

import os
import ssl
from datetime import UTC, datetime

from billdesk.domain.changes import Changed
from billdesk.services.office import Office
from billdesk.services.sending import Sending
from billdesk.storage.engine import open_store


def _ignore(_changed: Changed) -> None:
    """Nobody listens."""


def send_everything(target: str, certificate: str, password: str) -> None:
    """What the program does at its start: look for what was left behind, then send what waits."""
    office = Office(open_store(target), lambda: datetime.now(UTC), _ignore, "desk")
    process = f"desk:{os.getpid()}:{os.urandom(4).hex()}"
    sending = Sending(office, lambda _name: password, process, ssl.create_default_context(cafile=certificate))
    sending.recover()
    sending.flush()
    office.store.close()
