"""The buttons of the schedule editor in the top bar, the filled one last."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from billdesk.ui.keys import key_words
from billdesk.ui.look import Look
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import tr


class ScheduleTop(QObject):
    """`calls` has what each button does: undo, redo, preview, cancel, save."""

    def __init__(self, look: Look, calls: Mapping[str, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._gone = False
        self.undo = Button(look, tr("Undo"), "tool", "undo-2", "schedule.undo")
        self.redo = Button(look, tr("Redo"), "tool", "redo-2", "schedule.redo")
        self.preview = Button(look, tr("Dates and amounts"), "tool", "panel-right", "schedule.show_preview")
        self.cancel = Button(look, tr("Cancel"), "plain", "", "schedule.back")
        self.save = Button(look, tr("Save schedule"), "primary", "check", "schedule.save")
        for button, keys in (
            (self.undo, "Ctrl+Z"),
            (self.redo, "Ctrl+Shift+Z"),
            (self.cancel, "Esc"),
            (self.save, "Ctrl+S"),
        ):
            button.setToolTip(f"{button.accessibleName()}  {key_words(keys)}")
        for name in ("undo", "redo", "preview", "cancel", "save"):
            button = getattr(self, name)
            button.clicked.connect(lambda _checked=False, name=name: calls[name]())

    def widgets(self) -> Sequence[QWidget]:
        """The buttons in their order."""
        return (self.undo, self.redo, self.preview, self.cancel, self.save)

    def show_state(self, can: tuple[bool, bool, bool], busy: bool) -> None:
        """Say whether undo, redo and saving can be used now."""
        if self._gone:
            return
        self.undo.setEnabled(can[0])
        self.redo.setEnabled(can[1])
        self.save.setEnabled(can[2] and not busy)
        self.save.set_words(tr("Saving…") if busy else tr("Save schedule"))

    def throw_away(self) -> None:
        """The editor goes, and its buttons with it."""
        self._gone = True
        for widget in self.widgets():
            widget.deleteLater()
