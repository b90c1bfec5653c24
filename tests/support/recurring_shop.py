"""The example shop behind the window's parts, with services that notice on which thread they are called."""

import json
import threading
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from billdesk.app.build import build
from billdesk.app.config import Config
from billdesk.domain.customer import Asset
from billdesk.services.loading import Source
from billdesk.services.run import Request
from support.shops import CASES, copied, empty_shop, office_at

LEFT = Qt.MouseButton.LeftButton
FEB_1 = date(2026, 2, 1)
FAILING = {
    "ref": "bistro-fails",
    "customer": "bistro",
    "title": "Card terminal",
    "currency": "CAD",
    "frequency": "monthly",
    "interval": 1,
    "start": "2026-02-01",
    "auto_send": True,
    "lines": [{"type": "standard", "description": "Terminal", "product": "care", "quantity": "1"}],
}
SERVICES = ("recurring", "browsing", "foresight", "papers", "run")


def failing_shop(path: Path) -> None:
    """Make the example shop with one schedule that fails."""
    desk = build(Config(str(path), FEB_1, "desk-1"))
    shop = json.loads((CASES / "little-shop.json").read_text("utf-8"))
    shop["schedules"].append(FAILING)
    desk.loading.load([Source("shop", json.dumps(shop).encode())])
    desk.close()


def failing_shop_run(path: Path) -> None:
    """Make it as it is after the run on the first of February."""
    failing_shop(path)
    desk = build(Config(str(path), FEB_1, "desk-1"))
    desk.run.go(Request(FEB_1, confirmed=True))
    desk.close()


class Noting:
    """A service that notes which of its methods were called on which thread."""

    def __init__(self, service, calls):
        self._service, self._calls = service, calls

    def __getattr__(self, name):
        found = getattr(self._service, name)

        def called(*given, **named):
            self._calls.append((name, threading.current_thread()))
            return found(*given, **named)

        return called


class RecurringShop:
    """The example shop after a run on February 1; `desk` is what the window gets."""

    def __init__(self, path: Path, run: bool = True, loaded: bool = True):
        self.path, self.calls = path, []
        copied((failing_shop_run if run else failing_shop) if loaded else empty_shop, path)
        self.real = build(Config(str(path), FEB_1, "desk-1"))
        known = {field.name for field in fields(self.real)}
        noting = {name: Noting(getattr(self.real, name), self.calls) for name in SERVICES if name in known}
        self.desk = replace(self.real, **noting)

    def add_laptops(self, *names):
        """Give Acme further laptops."""
        office = office_at(self.path)
        with office.work() as work:
            ids = [asset.id for asset in work.customers.assets_of()]
            acme = next(one.id for one in work.customers.all() if one.name == "Acme Dental")
            new = [
                Asset(max(ids) + number, f"asset-{name}", acme, name, "Laptop")
                for number, name in enumerate(names, 1)
            ]
            work.customers.add_assets(new)
            work.commit()
        office.store.close()

    def sheet(self, ref):
        """The detail of a schedule as it is on file."""
        return self.real.recurring.sheet(ref, FEB_1)


@pytest.fixture
def recurring_shop(tmp_path):
    """The example shop with one schedule that fails; no service may be called on the GUI thread."""
    shop = RecurringShop(tmp_path / "shop.billdesk")
    yield shop
    shop.real.close()
    on_gui = {name for name, thread in shop.calls if thread is threading.main_thread()}
    assert not on_gui


@pytest.fixture
def empty_recurring_shop(tmp_path):
    """A shop without any schedule."""
    shop = RecurringShop(tmp_path / "empty.billdesk", run=False, loaded=False)
    yield shop
    shop.real.close()


@pytest.fixture
def open_part(qtbot, look, background):
    """Opens a pane or page on a shop, and lets its changes reach it as the window does."""
    from billdesk.ui.bench import Bench
    from billdesk.ui.changes import Changes
    from billdesk.ui.figures import Figures

    parts = []

    def open_it(make, shop, size=(1240, 800), what=None):
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
        part.show_what(what)
        part.entered()
        qtbot.waitUntil(lambda: part.model.loaded and not background.busy())
        return part

    yield open_it
    for part, announcer in parts:
        announcer.listeners.clear()
        part.hide()
    background.close()


def rows(pane):
    return [pane.model.row(number) for number in range(pane.model.rowCount())]


def settled(qtbot, pane):
    qtbot.waitUntil(lambda: not pane.bench.background.busy() and not pane.is_waiting())


def choose(qtbot, pane, customer, title=None):
    settled(qtbot, pane)
    wanted = next(row for row in rows(pane) if row.customer == customer and title in (None, row.title))
    pane.table.choose(pane.model.number_of(wanted.id))
    qtbot.waitUntil(lambda: pane.detail.sheet is not None and pane.detail.sheet.schedule.id == wanted.id)
    settled(qtbot, pane)


def press(qtbot, pane, name):
    widget = pane.findChild(QWidget, name)
    assert widget is not None, name
    assert widget.isVisible(), name
    qtbot.mouseClick(widget, LEFT)


def state_of(shop, ref):
    return shop.sheet(ref).schedule.state


def said(pane, row):
    return [pane.model.data(pane.model.index(row, n), Qt.ItemDataRole.AccessibleTextRole) for n in range(5)]


def choose_row(qtbot, page, customer):
    """Choose a customer's row of the dry run."""
    page.table.choose(next(n for n, row in enumerate(rows(page)) if row.customer == customer))
    qtbot.waitUntil(lambda: not page.bench.background.busy())
