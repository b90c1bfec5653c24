"""Real windows on real databases: the little shop before and after its run, and the empty shop."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from support.shops import CASES, copied, empty_shop, little_shop

DAY = date(2026, 2, 1)


def billed_shop(path: Path) -> None:
    """Make the example shop with the invoices of the run on the first of February."""
    from billdesk.app.build import build
    from billdesk.app.config import Config
    from billdesk.services.loading import Source
    from billdesk.services.run import Request

    desk = build(Config(database=str(path), today=DAY))
    desk.loading.load([Source("little-shop.json", (CASES / "little-shop.json").read_bytes())])
    desk.run.go(Request(DAY))
    desk.close()


SHOPS = {"empty": empty_shop, "little": billed_shop, "unbilled": little_shop}


@pytest.fixture
def open_desk(tmp_path) -> Iterator[Callable]:
    """Opens a copy of one of the shops as it is on a day."""
    from billdesk.app.build import build
    from billdesk.app.config import Config

    made = []

    def make(name: str = "little", today: date = DAY):
        path = tmp_path / f"{name}.billdesk"
        if not path.exists():
            copied(SHOPS[name], path)
        desk = build(Config(database=str(path), today=today, read_secret=lambda _name: "secret"))
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.close()


@pytest.fixture
def make_bench(look, background, open_desk) -> Callable:
    """What a pane is given, on one of the shops."""
    from billdesk.ui.bench import Bench
    from billdesk.ui.figures import Figures

    def make(name: str = "little", today: date = DAY):
        return Bench(open_desk(name, today), look, background, Figures("en", "USD"), "en")

    return make


@pytest.fixture
def apart(tmp_path) -> Iterator[None]:
    """What the window remembers goes to this test's own folder, and what it set for itself is forgotten."""
    from PySide6.QtCore import QSettings

    from billdesk.ui import movement, speaking

    before = QSettings("BillDesk", "BillDesk").fileName()
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "conf"))
    yield
    speaking.speak("en")
    movement.keep_still(False)
    QSettings.setPath(
        QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(Path(before).parent.parent)
    )


@pytest.fixture
def make_window(qtbot, apart, open_desk, monkeypatch) -> Iterator[Callable]:
    """Opens the whole window, 1440 × 900, on one of the shops; runs start only by hand.

    A pane is made when the test goes there: to make all of them in each window takes longer than most tests.
    """
    from billdesk.ui.places import Panes
    from billdesk.ui.start import enliven, show_shell

    monkeypatch.setattr(Panes, "prepare", lambda _panes: False)

    shells = []

    def make(name: str = "little", today: date = DAY, ticking: bool = False, language: str = "en"):
        _app, shell = show_shell()
        shells.append(shell)
        desk = open_desk(name, today)
        if language != "en":
            desk.settings.keep(replace(desk.settings.read(), language=language))
        window = enliven(shell, desk, ticking)
        shell.resize(1440, 900)
        shell.activateWindow()
        model = window.pane("invoices").model
        qtbot.waitUntil(lambda: model.loaded and window.bench.whole.there, timeout=20_000)
        qtbot.waitUntil(lambda: shell.isActiveWindow() and not window.background.busy())
        return window

    yield make
    for shell in shells:
        shell.close()
        shell.deleteLater()
        shell.look.deleteLater()
    # What is only to be deleted is still given every new style sheet.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
