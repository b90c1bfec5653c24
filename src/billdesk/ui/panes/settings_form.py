"""A form inside of the settings: opened below its list, kept or closed, with problems at its fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from billdesk.domain.errors import BillDeskError, Rejected
from billdesk.ui.bench import Bench
from billdesk.ui.panes.settings_section import said
from billdesk.ui.widgets.forms import Form
from billdesk.ui.widgets.painted import Button, Label
from billdesk.ui.widgets.sheet import Wash
from billdesk.ui.words import tr


class InlineForm(Wash):
    """`kept` tells what the service made of it, `closed` that it went away; Esc closes, Ctrl+S keeps."""

    kept = Signal(object)
    closed = Signal()
    troubled = Signal(object)

    def __init__(self, bench: Bench, name: str, keep: str) -> None:
        super().__init__(bench.look, "sunken")
        self.bench = bench
        self.setObjectName(name)
        px = self.look.px
        self.heading = Label(self.look, "", "bold")
        self.body = QVBoxLayout()
        self.body.setSpacing(px(12))
        self.stray = Label(self.look, "", "small", "overdue_fg")
        self.stray.setWordWrap(True)
        self.stray.hide()
        self.keep = Button(self.look, keep, "primary", "", f"{name}.keep")
        self.cancel = Button(self.look, tr("Cancel"), "plain", "", f"{name}.cancel")
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(12), px(12), px(12))
        column.setSpacing(px(12))
        column.addWidget(self.heading)
        column.addLayout(self.body)
        column.addWidget(self.stray)
        column.addLayout(buttons)
        self.form = Form({}, self)
        self.keep.clicked.connect(self.save)
        self.cancel.clicked.connect(self.close_it)
        self.hide()

    def value(self) -> Any:
        """What is in the form, as the service takes it."""
        raise NotImplementedError

    def service(self) -> Callable[[Any], Any]:
        """What keeps it."""
        raise NotImplementedError

    def save(self) -> None:
        """Keep it, or say at the fields what is wrong."""
        if not self.form.check():
            return
        value, service = self.value(), self.service()
        self.keep.setEnabled(False)
        self.bench.run(lambda: service(value), self._on_done, self._on_failed)

    def open_it(self, title: str) -> None:
        """Show it with the focus in its first field."""
        self.heading.setText(title)
        self.setAccessibleName(title)
        self.stray.hide()
        self.keep.setEnabled(True)
        self.show()
        first = next(iter(self.form.fields.values()))
        first.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def close_it(self) -> None:
        """Go away without keeping anything."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_save = event.key() == Qt.Key.Key_S and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        elif is_save or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)

    def _on_done(self, found: object) -> None:
        self.keep.setEnabled(True)
        self.hide()
        self.kept.emit(found)

    def _on_failed(self, error: Exception) -> None:
        self.keep.setEnabled(True)
        if not isinstance(error, Rejected):
            if isinstance(error, BillDeskError):
                self.troubled.emit(error)
            return
        strays = self.form.tell(error.problems, lambda problem: said(self.bench, problem))
        self.stray.setText(" ".join(said(self.bench, one) for one in strays))
        self.stray.setVisible(bool(strays))
