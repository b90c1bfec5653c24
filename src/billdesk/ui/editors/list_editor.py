"""A page with a short list of things at the left and the form of the chosen one at the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from billdesk.domain.errors import Problem, Rejected
from billdesk.ui.bench import Bench
from billdesk.ui.keys import with_keys
from billdesk.ui.panes.pane import Pane
from billdesk.ui.widgets.painted import Button, Label, Rule
from billdesk.ui.widgets.wide import keep_most, keep_wide
from billdesk.ui.words import tr

LIST = 280
FORM = 660
_KEY = Qt.ItemDataRole.UserRole


class ListEditor(Pane):
    """What was typed for a thing and isn't kept is there again when it is chosen again, or opened again.

    Who derives from it says what the things are: `read`, `words_of`, `blank`, `show_thing`, `typed`,
    `problems_of`, `save`, `refuse`. A thing has an `id`, 0 while it is new.
    """

    drafts: ClassVar[dict[tuple[str, str], dict[int, Any]]] = {}
    """What is typed and not kept, by the shop and the page, and there by id."""
    new_words = ""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.things: dict[int, Any] = {}
        self.now: Any = None
        self._busy = False
        look = self.look
        self.list = QListWidget()
        self.list.setObjectName(f"{self.key}.list")
        self.list.setAccessibleName(tr(self.title))
        self.list.setProperty("kind", "side")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        keep_wide(look, self.list, LIST)
        self.new_button = Button(look, tr(self.new_words), "plain", "plus", f"{self.key}.new")
        self.keep_button = Button(look, tr("Keep"), "primary", "check", f"{self.key}.keep")
        self.keep_button.setToolTip(with_keys(tr("Keep"), "Ctrl+S"))
        self.wrong = Label(look, "", "body", "overdue_fg")
        self.wrong.setObjectName(f"{self.key}.wrong")
        self.wrong.setWordWrap(True)
        self.right = QWidget()
        keep_most(look, self.right, FORM)
        self._lay_out()
        self._connect()

    # What the things are

    def read(self) -> Callable[[], Sequence[Any]]:
        """What reads the things, away from the GUI thread."""
        raise NotImplementedError

    def words_of(self, thing: Any) -> str:
        """How a thing is called in the list."""
        raise NotImplementedError

    def blank(self) -> Any:
        """A new thing."""
        raise NotImplementedError

    def show_thing(self, thing: Any) -> None:
        """Show a thing in the form."""
        raise NotImplementedError

    def typed(self) -> Any:
        """The thing as it is typed."""
        raise NotImplementedError

    def problems_of(self, thing: Any) -> Iterable[Problem]:
        """What is wrong with a thing."""
        raise NotImplementedError

    def save(self, thing: Any) -> Any:
        """Write a thing; away from the GUI thread."""
        raise NotImplementedError

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong at the fields."""
        raise NotImplementedError

    # As a page

    def top_widgets(self) -> Sequence[QWidget]:
        return (self.new_button, self.keep_button)

    def entered(self) -> None:
        super().entered()
        focus = self.focusWidget()
        if focus is None or not self.right.isAncestorOf(focus):  # a new one may be begun already
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        self._note_typed()

    def refresh(self) -> None:
        self._note_typed()
        self.bench.run(self.read(), self._on_read, self.troubled.emit)

    def choose(self, key: int) -> None:
        """Choose a thing by its id."""
        for at in range(self.list.count()):
            if self.list.item(at).data(_KEY) == key:
                self.list.setCurrentRow(at)

    def new(self) -> None:
        """Begin a new thing, or go on with the one that is begun."""
        self._note_typed()
        if 0 not in self.things:
            self.things[0] = self.blank()
            self._put(self.things[0])
        self.choose(0)
        self.focus_first()

    def focus_first(self) -> None:
        """Put the focus where typing begins."""

    def is_changed(self) -> bool:
        """Whether something is typed that isn't kept."""
        return self.now is not None and (self.now.id == 0 or self.typed() != self.now)

    def keep(self) -> None:
        """Keep what is typed, or say what is wrong with it."""
        if self.now is None or self._busy or not self.is_changed():
            return
        thing = self.typed()
        problems = tuple(self.problems_of(thing))
        self.wrong.setText("")
        if problems:
            self.refuse(problems)
            return
        self._set_busy(True)
        self.bench.run(lambda: self.save(thing), self._on_saved, self._on_failed)

    def on_edited(self) -> None:
        """Something was typed."""
        self.wrong.setText("")
        self._show_can()

    # How

    def _lay_out(self) -> None:
        px = self.look.px
        inside = QVBoxLayout(self.right)
        inside.setContentsMargins(px(20), px(16), px(20), px(20))
        inside.setSpacing(px(12))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(12))
        inside.addLayout(self.body)
        inside.addWidget(self.wrong)
        inside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Rule(self.look, upright_one=True))
        row.addWidget(self.right, 1)
        row.addStretch(0)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.new)
        self.keep_button.clicked.connect(self.keep)
        self.list.currentItemChanged.connect(self._on_chosen)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.keep)

    def _put(self, thing: Any) -> None:
        item = QListWidgetItem(self.words_of(thing))
        item.setData(_KEY, thing.id)
        self.list.addItem(item)

    def _mine(self) -> dict[int, Any]:
        return self.drafts.setdefault((self.bench.desk.target, self.key), {})

    def _note_typed(self) -> None:
        if self.now is None:
            return
        if self.is_changed() and self.typed() != self.blank():
            self._mine()[self.now.id] = self.typed()
        else:
            self._mine().pop(self.now.id, None)

    def _on_read(self, things: Sequence[Any]) -> None:
        before = self.now.id if self.now is not None else None
        self.things = {one.id: one for one in things}
        if 0 in self._mine():
            self.things[0] = self.blank()
        self.now = None
        self.list.blockSignals(True)
        self.list.clear()
        for one in self.things.values():
            self._put(one)
        self.list.blockSignals(False)
        self.right.setVisible(bool(self.things))
        if before in self.things:
            self.choose(before)
        elif self.things:
            self.list.setCurrentRow(0)
        self._on_chosen()

    def _on_chosen(self, *_items: object) -> None:
        item = self.list.currentItem()
        key = item.data(_KEY) if item is not None else None
        if self.now is not None and key == self.now.id:
            return
        self._note_typed()
        self.now = self.things.get(key) if key is not None else None
        self.right.setVisible(self.now is not None)
        if self.now is not None:
            self.wrong.setText("")
            self.show_thing(self._mine().get(self.now.id, self.now))
        self._show_can()

    def _on_saved(self, thing: Any) -> None:
        self._set_busy(False)
        if self.now is not None:
            self._mine().pop(self.now.id, None)
        self.things.pop(0, None) if self.now is not None and self.now.id == 0 else None
        self.now = thing
        self.told.emit(tr("{name} is kept", name=thing.name), None)
        self.bench.run(self.read(), self._on_read, self.troubled.emit)

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, Rejected):
            self.refuse(error.problems)
        else:
            self.wrong.setText(self.bench.sentence(error))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._show_can()

    def _show_can(self) -> None:
        self.keep_button.setEnabled(self.is_changed() and not self._busy)
