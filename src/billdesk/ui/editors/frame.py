"""What the editors of invoices and schedules have in common: their frame, their keys, and how they read."""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from billdesk.domain.errors import BillDeskError
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.new_customer import ask_new_customer
from billdesk.ui.editors.undo_keys import UndoKeys
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.drawer import Drawer
from billdesk.ui.widgets.sheet import Wash


class EditorFrame(Pane):
    """The form at the left, beside it a drawer with what it comes to."""

    drawer: Drawer

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.bench = bench.of(self)
        self._own: list[QShortcut] = []

    def lay_around(self, parts: Iterable[tuple[QWidget, int]], beside: QWidget) -> None:
        """Put parts (each with its share of the height) one below the other, and a drawer beside them."""
        work = Wash(self.look, "sheet")
        self.drawer = Drawer(self.look, beside, self)
        left = QVBoxLayout()
        left.setSpacing(0)
        for part, share in parts:
            left.addWidget(part, share)
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.drawer.seat)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(work)

    def have_keys(self, undo: Callable[[], object], redo: Callable[[], object], cell: QWidget) -> None:
        """Take the last step back, or do it again, by the usual keys; the grid's `cell` does so itself."""
        self._keys = UndoKeys(self)
        self._keys.undo.connect(undo)
        self._keys.redo.connect(redo)
        self._keys.watch(self, cell)
        self.have_shortcuts(("Ctrl+Shift+Z", redo), ("Ctrl+Y", redo))

    def have_shortcuts(self, *shortcuts: tuple[str, Callable[[], object]]) -> None:
        """Have keys that count until this is left."""
        for keys, call in shortcuts:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(call)
            self._own.append(shortcut)

    def end_keys(self) -> None:
        """It is being left: its keys count no more."""
        for shortcut in self._own:
            shortcut.setEnabled(False)

    def toggle_preview(self) -> None:
        """Show what it comes to, or hide that."""
        self.drawer.toggle()

    def _read(self, job: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self.bench.run(job, done, self._on_failed)

    def _on_new_customer(self, name: str) -> None:
        ask_new_customer(self.bench, self, self._on_customer, name)

    def _on_customer(self, customer_id: int) -> None:
        raise NotImplementedError

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, BillDeskError):
            self.troubled.emit(error)
