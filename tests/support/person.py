"""A person at the window: clicks what can be seen, types what is to be typed, looks into the database."""

from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QScrollArea, QWidget
from sqlalchemy import text

from support.mailing import mailing_desk

LEFT = Qt.MouseButton.LeftButton
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


def _scroll_to(widget):
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()


def _toast_around(widget):
    """The message that is told at the foot of the window, if this is a part of it."""
    while widget is not None and widget.objectName() != "window.toast":
        widget = widget.parentWidget()
    return widget


class Person:
    """Everything goes by names of docs/names.md; what is covered, hidden or grey can't be clicked."""

    def __init__(self, qtbot, window, server) -> None:
        self.qtbot, self.window, self.server = qtbot, window, server
        self.desk = window.bench.desk

    # What can be seen

    def see(self, name):
        """The widget of a name, once it is on the screen; a scrolled page is scrolled to it."""
        found = []

        def there():
            found[:] = [one for one in self._tops(name) if one.isVisible()]
            assert len(found) == 1, f"{name}: {len(found)} of them are on the screen"

        self.qtbot.waitUntil(there)
        _scroll_to(found[0])
        return found[0]

    def _tops(self, name):
        tops = QApplication.topLevelWidgets()
        return {id(one): one for top in tops for one in top.findChildren(QWidget, name)}.values()

    def sees(self, name):
        """Whether something of that name is on the screen."""
        return any(one.isVisible() for one in self._tops(name))

    def words(self, name):
        """What is written on it, or read out."""
        widget = self.see(name)
        said = getattr(widget, "text", None)
        read_out = f"{widget.accessibleName()} {widget.accessibleDescription()}".strip()
        return (said() if callable(said) else "") or read_out

    def at(self):
        """The name of what has the focus."""
        return self._focus().objectName()

    def _focus(self):
        if (
            QApplication.activeWindow() is None
        ):  # a dialog was closed, and here is nobody else who manages windows
            self.window.shell.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return QApplication.focusWidget()

    # Mouse

    def click(self, name):
        """Click the middle of it, and wait until what that does is done."""
        self._press(self.see(name), name)
        self.calm()

    def _press(self, widget, name, place=None):
        place = widget.rect().center() if place is None else place
        top = widget.window()

        def reached():
            _scroll_to(widget)
            hit = top.childAt(widget.mapTo(top, place))
            toast = hit and _toast_around(hit)
            if toast and not toast.isAncestorOf(widget):  # it is closed, as it lies over what is wanted
                QTest.mouseClick(toast.findChild(QWidget, "window.toast.close"), LEFT)
                hit = top.childAt(widget.mapTo(top, place))
            assert widget.isEnabled(), f"{name} is grey"
            assert hit is not None, f"{name} isn't in the window"
            assert hit is widget or widget.isAncestorOf(hit) or hit.isAncestorOf(widget), (
                f"{hit} covers {name}"
            )

        self.qtbot.waitUntil(reached)
        QTest.mouseClick(widget, LEFT, pos=place)

    def row(self, name, words):
        """Click the row of a table in whose cells these words stand."""
        self.calm()
        table = self.see(name)
        self.qtbot.waitUntil(lambda: table.model().loaded)
        number = next((at for at in range(table.model().rowCount()) if words in self.cells(name, at)), None)
        assert number is not None, [self.cells(name, at) for at in range(table.model().rowCount())]
        table.scrollTo(table.model().index(number, 1))
        rect = table.visualRect(table.model().index(number, 1))
        self._press(table.viewport(), name, rect.center())
        self.calm()

    def cells(self, name, row):
        """What a row of a table says."""
        table = self.see(name)
        model = table.model()
        at = range(model.columnCount())
        role = Qt.ItemDataRole.AccessibleTextRole
        return ", ".join(str(model.index(row, column).data(role) or "") for column in at)

    def table(self, name):
        """What all rows of a table say."""
        self.calm()
        return [self.cells(name, row) for row in range(self.see(name).model().rowCount())]

    def reads(self, name, *words):
        """Whether a row of a table with all these words comes to stand there."""
        self.qtbot.waitUntil(lambda: any(all(one in row for one in words) for row in self.table(name)))
        return True

    def pick(self, button, *actions):
        """Open a menu by its button and click entries of it, by their names or their words."""
        menu = self.opens(button)
        for name in actions:
            action = next((one for one in menu.actions() if name in (one.objectName(), one.text())), None)
            assert action is not None, [one.objectName() for one in menu.actions()]
            assert action.isEnabled(), f"{name} is grey"
            QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
        if menu.isVisible():
            QTest.keyClick(menu, Qt.Key.Key_Escape)
        self.calm()

    def opens(self, button):
        """The menu that a button opens."""
        self._press(self.see(button), button)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), f"{button} opens no menu"
        return menu

    def choose(self, name, words):
        """Open a list of choices and click the one with these words."""
        box = self.see(name)
        assert isinstance(box, QComboBox)
        at = next((at for at in range(box.count()) if words in box.itemText(at)), -1)
        assert at >= 0, f"{name} offers {[box.itemText(at) for at in range(box.count())]}"
        QTest.mouseClick(box, LEFT, pos=QPoint(box.width() - 8, box.height() // 2))
        view = box.view()
        self.qtbot.waitUntil(view.isVisible)
        index = view.model().index(at, 0)
        view.scrollTo(index)
        QTest.mouseMove(view.viewport(), view.visualRect(index).center())
        QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
        self.qtbot.waitUntil(lambda: not view.isVisible())
        assert words in box.currentText()
        self.calm()

    # Keys

    def type(self, words):
        """Type letter by letter into whatever has the focus."""
        for letter in words:
            QTest.keyClick(self._focus(), letter)

    def press(self, *keys):
        """Press keys such as "Ctrl+S", one after the other."""
        for key in keys:
            *held, name = key.split("+")
            modifiers = Qt.KeyboardModifier.NoModifier
            for one in held:
                modifiers |= MODIFIERS[one]
            QTest.keyClick(self._focus(), getattr(Qt.Key, f"Key_{name}"), modifiers)
        self.calm()

    def fill(self, name, words):
        """Click into a field, type over what stands in it, and leave it by Tab."""
        self._press(self.see(name), name)
        self.press("Ctrl+A")
        self.type(words)
        self.press("Tab")

    # What follows

    def calm(self):
        """Wait until nothing is under way any more."""
        QApplication.processEvents()
        self.qtbot.waitUntil(self._is_calm, timeout=20_000)
        QApplication.processEvents()  # what was shown last is laid out

    def _is_calm(self):
        shown, heard = self.window.shown, self.window._changes._kinds
        if heard or self.window.background.busy() or getattr(shown, "is_waiting", lambda: False)():
            return False
        looking = getattr(shown, "looking", None)
        model = getattr(shown, "model", None)
        return (looking is None or not looking.is_waiting()) and (model is None or model.loaded)

    def rows(self, sql, **facts):
        """What is on file."""
        with self.desk.scheduling._office.reading() as work:
            return [tuple(row) for row in work.connection.execute(text(sql), facts)]

    def one(self, sql, **facts):
        """The one row that is on file; its only value where it has one."""
        (row,) = self.rows(sql, **facts)
        return row[0] if len(row) == 1 else row

    def letters(self, words=""):
        """The e-mails whose subject has these words, as the server got them."""
        found = [message_from_bytes(one.content, policy=default) for one in self.server.received]
        return [one for one in found if words in one["Subject"]]


def begins_schedule(me, customer):
    """From the schedules, New, and for whom."""
    me.click("window.side.recurring")
    me.click("window.new")
    me.type(customer)
    me.press("Return")
    me.qtbot.waitUntil(lambda: me.at() == "schedule.title")


def fixed_line(me, *cells):
    """A line that counts nothing, cell by cell."""
    me.click("schedule.add_standard")
    for number, words in enumerate(cells):
        if number:
            me.press("Tab")
        me.type(words)
    me.press("Return")


def saves(me):
    """Save the schedule, which leads back to the schedules."""
    me.click("schedule.save")
    assert me.window.shown.key == "recurring"


@pytest.fixture
def open_shop(qtbot, apart, open_desk, smtp_server):
    """Opens BillDesk on a shop as it is on a day, as a person does each morning; the shop sends e-mail."""
    from billdesk.ui.start import enliven, show_shell

    smtp_server.shells = []

    def close():
        while smtp_server.shells:
            shell = smtp_server.shells.pop()
            shell.close()
            shell.deleteLater()
            shell.look.deleteLater()

    def open_it(name: str, today: date, ticking: bool = False) -> Person:
        close()
        desk = mailing_desk(open_desk(name, today), smtp_server)
        _app, shell = show_shell()
        smtp_server.shells.append(shell)
        window = enliven(shell, desk, ticking)
        shell.resize(1440, 900)
        shell.activateWindow()
        model = window.pane("invoices").model
        qtbot.waitUntil(lambda: model.loaded and window.bench.whole.there, timeout=20_000)
        qtbot.waitUntil(lambda: shell.isActiveWindow() and not window.background.busy(), timeout=20_000)
        return Person(qtbot, window, smtp_server)

    yield open_it
    close()
