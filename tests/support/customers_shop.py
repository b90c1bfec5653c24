"""The example shop for the Customers pane and its editors, with services that note their thread."""

import threading
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget

from billdesk.app.build import build
from billdesk.app.config import Config
from billdesk.services.loading import Source
from billdesk.services.run import Request
from support.recurring_shop import Noting
from support.shops import CASES

FEB_1 = date(2026, 2, 1)
SERVICES = ("customers", "assets", "searches", "browsing")
RUBBISH = ["<b>bold</b>", "=cmd()", "\u202eright to left", "🙂🙂", "שלום עולם", "'; DROP TABLE customers --"]
"""Texts that are fine as names, and must come back as they went in."""


class CustomersShop:
    """The example shop after its first run; `desk` is what the window gets."""

    def __init__(self, path: Path, loaded: bool = True):
        self.calls = []
        self.real = build(Config(str(path), FEB_1, "desk-1"))
        if loaded:
            self.real.loading.load([Source("shop", (CASES / "little-shop.json").read_bytes())])
            self.real.run.go(Request(FEB_1, confirmed=True))
        known = {field.name for field in fields(self.real)}
        noting = {name: Noting(getattr(self.real, name), self.calls) for name in SERVICES if name in known}
        self.desk = replace(self.real, **noting)

    def id_of(self, name):
        """The id of a customer."""
        return next(one.id for one in self.real.browsing.customers("", 500) if one.name == name)

    def record(self, name):
        """A customer with contacts and assets as they are on file."""
        return self.real.customers.form(self.id_of(name)).record

    def sheet(self, name):
        """The page of a customer."""
        return self.real.customers.sheet(self.id_of(name), FEB_1)


@pytest.fixture
def customers_shop(tmp_path):
    """The example shop; no service may be called on the GUI thread, and drafts go to a folder of the test."""
    before = QSettings("BillDesk", "BillDesk").fileName()
    native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    QSettings.setPath(native, user, str(tmp_path / "conf"))
    shop = CustomersShop(tmp_path / "shop.billdesk")
    yield shop
    shop.real.close()
    QSettings.setPath(native, user, str(Path(before).parent.parent))
    on_gui = {name for name, thread in shop.calls if thread is threading.main_thread()}
    assert not on_gui


@pytest.fixture
def open_page(qtbot, look, background):
    """Opens a pane or page on a shop, and lets its changes reach it as the window does."""
    from billdesk.ui.bench import Bench
    from billdesk.ui.changes import Changes
    from billdesk.ui.figures import Figures

    parts = []

    def open_it(make, shop, what=None, size=(1240, 800)):
        part = make(Bench(shop.desk, look, background, Figures("en", "USD"), "en"))
        part.told_words, part.asked_places, part.troubles, part.undo = [], [], [], []
        part.told.connect(lambda words, undo: (part.told_words.append(words), part.undo.append(undo)))
        part.asked.connect(lambda place, asked: part.asked_places.append((place, asked)))
        part.troubled.connect(part.troubles.append)
        changes = Changes(part)
        changes.heard.connect(part.heard, Qt.ConnectionType.DirectConnection)
        shop.real.announcer.listeners.append(changes.announce)
        qtbot.addWidget(part)
        parts.append((part, shop.real.announcer))
        part.resize(*size)
        part.fold(size[0] + 200, size[1] + 100)
        part.show()
        part.activateWindow()
        qtbot.waitUntil(part.isActiveWindow)
        part.show_what(what)
        part.entered()
        calm(qtbot, part)
        return part

    yield open_it
    for part, announcer in parts:
        announcer.listeners.clear()
        part.hide()
    background.close()


def calm(qtbot, part):
    """Wait until nothing is under way."""
    waiting = getattr(part, "is_waiting", lambda: False)
    qtbot.waitUntil(lambda: not part.bench.background.busy() and not waiting())


def choose(qtbot, pane, name):
    """Choose a customer by name."""
    calm(qtbot, pane)
    numbers = range(pane.model.rowCount())
    row = next(pane.model.row(number) for number in numbers if pane.model.row(number).name == name)
    pane.table.choose(pane.model.number_of(row.id))
    qtbot.waitUntil(lambda: pane.detail.sheet is not None and pane.detail.sheet.customer.id == row.id)
    calm(qtbot, pane)


def press(qtbot, part, name):
    """Click a button by its object name, in the part or in a dialog over it."""
    widget = part.findChild(QWidget, name)
    assert widget is not None, name
    assert widget.isEnabled(), name
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def put_text(edit, text):
    """Type any text at once; qtbot's own typing knows Latin letters only."""
    edit.setFocus()
    edit.selectAll()
    edit.insert(text)
    edit.textEdited.emit(edit.text())
