"""Customers in the whole window, by keys alone: open, begin, leave, come back, keep, find, archive."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

CONTROL = Qt.KeyboardModifier.ControlModifier


def ready(qtbot, window, key):
    qtbot.waitUntil(lambda: window.shown.key == key and not window.background.busy())
    return window.shown


def test_a_customer_is_begun_left_kept_and_archived_by_keys(qtbot, make_window):
    window = make_window()
    qtbot.waitUntil(lambda: "customers" in window._panes)
    qtbot.keyClick(window.shell, Qt.Key.Key_6, CONTROL)
    pane = ready(qtbot, window, "customers")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    qtbot.keyClick(window.shell, Qt.Key.Key_N, CONTROL)
    page = ready(qtbot, window, "customer")
    name = page.fields.form.fields["name"].edit
    qtbot.waitUntil(name.hasFocus)
    qtbot.keyClicks(name, "Harbor")
    qtbot.keyClick(name, Qt.Key.Key_Escape)
    assert ready(qtbot, window, "customers") is pane
    assert window.shell.toast.words.text() == "What you typed for Harbor stays as a draft"

    qtbot.keyClick(window.shell, Qt.Key.Key_N, CONTROL)
    page = ready(qtbot, window, "customer")
    name = page.fields.form.fields["name"].edit
    qtbot.waitUntil(lambda: name.text() == "Harbor")
    assert page.draft.isVisible()
    name.setFocus()
    qtbot.keyClick(name, Qt.Key.Key_End)
    qtbot.keyClicks(name, " Vet")
    qtbot.keyClick(name, Qt.Key.Key_S, CONTROL)
    ready(qtbot, window, "customers")
    qtbot.waitUntil(lambda: pane.detail.sheet is not None and pane.detail.name.text() == "Harbor Vet")
    assert pane.table.current_row().name == "Harbor Vet"

    qtbot.waitUntil(window.actions["customer.archive"].isEnabled)
    window.actions["customer.archive"].trigger()
    qtbot.waitUntil(lambda: window.shell.toast.words.text() == "Harbor Vet is archived")
    qtbot.keyClick(window.shell, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: window.shell.toast.words.text() == "Harbor Vet is active again")


def test_commands_of_customers_count_in_their_pane_only(qtbot, make_window):
    window = make_window()
    qtbot.waitUntil(lambda: "customers" in window._panes)
    assert not window.actions["customer.edit"].isEnabled()
    window.open_pane("customers")
    pane = ready(qtbot, window, "customers")
    qtbot.waitUntil(lambda: pane.detail.sheet is not None)

    enabled = {name for name in window.actions.names() if window.actions[name].isEnabled()}
    assert {
        "customer.new",
        "customer.edit",
        "customer.archive",
        "contact.new",
        "asset.new",
        "asset.paste",
        "search.edit",
        "field.edit",
    } <= enabled
    assert not {"customer.restore", "customer.delete"} & enabled
    filled = [
        one
        for one in window.shell.top.findChildren(QPushButton)
        if one.isVisible() and one.property("kind") == "primary" and one.text()
    ]
    assert [one.text() for one in filled] == ["New customer"]
    window.actions["search.edit"].trigger()
    ready(qtbot, window, "asset_searches")
    window.go_back()
    window.actions["field.edit"].trigger()

    assert ready(qtbot, window, "custom_fields").list.count() == 3


def test_a_new_invoice_for_a_customer_opens_its_editor(qtbot, make_window):
    window = make_window()
    qtbot.waitUntil(lambda: "customers" in window._panes)
    window.open_pane("customers")
    pane = ready(qtbot, window, "customers")
    qtbot.waitUntil(window.actions["customer.bill"].isEnabled)
    window.actions["customer.bill"].trigger()
    page = ready(qtbot, window, "invoice")

    assert pane.detail.sheet.customer.name == "Acme Dental"
    assert page.isVisible()
