"""The example shop for the Customers pane and its editors, with services that note their thread."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from billdesk.app.build import build
from billdesk.app.config import Config
from billdesk.services.run import Request
from support.parts import choose_where, noted, off_the_gui_thread
from support.shops import copied, empty_shop, little_shop

FEB_1 = date(2026, 2, 1)
SERVICES = ("customers", "assets", "searches", "browsing")
RUBBISH = ["<b>bold</b>", "=cmd()", "\u202eright to left", "🙂🙂", "שלום עולם", "'; DROP TABLE customers --"]
"""Texts that are fine as names, and must come back as they went in."""


def billed_little_shop(path: Path) -> None:
    """Make the example shop as it is after its first run."""
    little_shop(path)
    desk = build(Config(str(path), FEB_1, "desk-1"))
    desk.run.go(Request(FEB_1, confirmed=True))
    desk.close()


class CustomersShop:
    """The example shop after its first run; `desk` is what the window gets."""

    def __init__(self, path: Path, loaded: bool = True):
        self.calls = []
        copied(billed_little_shop if loaded else empty_shop, path)
        self.real = build(Config(str(path), FEB_1, "desk-1"))
        self.desk = noted(self.real, SERVICES, self.calls)

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
    off_the_gui_thread(shop.calls)


def choose(qtbot, pane, name):
    """Choose a customer by name."""
    choose_where(qtbot, pane, lambda row: row.name == name)
