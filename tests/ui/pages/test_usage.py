"""The page Vendor usage: unmapped names are seen first, get their customer by keys, and it is undone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from billdesk.domain.usage import Alias, UsageFilter
from billdesk.services.usage import Taken
from billdesk.services.usage_intake import Intake
from billdesk.ui.pages.usage import UsagePage
from support.parts import rows
from support.recurring_shop import FEB_1

FILE = b"Customer,Product,Seats\nAcme,Backup seat,12\nBolt,Backup seat,3\nBolt,Archive,2\n"


@pytest.fixture
def page(recurring_shop, open_part, qtbot):
    usage = recurring_shop.real.usage
    usage.take(Intake("CloudVault", FILE, FEB_1, aliases=(Alias("Acme", 1),)))
    made = open_part(UsagePage, recurring_shop)
    qtbot.waitUntil(lambda: made.model.rowCount() == 3 and not made.bench.background.busy())
    return made


def said(page, number):
    role = Qt.ItemDataRole.AccessibleTextRole
    return [page.model.data(page.model.index(number, column), role) for column in range(1, 8)]


def test_unmapped_names_stand_first_and_lines_that_count_are_named(page):
    assert said(page, 0)[:4] == ["Bolt", "CloudVault", "Archive", "2"]
    assert said(page, 0)[6] == "Unmapped"
    # As of February 1, but the newest report on file is of the end of February.
    assert said(page, 2)[:5] == ["Acme Dental", "CloudVault", "Backup seat", "40", "+28"]
    assert said(page, 2)[6].endswith("Backup seats")


def test_enter_maps_a_name_to_a_customer_and_undo_takes_it_back(qtbot, page):
    page.table.choose(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    picker = QApplication.activePopupWidget()
    qtbot.keyClicks(picker.field, "bistro")
    qtbot.waitUntil(lambda: picker.list.count() == 1)
    qtbot.keyClick(picker.field, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: page.told_words == ["Bolt is mapped"])
    qtbot.waitUntil(lambda: [row.customer for row in rows(page)].count("Bistro Müller") == 2)
    assert "no line counts it" in {said(page, number)[6] for number in range(3)}
    page.undo[-1]()
    qtbot.waitUntil(lambda: [row.customer for row in rows(page)].count("Bolt") == 2)
    assert page.told_words[-1] == "Taken back"


def test_a_name_that_is_ignored_leaves_the_list(qtbot, page):
    page.table.choose(0)
    assert page.ignore.isEnabled()
    qtbot.mouseClick(page.ignore, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.told_words == ["Bolt is ignored from now on"]
    assert not page.map.isEnabled()


def test_enter_on_a_mapped_row_leads_to_the_customer_and_the_menu_offers_what_is_possible(qtbot, page):
    page.table.choose(2)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.asked_places == [("customers", 1)]

    for number, names in ((2, ["usage.menu.show"]), (0, ["usage.menu.map", "usage.menu.ignore"])):
        page.table.menu_asked.emit(page.model.row(number), QPoint(5, 5))
        menu = QApplication.activePopupWidget()
        assert [one.objectName() for one in menu.actions()] == names
        menu.close()


def test_chips_and_words_narrow_the_list_and_an_empty_one_says_why(qtbot, page):
    page.chips.chip("state").pick(("unmapped",))
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.search()
    qtbot.keyClicks(page.search_field, "acme")
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.accessibleName() == "No report matches these filters"

    qtbot.mouseClick(page.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    page.show_what(UsageFilter("acme", "CloudVault"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.chips.chip("vendor").value() == "CloudVault"


def test_what_was_taken_in_is_told_with_undo(qtbot, page):
    page.show_what(Taken(1, 3, 0, 0, 2, 0))
    page.show_what(Taken(None, 0, 0, 3, 0, 0))

    assert page.told_words == [
        "5 rows are taken in, 2 billed to nobody",
        "All of it was on file already",
    ]
    assert page.undo[1] is None
    page.undo[0]()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


def test_a_shop_without_reports_says_what_to_do(qtbot, recurring_shop, open_part, tmp_path):
    from support.recurring_shop import RecurringShop

    bare = RecurringShop(tmp_path / "bare.billdesk", loaded=False)
    page = open_part(UsagePage, bare)
    qtbot.waitUntil(page.empty.isVisible)

    qtbot.mouseClick(page.findChild(QWidget, "usage.first"), Qt.MouseButton.LeftButton)
    assert page.asked_places == [("usage_import", None)]
