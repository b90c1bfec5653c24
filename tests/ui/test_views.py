"""Saved views of a pane on a real shop, and a pane that comes back as it was left."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from billdesk.ui.dialogs.view_name import ViewName
from billdesk.ui.views import Views

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(make_window):
    return make_window()


def settled(qtbot, window):
    qtbot.waitUntil(lambda: window.pane("invoices").model.loaded and not window.background.busy())


def filtered(qtbot, window, status="open"):
    pane = window.pane("invoices")
    pane.chips.chip("status").pick((status,))
    settled(qtbot, window)
    return pane


def word(window):
    return window.shell.top.view


def pick(window, name):
    """Take one line of the menu of views."""
    word(window).click()
    menu = window.shell.findChild(QWidget, "invoices.view.menu")
    names = [action.objectName() for action in menu.actions()]
    action = next((one for one in menu.actions() if one.objectName() == f"invoices.view.{name}"), None)
    if isinstance(action, QAction):
        action.trigger()
    menu.close()
    menu.deleteLater()
    menu.setObjectName("")
    return names


def save(qtbot, window, name):
    pick(window, "save")
    dialog = window.shell.findChild(ViewName)
    dialog.field.edit.setText(name)
    qtbot.mouseClick(dialog.save, LEFT)
    dialog.setObjectName("")
    dialog.setParent(None)
    settled(qtbot, window)


def test_the_word_after_the_title_names_the_view(qtbot, window):
    assert (word(window).text(), word(window).objectName()) == ("All invoices", "invoices.view")
    filtered(qtbot, window)
    assert word(window).text() == "Own view"
    window.open_pane("recurring")
    assert word(window).text() == "Active and paused"
    window.go_to("preview_run")
    assert not word(window).isVisible()


def test_filters_order_and_columns_are_saved_under_a_name_and_come_back(qtbot, window):
    pane = filtered(qtbot, window)
    pane.model.sort_by(6)
    pane.table.hide_columns({"due_date"})
    settled(qtbot, window)
    shown = pane.remembered()
    save(qtbot, window, "To collect")
    assert word(window).text() == "To collect"
    pick(window, "all")
    settled(qtbot, window)
    assert (word(window).text(), pane.table.left_out) == ("All invoices", frozenset())
    assert pane.chips.keys("status") == ()

    pick(window, "0")
    settled(qtbot, window)

    assert word(window).text() == "To collect"
    assert {name: pane.remembered()[name] for name in ("filter", "sort", "columns")} == {
        name: shown[name] for name in ("filter", "sort", "columns")
    }
    assert all(pane.model.row(n).status == "open" for n in range(pane.model.rowCount()))


def test_a_changed_view_says_so_and_keeps_the_change_only_when_asked(qtbot, window):
    filtered(qtbot, window)
    save(qtbot, window, "Mine")
    filtered(qtbot, window, "paid")
    assert word(window).text() == "Mine, changed"
    assert "invoices.view.keep" in pick(window, "keep")
    assert word(window).text() == "Mine"
    assert "invoices.view.keep" not in pick(window, "")


def test_a_view_is_renamed_and_deleted_and_the_deletion_taken_back(qtbot, window):
    filtered(qtbot, window)
    save(qtbot, window, "Mine")
    pick(window, "rename")
    dialog = window.shell.findChild(ViewName)
    dialog.field.edit.setText("Ours")
    qtbot.mouseClick(dialog.save, LEFT)
    assert word(window).text() == "Ours"

    pick(window, "delete")
    assert word(window).text() == "Own view"
    assert "invoices.view.0" not in pick(window, "")
    qtbot.keyClick(window.shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert word(window).text() == "Ours"


def test_a_pane_comes_back_as_it_was_left_but_not_what_was_typed(qtbot, make_window):
    window = make_window()
    pane = filtered(qtbot, window, "paid")
    pane.search()
    qtbot.keyClicks(pane.search_field, "acme")
    pane.table.set_widths({"number": 170})
    pane.table.move_column("total", -1)
    pane.drawer.choose(500)
    window.open_pane("recurring")
    window.pane("recurring").edge.dragged.emit(40)
    window.shell.close()

    again = make_window()

    assert again.shown.key == "recurring"
    pane = again.pane("invoices")
    settled(qtbot, again)
    assert pane.chips.keys("status") == ("paid",)
    assert pane.search_field.text() == ""
    assert pane.table.widths()["number"] == 170
    assert pane.table.names().index("total") == 5
    assert pane.drawer.seat.width() == 500
    assert again.pane("recurring").list.width() == 512


def test_a_pane_opens_with_its_first_view_where_it_has_one(qtbot, make_window):
    window = make_window()
    filtered(qtbot, window)
    save(qtbot, window, "To collect")
    pick(window, "first")
    pick(window, "all")
    window.shell.close()

    again = make_window()
    settled(qtbot, again)
    assert word(again).text() == "To collect"
    assert again.pane("invoices").chips.keys("status") == ("open",)


def test_what_was_kept_and_makes_no_sense_any_more_is_passed_over(qtbot, make_window):
    window = make_window()
    window.shell.close()
    kept = QSettings("BillDesk", "BillDesk")
    name = next(one for one in kept.allKeys() if one.endswith("invoices/state"))
    for rubbish in (
        '{"filter": {"date": ["31.12."]}}',
        '{"filter": {"customer": ["x"]}, "sort": 7}',
        '{"filter": 3}',
        '{"sort": ["gone", true], "columns": {"order": 5}}',
        '{"widths": {"number": "wide"}}',
    ):
        kept.setValue(name, rubbish)
        again = make_window()
        settled(qtbot, again)
        assert again.pane("invoices").model.rowCount() > 0
        again.shell.close()


def test_a_list_that_a_link_narrowed_is_not_called_all(qtbot, window):
    pane = window.pane("invoices")
    window.go_to("invoices", pane.model.row(0).id)
    settled(qtbot, window)
    assert word(window).text() == "Own view"


def test_the_menu_opens_by_the_keyboard(qtbot, window):
    word(window).setFocus()
    qtbot.keyClick(word(window), Qt.Key.Key_Space)
    assert window.shell.findChild(QWidget, "invoices.view.menu").isVisible()
    assert isinstance(word(window), QPushButton)
    assert window.shell.findChild(Views) is not None
