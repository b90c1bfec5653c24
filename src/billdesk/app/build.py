"""Builds what a start needs: a desk on a database, and for people the window on it."""

from __future__ import annotations

import sys
import threading
from datetime import date
from os import PathLike
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from billdesk.app.config import Config
    from billdesk.services.desk import Desk
    from billdesk.ui.shell import Shell
    from billdesk.ui.start import Opened


def build(config: Config, make: bool = True) -> Desk:
    """Open the database (migrated where needed, made where `make` allows it) and put the services on it."""
    from billdesk.app.wiring import wired

    return wired(config, make)


def build_front(config: Config) -> Desk:
    """The same for a window: its lists are there at once, the other services when first asked for."""
    # An empty window can be painted before this is imported.
    from billdesk.app.front import Front
    from billdesk.storage.engine import open_store

    return cast("Desk", Front(config, open_store(config.target)))


def open_window(
    database: str | PathLike[str] = "", today: date | None = None, ticking: bool = False
) -> Opened:
    """The application object and the shown window on a database, without entering the event loop.

    `ticking` says whether runs start by themselves, at once and then every hour.
    """
    from billdesk.ui.start import enliven, show_shell

    app, shell = show_shell()
    from billdesk.app.config import Config

    enliven(shell, build_front(Config(database=str(database), today=today)), ticking)
    return app, shell


def run_window(config: Config) -> int:
    """Open the window and stay until it is closed; the exit status.

    Where the user has a window on this database already, that one is raised instead.
    """
    from billdesk.ui.single import OnlyOne, name_of
    from billdesk.ui.start import application, enliven, furnish, show_shell

    only = OnlyOne(name_of(config.target), application())
    if not only.claim():
        return 0
    app, shell = show_shell()
    from billdesk.ui.smooth import Smooth
    from billdesk.ui.staying import come_to_front

    smooth = Smooth(app)
    only.raised.connect(lambda: come_to_front(shell))
    _tell_mistakes(shell)  # into the log, which begins now
    from billdesk.domain.errors import BillDeskError

    try:
        window = enliven(shell, build_front(config))
        window.bench.whole.when(smooth.settle)
    except BillDeskError as error:
        from billdesk.services import wording

        furnish(shell)
        shell.banner.tell("failed", wording.sentence(error))
    status = app.exec()
    smooth.end()
    only.close()
    return status


def _tell_mistakes(shell: Shell) -> None:
    """What goes wrong in a slot is logged and told in a dialog, and the program goes on."""
    from billdesk.app import crash

    crash.start_log()

    def told(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        if isinstance(error, KeyboardInterrupt):
            shell.hides = False
            shell.close()
            return
        from billdesk.ui.dialogs.mistake import tell_mistake

        words = crash.report(error)
        tell_mistake(shell.look, shell, words, crash.details(error))

    sys.excepthook = told
    threading.excepthook = lambda thread: crash.report(thread.exc_value or SystemExit())
