"""Every command of the table on the little shop: it can be found, it can be run, and nothing breaks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from billdesk.ui.actions import Actions
from billdesk.ui.commands import COMMANDS
from billdesk.ui.staying import Staying

ENDS = ("window.quit",)
"""Commands after which there is no window to look at."""
NEEDS = {
    "edit.undo": "something was done that can be taken back",
    "customer.restore": "a customer was archived",
    "customer.delete": "nothing was billed to a customer",
    "customer.use_credit": "a customer has credit",
    "customer.pay_out": "a customer has credit",
    "customer.take_back_credit": "a customer has credit",
    "invoice.refund": "something was paid on an invoice",
    "invoice.use_credit": "a customer has credit",
    "invoice.take_back_write_off": "a balance was written off",
    "payment.receipt": "a payment was taken",
    "payment.send_receipt": "a payment was taken",
    "payment.print_receipt": "a payment was taken",
    "payment.refund": "a payment was taken",
    "payment.release": "a deposit was taken",
    "payment.reverse": "a payment was taken",
    "payment.audit": "a payment was taken",
    "product.restore": "a product was archived",
    "ticket.pause_timer": "a timer runs",
    "ticket.stop_timer": "a timer was started",
    "timer.show": "a timer runs",
    "timer.pause": "a timer runs",
    "timer.stop": "a timer runs",
    "ticket.uncharge": "time was charged that no invoice bills",
    "window.tray": "the system has a tray",
}
"""What can't be done on the shop as it is, and what it waits for."""


@pytest.fixture
def window(qtbot, make_window, own_folders, monkeypatch, tmp_path, on_gui_thread):
    """The window; whatever is done in it, nothing asks the database or draws a PDF on its thread."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "conf"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(tmp_path / "x.pdf"), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_all: str(tmp_path))
    window = make_window()
    doings = on_gui_thread()
    yield window
    assert doings.here == []


def enter(qtbot, window, command):
    """Go where a command counts, and choose a row there."""
    place = command.where[0] if command.where else "invoices"
    window.open_pane(place)
    pane = window.pane(place)
    calm(qtbot, window)
    action, table = window.actions[command.name], getattr(pane, "table", None)
    if table is not None:
        qtbot.waitUntil(lambda: table.model().loaded)
    for row in range(table.model().rowCount() if table is not None else 0):
        if action.isEnabled():
            break
        table.choose(row)
        calm(qtbot, window)


def calm(qtbot, window):
    waits = getattr(window.shown, "is_waiting", lambda: False)
    qtbot.waitUntil(lambda: not waits() and not window.background.busy(), timeout=20_000)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.name)
def test_a_command_is_offered_by_the_command_box_and_can_be_run(qtbot, window, command):
    assert window.actions.here(command.name)
    assert callable(window.actions._method(command))
    enter(qtbot, window, command)
    action = window.actions[command.name]
    if command.name in NEEDS:
        assert not action.isEnabled()
        return
    assert action.isEnabled()
    window.find()
    box = window.finding.box
    box.input.setText(f">{command.words}")
    found = [one.name for one in box.results.offers()]
    assert (command.name in found) == (command.name != "go.find")
    qtbot.keyClick(box.input, Qt.Key.Key_Escape)

    action.trigger()

    if command.name not in ENDS:
        calm(qtbot, window)
    for dialog in window.shell.findChildren(QDialog):
        dialog.reject()
    if (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    said = window.shell.banner.accessibleName()  # the shop has no mail server, and is told so in words
    assert "This isn't possible" not in said


def test_every_command_has_somebody_who_carries_it_out(window):
    lost = [one.name for one in COMMANDS if not window.actions.here(one.name)]
    assert lost == []
    assert isinstance(window.actions, Actions)
    assert isinstance(window.staying, Staying)


def test_no_two_commands_answer_to_the_same_keys_in_one_place(window):
    taken = {}
    for one in COMMANDS:
        for place in one.where or ("",):
            if one.shortcut:
                taken.setdefault((one.shortcut, place), []).append(one.name)
                taken.setdefault((one.shortcut, ""), taken.get((one.shortcut, ""), []))
    everywhere = {keys for (keys, place), names in taken.items() if place == "" and names}
    both = [key for key, names in taken.items() if len(names) > 1 or (key[1] and key[0] in everywhere)]
    assert both == []
