"""The example shop for the Tickets pane, whose services note their thread and whose clocks a test moves."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QWidget

from billdesk.app.build import build
from billdesk.app.config import Config
from billdesk.domain.timer import Reading
from billdesk.services.labor import Labor
from support.parts import calm, choose_where, noted, off_the_gui_thread, press
from support.shops import copied, little_shop

FEB_1 = date(2026, 2, 1)
SERVICES = ("browsing", "tickets", "ticketing", "ticket_charges", "invoicing")


class TicketsShop:
    """The example shop before any run; `desk` is what the window gets."""

    def __init__(self, path):
        self.calls, self.passed, self.epoch = [], 0, "boot"
        copied(little_shop, path)
        real = build(Config(str(path), FEB_1, "desk-1"))
        self.real = replace(real, labor=Labor(real.tickets._office, self.clocks))
        self.desk = noted(self.real, SERVICES, self.calls)

    def clocks(self):
        """What the clocks show; a test lets time pass."""
        now = datetime(2026, 2, 1, 10, tzinfo=UTC) + timedelta(seconds=self.passed)
        return Reading(now, self.passed, self.epoch)

    def sheet(self, name="t1"):
        """A ticket with everything of it."""
        return self.real.tickets.show(name)

    def states(self, name="t1"):
        """The states of a ticket's time, in the order of the log."""
        return [row.entry.state for row in self.sheet(name).log]


@pytest.fixture
def tickets_shop(tmp_path, apart):
    """The example shop; no service may be called on the GUI thread."""
    shop = TicketsShop(tmp_path / "shop.billdesk")
    yield shop
    shop.real.close()
    off_the_gui_thread(shop.calls)


@pytest.fixture
def tickets_pane(qtbot, open_part, tickets_shop):
    """The Tickets pane with the first ticket chosen."""
    from billdesk.ui.panes.tickets import TicketsPane

    pane = open_part(TicketsPane, tickets_shop)
    choose_where(qtbot, pane, lambda row: row.subject == "Slow laptop")
    return pane


def do(qtbot, pane, name):
    """Click a button and wait until what it does is done and shown."""
    press(qtbot, pane, name)
    settle(qtbot, pane)


def settle(qtbot, pane):
    """Wait until an act is done and the pane shows what is on file; it hears of changes a little later."""
    calm(qtbot, pane)
    qtbot.waitUntil(lambda: not pane.acts.is_busy)
    found = pane.shown_id()
    if found is not None:
        tickets = pane.bench.desk.tickets._service
        qtbot.waitUntil(lambda: pane.detail.sheet == tickets.sheet(found))
    calm(qtbot, pane)


def answer(qtbot, pane, question, **values):
    """Fill the dialog of that name in and submit it."""
    dialog = asked(qtbot, pane, question)
    for place, value in values.items():
        dialog.form.fields[place].show_value(value)
    dialog.submit()
    settle(qtbot, pane)
    return dialog


def asked(qtbot, pane, question):
    """The dialog of that name, once it is open."""
    qtbot.waitUntil(lambda: pane.findChild(QWidget, question) is not None)
    return pane.findChild(QWidget, question)
