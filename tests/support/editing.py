"""The invoice editor on the little shop, and keys that go to whatever has the focus."""

from dataclasses import dataclass, field

import pytest


@dataclass
class Typist:
    """Types as a person does; `host` is the window that the keys go to."""

    host: object
    told: list = field(default_factory=list)
    undo: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    troubles: list = field(default_factory=list)

    @property
    def field(self):
        return self.host.focusWidget()

    def at(self):
        """The name of what has the focus."""
        return self.field.objectName() if self.field is not None else ""

    def type(self, text):
        from PySide6.QtTest import QTest

        for letter in text:
            QTest.keyClick(self.field, letter)

    def press(self, name, modifier=None, times=1):
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        for _ in range(times):
            key = getattr(Qt.Key, f"Key_{name}")
            QTest.keyClick(self.field, key, modifier or Qt.KeyboardModifier.NoModifier)

    def control(self, name):
        from PySide6.QtCore import Qt

        self.press(name, Qt.KeyboardModifier.ControlModifier)

    def alt(self, name):
        from PySide6.QtCore import Qt

        self.press(name, Qt.KeyboardModifier.AltModifier)


@pytest.fixture
def customer_ids(make_bench):
    """The ids of the little shop's customers, by the first word of their names."""
    bench = make_bench()
    return {one.name.split()[0]: one.id for one in bench.desk.browsing.customers("")}


@pytest.fixture
def open_editor(qtbot, make_bench):
    """Opens a page of the editors on the little shop; gives it, and a typist who listens to it."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QHBoxLayout, QWidget
    from shiboken6 import isValid

    from billdesk.ui.changes import Changes

    opened = []

    def open_it(make, what=None):
        bench = make_bench()
        page = make(bench)
        typist = Typist(page)
        page.told.connect(lambda words, undo: (typist.told.append(words), typist.undo.append(undo)))
        page.asked.connect(lambda place, asked: typist.asked.append((place, asked)))
        page.troubled.connect(typist.troubles.append)
        changes = Changes(page)
        changes.heard.connect(page.heard, Qt.ConnectionType.DirectConnection)
        bench.desk.announcer.listeners.append(changes.announce)
        bar = QWidget()
        top = QHBoxLayout(bar)
        for widget in page.top_widgets():
            top.addWidget(widget)
        qtbot.addWidget(bar)
        opened.append((page, bench, bar))
        qtbot.addWidget(page)
        page.resize(1240, 820)
        page.fold(1440, 900)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.show_what(what)
        page.entered()
        qtbot.waitUntil(lambda: not bench.background.busy())
        return page, typist

    yield open_it
    for page, bench, _bar in opened:
        bench.desk.announcer.listeners.clear()
        if isValid(page) and hasattr(page, "keeping"):
            page.keeping.end()
        qtbot.waitUntil(lambda bench=bench: not bench.background.busy())


@pytest.fixture
def editor(open_editor, customer_ids):
    """The invoice editor on a new invoice for Acme, and its typist."""
    from billdesk.ui.editors.invoice import InvoiceEditor

    return open_editor(InvoiceEditor, {"customer": customer_ids["Acme"]})


@pytest.fixture
def schedule_ids(make_bench):
    """The ids of the little shop's schedules, by their refs."""
    desk = make_bench().desk
    with desk.scheduling._office.reading() as work:
        return {one.ref: one.id for one in work.schedules.all()}


@pytest.fixture
def scheduler(open_editor, apart, qtbot):
    """Opens the schedule editor for a task, once it has looked at what that comes to."""
    from billdesk.ui.editors.schedule import ScheduleEditor

    def open_it(task=None):
        page, typist = open_editor(ScheduleEditor, task)
        looked(qtbot, page)
        return page, typist

    return open_it


def looked(qtbot, page):
    """Wait until everything typed is looked at."""
    qtbot.waitUntil(
        lambda: not page.bench.background.busy() and not page.looking.is_waiting(), timeout=10_000
    )
