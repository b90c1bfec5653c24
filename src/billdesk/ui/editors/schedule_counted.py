"""Beside what a line counts: the saved search or the folder made or changed, and then chosen on the line."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from billdesk.domain.counting import Counter
from billdesk.domain.customer import SavedSearch
from billdesk.domain.schedule import ScheduleLine
from billdesk.ui.bench import Bench
from billdesk.ui.dialogs.asset_search import ask_search
from billdesk.ui.dialogs.policy_folder import ask_folder
from billdesk.ui.widgets.painted import Button
from billdesk.ui.words import tr


class CountedThings(QWidget):
    """`kept` tells what the line is to count now, and words for it; `moved` a folder's old and new name."""

    kept = Signal(object, str)
    moved = Signal(str, str)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._line: ScheduleLine | None = None
        self._customer_id = 0
        self.new = self._button("new", "plus", lambda: self._ask(Counter()))
        self.change = self._button("change", "pencil-line", lambda: self._ask(self._counter()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(bench.look.px(16))
        row.addWidget(self.change)
        row.addWidget(self.new)

    def _button(self, name: str, icon: str, call: Callable[[], object]) -> Button:
        button = Button(self._bench.look, "", "link", icon, f"schedule.line.counted_{name}")
        button.setProperty("room", "small")
        button.clicked.connect(call)
        return button

    def show_line(self, line: ScheduleLine, customer_id: int) -> None:
        """Show what can be made and changed for a line."""
        self._line, self._customer_id = line, customer_id
        counter = self._counter()
        self.setVisible(line.type in ("asset", "policy_folder"))
        if line.type == "asset":
            self.new.set_words(tr("New search…"))
            self.change.set_words(tr("Change search…"))
            self.change.setVisible(counter.search_id is not None)
        else:
            self.new.set_words(tr("New folder…"))
            self.change.set_words(tr("Change folder…"))
            self.change.setVisible(bool(counter.folder))

    def _counter(self) -> Counter:
        return (self._line.counter if self._line else None) or Counter()

    def _ask(self, counter: Counter) -> None:
        if self._line is not None and self._line.type == "asset":
            ask_search(self._bench, counter.search_id, self._customer_id, self, self._on_search)
        else:
            ask_folder(self._bench, counter.folder or "", self._customer_id, self, self._on_folder)

    def _on_search(self, search: SavedSearch) -> None:
        self.kept.emit(Counter(search_id=search.id), tr("Search “{name}”", name=search.name))

    def _on_folder(self, old: str, new: str) -> None:
        if old:
            self.moved.emit(old, new)
        self.kept.emit(Counter(folder=new), "")
