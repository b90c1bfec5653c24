"""A pane with a list at the left and everything about the chosen row at the right; narrow, one of the two."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.domain.errors import Missing
from billdesk.ui.background import Work
from billdesk.ui.bench import Bench
from billdesk.ui.panes.acts import Acts
from billdesk.ui.panes.detail import Detail
from billdesk.ui.panes.listing import Listing
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.edge import Edge
from billdesk.ui.widgets.menu import Menu
from billdesk.ui.widgets.painted import Rule

NARROWEST, WIDEST = 380, 640
FOLDED = 1100
WAIT_MS = 60
ANY_WIDTH = 16777215


class ListAndDetail(Pane):
    """Reads the sheet of the chosen row in the background, and folds where both have no room.

    Whoever derives from it calls `put_together`, reads a sheet, and says which id is shown and where
    the focus goes in the detail.
    """

    has_totals = True
    list_width = 440  # of the list beside the detail, in px at 96 dpi

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._folded = False
        self._alone = False  # whether the list says that there is nothing yet, in all the room
        self._stand_in: QWidget | None = None  # what has the focus until there is what should have it
        self._wide = self.list_width
        self._reading: Work | None = None
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._menu = Menu(self.look, self)
        self._menu.setObjectName(f"{self.key}.menu")
        self.menu_acts: list[tuple[QAction, Callable[[], bool]]] = []

    def put_together(self, listing: Listing, detail: Detail, acts: Acts) -> None:
        """Lay out the parts and let them work."""
        self.list, self.detail, self.acts = listing, detail, acts
        self.table, self.model = listing.table, listing.model
        self.filter = listing.filter
        self._lay_out_both()
        self._connect_both()

    def _lay_out_both(self) -> None:
        self._between = Rule(self.look, upright_one=True)
        self.edge = Edge(self.look, self._between, self, f"{self.key}.edge")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self._between)
        row.addWidget(self.detail, 1)

    def _connect_both(self) -> None:
        self.list.chosen.connect(self._on_chosen)
        self.list.shown.connect(self.viewed)
        self.list.shown.connect(self._on_shown)
        self.list.opened.connect(self._open_detail)
        self.list.menu_asked.connect(self._on_menu_asked)
        self.list.troubled.connect(self.troubled)
        self.edge.dragged.connect(self._on_dragged)
        self._timer.timeout.connect(self._read_sheet)
        self.detail.back.connect(self.close_detail)
        self.detail.more.clicked.connect(lambda: self._menu.open_below(self.detail.more))
        self.acts.told.connect(self.told)
        self.acts.refused.connect(self._on_refused)
        self.acts.busy.connect(self._on_busy)

    def menu_action(self, name: str, words: str, icon: str, act: str, ink: str = "ink2") -> QAction:
        """An action of the menu, for the chosen one; the pane has a method `act`, and `can_act` beside it."""
        action = QAction(self.look.icon(icon, ink), words, self)
        action.setObjectName(f"{self.key}.{name}")
        action.triggered.connect(lambda _checked=False: getattr(self, act)())
        self.menu_acts.append((action, getattr(self, f"can_{act}")))
        return action

    # What a pane of this kind says of itself

    def read(self, key: int) -> Any:
        """Everything about one row; called away from the GUI thread."""
        raise NotImplementedError

    def shown_id(self) -> int | None:
        """The id of what the detail shows."""
        raise NotImplementedError

    def first_button(self) -> QWidget:
        """Where the focus goes when the detail is opened."""
        raise NotImplementedError

    # The chosen one

    def is_waiting(self) -> bool:
        """Whether another row was chosen just now, whose detail isn't there yet."""
        return self._timer.isActive() or self._reading is not None

    def _on_chosen(self, row: Any) -> None:
        """What is done from now on isn't done to the one before, though it is still seen for a moment."""
        if row is None or row.id != self.shown_id():
            self.detail.forget()
        self._timer.start()

    def _read_sheet(self) -> None:
        if not self.isVisible():  # it went away meanwhile; whoever comes back finds it fetched anew
            self._missed = True
            return
        row = self.table.current_row()
        if self._reading is not None:
            self._reading.forget()
            self._reading = None
        if row is None:
            self._show_nothing()
            return
        self._reading = self.bench.background.run(
            lambda _work: self.read(row.id), self._on_sheet, self._on_unread
        )

    def _show_nothing(self) -> None:
        self.detail.show_nothing()
        self.show_can()

    def _on_sheet(self, sheet: Any) -> None:
        self._reading = None
        waited = self._stand_in is not None and self._stand_in.hasFocus()
        self.detail.show_sheet(sheet)
        self._stand_in = None
        if waited:
            self._focus_first()
        self.show_can()

    def _on_unread(self, error: Exception) -> None:
        """What was deleted meanwhile is no trouble; the list will be without it."""
        self._reading = None
        self._show_nothing()
        if not isinstance(error, Missing):
            self.troubled.emit(error)

    def _on_menu_asked(self, place: QPoint) -> None:
        """The menu is that of the row under the mouse, whose detail may still be on its way."""
        row = self.table.current_row()
        if row is not None and row.id == self.shown_id():
            self._menu.open_at(place)

    def _on_refused(self, error: Exception) -> None:
        self.troubled.emit(error)
        self.refresh()

    def _on_busy(self, busy: bool) -> None:
        self.detail.show_busy(busy)
        self.show_can()

    def show_can(self) -> None:
        """Say what can be done with the chosen one now."""
        for action, can in self.menu_acts:
            action.setEnabled(can())
        self.can_changed.emit()

    # As a pane

    def remembered(self) -> dict[str, Any]:
        return {**self.list.remembered(), "list": self._wide}

    def recall(self, state: Mapping[str, Any]) -> None:
        self._wide = _within(int(state.get("list", self._wide)))
        self.list.recall(state)

    def _on_dragged(self, by: int) -> None:
        self._wide = _within(round((self.list.width() + by) / self.look.scale))
        self.list.setFixedWidth(self.look.px(self._wide))

    def entered(self) -> None:
        if self.model.filter is None:  # nobody has looked at it so far
            self._missed = False
            self.list.show_wanted()
        super().entered()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Fetch rows and the detail again."""
        self.list.refresh()
        self._timer.start()

    def search(self) -> None:
        self.close_detail()
        self.filter.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_preview(self) -> None:
        if self._folded:
            self.close_detail() if self.detail.isVisible() else self._open_detail()

    def fold(self, width: int, height: int) -> None:
        self._give_room(width < self.look.px(FOLDED), self._alone)

    def _on_shown(self) -> None:
        if self.list.has_nothing != self._alone:
            self._give_room(self._folded, self.list.has_nothing)

    def _give_room(self, folded: bool, alone: bool) -> None:
        """Put list and detail beside each other, unless there is room for one, or nothing for the other."""
        if folded or alone:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(ANY_WIDTH)
        else:
            self.list.setFixedWidth(self.look.px(self._wide))
        if (folded, alone) != (self._folded, self._alone):
            self._folded, self._alone = folded, alone
            self.list.show()
            for beside in (self.detail, self._between, self.edge):
                beside.setVisible(not (folded or alone))
            self.detail.to_list.setVisible(folded)

    def close_detail(self) -> None:
        """Back to the list, with the focus on it."""
        if self._folded:
            self.list.show()
            self.detail.hide()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_detail(self) -> None:
        if self._folded:
            self.list.hide()
            self.detail.show()
        self._focus_first()

    def _focus_first(self) -> None:
        """Put the focus on the first button, and again when the chosen one's detail is there."""
        first = self.first_button()
        first.setFocus(Qt.FocusReason.TabFocusReason)
        self._stand_in = first if self.is_waiting() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the detail leads back to the list."""
        inside = self.detail.isAncestorOf(self.focusWidget() or self)
        if event.key() == Qt.Key.Key_Escape and inside:
            self.close_detail()
        else:
            super().keyPressEvent(event)


def _within(wide: int) -> int:
    return max(NARROWEST, min(wide, WIDEST))
