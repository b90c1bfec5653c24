"""The empty window: it is painted bare, then furnished with its bars, before a database is opened."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSettings, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from billdesk.ui import blank
from billdesk.ui.look import Look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget

    from billdesk.ui.messages import Banner, Toast
    from billdesk.ui.widgets.focus import FocusRing
    from billdesk.ui.widgets.sheet import Sheet
    from billdesk.ui.widgets.side import SideBar
    from billdesk.ui.widgets.status import StatusBar
    from billdesk.ui.widgets.top import TopBar


class Shell(QWidget):
    """The parts of the window and where they stand; what they do is the business of window.py."""

    side: "SideBar"
    top: "TopBar"
    banner: "Banner"
    sheet: "Sheet"
    stack: "QStackedWidget"
    bar: "StatusBar"
    toast: "Toast"
    ring: "FocusRing"

    resized = Signal()
    closing = Signal()
    appeared = Signal()  # after it was hidden
    alt_pressed = Signal()
    escaped = Signal()  # Esc that nothing inside of the window had a use for

    def __init__(self, look: Look, places: Sequence[blank.Place], bare: bool = False) -> None:
        """Make it; a `bare` one is painted empty until it is furnished."""
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("BillDesk")
        self.look = look
        self.kept = QSettings("BillDesk", "BillDesk")
        self.hides = False
        """Whether closing it only hides it, as the program stays in the tray."""
        self.bare = True
        self._folded_by_hand = False
        self._places = tuple(places)
        self.setAutoFillBackground(True)
        self.setMinimumSize(*blank.SMALLEST)
        if not bare:
            self.furnish()

    def furnish(self) -> None:
        """Make the parts, where they aren't there yet."""
        if self.bare:
            self._make_parts()
            self._lay_out()
            self.bare = False
            self.look.changed.connect(self._on_look_changed)
            self.stack.currentChanged.connect(self._on_another_shown)
            if self.isVisible():  # it has its size already
                self._fold()

    def _make_parts(self) -> None:
        # What they are made of would take longer to import than the bare window to be painted.
        from PySide6.QtWidgets import QStackedWidget

        from billdesk.ui.messages import Banner, Toast
        from billdesk.ui.widgets.focus import FocusRing
        from billdesk.ui.widgets.sheet import Sheet
        from billdesk.ui.widgets.side import SideBar
        from billdesk.ui.widgets.status import StatusBar
        from billdesk.ui.widgets.top import TopBar
        from billdesk.ui.words import tr

        look = self.look
        self.side = SideBar(look, self._places)
        self.side.shop.show_name("BillDesk")
        self.top = TopBar(look)
        self.banner = Banner(look)
        self.sheet = Sheet(look)
        self.stack = QStackedWidget()
        self.bar = StatusBar(look)
        self.toast = Toast(look, self.sheet, parent=self)
        self.ring = FocusRing(look, self)
        if self._places:
            self.side.show_pane(self._places[0].key)
            self.top.show_place(tr(self._places[0].words))

    def relabel(self) -> None:
        """Say everything again, in the language that counts now."""
        for part in (self.side, self.top, self.banner, self.toast, self.bar):
            part.relabel()

    def another_banner(self) -> "Banner":
        """One more banner below the first."""
        from billdesk.ui.messages import Banner

        made = Banner(self.look, "window.banner.below")
        self._middle.insertWidget(self._middle.indexOf(self.banner) + 1, made)
        return made

    def fold_side(self) -> None:
        """Fold the side bar to icons, or unfold it."""
        self._folded_by_hand = not self.side.narrow
        self.side.fold(not self.side.narrow)

    def show_alone(self, alone: bool, ground: float = 0) -> None:
        """Give the sheet the whole window, or put the bars beside it again; `ground` as in a pane."""
        self.side.setVisible(not alone)
        self.top.setVisible(not alone)
        edge = self.look.px(blank.EDGE)
        self._middle.setContentsMargins(0, edge if alone else 0, edge, 0)
        self.sheet.begin_at(ground)

    def open_as_before(self) -> None:
        """Show it where it stood and as large as it was when it was closed."""
        geometry = self.kept.value("geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(self.look.px(1440), self.look.px(900))
        self.show()

    def come_to_front(self) -> None:
        """Show it where it is hidden, minimized or behind others."""
        from PySide6.QtWidgets import QApplication

        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)  # where the system doesn't let a window come to the front by itself

    def _lay_out(self) -> None:
        from PySide6.QtWidgets import QGridLayout, QVBoxLayout

        self.sheet.body.addWidget(self.stack)
        self._middle = middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, self.look.px(blank.EDGE), 0)
        middle.setSpacing(0)
        middle.addWidget(self.top)
        middle.addWidget(self.banner)
        middle.addWidget(self.sheet, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.side, 0, 0)
        grid.addLayout(middle, 0, 1)
        grid.addWidget(self.bar, 1, 0, 1, 2)
        if self.isVisible():  # else Qt would show them one after the other, later on
            for part in (self.side, self.top, self.sheet, self.stack, self.bar):
                part.show()

    def _fold(self) -> None:
        narrow = self.width() < self.look.px(blank.NARROW)
        self.side.fold(narrow or self._folded_by_hand)
        self.top.fold(narrow)

    def _on_look_changed(self) -> None:
        """With larger text there is less room: the same as if the window were smaller."""
        self._fold()
        self.resized.emit()

    def _on_another_shown(self) -> None:
        self.toast.sink(not getattr(self.stack.currentWidget(), "has_totals", False))

    # What Qt tells

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.bare:
            blank.paint(self.look, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.bare:
            return
        self._fold()
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A shortcut would take Esc from the field or list that has the focus; here it comes last."""
        if event.key() == QtCore.Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        keys = QtCore.Qt  # PySide sets up its hundred enumerations when it is first named
        alone = event.modifiers() in (keys.KeyboardModifier.NoModifier, keys.KeyboardModifier.AltModifier)
        if event.key() == keys.Key.Key_Alt and alone:
            self.alt_pressed.emit()
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.appeared.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.kept.setValue("geometry", self.saveGeometry())
        if self.hides:
            event.ignore()
            self.hide()
            return
        self.closing.emit()
        super().closeEvent(event)
