"""The example shop behind the window's parts, with services that notice on which thread they are called."""

import json
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from billdesk.app.build import build
from billdesk.app.config import Config
from billdesk.domain.customer import Asset
from billdesk.services.loading import Source
from billdesk.services.run import Request
from support.parts import choose_where, noted, off_the_gui_thread, rows
from support.shops import CASES, copied, empty_shop, office_at

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
SERVICES = ("recurring", "price_changes", "browsing", "errands", "papers", "run")


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


class RecurringShop:
    """The example shop after a run on February 1; `desk` is what the window gets."""

    def __init__(self, path: Path, run: bool = True, loaded: bool = True):
        self.path, self.calls = path, []
        copied((failing_shop_run if run else failing_shop) if loaded else empty_shop, path)
        self.real = build(Config(str(path), FEB_1, "desk-1"))
        self.desk = noted(self.real, SERVICES, self.calls)

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
    off_the_gui_thread(shop.calls)


@pytest.fixture
def empty_recurring_shop(tmp_path):
    """A shop without any schedule."""
    shop = RecurringShop(tmp_path / "empty.billdesk", run=False, loaded=False)
    yield shop
    shop.real.close()


def choose(qtbot, pane, customer, title=None):
    """Choose a schedule by its customer, and its title where there are several."""
    choose_where(qtbot, pane, lambda row: row.customer == customer and title in (None, row.title))


def state_of(shop, ref):
    return shop.sheet(ref).schedule.state


def said(pane, row):
    return [pane.model.data(pane.model.index(row, n), Qt.ItemDataRole.AccessibleTextRole) for n in range(5)]


def choose_row(qtbot, page, customer):
    """Choose a customer's row of the dry run."""
    page.table.choose(next(n for n, row in enumerate(rows(page)) if row.customer == customer))
    qtbot.waitUntil(lambda: not page.bench.background.busy())
