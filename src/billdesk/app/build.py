"""Builds what a start needs: a desk on a database, and for people the window on it."""

from __future__ import annotations

import os
import sys
import threading
from datetime import date
from os import PathLike
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from billdesk.app.config import Config
    from billdesk.services.desk import Desk
    from billdesk.ui.shell import Shell
    from billdesk.ui.smooth import Smooth
    from billdesk.ui.start import Opened

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Where none of these is set, Linux has nowhere to show a window, and Qt would end the program."""


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
    _require_screen()
    from billdesk.ui.reach import may_be_there, name_of
    from billdesk.ui.start import show_shell

    name = name_of(config.target)
    if may_be_there(name) and _is_raised(name):
        return 0
    app, shell = show_shell()
    from billdesk.ui.smooth import Smooth

    smooth = Smooth(app)
    _tell_mistakes(shell)
    _enliven(shell, config, lambda: _settle(shell, name, smooth))
    status = app.exec()
    smooth.end()
    return status


def _require_screen() -> None:
    if sys.platform == "linux" and not any(os.environ.get(name) for name in SCREENS):
        from billdesk.domain.errors import Refused

        raise Refused("no_screen")


def _is_raised(name: str) -> bool:
    """Whether a window answers to that name, which comes to the front then."""
    from billdesk.ui.single import OnlyOne
    from billdesk.ui.start import application

    return OnlyOne(name, application()).call()


def _enliven(shell: Shell, config: Config, then: Callable[[], None]) -> None:
    """Bring the shell to life, or say in it why that can't be; `then` is done once all of it is there."""
    from billdesk.domain.errors import BillDeskError
    from billdesk.ui.start import enliven, furnish

    try:
        enliven(shell, build_front(config)).bench.whole.when(then)
    except BillDeskError as error:
        from billdesk.services import wording

        furnish(shell)
        shell.banner.tell("failed", wording.sentence(error))
        then()


def _settle(shell: Shell, name: str, smooth: Smooth) -> None:
    """What can wait until the window is whole: the log, being the only one, and looking for garbage."""
    from billdesk.app import crash
    from billdesk.ui.single import OnlyOne
    from billdesk.ui.start import application

    crash.start_log()
    app = application()
    only = OnlyOne(name, app)
    if not only.claim():  # another start was quicker, and is in front now
        shell.hides = False
        shell.close()
        return
    only.raised.connect(shell.come_to_front)
    app.aboutToQuit.connect(only.close)
    smooth.settle()


def _tell_mistakes(shell: Shell) -> None:
    """What goes wrong in a slot is logged and told in a dialog, and the program goes on."""

    def told(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        if isinstance(error, KeyboardInterrupt):
            shell.hides = False
            shell.close()
            return
        from billdesk.app import crash  # the first mistake begins the log, where it wasn't begun yet
        from billdesk.ui.dialogs.mistake import tell_mistake
        from billdesk.ui.words import language

        said = crash.report(error, language())
        tell_mistake(shell.look, shell, said, crash.details(error))

    sys.excepthook = told
    threading.excepthook = _log_mistake


def _log_mistake(thread: threading.ExceptHookArgs) -> None:
    from billdesk.app import crash

    crash.report(thread.exc_value or SystemExit())
