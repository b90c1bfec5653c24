"""Every command of the table on the little shop: it can be found, it can be run, and nothing breaks."""

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from billdesk.ui.actions import Actions
from billdesk.ui.commands import COMMANDS
from billdesk.ui.dialogs.dialog import Dialog
from billdesk.ui.staying import Staying
from billdesk.ui.widgets.labelled import Labelled
from support import walking

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


FAMILIES = sorted({one.name.partition(".")[0] for one in COMMANDS})


@pytest.fixture
def open_window(make_window, own_folders, monkeypatch, tmp_path):
    """Opens the window on the shop as it is; whoever asks for a file gets one of this test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "conf"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_all: (str(tmp_path / "x.pdf"), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_all: str(tmp_path))

    def open_it(language="en"):
        path = tmp_path / "little.billdesk"
        for one in tmp_path.glob("little.billdesk*"):
            one.unlink()
        window = make_window(language=language)
        return window, Changes(path)

    return open_it


class Changes:
    """Tells whether anybody has written into a database since."""

    def __init__(self, path):
        self._connection = sqlite3.connect(path)
        self._before = self._version()

    def _version(self):
        return self._connection.execute("PRAGMA data_version").fetchone()

    def any(self):
        return self._version() != self._before

    def close(self):
        self._connection.close()


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


@pytest.mark.parametrize("family", FAMILIES)
def test_the_commands_of_a_family_are_offered_by_the_command_box_and_can_be_run(
    qtbot, open_window, on_gui_thread, family
):
    """As opening a window takes long, one serves until the shop was changed in it, or it was closed."""
    window, changes = open_window()
    doings = on_gui_thread()
    for command in COMMANDS:
        if not command.name.startswith(f"{family}."):
            continue
        run_it(qtbot, window, command)
        assert doings.here == [], command.name
        if changes.any() or command.name in ENDS:
            end(qtbot, window, changes)
            window, changes = open_window()
            doings.here.clear()
    changes.close()


def end(qtbot, window, changes):
    """Close the window and its shop."""
    changes.close()
    calm(qtbot, window)
    window.shell.close()
    window.bench.desk.close()


def run_it(qtbot, window, command):
    """Find a command in the box, and run it; what can't be done as the shop is must be grey."""
    assert window.actions.here(command.name), command.name
    assert callable(window.actions._method(command)), command.name
    enter(qtbot, window, command)
    action = window.actions[command.name]
    assert action.isEnabled() != (command.name in NEEDS), command.name
    if command.name in NEEDS:
        return
    window.find()
    box = window.finding.box
    box.input.setText(f">{command.words}")
    found = [one.name for one in box.results.offers()]
    assert (command.name in found) == (command.name != "go.find"), command.name
    qtbot.keyClick(box.input, Qt.Key.Key_Escape)

    action.trigger()

    if command.name not in ENDS:
        calm(qtbot, window)
    QApplication.processEvents()  # a page may open its list of customers by itself
    for dialog in window.shell.findChildren(QDialog):
        dialog.reject()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    said = window.shell.banner.accessibleName()  # the shop has no mail server, and is told so in words
    assert "This isn't possible" not in said, command.name


def test_dialogs_have_room_for_their_german_words_and_for_what_is_wrong(qtbot, open_window):
    window, changes = open_window("de")
    asking = [one for one in COMMANDS if one.words.endswith("…") and one.name not in NEEDS]
    seen, cut = [], []
    for command in asking:
        enter(qtbot, window, command)
        window.actions[command.name].trigger()
        calm(qtbot, window)
        for dialog in [one for one in window.shell.findChildren(Dialog) if one.isVisible()]:
            seen.append(command.name)
            cut += [(command.name, found) for found in walking.cut_labels(dialog)]
            for percent in (100, 150):
                window.look.choose("light", percent)
                qtbot.wait(10)
                for field in dialog.findChildren(Labelled):
                    field.tell("Das ist hier nicht möglich und muss anders eingegeben werden.")
                qtbot.wait(10)
                cut += [(command.name, percent, found) for found in walking.cut_labels(dialog)]
            window.look.choose("light", 100)
        for dialog in window.shell.findChildren(QDialog):
            dialog.reject()
    changes.close()
    assert len(seen) > 5, seen
    assert cut == []


def test_every_command_has_somebody_who_carries_it_out(make_window):
    window = make_window()
    lost = [one.name for one in COMMANDS if not window.actions.here(one.name)]
    assert lost == []
    assert isinstance(window.actions, Actions)
    assert isinstance(window.staying, Staying)


def test_no_two_commands_answer_to_the_same_keys_in_one_place():
    taken = {}
    for one in COMMANDS:
        for place in one.where or ("",):
            if one.shortcut:
                taken.setdefault((one.shortcut, place), []).append(one.name)
                taken.setdefault((one.shortcut, ""), taken.get((one.shortcut, ""), []))
    everywhere = {keys for (keys, place), names in taken.items() if place == "" and names}
    both = [key for key, names in taken.items() if len(names) > 1 or (key[1] and key[0] in everywhere)]
    assert both == []
