"""A list of which any number is ticked, as a field of a form."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from billdesk.ui.look import Look
from billdesk.ui.widgets.chips import Choice
from billdesk.ui.widgets.labelled import Caption, FormField

ROWS, ROW = 7, 26
_KEY = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class TickList(FormField):
    """The value is the keys that are ticked, in their order; Space ticks the row that is chosen."""

    edit: QListWidget

    def __init__(self, look: Look, caption: Caption, choices: Sequence[Choice]) -> None:
        edit = QListWidget()
        edit.setProperty("kind", "ticks")
        edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        edit.setTextElideMode(Qt.TextElideMode.ElideRight)
        edit.setFixedHeight(look.px(ROW * ROWS + 10))
        super().__init__(look, caption, edit)
        self._quiet = False
        for choice in choices:
            item = QListWidgetItem(choice.words)
            item.setData(_KEY, choice.key)
            item.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            )
            item.setCheckState(_OFF)
            item.setSizeHint(QSize(0, look.px(ROW)))
            edit.addItem(item)
        edit.setCurrentRow(0)
        edit.itemChanged.connect(self._on_item)

    def value(self) -> tuple[str, ...]:
        return tuple(str(one.data(_KEY)) for one in self._items() if one.checkState() == _ON)

    def show_value(self, value: Iterable[str]) -> None:
        self.tell("")
        ticked = frozenset(value)
        self._quiet = True
        for item in self._items():
            item.setCheckState(_ON if item.data(_KEY) in ticked else _OFF)
        self._quiet = False

    def _items(self) -> list[QListWidgetItem]:
        return [self.edit.item(at) for at in range(self.edit.count())]

    def _on_item(self, _item: QListWidgetItem) -> None:
        if not self._quiet:
            self._on_changed()
