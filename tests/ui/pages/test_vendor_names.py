"""The page of vendors' names: whom each means is changed and forgotten by keys, and taken back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from billdesk.domain.usage import Alias
from billdesk.services.usage_intake import Intake
from billdesk.ui.pages.vendor_names import VendorNamesPage
from support.parts import rows
from support.recurring_shop import FEB_1

FILE = b"Customer,Product,Seats\nAcme,Backup seat,12\nBolt,Backup seat,3\n"


@pytest.fixture
def page(recurring_shop, open_part, qtbot):
    usage = recurring_shop.real.usage
    usage.take(Intake("CloudVault", FILE, FEB_1, aliases=(Alias("Acme", 1), Alias("Bolt", None))))
    made = open_part(VendorNamesPage, recurring_shop)
    qtbot.waitUntil(lambda: made.model.rowCount() == 2 and not made.bench.background.busy())
    return made


def meant(page):
    return {row.name: row.customer for row in rows(page)}


def test_another_customer_is_picked_by_keys_and_undo_takes_it_back(qtbot, page):
    assert meant(page) == {"Acme": "Acme Dental", "Bolt": ""}
    page.table.choose(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    picker = QApplication.activePopupWidget()
    qtbot.keyClicks(picker.field, "bistro")
    qtbot.waitUntil(lambda: picker.list.count() == 1)
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: meant(page)["Acme"] == "Bistro Müller")
    page.undo[-1]()
    qtbot.waitUntil(lambda: meant(page)["Acme"] == "Acme Dental")


def test_a_name_is_ignored_or_forgotten(qtbot, page):
    page.table.choose(0)
    page.ignore.click()
    qtbot.waitUntil(lambda: meant(page) == {"Acme": "", "Bolt": ""})
    qtbot.waitUntil(lambda: not page.bench.background.busy())
    page.table.choose(1)
    assert not page.ignore.isEnabled()
    page.forget.click()
    qtbot.waitUntil(lambda: meant(page) == {"Acme": ""})
    page.undo[-1]()
    qtbot.waitUntil(lambda: len(meant(page)) == 2)


def test_a_search_narrows_and_nothing_to_change_is_grey(qtbot, page):
    page.search_field.asked.emit("nobody like this")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert not page.map.isEnabled()
    assert not page.forget.isEnabled()


def test_it_is_painted_in_both_themes(page, painted):
    assert not painted(page).isNull()
